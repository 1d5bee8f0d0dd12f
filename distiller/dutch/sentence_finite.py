"""Whether a word may be the finite form of some verb: from the lists of strong verbs, and by attested weak forms.

Nouns of the same letters count too (`recht`, `macht`): the answer only holds remarks back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from distiller.dutch.lexicon import strong_verbs
from distiller.dutch.sentence_words import FINITE_CLOSED, PLURAL_ONLY_OR_INFINITIVE
from distiller.dutch.wordlist import attested

_VOWELS = "aeiou"


@cache
def _strong_pasts() -> frozenset[str]:
    return frozenset(value for parts in strong_verbs().values() for value, _ in (*parts.past, *parts.plural))


@lru_cache(maxsize=8192)
def may_be_finite(word: str) -> bool:
    """Whether a small-letter word may be a present in -t, a present plural's closed form, or a past."""
    if word in FINITE_CLOSED or word in PLURAL_ONLY_OR_INFINITIVE or word in _strong_pasts():
        return True
    if word.endswith(("de", "te", "den", "ten")) and len(word) > 4:
        stem = word.rstrip("n")[:-2]
        return any(attested("ge" + stem + end) for end in "dt") and any(attested(i) for i in _infinitives(stem))
    if word.endswith("t") and len(word) > 3:
        return attested(word) and any(attested(i) for i in _infinitives(word[:-1]))
    return any(word.endswith(past) and attested(word) for past in _strong_pasts() if len(past) > 4)


@lru_cache(maxsize=8192)
def may_be_infinitive(word: str) -> bool:
    """Whether a word may be an infinitive: `roken`, `mappen`; plurals of the same letters count too."""
    if word in strong_verbs():
        return True
    if not word.endswith("en") or len(word) < 5:
        return False
    stem = word[:-2]
    final = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    stems = [stem, stem[:-1] + final, stem[:-1] if stem[-1] == stem[-2] else stem]
    if stem[-2] in _VOWELS:
        stems.append(stem[:-2] + stem[-2] * 2 + final)
    return any(attested("ge" + s + end) and attested(s + "t") for s in stems for end in "dt") or any(
        attested("ge" + s) and s.endswith(("d", "t")) for s in stems)


def _infinitives(stem: str) -> Iterator[str]:
    """What the stem may be of: werk(en), maak (maken), pak(ken), leef (leven)."""
    if len(stem) < 2:
        return
    final = {"f": "v", "s": "z"}.get(stem[-1], stem[-1])
    yield stem + "en"
    yield stem[:-1] + final + "en"
    if stem[-1] not in _VOWELS:
        yield stem + stem[-1] + "en"
        if len(stem) > 2 and stem[-2] == stem[-3] and stem[-2] in _VOWELS:
            yield stem[:-2] + final + "en"
    else:
        yield stem + "n"
