"""The verbs that rule a form: the auxiliary of a participle, the te or modal of an infinitive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distiller.dutch.clause import FUNCTION_WORDS, relative
from distiller.dutch.sentence_words import (
    ADVERBS,
    AUXILIARY_LEMMA,
    CLUSTER_VERBS,
    COORDINATORS,
    FINITE_CLOSED,
    MODALS,
    NOMINATIVE,
    PLURAL_ONLY_OR_INFINITIVE,
    PREPOSITIONS,
    RECEIVING_FORMS,
    SUBORDINATORS,
)
from distiller.dutch.tokens import Token, segment


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """The auxiliary that a participle depends on: its token and its lemma (hebben, zijn, worden, krijgen)."""

    index: int
    lemma: str


def find_auxiliary(tokens: Sequence[Token], participle: int) -> Auxiliary | None:
    """The auxiliary of a participle, within its clause; None where there is none in reach."""
    first, last = segment(tokens, participle)
    return (
        _auxiliary_beside(tokens, first, participle)
        or _auxiliary_behind(tokens, participle, last)
        or _auxiliary_before(tokens, first, participle)
        or _auxiliary_further(tokens, first, participle, last)
    )


def _lemma(word: str) -> str | None:
    if word in RECEIVING_FORMS:
        return "krijgen"
    return AUXILIARY_LEMMA.get(word)


def _auxiliary_beside(tokens: Sequence[Token], first: int, participle: int) -> Auxiliary | None:
    """`heeft gebeld was`, `kreeg opgedrongen was`: the finite one right before wins from what follows."""
    if participle == first:
        return None
    word = tokens[participle - 1].lower
    lemma = _lemma(word) if word in FINITE_CLOSED or word in RECEIVING_FORMS else None
    return Auxiliary(participle - 1, lemma) if lemma else None


def _auxiliary_behind(tokens: Sequence[Token], participle: int, last: int) -> Auxiliary | None:
    """`gebeld heeft`, `gebeld te worden`, `gebeld zou hebben`."""
    for k in range(participle + 1, min(last, participle + 4)):
        word = tokens[k].lower
        if word not in CLUSTER_VERBS and word not in RECEIVING_FORMS:
            return None
        if (lemma := _lemma(word)) and word != "zijn":
            return Auxiliary(k, lemma)
        if word == "zijn" and (k + 1 >= last or tokens[k + 1].lower in FUNCTION_WORDS):
            return Auxiliary(k, "zijn")
    return None


def _auxiliary_before(tokens: Sequence[Token], first: int, participle: int) -> Auxiliary | None:
    """The nearest auxiliary before the participle that no word between opens another clause for."""
    for k in range(participle - 1, first - 1, -1):
        word = tokens[k].lower
        somewhat = word == "wat" and k == participle - 1 and k > first  # heeft de stad wat afgekoeld
        if word in SUBORDINATORS and not somewhat and opens_clause(tokens, first, k):
            return None
        lemma = _lemma(word)
        if lemma is None or (word == "zijn" and _possessive_zijn(tokens, first, k, participle)):
            continue
        if word in ("geweest", "geworden", "gehad") and k != participle - 1:
            continue
        return Auxiliary(k, lemma)
    return None


def opens_clause(tokens: Sequence[Token], first: int, k: int) -> bool:
    word = tokens[k].lower
    if word in ("die", "dat"):
        return relative(tokens, first, k)
    if word in ("of", "nu", "toen", "tot", "als", "hoe", "sinds", "sedert", "zoals", "eer"):
        following = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        return following in NOMINATIVE or following in ("je", "u", "ze", "er")
    return k > first or word in ("omdat", "doordat", "zodat", "nadat", "voordat", "terwijl", "hoewel")


def _possessive_zijn(tokens: Sequence[Token], first: int, k: int, participle: int) -> bool:
    """Whether `zijn` is the possessive: another auxiliary or modal rules this clause, or a noun follows it."""
    if k > first and tokens[k - 1].lower in PREPOSITIONS:
        return True
    others = [t.lower for j, t in enumerate(tokens[first:participle], first) if j != k]
    if any(w in AUXILIARY_LEMMA and w != "zijn" and w not in PLURAL_ONLY_OR_INFINITIVE for w in others):
        return True
    return k == first and k + 1 < participle and tokens[k + 1].lower not in FUNCTION_WORDS and "zijn" in others


def possessive(tokens: Sequence[Token], k: int) -> bool:
    """Whether the word at `k` is the possessive `zijn` (`op zijn fiets`, `Zijn vader werkt.`), not the verb."""
    if tokens[k].lower != "zijn" or k + 1 >= len(tokens):
        return False
    following = tokens[k + 1]
    if not following.word or following.lower in FUNCTION_WORDS:
        return False
    before = tokens[k - 1].lower if k else ""
    if before in PREPOSITIONS or before in FINITE_CLOSED:
        return True
    return (k == 0 or not tokens[k - 1].word) and tokens[-1].lower != "?"


def _auxiliary_further(tokens: Sequence[Token], first: int, participle: int, last: int) -> Auxiliary | None:
    """Across an inserted phrase between commas, or behind a participle that opens the sentence (`Gebeld heeft hij`)."""
    for k in range(participle + 1, last):
        if (lemma := _lemma(tokens[k].lower)) and participle == first and tokens[k].lower != "zijn":
            return Auxiliary(k, lemma)
    for k in range(first - 1, -1, -1):
        token = tokens[k]
        if not token.word and token.lower in ".!?;:":
            return None
        if (lemma := _lemma(token.lower)) and token.lower not in ("zijn", "geweest", "geworden", "gehad"):
            return Auxiliary(k, lemma)
    return None


def _late(tokens: Sequence[Token], first: int, k: int, verb: int) -> bool:
    """Whether `laat` is the adverb: beside another finite verb of the clause, or behind hoe and te."""
    if tokens[k].lower != "laat":
        return False
    words = [t.lower for t in tokens[first:verb]]
    if k > first and words[k - first - 1] in ("hoe", "te", "zo", "heel", "erg", "tot"):
        return True
    return not any(w in COORDINATORS or w in SUBORDINATORS for w in words) and any(
        w in FINITE_CLOSED for j, w in enumerate(words) if j != k - first)


def governing_verb(tokens: Sequence[Token], verb: int) -> int | None:
    """The `te`, modal or other verb that makes the form at `verb` an infinitive; None where nothing does."""
    first, last = segment(tokens, verb)
    if verb > 0 and tokens[verb - 1].lower in ("te", "staan", "zitten", "liggen", "lopen", "hangen"):
        return verb - 1
    for k in range(verb - 1, first - 1, -1):
        word = tokens[k].lower
        if word in SUBORDINATORS and k < verb - 1 and opens_clause(tokens, first, k):
            break
        if word in MODALS and word not in ADVERBS and not _late(tokens, first, k, verb):
            return k
        if word in ("en", "of") and k < verb - 1 and tokens[k + 1].lower in NOMINATIVE:
            break
    for k in range(verb + 1, min(last, verb + 3)):
        if tokens[k].lower == "te":
            break
        if tokens[k].lower in MODALS:
            return k
        if tokens[k].lower not in CLUSTER_VERBS:
            break
    return None
