"""Every sentence of the screen exists in Dutch and English, with the same blanks."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from ui.texts import all_texts, n, number, t

UI = Path(__file__).resolve().parents[2] / "ui"


def blanks(text: str) -> set[str]:
    """The names of the parameters in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(all_texts()))
def test_both_languages_say_the_same_things(key: str) -> None:
    """Both are there, both are empty or neither, and both are filled with the same parameters."""
    texts = all_texts()[key]
    assert set(texts) == {"nl", "en"}
    assert bool(texts["nl"]) == bool(texts["en"])
    assert blanks(texts["nl"]) == blanks(texts["en"])


def test_each_key_that_the_screen_names_exists() -> None:
    """A key written out in the code is a key of the texts."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in UI.glob("*.py"))
    asked = set(re.findall(r"""\bt\(\s*[\w.]+,\s*["']([a-z0-9-]*[a-z0-9])["']""", code))
    counted = set(re.findall(r"""\bn\(\s*[\w.]+,\s*["']([a-z0-9-]+)["']""", code))
    known = set(all_texts())
    assert asked - known == set()
    assert {f"{key}.{form}" for key in counted for form in ("one", "other")} - known == set()


def test_numbers_are_written_as_the_language_does() -> None:
    """Separators, and one or more."""
    assert (number("en", 12000), number("nl", 12000)) == ("12,000", "12.000")
    assert n("en", "jobs-verbs", 1) == "1 verb"
    assert n("nl", "jobs-verbs", 1000) == "1.000 werkwoorden"


def test_an_unknown_language_is_english_and_parameters_are_not_formats() -> None:
    """What is filled in is text, also where it looks like a blank."""
    assert t("fr", "jobs-empty") == "No jobs yet"
    assert t("en", "import-loaded", name="{x}.txt") == "{x}.txt is in the box."
