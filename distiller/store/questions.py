"""The store's verbs about questions: reading them by a filter, and the parts of an import."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, make_url, text

from distiller.db import question_writes as w
from distiller.db import questions as q
from distiller.db.question_writes import EVERY_FIELD, ImportJob, NewAnswer, NewQuestion, new_question
from distiller.records import QuestionFilter, QuestionRecord
from distiller.store.base import StoreBase

__all__ = [
    "EVERY_FIELD",
    "IDENTITY",
    "ImportJob",
    "NewAnswer",
    "NewQuestion",
    "Part",
    "QuestionStore",
    "Told",
    "new_question",
]

IDENTITY = """
SELECT oid::text || '@' || extract(epoch FROM pg_postmaster_start_time())::text
FROM pg_database WHERE datname = current_database()
"""
"""What tells one PostgreSQL database from all others while its server runs."""

Part = Sequence[tuple[NewQuestion, NewAnswer | None]]
"""A few thousand questions of an import with the answers that came along; no identity is there twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a part: positions of new and changed questions, and how many answers were new.

    `changes` holds changed questions, by position, as they were and as they are: as many as were asked for.
    """

    added: int
    changed: int
    changes: dict[int, tuple[QuestionRecord, NewQuestion]]
    answers: int = 0
    verdicts: int = 0
    job_id: int | None = None


class QuestionStore(StoreBase):
    """Questions."""

    def count_questions(self, wanted: QuestionFilter) -> int:
        """How many questions a filter means, its limit included."""
        with self._read() as conn:
            return q.count(conn, wanted)

    def list_questions(self, wanted: QuestionFilter, *, limit: int, after: int = 0) -> list[QuestionRecord]:
        """The next questions of a filter beyond the id `after`, in the order of their ids."""
        with self._read() as conn:
            return q.page(conn, wanted, limit=limit, after=after)

    def load_question(self, question_id: int) -> QuestionRecord:
        """One question. Raises NotFound."""
        with self._read() as conn:
            return q.fetch(conn, question_id)

    def question_categories(self) -> list[tuple[str, int]]:
        """Each category with how many questions it has; "" is that of the questions without one."""
        with self._read() as conn:
            return q.by_category(conn)

    def compare_questions(self, part: Part, given: Set[str] = EVERY_FIELD, *, show: int = 0) -> Told:
        """What `import_questions` would do with a part."""
        questions = [question for question, _ in part]
        with self._read() as conn:
            standing = w.compare(conn, questions, given)
            changes = _changes(conn, standing, show)
            answered = [(question, answer) for question, answer in part if answer is not None]
            new = w.new_answers(conn, answered, standing.ids) if answered else []
        return _told(standing, changes, new, None)

    def import_questions(self, part: Part, job: ImportJob, given: Set[str] = EVERY_FIELD, *, show: int = 0) -> Told:
        """Adds what is new, changes what is changed, in one short transaction. The same again changes nothing.

        `given` are the fields that the source has; of the others what is stored stays.
        """
        questions = [question for question, _ in part]
        answered = [(question, answer) for question, answer in part if answer is not None]
        now = self.now()
        with self._write() as conn:
            w.make_room(conn)
            w.lock_questions(conn)
            standing = w.compare(conn, questions, given)
            changes = _changes(conn, standing, show)
            w.write(conn, questions, standing, now)
            new: list[tuple[int, NewAnswer]] = []
            job_id = None
            if answered:
                ids = w.compare(conn, [question for question, _ in answered]).ids
                new = w.new_answers(conn, answered, ids)
                job_id = w.add_answers(conn, job, new, now) if new else None
        return _told(standing, changes, new, job_id)

    def identity(self) -> str:
        """What tells this database from all others: the path of the file, or what IDENTITY gives."""
        if self._engine.dialect.name == "sqlite":
            return str(Path(make_url(self.url).database or "").resolve())
        with self._read() as conn:
            return str(conn.execute(text(IDENTITY)).scalar_one())


def _changes(conn: Connection, standing: w.Standing, show: int) -> dict[int, tuple[QuestionRecord, NewQuestion]]:
    first = list(standing.changed.items())[:show]
    records = q.fetch_many(conn, [standing.ids[row.identity] for _, row in first]) if first else {}
    return {position: (records[standing.ids[row.identity]], row) for position, row in first}


def _told(
    standing: w.Standing,
    changes: dict[int, tuple[QuestionRecord, NewQuestion]],
    new: Sequence[tuple[int, NewAnswer]],
    job_id: int | None,
) -> Told:
    verdicts = sum(answer.is_correct is not None for _, answer in new)
    return Told(len(standing.added), len(standing.changed), changes, len(new), verdicts, job_id)
