"""One writer for each file format: rows go in one by one, bytes come out in runs, hashed on their way.

JSONL and JSON are byte-exact; CSV is escaped for spreadsheets (see csv_file); Parquet has a schema that does not
depend on the rows, and groups of bounded size.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from distiller.errors import InputError
from distiller.exporters.atomic import atomic_file
from distiller.exporters.columns import Columns, arrow_schema
from distiller.exporters.csv_file import csv_lines

_RUN = 500  # rows held back at most
_GROUP_ROWS = 8_000
_GROUP_CHARS = 4 << 20
_LINE = orjson.OPT_APPEND_NEWLINE


class Hashed:
    """A file that knows how many bytes it has been given, and their SHA-256."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sha = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Writes all of `data`."""
        self._sha.update(data)
        self.size += len(data)
        self._file.write(data)
        return len(data)

    @property
    def sha256(self) -> str:
        """In hexadecimal digits."""
        return self._sha.hexdigest()


class RowWriter(ABC):
    """Writes the rows of one file; `close` writes what is left and leaves the file open."""

    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        self.file = Hashed(file)
        self.columns = columns
        self.rows = 0
        self._held: list[bytes] = []

    @abstractmethod
    def write(self, row: Mapping[str, Any]) -> None:
        """Takes one row, which has every column."""

    @abstractmethod
    def close(self) -> None:
        """Ends the document."""

    def _hold(self, data: bytes) -> None:
        held = self._held
        held.append(data)
        self.rows += 1
        if len(held) >= _RUN:
            self._release()

    def _release(self) -> None:
        self.file.write(b"".join(self._held))
        self._held.clear()


class _Jsonl(RowWriter):
    def write(self, row: Mapping[str, Any]) -> None:
        self._hold(orjson.dumps(row, option=_LINE))

    def close(self) -> None:
        self._release()


class _Json(RowWriter):
    def write(self, row: Mapping[str, Any]) -> None:
        self._hold((b",\n" if self.rows else b"[\n") + orjson.dumps(row))

    def close(self) -> None:
        self._held.append(b"\n]\n" if self.rows else b"[]\n")
        self._release()


class _Csv(RowWriter):
    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        super().__init__(file, columns)
        self._next: Mapping[str, Any] = {}
        self._lines = csv_lines(iter(lambda: self._next, None), tuple(columns))
        self._held.append(next(self._lines))

    def write(self, row: Mapping[str, Any]) -> None:
        self._next = row
        self._hold(next(self._lines))

    def close(self) -> None:
        self._release()


class _Parquet(RowWriter):
    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        import pyarrow.parquet as pq

        super().__init__(file, columns)
        self._schema = arrow_schema(columns)
        self._writer = pq.ParquetWriter(_Sink(self.file), self._schema, compression="zstd")
        self._group: list[Mapping[str, Any]] = []
        self._chars = 0

    def write(self, row: Mapping[str, Any]) -> None:
        self.rows += 1
        self._group.append(row)
        self._chars += _chars(row)
        if len(self._group) >= _GROUP_ROWS or self._chars >= _GROUP_CHARS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._group:
            self._writer.write_table(pa.Table.from_pylist(self._group, schema=self._schema))
        self._group, self._chars = [], 0

    def close(self) -> None:
        self._flush()
        self._writer.close()


class _Sink:
    """What the Parquet writer asks of a file: it stays open when the writer is done."""

    def __init__(self, file: Hashed) -> None:
        self._file = file
        self.closed = False

    def write(self, data: Any) -> int:
        return self._file.write(bytes(data))

    def tell(self) -> int:
        return self._file.size

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False


def _chars(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_chars, value.values()))
    return sum(map(_chars, value)) if isinstance(value, list | tuple) else 8


_WRITERS: Mapping[str, type[RowWriter]] = {"jsonl": _Jsonl, "csv": _Csv, "json": _Json, "parquet": _Parquet}

FORMATS = tuple(_WRITERS)
"""The file formats, by the endings of their files."""


def open_writer(file_format: str, file: BinaryIO, columns: Columns) -> RowWriter:
    """A writer of rows with these columns. Raises InputError for an unknown format."""
    if file_format not in _WRITERS:
        raise InputError("input-bad-value", name="format", value=file_format, expected=", ".join(FORMATS))
    return _WRITERS[file_format](file, columns)


def write_rows(rows: Iterable[Mapping[str, Any]], path: Path, file_format: str, columns: Columns) -> int:
    """Write the rows to `path`, all or nothing, and say how many there were. Raises InputError."""
    if file_format not in _WRITERS:
        raise InputError("input-bad-value", name="format", value=file_format, expected=", ".join(FORMATS))
    with atomic_file(path) as file:
        writer = open_writer(file_format, file, columns)
        for row in rows:
            writer.write(row)
        writer.close()
    return writer.rows
