"""The review card as HTML: what a person sees, and that nothing a teacher writes is ever markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.model import ANSWER_KEYS, FORM_FIELDS
from distiller.errors import InputError
from distiller.records import (
    Card,
    CardStatus,
    CardSummary,
    InvalidRecord,
    ItemRecord,
    ItemStatus,
    Product,
    ResponseRecord,
    ReviewAction,
    ReviewFilter,
    ReviewProgress,
    ReviewRecord,
)
from ui.present_card import FIELDS, View, emphasis
from ui.present_history import history_html
from ui.present_review import announcement, card_html, marked
from ui.present_review_screen import empty_html, frame, list_html, progress_html, raw_html
from ui.review_requests import Ask
from ui.texts import t
from ui.texts.review import TEXTS

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LOPEN = dict(zip(FORM_FIELDS, ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"), strict=True))
HOSTILE = "<script>alert(1)</script> \"'&"
FORMS = ResponseRecord(
    id=1,
    item_id=1,
    job_id=1,
    card_id=1 << 24,
    subject="lopen",
    product=Product.FORMS,
    position=0,
    payload=LOPEN,
    edited=None,
    findings=(),
    severity=None,
    analysis=None,
    form_key=None,
    is_correct=None,
    reviewed_by=None,
    reviewed_at=None,
    version=1,
    committed_version=None,
    superseded_by=None,
)
SENTENCE = replace(
    FORMS,
    id=2,
    item_id=2,
    product=Product.SENTENCES,
    payload={"sentence": "Ik heb gelopen."},
    analysis={"spans": [[7, 14]], "auxiliary_span": [3, 6]},
    form_key="vd",
)
ITEM = ItemRecord(1, 1, 1 << 24, "lopen", Product.FORMS, ItemStatus.SUCCESS, 1, None, None)
SENTENCES = replace(ITEM, id=2, product=Product.SENTENCES, asked=10)
CARD = Card(
    card_id=1 << 24,
    job_id=1,
    subject="lopen",
    status=CardStatus.TO_REVIEW,
    forms=FORMS,
    sentences=(SENTENCE,),
    items=(ITEM, SENTENCES),
    outdated=frozenset(),
    sources=LOPEN,
    provider="openai",
    model_name="gpt-4o-mini",
    asked_sentences=10,
)


class Text(HTMLParser):
    """The text of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("mark", "u", "b", "em", "del"):
            self.text += " "


def explained(findings: Iterable[Finding], language: str) -> list[str]:
    return [f"because of {finding.code}" for finding in findings]


def view(card: Card = CARD, language: str = "en") -> View:
    return View(card, language, explained, 12, 40)


def words(card: Card = CARD, language: str = "en") -> str:
    return " ".join(Text(card_html(view(card, language))).text.split())


def with_forms(**changes: object) -> Card:
    return replace(CARD, forms=replace(FORMS, **changes))


# --- history --------------------------------------------------------------------------------------------------


def decision(id_: int, response: int, action: ReviewAction, **changes: Any) -> ReviewRecord:
    """One review; `changes` say what is special about it."""
    made = ReviewRecord(id_, response, 1, "marieke", NOW, action, {"edited": None}, {"edited": None}, None, None, False)
    return replace(made, **changes)


def test_the_history_says_who_decided_what_when_and_why() -> None:
    """Newest first; a batch is one line; what a newer answer replaced is told; nothing in it is markup."""
    reason = "te <b>moeilijk</b>"
    edited = {"edited": {**LOPEN, "tt_ik": "loopx"}}
    told = [
        decision(1, 2, ReviewAction.REJECT, reason=reason, undone=True),
        decision(2, 99, ReviewAction.RERUN, reason="korter"),
        decision(3, 1, ReviewAction.EDIT, after=edited),
        decision(4, 1, ReviewAction.APPROVE, batch="b"),
        decision(5, 2, ReviewAction.APPROVE, batch="b"),
    ]
    html = history_html(CARD, told, "nl")
    lines = [" ".join(Text(line).text.split()) for line in html.split("<li")[1:]]
    assert [line.count("marieke") for line in lines] == [1, 1, 1, 1]
    assert "goedgekeurd: Vormen, Zin 1" in lines[0]
    assert "bewerkt: Vormen · ik: loopx" in lines[1]
    assert "jij" not in lines[1]
    assert "opnieuw gevraagd: een eerder antwoord · Opmerking: korter" in lines[2]
    assert "afgekeurd: Zin 1" in lines[3]
    assert "Reden: te <b>moeilijk</b> · later ongedaan gemaakt" in lines[3]
    assert "<b>moeilijk" not in html
    assert "nog niets beslist" in history_html(CARD, [], "nl")


# --- what is written ------------------------------------------------------------------------------------------


def test_the_fields_and_keys_are_those_of_the_language_checks() -> None:
    """Each field and each answer key has a name in both languages."""
    assert FIELDS == FORM_FIELDS
    for key in ANSWER_KEYS:
        assert t("nl", f"review-field-{key}")
        assert t("en", f"review-field-{key}")


def test_every_text_is_there_in_both_languages_with_the_same_parameters() -> None:
    """A translation that lacks a parameter would fail when it is shown."""
    for key, texts in TEXTS.items():
        assert texts.keys() == {"nl", "en"}, key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts.values()}) == 1, key


def test_a_card_says_where_it_is_and_who_made_it() -> None:
    """Position, job and model; the offline teacher is never taken for a model."""
    assert "lopen to review 12 of 40 job 1 gpt-4o-mini" in words()
    assert "offline teacher" in words(replace(CARD, provider="offline", model_name="offline-rules"))
    assert "voorkomen (gebeuren)" in words(replace(CARD, subject="voorkomen (gebeuren)"))


def test_a_finding_has_severity_reason_and_the_expected_value_to_take_over() -> None:
    """Beside its field, in words: colour is never the only sign."""
    finding = Finding("wrong-form", Severity.ERROR, "vt_ev", ("liep",))
    html = card_html(view(with_forms(payload={**LOPEN, "vt_ev": "liepte"}, findings=(finding,))))
    row = html[html.index('data-field="vt_ev"') : html.index('data-field="vt_mv"')]
    assert "past sing. liepte error: because of wrong-form use liep" in " ".join(Text(f"<tr {row}").text.split())
    assert 'data-act="use" data-field="vt_ev" data-value="liep"' in row


def test_the_heaviest_finding_comes_first() -> None:
    """Errors before warnings before what changes nothing."""
    found = [Finding(str(severity), severity, "vd") for severity in (Severity.INFO, Severity.ERROR, Severity.WARNING)]
    text = words(with_forms(findings=tuple(found)))
    assert text.index("because of error") < text.index("because of warning") < text.index("because of info")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"vd": "", "vd_hulpwerkwoord": ""}, "past participle n/a auxiliary n/a"),
        ({"vd": ""}, "past participle still to fill in auxiliary hebben"),
        ({"vt_mv": ""}, "past plur. still to fill in"),
    ],
)
def test_a_verb_without_participle_is_told_from_a_missing_form(changes: dict[str, str], expected: str) -> None:
    """Both participle fields empty mean that there is none."""
    assert expected in words(with_forms(payload={**LOPEN, **changes}))


def test_an_edited_value_shows_the_old_one_struck_through() -> None:
    """Only where it differs."""
    html = card_html(view(with_forms(edited={**LOPEN, "vt_ev": "liep"}, payload={**LOPEN, "vt_ev": "loopte"})))
    assert re.findall(r"<del[^>]*>(.*?)</del>", html) == ["loopte"]


def test_the_form_is_marked_and_the_auxiliary_underlined() -> None:
    """With the key of the sentence beside it."""
    html = card_html(view())
    assert 'Ik <u class="rv-u">heb</u> <mark class="rv-mark">gelopen</mark>.' in html
    assert "Ik heb gelopen. past participle" in words()


def test_fewer_sentences_than_asked_are_counted() -> None:
    """And one can be written by hand, but not while they are still being made."""
    assert "1 of 10" in words()
    assert "Write a sentence" in words()
    running = replace(CARD, items=(ITEM, replace(SENTENCES, status=ItemStatus.RUNNING)))
    assert "Write a sentence" not in words(running)
    assert 'data-open="1"' in card_html(view(running))


def test_states_of_a_response_are_told() -> None:
    """Who decided, what differs from the database, what is outdated, what is being made again."""
    rejected = replace(SENTENCE, is_correct=False, reviewed_by="marieke", committed_version=1, version=2)
    again = replace(SENTENCES, id=3, target_response=2, status=ItemStatus.PENDING)
    card = replace(CARD, sentences=(rejected,), outdated=frozenset({2}), items=(*CARD.items, again))
    text = words(card)
    assert "by marieke" not in " ".join(Text(card_html(replace(view(card), me="marieke"))).text.split())
    for wanted in ("rejected by marieke", "differs from the database", "outdated", "being made again"):
        assert wanted in text


def test_a_failed_item_has_its_message_and_ways_on() -> None:
    """Try again, write by hand, look at the raw reply."""
    failed = replace(
        ITEM,
        status=ItemStatus.FAILED,
        error_type="MISSING_REQUIRED_FIELD",
        error_message="Missing key: vd_hulpwerkwoord",
    )
    text = words(replace(CARD, forms=None, sentences=(), items=(failed,)))
    for wanted in ("Missing key: vd_hulpwerkwoord", "Try again", "Write by hand", "Raw reply"):
        assert wanted in text


def test_a_card_changes_its_stamp_with_anything_on_it() -> None:
    """The script shows a card anew only then."""
    stamps = {
        re.search(r'data-stamp="(\w+)"', card_html(view(card))).group(1)  # type: ignore[union-attr]
        for card in (CARD, with_forms(version=2), with_forms(is_correct=True), replace(CARD, outdated=frozenset({2})))
    }
    assert len(stamps) == 4


def test_the_announcement_names_verb_status_place_and_findings() -> None:
    """What somebody who does not see the card hears; remarks that change nothing are not counted."""
    found = (Finding("a", Severity.ERROR), Finding("b", Severity.INFO))
    assert announcement(view(with_forms(findings=found))) == "lopen, to review, 12 of 40. 1 finding."


# --- nothing is markup ----------------------------------------------------------------------------------------


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=4))
def test_a_marked_sentence_keeps_its_text_whatever_the_spans_say(text: str, spans: list[tuple[int, int]]) -> None:
    """Only marks are added; ranges that make no sense are left out."""
    html = marked(text, {"spans": [list(span) for span in spans], "auxiliary_span": None})
    assert set(re.findall(r"</?(\w+)", html)) <= {"mark"}
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text


def test_hostile_text_stays_text_everywhere() -> None:
    """Subject, forms, sentences, reviewers, messages, expected values."""
    finding = Finding("x", Severity.ERROR, "vd", (HOSTILE,))
    bad = replace(
        FORMS, payload=dict.fromkeys(FIELDS, HOSTILE), findings=(finding,), is_correct=True, reviewed_by=HOSTILE
    )
    said = replace(SENTENCE, payload={"sentence": HOSTILE}, edited={"sentence": HOSTILE + "2"}, analysis=None)
    failed = replace(SENTENCES, id=9, target_response=1, status=ItemStatus.FAILED, error_message=HOSTILE)
    card = replace(CARD, subject=HOSTILE, forms=bad, sentences=(said,), items=(ITEM, failed), model_name=HOSTILE)
    shown = View(card, "en", lambda findings, language: [HOSTILE for _ in findings], 1, 1)
    assert "script" not in Text(card_html(shown)).tags
    summary = CardSummary(1, 1, HOSTILE, CardStatus.TO_REVIEW, Severity.ERROR, 1, 0, 0, 1)
    raw = InvalidRecord(1, 1, 1, HOSTILE, HOSTILE, HOSTILE, NOW)
    assert "script" not in Text(list_html([summary], 0, 1, "en") + raw_html([raw], [], "en")).tags


def test_reasons_may_stress_words_and_nothing_else() -> None:
    """What stands between asterisks is stressed."""
    assert emphasis("*liep* is <b> right") == '<em lang="nl">liep</em> is &lt;b&gt; right'


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_frame_is_no_template(language: str) -> None:
    """Gradio compiles it: nothing in it may look like an expression."""
    for mark in ("`", "\\", "${", "{{"):
        assert mark not in frame(language)


# --- around the card ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "cards", "kind", "link"),
    [
        (ReviewFilter(status=CardStatus.TO_REVIEW), 0, "nothing", "?tab=import"),
        (ReviewFilter(status=CardStatus.TO_REVIEW), 40, "all-done", "?tab=verbs"),
        (ReviewFilter(status=CardStatus.TO_REVIEW, q="xx"), 0, "no-match", "?tab=review&amp;status=all"),
        (ReviewFilter(status=CardStatus.COMMITTED), 40, "no-match", "?tab=review&amp;status=all"),
    ],
)
def test_an_empty_screen_says_why_and_where_to_go(wanted: ReviewFilter, cards: int, kind: str, link: str) -> None:
    """Nothing made yet, all reviewed, or nothing that matches."""
    html = empty_html(wanted, ReviewProgress(cards, cards, 0, 0), "en")
    assert f'data-empty="{kind}"' in html
    assert f'href="{link}"' in html


def test_progress_is_told_in_words_and_numbers() -> None:
    """Verbs, and the single responses that are left."""
    text = Text(progress_html(ReviewProgress(40, 31, 90, 12), "nl")).text
    assert "31 van 40 werkwoorden nagekeken" in text
    assert "90 onderdelen na te kijken" in text


def test_a_long_list_comes_in_pages() -> None:
    """The last page has no next one."""
    cards = [CardSummary(n, 1, f"verb{n}", CardStatus.APPROVED, None, 0, 1, 0, 0) for n in range(20)]
    html = list_html(cards, 50, 70, "en")
    assert "51–70 of 70" in html
    assert html.count("disabled") == 1
    assert "disabled" not in list_html(cards, 0, 20, "en")


# --- what a browser asks --------------------------------------------------------------------------------------


def test_what_a_browser_sends_is_not_taken_on_trust() -> None:
    """Other types than promised count as absent, or are refused where something must be there."""
    ask = Ask({"seq": "1", "card": True, "text": 5, "payload": {"vd": 1, "vt_ev": "liep"}, "filter": {"status": "x"}})
    assert (ask.seq, ask.optional("card"), ask.text("text"), ask.payload()) == (0, None, "", {"vt_ev": "liep"})
    assert ask.filter() == ReviewFilter()
    with pytest.raises(InputError):
        ask.number("card")
    with pytest.raises(InputError):
        Ask({"versions": {"a": 1}}).versions()
    assert Ask.of(None).data == Ask.of(object()).data == {}
    assert Ask({"versions": {"7": 2}}).versions() == {7: 2}


def test_a_card_that_is_still_being_made_is_not_called_failed() -> None:
    """Nothing yet is told from nothing any more."""
    nothing = replace(CARD, status=CardStatus.EMPTY, forms=None, sentences=())
    pending = replace(ITEM, status=ItemStatus.PENDING)
    assert "lopen being made" in words(replace(nothing, items=(pending,)))
    assert "lopen failed" in words(replace(nothing, items=(replace(ITEM, status=ItemStatus.FAILED),)))
