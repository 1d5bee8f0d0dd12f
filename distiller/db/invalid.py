"""Items that failed on what a teacher replied: the last invalid reply of each, to be corrected or asked again.

An invalid reply belongs to its item, or, where a whole reply was of no use to several, to the call that carried them.
Both are found beginning with the invalid replies, of which there are few beside items and calls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, select, union
from sqlalchemy import literal_column as literal

from distiller.completion import read_completion
from distiller.db import card_questions as cq
from distiller.db.models import Call, CallItem, InvalidResponse, Item
from distiller.db.responses import MOST_ID, possible
from distiller.errors import NotFound
from distiller.records import CARD_SPAN, Asked, InvalidFilter, InvalidReply

SHOWN = 2_000
"""Characters of a reply that a list gives; `fetch` gives all."""

_PLACE = re.compile(r"(?:Missing keys?: )?((?:[^\W\d]|\$)?[\w-]*(?:\.[\w-]+|\[\d+\])*)(?=: | is |, |$)")


def _failed_on_replies() -> tuple[ColumnElement[bool], ...]:
    """Items without a response that have an invalid reply; a rerun that failed left its response as it was."""
    own = select(InvalidResponse.item_id).where(InvalidResponse.item_id.is_not(None))
    shared = (
        select(CallItem.item_id)
        .join(InvalidResponse, InvalidResponse.call_id == CallItem.call_id)
        .where(InvalidResponse.item_id.is_(None))
    )
    return Item.status == literal("'failed'"), Item.target_response.is_(None), Item.id.in_(union(own, shared))


def _of_item() -> ColumnElement[bool]:
    calls = select(CallItem.call_id).where(CallItem.item_id == Item.id)
    shared = and_(InvalidResponse.item_id.is_(None), InvalidResponse.call_id.in_(calls))
    return or_(InvalidResponse.item_id == Item.id, shared)


def with_invalid() -> Select[Any]:
    """The ids of the cards that have such an item."""
    return select(Item.card_id).where(*_failed_on_replies())


def _query(wanted: InvalidFilter) -> Select[Any]:
    last = select(func.max(InvalidResponse.id)).where(_of_item()).correlate(Item).scalar_subquery()
    replies = select(func.count(InvalidResponse.id)).where(_of_item()).correlate(Item).scalar_subquery()
    columns: tuple[Any, ...] = (*_COLUMNS, replies.label("replies"))
    query = select(*columns).join(InvalidResponse, InvalidResponse.id == last).where(*_failed_on_replies())
    if wanted.job is not None:
        known = 0 < wanted.job < MOST_ID // CARD_SPAN  # a link may name any number
        query = query.where(Item.job_id == wanted.job if known else false())
    if wanted.product is not None:
        query = query.where(Item.product == wanted.product)
    if wanted.error_type:
        query = query.where(InvalidResponse.error_type == wanted.error_type)
    q = "".join(c for c in wanted.q if c.isprintable()).strip()
    if q:
        query = query.where(or_(Item.subject.icontains(q, autoescape=True), Item.card_id.in_(cq.asking(q))))
    return query


_COLUMNS = (
    InvalidResponse.id,
    Item.id.label("item_id"),
    Item.card_id,
    Item.job_id,
    InvalidResponse.call_id,
    Item.subject,
    Item.question_id,
    Item.product,
    InvalidResponse.error_type,
    InvalidResponse.validation_error,
    InvalidResponse.raw_text,
    InvalidResponse.created_at,
)


def page(conn: Connection, wanted: InvalidFilter, *, limit: int, offset: int) -> list[InvalidReply]:
    """Invalid replies in the order of their cards; of each text the beginning."""
    query = _query(wanted).order_by(Item.card_id, Item.id).limit(limit).offset(offset)
    rows = conn.execute(query).all()
    titles = cq.titles(conn, [row.question_id for row in rows if row.question_id is not None])
    return [_record(row, titles, _unwrapped(row.raw_text)[:SHOWN]) for row in rows]


def count(conn: Connection, wanted: InvalidFilter) -> int:
    """How many items a filter has."""
    return conn.execute(select(func.count()).select_from(_query(wanted).subquery())).scalar_one()


def of_items(conn: Connection, item_ids: Sequence[int]) -> list[InvalidReply]:
    """The last invalid reply of each of these items that failed on one, whole."""
    rows = conn.execute(_query(InvalidFilter()).where(Item.id.in_(item_ids)).order_by(Item.id)).all()
    titles = cq.titles(conn, [row.question_id for row in rows if row.question_id is not None])
    return [_record(row, titles, _whole(conn, row)) for row in rows]


def fetch(conn: Connection, item_id: int) -> tuple[InvalidReply, Asked | None]:
    """The last invalid reply of an item, and what its call asked. Raises NotFound if the item has none to correct."""
    found = of_items(conn, [possible("Item", item_id)])
    if not found:
        raise NotFound("not-found", what="Item", id=item_id)
    call = found[0].call_id
    asked = None if call is None else conn.execute(select(Call.asked).where(Call.id == call)).scalar()
    mine = next((one for one in asked or () if one.get("subject") == found[0].subject), None)
    return found[0], None if mine is None else Asked.from_dict(mine)


def _record(row: Row[Any], titles: dict[int, str], text: str) -> InvalidReply:
    return InvalidReply(
        id=row.id,
        item_id=row.item_id,
        card_id=row.card_id,
        job_id=row.job_id,
        call_id=row.call_id,
        subject=row.subject,
        title=titles.get(row.question_id, ""),
        product=row.product,
        error_type=row.error_type,
        message=row.validation_error,
        path=place(row.validation_error),
        text=text,
        count=row.replies,
        created_at=row.created_at,
    )


def place(message: str) -> str:
    """Where in a reply the fault is, as its message begins; "" where it names no place."""
    found = _PLACE.match(message)
    path = found[1] if found else ""
    plain = not re.search(r"[.\[]", path)
    return "" if plain and path[:1].isupper() else path


def _unwrapped(raw: str) -> str:
    """What the teacher wrote: the content of a whole reply, or the part as it was kept."""
    completion = read_completion(raw)
    return raw if completion.problem is not None or completion.content is None else completion.content


def _whole(conn: Connection, row: Row[Any]) -> str:
    """The text of a reply; of a long one only its beginning was kept, and its call has the rest."""
    text = _unwrapped(row.raw_text)
    if text is not row.raw_text or row.call_id is None:
        return text
    reply = conn.execute(select(Call.raw_reply).where(Call.id == row.call_id)).scalar()
    return _unwrapped(reply) if reply and len(reply) > len(text) and reply.startswith(text) else text
