"""Answers counted: against golden answers, and against each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from distiller.db.models import Job, Question, Response
from distiller.records import AccuracyReport, AccuracyRow, AgreementRow, GoldenMatch

IMPORTED = "import"
"""The provider of answers that came along with their questions: no call stands behind them."""

_FIELDS = {
    GoldenMatch.EXACT: "exact",
    GoldenMatch.NORMALISED: "normalised",
    GoldenMatch.DIFFERS: "differs",
    None: "without_golden",
}


def report(conn: Connection) -> AccuracyReport:
    """See `AccuracyReport`."""
    models, categories = _accuracy(conn)
    compared, agree = _agreement(conn)
    return AccuracyReport(models, categories, compared, agree, _pairs(conn))


def _accuracy(conn: Connection) -> tuple[tuple[AccuracyRow, ...], tuple[AccuracyRow, ...]]:
    """What teachers answered, current answers only; what a person wrote in their place says nothing about them."""
    edited = case((Response.edited.is_not(None), 1), else_=0)
    rows = conn.execute(
        select(Job.provider, Job.model_name, Question.category, Response.golden, edited, func.count())
        .join(Job, Job.id == Response.job_id)
        .join(Question, Question.id == Response.question_id)
        .where(
            Response.question_id.is_not(None),
            Response.superseded_by.is_(None),
            or_(Response.call_id.is_not(None), Job.provider == IMPORTED),
        )
        .group_by(Job.provider, Job.model_name, Question.category, Response.golden, edited)
    )
    counts: dict[tuple[str, str, str | None], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for provider, model, category, golden, changed, count in rows:
        for of in (category, None):
            counts[provider, model, of]["edited" if changed else _FIELDS[golden]] += count
    found = [AccuracyRow(key[0], key[1], key[2], **counts[key]) for key in sorted(counts, key=_order)]
    return tuple(r for r in found if r.category is None), tuple(r for r in found if r.category is not None)


def _order(key: tuple[str, str, str | None]) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _current(response: Any) -> tuple[Any, ...]:
    return (
        response.question_id.is_not(None),
        response.superseded_by.is_(None),
        or_(response.is_correct.is_(None), response.is_correct),
        response.answer_key.is_not(None),
    )


def _agreement(conn: Connection) -> tuple[int, int]:
    """Questions with answers of two or more jobs, and those of them with one answer."""
    per_question = (
        select(func.count(Response.answer_key.distinct()).label("answers"))
        .where(*_current(Response))
        .group_by(Response.question_id)
        .having(func.count(Response.job_id.distinct()) > 1)
        .subquery()
    )
    equal = case((per_question.c.answers == 1, 1), else_=0)
    compared, agree = conn.execute(select(func.count(), func.sum(equal)).select_from(per_question)).one()
    return compared, int(agree or 0)


def _pairs(conn: Connection) -> tuple[AgreementRow, ...]:
    """The same for every two models; a model that answered twice is no pair with itself."""
    one, other = aliased(Response), aliased(Response)
    job, another = aliased(Job), aliased(Job)
    first = job.provider + "/" + job.model_name
    second = another.provider + "/" + another.model_name
    per_question = (
        select(
            first.label("first"),
            second.label("second"),
            func.max(case((one.answer_key == other.answer_key, 1), else_=0)).label("agree"),
        )
        .select_from(one)
        .join(other, and_(other.question_id == one.question_id, other.job_id != one.job_id))
        .join(job, job.id == one.job_id)
        .join(another, another.id == other.job_id)
        .where(*_current(one), *_current(other), first < second)
        .group_by(one.question_id, first, second)
        .subquery()
    )
    columns = per_question.c
    rows = conn.execute(
        select(columns.first, columns.second, func.count(), func.sum(columns.agree))
        .group_by(columns.first, columns.second)
        .order_by(columns.first, columns.second)
    )
    return tuple(AgreementRow((a, b), count, int(agree)) for a, b, count, agree in rows)
