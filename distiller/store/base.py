"""Opening the database and its two kinds of transaction. Nothing here knows what a job is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from distiller.db import connect
from distiller.db.connect import make_engine, translated
from distiller.db.migrate import head, upgrade
from distiller.db.notes import taken
from distiller.errors import StoreUnavailable
from distiller.events import event
from distiller.meters import Histogram
from distiller.records import NO_CAPS, Caps

log = logging.getLogger(__name__)

WRITE_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


class StoreBase:
    """One database. Each public verb of the store is one short transaction; none spans a call to a teacher."""

    def __init__(self, url: str, *, clock: Clock = utc_now, caps: Caps = NO_CAPS) -> None:
        self.url = url
        self.caps = caps  # what may be spent: looked at before each call, in its own transaction
        self._engine: Engine = make_engine(url)
        self._reader = self._engine.execution_options(sqlite_read_only=True)
        self._clock = clock
        self._writing = threading.Lock()
        self.write_seconds = Histogram(WRITE_BOUNDS_S)  # of whole transactions, waiting for the turn included

    def now(self) -> datetime:
        """The time, as this store sees it (UTC)."""
        return self._clock()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction begun as a write; a failure leaves nothing behind. Raises StoreUnavailable.

        On SQLite the threads of this process take turns here: waiting in SQLite itself means sleeping for up to a
        tenth of a second at a time, which a person's decision then waits behind a busy engine. What was noted in it
        (distiller.db.notes) is told after its commit.
        """
        began = time.perf_counter()
        with self._turn(), translated(), self._engine.begin() as conn:
            taken(conn)  # of a transaction that failed
            yield conn
            notes = taken(conn)
        self.write_seconds.add(time.perf_counter() - began)
        for name, fields in notes:
            event(log, name, **fields)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._engine.dialect.name != "sqlite":
            yield
            return
        if not self._writing.acquire(timeout=connect.BUSY_MS / 1000):
            raise StoreUnavailable("store-unavailable", reason="locked")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A consistent view that never waits for a writer. Raises StoreUnavailable."""
        with translated(), self._reader.begin() as conn:
            yield conn

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()


def prepare(url: str, home: Path) -> bool:
    """Brings the database up to date before a store opens it; True if something changed."""
    changed = upgrade(url, home / "backups")
    if changed:
        event(log, "database-migrated", revision=head())
    return changed
