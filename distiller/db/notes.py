"""What a transaction did that belongs in the log: noted while it runs, told after its commit, forgotten if it fails."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

_NOTES = "distiller.notes"
Note = tuple[str, dict[str, Any]]


def note(conn: Connection, name: str, **fields: Any) -> None:
    """An event of this transaction (see distiller.events)."""
    conn.info.setdefault(_NOTES, []).append((name, fields))


def taken(conn: Connection) -> list[Note]:
    """What was noted, which is then forgotten: the connection outlives the transaction."""
    found: list[Note] = conn.info.pop(_NOTES, [])
    return found
