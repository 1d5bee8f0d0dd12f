"""Findings as sentences: the reason a teacher of Dutch would give, in Dutch or English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from distiller.dutch import messages_forms, messages_sentences
from distiller.dutch.findings import Finding
from distiller.dutch.messages_forms import FIELD_NAMES, Text

LANGUAGES = ("nl", "en")


def explain(finding: Finding, language: str) -> str:
    """One sentence or two about a finding in "nl" or "en" (any other language gives English).

    A code that no list knows is named as it is, with what was expected; never raises.
    """
    tongue = language if language in LANGUAGES else "en"
    text = _text(finding, tongue)
    if text is None:
        return " ".join(part for part in (f"{finding.code}.", _expected(finding, tongue)) if part)
    if callable(text):
        return " ".join(text(finding).split())
    return " ".join(text.format_map(_values(finding, tongue)).split())


def _text(finding: Finding, language: str) -> Text | None:
    """The text of a code; a remark on forms carries what was `given`, one on a sentence does not."""
    tables: tuple[Mapping[str, Mapping[str, Text]], ...] = (messages_forms.MESSAGES, messages_sentences.MESSAGES)
    for table in tables if "given" in finding.detail else reversed(tables):
        if finding.code in table:
            return table[finding.code][language]
    return None


def _expected(finding: Finding, language: str) -> str:
    if not finding.expected:
        return ""
    word, head = (" of ", "Verwacht") if language == "nl" else (" or ", "Expected")
    return f"{head}: {word.join(f'*{value}*' for value in finding.expected)}."


def _values(finding: Finding, language: str) -> defaultdict[str, str]:
    """What a template can name: the finding's details, what was expected, and the names of fields."""
    word = " of " if language == "nl" else " or "
    values: defaultdict[str, str] = defaultdict(str)
    values.update({name: str(value) for name, value in finding.detail.items()})
    values["Verb"] = values["verb"].capitalize()
    values["Infinitive"] = values["infinitive"].capitalize()
    values["expected"] = word.join(f"*{value}*" for value in finding.expected)
    values["Expected"] = _expected(finding, language)
    values["field"] = FIELD_NAMES[language].get(finding.field or str(finding.detail.get("field", "")), "")
    return values
