"""What an import tells: how many of what, the first rows of each kind with their reasons, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from distiller.importers.questions.source import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is. Bytes are those of the file; `size` is None where nobody knows (a query)."""

    done: int
    size: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class Change:
    """A stored question that the source has otherwise: for each field that differs what was there and what is there.

    `line` is 0 and `where` says the place for a query.
    """

    line: int
    where: str
    question_id: int
    text: str
    fields: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a source; with `dry_run`, or where `stored` is False, what would have become of it.

    `rows` counts every row, and is the sum of added, changed, unchanged, doubled and refused. `remarks` counts what
    was told about rows that were taken, by reason. Of refused and changed rows and of remarks only the first are here.
    """

    rows: int
    added: int
    changed: int
    unchanged: int
    doubled: int
    refused: int
    answers: int
    verdicts: int
    remarks: Mapping[str, int]
    first_refused: tuple[Problem, ...]
    first_changed: tuple[Change, ...]
    first_remarks: tuple[Problem, ...]
    mapping: Mapping[str, str]
    found: Mapping[str, Any]
    dry_run: bool
    stored: bool
    job_id: int | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One of the first rows: its fields as they would be stored, and what is wrong with it, if anything."""

    line: int
    where: str
    values: Mapping[str, str]
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a source as it would be read: what was found out, the columns, the mapping, the first rows.

    `problem` says why nothing can be imported yet (no column for the question); the rows are then empty.
    """

    found: Mapping[str, Any]
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    rows: tuple[PreviewRow, ...]
    cells: tuple[Mapping[str, str], ...]
    problem: Any = None
