"""Conjugation: from an infinitive to its seven fields.

A verb is taken apart (prefixes.py) until something is left that a list knows or that can only be regular; that verb is
conjugated, and its prefixes and particle are put back. A paradigm carries every accepted value with its label; the
public `Conjugation` shows the main one and keeps the rest as alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from distiller.dutch import lexicon
from distiller.dutch.auxiliary import AuxiliaryChoice, decide_auxiliary, is_impersonal
from distiller.dutch.conjugation_attested import best_attested
from distiller.dutch.conjugation_weak import (
    MAX_LETTERS,
    hidden_strong,
    last_syllable_unstressed,
    maybe_one_word,
    native_behind_prefix,
    stress_unclear,
)
from distiller.dutch.model import VERB_FORM_FIELDS, Alternative, Conjugation
from distiller.dutch.paradigm import Paradigm, each, join_parts, listed, weak_verb, with_particle, with_prefix
from distiller.dutch.prefixes import (
    Split,
    decided_split,
    homograph_splits,
    separable_splits,
    unstressed_split,
)
from distiller.dutch.spelling import normalise_infinitive, regular_stem
from distiller.dutch.wordlist import attested

_FREE_BEFORE = """
aan af bij door los mee na neer om op over rond samen tegen terug toe uit vast voor voort weg
"""
"""Particles that join any verb, so also one that no list has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an infinitive: its paradigm, its auxiliary, and the public conjugation made of both."""

    paradigm: Paradigm
    auxiliary: AuxiliaryChoice
    conjugation: Conjugation


def conjugate(infinitive: str) -> Conjugation:
    """Every form of a Dutch verb, with its accepted variants and how sure they are; never raises.

    Text that cannot be a Dutch infinitive is conjugated as well as can be, with confidence `guess`. Of a spelling
    that is two verbs the commoner one is given.
    """
    return readings(infinitive)[0].conjugation


@lru_cache(maxsize=4096)
def readings(infinitive: str) -> tuple[Reading, ...]:
    """Every reading of an infinitive, the commonest first; most verbs have one (voorkomen has two)."""
    verb = normalise_infinitive(infinitive)
    reflexive = verb.startswith("zich ")
    bare = verb.removeprefix("zich ").strip()
    return tuple(_reading(verb, bare, reflexive, paradigm) for paradigm in paradigms(bare))


def regular_paradigm(reading: Reading) -> Paradigm:
    """What a reading would be if its verb were weak: loopte, geloopt, uitgeloopt."""
    paradigm = weak_verb(reading.paradigm.root)
    if reading.paradigm.prefix:
        paradigm = with_prefix(reading.paradigm.prefix, paradigm)
    return with_particle(reading.paradigm.particle, paradigm) if reading.paradigm.particle else paradigm


def _reading(verb: str, bare: str, reflexive: bool, paradigm: Paradigm) -> Reading:
    auxiliary = decide_auxiliary(
        bare, paradigm.root, paradigm.particle, paradigm.prefix, bool(paradigm.forms["vd"]), reflexive
    )
    main = {name: (paradigm.forms[name][0][0] if paradigm.forms[name] else "") for name in VERB_FORM_FIELDS}
    others: dict[str, tuple[Alternative, ...]] = {}
    for name in VERB_FORM_FIELDS:
        seen = dict.fromkeys(paradigm.forms[name][1:])
        if seen:
            others[name] = tuple(Alternative(value, label) for value, label in seen)
    if auxiliary.other:
        others["vd_hulpwerkwoord"] = (Alternative(auxiliary.other, auxiliary.condition),)
    conjugation = Conjugation(
        infinitive=verb,
        forms=MappingProxyType({**main, "vd_hulpwerkwoord": auxiliary.main}),
        alternatives=MappingProxyType(others),
        confidence=paradigm.confidence,
        family=paradigm.family,
        particle=paradigm.particle,
        reflexive=reflexive,
        impersonal=is_impersonal(bare),
    )
    return Reading(paradigm, auxiliary, conjugation)


@lru_cache(maxsize=4096)
def paradigms(verb: str) -> tuple[Paradigm, ...]:
    """The paradigms of a bare infinitive (no zich), the commonest first; at least one, for any text."""
    if len(verb) > MAX_LETTERS or not re.fullmatch(r"[^\W\d_]+(?:['-]?[^\W\d_]+)*", verb):
        return (_shapeless(verb),)
    if verb in lexicon.noun_compounds():
        return (replace(weak_verb(verb), noun_compound=True),)
    splits = homograph_splits(verb)
    if splits:
        return tuple(paradigm for split in splits for paradigm in _compound(split, verb))
    if lexicon.is_listed(verb):
        return listed(verb)
    decided = decided_split(verb)
    if decided:
        return tuple(replace(paradigm, confidence="known") for paradigm in _compound(decided, verb))
    if verb in lexicon.weak_compounds() or verb in lexicon.unstressed_compounds():
        first = unstressed_split(verb) or separable_splits(verb)[0]
        weak = weak_verb(first.rest, unstressed=True if verb in lexicon.unstressed_compounds() else None)
        return (join_parts(first, replace(weak, confidence="known")),)
    excess = _excess(verb)
    if excess:
        return tuple(paradigm for split in excess for paradigm in _compound(split, verb))
    split = _best_split(verb)
    likely = _compound(split, verb) if split else _regular(verb)
    return best_attested(verb, likely, paradigms)


def _excess(verb: str) -> tuple[Split, ...]:
    """Overreageren, onderpresteren: too much or too little of a verb in -eren stays one word with ge- inside; the same
    letters may also be a verb that comes apart (overkopiëren)."""
    for first in ("over", "onder"):
        rest = verb[len(first) :]
        if verb.startswith(first) and rest in lexicon.stressed_verbs() and rest.endswith("eren"):
            return Split(first, rest, separable=False, ge_inside=True), Split(first, rest, separable=True)
    return ()


def _regular(verb: str) -> tuple[Paradigm, ...]:
    """A verb that only the rule can make; where stress or make-up is unclear, all possibilities, likeliest first."""
    parts = hidden_strong(verb)
    if parts:
        apart = join_parts(Split(*parts, separable=True), paradigms(parts[1])[0])
        joined = join_parts(Split(*parts, separable=False, ge_inside=True), paradigms(parts[1])[0])
        return tuple(replace(each, confidence="guess", prefix="") for each in (apart, joined, weak_verb(verb)))
    unstressed = last_syllable_unstressed(verb)
    likely = weak_verb(verb, unstressed)
    return (likely, weak_verb(verb, not unstressed)) if stress_unclear(verb) else (likely,)


def _best_split(verb: str) -> Split | None:
    """The split that explains a verb best: one that leaves a known verb, else a plausible one."""
    separable = separable_splits(verb)
    for split in separable:
        if _is_known(split.rest):
            return split
    unstressed = unstressed_split(verb)
    if unstressed:
        return unstressed
    return next((split for split in separable if _apart(split)), None)


def _apart(split: Split) -> bool:
    """Whether an unknown last part may stand alone; behind a noun, and in, which begins loans, only if it is a word."""
    if split.first not in _FREE_BEFORE.split() and not (attested(split.rest) or attested(regular_stem(split.rest))):
        return False
    return not maybe_one_word(split.first, split.rest)


def _is_known(verb: str) -> bool:
    return any(paradigm.confidence == "known" for paradigm in paradigms(verb))


def _compound(split: Split, verb: str) -> tuple[Paradigm, ...]:
    """The paradigms of a compound: those of its last part with the first part put back."""
    if not split.separable and verb in lexicon.irregular_verbs():
        return listed(verb)
    inner = _inner(split)
    first_only = split.rest in lexicon.double_verbs() or homograph_splits(split.rest)
    order = lexicon.compound_readings().get(verb, (0,) if first_only else tuple(range(len(inner))))
    inner = tuple(inner[i] for i in order if i < len(inner))
    joined = tuple(join_parts(split, paradigm) for paradigm in inner)
    if split.separable and inner[0].particle:  # two particles: only the word list makes such a verb known
        joined = tuple(replace(paradigm, confidence="guess") for paradigm in joined)
    if verb in lexicon.prefixed_weak():
        return tuple(replace(paradigm, confidence="known") for paradigm in joined)
    return joined


def _inner(split: Split) -> tuple[Paradigm, ...]:
    """The last part of a compound; behind an unstressed prefix nothing comes off (verafschuwen, beantwoorden)."""
    if split.first in ("be", "ont", "ver") and native_behind_prefix(split.rest):
        return (weak_verb(split.rest, unstressed=True),)
    found = paradigms(split.rest)
    if split.separable or split.first == "her" or not found[0].particle:
        return found
    return (weak_verb(split.rest),)


def _shapeless(verb: str) -> Paradigm:
    """The best that can be made of a text that is not one word: its last word conjugated, the rest behind it."""
    words = verb.split(" ")
    if len(words) > 1 and len(verb) <= MAX_LETTERS and all(words):
        inner = paradigms(words[-1])[0]
        rest = " ".join(words[:-1])
        joined = with_particle(rest, inner)
        participle = each(inner.forms["vd"], lambda form: f"{rest} {form}")
        return replace(joined, forms={**joined.forms, "vd": participle}, bare=participle, confidence="guess")
    return replace(weak_verb(verb), confidence="guess")
