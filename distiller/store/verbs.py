"""The verb database in the store: what a commit reads and writes, and changes by hand.

Who decides what is written is layer 3: it hands in a pure function, and the store runs it inside the transaction, so
that what is judged is what is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from distiller.db import commits, verbs
from distiller.db.commits import Material, VerbPlan
from distiller.records import CommitRecord
from distiller.store.base import StoreBase

Planner = Callable[[Sequence[Material]], list[VerbPlan]]
"""Pure: what was made and decided, to what is written."""

Summary = Callable[[Sequence[VerbPlan]], dict[str, int]]
"""What is kept of a commit; may raise to refuse it, then nothing is written."""


class VerbStore(StoreBase):
    """Reading and writing the verb tables."""

    def commit_plans(self, planner: Planner, *, job: int | None = None) -> list[VerbPlan]:
        """What a commit would do now."""
        with self._read() as conn:
            return _plans(conn, planner, job)

    def commit_approved(
        self, who: str, planner: Planner, summary: Summary, *, job: int | None = None
    ) -> CommitRecord | None:
        """Plans and writes in one transaction; None when there is nothing to write."""
        with self._write() as conn:
            verbs.lock_verbs(conn)
            plans = _plans(conn, planner, job)
            counts = summary(plans)
            writing = [plan for plan in plans if plan.writes]
            if not writing:
                return None
            now = self.now()
            commits.apply(conn, writing, now)
            return verbs.add_commit(conn, who, now, counts)

    def waiting_cards(self) -> int:
        """How many cards have something that a commit would look at; a quick upper bound of what it changes."""
        with self._read() as conn:
            return commits.waiting_cards(conn)

    def commit_history(self) -> list[CommitRecord]:
        """Every commit and every change by hand, newest first."""
        with self._read() as conn:
            return verbs.commits(conn)

    @contextmanager
    def verb_tables(self, *, write: bool) -> Iterator[Connection]:
        """One transaction on the verb tables, as a write with the lock or as a consistent view."""
        with self._write() if write else self._read() as conn:
            if write:
                verbs.lock_verbs(conn)
            yield conn


def _plans(conn: Connection, planner: Planner, job: int | None) -> list[VerbPlan]:
    return planner(commits.material(conn, commits.waiting_subjects(conn, job), job))
