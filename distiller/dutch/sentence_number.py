"""One or many: the number of a short noun phrase, as far as its determiner and the ending of its noun show it."""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.sentence_words import (
    ADVERBS,
    COORDINATORS,
    PLURAL_DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SINGULAR_DETERMINERS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.wordlist import attested

EITHER = word_set(
    "aantal paar groep heleboel hoop stel deel reeks rij handvol tiental honderdtal merendeel meerderheid helft rest "
    "soort boel massa dozijn miljoen euro kilo gram meter kilometer liter procent graden graad media politie data "
    "jongen"
)
"""Nouns that go with a verb in singular and in plural, or whose ending says nothing."""
ONE_IN_EN = word_set(
    "jongen wagen regen haven keuken toren molen deken oven degen zegen reden christen heiden leven teken eten examen "
    "kussen laken varken veulen wapen midden verleden heden lichaam gegeven voornemen vermogen geheugen "
    "oosten westen noorden zuiden jaarsalaris mening garen ijzeren begin linnen koren deken negen open "
    "karton kuiken laken aandenken optreden inkomen gezin morgen zwijgen weten"
)
_ONE_ENDINGS = ("ijs", "uis", "eis", "oes", "oos", "aas", "eus")
_ELLIPTIC = word_set("andere overige volgende vorige beide enige zulke dergelijke genoemde betrokkene eerste laatste")
_MANY_ENDINGS = ("'s", "jes", "ers", "els", "iën", "eën")


def phrase_number(words: Sequence[str], names: bool = False) -> str | None:
    """`noun-singular` or `noun-plural` for a noun phrase of a few words, else None; `names`: all have a capital."""
    if not words or words[0] in PREPOSITIONS | ADVERBS - {"het", "'t", "haar", "ons"}:
        return None
    if set(words) & (EITHER | TIME_NOUNS):
        return None
    if set(words) & COORDINATORS:
        return _joined(words)
    if names and len(words) <= 2 and not words[-1].endswith(("s", "en")):
        return "noun-singular"
    if not 2 <= len(words) <= 3:
        return None
    noun = words[-1]
    if words[0] in SINGULAR_DETERMINERS:
        return "noun-singular"
    if words[0] in PLURAL_DETERMINERS:
        return "noun-plural"
    if words[0] in POSSESSIVES | {"de", "deze", "die"} and (len(words) == 2 or words[1].endswith("e")):
        return _by_ending(noun)
    return None


def _joined(words: Sequence[str]) -> str | None:
    """`mijn vader en mijn moeder`, `Anna en Tom`: two short phrases around one `en`."""
    if words.count("en") != 1 or set(words) & (COORDINATORS - {"en"}):
        return None
    at = words.index("en")
    left, right = words[:at], words[at + 1:]
    if 1 <= len(left) <= 2 and 1 <= len(right) <= 2 and len(left) == len(right):
        return "noun-plural"
    return None


def _by_ending(noun: str) -> str | None:
    if noun in ONE_IN_EN:
        return "noun-singular"
    if noun in PLURAL_DETERMINERS or _latin_plural(noun):
        return "noun-plural"
    if noun.endswith("e") and (attested(noun + "r") or noun.endswith("ste") or noun in _ELLIPTIC):
        return None  # de meeste, de grote: one or many
    if noun.endswith("s") and attested(noun[:-1]):
        return "noun-plural" if noun.endswith(_MANY_ENDINGS) else None  # de fans, de organisaties
    if noun.endswith("en") and (attested(noun + "tje") or attested(noun + "netje")):
        return None  # de wagen, de vulpen
    if len(noun) <= 4 and noun.endswith("s") and noun.isalpha():
        return "noun-singular"
    if noun.endswith("oers"):
        return None
    if noun.endswith(_MANY_ENDINGS) or (noun.endswith("en") and len(noun) >= 5):
        return "noun-plural"
    if len(noun) < 3 or not noun.isalpha() or noun.endswith(("en", "ici", "ia")):
        return None
    if noun.endswith("s"):
        return "noun-singular" if len(noun) <= 4 or noun.endswith(_ONE_ENDINGS) else None
    return "noun-singular"


def _latin_plural(noun: str) -> bool:
    """`musea`, `centra`, `politici`, `alumni`."""
    if attested(noun + "'s"):
        return False  # taxi, taxi's
    return (noun.endswith("a") and attested(noun[:-1] + "um")) or (noun.endswith("i") and attested(noun[:-1] + "us"))
