"""JSON schemas that come with questions: strangers' programs for a validator, so looked at before they are used.

Nothing is fetched: a reference that leads out of the schema is refused. Patterns run in linear time where they can and
give up early where they cannot. What alternatives and depth multiply to is weighed beforehand (`schema_cost`).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import jsonschema_rs

from distiller.errors import ErrorType, InputError
from distiller.validate.reading import ReplyProblem, schema_problem
from distiller.validate.rules import shown
from distiller.validate.schema_cost import costs, values_by_depth
from distiller.validate.strict_json import StrictJsonError, flaw, read_json

SCHEMA_LENGTH_MOST = 64_000
SCHEMA_DEPTH_MOST = 64
_COST_MOST = 20_000_000  # some 0.25 s
_EXPLAINED_MOST = 20_000  # a reason costs a thousand times what the check does
_LIGHT = 200
"""A schema of which no value costs more: any answer is within the bound."""
_PATTERNS = jsonschema_rs.FancyRegexOptions(backtrack_limit=10_000, size_limit=1 << 20, dfa_size_limit=1 << 20)


class AnswerSchema:
    """A schema ready to check answers with. `document` is the schema itself; safe for many threads."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._validator = jsonschema_rs.validator_for(document, offline=True, pattern_options=_PATTERNS)
        self._costs = costs(document)
        self._light = max(self._costs) <= _LIGHT

    @property
    def too_much(self) -> bool:
        """Whether not even an answer of one level could be checked in bounded time."""
        return self._costs[0] + self._costs[1] > _COST_MOST

    def is_valid(self, value: Any) -> bool:
        """Whether an answer satisfies the schema; False too where that cannot be found out in bounded time."""
        return (self._light or self._cost(value) <= _COST_MOST) and self._validator.is_valid(value)

    def problem(self, value: Any, path: str = "") -> ReplyProblem | None:
        """Why an answer does not satisfy the schema, with the place in the document; None if it does.

        `value` is what `strict_json.read_json` gives, without flaws.
        """
        if self._light and self._validator.is_valid(value):
            return None
        cost = self._cost(value)
        if cost > _COST_MOST:
            message = "The answer is too large or too deep to be checked against this schema in bounded time"
            return ReplyProblem(ErrorType.SCHEMA_VALIDATION_ERROR, message)
        if self._validator.is_valid(value):
            return None
        if cost > _EXPLAINED_MOST:
            return ReplyProblem(ErrorType.SCHEMA_VALIDATION_ERROR, "The answer does not satisfy the schema")
        return schema_problem(list(self._validator.iter_errors(value)), value, path)

    def _cost(self, value: Any) -> int:
        return sum(count * cost for count, cost in zip(values_by_depth(value), self._costs, strict=False))


def check_schema(text: str) -> str:
    """The schema as compact JSON, keys in their order. Raises InputError for what cannot be used as a schema."""
    return _read(text)[0]


def validator_for(text: str) -> AnswerSchema:
    """The validator of a schema, kept for the next time. Raises InputError as `check_schema` does."""
    return _read(text)[1]


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[str, AnswerSchema]:
    if len(text) > SCHEMA_LENGTH_MOST:
        raise InputError("schema-too-large", length=len(text), limit=SCHEMA_LENGTH_MOST)
    try:
        document = read_json(text, SCHEMA_DEPTH_MOST)
    except StrictJsonError as exc:
        raise InputError("schema-not-json", reason=shown(str(exc), 200)) from exc
    if (found := flaw(document)) is not None:
        raise InputError("schema-not-json", reason=shown(found, 200))
    if not isinstance(document, dict):
        raise InputError("schema-not-object")
    try:
        schema = AnswerSchema(document)
    except jsonschema_rs.ValidationError as exc:
        raise _refused(exc) from exc
    except (ValueError, jsonschema_rs.ReferencingError) as exc:
        raise InputError("schema-invalid", path="$", reason=shown(str(exc), 200)) from exc
    if schema.too_much:
        raise InputError("schema-too-complex")
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")), schema


def _refused(error: jsonschema_rs.ValidationError) -> InputError:
    reason = shown(error.message, 200)
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Referencing):
        return InputError("schema-reference", reason=reason)
    path = "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.instance_path)
    return InputError("schema-invalid", path=shown(path, 120), reason=reason)
