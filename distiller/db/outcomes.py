"""Storing what a reply means: responses, invalid parts and the end of items, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select, update

from distiller.db.models import Call, InvalidResponse, Item, Response
from distiller.db.text import storable
from distiller.dutch.findings import worst
from distiller.records import ClaimedItem, Invalid, ItemOutcome, ItemStatus, Valid


def lock_targets(conn: Connection, results: Sequence[ItemOutcome]) -> None:
    """Locks the responses that reruns are to replace, before anything else (see jobs.lock)."""
    targets = [r.item.target_response for r in results if r.item.target_response is not None]
    if targets:
        conn.execute(select(Response.id).where(Response.id.in_(targets)).order_by(Response.id).with_for_update())


def begin_outcome(conn: Connection, call_id: int, now: datetime) -> bool:
    """Marks a reply as interpreted; False if somebody did so before."""
    done = conn.execute(
        update(Call).where(Call.id == call_id, Call.interpreted_at.is_(None)).values(interpreted_at=now)
    )
    return done.rowcount == 1


def apply(conn: Connection, outcome: ItemOutcome, call_id: int | None, now: datetime) -> bool:
    """Ends one item, or counts an attempt; False if its lease is gone, and then nothing is stored for it."""
    item = outcome.item
    if outcome.valid:
        if not _end(conn, item, ItemStatus.SUCCESS, now):
            return False
        _add_responses(conn, item, outcome.valid, call_id, now)
    elif outcome.failure is not None and outcome.retry:
        if not _count_attempt(conn, item, now):
            return False
    elif outcome.failure is not None and not _end(conn, item, ItemStatus.FAILED, now, outcome.failure):
        return False
    return True


def add_invalid(
    conn: Connection, invalid: Sequence[Invalid], items: dict[str, int], call_id: int | None, now: datetime
) -> None:
    """Keeps what failed validation, with the item of its subject where there is one still (subject -> item id)."""
    if not invalid:
        return
    there = set(conn.scalars(select(Item.id).where(Item.id.in_(items.values()))))
    owners = {subject: item_id for subject, item_id in items.items() if item_id in there}
    conn.execute(
        insert(InvalidResponse),
        [
            {
                "item_id": owners.get(i.subject or ""),
                "call_id": call_id,
                "error_type": i.error_type,
                "validation_error": storable(i.message),
                "raw_text": storable(i.raw),
                "created_at": now,
            }
            for i in invalid
        ],
    )


def fail_items(conn: Connection, items: Sequence[ClaimedItem], failure: Invalid, now: datetime) -> list[ClaimedItem]:
    """Ends items as failed; gives back those that were still held."""
    return [item for item in items if _end(conn, item, ItemStatus.FAILED, now, failure)]


def count_attempts(conn: Connection, items: Sequence[ClaimedItem], now: datetime) -> None:
    """One more attempt for each item that is still held."""
    for item in items:
        _count_attempt(conn, item, now)


def _held(item: ClaimedItem) -> tuple[Any, ...]:
    return (Item.id == item.id, Item.lease_token == item.lease_token, Item.status == ItemStatus.RUNNING)


def _count_attempt(conn: Connection, item: ClaimedItem, now: datetime) -> bool:
    statement = update(Item).where(*_held(item)).values(attempts=item.attempts + 1, updated_at=now)
    return conn.execute(statement).rowcount == 1


def _end(
    conn: Connection, item: ClaimedItem, status: ItemStatus, now: datetime, failure: Invalid | None = None
) -> bool:
    statement = (
        update(Item)
        .where(*_held(item))
        .values(
            status=status,
            owner=None,
            lease_token=None,
            error_type=failure.error_type if failure else None,
            error_message=storable(failure.message) if failure else None,
            attempts=item.attempts + 1 if failure else item.attempts,
            updated_at=now,
        )
    )
    return conn.execute(statement).rowcount == 1


def forms_hash(forms: Any) -> str:
    """Identifies the forms that sentences were made with."""
    return hashlib.sha256(orjson.dumps(forms, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _add_responses(
    conn: Connection, item: ClaimedItem, valid: Sequence[Valid], call_id: int | None, now: datetime
) -> None:
    position = _target_position(conn, item)
    rows = [response_row(item, one, call_id, now) for one in valid]
    if item.target_response is None:
        conn.execute(insert(Response), rows)
        return
    new_id = conn.execute(
        insert(Response).values(**rows[0] | {"position": position}).returning(Response.id)
    ).scalar_one()
    conn.execute(
        update(Response)
        .where(Response.id == item.target_response, Response.superseded_by.is_(None))
        .values(superseded_by=new_id, version=Response.version + 1)
    )


def _target_position(conn: Connection, item: ClaimedItem) -> int:
    if item.target_response is None:
        return 0
    found = conn.execute(select(Response.position).where(Response.id == item.target_response)).scalar()
    return found or 0


def response_row(item: ClaimedItem, valid: Valid, call_id: int | None, now: datetime) -> dict[str, Any]:
    """The columns of a new response, undecided."""
    severity = worst(valid.findings)
    return {
        "item_id": item.id,
        "job_id": item.job_id,
        "call_id": call_id,
        "card_id": item.card_id,
        "subject": item.subject,
        "question_id": item.question_id,
        "product": item.product,
        "position": valid.position,
        "payload": dict(valid.payload),
        "edited": None,
        "forms_hash": forms_hash(item.asked.forms) if item.asked.forms else None,
        "findings": [f.to_dict() for f in valid.findings],
        "severity": severity.value if severity else None,
        "analysis": dict(valid.analysis) if valid.analysis is not None else None,
        "form_key": valid.form_key,
        "answer_key": valid.answer_key,
        "golden": valid.golden,
        "is_correct": None,
        "version": 1,
        "created_at": now,
    }
