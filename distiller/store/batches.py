"""The store's verbs about batches: each one short transaction, and each can be done again without harm.

What must be true at any instant, so that a process may end there: a call of a batch and its items are held by the
batch and by no process; a batch that the provider may have made says so before it is asked; a reply is stored before
it is interpreted; and the end of a batch comes after all of its calls.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection, or_

from distiller.db import batches as q
from distiller.db import calls, claims, outcomes
from distiller.db import jobs as job_queries
from distiller.db.batches import FailedCall
from distiller.db.calls import Sending
from distiller.db.dependents import refresh_sentences
from distiller.db.models import Batch
from distiller.db.outcomes import Outcome
from distiller.db.spending import Changes
from distiller.records import (
    Admission,
    BatchCall,
    BatchRecord,
    BatchStatus,
    ClaimedItem,
    Invalid,
    JobStatus,
    Product,
    Reason,
    RemoteBatch,
    TeacherReply,
)
from distiller.store.base import StoreBase

__all__ = ["BatchStore", "FailedCall", "Outcome", "Sending"]

_RUNS = (JobStatus.QUEUED, JobStatus.RUNNING)
_UNMADE = (BatchStatus.PREPARING, BatchStatus.CREATING)


class BatchStore(StoreBase):
    """Batches of a job. A verb with an `owner` does nothing for a batch that another one follows."""

    def batches_of_job(self, job_id: int, limit: int = 100) -> list[BatchRecord]:
        """The batches of a job, newest first."""
        with self._read() as conn:
            return q.records(conn, Batch.job_id == job_id, limit=limit)

    def take_batches(self, owner: str) -> list[BatchRecord]:
        """The open batches that this owner follows, from now on also those that nobody does; oldest first."""
        with self._read() as conn:
            found = q.records(conn, Batch.ended_at.is_(None), or_(Batch.owner.is_(None), Batch.owner == owner))
            if not q.unfollowed(conn):
                return found[::-1]
        with self._write() as conn:
            return q.take(conn, owner, self.now())

    def cancelled_jobs_with_batches(self) -> list[int]:
        """Jobs that were cancelled while the provider had a batch of theirs, which is not over yet."""
        with self._read() as conn:
            found = q.records(conn, Batch.ended_at.is_(None))
        return sorted({b.job_id for b in found if b.job_id is not None and b.job_status == JobStatus.CANCELLED})

    def free_batches(self, owner: str) -> None:
        """This owner follows none any more."""
        with self._write() as conn:
            q.free(conn, owner)

    # --- before it is made ----------------------------------------------------------------------------------

    def open_batch(self, owner: str, job_id: int, provider: str, model: str) -> BatchRecord | None:
        """A new batch without calls, if the job runs, has items that are ready and no batch that is being prepared,
        made or fetched."""
        with self._read() as conn:
            if not q.work_waits(conn, job_id):
                return None
        with self._write() as conn:
            if job_queries.lock(conn, [job_id]).get(job_id) not in _RUNS or not q.work_waits(conn, job_id):
                return None
            made = q.insert_batch(conn, owner, job_id, provider, model, uuid.uuid4().hex, self.now())
            return q.records(conn, Batch.id == made)[0]

    def add_to_batch(self, batch_id: int, sendings: Sequence[Sending], sizes: Sequence[int]) -> list[Admission]:
        """Commit 1 of calls that go out with a batch: from now on their items are held by it.

        A call is not made where a lease is gone, the job has stopped or the batch is not being prepared any more.
        """
        jobs = {one.call.job_id for one in sendings}
        with self._write() as conn:
            now = self.now()
            statuses = job_queries.lock(conn, jobs)
            if not sendings or not q.lock(conn, sendings[0].owner, batch_id, BatchStatus.PREPARING):
                return [Admission(None)] * len(sendings)
            money = Changes()
            admitted = calls.send(conn, sendings, statuses, _RUNS, now, money, self.caps)
            made = [n for n, one in enumerate(admitted) if one.call_id is not None]
            out = [n for n in made if admitted[n].reused is None]
            q.hold(conn, [item for n in made for item in sendings[n].items], now)
            q.grow(conn, batch_id, len(out), sum(sizes[n] for n in out), now)
            money.write(conn, now)
            return admitted

    def answered_before(self, items: Sequence[ClaimedItem]) -> dict[int, int]:
        """How many replies each item has had a part in; those without any are left out."""
        with self._read() as conn:
            return q.answered_before(conn, items)

    def drop_batch(self, owner: str, batch: BatchRecord) -> None:
        """Forgets a batch that was surely never made, and its calls; their items wait again."""
        with self._write() as conn:
            job_queries.lock(conn, _job(batch))
            if q.lock(conn, owner, batch.id, *_UNMADE):
                money = Changes()
                q.drop(conn, batch.id, self.now(), money)
                money.write(conn, self.now())
                job_queries.settle(conn, _job(batch), self.now())

    # --- while the provider has it --------------------------------------------------------------------------

    def creating_batch(self, owner: str, batch: BatchRecord, file_id: str) -> bool:
        """The provider is about to be asked to make it. False: it must not be, since its job has stopped or another
        process has taken it."""
        with self._write() as conn:
            runs = bool(set(job_queries.lock(conn, _job(batch)).values()) & set(_RUNS))
            if not runs or not q.lock(conn, owner, batch.id, *_UNMADE):
                return False
            q.creating(conn, batch.id, file_id, self.now())
            return True

    def unmade_batch(self, owner: str, batch: BatchRecord) -> None:
        """The provider refused to make it."""
        with self._write() as conn:
            if q.lock(conn, owner, batch.id, BatchStatus.CREATING):
                q.unmade(conn, batch.id, self.now())

    def made_batch(self, batch_id: int, remote: RemoteBatch) -> bool:
        """The provider has made it, whoever asked for it. False: it is known under another id or not wanted any more,
        and this one is to be cancelled."""
        with self._write() as conn:
            return q.made(conn, batch_id, remote, self.now())

    def seen_batch(self, batch_id: int, remote: RemoteBatch) -> None:
        """What the provider says of it now."""
        with self._write() as conn:
            q.seen(conn, batch_id, remote, self.now())

    def trouble_with_batch(self, batch_id: int, reason: Reason | None) -> None:
        """Why it does not go on; None: it does."""
        with self._write() as conn:
            q.trouble(conn, batch_id, reason)

    # --- what comes of it -----------------------------------------------------------------------------------

    def open_batch_calls(
        self, batch_id: int, *, after: int = 0, limit: int = 500, ids: Sequence[int] | None = None
    ) -> list[BatchCall]:
        """Calls that nobody interpreted, by id: those of `ids`, or all behind `after`."""
        with self._read() as conn:
            return q.open_calls(conn, batch_id, after=after, limit=limit, ids=ids)

    def save_batch_replies(self, batch_id: int, replies: Sequence[tuple[int, TeacherReply]]) -> None:
        """Commit 2 of many calls. A reply that is there already stays as it is."""
        with self._write() as conn:
            money = Changes()
            q.answer(conn, batch_id, replies, self.now(), money)
            money.write(conn, self.now())

    def save_batch_outcomes(self, read: Sequence[Outcome], items: Sequence[ClaimedItem]) -> None:
        """Commit 3 of many calls; of `items`, all that waited for them, those that have not ended wait again."""
        with self._write() as conn:
            now = self.now()
            outcomes.lock_targets(conn, [r for one in read for r in one.results])
            job_queries.lock(conn, {item.job_id for item in items})
            unread = outcomes.begin(conn, read, now)
            applied = outcomes.apply(conn, [one for one in read if one.call_id in unread], now)
            ended = [r.item for r in applied if not r.retry]
            self._passed_on(conn, ended, items)

    def fail_batch_calls(self, failed: Sequence[FailedCall]) -> None:
        """Calls that ended without a reply: their items fail, or wait again."""
        items = [item for one in failed for item in one.items]
        with self._write() as conn:
            now = self.now()
            job_queries.lock(conn, {item.job_id for item in items})
            money = Changes()
            q.fail(conn, failed, now, money)
            ended: list[ClaimedItem] = []
            for one in failed:
                why = Invalid(one.error.type.value, str(one.error), "")
                ended += outcomes.fail_items(conn, one.ends, why, now) if one.ends else []
            again = [i for one in failed if one.counts for i in one.items if i not in one.ends]
            outcomes.count_attempts(conn, again, now)
            self._passed_on(conn, ended, items)
            money.write(conn, now)

    def _passed_on(self, conn: Connection, ended: Sequence[ClaimedItem], items: Sequence[ClaimedItem]) -> None:
        """What follows for others: sentences that have their forms now, items that wait again, jobs that are done."""
        now = self.now()
        cards = {item.card_id for item in ended if item.product == Product.FORMS}
        if cards:
            refresh_sentences(conn, cards, now)
        claims.release(conn, items, now)
        job_queries.settle(conn, {item.job_id for item in items}, now)

    def end_batch(self, batch: BatchRecord, reason: Reason | None) -> bool:
        """All that came of a batch is stored; its job pauses where there is a reason. False: a call is still open."""
        with self._write() as conn:
            now = self.now()
            job_queries.lock(conn, _job(batch))
            if not q.end(conn, batch, now):
                return False
            if reason is not None and batch.job_id is not None:
                job_queries.set_status(conn, batch.job_id, JobStatus.PAUSED, allowed=_RUNS, now=now, reason=reason)
            job_queries.settle(conn, _job(batch), now)
            return True


def _job(batch: BatchRecord) -> list[int]:
    return [] if batch.job_id is None else [batch.job_id]
