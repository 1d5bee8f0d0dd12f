"""Calls as they are sent and answered, many in one transaction; the statements are built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, update

from distiller.db import reuse
from distiller.db.claims import leases
from distiller.db.models import Call, CallItem
from distiller.db.reuse import Answer
from distiller.db.text import storable
from distiller.errors import TeacherError
from distiller.records import Admission, CallStatus, ClaimedItem, JobStatus, Product, TeacherReply

_CALLS, _CALL_ITEMS = (model.metadata.tables[model.__tablename__] for model in (Call, CallItem))
_SEND = _CALLS.insert().returning(_CALLS.c.id, sort_by_parameter_order=True)
_ANSWERED = update(_CALLS).where(_CALLS.c.id == bindparam("call"))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SENT = select(_CALLS.c.id).where(_CALLS.c.id.in_(_IDS), _CALLS.c.status == CallStatus.SENT)
_WITHDRAW = delete(_CALLS).where(_CALLS.c.id.in_(_IDS), _CALLS.c.status == CallStatus.SENT)
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
) -> list[Admission]:
    """The calls as they are about to be sent, and what became of each.

    None must be made with an item whose lease is gone, or whose job is not in one of the statuses of `runs`. The jobs
    are locked. One that asks what was answered before is stored with that answer: nothing is to be sent for it.
    """
    if not sendings:
        return []
    held = leases(conn, [item for one in sendings for item in one.items])
    made = [
        one
        for one in sendings
        if jobs.get(one.call.job_id) in runs and all((i.id, i.lease_token) in held for i in one.items)
    ]
    if not made:
        return [Admission(None)] * len(sendings)
    answers = reuse.answers(conn, made)
    by_sending: dict[int, Admission] = {}
    for again in (False, True):
        alike = [one for one in made if (id(one) in answers) is again]
        if not alike:
            continue
        rows = [_reused(one, answers[id(one)], now) if again else _row(one, now) for one in alike]
        ids = conn.execute(_SEND, rows).scalars().all()
        for call_id, one in zip(ids, alike, strict=True):
            by_sending[id(one)] = Admission(call_id, reused=answers[id(one)].raw if again else None)
    links = [
        {"call_id": by_sending[id(one)].call_id, "item_id": item.id, "lease_token": item.lease_token}
        for one in made
        for item in one.items
    ]
    conn.execute(_CALL_ITEMS.insert(), links)
    return [by_sending.get(id(one)) or Admission(None) for one in sendings]


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


def withdraw(conn: Connection, call_ids: Sequence[int]) -> None:
    """Takes calls back that never went out."""
    conn.execute(_WITHDRAW, {"ids": sorted(set(call_ids))})


def fail(conn: Connection, failed: Sequence[Failed], now: datetime) -> None:
    """What the calls ended with; a reply that came nevertheless stays."""
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


def answer(conn: Connection, replies: Sequence[Answered], now: datetime) -> None:
    """The raw replies, with tokens and cost."""
    if replies:
        conn.execute(_ANSWERED, [_reply(one, now) for one in replies])


def _row(one: Sending, now: datetime) -> dict[str, Any]:
    call = one.call
    return {
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
        "batch_id": call.batch_id,
    }


def _reused(one: Sending, found: Answer, now: datetime) -> dict[str, Any]:
    """A call that cost nothing and took no time: no figure may take it for a reply of the teacher."""
    return {
        **_row(one, now),
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
