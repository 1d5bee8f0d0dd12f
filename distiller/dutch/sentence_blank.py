"""Remarks on the sentence as an exercise: the form only once, a key, the tense asked for, one possible answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_agreement import shaped
from distiller.dutch.sentence_cues import time_cues
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_separable import show
from distiller.dutch.tokens import Token

TENSES = ("tt", "vt", "vd")


def check_blank(
    tokens: Sequence[Token], index: FormIndex, chosen: Reading, readings: Sequence[Reading], asked_tense: str | None
) -> Iterator[Finding]:
    """The remarks on the blank that this sentence would give."""
    yield from _twice(tokens, chosen, readings)
    if chosen.key is None:
        found = show(tokens, chosen.occurrence)
        yield Finding("no-key", Severity.WARNING, detail={"role": chosen.role, "found": found})
        return
    if asked_tense in TENSES and chosen.tense != asked_tense:
        yield Finding("wrong-tense", Severity.WARNING,
                      detail={"asked": asked_tense, "tense": chosen.tense or "infinitive"})
    if rival := _rival(tokens, index, chosen):
        yield Finding("ambiguous-blank", Severity.INFO, expected=(rival,),
                      detail={"found": show(tokens, chosen.occurrence)})


def _twice(tokens: Sequence[Token], chosen: Reading, readings: Sequence[Reading]) -> Iterator[Finding]:
    """A second form of the verb: the same word gives the answer away, another one makes two blanks."""
    own = show(tokens, chosen.occurrence)
    others = [r for r in readings if r is not chosen]
    verb = chosen.occurrence.verb
    if any(0 <= k < len(tokens) and tokens[k].lower == tokens[verb].lower for k in (verb - 1, verb + 1)):
        yield Finding("form-twice", Severity.ERROR, detail={"found": tokens[verb].lower})
        return
    same = [r for r in others if _same(tokens, chosen, r)]
    if same:
        yield Finding("answer-elsewhere", Severity.WARNING, detail={"found": own})
    elif chosen.key is not None and any(r.key is not None for r in others):
        second = next(r for r in others if r.key is not None)
        yield Finding("more-than-one-form", Severity.WARNING,
                      detail={"found": own, "other": show(tokens, second.occurrence)})


def _same(tokens: Sequence[Token], chosen: Reading, other: Reading) -> bool:
    return tokens[chosen.occurrence.verb].lower == tokens[other.occurrence.verb].lower


def _rival(tokens: Sequence[Token], index: FormIndex, chosen: Reading) -> str | None:
    """The form of the other simple tense, where no cue of time in the sentence rules it out."""
    if chosen.role != "finite" or chosen.tense not in ("tt", "vt"):
        return None
    if any(time_cues(tokens, chosen.occurrence.parts)):
        return None
    if chosen.tense == "tt":
        other = "vt_mv" if chosen.key == "infinitive" else "vt_ev"
    else:
        other = "infinitive" if chosen.key == "vt_mv" else "tt_hij"
        if chosen.subject and chosen.subject.person in ("ik", "jij"):
            other = "tt_ik" if chosen.subject.person == "ik" or chosen.subject.inverted else "tt_jij"
    values = shaped(index, chosen.occurrence, other)
    return values[0] if values else None
