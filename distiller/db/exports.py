"""What an export reads, part by part: subjects first (small), then their approved work (wide) in runs of subjects.

The search `q` of a filter is not looked at here but by the store, which knows that an ï may be found as an i.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlalchemy import false as sql_false
from sqlalchemy.orm import aliased

from distiller.db.models import Call, InvalidResponse, Item, Job, Response
from distiller.records import Product
from distiller.verb_work import InvalidWork, Verdict, Work, WorkFilter

_VERDICTS = {Verdict.APPROVED: True, Verdict.UNDECIDED: None, Verdict.REJECTED: False}
_ByCall = aliased(Call)


def chosen(wanted: WorkFilter) -> ColumnElement[bool]:
    """What a filter asks for, as far as a response and its call say; never null."""
    verdicts = or_(*(Response.is_correct.is_(_VERDICTS[v]) for v in sorted(wanted.verdicts)))
    return and_(Response.superseded_by.is_(None), verdicts, *narrowed(wanted))


def narrowed(wanted: WorkFilter) -> list[ColumnElement[bool]]:
    """The restrictions of a filter apart from the verdict."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.job is not None:
        conditions.append(Response.job_id == wanted.job)
    if wanted.committed_only:
        conditions.append(func.coalesce(Response.committed_version == Response.version, sql_false()))
    if wanted.model is not None:
        model = select(_ByCall.model).where(_ByCall.id == Response.call_id).correlate(Response).scalar_subquery()
        conditions.append(func.coalesce(model == wanted.model, sql_false()))
    if wanted.reviewer is not None:
        conditions.append(func.coalesce(Response.reviewed_by == wanted.reviewer, sql_false()))
    at = func.coalesce(Response.reviewed_at, Response.created_at)
    if wanted.since is not None:
        conditions.append(at >= wanted.since)
    if wanted.until is not None:
        conditions.append(at < wanted.until)
    return conditions


def approved_subjects(conn: Connection, product: Product, wanted: WorkFilter) -> list[str]:
    """The subjects with a response of a product that the filter asks for, in no particular order."""
    query = select(Response.subject).distinct().where(Response.product == product, chosen(wanted))
    return list(conn.scalars(query))


_SENTENCE = func.coalesce(Response.edited["sentence"].as_string(), Response.payload["sentence"].as_string())
_ANSWER = Response.analysis["answer"].as_string()


def work_of(
    conn: Connection, subjects: Sequence[str], wanted: WorkFilter, *, thin: bool = False
) -> dict[str, list[Work]]:
    """The sentences of these subjects that the filter asks for, and every current form set of theirs, in any job.

    `thin`: of a sentence only its text and answer, taken out by the database; enough to count.
    """
    found: dict[str, list[Work]] = {subject: [] for subject in subjects}
    forms = and_(Response.product == Product.FORMS, Response.superseded_by.is_(None))
    sentences = and_(Response.product == Product.SENTENCES, chosen(wanted))
    whose = Response.subject.in_(subjects)
    said = _thin(conn, whose, sentences) if thin else _whole(conn, wanted, whose, sentences)
    for work in (*_whole(conn, wanted, whose, forms), *said):
        found[work.subject].append(work)
    return found


_ORDER = (Response.card_id, Response.position, Response.id)


def _whole(conn: Connection, wanted: WorkFilter, *where: ColumnElement[bool]) -> Iterator[Work]:
    query = (
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
            Response.call_id,
            Call.model,
            Call.provider,
            Call.prompt_version,
            chosen(wanted).label("chosen"),
            Response.superseded_by,
        )
        .outerjoin(Call, Call.id == Response.call_id)
        .where(*where)
    )
    for row in conn.execute(query.order_by(*_ORDER)):
        yield Work(
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
            chosen=bool(row.chosen),
            call=row.call_id,
            prompt_version=row.prompt_version,
            provider=row.provider,
            original=None if row.edited is None else row.payload,
            superseded_by=row.superseded_by,
        )


def _thin(conn: Connection, *where: ColumnElement[bool]) -> Iterator[Work]:
    """Approved sentences with what decides whether they are exported; nothing that is only shown."""
    committed = Response.committed_version == Response.version
    query = select(
        Response.id,
        Response.subject,
        Response.card_id,
        _SENTENCE,
        _ANSWER,
        Response.form_key,
        committed,
        Response.job_id,
        Response.position,
    ).where(*where)
    # sorted here: the database would carry every whole payload through its sorter, which takes twice as long
    rows = sorted(conn.execute(query).all(), key=itemgetter(2, 8, 0))
    sentences = Product.SENTENCES
    for id_, subject, card_id, text, answer, key, is_committed, job, _position in rows:
        content, analysis = {"sentence": text}, {"answer": answer}
        yield Work(
            id_, subject, sentences, card_id, content, analysis, key, True, None, None, bool(is_committed), job,
            None, True,
        )  # fmt: skip


def rejects_of(conn: Connection, subjects: Sequence[str], product: Product, wanted: WorkFilter) -> list[Work]:
    """What was rejected of these subjects, replaced by another try or not, oldest first; the verdicts do not matter."""
    whose = Response.subject.in_(subjects), Response.product == product, Response.is_correct.is_(False)
    return list(_whole(conn, wanted, *whose, *narrowed(wanted)))


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
    for row in conn.execution_options(yield_per=500).execute(query):
        yield InvalidWork(*row)
