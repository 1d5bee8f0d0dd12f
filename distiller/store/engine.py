"""The store's verbs for the engine: owners, claims, calls, replies, outcomes. Each is one short transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from distiller.db import calls, claims, outcomes, spending
from distiller.db import jobs as job_queries
from distiller.db.calls import Answered, CallWrite, Failed, NewCall, Renewing, Sending, Withdrawn
from distiller.db.dependents import refresh_sentences
from distiller.db.models import Job, Owner
from distiller.db.outcomes import Outcome
from distiller.errors import TeacherError
from distiller.records import (
    Admission,
    ClaimedItem,
    Invalid,
    ItemOutcome,
    JobOptions,
    JobStatus,
    Product,
    Reason,
    StoredReply,
    TeacherReply,
)
from distiller.store.base import StoreBase

__all__ = [
    "ActiveJob",
    "Answered",
    "CallWrite",
    "EngineStore",
    "Failed",
    "NewCall",
    "Outcome",
    "Renewing",
    "Sending",
    "Withdrawn",
]


@dataclass(frozen=True, slots=True)
class ActiveJob:
    """A job that the engine may work on."""

    id: int
    status: JobStatus
    provider: str
    model_name: str
    model_params: Mapping[str, Any]
    options: JobOptions


_RUNS = (JobStatus.QUEUED, JobStatus.RUNNING)
_JOB = (Job.id, Job.status, Job.provider, Job.model_name, Job.model_params, Job.options)


def _active(row: Row[Any]) -> ActiveJob:
    return ActiveJob(
        row.id, row.status, row.provider, row.model_name, row.model_params, JobOptions.from_dict(row.options)
    )


def _lock(conn: Connection, items: Sequence[ClaimedItem]) -> None:
    job_queries.lock(conn, {item.job_id for item in items})


class EngineStore(StoreBase):
    """What keeps the engine's promises: nothing lost, nothing paid twice."""

    # --- owners ---------------------------------------------------------------------------------------------

    def register_owner(self) -> str:
        """A new owner, alive from now on."""
        owner = uuid.uuid4().hex
        with self._write() as conn:
            conn.execute(insert(Owner).values(id=owner, started_at=self.now(), beat_at=self.now()))
        return owner

    def beat(self, owner: str) -> dict[str, datetime | None]:
        """Says that the owner is alive; the beats of all that hold work (None: not registered any more).

        An owner that was taken for dead in the meantime is registered again.
        """
        with self._write() as conn:
            now = self.now()
            if conn.execute(update(Owner).where(Owner.id == owner).values(beat_at=now)).rowcount == 0:
                conn.execute(insert(Owner).values(id=owner, started_at=now, beat_at=now))
            return claims.holders(conn)

    def retire_owner(self, owner: str) -> None:
        """Says that the owner is gone: what it claimed and did not send waits again, the rest can be taken over."""
        with self._write() as conn:
            freed = claims.free_unsent(conn, owner, self.now())
            conn.execute(delete(Owner).where(Owner.id == owner))
            job_queries.settle(conn, freed, self.now())

    def recover(self, dead: Mapping[str, datetime | None]) -> list[StoredReply]:
        """Gives back what owners left that are dead since this beat; the replies that nobody interpreted."""
        with self._write() as conn:
            return claims.recover(conn, dead, self.now())

    # --- claims ---------------------------------------------------------------------------------------------

    def active_jobs(self) -> list[ActiveJob]:
        """Queued and running jobs, oldest first."""
        query = select(*_JOB).where(Job.status.in_(_RUNS)).order_by(Job.id)
        with self._read() as conn:
            return [_active(row) for row in conn.execute(query)]

    def claim_items(
        self, owner: str, job_id: int, product: Product, limit: int, *, token: str = ""
    ) -> list[ClaimedItem]:
        """Up to `limit` items of the job, held by this owner under a new token; the job is running from now on.

        None of a job that is paused or has ended. Whoever brings the `token` can give back what was claimed under it
        even if this raised: a connection that breaks at a commit leaves open whether it was made.
        """
        with self._write() as conn:
            now = self.now()
            if job_queries.lock(conn, [job_id]).get(job_id) not in _RUNS:
                return []
            items = claims.claim(
                conn, owner=owner, token=token or uuid.uuid4().hex, job_id=job_id, product=product, limit=limit, now=now
            )
            job_queries.set_status(conn, job_id, JobStatus.RUNNING, allowed=(JobStatus.QUEUED,), now=now)
            if not items:
                job_queries.settle(conn, [job_id], now)
            return items

    def release_items(self, items: Sequence[ClaimedItem]) -> None:
        """Gives back what was claimed and not sent; what the owner no longer holds is left alone."""
        with self._write() as conn:
            _lock(conn, items)
            claims.release(conn, items, self.now())
            job_queries.settle(conn, {item.job_id for item in items}, self.now())

    def release_claims(self, owner: str, tokens: Collection[str]) -> None:
        """Gives back all that an owner holds under these tokens."""
        with self._write() as conn:
            claims.release_claims(conn, owner, tokens, self.now())

    # --- calls ----------------------------------------------------------------------------------------------

    def save_call(self, owner: str, call: NewCall, items: Sequence[ClaimedItem]) -> int | None:
        """Commit 1: the call as it is about to be sent; its id.

        None, and nothing stored, if it must not be made: a lease is gone, or the job is paused or has ended.
        """
        return self.admit(owner, call, items).call_id

    def admit(self, owner: str, call: NewCall, items: Sequence[ClaimedItem]) -> Admission:
        """Commit 1, with all that may come of it: see Admission."""
        made: Admission = self.write_calls([Sending(owner, call, items)])[0]
        return made

    def save_reply(self, call_id: int, reply: TeacherReply) -> None:
        """Commit 2: the raw reply, tokens and cost, before anything looks at it. A late reply is stored as well."""
        self.write_calls([Answered(call_id, reply)])

    def save_failed_call(
        self,
        call_id: int,
        error: TeacherError,
        items: Sequence[ClaimedItem],
        *,
        counts: bool,
        give_up: bool = False,
    ) -> None:
        """A call that ended without a reply: `counts` an attempt of its items, or ends them as failed."""
        self.write_calls([Failed(call_id, error, items, counts=counts, give_up=give_up)])

    def save_outcome(self, call_id: int, results: Sequence[ItemOutcome], invalid: Sequence[Invalid]) -> bool:
        """Commit 3: responses, invalid responses and the end of items, in one transaction.

        Items whose lease is gone are left alone. False, and nothing stored, if this reply was interpreted before.
        """
        first: bool = self.write_calls([Outcome(call_id, results, invalid)])[0]
        return first

    def write_calls(self, writes: Sequence[CallWrite | Outcome]) -> list[Any]:
        """What becomes of many calls in one transaction, stored together or not at all; for each what it gives.

        Sending: an Admission · Renewing: whether the call may still be sent · Outcome: whether the reply was not
        interpreted before · the others None.
        """
        by_kind: dict[type, list[Any]] = {}
        for write in writes:
            by_kind.setdefault(type(write), []).append(write)
        read: list[Outcome] = by_kind.get(Outcome, [])
        failed: list[Failed] = by_kind.get(Failed, [])
        withdrawn: list[Withdrawn] = by_kind.get(Withdrawn, [])
        with self._write() as conn:
            now = self.now()
            outcomes.lock_targets(conn, [r for outcome in read for r in outcome.results])
            jobs = {s.call.job_id for s in by_kind.get(Sending, ())} | {r.job_id for r in by_kind.get(Renewing, ())}
            jobs |= {r.item.job_id for outcome in read for r in outcome.results}
            jobs |= {item.job_id for one in failed for item in one.items}
            jobs |= {item.job_id for one in withdrawn for item in one.items}
            statuses = job_queries.lock(conn, jobs) if jobs else {}
            money = spending.Changes()
            calls.answer(conn, by_kind.get(Answered, ()), now, money)
            gave = {
                Sending: iter(calls.send(conn, by_kind.get(Sending, ()), statuses, _RUNS, now, money, self.caps)),
                Renewing: iter(calls.still(conn, by_kind.get(Renewing, ()), statuses, _RUNS)),
                Outcome: iter(self._store_outcomes(conn, read, now) if read else ()),
            }
            if failed:
                self._store_failures(conn, failed, now, money)
            if withdrawn:
                calls.withdraw(conn, [write.call_id for write in withdrawn], money)
                items = [item for write in withdrawn for item in write.items]
                claims.release(conn, items, now)
                job_queries.settle_locked(conn, {item.job_id for item in items}, now)
            money.write(conn, now)
        return [next(gave[type(write)]) if type(write) in gave else None for write in writes]

    @staticmethod
    def _store_failures(conn: Connection, failed: Sequence[Failed], now: datetime, money: spending.Changes) -> None:
        calls.fail(conn, failed, now, money)
        ended: list[ClaimedItem] = []
        for write in failed:
            if write.give_up:
                failure = Invalid(write.error.type.value, str(write.error), "")
                ended += outcomes.fail_items(conn, write.items, failure, now)
        counted = [item for write in failed if write.counts and not write.give_up for item in write.items]
        outcomes.count_attempts(conn, counted, now)
        if ended:
            refresh_sentences(conn, {i.card_id for i in ended if i.product == Product.FORMS}, now)
            job_queries.settle_locked(conn, {i.job_id for i in ended}, now)

    @staticmethod
    def _store_outcomes(conn: Connection, read: Sequence[Outcome], now: datetime) -> list[bool]:
        """Which of the replies nobody had interpreted before; the others change nothing."""
        unread = outcomes.begin(conn, read, now)
        fresh: list[Outcome] = []
        first: list[bool] = []
        for outcome in read:
            first.append(outcome.call_id in unread)
            if first[-1]:
                fresh.append(outcome)
                unread.discard(outcome.call_id)
        applied = outcomes.apply(conn, fresh, now)
        cards = {r.item.card_id for r in applied if r.item.product == Product.FORMS and not r.retry}
        if cards:
            refresh_sentences(conn, cards, now)
        job_queries.settle_locked(conn, {r.item.job_id for r in applied if not r.retry}, now)
        return first

    def fail_items(self, items: Sequence[ClaimedItem], failure: Invalid) -> None:
        """Ends items as failed, those that are still held."""
        with self._write() as conn:
            now = self.now()
            _lock(conn, items)
            ended = outcomes.fail_items(conn, items, failure, now)
            refresh_sentences(conn, {i.card_id for i in ended if i.product == Product.FORMS}, now)
            job_queries.settle(conn, {i.job_id for i in items}, now)

    def pause_for(self, job_id: int, reason: Reason) -> None:
        """Pauses a job because its calls cannot succeed now; nothing happens to one that is not running."""
        with self._write() as conn:
            job_queries.set_status(
                conn,
                job_id,
                JobStatus.PAUSED,
                allowed=_RUNS,
                now=self.now(),
                reason=reason,
            )
