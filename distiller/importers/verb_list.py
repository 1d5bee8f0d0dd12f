"""The paste list: text as a person has it → verbs, with a reason for whatever was not taken.

Made for what comes out of a word processor: bullets, numbering, curly apostrophes, forms or a meaning in brackets.
A plain word takes the short way, so that 100,000 lines are read while the reader is still looking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from distiller.errors import InputError
from distiller.importers.entry_texts import reason_text
from distiller.importers.list_file import read_list_file
from distiller.importers.verb_brackets import holds_forms, sense_of
from distiller.records import VerbKey

__all__ = ["Entry", "NotAnInfinitive", "VerbList", "read_infinitive", "read_list_file", "read_verb_list", "reason_text"]

LINES_MOST = 100_000
LENGTH_MOST = 100
SHOWN_MOST = 60
FORMS_MOST = 8
"""A line of more pieces is no verb with its forms."""
BULLETS_MOST = 3
"""A bullet, a number and a letter before one word is all that a list has."""

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SEPARATORS = re.compile(r"[,;\t]")
_SEPARATOR_OR_BRACKET = re.compile(r"[,;\t()]")
_PLAIN = re.compile(r"[a-z]+")
_ALLOWED = re.compile(r"(?:zich )?[^\W\d_]+(?:['-][^\W\d_]+)*")
_BULLET = re.compile(r"(?:[-*•–—·▪◦‣●○■□☐☑✓✔➢>\uf0b7\uf0a7\uf0d8§]+|o(?=\t)|\(?(?:\d{1,6}|[a-z])[.)](?!\w'))\s*")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_DASHES = re.compile(r" [-–—](?: |$)")
_EDGES = ' .:;!?"“”„«»`'
_LETTER_SWAPS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "ĳ": "ij", "‐": "-", "‑": "-"})
_MARKS_IN_USE = frozenset("\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327")
"""Grave, acute, circumflex, tilde, trema, ring, caron, cedilla."""
_LETTERS_WITHOUT_BASE = frozenset("æøœ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the list with a reason: `line` counts from 1, `text` is shortened to 60 characters."""

    line: int
    text: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VerbList:
    """What a list holds: `keys` in order, each once, with the line of each in `lines`.

    Warned verbs are among the keys, the others are not.
    """

    keys: tuple[VerbKey, ...]
    doubled: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    warned: tuple[Entry, ...] = ()
    lines: Mapping[VerbKey, int] = field(default_factory=dict)


class NotAnInfinitive(Exception):
    """This piece is no infinitive: a reason code and what fills its sentence. Importers turn it into an entry."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.reason = reason
        self.params = params
        super().__init__(reason)


def read_verb_list(text: str) -> VerbList:
    """The verbs of a list: one on each line, or separated by commas, semicolons or tabs.

    Raises InputError `input-too-many-lines` above 100,000 lines or entries; whatever else is wrong is in the result.
    """
    first_line: dict[VerbKey, int] = {}
    doubled: list[Entry] = []
    refused: list[Entry] = []
    for line, piece in _pieces(text):
        word = piece.lower()
        if _PLAIN.fullmatch(word) and len(word) <= LENGTH_MOST and word != "zich":
            key = VerbKey(word)
        else:
            try:
                key = read_infinitive(piece)
            except NotAnInfinitive as refusal:
                refused.append(Entry(line, _shortened(piece), refusal.reason, refusal.params))
                continue
        if key in first_line:
            doubled.append(Entry(line, _shortened(key.subject), "doubled", {"first": first_line[key]}))
            continue
        first_line[key] = line
    return VerbList(tuple(first_line), tuple(doubled), tuple(refused), tuple(_warnings(first_line)), first_line)


def _warnings(first_line: Mapping[VerbKey, int]) -> Iterator[Entry]:
    """What is taken but looks odd: no -n at the end, or a form of the first verb on its line (lopen, liep, gelopen)."""
    for line, group in groupby(first_line.items(), key=itemgetter(1)):
        first, *rest = (key for key, _ in group)
        forms: set[VerbKey] = set()
        if rest and len(rest) < FORMS_MOST and any(map(_odd, rest)):
            forms = {key for key in rest if not key.sense and holds_forms(first.infinitive, key.infinitive)}
        for key in (first, *rest):
            if key in forms:
                yield Entry(line, _shortened(key.subject), "form-of", {"infinitive": first.infinitive})
            elif not key.infinitive.endswith("n"):
                yield Entry(line, _shortened(key.subject), "not-ending-in-n")


def _odd(key: VerbKey) -> bool:
    return not key.infinitive.endswith("n") or key.infinitive.startswith("ge")


def read_infinitive(piece: str) -> VerbKey:
    """One piece of a list as a verb: bullets taken off, letters normalised, a meaning in brackets kept.

    Forms behind it are dropped: `lopen (liep, gelopen)`, `lopen – liep – gelopen`. Raises NotAnInfinitive.
    """
    rest = _normalised(piece)
    for _ in range(BULLETS_MOST):
        if (bullet := _BULLET.match(rest)) is None:
            break
        rest = rest[bullet.end() :]
    head, bracket, tail = rest.partition("(")
    head, *forms = _DASHES.split(head)
    infinitive = " ".join(head.split()).strip(_EDGES)
    infinitive = infinitive.removeprefix("' ").strip(_EDGES)
    if infinitive.startswith("'") and infinitive.endswith("'"):
        infinitive = infinitive.strip("'")
    if bracket and (")" not in tail or not infinitive):
        raise NotAnInfinitive("bracket")
    _check(infinitive)
    if not all(holds_forms(infinitive, f.strip(_EDGES)) for f in forms):
        raise NotAnInfinitive("more-than-one-word")
    if not bracket:
        return VerbKey(infinitive)
    inner, _, behind = tail.rpartition(")")
    if "(" in inner or ")" in inner or behind.strip(_EDGES + ","):
        raise NotAnInfinitive("bracket")
    sense = sense_of(infinitive, inner)
    if sense is None:
        raise NotAnInfinitive("bracket")
    if len(infinitive) + len(sense) + 3 > LENGTH_MOST:
        raise NotAnInfinitive("too-long", length=len(infinitive) + len(sense) + 3, limit=LENGTH_MOST)
    return VerbKey(infinitive, sense)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    lines = _LINE_ENDS.split(text)
    if lines and not lines[-1].strip():
        lines.pop()
    if len(lines) > LINES_MOST:
        raise InputError("input-too-many-lines", limit=LINES_MOST)
    count = 0
    for number, line in enumerate(lines, start=1):
        if line.lstrip("\ufeff ").startswith("#"):
            continue
        for part in _split(line):
            piece = part.strip()
            if piece:
                count += 1
                if count > LINES_MOST:
                    raise InputError("input-too-many-lines", limit=LINES_MOST)
                yield number, piece


def _split(line: str) -> list[str]:
    """A line at its separators; those between brackets belong to the piece, a bullet keeps its tab."""
    if bullet := _BULLET.match(line.lstrip()):
        line = line.lstrip()[bullet.end() :] or line.strip()
    if "(" not in line:
        return _SEPARATORS.split(line)
    parts: list[str] = []
    start = depth = 0
    for match in _SEPARATOR_OR_BRACKET.finditer(line):
        mark = match.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(line[start : match.start()])
            start = match.end()
    return [*parts, line[start:]]


def _normalised(piece: str) -> str:
    text = unicodedata.normalize("NFC", piece).lower().translate(_LETTER_SWAPS)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in text).strip()


def _check(infinitive: str) -> None:
    """Refuse what cannot be an infinitive, with the reason that helps most."""
    if not infinitive or infinitive == "zich" or not any(c.isalnum() for c in infinitive):
        if any(unicodedata.category(c) == "Cc" for c in infinitive):
            _check_characters(infinitive)
        raise NotAnInfinitive("nothing-left")
    if len(infinitive) > LENGTH_MOST:
        raise NotAnInfinitive("too-long", length=len(infinitive), limit=LENGTH_MOST)
    _check_characters(infinitive)
    if " " in infinitive.removeprefix("zich "):
        raise NotAnInfinitive("more-than-one-word")
    if not _ALLOWED.fullmatch(infinitive):
        raise NotAnInfinitive("character", character="'" if "'" in infinitive else "-")


def _check_characters(infinitive: str) -> None:
    for c in infinitive:
        if c in " '-" or "a" <= c <= "z":
            continue
        category = unicodedata.category(c)
        if category.startswith("C"):
            raise NotAnInfinitive("control-character", code=f"U+{ord(c):04X}")
        if category == "Nd":
            raise NotAnInfinitive("digit")
        if category.startswith(("L", "M")):
            if not _is_dutch_letter(c):
                raise NotAnInfinitive("foreign-letter", character=c, code=f"U+{ord(c):04X}")
        else:
            raise NotAnInfinitive("character", character=c)


def _is_dutch_letter(c: str) -> bool:
    """A letter a-z, with or without an accent or trema: what only looks like one is another character."""
    parts = unicodedata.normalize("NFD", c)
    return c in _LETTERS_WITHOUT_BASE or ("a" <= parts[0] <= "z" and _MARKS_IN_USE.issuperset(parts[1:]))


def _shortened(text: str) -> str:
    flat = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text[: SHOWN_MOST + 1])
    return flat if len(text) <= SHOWN_MOST else f"{flat[: SHOWN_MOST - 1]}…"
