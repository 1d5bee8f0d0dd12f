"""Approved work out of the store: one row for each verb or sentence, with model, job, reviewer and time.

Approved and current responses count, committed or not; `committed` says which. A sentence whose answer no longer is a
form of the verb is left out, and so is one that the verb has twice. Count, preview and file come from the same rows.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from distiller.dutch.model import FORM_FIELDS
from distiller.dutch_order import dutch_order, plain
from distiller.errors import InputError
from distiller.exporters.csv_file import write_csv
from distiller.exporters.jsonl import write_jsonl
from distiller.exporters.shapes import SENTENCE_ROW_FIELDS, VERB_ROW_FIELDS, fill_in, sentence_row, verb_row
from distiller.fill_ins import no_longer_fits
from distiller.records import Product, VerbKey, VerbRecord
from distiller.store.exports import ExportStore
from distiller.validate.rules import sentence_identity
from distiller.verb_work import SubjectWork, Work, WorkFilter

INVALID_ROW_FIELDS = ("subject", "product", "error_type", "message", "raw_text", "model", "job", "created_at")
DATABASE_ROW_FIELDS = ("infinitive", "sense", *FORM_FIELDS, "sentences")

FIELDS: Mapping[str, Sequence[str]] = {
    "verbs": VERB_ROW_FIELDS,
    "sentences": SENTENCE_ROW_FIELDS,
    "database": DATABASE_ROW_FIELDS,
    "invalid": INVALID_ROW_FIELDS,
}
"""What can be exported, and the fields of its rows in order."""

FORMATS = ("jsonl", "csv")

_NEVER = datetime.min.replace(tzinfo=UTC)


class Exporter:
    """Rows for people and programs; `what` is one of FIELDS.

    `verbs` and `sentences` are approved responses; `database` is the verb database itself in the layout that its
    import reads; `invalid` are replies that failed validation. `job` and `committed_only` narrow approved work
    (`job` also `invalid`), `q` is part of the subject, accents aside. Raises InputError for an unknown `what` or
    format.
    """

    def __init__(self, store: ExportStore) -> None:
        self._store = store

    def rows(
        self, what: str, *, job: int | None = None, committed_only: bool = False, q: str = ""
    ) -> Generator[dict[str, Any], None, None]:
        """The rows, streaming: memory does not grow with their number. Close the generator if it is not used up."""
        wanted = WorkFilter(job, committed_only, plain(q.strip()))
        makers = {
            "verbs": self._verbs,
            "sentences": self._sentences,
            "database": self._database,
            "invalid": self._invalid,
        }
        if what not in makers:
            raise InputError("input-bad-value", name="what", value=what, expected=", ".join(makers))
        return makers[what](wanted)

    def count(self, what: str, *, job: int | None = None, committed_only: bool = False, q: str = "") -> int:
        """How many rows `rows` gives: exactly what `write` writes."""
        wanted = WorkFilter(job, committed_only, plain(q.strip()))
        if what == "verbs":
            return self._store.approved_subjects(Product.FORMS, wanted)
        if what == "sentences":
            work = self._store.approved_work(Product.SENTENCES, wanted, _order, thin=True)
            return sum(len(_fitting(subject)) for subject in work)
        if what == "database":
            return self._store.live_verb_count(wanted.q)
        return sum(1 for _ in self.rows(what, job=job, committed_only=committed_only, q=q))

    def preview(
        self, what: str, *, job: int | None = None, committed_only: bool = False, q: str = "", limit: int = 5
    ) -> list[dict[str, Any]]:
        """The first rows of what would be written."""
        with closing(self.rows(what, job=job, committed_only=committed_only, q=q)) as rows:
            return list(islice(rows, limit))

    def write(
        self,
        what: str,
        format: str,  # noqa: A002  the word of the commands
        path: Path,
        *,
        job: int | None = None,
        committed_only: bool = False,
        q: str = "",
    ) -> int:
        """Writes `path` as "jsonl" or "csv", whole or not at all; returns the number of rows."""
        if format not in FORMATS:
            raise InputError("input-bad-value", name="format", value=format, expected=", ".join(FORMATS))
        with closing(self.rows(what, job=job, committed_only=committed_only, q=q)) as rows:
            return write_jsonl(rows, path) if format == "jsonl" else write_csv(rows, path, FIELDS[what])

    # --- rows

    def _verbs(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for subject in self._store.approved_work(Product.FORMS, wanted, _order):
            forms = _latest(w for w in _chosen(subject) if w.product is Product.FORMS)
            assert forms is not None  # that is how the subject was found
            key = VerbKey.from_subject(subject.subject)
            sentences = [_fill_in(w) for w in _fitting(subject)]
            yield verb_row(key.infinitive, key.sense, _forms(forms.content), sentences, **_provenance(forms))

    def _sentences(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for subject in self._store.approved_work(Product.SENTENCES, wanted, _order):
            key = VerbKey.from_subject(subject.subject)
            for sentence in _fitting(subject):
                yield sentence_row(key.infinitive, key.sense, _fill_in(sentence), **_provenance(sentence))

    def _database(self, wanted: WorkFilter) -> Generator[dict[str, Any], None, None]:
        for verb in self._store.live_verbs(_order, wanted.q):
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


def _order(key: VerbKey) -> tuple[str, str, str]:
    return dutch_order(key.infinitive, key.sense)


def _chosen(subject: SubjectWork) -> Iterator[Work]:
    """The work that the filter asks for, without the form sets that came along to judge by."""
    return (work for work in subject.work if work.chosen)


def _latest(forms: Iterator[Work]) -> Work | None:
    return max(forms, key=lambda w: (w.reviewed_at or _NEVER, w.id), default=None)


def _fitting(subject: SubjectWork) -> list[Work]:
    """The approved sentences whose answer is a form of the verb as it stands, each once."""
    own = {w.card_id: w for w in subject.work if w.product is Product.FORMS and w.is_correct is not False}
    approved = _latest(w for w in _chosen(subject) if w.product is Product.FORMS) or _latest(
        w for w in own.values() if w.is_correct
    )
    standing = _forms(approved.content) if approved else subject.committed_forms
    infinitive = VerbKey.from_subject(subject.subject).infinitive
    found: dict[str, Work] = {}
    for work in _chosen(subject):
        if work.product is not Product.SENTENCES:
            continue
        card = own.get(work.card_id)
        forms = standing or (_forms(card.content) if card else None)
        if not no_longer_fits(str(work.analysis.get("answer") or ""), work.form_key, infinitive, forms):
            found.setdefault(sentence_identity(str(work.content["sentence"])), work)
    return list(found.values())


def _forms(content: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(content.get(name) or "") for name in FORM_FIELDS}


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
