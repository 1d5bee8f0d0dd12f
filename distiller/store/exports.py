"""What exports and statistics read from the store: streams, each in one consistent view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from distiller.answer_work import Agreement, AnswerWork
from distiller.db import answer_exports, exports, stats, verbs
from distiller.db.connect import translated
from distiller.db.dependents import chunks, committed_forms
from distiller.db.models import Job
from distiller.dutch_order import plain
from distiller.records import JobOptions, Product, VerbKey, VerbRecord
from distiller.store.base import StoreBase
from distiller.verb_work import InvalidWork, SubjectWork, VerbLine, Work, WorkFilter

Order = Callable[[VerbKey], Any]
"""The key that subjects are sorted by."""


class JobSource(NamedTuple):
    """Who answered in a job ("import": answers that came along with their questions), and how it asked."""

    provider: str
    options: JobOptions


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
            yield from approved_work(conn, product, wanted, order, thin=thin)

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

    @contextmanager
    def training_view(self) -> Iterator[TrainingView]:
        """Everything that training data is made of, as it is at this moment. Raises StoreUnavailable."""
        reader = self._reader
        if reader.dialect.name == "postgresql":  # where each statement would else see what was stored meanwhile
            reader = reader.execution_options(isolation_level="REPEATABLE READ")
        with translated(), reader.begin() as conn:
            yield TrainingView(conn)

    def statistics(self) -> dict[str, Any]:
        """Plain counts of everything that is stored."""
        with self._read() as conn:
            return stats.statistics(conn)


def approved_work(
    conn: Connection, product: Product, wanted: WorkFilter, order: Order, *, thin: bool = False
) -> Iterator[SubjectWork]:
    """See `ExportStore.approved_work`."""
    subjects = _subjects(conn, product, wanted)
    subjects.sort(key=lambda s: order(VerbKey.from_subject(s)))
    for part in chunks(subjects, _PART):
        work = exports.work_of(conn, part, wanted, thin=thin)
        committed = committed_forms(conn, part)
        for subject in part:
            yield SubjectWork(subject, work[subject], committed.get(subject))


class TrainingView:
    """What training data is made of, in one consistent view; its iterators end with it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def jobs(self) -> dict[int, JobSource]:
        """Where the work of each job comes from."""
        rows = self._conn.execute(select(Job.id, Job.provider, Job.options))
        return {id_: JobSource(provider, JobOptions.from_dict(options)) for id_, provider, options in rows}

    def verdicts(self) -> list[tuple[Product, bool | None, bool, int]]:
        """How many responses there are by product, verdict (None: undecided), and whether one was replaced."""
        return answer_exports.verdict_counts(self._conn)

    def work(self, product: Product, wanted: WorkFilter, order: Order) -> Iterator[SubjectWork]:
        """Of verbs: subject by subject, sorted."""
        return approved_work(self._conn, product, wanted, order)

    def rejected_work(self, subjects: Sequence[str], product: Product, wanted: WorkFilter) -> list[Work]:
        """What was rejected of these verbs, replaced or not, oldest first, within the filter but for its verdicts."""
        return exports.rejects_of(self._conn, subjects, product, wanted)

    def answers(self, wanted: WorkFilter, *, replaced: bool = False) -> Iterator[tuple[AnswerWork, Agreement]]:
        """Answers by question, with how much those of their question agree.

        `replaced`: those that were rejected before another one took their place, instead.
        """
        read = answer_exports.replaced_rejects if replaced else answer_exports.answers
        of, q, works = answer_exports.Agreements(self._conn).of, wanted.q, read(self._conn, wanted)
        if not q:
            return ((work, of(work)) for work in works)
        return ((w, of(w)) for w in works if q in plain(w.question) or q in plain(w.json_id or ""))

    def rejected_answers(self, question_ids: Sequence[int]) -> list[AnswerWork]:
        """Every rejected answer to these questions, replaced or not, oldest first."""
        return answer_exports.rejects_of(self._conn, question_ids)


def _subjects(conn: Connection, product: Product, wanted: WorkFilter) -> list[str]:
    subjects = exports.approved_subjects(conn, product, wanted)
    return [s for s in subjects if wanted.q in plain(s)] if wanted.q else subjects


def _live_lines(conn: Connection, q: str) -> list[VerbLine]:
    return [v for v in verbs.verb_lines(conn, verbs.where_only("")) if not q or q in plain(v.key.subject)]
