"""The verb database in the store: what a commit reads and writes, and changes by hand.

Who decides what is written is layer 3: it hands in a pure function, and the store runs it inside the transaction, so
that what is judged is what is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from sqlalchemy import Connection

from distiller.db import commits, verbs
from distiller.errors import NotFound
from distiller.records import CommitRecord, VerbKey, VerbRecord
from distiller.store.exports import ExportStore
from distiller.verb_work import Material, VerbEdit, VerbLine, VerbPlan

Planner = Callable[[Sequence[Material]], list[VerbPlan]]
"""Pure: what was made and decided, to what is written."""

Summary = Callable[[Sequence[VerbPlan]], dict[str, int]]
"""What is kept of a commit; may raise to refuse it, then nothing is written."""

VerbDecision = Callable[[VerbRecord], VerbEdit | None]
"""Pure: a verb as it stands, to what becomes of it."""

ImportDecision = Callable[[Mapping[str, VerbRecord]], list[VerbEdit]]
"""Pure: the verbs of a part of a file that are there already, by subject, to what is written."""


class VerbStore(ExportStore):
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

    # --- browsing

    def verb_lines(self, only: str = "") -> list[VerbLine]:
        """Every verb of a kind (see `verbs.where_only`), unsorted."""
        with self._read() as conn:
            return verbs.verb_lines(conn, verbs.where_only(only))

    def verbs(self, ids: Sequence[int], *, live_only: bool = False) -> list[VerbRecord]:
        """These verbs with their sentences, in this order; unknown ids are left out."""
        with self._read() as conn:
            return verbs.verbs_by_id(conn, ids, live_only=live_only)

    def verb_of_sentence(self, fill_in_id: int) -> int:
        """The verb of a fill-in sentence. Raises NotFound."""
        with self._read() as conn:
            verb_id = verbs.verb_of_sentence(conn, fill_in_id)
        if verb_id is None:
            raise NotFound("not-found", what="fill-in sentence", id=fill_in_id)
        return verb_id

    def key_coverage(self) -> list[tuple[int, str, int]]:
        """(verb, answer key, live fill-in sentences) of every live verb that has some."""
        with self._read() as conn:
            return verbs.key_coverage(conn)

    def verbs_with_form(self, ids: Set[int]) -> dict[str, int]:
        """How many of these verbs have a form for each of the eight answer keys."""
        with self._read() as conn:
            return verbs.verbs_with_form(conn, ids)

    # --- changes by hand

    def change_verb(self, verb_id: int, who: str, decide: VerbDecision) -> VerbRecord:
        """One verb changed by hand: `decide` sees it as it stands (all sentences) and says what becomes of it.

        None changes nothing; what `decide` raises is raised here, and nothing is written. Raises NotFound.
        """
        with self._write() as conn:
            verbs.lock_verbs(conn)
            found = verbs.verbs_by_id(conn, [verb_id])
            if not found:
                raise NotFound("not-found", what="verb", id=verb_id)
            edit = decide(found[0])
            if edit is None:
                return found[0]
            now = self.now()
            commits.apply_edits(conn, [edit], now)
            verbs.add_commit(conn, who, now, {"action": edit.action, "verb": verb_id, "subject": found[0].key.subject})
            return verbs.verbs_by_id(conn, [verb_id])[0]

    def import_verbs(
        self, who: str, parts: Iterable[Sequence[VerbKey]], decide: ImportDecision, *, dry_run: bool
    ) -> None:
        """An import in one transaction, part by part; `decide` sees the verbs that are there. Written unless `dry_run`.

        What `parts` or `decide` raise is raised here, and nothing is written.
        """
        with self._read() if dry_run else self._write() as conn:
            if not dry_run:
                verbs.lock_verbs(conn)
            now, written = self.now(), 0
            for part in parts:
                edits = decide(verbs.verbs_by_subject(conn, [key.subject for key in part]))
                written += len(edits)
                if edits and not dry_run:
                    commits.apply_edits(conn, edits, now)
            if written and not dry_run:
                verbs.add_commit(conn, who, now, {"action": "import", "verbs": written})


def _plans(conn: Connection, planner: Planner, job: int | None) -> list[VerbPlan]:
    return planner(commits.material(conn, commits.waiting_subjects(conn, job), job))
