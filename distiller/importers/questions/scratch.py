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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from distiller.errors import InputError, StoreUnavailable
from distiller.importers.questions.source import Row

_CHUNK = 5000


class Seen(NamedTuple):
    """Where a question stood first.

    `mark` is its row_hash and what tells its answer from others, `answered` whether one came along.
    """

    mark: bytes
    answered: bool
    line: int
    at: int


_BITS = 1 << 28
_BLOCK = _BITS - 1  # the part of an identity that names one bit here
_BLOCKS = 4


class _Sieve:
    """Says of an identity that it is new, or that it may have been there: 32 MB, however many there are.

    Identities are hashes, so their own bits are as good as any other hash of them. Of a million the chance that a new
    one is taken for an old one is one in twenty million.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, identity: bytes) -> bool:
        """Remembers an identity; whether it may have been there."""
        bits, number, there = self._bits, int.from_bytes(identity, "little"), True
        for _ in range(_BLOCKS):
            at = number & _BLOCK
            number >>= 28
            mask = 1 << (at & 7)
            if not bits[at >> 3] & mask:
                bits[at >> 3] |= mask
                there = False
        return there


class Scratch:
    """A file for one import. Raises StoreUnavailable if the disk is full, InputError if it cannot be made.

    Where each question stood is written down in order, which is fast; only when one may be there twice is it looked
    up, and the index for that made.
    """

    def __init__(self, home: Path) -> None:
        try:
            home.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".import-", suffix=".scratch", dir=home)
        except OSError as exc:
            raise InputError("input-file-unwritable", name=str(home), reason=exc.strerror or "?") from exc
        os.close(handle)
        self._path = Path(name)
        self._conn = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16000"):
            self._conn.execute(f"PRAGMA {pragma}").close()
        self._sieve = _Sieve()
        self._conn.execute("CREATE TABLE seen (identity BLOB, mark BLOB, answered INT, line INT, place INT)")
        self._conn.execute("CREATE TABLE spool (line INT, place INT, content TEXT)")
        with suppress(OSError):  # where an open file keeps its name, `close` removes it
            self._path.unlink()

    def close(self) -> None:
        """Removes the file."""
        self._conn.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def first(self, seen: Mapping[bytes, Seen]) -> dict[bytes, Seen]:
        """Notes where questions stand, and gives for those that stood somewhere before where that was."""
        perhaps = [identity for identity in seen if self._sieve.add(identity)]
        there = self._found(perhaps) if perhaps else {}
        with _on_disk():
            self._conn.execute("BEGIN")
            self._conn.executemany(
                "INSERT INTO seen VALUES (?, ?, ?, ?, ?)",
                ((identity, *one) for identity, one in seen.items() if identity not in there),
            )
            self._conn.execute("COMMIT")
        return there

    def _found(self, identities: Sequence[bytes]) -> dict[bytes, Seen]:
        with _on_disk():
            self._conn.execute("CREATE INDEX IF NOT EXISTS ix_seen ON seen (identity)")
        marks = ", ".join("?" * len(identities))
        rows = self._conn.execute(
            f"SELECT * FROM seen WHERE identity IN ({marks})",  # noqa: S608  question marks alone
            identities,
        )
        return {identity: Seen(mark, bool(answered), *at) for identity, mark, answered, *at in rows}

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
