"""Rows → JSONL: one JSON object on each line, UTF-8, byte-exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from distiller.exporters.atomic import atomic_file


def jsonl_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Each row as a line, its keys in the order of the row."""
    for row in rows:
        yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def write_jsonl(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write the rows to `path`, all or nothing, and say how many there were. Raises InputError."""
    count = 0
    with atomic_file(path) as file:
        for line in jsonl_lines(rows):
            file.write(line)
            count += 1
    return count
