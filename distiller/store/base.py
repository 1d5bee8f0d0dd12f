"""Opening the database and its two kinds of transaction. Nothing here knows what a job is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from distiller.db.connect import make_engine, translated
from distiller.db.migrate import upgrade

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


class StoreBase:
    """One database. Each public verb of the store is one short transaction; none spans a call to a teacher."""

    def __init__(self, url: str, *, clock: Clock = utc_now) -> None:
        self.url = url
        self._engine: Engine = make_engine(url)
        self._reader = self._engine.execution_options(sqlite_read_only=True)
        self._clock = clock

    def now(self) -> datetime:
        """The time, as this store sees it (UTC)."""
        return self._clock()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction begun as a write; a failure leaves nothing behind. Raises StoreUnavailable."""
        with translated(), self._engine.begin() as conn:
            yield conn

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
    return upgrade(url, home / "backups")
