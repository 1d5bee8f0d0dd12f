"""Whether the database is sound: what `distiller db check` prints."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from distiller.db import spending
from distiller.db.batches import held_unowned
from distiller.db.migrate import current_revision, head
from distiller.db.models import Base, Item, Response
from distiller.records import ItemStatus
from distiller.store.base import StoreBase

_SAFE_WAL = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Health:
    """What was found. `problems` are sentences, none if all is well."""

    facts: Mapping[str, str]
    problems: tuple[str, ...]


class HealthStore(StoreBase):
    """Checks that read everything and change nothing."""

    def check(self) -> Health:
        """Integrity, foreign keys, revision and impossible states."""
        with self._read() as conn:
            facts = {
                "database": conn.engine.url.render_as_string(hide_password=True),
                "revision": f"{current_revision(conn)} (this version wants {head()})",
            }
            facts |= {
                table.name: str(conn.execute(select(func.count()).select_from(table)).scalar_one())
                for table in Base.metadata.sorted_tables
            }
            problems = _impossible(conn)
            if conn.dialect.name == "sqlite":
                facts["sqlite"] = _sqlite_version()
                problems += _sqlite_problems(conn)
            return Health(facts, tuple(problems))


def _sqlite_version() -> str:
    if sqlite3.sqlite_version_info >= _SAFE_WAL:
        return sqlite3.sqlite_version
    return (
        f"{sqlite3.sqlite_version}: before 3.51.3 a rare fault can damage a database that several processes write at "
        "once; let one process write (the app, or the shell while the app is stopped), or use a newer SQLite"
    )


def _sqlite_problems(conn: Connection) -> list[str]:
    found = [row[0] for row in conn.execute(text("PRAGMA integrity_check"))]
    problems = [] if found == ["ok"] else [f"integrity: {line}" for line in found]
    broken = conn.execute(text("PRAGMA foreign_key_check")).all()
    return problems + [f"foreign key: {row[0]} row {row[1]} points to a missing {row[2]}" for row in broken]


def _impossible(conn: Connection) -> list[str]:
    unowned = conn.execute(
        select(func.count()).where(Item.status == ItemStatus.RUNNING, Item.lease_token.is_(None))
    ).scalar_one()
    dangling = conn.execute(
        select(func.count()).where(
            Response.superseded_by.is_not(None), Response.superseded_by.not_in(select(Response.id))
        )
    ).scalar_one()
    problems = []
    if unowned:
        problems.append(f"{unowned} items run without an owner")
    stuck = held_unowned(conn)
    if stuck:
        problems.append(f"{stuck} items are held by a batch that has ended")
    if dangling:
        problems.append(f"{dangling} responses are superseded by one that does not exist")
    problems += [f"the total of {key} is not the sum of its calls" for key in spending.wrong(conn)]
    return problems
