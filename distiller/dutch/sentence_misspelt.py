"""When no form of the verb is found: the word that was probably meant to be one, and how it went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_find import NEVER_PREPOSITION
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_words import PREPOSITIONS, SUBORDINATORS
from distiller.dutch.tokens import Token, segment

PARTICLES = NEVER_PREPOSITION | PREPOSITIONS

Slip = tuple[str, str, str]
"""What was meant, how it went wrong, and the field: ("leeft", "dt", "tt_hij")."""


def explain_missing(tokens: Sequence[Token], index: FormIndex) -> Iterator[Finding]:
    """Why no form was found: a misspelt one, a missing or wrong particle; `form-missing` where nothing is near."""
    finding = _particle_trouble(tokens, index) or _slip(tokens, index) or _near(tokens, index)
    if finding is not None:
        yield finding
    else:
        yield Finding("form-missing", Severity.ERROR, detail={"infinitive": index.infinitive})


def _slip(tokens: Sequence[Token], index: FormIndex) -> Finding | None:
    slips = _slips(index.particle, tuple(sorted(index.values.items())))
    for token in tokens:
        if slip := slips.get(token.lower):
            meant, kind, field = slip
            return Finding("misspelt-form", Severity.ERROR, field, (meant,),
                           {"found": token.lower, "kind": kind, "infinitive": index.infinitive})
    return None


@lru_cache(maxsize=2048)
def _slips(particle: str, values: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Slip]:
    """The usual misspellings of each form, joined and split."""
    table = dict(values)
    right = {v.split()[0] for vs in table.values() for v in vs}
    slips: dict[str, Slip] = {}
    for wrong, slip in [*_present_slips(table), *_past_slips(table), *_participle_slips(table, particle)]:
        slips.setdefault(wrong, slip)
        if particle and slip[2] != "vd":
            slips.setdefault(particle + wrong, (particle + slip[0], slip[1], slip[2]))
    return {wrong: slip for wrong, slip in slips.items() if wrong not in right}


def _heads(table: Mapping[str, tuple[str, ...]], name: str) -> list[str]:
    return [v.split()[0] for v in table.get(name, ()) if v]


def _present_slips(table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Slip]]:
    """leefd, leefdt, vint, hout, gat."""
    for stem in _heads(table, "tt_ik"):
        for form in _heads(table, "tt_hij"):
            if form == stem + "t" and not stem.endswith("d"):
                yield stem + "d", (form, "dt", "tt_hij")
                yield stem + "dt", (form, "dt", "tt_hij")
            if stem.endswith("d"):
                yield stem[:-1] + "t", (form, "dt", "tt_hij")
            if stem.endswith("t"):
                yield stem + "t", (form, "dt", "tt_hij")
            if form.endswith("aat"):
                yield stem + "t", (form, "dt", "tt_hij")


def _past_slips(table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Slip]]:
    """trouwte, haalte, leefte; settte; loopte, loopten."""
    for name in ("vt_ev", "vt_mv"):
        ending = "e" if name == "vt_ev" else "en"
        for form in _heads(table, name):
            stem = form.removesuffix(ending)
            if stem != form and stem[-1:] in ("d", "t"):
                other = "t" if stem.endswith("d") else "d"
                yield stem[:-1] + other + ending, (form, "kofschip", name)
                if stem[-2:] in ("dd", "tt"):
                    yield stem[:-1] + ending, (form, "past-doubling", name)
                    yield stem[:-2] + other * 2 + ending, (form, "kofschip", name)
                    for base in _heads(table, "infinitive"):
                        yield base.removesuffix("n") + ending[1:], (form, "past-doubling", name)
                else:
                    yield stem + stem[-1] + ending, (form, "past-doubling", name)
        for stem in _heads(table, "tt_ik"):
            for consonant in "dt":
                for form in _heads(table, name)[:1]:
                    yield stem + consonant + ending, (form, "over-regular", name)
        for base in _heads(table, "infinitive"):
            stem = base.removesuffix("en")
            for form in _heads(table, name)[:1]:
                yield stem + "de" + ending[1:], (form, "kofschip", name)
                yield stem + "te" + ending[1:], (form, "kofschip", name)


def _participle_slips(table: Mapping[str, tuple[str, ...]], particle: str) -> Iterator[tuple[str, Slip]]:
    """geweigert, geboekd, gevald, gedachd."""
    for form in _heads(table, "vd"):
        if form.endswith("d"):
            yield form[:-1] + "t", (form, "participle-dt", "vd")
            yield form + "t", (form, "participle-dt", "vd")
        elif form.endswith("t"):
            yield form[:-1] + "d", (form, "participle-dt", "vd")
            yield form[:-1] + "dt", (form, "participle-dt", "vd")
        for stem in _heads(table, "tt_ik"):
            for consonant in "dt":
                yield particle + "ge" + stem + consonant, (form, "over-regular", "vd")
                yield particle + stem + consonant, (form, "over-regular", "vd")
            yield particle + "ge" + stem + "en", (form, "over-regular", "vd")
        if particle and form.startswith(particle + "ge"):
            yield "ge" + particle + form[len(particle) + 2:], (form, "ge-place", "vd")
            yield form[len(particle):], (form, "particle-lost", "vd")


def _particle_trouble(tokens: Sequence[Token], index: FormIndex) -> Finding | None:
    """The head of a split form without its particle: missing, or another one at the end of the clause."""
    if not index.particle:
        return None
    for i, token in enumerate(tokens):
        if token.lower not in index.heads or (token.capital and i > 0):
            continue
        first, last = segment(tokens, i)
        expected = (f"{token.lower} ... {index.particle}",)
        end = tokens[last - 1].lower
        if end != index.particle and last - 1 > i and end in PARTICLES:
            return Finding("particle-wrong", Severity.ERROR, None, expected,
                           {"found": end, "particle": index.particle, "head": token.lower})
        subordinate = any(t.lower in SUBORDINATORS for t in tokens[first:i])
        return Finding("particle-missing", Severity.ERROR, None,
                       (index.particle + token.lower,) if subordinate else expected,
                       {"particle": index.particle, "head": token.lower, "infinitive": index.infinitive})
    return None


def _near(tokens: Sequence[Token], index: FormIndex) -> Finding | None:
    """A word one letter away from a form of five letters or more."""
    forms = {v: name for name, values in index.values.items() for v in values if len(v) >= 5 and " " not in v}
    for token in tokens:
        if not token.word or len(token.lower) < 5 or token.capital:
            continue
        for form, name in forms.items():
            if abs(len(form) - len(token.lower)) <= 1 and one_letter_apart(form, token.lower):
                return Finding("misspelt-form", Severity.ERROR, None if name == "infinitive" else name, (form,),
                               {"found": token.lower, "kind": "letter", "infinitive": index.infinitive})
    return None


def one_letter_apart(a: str, b: str) -> bool:
    """Whether two different words differ in one inserted, dropped, changed or swapped letter."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = len(a) > i + 1 and a[i] == b[i + 1] and a[i + 1] == b[i] and a[i + 2:] == b[i + 2:]
        return swapped or a[i + 1:] == b[i + 1:]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1:] == shorter[i:]
