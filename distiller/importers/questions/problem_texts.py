"""The sentence of each reason why a row was not taken, or is remarked on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PROBLEM_TEXTS: dict[str, dict[str, str]] = {
    # the row as it stands in the file
    "cells": {
        "nl": "De rij heeft {found} cellen in plaats van {expected}.",
        "en": "The row has {found} cells instead of {expected}.",
    },
    "csv": {
        "nl": "Deze rij kan niet gelezen worden ({problem}): controleer de aanhalingstekens.",
        "en": "This row cannot be read ({problem}): check its quotation marks.",
    },
    "csv-behind": {
        "nl": "Dit lijkt het vervolg van de kapotte rij hierboven: controleer de aanhalingstekens.",
        "en": "This looks like the rest of the broken row above: check the quotation marks.",
    },
    "csv-rest": {
        "nl": "Er zijn te veel rijen met een aanhalingsteken te veel of te weinig; de rest is niet gelezen.",
        "en": "Too many rows have a quotation mark too many or too few; the rest was not read.",
    },
    "row-too-large": {"nl": "De rij is groter dan {limit} MB.", "en": "The row is larger than {limit} MB."},
    "not-json": {"nl": "Is geen bruikbare JSON: {problem}.", "en": "Is not usable JSON: {problem}."},
    "not-an-object": {"nl": "Is geen JSON-object.", "en": "Is not a JSON object."},
    "json-rest": {
        "nl": "Het document klopt hier niet (kolom {column}: {problem}); wat erna komt is niet gelezen.",
        "en": "The document is broken here (column {column}: {problem}); what follows was not read.",
    },
    "xml": {
        "nl": "De XML klopt hier niet (kolom {column}: {problem}); wat erna komt is niet gelezen.",
        "en": "The XML is broken here (column {column}: {problem}); what follows was not read.",
    },
    "xml-too-deep": {
        "nl": "Hier zitten meer dan {limit} elementen in elkaar; wat erna komt is niet gelezen.",
        "en": "More than {limit} elements are nested here; what follows was not read.",
    },
    "xml-too-large": {
        "nl": "Hier komt {limit} MB lang geen vraag; wat erna komt is niet gelezen.",
        "en": "There is no question for {limit} MB here; what follows was not read.",
    },
    # its fields
    "question-missing": {"nl": "De vraag ontbreekt of is leeg.", "en": "The question is missing or blank."},
    "not-text": {
        "nl": "Is geen tekst maar een lijst, een object of ruwe bytes.",
        "en": "Is not text but a list, an object or raw bytes.",
    },
    "too-long": {
        "nl": "Heeft {length} tekens; hoogstens {limit} kan.",
        "en": "Has {length} characters; at most {limit} is possible.",
    },
    "character": {
        "nl": "Bevat een teken dat niet opgeslagen kan worden (NUL of een half teken).",
        "en": "Holds a character that cannot be stored (NUL or half a character).",
    },
    "is-correct": {
        "nl": "{value} is geen waar of onwaar: gebruik true, false of laat het leeg.",
        "en": "{value} is neither true nor false: use true, false or leave it empty.",
    },
    "schema": {"nl": "{problem}", "en": "{problem}"},
    "golden-schema": {
        "nl": "Het gouden antwoord voldoet niet aan het schema: {problem}",
        "en": "The golden answer does not satisfy the schema: {problem}",
    },
    "answer": {"nl": "{problem}", "en": "{problem}"},
    "contradicts": {
        "nl": "Dezelfde vraag staat al op {place} met andere gegevens: een van de twee moet weg.",
        "en": "The same question stands at {place} with other data: one of the two must go.",
    },
    "answer-again": {
        "nl": "Dezelfde vraag heeft al een antwoord, op {place}: per bestand kan er een.",
        "en": "The same question has an answer already, at {place}: there can be one in each file.",
    },
    # remarks: the row is taken
    "doubled": {"nl": "Staat er al, op {place}.", "en": "Is there already, at {place}."},
    "not-strict": {
        "nl": "Het schema past niet in de strikte modus ({problem}): het antwoord wordt hier gecontroleerd.",
        "en": "The schema does not fit strict mode ({problem}): the answer is checked here.",
    },
    "verdict-without-answer": {
        "nl": "Er staat of het antwoord goed is, maar geen antwoord.",
        "en": "It says whether the answer is right, but there is no answer.",
    },
}


def render(template: str, params: Mapping[str, Any], language: str) -> str:
    """The sentence with its parameters; those with a sentence of their own speak it."""
    spoken = {k: v.sentence(language) if hasattr(v, "sentence") else v for k, v in params.items()}
    return template.format(**spoken)
