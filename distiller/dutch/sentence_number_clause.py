"""The number of a subject that stands away from the front: in a subordinate clause, a relative one, behind the verb.

It never decides a key; it tells why a form seems to have the wrong number, and is silent where a second phrase of the
clause, or another place for the relative pronoun to point at, leaves a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS, Subject, relative_to_noun, subordinator
from distiller.dutch.sentence_arguments import find_arguments
from distiller.dutch.sentence_finite import may_be_finite, may_be_infinitive
from distiller.dutch.sentence_nouns import bare_noun, may_be_noun, plural_noun
from distiller.dutch.sentence_number import EITHER, phrase_number
from distiller.dutch.sentence_words import (
    ADVERBS,
    CLEAR_SUBORDINATORS,
    CLUSTER_VERBS,
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SINGULAR_DETERMINERS,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token, segment
from distiller.dutch.wordlist import attested

_WHERE = word_set(
    "hoe waar waarom wanneer waarmee waarop waarin waaraan waarvan waarvoor waarheen waardoor waaruit waarover "
    "waartegen"
)
_UNCOUNTED = EITHER | TIME_NOUNS | word_set("stuk soort een geen ander anderen")
_SUCH = word_set("een enige eerste laatste beste")


def clause_subject(tokens: Sequence[Token], verb: int) -> Subject | None:
    """The noun phrase with a certain number that must be the subject of the finite verb; None where in doubt."""
    first, last = segment(tokens, verb)
    k = subordinator(tokens, first, verb)
    if k is None:
        return _behind(tokens, first, verb, last)
    between = [t.lower for t in tokens[k + 1:verb]]
    if any(w in NOMINATIVE or w in COORDINATORS or may_be_finite(w) for w in between) or not _closes(tokens, verb):
        return None
    phrases = find_arguments(tokens, k + 1, verb, {verb})
    if tokens[k].lower in RELATIVES and (tokens[k].lower != "dat" or relative_to_noun(tokens, k)):
        number = None if phrases or set(between) & {"je", "u", "jullie", "er"} else _antecedent(tokens, k)
        return Subject(number, k, inverted=False, sure=False) if number else None
    if tokens[k].lower not in CLEAR_SUBORDINATORS or len(phrases) != 1 or phrases[0][0] != k + 1:
        return None
    number = head_number(tokens, k + 1, verb)
    return Subject(number, k + 1, inverted=False, sure=False) if number else None


def _closes(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb stands at the end of a subordinate clause."""
    if verb + 1 >= len(tokens) or not tokens[verb + 1].word:
        return True
    following = tokens[verb + 1].lower
    return following in PREPOSITIONS | COORDINATORS | SUBORDINATORS | CLUSTER_VERBS - {"zijn"}


def head_number(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """The number of the phrase `determiner (adjective) noun` that begins at `start`; None where it does not show."""
    if start >= end or tokens[start].lower not in DETERMINERS | PLURAL_DETERMINERS or (
        tokens[start].capital and start > 0
    ):
        return None
    at = start + 1
    while at + 1 < end and _adjective(tokens[at]) and _content(tokens[at + 1]):
        at += 1
    if at >= end or tokens[at].capital or not tokens[at].word or tokens[start].lower in ("veel", "weinig", "meer"):
        return None
    noun, following = tokens[at].lower, tokens[at + 1] if at + 1 < len(tokens) else None
    if noun in FUNCTION_WORDS or {t.lower for t in tokens[start:at + 1]} & _UNCOUNTED:
        return None
    if at + 1 < end and following is not None and (following.capital or following.lower in ("en", "of") or (
        bare_noun(following.lower) or following.lower[:1].isdigit()
    )):
        return None
    return _of_noun(tokens[start].lower, noun)


def _content(token: Token) -> bool:
    return token.word and token.lower not in FUNCTION_WORDS


def _adjective(token: Token) -> bool:
    word = token.lower
    return word.endswith("e") and word not in FUNCTION_WORDS and not token.capital


def _of_noun(determiner: str, noun: str) -> str | None:
    if determiner in PLURAL_DETERMINERS and plural_noun(noun):
        return "noun-plural"
    if plural_noun(noun):
        return "noun-plural" if determiner not in SINGULAR_DETERMINERS else None
    if phrase_number([determiner, noun]) == "noun-plural":
        return None
    if determiner in SINGULAR_DETERMINERS or determiner in DETERMINERS:
        return "noun-singular" if may_be_noun(noun) or bare_noun(noun) else None
    return None


def _antecedent(tokens: Sequence[Token], k: int) -> str | None:
    """The number of the noun that `die` or `dat` at `k` points back to."""
    a = k - 1 if k and tokens[k - 1].word else k - 2
    if a < 1 or tokens[a].capital or not tokens[a].word or tokens[a].lower in _UNCOUNTED | FUNCTION_WORDS:
        return None
    start = a
    while start > 0 and tokens[start - 1].word and _adjective(tokens[start - 1]):
        start -= 1
    if start and tokens[start - 1].lower in DETERMINERS | PLURAL_DETERMINERS:
        start -= 1
    before = tokens[start - 1].lower if start else ""
    two = tokens[start - 2].lower if start > 1 else ""
    if before in PREPOSITIONS and not (start == 1 or two in CLUSTER_VERBS | frozenset(NOMINATIVE) | ADVERBS):
        return None  # de leden van de groep die
    if before in ("en", "of", "noch", "zoals", "als", "dan") or (tokens[start].lower in _SUCH and two == "van"):
        return None
    noun = tokens[a].lower
    if start == a and (before in CLUSTER_VERBS or may_be_infinitive(noun)):
        return None
    if plural_noun(noun) and tokens[start].lower not in SINGULAR_DETERMINERS:
        return "noun-plural"
    if start < a and tokens[start].lower in DETERMINERS - PLURAL_DETERMINERS and may_be_noun(noun):
        return "noun-singular"
    return None


def _behind(tokens: Sequence[Token], first: int, verb: int, last: int) -> Subject | None:
    """`Wanneer leefde Nietzsche?`, `Als het regent, blijft de hond thuis`: a phrase right behind an inverted verb."""
    opening = [t.lower for t in tokens[first:verb]]
    behind_clause = not opening and first > 0 and tokens[first - 1].lower == "," and any(
        t.lower in CLEAR_SUBORDINATORS | {"of", "nu"} and (j == 0 or not tokens[j - 1].word)
        for j, t in enumerate(tokens[:first]))
    asked = len(opening) == 1 and opening[0] in _WHERE
    if verb + 1 >= last or not (behind_clause or asked):
        return None
    phrases = find_arguments(tokens, verb + 1, last, {verb})
    if len(phrases) != 1 or phrases[0][0] != verb + 1:
        return None
    number = head_number(tokens, verb + 1, last) or _name(tokens, verb + 1, last)
    return Subject(number, verb + 1, inverted=True, sure=False) if number else None


def _name(tokens: Sequence[Token], start: int, last: int) -> str | None:
    """A person by first name and surname; what may be a plural, or goes on, is none."""
    stop = start
    while stop < last and tokens[stop].capital:
        stop += 1
    words = [t.lower for t in tokens[start:stop]]
    if not 1 <= len(words) <= 3 or (stop < last and tokens[stop].lower in ("en", "of")):
        return None
    if words[-1].endswith(("s", "en", "x", "z")) or any(w in DETERMINERS or not w.isalpha() for w in words):
        return None
    return None if attested(words[0]) and len(words) == 1 else "noun-singular"
