"""Rows of a CSV: encoding, delimiter and header found out, every broken row told with its line.

A row that cannot be read costs itself. The lines that a quotation mark without its partner swallowed are read again;
the row behind a broken one is not taken if it looks like the rest of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TextIO

from distiller.errors import InputError
from distiller.importers.questions.files import OpenFile
from distiller.importers.questions.source import ROW_BYTES_MOST, Problem, Row, Source

_DELIMITERS = (",", ";", "\t", "|")
_ONE_COLUMN = "\x1f"  # a character that no text holds: nothing is split
_SAMPLE_LINES = 50
_SAMPLE_CHARS = 1 << 16
_HEADER_CELL_MOST = 100
_REREAD_MOST = 100
"""How often lines are read again: each time costs up to a field's length."""


class CsvRows:
    """A CSV file being read; see `source.Rows`. `known` are the names by which a header is recognised."""

    def __init__(self, source: Source, known: frozenset[str]) -> None:
        assert source.path is not None
        self._file = OpenFile(source.path, source.encoding)
        encoding = self._file.text_encoding()
        try:
            sample = _sample(self._file.text(encoding))
        except UnicodeError as exc:
            raise _not_text(self._file.name, encoding) from exc
        delimiter = _told_delimiter(source.delimiter) if source.delimiter else delimiter_of(sample)
        first = _first_row(sample, delimiter)
        if not first:
            raise InputError("import-empty", name=self._file.name)
        self._header = _is_header(first, known) if source.header is None else source.header
        names = [cell.strip() for cell in first] if self._header else [str(i + 1) for i in range(len(first))]
        self.columns: tuple[str, ...] = tuple(names)
        self.found: Mapping[str, Any] = {
            "encoding": encoding.removesuffix("-sig"),
            "delimiter": "" if delimiter == _ONE_COLUMN else delimiter,
            "header": self._header,
        }
        self._encoding = encoding
        self._delimiter = delimiter
        self.size: int | None = self._file.size

    def done(self) -> int:
        """How many bytes are read."""
        return self._file.done()

    def where(self, row: Row) -> str:
        """The line says it all."""
        return ""

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def __iter__(self) -> Iterator[Row | Problem]:
        """The rows behind the header; blank ones are passed over."""
        lines = _Lines(self._file.text(self._encoding))
        width = len(self.columns)
        header = self._header
        index = 0
        try:
            for line, cells in _records(lines, self._delimiter):
                if isinstance(cells, Problem):
                    if header:
                        raise InputError("import-header", name=self._file.name, line=line, reason=cells)
                    yield cells
                elif not any(cells):
                    continue
                elif header:
                    header = False
                elif len(cells) == width or _fits(cells, width):
                    yield Row(line, index, cells)
                    index += 1
                else:
                    yield Problem(line, "", "", "cells", {"found": len(cells), "expected": width})
        except UnicodeError as exc:
            raise _not_text(self._file.name, self._encoding) from exc


def _not_text(name: str, encoding: str) -> InputError:
    return InputError("import-encoding", name=name, encoding=encoding.removesuffix("-sig"))


def _fits(cells: list[str], width: int) -> bool:
    """Whether a row has only empty cells too many; they are taken off."""
    if len(cells) <= width or any(cells[width:]):
        return False
    del cells[width:]
    return True


def _sample(file: TextIO) -> list[str]:
    lines: list[str] = []
    chars = 0
    while chars < _SAMPLE_CHARS and len(lines) < _SAMPLE_LINES and (line := file.readline(_SAMPLE_CHARS)):
        lines.append(line)
        chars += len(line)
    return lines


def _told_delimiter(text: str) -> str:
    delimiter = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}.get(text.lower(), text)
    if len(delimiter) != 1 or delimiter in '"\r\n\x00':
        raise InputError("input-bad-value", name="delimiter", value=text[:40], expected=", ; | tab")
    return delimiter


def delimiter_of(sample: Sequence[str]) -> str:
    """The delimiter by which the rows of a sample have the same number of cells, more than one; the most wins.

    A file of one column has none, however many commas its sentences hold.
    """
    best, cells_most = _ONE_COLUMN, 1
    for delimiter in _DELIMITERS:
        rows = _sample_rows(sample, delimiter)
        counts = {len(row) for row in rows}
        if len(counts) == 1 and (count := counts.pop()) > cells_most:
            best, cells_most = delimiter, count
    if cells_most > 1:
        return best
    # no delimiter fits every row: some row is broken, so what fits the header and most of the rows
    for delimiter in _DELIMITERS:
        rows = _sample_rows(sample, delimiter)
        width = len(rows[0]) if rows else 0
        if width > cells_most and sum(len(row) == width for row in rows) * 2 >= len(rows):
            best, cells_most = delimiter, width
    return best


def _sample_rows(sample: Sequence[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):  # told with its line when the row is read
        rows.extend(row for row in csv.reader(sample, delimiter=delimiter) if any(row))
    return rows[:-1] if len(rows) > 2 and len(sample) >= _SAMPLE_LINES else rows  # the last one may be cut off


def _first_row(sample: Sequence[str], delimiter: str) -> list[str]:
    return next(iter(_sample_rows(sample, delimiter)), [])


def _is_header(first: Sequence[str], known: frozenset[str]) -> bool:
    """Whether a first row names columns: one of its cells is a name we know, or all of them look like names."""
    cells = [cell.strip() for cell in first]
    if any(normal_name(cell) in known for cell in cells):
        return True
    if len(cells) == 1 or len(set(cells)) < len(cells):
        return False
    return all(0 < len(cell) <= _HEADER_CELL_MOST and cell[-1] not in "?.!" and not _number(cell) for cell in cells)


def _number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "", 1).lstrip("+-").isdigit()


def normal_name(name: str) -> str:
    """A name of a column or field as names are compared: `Golden Answer` and `golden-answer` are `golden_answer`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


class _Lines:
    """The lines of a file, numbered; those of the present row can be given back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._back: list[str] = []
        self._taken: list[str] = []
        self.number = 0  # of the line given last
        self.too_long = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._file.readline(ROW_BYTES_MOST)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= ROW_BYTES_MOST:
            self._skip()
            line = "\n"
            self.too_long = True
        self._taken.append(line)
        return line

    def _skip(self) -> None:
        while len(part := self._file.readline(ROW_BYTES_MOST)) >= ROW_BYTES_MOST and not part.endswith("\n"):
            continue

    def begin(self) -> int:
        """A row begins with the next line; its number."""
        self._taken.clear()
        self.too_long = False
        return self.number + 1

    def reread(self) -> bool:
        """Gives back all lines of the row but the first; False if there are none."""
        again = self._taken[1:]
        self._back += reversed(again)
        self.number -= len(again)
        return bool(again)


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Each record of the file with the line it begins on, or what is wrong there."""
    rereads = 0
    broken = False
    reader = _reader(lines, delimiter)
    while True:
        line = lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as exc:
            yield line, Problem(line, "", "", "csv", {"problem": str(exc)})
            broken = True
            rereads += lines.reread()
            if rereads > _REREAD_MOST:
                yield line, Problem(line, "", "", "csv-rest", {})
                return
            reader = _reader(lines, delimiter)
            continue
        if cells is None:
            return
        if lines.too_long:
            yield line, Problem(line, "", "", "row-too-large", {"limit": ROW_BYTES_MOST >> 20})
            continue
        if broken and any(cell.count('"') % 2 for cell in cells):
            yield line, Problem(line, "", "", "csv-behind", {})
            continue
        broken = broken and not any(cells)
        yield line, cells


def _reader(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True)
