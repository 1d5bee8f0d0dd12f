"""Items whose stored replies are looked at again: reading them, and storing what that changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, or_, select, update

from distiller.db import claims
from distiller.db import responses as r
from distiller.db.models import Call, CallItem, Item, Response
from distiller.errors import ErrorType
from distiller.records import Asked, CallStatus, ClaimedItem, ItemStatus, ResponseRecord
from distiller.records.revalidation import FailedItem, KeptPage, KeptReply, Untouched

_ON_REPLIES = (
    ErrorType.JSON_PARSE_ERROR,
    ErrorType.TRUNCATED,
    ErrorType.REFUSED,
    ErrorType.MISSING_REQUIRED_FIELD,
    ErrorType.INVALID_DATA_TYPE,
    ErrorType.SCHEMA_VALIDATION_ERROR,
    ErrorType.CONSTRAINT_VIOLATION,
    ErrorType.INTERNAL,  # a reply that an earlier version could not look at
)
_FAILED = and_(Item.status == ItemStatus.FAILED, Item.error_type.in_([one.value for one in _ON_REPLIES]))
_UNTOUCHED = (Response.superseded_by.is_(None), Response.is_correct.is_(None), Response.edited.is_(None))
_REFRESH = (
    update(Response.__table__)  # type: ignore[arg-type]
    .where(Response.id == bindparam("at_id"), Response.version == bindparam("at_version"), *_UNTOUCHED)
    .values(
        findings=bindparam("to_findings"),
        severity=bindparam("to_severity"),
        analysis=bindparam("to_analysis"),
        form_key=bindparam("to_form_key"),
        answer_key=bindparam("to_answer_key"),
        golden=bindparam("to_golden"),
    )
)


def page(conn: Connection, job_id: int, after: int, limit: int) -> KeptPage:
    """The next items that failed on replies or succeeded, with the replies that decide about them."""
    items = conn.execute(
        select(Item)
        .where(Item.job_id == job_id, Item.id > after, or_(_FAILED, Item.status == ItemStatus.SUCCESS))
        .order_by(Item.id)
        .limit(limit)
    ).all()
    if not items:
        return KeptPage(None)
    failed = [item for item in items if item.status == ItemStatus.FAILED]
    reruns = {item.id for item in items if item.target_response is not None}
    calls = _calls(conn, [item.id for item in failed])
    untouched = _untouched(conn, [item.id for item in items if item.status == ItemStatus.SUCCESS], reruns)
    needed = {call for found in calls.values() for call in found} | {one.call_id for one in untouched}
    return KeptPage(
        last=items[-1].id,
        failed=tuple(FailedItem(_item(item), tuple(calls[item.id])) for item in failed if item.id in calls),
        untouched=tuple(untouched),
        replies=_replies(conn, needed),
    )


def _item(row: Row[Any]) -> ClaimedItem:
    """The item as it stood; nobody holds it, and what was asked for it says its call."""
    return claims.claimed(row, "", Asked(row.subject))


def _calls(conn: Connection, item_ids: Sequence[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    if item_ids:
        query = (
            select(CallItem.item_id, CallItem.call_id)
            .join(Call, Call.id == CallItem.call_id)
            .where(CallItem.item_id.in_(item_ids), Call.status == CallStatus.ANSWERED, Call.interpreted_at.is_not(None))
            .order_by(CallItem.call_id.desc())
        )
        for item_id, call_id in conn.execute(query):
            found[item_id].append(call_id)
    return dict(found)


def _untouched(conn: Connection, item_ids: Sequence[int], reruns: Collection[int]) -> list[Untouched]:
    if not item_ids:
        return []
    query = select(*r.COLUMNS).where(Response.item_id.in_(item_ids), Response.call_id.is_not(None), *_UNTOUCHED)
    return [
        Untouched(r.record(row), row.call_id, row.item_id in reruns)
        for row in conn.execute(query.order_by(Response.id))
    ]


def _replies(conn: Connection, call_ids: Iterable[int]) -> dict[int, KeptReply]:
    rows = conn.execute(
        select(Call.id, Call.product, Call.asked, Call.raw_reply).where(
            Call.id.in_(sorted(call_ids)), Call.raw_reply.is_not(None)
        )
    )
    return {
        row.id: KeptReply(row.id, row.product, tuple(Asked.from_dict(one) for one in row.asked), row.raw_reply)
        for row in rows
    }


def hold(conn: Connection, items: Sequence[ClaimedItem], token: str, now: datetime) -> set[int]:
    """Takes up those of the items that have still failed so, under a token that lives as long as this transaction.

    One that asks again for a response is taken only while nobody has decided on that or edited it.
    """
    target = exists().where(Response.id == Item.target_response, *_UNTOUCHED)
    return set(
        conn.scalars(
            update(Item)
            .where(Item.id.in_([item.id for item in items]), _FAILED, or_(Item.target_response.is_(None), target))
            .values(status=ItemStatus.RUNNING, owner=None, lease_token=token, updated_at=now)
            .returning(Item.id)
        )
    )


def mark_reusable(conn: Connection, call_ids: Collection[int]) -> None:
    """These replies are wholly valid: identical requests are answered with them."""
    if call_ids:
        first_hand = (Call.id.in_(sorted(call_ids)), Call.reused_from.is_(None))
        conn.execute(update(Call).where(*first_hand).values(reusable=True))


def refresh(conn: Connection, changes: Sequence[tuple[ResponseRecord, ResponseRecord]]) -> int:
    """What the checks say now of responses that are still untouched and of the same version; how many.

    The version stays: nobody decided anything.
    """
    if not changes:
        return 0
    rows = [
        {
            "at_id": before.id,
            "at_version": before.version,
            **r.check_parameters(after),
        }
        for before, after in sorted(changes, key=lambda change: change[0].id)
    ]
    return conn.execute(_REFRESH, rows).rowcount
