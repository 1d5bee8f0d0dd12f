"""How a Dutch verb is put together: separable part, unstressed prefix, and the verb that is conjugated.

Always unstressed are be-, ge-, er-, her-, ont- and ver-. Aan-, achter-, door-, mis-, om-, onder-, over-, vol-, voor-
and weer- are decided verb by verb by a list. Where one spelling is two verbs, both splits are given, the commoner
first. A split is only a proposal of form; whether its last part is a verb is for the caller to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from distiller.dutch import prefixes_data
from distiller.dutch.spelling import infinitive_base, is_vowel, vowel_groups, without_trema

_ONSET = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]|bl|br|ch|chl|chr|cl|cr|dj|dr|dw|fj|fl|fn|fr|gh|gl|gn|gr|kl|kn|kr|kw|pl|pr|ps|qu|sch|schr|sf|sj|sjt|sk|sl|sm|sn|sp|spl|"
    r"spr|st|str|sh|shr|sc|scr|squ|sw|th|thr|tj|tr|ts|tsj|tw|vl|vr|wh|wr|zw|'s)?$"
)

@dataclass(frozen=True, slots=True)
class Split:
    """A verb in two: the first part, the rest as its own infinitive, and whether the first part comes off.

    `ge_inside` marks the few that stay one word but take ge- in the middle: onderwaardeert, ondergewaardeerd.
    """

    first: str
    rest: str
    separable: bool
    ge_inside: bool = False


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(getattr(prefixes_data, name).split())


@cache
def particles() -> tuple[str, ...]:
    """The separable parts, longest first, so that `achteruit` is tried before `achter`."""
    return tuple(sorted(set(prefixes_data.PARTICLES.split()), key=lambda p: (-len(p), p)))


@cache
def _stem_stressed() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for block in re.split(r"\n(?! )", prefixes_data.INSEPARABLE.strip()):
        prefix, _, verbs = block.partition(":")
        table[prefix] = frozenset(verbs.split())
    return table


@cache
def _homographs() -> dict[str, tuple[Split, ...]]:
    table: dict[str, tuple[Split, ...]] = {}
    for line in prefixes_data.HOMOGRAPHS.split("\n"):
        splits = tuple(_read_split(word) for word in line.split())
        if splits:
            table[splits[0].first + splits[0].rest] = splits
    return table


def _read_split(word: str) -> Split:
    first, mark, rest = re.split(r"([|+*])", word)
    return Split(first, rest, separable=mark == "|", ge_inside=mark == "*")


def homograph_splits(infinitive: str) -> tuple[Split, ...]:
    """Both splits of a spelling that is two verbs, the commoner first; nothing for other verbs."""
    return _homographs().get(infinitive, ())


@cache
def stress_prefixes() -> tuple[str, ...]:
    """The prefixes that come off when they carry the stress and stay when the stem does (over, door, weer)."""
    return tuple(_stem_stressed())


def decided_split(infinitive: str) -> Split | None:
    """The split of a verb whose stress lies on the stem though its prefix often comes off (overwinnen, omarmen)."""
    for prefix, verbs in _stem_stressed().items():
        if infinitive.startswith(prefix) and infinitive[len(prefix) :] in verbs:
            return Split(prefix, infinitive[len(prefix) :], separable=False)
    return None


def separable_splits(infinitive: str) -> list[Split]:
    """Every split into a separable part and something that can be a verb, longest part first."""
    splits = []
    known = _names("PARTICLES")
    for length in range(min(len(infinitive) - 4, len(particles()[0])), 0, -1):
        if infinitive[:length] in known:
            rest = without_joint(infinitive[length:])
            if could_be_verb(rest):
                splits.append(Split(infinitive[:length], rest, separable=True))
    return splits


def unstressed_split(infinitive: str) -> Split | None:
    """The split into be-, ge-, er-, her-, ont- or ver- and something that can be a verb."""
    if infinitive in _names("GE_VERBS"):
        return Split("ge", infinitive[2:], separable=False)
    if infinitive in _names("ER_VERBS"):
        return Split("er", infinitive[2:], separable=False)
    for prefix in ("be", "her", "ont", "ver"):
        rest = infinitive[len(prefix) :]
        if infinitive.startswith(prefix) and could_be_verb(without_joint(rest)):
            if prefix == "be" and rest[0] in "eiu" and not rest.startswith("ij"):
                continue  # beitelen, beuken: one vowel; a prefix would ask for a trema (beëindigen)
            return Split(prefix, without_joint(rest), separable=False)
    return None


def without_joint(rest: str) -> str:
    """The rest of a compound as its own word: without the hyphen or trema that joins it (toe-eigenen, beëindigen)."""
    bare = rest.removeprefix("-")
    return without_trema(bare[:1]) + bare[1:]


def could_be_verb(text: str) -> bool:
    """Whether a text has the shape of an infinitive: a Dutch onset, a stem vowel and an ending in -n."""
    if not text.endswith("n") or len(text) < 4:
        return False
    onset = next((i for i, letter in enumerate(text) if is_vowel(letter)), 0)
    if not _ONSET.match(text[:onset]):
        return False
    return vowel_groups(infinitive_base(text)) >= 1
