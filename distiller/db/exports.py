"""What an export reads, part by part: subjects first (small), then their approved work (wide) in runs of subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from distiller.db.models import Call, InvalidResponse, Item, Job, Response
from distiller.records import Product


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which responses an export is about. `q` is part of the subject."""

    job: int | None = None
    committed_only: bool = False
    q: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A current response with where it comes from. `model` is None for one that a person wrote."""

    id: int
    subject: str
    product: Product
    card_id: int
    content: Mapping[str, Any]
    analysis: Mapping[str, Any]
    form_key: str | None
    is_correct: bool | None
    reviewer: str | None
    reviewed_at: datetime | None
    committed: bool
    job: int
    model: str | None


@dataclass(frozen=True, slots=True)
class InvalidWork:
    """A reply, or part of one, that failed validation, with where it comes from."""

    id: int
    subject: str | None
    product: Product | None
    error_type: str
    message: str
    raw_text: str
    created_at: datetime
    job: int | None
    model: str | None


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


def work_of(conn: Connection, subjects: Sequence[str], wanted: WorkFilter) -> dict[str, list[Work]]:
    """The approved work of these subjects, and every current form set of theirs, in any job."""
    forms = and_(Response.product == Product.FORMS, Response.superseded_by.is_(None))
    rows = conn.execute(
        select(
            Response.id,
            Response.subject,
            Response.product,
            Response.card_id,
            Response.payload,
            Response.edited,
            Response.analysis,
            Response.form_key,
            Response.is_correct,
            Response.reviewed_by,
            Response.reviewed_at,
            Response.version,
            Response.committed_version,
            Response.job_id,
            Call.model,
        )
        .outerjoin(Call, Call.id == Response.call_id)
        .where(Response.subject.in_(subjects), or_(forms, _approved(wanted)))
        .order_by(Response.card_id, Response.product, Response.position, Response.id)
    )
    found: dict[str, list[Work]] = {subject: [] for subject in subjects}
    for row in rows:
        found[row.subject].append(
            Work(
                id=row.id,
                subject=row.subject,
                product=row.product,
                card_id=row.card_id,
                content=row.payload if row.edited is None else row.edited,
                analysis=row.analysis or {},
                form_key=row.form_key,
                is_correct=row.is_correct,
                reviewer=row.reviewed_by,
                reviewed_at=row.reviewed_at,
                committed=row.committed_version == row.version,
                job=row.job_id,
                model=row.model,
            )
        )
    return found


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
