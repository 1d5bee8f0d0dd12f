"""Replies to questions: total on any text, reasoning apart, JSON by the full schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.answer_findings import disagreement, explain_answer, golden_findings
from distiller.errors import RuleViolation
from distiller.records import Asked, AskedQuestion, GoldenMatch, Interpretation, Product
from distiller.validate import check_answer_payload, interpret

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"answer": {"type": "string", "maxLength": 10}, "score": {"type": "integer"}},
        "required": ["answer", "score"],
    }
)
GOOD = '{"answer": "yes", "score": 3}'


def reply(content: Any, finish: str = "stop", **message: Any) -> str:
    return json.dumps({"choices": [{"message": {"content": content, **message}, "finish_reason": finish}]})


def read(raw: str, schema: str | None = None, golden: str | None = None) -> Interpretation:
    return interpret(Product.ANSWER, [Asked("#7", question=AskedQuestion("q", schema=schema, golden=golden))], raw)


def payload(raw: str, schema: str | None = None) -> Any:
    (valid,) = read(raw, schema).valid
    assert (valid.subject, valid.product, valid.position) == ("#7", Product.ANSWER, 0)
    return valid.payload


def failure(raw: str, schema: str | None = None) -> tuple[str, str]:
    found = read(raw, schema)
    assert found.valid == ()
    assert found.ask_again == ()
    assert list(found.failed) == ["#7"]
    assert found.invalid == (found.failed["#7"],)
    return found.failed["#7"].error_type, found.failed["#7"].message


def test_text_is_kept_as_it_is() -> None:
    """But for white space around it; markdown and line breaks are part of an answer."""
    assert payload(reply(" **a**\n```py\nx\n``` \n")) == {"answer": "**a**\n```py\nx\n```"}


@pytest.mark.parametrize(
    "raw",
    [
        reply(GOOD),
        reply(f"```json\n{GOOD}\n```"),
        reply(f"Here you are:\n```json\n{GOOD}\n```\nThat is all."),
        reply(f"\ufeff {GOOD}  \n\n"),
        reply(f"{GOOD}\n\n\n   ", finish="length"),
    ],
)
def test_json_is_read_through_fences_and_prose(raw: str) -> None:
    """Whole JSON counts, even where white space ran into the token cap."""
    assert payload(raw, SCHEMA) == {"answer": {"answer": "yes", "score": 3}}


@pytest.mark.parametrize(
    "raw",
    [
        reply(GOOD, reasoning_content="because\x00"),
        reply(GOOD, reasoning="because\x00"),
        reply(f"<think>because\x00</think>{GOOD}"),
    ],
)
def test_reasoning_is_kept_apart(raw: str) -> None:
    """However the endpoint returns it; what no database holds is replaced."""
    assert payload(raw, SCHEMA) == {"answer": {"answer": "yes", "score": 3}, "reasoning": "because\ufffd"}


@pytest.mark.parametrize(
    ("raw", "error_type", "part"),
    [
        ("<html>", "JSON_PARSE_ERROR", "web page"),
        (reply(""), "CONSTRAINT_VIOLATION", "empty"),
        (reply(None), "CONSTRAINT_VIOLATION", "empty"),
        (reply(" \n"), "CONSTRAINT_VIOLATION", "empty"),
        (reply("a\x00b"), "CONSTRAINT_VIOLATION", "answer"),
        (reply("a\x1b[31m"), "CONSTRAINT_VIOLATION", "answer"),
        (reply("a" * 100_001), "CONSTRAINT_VIOLATION", "100"),
        (reply("half an ans", finish="length"), "TRUNCATED", "cut off"),
        (reply("x", finish="content_filter"), "REFUSED", "filter"),
        (reply(None, refusal="no"), "REFUSED", "no"),
    ],
)
def test_text_that_cannot_be_used_is_a_failure_with_its_reason(raw: str, error_type: str, part: str) -> None:
    """Each with its type, and the raw text kept."""
    kind, message = failure(raw)
    assert kind == error_type
    assert part in message


@pytest.mark.parametrize(
    ("content", "error_type", "part"),
    [
        ("", "JSON_PARSE_ERROR", "empty"),
        ("yes", "JSON_PARSE_ERROR", "not valid JSON"),
        ('{"answer": "yes"', "JSON_PARSE_ERROR", "not valid JSON"),
        (GOOD + GOOD, "JSON_PARSE_ERROR", "not valid JSON"),
        ('{"answer": "a", "answer": "b", "score": 1}', "JSON_PARSE_ERROR", "twice"),
        ('{"answer": "a", "score": NaN}', "JSON_PARSE_ERROR", "NaN"),
        ('{"answer": "\\ud800", "score": 1}', "JSON_PARSE_ERROR", "surrogate"),
        ("[" * 5000, "JSON_PARSE_ERROR", "nested"),
        ('{"answer": "a\\u0000", "score": 1}', "CONSTRAINT_VIOLATION", "answer"),
        ('{"answer": "a\\b", "score": 1}', "CONSTRAINT_VIOLATION", "answer"),
        ('{"answer": "a"}', "MISSING_REQUIRED_FIELD", "score"),
        ('{"answer": "a", "score": "1"}', "INVALID_DATA_TYPE", "score is text"),
        ("[]", "INVALID_DATA_TYPE", "The answer is a list"),
        ('{"answer": "far too long", "score": 1}', "SCHEMA_VALIDATION_ERROR", "answer: "),
    ],
)
def test_json_that_fails_is_told_by_step_and_place(content: str, error_type: str, part: str) -> None:
    """Parse, then schema, with the path in the document."""
    kind, message = failure(reply(content), SCHEMA)
    assert kind == error_type
    assert part in message


def test_a_cut_off_json_is_truncated_whatever_else_is_wrong_with_it() -> None:
    """It would end the same way again: nothing to halve."""
    assert failure(reply('{"answer": "yes", "sc', finish="length"), SCHEMA)[0] == "TRUNCATED"
    assert failure(reply("{}", finish="length"), SCHEMA)[0] == "TRUNCATED"


def test_a_stored_schema_that_cannot_be_used_fails_its_answer_only() -> None:
    """It was checked at import; a database made elsewhere may hold another."""
    assert failure(reply("{}"), '{"$ref": "http://127.0.0.1:9/"}')[0] == "SCHEMA_VALIDATION_ERROR"


@pytest.mark.parametrize(
    ("golden", "match", "codes"),
    [
        (None, None, []),
        ('{"score": 3, "answer": "yes"}', GoldenMatch.EXACT, []),
        ('{"score": 3.0, "answer": "YES"}', GoldenMatch.NORMALISED, [("golden-normalised", "info")]),
        ('{"score": 4, "answer": "yes"}', GoldenMatch.DIFFERS, [("golden-differs", "warning")]),
    ],
)
def test_the_golden_answer_is_a_finding_where_it_differs(
    golden: str | None, match: GoldenMatch | None, codes: list[Any]
) -> None:
    """Agreement is no finding; an answer is never refused for it."""
    (valid,) = read(reply(GOOD), SCHEMA, golden).valid
    assert valid.golden is match
    assert [(f.code, f.severity) for f in valid.findings] == codes
    assert valid.answer_key is not None
    assert len(valid.answer_key) == 16


def test_findings_speak_both_languages() -> None:
    """Also those that are made when a card is loaded."""
    findings = [
        *golden_findings(GoldenMatch.DIFFERS, "x"),
        *golden_findings(GoldenMatch.NORMALISED, "x"),
        *disagreement(1, 3),
    ]
    assert len(findings) == 3
    assert len({explain_answer(f, language) for f in findings for language in ("nl", "en")}) == 6
    assert explain_answer(disagreement(1, 3)[0], "en").endswith("1 of 3.")
    assert disagreement(0, 3) == golden_findings(GoldenMatch.EXACT, "x") == ()


@pytest.mark.parametrize(
    ("schema", "given_payload", "code"),
    [
        (None, {"answer": " "}, "rule-empty"),
        (None, {"answer": 5}, "rule-empty"),
        (None, {}, "rule-empty"),
        (None, {"answer": "a\x00"}, "rule-control-character"),
        (None, {"answer": "a", "other": 1}, "rule-unknown-field"),
        (SCHEMA, {"answer": "yes"}, "rule-answer-schema"),
        (SCHEMA, {"answer": {"answer": "yes", "score": float("nan")}}, "rule-answer-schema"),
        (SCHEMA, {"answer": {"answer": "yes", "score": {1}}}, "rule-answer-schema"),
        (SCHEMA, {"answer": {"answer": "a\x07", "score": 1}}, "rule-control-character"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused(schema: str | None, given_payload: Any, code: str) -> None:
    """With the same rules as a teacher's answer."""
    with pytest.raises(RuleViolation) as caught:
        check_answer_payload(AskedQuestion("q", schema=schema), given_payload)
    assert caught.value.code == code


def test_an_edit_is_told_where_it_breaks_the_schema() -> None:
    """The path names the field; findings never refuse."""
    question = AskedQuestion("q", schema=SCHEMA, golden=GOOD)
    with pytest.raises(RuleViolation) as caught:
        check_answer_payload(question, {"answer": {"answer": "yes", "score": "3"}})
    assert caught.value.params["path"] == "score"
    edited = check_answer_payload(question, {"answer": {"answer": "no", "score": 3}}, "#7")
    assert (edited.golden, edited.subject, len(edited.findings)) == (GoldenMatch.DIFFERS, "#7", 1)


contents = st.text() | st.sampled_from([GOOD, f"```{GOOD}```", "```json", "<think>", "{}"]) | st.none()


@given(
    st.text() | st.builds(reply, contents, st.sampled_from(["stop", "length", "odd"])), st.sampled_from([None, SCHEMA])
)
def test_any_reply_gives_exactly_one_verdict(raw: str, schema: str | None) -> None:
    """A response or a failure, never both, never neither, never an exception."""
    found = read(raw, schema)
    assert len(found.valid) + len(found.failed) == 1
    assert len(found.invalid) == len(found.failed)
