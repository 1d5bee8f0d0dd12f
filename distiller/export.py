"""Approved work out of the store: one row for each verb, sentence or answer, with model, job, reviewer and time.

Approved and current responses count, committed or not; `committed` says which. A sentence whose answer no longer is a
form of the verb is left out, and so is one that the verb has twice. Count, preview and file come from the same rows.
Data sets for trainers, with shapes and splits, are made by `training`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict, Unpack

from distiller.dutch.model import FORM_FIELDS
from distiller.dutch_order import plain
from distiller.errors import InputError
from distiller.exporters.columns import Columns, Kind
from distiller.exporters.shapes import SENTENCE_ROW_FIELDS, VERB_ROW_FIELDS, fill_in, sentence_row, verb_row
from distiller.exporters.verb_choice import chosen, fitting, form_fields, latest
from distiller.exporters.verb_examples import verb_order
from distiller.exporters.writers import FORMATS, write_rows
from distiller.records import Product, VerbKey, VerbRecord
from distiller.store.exports import ExportStore
from distiller.training import TrainingData
from distiller.verb_work import Work, WorkFilter

__all__ = ["FIELDS", "FORMATS", "Exporter", "database_row"]

INVALID_ROW_FIELDS = ("subject", "product", "error_type", "message", "raw_text", "model", "job", "created_at")
DATABASE_ROW_FIELDS = ("infinitive", "sense", *FORM_FIELDS, "sentences")

FIELDS: Mapping[str, Sequence[str]] = {
    "verbs": VERB_ROW_FIELDS,
    "sentences": SENTENCE_ROW_FIELDS,
    "database": DATABASE_ROW_FIELDS,
    "invalid": INVALID_ROW_FIELDS,
}
"""What can be exported by one click, and the fields of its rows in order."""

_KINDS = {"sentences": Kind.FILL_INS, "job": Kind.WHOLE, "committed": Kind.FLAG}


def columns_of(what: str) -> Columns:
    """The fields of one of FIELDS, each with its kind."""
    return {name: _KINDS.get(name, Kind.TEXT) for name in FIELDS[what]}


class Narrowed(TypedDict, total=False):
    """What narrows an export down; None or "" does not. `until` is exclusive."""

    job: int | None
    committed_only: bool
    q: str
    model: str | None
    reviewer: str | None
    since: datetime | None
    until: datetime | None


def _wanted(narrowed: Narrowed) -> WorkFilter:
    wanted = WorkFilter(**narrowed)
    return replace(wanted, q=plain(wanted.q.strip()))


class Exporter:
    """Rows for people and programs; `what` is one of FIELDS.

    `verbs` and `sentences` are approved responses; `database` is the verb database itself in the layout that its
    import reads; `invalid` are replies that failed validation. All of `Narrowed` is for approved work, `job` also for
    `invalid`, `q` (part of the subject, accents aside) for everything. Raises InputError for an unknown `what` or
    format.
    """

    def __init__(self, store: ExportStore) -> None:
        self._store = store
        self.training = TrainingData(store)

    def rows(self, what: str, **narrowed: Unpack[Narrowed]) -> Generator[dict[str, Any], None, None]:
        """The rows, streaming: memory does not grow with their number. Close the generator if it is not used up."""
        makers = {
            "verbs": self._verbs,
            "sentences": self._sentences,
            "database": self._database,
            "invalid": self._invalid,
        }
        if what not in makers:
            raise InputError("input-bad-value", name="what", value=what, expected=", ".join(makers))
        return makers[what](_wanted(narrowed))

    def count(self, what: str, **narrowed: Unpack[Narrowed]) -> int:
        """How many rows `rows` gives: exactly what `write` writes."""
        wanted = _wanted(narrowed)
        if what == "verbs":
            return self._store.approved_subjects(Product.FORMS, wanted)
        if what == "sentences":
            work = self._store.approved_work(Product.SENTENCES, wanted, verb_order, thin=True)
            return sum(len(fitting(subject)) for subject in work)
        if what == "database":
            return self._store.live_verb_count(wanted.q)
        return sum(1 for _ in self.rows(what, **narrowed))

    def preview(self, what: str, *, limit: int = 5, **narrowed: Unpack[Narrowed]) -> list[dict[str, Any]]:
        """The first rows of what would be written."""
        with closing(self.rows(what, **narrowed)) as rows:
            return list(islice(rows, limit))

    def write(
        self,
        what: str,
        format: str,  # noqa: A002  the word of the commands
        path: Path,
        **narrowed: Unpack[Narrowed],
    ) -> int:
        """Writes `path` in one of FORMATS, whole or not at all; returns the number of rows."""
        with closing(self.rows(what, **narrowed)) as rows:
            return write_rows(rows, path, format, columns_of(what))

    # --- rows

    def _verbs(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for subject in self._store.approved_work(Product.FORMS, wanted, verb_order):
            forms = latest(chosen(subject, Product.FORMS))
            assert forms is not None  # that is how the subject was found
            key = VerbKey.from_subject(subject.subject)
            sentences = [_fill_in(w) for w in fitting(subject)]
            yield verb_row(key.infinitive, key.sense, form_fields(forms.content), sentences, **_provenance(forms))

    def _sentences(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for subject in self._store.approved_work(Product.SENTENCES, wanted, verb_order):
            key = VerbKey.from_subject(subject.subject)
            for sentence in fitting(subject):
                yield sentence_row(key.infinitive, key.sense, _fill_in(sentence), **_provenance(sentence))

    def _database(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for verb in self._store.live_verbs(verb_order, wanted.q):
            yield database_row(verb)

    def _invalid(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for one in self._store.invalid_work(wanted):
            yield {
                "subject": one.subject,
                "product": one.product.value if one.product else None,
                "error_type": one.error_type,
                "message": one.message,
                "raw_text": one.raw_text,
                "model": one.model,
                "job": one.job,
                "created_at": one.created_at.astimezone(UTC).isoformat(timespec="seconds"),
            }


def database_row(verb: VerbRecord) -> dict[str, Any]:
    """A verb of the verb database with its live sentences; importing it gives the same verb."""
    sentences = [
        fill_in(s.text, s.sentence_template, s.answer, s.answer_form_key) for s in verb.sentences if not s.retired_at
    ]
    sentences.sort(key=lambda s: (s["text"], s["answer_form_key"]))  # ids differ from database to database
    return {
        "infinitive": verb.key.infinitive,
        "sense": verb.key.sense,
        **{name: verb.forms.get(name, "") for name in FORM_FIELDS},
        "sentences": sentences,
    }


def _fill_in(work: Work) -> dict[str, Any]:
    text = str(work.content["sentence"])
    template, answer = str(work.analysis.get("template") or text), str(work.analysis.get("answer") or "")
    return fill_in(text, template, answer, work.form_key)


def _provenance(work: Work) -> dict[str, Any]:
    return {
        "model": work.model,
        "job": work.job,
        "reviewer": work.reviewer,
        "reviewed_at": work.reviewed_at,
        "committed": work.committed,
    }
