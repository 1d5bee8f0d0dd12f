"""Rows of one SELECT on somebody's SQLite file or PostgreSQL database, which is only read.

SQLite is opened read-only and an authoriser refuses whatever is no reading. PostgreSQL declares a cursor, which takes
one SELECT and nothing else, in a transaction that cannot write. The time the database takes is bounded, the time we
take between rows is not counted.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from distiller.errors import InputError
from distiller.importers.questions.source import ROW_BYTES_MOST, Problem, Row, Source
from distiller.store.questions import IDENTITY
from distiller.validate.rules import shown

if TYPE_CHECKING:
    import psycopg

SECONDS_MOST = 300.0
_PART = 2000
_QUERY_MOST = 100_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_INSTRUCTIONS = 10_000  # between two looks at the clock
_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def open_query(source: Source, own: str) -> SqliteRows | PostgresRows:
    """The rows of the source's query. `own` identifies our database, which is refused (see Store.identity)."""
    if not source.query.strip() or len(source.query) > _QUERY_MOST:
        raise InputError("import-no-query", limit=_QUERY_MOST)
    if source.url.startswith(_POSTGRES):
        return PostgresRows(source, own)
    return SqliteRows(_sqlite_path(source.url), source.query, own)


def _sqlite_path(url: str) -> Path:
    """The file of `sqlite:///file`, or a plain file name. Parameters are not taken: they could open more."""
    if "://" not in url and url:
        return Path(url)
    if url.startswith("sqlite:///") and "?" not in url:
        return Path(unquote(url.removeprefix("sqlite:///")))
    raise InputError("import-bad-url")


class _Clock:
    """How much of its time a database has used."""

    def __init__(self) -> None:
        self._left = SECONDS_MOST
        self._since: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """The database is at work."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._left -= time.monotonic() - self._since
            self._since = None

    def left(self) -> float:
        """In seconds."""
        return self._left - (0.0 if self._since is None else time.monotonic() - self._since)


class _QueryRows:
    """What both kinds share; see `source.Rows`."""

    size: int | None = None
    columns: tuple[str, ...] | None = ()

    def __init__(self) -> None:
        self._clock = _Clock()
        self.found: Mapping[str, Any] = {}

    def done(self) -> int:
        """Nobody knows how much there is."""
        return 0

    def where(self, row: Row) -> str:
        """The number of the row in the result, from 1."""
        return f"row {row.at + 1}"

    def _rows(self, parts: Iterator[list[tuple[Any, ...]]]) -> Iterator[Row | Problem]:
        index = 0
        for part in parts:
            for values in part:
                yield Row(0, index, values)
                index += 1


class SqliteRows(_QueryRows):
    """A query on an SQLite file."""

    def __init__(self, path: Path, query: str, own: str) -> None:
        super().__init__()
        if not path.is_file():
            raise InputError("input-file-missing", name=str(path)[-200:])
        if own and Path(own).exists() and path.samefile(own):
            raise InputError("import-own-database")
        try:
            self._conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, ROW_BYTES_MOST)
            self._conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            self._conn.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
            )
            self._conn.set_progress_handler(lambda: self._clock.left() < 0, _INSTRUCTIONS)
            with self._clock.running():
                self._cursor = self._conn.execute(query)
        except (sqlite3.Error, sqlite3.Warning) as exc:
            raise self._refused(exc) from exc
        if self._cursor.description is None:
            raise InputError("import-no-select")
        self.columns = tuple(column[0] for column in self._cursor.description)

    def __iter__(self) -> Iterator[Row | Problem]:
        """The rows of the result. Raises InputError if the database cannot go on."""
        return self._rows(self._parts())

    def _parts(self) -> Iterator[list[tuple[Any, ...]]]:
        try:
            while True:
                with self._clock.running():
                    part = self._cursor.fetchmany(_PART)
                if not part:
                    return
                yield part
        except sqlite3.Error as exc:
            raise self._refused(exc) from exc

    def _refused(self, exc: Exception) -> InputError:
        name = getattr(exc, "sqlite_errorname", "")
        if name == "SQLITE_INTERRUPT":
            return InputError("import-query-time", seconds=int(SECONDS_MOST))
        if name == "SQLITE_AUTH" or isinstance(exc, (sqlite3.ProgrammingError, sqlite3.Warning)):
            return InputError("import-no-select")
        return InputError("import-query", reason=shown(str(exc), 200))

    def close(self) -> None:
        """Closes the connection."""
        self._conn.close()


class PostgresRows(_QueryRows):
    """A query on a PostgreSQL database."""

    def __init__(self, source: Source, own: str) -> None:
        super().__init__()
        try:
            import psycopg
        except ModuleNotFoundError as exc:
            raise InputError("import-no-driver") from exc
        self._errors = psycopg.Error
        url = "postgresql://" + source.url.partition("://")[2]
        try:
            self._conn: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(
                url, connect_timeout=10, application_name="distiller import"
            )
            self._conn.read_only = True
            self._begin(own)
            with self._timed():
                self._cursor = self._conn.cursor("questions")
                self._cursor.itersize = _PART
                self._cursor.execute(source.query.rstrip().rstrip(";"))
        except psycopg.Error as exc:
            raise self._refused(exc) from exc
        assert self._cursor.description is not None
        self.columns = tuple(column.name for column in self._cursor.description)

    def _begin(self, own: str) -> None:
        limit = int(SECONDS_MOST * 1000)
        self._conn.execute("SELECT set_config('statement_timeout', %s, false)", (str(limit),))
        if own and self._conn.execute(IDENTITY).fetchone() == (own,):
            raise InputError("import-own-database")

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """The server ends a statement that takes too long; if it was told not to, we do."""
        if self._clock.left() <= 0:
            raise InputError("import-query-time", seconds=int(SECONDS_MOST))
        alarm = threading.Timer(self._clock.left() + 1, self._conn.cancel)
        alarm.daemon = True
        alarm.start()
        try:
            with self._clock.running():
                yield
        finally:
            alarm.cancel()

    def __iter__(self) -> Iterator[Row | Problem]:
        """The rows of the result. Raises InputError if the database cannot go on."""
        return self._rows(self._parts())

    def _parts(self) -> Iterator[list[tuple[Any, ...]]]:
        try:
            while True:
                with self._timed():
                    part = self._cursor.fetchmany(_PART)
                if not part:
                    return
                yield part
        except self._errors as exc:
            raise self._refused(exc) from exc

    def _refused(self, exc: psycopg.Error) -> InputError:
        state = exc.sqlstate or ""
        if state == "57014":
            return InputError("import-query-time", seconds=int(SECONDS_MOST))
        if not state:  # not connected: the message of libpq may repeat parts of the URL
            return InputError("import-no-connection")
        return InputError("import-query", reason=_first_line(exc))

    def close(self) -> None:
        """Closes the connection."""
        self._conn.close()


def _first_line(exc: Exception) -> str:
    return shown(str(exc).partition("\n")[0], 200)
