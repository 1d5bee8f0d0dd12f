"""What an import has to remember beyond its part of rows, in a file instead of in memory.

Two tables: which question stood where (so that one that is there twice is seen), and with `--strict` the rows that
wait for the end of the file. The file lies beside the database, has no name as soon as it is open, and is gone with
the process however that ends.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from distiller.errors import InputError, StoreUnavailable
from distiller.importers.questions.source import Row

_CHUNK = 5000


class Seen(NamedTuple):
    """Where a question stood first. `mark` is of all that is known of it, `answered` whether an answer came along."""

    mark: bytes
    row_hash: bytes
    answered: bool
    line: int
    at: int


class Scratch:
    """A file for one import. Raises StoreUnavailable if the disk is full, InputError if it cannot be made."""

    def __init__(self, home: Path) -> None:
        try:
            home.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".import-", suffix=".scratch", dir=home)
        except OSError as exc:
            raise InputError("input-file-unwritable", name=str(home), reason=exc.strerror or "?") from exc
        os.close(handle)
        self._path = Path(name)
        self._conn = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-64000"):
            self._conn.execute(f"PRAGMA {pragma}").close()
        self._conn.execute(
            "CREATE TABLE seen (identity BLOB PRIMARY KEY, mark BLOB, row_hash BLOB, answered INT, line INT, place INT)"
            " WITHOUT ROWID"
        )
        self._conn.execute("CREATE TABLE spool (line INT, place INT, content TEXT)")
        with suppress(OSError):  # where an open file keeps its name, `close` removes it
            self._path.unlink()

    def close(self) -> None:
        """Removes the file."""
        self._conn.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def first(self, seen: Sequence[tuple[bytes, Seen]]) -> dict[bytes, Seen]:
        """Notes questions, no identity twice, and gives for those that stood somewhere before where that was."""
        with _on_disk():
            before = self._conn.total_changes
            self._conn.execute("BEGIN")
            self._conn.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, ?, ?)", [(identity, *one) for identity, one in seen]
            )
            self._conn.execute("COMMIT")
            if self._conn.total_changes - before == len(seen):
                return {}
        marks = ", ".join("?" * len(seen))
        rows = self._conn.execute(
            f"SELECT * FROM seen WHERE identity IN ({marks})",  # noqa: S608  question marks alone
            [identity for identity, _ in seen],
        )
        there = {
            identity: Seen(mark, row_hash, bool(answered), *at) for identity, mark, row_hash, answered, *at in rows
        }
        return {identity: there[identity] for identity, one in seen if there[identity] != one}

    def keep(self, rows: Sequence[Row]) -> None:
        """Spools rows, whose values are those of the fields."""
        with _on_disk():
            self._conn.execute("BEGIN")
            self._conn.executemany(
                "INSERT INTO spool VALUES (?, ?, ?)",
                [(row.line, row.at, json.dumps(row.values, ensure_ascii=False, default=str)) for row in rows],
            )
            self._conn.execute("COMMIT")

    def kept(self) -> Iterator[Row]:
        """The spooled rows in their order."""
        cursor = self._conn.execute("SELECT line, place, content FROM spool ORDER BY rowid")
        while part := cursor.fetchmany(_CHUNK):
            for line, index, content in part:
                values: Any = json.loads(content)
                yield Row(line, index, values)


@contextmanager
def _on_disk() -> Iterator[None]:
    """A scratch file that cannot grow is a full disk, and is told as one."""
    try:
        yield
    except sqlite3.OperationalError as exc:
        raise StoreUnavailable("store-full") from exc
