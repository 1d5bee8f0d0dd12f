"""The store's verbs about jobs and what lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Row, and_, bindparam, delete, exists, func, select, update

from distiller.db import jobs as q
from distiller.db import spending
from distiller.db.accuracy import report
from distiller.db.dependents import chunks, committed_forms, refresh_sentences
from distiller.db.items import item_record
from distiller.db.measured import measured
from distiller.db.models import Call, CallItem, InvalidResponse, Item, Job, Question, Response, Review
from distiller.errors import DistillerError, InputError
from distiller.records import (
    OPEN_JOB,
    AccuracyReport,
    CallRecord,
    InvalidRecord,
    ItemRecord,
    ItemStatus,
    JobOptions,
    JobRecord,
    JobStatus,
    Measured,
    NewJob,
    NewQuestionJob,
    Product,
    Reason,
    ReviewAction,
    Spending,
    Usage,
)
from distiller.store.base import StoreBase

_TITLE = 160
"""Characters of a question that stand for it in a list."""


class JobStore(StoreBase):
    """Jobs, their items, and the calls and invalid replies behind an item."""

    def create_job(self, new: NewJob) -> JobRecord:
        """Makes the job with its items in one transaction; the same start key again gives the same job."""
        with self._write() as conn:
            now = self.now()
            job_id, made = q.insert_job(conn, new, now)
            if made:
                wanted = [c.subject for c in new.cards if Product.SENTENCES in c.products]
                q.insert_items(conn, job_id, new, set(committed_forms(conn, wanted)), now)
                lone = [c.subject for c in new.cards if Product.FORMS not in c.products]
                if lone:
                    refresh_sentences(conn, self._cards_of(conn, job_id, lone), now)
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    def create_question_job(self, new: NewQuestionJob) -> JobRecord:
        """Makes a job of the questions that a filter means, a million in one go; the same start key gives the same job.

        Raises InputError, and makes nothing, where the filter means no question.
        """
        with self._write() as conn:
            job_id, made = q.insert_job(conn, new, self.now())
            if made and not q.insert_answers(conn, job_id, new.questions, self.now()):
                raise InputError("input-no-questions")
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    @staticmethod
    def _cards_of(conn: Any, job_id: int, subjects: Sequence[str]) -> list[int]:
        cards: list[int] = []
        for part in chunks(subjects):
            cards.extend(conn.scalars(select(Item.card_id).where(Item.job_id == job_id, Item.subject.in_(part))))
        return cards

    def fetch_job(self, job_id: int) -> JobRecord:
        """One job with its counts. Raises NotFound."""
        with self._read() as conn:
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    def find_job(self, start_key: str) -> JobRecord | None:
        """The job that this start key made, None if it made none yet."""
        with self._read() as conn:
            job_id = conn.execute(select(Job.id).where(Job.start_key == start_key)).scalar()
            return None if job_id is None else q.records(conn, [q.job_row(conn, job_id)])[0]

    def measured(self, provider: str, model: str, product: Product) -> Measured | None:
        """What the newest answered calls of this kind took, of the last some thousands; None if there are none."""
        with self._read() as conn:
            return measured(conn, provider, model, product)

    def spending_today(self, who: str | None = None) -> Spending:
        """What was spent today (UTC), by one person or by everybody."""
        now = self.now()
        key = spending.day_key(now) if who is None else spending.user_key(who, now)
        with self._read() as conn:
            return spending.totals(conn, [key]).get(key, Spending())

    def accuracy(self) -> AccuracyReport:
        """How often teachers are right by the golden answers, and how often they agree."""
        with self._read() as conn:
            return report(conn)

    def question_span(self) -> tuple[int, int]:
        """The lowest and the highest id of a question; (0, 0) where there is none."""
        with self._read() as conn:
            first, last = conn.execute(select(func.min(Question.id), func.max(Question.id))).one()
            return first or 0, last or 0

    def list_jobs(self, limit: int = 20, before: int | None = None) -> list[JobRecord]:
        """Jobs, newest first; `before` is the id that the page before ended with."""
        with self._read() as conn:
            return q.records(conn, q.job_rows(conn, limit=limit, before=before))

    def count_jobs(self) -> int:
        """How many jobs there are."""
        with self._read() as conn:
            return conn.execute(select(func.count()).select_from(Job)).scalar_one()

    def known_subjects(self, subjects: Iterable[str]) -> tuple[set[str], dict[str, int]]:
        """Which subjects are in the verb database, and which wait in a job (subject -> job id).

        Waiting: an item is open, or a current response is not rejected and not committed yet.
        """
        wanted = sorted(set(subjects))
        waiting: dict[str, int] = {}
        # written out in the statement: with parameters the index of open items is not used, and every item is read
        is_open: BindParameter[Any] = bindparam(
            "open", (ItemStatus.PENDING, ItemStatus.RUNNING), expanding=True, literal_execute=True
        )
        with self._read() as conn:
            committed = set(committed_forms(conn, wanted))
            for part in chunks(wanted):
                open_items = select(Item.subject, Item.job_id).where(Item.subject.in_(part), Item.status.in_(is_open))
                undone = select(Response.subject, Response.job_id).where(
                    Response.subject.in_(part),
                    Response.superseded_by.is_(None),
                    Response.committed_version.is_(None),
                    Response.is_correct.is_not(False),
                )
                for query in (open_items, undone):
                    waiting.update((subject, job_id) for subject, job_id in conn.execute(query))
        return committed, waiting

    def list_items(
        self, job_id: int, *, status: ItemStatus | None = None, after: int = 0, limit: int = 50
    ) -> list[ItemRecord]:
        """Items of a job in the order they were made, keyset-paged by id; reruns are among them."""
        current = (
            select(func.count()).where(Response.item_id == Item.id, Response.superseded_by.is_(None)).scalar_subquery()
        )
        title = select(func.substr(Question.question_text, 1, _TITLE)).where(Question.id == Item.question_id)
        query = (
            select(Item, current.label("responses"), Job.options, title.scalar_subquery().label("title"))
            .join(Job, Job.id == Item.job_id)
            .where(Item.job_id == job_id, Item.id > after)
            .order_by(Item.id)
            .limit(limit)
        )
        if status is not None:
            query = query.where(Item.status == status)
        with self._read() as conn:
            return [item_record(row, JobOptions.from_dict(row.options), row.responses) for row in conn.execute(query)]

    def ended_since(self, job_id: int, at: datetime) -> int:
        """How many items of a job succeeded or failed since a moment."""
        query = select(func.count()).where(
            Item.job_id == job_id,
            Item.status.in_((ItemStatus.SUCCESS, ItemStatus.FAILED)),
            Item.target_response.is_(None),
            Item.updated_at >= at,
        )
        with self._read() as conn:
            return conn.scalars(query).one()

    def calls_of_item(self, item_id: int) -> list[CallRecord]:
        """Every call that carried this item, newest first, raw replies included."""
        query = (select(Call).join(CallItem, CallItem.call_id == Call.id).where(CallItem.item_id == item_id)).order_by(
            Call.id.desc()
        )
        with self._read() as conn:
            return [_call(row) for row in conn.execute(query)]

    def invalid_of_item(self, item_id: int) -> list[InvalidRecord]:
        """What failed validation for this item, newest first."""
        query = select(InvalidResponse).where(InvalidResponse.item_id == item_id).order_by(InvalidResponse.id.desc())
        with self._read() as conn:
            return [
                InvalidRecord(
                    row.id,
                    row.item_id,
                    row.call_id,
                    row.error_type,
                    row.validation_error,
                    row.raw_text,
                    row.created_at,
                )
                for row in conn.execute(query)
            ]

    # --- what a person does to a job ------------------------------------------------------------------------

    def pause_job(self, job_id: int, reason: Reason | None = None) -> JobRecord:
        """Stops new calls of a job; those in flight are stored and interpreted."""
        return self._move(job_id, JobStatus.PAUSED, (JobStatus.QUEUED, JobStatus.RUNNING), "pause", reason)

    def resume_job(self, job_id: int) -> JobRecord:
        """Lets a paused job go on."""
        return self._move(job_id, JobStatus.QUEUED, (JobStatus.PAUSED,), "resume")

    def set_budget(self, job_id: int, budget: Decimal | None) -> JobRecord:
        """Changes what a job may cost, also while it runs; None: what the administrator allows. Raises NotFound."""
        with self._write() as conn:
            q.lock(conn, [job_id])
            q.job_row(conn, job_id)
            q.set_budget(conn, job_id, budget)
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    def cancel_job(self, job_id: int) -> JobRecord:
        """Ends a job: what waits is cancelled, what is in flight is still stored and interpreted."""
        with self._write() as conn:
            q.lock(conn, [job_id])
            row = q.job_row(conn, job_id)
            now = self.now()
            if not q.set_status(conn, job_id, JobStatus.CANCELLED, allowed=OPEN_JOB, now=now):
                raise _not_in_state(job_id, row.status, "cancel")
            conn.execute(
                update(Item)
                .where(Item.job_id == job_id, Item.status == ItemStatus.PENDING)
                .values(status=ItemStatus.CANCELLED, updated_at=now)
            )
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    def retry_failed(self, job_id: int) -> JobRecord:
        """Asks again for failed and cancelled items, with fresh attempts. Raises InputError if there are none.

        A rerun that was undone stays so.
        """
        with self._write() as conn:
            q.lock(conn, [job_id])
            row = q.job_row(conn, job_id)
            now = self.now()
            ended = (ItemStatus.FAILED, ItemStatus.CANCELLED)
            again = (
                update(Item)
                .where(Item.job_id == job_id, Item.status.in_(ended), ~_WITHDRAWN)
                .values(
                    status=ItemStatus.PENDING,
                    ready=Item.product != Product.SENTENCES,
                    attempts=0,
                    error_type=None,
                    error_message=None,
                    updated_at=now,
                )
            )
            if conn.execute(again).rowcount == 0:
                raise _not_in_state(job_id, row.status, "retry")
            waiting = select(Item.card_id).where(
                Item.job_id == job_id, Item.product == Product.SENTENCES, Item.status == ItemStatus.PENDING
            )
            refresh_sentences(conn, conn.scalars(waiting).all(), now)
            q.reopen(conn, job_id, now)
            q.settle(conn, [job_id], now)
            return q.records(conn, [q.job_row(conn, job_id)])[0]

    def delete_job(self, job_id: int) -> None:
        """Removes an ended job with its items and responses; its calls stay for the bill, its reviews for the record.

        Refuses a job that is open, and one with responses that are in the verb database.
        """
        with self._write() as conn:
            responses = select(Response.id).where(Response.job_id == job_id).order_by(Response.id)
            conn.execute(responses.with_for_update())  # before the job, as everybody does (see db.jobs.lock)
            q.lock(conn, [job_id])
            row = q.job_row(conn, job_id)
            committed = exists().where(Response.job_id == job_id, Response.committed_version.is_not(None))
            if row.status in OPEN_JOB or conn.execute(select(committed)).scalar():
                raise _not_in_state(job_id, row.status, "delete")
            conn.execute(delete(Job).where(Job.id == job_id))
            spending.forget_job(conn, job_id)

    def _move(
        self,
        job_id: int,
        status: JobStatus,
        allowed: tuple[JobStatus, ...],
        action: str,
        reason: Reason | None = None,
    ) -> JobRecord:
        with self._write() as conn:
            row = q.job_row(conn, job_id)
            if not q.set_status(conn, job_id, status, allowed=allowed, now=self.now(), reason=reason):
                raise _not_in_state(job_id, row.status, action)
            q.settle(conn, [job_id], self.now())
            return q.records(conn, [q.job_row(conn, job_id)])[0]


_WITHDRAWN = and_(
    Item.target_response.is_not(None),
    Item.status == ItemStatus.CANCELLED,
    select(Review.action)
    .where(Review.response_id == Item.target_response, Review.item_id == Item.id)
    .order_by(Review.id.desc())
    .limit(1)
    .scalar_subquery()
    == ReviewAction.UNDO,
)
"""A rerun that a person took back."""


def _not_in_state(job_id: int, status: JobStatus, action: str) -> DistillerError:
    return InputError("job-not-in-state", id=job_id, status=status.value, action=action)


def _call(row: Row[Any]) -> CallRecord:
    return CallRecord(
        id=row.id,
        job_id=row.job_id,
        product=row.product,
        provider=row.provider,
        model=row.model,
        params=row.params,
        prompt_version=row.prompt_version,
        status=row.status,
        sent_at=row.sent_at,
        latency_s=row.latency_s,
        usage=Usage(row.prompt_tokens, row.completion_tokens, row.cached_tokens),
        cost=row.cost,
        error_type=row.error_type,
        error_message=row.error_message,
        raw_reply=row.raw_reply,
        reused_from=row.reused_from,
    )
