"""What a commit does to one verb: a pure function of what was made, what was decided, and what the database has.

A response is *settled* when it was committed and nothing was decided on it since; settled work is left alone, so what
was imported or corrected by hand in the verb database stays until a person approves something newer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from distiller.dutch.model import FORM_FIELDS
from distiller.fill_ins import AUXILIARY_KEY, fill_ins, no_longer_fits
from distiller.records import FillInRecord, Product, VerbChange, VerbKey
from distiller.validate.rules import sentence_identity
from distiller.verb_work import Candidate, Material, NewFillIn, VerbPlan, same_forms


class Waits(StrEnum):
    """Why something approved or changed is not written."""

    FORMS_MISSING = "forms-missing"  # sentences are approved, the forms are not (yet)
    FORMS_UNDECIDED = "forms-undecided"  # committed, then undone, edited or rerun: differs from the database
    VERB_RETIRED = "verb-retired"  # the verb is no longer served: approve its forms again
    OUTDATED = "outdated"  # a sentence whose answer is no longer an accepted form
    DUPLICATE = "duplicate"  # the verb has this sentence already
    OLDER_FORMS = "older-forms"  # forms approved later, in another job, are in the database
    NO_KEY = "no-key"  # an example without an answer key


_LEFT = frozenset({Waits.DUPLICATE, Waits.OLDER_FORMS, Waits.NO_KEY})  # nothing will ever come of waiting
_NEVER = datetime.min.replace(tzinfo=UTC)


def plan_verb(material: Material) -> VerbPlan | None:
    """The plan for one verb; None when there is nothing to write and nothing to say."""
    draft = _Draft(material)
    draft.decide_forms()
    draft.decide_sentences()
    return draft.plan()


@dataclass
class _Draft:
    """A plan in the making."""

    material: Material
    key: VerbKey = field(init=False)
    winner: Candidate | None = None
    writes_forms: bool = False
    retires_verb: bool = False
    waiting: dict[Waits, None] = field(default_factory=dict)  # ordered, each once
    add: list[NewFillIn] = field(default_factory=list)
    update: list[tuple[int, NewFillIn]] = field(default_factory=list)
    retired: dict[int, FillInRecord] = field(default_factory=dict)
    changed: list[tuple[FillInRecord, NewFillIn]] = field(default_factory=list)
    committed: list[tuple[int, int]] = field(default_factory=list)
    cleared: dict[int, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key = VerbKey.from_subject(self.material.subject)
        self.live = self.material.verb is not None and self.material.verb.retired_at is None
        self.by_response: dict[int, list[FillInRecord]] = {}
        self.taken: dict[tuple[str, str], FillInRecord | NewFillIn] = {}
        for row in self.material.verb.sentences if self.material.verb else ():
            self.taken[_identity(row)] = row
            if row.response_id is not None:
                self.by_response.setdefault(row.response_id, []).append(row)

    # --- forms

    def decide_forms(self) -> None:
        """Which form set the verb gets: the one that was approved last, if it is not there already."""
        sets = [c for c in self.material.candidates if c.product is Product.FORMS]
        self.winner = max((c for c in sets if c.approved), key=lambda c: (c.reviewed_at or _NEVER, c.id), default=None)
        if self.winner is None:
            self._without_approved_forms(sets)
            return
        others = [c for c in sets if c is not self.winner]
        if any(c.approved for c in others):
            self.waiting[Waits.OLDER_FORMS] = None
        if self.winner.settled:
            return
        self.committed.append((self.winner.id, self.winner.version))
        self._clear(c for c in others if c.committed_version is not None)
        verb = self.material.verb
        self.writes_forms = (
            verb is None
            or not self.live
            or verb.forms_response_id != self.winner.id
            or not same_forms(verb.forms, self.winner.content)
        )

    def _without_approved_forms(self, sets: list[Candidate]) -> None:
        """Nothing is approved: a rejection takes the verb out, an open decision leaves it as it is."""
        by_id = {c.id: c for c in sets}
        for committed in [c for c in sets if c.committed_version is not None]:
            now: Candidate | None = committed
            while now is not None and now.superseded_by is not None:
                now = by_id.get(now.superseded_by)
            if now is None or now.is_correct is None:
                self.waiting[Waits.FORMS_UNDECIDED] = None
                continue
            verb = self.material.verb
            self._clear([committed])
            # forms that were imported or corrected by hand since are not what was rejected
            self.retires_verb |= self.live and verb is not None and verb.forms_response_id == committed.id

    @property
    def forms(self) -> Mapping[str, str] | None:
        """The forms the verb will have; None while it is not served."""
        if self.retires_verb:
            return None
        if self.winner is not None and self.writes_forms:
            return {name: self.winner.content.get(name) or "" for name in FORM_FIELDS}
        return self.material.verb.forms if self.material.verb is not None and self.live else None

    # --- sentences

    def decide_sentences(self) -> None:
        """First what leaves, so that what comes is not its duplicate; then what comes."""
        sentences = [c for c in self.material.candidates if c.product is Product.SENTENCES]
        for sentence in sentences:
            if sentence.committed_version is not None and not (sentence.approved and sentence.form_key):
                self._take_out(sentence)
            elif sentence.approved and not sentence.form_key:
                self.waiting[Waits.NO_KEY] = None
        if self.writes_forms and self.forms is not None:
            self._retire_outdated(self.forms, settled={s.id for s in sentences if s.settled})
        for sentence in sentences:
            if sentence.approved and sentence.form_key and not sentence.settled:
                self._bring_in(sentence, sentence.form_key)
        self._pair_reruns(sentences)

    def _take_out(self, sentence: Candidate) -> None:
        self._clear([sentence])
        for row in self.by_response.get(sentence.id, ()):
            self._retire(row)

    def _retire_outdated(self, forms: Mapping[str, str], settled: set[int]) -> None:
        """No wrong form in front of a learner: what no longer fits the new forms is not served."""
        verb = self.material.verb
        for row in verb.sentences if verb else ():
            if row.id in self.retired or not no_longer_fits(
                row.answer, row.answer_form_key, self.key.infinitive, forms
            ):
                continue
            self._retire(row)
            if row.response_id in settled and row.answer_form_key != AUXILIARY_KEY:
                self.cleared[row.response_id] = None
                self.waiting[Waits.OUTDATED] = None

    def _bring_in(self, sentence: Candidate, form_key: str) -> None:
        forms = self.forms
        if forms is None:
            gone = self.retires_verb or self.material.verb is not None
            self.waiting[Waits.VERB_RETIRED if gone else Waits.FORMS_MISSING] = None
            return
        text = str(sentence.content["sentence"])
        answer = str(sentence.analysis["answer"])
        if no_longer_fits(answer, form_key, self.key.infinitive, forms):
            self.waiting[Waits.OUTDATED] = None
            if sentence.committed_version is not None:
                self._take_out(sentence)
            return
        wanted = fill_ins(text, form_key, sentence.analysis, self.key.infinitive, forms, sentence.id)
        if self._foreign(wanted[0], sentence.id):
            self.waiting[Waits.DUPLICATE] = None
            if sentence.committed_version is not None:
                self._take_out(sentence)
            return
        own = self.by_response.get(sentence.id, ())
        keep = {_identity(w) for w in wanted} if own else set()
        left = [row for row in own if row.id in self.retired or _identity(row) not in keep]
        for row in left:
            self._retire(row)
        for new in wanted:
            self._place(new, left)
        self.cleared.pop(sentence.id, None)
        self.committed.append((sentence.id, sentence.version))

    def _foreign(self, new: NewFillIn, response_id: int) -> bool:
        """Whether another sentence of the verb is this one already."""
        there = self.taken.get(_identity(new))
        return there is not None and there.response_id not in (None, response_id)

    def _place(self, new: NewFillIn, replaced: list[FillInRecord]) -> None:
        identity = _identity(new)
        there = self.taken.get(identity)
        if isinstance(there, FillInRecord) and there.response_id in (None, new.response_id) and there.text == new.text:
            if _differs(there, new):
                self.update.append((there.id, new))
                if (there.sentence_template, there.answer) != (new.sentence_template, new.answer):
                    self.changed.append((there, new))
            return
        if isinstance(there, FillInRecord) and there.response_id in (None, new.response_id):
            self._retire(there)  # the same sentence but for a capital or a space
            replaced.append(there)
        elif there is not None:
            return
        self.taken[identity] = new
        self.add.append(new)
        old = next((r for r in replaced if r.answer_form_key == new.answer_form_key), replaced[0] if replaced else None)
        if old is not None:
            replaced.remove(old)
            self.changed.append((old, new))

    def _pair_reruns(self, sentences: list[Candidate]) -> None:
        """A sentence that came in the place of another is shown as a change, not as one added and one gone."""
        for old in [c for c in sentences if c.superseded_by is not None]:
            for row in self.by_response.get(old.id, ()):
                new = next(
                    (n for n in self.add if n.response_id == old.superseded_by and self._unpaired(n, row)),
                    None,
                )
                if new is not None:
                    self.changed.append((row, new))

    def _unpaired(self, new: NewFillIn, row: FillInRecord) -> bool:
        same_kind = (new.answer_form_key == AUXILIARY_KEY) == (row.answer_form_key == AUXILIARY_KEY)
        return same_kind and all(n is not new and r is not row for r, n in self.changed)

    def _retire(self, row: FillInRecord) -> None:
        self.retired[row.id] = row
        if self.taken.get(_identity(row)) is row:
            del self.taken[_identity(row)]

    def _clear(self, candidates: Iterable[Candidate]) -> None:
        self.cleared.update(dict.fromkeys(c.id for c in candidates))

    # --- the result

    def plan(self) -> VerbPlan | None:
        """The finished plan."""
        verb, forms = self.material.verb, self.forms
        plan = VerbPlan(
            change=self._change(),
            key=self.key,
            verb_id=verb.id if verb else None,
            forms=forms if self.writes_forms else None,
            forms_response_id=self.winner.id if self.winner else None,
            retire_verb=self.retires_verb,
            restore_verb=self.writes_forms and verb is not None and not self.live,
            add=tuple(self.add),
            update=tuple(self.update),
            retire=tuple(self.retired),
            committed=tuple(self.committed),
            cleared=tuple(self.cleared),
        )
        return plan if plan.writes or self.waiting else None

    def _change(self) -> VerbChange:
        old = self.material.verb.forms if self.material.verb else {}
        new = self.forms if self.writes_forms else None
        pairs = {name: (old.get(name, ""), new[name]) for name in FORM_FIELDS} if new else {}
        gone_for = {id(r) for r, _ in self.changed}
        come_for = {id(n) for _, n in self.changed}
        change = VerbChange(
            subject=self.material.subject,
            action="",
            forms={name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
            sentences_added=tuple(shown(n) for n in self.add if id(n) not in come_for),
            sentences_changed=tuple((shown(r), shown(n)) for r, n in self.changed),
            sentences_retired=tuple(shown(r) for r in self.retired.values() if id(r) not in gone_for),
            waiting=tuple(self.waiting),
            card_ids=tuple(sorted({c.card_id for c in self.material.candidates if not c.settled})),
        )
        return replace(change, action=self._action(change))

    def _action(self, change: VerbChange) -> str:
        if self.retires_verb:
            return "retire"
        if self.writes_forms and not self.live:
            return "add"
        if change.forms or change.sentences_added or change.sentences_changed or change.sentences_retired:
            return "change"
        return "wait" if any(w not in _LEFT for w in self.waiting) else "leave"


def shown(row: FillInRecord | NewFillIn) -> str:
    """A fill-in sentence on one line, as previews show it: the template, and the answer behind it."""
    return f"{row.sentence_template} ({row.answer})"


def _identity(row: FillInRecord | NewFillIn) -> tuple[str, str]:
    return (_same_text(row.text), row.answer_form_key)


@lru_cache(maxsize=1024)
def _same_text(text: str) -> str:
    return sentence_identity(text)


def _differs(there: FillInRecord, new: NewFillIn) -> bool:
    mine = (there.sentence_template, there.answer, there.accepted_answers, there.response_id)
    return mine != (new.sentence_template, new.answer, new.accepted_answers, new.response_id)
