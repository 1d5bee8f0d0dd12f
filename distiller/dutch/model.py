"""The shapes that the language checks speak in: fields, keys, conjugations, analysed sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from distiller.dutch.findings import Finding

FORM_FIELDS: tuple[str, ...] = ("tt_ik", "tt_jij", "tt_hij", "vt_ev", "vt_mv", "vd", "vd_hulpwerkwoord")
"""The seven fields of a form set: six forms and the auxiliary of the perfect."""

VERB_FORM_FIELDS: tuple[str, ...] = FORM_FIELDS[:6]
"""The six fields that hold a form of the verb itself."""

ANSWER_KEYS: tuple[str, ...] = ("infinitive", *FORM_FIELDS)
"""The eight keys a blank can have: the seven fields, and `infinitive` for the present plural."""

Confidence = Literal["known", "rule", "guess"]
Tense = Literal["tt", "vt", "vd"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another accepted value of a field. `label`: informal, formal, dated, NL, BE, variant, or a condition."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Conjugation:
    """What the rules and lists say of one infinitive.

    `forms` maps each of FORM_FIELDS to its main value ("" where the verb has none, as the participle of zullen).
    `confidence`: `known` (lexicon or attested), `rule` (regular, nothing speaks against it), `guess`.
    `family` is the stem verb: lopen for lopen, aflopen, weglopen. `particle` is the separable part ("" if none),
    `reflexive` says that the infinitive was given with zich. `impersonal` marks verbs without a first person.
    """

    infinitive: str
    forms: Mapping[str, str]
    alternatives: Mapping[str, tuple[Alternative, ...]]
    confidence: Confidence
    family: str
    particle: str = ""
    reflexive: bool = False
    impersonal: bool = False

    def accepted(self, name: str) -> tuple[str, ...]:
        """Every accepted value of a field, the main one first."""
        return (self.forms[name], *(a.value for a in self.alternatives.get(name, ())))


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """Where the form of the verb stands in a sentence and what it is.

    `spans` are half-open character ranges (start, end) of the parts in reading order; `answer` is the sentence's
    own text of the parts joined by one space; `template` is the sentence with each part replaced by `___`.
    `answer_form_key` is one of ANSWER_KEYS except vd_hulpwerkwoord, or None where the sentence has no key.
    `auxiliary_span` is the auxiliary of an active perfect (None otherwise): the blank of its own fill-in.
    `accepted_answers` are other values of the same key that fit the blank.
    """

    answer_form_key: str | None
    spans: tuple[tuple[int, int], ...]
    answer: str
    template: str
    tense: Tense | None
    findings: tuple[Finding, ...] = ()
    auxiliary_span: tuple[int, int] | None = None
    accepted_answers: tuple[str, ...] = ()
