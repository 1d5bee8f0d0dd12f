"""The word lists of the checks as look-ups, read on first use and kept.

A list entry wins over every rule: what stands here as one stem is never taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from distiller.dutch import lexicon_eren, lexicon_known, lexicon_loans, lexicon_prefixed, lexicon_strong, lexicon_weak
from distiller.dutch.spelling import strong_plural

Options = tuple[tuple[str, str], ...]
"""Accepted values of one field with their labels; the main one first, its label empty."""


@dataclass(frozen=True, slots=True)
class StrongParts:
    """Past and participle of a strong verb; empty options where the verb has no such form."""

    past: Options
    plural: Options
    participle: Options


@dataclass(frozen=True, slots=True)
class LoanParts:
    """The stem of an English loan and the endings (t, d) its past takes, the main one first."""

    stem: str
    endings: tuple[str, ...]


def options(text: str) -> Options:
    """Read `durfde/dorst:dated`: values by slash, labels by colon, `-` for none, `_` for a space."""
    if text == "-":
        return ()
    pairs = (part.replace("_", " ").partition(":") for part in text.split("/"))
    return tuple((value, label or ("" if i == 0 else "variant")) for i, (value, _, label) in enumerate(pairs))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def strong_verbs() -> dict[str, StrongParts]:
    """Strong and mixed verbs whose present is regular."""
    verbs: dict[str, StrongParts] = {}
    for line in _lines(lexicon_strong.STRONG):
        infinitive, past, participle, *plural = line.split()
        verbs[infinitive] = _strong(infinitive, past, participle, plural[0] if plural else "")
    return verbs


def _strong(infinitive: str, past: str, participle: str, plural: str) -> StrongParts:
    pasts = options(past)
    plurals = options(plural)
    if not plural:
        plurals = tuple((strong_plural(value, infinitive), label) for value, label in pasts)
    return StrongParts(pasts, plurals, options(participle))


@cache
def irregular_verbs() -> dict[str, tuple[Options, ...]]:
    """Verbs given form by form: ik, jij, hij, past singular, past plural, participle."""
    rows = (line.split() for line in _lines(lexicon_strong.IRREGULAR))
    return {row[0]: tuple(options(cell) for cell in row[1:]) for row in rows}


@cache
def double_verbs() -> dict[str, tuple[StrongParts | None, ...]]:
    """Spellings that are two verbs: their readings in order; None is the weak one, made by rule."""
    verbs: dict[str, tuple[StrongParts | None, ...]] = {}
    for line in _lines(lexicon_strong.TWO_VERBS):
        infinitive, _, rest = line.partition(":")
        readings = (reading.split() for reading in rest.split("|"))
        verbs[infinitive] = tuple(None if cells == ["~"] else _strong(infinitive, *cells) for cells in readings)
    return verbs


@cache
def compound_readings() -> dict[str, tuple[int, ...]]:
    """Compounds of a double verb that do not simply follow its first reading."""
    rows = (line.split() for line in _lines(lexicon_strong.COMPOUND_READINGS))
    return {verb: tuple(int(index) for index in order) for verb, *order in rows}


@cache
def weak_compounds() -> frozenset[str]:
    """Compounds that are weak although the verb they end in is strong (ontmoeten, verstijven)."""
    return frozenset(lexicon_strong.WEAK_COMPOUNDS.split())


@cache
def loan_verbs() -> dict[str, LoanParts]:
    """English loans with their stem and endings."""
    rows = (entry.split() for line in _lines(lexicon_loans.LOANS) for entry in line.split(";"))
    return {verb: LoanParts(stem, tuple(endings.split("/"))) for verb, stem, endings in rows}


@cache
def unstressed_verbs() -> frozenset[str]:
    """Verbs whose last stem syllable is unstressed although it looks stressed."""
    return frozenset(lexicon_weak.UNSTRESSED.split())


@cache
def unstressed_compounds() -> frozenset[str]:
    """Compounds whose last part is unstressed although it is stressed alone (opmonteren)."""
    return frozenset(lexicon_weak.UNSTRESSED_COMPOUNDS.split())


@cache
def stressed_verbs() -> frozenset[str]:
    """Verbs in -eren and -elen whose last stem syllable is stressed."""
    return frozenset(lexicon_eren.EREN.split()) | frozenset(lexicon_weak.STRESSED_EL.split())


@cache
def noun_compounds() -> frozenset[str]:
    """Weak verbs made of a noun and a verb that stay one word: stofzuigen."""
    return frozenset(lexicon_weak.NOUN_COMPOUNDS.split())


@cache
def prefixed_weak() -> frozenset[str]:
    """Known weak verbs with an unstressed prefix."""
    return frozenset(lexicon_prefixed.PREFIXED.split())


@cache
def known_weak() -> frozenset[str]:
    """Every weak verb that stands in a list."""
    return frozenset(lexicon_known.WEAK.split()) | unstressed_verbs() | stressed_verbs() | noun_compounds()


def is_listed(infinitive: str) -> bool:
    """Whether the verb stands in a list as one stem."""
    return (
        infinitive in strong_verbs()
        or infinitive in irregular_verbs()
        or infinitive in double_verbs()
        or infinitive in loan_verbs()
        or infinitive in known_weak()
    )
