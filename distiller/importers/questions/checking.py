"""One row as a question that can be stored, or the reason why not.

Nothing is guessed and nothing cut short: texts are kept letter by letter, and a row that breaks a rule is refused with
its column. Where a question has a schema, its golden answer and its answer are JSON: text that is no JSON value of the
schema is taken as a string, if the schema allows a string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from distiller.errors import DistillerError, InputError, RuleViolation
from distiller.importers.questions.fields import FIELDS
from distiller.recipes.strict_schema import strict_form
from distiller.records import AskedQuestion
from distiller.store.questions import NewAnswer, NewQuestion, new_question
from distiller.validate.answers import check_answer_payload
from distiller.validate.reading import ReplyProblem
from distiller.validate.rules import shown
from distiller.validate.schemas import SCHEMA_LENGTH_MOST, check_schema, validator_for
from distiller.validate.strict_json import StrictJsonError, flaw, read_json

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
TEXT_LENGTH_MOST = 100_000
NAME_LENGTH_MOST = 200
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "null", "none", "nil", "n/a", "na", "-", "–", "?", "unknown", "onbekend"), None),
    **dict.fromkeys(
        (
            "true",
            "t",
            "1",
            "1.0",
            "yes",
            "y",
            "ja",
            "j",
            "waar",
            "juist",
            "goed",
            "correct",
            "right",
            "approved",
            "x",
            "✓",
        ),
        True,
    ),
    **dict.fromkeys(
        (
            "false",
            "f",
            "0",
            "0.0",
            "no",
            "n",
            "nee",
            "onwaar",
            "onjuist",
            "fout",
            "incorrect",
            "wrong",
            "rejected",
            "✗",
        ),
        False,
    ),
}


class Refused(ValueError):
    """This row cannot be taken; caught where the place of the row is known."""

    def __init__(self, field: str, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.params = params


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be told about a row that is taken."""

    field: str
    reason: str
    params: Mapping[str, Any]


class Checked(NamedTuple):
    """A row that can be stored: its question, the answer that came along, and what is to be told."""

    question: NewQuestion
    answer: NewAnswer | None = None
    remarks: tuple[Remark, ...] = ()


def check(values: Sequence[Any]) -> Checked:
    """The question in the values of a row, which are in the order of FIELDS. Raises Refused."""
    json_id, category, question, golden, schema, system, answer, verdict = values
    text = _text("question", question)
    if text is None or not text.strip():
        raise Refused("question", "question-missing")
    own_id = _name("json_id", json_id) if json_id is not None else None
    group = (_name("category", category) or "") if category is not None else ""
    prompt = _text("system_prompt", system) if system is not None else None
    expected = _text("golden_answer", golden, is_json=True) if golden is not None else None
    remarks: tuple[Remark, ...] = ()
    form = _text("answer_schema", schema, is_json=True, limit=SCHEMA_LENGTH_MOST) if schema is not None else None
    if form is not None:
        form, remarks = _schema(form)
        if expected is not None:
            expected = _golden(expected, golden, form)
    new = _question(own_id, group, text, expected, form, prompt)
    if answer is None and verdict is None:
        return Checked(new, None, remarks)
    given, more = _answer(new, answer, verdict)
    return Checked(new, given, remarks + more)


# --- fields -----------------------------------------------------------------------------------------------------


def _text(field: str, value: Any, *, is_json: bool = False, limit: int = TEXT_LENGTH_MOST) -> str | None:
    """A value as text, letter by letter; None where it is missing or blank."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        value = _spelled(field, value, is_json=is_json)
    text: str = value
    if text.isspace():
        return None
    if len(text) > limit:
        raise Refused(field, "too-long", length=len(text), limit=limit)
    return text


def _spelled(field: str, value: Any, *, is_json: bool) -> str:
    if isinstance(value, bytes | bytearray | memoryview) or (isinstance(value, dict | list) and not is_json):
        raise Refused(field, "not-text")
    if isinstance(value, bool | int | float | dict | list):
        try:
            return _dumped(value)
        except (TypeError, ValueError, RecursionError) as exc:
            raise Refused(field, "not-text") from exc
    return str(value)  # what a database has besides: dates, decimals, identifiers


def _name(field: str, value: Any) -> str | None:
    """A short text without space around it."""
    text = (value if isinstance(value, str) else _spelled(field, value, is_json=False)).strip()
    if not text:
        return None
    if len(text) > NAME_LENGTH_MOST:
        raise Refused(field, "too-long", length=len(text), limit=NAME_LENGTH_MOST)
    return text


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def verdict_of(value: Any) -> bool | None:
    """Whether an answer is right: true, false, or null in one of their usual spellings. Raises Refused."""
    if value is None or isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else str(value)
    if word not in _WORDS:
        raise Refused("is_correct", "is-correct", value=shown(str(value)))
    return _WORDS[word]


# --- JSON -------------------------------------------------------------------------------------------------------


def _schema(text: str) -> tuple[str, tuple[Remark, ...]]:
    checked = _checked_schema(text)
    if isinstance(checked, InputError):
        raise Refused("answer_schema", "schema", problem=checked)
    return checked


@lru_cache(maxsize=256)
def _checked_schema(text: str) -> tuple[str, tuple[Remark, ...]] | InputError:
    """The schema as it is stored, with what it lacks for strict mode; or why it is none."""
    try:
        canonical = check_schema(text)
    except InputError as exc:
        return exc
    problems = strict_form(validator_for(canonical).document).problems
    if not problems:
        return canonical, ()
    return canonical, (Remark("answer_schema", "not-strict", {"problem": problems[0]}),)


def _golden(text: str, value: Any, schema: str) -> str:
    """A golden answer as JSON text that satisfies the schema. Raises Refused."""
    found = _json_answer(text, value, schema)
    if isinstance(found, _Unfit):
        raise Refused("golden_answer", "golden-schema", problem=found.message)
    return _dumped(found)


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Why neither the JSON of a text nor the text itself satisfies a schema."""

    message: str


def _json_answer(text: str, value: Any, schema: str) -> Any:
    """The JSON value that a text is by the schema: as it reads, else as a string; else an _Unfit."""
    validator = validator_for(schema)
    message = ""
    try:
        read = read_json(text)
        message = flaw(read) or ""
        if not message:
            problem = validator.problem(read)
            if problem is None:
                return read
            message = problem.message
    except StrictJsonError as exc:
        message = str(exc)
    if isinstance(value, str) and validator.is_valid(text):
        return text
    return _Unfit(shown(message, 200))


def _answer(new: NewQuestion, answer: Any, verdict: Any) -> tuple[NewAnswer | None, tuple[Remark, ...]]:
    is_correct = verdict_of(verdict)
    text = _text("answer", answer, is_json=True)
    if text is None:
        if is_correct is None:
            return None, ()
        return None, (Remark("is_correct", "verdict-without-answer", {}),)
    payload: Any = text
    if new.answer_schema is not None:
        payload = _json_answer(text, answer, new.answer_schema)
        if isinstance(payload, _Unfit):
            payload = read_or_text(text)  # what is wrong with it is said below
    asked = AskedQuestion(new.question_text, new.answer_schema, golden=new.golden_answer)
    try:
        valid = check_answer_payload(asked, {"answer": payload})
    except (RuleViolation, ReplyProblem) as exc:
        problem = exc if isinstance(exc, DistillerError) else shown(str(exc), 200)
        raise Refused("answer", "answer", problem=problem) from exc
    return NewAnswer(valid, is_correct), ()


def read_or_text(text: str) -> Any:
    """The JSON value of a text, or the text."""
    try:
        return read_json(text)
    except StrictJsonError:
        return text


# --- identity ---------------------------------------------------------------------------------------------------


def _question(*values: Any) -> NewQuestion:
    """The question of its first six fields. Raises Refused for characters that cannot be stored."""
    try:
        return new_question(*values)
    except ValueError as exc:
        raise _character(values) from exc


def _character(values: Sequence[str | None]) -> Refused:
    for field, value in zip(FIELDS, values, strict=False):
        if value is not None and _UNSTORABLE.search(value):
            return Refused(field, "character")
    return Refused("question", "character")
