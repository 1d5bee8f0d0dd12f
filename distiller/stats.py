"""What the store holds, in numbers."""

from __future__ import annotations

from typing import Any

from distiller.store.exports import ExportStore


def statistics(store: ExportStore) -> dict[str, Any]:
    """Plain counts, JSON-able but for the Decimals of `cost` (US dollars; None: at least one price is unknown).

    `verb_database` (verbs, sentences, both retired, commits) · `responses` by product and decision, current ones ·
    `invalid_responses` · `jobs` and `items` by status · `calls` (calls, tokens, cost, by_status) · `models`: the same
    sums for each provider and model.
    """
    return store.statistics()
