"""The order of Dutch word lists, and how they are searched: accents and capitals count last. Pure."""

from __future__ import annotations

import unicodedata


def dutch_order(infinitive: str, sense: str = "") -> tuple[str, str, str]:
    """A key to sort verbs by; two verbs that differ in an accent only stand together."""
    text = infinitive.replace("ĳ", "ij")
    letters = plain(text).replace("'", "").replace("-", "")
    return (letters, text, sense)


def plain(text: str) -> str:
    """The text as it is searched: small letters without accents, `ij` as an i and a j."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.casefold().replace("ĳ", "ij"))
    return "".join(c for c in folded if not unicodedata.combining(c))
