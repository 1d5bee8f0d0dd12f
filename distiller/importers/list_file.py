"""An uploaded .txt or .csv list → the text that the paste box reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from distiller.errors import InputError
from distiller.importers.decoding import decode

FILE_BYTES_MOST = 10 * 1024 * 1024
_HEADERS = ("infinitive", "infinitief", "werkwoord", "verb")
_SENSE_HEADERS = ("sense", "betekenis")


def read_list_file(name: str, data: bytes) -> str:
    """The list in an uploaded file; line numbers stay those of the file.

    Of a CSV it is the column `infinitive` (with `sense` in brackets, where there is one), else the first column; a
    CSV of a single row is a list. Raises InputError: input-file-too-large, input-not-text.
    """
    if len(data) > FILE_BYTES_MOST:
        raise InputError("input-file-too-large", name=name, limit_mb=FILE_BYTES_MOST // 1024 // 1024)
    text = decode(name, data)
    return _column(name, text) if name.lower().endswith(".csv") else text


def _column(name: str, text: str) -> str:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text[:4096]))
    lines: list[str] = []
    header: tuple[int, int | None] | None = None
    only: list[str] = []
    try:
        for number, row in enumerate(reader):
            if number == 0:
                only = row
                header = _header(row)
            cell = "" if number == 0 and header else _cell(row, *(header or (0, None)))
            lines.append(" ".join(cell.split()))
            lines.extend([""] * (reader.line_num - len(lines)))
    except csv.Error as exc:
        raise InputError("input-not-text", name=name) from exc
    if len([line for line in lines if line]) == 1 and header is None and len(only) > 1:
        return "\t".join(only)
    return "\n".join(lines)


def _header(row: Sequence[str]) -> tuple[int, int | None] | None:
    names = [cell.strip().lower() for cell in row]
    at = next((names.index(h) for h in _HEADERS if h in names), None)
    if at is None:
        return None
    return at, next((names.index(h) for h in _SENSE_HEADERS if h in names), None)


def _cell(row: Sequence[str], at: int, sense_at: int | None) -> str:
    cell = row[at].strip() if at < len(row) else ""
    sense = row[sense_at].strip() if sense_at is not None and sense_at < len(row) else ""
    return f"{cell} ({sense})" if cell and sense else cell


def delimiter_of(sample: str) -> str:
    """The delimiter of a CSV: whichever of ; tab , | is commonest in its first line; a comma if none is there."""
    first = sample.lstrip("\ufeff\r\n").split("\n", 1)[0]
    return max(",;\t|", key=first.count)
