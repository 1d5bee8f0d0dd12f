"""Answers as an export reads them: in the order of their questions, streaming, with as little Python as possible.

A million rows pass here, so JSON and times leave the database as text, nothing is converted on the way (is_correct is
a bool or, on SQLite, 0 or 1), and agreement is counted by the database on
the index of questions alone, side by side with the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Text,
    and_,
    case,
    cast,
    func,
    null,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from distiller.answer_work import Agreement, AnswerWork
from distiller.db.exports import chosen, narrowed
from distiller.db.models import Call, Question, Response
from distiller.records import Product
from distiller.verb_work import WorkFilter

_AT_ONCE = 500
_STREAMED = {"yield_per": _AT_ONCE}
_ALONE = Agreement(1, 1)
tuple_new = tuple.__new__  # a row of the query has the fields of AnswerWork: counting them a million times is not free


class _Iso(FunctionElement[str]):
    """A time as ISO 8601 in UTC, to the second, written by the database."""

    type = String()
    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[Any]) -> None:
        super().__init__(column)


@compiles(_Iso)
def _iso(element: _Iso, compiler: Any, **kw: Any) -> str:
    column = compiler.process(element.clauses, **kw)
    return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"


@compiles(_Iso, "sqlite")
def _iso_sqlite(element: _Iso, compiler: Any, **kw: Any) -> str:
    return f"replace(substr({compiler.process(element.clauses, **kw)}, 1, 19), ' ', 'T') || '+00:00'"


_COLUMNS = (
    Response.id,
    Response.card_id,
    Response.question_id,
    Response.job_id,
    Response.call_id,
    cast(Response.payload, Text),
    cast(Response.edited, Text),
    cast(Response.findings, Text),
    type_coerce(Response.answer_key, NullType()),
    cast(Response.golden, String),
    type_coerce(Response.is_correct, NullType()),
    Response.superseded_by,
    Response.reviewed_by,
    _Iso(Response.reviewed_at),
    _Iso(Response.created_at),
    Question.json_id,
    Question.category,
    Question.question_text,
    Question.golden_answer,
    Question.answer_schema,
    Question.system_prompt,
    Call.provider,
    Call.model,
    Call.prompt_version,
    case((Question.updated_at >= Call.sent_at, cast(Call.asked, Text)), else_=null()),
)
_ORDER = (Response.question_id, Response.id)
_IS_ANSWER = and_(Response.product == Product.ANSWER, Response.question_id.is_not(None))


def answers(conn: Connection, wanted: WorkFilter) -> Iterator[AnswerWork]:
    """The answers that a filter asks for, by question; agreement and the search are looked at by the store."""
    return _rows(conn, [chosen(wanted)], wanted)


def replaced_rejects(conn: Connection, wanted: WorkFilter) -> Iterator[AnswerWork]:
    """Answers that were rejected before another one took their place, by question; the verdicts do not matter."""
    was = [Response.superseded_by.is_not(None), Response.is_correct.is_(False), *narrowed(wanted)]
    return _rows(conn, was, wanted)


def rejects_of(conn: Connection, question_ids: Sequence[int]) -> list[AnswerWork]:
    """Every rejected answer to these questions, replaced or not, oldest first."""
    subjects = [f"#{one}" for one in question_ids]
    query = _select(Response.subject.in_(subjects), Response.is_correct.is_(False)).order_by(*_ORDER)
    return [AnswerWork._make(row) for row in conn.execute(query)]


def _rows(conn: Connection, where: list[ColumnElement[bool]], wanted: WorkFilter) -> Iterator[AnswerWork]:
    if wanted.category is not None:
        where = [*where, Question.category == wanted.category]
    query = _select(*where).order_by(*_ORDER)
    return (tuple_new(AnswerWork, row) for part in _parts(conn, query) for row in part)


def _parts(conn: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows in runs. No column needs converting: on SQLite, which streams by itself, they are the driver's own."""
    if conn.dialect.name != "sqlite":
        yield from conn.execute(query, execution_options=_STREAMED).partitions()
        return
    result = conn.execute(query)
    assert result.cursor is not None
    while part := result.cursor.fetchmany(_AT_ONCE):
        yield part
    result.close()


def _select(*where: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Question, Question.id == Response.question_id)
        .outerjoin(Call, Call.id == Response.call_id)
        .where(_IS_ANSWER, *where)
    )


class Agreements:
    """How much the answers to each question agree; asked for questions in rising order of their ids.

    The database passes over questions with a single answer by itself: most are, and nothing is to be said of them.
    """

    def __init__(self, conn: Connection) -> None:
        counted = and_(
            Response.question_id.is_not(None), Response.superseded_by.is_(None), Response.is_correct.is_not(False)
        )
        several = (
            select(Response.question_id)
            .where(counted)
            .group_by(Response.question_id)
            .having(func.count() > 1)
            .subquery()
        )
        query = (
            select(Response.question_id, Response.answer_key, func.count())
            .join(several, several.c.question_id == Response.question_id)
            .where(counted)
            .group_by(Response.question_id, Response.answer_key)
            .order_by(Response.question_id)
        )
        self._rows: Iterator[Any] = iter(conn.execute(query, execution_options=_STREAMED))
        self._next: Any = next(self._rows, None)
        self._question = 0
        self._counts: dict[bytes | None, int] = {}

    def of(self, work: AnswerWork) -> Agreement:
        """That of one answer."""
        question = work.question_id
        if question != self._question:
            if self._next is None or self._next[0] > question:
                return _ALONE
            self._advance(question)
        counts = self._counts
        equal = counts.get(work.answer_key, 0)
        return Agreement(sum(counts.values()), equal) if counts else _ALONE

    def _advance(self, question: int) -> None:
        self._question, self._counts = question, {}
        row = self._next
        while row is not None and row[0] <= question:
            if row[0] == question:
                self._counts[None if row[1] is None else bytes(row[1])] = row[2]
            row = next(self._rows, None)
        self._next = row


def verdict_counts(conn: Connection) -> list[tuple[Product, bool | None, bool, int]]:
    """Responses by product, verdict and whether another took their place: all that a filter could have taken."""
    replaced = Response.superseded_by.is_not(None)
    query = select(Response.product, Response.is_correct, replaced, func.count()).group_by(
        Response.product, Response.is_correct, replaced
    )
    return [(Product(p), v, bool(r), n) for p, v, r, n in conn.execute(query)]
