"""What the body of a chat completion says, whatever the body is.

Compatible endpoints differ and proxies answer in their place, so nothing is assumed: any text gives a Completion,
and where it is no chat completion `problem` says so in one sentence. Nothing here raises.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson

from distiller.records import Usage

_OPEN, _CLOSE = "<think>", "</think>"
_UNKNOWN = Usage()


@dataclass(frozen=True, slots=True)
class Completion:
    """The first choice of a chat completion. `content` is the answer without the reasoning around it.

    `problem` is None, or one English sentence saying why the body is no chat completion; then only `usage` and
    `model` may be filled. A half of a surrogate pair becomes U+FFFD, since no database can store it.
    """

    content: str | None = None
    finish_reason: str | None = None
    refusal: str | None = None
    reasoning: str | None = None
    usage: Usage = _UNKNOWN
    problem: str | None = None
    model: str | None = None


def read_completion(raw: str) -> Completion:
    """The completion in `raw`: total, and linear in its length."""
    try:
        body = _parsed(raw)
    except RecursionError:
        return Completion(problem="The reply is nested too deeply to be a chat completion.")
    except ValueError as error:
        return Completion(problem=_not_json(raw, error))
    if not isinstance(body, dict):
        return Completion(problem=f"The reply is a JSON {_kind(body)}, not a chat completion.")
    model, usage = _text(body.get("model")), _usage(body.get("usage"))
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices:
        return Completion(problem=_no_choices(body), usage=usage, model=model)
    choice = choices[0]
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(message, dict):
        return Completion(problem="The reply has a choice without a message.", usage=usage, model=model)
    reasoning, content = split_reasoning(_content(message.get("content")))
    return Completion(
        content=content,
        finish_reason=_text(choice.get("finish_reason")),
        refusal=_text(message.get("refusal")) or None,
        reasoning=_text(message.get("reasoning_content")) or _text(message.get("reasoning")) or reasoning,
        usage=usage,
        model=model,
    )


def _parsed(raw: str) -> Any:
    """The quick way where it is one; what that refuses (half surrogate pairs, great depth) the library decides."""
    try:
        return orjson.loads(raw)
    except ValueError:
        return json.loads(raw, parse_constant=_refuse)


def split_reasoning(content: str | None) -> tuple[str | None, str | None]:
    """(reasoning, answer): a `<think>` block in front is taken off, also one that a cut-off left open.

    Some endpoints swallow the opening tag, so text up to a lone `</think>` is reasoning too; JSON that merely
    contains the tag is left alone.
    """
    if content is None:
        return None, None
    text = content.lstrip()
    end = text.find(_CLOSE)
    if text.startswith(_OPEN):
        if end < 0:
            return text[len(_OPEN) :].strip(), ""
        return text[len(_OPEN) : end].strip(), text[end + len(_CLOSE) :].strip()
    if end >= 0 and not text.startswith(("{", "[", "`")) and _OPEN not in text[:end]:
        return text[:end].strip(), text[end + len(_CLOSE) :].strip()
    return None, content


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value")


def _kind(value: Any) -> str:
    names = {list: "list", str: "string", bool: "value", type(None): "null"}
    return names.get(type(value), "number")


def _not_json(raw: str, error: ValueError) -> str:
    start = raw[:400].lstrip("\ufeff \t\r\n")
    if not start:
        return "The reply is empty."
    if start.startswith("<"):
        return "The reply is a web page or XML, not a chat completion: check the base URL."
    if start.startswith("data:"):
        return "The reply is a stream of events although none was asked for."
    where = f" (character {error.pos})" if isinstance(error, json.JSONDecodeError) else ""
    return f"The reply is not JSON{where}."


def _no_choices(body: Mapping[str, Any]) -> str:
    error = body.get("error")
    message = error.get("message") if isinstance(error, dict) else error
    if isinstance(message, str) and message:
        return f"The endpoint reported an error instead of an answer: {_whole(message)[:300]}"
    if error:
        return "The endpoint reported an error instead of an answer."
    return "The reply has no choices."


def _whole(text: str) -> str:
    """`text` with paired surrogates joined and lone ones replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(value: Any) -> str | None:
    return _whole(value) if isinstance(value, str) else None


def _content(value: Any) -> str | None:
    """Content is a string, or a list of parts of which those of text count."""
    if isinstance(value, list):
        parts = [part.get("text") for part in value if isinstance(part, dict)]
        texts = [part for part in parts if isinstance(part, str)]
        return _whole("".join(texts)) if texts else None
    return _text(value)


def _count(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 1 << 31 else None


def _usage(usage: Any) -> Usage:
    if not isinstance(usage, dict):
        return Usage()
    details = usage.get("prompt_tokens_details")
    return Usage(
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
        cached_tokens=_count(details.get("cached_tokens")) if isinstance(details, dict) else None,
    )
