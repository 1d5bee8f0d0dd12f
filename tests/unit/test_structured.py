"""Asking by a schema: what is sent in each manner, how a refusal is recognised, and what is learnt from it."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.presets import StructuredMode as Mode
from distiller.providers.habits import DOUBTED_SCHEMAS, Habits
from distiller.providers.structured import LADDER, Manner, Refused, body_of, encoded, first_mode, next_mode, refusal_of
from distiller.records import Product, TeacherRequest

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}
STRICT = Manner(Mode.JSON_SCHEMA, "max_tokens", temperature=True)


def request(**given: Any) -> TeacherRequest:
    made = {
        "product": Product.ANSWER,
        "model": "m",
        "messages": ({"role": "system", "content": "Be short."}, {"role": "user", "content": "Why?"}),
        "schema_name": "answer",
        "schema": SCHEMA,
        "max_tokens": 77,
        "prompt_version": "1",
        "data": {},
    }
    return TeacherRequest(**{**made, **given})


def error(message: str, **more: Any) -> str:
    return json.dumps({"error": {"message": message, **more}})


# --- what is sent -------------------------------------------------------------------------------------------


def test_each_mode_says_the_schema_in_its_own_place() -> None:
    """As a strict format; else in the prompt, since an endpoint may take a schema beside JSON mode and ignore it."""
    sent = {mode: body_of(request(), Manner(mode, "max_tokens", temperature=True), {}) for mode in Mode}
    assert sent[Mode.JSON_SCHEMA]["response_format"]["json_schema"] == {
        "name": "answer",
        "strict": True,
        "schema": SCHEMA,
    }
    assert sent[Mode.JSON_OBJECT_SCHEMA]["response_format"] == {"type": "json_object", "schema": SCHEMA}
    assert sent[Mode.JSON_OBJECT]["response_format"] == {"type": "json_object"}
    assert "response_format" not in sent[Mode.PROMPT]
    for mode in Mode:
        said = "additionalProperties" in json.dumps(sent[mode]["messages"])
        assert said == (mode != Mode.JSON_SCHEMA), mode


def test_the_schema_joins_the_system_message_or_the_question() -> None:
    """Some templates refuse a second system message, or any."""
    manner = Manner(Mode.PROMPT, "max_tokens", temperature=True)
    system, user = body_of(request(), manner, {})["messages"]
    assert system["content"].startswith("Be short.\n\nReply with one JSON value")
    assert user["content"] == "Why?"
    (alone,) = body_of(request(messages=({"role": "user", "content": "Why?"},)), manner, {})["messages"]
    assert alone["role"] == "user"
    assert alone["content"].startswith("Why?\n\nReply with one JSON value")


def test_plain_text_asks_for_no_form() -> None:
    """No schema, nothing about JSON."""
    asked = request(schema=None)
    assert first_mode(asked, Mode.JSON_SCHEMA) is None
    body = body_of(asked, Manner(None, "max_tokens", temperature=False), {"top_k": 5})
    assert body == {"model": "m", "messages": list(asked.messages), "max_tokens": 77, "top_k": 5}


@pytest.mark.parametrize(
    ("given", "start", "ways"),
    [
        ({}, Mode.JSON_SCHEMA, LADDER),
        ({}, Mode.JSON_OBJECT, (Mode.JSON_OBJECT, Mode.PROMPT)),
        ({"strict": False}, Mode.JSON_SCHEMA, (Mode.JSON_OBJECT, Mode.PROMPT)),
        ({"strict": False}, Mode.PROMPT, (Mode.PROMPT,)),
        ({"schema": {"type": "array"}, "strict": False}, Mode.JSON_SCHEMA, (Mode.PROMPT,)),
        ({"schema": {"type": "array"}}, Mode.JSON_SCHEMA, (Mode.JSON_SCHEMA, Mode.PROMPT)),
        ({"schema": {"type": ["object", "null"]}}, Mode.JSON_OBJECT, (Mode.JSON_OBJECT, Mode.PROMPT)),
    ],
)
def test_the_ways_a_request_can_go(given: dict[str, Any], start: Mode, ways: tuple[Mode, ...]) -> None:
    """Ever plainer; JSON mode only for objects, strict mode only for what it can express."""
    asked = request(**given)
    gone = [first_mode(asked, start)]
    while gone[-1] is not None:
        gone.append(next_mode(asked, gone[-1]))
    assert tuple(gone[:-1]) == ways


@pytest.mark.parametrize("value", [{"a": 2**80}, {"a": "\ud800"}, {"a": MappingProxyType({"b": (1, 2)})}, {"é": 1.5}])
def test_whatever_a_question_holds_is_sent(value: Any) -> None:
    """Numbers of any length, half a surrogate pair, read-only tables."""
    back = json.loads(encoded(value))
    assert back == json.loads(json.dumps(value, default=dict))


# --- what comes back ----------------------------------------------------------------------------------------

LLAMA_CPP_PYTHON = error(
    "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or "
    "'json_object'\", 'input': 'json_schema', 'ctx': {'expected': \"'text' or 'json_object'\"}}]",
    type="internal_server_error",
)
REFUSALS = [
    (500, LLAMA_CPP_PYTHON, Refused.MODE),
    (500, error('response_format type must be one of "text" or "json_object", but got: json_schema'), Refused.MODE),
    (400, error("Invalid value: 'json_schema'", param="response_format.type", code="invalid_value"), Refused.MODE),
    (400, error("This model does not support response format `json_schema`."), Refused.MODE),
    (400, '{"error": "\'response_format.type\' must be \'text\'"}', Refused.MODE),
    (422, '{"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}', Refused.MODE),
    (501, error("structured output is not implemented"), Refused.MODE),
    (400, "response_format is not supported", Refused.MODE),
    (400, error("Invalid schema for response_format 'answer': ...", param="response_format"), Refused.SCHEMA),
    (400, error("Failed to parse grammar"), Refused.SCHEMA),
    (400, error("The schema is too complex"), Refused.SCHEMA),
    (400, error("Failed to validate JSON", code="json_validate_failed"), Refused.ANSWER),
    (
        400,
        error("Unsupported parameter: 'max_tokens'", param="max_tokens", code="unsupported_parameter"),
        Refused.TOKENS,
    ),
    (400, error("'max_tokens' is not supported with this model. Use 'max_completion_tokens'."), Refused.TOKENS),
    (
        422,
        '{"detail": [{"type": "extra_forbidden", "loc": ["body", "max_tokens"], "msg": "Extra inputs"}]}',
        Refused.TOKENS,
    ),
    (
        400,
        error("'temperature' does not support 0", param="temperature", code="unsupported_value"),
        Refused.TEMPERATURE,
    ),
    (400, error("`temperature` is deprecated for this model."), Refused.TEMPERATURE),
]


@pytest.mark.parametrize(("status", "body", "what"), REFUSALS)
def test_a_refusal_is_recognised(status: int, body: str, what: Refused) -> None:
    """By the parameter or the place it names, else by its words."""
    assert refusal_of(status, body, STRICT) == what


NO_REFUSALS = [
    (500, error("internal error")),
    (500, error("the model has no such schema of thought")),  # a fault that merely holds the word
    (502, "<html>Bad gateway</html>"),
    (429, error("response_format", param="response_format")),
    (401, error("response_format", param="response_format")),
    (404, error("response_format", param="response_format")),
    (400, error("bad request")),
    (400, error("bad schema")),  # of whatever
    (400, error("too many tokens, 100 in the schema", code="context_length_exceeded")),
    (400, error("max_tokens is too large: 9000", param="max_tokens", code="invalid_value")),
    (400, error("temperature must be at most 1", param="temperature", code="invalid_value")),
    (400, error("'messages' must follow the schema", param="messages")),
    (422, '{"detail": [{"loc": ["body", "messages"], "msg": "bad", "input": {"response_format": {}}}]}'),
    (400, "[" * 100_000),
    (400, ""),
]


@pytest.mark.parametrize(("status", "body"), NO_REFUSALS)
def test_another_error_is_no_refusal(status: int, body: str) -> None:
    """It stays what it is."""
    assert refusal_of(status, body, STRICT) is None


@pytest.mark.parametrize("mode", [Mode.PROMPT, None])
def test_what_asks_for_no_form_cannot_be_refused_for_it(mode: Mode | None) -> None:
    """Whatever the endpoint says."""
    for status, body, what in REFUSALS:
        if what in (Refused.MODE, Refused.SCHEMA, Refused.ANSWER):
            assert refusal_of(status, body, Manner(mode, "max_tokens", temperature=True)) is None


@given(st.integers(400, 599), st.text(), st.sampled_from(LADDER))
def test_any_error_is_read(status: int, body: str, mode: Mode) -> None:
    """Total."""
    refusal_of(status, body, Manner(mode, "max_tokens", temperature=True))


# --- what is learnt -----------------------------------------------------------------------------------------

NO_MODE = error("response_format is not supported", param="response_format")
NO_SCHEMA = error("Invalid schema for response_format", param="response_format")


def habits(start: Mode = Mode.JSON_SCHEMA) -> Habits:
    return Habits(start, "max_tokens", temperature=True)


def test_a_refused_mode_is_found_out_once() -> None:
    """The request goes again at once in the next; later ones begin there."""
    known = habits()
    trial = known.begin(request())
    assert trial.again(400, NO_MODE)
    assert trial.manner.mode == Mode.JSON_OBJECT_SCHEMA
    assert known.mode("m") is None
    trial.worked()
    assert known.mode("m") == Mode.JSON_OBJECT_SCHEMA
    assert known.begin(request()).manner.mode == Mode.JSON_OBJECT_SCHEMA
    assert known.begin(request(model="other")).manner.mode == Mode.JSON_SCHEMA


def test_nothing_is_learnt_from_an_endpoint_that_refuses_everything() -> None:
    """It may be broken: only an answer proves that another manner was all it wanted."""
    known = habits()
    trial = known.begin(request())
    for _ in LADDER[1:]:
        assert trial.again(400, NO_MODE)
    assert not trial.again(400, NO_MODE)
    assert known.begin(request()).manner.mode == Mode.JSON_SCHEMA
    assert known.mode("m") is None


def test_a_server_error_of_a_mode_that_works_is_a_server_error() -> None:
    """A fault that quotes the request does not take the mode away."""
    known = habits()
    known.begin(request()).worked()
    assert not known.begin(request()).again(500, LLAMA_CPP_PYTHON)


def test_a_schema_that_is_not_taken_goes_its_own_way() -> None:
    """The others stay with strict mode."""
    known = habits()
    known.begin(request()).worked()
    odd = request(schema={**SCHEMA, "title": "odd"})
    trial = known.begin(odd)
    assert trial.again(400, NO_SCHEMA)
    trial.worked()
    assert known.begin(odd).manner.mode == Mode.JSON_OBJECT_SCHEMA
    assert known.begin(request()).manner.mode == Mode.JSON_SCHEMA
    assert known.mode("m") == Mode.JSON_SCHEMA


def test_many_schemas_refused_and_none_taken_is_a_refused_mode() -> None:
    """Then a new schema does not try again."""
    known = habits()
    for number in range(DOUBTED_SCHEMAS):
        trial = known.begin(request(schema={**SCHEMA, "title": str(number)}))
        assert trial.manner.mode == Mode.JSON_SCHEMA
        assert trial.again(400, NO_SCHEMA)
        trial.worked()
    assert known.begin(request(schema={**SCHEMA, "title": "new"})).manner.mode == Mode.JSON_OBJECT_SCHEMA


def test_an_answer_that_missed_its_schema_changes_no_habit() -> None:
    """It goes again in plainer words, this time only."""
    known = habits()
    trial = known.begin(request())
    assert trial.again(400, error("no", code="json_validate_failed"))
    trial.worked()
    assert known.begin(request()).manner.mode == Mode.JSON_SCHEMA


def test_parameters_are_learnt_the_same_way() -> None:
    """Token cap and temperature, each once."""
    known = habits()
    trial = known.begin(request())
    swap = error("use max_completion_tokens", param="max_tokens", code="unsupported_parameter")
    assert trial.again(400, swap)
    assert trial.again(400, error("no", param="temperature", code="unsupported_value"))
    assert not trial.again(400, swap)
    trial.worked()
    assert known.begin(request()).manner == Manner(Mode.JSON_SCHEMA, "max_completion_tokens", temperature=False)


def test_a_mode_that_only_a_loose_schema_used_is_not_what_the_model_does() -> None:
    """JSON mode for one question says nothing about strict ones."""
    known = habits()
    known.begin(request(strict=False)).worked()
    assert known.mode("m") is None
    known.begin(request()).worked()
    assert known.mode("m") == Mode.JSON_SCHEMA
