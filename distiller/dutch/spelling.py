"""Dutch spelling of verb forms: syllables, stems, endings, trema.

Everything here works on letters alone. It knows how a sound is written, not which verb is strong or where the stress
lies; the caller says whether a last -e- is unstressed (`wandel`, not `wandeel`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PLAIN_VOWELS = "aeiouy"
DIGRAPHS = frozenset(
    ["aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei", "au", "ou", "ai", "oi", "ea", "oa", "ey", "ay", "ye"]
)
"""Vowel pairs that are one sound: a single consonant after them never doubles the vowel."""

VOICELESS_ENDINGS = ("t", "k", "f", "s", "ch", "p", "x", "sh", "c", "q")
"""'t Kofschip by sound: after these the weak past has -te."""

_MARKS = {"ä": "a", "ë": "e", "ï": "i", "ö": "o", "ü": "u"}
_TREMA = {"e": "ë", "i": "ï", "u": "ü"}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ĳ": "ij", "Ĳ": "ij"})
_SPACES = re.compile(r"\s+")
_FORMAT = "Cf"  # Unicode category of zero-width characters, soft hyphens, direction marks


@lru_cache(maxsize=4096)
def normalise_infinitive(text: str) -> str:
    """The infinitive as it is compared and stored: NFC, lower case, ’ as ', ĳ as ij, no zero-width characters.

    Surrounding white space is trimmed and inner white space becomes one space. Nothing is refused here: what may
    not stand in an infinitive stays in it, for the caller to judge.
    """
    visible = "".join(c for c in text if unicodedata.category(c) != _FORMAT)
    composed = unicodedata.normalize("NFC", visible).translate(_APOSTROPHES).lower()
    return unicodedata.normalize("NFC", _SPACES.sub(" ", composed).strip())


def without_trema(text: str) -> str:
    """The text with every trema taken off; other accents stay."""
    return "".join(_MARKS.get(c, c) for c in text)


def is_vowel(letter: str) -> bool:
    """Whether a letter is written as a vowel (y counts), with or without accents."""
    return unicodedata.normalize("NFD", letter)[:1] in tuple(PLAIN_VOWELS)


def vowel_groups(word: str) -> int:
    """How many groups of vowels a word has: a cheap count of its syllables."""
    plain = without_trema(word).replace("ij", "y").replace("qu", "q")
    flags = [is_vowel(c) for c in plain]
    return sum(1 for i, flag in enumerate(flags) if flag and (i == 0 or not flags[i - 1]))


def infinitive_base(infinitive: str) -> str:
    """The infinitive without its ending: what 't kofschip looks at (leven → lev, verhuizen → verhuiz)."""
    if infinitive.endswith("'en"):
        return infinitive[:-3]
    if infinitive.endswith(("en", "ën")):
        return infinitive[:-2]
    return infinitive[:-1] if infinitive.endswith("n") else infinitive


def is_voiceless(base: str) -> bool:
    """Whether the weak past of this base takes -te (works → true, lev → false)."""
    return base.endswith(VOICELESS_ENDINGS)


def devoice(stem: str) -> str:
    """A stem as it is written at the end of a word: v becomes f, z becomes s."""
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])


@lru_cache(maxsize=4096)
def regular_stem(infinitive: str, unstressed: bool = False) -> str:
    """The first person of a regular verb: maken → maak, bakken → bak, leven → leef, wandelen → wandel.

    `unstressed` says that the vowel of the last syllable carries no stress, so that it is not doubled.
    """
    if infinitive.endswith("ën"):
        return _stem_before_trema(infinitive[:-2])
    base = infinitive_base(infinitive)
    if len(base) < 2 or is_vowel(base[-1]) or base.endswith("ij"):
        return base
    if base[-1] == base[-2]:
        return devoice(base[:-1])
    if not unstressed and _is_open(base):
        base = _long(base[:-1]) + base[-1]
    return devoice(base)


def _stem_before_trema(base: str) -> str:
    """Stems of verbs in -ën: ruzi → ruzie, slee → slee, barbecue → barbecue."""
    if base.endswith("i"):
        return base + "e"
    return base


def _is_open(base: str) -> bool:
    """Whether the last consonant opens the next syllable, so that the vowel before it is written single but long."""
    last, vowel = base[-1], base[-2]
    if last in "wxyj" or without_trema(vowel) not in "aeou":
        return False
    after_q = base[-4:-2] == "qu"  # attaqueren: the u belongs to the q
    return after_q or vowel in _MARKS or base[-3:-1] not in DIGRAPHS


def _long(text: str) -> str:
    """The text with its last vowel doubled: mak → maa(k); ambië → ambiee, creë → creëe, tatoeë → tatoeëe."""
    vowel = text[-1]
    if vowel == "ë":
        return text[:-1] + "ee" if text[-2:-1] == "i" else text + "e"
    return text + without_trema(vowel)


def join_after_e(prefix: str, rest: str) -> str:
    """Prefix and rest as one word, with the trema that Dutch asks for: ge + eist → geëist, be + invloed → beïnvloed.

    No trema before ui and ij (geuit, geijkt). A rest that starts with a single letter, a digit or an abbreviation
    gets a hyphen (ge-e-maild, ge-sms't).
    """
    if not prefix or not rest:
        return prefix + rest
    if re.match(r"\w-", rest) or ("'" in rest and not any(is_vowel(c) for c in rest.split("'")[0])):
        return f"{prefix}-{rest}"
    if prefix.endswith("e") and rest[0] in _TREMA and not rest.startswith(("ij", "ui")):
        return prefix + _TREMA[rest[0]] + rest[1:]
    return prefix + rest


def add_t(stem: str) -> str:
    """The stem with the -t of jij and hij; nothing is added after t (eet, wordt)."""
    return stem if stem.endswith("t") else stem + "t"


def add_participle_end(stem: str, ending: str) -> str:
    """The stem with the -t or -d of the weak participle; nothing is added after t or d (gezet, geleid)."""
    return stem if stem.endswith(("t", "d")) else stem + ending


def strong_plural(singular: str, infinitive: str) -> str:
    """The plural of a strong past: beet → beten, gaf → gaven, dronk → dronken, zwom → zwommen, las → lazen.

    The infinitive says whether a final f or s is v or z inside the word (hielp, trof → troffen, schreef → schreven).
    """
    last = singular[-1:]
    if last == "e":
        return singular + "n"
    if len(singular) < 3 or is_vowel(last) or not is_vowel(singular[-2]):
        return _voiced(singular, infinitive) + "en"
    if is_vowel(singular[-3]):
        opened = singular
        if singular[-3] == singular[-2] and singular[-2] in "aeou":
            opened = singular[:-2] + last
        return _voiced(opened, infinitive) + "en"
    if singular[-2] == "a":
        return _voiced(singular, infinitive) + "en"
    return singular + last + "en"


def _voiced(past: str, infinitive: str) -> str:
    pair = {"f": "v", "s": "z"}.get(past[-1:])
    return past[:-1] + pair if pair and infinitive_base(infinitive).endswith(pair) else past


def infinitives_of(stem: str) -> tuple[str, ...]:
    """The infinitives a first person can come from: loop → lopen, pak → pakken, leef → leven, wandel → wandelen."""
    if len(stem) < 2 or not stem.isalpha():
        return ()
    starts = []
    if stem[-3:-1] in ("aa", "ee", "oo", "uu"):
        starts.append(stem[:-2] + stem[-1])
    elif not is_vowel(stem[-1]) and is_vowel(stem[-2]) and stem[-3:-1] not in DIGRAPHS:
        starts.append(stem + stem[-1])
    starts.append(stem)
    voiced = [start[:-1] + {"f": "v", "s": "z"}[start[-1]] for start in starts if start[-1] in "fs"]
    ends = ("n", "an", "ën", "en") if is_vowel(stem[-1]) else ("en",)
    return tuple(start + end for start in (*voiced, *starts) for end in ends)
