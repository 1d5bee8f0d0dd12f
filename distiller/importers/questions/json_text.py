"""One row of JSON, read strictly and fast: the fast reader where it sees all there is to see, else the strict one."""

from __future__ import annotations

import re
from typing import Any

import orjson

from distiller.importers.questions.source import DEPTH_MOST
from distiller.validate.rules import shown
from distiller.validate.strict_json import StrictJsonError, flaw, read_json

_KEY = re.compile(rb'"\s*:')
_DIGITS = re.compile(rb"[0-9]{16}")


class BadJson(ValueError):
    """A text is no JSON that can be used; the message says why and where."""


def parse(data: bytes) -> Any:
    """The value. Raises BadJson: syntax, doubled keys, NaN, numbers and characters that do not exist, nesting.

    The fast reader keeps the last of doubled keys and rounds long numbers, so what could hold either goes the long
    way round.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return _strictly(data)
    if _DIGITS.search(data) is None and _keys(value) == len(_KEY.findall(data)):
        return value
    return _strictly(data)


def _keys(value: Any, depth: int = 0) -> int:
    """How many keys a value holds; -1 at least, so that no count fits, where it is nested too deep."""
    if isinstance(value, dict):
        parts, own = value.values(), len(value)
    elif isinstance(value, list):
        parts, own = value, 0  # type: ignore[assignment]
    else:
        return 0
    if depth >= DEPTH_MOST:
        return -(1 << 40)
    for part in parts:
        if isinstance(part, dict | list):
            own += _keys(part, depth + 1)
    return own


def _strictly(data: bytes) -> Any:
    try:
        value = read_json(data.decode("utf-8"))
    except StrictJsonError as exc:
        raise BadJson(str(exc)) from exc
    except UnicodeDecodeError as exc:
        raise BadJson(f"not UTF-8 at byte {exc.start + 1}") from exc
    if (problem := flaw(value)) is not None:
        raise BadJson(shown(problem, 120))
    return value
