"""A form for an answer: fields from the schema of its question, and the answer that a filled-in form means.

Each field says in `data-spec` where its value belongs and what an empty one stands for; the browser sends those back
with what was typed. What cannot be shown as fields (alternatives, lists of objects, keys that the schema does not
name) is a text area with JSON, so nothing that an answer holds is ever lost in its form. No Gradio here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from distiller.errors import InputError
from ui.present import esc
from ui.texts import t

MOST_FIELDS = 120
_DEEPEST = 6
_SHORT = 80  # longer texts are written in lines: Enter begins one
_ABSENT: Any = object()
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,4000})(\.\d+)?([eE][+-]?\d{1,4})?")
_COMBINED = ("allOf", "anyOf", "oneOf", "not", "if", "patternProperties", "$dynamicRef")
_SCALARS = ("string", "integer", "number", "boolean")


class _NoFieldsError(Exception):
    """This part of the answer cannot be shown as fields."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of the answer: its path, its schema, what stands there, and what an empty field would mean."""

    path: tuple[str, ...]
    schema: Mapping[str, Any]
    value: Any
    required: bool
    nullable: bool = False

    @property
    def empty(self) -> str:
        """What an empty field stands for: nothing at all, null, or an empty value."""
        if self.value in ("", []) and not isinstance(self.value, bool):
            return "value"
        if self.nullable and (self.required or self.value is None):
            return "null"
        return "value" if self.required else "leave"


@dataclass(slots=True)
class _Form:
    root: Mapping[str, Any]
    language: str
    count: int = field(default=0)

    # --- walking the schema -----------------------------------------------------------------------------------

    def part(self, place: _Place) -> str:
        """The fields of a place; JSON where there can be none."""
        self.count += 1
        if self.count > MOST_FIELDS:
            raise _NoFieldsError
        try:
            return self._fields(place)
        except RecursionError as exc:
            raise _NoFieldsError from exc

    def _fields(self, place: _Place) -> str:
        place = self._plain(place)
        kind = _kind(place.schema)
        if "const" in place.schema or isinstance(place.schema.get("enum"), list):
            return self._choice(place)
        if kind == "object" and len(place.path) < _DEEPEST and _named(place):
            return self._object(place)
        fits = _fits(place, kind)
        if kind in _SCALARS and fits:
            return self._scalar(place, kind)
        if kind == "array" and fits and (of := self._lines_of(place)):
            return self._lines(place, of)
        return self._json(place)

    def _plain(self, place: _Place) -> _Place:
        """The place with its references followed, and a null beside one other schema taken as "may be null"."""
        schema, nullable = place.schema, place.nullable
        for _ in range(8):
            if isinstance(schema.get("$ref"), str):
                schema = self._referred(schema["$ref"])
                continue
            branches = schema.get("anyOf") or schema.get("oneOf")
            if isinstance(branches, list) and len(branches) == 2:
                others = [b for b in branches if isinstance(b, dict) and b.get("type") != "null"]
                if len(others) == 1 and not schema.keys() & {"type", "properties", "enum", "allOf"}:
                    schema, nullable = others[0], True
                    continue
            break
        kinds = schema.get("type")
        if isinstance(kinds, list) and "null" in kinds and len(kinds) == 2:
            schema, nullable = {**schema, "type": next(k for k in kinds if k != "null")}, True
        return _Place(place.path, schema, place.value, place.required, nullable)

    def _referred(self, reference: str) -> Mapping[str, Any]:
        at: Any = self.root
        if reference != "#" and not reference.startswith("#/"):
            return {}
        for step in reference.split("/")[1:]:
            at = at.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(at, dict) else None
        return at if isinstance(at, dict) else {}

    def _lines_of(self, place: _Place) -> str | None:
        """What each line of a list is, if its values can be written one to a line."""
        items = place.schema.get("items")
        if not isinstance(items, dict) or "prefixItems" in place.schema:
            return None
        inner = self._plain(_Place((), items, _ABSENT, required=True))
        kind = _kind(inner.schema)
        if kind not in _SCALARS or inner.nullable:
            return None
        values = place.value if isinstance(place.value, list) else []
        right = all(_type_of(v) == kind or (kind == "number" and _type_of(v) == "integer") for v in values)
        whole = all(not isinstance(v, str) or (v == v.strip() != "" and len(v.splitlines()) == 1) for v in values)
        return kind if right and whole else None

    # --- fields -----------------------------------------------------------------------------------------------

    def _object(self, place: _Place) -> str:
        value = place.value if isinstance(place.value, dict) else {}
        needed = place.schema.get("required")
        needed = needed if isinstance(needed, list) else []
        parts = [
            self.part(
                _Place(
                    (*place.path, name),
                    schema if isinstance(schema, dict) else {},
                    value.get(name, _ABSENT),
                    name in needed and (place.required or isinstance(place.value, dict)),
                )
            )
            for name, schema in place.schema["properties"].items()
        ]
        keep = place.required or isinstance(place.value, dict)
        spec = _spec(place, "object", empty="value" if keep else "leave")
        legend = f"<legend>{self._name(place)}</legend>{self._hint(place)}" if place.path else ""
        return f'<fieldset class="rv-fieldset" {spec}>{legend}{"".join(parts)}</fieldset>'

    def _scalar(self, place: _Place, kind: str) -> str:
        if kind == "boolean":
            return self._select(place, [True, False])
        if kind == "string":
            text = place.value if isinstance(place.value, str) else ""
            lines = len(text) > _SHORT or "\n" in text
            return self._labelled(place, self._area(_spec(place, "text"), text, lines=lines))
        text = "" if place.value in (_ABSENT, None) else json.dumps(place.value)
        mode = "numeric" if kind == "integer" else "decimal"
        return self._labelled(
            place,
            f'<input type="text" inputmode="{mode}" autocomplete="off" spellcheck="false" id="{{id}}" '
            f'{_spec(place, kind)} value="{esc(text)}">',
        )

    def _choice(self, place: _Place) -> str:
        choices = [place.schema["const"]] if "const" in place.schema else place.schema["enum"]
        if len(choices) > 200 or any(isinstance(c, (dict, list)) for c in choices):
            return self._json(place)
        nullable = place.nullable and None not in choices
        return self._select(place, [*choices, None] if nullable else choices)

    def _select(self, place: _Place, choices: Sequence[Any]) -> str:
        written = [json.dumps(choice, ensure_ascii=False) for choice in choices]
        now = None if place.value is _ABSENT else json.dumps(place.value, ensure_ascii=False)
        if now is not None and now not in written and place.value is not None:
            return self._json(place)
        blank = now not in written or not place.required
        options = [f'<option value=""{"" if now in written else " selected"}>–</option>'] if blank else []
        options += [
            f'<option value="{esc(text)}"{" selected" if text == now else ""}>'
            f"{esc(choice if isinstance(choice, str) else text)}</option>"
            for choice, text in zip(choices, written, strict=True)
        ]
        return self._labelled(place, f'<select id="{{id}}" {_spec(place, "choice")}>{"".join(options)}</select>')

    def _lines(self, place: _Place, of: str) -> str:
        values = place.value if isinstance(place.value, list) else []
        text = "\n".join(v if isinstance(v, str) else json.dumps(v) for v in values)
        area = self._area(_spec(place, "lines", of=of), text, lines=True, rows=min(max(len(values) + 1, 2), 12))
        return self._labelled(place, area, hint=t(self.language, "review-form-lines"))

    def _json(self, place: _Place) -> str:
        text = "" if place.value is _ABSENT else json.dumps(place.value, ensure_ascii=False, indent=2)
        area = self._area(_spec(place, "json"), text, lines=True, rows=min(text.count("\n") + 2, 16), look="rv-code")
        return self._labelled(place, area, hint=t(self.language, "review-form-json"))

    def _area(self, spec: str, text: str, *, lines: bool, rows: int = 1, look: str = "") -> str:
        kind = ' data-lines="yes"' if lines else ""
        return (
            f'<textarea id="{{id}}" class="{look}" rows="{rows}" spellcheck="false" {spec}{kind}>'
            f"\n{esc(text)}</textarea>"  # HTML drops the first line break
        )

    def _labelled(self, place: _Place, control: str, hint: str = "") -> str:
        self.count += 1
        name = f"rv-f{self.count}"
        label = f'<label for="{name}">{self._name(place)}</label>' if place.path else ""
        aria = "" if place.path else f' aria-label="{esc(t(self.language, "review-answer"))}"'
        control = control.replace('id="{id}"', f'id="{name}" aria-describedby="{name}-e"{aria}', 1)
        return (
            f'<div class="rv-field">{label}{self._hint(place, hint)}{control}'
            f'<p class="rv-field-error" id="{name}-e" data-error="{esc(shown_path(place.path))}" hidden></p></div>'
        )

    def _name(self, place: _Place) -> str:
        mark = "" if place.required else f" <i>{esc(t(self.language, 'review-form-optional'))}</i>"
        return f"<span>{esc(place.path[-1])}</span>{mark}"

    def _hint(self, place: _Place, extra: str = "") -> str:
        told = [place.schema.get("title"), place.schema.get("description"), _bounds(place.schema), extra]
        if place.empty == "null" and place.path:
            told.append(t(self.language, "review-form-null"))
        words = " · ".join(dict.fromkeys(w.strip()[:300] for w in told if isinstance(w, str) and w.strip()))
        return f'<small class="rv-hint">{esc(words)}</small>' if words else ""


def form_html(schema: str | None, value: Any, language: str, *, present: bool = True) -> str:
    """The fields for an answer; without schema one text area. `present` False: there is no answer yet."""
    document = _document(schema)
    form = _Form(document or {}, language)
    place = _Place((), document or {}, value if present else _ABSENT, required=True)
    if document is None:
        text = value if present and isinstance(value, str) else ""
        return form._labelled(place, form._area(_spec(place, "text"), text, lines=True, rows=4))
    try:
        return form.part(place)
    except _NoFieldsError:
        return _Form(document, language)._json(place)


def read_form(fields: Sequence[Any]) -> Any:
    """The answer that the fields of a form mean. Raises InputError for JSON that is none, and for no form at all.

    A number that is none stays text: the schema says what is wrong with it, and where.
    """
    answer: Any = _ABSENT
    for one in fields:
        path, kind, text, empty, of = _field(one)
        value = _value(kind, text, empty, of, shown_path(path))
        if value is _ABSENT:
            continue
        if not path:
            answer = value
            continue
        at = answer if isinstance(answer, dict) else {}
        answer = at
        for step in path[:-1]:
            inner = at.get(step)
            at[step] = at = inner if isinstance(inner, dict) else {}
        at[path[-1]] = value
    if answer is _ABSENT:
        raise InputError("input-bad-value", name="answer", value="", expected="{…}")
    return answer


def shown_path(path: Sequence[str]) -> str:
    """A path as the messages of the validation write it: `person.name`; "" is the answer itself."""
    return ".".join(path)


def _document(schema: str | None) -> dict[str, Any] | None:
    if not schema:
        return None
    try:
        found = json.loads(schema)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _kind(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    return "object" if kind is None and isinstance(schema.get("properties"), dict) else ""


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = ((str, "string"), (int, "integer"), (float, "number"), (list, "array"), (dict, "object"))
    return next((name for kind, name in names if isinstance(value, kind)), "")


def _fits(place: _Place, kind: str) -> bool:
    """Whether a field of this kind can show what stands there; a browser would change a carriage return."""
    value, found = place.value, _type_of(place.value)
    if value is _ABSENT or (value is None and place.nullable):
        return True
    return (found == kind or (kind, found) == ("number", "integer")) and not (found == "string" and "\r" in value)


def _named(place: _Place) -> bool:
    """Whether all keys of an object are named by its schema, so that its fields say all of it."""
    names = place.schema.get("properties")
    if not isinstance(names, dict) or not names or place.schema.keys() & set(_COMBINED):
        return False
    if place.value is _ABSENT:
        return place.required
    return isinstance(place.value, dict) and place.value.keys() <= names.keys() and not place.nullable


def _bounds(schema: Mapping[str, Any]) -> str:
    signs = (("minimum", "≥ {}"), ("exclusiveMinimum", "> {}"), ("maximum", "≤ {}"), ("exclusiveMaximum", "< {}"))
    return ", ".join(
        sign.format(schema[name])
        for name, sign in signs
        if isinstance(schema.get(name), (int, float)) and not isinstance(schema[name], bool)
    )


def _spec(place: _Place, kind: str, *, empty: str | None = None, of: str = "") -> str:
    spec = {"p": list(place.path), "t": kind, "e": place.empty if empty is None else empty} | ({"of": of} if of else {})
    return f'data-spec="{esc(json.dumps(spec, ensure_ascii=False))}"'


def _field(one: Any) -> tuple[list[str], str, str, str, str]:
    """A field as the browser sends it; what makes no sense is taken for nothing."""
    data = one if isinstance(one, dict) else {}
    path = data.get("p")
    steps = [step for step in path if isinstance(step, str)][:_DEEPEST] if isinstance(path, list) else []
    words = {name: value if isinstance(value := data.get(name), str) else "" for name in ("t", "v", "e", "of")}
    return steps, words["t"], words["v"].replace("\r\n", "\n"), words["e"], words["of"]


def _value(kind: str, text: str, empty: str, of: str, path: str) -> Any:
    if kind == "object":
        return {} if empty == "value" else _ABSENT
    if not text.strip() and (kind not in ("text", "lines") or empty != "value" or not text):
        if kind in ("text", "lines") and empty == "value":
            return "" if kind == "text" else []
        return None if empty == "null" else _ABSENT
    if kind == "lines":
        return [_scalar(line.strip(), of) for line in text.split("\n") if line.strip()]
    if kind in ("json", "choice"):
        return _json(text, path)
    return text if kind == "text" else _scalar(text.strip(), kind)


def _scalar(text: str, kind: str) -> Any:
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind in ("integer", "number") and _NUMBER.fullmatch(text):
        value = json.loads(text)
        return value if abs(value) < float("inf") else text
    return text


def _json(text: str, path: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as exc:
        where = f"{exc.lineno}:{exc.colno}" if isinstance(exc, json.JSONDecodeError) else "1:1"
        raise InputError("review-not-json", path=path or "answer", place=where) from exc


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
