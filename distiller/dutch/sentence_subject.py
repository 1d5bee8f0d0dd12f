"""The likely subject where pronouns and short noun phrases do not show it: names, bare plurals, phrases with a tail.

It never decides a key; it only tells why a form seems to have the wrong number.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import Subject, inverts, phrase_run
from distiller.dutch.sentence_arguments import phrase_end
from distiller.dutch.sentence_finite import may_be_infinitive
from distiller.dutch.sentence_nouns import bare_noun, may_be_noun, plural_noun
from distiller.dutch.sentence_number import EITHER, phrase_number
from distiller.dutch.sentence_persons import INSTITUTIONS, PERSONS, person
from distiller.dutch.sentence_verb_classes import THING_OBJECT
from distiller.dutch.sentence_words import (
    ADVERBS,
    CLUSTER_VERBS,
    COORDINATORS,
    DETERMINERS,
    FINITE_CLOSED,
    NOMINATIVE,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    SINGULAR_DETERMINERS,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token, segment
from distiller.dutch.wordlist import attested

COPULAS = word_set("zijn worden blijven lijken blijken heten vormen")
"""Verbs that take the number of what follows: `Dat zijn mijn ouders.`"""
_POINTING = word_set("dit dat het 't")


def likely_subject(tokens: Sequence[Token], verb: int, infinitive: str) -> Subject | None:
    """The noun phrase or name that must be the subject of the finite verb, with its number; None if unclear."""
    first, last = segment(tokens, verb)
    opening = tokens[first:verb]
    words = [t.lower for t in opening]
    if any(w in SUBORDINATORS or w in FINITE_CLOSED or w in NOMINATIVE for w in words[1:]) or not (
        first == 0 or tokens[first - 1].lower in ".?!:\"“„‘"
    ):
        return None
    if any(t.lower in NOMINATIVE or t.lower in ("u", "je", "jullie", "ze") for t in tokens[verb + 1:verb + 3]):
        return None
    number = _before(opening, words, infinitive) if words else None
    doer = bool(words) and infinitive in THING_OBJECT and words[0] in DETERMINERS and person(words[-1])
    if doer and number is None and len(words) <= 3:
        number = _number(words)
    if number and not _rival(tokens, verb + 1, last, number, persons=doer):
        return Subject(number, first, inverted=False, sure=False)
    if number is None and (words == ["er"] or words[:1] == ["waaraan"] or inverts(words) or (
        words[:1] and words[0] in PREPOSITIONS and not set(words) & (COORDINATORS | CLUSTER_VERBS)
    )):
        return _behind(tokens, verb, last, infinitive)
    return None


def _rival(tokens: Sequence[Token], start: int, last: int, number: str, *, persons: bool) -> bool:
    """Whether a phrase behind the verb may be the subject instead: one of the other number, outside prepositions.

    `persons`: only a person can be, for a person does it and stands in front (`De demonstranten eisten het ontslag`).
    """
    i = start
    while i < last:
        word = tokens[i].lower
        if word in SUBORDINATORS:
            return False
        if word in ("niemand", "iedereen", "iemand"):
            return True
        if word in PREPOSITIONS:
            i = phrase_end(tokens, i + 1, last, set())
            continue
        if number == "noun-plural" and word in INSTITUTIONS:
            return True
        if persons and not (tokens[i].capital or person(word) or word in INSTITUTIONS):
            i += 1
            continue
        if number == "noun-singular" and (
            word in PLURAL_DETERMINERS | {"en", "alle", "veel", "weinig"} or plural_noun(word)
            or (word.endswith(("en", "s")) and (tokens[i].capital or not attested(word)))
        ):
            return True
        if number == "noun-plural" and (word in DETERMINERS - {"haar"} or tokens[i].capital or bare_noun(word)):
            return True
        i += 1
    return False


def _before(opening: Sequence[Token], words: Sequence[str], infinitive: str) -> str | None:
    """The number of what opens the clause, if it can be its subject."""
    if len(words) == 1 and words[0] in _POINTING:
        return None if infinitive in COPULAS else "noun-singular"
    if set(words) & (TIME_NOUNS | EITHER | COORDINATORS) or set(words[1:]) & CLUSTER_VERBS:
        return None
    cut = next((k for k, w in enumerate(words) if w in PREPOSITIONS), len(words))
    head = words[:cut]
    if not head or head[0] in ADVERBS:
        return None
    if all(t.capital for t in opening[:cut]) and (name := _name(opening[:cut])):
        return name
    people = person(head[-1]) and head[-1].endswith("s")
    many = (people or plural_noun(head[-1])) and not may_be_infinitive(head[-1]) and head[0] not in DETERMINERS
    if many and (len(head) == 1 or (len(head) == 2 and head[0].endswith("e"))):
        return "noun-plural"
    shown = cut < len(words) or head[0] in ("zijn", "dat")
    return _number(head) if shown and len(head) > 1 else None


def _number(words: Sequence[str]) -> str | None:
    """The number of a phrase with a determiner, by the list where determiner and ending do not tell."""
    if words[0] in ("veel", "weinig", "alle", "geen", "andere") and plural_noun(words[-1]):
        return "noun-plural"
    if words[0] == "dat" and may_be_noun(words[-1]):
        return "noun-singular"
    if number := phrase_number(words):
        return number
    if not 2 <= len(words) <= 3 or words[0] not in DETERMINERS or set(words) & (EITHER | TIME_NOUNS):
        return None
    return "noun-singular" if bare_noun(words[-1]) and not plural_noun(words[-1]) else None


def _name(tokens: Sequence[Token]) -> str | None:
    """A person or club by name: `Joanna`, `Minister Polak`; what could be a plural or a common word is none."""
    words = [t.lower for t in tokens]
    if words[-1].endswith(("s", "en", "x", "z")) or any(not w.isalpha() for w in words) or len(words) > 3:
        return None
    if words[0] in PERSONS and len(words) > 1:
        return "noun-singular"
    common = attested(words[0]) or words[0] in DETERMINERS or words[0] in ADVERBS
    return None if common else "noun-singular"


def _behind(tokens: Sequence[Token], verb: int, last: int, infinitive: str) -> Subject | None:
    """A subject behind an inverted verb: `liepen het`, `zongen de zangeres`."""
    if verb + 1 >= last or infinitive in COPULAS:
        return None
    word, following = tokens[verb + 1].lower, tokens[verb + 2].lower if verb + 2 < last else ""
    if word in _POINTING:
        alone = not following or following in PREPOSITIONS | ADVERBS | {"zijn", "als"}
        return Subject("noun-singular", verb + 1, inverted=True, sure=False) if alone else None
    words, _ = phrase_run(tokens, verb + 1, last)
    while len(words) > 2 and tokens[verb + len(words)].capital and any(
        not t.capital for t in tokens[verb + 2:verb + len(words)]
    ):
        words.pop()
    number = _number(words) if word in DETERMINERS else None
    return Subject(number, verb + 1, inverted=True, sure=False) if number else None


def certain_number(tokens: Sequence[Token], verb: int, subject: Subject) -> bool:
    """Whether determiner and noun alike show the number of a phrase right before the verb."""
    words = [t.lower for t in tokens[subject.index:verb]]
    if subject.inverted or not 2 <= len(words) <= 3 or tokens[verb - 1].capital:
        return False
    if verb + 1 < len(tokens) and (tokens[verb + 1].lower in DETERMINERS or tokens[verb + 1].capital):
        return False  # what stands behind the verb may be the subject
    if subject.person == "noun-plural":
        return words[0] in DETERMINERS and plural_noun(words[-1])
    return words[0] in SINGULAR_DETERMINERS or (words[0] in DETERMINERS and may_be_noun(words[-1]))
