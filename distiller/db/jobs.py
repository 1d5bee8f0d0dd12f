"""Queries about jobs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, String, bindparam, case, cast, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from distiller.db import questions, spending
from distiller.db.models import Call, Item, Job, Question
from distiller.db.notes import note
from distiller.db.text import storable_params
from distiller.errors import NotFound
from distiller.records import (
    CARD_SPAN,
    OPEN_JOB,
    CallStatus,
    Estimate,
    ItemCounts,
    ItemStatus,
    JobOptions,
    JobRecord,
    JobStatus,
    NewJob,
    NewQuestionJob,
    Product,
    QuestionFilter,
    Reason,
    Spending,
)

_OPEN_ITEM = (ItemStatus.PENDING, ItemStatus.RUNNING)


def insert_job(conn: Connection, new: NewJob | NewQuestionJob, now: datetime) -> tuple[int, bool]:
    """The id of the job with this start key, and whether it was made now: the key settles a double click."""
    dialect = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    statement = (
        dialect(Job)
        .values(
            start_key=new.start_key,
            status=JobStatus.QUEUED,
            input_text=new.input_text if isinstance(new, NewJob) else "",
            requested_count=len(new.cards) if isinstance(new, NewJob) else 0,
            created_by=new.created_by,
            provider=new.provider,
            model_name=new.model_name,
            model_params=dict(new.model_params),
            options=new.options.to_dict(),
            created_at=now,
            updated_at=now,
            budget=new.budget,
            estimate=None if new.estimate is None else new.estimate.to_dict(),
        )
        .on_conflict_do_nothing(index_elements=["start_key"])
        .returning(Job.id)
    )
    made = conn.execute(statement).scalar()
    if made is None:
        return conn.execute(select(Job.id).where(Job.start_key == new.start_key)).scalar_one(), False
    note(conn, "job-created", job=made, provider=new.provider, model=new.model_name)
    return made, True


def insert_answers(conn: Connection, job_id: int, wanted: QuestionFilter, now: datetime) -> int:
    """One item for each question of the filter, made by the database itself; how many. Sets what the job asks for."""
    chosen = (
        select(Question.id).where(*questions.conditions(wanted)).order_by(Question.id).limit(wanted.limit).subquery()
    )
    position = func.row_number().over(order_by=chosen.c.id) - 1
    rows = select(
        literal(job_id, Item.job_id.type),
        (literal(job_id * CARD_SPAN, Item.card_id.type) + position),
        literal("#", String()).concat(cast(chosen.c.id, String())),
        chosen.c.id,
        literal(Product.ANSWER, Item.product.type),
        literal(ItemStatus.PENDING, Item.status.type),
        literal(True, Item.ready.type),
        literal(0, Item.attempts.type),
        literal(now, Item.updated_at.type),
    ).order_by(chosen.c.id)
    names = ["job_id", "card_id", "subject", "question_id", "product", "status", "ready", "attempts", "updated_at"]
    conn.execute(insert(Item).from_select(names, rows))
    made = conn.execute(select(func.count()).where(Item.job_id == job_id)).scalar_one()
    conn.execute(update(Job).where(Job.id == job_id).values(requested_count=made))
    return made


def insert_items(conn: Connection, job_id: int, new: NewJob, committed: set[str], now: datetime) -> None:
    """The items of a new job; sentences are ready at once where the verb's forms are committed."""
    rows = [
        {
            "job_id": job_id,
            "card_id": job_id * CARD_SPAN + position,
            "subject": card.subject,
            "product": product,
            "status": ItemStatus.PENDING,
            "ready": product != Product.SENTENCES or card.subject in committed,
            "attempts": 0,
            "updated_at": now,
        }
        for position, card in enumerate(new.cards)
        for product in card.products
    ]
    conn.execute(insert(Item), rows)


def job_rows(conn: Connection, *, limit: int, before: int | None) -> Sequence[Row[Any]]:
    """Jobs, newest first."""
    query = select(*_JOB_COLUMNS).order_by(Job.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Job.id < before)
    return conn.execute(query).all()


def job_row(conn: Connection, job_id: int) -> Row[Any]:
    """One job. Raises NotFound."""
    row = conn.execute(select(*_JOB_COLUMNS).where(Job.id == job_id)).one_or_none()
    if row is None:
        raise NotFound("not-found", what="Job", id=job_id)
    return row


# The pasted text can be megabytes: no list reads it.
_JOB_COLUMNS = (
    Job.id,
    Job.status,
    Job.reason,
    Job.requested_count,
    Job.created_by,
    Job.provider,
    Job.model_name,
    Job.model_params,
    Job.options,
    Job.created_at,
    Job.updated_at,
    Job.budget,
    Job.estimate,
)


def records(conn: Connection, rows: Sequence[Row[Any]]) -> list[JobRecord]:
    """The rows with their counts and sums."""
    ids = [row.id for row in rows]
    counts = _item_counts(conn, ids)
    sums = _call_sums(conn, ids)
    spent = spending.totals(conn, map(spending.job_key, ids))
    return [
        JobRecord(
            id=row.id,
            status=row.status,
            reason=Reason(row.reason["code"], row.reason["params"]) if row.reason else None,
            requested_count=row.requested_count,
            created_by=row.created_by,
            provider=row.provider,
            model_name=row.model_name,
            model_params=row.model_params,
            options=JobOptions.from_dict(row.options),
            created_at=row.created_at,
            updated_at=row.updated_at,
            forms=counts[row.id, Product.FORMS],
            sentences=counts[row.id, Product.SENTENCES],
            answers=counts[row.id, Product.ANSWER],
            budget=row.budget,
            estimate=None if row.estimate is None else Estimate.from_dict(row.estimate),
            spending=spent.get(spending.job_key(row.id), Spending()),
            **sums.get(row.id, {}),
        )
        for row in rows
    ]


def _item_counts(conn: Connection, ids: Sequence[int]) -> dict[tuple[int, Product], ItemCounts]:
    found: dict[tuple[int, Product], dict[str, int]] = defaultdict(dict)
    rows = conn.execute(
        select(Item.job_id, Item.product, Item.status, func.count())
        .where(Item.job_id.in_(ids), Item.target_response.is_(None))
        .group_by(Item.job_id, Item.product, Item.status)
    )
    for job_id, product, status, count in rows:
        found[job_id, product][status.value] = count
    return defaultdict(ItemCounts, {key: ItemCounts(**value) for key, value in found.items()})


def _call_sums(conn: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    unknown = func.sum(case(((Call.status == CallStatus.ANSWERED) & Call.cost.is_(None), 1), else_=0))
    rows = conn.execute(
        select(
            Call.job_id,
            func.count(),
            func.coalesce(func.sum(Call.prompt_tokens), 0),
            func.coalesce(func.sum(Call.completion_tokens), 0),
            func.coalesce(func.sum(Call.cost), 0),
            unknown,
            func.min(Call.sent_at),
            func.max(Call.answered_at),
            func.count(Call.reused_from),
        )
        .where(Call.job_id.in_(ids))
        .group_by(Call.job_id)
    )
    return {
        job_id: {
            "calls": calls,
            "prompt_tokens": int(prompt),
            "completion_tokens": int(completion),
            "cost": None if unknown_count else cost,
            "first_call_at": first,
            "last_reply_at": last,
            "reused": reused,
        }
        for job_id, calls, prompt, completion, cost, unknown_count, first, last, reused in rows
        if job_id is not None
    }


_LOCK = (
    select(Job.id, Job.status)
    .where(Job.id.in_(bindparam("ids", expanding=True)))
    .order_by(Job.id)
    .with_for_update(key_share=True)
)


def lock(conn: Connection, job_ids: Iterable[int]) -> dict[int, JobStatus]:
    """The status of each job, which nobody else changes before this transaction ends; missing if it is gone.

    On PostgreSQL every write about the items of a job begins here, and locks in this order: responses, jobs, calls,
    items. So no two wait for each other, and of the last outcomes of a job one sees that all have ended.
    """
    rows = conn.execute(_LOCK, {"ids": sorted(set(job_ids))})
    return {row.id: row.status for row in rows}


def set_status(
    conn: Connection,
    job_id: int,
    status: JobStatus,
    *,
    allowed: Iterable[JobStatus],
    now: datetime,
    reason: Reason | None = None,
) -> bool:
    """Moves a job to `status` if it is in one of `allowed`; False if it is not."""
    done = conn.execute(
        update(Job)
        .where(Job.id == job_id, Job.status.in_(list(allowed)))
        .values(
            status=status,
            reason=None if reason is None else {"code": reason.code, "params": storable_params(reason.params)},
            updated_at=now,
        )
    )
    if done.rowcount != 1:
        return False
    note(conn, _EVENTS[status], job=job_id, status=status.value, reason=None if reason is None else reason.code)
    return True


_EVENTS = {
    JobStatus.QUEUED: "job-resumed",
    JobStatus.RUNNING: "job-started",
    JobStatus.PAUSED: "job-paused",
    JobStatus.DONE: "job-ended",
    JobStatus.FAILED: "job-ended",
    JobStatus.CANCELLED: "job-ended",
}


# with each product named, the open items of a job are looked up in ix_items_counts and not searched among all of them
_IS_OPEN = exists().where(Item.job_id == Job.id, Item.product.in_(list(Product)), Item.status.in_(_OPEN_ITEM))
_SUCCEEDED = exists().where(Item.job_id == Job.id, Item.product.in_(list(Product)), Item.status == ItemStatus.SUCCESS)
_SETTLE = (
    update(Job)
    .where(Job.id == bindparam("job"), Job.status.in_(OPEN_JOB), ~_IS_OPEN)
    .values(
        status=case((_SUCCEEDED, JobStatus.DONE.value), else_=JobStatus.FAILED.value),
        reason=None,
        updated_at=bindparam("now"),
    )
)


def settle(conn: Connection, job_ids: Iterable[int], now: datetime) -> None:
    """Ends the open jobs that have no open item: done, or failed if nothing succeeded."""
    settle_locked(conn, lock(conn, job_ids), now)


def settle_locked(conn: Connection, job_ids: Iterable[int], now: datetime) -> None:
    """The same for jobs that this transaction has locked already."""
    for job_id in sorted(job_ids):
        if conn.execute(_SETTLE, {"job": job_id, "now": now}).rowcount == 1:
            status = conn.execute(select(Job.status).where(Job.id == job_id)).scalar_one()
            note(conn, _EVENTS[status], job=job_id, status=status.value)


def set_budget(conn: Connection, job_id: int, budget: Decimal | None) -> None:
    """What a job may cost; None: what the administrator allows every job. The job is locked."""
    conn.execute(update(Job).where(Job.id == job_id).values(budget=budget))
    note(conn, "job-budget", job=job_id, budget=budget)


def reopen(conn: Connection, job_id: int, now: datetime) -> None:
    """Lets an ended job run again, because it has an open item again."""
    ended = (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)
    set_status(conn, job_id, JobStatus.QUEUED, allowed=ended, now=now)
