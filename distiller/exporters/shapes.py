"""The rows of an export: one for each verb with its sentences, or one for each sentence.

Plain values in, plain dictionaries out, their keys always in the order of the field lists below; what reads an
export (importers, the practice app, the docs) goes by these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from distiller.dutch import FORM_FIELDS

SENTENCE_FIELDS = ("text", "template", "answer", "answer_form_key")
"""What a sentence within a verb's row holds."""

PROVENANCE_FIELDS = ("model", "job", "reviewer", "reviewed_at", "committed")
"""Where a row comes from: teacher's model, job number, who approved it and when (ISO, UTC), in the database or not."""

VERB_ROW_FIELDS = ("infinitive", "sense", *FORM_FIELDS, "sentences", *PROVENANCE_FIELDS)
SENTENCE_ROW_FIELDS = ("infinitive", "sense", *SENTENCE_FIELDS, *PROVENANCE_FIELDS)


def fill_in(text: str, template: str, answer: str, answer_form_key: str | None) -> dict[str, Any]:
    """One sentence of a verb's row; a sentence without a key has None."""
    return {"text": text, "template": template, "answer": answer, "answer_form_key": answer_form_key}


def verb_row(
    infinitive: str,
    sense: str,
    forms: Mapping[str, str],
    sentences: Sequence[Mapping[str, Any]],
    *,
    model: str | None,
    job: int | None,
    reviewer: str | None,
    reviewed_at: datetime | None,
    committed: bool,
) -> dict[str, Any]:
    """The row of one verb; a form that is missing is an empty string. `sentences` are those `fill_in` makes."""
    return {
        "infinitive": infinitive,
        "sense": sense,
        **{name: forms.get(name, "") for name in FORM_FIELDS},
        "sentences": [{name: s[name] for name in SENTENCE_FIELDS} for s in sentences],
        **_provenance(model, job, reviewer, reviewed_at, committed),
    }


def sentence_row(
    infinitive: str,
    sense: str,
    sentence: Mapping[str, Any],
    *,
    model: str | None,
    job: int | None,
    reviewer: str | None,
    reviewed_at: datetime | None,
    committed: bool,
) -> dict[str, Any]:
    """The row of one sentence, as `fill_in` makes it."""
    return {
        "infinitive": infinitive,
        "sense": sense,
        **{name: sentence[name] for name in SENTENCE_FIELDS},
        **_provenance(model, job, reviewer, reviewed_at, committed),
    }


def _provenance(
    model: str | None, job: int | None, reviewer: str | None, reviewed_at: datetime | None, committed: bool
) -> dict[str, Any]:
    return {
        "model": model,
        "job": job,
        "reviewer": reviewer,
        "reviewed_at": reviewed_at.astimezone(UTC).isoformat(timespec="seconds") if reviewed_at else None,
        "committed": committed,
    }
