"""Findings for every form set in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from distiller.dutch import FORM_FIELDS, Finding, check_forms
from distiller.dutch_evaluation.reading import bad_row, read_rows, text_of


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """One form set of the file with what the checks say of it; `line` counts from 1."""

    line: int
    infinitive: str
    forms: Mapping[str, str]
    findings: tuple[Finding, ...]


def check_file(path: Path) -> Iterator[CheckedSet]:
    """Every form set in a JSONL or CSV file with its findings, in file order.

    A row has `infinitive` and the seven fields, or `infinitive` and `forms` with the fields in it; a missing field
    counts as empty. Raises InputError for a file or row that cannot be used.
    """
    for line, row in read_rows(path):
        infinitive = text_of(row, "infinitive").strip()
        if not infinitive:
            raise bad_row(path.name, line, "infinitive", "no infinitive in this row")
        given = row.get("forms")
        cells = given if isinstance(given, dict) else row
        if not any(field in cells for field in FORM_FIELDS):
            raise bad_row(path.name, line, "forms", f"none of {', '.join(FORM_FIELDS)}")
        forms = {field: text_of(cells, field) for field in FORM_FIELDS}
        yield CheckedSet(line, infinitive, forms, tuple(check_forms(infinitive, forms)))
