"""The form of an answer: its fields come from the schema, and filled in unchanged it means the same answer."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.errors import InputError
from ui.answer_diff import same
from ui.answer_form import form_html, read_form


def fields_of(markup: str) -> list[dict[str, Any]]:
    """What a browser would send for a form that nobody touched."""
    found = []
    control = re.compile(
        r"<(textarea|input|select|fieldset)\b([^>]*data-spec=\"([^\"]*)\"[^>]*)>(?:(?<=>)(.*?)</\1>)?", re.DOTALL
    )
    at = 0
    while match := control.search(markup, at):
        tag, attributes, spec, inner = match.groups()
        at = match.end() if tag in ("textarea", "select") else match.start(3)
        value = ""
        if tag == "textarea":
            value = html.unescape((inner or "").removeprefix("\n"))
        elif tag == "input":
            value = html.unescape(re.search(r'value="([^"]*)"', attributes)[1])  # type: ignore[index]
        elif tag == "select":
            options = re.findall(r'<option value="([^"]*)"( selected)?>', inner or "")
            chosen = [text for text, selected in options if selected] or [options[0][0]]
            value = html.unescape(chosen[0])
        found.append({**json.loads(html.unescape(spec)), "v": value})
    return found


def untouched(schema: Any, value: Any) -> Any:
    """The answer that the untouched form of an answer means."""
    return read_form(fields_of(form_html(json.dumps(schema), value, "en")))


PERSON: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "Full name", "maxLength": 40},
        "age": {"type": "integer", "minimum": 0},
        "height": {"type": "number"},
        "alive": {"type": "boolean"},
        "kind": {"enum": ["poet", "painter", None]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "years": {"type": "array", "items": {"type": "integer"}},
        "born": {"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"]},
        "died": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "works": {"type": "array", "items": {"$ref": "#/$defs/work"}},
        "best": {"$ref": "#/$defs/work"},
    },
    "required": ["name", "age", "height", "alive", "kind", "tags", "years", "born", "died"],
    "$defs": {"work": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}},
}
SOMEBODY: dict[str, Any] = {
    "name": "Anna <b>",
    "age": 41,
    "height": 1.72,
    "alive": False,
    "kind": None,
    "tags": ["a b", "c"],
    "years": [1, 2],
    "born": {"place": "Gent\nin de regen"},
    "died": None,
    "works": [{"title": "x"}],
    "best": {"title": 'y "z"'},
}


def test_each_kind_of_value_has_its_field() -> None:
    """Text, numbers, choices, lists as lines and objects as groups; only what has no field is JSON."""
    kinds = {".".join(f["p"]): f["t"] for f in fields_of(form_html(json.dumps(PERSON), SOMEBODY, "en"))}
    assert kinds == {
        "": "object",
        "name": "text",
        "age": "integer",
        "height": "number",
        "alive": "choice",
        "kind": "choice",
        "tags": "lines",
        "years": "lines",
        "born": "object",
        "born.place": "text",
        "died": "integer",
        "works": "json",
        "best": "object",
        "best.title": "text",
    }


def test_an_untouched_form_means_the_same_answer() -> None:
    """Opening the editor and saving changes nothing."""
    assert same(untouched(PERSON, SOMEBODY), SOMEBODY)


def test_nothing_a_teacher_wrote_becomes_markup() -> None:
    """Values, names and hints are text."""
    schema = {"type": "object", "properties": {"<i>": {"type": "string", "description": "<script>"}}}
    shown = form_html(json.dumps(schema), {"<i>": "</textarea><img src=x>"}, "en")
    assert "<i>" not in shown.replace("<i>optional</i>", "")
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "object", "properties": {"a": {"type": "string"}}}, {"a": "x", "more": 1}),
        ({"oneOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, {"type": "string"}]}, {"a": "x"}),
        ({"type": "array", "items": {"type": "string"}}, ["", "x"]),
        ({"type": "array", "items": {"type": "string"}}, ["two\nlines"]),
        ({"type": "object", "properties": {"a": {"enum": ["x"]}}}, {"a": "not among them"}),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, {"a": "text"}),
        ({"$ref": "#"}, {"a": 1}),
        ({"$ref": "https://example.org/other"}, {"a": 1}),
        ({"type": "object", "properties": {"a": {"type": "object", "properties": {}}}}, {"a": {}}),
        ({"type": "object", "properties": {"a": True}}, {"a": [1, {"b": None}]}),
        ({"type": "object", "properties": {f"k{n}": {"type": "string"} for n in range(500)}}, {"k1": "x"}),
    ],
)
def test_what_has_no_fields_is_json_and_keeps_everything(schema: Any, value: Any) -> None:
    """A form never loses a part of an answer."""
    assert same(untouched(schema, value), value)


def test_a_schema_that_refers_to_itself_ends_in_json() -> None:
    """A tree is shown to a depth, the rest as JSON."""
    tree = {"type": "object", "properties": {"v": {"type": "integer"}, "next": {"$ref": "#"}}, "required": ["v"]}
    value: dict[str, Any] = {"v": 0}
    for number in range(1, 12):
        value = {"v": number, "next": value}
    assert same(untouched(tree, value), value)


def test_empty_fields_mean_absent_null_or_empty_as_the_schema_says() -> None:
    """An optional field that is cleared is left out; one that may be null is null; a required text is empty."""
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": ["integer", "null"]}, "c": {"type": "string"}},
        "required": ["b", "c"],
    }
    fields = fields_of(form_html(json.dumps(schema), {"a": "x", "b": 1, "c": "y"}, "en"))
    cleared = [{**field, "v": ""} for field in fields]
    assert read_form(cleared) == {"b": None, "c": ""}
    assert untouched(schema, {"a": "", "b": None, "c": ""}) == {"a": "", "b": None, "c": ""}


def test_a_number_keeps_every_digit() -> None:
    """What a browser would round is never a number in the browser."""
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    assert untouched(schema, {"n": 12345678901234567890}) == {"n": 12345678901234567890}


@pytest.mark.parametrize("typed", ["many", "1,5", "1e400", "NaN", "0x1", "１２", "--1"])
def test_what_is_no_number_stays_text_for_the_schema_to_refuse(typed: str) -> None:
    """The message is then about what was typed, at its place."""
    assert read_form([{"p": ["n"], "t": "number", "e": "value", "v": typed}]) == {"n": typed}


@pytest.mark.parametrize("typed", ["{", "NaN", "[1,]", "[" * 100_000])
def test_json_that_is_none_is_refused_with_its_place(typed: str) -> None:
    """Nothing half-read is stored."""
    with pytest.raises(InputError, match="not valid JSON"):
        read_form([{"p": ["a"], "t": "json", "e": "value", "v": typed}])


@pytest.mark.parametrize("sent", [[], [None], [{"p": 1, "t": 2, "v": 3}], ["x"]])
def test_what_is_no_form_is_refused(sent: list[Any]) -> None:
    """A request may carry anything."""
    with pytest.raises(InputError):
        read_form(sent)


def test_a_question_without_schema_has_one_text_area() -> None:
    """Its answer is text, also where it begins with a line break."""
    assert read_form(fields_of(form_html(None, "\n<p>\nline", "en"))) == "\n<p>\nline"


_floats = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), _floats, st.text())
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)
schemas = st.sampled_from(
    [{"type": kind} for kind in ("string", "integer", "number", "boolean", "array", "object", "null")]
    + [{"type": "array", "items": {"type": kind}} for kind in ("string", "integer", "number", "boolean")]
    + [{"type": ["string", "null"]}, {}]
)


@given(data=st.dictionaries(st.text(min_size=1), st.tuples(schemas, values, st.booleans()), max_size=5))
def test_any_answer_survives_its_form(data: dict[str, tuple[Any, Any, bool]]) -> None:
    """Whatever the schema says and whatever the answer is: untouched, it is the same answer."""
    schema = {
        "type": "object",
        "properties": {name: part for name, (part, _, _) in data.items()},
        "required": [name for name, (_, _, needed) in data.items() if needed],
    }
    value = {name: given_value for name, (_, given_value, _) in data.items()}
    assert same(untouched(schema, value), value)
