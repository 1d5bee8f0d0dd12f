"""JSON from outside, read strictly: what other readers would silently repair is seen and said.

A doubled key, NaN or a lone surrogate spoils the object it stands in, not its neighbours: reading goes on, the
object is marked, and `flaw` names what is wrong in a part. Nesting and syntax spoil the whole text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 32
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class StrictJsonError(ValueError):
    """The text is no JSON that can be used; the message says why and where."""


class MarkedObject(dict[str, Any]):
    """An object that names a key twice; `doubled` is the first such key."""

    doubled: str = ""


@dataclass(frozen=True, slots=True)
class NotANumber:
    """What stands where NaN, Infinity or a number beyond all bounds was written."""

    text: str

    def __str__(self) -> str:
        return self.text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    marked = MarkedObject(value)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            marked.doubled = key
            break
        seen.add(key)
    return marked


def _float(text: str) -> float | NotANumber:
    value = float(text)
    return value if math.isfinite(value) else NotANumber(text[:40])


def _int(text: str) -> int | NotANumber:
    return int(text) if len(text) <= 300 else NotANumber(text[:40])


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=NotANumber, parse_float=_float, parse_int=_int, strict=True
)


def _check_depth(text: str, most: int = MAX_DEPTH) -> None:
    if text.count("[") + text.count("{") <= most:
        return
    depth = 0
    for match in _TOKENS.finditer(text):
        mark = match.group()
        if mark in ("[", "{"):
            depth += 1
            if depth > most:
                raise StrictJsonError(f"nested deeper than {most} levels at character {match.start() + 1}")
        elif mark in ("]", "}"):
            depth -= 1


def read_json(text: str, depth: int = MAX_DEPTH) -> Any:
    """The value `text` holds, nested at most `depth` levels; raises StrictJsonError.

    Look at each part with `flaw` before using it.
    """
    _check_depth(text, depth)
    try:
        return _DECODER.decode(text.lstrip("\ufeff"))
    except json.JSONDecodeError as exc:
        raise StrictJsonError(f"{exc.msg} at line {exc.lineno}, column {exc.colno}") from exc


def flaw(value: Any) -> str | None:
    """The first thing that makes a part unusable (doubled key, NaN, lone surrogate), in words; None if nothing."""
    return next(_flaws(value), None)


def _flaws(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            yield "broken character (a lone surrogate)"
    elif isinstance(value, NotANumber):
        yield f"not a JSON number: {value.text}"
    elif isinstance(value, list):
        for part in value:
            yield from _flaws(part)
    elif isinstance(value, dict):
        if isinstance(value, MarkedObject):
            yield f"key given twice: {value.doubled}"
        for key, part in value.items():
            yield from _flaws(key)
            yield from _flaws(part)


def complete_parts(text: str, key: str) -> list[Any]:
    """Of JSON that was cut off: the complete elements of the array that `key` names; [] if there are none."""
    start = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text)
    if start is None:
        return []
    try:
        _check_depth(text)
    except StrictJsonError:
        return []
    parts: list[Any] = []
    at = start.end()
    while True:
        at = _skip(text, at)
        try:
            value, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError:
            return parts
        parts.append(value)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at
