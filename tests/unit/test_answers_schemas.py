"""Schemas from strangers: canonical text, nothing fetched, every check in bounded time."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from distiller.errors import ErrorType, InputError
from distiller.validate.schema_cost import costs
from distiller.validate.schemas import check_schema, validator_for

THREE = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 5},
        "age": {"type": "integer", "minimum": 0},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}},
    },
    "required": ["name", "age", "tags"],
    "additionalProperties": False,
}


def doubled(levels: int, keyword: str = "anyOf") -> dict[str, Any]:
    """Each definition names the one before it twice."""
    two = {f"d{i}": {keyword: [{"$ref": f"#/$defs/d{i - 1}"}] * 2} for i in range(1, levels + 1)}
    return {"$defs": {"d0": {"type": "string"}, **two}, "$ref": f"#/$defs/d{levels}"}


def test_a_schema_comes_back_compact_with_its_keys_in_order() -> None:
    """White space goes, nothing else."""
    text = '{ "type": "object",\n "properties": {"z": {"type":"string"}, "a": {"description": "é"}} }'
    assert check_schema(text) == '{"type":"object","properties":{"z":{"type":"string"},"a":{"description":"é"}}}'
    assert check_schema(check_schema(text)) == check_schema(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "schema-not-json"),
        ('{"type": "string", "type": "string"}', "schema-not-json"),
        ('{"maximum": NaN}', "schema-not-json"),
        ('{"const": 1e999}', "schema-not-json"),
        ('{"title": "\\ud800"}', "schema-not-json"),
        ("[]", "schema-not-object"),
        ("true", "schema-not-object"),
        ('{"type": "strin"}', "schema-invalid"),
        ('{"pattern": "("}', "schema-invalid"),
        ('{"properties": {"a": {"minLength": -1}}}', "schema-invalid"),
        ('{"pattern": "(((a{1,1000}){1,1000}){1,1000})"}', "schema-invalid"),
        ('{"$ref": "http://127.0.0.1:9/x"}', "schema-reference"),
        ('{"$ref": "file:///etc/passwd"}', "schema-reference"),
        ('{"$ref": "#/nowhere"}', "schema-reference"),
        ('{"$schema": "http://example.org/own"}', "schema-reference"),
        (json.dumps({"enum": ["x" * 70_000]}), "schema-too-large"),
        ('{"items": ' * 70 + "{}" + "}" * 70, "schema-not-json"),
        ('{"not": ' * 6_000, "schema-not-json"),
        (json.dumps(doubled(30)), "schema-too-complex"),
        (json.dumps(doubled(30, "allOf")), "schema-too-complex"),
        ('{"prefixItems": 5, "$schema": "http://json-schema.org/draft-07/schema#"}', ""),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_code(text: str, code: str) -> None:
    """Quickly, and with a sentence in both languages; keywords of another draft mean nothing and are let through."""
    started = time.perf_counter()
    if code:
        with pytest.raises(InputError) as caught:
            check_schema(text)
        assert caught.value.code == code
        assert all(caught.value.sentence(language) for language in ("nl", "en"))
    else:
        assert check_schema(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("answer", "error_type", "place"),
    [
        ({"name": "ann", "age": 3}, ErrorType.MISSING_REQUIRED_FIELD, "tags"),
        ({}, ErrorType.MISSING_REQUIRED_FIELD, "Missing keys: name, age, tags"),
        ({"name": "ann", "age": "3", "tags": []}, ErrorType.INVALID_DATA_TYPE, "age is text; a whole number"),
        ({"name": "ann", "age": 3, "tags": ["a", "c"]}, ErrorType.SCHEMA_VALIDATION_ERROR, "tags[1]: "),
        ({"name": "annelies", "age": 3, "tags": []}, ErrorType.SCHEMA_VALIDATION_ERROR, "name: "),
        ({"name": "ann", "age": 3, "tags": [], "x": 1}, ErrorType.SCHEMA_VALIDATION_ERROR, "The answer: "),
        ([], ErrorType.INVALID_DATA_TYPE, "The answer is a list; an object is expected"),
        ({"name": "ann", "age": 3, "tags": ["a"]}, None, ""),
        ({"name": "ann", "age": 10**300, "tags": []}, None, ""),
    ],
)
def test_a_wrong_answer_is_told_with_its_place(answer: Any, error_type: ErrorType | None, place: str) -> None:
    """Missing keys first, then types, then all else."""
    problem = validator_for(json.dumps(THREE)).problem(answer)
    assert validator_for(json.dumps(THREE)).is_valid(answer) is (error_type is None)
    assert (problem.error_type if problem else None) is error_type
    assert place in (problem.message if problem else "")


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        (doubled(14), 5),
        (doubled(20), 5),
        ({"pattern": "^(a+)+$"}, "a" * 50_000 + "!"),
        ({"items": {"pattern": "^(?:(?=a)a+)+$"}}, ["a" * 2000 + "!"] * 50),
        ({"contains": {"pattern": "^(?:(?=a)a+)+$"}}, ["a" * 30 + "!"] * 3000),
        (
            {"patternProperties": {f"^(?:(?=a)a+)+{i}$": {} for i in range(300)}},
            {"a" * 40 + str(i): 1 for i in range(99)},
        ),
        ({"uniqueItems": True}, [{"a": i} for i in range(20_000)]),
        ({"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}, {}),
        ({"items": {"anyOf": [{"const": i} for i in range(1500)]}}, [-1] * 30_000),
        ({"anyOf": [{"properties": {"a": {"$ref": "#"}}, "minProperties": 5}] * 2 + [{"const": 0}]}, "deep"),
        ({"unevaluatedProperties": False, "anyOf": [{"$ref": "#"}] * 9, "properties": {"a": {"$ref": "#"}}}, "deep"),
    ],
)
def test_hostile_schemas_answer_in_bounded_time(schema: Any, answer: Any) -> None:
    """Whatever a schema and an answer hold: a verdict and a reason within two seconds on a busy machine."""
    if answer == "deep":
        for _ in range(31):
            answer = {"a": answer}
    started = time.perf_counter()
    try:
        problem = validator_for(json.dumps(schema)).problem(answer)
    except InputError as refused:
        told = refused.sentence("en")
    else:
        told = "fine" if problem is None else problem.message
    assert told
    assert time.perf_counter() - started < 2


def test_a_tree_of_any_width_costs_little_and_alternatives_multiply() -> None:
    """Different keys are different places; alternatives for one place add up with each level."""
    tree = {"properties": {name: {"$ref": "#"} for name in "abcdefgh"}, "items": {"$ref": "#"}}
    assert max(costs(tree)) == 2
    assert max(costs({"properties": {str(n): {"type": "string"} for n in range(500)}})) == 1
    fork = {"anyOf": [{"properties": {"a": {"$ref": "#"}}}, {"properties": {"a": {"$ref": "#"}}}]}
    assert costs(fork)[10] == costs(fork)[9] * 2
    assert costs(doubled(10))[0] > 2**10
    assert costs({"type": "string"})[:2] == (1, 0)
