"""Rows of a JSONL or CSV file as mappings, whatever program saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from distiller.errors import InputError
from distiller.importers.decoding import decode
from distiller.importers.list_file import delimiter_of

MEGABYTES_MOST = 200


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with its line number, in file order; empty lines are skipped.

    Raises InputError: the file is missing, too large or no text, or a row is no JSON object.
    """
    try:
        if path.stat().st_size > MEGABYTES_MOST << 20:
            raise InputError("input-file-too-large", name=path.name, limit_mb=MEGABYTES_MOST)
        text = decode(path.name, path.read_bytes())
    except (OSError, ValueError) as exc:
        raise InputError("input-file-missing", name=str(path)[-200:]) from exc
    if text.lstrip().startswith("{"):
        yield from _json_rows(path.name, text)
    else:
        yield from _csv_rows(path.name, text)


def bad_row(name: str, line: int, column: str, reason: str) -> InputError:
    """The error for one row that cannot be used."""
    return InputError("import-bad-row", name=name, line=line, column=column, reason=reason)


def _json_rows(name: str, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as exc:
            raise bad_row(name, number, "row", f"no JSON: {exc}") from exc
        if not isinstance(row, dict):
            raise bad_row(name, number, "row", "not a JSON object")
        yield number, row


def _csv_rows(name: str, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(head), strict=True)
    try:
        names = [str(name).strip() for name in reader.fieldnames or ()]
        if "infinitive" not in names:
            raise bad_row(name, 1, "infinitive", "no column of this name, and no JSON object either")
        for row in reader:
            yield reader.line_num, {str(key).strip(): value or "" for key, value in row.items() if key is not None}
    except csv.Error as exc:
        raise bad_row(name, reader.line_num, "row", str(exc)) from exc


def text_of(row: Mapping[str, Any], key: str) -> str:
    """A cell as text: "" for what is missing or null."""
    value = row.get(key)
    return "" if value is None else str(value)
