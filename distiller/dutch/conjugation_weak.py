"""Regular verbs that no list knows: where their stress lies, and whether anything speaks against the rule."""

from __future__ import annotations

import re
from functools import lru_cache

from distiller.dutch import lexicon
from distiller.dutch.prefixes import could_be_verb
from distiller.dutch.spelling import infinitive_base, is_vowel, vowel_groups
from distiller.dutch.wordlist import attested

MAX_LETTERS = 100
"""Longer texts are no verbs; they are not taken apart."""

# Two-syllable stems in -er that sound native: a diphthong, or a consonant group that Romance verbs hardly have.
_NATIVE_ER = re.compile(
    r"^(?:kl|kn|sch|sl|sn|vl|w|z)|(?:(?:oe|eu|ui|ij|ei|ie)[^aeiou]{1,2}|bb|dd|gg|pp|kk|tt|nd|ld|[aeiou]st|mm|zz)$"
)
_ENGLISH = re.compile(
    r"ck|sh|ea|oa|ee?y|oo[^i]en$|^ch|[bdfgklmnprtvw]ch[aeiou]|th|y|[aeiou]c(?!h)|x"
)
# Particles that no Romance verb begins with.
_SAFE_BEFORE_EREN = frozenset(
    ["aan", "achter", "bij", "door", "los", "mee", "om", "over", "samen", "tegen", "terug", "toe", "uit", "voor", "weg"]
)
_UNLIKELY = re.compile(r"[^aeiouyáéíóúàèëïöüâêîôûäç'-]{5,}|(.)\1\1")


@lru_cache(maxsize=4096)
def last_syllable_unstressed(verb: str) -> bool:
    """Whether the last vowel of the stem is unstressed, so that it stays single: wandel, teken, luister.

    Only a single e before l, m, n or r can be; lists decide first, then the shape of the word.
    """
    if verb in lexicon.unstressed_verbs():
        return True
    if verb in lexicon.stressed_verbs() or verb.endswith("spelen"):
        return False
    if _behind_word(verb):
        return True
    match = re.fullmatch(r"(.*[^aeiouyëï])e([lmnr])en", verb)
    if not match or vowel_groups(match[1]) == 0:
        return False
    if match[2] != "r":
        return True
    return vowel_groups(match[1]) == 1 and bool(_NATIVE_ER.search(match[1]))


def _behind_word(verb: str) -> bool:
    """Whether a verb is a listed one in unstressed -er or -el behind another word (godlasteren)."""
    for start in range(3, len(verb) - 6):
        rest = verb[start:]
        if rest in lexicon.known_weak() and attested(verb[:start]) and last_syllable_unstressed(rest):
            return True
    return False


def is_doubtful(verb: str) -> bool:
    """Whether something speaks against conjugating an unknown verb by rule: its shape, its stress, an English sound."""
    base = infinitive_base(verb)
    if len(verb) > MAX_LETTERS:
        return True
    if not could_be_verb(verb) or not verb.endswith(("en", "ën")) or _UNLIKELY.search(verb):
        return True
    if hidden_strong(verb) or not any(is_vowel(letter) for letter in base) or (
        _ENGLISH.search(verb) and not verb.endswith(("eren", "ëren"))
    ):
        return True
    return stress_unclear(verb)


def sounds_english(verb: str) -> bool:
    """Whether nothing but English letters speaks against the rule: likely a loan that no list has yet."""
    base = infinitive_base(verb)
    if len(verb) > MAX_LETTERS or not could_be_verb(verb) or not verb.endswith("en") or _UNLIKELY.search(verb):
        return False
    if hidden_strong(verb) or stress_unclear(verb) or not any(is_vowel(letter) for letter in base):
        return False
    return bool(_ENGLISH.search(verb)) and re.fullmatch(r"[a-z]{5,}", verb) is not None


def stress_unclear(verb: str) -> bool:
    """Whether a two-syllable stem in -er may be stressed or not: luister or studeer, only a list can tell."""
    match = re.fullmatch(r"(.*[^aeiouyëï])eren", verb)
    return bool(match and vowel_groups(match[1]) == 1 and not lexicon.is_listed(verb))


def native_behind_prefix(rest: str) -> bool:
    """Whether an unknown verb in -eren behind be-, ont- or ver- is native, so unstressed (verklonteren)."""
    return stress_unclear(rest)


def maybe_one_word(first: str, rest: str) -> bool:
    """Whether a split is too risky: in + formeren is not informeren, op + ereren not opereren."""
    match = re.fullmatch(r"(.*[^aeiouy])eren|(.*i)ëren", rest)
    return bool(match and vowel_groups(match[1] or match[2]) > 0 and first not in _SAFE_BEFORE_EREN)


def hidden_strong(verb: str) -> tuple[str, str] | None:
    """The two parts of an unknown verb that ends in a strong one behind a word (autorijden), or None.

    Such verbs may come apart, stay together or be weak; only a list can tell.
    """
    for start in range(len(verb) - 4, 2, -1):  # the longest first part: kunst-rijden, not kun-strijden
        first, rest = verb[:start], verb[start:]
        strong = rest in lexicon.strong_verbs() or rest in lexicon.irregular_verbs()
        if strong and vowel_groups(first) and not is_vowel(rest[0]) and attested(first):
            return first, rest
    return None
