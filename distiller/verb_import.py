"""An existing verb database into this one: row by row what is new, what differs, what is there already.

Forms that change take those fill-in sentences out of use that no longer fit them, unless the file has them itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distiller.dutch.model import FORM_FIELDS
from distiller.fill_ins import AUXILIARY_KEY, no_longer_fits, variants
from distiller.importers.verb_database import RowError, VerbRow, read_verb_database
from distiller.records import FillInRecord, VerbKey, VerbRecord
from distiller.store.verbs import VerbStore
from distiller.verb_work import NewFillIn, VerbEdit, same_forms

_PART = 400  # rows per look into the database


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many verbs of a file are new, differ, or are there already; and the rows that were not taken, with why."""

    added: int
    changed: int
    unchanged: int
    refused: tuple[RowError, ...]


def import_file(store: VerbStore, path: Path, who: str, *, dry_run: bool) -> ImportResult:
    """The rows of `path` into the verb database, all in one transaction; with `dry_run` only the count."""
    run = _Import(path)
    store.import_verbs(who, run.parts(), run.decide, dry_run=dry_run)
    return ImportResult(run.added, run.changed, run.unchanged, tuple(run.refused))


@dataclass
class _Import:
    """One import under way: it reads a part, and decides on it when the store shows what is there."""

    path: Path
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[RowError] = field(default_factory=list)
    rows: list[VerbRow] = field(default_factory=list)

    def parts(self) -> Iterator[Sequence[VerbKey]]:
        """The keys of the file, part by part; `rows` holds the part that was given last."""
        for row in read_verb_database(self.path):
            if isinstance(row, RowError):
                self.refused.append(row)
                continue
            self.rows.append(row)
            if len(self.rows) == _PART:
                yield [r.key for r in self.rows]
                self.rows = []
        if self.rows:
            yield [r.key for r in self.rows]

    def decide(self, have: Mapping[str, VerbRecord]) -> list[VerbEdit]:
        """What is written for the part."""
        edits = []
        for row in self.rows:
            verb = have.get(row.key.subject)
            edit = edit_for(row, verb)
            if edit is None:
                self.unchanged += 1
                continue
            self.added += verb is None
            self.changed += verb is not None
            edits.append(edit)
        return edits


def edit_for(row: VerbRow, verb: VerbRecord | None) -> VerbEdit | None:
    """What one row changes; None for a verb that is there as the row says."""
    old = verb.forms if verb else {}
    forms = {name: row.forms.get(name) or old.get(name, "") for name in FORM_FIELDS}
    known = variants(row.key.infinitive, forms)
    write_forms = verb is None or not same_forms(old, forms)
    gone = _misfits(row, verb, forms) if verb and write_forms else []
    edit = VerbEdit(
        row.key,
        verb.id if verb else None,
        "import",
        forms=forms if write_forms else None,
        variants=known if write_forms else None,
        retired=False if verb and verb.retired_at else None,
        retire=tuple(s.id for s in gone),
        # not committed any more, so that the next commit brings them back should the forms return
        cleared=tuple({s.response_id for s in gone if s.response_id and s.answer_form_key != AUXILIARY_KEY}),
        **_sentences(row, verb, forms, known),
    )
    changes = (edit.forms is not None, edit.retired is not None, edit.add, edit.update, edit.restore)
    return edit if any(changes) else None


def _misfits(row: VerbRow, verb: VerbRecord, forms: Mapping[str, str]) -> list[FillInRecord]:
    """The live sentences whose answer is no form of the verb any more, without those that the row has itself."""
    named = {(s.text, s.answer_form_key) for s in row.sentences}
    return [
        s
        for s in verb.sentences
        if s.retired_at is None
        and (s.text, s.answer_form_key) not in named
        and no_longer_fits(s.answer, s.answer_form_key, row.key.infinitive, forms)
    ]


def _sentences(
    row: VerbRow, verb: VerbRecord | None, forms: Mapping[str, str], known_variants: Mapping[str, Sequence[Any]]
) -> dict[str, tuple[Any, ...]]:
    """Added, updated and restored: what is live counts before what is retired."""
    known: dict[tuple[str, str], FillInRecord] = {}
    for there in verb.sentences if verb else ():
        identity = (there.text, there.answer_form_key)
        if identity not in known or there.retired_at is None:
            known[identity] = there
    add: dict[tuple[str, str], NewFillIn] = {}
    update, restore = [], []
    for sentence in row.sentences:
        if (key := sentence.answer_form_key) is None:
            continue  # an example: nothing to fill in
        identity = (sentence.text, key)
        found = known.get(identity)
        accepted = found.accepted_answers if found else _accepted(sentence.answer, key, forms, known_variants)
        new = NewFillIn(
            sentence.template,
            sentence.answer,
            key,
            accepted,
            sentence.text,
            found.response_id if found else None,
        )
        if found is None:
            add.setdefault(identity, new)
            continue
        if found.retired_at is not None:
            restore.append(found.id)
        if (found.sentence_template, found.answer) != (new.sentence_template, new.answer):
            update.append((found.id, new))
    return {"add": tuple(add.values()), "update": tuple(update), "restore": tuple(dict.fromkeys(restore))}


def _accepted(
    answer: str, key: str, forms: Mapping[str, str], known_variants: Mapping[str, Sequence[Any]]
) -> tuple[str, ...]:
    """Variants of the form that fit the same blank: the file does not carry them, the conjugation knows them."""
    if key == AUXILIARY_KEY or answer.lower() != forms.get(key, ""):
        return ()
    return tuple(v["value"] for v in known_variants.get(key, ()))
