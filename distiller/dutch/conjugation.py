"""Conjugation: from an infinitive to its seven fields.

A verb is taken apart (prefixes.py) until something is left that a list knows or that can only be regular; that verb is
conjugated, and its prefixes and particle are put back. A paradigm carries every accepted value with its label; the
public `Conjugation` shows the main one and keeps the rest as alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from distiller.dutch import lexicon
from distiller.dutch.auxiliary import AuxiliaryChoice, decide_auxiliary, is_impersonal
from distiller.dutch.conjugation_weak import (
    MAX_LETTERS,
    hidden_strong,
    is_doubtful,
    last_syllable_unstressed,
    maybe_one_word,
    native_behind_prefix,
    stress_unclear,
)
from distiller.dutch.lexicon import LoanParts, Options, StrongParts
from distiller.dutch.model import VERB_FORM_FIELDS, Alternative, Confidence, Conjugation
from distiller.dutch.prefixes import (
    Split,
    decided_split,
    homograph_splits,
    separable_splits,
    unstressed_split,
)
from distiller.dutch.spelling import (
    add_participle_end,
    add_t,
    infinitive_base,
    is_voiceless,
    join_after_e,
    normalise_infinitive,
    regular_stem,
)


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The six forms of one reading of a verb, each with all its accepted values.

    `bare` is the participle as it stands behind an unstressed prefix (lopen: lopen, werken: werkt). `root` is the verb
    that was conjugated, `weak` whether 't kofschip made its past.
    """

    forms: dict[str, Options]
    bare: Options
    root: str
    weak: bool
    confidence: Confidence
    particle: str = ""
    prefix: str = ""
    noun_compound: bool = False

    @property
    def spoken(self) -> str:
        """The verb as 't kofschip hears it: with its unstressed prefix, without its particle (opbellen: bellen)."""
        return join_after_e(self.prefix, self.root)

    @property
    def family(self) -> str:
        """The stem verb, or the verb with its prefix where what is left is no verb of its own (gebruiken)."""
        return self.root if lexicon.is_listed(self.root) else self.spoken


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
    paradigm = _weak(reading.paradigm.root)
    if reading.paradigm.prefix:
        paradigm = _with_prefix(reading.paradigm.prefix, paradigm)
    return _with_particle(reading.paradigm.particle, paradigm) if reading.paradigm.particle else paradigm


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
        return (replace(_weak(verb), noun_compound=True),)
    splits = homograph_splits(verb)
    if splits:
        return tuple(paradigm for split in splits for paradigm in _compound(split, verb))
    if lexicon.is_listed(verb):
        return _listed(verb)
    decided = decided_split(verb)
    if decided:
        return tuple(replace(paradigm, confidence="known") for paradigm in _compound(decided, verb))
    if verb in lexicon.weak_compounds() or verb in lexicon.unstressed_compounds():
        first = unstressed_split(verb) or separable_splits(verb)[0]
        weak = _weak(first.rest, unstressed=True if verb in lexicon.unstressed_compounds() else None)
        return (_join(first, replace(weak, confidence="known")),)
    split = _best_split(verb)
    return _compound(split, verb) if split else _regular(verb)


def _regular(verb: str) -> tuple[Paradigm, ...]:
    """A verb that only the rule can make; where stress or make-up is unclear, all possibilities, likeliest first."""
    parts = hidden_strong(verb)
    if parts:
        apart = _join(Split(*parts, separable=True), paradigms(parts[1])[0])
        joined = _join(Split(*parts, separable=False, ge_inside=True), paradigms(parts[1])[0])
        return tuple(replace(each, confidence="guess", prefix="") for each in (apart, joined, _weak(verb)))
    unstressed = last_syllable_unstressed(verb)
    likely = _weak(verb, unstressed)
    return (likely, _weak(verb, not unstressed)) if stress_unclear(verb) else (likely,)


def _best_split(verb: str) -> Split | None:
    """The split that explains a verb best: one that leaves a known verb, else a plausible one."""
    separable = separable_splits(verb)
    for split in separable:
        if _is_known(split.rest):
            return split
    unstressed = unstressed_split(verb)
    if unstressed:
        return unstressed
    return next((split for split in separable if not maybe_one_word(split.first, split.rest)), None)


def _is_known(verb: str) -> bool:
    return any(paradigm.confidence == "known" for paradigm in paradigms(verb))


def _compound(split: Split, verb: str) -> tuple[Paradigm, ...]:
    """The paradigms of a compound: those of its last part with the first part put back."""
    if not split.separable and verb in lexicon.irregular_verbs():
        return _listed(verb)
    inner = _inner(split)
    first_only = split.rest in lexicon.double_verbs() or homograph_splits(split.rest)
    order = lexicon.compound_readings().get(verb, (0,) if first_only else tuple(range(len(inner))))
    inner = tuple(inner[i] for i in order if i < len(inner))
    joined = tuple(_join(split, paradigm) for paradigm in inner)
    if verb in lexicon.prefixed_weak():
        return tuple(replace(paradigm, confidence="known") for paradigm in joined)
    return joined


def _inner(split: Split) -> tuple[Paradigm, ...]:
    """The last part of a compound; behind an unstressed prefix nothing comes off (verafschuwen, beantwoorden)."""
    if split.first in ("be", "ont", "ver") and native_behind_prefix(split.rest):
        return (_weak(split.rest, unstressed=True),)
    found = paradigms(split.rest)
    if split.separable or split.first == "her" or not found[0].particle:
        return found
    return (_weak(split.rest),)


def _join(split: Split, inner: Paradigm) -> Paradigm:
    if split.separable:
        return _with_particle(split.first, inner)
    if split.first == "her" and inner.particle:
        return _with_her_and_particle(inner)
    joined = _with_prefix(split.first, inner)
    if not split.ge_inside:
        return joined
    participle = _map(inner.forms["vd"], lambda form: split.first + form)
    return replace(joined, forms={**joined.forms, "vd": participle})


def _map(choices: Options, change: Callable[[str], str]) -> Options:
    return tuple((change(value), label) for value, label in choices)


def _with_particle(particle: str, inner: Paradigm) -> Paradigm:
    forms = {n: _map(inner.forms[n], lambda form: f"{form} {particle}") for n in VERB_FORM_FIELDS[:5]}
    forms["vd"] = _map(inner.forms["vd"], lambda form: particle + form)
    return replace(inner, forms=forms, bare=forms["vd"], particle=particle)


def _with_prefix(prefix: str, inner: Paradigm) -> Paradigm:
    forms = {n: _map(inner.forms[n], lambda form: join_after_e(prefix, form)) for n in VERB_FORM_FIELDS[:5]}
    bare = _map(inner.bare, lambda form: join_after_e(prefix, form))
    her_loan = prefix == "her" and inner.weak and inner.root in lexicon.stressed_verbs()
    forms["vd"] = _map(bare, lambda form: "ge" + form) if her_loan else bare
    return replace(inner, forms=forms, bare=bare, prefix=prefix + inner.prefix)


def _with_her_and_particle(inner: Paradigm) -> Paradigm:
    """Herindelen: one word in the finite forms (herindeelde), ge- inside the participle (heringedeeld)."""

    def joined(form: str) -> str:
        return "her" + inner.particle + form.removesuffix(" " + inner.particle)

    forms = {n: _map(inner.forms[n], joined) for n in VERB_FORM_FIELDS[:5]}
    forms["vd"] = _map(inner.forms["vd"], lambda form: "her" + form)
    return replace(inner, forms=forms, bare=forms["vd"], particle="", prefix="her")


def _listed(verb: str) -> tuple[Paradigm, ...]:
    """The paradigms of a verb that a list knows as one stem."""
    irregular = lexicon.irregular_verbs().get(verb)
    if irregular:
        return (_irregular(verb, irregular),)
    doubles = lexicon.double_verbs().get(verb)
    if doubles:
        weak = replace(_weak(verb), confidence="known")
        return tuple(_strong(verb, parts) if parts else weak for parts in doubles)
    strong = lexicon.strong_verbs().get(verb)
    return (_strong(verb, strong) if strong else _weak(verb),)


def _irregular(verb: str, cells: tuple[Options, ...]) -> Paradigm:
    forms = dict(zip(VERB_FORM_FIELDS, cells, strict=True))
    particle = forms["tt_ik"][0][0].partition(" ")[2]
    bare = _map(forms["vd"], lambda form: form.removeprefix("ge"))
    return Paradigm(forms, bare, verb, weak=False, confidence="known", particle=particle)


def _strong(verb: str, parts: StrongParts) -> Paradigm:
    stem = regular_stem(verb)
    forms = _present(stem)
    forms |= {"vt_ev": parts.past, "vt_mv": parts.plural, "vd": parts.participle}
    has_ge = verb not in ("genezen", "genieten")
    bare = _map(parts.participle, lambda form: form.removeprefix("ge") if has_ge else form)
    if verb == "eten":
        bare = (("eten", ""),)
    return Paradigm(forms, bare, verb, weak=False, confidence="known")


def _present(stem: str, ending_stem: str = "") -> dict[str, Options]:
    with_t = add_t(ending_stem or stem)
    return {"tt_ik": ((stem, ""),), "tt_jij": ((with_t, ""),), "tt_hij": ((with_t, ""),)}


def _weak(verb: str, unstressed: bool | None = None) -> Paradigm:
    """A regular verb: stem, -t, -te or -de by sound, ge- and -t or -d."""
    if unstressed is None:
        unstressed = last_syllable_unstressed(verb)
    loan = lexicon.loan_verbs().get(verb)
    known = loan is not None or verb in lexicon.known_weak()
    if loan is None and verb.endswith(("cen", "dgen")):  # English by sound: sourcen, fridgen
        loan = LoanParts(verb[:-1], ("t" if verb.endswith("cen") else "d",))
    if loan is None:
        ending = "t" if is_voiceless(infinitive_base(verb)) else "d"
        loan = LoanParts(regular_stem(verb, unstressed), (ending,))
    written = loan.stem + "e" if verb.endswith("iën") and loan.stem.endswith("i") else loan.stem
    if "'" in verb:
        written += "'"
    forms = _present(loan.stem, _lengthened(written))
    labels = ["", *("variant" for _ in loan.endings[1:])]
    pasts = [(written + ending + "e", label) for ending, label in zip(loan.endings, labels, strict=True)]
    forms["vt_ev"] = tuple(pasts)
    forms["vt_mv"] = tuple((past + "n", label) for past, label in pasts)
    ends = zip(loan.endings, labels, strict=True)
    bare = tuple((add_participle_end(_lengthened(written), ending), label) for ending, label in ends)
    forms["vd"] = _map(bare, lambda form: join_after_e("ge", form))
    confidence: Confidence = "known" if known else "guess" if is_doubtful(verb) else "rule"
    return Paradigm(forms, bare, verb, weak=True, confidence=confidence)


def _lengthened(stem: str) -> str:
    """A stem before -t or -d at the end of the word: its final o is doubled (kanoot, gekanood)."""
    return stem + "o" if stem.endswith("o") and not stem.endswith("oo") else stem


def _shapeless(verb: str) -> Paradigm:
    """The best that can be made of a text that is not one word: its last word conjugated, the rest behind it."""
    words = verb.split(" ")
    if len(words) > 1 and len(verb) <= MAX_LETTERS and all(words):
        inner = paradigms(words[-1])[0]
        rest = " ".join(words[:-1])
        joined = _with_particle(rest, inner)
        participle = _map(inner.forms["vd"], lambda form: f"{rest} {form}")
        return replace(joined, forms={**joined.forms, "vd": participle}, bare=participle, confidence="guess")
    return replace(_weak(verb), confidence="guess")
