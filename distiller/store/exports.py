"""What exports and statistics read from the store: streams, each in one consistent view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from distiller.db import exports, stats, verbs
from distiller.db.dependents import chunks, committed_forms
from distiller.records import Product, VerbKey, VerbRecord
from distiller.store.base import StoreBase
from distiller.verb_work import InvalidWork, SubjectWork, WorkFilter

Order = Callable[[VerbKey], Any]
"""The key that subjects are sorted by."""

_PART = 200  # subjects in memory at a time: some 2,000 sentences


class ExportStore(StoreBase):
    """Reading what was approved, what failed, and what the verb database has."""

    def approved_subjects(self, product: Product, wanted: WorkFilter) -> int:
        """How many subjects have approved work of this product."""
        with self._read() as conn:
            return len(exports.approved_subjects(conn, product, wanted))

    def approved_work(
        self, product: Product, wanted: WorkFilter, order: Order, *, thin: bool = False
    ) -> Iterator[SubjectWork]:
        """Subject by subject, sorted; a few hundred are in memory at a time. `thin`: see `exports.work_of`."""
        with self._read() as conn:
            subjects = exports.approved_subjects(conn, product, wanted)
            subjects.sort(key=lambda s: order(VerbKey.from_subject(s)))
            for part in chunks(subjects, _PART):
                work = exports.work_of(conn, part, wanted, thin=thin)
                committed = committed_forms(conn, part)
                for subject in part:
                    yield SubjectWork(subject, work[subject], committed.get(subject))

    def invalid_work(self, wanted: WorkFilter) -> Iterator[InvalidWork]:
        """Invalid responses, oldest first."""
        with self._read() as conn:
            yield from exports.invalid_work(conn, wanted)

    def live_verbs(self, order: Order, q: str = "") -> Iterator[VerbRecord]:
        """The verbs that are served, sorted, with their live sentences; `q` is part of infinitive or sense."""
        with self._read() as conn:
            lines = [v for v in verbs.verb_lines(conn, verbs.where_only("")) if q in v.key.subject]
            lines.sort(key=lambda v: order(v.key))
            for part in chunks([v.id for v in lines], _PART):
                yield from verbs.verbs_by_id(conn, part, live_only=True)

    def statistics(self) -> dict[str, Any]:
        """Plain counts of everything that is stored."""
        with self._read() as conn:
            return stats.statistics(conn)
