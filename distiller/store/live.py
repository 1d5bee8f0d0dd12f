"""The store's verbs for live figures, metrics and health. They only read, and never wait for a writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import text

from distiller.db import live, spending
from distiller.records import Spending
from distiller.records.live import CallFigures, RecentCalls, Totals
from distiller.store.base import StoreBase

RECENT = timedelta(seconds=60)
ALIVE = timedelta(seconds=8)
NEWEST = 1_000


class LiveStore(StoreBase):
    """How the work goes."""

    def job_figures(self, job_id: int) -> Sequence[CallFigures]:
        """The calls of a job by provider, model and product; none of a job that made none, or is not there."""
        with self._read() as conn:
            return live.of_job(conn, job_id, self.now() - RECENT)

    def provider_figures(self) -> Sequence[CallFigures]:
        """The calls of all jobs by provider, model and product; their latencies are those of the newest 2,000 calls."""
        with self._read() as conn:
            return live.of_providers(conn, self.now() - RECENT)

    def recent_calls(self) -> Sequence[RecentCalls]:
        """How the calls of each provider ended among the newest 1,000."""
        with self._read() as conn:
            return live.recent(conn, NEWEST)

    def totals(self) -> Totals:
        """All that the metrics tell of the database."""
        day = spending.day_key(self.now())
        with self._read() as conn:
            return Totals(
                calls=tuple(live.of_providers(conn, self.now() - RECENT)),
                latencies=tuple(live.latencies(conn)),
                items=live.items(conn),
                jobs=live.jobs(conn),
                owners=live.owners(conn, self.now() - ALIVE),
                today=spending.totals(conn, [day]).get(day, Spending()),
                day_cap=self.caps.day,
            )

    def ping(self) -> None:
        """Raises StoreError if the database cannot be read."""
        with self._read() as conn:
            conn.execute(text("SELECT 1 FROM jobs LIMIT 1"))
