"""One import: rows are checked, compared and stored part by part, in constant memory.

A part is one short transaction; an import that is broken off leaves whole parts behind, and the next one finds them
unchanged. With `strict` nothing is stored before the last row was found good.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distiller.importers.questions.checking import Checked, Refused, check
from distiller.importers.questions.opening import Questions
from distiller.importers.questions.report import Change, ImportReport, Progress
from distiller.importers.questions.scratch import Scratch, Seen
from distiller.importers.questions.source import Problem, Row
from distiller.records import QuestionRecord
from distiller.store.questions import ImportJob, NewQuestion, Part, QuestionStore, Told
from distiller.validate.rules import shown

PART = 4000
ANSWERS_PART = 500
"""A question with an answer is ten times the work, and reviewers wait no longer for it."""
SHOWN_MOST = 100
_COLUMNS = ("json_id", "category", "question_text", "golden_answer", "answer_schema", "system_prompt")
_OLD = ("json_id", "category", "text", "golden_answer", "answer_schema", "system_prompt")
_NAMES = ("json_id", "category", "question", "golden_answer", "answer_schema", "system_prompt")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as other rows refer to it."""

    line: int
    at: int

    def sentence(self, language: str = "en") -> str:
        """The line, or the number of the row where there are no lines."""
        if self.line:
            return f"{'regel' if language == 'nl' else 'line'} {self.line}"
        return f"{'rij' if language == 'nl' else 'row'} {self.at + 1}"


@dataclass(frozen=True, slots=True)
class Choices:
    """How to import: only say what would happen; nothing unless all is good; who hears of progress and refusals."""

    dry_run: bool = False
    strict: bool = False
    progress: Callable[[Progress], None] | None = None
    refused: Callable[[Problem], None] | None = None


@dataclass
class _Counts:
    """What is counted and kept on the way."""

    rows: int = 0
    doubled: int = 0
    refused: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    answers: int = 0
    verdicts: int = 0
    job_id: int | None = None
    remarks: Counter[str] = field(default_factory=Counter)
    first_refused: list[Problem] = field(default_factory=list)
    first_changed: list[Change] = field(default_factory=list)
    first_remarks: list[Problem] = field(default_factory=list)

    def forget_stored(self) -> None:
        """Before what was only compared is stored."""
        self.added = self.changed = self.unchanged = self.answers = self.verdicts = 0
        self.first_changed.clear()


def run_import(store: QuestionStore, source: Questions, home: Path, job: ImportJob, choices: Choices) -> ImportReport:
    """Imports an opened source. Raises InputError and StoreUnavailable; what is stored by then stays."""
    scratch = Scratch(home)
    try:
        run = _Run(store, source, scratch, job, choices)
        with _rarely_collecting():
            stored = run.all()
    finally:
        scratch.close()
    c = run.counts
    return ImportReport(
        rows=c.rows,
        added=c.added,
        changed=c.changed,
        unchanged=c.unchanged,
        doubled=c.doubled,
        refused=c.refused,
        answers=c.answers,
        verdicts=c.verdicts,
        remarks=dict(c.remarks),
        first_refused=tuple(c.first_refused),
        first_changed=tuple(c.first_changed),
        first_remarks=tuple(c.first_remarks),
        mapping=source.mapping,
        found=source.rows.found,
        dry_run=choices.dry_run,
        stored=stored,
        job_id=c.job_id,
    )


@dataclass
class _Run:
    store: QuestionStore
    source: Questions
    scratch: Scratch
    job: ImportJob
    choices: Choices
    counts: _Counts = field(default_factory=_Counts)

    def all(self) -> bool:
        """Reads the source to its end; whether anything was to be stored."""
        wait = self.choices.strict and not self.choices.dry_run
        for rows in _parts(self.source):
            part = self._checked(rows)
            if wait:
                self.scratch.keep([row for row, _ in part])
            self._act(part, store=not wait and not self.choices.dry_run)
            self._tell()
        if not wait or self.counts.refused:
            return not wait and not self.choices.dry_run
        self.counts.forget_stored()
        for spooled in _parts(self.scratch.kept()):
            self._act([(row, check(row.values)) for row in spooled if isinstance(row, Row)], store=True)
            self._tell()
        return True

    def _tell(self) -> None:
        if self.choices.progress is not None:
            rows = self.source.rows
            self.choices.progress(Progress(rows.done(), rows.size, self.counts.rows))

    # --- checking -------------------------------------------------------------------------------------------

    def _checked(self, rows: Iterable[Row | Problem]) -> list[tuple[Row, Checked]]:
        """The good rows of a part, each question once."""
        good: list[tuple[Row, Checked]] = []
        for row in rows:
            self.counts.rows += 1
            if isinstance(row, Problem):
                self._refuse(row)
                continue
            try:
                good.append((row, check(row.values)))
            except Refused as exc:
                self._refuse(self._problem(row, exc.field, exc.reason, exc.params))
        once = self._once(good)
        for row, checked in once:
            for remark in checked.remarks:
                self._remark(self._problem(row, remark.field, remark.reason, remark.params))
        return once

    def _once(self, rows: list[tuple[Row, Checked]]) -> list[tuple[Row, Checked]]:
        seen: dict[bytes, Seen] = {}
        again: list[tuple[Row, Checked]] = []
        once: list[tuple[Row, Checked]] = []
        for row, checked in rows:
            identity = checked.question.identity
            if identity in seen:
                again.append((row, checked))
            else:
                seen[identity] = _seen(row, checked)
                once.append((row, checked))
        earlier = self.scratch.first(seen)
        if earlier:
            again += [pair for pair in once if pair[1].question.identity in earlier]
            once = [pair for pair in once if pair[1].question.identity not in earlier]
            again.sort(key=lambda pair: pair[0].at)
        for row, checked in again:
            identity = checked.question.identity
            self._again(row, checked, earlier.get(identity) or seen[identity])
        return once

    def _again(self, row: Row, checked: Checked, first: Seen) -> None:
        """A question that is there twice: the same is passed over, anything else is refused."""
        place = {"place": Place(first.line, first.at)}
        this = _seen(row, checked)
        if this.mark == first.mark:
            self.counts.doubled += 1
            self._remark(self._problem(row, "", "doubled", place))
            return
        other_answer = first.answered and first.mark.startswith(checked.question.row_hash)
        reason, column = ("answer-again", "answer") if other_answer else ("contradicts", "")
        self._refuse(self._problem(row, column, reason, place))

    def _problem(self, row: Row, ours: str, reason: str, params: Mapping[str, Any]) -> Problem:
        column = self.source.mapping.get(ours, ours)
        return Problem(row.line, self.source.rows.where(row), shown(column), reason, params)

    def _refuse(self, problem: Problem) -> None:
        self.counts.refused += 1
        if len(self.counts.first_refused) < SHOWN_MOST:
            self.counts.first_refused.append(problem)
        if self.choices.refused is not None:
            self.choices.refused(problem)

    def _remark(self, problem: Problem) -> None:
        self.counts.remarks[problem.reason] += 1
        if len(self.counts.first_remarks) < SHOWN_MOST:
            self.counts.first_remarks.append(problem)

    # --- storing --------------------------------------------------------------------------------------------

    def _act(self, rows: list[tuple[Row, Checked]], *, store: bool) -> None:
        size = ANSWERS_PART if any(checked.answer is not None for _, checked in rows) else PART
        for start in range(0, len(rows), size):
            self._act_on(rows[start : start + size], store=store)

    def _act_on(self, rows: list[tuple[Row, Checked]], *, store: bool) -> None:
        part: Part = [(checked.question, checked.answer) for _, checked in rows]
        show = SHOWN_MOST - len(self.counts.first_changed)
        given = self.source.given
        if store:
            told = self.store.import_questions(part, self.job, given, show=show)
        else:
            told = self.store.compare_questions(part, given, show=show)
        self._count(rows, told)

    def _count(self, rows: list[tuple[Row, Checked]], told: Told) -> None:
        counts = self.counts
        counts.added += told.added
        counts.changed += told.changed
        counts.unchanged += len(rows) - told.added - told.changed
        counts.answers += told.answers
        counts.verdicts += told.verdicts
        counts.job_id = told.job_id or counts.job_id
        for position, (old, new) in told.changes.items():
            row = rows[position][0]
            where = self.source.rows.where(row)
            fields = _differences(old, new)
            counts.first_changed.append(Change(row.line, where, old.id, shown(old.text), fields))


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Rows are freed as they go, so that looking for cycles among them is a tenth of the time for nothing."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _seen(row: Row, checked: Checked) -> Seen:
    question, answer = checked.question, checked.answer
    mark = question.row_hash
    if answer is not None:
        mark += (answer.valid.answer_key or b"") + repr(answer.is_correct).encode()
    return Seen(mark, answer is not None, row.line, row.at)


def _differences(old: QuestionRecord, new: NewQuestion) -> dict[str, tuple[str | None, str | None]]:
    found = {}
    for name, ours, theirs in zip(_NAMES, _OLD, _COLUMNS, strict=True):
        before, after = getattr(old, ours), getattr(new, theirs)
        if before != after:
            found[name] = (before, after)
    return found


def _parts(rows: Iterable[Row | Problem]) -> Iterator[list[Row | Problem]]:
    """The rows in parts of one transaction each."""
    part: list[Row | Problem] = []
    for row in rows:
        part.append(row)
        if len(part) == PART:
            yield part
            part = []
    if part:
        yield part
