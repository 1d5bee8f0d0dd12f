"""Connections: one write at a time on SQLite, begun as a write; reads that never wait for a writer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import NullPool

from distiller.errors import StoreError, StoreUnavailable

BUSY_MS = 30_000


def make_engine(url: str, *, migrating: bool = False) -> Engine:
    """An engine for SQLite (WAL, synchronous=FULL, foreign keys) or PostgreSQL.

    `migrating`: one connection without foreign keys, because a table rebuild under them would delete child rows.
    """
    parsed = make_url(url)
    # the connection that was used last knows the pages of the file: the others would read them again
    pool: dict[str, Any] = (
        {"poolclass": NullPool} if migrating else {"pool_size": 20, "max_overflow": 80, "pool_use_lifo": True}
    )
    if parsed.get_backend_name() != "sqlite" and not migrating:
        pool["pool_pre_ping"] = True
    # what the driver says of an error would quote what was asked and answered
    engine = create_engine(parsed, hide_parameters=True, json_serializer=_to_json, **pool)
    if parsed.get_backend_name() != "sqlite":
        return engine
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"foreign_keys={'OFF' if migrating else 'ON'}",
        f"busy_timeout={BUSY_MS}",
        "cache_size=-32000",
    )

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # the driver's own transactions begin too late to claim anything
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        read_only = conn.get_execution_options().get("sqlite_read_only")
        conn.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _to_json(value: Any) -> str:
    """Several times on the way of each call, and so by the faster library where it can."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # whole numbers beyond 64 bits, lone surrogates, keys that are no text
        return json.dumps(value)


@contextmanager
def translated() -> Iterator[None]:
    """What the driver says, as an error of ours: a full disk, a lock, a connection that is gone."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as exc:
        raise _unavailable(exc) from exc
    except DatabaseError as exc:
        if getattr(exc.orig, "sqlite_errorname", "") in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            raise StoreError("store-not-a-database", name="The file of DISTILLER_DATABASE_URL") from exc
        raise


def _unavailable(exc: Exception) -> StoreUnavailable:
    original = getattr(exc, "orig", None)
    name = str(getattr(original, "sqlite_errorname", "") or getattr(original, "sqlstate", "") or "")
    if name in ("SQLITE_FULL", "53100") or name.startswith("SQLITE_IOERR"):
        return StoreUnavailable("store-full")
    reasons = {"SQLITE_BUSY": "locked", "SQLITE_READONLY": "read-only", "SQLITE_CANTOPEN": "cannot be opened"}
    return StoreUnavailable("store-unavailable", reason=reasons.get(name, name or "no connection"))
