"""Copies of an SQLite database: made while it is in use, put back while nobody uses it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from distiller.db.connect import make_engine, translated
from distiller.db.migrate import check_revision, copy_database, sqlite_path
from distiller.errors import InputError, StoreError, StoreUnavailable

_LOGS = ("-wal", "-shm")
_ALIVE = timedelta(seconds=8)  # an owner that beat within this time is at work


def backup(url: str, home: Path, target: Path | None = None) -> Path:
    """A consistent copy of the database behind `url`; the path it was written to.

    Raises StoreError for other databases than SQLite, InputError for a target that cannot be written.
    """
    path = _file(url)
    chosen = target or _unused(home / "backups", f"distiller-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    if not path.exists():
        raise InputError("input-file-missing", name=path.name)
    try:
        copy_database(path, chosen)
    except OSError as exc:
        raise InputError("input-file-unwritable", name=str(chosen), reason=exc.strerror or "") from exc
    except sqlite3.OperationalError as exc:
        raise StoreUnavailable("store-unavailable", reason=str(exc)) from exc
    return chosen


def restore(url: str, home: Path, source: Path) -> Path | None:
    """Puts `source` in the place of the database; the path where the present one is kept, None if there was none.

    A present one that is too damaged to be copied is moved aside with its log. Raises InputError for a file that
    cannot be read, StoreError for one that is no database of ours, and while the app or a run is at work.
    """
    path = _file(url)
    if not source.is_file():
        raise InputError("input-file-missing", name=str(source))
    _check(source)
    kept = None
    if path.exists():
        try:
            _refuse_while_in_use(path)
            kept = backup(url, home)
        except sqlite3.DatabaseError:
            kept = _move_aside(path, home / "backups")
    for leftover in _LOGS:  # first: a log of the old file must never be applied to the new one
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    copy_database(source, path)
    return kept


def _refuse_while_in_use(path: Path) -> None:
    with closing(sqlite3.connect(path)) as present:
        newest = present.execute("SELECT max(beat_at) FROM owners").fetchone()[0]
    if newest and datetime.now(UTC) - datetime.fromisoformat(newest).replace(tzinfo=UTC) < _ALIVE:
        raise StoreError("store-in-use")


def _move_aside(path: Path, folder: Path) -> Path:
    """The files of a damaged database, kept for whoever can still read something out of them."""
    kept = _unused(folder, f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ("", *_LOGS):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(kept.with_name(kept.name + ending))
    return kept


def _unused(folder: Path, name: str) -> Path:
    """A path where nothing lies: two copies within a second must not be one."""
    names = (f"{name}{'' if n == 1 else f'-{n}'}.db" for n in count(1))
    return next(folder / one for one in names if not (folder / one).exists())


def _check(source: Path) -> None:
    engine = make_engine(f"sqlite:///{source.resolve()}", migrating=True)
    try:
        with translated(), engine.begin() as conn:
            if check_revision(conn) is None:
                raise StoreError("store-not-a-database", name=source.name)
    finally:
        engine.dispose()


def _file(url: str) -> Path:
    path = sqlite_path(url)
    if path is None:
        raise StoreError("store-backup-only-sqlite")
    return path
