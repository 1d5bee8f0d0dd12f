"""Answers that are there already: an identical request to the same provider and model, wholly valid then.

Asked once for all calls that are about to be sent; what a job may not have answered so is looked up only where there
is an answer, so that a job without any pays for one look into an index.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Connection, bindparam, func, select, update
from sqlalchemy import text as sql_text

from distiller.db.models import Call, CallItem, Job
from distiller.db.notes import note
from distiller.records import CallStatus, Existing, JobOptions
from distiller.settings import OFFLINE

if TYPE_CHECKING:
    from distiller.db.calls import Sending

_CALLS, _LINKS = (model.metadata.tables[model.__tablename__] for model in (Call, CallItem))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_REUSABLE = sql_text("calls.reusable")
"""Word for word as in ix_calls_reusable."""

_KEY = (_CALLS.c.request_hash, _CALLS.c.provider, _CALLS.c.model)
_NEWEST = (
    select(func.max(_CALLS.c.id), *_KEY)
    .where(_REUSABLE, _CALLS.c.request_hash.in_(bindparam("hashes", expanding=True)))
    .group_by(*_KEY)
)
_RAW = select(_CALLS.c.id, _CALLS.c.raw_reply).where(_CALLS.c.id.in_(_IDS))
_OPTIONS = select(Job.id, Job.options).where(Job.id.in_(_IDS))
_ANSWERED_BEFORE = (
    select(_LINKS.c.item_id)
    .join(_CALLS, _CALLS.c.id == _LINKS.c.call_id)
    .where(_LINKS.c.item_id.in_(_IDS), _CALLS.c.status == CallStatus.ANSWERED)
)
_UNSUITABLE = (
    update(_CALLS)
    .where(
        _CALLS.c.id.in_(select(_CALLS.c.reused_from).where(_CALLS.c.id.in_(_IDS), _CALLS.c.reused_from.is_not(None)))
    )
    .values(reusable=None)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored reply and the call it was given to."""

    call_id: int
    raw: str


def answers(conn: Connection, sendings: Sequence[Sending]) -> dict[int, Answer]:
    """Those of the calls that are answered already, by `id()` of the sending."""
    able = [one for one in sendings if _may(one)]
    if not able:
        return {}
    rows = conn.execute(_NEWEST, {"hashes": [one.call.request_hash for one in able]}).all()
    if not rows:
        return {}
    newest = {(row.request_hash, row.provider, row.model): row[0] for row in rows}
    hits = [(one, newest.get((one.call.request_hash, one.call.provider, one.call.model))) for one in able]
    found = _wanted(conn, [(one, call_id) for one, call_id in hits if call_id is not None])
    raw = {row.id: row.raw_reply for row in conn.execute(_RAW, {"ids": sorted({call_id for _, call_id in found})})}
    for one, call_id in found:
        about = {"job": one.call.job_id, "provider": one.call.provider, "model": one.call.model}
        note(conn, "call-reused", **about, product=one.call.product.value, items=len(one.items), reused_from=call_id)
    return {id(one): Answer(call_id, raw[call_id]) for one, call_id in found}


def _may(one: Sending) -> bool:
    """Not what is asked a second time; nor of the offline teacher, who costs nothing and may know better by now."""
    return one.call.provider != OFFLINE and all(
        item.attempts == 0 and item.target_response is None and item.asked.rerun is None for item in one.items
    )


def _wanted(conn: Connection, hits: Sequence[tuple[Sending, int]]) -> list[tuple[Sending, int]]:
    """Those whose job does not ask for new answers, and whose items no reply has disappointed yet."""
    if not hits:
        return []
    jobs = sorted({one.call.job_id for one, _ in hits})
    options = {row.id: JobOptions.from_dict(row.options) for row in conn.execute(_OPTIONS, {"ids": jobs})}
    fresh = {job for job, said in options.items() if said.fresh or said.existing == Existing.REGENERATE}
    items = sorted({item.id for one, _ in hits for item in one.items})
    answered = set(conn.scalars(_ANSWERED_BEFORE, {"ids": items}))
    return [
        (one, call_id)
        for one, call_id in hits
        if one.call.job_id not in fresh and not any(item.id in answered for item in one.items)
    ]


def unsuitable(conn: Connection, call_ids: Collection[int]) -> None:
    """These calls were not wholly valid: where one was answered from the store, that answer is not used again."""
    if call_ids:
        conn.execute(_UNSUITABLE, {"ids": sorted(call_ids)})
