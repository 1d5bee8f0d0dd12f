"""Every sentence the server writes on the screen, in Dutch and English; each tab's strings in a module of its own.

A module has `TEXTS`: key -> {"nl": ..., "en": ...}. A key is the tab's name and words: `jobs-empty`. A text that
depends on a number has two keys, `<key>.one` and `<key>.other`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

LANGUAGES = ("nl", "en")


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """The strings of all modules together; a key in two modules is a mistake in the program."""
    found: dict[str, dict[str, str]] = {}
    for module in pkgutil.iter_modules(__path__):
        texts: dict[str, dict[str, str]] = importlib.import_module(f"{__name__}.{module.name}").TEXTS
        doubled = found.keys() & texts.keys()
        if doubled:
            raise ValueError(f"texts of {module.name} are there already: {sorted(doubled)}")
        found.update(texts)
    return found


def t(language: str, key: str, **params: Any) -> str:
    """The text of `key` in "nl" or "en" (any other language: English), its parameters filled in; plain text."""
    texts = all_texts()[key]
    text = texts.get(language, texts["en"])
    return text.format(**params) if params else text


def n(language: str, key: str, count: int, **params: Any) -> str:
    """The text for this number of things; `{count}` in it is written with separators."""
    which = f"{key}.one" if count == 1 else f"{key}.other"
    return t(language, which, count=number(language, count), **params)


def number(language: str, value: int) -> str:
    """A whole number with the separators of the language: 12,000 or 12.000."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "nl" else text
