"""Where the forms of a verb stand in a sentence: whole words, split, joined, or with `te` inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from distiller.dutch.sentence_forms import INVERTED, FormIndex
from distiller.dutch.sentence_words import (
    ADVERBS,
    CLUSTER_VERBS,
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    word_set,
)
from distiller.dutch.tokens import Token, segment, sentence_range

Shape = Literal["single", "split", "joined", "te", "apart"]
FINITE_SPLIT = frozenset({"tt_ik", "tt_jij", "tt_hij", "vt_ev", "vt_mv", "infinitive", INVERTED})
NEVER_PREPOSITION = word_set(
    "af mee toe terug weg neer deel samen heen voort open dicht vast los klaar stil thuis uiteen ineen teweeg "
    "terecht tegemoet plaats gade gelijk vrij schoon kwijt leeg vol weer mis goed groot plat vandoor overhoop bijeen "
    "opeen vooruit achteruit omhoog omlaag rond"
)
_NO_CROSSING = word_set(
    "omdat doordat zodat opdat voordat nadat terwijl hoewel tenzij zodra zolang want maar"
)
_RELATIVE_START = ADVERBS | frozenset(NOMINATIVE)
_THAT_CLAUSE = frozenset(NOMINATIVE) | word_set(
    "je u ze er de het een mijn jouw haar onze jullie deze dit niemand iedereen"
)
_AFTER_PARTICLE = PREPOSITIONS | ADVERBS | COORDINATORS | SUBORDINATORS


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the verb stands: token indices in reading order, how it looks, the keys it may carry.

    `verb` is the index of the token that holds the verb itself, `parts` adds a detached particle.
    """

    parts: tuple[int, ...]
    verb: int
    shape: Shape
    keys: frozenset[str]


def occurrences(tokens: Sequence[Token], index: FormIndex) -> list[Occurrence]:
    """Every place where a form of the verb stands, in reading order."""
    found: list[Occurrence] = []
    for i, token in enumerate(tokens):
        if not token.word:
            continue
        word = token.lower
        if keys := index.single.get(word):
            found.append(Occurrence((i,), i, "single", keys))
        if keys := index.joined.get(word):
            found.append(Occurrence((i,), i, "joined", keys))
        if (keys := index.heads.get(word)) and (j := _particle_after(tokens, i, index.particle)) is not None:
            found.append(Occurrence((i, j), i, "split", keys & FINITE_SPLIT))
        if index.particle and word == index.particle:
            found.extend(_particle_before(tokens, i, index))
    return _without_overlap(found)


def _particle_before(tokens: Sequence[Token], i: int, index: FormIndex) -> list[Occurrence]:
    """`op te bellen`, `op moet bellen`, `op heeft gebeld`; and `op belt`, which should have been one word."""
    j = i + 1
    while j < len(tokens) and j - i <= 4 and tokens[j].lower in CLUSTER_VERBS:
        if j > i + 1 and tokens[j].lower in index.bare:
            break
        j += 1
    if j >= len(tokens):
        return []
    word = tokens[j].lower
    if j > i + 1 and (keys := index.bare.get(word)):
        return [Occurrence((i, j), j, "te", keys)]
    keys = index.heads.get(word, frozenset()) | index.bare.get(word, frozenset())
    if j == i + 1 and keys and not _in_phrase(tokens, i):
        first, _ = segment(tokens, i)
        if any(t.lower in SUBORDINATORS for t in tokens[first:i]) or "vd" in keys:
            return [Occurrence((i, j), j, "apart", keys - {INVERTED})]
    return []


def _in_phrase(tokens: Sequence[Token], i: int) -> bool:
    """`een brede weg loopt`: the word is the noun of a phrase and no particle."""
    before = tokens[i - 1].lower if i else ""
    two = tokens[i - 2].lower if i > 1 else ""
    return before in DETERMINERS - ADVERBS - frozenset({"jullie", "die", "dat", "dit"}) or (
        before.endswith("e") and two in DETERMINERS - ADVERBS)


def _particle_after(tokens: Sequence[Token], i: int, particle: str) -> int | None:
    """The detached particle that belongs to the finite form at `i`: the last fitting one of its clause."""
    _, last = segment(tokens, i)
    best: int | None = None
    for k in range(i + 1, last):
        word = tokens[k].lower
        if word in _NO_CROSSING and best is not None:
            break
        if word == particle and not tokens[k].capital and _closes(tokens, k):
            best = k
    if best is not None:
        return best
    _, end = sentence_range(tokens, i)
    for k in range(last, end):
        if tokens[k].lower == particle and _at_clause_end(tokens, k):
            return k
    return None


def _closes(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word that may be a preposition stands as a particle: nothing follows that it could govern."""
    if _at_clause_end(tokens, k):
        return True
    if tokens[k].lower in NEVER_PREPOSITION:
        return True
    following = tokens[k + 1].lower
    if _infinitive_clause_follows(tokens, k):
        return True
    if following in ("het", "'t", "haar", "mij", "me", "hem", "ons", "hen", "hun", "je", "jou", "u", "ze", "zich"):
        return False
    if following in ("elkaar", "vandaag", "morgen", "gisteren", "dan", "toen", "zo"):
        return following != "elkaar"
    if following == "dat" and k + 2 < len(tokens) and tokens[k + 2].lower in _THAT_CLAUSE:
        return True
    if following == "die" and k + 2 < len(tokens) and tokens[k + 2].lower in _RELATIVE_START:
        return True
    if following in ("elke", "iedere", "die", "dat", "iets", "niets", "alles", "iedereen", "iemand", "veel", "wie"):
        return following == "dat" and tokens[k].lower in ("toe", "op", "in", "af", "uit")
    return following in _AFTER_PARTICLE


def _infinitive_clause_follows(tokens: Sequence[Token], k: int) -> bool:
    """`raadt hem aan meer te bewegen`: a clause with te and no om right behind the particle."""
    _, last = segment(tokens, k)
    for j in range(k + 1, min(last - 1, k + 6)):
        if tokens[j].lower in ("om", "door", "zonder", "en"):
            return False
        if tokens[j].lower == "te":
            return j > k + 1 and tokens[j + 1].lower.endswith("n")
    return False


def _at_clause_end(tokens: Sequence[Token], k: int) -> bool:
    return k + 1 >= len(tokens) or not tokens[k + 1].word


def _without_overlap(found: list[Occurrence]) -> list[Occurrence]:
    """Each token serves one occurrence; the one with more parts goes first."""
    taken: set[int] = set()
    kept: list[Occurrence] = []
    for occurrence in sorted(found, key=lambda o: (-len(o.parts), o.shape == "apart", o.parts)):
        if taken.isdisjoint(occurrence.parts):
            taken.update(occurrence.parts)
            kept.append(occurrence)
    return sorted(kept, key=lambda o: min(o.parts))
