"""What the card of a question shows, and that nothing a teacher or a file wrote becomes markup."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.answer_findings import disagreement, golden_findings
from distiller.dutch.findings import Finding, worst
from distiller.records import (
    Card,
    CardStatus,
    GoldenMatch,
    InvalidReply,
    ItemRecord,
    ItemStatus,
    OtherAnswer,
    Product,
    QuestionRecord,
    ResponseRecord,
)
from distiller.review import explained
from ui.answer_diff import leaves, marked_words, same
from ui.present_card import View
from ui.present_invalid import invalid_lines
from ui.present_review import announcement, card_html

NOW = datetime(2026, 11, 20, tzinfo=UTC)
EVIL = '<img src=x onerror="alert(1)">&amp;'
SCHEMA = json.dumps({"type": "object", "properties": {"capital": {"type": "string"}, "people": {"type": "integer"}}})


def question(**changes: Any) -> QuestionRecord:
    values: dict[str, Any] = {
        "id": 7,
        "json_id": None,
        "category": "",
        "text": "What is the capital?",
        "golden_answer": None,
        "answer_schema": None,
        "system_prompt": None,
    }
    return QuestionRecord(**(values | changes), created_at=NOW, updated_at=NOW)


def response(answer: Any, *, number: int = 1, **changes: Any) -> ResponseRecord:
    values: dict[str, Any] = {
        "item_id": 1,
        "job_id": 1,
        "card_id": 16777216 + number,
        "subject": "#7",
        "product": Product.ANSWER,
        "position": 0,
        "payload": {"answer": answer},
        "edited": None,
        "findings": (),
        "analysis": None,
        "form_key": None,
        "is_correct": None,
        "reviewed_by": None,
        "reviewed_at": None,
        "version": 1,
        "committed_version": None,
        "superseded_by": None,
    }
    values |= changes
    return ResponseRecord(id=number, severity=worst(values["findings"]), **values)


def item(status: ItemStatus = ItemStatus.SUCCESS) -> ItemRecord:
    failed = status == ItemStatus.FAILED
    kind, message = ("INVALID_DATA_TYPE", "people is text; a whole number is expected") if failed else (None, None)
    return ItemRecord(1, 1, 16777217, "#7", Product.ANSWER, status, 1, kind, message)


def shown(
    answer: ResponseRecord | None,
    asked: QuestionRecord,
    *,
    others: Iterable[OtherAnswer] = (),
    status: ItemStatus = ItemStatus.SUCCESS,
    replies: dict[int, InvalidReply] | None = None,
    language: str = "en",
) -> str:
    card = Card(
        card_id=16777217,
        job_id=1,
        subject="#7",
        status=CardStatus.TO_REVIEW if answer else CardStatus.EMPTY,
        forms=None,
        sentences=(),
        items=(item(status),),
        outdated=frozenset(),
        sources=None,
        provider="openai",
        model_name="gpt-4o-mini",
        asked_sentences=0,
        question=asked,
        answer=answer,
        others=tuple(others),
    )
    return card_html(View(card, language, explained, 1, 1, "local", replies or {}))


def other(answer: Any, *, agrees: bool) -> OtherAnswer:
    return OtherAnswer(2, "groq", "llama-3.3", response(answer, number=2, job_id=2), agrees)


def test_the_difference_with_the_golden_text_is_marked_by_word() -> None:
    """What only the answer says and what only the golden answer says, each on its side."""
    findings = golden_findings(GoldenMatch.DIFFERS, "The capital is Brussels.")
    markup = shown(
        response("The capital is Antwerp.", findings=findings, golden=GoldenMatch.DIFFERS),
        question(golden_answer="The capital is Brussels."),
    )
    assert "The capital is <ins>Antwerp</ins>." in markup
    assert "The capital is <del>Brussels</del>." in markup
    assert "Differs from the golden answer." in markup


def test_the_difference_with_golden_json_is_marked_by_path() -> None:
    """Each path on a line; only those that differ are marked, 1.0 is 1, and what is absent is said to be."""
    golden = json.dumps({"capital": "Brussels", "people": 1.0, "king": "Filip"})
    markup = shown(response({"capital": "Antwerp", "people": 1}), question(golden_answer=golden, answer_schema=SCHEMA))
    assert markup.count('class="rv-differs"') == 2
    assert "<ins>Antwerp</ins>" in markup
    assert "<del>Brussels</del>" in markup
    assert "absent" in markup


def test_an_exact_match_is_said_and_nothing_is_marked() -> None:
    """Agreement with the golden answer is no finding, but it is told."""
    markup = shown(response("8", golden=GoldenMatch.EXACT), question(golden_answer="8"))
    assert "equal to the golden answer" in markup
    assert "<ins>" not in markup


def test_a_text_and_a_number_of_the_same_spelling_differ_visibly() -> None:
    """`"1"` is not 1."""
    golden = json.dumps({"people": 1})
    markup = shown(response({"people": "1"}), question(golden_answer=golden, answer_schema=SCHEMA))
    assert "<ins>&quot;1&quot;</ins>" in markup
    assert "<del>1</del>" in markup


def test_other_teachers_stand_below_with_whether_they_agree() -> None:
    """Of JSON what differs, by path; of one that agrees nothing needs to be repeated."""
    findings = disagreement(1, 2)
    markup = shown(
        response({"capital": "Antwerp", "people": 1}, findings=findings),
        question(answer_schema=SCHEMA),
        others=[
            other({"capital": "Brussels", "people": 1}, agrees=False),
            other({"people": 1, "capital": "Antwerp"}, agrees=True),
        ],
    )
    assert "<dt>capital</dt><dd>Brussels</dd>" in markup
    assert "1 of 2 answer the same" in markup
    assert markup.count("<dt>") == 1
    assert "Other teachers answer differently: 1 of 2." in markup


def test_prompt_schema_and_reasoning_are_folded() -> None:
    """They are there, closed."""
    markup = shown(
        response({"capital": "A"}, payload={"answer": {"capital": "A"}, "reasoning": "because"}),
        question(answer_schema=SCHEMA, system_prompt="Be brief."),
    )
    assert markup.count('<details class="rv-more">') == 3
    assert "Be brief." in markup
    assert "because" in markup


def test_what_the_teacher_wrote_stands_behind_an_edit() -> None:
    """The edited answer counts; the teacher's own is folded, its difference marked."""
    markup = shown(response("old words", edited={"answer": "new words"}), question())
    assert "What the teacher wrote" in markup
    assert "<del>old </del>words" in markup


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_from_a_file_or_a_teacher_is_markup(language: str) -> None:
    """Question, prompt, schema, answers, golden answer, reasoning, paths, messages: all of it is text."""
    evil = question(
        json_id=EVIL,
        category=EVIL,
        text=EVIL,
        golden_answer=json.dumps({EVIL: EVIL}),
        answer_schema=json.dumps({"type": "object", "title": EVIL, "properties": {EVIL: {"description": EVIL}}}),
        system_prompt=EVIL,
    )
    answer = response({EVIL: EVIL + "x", "list": [EVIL]}, payload={"answer": {EVIL: 1}, "reasoning": EVIL})
    markup = shown(answer, evil, others=[other({EVIL: 2}, agrees=False), other(EVIL, agrees=False)], language=language)
    invalid = InvalidReply(1, 1, 16777217, 1, None, EVIL, EVIL, Product.ANSWER, EVIL, EVIL, EVIL, EVIL, 2, NOW)
    failed = shown(None, evil, status=ItemStatus.FAILED, replies={1: invalid}, language=language)
    for text in (markup, failed, invalid_lines([invalid], language)):
        assert "<img" not in text


def test_an_invalid_reply_shows_type_place_and_text_to_correct() -> None:
    """What the teacher wrote stands there whole, the fault by its place, with the two ways on."""
    reply = InvalidReply(
        1, 1, 16777217, 1, 1, "#7", "What?", Product.ANSWER, "INVALID_DATA_TYPE",
        "people is text; a whole number is expected", "people", '{"people": "many"}', 1, NOW,
    )  # fmt: skip
    markup = shown(None, question(answer_schema=SCHEMA), status=ItemStatus.FAILED, replies={1: reply})
    assert "INVALID_DATA_TYPE" in markup
    assert "<code>people</code>" in markup
    assert "{&quot;people&quot;: &quot;many&quot;}" in markup
    assert 'data-act="correct"' in markup
    assert 'data-act="retry"' in markup
    assert markup.count("a whole number is expected") == 1


def test_an_answer_of_a_hundred_kilobytes_is_shown_in_bounded_time() -> None:
    """Also beside a golden answer that differs throughout."""
    asked = question(golden_answer="ander woord " * 8_000)
    started = time.perf_counter()
    markup = shown(response("elk woord is anders " * 5_000), asked)
    assert time.perf_counter() - started < 3
    assert "rv-scroll" in markup


def test_a_json_answer_with_thousands_of_values_is_shown_as_text() -> None:
    """A table of so many lines would be no help."""
    assert leaves(list(range(5_000))) is None
    markup = shown(response({"capital": "A", "people": list(range(5_000))}), question(answer_schema=SCHEMA))
    assert "rv-paths" not in markup


def test_the_announcement_names_the_question() -> None:
    """A screen reader hears which question came up, and how many remarks there are."""
    asked, answer = question(json_id="geo-17"), response("x", findings=disagreement(1, 1))
    card = Card(
        16777217, 1, "#7", CardStatus.TO_REVIEW, None, (), (item(),), frozenset(), None, "openai", "m", 0, asked, answer
    )
    assert announcement(View(card, "en", explained, 2, 5)) == "geo-17, to review, 2 of 5. 1 finding."


@given(one=st.text(max_size=80), two=st.text(max_size=80))
def test_both_sides_of_a_difference_are_whole(one: str, two: str) -> None:
    """Without its marks each side is the text it came from."""
    left, right = marked_words(one, two)
    for tag in ("<ins>", "</ins>", "<del>", "</del>"):
        left, right = left.replace(tag, ""), right.replace(tag, "")
    assert (left, right) == (escaped(one), escaped(two))


def escaped(text: str) -> str:
    from html import escape

    return escape(text, quote=True)


@pytest.mark.parametrize(
    ("one", "two", "equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ({"a": 1, "b": [1]}, {"b": [1.0], "a": 1}, True),
        ([1, 2], [2, 1], False),
        ("1", 1, False),
        (None, "", False),
    ],
)
def test_values_are_compared_as_json(one: Any, two: Any, equal: bool) -> None:
    """By value: keys in any order, numbers by size, and no truth is a number."""
    assert same(one, two) is equal


def test_unknown_findings_are_told_by_the_language_checks() -> None:
    """Findings of answers and of verbs are explained side by side."""
    told = explained([*disagreement(1, 2), Finding("golden-differs", disagreement(1, 1)[0].severity)], "nl")
    assert told == ["Andere leraren antwoorden anders: 1 van 2.", "Anders dan het gouden antwoord."]
