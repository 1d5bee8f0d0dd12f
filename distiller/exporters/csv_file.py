"""Rows → CSV for people: opens in a spreadsheet with the right letters, and runs nothing there.

A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or a line end in front) gets an apostrophe
before it. So that the way back is exact, a cell that already looks like an escaped one gets another; `'s avonds` and
`'t` are neither and stay as they are. `unescaped` takes that one apostrophe off again.

Lists and objects are JSON within their cell, true and false are words, and None is an empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from distiller.exporters.atomic import atomic_file

_BOM = "\ufeff".encode()
_LOOKS_ACTIVE = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def escaped(cell: str) -> str:
    """The cell as a spreadsheet may open it; `unescaped` gives it back."""
    return f"'{cell}" if _LOOKS_ACTIVE.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell that `escaped` was given."""
    return cell[1:] if cell.startswith("'") and _LOOKS_ACTIVE.match(cell) else cell


def csv_lines(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[bytes]:
    """A header (behind a byte-order mark, which tells a spreadsheet the encoding), then each row as a line."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(fields)
    yield _BOM + _drained(buffer)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in fields])
        yield _drained(buffer)


def write_csv(rows: Iterable[Mapping[str, Any]], path: Path, fields: Sequence[str]) -> int:
    """Write the named fields of the rows to `path`, all or nothing, and say how many rows. Raises InputError."""
    count = -1
    with atomic_file(path) as file:
        for line in csv_lines(rows, fields):
            file.write(line)
            count += 1
    return count


def _drained(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return data


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return escaped(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return escaped(orjson.dumps(value).decode("utf-8"))
