"""Nouns that stand alone: without a determiner only the word list can tell a noun from an adverb.

What the list does not know is no noun here: an unknown word proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from distiller.dutch.sentence_find import NEVER_PREPOSITION
from distiller.dutch.sentence_number import EITHER, ONE_IN_EN
from distiller.dutch.sentence_words import (
    ADVERBS,
    COORDINATORS,
    DETERMINERS,
    FAMILY_NOUNS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.wordlist import attested

_VOWELS = "aeiou"
_NO_NOUN = (
    ADVERBS | PREPOSITIONS | NEVER_PREPOSITION | DETERMINERS | COORDINATORS | SUBORDINATORS | frozenset(NOMINATIVE)
    | TIME_NOUNS | EITHER
    | word_set(
        "links rechts eens opeens ineens anders steeds soms slechts thans ondertussen intussen bovendien sindsdien "
        "misschien meteen alleen samen zelden nergens ergens overal onlangs reeds haast best beter meer minder stuk "
        "houten gouden zilveren stalen glazen ijzeren papieren wollen katoenen leren open eigen verleden volkomen "
        "verschillend dagen eerst laatst wederom telkens alweer alvast gewoon gratis gaar dood raak klaar bang lang "
        "half later twee drie vier vijf zes zeven acht negen tien honderd duizend soort januari februari maart april "
        "mei juni juli augustus september oktober november december goed beiden allen anderen samen vandaan heen keer "
        "maal kilo graden schuld waard haaks dwars wijd kanten ruim zat vele velen enkelen sommigen zo zoveel"
    )
)
"""What no noun without a determiner is, though a diminutive or a plural of the same letters exists."""

_MASS = word_set(
    "geld aandacht schade kritiek gebruik rijst goud zilver vlees melk kaas suiker zout muziek huiswerk informatie "
    "onderzoek ervaring verkeer wiskunde geschiedenis bagage speelgoed fruit groente nieuws spijt moed steun bezwaar "
    "beslag verzet gezelschap onderwijs personeel benzine olie elektriciteit wijn bier"
)
"""Nouns that have no diminutive or whose letters are an adjective's too."""
_ABSTRACT = ("heid", "teit", "isme", "schap", "atie", "itie", "ning", "ring", "ling", "king", "ding", "ting", "ment")
PERSONS = FAMILY_NOUNS - word_set(
    "hond kat poes auto fiets telefoon computer trein hart hoofd been arm rug hand leven klas team"
) | word_set(
    "minister president premier burgemeester wethouder koning koningin prins prinses directeur directrice professor "
    "dokter arts agent agente rechter advocaat meneer mevrouw heer dame jongen meisje juf meester chef kok bakker "
    "slager boer boerin schrijver schrijfster zanger zangeres student studente leerling leerlingen docent docente "
    "vriendje vriendinnetje broers zussen neef tante nichtje neefje kleinkind baby peuter kleuter toerist toeristen "
    "bezoeker klant klanten gast gasten voorzitter secretaris secretaresse trainer speler spelers keeper journalist "
    "journaliste onderzoeker verpleger verpleegster monteur loodgieter postbode buurman buurvrouw buren mensen"
)
"""Nouns of people: they do what is done to a thing."""


@lru_cache(maxsize=8192)
def bare_noun(word: str) -> bool:
    """Whether a small-letter word is surely a noun: a plural of a noun, or a noun that is no adjective or adverb."""
    if word in _NO_NOUN or len(word) < 3 or not word.isalpha() or not attested(word):
        return False
    if word in _MASS or plural_noun(word):
        return True
    if word.endswith(_ABSTRACT) and len(word) > 5:
        return True
    return _has_diminutive(word) and not _inflects(word)


@lru_cache(maxsize=8192)
def adjective(word: str) -> bool:
    """Whether a listed word has the forms of an adjective and of no noun: voorzichtig, snel."""
    return attested(word) and len(word) > 3 and _inflects(word) and not (bare_noun(word) or _has_diminutive(word))


@lru_cache(maxsize=8192)
def may_be_noun(word: str) -> bool:
    """Whether a listed word may be the singular head of a noun phrase: no function word, adjective or plural."""
    return word not in _NO_NOUN and not word.endswith(("e", "en")) and attested(word) and not _inflects(word)


@lru_cache(maxsize=8192)
def plural_noun(word: str) -> bool:
    """Whether a word is the plural of a listed noun (`doelen`, `petities`); verbs of the same letters count too."""
    if word in _NO_NOUN or word in ONE_IN_EN or not attested(word):
        return False
    return any(attested(one) and (_has_diminutive(one) or one.endswith(_ABSTRACT)) and not _inflects(one)
               for one in _singulars(word))


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("heden"):
        yield word[:-5] + "heid"
    elif word.endswith("eren") and attested(word[:-4] + "je"):
        yield word[:-4]
    elif word.endswith("en") and len(word) > 4:
        stem = word[:-2]
        yield stem
        final = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        elif stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
            yield stem[:-2] + stem[-2] * 2 + final
        else:
            yield stem[:-1] + final
    elif word.endswith("'s"):
        yield word[:-2]
    elif word.endswith("s") and len(word) > 3:
        yield word[:-1]


def _has_diminutive(word: str) -> bool:
    endings = ["je", "tje", "pje", word[-1] + "etje"]
    if word[-1] in "aou":
        endings.append(word[-1] + "tje")
    if word.endswith("ing"):
        endings.append("etje")
    return any(attested(word + e) for e in endings) or (word.endswith("ing") and attested(word[:-1] + "kje"))


def _inflects(word: str) -> bool:
    """Whether the -e and the comparative of an adjective are listed: groot, grote, groter; wit, witte, witter."""
    final = {"f": "v", "s": "z"}.get(word[-1], word[-1])
    bases = [word, word + word[-1], word[:-1] + final]
    if len(word) > 3 and word[-2] == word[-3] and word[-2] in _VOWELS:
        bases.append(word[:-2] + final)
    return any(attested(base + "e") and attested(base + "er") for base in bases)
