"""Calls as they are sent and answered, many in one transaction; the statements are built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, update

from distiller.db import reuse, spending
from distiller.db.claims import leases
from distiller.db.models import Call, CallItem
from distiller.db.reuse import Answer
from distiller.db.spending import Changes
from distiller.db.text import storable
from distiller.errors import TeacherError
from distiller.records import NO_CAPS, Admission, CallStatus, Caps, ClaimedItem, JobStatus, Product, TeacherReply

_CALLS, _CALL_ITEMS = (model.metadata.tables[model.__tablename__] for model in (Call, CallItem))
_SEND = _CALLS.insert().returning(_CALLS.c.id, sort_by_parameter_order=True)
_ANSWERED = update(_CALLS).where(_CALLS.c.id == bindparam("call"))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SENT = select(_CALLS.c.id).where(_CALLS.c.id.in_(_IDS), _CALLS.c.status == CallStatus.SENT)
_WITHDRAW = delete(_CALLS).where(_CALLS.c.id.in_(_IDS), _CALLS.c.status == CallStatus.SENT).returning(*spending.MONEY)
_FAIL = (
    update(_CALLS)
    .where(_CALLS.c.id == bindparam("call"), _CALLS.c.status != bindparam("reply", CallStatus.ANSWERED))
    .values(status=CallStatus.FAILED)
)


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call about to be sent."""

    job_id: int
    product: Product
    provider: str
    model: str
    params: Mapping[str, Any]
    prompt_version: str
    request_hash: str
    reserved_cost: Decimal | None
    batch_id: int | None = None  # of one that goes out with a batch


@dataclass(frozen=True, slots=True)
class Sending:
    """A call about to be sent, by whom and for which items."""

    owner: str
    call: NewCall
    items: Sequence[ClaimedItem]


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply and the call it came for."""

    call_id: int
    reply: TeacherReply


@dataclass(frozen=True, slots=True)
class Renewing:
    """A call that was stored as sent a while ago and has not gone out."""

    call_id: int
    job_id: int
    items: Sequence[ClaimedItem]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A call that was stored as sent and never went out; its items are given back."""

    call_id: int
    items: Sequence[ClaimedItem]


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that ended without a reply: it `counts` as an attempt of its items, or ends them as failed."""

    call_id: int
    error: TeacherError
    items: Sequence[ClaimedItem]
    counts: bool
    give_up: bool = False


CallWrite = Sending | Renewing | Withdrawn | Answered | Failed


def send(
    conn: Connection,
    sendings: Sequence[Sending],
    jobs: Mapping[int, JobStatus],
    runs: Sequence[JobStatus],
    now: datetime,
    changes: Changes,
    caps: Caps = NO_CAPS,
) -> list[Admission]:
    """The calls as they are about to be sent, and what became of each.

    None must be made with an item whose lease is gone, whose job is not in one of the statuses of `runs`, or whose
    worst case does not fit in a budget: its job's, its maker's or the day's. The jobs are locked. One that asks what
    was answered before is stored with that answer: nothing is to be sent for it, and it costs nothing.
    """
    if not sendings:
        return []
    held = leases(conn, [item for one in sendings for item in one.items])
    able = [
        one
        for one in sendings
        if jobs.get(one.call.job_id) in runs and all((i.id, i.lease_token) in held for i in one.items)
    ]
    if not able:
        return [Admission(None)] * len(sendings)
    answers = reuse.answers(conn, able)
    asked = [one for one in able if id(one) not in answers]
    payers = spending.payers(conn, {one.call.job_id for one in able})
    verdicts = spending.reserve(conn, [_wanted(one.call) for one in asked], payers, caps, now, changes)
    told = {id(one): verdict for one, verdict in zip(asked, verdicts, strict=True) if verdict is not None}
    makers = {job: payer.created_by for job, payer in payers.items()}
    told |= _insert(conn, [one for one in asked if id(one) not in told], makers, answers, now)
    told |= _insert(conn, [one for one in able if id(one) in answers], makers, answers, now)
    return [told.get(id(one), Admission(None)) for one in sendings]


def _insert(
    conn: Connection,
    made: Sequence[Sending],
    makers: Mapping[int, str],
    answers: Mapping[int, Answer],
    now: datetime,
) -> dict[int, Admission]:
    """What each is stored as, by the identity of its sending; all of them have an answer already, or none has."""
    if not made:
        return {}
    rows = [_row(one, makers[one.call.job_id], now, answers.get(id(one))) for one in made]
    ids = conn.execute(_SEND, rows).scalars().all()
    links = [
        {"call_id": call_id, "item_id": item.id, "lease_token": item.lease_token}
        for call_id, one in zip(ids, made, strict=True)
        for item in one.items
    ]
    conn.execute(_CALL_ITEMS.insert(), links)
    found = {id(one): answers.get(id(one)) for one in made}
    return {
        key: Admission(call_id, reused=None if answer is None else answer.raw)
        for call_id, (key, answer) in zip(ids, found.items(), strict=True)
    }


def still(
    conn: Connection, renewals: Sequence[Renewing], jobs: Mapping[int, JobStatus], runs: Sequence[JobStatus]
) -> list[bool]:
    """Whether each may still be sent: nobody has given it up, its leases hold, its job runs. The jobs are locked."""
    if not renewals:
        return []
    held = leases(conn, [item for one in renewals for item in one.items])
    sent = set(conn.scalars(_SENT, {"ids": sorted({one.call_id for one in renewals})}))
    return [
        one.call_id in sent and jobs.get(one.job_id) in runs and all((i.id, i.lease_token) in held for i in one.items)
        for one in renewals
    ]


def withdraw(conn: Connection, call_ids: Sequence[int], changes: Changes) -> None:
    """Takes calls back that never went out, and what was reserved for them."""
    for call in conn.execute(_WITHDRAW, {"ids": sorted(set(call_ids))}).all():
        spending.turn(changes, call, CallStatus.SENT, None)


def fail(conn: Connection, failed: Sequence[Failed], now: datetime, changes: Changes) -> None:
    """What the calls ended with, which releases what was reserved; a reply that came nevertheless stays."""
    for call in spending.before(conn, [one.call_id for one in failed]).values():
        if call.status != CallStatus.ANSWERED:
            spending.turn(changes, call, call.status, CallStatus.FAILED)
    conn.execute(
        _FAIL,
        [
            {
                "call": one.call_id,
                "error_type": one.error.type.value,
                "error_message": storable(str(one.error)),
                "request_id": one.error.request_id,
                "answered_at": now,
                "interpreted_at": now,
            }
            for one in failed
        ],
    )


def answer(conn: Connection, replies: Sequence[Answered], now: datetime, changes: Changes) -> None:
    """The raw replies, with tokens and cost."""
    if not replies:
        return
    calls = spending.before(conn, [one.call_id for one in replies])
    for call_id, reply in {one.call_id: one.reply for one in replies}.items():
        call = calls.get(call_id)
        if call is not None:
            spending.turn(changes, call, call.status, CallStatus.ANSWERED, spending.nano(reply.cost))
    conn.execute(_ANSWERED, [_reply(one, now) for one in replies])


def _wanted(call: NewCall) -> spending.Wanted:
    return spending.Wanted(call.job_id, call.reserved_cost, call.provider, call.model)


def _row(one: Sending, created_by: str, now: datetime, found: Answer | None) -> dict[str, Any]:
    call = one.call
    row = {
        "job_id": call.job_id,
        "owner": one.owner,
        "product": call.product,
        "provider": call.provider,
        "model": call.model,
        "params": dict(call.params),
        "prompt_version": call.prompt_version,
        "request_hash": call.request_hash,
        "asked": [item.asked.to_dict() for item in one.items],
        "status": CallStatus.SENT,
        "reserved_cost": call.reserved_cost,
        "sent_at": now,
        "created_by": created_by,
        "batch_id": call.batch_id,
    }
    return row if found is None else row | _reused(found, now)


def _reused(found: Answer, now: datetime) -> dict[str, Any]:
    """What differs of a call that was answered from the store: it cost nothing and took no time, so that no figure
    takes it for a reply of the teacher."""
    return {
        "status": CallStatus.ANSWERED,
        "reserved_cost": Decimal(0),
        "cost": Decimal(0),
        "raw_reply": found.raw,
        "reused_from": found.call_id,
        "answered_at": now,
    }


def _reply(one: Answered, now: datetime) -> dict[str, Any]:
    reply = one.reply
    return {
        "call": one.call_id,
        "status": CallStatus.ANSWERED,
        "raw_reply": storable(reply.raw),
        "cost": reply.cost,
        "prompt_tokens": reply.usage.prompt_tokens,
        "completion_tokens": reply.usage.completion_tokens,
        "cached_tokens": reply.usage.cached_tokens,
        "latency_s": reply.latency_s,
        "request_id": reply.request_id,
        "error_type": None,
        "error_message": None,
        "answered_at": now,
    }
