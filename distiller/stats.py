"""What the store holds, in numbers."""

from __future__ import annotations

from typing import Any

from distiller.accuracy import accuracy_statistics
from distiller.store import Store


def statistics(store: Store) -> dict[str, Any]:
    """Plain counts, JSON-able but for the Decimals of money (US dollars; None: at least one price is unknown).

    `verb_database` (verbs, sentences, both retired, commits) · `responses` by product and decision, current ones ·
    `invalid_responses` · `jobs` and `items` by status · `calls` (calls, tokens, cost, by_status) · `models`: the same
    sums for each provider and model · `today` (UTC): spent, and reserved for calls under way. Where questions were
    answered also `accuracy`, `accuracy_by_category` and `agreement` (see `distiller.accuracy`).
    """
    today = store.spending_today()
    spent = {"spent": today.spent, "reserved": today.reserved, "calls_of_unknown_price": today.unknown}
    return {**store.statistics(), "today": spent, **accuracy_statistics(store)}
