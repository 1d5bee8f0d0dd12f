"""The verb database as a person uses it: browse, correct by hand, retire and restore, import an existing one.

A correction by hand stays: later commits change it only by what is approved after. Each one is recorded as a commit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from distiller.dutch.model import ANSWER_KEYS, FORM_FIELDS
from distiller.dutch_order import dutch_order, plain
from distiller.errors import InputError, NotFound, RuleViolation
from distiller.fill_ins import AUXILIARY_KEY, fill_ins, no_longer_fits, variants
from distiller.records import FillInRecord, VerbRecord
from distiller.store.verbs import VerbStore
from distiller.validate import check_form_payload, check_sentence_payload
from distiller.verb_import import ImportResult, import_file
from distiller.verb_work import VerbEdit, VerbLine, same_forms

ONLY = ("", "missing", "retired", "no-sentences")
"""The kinds that lists can be narrowed to; "" are all verbs that are served."""


@dataclass(frozen=True, slots=True)
class KeyCoverage:
    """One answer key: its live fill-in sentences, and how many verbs that have such a form have none."""

    sentences: int
    verbs_without: int


class VerbDatabase:
    """What the practice app reads, with a person's hands on it."""

    def __init__(self, store: VerbStore) -> None:
        self._store = store

    # --- browsing

    def list(self, q: str = "", *, limit: int = 50, offset: int = 0, only: str = "") -> Sequence[VerbRecord]:
        """A page of verbs in Dutch order; `q` is part of the infinitive or sense, accents aside."""
        lines = sorted(self._lines(q, only), key=lambda v: dutch_order(v.key.infinitive, v.key.sense))
        return self._store.verbs([line.id for line in lines[offset : offset + limit]])

    def count(self, q: str = "", *, only: str = "") -> int:
        """How many verbs `list` has in all."""
        return len(self._lines(q, only))

    def verb(self, verb_id: int) -> VerbRecord:
        """One verb with all its sentences, retired ones too. Raises NotFound."""
        found = self._store.verbs([verb_id])
        if not found:
            raise NotFound("not-found", what="verb", id=verb_id)
        return found[0]

    def coverage(self, q: str = "") -> dict[str, KeyCoverage]:
        """How well the eight answer keys are practised by the verbs that `list` has for `q`."""
        ids = [line.id for line in self._lines(q, "")]
        wanted = set(ids)
        sentences = dict.fromkeys(ANSWER_KEYS, 0)
        having: dict[str, int] = dict.fromkeys(ANSWER_KEYS, 0)
        for verb_id, key, count in self._store.key_coverage():
            if verb_id in wanted:
                sentences[key] = sentences.get(key, 0) + count
                having[key] = having.get(key, 0) + 1
        able = self._store.verbs_with_form(wanted)
        return {key: KeyCoverage(sentences[key], max(0, able[key] - having[key])) for key in ANSWER_KEYS}

    def _lines(self, q: str, only: str) -> Sequence[VerbLine]:
        if only not in ONLY:
            raise InputError("input-bad-value", name="only", value=only, expected=", ".join(ONLY[1:]))
        wanted = plain(q.strip())
        return [line for line in self._store.verb_lines(only) if wanted in plain(line.key.subject)]

    # --- by hand

    def edit_forms(self, verb_id: int, forms: Mapping[str, str], who: str) -> VerbRecord:
        """The seven fields as given; sentences whose answer no longer fits are retired. Raises RuleViolation."""

        def decide(verb: VerbRecord) -> VerbEdit | None:
            checked = check_form_payload(verb.key.subject, forms).payload
            new = {name: str(checked.get(name) or "") for name in FORM_FIELDS}
            if same_forms(verb.forms, new):
                return None
            gone = [s for s in live_sentences(verb) if _misfit(s, verb.key.infinitive, new)]
            return VerbEdit(
                verb.key,
                verb.id,
                "edit-forms",
                forms=new,
                variants=variants(verb.key.infinitive, new),
                retire=tuple(s.id for s in gone),
                # not committed any more, so that the next commit brings them back should the forms return
                cleared=tuple({s.response_id for s in gone if s.response_id and s.answer_form_key != AUXILIARY_KEY}),
            )

        return self._store.change_verb(verb_id, who, decide)

    def edit_sentence(self, fill_in_id: int, text: str, who: str) -> VerbRecord:
        """Another text for a fill-in sentence, analysed anew; the old one is retired with what was derived from it.

        Raises RuleViolation where the sentence breaks a rule, has no answer key, or is there already.
        """

        def decide(verb: VerbRecord) -> VerbEdit | None:
            old = _live(verb, fill_in_id)
            if text.strip() == old.text:
                return None
            same = [s for s in live_sentences(verb) if s.text == old.text]
            others = [s.text for s in live_sentences(verb) if s.text != old.text]
            valid = check_sentence_payload(verb.key.subject, text, verb.forms, others)
            if valid.form_key is None or valid.analysis is None:
                raise RuleViolation("verb-sentence-no-key", subject=verb.key.subject)
            new = fill_ins(
                valid.payload["sentence"],
                valid.form_key,
                valid.analysis,
                verb.key.infinitive,
                verb.forms,
                old.response_id,
            )
            return VerbEdit(verb.key, verb.id, "edit-sentence", add=tuple(new), retire=tuple(s.id for s in same))

        return self._store.change_verb(self._store.verb_of_sentence(fill_in_id), who, decide)

    def retire_verb(self, verb_id: int, who: str) -> VerbRecord:
        """No longer served, with all its sentences; kept for the record. Once more changes nothing."""
        return self._store.change_verb(
            verb_id, who, lambda v: None if v.retired_at else VerbEdit(v.key, v.id, "retire", retired=True)
        )

    def restore_verb(self, verb_id: int, who: str) -> VerbRecord:
        """Served again, as it was."""
        return self._store.change_verb(
            verb_id, who, lambda v: VerbEdit(v.key, v.id, "restore", retired=False) if v.retired_at else None
        )

    def retire_sentence(self, fill_in_id: int, who: str) -> VerbRecord:
        """No longer served; kept for the record. Once more changes nothing."""

        def decide(verb: VerbRecord) -> VerbEdit | None:
            if _sentence(verb, fill_in_id).retired_at is not None:
                return None
            return VerbEdit(verb.key, verb.id, "retire-sentence", retire=(fill_in_id,))

        return self._store.change_verb(self._store.verb_of_sentence(fill_in_id), who, decide)

    def restore_sentence(self, fill_in_id: int, who: str) -> VerbRecord:
        """Served again. Raises RuleViolation if the verb has this fill-in sentence in the meantime."""

        def decide(verb: VerbRecord) -> VerbEdit | None:
            old = _sentence(verb, fill_in_id)
            if old.retired_at is None:
                return None
            if any((s.text, s.answer_form_key) == (old.text, old.answer_form_key) for s in live_sentences(verb)):
                raise RuleViolation("verb-sentence-twice", subject=verb.key.subject)
            return VerbEdit(verb.key, verb.id, "restore-sentence", restore=(fill_in_id,))

        return self._store.change_verb(self._store.verb_of_sentence(fill_in_id), who, decide)

    # --- import

    def import_rows(self, name: str, data: bytes | Path, who: str, *, dry_run: bool = False) -> ImportResult:
        """An existing verb database (JSONL or CSV, as exported) into this one, in one transaction.

        Rows with an error are left out and reported; the others are taken. Fields that the file leaves empty and
        sentences that it does not have stay as they are; what was retired and is in the file is served again. The
        same file twice changes nothing. `name` is the file's name, for messages and its kind. Raises InputError
        where the file cannot be read at all.
        """
        if isinstance(data, Path):
            return import_file(self._store, data, who, dry_run=dry_run)
        with tempfile.TemporaryDirectory(prefix="distiller-") as folder:
            path = Path(folder, "import" + Path(name).suffix.lower()[:10])
            path.write_bytes(data)
            return import_file(self._store, path, who, dry_run=dry_run)


def live_sentences(verb: VerbRecord) -> Sequence[FillInRecord]:
    """The sentences that are served."""
    return [s for s in verb.sentences if s.retired_at is None]


def verb_coverage(verb: VerbRecord) -> dict[str, int]:
    """Live fill-in sentences of one verb by answer key, all eight keys."""
    counts = dict.fromkeys(ANSWER_KEYS, 0)
    for sentence in live_sentences(verb):
        counts[sentence.answer_form_key] += 1
    return counts


def _misfit(sentence: FillInRecord, infinitive: str, forms: Mapping[str, str]) -> bool:
    return no_longer_fits(sentence.answer, sentence.answer_form_key, infinitive, forms)


def _sentence(verb: VerbRecord, fill_in_id: int) -> FillInRecord:
    return next(s for s in verb.sentences if s.id == fill_in_id)


def _live(verb: VerbRecord, fill_in_id: int) -> FillInRecord:
    sentence = _sentence(verb, fill_in_id)
    if sentence.retired_at is not None:
        raise NotFound("not-found", what="live fill-in sentence", id=fill_in_id)
    return sentence
