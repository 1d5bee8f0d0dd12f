"""Brings a database up to date: one process migrates, the others wait; a copy of an SQLite file is made first."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text

from distiller.db.connect import make_engine, translated
from distiller.errors import NewerDatabase, StoreError, StoreUnavailable

_ADVISORY_LOCK = 5_390_114_207  # any number that only this program uses


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file: everything it needs is here."""
    cfg = Config()
    cfg.set_main_option("script_location", str(files("distiller.db") / "migrations").replace("%", "%%"))
    cfg.attributes["connection"] = connection
    return cfg


def head() -> str:
    """The revision this version of the program wants."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None
    return revision


def sqlite_path(url: str) -> Path | None:
    """The file behind an SQLite URL, None for any other database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database)


def upgrade(url: str, backups: Path) -> bool:
    """Brings the database at `url` to the head; True if something was changed.

    An SQLite file that is about to change is copied into `backups` first. Raises NewerDatabase for a database whose
    revision this version does not know, StoreError for a file that is no database of ours.
    """
    path = sqlite_path(url)
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise StoreUnavailable("store-unavailable", reason=exc.strerror or "no folder") from exc
    engine = make_engine(url, migrating=True)
    with translated():
        try:
            with engine.begin() as conn:
                if conn.dialect.name == "postgresql":
                    conn.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
                current = check_revision(conn)
                if current == head():
                    return False
                if current is not None and path is not None:
                    copy_database(path, backups / f"before-{head()}-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
                command.upgrade(config(conn), "head")
                return True
        finally:
            engine.dispose()


def current_revision(conn: Connection) -> str | None:
    """The revision a database is at, None for an empty one."""
    return MigrationContext.configure(conn).get_current_revision()


def check_revision(conn: Connection) -> str | None:
    tables = set(inspect(conn).get_table_names())
    current = current_revision(conn) if "alembic_version" in tables else None
    if current is None and tables - {"alembic_version"}:
        raise StoreError("store-not-a-database", name=conn.engine.url.render_as_string(hide_password=True))
    known = {s.revision for s in ScriptDirectory.from_config(config()).walk_revisions()}
    if current is not None and current not in known:
        raise NewerDatabase("store-newer", found=current)
    return current


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy through SQLite's own backup, beside and moved into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    reader, writer = sqlite3.connect(source), sqlite3.connect(partial)
    try:
        reader.backup(writer)
    finally:
        writer.close()
        reader.close()
    partial.replace(target)
