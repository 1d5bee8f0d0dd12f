"""Gold files in, the table of measures out.

What a file holds is told by its rows: gold form sets, corrupted form sets, real sentences, or sentences with an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from distiller.dutch import FORM_FIELDS
from distiller.dutch_evaluation.forms import measure_corruptions, measure_forms
from distiller.dutch_evaluation.measure import Measure
from distiller.dutch_evaluation.reading import bad_row, read_rows
from distiller.dutch_evaluation.sentences import measure_sentence_errors, measure_sentences

_KINDS = {
    "forms": measure_forms,
    "corruptions": measure_corruptions,
    "sentences": measure_sentences,
    "sentence errors": measure_sentence_errors,
}


def evaluate(paths: Iterable[Path]) -> list[Measure]:
    """Every measure the files allow, in the order of the table; files of one kind count together.

    Raises InputError for a file that cannot be read and for a row of no known kind.
    """
    rows: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in _KINDS}
    for path in paths:
        for line, row in read_rows(path):
            kind = _kind_of(row)
            if kind is None:
                raise bad_row(path.name, line, "row", "neither a form set nor a sentence with its answer")
            rows[kind].append(row)
    return [measure for kind, found in rows.items() if found for measure in _KINDS[kind](found)]


def _kind_of(row: Mapping[str, Any]) -> str | None:
    if not isinstance(row.get("infinitive"), str):
        return None
    if isinstance(row.get("sentence"), str):
        return "sentence errors" if "claimed_key" in row else "sentences" if "answer_form_key" in row else None
    if isinstance(row.get("fields"), list):
        known = isinstance(row.get("forms"), Mapping) and all(field in FORM_FIELDS for field in row["fields"])
        return "corruptions" if known else None
    return "forms" if "tt_ik" in row else None
