"""What stands in brackets behind an infinitive: its forms or a grammar note (dropped), or its meaning (kept)."""

from __future__ import annotations

import re
import unicodedata

from distiller.dutch import conjugate

SENSE_LENGTH_MOST = 60

_NOTES = (
    "h",
    "z",
    "h/z",
    "hebben",
    "zijn",
    "ww",
    "ww.",
    "werkw.",
    "werkwoord",
    "verb",
    "zwak",
    "sterk",
    "regelmatig",
    "onregelmatig",
    "onr",
    "onr.",
    "reg",
    "reg.",
    "scheidbaar",
    "onscheidbaar",
    "wederkerend",
    "overgankelijk",
    "onovergankelijk",
    "sep.",
    "irr.",
    "irreg.",
)
_FORM_SIGNS = re.compile(
    r"[,;/|+=]|\s[-–—]\s"  # a list of forms
    r"|^(?:ik|jij|je|hij|zij|ze|het|wij|we|jullie|u|heeft|hebben|heb|hebt|is|zijn|ben|bent|had|was)\s"
)
_WITH_AUXILIARY = re.compile(r"(?:heeft|hebben|is|zijn|h|z)(?:/(?:heeft|hebben|is|zijn|h|z))? \w+(?: \w+)?")
_PARTICIPLE = re.compile(r"(?:\w+)?ge\w+(?:d|t)")
_SENSE = re.compile(r"[^\W_][^\W_ .'-]*(?:[ .'-]+[^\W_]+)*[.]?")


def sense_of(infinitive: str, inner: str) -> str | None:
    """The meaning that brackets behind an infinitive give: "" if they hold forms, a note or nothing.

    None where what they hold can be neither. The text is lowercased and normalised already.
    """
    text = " ".join(inner.split())
    if not text or text in _NOTES or _FORM_SIGNS.search(text):
        return ""
    if not is_sense(text):
        return None
    return "" if _is_form(infinitive, text) else text


def is_sense(text: str) -> bool:
    """Whether a text can be a meaning: one word or phrase of Latin letters and digits, at most 60 characters."""
    if len(text) > SENSE_LENGTH_MOST or not _SENSE.fullmatch(text):
        return False
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN ") for c in text)


def holds_forms(infinitive: str, text: str) -> bool:
    """Whether a text behind an infinitive is one or more of its forms (`liep`, `heeft gelopen`) or nothing."""
    if not text:
        return True
    return len(text) <= SENSE_LENGTH_MOST and (_WITH_AUXILIARY.match(text) is not None or _is_form(infinitive, text))


def _is_form(infinitive: str, text: str) -> bool:
    conjugation = conjugate(infinitive)
    known = {value.lower() for name in conjugation.forms for value in conjugation.accepted(name) if value}
    known |= {w for value in known for w in value.split()}
    words = text.split()
    return all(w in known for w in words) or (len(words) == 1 and _PARTICIPLE.fullmatch(text) is not None)
