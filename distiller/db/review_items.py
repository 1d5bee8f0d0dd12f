"""Items as the review changes them: asked again, written by hand, put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from distiller.db import jobs, responses
from distiller.db.dependents import refresh_sentences
from distiller.db.models import Item, Job
from distiller.db.reviews import stale
from distiller.errors import InputError, NotFound
from distiller.records import ItemStatus, JobOptions, Product, ResponseRecord

_OPEN = (ItemStatus.PENDING, ItemStatus.RUNNING)
_ENDED = (ItemStatus.FAILED, ItemStatus.CANCELLED)


def fetch(conn: Connection, item_id: int, *, lock: bool = False) -> Row[Any]:
    """One item. Raises NotFound."""
    query = select(Item).where(Item.id == responses.possible("Item", item_id))
    row = conn.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("not-found", what="Item", id=item_id)
    return row


def state(item: Row[Any]) -> dict[str, Any]:
    """How an item stands, as JSON; `set_state` puts it back."""
    return {"status": item.status.value, "error_type": item.error_type, "error_message": item.error_message}


def set_state(conn: Connection, item_id: int, wanted: Mapping[str, Any], now: datetime) -> None:
    """Ends an item in this state; an owner that still works on it loses its lease."""
    conn.execute(
        update(Item)
        .where(Item.id == item_id)
        .values(
            status=ItemStatus(wanted["status"]),
            error_type=wanted.get("error_type"),
            error_message=wanted.get("error_message"),
            owner=None,
            lease_token=None,
            updated_at=now,
        )
    )


def writable(conn: Connection, item_id: int) -> Row[Any]:
    """The item, if a person may write a response for it: it has ended and lacks one.

    Raises InputError, or StaleDecision if somebody wrote it meanwhile.
    """
    item = fetch(conn, item_id, lock=True)
    if item.target_response is not None:
        raise InputError("review-write-rerun", subject=item.subject)
    if item.status in _OPEN:
        raise InputError("review-item-running", subject=item.subject)
    there = [r for r in responses.of_card(conn, item.card_id) if r.product == item.product]
    if item.product != Product.SENTENCES:
        if there:
            raise stale(conn, there[0])
        return item
    options = conn.execute(select(Job.options).where(Job.id == item.job_id)).scalar_one()
    asked = JobOptions.from_dict(options).sentence_count
    if len(there) >= asked:
        raise InputError("review-enough", subject=item.subject, asked=asked)
    return item


def rerun(conn: Connection, response: ResponseRecord, asked: dict[str, Any], now: datetime) -> int:
    """The item that asks again for a response: a new one, or the earlier one that came to nothing.

    Raises InputError if it is open.
    """
    earlier = conn.execute(
        select(Item.id, Item.status).where(
            Item.card_id == response.card_id,
            Item.product == response.product,
            Item.target_response == response.id,
        )
    ).one_or_none()
    values = {
        "status": ItemStatus.PENDING,
        "ready": response.product != Product.SENTENCES,
        "attempts": 0,
        "rerun": asked,
        "updated_at": now,
    }
    if earlier is None:
        same = {name: getattr(response, name) for name in ("job_id", "card_id", "subject", "question_id", "product")}
        made = insert(Item).values(**values, **same, target_response=response.id).returning(Item.id)
        return int(conn.execute(made).scalar_one())
    if earlier.status in _OPEN:
        raise InputError("review-rerun-running")
    cleared = {"error_type": None, "error_message": None, "owner": None, "lease_token": None}
    conn.execute(update(Item).where(Item.id == earlier.id).values(**values, **cleared))
    return int(earlier.id)


def reopen(conn: Connection, item: Row[Any], now: datetime) -> None:
    """A failed or cancelled item waits again, with fresh attempts. Raises InputError for any other."""
    done = conn.execute(
        update(Item)
        .where(Item.id == item.id, Item.status.in_(_ENDED))
        .values(
            status=ItemStatus.PENDING,
            ready=item.product != Product.SENTENCES,
            attempts=0,
            error_type=None,
            error_message=None,
            owner=None,
            lease_token=None,
            updated_at=now,
        )
    )
    if done.rowcount != 1:
        raise InputError("review-item-not-failed", subject=item.subject)


def asked_again(conn: Connection, job_id: int, card_id: int, now: datetime) -> None:
    """What follows when a card has an open item again: sentences are ready or wait, and the job runs again."""
    refresh_sentences(conn, [card_id], now)
    jobs.reopen(conn, job_id, now)
    jobs.settle(conn, [job_id], now)
