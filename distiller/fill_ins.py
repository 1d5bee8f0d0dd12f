"""From an approved sentence to its fill-in sentences, and what the forms of a verb say of one. Pure.

A perfect sentence gives two: the participle blanked, and the auxiliary as it stands there (`is`, `heeft`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from distiller.dutch import conjugate
from distiller.dutch.model import FORM_FIELDS
from distiller.outdated import is_outdated
from distiller.verb_work import NewFillIn

BLANK = "___"
AUXILIARY_KEY = "vd_hulpwerkwoord"

_AUXILIARIES: Mapping[str, frozenset[str]] = {
    "hebben": frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"}),
    "zijn": frozenset({"ben", "bent", "is", "zijn", "was", "waren"}),
}


def fill_ins(
    text: str, key: str, analysis: Mapping[str, Any], infinitive: str, forms: Mapping[str, str], response_id: int | None
) -> list[NewFillIn]:
    """The fill-in sentences of one sentence: its own first, then that of its auxiliary if there is one.

    An auxiliary that the verb does not take by its forms (or their accepted variants) gives none.
    """
    accepted = tuple(str(a) for a in analysis.get("accepted_answers") or ())
    found = [NewFillIn(str(analysis["template"]), str(analysis["answer"]), key, accepted, text, response_id)]
    span = analysis.get("auxiliary_span")
    if key == "vd" and span:
        start, end = span
        answer = text[start:end]
        if answer and takes_auxiliary(answer, infinitive, forms):
            template = f"{text[:start]}{BLANK}{text[end:]}"
            found.append(NewFillIn(template, answer, AUXILIARY_KEY, (), text, response_id))
    return found


def takes_auxiliary(answer: str, infinitive: str, forms: Mapping[str, str]) -> bool:
    """Whether a form of hebben or zijn is one that the perfect of this verb is made with."""
    word = answer.lower()
    if word in _AUXILIARIES.get(forms.get(AUXILIARY_KEY) or "", ()):
        return True
    return any(word in _AUXILIARIES.get(a, ()) for a in accepted_values(infinitive, forms, AUXILIARY_KEY))


def no_longer_fits(answer: str, key: str | None, infinitive: str, forms: Mapping[str, str] | None) -> bool:
    """Whether the answer of a fill-in sentence is no accepted form (any more), now that the forms are these.

    Without a key or without forms nothing can be said: False.
    """
    if key is None or forms is None or answer.lower() == forms.get(key):
        return False  # most answers are the form itself: tens of thousands are judged in a second
    if key == AUXILIARY_KEY:
        return not takes_auxiliary(answer, infinitive, forms)
    return is_outdated({"answer": answer}, key, forms, infinitive)


def accepted_values(infinitive: str, forms: Mapping[str, str], field: str) -> tuple[str, ...]:
    """The value of a field, and its variants where the conjugation agrees with that value."""
    return (forms.get(field) or "", *(v["value"] for v in variants(infinitive, forms, (field,)).get(field, ())))


def variants(
    infinitive: str, forms: Mapping[str, str], fields: Sequence[str] = FORM_FIELDS
) -> dict[str, list[dict[str, str]]]:
    """Other accepted values of each field with their label: {"vd": [{"value", "label"}, …]}.

    Only where the conjugation agrees with the form set; where it does not, it has no say.
    """
    known = conjugate(infinitive)
    found: dict[str, list[dict[str, str]]] = {}
    for field in fields:
        value = forms.get(field) or ""
        if not value or value not in known.accepted(field):
            continue
        others = [{"value": a.value, "label": a.label} for a in known.alternatives.get(field, ()) if a.value != value]
        if known.forms[field] and known.forms[field] != value:
            others.insert(0, {"value": known.forms[field], "label": "variant"})
        if others:
            found[field] = others
    return found
