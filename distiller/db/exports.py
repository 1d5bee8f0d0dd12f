"""What an export reads, part by part: subjects first (small), then their approved work (wide) in runs of subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from distiller.db.models import Call, InvalidResponse, Item, Job, Response
from distiller.records import Product
from distiller.verb_work import InvalidWork, Work, WorkFilter


def _approved(wanted: WorkFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [Response.superseded_by.is_(None), Response.is_correct.is_(True)]
    if wanted.job is not None:
        conditions.append(Response.job_id == wanted.job)
    if wanted.committed_only:
        conditions.append(Response.committed_version == Response.version)
    if wanted.q:
        conditions.append(Response.subject.contains(wanted.q, autoescape=True))
    return and_(*conditions)


def approved_subjects(conn: Connection, product: Product, wanted: WorkFilter) -> list[str]:
    """The subjects with an approved, current response of a product, in no particular order."""
    query = select(Response.subject).distinct().where(Response.product == product, _approved(wanted))
    return list(conn.scalars(query))


_SENTENCE = func.coalesce(Response.edited["sentence"].as_string(), Response.payload["sentence"].as_string())


def work_of(
    conn: Connection, subjects: Sequence[str], wanted: WorkFilter, *, thin: bool = False
) -> dict[str, list[Work]]:
    """The approved sentences of these subjects, and every current form set of theirs, in any job.

    `thin`: of a sentence only its text and answer, taken out by the database; enough to count.
    """
    found: dict[str, list[Work]] = {subject: [] for subject in subjects}
    everything = (Response.payload, Response.edited, Response.analysis, Call.model)
    extract = (_SENTENCE.label("text"), Response.analysis["answer"].as_string().label("answer"))
    forms = and_(Response.product == Product.FORMS, Response.superseded_by.is_(None))
    sentences = and_(Response.product == Product.SENTENCES, _approved(wanted))
    for columns, where in ((everything, forms), (extract if thin else everything, sentences)):
        query = select(*_NARROW, *columns).where(Response.subject.in_(subjects), where)
        if columns is everything:
            query = query.outerjoin(Call, Call.id == Response.call_id)
        for row in conn.execute(query.order_by(Response.card_id, Response.position, Response.id)):
            found[row.subject].append(_work(row, thin=columns is extract))
    return found


_NARROW = (
    Response.id,
    Response.subject,
    Response.product,
    Response.card_id,
    Response.form_key,
    Response.is_correct,
    Response.reviewed_by,
    Response.reviewed_at,
    Response.version,
    Response.committed_version,
    Response.job_id,
)


def _work(row: Any, *, thin: bool) -> Work:
    if thin:
        content, analysis = {"sentence": row.text}, {"answer": row.answer}
    else:
        content, analysis = row.payload if row.edited is None else row.edited, row.analysis or {}
    return Work(
        id=row.id,
        subject=row.subject,
        product=row.product,
        card_id=row.card_id,
        content=content,
        analysis=analysis,
        form_key=row.form_key,
        is_correct=row.is_correct,
        reviewer=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        committed=row.committed_version == row.version,
        job=row.job_id,
        model=None if thin else row.model,
    )


def invalid_work(conn: Connection, wanted: WorkFilter) -> Iterator[InvalidWork]:
    """Invalid responses, oldest first, streaming."""
    query = (
        select(
            InvalidResponse.id,
            Item.subject,
            Item.product,
            InvalidResponse.error_type,
            InvalidResponse.validation_error,
            InvalidResponse.raw_text,
            InvalidResponse.created_at,
            Job.id,
            Call.model,
        )
        .outerjoin(Item, Item.id == InvalidResponse.item_id)
        .outerjoin(Call, Call.id == InvalidResponse.call_id)
        .outerjoin(Job, Job.id == Item.job_id)
        .order_by(InvalidResponse.id)
    )
    if wanted.job is not None:
        query = query.where(or_(Item.job_id == wanted.job, and_(Item.id.is_(None), Call.job_id == wanted.job)))
    if wanted.q:
        query = query.where(Item.subject.contains(wanted.q, autoescape=True))
    for row in conn.execution_options(yield_per=500).execute(query):
        yield InvalidWork(*row)
