"""Which column is which field, and what one row must satisfy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from distiller.errors import InputError
from distiller.importers.questions.checking import Checked, Refused, check, verdict_of
from distiller.importers.questions.fields import FIELDS, KNOWN, read_mapping, resolve
from distiller.importers.questions.problem_texts import PROBLEM_TEXTS
from distiller.importers.questions.source import Problem
from distiller.records import GoldenMatch

SUM = json.dumps(
    {
        "type": "object",
        "properties": {"sum": {"type": "integer"}},
        "required": ["sum"],
        "additionalProperties": False,
    }
)


def row(**fields: Any) -> Checked:
    """A row with these fields, checked."""
    return check([fields.get(name) for name in FIELDS])


def refusal(**fields: Any) -> tuple[str, str]:
    """The field and the reason for which such a row is refused, whose sentence can be said."""
    with pytest.raises(Refused) as caught:
        row(**fields)
    exc = caught.value
    for language in ("nl", "en"):
        assert Problem(1, "", exc.field, exc.reason, exc.params).sentence(language)
    return exc.field, exc.reason


@pytest.mark.parametrize(
    ("columns", "mapping"),
    [
        (["question"], {"question": "question"}),
        (["anything"], {"question": "anything"}),
        (
            ["ID", "Question", "Golden Answer"],
            {"json_id": "ID", "question": "Question", "golden_answer": "Golden Answer"},
        ),
        (["vraag", "antwoord", "categorie"], {"question": "vraag", "answer": "antwoord", "category": "categorie"}),
        (["instruction", "input", "output"], {"question": "instruction", "answer": "output"}),
        (["prompt", "completion", "label"], {"question": "prompt", "answer": "completion", "golden_answer": "label"}),
        (["question", "text"], {"question": "question"}),
    ],
)
def test_columns_are_found_by_name(columns: list[str], mapping: Mapping[str, str]) -> None:
    """Whatever their case and however their words are joined."""
    assert resolve({}, columns, "file", closed=True) == mapping


def test_what_is_told_goes_before_what_is_found() -> None:
    """And nothing is taken twice; "" leaves a field out."""
    columns = ["id", "prompt", "answer", "notes"]
    told = {"golden_answer": "answer", "question": "notes", "json_id": ""}
    assert resolve(told, columns, "file", closed=True) == {"golden_answer": "answer", "question": "notes"}
    assert resolve({"question": "4"}, columns, "file", closed=True)["question"] == "notes"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"question": "nowhere"}, "import-no-column"),
        ({"query": "notes"}, "import-no-field"),
        ({"question": "twice"}, "import-column-doubled"),
        ({}, "import-no-question"),
    ],
)
def test_a_mapping_that_cannot_be_is_said(told: dict[str, str], code: str) -> None:
    """With the columns there are."""
    with pytest.raises(InputError) as caught:
        resolve(told, ["notes", "twice", "twice"], "file", closed=True)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.json", '{"question": "prompt"}'),
        ("m.toml", 'question = "prompt"'),
        ("m.toml", '[mapping]\nquestion = "prompt"'),
        ("m", '{"question": "prompt"}'),
    ],
)
def test_a_mapping_file_is_toml_or_json(tmp_path: Path, name: str, text: str) -> None:
    """Either says the same."""
    path = tmp_path / name
    path.write_text(text)
    assert read_mapping(path) == {"question": "prompt"}


@pytest.mark.parametrize(
    "text", ["", "[1]", "question = ", '{"question": "a", "question": "b"}', '{"question": ["a"]}']
)
def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    """With a sentence; an empty one maps nothing."""
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(InputError):
        read_mapping(path)


def test_a_row_is_kept_letter_by_letter() -> None:
    """Identifier and category alone lose the space around them."""
    question = row(
        json_id=" a1 ", category=" c ", question=" Why?\n", golden_answer=" 42 ", system_prompt=" Be brief. "
    )
    assert question.question[2:] == ("a1", "c", " Why?\n", " 42 ", None, " Be brief. ")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("question", "question-missing")),
        ({"question": " \n"}, ("question", "question-missing")),
        ({"question": ["a"]}, ("question", "not-text")),
        ({"question": b"a"}, ("question", "not-text")),
        ({"question": "a\0b"}, ("question", "character")),
        ({"question": "a", "golden_answer": "\ud800"}, ("golden_answer", "character")),
        ({"question": "a" * 100_001}, ("question", "too-long")),
        ({"question": "a", "json_id": "x" * 201}, ("json_id", "too-long")),
        ({"question": "a", "is_correct": "perhaps", "answer": "b"}, ("is_correct", "is-correct")),
        ({"question": "a", "answer_schema": "{"}, ("answer_schema", "schema")),
        ({"question": "a", "answer_schema": '{"type": "klingon"}'}, ("answer_schema", "schema")),
        ({"question": "a", "answer_schema": '{"$ref": "https://example.org/s"}'}, ("answer_schema", "schema")),
        ({"question": "a", "answer_schema": SUM, "golden_answer": '{"sum": "x"}'}, ("golden_answer", "golden-schema")),
        ({"question": "a", "answer_schema": SUM, "golden_answer": "four"}, ("golden_answer", "golden-schema")),
        ({"question": "a", "answer_schema": SUM, "answer": '{"sum": 1.5}'}, ("answer", "answer")),
        ({"question": "a", "answer": "b\x07"}, ("answer", "answer")),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_its_field(
    fields: Mapping[str, Any], expected: tuple[str, str]
) -> None:
    """Nothing is cut short or guessed."""
    assert refusal(**fields) == expected


def test_golden_and_answer_are_json_where_there_is_a_schema() -> None:
    """As text or as a value; a schema of strings takes text that is no JSON, or other JSON."""
    for golden in ('{"sum": 4}', {"sum": 4}):
        checked = row(question="2+2", answer_schema=SUM, golden_answer=golden, answer='{ "sum": 4.0 }')
        assert checked.question.golden_answer == '{"sum":4}'
        assert checked.answer is not None
        assert checked.answer.valid.golden is GoldenMatch.NORMALISED
    for text in ("Paris", "42"):
        checked = row(question="a", answer_schema='{"type": "string"}', golden_answer=text, answer=text)
        assert checked.question.golden_answer == json.dumps(text)
        assert checked.answer is not None
        assert checked.answer.valid.payload == {"answer": text}


def test_a_schema_that_strict_mode_cannot_express_is_remarked_on() -> None:
    """And taken."""
    checked = row(question="a", answer_schema={"type": "object", "properties": {"a": {"type": "string"}}})
    assert [remark.reason for remark in checked.remarks] == ["not-strict"]
    assert row(question="a", answer_schema=SUM).remarks == ()


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        *((v, True) for v in (True, "true", "TRUE", "1", 1, 1.0, "yes", "ja", "Juist", " goed ")),
        *((v, False) for v in (False, "false", "0", 0, "no", "nee", "fout", "Incorrect")),
        *((v, None) for v in (None, "", "null", "None", "n/a", "onbekend")),
    ],
)
def test_a_verdict_has_many_spellings(value: Any, verdict: bool | None) -> None:
    """True, false, or nobody decided."""
    assert verdict_of(value) is verdict


def test_a_verdict_without_an_answer_is_remarked_on() -> None:
    """There is nothing to decide on."""
    checked = row(question="a", is_correct="true")
    assert checked.answer is None
    assert [remark.reason for remark in checked.remarks] == ["verdict-without-answer"]


def test_the_same_question_has_the_same_identity() -> None:
    """By its json_id, else by what is asked; the golden answer is no part of that."""
    base = {"question": "a", "category": "c", "system_prompt": "s"}
    assert row(**base).question.identity == row(**base, golden_answer="g").question.identity
    assert row(**base).question.row_hash != row(**base, golden_answer="g").question.row_hash
    assert row(**base).question.identity != row(**{**base, "category": "d"}).question.identity
    assert row(question="a", json_id="1").question.identity == row(question="b", json_id="1").question.identity
    assert row(question="a", json_id="1").question.identity != row(question="id\u00001"[:2]).question.identity


def test_every_reason_is_said_in_both_languages() -> None:
    """With the same parameters."""
    for texts in PROBLEM_TEXTS.values():
        assert set(texts) == {"nl", "en"}
        assert {p.split("}")[0] for p in texts["nl"].split("{")[1:]} == {
            p.split("}")[0] for p in texts["en"].split("{")[1:]
        }


def test_known_names_are_normal_names() -> None:
    """A name that is written otherwise would never be found."""
    assert all(name == "_".join(name.casefold().split()) for name in KNOWN)
