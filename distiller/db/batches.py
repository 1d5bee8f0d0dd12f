"""Batches and their calls. A call of a batch has no owner that keeps it, and its items are held without one.

So whoever prepared a batch may die: only the following of it passes on (claims.recover frees the batch). On PostgreSQL
the order of locks is that of db.jobs.lock, with the batch between its job and its calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from distiller.db import claims, spending
from distiller.db.dependents import chunks
from distiller.db.models import Batch, Call, CallItem, Item, Job
from distiller.db.notes import note
from distiller.db.spending import Changes
from distiller.db.text import storable, storable_params
from distiller.errors import TeacherError
from distiller.records import (
    FINAL_BATCH,
    Asked,
    BatchCall,
    BatchRecord,
    BatchStatus,
    CallStatus,
    ClaimedItem,
    ItemStatus,
    Product,
    Reason,
    RemoteBatch,
    TeacherReply,
)

_CALLS, _CALL_ITEMS, _ITEMS = (model.metadata.tables[model.__tablename__] for model in (Call, CallItem, Item))
_UNMADE = (BatchStatus.PREPARING, BatchStatus.CREATING)
_IS_OPEN = Batch.ended_at.is_(None)
_ANSWERED = (
    update(_CALLS)
    .where(
        _CALLS.c.id == bindparam("call"),
        _CALLS.c.batch_id == bindparam("batch"),
        _CALLS.c.status == bindparam("waits", CallStatus.SENT),
    )
)  # fmt: skip
_FAILED = (
    update(_CALLS)
    .where(
        _CALLS.c.id == bindparam("call"),
        _CALLS.c.interpreted_at.is_(None),
        _CALLS.c.status == bindparam("waits", CallStatus.SENT),
    )
)  # fmt: skip
_HELD = update(_ITEMS).where(_ITEMS.c.id == bindparam("item"), _ITEMS.c.lease_token == bindparam("token"))
_COLUMNS = (
    Batch.id,
    Batch.job_id,
    Batch.provider,
    Batch.model,
    Batch.token,
    Batch.status,
    Batch.remote_id,
    Batch.input_file_id,
    Batch.output_file_id,
    Batch.error_file_id,
    Batch.requests,
    Batch.size,
    Batch.completed,
    Batch.failed,
    Batch.error,
    Batch.created_at,
    Batch.tried_at,
    Batch.submitted_at,
    Batch.updated_at,
    Batch.ended_at,
)


@dataclass(frozen=True, slots=True)
class FailedCall:
    """A call of a batch that brought no reply: it `counts` as an attempt of its items; those of `ends` fail.

    The others wait again. `lost`: it may have been answered, and nobody will ever know.
    """

    call_id: int
    error: TeacherError
    items: Sequence[ClaimedItem]
    counts: bool = False
    ends: Sequence[ClaimedItem] = ()
    lost: bool = False


def records(conn: Connection, *where: ColumnElement[bool], limit: int | None = None) -> list[BatchRecord]:
    """The batches that are meant, newest first."""
    query = (
        select(*_COLUMNS, Job.status.label("job_status"))
        .outerjoin(Job, Job.id == Batch.job_id)
        .where(*where)
        .order_by(Batch.id.desc())
        .limit(limit)
    )
    return [_record(row) for row in conn.execute(query)]


def _record(row: Row[Any]) -> BatchRecord:
    values = dict(row._mapping)
    error = values.pop("error")
    return BatchRecord(**values, error=None if error is None else Reason(error["code"], error["params"]))


# --- who follows it -----------------------------------------------------------------------------------------


def take(conn: Connection, owner: str, now: datetime) -> list[BatchRecord]:
    """The open batches that are this owner's, those that nobody followed among them; oldest first."""
    conn.execute(update(Batch).where(_IS_OPEN, Batch.owner.is_(None)).values(owner=owner, updated_at=now))
    return records(conn, _IS_OPEN, Batch.owner == owner)[::-1]


def unfollowed(conn: Connection) -> bool:
    """Whether there is an open batch that nobody follows."""
    return conn.execute(select(Batch.id).where(_IS_OPEN, Batch.owner.is_(None)).limit(1)).scalar() is not None


def free(conn: Connection, owner: str) -> None:
    """Nobody follows the batches of this owner any more."""
    conn.execute(update(Batch).where(_IS_OPEN, Batch.owner == owner).values(owner=None))


def lock(conn: Connection, owner: str, batch_id: int, *statuses: BatchStatus) -> bool:
    """Whether the batch is open, this owner's and in one of the statuses; it stays so until the transaction ends."""
    where = (Batch.id == batch_id, _IS_OPEN, Batch.owner == owner, Batch.status.in_(statuses))
    return conn.execute(select(Batch.id).where(*where).with_for_update()).scalar() is not None


# --- before it is made --------------------------------------------------------------------------------------


def work_waits(conn: Connection, job_id: int) -> bool:
    """Whether items of a job are ready and no batch of it is being prepared, made or fetched."""
    busy = exists().where(Batch.job_id == job_id, _IS_OPEN, Batch.status.in_((*_UNMADE, *FINAL_BATCH)))
    ready = [exists().where(Item.job_id == job_id, Item.product == product, claims.READY) for product in Product]
    return conn.execute(select(literal_column("1")).where(~busy, or_(*ready))).scalar() is not None


def insert_batch(
    conn: Connection, owner: str, job_id: int, provider: str, model: str, token: str, now: datetime
) -> int:
    """A batch without calls; its id."""
    made = conn.execute(
        insert(Batch)
        .values(
            job_id=job_id,
            owner=owner,
            provider=provider,
            model=model,
            token=token,
            status=BatchStatus.PREPARING,
            requests=0,
            size=0,
            completed=0,
            failed=0,
            created_at=now,
            updated_at=now,
        )
        .returning(Batch.id)
    )
    return made.scalar_one()


def hold(conn: Connection, items: Sequence[ClaimedItem], now: datetime) -> None:
    """Items that went into a batch are held by it from now on, and by no owner."""
    if items:
        rows = [{"item": item.id, "token": item.lease_token, "owner": None, "updated_at": now} for item in items]
        conn.execute(_HELD, rows)


def grow(conn: Connection, batch_id: int, requests: int, size: int, now: datetime) -> None:
    """So many more requests and bytes."""
    conn.execute(
        update(Batch)
        .where(Batch.id == batch_id)
        .values(requests=Batch.requests + requests, size=Batch.size + size, updated_at=now)
    )


def drop(conn: Connection, batch_id: int, now: datetime, changes: Changes) -> None:
    """Removes a batch that was never made, with its calls; their items wait again, or are cancelled with their job."""
    unsent = and_(Call.batch_id == batch_id, Call.status == CallStatus.SENT)
    calls = select(Call.id).where(unsent)
    for part in chunks(conn.scalars(calls).all()):
        for call in spending.before(conn, part).values():
            spending.turn(changes, call, CallStatus.SENT, None)
    held = select(CallItem.item_id, CallItem.lease_token).where(CallItem.call_id.in_(calls))
    claims.give_back(conn, tuple_(Item.id, Item.lease_token).in_(held), now)
    conn.execute(delete(CallItem).where(CallItem.call_id.in_(calls)))
    conn.execute(delete(Call).where(unsent))
    conn.execute(update(Call).where(Call.batch_id == batch_id).values(batch_id=None))  # reused replies are kept
    conn.execute(delete(Batch).where(Batch.id == batch_id))


# --- while the provider has it ------------------------------------------------------------------------------


def creating(conn: Connection, batch_id: int, file_id: str, now: datetime) -> None:
    """The provider is asked to make it now."""
    values = {"status": BatchStatus.CREATING, "input_file_id": file_id[:200], "tried_at": now, "updated_at": now}
    conn.execute(update(Batch).where(Batch.id == batch_id).values(**values))


def unmade(conn: Connection, batch_id: int, now: datetime) -> None:
    """The provider said no: it is to be made as if nobody had tried."""
    conn.execute(
        update(Batch)
        .where(Batch.id == batch_id)
        .values(status=BatchStatus.PREPARING, input_file_id=None, updated_at=now)
    )


def made(conn: Connection, batch_id: int, remote: RemoteBatch, now: datetime) -> bool:
    """The provider has made it; False where it is known under another id, or not wanted any more."""
    row = conn.execute(
        select(Batch.remote_id, Batch.ended_at).where(Batch.id == batch_id).with_for_update()
    ).one_or_none()
    if row is None or row.ended_at is not None or row.remote_id not in (None, remote.id):
        return False
    if row.remote_id is None:
        conn.execute(
            update(Batch).where(Batch.id == batch_id).values(remote_id=remote.id[:200], submitted_at=now, error=None)
        )
        note(conn, "batch-submitted", batch=batch_id, remote=remote.id)
    seen(conn, batch_id, remote, now)
    return True


def seen(conn: Connection, batch_id: int, remote: RemoteBatch, now: datetime) -> None:
    """What the provider says of it now. One that was over stays so."""
    conn.execute(
        update(Batch)
        .where(Batch.id == batch_id, _IS_OPEN, Batch.status.not_in(FINAL_BATCH))
        .values(
            status=remote.status,
            completed=remote.completed,
            failed=remote.failed,
            output_file_id=remote.output_file_id,
            error_file_id=remote.error_file_id,
            error=None,
            updated_at=now,
        )
    )


def trouble(conn: Connection, batch_id: int, reason: Reason | None) -> None:
    """Why it does not go on, None: it does."""
    said = None if reason is None else {"code": reason.code, "params": storable_params(reason.params)}
    conn.execute(update(Batch).where(Batch.id == batch_id, _IS_OPEN).values(error=said))


# --- its calls ----------------------------------------------------------------------------------------------


def open_calls(
    conn: Connection, batch_id: int, *, after: int = 0, limit: int = 500, ids: Sequence[int] | None = None
) -> list[BatchCall]:
    """Its calls that nobody interpreted, by id."""
    query = (
        select(Call.id, Call.product, Call.request_hash, Call.asked, Call.params, Call.status, Call.raw_reply)
        .where(Call.batch_id == batch_id, Call.id > after, Call.interpreted_at.is_(None))
        .order_by(Call.id)
        .limit(limit)
    )
    if ids is not None:
        query = query.where(Call.id.in_(ids))
    rows = conn.execute(query).all()
    asked = {row.id: tuple(Asked.from_dict(data) for data in row.asked) for row in rows}
    items: dict[int, tuple[ClaimedItem, ...]] = {}
    for part in chunks(rows):
        items |= claims.waiting(conn, {row.id: asked[row.id] for row in part})
    return [
        BatchCall(
            call_id=row.id,
            product=row.product,
            request_hash=row.request_hash,
            asked=asked[row.id],
            items=items[row.id],
            raw=row.raw_reply if row.status == CallStatus.ANSWERED else None,
            max_tokens=row.params.get("max_tokens"),
        )
        for row in rows
    ]


def answer(
    conn: Connection, batch_id: int, replies: Sequence[tuple[int, TeacherReply]], now: datetime, changes: Changes
) -> None:
    """The raw replies, tokens and cost of calls that had none. How long each took is not known."""
    waiting = _waiting(conn, [call_id for call_id, _ in replies])
    for call_id, reply in dict(reversed(replies)).items():  # of two replies to a call the first counts
        if call_id in waiting and waiting[call_id].batch_id == batch_id:
            spending.turn(changes, waiting[call_id], CallStatus.SENT, CallStatus.ANSWERED, spending.nano(reply.cost))
    rows = [
        {
            "call": call_id,
            "batch": batch_id,
            "status": CallStatus.ANSWERED,
            "raw_reply": storable(reply.raw),
            "cost": reply.cost,
            "prompt_tokens": reply.usage.prompt_tokens,
            "completion_tokens": reply.usage.completion_tokens,
            "cached_tokens": reply.usage.cached_tokens,
            "request_id": reply.request_id,
            "answered_at": now,
        }
        for call_id, reply in replies
    ]
    if rows:
        conn.execute(_ANSWERED, rows)


def _waiting(conn: Connection, call_ids: Sequence[int]) -> dict[int, Any]:
    """The money of those that nobody has answered yet."""
    found = spending.before(conn, call_ids) if call_ids else {}
    return {call_id: call for call_id, call in found.items() if call.status == CallStatus.SENT}


def fail(conn: Connection, failed: Sequence[FailedCall], now: datetime, changes: Changes) -> None:
    """The calls have ended without a reply."""
    waiting = _waiting(conn, [one.call_id for one in failed])
    for one in failed:
        if one.call_id in waiting:
            status = CallStatus.LOST if one.lost else CallStatus.FAILED
            spending.turn(changes, waiting.pop(one.call_id), CallStatus.SENT, status)
    rows = [
        {
            "call": one.call_id,
            "status": CallStatus.LOST if one.lost else CallStatus.FAILED,
            "error_type": "LOST" if one.lost else one.error.type.value,
            "error_message": storable(str(one.error)),
            "request_id": one.error.request_id,
            "answered_at": None if one.lost else now,
            "interpreted_at": now,
        }
        for one in failed
    ]
    if rows:
        conn.execute(_FAILED, rows)


def answered_before(conn: Connection, items: Sequence[ClaimedItem]) -> dict[int, int]:
    """How many replies each item has had a part in."""
    found: dict[int, int] = {}
    for part in chunks([item.id for item in items]):
        rows = conn.execute(
            select(CallItem.item_id, func.count())
            .join(Call, Call.id == CallItem.call_id)
            .where(CallItem.item_id.in_(part), Call.status == CallStatus.ANSWERED)
            .group_by(CallItem.item_id)
        )
        found |= {row[0]: row[1] for row in rows}
    return found


def end(conn: Connection, batch: BatchRecord, now: datetime) -> bool:
    """It is over, and all that came of it is stored. False, and nothing done, where a call is still open."""
    is_open = exists().where(Call.batch_id == batch.id, Call.interpreted_at.is_(None))
    if conn.execute(select(literal_column("1")).where(is_open)).scalar() is not None:
        return False
    counts = dict(
        conn.execute(select(Call.status, func.count()).where(Call.batch_id == batch.id).group_by(Call.status)).all()
    )
    answered = counts.get(CallStatus.ANSWERED, 0)
    done = conn.execute(
        update(Batch)
        .where(Batch.id == batch.id, _IS_OPEN)
        .values(completed=answered, failed=sum(counts.values()) - answered, owner=None, ended_at=now, updated_at=now)
    )
    if done.rowcount == 1:
        note(conn, "batch-ended", batch=batch.id, job=batch.job_id, status=batch.status.value, answered=answered)
    return True


def held_unowned(conn: Connection) -> int:
    """Items that are held without an owner and belong to no call that is still open: nothing would ever end them."""
    waits = exists().where(
        CallItem.item_id == Item.id,
        CallItem.lease_token == Item.lease_token,
        Call.id == CallItem.call_id,
        Call.interpreted_at.is_(None),
    )
    return conn.execute(
        select(func.count()).where(Item.status == ItemStatus.RUNNING, Item.owner.is_(None), ~waits)
    ).scalar_one()
