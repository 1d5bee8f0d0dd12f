"""Whether a stem that opens its clause is an imperative, which has no key, or has its subject behind it."""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.sentence_find import Occurrence
from distiller.dutch.sentence_nouns import may_be_adjective
from distiller.dutch.sentence_words import FAMILY_NOUNS, QUESTION_WORDS, word_set
from distiller.dutch.tokens import Token, segment

_BEFORE_IMPERATIVE = word_set("en maar dus of want eerst dan daarna vervolgens alsjeblieft niet even")
_NO_IMPERATIVE = word_set("kan kun mag moet wil zal zul hoef durf heb ben")


def looks_imperative(tokens: Sequence[Token], occurrence: Occurrence, keys: frozenset[str]) -> bool:
    """A stem that opens its clause, with no subject behind it and no question mark at the end."""
    verb = occurrence.verb
    first, _ = segment(tokens, verb)
    if "tt_ik" not in keys or tokens[verb].lower in _NO_IMPERATIVE:
        return False
    lead = [t.lower for t in tokens[first:verb]]
    if lead and any(w not in _BEFORE_IMPERATIVE for w in lead):
        return False
    if lead in (["en"], ["of"]) and any(t.lower in ("ik", "'k") for t in tokens[:verb]):
        return False
    closing = tokens[-1].lower if tokens else ""
    following = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    if following in ("niemand", "iedereen", "iemand") or _behind_content_clause(tokens, first):
        return False
    if following in ("je", "jullie", "u"):
        return closing != "?" and _owned(tokens, verb + 2)
    return closing != "?" or following in ("eens", "even", "maar")


def _behind_content_clause(tokens: Sequence[Token], first: int) -> bool:
    """`Wat er gebeurd is, weet de politie niet`: a clause that is the object stands before the inverted verb."""
    return first > 2 and tokens[first - 1].lower == "," and tokens[0].lower in QUESTION_WORDS | {"of", "dat"} and (
        tokens[0].lower != "wanneer")


def _owned(tokens: Sequence[Token], k: int) -> bool:
    """Whether the word at `k`, behind je, may be a noun or begin the phrase of one: `je jas`, `je nieuwe jas`."""
    word = tokens[k].lower if k < len(tokens) else ""
    if word in FAMILY_NOUNS:
        return True
    return word.isalnum() and word not in FUNCTION_WORDS and (word.endswith("e") or not may_be_adjective(word))
