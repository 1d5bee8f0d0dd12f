"""Steps one and two: what a raw reply holds, and whether its parts have the shape of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs

from distiller.completion import Completion, read_completion
from distiller.contracts import form_set_schema
from distiller.errors import ErrorType
from distiller.records import Invalid
from distiller.validate.rules import shown
from distiller.validate.strict_json import StrictJsonError, complete_parts, flaw, read_json

RAW_MOST = 20_000
"""Characters of a part that are kept with its error; the whole reply is kept with its call."""

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    ((int, float), "a number"),
    (list, "a list"),
    (dict, "an object"),
    (type(None), "null"),
)
_EXPECTED = {
    "string": "text",
    "array": "a list",
    "object": "an object",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


class ReplyProblem(Exception):
    """A reply, or a part of one, that cannot be used: an error type and one line for a person.

    `path` is the place in the document, where there is one. Stays within this package, where it becomes an invalid
    response.
    """

    def __init__(self, error_type: ErrorType, message: str, path: str = "") -> None:
        self.error_type = error_type
        self.message = message
        self.path = path
        super().__init__(message)

    def invalid(self, raw: str, subject: str | None) -> Invalid:
        """The invalid response this makes; what no database can store (NUL, lone surrogates) becomes U+FFFD."""
        kept = raw[:RAW_MOST].replace("\x00", "�").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return Invalid(self.error_type.value, self.message, kept, subject)


@dataclass(frozen=True, slots=True)
class Document:
    """What a reply holds: its JSON object (None where it was cut off) or the complete parts of a cut-off one."""

    body: Any
    parts: list[Any] | None
    model: str | None

    @property
    def cut_off(self) -> bool:
        """The reply ended at the token cap."""
        return self.parts is not None


def parse(raw: str, parts_key: str) -> Document:
    """Step one: the JSON in a raw reply. Raises ReplyProblem: JSON_PARSE_ERROR, REFUSED.

    Of a reply that was cut off, the complete elements of the list `parts_key` are given.
    """
    completion = read_completion(raw)
    if completion.problem is not None:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, completion.problem)
    check_refusal(completion)
    text = without_fences(completion.content or "")
    cut_off = completion.finish_reason == "length"
    try:
        body = read_json(text)
    except StrictJsonError as exc:
        if cut_off:
            return Document(None, complete_parts(text, parts_key), completion.model)
        if not text:
            raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, "The reply is empty.") from exc
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, f"The reply is not valid JSON: {exc}") from exc
    if cut_off:
        found = body.get(parts_key) if isinstance(body, dict) else None
        return Document(None, found if isinstance(found, list) else [], completion.model)
    return Document(body, None, completion.model)


def check_refusal(completion: Completion) -> None:
    """Raises ReplyProblem where the teacher, or a filter before it, refused."""
    if completion.refusal:
        raise ReplyProblem(ErrorType.REFUSED, f"The teacher refused: {shown(completion.refusal, 300)}")
    if completion.finish_reason == "content_filter":
        raise ReplyProblem(ErrorType.REFUSED, "The provider's content filter stopped the reply.")


def without_fences(content: str) -> str:
    """The content without white space, a byte order mark and a code fence around it."""
    text = content.strip().lstrip("\ufeff")
    if not text.startswith("```"):
        return text
    first_line, newline, rest = text.partition("\n")
    inner = rest if newline else first_line[3:].removeprefix("json")
    return inner.strip().removesuffix("```").strip()


def list_of(document: Document, key: str) -> list[Any]:
    """Step two at the top: the list that the reply holds under `key`; its parts are judged one by one.

    Raises ReplyProblem: MISSING_REQUIRED_FIELD, INVALID_DATA_TYPE.
    """
    if document.parts is not None:
        return document.parts
    body = document.body
    if not isinstance(body, dict):
        raise ReplyProblem(ErrorType.INVALID_DATA_TYPE, f"The reply is {kind(body)}; an object is expected")
    if key not in body:
        raise ReplyProblem(ErrorType.MISSING_REQUIRED_FIELD, f"Missing key: {key}")
    value = body[key]
    if not isinstance(value, list):
        raise ReplyProblem(ErrorType.INVALID_DATA_TYPE, f"{key} is {kind(value)}; a list is expected")
    return value


def check_form_set(part: Any, path: str) -> None:
    """Step two: one result against the JSON schema of the contract; `path` says where it stands in the document."""
    if (problem := flaw(part)) is not None:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, f"{path}: {shown(problem, 120)}")
    errors = list(_form_set_validator().iter_errors(part))
    if errors:
        raise schema_problem(errors, part, path)


def schema_problem(errors: Sequence[jsonschema_rs.ValidationError], part: Any, path: str) -> ReplyProblem:
    """What a validator found, as the first thing to tell: missing keys before anything else, with the place."""
    missing = [
        shown(_place("", [*e.instance_path, e.kind.property]), 80)
        for e in errors
        if isinstance(e.kind, jsonschema_rs.ValidationErrorKind.Required)
    ]
    if missing:
        what = "Missing key" if len(missing) == 1 else "Missing keys"
        return ReplyProblem(ErrorType.MISSING_REQUIRED_FIELD, f"{what}: {', '.join(missing[:20])}", missing[0])
    first = errors[0]
    place = shown(_place(path, first.instance_path), 120)
    where = place or "The answer"
    if isinstance(first.kind, jsonschema_rs.ValidationErrorKind.Type):
        expected = " or ".join(_EXPECTED.get(t, t) for t in first.kind.types)
        found = _at(part, first.instance_path)
        return ReplyProblem(ErrorType.INVALID_DATA_TYPE, f"{where} is {kind(found)}; {expected} is expected", place)
    return ReplyProblem(ErrorType.SCHEMA_VALIDATION_ERROR, f"{where}: {shown(first.message, 200)}", place)


def _place(path: str, steps: Sequence[str | int]) -> str:
    """A place in a document, as a person would write it: `people[0].name`."""
    return (path + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in steps)).removeprefix(".")


@cache
def _form_set_validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(form_set_schema())


def _at(value: Any, path: list[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value


def kind(value: Any) -> str:
    """What a JSON value is, in words."""
    return next((name for types, name in _KINDS if isinstance(value, types)), "something else")
