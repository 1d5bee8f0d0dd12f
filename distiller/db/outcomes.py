"""Storing what replies mean: responses, invalid parts and the end of items, many replies in one transaction.

The statements are built once, and rows of a kind are written together: what a call costs here is its rows.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import BindParameter, Connection, bindparam, func, insert, select, update

from distiller.db.claims import leases
from distiller.db.models import Call, CallItem, InvalidResponse, Item, Response
from distiller.db.reuse import unsuitable
from distiller.db.text import storable
from distiller.dutch.findings import worst
from distiller.records import ClaimedItem, Invalid, ItemOutcome, ItemStatus, Valid

_ITEMS, _CALLS, _LINKS, _RESPONSES, _INVALID = (
    model.metadata.tables[model.__tablename__] for model in (Item, Call, CallItem, Response, InvalidResponse)
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_END = update(_ITEMS).where(
    _ITEMS.c.id == bindparam("item"),
    _ITEMS.c.lease_token == bindparam("token"),
    _ITEMS.c.status == bindparam("held", ItemStatus.RUNNING),
)
_THERE = select(_ITEMS.c.id).where(_ITEMS.c.id.in_(_IDS))
_CARRIED = select(func.count()).where(_LINKS.c.call_id == _CALLS.c.id).scalar_subquery()
_UNREAD = (
    select(_CALLS.c.id, _CALLS.c.reused_from, _CARRIED.label("carried"))
    .where(_CALLS.c.id.in_(_IDS), _CALLS.c.interpreted_at.is_(None))
    .with_for_update(of=_CALLS)
)
_READ = update(_CALLS).where(_CALLS.c.id.in_(_IDS)).values(interpreted_at=bindparam("now"))
_READ_WHOLE = _READ.values(reusable=True)
_TARGETS = select(_RESPONSES.c.id).where(_RESPONSES.c.id.in_(_IDS)).order_by(_RESPONSES.c.id).with_for_update()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reply means: for each of its items, and the parts to be kept as invalid."""

    call_id: int
    results: Sequence[ItemOutcome]
    invalid: Sequence[Invalid]


def lock_targets(conn: Connection, results: Sequence[ItemOutcome]) -> None:
    """Locks the responses that reruns are to replace, before anything else (see jobs.lock)."""
    targets = [r.item.target_response for r in results if r.item.target_response is not None]
    if targets:
        conn.execute(_TARGETS, {"ids": targets})


def begin(conn: Connection, read: Sequence[Outcome], now: datetime) -> set[int]:
    """Marks replies as interpreted, those that were wholly valid as reusable; those that nobody had marked before."""
    rows = {row.id: row for row in conn.execute(_UNREAD, {"ids": sorted({outcome.call_id for outcome in read})})}
    whole = {o.call_id for o in read if o.call_id in rows and is_whole(o, rows[o.call_id].carried)}
    good = sorted(call for call in whole if rows[call].reused_from is None)
    others = sorted(rows.keys() - set(good))
    if good:
        conn.execute(_READ_WHOLE, {"ids": good, "now": now})
    if others:
        conn.execute(_READ, {"ids": others, "now": now})
    unsuitable(conn, [call for call in others if rows[call].reused_from is not None and call not in whole])
    return set(rows)


def is_whole(outcome: Outcome, carried: int) -> bool:
    """Whether a reply gave something valid, and nothing invalid, for each item its call carried and asked at first."""
    return (
        len(outcome.results) == carried > 0
        and not outcome.invalid
        and all(r.valid and r.item.asked.rerun is None and r.item.asked.correction is None for r in outcome.results)
    )


def apply(conn: Connection, outcomes: Sequence[Outcome], now: datetime) -> list[ItemOutcome]:
    """Ends items, or counts attempts; the results that counted. Nothing is stored for an item whose lease is gone."""
    held = leases(conn, [r.item for outcome in outcomes for r in outcome.results])
    applied: list[tuple[int, ItemOutcome]] = []
    for outcome in outcomes:
        for result in outcome.results:
            lease = (result.item.id, result.item.lease_token)
            if lease in held and (result.valid or result.failure is not None):
                applied.append((outcome.call_id, result))
                if result.valid or not result.retry:
                    held.discard(lease)
    _change(conn, [_changes(result, now) for _, result in applied])
    _add_responses(conn, [(call_id, result) for call_id, result in applied if result.valid], now)
    _add_invalid(conn, [outcome for outcome in outcomes if outcome.invalid], now)
    return [result for _, result in applied]


def fail_items(conn: Connection, items: Sequence[ClaimedItem], failure: Invalid, now: datetime) -> list[ClaimedItem]:
    """Ends items as failed; gives back those that were still held."""
    held = leases(conn, items)
    ended = [item for item in items if (item.id, item.lease_token) in held]
    _change(conn, [_changes(ItemOutcome(item, failure=failure), now) for item in ended])
    return ended


def count_attempts(conn: Connection, items: Sequence[ClaimedItem], now: datetime) -> None:
    """One more attempt for each item that is still held."""
    _change(conn, [{**_lease(item, now), "attempts": item.attempts + 1} for item in items])


def _lease(item: ClaimedItem, now: datetime) -> dict[str, Any]:
    return {"item": item.id, "token": item.lease_token, "updated_at": now}


def _changes(result: ItemOutcome, now: datetime) -> dict[str, Any]:
    """What becomes of an item that was held: it has succeeded, has failed, or is asked once more."""
    item, failure = result.item, result.failure
    row = _lease(item, now)
    ended = {"owner": None, "lease_token": None, "error_type": None, "error_message": None}
    if result.valid:
        return {**row, **ended, "status": ItemStatus.SUCCESS}
    assert failure is not None, "an item without a response has a reason"
    row["attempts"] = item.attempts + 1
    if result.retry:
        return row
    told = {"error_type": failure.error_type, "error_message": storable(failure.message)}
    return {**row, **ended, **told, "status": ItemStatus.FAILED}


def _change(conn: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Rows that change the same columns in one statement; an item that is not held under its token stays as it is."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_columns[tuple(row)].append(row)
    for alike in by_columns.values():
        conn.execute(_END, alike)


def _add_invalid(conn: Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Keeps what failed validation, with the item of its subject where there is one still."""
    if not outcomes:
        return
    ids = sorted({r.item.id for outcome in outcomes for r in outcome.results})
    there = set(conn.scalars(_THERE, {"ids": ids})) if ids else set()
    rows = []
    for outcome in outcomes:
        owners = {r.item.subject: r.item.id for r in outcome.results if r.item.id in there}
        rows += [
            {
                "item_id": owners.get(one.subject or ""),
                "call_id": outcome.call_id,
                "error_type": one.error_type,
                "validation_error": storable(one.message),
                "raw_text": storable(one.raw),
                "created_at": now,
            }
            for one in outcome.invalid
        ]
    conn.execute(_INVALID.insert(), rows)


def _add_responses(conn: Connection, results: Sequence[tuple[int, ItemOutcome]], now: datetime) -> None:
    rows = [
        response_row(result.item, one, call_id, now)
        for call_id, result in results
        if result.item.target_response is None
        for one in result.valid
    ]
    if rows:
        conn.execute(_RESPONSES.insert(), rows)
    for call_id, result in results:
        if result.item.target_response is not None:
            _replace(conn, result.item.target_response, response_row(result.item, result.valid[0], call_id, now))


def _replace(conn: Connection, target: int, row: dict[str, Any]) -> None:
    """The new response takes the place of the one that was asked again."""
    position = conn.execute(select(Response.position).where(Response.id == target)).scalar()
    new_id = conn.execute(
        insert(Response).values(**row | {"position": position or 0}).returning(Response.id)
    ).scalar_one()
    conn.execute(
        update(Response)
        .where(Response.id == target, Response.superseded_by.is_(None))
        .values(superseded_by=new_id, version=Response.version + 1)
    )


def forms_hash(forms: Any) -> str:
    """Identifies the forms that sentences were made with."""
    return hashlib.sha256(orjson.dumps(forms, option=orjson.OPT_SORT_KEYS)).hexdigest()


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
