"""How often each teacher is right, by the golden answers, and how often teachers agree."""

from __future__ import annotations

from typing import Any

from distiller.records import AccuracyReport, AccuracyRow
from distiller.store import Store


def accuracy(store: Store) -> AccuracyReport:
    """Accuracy of each model, over all and by category, and the agreement of jobs and of every two models."""
    return store.accuracy()


def accuracy_statistics(store: Store) -> dict[str, Any]:
    """The same as plain data for `distiller stats`: {} where no question was answered yet.

    `share` is the part that is right, None where nothing could be compared.
    """
    found = accuracy(store)
    if not found.models:
        return {}
    return {
        "accuracy": [_row(row) for row in found.models],
        "accuracy_by_category": [_row(row) for row in found.categories],
        "agreement": {
            "questions_answered_twice": found.compared,
            "agree": found.agree,
            "models": [
                {"models": " · ".join(p.models), "questions": p.questions, "agree": p.agree} for p in found.pairs
            ],
        },
    }


def _row(row: AccuracyRow) -> dict[str, Any]:
    share = None if row.share is None else round(row.share, 4)
    named = {"provider": row.provider, "model": row.model}
    if row.category is not None:
        named["category"] = row.category
    counts = {
        "exact": row.exact,
        "normalised": row.normalised,
        "differs": row.differs,
        "without_golden": row.without_golden,
        "edited": row.edited,
    }
    return {**named, "share": share, **counts}
