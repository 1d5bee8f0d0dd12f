"""Copies of an SQLite database: made while it is in use, put back while nobody uses it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from distiller.db.connect import make_engine, translated
from distiller.db.migrate import check_revision, copy_database, sqlite_path
from distiller.errors import InputError, StoreError, StoreUnavailable


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

    Raises InputError for a file that cannot be read, StoreError for one that is no database of ours.
    """
    path = _file(url)
    if not source.is_file():
        raise InputError("input-file-missing", name=str(source))
    _check(source)
    kept = backup(url, home) if path.exists() else None
    for leftover in ("-wal", "-shm"):  # first: a log of the old file must never be applied to the new one
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    copy_database(source, path)
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
