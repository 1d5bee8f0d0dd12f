"""The sentence of each reason why a line of a list or a row of a file was refused or remarked on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class HasReason(Protocol):
    """An entry of a list or a row of a file with a reason code and what fills its sentence."""

    @property
    def reason(self) -> str:
        """A key of ENTRY_TEXTS."""
        ...

    @property
    def params(self) -> Mapping[str, Any]:
        """What fills the sentence."""
        ...


ENTRY_TEXTS: dict[str, dict[str, str]] = {
    # paste list
    "doubled": {"nl": "Staat al op regel {first}.", "en": "Is on line {first} already."},
    "committed": {"nl": "Staat al in de werkwoordendatabase.", "en": "Is in the verb database already."},
    "waiting": {"nl": "Wacht al in taak {job}.", "en": "Waits in job {job} already."},
    "not-ending-in-n": {
        "nl": "Eindigt niet op -n: is dit een infinitief?",
        "en": "Does not end in -n: is this an infinitive?",
    },
    "form-of": {
        "nl": "Lijkt een vorm van {infinitive}: zet vormen tussen haakjes, dan worden ze overgeslagen.",
        "en": "Looks like a form of {infinitive}: put forms in brackets and they are left out.",
    },
    "nothing-left": {
        "nl": "Na het opsommingsteken of tussen de leestekens staat geen woord.",
        "en": "There is no word behind the bullet or between the punctuation.",
    },
    "too-long": {
        "nl": "Heeft {length} tekens; hoogstens {limit} kan.",
        "en": "Has {length} characters; at most {limit} is possible.",
    },
    "control-character": {
        "nl": "Bevat een onzichtbaar stuurteken ({code}): typ het woord opnieuw.",
        "en": "Holds an invisible control character ({code}): type the word again.",
    },
    "digit": {
        "nl": "Bevat een cijfer: een infinitief bestaat uit letters.",
        "en": "Holds a digit: an infinitive consists of letters.",
    },
    "foreign-letter": {
        "nl": "Bevat een letter van een ander schrift ({character}, {code}): typ het woord opnieuw.",
        "en": "Holds a letter of another script ({character}, {code}): type the word again.",
    },
    "character": {
        "nl": "Bevat het teken {character}; alleen letters, een apostrof en een koppelteken kunnen.",
        "en": "Holds the character {character}; only letters, an apostrophe and a hyphen are possible.",
    },
    "more-than-one-word": {
        "nl": "Is meer dan één woord; een spatie kan alleen na zich.",
        "en": "Is more than one word; a space is possible after zich only.",
    },
    "bracket": {
        "nl": "De haakjes kloppen niet: zet een betekenis achter het werkwoord, voorkomen (gebeuren).",
        "en": "The brackets do not match: put a meaning behind the verb, voorkomen (gebeuren).",
    },
    # verb database
    "not-json": {"nl": "Is geen geldige JSON: {problem}.", "en": "Is not valid JSON: {problem}."},
    "not-an-object": {"nl": "Is geen JSON-object.", "en": "Is not a JSON object."},
    "line-too-long": {
        "nl": "De regel is langer dan {limit} tekens.",
        "en": "The line is longer than {limit} characters.",
    },
    "csv": {
        "nl": "De CSV kan hier niet gelezen worden ({problem}): controleer de aanhalingstekens.",
        "en": "The CSV cannot be read here ({problem}): check the quotation marks.",
    },
    "column-missing": {"nl": "De kolom ontbreekt.", "en": "The column is missing."},
    "column-doubled": {"nl": "De kolom staat er twee keer.", "en": "The column is there twice."},
    "cells": {
        "nl": "De regel heeft {found} cellen in plaats van {expected}.",
        "en": "The row has {found} cells instead of {expected}.",
    },
    "key-missing": {"nl": "Ontbreekt.", "en": "Is missing."},
    "not-text": {"nl": "Is geen tekst.", "en": "Is not text."},
    "not-a-list": {"nl": "Is geen lijst van zinnen.", "en": "Is not a list of sentences."},
    "rule": {"nl": "{nl}", "en": "{en}"},
    "answer-key": {
        "nl": "{value} is geen antwoordsleutel ({keys}).",
        "en": "{value} is no answer key ({keys}).",
    },
    "template": {
        "nl": "Sjabloon en antwoord geven de zin niet terug.",
        "en": "Template and answer do not give back the sentence.",
    },
    "no-blank": {"nl": "Het sjabloon heeft geen ___.", "en": "The template has no ___."},
}


def reason_text(entry: HasReason, language: str) -> str:
    """The reason of an entry or row as one sentence, in "nl" or "en" (any other language: English)."""
    texts = ENTRY_TEXTS[entry.reason]
    return texts.get(language, texts["en"]).format(**entry.params)
