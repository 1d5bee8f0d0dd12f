"""Rows of JSON Lines, and of an array anywhere in a JSON document.

A document is not parsed but cut: only strings and brackets are looked at until the row ends, then the row is read by
itself. So a row with a doubled key or NaN costs only itself, and a file of any length needs the memory of one row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from distiller.errors import InputError
from distiller.importers.questions.files import OpenFile, lines
from distiller.importers.questions.json_cutter import Broken, Cutter
from distiller.importers.questions.json_text import BadJson, parse
from distiller.importers.questions.source import ROW_BYTES_MOST, Problem, Row, Source

_LINES_SUFFIXES = (".jsonl", ".ndjson")
_PART = 1 << 18


def open_json(source: Source) -> JsonLineRows | JsonArrayRows:
    """The rows of a JSON file: lines, or the array that `source.at` names or that is found."""
    assert source.path is not None
    file = OpenFile(source.path, source.encoding)
    suffix = source.path.suffix.lower()
    if suffix in _LINES_SUFFIXES or (not source.at and _is_lines(file)):
        return JsonLineRows(file)
    return JsonArrayRows(file, source.at)


def _is_lines(file: OpenFile) -> bool:
    """Whether the first line is a whole object: with another behind it, or without an array of rows in it."""
    try:
        stream = file.utf8(file.json_encoding())
        first = stream.readline(ROW_BYTES_MOST).strip()
        if not first.startswith(b"{") or not isinstance(parse(first), dict):
            return False
        return stream.read(_PART).lstrip().startswith(b"{") or Cutter(io.BytesIO(first)).find_array() is None
    except ValueError:
        return False


class _JsonRows:
    """What both kinds share; see `source.Rows`."""

    columns: tuple[str, ...] | None = None

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self._encoding = file.json_encoding()
        self.size: int | None = file.size
        self.found: Mapping[str, Any] = {"encoding": self._encoding.removesuffix("-sig")}

    def done(self) -> int:
        """How many bytes are read."""
        return self._file.done()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _open(self) -> BinaryIO:
        return self._file.utf8(self._encoding)

    def _not_text(self) -> InputError:
        return InputError("import-encoding", name=self._file.name, encoding=self._encoding.removesuffix("-sig"))


class JsonLineRows(_JsonRows):
    """A JSON Lines file being read: one object on each line."""

    def where(self, row: Row) -> str:
        """The line says it all."""
        return ""

    def __iter__(self) -> Iterator[Row | Problem]:
        """The objects; blank lines are passed over."""
        index = 0
        try:
            for number, data in lines(self._open(), ROW_BYTES_MOST):
                if len(data) > ROW_BYTES_MOST:
                    yield Problem(number, "", "", "row-too-large", {"limit": ROW_BYTES_MOST >> 20})
                elif not data.isspace():
                    yield _row(number, index, "", data)
                index += 1
        except UnicodeError as exc:
            raise self._not_text() from exc


def _row(line: int, index: int, where: str, data: bytes) -> Row | Problem:
    try:
        value = parse(data)
    except BadJson as exc:
        return Problem(line, where, "", "not-json", {"problem": str(exc)})
    if not isinstance(value, dict):
        return Problem(line, where, "", "not-an-object")
    return Row(line, index, value)


class JsonArrayRows(_JsonRows):
    """The objects of one array of a JSON document."""

    def __init__(self, file: OpenFile, at: str) -> None:
        super().__init__(file)
        try:
            self._at = at.strip(". $") or Cutter(self._open()).find_array() or ""
        except UnicodeError as exc:
            raise self._not_text() from exc
        self.found = {**self.found, "path": self._at}

    def where(self, row: Row) -> str:
        """The path of the row, such as `data.items[17]`."""
        return f"{self._at}[{row.at}]"

    def __iter__(self) -> Iterator[Row | Problem]:
        """The objects of the array. Raises InputError if it is not there."""
        cutter = Cutter(self._open())
        index = 0
        try:
            if not cutter.enter([step for step in self._at.split(".") if step]):
                raise InputError("import-no-array", name=self._file.name, path=self._at or "$")
            for line, data in cutter.elements():
                where = f"{self._at}[{index}]"
                if data is None:
                    yield Problem(line, where, "", "row-too-large", {"limit": ROW_BYTES_MOST >> 20})
                else:
                    yield _row(line, index, where, data)
                index += 1
            cutter.leave()
        except Broken as broken:
            where = f"{self._at}[{index}]" if cutter.entered else ""
            yield Problem(broken.line, where, "", "json-rest", {"problem": broken.problem, "column": broken.column})
        except UnicodeError as exc:
            raise self._not_text() from exc
