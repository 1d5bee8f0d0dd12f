"""What the word list decides that rules cannot: of all readings of a verb, the one whose forms are in use.

Geluisterd is a word and geluisteerd is not; overgelegd and overlegd both are. A reading is weighed by its participle
first, then its past and present. Where nothing is attested the likely reading stands as it was: a missing word is no
proof of anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from distiller.dutch import lexicon
from distiller.dutch.lexicon import LoanParts
from distiller.dutch.paradigm import Paradigm, join_parts, weak_verb
from distiller.dutch.prefixes import Split, could_be_verb, separable_splits, stress_prefixes, without_joint
from distiller.dutch.spelling import devoice, infinitive_base, is_vowel, regular_stem
from distiller.dutch.wordlist import attested

Paradigms = Callable[[str], tuple[Paradigm, ...]]

_PARTICIPLE, _SHARED, _LOAN = 8, 3, 12
"""Points for a participle of its own and a shared one; a loan needs its past as well."""
_WEIGHTS = (("tt_hij", 1), ("vt_mv", 2), ("vt_ev", 4))
_OPEN_PREFIXES = ("be", "ge", "her", "ont", "ver", "door", "mis", "om", "onder", "over", "vol", "weer")
"""First parts that stay in front of new verbs too; those with aan, achter and voor are few and listed."""
_STRESS_VARIES = re.compile(r".*[aeiouy].*(?:e[klmnrt]|[aou][lmnr])en")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of a reading is attested. `weight` orders readings; `own` says that its participle is a word that is
    no other form of the verb; `shared` that it is one, but also another form or the infinitive (belopen, verwacht).
    """

    weight: int
    own: bool
    shared: bool

    @property
    def enough(self) -> bool:
        """Whether the reading may be called known."""
        return self.own or (self.shared and self.weight >= _SHARED + 4)


def evidence_for(verb: str, paradigm: Paradigm) -> Evidence:
    """What the word list has of a paradigm; each form counts once, the participle most."""
    seen = {verb, *(_joined(value) for value, _ in paradigm.forms["tt_ik"])}
    weight = 0
    for name, points in _WEIGHTS:
        forms = {_joined(value) for value, _ in paradigm.forms[name][:1]} - seen
        weight += points if any(attested(form) for form in forms) else 0
        seen |= forms
    participle = paradigm.forms["vd"][0][0] if paradigm.forms["vd"] else ""
    found = bool(participle) and attested(participle)
    own = found and participle not in seen
    shared = found and not own and paradigm.prefix.startswith(_OPEN_PREFIXES) and not paradigm.particle
    shared = shared and participle not in (value for value, _ in paradigm.forms["tt_ik"])
    return Evidence(weight + (_PARTICIPLE if own else _SHARED if shared else 0), own, shared)


def _joined(form: str) -> str:
    """A form as one word, as in a subordinate clause: bel op, opbel."""
    head, _, particle = form.partition(" ")
    return particle + head


def best_attested(verb: str, likely: tuple[Paradigm, ...], paradigms: Paradigms) -> tuple[Paradigm, ...]:
    """The readings of an unlisted verb, the best attested first; `likely` as it was where nothing decides.

    A reading that is attested enough is `known`. Of a spelling that is two verbs both stay. What a list knows gives
    way only to a reading with a participle of its own where it has none.
    """
    if verb in lexicon.compound_readings() or verb in lexicon.prefixed_weak():
        return likely
    ranked = [(evidence_for(verb, paradigm), paradigm) for paradigm in likely]
    first = ranked[0][0]
    if not first.own or _two_sided(verb):
        ranked += [(found, each) for each in _others(verb, paradigms) if (found := evidence_for(verb, each)).enough]
        ranked += [(found, each) for each in _loans(verb) if (found := evidence_for(verb, each)).weight >= _LOAN]
    ranked.sort(key=lambda pair: -pair[0].weight)  # stable: of equals the likelier stays first
    best = ranked[0][0]
    if not best.enough:
        return tuple(_modest(paradigm) for paradigm in likely)
    if likely[0].confidence == "known" and first.shared and not best.own:
        return likely
    kept: list[Paradigm] = []
    for found, paradigm in ranked:
        if (found.own or found is best) and all(not _alike(paradigm, other) for other in kept):
            kept.append(replace(paradigm, confidence="known"))
    return tuple(kept)


def _modest(paradigm: Paradigm) -> Paradigm:
    """A reading with nothing attested: where its first part might as well stay in front, no more than a rule."""
    open_both_ways = paradigm.particle in _OPEN_PREFIXES and paradigm.confidence == "known"
    return replace(paradigm, confidence="rule") if open_both_ways else paradigm


def _alike(one: Paradigm, other: Paradigm) -> bool:
    """Whether two readings are the same as far as the word list can tell: the same forms, written as one word."""
    return all(_words(one, name) == _words(other, name) for name in one.forms)


def _words(paradigm: Paradigm, name: str) -> list[str]:
    return [_joined(value) for value, _ in paradigm.forms[name][:1]]


def _two_sided(verb: str) -> bool:
    """Whether the spelling can be two verbs: its prefix may carry the stress or not (overleggen)."""
    return verb.startswith(stress_prefixes())


def _others(verb: str, paradigms: Paradigms) -> Iterator[Paradigm]:
    """Every other way to read a verb, likely ones first."""
    yield from _with_stress_on_stem(verb, paradigms)
    for split in separable_splits(verb):
        yield from (join_parts(split, inner) for inner in paradigms(split.rest) if not inner.particle)
    yield from _one_word(verb)
    yield from _behind_noun(verb, paradigms)


def _with_stress_on_stem(verb: str, paradigms: Paradigms) -> Iterator[Paradigm]:
    """Overwinnen, beluisteren: a first part that never comes off; the stress of what follows may differ."""
    for prefix in _OPEN_PREFIXES:
        rest = without_joint(verb[len(prefix) :])
        if not verb.startswith(prefix) or not could_be_verb(rest):
            continue
        split = Split(prefix, rest, separable=False)
        alone = (inner for inner in paradigms(rest) if not inner.particle and not inner.prefix)
        yield from (join_parts(split, inner) for inner in alone)
        yield from (join_parts(split, weak_verb(rest, unstressed)) for unstressed in _stresses(rest))


def _stresses(verb: str) -> tuple[bool, ...]:
    """Whether the last syllable of the stem may be unstressed, stressed, or only follow the rule."""
    return (True, False) if _STRESS_VARIES.fullmatch(verb) and not lexicon.is_listed(verb) else ()


def _one_word(verb: str) -> Iterator[Paradigm]:
    """A weak verb of one stem, its last syllable stressed or not."""
    yield weak_verb(verb)
    yield from (weak_verb(verb, unstressed) for unstressed in _stresses(verb))


def _loans(verb: str) -> Iterator[Paradigm]:
    """A weak verb spelt and sounding English: with -e kept (gamen), a double letter kept, -t or -d against the rule.

    A stem that is Dutch may be another verb's: gekant is of kanten and not of kannen, geplonsd of plonzen.
    """
    base = infinitive_base(verb)
    if len(base) < 2 or is_vowel(base[-1]):
        return
    regular = regular_stem(verb)
    stems = [base + "e"] if regular != devoice(base) else [base, base + "e"]
    if base[-1] == base[-2]:
        stems = [base[:-1], base]
    voiced = base[:-1] + {"f": "v", "s": "z"}.get(base[-1], base[-1])
    for stem in stems:
        for ending in "td":
            taken = attested(stem + ending + "en") or (voiced != base and attested(voiced + "en"))
            if stem != regular or not taken:
                yield weak_verb(verb, loan=LoanParts(stem, (ending,)))


def _behind_noun(verb: str, paradigms: Paradigms) -> Iterator[Paradigm]:
    """Ademhalen, autorijden: a known verb behind another word, which comes off."""
    for start in range(3, len(verb) - 4):
        first, rest = verb[:start], verb[start:]
        if lexicon.is_listed(rest) and first not in _OPEN_PREFIXES and attested(first):
            yield from (join_parts(Split(first, rest, separable=True), inner) for inner in paradigms(rest))
