"""How the work goes right now: the figures of a job, of the providers, for a monitor; and whether the program works.

Sums over many calls take a moment, and several people look at once: an answer is kept for a second, or for twenty
times as long as it took if that is longer, so that looking never takes more than a twentieth of a processor.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from distiller import metrics
from distiller.errors import StoreError
from distiller.records import JobRecord, Reason
from distiller.records.live import CallFigures, LiveProvider, RecentCalls, Totals
from distiller.store import Store

KEPT_S = 1.0
KEPT_TIMES = 20
_MINUTE_S = 60.0
_MOST_KEPT = 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JobFigures:
    """The calls of a job, and how the providers it uses stand in the process that runs it (none in another one)."""

    calls: tuple[CallFigures, ...]
    providers: tuple[LiveProvider, ...] = ()


def per_minute(figures: CallFigures, job: JobRecord) -> float | None:
    """Replies per minute: of the last minute while the job runs, else over its whole time; None before the first.

    Of a job that began less than a minute ago it is what it would be in a minute.
    """
    if job.first_call_at is None or job.last_reply_at is None or not figures.answered:
        return None
    took_s = (job.last_reply_at - job.first_call_at).total_seconds()
    if figures.recent and job.items.open:
        return figures.recent * _MINUTE_S / min(max(took_s, 1.0), _MINUTE_S)
    return figures.answered * _MINUTE_S / took_s if took_s > 0 else None


def _nobody() -> tuple[LiveProvider, ...]:
    return ()


def _no_trouble() -> Reason | None:
    return None


class Live:
    """`providers` and `trouble` come from the engine of this process, where there is one."""

    def __init__(
        self,
        store: Store,
        providers: Callable[[], Sequence[LiveProvider]] = _nobody,
        trouble: Callable[[], Reason | None] = _no_trouble,
    ) -> None:
        self._store = store
        self._providers = providers
        self._trouble = trouble
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[float, Any]] = {}

    def job(self, job_id: int) -> JobFigures:
        """The figures of one job, at most a moment old. Raises StoreError."""
        calls = tuple(self._fresh(("job", job_id), lambda: self._store.job_figures(job_id)))
        names = {one.provider for one in calls}
        return JobFigures(calls, tuple(one for one in self._providers() if one.name in names))

    def providers(self) -> tuple[CallFigures, ...]:
        """The figures of all calls there are, by provider, model and product. Raises StoreError."""
        return tuple(self._fresh("providers", self._store.provider_figures))

    def recent(self) -> tuple[RecentCalls, ...]:
        """How the newest calls of each provider ended, whoever made them. Raises StoreError."""
        return tuple(self._fresh("recent", self._store.recent_calls))

    def standing(self) -> tuple[LiveProvider, ...]:
        """How each provider stands in this process that its engine has calls for."""
        return tuple(self._providers())

    def metrics(self) -> str:
        """Everything a monitor may want to know, in the text format of Prometheus.

        Where the database cannot be read, what this process itself knows.
        """
        totals: Totals | None = None
        try:
            totals = self._fresh("totals", self._store.totals)
        except StoreError:
            totals = None  # told as distiller_database_up 0
        return metrics.text(totals, self._providers(), self._store.write_seconds.read(), self._trouble() is None)

    def health(self) -> Reason | None:
        """Why the program cannot do its work right now, None if it can."""
        reason = self._trouble()
        if reason is not None:
            return reason
        try:
            self._store.ping()
        except StoreError as error:
            return Reason(error.code, error.params)
        return None

    def _fresh(self, key: Hashable, read: Callable[[], T]) -> T:
        with self._lock:
            until, kept = self._kept.get(key, (0.0, None))
            if time.monotonic() < until:
                found: T = kept
                return found
        begun = time.monotonic()
        found = read()
        now = time.monotonic()
        with self._lock:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = (now + max(KEPT_S, KEPT_TIMES * (now - begun)), found)
        return found
