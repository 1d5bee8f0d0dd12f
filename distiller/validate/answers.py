"""Replies of product answer: the reasoning apart, then text within the rules, or JSON that satisfies the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from distiller.answer_findings import golden_findings
from distiller.completion import Completion, read_completion
from distiller.errors import ErrorType, InputError, RuleViolation
from distiller.records import Asked, AskedQuestion, Interpretation, Product, Valid
from distiller.validate.forms import whole_reply_failed
from distiller.validate.golden import answer_key, golden_match
from distiller.validate.reading import ReplyProblem, check_refusal, without_fences
from distiller.validate.rules import shown
from distiller.validate.schemas import validator_for
from distiller.validate.strict_json import StrictJsonError, flaw, read_json

ANSWER_LENGTH_MOST = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FENCED = re.compile(r"```(?:json)?[ \t]*\r?\n(.*?)```", re.DOTALL | re.IGNORECASE)


def interpret_answer(asked: Asked, raw: str) -> Interpretation:
    """What one raw reply says about one question; total on any text."""
    question = asked.question
    assert question is not None, "an answer belongs to a question"
    try:
        completion = _completion(raw)
        payload: dict[str, Any] = {"answer": _answer(question, completion)}
        if completion.reasoning:
            payload["reasoning"] = _reasoning(completion.reasoning)
        return Interpretation(valid=(_response(asked.subject, question, payload),), invalid=())
    except ReplyProblem as problem:
        return whole_reply_failed(problem, [asked.subject], raw)


def check_answer_payload(question: AskedQuestion, payload: Mapping[str, Any], subject: str = "") -> Valid:
    """An answer that a person wrote, `{"answer": text or JSON value}`, with its findings. Findings never refuse.

    Raises RuleViolation; where the answer does not satisfy the schema its parameters `path` and `reason` say where.
    """
    for name in payload:
        if name not in ("answer", "reasoning"):
            raise RuleViolation("rule-unknown-field", field=shown(str(name)))
    value = payload.get("answer")
    if question.schema is None:
        if not isinstance(value, str):
            raise RuleViolation("rule-empty", field="answer")
        checked: Any = _text_within_rules(value)
    else:
        try:
            checked = _json_value(json.dumps(value, ensure_ascii=False), question.schema)
        except ReplyProblem as problem:
            raise RuleViolation("rule-answer-schema", path=problem.path, reason=problem.message) from problem
        except (TypeError, ValueError, RecursionError) as exc:
            raise RuleViolation("rule-answer-schema", path="", reason="no JSON value") from exc
    return _response(subject, question, {**payload, "answer": checked})


def _completion(raw: str) -> Completion:
    completion = read_completion(raw)
    if completion.problem is not None:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, completion.problem)
    check_refusal(completion)
    return completion


def _answer(question: AskedQuestion, completion: Completion) -> Any:
    """The answer in a reply. One that was cut off is of use only if it is whole JSON nevertheless."""
    content = completion.content or ""
    cut_off = completion.finish_reason == "length"
    try:
        if question.schema is not None:
            return _json_value(content, question.schema)
        if not cut_off:
            return _text_within_rules(content)
    except RuleViolation as violation:
        raise ReplyProblem(ErrorType.CONSTRAINT_VIOLATION, violation.sentence("en")) from violation
    except ReplyProblem:
        if not cut_off:
            raise
    raise ReplyProblem(ErrorType.TRUNCATED, "The reply was cut off before the answer was complete")


def _text_within_rules(text: str) -> str:
    answer = text.strip()
    if not answer:
        raise RuleViolation("rule-empty", field="answer")
    _check_text("answer", answer)
    return answer


def _check_text(field: str, text: str) -> None:
    if len(text) > ANSWER_LENGTH_MOST:
        raise RuleViolation("rule-too-long", field=field, length=len(text), limit=ANSWER_LENGTH_MOST)
    if _CONTROL.search(text):
        raise RuleViolation("rule-control-character", field=field)


def _json_value(content: str, schema: str) -> Any:
    """The JSON value in a text, checked with the full schema. Raises ReplyProblem, RuleViolation."""
    text = without_fences(content)
    if not text:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, "The reply is empty.")
    if len(text) > ANSWER_LENGTH_MOST:
        raise RuleViolation("rule-too-long", field="answer", length=len(text), limit=ANSWER_LENGTH_MOST)
    value = _parsed(text)
    if (found := flaw(value)) is not None:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, f"The answer cannot be used: {shown(found, 120)}")
    hidden = "\\" in text or _CONTROL.search(text) is not None
    if hidden and any(_CONTROL.search(part) for part in _strings(value)):
        raise RuleViolation("rule-control-character", field="answer")
    try:
        problem = validator_for(schema).problem(value)
    except InputError as exc:
        raise ReplyProblem(ErrorType.SCHEMA_VALIDATION_ERROR, exc.sentence("en")) from exc
    if problem is not None:
        raise problem
    return value


def _parsed(text: str) -> Any:
    """The JSON that a text is, or that the one fenced block in it holds."""
    blocks = _FENCED.findall(text) if text.count("```") == 2 else []
    try:
        return read_json(text)
    except StrictJsonError as exc:
        if blocks and blocks[0].strip() != text:
            return _parsed(blocks[0].strip())
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, f"The reply is not valid JSON: {exc}") from exc


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _strings(part)


def _reasoning(text: str) -> str:
    """The reasoning as it can be stored; the whole of a very long one is kept with its call."""
    kept = text if len(text) <= ANSWER_LENGTH_MOST else f"{text[:ANSWER_LENGTH_MOST]}…"
    return kept.replace("\x00", "\ufffd")


def _response(subject: str, question: AskedQuestion, payload: Mapping[str, Any]) -> Valid:
    answer, golden = payload["answer"], question.golden
    match = None if golden is None else golden_match(answer, golden, question.schema is not None)
    return Valid(
        subject=subject,
        product=Product.ANSWER,
        position=0,
        payload=payload,
        findings=golden_findings(match, golden),
        answer_key=answer_key(answer),
        golden=match,
    )
