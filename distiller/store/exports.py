"""What exports and statistics read from the store: streams, each in one consistent view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection

from distiller.db import exports, stats, verbs
from distiller.db.dependents import chunks, committed_forms
from distiller.dutch_order import plain
from distiller.records import Product, VerbKey, VerbRecord
from distiller.store.base import StoreBase
from distiller.verb_work import InvalidWork, SubjectWork, VerbLine, WorkFilter

Order = Callable[[VerbKey], Any]
"""The key that subjects are sorted by."""

_PART = 200  # subjects in memory at a time: some 2,000 sentences


class ExportStore(StoreBase):
    """Reading what was approved, what failed, and what the verb database has.

    A search is compared here and not by the database: SQLite does not know that an ï may be found as an i.
    """

    def approved_subjects(self, product: Product, wanted: WorkFilter) -> int:
        """How many subjects have approved work of this product."""
        with self._read() as conn:
            return len(_subjects(conn, product, wanted))

    def approved_work(
        self, product: Product, wanted: WorkFilter, order: Order, *, thin: bool = False
    ) -> Iterator[SubjectWork]:
        """Subject by subject, sorted; a few hundred are in memory at a time. `thin`: see `exports.work_of`."""
        with self._read() as conn:
            subjects = _subjects(conn, product, wanted)
            subjects.sort(key=lambda s: order(VerbKey.from_subject(s)))
            for part in chunks(subjects, _PART):
                work = exports.work_of(conn, part, wanted, thin=thin)
                committed = committed_forms(conn, part)
                for subject in part:
                    yield SubjectWork(subject, work[subject], committed.get(subject))

    def invalid_work(self, wanted: WorkFilter) -> Iterator[InvalidWork]:
        """Invalid responses, oldest first."""
        with self._read() as conn:
            for one in exports.invalid_work(conn, wanted):
                if not wanted.q or (one.subject is not None and wanted.q in plain(one.subject)):
                    yield one

    def live_verbs(self, order: Order, q: str = "") -> Iterator[VerbRecord]:
        """The verbs that are served, sorted, with their live sentences; `q` is part of infinitive or sense."""
        with self._read() as conn:
            lines = _live_lines(conn, q)
            lines.sort(key=lambda v: order(v.key))
            for part in chunks([v.id for v in lines], _PART):
                yield from verbs.verbs_by_id(conn, part, live_only=True)

    def live_verb_count(self, q: str = "") -> int:
        """How many verbs `live_verbs` has, without reading their forms and sentences."""
        with self._read() as conn:
            return len(_live_lines(conn, q))

    def statistics(self) -> dict[str, Any]:
        """Plain counts of everything that is stored."""
        with self._read() as conn:
            return stats.statistics(conn)


def _subjects(conn: Connection, product: Product, wanted: WorkFilter) -> list[str]:
    subjects = exports.approved_subjects(conn, product, wanted)
    return [s for s in subjects if wanted.q in plain(s)] if wanted.q else subjects


def _live_lines(conn: Connection, q: str) -> list[VerbLine]:
    return [v for v in verbs.verb_lines(conn, verbs.where_only("")) if not q or q in plain(v.key.subject)]
