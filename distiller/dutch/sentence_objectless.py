"""Whether a perfect with hebben has no object: then a verb that takes hebben only with one has the wrong auxiliary.

Silence is no proof: wherever an object may hide (cut off by a comma, a relative pronoun, a quantity, a word that may be
a noun), nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import Auxiliary
from distiller.dutch.sentence_nouns import NO_NOUN, adjective, bare_noun, may_be_adjective, may_be_noun
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
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token
from distiller.dutch.wordlist import attested

_OBJECTS = word_set(
    "veel weinig wat me mij hem 'm haar ons hen hun jou zich elkaar zichzelf mezelf jezelf onszelf genoeg hoeveel welk "
    "welke meer minder ervan"
)
"""What may be an object or a quantity of one without being counted as a phrase."""
_RELATIVES = word_set("die dat wat wie welke hetgeen")
_MATERIALS = word_set(
    "houten gouden zilveren stalen glazen ijzeren papieren wollen katoenen leren eigen open bronzen koperen stenen "
    "betonnen linnen rieten verleden gebroken"
)
_POINTING = re.compile(
    "(er|daar|hier|waar)(aan|achter|af|bij|boven|door|in|langs|mee|na|naast|om|onder|op|tegen|uit|van|voor)"
)
"""Ernaast, daarboven: adverbs made with a preposition."""
_COUNTS = PLURAL_DETERMINERS | word_set("een alle elk ieder geen zoveel zulke")
_AMOUNTS = word_set("aantal aantallen hoeveelheid deel reeks serie soort type paar stuk")
_ADVERBS = word_set(
    "helemaal geheel totaal compleet verder gaandeweg geleidelijk amper nauwelijks vrijwel haast ineens opeens "
    "spontaan gauw nogal redelijk tamelijk behoorlijk enorm drastisch aanzienlijk merkbaar zichtbaar danig "
    "dusdanig zodanig dermate alsnog terstond deels grotendeels overal nergens ergens binnenkort weldra allang "
    "algauw prima uitstekend telkens doormidden kapot open dicht achteraf vooralsnog nadien sedertdien allicht "
    "wellicht vermoedelijk langzamerhand zienderogen stilaan andermaal wederom zowat zojuist daarnet zopas "
    "tevergeefs vanzelf terdege nochtans overigens trouwens nadrukkelijk voorgoed definitief vroegtijdig destijds "
    "indertijd toentertijd halverwege jarenlang wekenlang maandenlang urenlang dagenlang eveneens evenmin "
    "namelijk"
)
_OPENS_PHRASE = PREPOSITIONS | DETERMINERS | PLURAL_DETERMINERS | word_set("der des")
_DOERS = ("ers", "aars", "isten", "anten", "enten", "eurs", "ianen", "auten")
_POINTERS = _RELATIVES | word_set("deze dit")
_BESIDE: dict[str, frozenset[str]] = {
    "breken": word_set("met ermee daarmee hiermee waarmee"), "veranderen": word_set("ervan daarvan"),
}
"""Prepositions with which a verb takes hebben without an object: met haar familie gebroken."""


def object_pronoun(words: Sequence[str]) -> bool:
    """Whether a pronoun or a quantity stands as an object: `heeft veel veranderd`, `heb hem gebroken`."""
    for k, word in enumerate(words):
        if word not in _OBJECTS:
            continue
        before = words[k - 1] if k else ""
        following = words[k + 1] if k + 1 < len(words) else ""
        determiner = word in DETERMINERS and following.isalpha() and following not in PREPOSITIONS
        determiner = determiner and word not in ANY_REFLEXIVE
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
    if not _BESIDE.get(infinitive, frozenset()).isdisjoint(words) or (
        infinitive == "veranderen" and _bare_behind_van(tokens, clause)
    ):
        return False
    hidden = _hidden(tokens, clause, phrases, {verb, auxiliary.index}) or _counted(tokens, clause, phrases)
    if words[0] in _RELATIVES and start > 0:
        return not phrases and words[0] in ("die", "dat") and not hidden
    if words[0] in _POINTERS and any(first > start for first, _ in phrases):
        return False  # die heb ik al ontdooid
    if "er" in words and (set(words) & PLURAL_DETERMINERS or any(w.isdigit() for w in words)):
        return False  # heeft er drie ontdooid
    return len(phrases) == 1 and not hidden


def thing(tokens: Sequence[Token], phrase: tuple[int, int], words: Sequence[str]) -> bool:
    """Whether the only phrase is a thing with a determiner, in a clause that is neither joined nor subordinate."""
    head = tokens[phrase[1] - 1]
    if tokens[phrase[0]].lower not in DETERMINERS or phrase[1] - phrase[0] > 3 or head.capital:
        return False
    if person(head.lower) or head.lower.endswith(_DOERS):
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


def _counted(tokens: Sequence[Token], clause: tuple[int, int], phrases: Sequence[tuple[int, int]]) -> bool:
    """Whether a number or quantity stands for what is counted: `beide heb ik gelezen`, `er een`, `ze heeft vijf`."""
    inside = {k for first, stop in phrases for k in range(first, stop)}
    for k in range(*clause):
        following = tokens[k + 1].lower if k + 1 < clause[1] else ""
        if k in inside or tokens[k].lower not in _COUNTS or (k and tokens[k - 1].lower in PREPOSITIONS):
            continue
        if k + 1 == clause[1] - 1 or following in FUNCTION_WORDS - DETERMINERS - TIME_NOUNS:
            return True
    return False


def _bare_behind_van(tokens: Sequence[Token], clause: tuple[int, int]) -> bool:
    """`van baan veranderd`, heard with both; not `van de een op de andere dag`."""
    return any(tokens[k].lower == "van" and tokens[k + 1].word and tokens[k + 1].lower not in FUNCTION_WORDS
               for k in range(clause[0], clause[1] - 1))


def _hidden(
    tokens: Sequence[Token], clause: tuple[int, int], phrases: Sequence[tuple[int, int]], verbs: set[int]
) -> bool:
    """Whether a noun may stand outside the phrases, or two nouns of one run be two phrases (`de boer hooi`)."""
    start, end = clause
    inside = {k for first, stop in phrases for k in range(first, stop)}
    content = {k for k in range(start, end) if k not in verbs and _content(tokens[k])}
    for k in content:
        before = tokens[k - 1].lower if k > start else ""
        if k + 1 in content and _two_nouns(tokens[k], tokens[k + 1]):
            return True
        if k in inside or before in _OPENS_PHRASE:
            continue
        if k == start or before in FUNCTION_WORDS or k - 1 in verbs:
            word = tokens[k].lower
            adjectival = _adjectival(word)
            if (k + 1 in content and word.endswith("e")) or (not adjectival and _may_name(tokens[k], k == start)):
                return True
    return False


def _content(token: Token) -> bool:
    return token.word and token.lower not in FUNCTION_WORDS | _OPENS_PHRASE and token.lower not in NOMINATIVE


def _adjectival(word: str) -> bool:
    """Whether a word says how, when or how much: `volledig`, `helemaal`, `sneller`, `ernaast`, `1628`."""
    if word.isdigit() or word in _ADVERBS or _POINTING.fullmatch(word) or adjective(word) or may_be_adjective(word):
        return True
    return word.endswith("er") and attested(word + "e")


def _two_nouns(token: Token, following: Token) -> bool:
    """Whether a noun may be followed by another: the end of one phrase and the begin of the next."""
    word, behind = token.lower, following.lower
    if following.capital or word in TIME_NOUNS | _AMOUNTS | _MATERIALS or _adjectival(word):
        return False
    if word.endswith("e") and not (bare_noun(word) or attested(word + "s")):
        return False
    return known(word) and behind not in NO_NOUN and not _adjectival(behind)


def _may_name(token: Token, first: bool) -> bool:
    """Whether a word that begins a phrase of its own may be a name or a noun: who does it, or what it is done to."""
    word = token.lower
    if (token.capital and not first) or bare_noun(word) or not attested(word) or word.endswith("en"):
        return True
    return may_be_noun(word)
