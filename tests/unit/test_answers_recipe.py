"""The recipe of answers: what is sent, and what strict mode can say of a schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.recipes import recipe_for, request_hash
from distiller.recipes.strict_schema import strict_form
from distiller.records import Asked, AskedQuestion, Product, TeacherRequest
from distiller.validate.schemas import validator_for

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string", "maxLength": 9}, "age": {"type": "integer", "minimum": 0}},
    "required": ["name", "age"],
}


def ask(question: AskedQuestion, *, rerun: dict[str, Any] | None = None, cap: int = 4000) -> TeacherRequest:
    asked = [Asked("#7", question=question, rerun=rerun)]
    return recipe_for(Product.ANSWER).request(asked, model="m", max_output_tokens=cap)


def test_a_question_is_sent_exactly_as_it_is() -> None:
    """No prompt of ours around it; the system prompt only where there is one."""
    text = "  What is 2+2?\n```\n{}\n```"
    assert ask(AskedQuestion(text)).messages == ({"role": "user", "content": text},)
    both = ask(AskedQuestion(text, system="Be short.", temperature=0.7, max_tokens=50))
    assert both.messages[0] == {"role": "system", "content": "Be short."}
    assert (both.temperature, both.max_tokens, both.schema, both.prompt_version) == (0.7, 50, None, "answer-1")


def test_the_cap_of_the_provider_is_never_exceeded() -> None:
    """Whatever the job asks for."""
    assert ask(AskedQuestion("q", max_tokens=9000), cap=500).max_tokens == 500
    assert ask(AskedQuestion("q"), cap=500).max_tokens == 500


def test_a_second_try_shows_the_teacher_its_own_answer_and_the_remark_as_data() -> None:
    """Roles alternate, as some endpoints demand; the remark is a JSON value."""
    rerun = {"previous": {"answer": {"a": "é"}, "reasoning": "r"}, "findings": ["It differs."], "remark": 'say "no"'}
    roles = [(m["role"], m["content"]) for m in ask(AskedQuestion("q", system="s"), rerun=rerun).messages]
    assert [role for role, _ in roles] == ["system", "user", "assistant", "user"]
    assert roles[2][1] == '{"a": "é"}'
    assert json.loads(roles[3][1].split("\n\n")[-1]) == {"findings": ["It differs."], "remark": 'say "no"'}
    text = ask(AskedQuestion("q"), rerun={"previous": {"answer": "four"}, "findings": [], "remark": ""})
    assert text.messages[1] == {"role": "assistant", "content": "four"}


def test_an_answer_that_was_wrong_is_asked_again_in_one_message() -> None:
    """Behind the question, or behind the note of a rerun: roles alternate."""
    asked = Asked("#7", question=AskedQuestion("q", system="s"), correction="n is text")
    told = recipe_for(Product.ANSWER).request([asked], model="m", max_output_tokens=100).messages
    assert [m["role"] for m in told] == ["system", "user"]
    assert told[1]["content"].startswith("q\n\n(")
    assert json.loads(told[1]["content"].splitlines()[-1]) == {"problem": "n is text"}
    rerun = {"previous": {"answer": "four"}, "findings": [], "remark": ""}
    asked = Asked("#7", question=AskedQuestion("q"), rerun=rerun, correction="n is text")
    told = recipe_for(Product.ANSWER).request([asked], model="m", max_output_tokens=100).messages
    assert [m["role"] for m in told] == ["user", "assistant", "user"]
    assert told[0]["content"] == "q"


def test_the_hash_tells_schemas_system_prompts_and_temperatures_apart() -> None:
    """And is the same for the same question."""
    asks = [
        AskedQuestion("q"),
        AskedQuestion("q", schema=json.dumps(PERSON)),
        AskedQuestion("q", schema=json.dumps({**PERSON, "required": ["name"]})),
        AskedQuestion("q", system="s"),
        AskedQuestion("q", temperature=1.0),
    ]
    assert len({request_hash(ask(a)) for a in asks}) == len(asks)
    assert request_hash(ask(asks[1])) == request_hash(ask(asks[1]))
    assert request_hash(ask(AskedQuestion("q", golden="4"))) == request_hash(ask(AskedQuestion("q")))


def test_limits_are_told_and_objects_closed() -> None:
    """What strict mode cannot check stands in the description."""
    request = ask(AskedQuestion("q", schema=json.dumps(PERSON)))
    assert request.strict
    assert request.schema == {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": "At most 9 characters."},
            "age": {"type": "integer", "description": "At least 0."},
        },
        "required": ["name", "age"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("schema", "code", "path"),
    [
        ({"type": "array", "items": {"type": "string"}}, "strict-root", "$"),
        ({"anyOf": [PERSON]}, "strict-root", "$"),
        ({**PERSON, "required": ["name"]}, "strict-optional", "$.age"),
        ({**PERSON, "additionalProperties": True}, "strict-open", "$"),
        ({"type": "object", "properties": {"m": {"type": "object"}}, "required": ["m"]}, "strict-open", "$.m"),
        ({"type": "object", "properties": {"m": {}}, "required": ["m"]}, "strict-anything", "$.m"),
        ({"type": "object", "properties": {"m": True}, "required": ["m"]}, "strict-anything", "$.m"),
        ({"type": "object", "properties": {"m": {"type": "array"}}, "required": ["m"]}, "strict-anything", "$.m.items"),
        ({**PERSON, "allOf": [{}]}, "strict-keyword", "$"),
        ({**PERSON, "patternProperties": {"^x": {}}}, "strict-keyword", "$"),
        (
            {"type": "object", "properties": {"m": {"$ref": "#/properties/x"}}, "required": ["m"]},
            "strict-keyword",
            "$.m",
        ),
        (
            {"type": "object", "properties": {f"p{i}": {"type": "null"} for i in range(101)}, "required": []},
            "strict-too-many",
            "$",
        ),
    ],
)
def test_what_strict_mode_cannot_say_is_told_and_goes_in_json_mode(schema: Any, code: str, path: str) -> None:
    """With the full schema, which the answer is checked with anyway."""
    form = strict_form(schema)
    assert form.schema is None
    assert (code, path) in [(p.code, p.params["path"]) for p in form.problems]
    assert all(p.sentence(language) for p in form.problems for language in ("nl", "en"))
    request = ask(AskedQuestion("q", schema=json.dumps(schema)))
    assert (request.schema, request.strict) == (schema, False)


def test_definitions_may_call_themselves() -> None:
    """Recursion is part of the subset; old names of definitions become the new one."""
    node = {"type": "object", "properties": {"next": {"anyOf": [{"$ref": "#/definitions/n"}, {"type": "null"}]}}}
    schema = {
        "type": "object",
        "properties": {"n": {"$ref": "#/definitions/n"}},
        "required": ["n"],
        "definitions": {"n": {**node, "required": ["next"]}},
    }
    form = strict_form(schema)
    assert form.schema is not None
    assert form.schema["properties"]["n"] == {"$ref": "#/$defs/n"}
    assert form.schema["$defs"]["n"]["additionalProperties"] is False


leaves = st.one_of(
    st.sampled_from([{"type": "string"}, {"type": "integer"}, {"type": "boolean"}, {"type": ["string", "null"]}]),
    st.lists(st.sampled_from(["a", "b", 1, None]), min_size=1, unique=True).map(lambda v: {"enum": v}),
    st.sampled_from([{"const": "c"}, {"type": "null"}, {"anyOf": [{"type": "integer"}, {"type": "null"}]}]),
)


def _object(properties: dict[str, Any], optional: int) -> dict[str, Any]:
    required = [name for i, name in enumerate(properties) if not optional >> i & 1]
    return {"type": "object", "properties": properties, "required": required}


def objects(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(_object, st.dictionaries(st.sampled_from("pqr"), parts, min_size=1), st.integers(0, 7))


schemas = objects(
    st.recursive(
        leaves,
        lambda parts: objects(parts) | parts.map(lambda p: {"type": "array", "items": p}),
        max_leaves=4,
    )
)


def instance(schema: Any, draw: Any) -> Any:
    """An answer that strict mode could give."""
    if "anyOf" in schema:
        return instance(draw(st.sampled_from(schema["anyOf"])), draw)
    if "enum" in schema or "const" in schema:
        return draw(st.sampled_from(schema.get("enum", [schema.get("const")])))
    name = schema["type"] if isinstance(schema["type"], str) else draw(st.sampled_from(schema["type"]))
    if name == "object":
        return {key: instance(schema["properties"][key], draw) for key in schema["required"]}
    if name == "array":
        return [instance(schema["items"], draw) for _ in range(draw(st.integers(0, 2)))]
    return {"string": "s", "integer": 3, "boolean": True, "null": None}[name]


@given(schemas, st.data())
def test_what_strict_mode_allows_satisfies_the_full_schema(schema: Any, data: st.DataObject) -> None:
    """The strict form of a schema without limits never lets through what the full one refuses."""
    form = strict_form(schema)
    if form.schema is not None:
        assert validator_for(json.dumps(schema)).is_valid(instance(form.schema, data.draw))
