"""Whether a perfect with hebben has no object: then a verb that takes hebben only with one has the wrong auxiliary.

Silence is no proof: wherever an object may hide (cut off by a comma, a relative pronoun, a quantity, a word that may be
a noun), nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import Auxiliary
from distiller.dutch.sentence_nouns import adjective, bare_noun, may_be_adjective
from distiller.dutch.sentence_persons import INSTITUTIONS, person
from distiller.dutch.sentence_unknown import known
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    CLEAR_SUBORDINATORS,
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    word_set,
)
from distiller.dutch.tokens import Token

_OBJECTS = word_set(
    "veel weinig wat me mij hem 'm haar ons hen hun jou zich elkaar zichzelf mezelf jezelf onszelf genoeg hoeveel welk "
    "welke meer minder ervan"
)
"""What may be an object or a quantity of one without being counted as a phrase."""
_RELATIVES = word_set("die dat wat wie welke hetgeen")
_BESIDE: dict[str, frozenset[str]] = {
    "breken": word_set("met"), "veranderen": word_set("van"), "knakken": word_set("met"),
    "stikken": word_set("aan met"), "oplopen": word_set("tot"),
}
"""Prepositions with which a verb takes hebben without an object: met haar familie gebroken."""


def object_pronoun(words: Sequence[str]) -> bool:
    """Whether a pronoun or a quantity stands as an object: `heeft veel veranderd`, `heb hem gebroken`."""
    for k, word in enumerate(words):
        if word not in _OBJECTS:
            continue
        before = words[k - 1] if k else ""
        following = words[k + 1] if k + 1 < len(words) else ""
        determiner = word in DETERMINERS and following.isalpha() and word not in ANY_REFLEXIVE
        if before not in PREPOSITIONS and not determiner:
            return True
    return False


def without_object(
    tokens: Sequence[Token], clause: tuple[int, int], auxiliary: Auxiliary, verb: int, infinitive: str,
    phrases: Sequence[tuple[int, int]],
) -> bool:
    """Whether the clause has a subject and surely no object; `phrases` are its bare noun phrases."""
    start, end = clause
    words = [t.lower for t in tokens[start:end]]
    if not start <= auxiliary.index < end or object_pronoun(words) or _object_outside(tokens, start, verb, auxiliary):
        return False
    if not _BESIDE.get(infinitive, frozenset()).isdisjoint(words):
        return False
    hidden = _hidden(tokens, clause, phrases, {verb, auxiliary.index})
    if words[0] in _RELATIVES and start > 0:
        return not phrases and words[0] in ("die", "dat") and not hidden
    if "er" in words and (set(words) & PLURAL_DETERMINERS or any(w.isdigit() for w in words)):
        return False  # heeft er drie ontdooid
    return len(phrases) == 1 and not hidden


def thing(tokens: Sequence[Token], phrase: tuple[int, int], words: Sequence[str]) -> bool:
    """Whether the only phrase is a thing with a determiner, in a clause that is neither joined nor subordinate."""
    head = tokens[phrase[1] - 1]
    if tokens[phrase[0]].lower not in DETERMINERS or phrase[1] - phrase[0] > 3 or head.capital or person(head.lower):
        return False
    return not set(words) & (COORDINATORS | CLEAR_SUBORDINATORS) and head.lower not in INSTITUTIONS


def _object_outside(tokens: Sequence[Token], start: int, verb: int, auxiliary: Auxiliary) -> bool:
    """Whether the object may stand outside the clause: `Die soep, zei hij, heb ik afgekoeld`, `wie hij kon`."""
    behind = verb + 1 + (verb + 1 < len(tokens) and tokens[verb + 1].lower in (",", ":"))
    if behind < len(tokens) and tokens[behind].lower in ("wat", "wie", "dat", "hetgeen"):
        return True
    if start == auxiliary.index and start > 0:
        first = tokens[0].lower
        return not (first in SUBORDINATORS - {"wat", "wie", "welke", "die", "dat"} or first in PREPOSITIONS)
    return tokens[start - 1].lower in ("en", "of", "maar") and auxiliary.index == start if start else False


def _hidden(
    tokens: Sequence[Token], clause: tuple[int, int], phrases: Sequence[tuple[int, int]], verbs: set[int]
) -> bool:
    """Whether a word outside the phrases may be a noun: small, listed nowhere as anything else."""
    inside = {k for first, stop in phrases for k in range(first, stop)}
    for k in range(*clause):
        token, before = tokens[k], tokens[k - 1].lower if k else ""
        if k in inside or k in verbs or not token.word or token.lower in FUNCTION_WORDS | frozenset(NOMINATIVE):
            continue
        if token.capital and k > 0 and before not in PREPOSITIONS and before not in DETERMINERS:
            if k - 1 in inside or tokens[k - 1].capital:
                continue
            return True
        own = before in FUNCTION_WORDS and before not in PREPOSITIONS and before not in DETERMINERS
        if own and _may_name(token.lower):
            return True
    return False


def _may_name(word: str) -> bool:
    """Whether a word that begins a phrase of its own may be what something is done to."""
    if word.isdigit() or adjective(word) or may_be_adjective(word):
        return False
    return bare_noun(word) or not known(word) or word.endswith("en")
