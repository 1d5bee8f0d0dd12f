"""Every string a verb can show itself as in a sentence, and the keys each string may carry.

A separable verb has three looks: split (`bel ... op`), joined (`opbel`) and with `te` inside (`op te bellen`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from distiller.dutch.conjugation import conjugate
from distiller.dutch.model import VERB_FORM_FIELDS, Conjugation
from distiller.dutch.tokens import fold

IMPERATIVE = "imperative"
"""Pseudo-key of an imperative that is no other form: wees."""
SUBJUNCTIVE = "subjunctive"
"""Pseudo-key of the subjunctive in wishes: leve, moge, kome, ware."""
_WITHOUT_KEY = {
    "zijn": {"wees": IMPERATIVE, "weest": IMPERATIVE, "ware": SUBJUNCTIVE}, "leven": {"leve": SUBJUNCTIVE},
    "mogen": {"moge": SUBJUNCTIVE}, "komen": {"kome": SUBJUNCTIVE}, "worden": {"worde": SUBJUNCTIVE},
    "zegenen": {"zegene": SUBJUNCTIVE}, "nemen": {"neme": SUBJUNCTIVE},
}
INVERTED = "inverted"
"""Pseudo-key of the form before jij or je: loop, word, kun. Its answer key is tt_jij."""


@dataclass(frozen=True, slots=True)
class FormIndex:
    """The strings of one verb: each maps to the keys it may carry (INVERTED among them).

    `single` holds whole words of a verb that is not separable; `heads` the first words of split forms; `joined`
    the one-word forms of a separable verb, participle and infinitive included; `bare` what may follow a detached
    particle (`op moet bellen`, `op heeft gebeld`).
    """

    infinitive: str
    particle: str
    reflexive: bool
    single: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]
    joined: Mapping[str, frozenset[str]]
    bare: Mapping[str, frozenset[str]]
    values: Mapping[str, tuple[str, ...]]
    auxiliaries: frozenset[str]
    main_auxiliary: str
    sure_auxiliary: bool
    conjugation: Conjugation = field(repr=False)

    @property
    def condition(self) -> str:
        """When the other auxiliary is right: the label of the accepted one; empty for a verb with one."""
        return next((a.label for a in self.conjugation.alternatives.get("vd_hulpwerkwoord", ())), "")

    @property
    def words(self) -> frozenset[str]:
        """Every string of the verb, to recognise an answer written behind the sentence."""
        values = {v for vs in self.values.values() for v in vs}
        return frozenset(values | self.single.keys() | self.heads.keys() | self.joined.keys())

    def strings(self, key: str) -> tuple[str, ...]:
        """The accepted values of a key as they stand in the form set, main one first."""
        return self.values.get(key, ())


def form_index(infinitive: str, forms: Mapping[str, str]) -> FormIndex:
    """The index of a verb with the forms it was given; cached, never raises."""
    given = tuple(_clean(forms.get(name)) for name in (*VERB_FORM_FIELDS, "vd_hulpwerkwoord"))
    return _build(fold(infinitive).strip(), given)


def _clean(value: object) -> str:
    return " ".join(fold(value).split()) if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def _build(infinitive: str, given: tuple[str, ...]) -> FormIndex:
    conjugation = conjugate(infinitive)
    bare_infinitive = infinitive.removeprefix("zich ").strip()
    values = {name: _accepted(conjugation, name, given[i]) for i, name in enumerate(VERB_FORM_FIELDS)}
    particle = _particle(conjugation, bare_infinitive, given)
    main, joined, bare = _tables(values, bare_infinitive, particle)
    auxiliaries = _accepted(conjugation, "vd_hulpwerkwoord", given[-1])
    return FormIndex(
        infinitive=bare_infinitive,
        particle=particle,
        reflexive=infinitive.startswith("zich ") or conjugation.reflexive,
        single={} if particle else main,
        heads=main if particle else {},
        joined=joined,
        bare=bare,
        values={**values, "infinitive": (bare_infinitive,) if bare_infinitive else ()},
        auxiliaries=frozenset(auxiliaries),
        main_auxiliary=auxiliaries[0] if auxiliaries else "",
        sure_auxiliary=conjugation.confidence == "known" or _regular(conjugation, frozenset(auxiliaries)),
        conjugation=conjugation,
    )


def _regular(conjugation: Conjugation, auxiliaries: frozenset[str]) -> bool:
    return conjugation.confidence == "rule" and conjugation.forms.get("vd_hulpwerkwoord", "") in auxiliaries


def _accepted(conjugation: Conjugation, name: str, given: str) -> tuple[str, ...]:
    """The given value first; the conjugation's own values too where it agrees with the given one."""
    known = conjugation.accepted(name) if name in conjugation.forms else ()
    if not given:
        return tuple(v for v in known if v)
    if given in known:
        return (given, *(v for v in known if v and v != given))
    return (given,)


def _particle(conjugation: Conjugation, infinitive: str, given: tuple[str, ...]) -> str:
    """The separable part, as the given forms show it; the conjugation's where they are silent."""
    for value in given[:5]:
        words = value.split()
        if len(words) == 2 and infinitive.startswith(words[1]) and len(infinitive) > len(words[1]) + 2:
            return words[1]
    if any(given[:5]):
        return ""
    return conjugation.particle


Table = Mapping[str, frozenset[str]]


def _tables(values: Mapping[str, tuple[str, ...]], infinitive: str, particle: str) -> tuple[Table, Table, Table]:
    main: defaultdict[str, set[str]] = defaultdict(set)
    joined: defaultdict[str, set[str]] = defaultdict(set)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    base = infinitive.removeprefix(particle) if particle else infinitive
    for name in VERB_FORM_FIELDS[:5]:
        for value in values[name]:
            if name == "tt_jij" and value != values[name][0] and value.split()[0] in ("heeft", "is"):
                continue  # u heeft, u is: the string is that of tt_hij
            head = value.split()[0]
            main[head].add(name)
            if particle:
                joined[particle + head].add(name)
    for head in _inverted(values):
        main[head].add(INVERTED)
    for word, pseudo in _WITHOUT_KEY.get(infinitive, {}).items():
        main[word].add(pseudo)
    if base:
        main[base].add("infinitive")
    if particle:
        joined[infinitive].add("infinitive")
        bare[base].add("infinitive")
    for value in values["vd"]:
        (joined if particle else main)[value].add("vd")
        if particle and value.startswith(particle):
            bare[value.removeprefix(particle)].add("vd")
    return _frozen(main), _frozen(joined), _frozen(bare)


def _inverted(values: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The forms before jij/je: those of ik, and kun, zul, wil, heb, ben from the -t forms."""
    heads = {v.split()[0] for v in values["tt_ik"]}
    for value in values["tt_jij"]:
        head = value.split()[0]
        if head in ("kunt", "zult", "wilt", "hebt", "bent"):
            heads.add(head[:-1])
    return heads


def _frozen(table: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(keys) for word, keys in table.items() if word}
