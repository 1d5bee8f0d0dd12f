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
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.wordlist import attested

_VOWELS = "aeiou"
NO_NOUN = (
    ADVERBS | PREPOSITIONS | NEVER_PREPOSITION | DETERMINERS | COORDINATORS | SUBORDINATORS | frozenset(NOMINATIVE)
    | TIME_NOUNS | EITHER
    | word_set(
        "links rechts eens opeens ineens anders steeds soms slechts thans ondertussen intussen bovendien sindsdien "
        "vooraf achteraf onderling mondeling lokaal her enkel vooruit achteruit voorheen tegelijk tijdelijk deels "
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
    "beslag verzet gezelschap onderwijs personeel benzine olie elektriciteit wijn bier cocaïne heroïne onderdak asiel "
    "gratie afscheid aangifte bewijs toestemming afstand beroep protest succes winst verlies omzet hulp rekening "
    "ruzie contact gevolg plaats gehoor wraak vrede oorlog muntgeld voedsel brood hout staal ijzer tin papier bloed "
    "water gas melding uitleg commentaar voorrang "
    "verslag bescherming vertrouwen genoegen tekst alcohol tabak munitie graan vis "
    "textiel porselein software hardware meubilair apparatuur literatuur poëzie proza kunst zorg aanzien macht invloed "
    "respect ontzag ervaring overleg begrip geduld pech geluk honger dorst tijd ruimte lucht gezag recht rechten "
    "filosofie medicijnen economie scheikunde natuurkunde theologie geneeskunde letteren muziek viool piano gitaar "
    "orgel voetbal tennis hockey schaken verstoppertje"
)
"""Nouns that have no diminutive or whose letters are an adjective's too."""
_FOODS = word_set(
    "soep brood vlees kaas thee koffie melk bier wijn vis rijst fruit groente pasta pizza ijs snoep chocola chocolade "
    "taart cake vla yoghurt sla honing jam pap ontbijt avondeten sap limonade cola gitaar piano tennis voetbal schaak"
)
_ABSTRACT = ("heid", "teit", "isme", "schap", "atie", "itie", "ning", "ring", "ling", "king", "ding", "ting", "ment",
             "ming", "ping", "sing", "ning", "iging", "eging", "uging", "aging", "oging", "ving", "nis")
_MANY = word_set(
    "diensten schulden fouten kansen machten krachten lasten plichten angsten rampen oorlogen winsten afspraken "
    "aanvallen aanslagen voorstellen verdragen akkoorden bedragen gevolgen gebieden gevoelens bedrijven bestanden "
    "gesprekken voordelen nadelen onderdelen leden artsen excuses levens slachtoffers kosten wetten resten doden "
    "gewonden soldaten jongeren ouderen werklozen gevangenen vluchtelingen goederen gegevens argumenten documenten "
    "producten soorten eeuwen bronnen grenzen zetels stemmen punten medailles wapens drugs subsidies klachten "
    "troepen steden schepen"
)
"""Plurals whose singular has no listed diminutive, or a stem that changes."""
_PLURALS = ("ingen", "nissen", "heden", "teiten", "schappen", "ties", "sies", "isten", "anten", "enten", "ismen",
            "regelen", "middelen", "iteiten", "loze", "iën")


@lru_cache(maxsize=8192)
def bare_noun(word: str) -> bool:
    """Whether a small-letter word is surely a noun: a plural of a noun, or a noun that is no adjective or adverb."""
    if word in NO_NOUN or len(word) < 3 or not word.isalpha() or not attested(word):
        return False
    if word in _MASS or plural_noun(word):
        return True
    if word.endswith(_ABSTRACT) and len(word) > 5 and not _past_in_ing(word):
        return True
    return _has_diminutive(word) and not _inflects(word)


def _past_in_ing(word: str) -> bool:
    """`ontving`, `onderging`, `behing`: what ends like an abstract noun and is a verb."""
    return any(word.endswith(p) and (word == p or attested(word.removesuffix(p) + base))
               for p, base in (("ging", "gaan"), ("ving", "vangen"), ("hing", "hangen")))


@lru_cache(maxsize=8192)
def adjective(word: str) -> bool:
    """Whether a listed word has the forms of an adjective and of no noun: voorzichtig, snel."""
    return attested(word) and len(word) > 3 and _inflects(word) and not (bare_noun(word) or _has_diminutive(word))


@lru_cache(maxsize=8192)
def may_be_adjective(word: str) -> bool:
    """Whether a listed word has the forms of an adjective, or ends like one (`stevig`, `tactisch`)."""
    return _inflects(word) or (len(word) > 4 and word.endswith(("ig", "isch", "lijk", "baar", "end", "zaam")))


@lru_cache(maxsize=8192)
def may_be_noun(word: str) -> bool:
    """Whether a listed word may be the singular head of a noun phrase: no function word, adjective or plural."""
    return word not in NO_NOUN and not word.endswith(("e", "en")) and attested(word) and not _inflects(word)


@lru_cache(maxsize=8192)
def count_noun(word: str) -> bool:
    """Whether a word is the singular of a noun that wants a determiner: `abonnement`, `fiets`; not `soep`."""
    if word in _MASS or word in _FOODS or plural_noun(word) or not bare_noun(word):
        return False
    return any(attested(word + ending) for ending in ("en", "s", "'s", word[-1] + "en")) or (
        len(word) > 3 and word[-2] == word[-3] and attested(word[:-2] + word[-1] + "en"))


@lru_cache(maxsize=8192)
def plural_noun(word: str) -> bool:
    """Whether a word is the plural of a listed noun (`doelen`, `petities`); verbs of the same letters count too."""
    if word in _MANY:
        return True
    if word in NO_NOUN or word in ONE_IN_EN or not attested(word):
        return False
    if word.endswith(_PLURALS) and len(word) > 6 and any(attested(one) for one in _singulars(word)) and not (
        attested(word[:-2] + "de") or attested(word[:-2] + "te") or attested("ge" + word)
    ):
        return True
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
    if word.endswith("r") and attested(word + "e") and attested(word + "der"):
        return True  # lekker, lekkerder
    return any(attested(base + "e") and attested(base + "er") for base in bases)
