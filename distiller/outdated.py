"""Outdated: a sentence whose answer is no longer an accepted form for its key. Derived, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from distiller.dutch.sentence_forms import INVERTED, FormIndex, form_index
from distiller.dutch.tokens import fold


def is_outdated(
    analysis: Mapping[str, Any] | None, form_key: str | None, forms: Mapping[str, str] | None, infinitive: str
) -> bool:
    """Whether the answer of an analysed sentence no longer is an accepted form for its key.

    `forms` are the seven fields as they stand now, `infinitive` without its sense. Accepted are the form, its
    variants where the form is one of them, and the looks a separable verb has (`bel op`, `opbel`). A sentence without
    key is never outdated, and without forms nothing can be said: False.
    """
    if form_key is None or form_key == "infinitive" or not analysis or forms is None:
        return False
    words = fold(str(analysis.get("answer", ""))).split()
    if not words or not forms.get(form_key):
        return True
    return form_key not in _keys(form_index(infinitive, forms), words)


def _keys(index: FormIndex, words: list[str]) -> set[str]:
    """The keys that these words can carry together."""
    if len(words) == 1:
        tables = (index.single, index.joined, index.bare) if index.particle else (index.single,)
        found = {key for table in tables for key in table.get(words[0], ())}
    elif index.particle and index.particle in words:
        rest = [w for w in words if w != index.particle]
        found = {key for word in rest for table in (index.heads, index.bare) for key in table.get(word, ())}
    else:
        found = {key for word in words for key in index.single.get(word, ())}
    return found | ({"tt_jij"} if INVERTED in found else set())
