"""The store's verbs for looking at stored replies again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from distiller.db import jobs as q
from distiller.db import outcomes
from distiller.db import responses as r
from distiller.db import revalidation as again
from distiller.db.dependents import refresh_sentences
from distiller.db.outcomes import Outcome
from distiller.records import ItemOutcome, JobStatus, Product, ResponseRecord, Valid
from distiller.records.revalidation import KeptPage, NowValid
from distiller.store.base import StoreBase


class RevalidationStore(StoreBase):
    """What was replied, and what today's rules make of it."""

    def kept_replies(self, job_id: int, *, after: int = 0, limit: int = 50) -> KeptPage:
        """The next items of a job that failed on replies, or succeeded, with those replies. Raises NotFound."""
        with self._read() as conn:
            q.job_row(conn, job_id)
            return again.page(conn, job_id, after, limit)

    def save_now_valid(self, job_id: int, found: Sequence[NowValid]) -> int:
        """Stores responses for items that had failed, as the outcome of their call would have; for how many.

        Those that were asked again, or written by hand, in between are left alone.
        """
        if not found:
            return 0
        token = uuid.uuid4().hex
        results = {one.item.id: ItemOutcome(replace(one.item, lease_token=token), tuple(one.valid)) for one in found}
        with self._write() as conn:
            now = self.now()
            outcomes.lock_targets(conn, list(results.values()))
            q.lock(conn, [job_id])
            held = again.hold(conn, [one.item for one in found], token, now)
            taken = [one for one in found if one.item.id in held]
            outcomes.apply(conn, [Outcome(one.call_id, [results[one.item.id]], ()) for one in taken], now)
            again.mark_reusable(conn, {one.call_id for one in taken if one.whole})
            if taken:
                q.set_status(conn, job_id, JobStatus.DONE, allowed=(JobStatus.FAILED,), now=now)
            refresh_sentences(conn, {one.item.card_id for one in taken if one.item.product == Product.FORMS}, now)
        return len(taken)

    def save_findings(self, found: Sequence[tuple[ResponseRecord, Valid]]) -> int:
        """What the checks say now of responses that nobody has decided on or edited meanwhile; how many changed."""
        changes = [(before, replace(before, **r.checked(valid))) for before, valid in found]
        if not changes:
            return 0
        with self._write() as conn:
            return again.refresh(conn, changes)
