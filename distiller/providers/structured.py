"""Asking for an answer by a schema: the ways there are, and what an endpoint says that does not take one.

Endpoints differ in what they take, and more so in how they refuse. What can be read from the structure of a refusal
(the parameter it names, the place of a validation error) is read from there; only where there is none do words count,
and in a server error only words that speak of nothing else. That a refusal is one is believed when the same request
has gone through in another way (see habits.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

import orjson

from distiller.presets import StructuredMode
from distiller.records import TeacherRequest

LADDER = tuple(StructuredMode)
"""From the strictest to the plainest."""

TOKEN_PARAMETERS = ("max_tokens", "max_completion_tokens")
INSTRUCTION = (
    "Reply with one JSON value that satisfies this JSON schema, and with nothing else: no explanation, no code fence."
)
_LOOKED_AT = 16_384  # characters of an error's body


class Refused(StrEnum):
    """What an endpoint does not take."""

    MODE = "mode"  # this way of asking for JSON
    SCHEMA = "schema"  # this schema, in a way of asking that may take others
    ANSWER = "answer"  # what the model wrote: this time only
    TOKENS = "tokens"  # the name of the token cap
    TEMPERATURE = "temperature"  # any temperature but its own


@dataclass(frozen=True, slots=True)
class Manner:
    """How one request is sent. `mode` is None where plain text is asked."""

    mode: StructuredMode | None
    token_parameter: str
    temperature: bool


# --- what is sent -------------------------------------------------------------------------------------------


def body_of(request: TeacherRequest, manner: Manner, more: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a request in one manner; `more` are the provider's own fields. The token cap is always set."""
    body: dict[str, Any] = {
        **more,
        "model": request.model,
        "messages": [dict(message) for message in request.messages],
        manner.token_parameter: request.max_tokens,
    }
    if manner.temperature:
        body["temperature"] = request.temperature
    schema = request.schema
    if schema is None or manner.mode is None:
        return body
    if manner.mode == StructuredMode.JSON_SCHEMA:
        inner = {"name": request.schema_name, "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": inner}
        return body
    # also where the schema goes beside JSON mode: an endpoint may take the field and never look at it
    body["messages"] = instructed(request.messages, schema)
    if manner.mode == StructuredMode.JSON_OBJECT_SCHEMA:
        body["response_format"] = {"type": "json_object", "schema": schema}
    elif manner.mode == StructuredMode.JSON_OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


def instructed(messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """The messages with the schema in words: in the system message if there is one, since some templates refuse a
    second, else behind the question."""
    made = [dict(message) for message in messages]
    said = f"{INSTRUCTION}\n{encoded(schema).decode()}"
    place = next((m for m in made if m["role"] == "system"), made[-1] if made else None)
    if place is None:
        return [{"role": "user", "content": said}]
    place["content"] = f"{place['content']}\n\n{said}"
    return made


def encoded(value: Any) -> bytes:
    """JSON in UTF-8. Whole numbers beyond 64 bits and half surrogate pairs take the slower way. Raises ValueError for
    numbers that JSON does not have."""
    try:
        return orjson.dumps(value, default=_plain)
    except orjson.JSONEncodeError:
        return json.dumps(value, default=_plain, allow_nan=False).encode("ascii")


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError


def first_mode(request: TeacherRequest, start: StructuredMode) -> StructuredMode | None:
    """Where to begin, None for plain text: a schema that strict mode cannot express begins with JSON mode, and where
    the answer need be no object, which JSON mode would make it, the prompt alone says so."""
    if request.schema is None:
        return None
    kind = request.schema.get("type", "object")
    if kind != "object" and not (isinstance(kind, list | tuple) and "object" in kind):
        return StructuredMode.JSON_SCHEMA if request.strict and start == LADDER[0] else StructuredMode.PROMPT
    return start if request.strict else max(start, StructuredMode.JSON_OBJECT, key=LADDER.index)


def next_mode(request: TeacherRequest, mode: StructuredMode) -> StructuredMode | None:
    """The next plainer way; None behind the last."""
    later = LADDER[LADDER.index(mode) + 1 :]
    first = first_mode(request, later[0]) if later else None
    return first if first in later else None


# --- what comes back ----------------------------------------------------------------------------------------

_CLIENT_ERRORS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED})
_FORM_WORDS = re.compile(
    r"response[_ ]?format|json[_ ](schema|object|mode)|structured[_ ]outputs?|guided[_ ]json|grammar|"
    r"(invalid|unsupported)[_ ]schema|schema (is )?(not supported|unsupported|invalid|too (deep|large|complex))"
)
_FORM_WORDS_OF_A_FAULT = re.compile(r"response_format|json_schema|json_object|structured[_ ]outputs?")
_ABOUT_THE_SCHEMA = re.compile(
    r"(invalid|unsupported)[_ ](json[_ ])?schema|schema (is )?(invalid|too (deep|large|complex))|grammar|"
    r"\$ref|additionalproperties|'required'"
)
_NOT_TAKEN = re.compile(
    r"not? (longer )?support|n't support|unsupported|deprecated|not (permitted|allowed)|unknown|unrecogni"
)
_EXTRA = re.compile(r"extra|unexpected|unknown|unrecogni")
_PLACE = re.compile(r"""['"]?loc['"]?\s*:\s*[(\[]([^)\]]{0,200})[)\]]""")
_ELSEWHERE = frozenset({"context_length_exceeded", "content_filter", "content_policy_violation", "rate_limit_exceeded"})
_OTHER_FIELDS = frozenset({"model", "messages", "stop", "tools", "top_p", "seed", "user", "n", "stream"})


@dataclass(frozen=True, slots=True)
class _Said:
    """What an error's body says, in small letters. `places` are the fields that validation errors point at."""

    code: str
    param: str
    message: str
    places: frozenset[str]


def refusal_of(status: int, body: str, manner: Manner) -> Refused | None:
    """What an error says is refused about the manner of the request; None if it is about anything else."""
    faulty = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status not in _CLIENT_ERRORS
    if status not in _CLIENT_ERRORS and not faulty:
        return None
    said = _read(body)
    if said.code in _ELSEWHERE:
        return None
    asks_form = manner.mode is not None and manner.mode != StructuredMode.PROMPT
    if faulty:
        spoken = _FORM_WORDS_OF_A_FAULT.search(said.message)
        form = "response_format" in said.places if said.places else spoken is not None
        return Refused.MODE if asks_form and form else None
    return _of_parameters(said, manner) or (_of_form(said) if asks_form else None)


def _of_parameters(said: _Said, manner: Manner) -> Refused | None:
    name = manner.token_parameter
    other = TOKEN_PARAMETERS[name == TOKEN_PARAMETERS[0]]
    named = said.param == name or name in said.places
    if (named and (said.code == "unsupported_parameter" or _EXTRA.search(said.message))) or (
        name in said.message and other in said.message and _NOT_TAKEN.search(said.message)
    ):
        return Refused.TOKENS
    if manner.temperature and not said.places - {"temperature"}:
        about = said.param == "temperature" or (not said.param and "temperature" in said.message)
        if about and (said.code.startswith("unsupported_") or _NOT_TAKEN.search(said.message)):
            return Refused.TEMPERATURE
    return None


def _of_form(said: _Said) -> Refused | None:
    if said.code == "json_validate_failed":
        return Refused.ANSWER
    if said.places and "response_format" not in said.places:
        return None
    if said.param in _OTHER_FIELDS or said.param.startswith("messages"):
        return None
    by_structure = "response_format" in said.places or said.param.startswith("response_format")
    if not by_structure and not _FORM_WORDS.search(said.message):
        return None
    schema = said.code == "invalid_json_schema" or _ABOUT_THE_SCHEMA.search(said.message)
    return Refused.SCHEMA if schema else Refused.MODE


def _read(body: str) -> _Said:
    """The error in a body: the API's own object, FastAPI's `detail`, or whatever text it is."""
    text = body[:_LOOKED_AT]
    places = frozenset(word for found in _PLACE.findall(text) for word in re.findall(r"[a-z_]+", found.casefold()))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    error = document.get("error", document) if isinstance(document, dict) else document
    fields = error if isinstance(error, dict) else {"message": error}
    message = fields.get("message") or fields.get("detail") or fields.get("msg")
    spoken = message if isinstance(message, str) else text
    return _Said(_word(fields.get("code")), _word(fields.get("param")), spoken.casefold(), places)


def _word(value: Any) -> str:
    return value.casefold()[:100] if isinstance(value, str) else ""
