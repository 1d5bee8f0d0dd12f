"""What verbs are said with: a fitting object or place for the common ones, and fitting subjects where a person is none.

The two tables are text files beside this module; they are read at the first use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TAILS = {
    "zullen": ("meer", "slapen"), "hoeven": ("niet", "te betalen"), "durven": ("niet", "te springen"),
    "proberen": ("", "vroeg te slapen"), "weigeren": ("", "te betalen"), "besluiten": ("", "te verhuizen"),
    "beloven": ("", "te helpen"), "hopen": ("", "op tijd te komen"), "dreigen": ("", "te vertrekken"),
    "plegen": ("", "vroeg op te staan"),
}
"""Verbs that want another verb at the end: what stands in the middle, and the end."""

_WEATHER = frozenset({"regenen", "sneeuwen", "hagelen", "waaien", "vriezen", "dooien", "onweren", "miezeren",
                      "motregenen", "stormen", "ijzelen", "bliksemen", "donderen", "misten", "plenzen", "dauwen",
                      "motsneeuwen", "stortregenen", "weerlichten"})


class Setting(NamedTuple):
    """What a verb is said with: complements, its own subjects (None: persons; no plural: none fits), closing words."""

    complements: tuple[str, ...]
    singular: tuple[str, ...] | None = None
    plural: tuple[str, ...] = ()
    tail: str = ""


def _lines(name: str) -> list[tuple[str, str]]:
    """The lines of a table as (before, behind) the colon; `#` opens a comment."""
    text = (files("distiller.dutch") / name).read_text(encoding="utf-8")
    rows = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return [(head, rest) for head, _, rest in rows]


@cache
def _complements() -> Mapping[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for complement, verbs in _lines("sentence_complements.txt"):
        for verb in verbs.split():
            table[verb.replace("|", " ")].append(complement)
    return {verb: tuple(values) for verb, values in table.items()}


@cache
def _subjects() -> Mapping[str, Setting]:
    return {verb: _things(rest) for verb, rest in _lines("sentence_subjects.txt")}


def _things(text: str) -> Setting:
    singular, plural, complements = (tuple(p.strip() for p in part.split(";") if p.strip()) for part in text.split("|"))
    return Setting(complements, singular, plural)


def setting(infinitive: str, *, impersonal: bool, object_likely: bool) -> Setting:
    """What to say a verb with; `object_likely` gives an unlisted verb the neutral object `alles`."""
    if infinitive in _TAILS:
        middle, tail = _TAILS[infinitive]
        return Setting((middle,) if middle else (), tail=tail)
    if things := _subjects().get(infinitive):
        return things
    if infinitive in _WEATHER:
        return Setting(("hard", "de hele tijd", "in het noorden"), ("het",))
    if impersonal:
        return Setting((), ("het",))
    listed = _complements().get(infinitive, ())
    if listed:
        return Setting(listed)
    return Setting(("alles",) if object_likely else ())
