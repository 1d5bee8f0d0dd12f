"""What the questions' part of the Import tab asks, as typed values. It comes from a browser: nothing is trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from distiller import budgets
from distiller.errors import InputError
from distiller.importers.questions.fields import FIELDS
from distiller.importers.questions.source import Format, Source
from distiller.records import JobOptions, QuestionFilter, Which
from ui.present_import import further

BY_NAME = "*"
"""The choice of a column that may still come: found by its name."""
WITH = "with:"
"""What the names of the boxes of further teachers begin with."""
_MOST = 100_000
_SUFFIXES = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".xml": Format.XML,
}


def said(event: object) -> dict[str, Any]:
    """What an event carries; an event from elsewhere may carry anything."""
    data = getattr(event, "_data", None)
    return data if isinstance(data, dict) else {}


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value[:_MOST].strip() if isinstance(value, str) else ""


def source_of(path: Path, data: Mapping[str, Any]) -> Source:
    """The file as it is to be read: by its ending, else by its first character, and by what was chosen."""
    kind = _SUFFIXES.get(path.suffix.lower()) or _by_content(path)
    if kind is not Format.CSV:
        return Source(kind, path, at=_text(data, "at"))
    header = data.get("header")
    delimiter = data.get("delimiter")
    return Source(
        kind,
        path,
        delimiter=delimiter if isinstance(delimiter, str) else "",
        encoding=_text(data, "encoding"),
        header=header if isinstance(header, bool) else None,
    )


def _by_content(path: Path) -> Format:
    with path.open("rb") as file:
        start = file.read(256).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return {b"{": Format.JSON, b"[": Format.JSON, b"<": Format.XML}.get(start, Format.CSV)


def mapping_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Which column is what, of the fields that were on the screen."""
    found = {name: data.get(f"map-{name}") for name in FIELDS}
    return {name: value for name, value in found.items() if isinstance(value, str) and value != BY_NAME}


@dataclass(frozen=True, slots=True)
class Ask:
    """The choices of the form. Raises InputError where a number is none."""

    questions: QuestionFilter
    options: JobOptions
    provider: str
    model: str
    temperature: float
    max_tokens: int | None
    budget: Decimal | None
    key: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Ask:
        """From the form on the screen."""
        which = _text(data, "which")
        return cls(
            questions=QuestionFilter(
                which=Which(which) if which in set(Which) else Which.UNANSWERED,
                category=_text(data, "category") or None,
                q=_text(data, "q")[:200],
                limit=_whole(data, "limit"),
            ),
            options=JobOptions(
                questions=True,
                system_prompt=_text(data, "system"),
                category_prompts=category_prompts(_text(data, "prompts").splitlines()),
                **further([key.removeprefix(WITH) for key in data if _ticked(data, key)], data.get("failover")),
                fresh=data.get("fresh") is True,
                batch=data.get("batch") is True,
            ),
            provider=_text(data, "provider"),
            model=_text(data, "model")[:200],
            temperature=_number(data, "temperature"),
            max_tokens=_whole(data, "max_tokens"),
            budget=budgets.parse(_text(data, "budget")),
            key=_text(data, "key")[:64],
        )


def _ticked(data: Mapping[str, Any], key: object) -> bool:
    return isinstance(key, str) and key.startswith(WITH) and data[key] is True


def category_prompts(lines: Sequence[str]) -> dict[str, str]:
    """`category = prompt`, a line each. Raises InputError with the line."""
    found = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name, middle, prompt = line.partition("=")
        if not middle or not name.strip() or not prompt.strip():
            raise InputError("input-category-prompt", line=number)
        found[name.strip()] = prompt.strip()
    return found


def _whole(data: Mapping[str, Any], name: str) -> int | None:
    text = _text(data, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:19]) < 1 << 62):
        raise InputError("input-bad-value", name=name, value=text[:40], expected="1, 2, 3 …")
    return int(text)


def _number(data: Mapping[str, Any], name: str) -> float:
    text = _text(data, name).replace(",", ".") or "0"
    try:
        value = float(text)
    except ValueError as exc:
        raise InputError("input-bad-value", name=name, value=text[:40], expected="0–2") from exc
    return value if value == value else 0.0
