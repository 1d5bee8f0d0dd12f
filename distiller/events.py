"""Things that happened, for the log: a name and fields, one line each in the file, a sentence on the console.

An event never carries what was asked or answered, only what it was about and how it went: identifiers, counts, times,
tokens, money, error types.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ATTRIBUTE = "distiller_event"


@dataclass(frozen=True, slots=True)
class Event:
    """What the formatter of the file finds on a log record."""

    name: str
    fields: Mapping[str, Any]


def event(logger: logging.Logger, name: str, /, *, level: int = logging.INFO, **fields: Any) -> None:
    """Logs that something happened. Fields that are None are left out."""
    if logger.isEnabledFor(level):
        extra = about(name, **fields)
        logger.log(level, "%s", _Sentence(name, extra[ATTRIBUTE].fields), extra=extra)


def about(name: str, /, **fields: Any) -> dict[str, Event]:
    """The `extra` of a log call that has a sentence of its own: what the file writes beside it."""
    return {ATTRIBUTE: Event(name, {key: value for key, value in fields.items() if value is not None})}


class _Sentence:
    """The event as the console shows it, written only if it is shown."""

    __slots__ = ("fields", "name")

    def __init__(self, name: str, fields: Mapping[str, Any]) -> None:
        self.name = name
        self.fields = fields

    def __str__(self) -> str:
        said = ", ".join(f"{key} {value}" for key, value in self.fields.items())
        return f"{self.name.replace('-', ' ')}: {said}" if said else self.name.replace("-", " ")
