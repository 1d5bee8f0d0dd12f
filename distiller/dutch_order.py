"""The order of Dutch word lists: accents and capitals count last, `ij` is an i and a j. Pure."""

from __future__ import annotations

import unicodedata


def dutch_order(infinitive: str, sense: str = "") -> tuple[str, str, str]:
    """A key to sort verbs by; two verbs that differ in an accent only stand together."""
    text = infinitive.replace("ĳ", "ij")
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    letters = plain.replace("'", "").replace("-", "")
    return (letters, text, sense)
