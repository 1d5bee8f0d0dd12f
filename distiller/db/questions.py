"""Queries on questions: which ones a filter means, one page of them, and the writes of an import.

Whether a question is answered is read from two indexes alone (ix_responses_question, ix_items_question), so that a
filter over a million questions takes about a second and its first page none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from distiller.db.models import Item, Question, Response
from distiller.errors import NotFound
from distiller.records import ItemStatus, QuestionFilter, QuestionRecord, Which

_MOST_ID = 2**63 - 1

_ANSWERED = exists().where(
    Response.question_id == Question.id,
    Response.superseded_by.is_(None),
    or_(Response.is_correct.is_(None), Response.is_correct.is_(True)),
)
"""There is a current answer that nobody rejected."""

_OPEN = exists().where(Item.question_id == Question.id, Item.status.in_((ItemStatus.PENDING, ItemStatus.RUNNING)))
_FAILED = exists().where(Item.question_id == Question.id, Item.status == ItemStatus.FAILED)


def conditions(wanted: QuestionFilter) -> list[ColumnElement[bool]]:
    """What a question of the filter satisfies; its `limit` is for who runs the query, in the order of the ids."""
    found: list[ColumnElement[bool]] = []
    if wanted.category:
        found.append(Question.category == wanted.category)
    if q := "".join(c if c.isprintable() else " " for c in wanted.q).strip():
        found.append(
            or_(Question.question_text.icontains(q, autoescape=True), Question.json_id.icontains(q, autoescape=True))
        )
    if wanted.which is Which.UNANSWERED:
        found += [~_ANSWERED, ~_OPEN]
    elif wanted.which is Which.FAILED:
        found += [_FAILED, ~_ANSWERED, ~_OPEN]
    return found


def count(conn: Connection, wanted: QuestionFilter) -> int:
    """How many questions a filter means, its limit included."""
    query = select(Question.id).where(*conditions(wanted))
    if wanted.limit is not None:
        query = query.order_by(Question.id).limit(wanted.limit)
    return conn.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def page(conn: Connection, wanted: QuestionFilter, *, limit: int, after: int) -> list[QuestionRecord]:
    """The questions of a filter with an id beyond `after`, in the order of their ids."""
    most = limit if wanted.limit is None else min(limit, wanted.limit)
    query = select(*_COLUMNS).where(*conditions(wanted), Question.id > after).order_by(Question.id).limit(most)
    return [record(row) for row in conn.execute(query)]


def fetch(conn: Connection, question_id: int) -> QuestionRecord:
    """One question. Raises NotFound."""
    row = None
    if 0 < question_id <= _MOST_ID:
        row = conn.execute(select(*_COLUMNS).where(Question.id == question_id)).one_or_none()
    if row is None:
        raise NotFound("not-found", what="Question", id=question_id)
    return record(row)


def fetch_many(conn: Connection, ids: Sequence[int]) -> dict[int, QuestionRecord]:
    """Those of the questions that exist, by id; at most a few thousand at a time."""
    return {row.id: record(row) for row in conn.execute(select(*_COLUMNS).where(Question.id.in_(ids)))}


def by_category(conn: Connection) -> list[tuple[str, int]]:
    """Each category with how many questions it has, by name; "" is that of the questions without one."""
    query = select(Question.category, func.count()).group_by(Question.category).order_by(Question.category)
    return [(name, number) for name, number in conn.execute(query)]


_COLUMNS = (
    Question.id,
    Question.json_id,
    Question.category,
    Question.question_text,
    Question.golden_answer,
    Question.answer_schema,
    Question.system_prompt,
    Question.created_at,
    Question.updated_at,
)


def record(row: Sequence[Any]) -> QuestionRecord:
    """The row of a question as it leaves the store."""
    return QuestionRecord(*row)
