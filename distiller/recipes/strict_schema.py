"""A question's schema as strict Structured Outputs take it: the subset that every endpoint with strict mode knows.

Objects are closed, every property is required, and limits on lengths and ranges become words of the description: the
teacher is told, and the answer is checked with the full schema afterwards. What cannot be said that way, optional
properties above all, is reported, and the request goes in JSON mode. An answer that satisfies the strict form never
fails the full schema for a reason of the rewriting.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from distiller.errors import InputError

PROPERTIES_MOST = 100
LEVELS_MOST = 5
VALUES_MOST = 500

_KEPT = ("title", "description", "enum", "const")
_NEVER = (
    "allOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "prefixItems",
    "additionalItems",
    "contains",
    "$dynamicRef",
    "$recursiveRef",
)
_LIMITS: Mapping[str, str] = {
    "minLength": "At least {} characters.",
    "maxLength": "At most {} characters.",
    "pattern": "Matches the regular expression {}.",
    "format": "Format: {}.",
    "minimum": "At least {}.",
    "maximum": "At most {}.",
    "exclusiveMinimum": "More than {}.",
    "exclusiveMaximum": "Less than {}.",
    "multipleOf": "A multiple of {}.",
    "minItems": "At least {} items.",
    "maxItems": "At most {} items.",
    "uniqueItems": "No item twice.",
    "minProperties": "At least {} keys.",
    "maxProperties": "At most {} keys.",
}
_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "boolean"),
    (str, "string"),
    (int, "integer"),
    (float, "number"),
    (type(None), "null"),
    (list, "array"),
    (dict, "object"),
)


@dataclass(frozen=True, slots=True)
class StrictForm:
    """What strict mode is given; None where it cannot express the schema, and `problems` say why."""

    schema: Mapping[str, Any] | None
    problems: tuple[InputError, ...] = ()


def strict_form(schema: Mapping[str, Any]) -> StrictForm:
    """The schema in the strict subset, or the reasons why it has no such form. `schema` is a valid JSON schema."""
    walk = _Walk()
    made = walk.root(schema)
    return StrictForm(None if walk.problems else made, tuple(walk.problems))


class _Walk:
    """One pass over a schema; collects every problem, so that a person sees them all."""

    def __init__(self) -> None:
        self.problems: list[InputError] = []
        self._properties = 0

    def root(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        if schema.get("type") != "object" or "anyOf" in schema or "$ref" in schema:
            self._problem("strict-root", "$")
        made = self._schema(schema, "$", 1)
        definitions: dict[str, Any] = {}
        for name in ("$defs", "definitions"):
            for key, part in (schema.get(name) or {}).items():
                if key in definitions:
                    self._problem("strict-keyword", f"$.{name}.{key}", keyword=name)
                definitions[key] = self._schema(part, f"$.{name}.{key}", 1)
        if definitions:
            made["$defs"] = definitions
        if self._properties > PROPERTIES_MOST:
            self._problem("strict-too-many", "$", limit=PROPERTIES_MOST)
        return made

    def _problem(self, code: str, path: str, **params: Any) -> None:
        self.problems.append(InputError(code, path=path[:120], **params))

    def _schema(self, schema: Any, path: str, level: int) -> dict[str, Any]:
        if not isinstance(schema, Mapping):
            self._problem("strict-anything", path)
            return {}
        for name in _NEVER:
            if name in schema:
                self._problem("strict-keyword", path, keyword=name)
        if "$ref" in schema:
            return self._ref(schema, path)
        made = {name: schema[name] for name in _KEPT if name in schema}
        types = self._types(schema, path)
        if types:
            made["type"] = types if len(types) > 1 else types[0]
        if "anyOf" in schema:
            made["anyOf"] = [self._schema(s, f"{path}.anyOf[{i}]", level) for i, s in enumerate(schema["anyOf"])]
        if "object" in types:
            self._object(schema, made, path, level)
        if "array" in types:
            if "items" not in schema or not isinstance(schema["items"], Mapping):
                self._problem("strict-anything", f"{path}.items")
            else:
                made["items"] = self._schema(schema["items"], f"{path}.items", level + 1)
        if len(schema.get("enum") or ()) > VALUES_MOST:
            self._problem("strict-too-many", path, limit=VALUES_MOST)
        self._tell_limits(schema, made)
        return made

    def _types(self, schema: Mapping[str, Any], path: str) -> list[str]:
        given = schema.get("type")
        if given is not None:
            return [given] if isinstance(given, str) else list(given)
        if "const" in schema or "enum" in schema:
            values = [schema["const"]] if "const" in schema else schema["enum"]
            return list(dict.fromkeys(next(name for kinds, name in _TYPES if isinstance(v, kinds)) for v in values))
        if "properties" in schema:
            return ["object"]
        if "anyOf" not in schema:
            self._problem("strict-anything", path)
        return []

    def _ref(self, schema: Mapping[str, Any], path: str) -> dict[str, Any]:
        ref = schema["$ref"]
        beside = [
            n for n in schema if n in (*_LIMITS, "type", "enum", "const", "properties", "anyOf", "items", "required")
        ]
        if beside:
            self._problem("strict-keyword", path, keyword="$ref")
        name = ref.removeprefix("#/$defs/").removeprefix("#/definitions/")
        if ref == "#" or (name != ref and "/" not in name):
            return {"$ref": ref if ref == "#" else f"#/$defs/{name}"}
        self._problem("strict-keyword", path, keyword="$ref")
        return {}

    def _object(self, schema: Mapping[str, Any], made: dict[str, Any], path: str, level: int) -> None:
        properties = schema.get("properties") or {}
        if not properties or schema.get("additionalProperties", False) is not False:
            self._problem("strict-open", path)
        if level > LEVELS_MOST:
            self._problem("strict-too-deep", path, limit=LEVELS_MOST)
        required = schema.get("required") or ()
        for name in required:
            if name not in properties:
                self._problem("strict-open", path)
        for name, part in properties.items():
            if name not in required and not _takes_null(part):
                self._problem("strict-optional", f"{path}.{name}")
        self._properties += len(properties)
        made["properties"] = {k: self._schema(v, f"{path}.{k}", level + 1) for k, v in properties.items()}
        made["required"] = list(properties)
        made["additionalProperties"] = False

    @staticmethod
    def _tell_limits(schema: Mapping[str, Any], made: dict[str, Any]) -> None:
        told = [
            text.format(value if isinstance(value, str) else json.dumps(value))
            for name, text in _LIMITS.items()
            if (value := schema.get(name)) is not None and value is not False
        ]
        if told:
            made["description"] = " ".join([*([schema["description"]] if schema.get("description") else ()), *told])


def _takes_null(schema: Any) -> bool:
    """Whether a property may be null, so that one that is left out can be asked for as null."""
    if not isinstance(schema, Mapping):
        return False
    given = schema.get("type")
    if isinstance(given, list):
        return "null" in given and (None in schema["enum"] if "enum" in schema else "const" not in schema)
    if given == "null":
        return True
    return given is None and any(_takes_null(s) for s in schema.get("anyOf") or ()) and "enum" not in schema
