"""Remarks on where the parts of a separable verb stand: apart in a main clause, one word elsewhere, te between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.findings import Finding, Severity
from distiller.dutch.prefixes import homograph_splits
from distiller.dutch.sentence_find import Occurrence
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_words import CLUSTER_VERBS, NOMINATIVE, SUBORDINATORS
from distiller.dutch.tokens import Token, segment


def show(tokens: Sequence[Token], occurrence: Occurrence) -> str:
    """The form as it stands in the sentence, parts joined by a space."""
    return " ".join(tokens[i].lower for i in occurrence.parts)


def check_separable(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """`Hij opbelt`, `Hij opbelt haar op`, `dat hij op belt`, `te opbellen`."""
    occurrence = reading.occurrence
    if not index.particle:
        return
    found, verb = show(tokens, occurrence), occurrence.verb
    if occurrence.shape == "apart":
        joined = "".join(tokens[i].lower for i in occurrence.parts)
        yield Finding("joined-expected", Severity.ERROR, None, (joined,), {"found": found})
    if occurrence.shape != "joined":
        return
    base = tokens[verb].lower.removeprefix(index.particle)
    if verb > 0 and tokens[verb - 1].lower == "te" and "infinitive" in occurrence.keys:
        yield Finding("te-inside", Severity.ERROR, None, (f"{index.particle} te {base}",), {"found": f"te {found}"})
    expected = (f"{base} ... {index.particle}",)
    _, last = segment(tokens, verb)
    if reading.role == "infinitive" and _joined_plural(tokens, reading, index.particle):
        yield Finding("particle-doubled", Severity.ERROR, None, expected, {"found": found, "particle": index.particle})
    if reading.role != "finite":
        return
    if any(t.lower == index.particle for t in tokens[verb + 1:]):
        behind = [k for k in range(verb + 1, len(tokens)) if tokens[k].lower == index.particle]
        if any(k + 1 >= len(tokens) or not tokens[k + 1].word or tokens[k + 1].lower in FUNCTION_WORDS for k in behind):
            yield Finding("particle-doubled", Severity.ERROR, None, expected,
                          {"found": found, "particle": index.particle})
            return
    if _main_clause(tokens, reading, last) and any(not s.separable for s in homograph_splits(index.infinitive)):
        yield Finding("other-verb", Severity.WARNING, None, expected,
                      {"found": found, "infinitive": index.infinitive, "particle": index.particle})
    elif _main_clause(tokens, reading, last):
        yield Finding("split-expected", Severity.ERROR, None, expected, {"found": found, "particle": index.particle})


def _joined_plural(tokens: Sequence[Token], reading: Reading, particle: str) -> bool:
    """`Wij schoonmaken het huis schoon`: nothing governs the infinitive, and its particle closes the clause."""
    verb = reading.occurrence.verb
    first, last = segment(tokens, verb)
    if reading.governor is not None or last - 1 <= verb or tokens[last - 1].lower != particle:
        return False
    return not any(t.lower in CLUSTER_VERBS or t.lower in SUBORDINATORS for t in tokens[first:last - 1])


def _main_clause(tokens: Sequence[Token], reading: Reading, last: int) -> bool:
    """Whether the joined form stands in a main clause: no subordinator before it, or its subject right behind it."""
    verb = reading.occurrence.verb
    if any(t.lower in SUBORDINATORS for t in tokens[:verb]):
        behind = tokens[verb + 1].lower if verb + 1 < last else ""
        return behind in NOMINATIVE and verb <= 3
    return "infinitive" not in reading.occurrence.keys
