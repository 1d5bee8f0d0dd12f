"""How many noun phrases of a clause stand without a preposition: a passive has one, an active sentence two."""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.sentence_nouns import bare_noun, may_be_noun, plural_noun
from distiller.dutch.sentence_persons import person
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    CLUSTER_VERBS,
    COORDINATORS,
    DETERMINERS,
    FINITE_CLOSED,
    NOMINATIVE,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token
from distiller.dutch.wordlist import attested

_BARE_PRONOUNS = word_set("me mij jou hem 'm hen ze iedereen niemand iemand niets iets alles")
_MEASURES = word_set(
    "beetje stuk paar tikje kilometer meter centimeter millimeter procent graad graden euro cent kilo gram liter keer "
    "maal januari februari maart april mei juni juli augustus september oktober november december moment ogenblik "
    "kwart helft stap percent dollar punt punten eeuwen seizoen schooljaar kwartaal semester periode"
)
_AFTER_PREPOSITION = _BARE_PRONOUNS | frozenset(NOMINATIVE) | word_set("wie wat alles iets niets jou elkaar u")
_DOER_ENDINGS = ("ers", "aars", "isten", "anten", "enten", "eurs", "ianen")
_CONTAINERS = word_set(
    "kop kopje glas glaasje fles flesje groep groepje stapel doos doosje zak zakje bord bordje kist emmer hoop "
    "aantal serie reeks rij soort type partij vracht lading pak pakje pot potje blik blikje krat stel stelletje "
    "stuk stukje plak plakje schaal mand tas bos bosje berg golf stroom lijst verzameling combinatie hoeveelheid "
    "eenheid minister heer firma stad provincie gemeente rivier familie zin woord term naam titel film boek vak"
)
"""Nouns that another noun may follow within one phrase: `de fles wijn`, `het woord zin`."""
_DEFINITE = word_set("de het deze die dit mijn jouw zijn haar ons onze jullie hun uw")
_WHOLE = word_set("heel al geheel")
_AMOUNTS = word_set("kilo gram liter ton pond euro gulden dollar frank mark hectare")
_LIKE_PREPOSITIONS = word_set(
    "als dan zoals halverwege richting inclusief exclusief qua middels blijkens ingevolge krachtens nabij vlakbij "
    "uitgezonderd versus niettegenstaande"
)
_NAME_PARTS = word_set("de la van der den ter du le")


def find_arguments(tokens: Sequence[Token], start: int, end: int, verbs: set[int]) -> list[tuple[int, int]]:
    """The noun phrases that stand bare in `tokens[start:end]` as half-open ranges, times and measures left out.

    `verbs` are the tokens of the verb and its auxiliary.
    """
    found, i = [], start
    while i < end:
        word = tokens[i].lower
        following = tokens[i + 1].lower if i + 1 < end else ""
        if i in verbs or (i == start and word == "zoals") or _no_preposition(word, following):
            i += 1
        elif word in ("meer", "minder") and i + 2 < end and tokens[i + 1].lower == "dan":
            stop = phrase_end(tokens, i + 2, end, verbs)
            if _is_argument(tokens, i + 2, stop, start):
                found.append((i + 2, stop))
            i = max(stop, i + 3)
        elif word in PREPOSITIONS or word in _LIKE_PREPOSITIONS:
            i = _behind_preposition(tokens, i, end, verbs)
        elif word in NOMINATIVE or word in _BARE_PRONOUNS or alone(tokens, i, verbs):
            if i == start or tokens[i - 1].lower not in ("en", "of", "noch"):
                found.append((i, i + 1))
            i += 1
        else:
            counts, stop = _phrase_at(tokens, i, start, end, verbs)
            if counts:
                found.append((i, stop))
            i = stop
    return found


def _no_preposition(word: str, following: str) -> bool:
    """`te veel wijn`, `sinds ik`: what only looks like a preposition."""
    if word == "te":
        return following in ("veel", "weinig")
    return word in ("sinds", "sedert", "tot") and following in NOMINATIVE


def _behind_preposition(tokens: Sequence[Token], i: int, end: int, verbs: set[int]) -> int:
    """Behind the phrase that the preposition at `i` governs: `in heel het land`, `van mij`."""
    following = i + 1
    if following + 1 < end and tokens[following].lower in _WHOLE and tokens[following + 1].lower in DETERMINERS:
        following += 1
    pronoun = following < end and tokens[following].lower in _AFTER_PREPOSITION
    return phrase_end(tokens, following + pronoun, end, verbs)


def cut_off_subject(tokens: Sequence[Token], start: int, verbs: set[int]) -> bool:
    """`Mijn vader, een Spanjaard, is ...`: the subject that a comma cuts off from its auxiliary."""
    if start not in verbs or start < 3 or tokens[start - 1].lower != "," or tokens[0].lower not in DETERMINERS:
        return False
    stop = next(k for k in range(start) if not tokens[k].word)
    words = [t.lower for t in tokens[:stop]]
    return 2 <= stop <= 4 and not any(w in CLUSTER_VERBS or w in PREPOSITIONS or w in TIME_NOUNS for w in words)


def alone(tokens: Sequence[Token], i: int, verbs: set[int]) -> bool:
    """Whether `je`, `u`, `haar` or the like at `i` is a pronoun of its own, with no noun behind it."""
    if tokens[i].lower not in ("je", "u", "jullie", "haar", "ons", "hun"):
        return False
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return i + 1 in verbs or following in FUNCTION_WORDS or not following.isalpha()


def _phrase_at(tokens: Sequence[Token], i: int, start: int, end: int, verbs: set[int]) -> tuple[bool, int]:
    """Whether a noun phrase that counts stands at `i`, and where to go on."""
    word = tokens[i].lower
    if i == start and word == "die" and not tokens[i].capital and tokens[i + 1].lower in DETERMINERS - {"dat", "die"}:
        return True, i + 1  # die mijn leven veranderd heeft
    stop = max(phrase_end(tokens, i, end, verbs), i + 1)
    if word in DETERMINERS | PLURAL_DETERMINERS or (tokens[i].capital and i > start and word not in FUNCTION_WORDS):
        return _is_argument(tokens, i, stop, start), stop
    if i == start and word in ("wie", "wat"):
        return True, i + 1
    if i == start and i + 1 < end and tokens[i + 1].lower == "en" and word.endswith(("en", "s")) and attested(word):
        return True, stop  # Vakbonden en werkgevers
    if word[:1].isdigit() and _amount(tokens, i, end, verbs):
        return True, stop
    if i == start and word not in FUNCTION_WORDS and tokens[i].capital:
        noun = bare_noun(word) or word.endswith((*_DOER_ENDINGS, "enden")) or person(word)
        head = tokens[stop - 1]
        several = stop - i > 1 and (head.capital or bare_noun(head.lower) or not attested(head.lower))
        return several or noun or not attested(word) or attested(word.capitalize()), stop
    if not tokens[i].capital and word not in FUNCTION_WORDS and _bare(tokens, i, end, verbs):
        return True, stop
    return False, i + 1


def _amount(tokens: Sequence[Token], i: int, end: int, verbs: set[int]) -> bool:
    """`30 kilo rijst`, `19 militairen`; not `5 procent`, `3 mei`."""
    following = i + 1 + (i + 1 < end and tokens[i + 1].lower in _AMOUNTS)
    return following < end and following not in verbs and bare_noun(tokens[following].lower) and (
        tokens[following].lower not in _MEASURES)


def _bare(tokens: Sequence[Token], i: int, end: int, verbs: set[int]) -> bool:
    """Whether a noun without a determiner stands at `i`: `koffie`, `grote doelen`; not `stap voor stap`."""
    if i + 1 < end and i + 1 not in verbs and not _noun(tokens[i].lower):
        following = tokens[i + 1]
        if not (tokens[i].lower.endswith("e") and following.word and bare_noun(following.lower)):
            return False
        i += 1
    elif not _noun(tokens[i].lower):
        return False
    return not (i + 2 < len(tokens) and tokens[i + 2].lower == tokens[i].lower) and not (
        i > 1 and (tokens[i - 1].lower == "te" or tokens[i - 1].lower in COORDINATORS))


def _noun(word: str) -> bool:
    """A noun without a determiner; `toeristen` too: who does something, where the list has one of them as well."""
    return bare_noun(word) or (
        word.endswith(_DOER_ENDINGS) and attested(word) and attested(word[:-2 if word.endswith("en") else -1]))


def _is_argument(tokens: Sequence[Token], i: int, stop: int, start: int) -> bool:
    words = [t.lower for t in tokens[i:stop]]
    if not words:
        return False
    if len(words) > 1 and all(w in DETERMINERS | PLURAL_DETERMINERS for w in words):
        return False  # wij zijn alle drie uitgenodigd
    joined = i > start and tokens[i - 1].lower in ("en", "of", "noch")
    superlative = words[0] == "het" and len(words) > 1 and words[1].endswith("st") and not bare_noun(words[1])
    if joined or superlative or any(w in TIME_NOUNS or w in _MEASURES for w in words):
        return False
    if len(words) == 1:
        if words[0] in ("dat", "het", "dit", "'t"):
            return not (words[0] == "dat" and i == start and i > 0 and tokens[i + 1].lower not in FINITE_CLOSED)
        if words[0] == "die" and i > start:
            return True
        return tokens[i].capital and words[0] not in FUNCTION_WORDS
    return words[0] not in ("veel", "weinig", "meer", "geen") or not set(words) & TIME_NOUNS


def phrase_end(tokens: Sequence[Token], i: int, end: int, verbs: set[int]) -> int:
    """Behind the determiners and the run of content words that follow `i`."""
    first = i
    while i < end and i not in verbs and (tokens[i].lower in DETERMINERS or tokens[i].lower in ANY_REFLEXIVE):
        i += 1
    named = False
    while i < end and i not in verbs and tokens[i].word:
        word = tokens[i].lower
        if named and word in _NAME_PARTS and i + 1 < end and (
            tokens[i + 1].capital or tokens[i + 1].lower in ("la", "de", "der", "den")
        ):
            i += 1
            continue
        if tokens[i - 1].lower[:1] == "'" and tokens[i - 1].lower[1:].isdigit():
            break  # in de jaren '20
        name_goes_on = i > first and tokens[i].capital and word in ("de", "het", "den", "ter", "in", "van")
        if (word in FUNCTION_WORDS and not name_goes_on) or (named and word in TIME_NOUNS) or (
            _next_phrase(tokens, first, i)
        ):
            break
        if word in PLURAL_DETERMINERS and i > first and tokens[i - 1].lower not in DETERMINERS:
            break  # in Kansas | tientallen huizen
        beside_name = 0 < first == i - 1 and tokens[first].capital and not tokens[i].capital
        if beside_name and plural_noun(word):
            break  # onder het plein van Deventer | resten
        named = named or (tokens[i].capital and word not in PLURAL_DETERMINERS)
        i += 1
    return i


def _next_phrase(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether the word at `i` begins a phrase of its own: `de luchtmacht | doelen`."""
    if i - first < 2 or tokens[first].lower not in _DEFINITE or tokens[i].capital:
        return False
    head = tokens[i - 1].lower
    if tokens[i].lower in PLURAL_DETERMINERS:
        return True
    noun = head in TIME_NOUNS or (head not in _CONTAINERS and may_be_noun(head))
    return noun and bare_noun(tokens[i].lower)
