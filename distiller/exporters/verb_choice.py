"""Which of a verb's work an export takes: the form set approved last, and the sentences that still fit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from distiller.dutch.model import FORM_FIELDS
from distiller.fill_ins import no_longer_fits
from distiller.records import Product, VerbKey
from distiller.validate.rules import sentence_identity
from distiller.verb_work import SubjectWork, Work

_NEVER = datetime.min.replace(tzinfo=UTC)


def chosen(subject: SubjectWork, product: Product) -> Iterator[Work]:
    """The work of a product that the filter asks for and nobody rejected; form sets also come along to judge by."""
    return (w for w in subject.work if w.chosen and w.product is product and w.is_correct is not False)


def latest(works: Iterable[Work]) -> Work | None:
    """The one decided on last."""
    return max(works, key=lambda w: (w.reviewed_at or _NEVER, w.id), default=None)


def form_fields(content: Mapping[str, Any]) -> dict[str, str]:
    """The seven fields, "" where one is missing."""
    return {name: str(content.get(name) or "") for name in FORM_FIELDS}


def forms_by_card(subject: SubjectWork) -> tuple[dict[str, str] | None, dict[int, dict[str, str]]]:
    """The forms that stand for the whole verb (approved, else committed), and those of each card, rejected ones aside.

    The first are None where nobody has approved any.
    """
    own = {w.card_id: w for w in subject.work if w.product is Product.FORMS and w.is_correct is not False}
    approved = latest(chosen(subject, Product.FORMS)) or latest(w for w in own.values() if w.is_correct)
    standing = form_fields(approved.content) if approved else subject.committed_forms
    return dict(standing) if standing else None, {card: form_fields(w.content) for card, w in own.items()}


def fitting(subject: SubjectWork) -> list[Work]:
    """The chosen sentences whose answer is a form of the verb as it stands, each once."""
    standing, by_card = forms_by_card(subject)
    infinitive = VerbKey.from_subject(subject.subject).infinitive
    found: dict[str, Work] = {}
    for work in chosen(subject, Product.SENTENCES):
        forms = standing or by_card.get(work.card_id)
        if not no_longer_fits(str(work.analysis.get("answer") or ""), work.form_key, infinitive, forms):
            found.setdefault(sentence_identity(str(work.content["sentence"])), work)
    return list(found.values())
