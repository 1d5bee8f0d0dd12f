"""Questions: imported from a source, found by a filter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from distiller.importers.questions.checking import Refused, check
from distiller.importers.questions.fields import FIELDS
from distiller.importers.questions.opening import Questions as Opened
from distiller.importers.questions.report import ImportReport, Preview, PreviewRow, Progress
from distiller.importers.questions.run import Choices, run_import
from distiller.importers.questions.source import Problem, Row, Source
from distiller.records import QuestionFilter, QuestionRecord
from distiller.store.questions import ImportJob, QuestionStore
from distiller.validate.rules import shown

_CELL_MOST = 300


class Questions:
    """The questions of one database; `home` is the folder for what an import must remember."""

    def __init__(self, store: QuestionStore, home: Path) -> None:
        self._store = store
        self._home = home

    def preview(self, source: Source, mapping: Mapping[str, str] | None = None, *, limit: int = 10) -> Preview:
        """The beginning of a source as an import would read it; nothing is stored. Raises InputError."""
        opened = Opened(source, mapping or {}, self._store.identity())
        try:
            beginning = opened.beginning[:limit]
            cells = tuple(_cells(row.values, opened.columns) for row in beginning if isinstance(row, Row))
            rows: tuple[PreviewRow, ...] = ()
            if opened.problem is None:
                rows = tuple(_preview(row, opened) for row in itertools.islice(opened, limit))
            return Preview(opened.rows.found, opened.columns, opened.mapping, rows, cells, opened.problem)
        finally:
            opened.close()

    def import_(
        self,
        source: Source,
        mapping: Mapping[str, str] | None = None,
        *,
        who: str,
        dry_run: bool = False,
        strict: bool = False,
        progress: Callable[[Progress], None] | None = None,
        refused: Callable[[Problem], None] | None = None,
    ) -> ImportReport:
        """Stores the questions of a source, and the answers that come along as a job of their own.

        With `strict` nothing is stored if any row is refused; with `dry_run` nothing at all. `refused` hears of every
        row that is not taken. The same source again adds nothing. Raises InputError and StoreUnavailable, between
        parts: what is stored by then stays, and importing again goes on from there.
        """
        opened = Opened(source, mapping or {}, self._store.identity())
        try:
            job = ImportJob(uuid4().hex, who, source.name)
            return run_import(self._store, opened, self._home, job, Choices(dry_run, strict, progress, refused))
        finally:
            opened.close()

    def count(self, wanted: QuestionFilter) -> int:
        """How many questions a filter means, its limit included."""
        return self._store.count_questions(wanted)

    def list(self, wanted: QuestionFilter, *, limit: int, after: int = 0) -> list[QuestionRecord]:
        """The next questions of a filter beyond the id `after`, in the order in which they came in."""
        return self._store.list_questions(wanted, limit=limit, after=after)

    def get(self, question_id: int) -> QuestionRecord:
        """One question. Raises NotFound."""
        return self._store.load_question(question_id)

    def categories(self) -> dict[str, int]:
        """How many questions each category has; "" is that of the questions without one."""
        return dict(self._store.question_categories())


def _preview(row: Row | Problem, opened: Opened) -> PreviewRow:
    if isinstance(row, Problem):
        return PreviewRow(row.line, row.where, {}, row)
    values = {name: _cell(value) for name, value in zip(FIELDS, row.values, strict=True) if value is not None}
    where = opened.rows.where(row)
    try:
        check(row.values)
    except Refused as exc:
        column = shown(opened.mapping.get(exc.field, exc.field))
        return PreviewRow(row.line, where, values, Problem(row.line, where, column, exc.reason, exc.params))
    return PreviewRow(row.line, where, values, None)


def _cells(values: Any, columns: tuple[str, ...]) -> dict[str, str]:
    """A row as it stands in the source, by column; of an object the fields at its top."""
    pairs = values.items() if isinstance(values, dict) else zip(columns, values, strict=False)
    return {name: _cell(value) for name, value in pairs if value is not None}


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= _CELL_MOST else f"{text[: _CELL_MOST - 1]}…"
