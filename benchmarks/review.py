"""Times the review on a database that holds 9,000 verbs: 99,000 responses, four of nine cards decided.

    python -m benchmarks.review [--url URL] [--rounds N]

Without a URL a temporary SQLite file is filled. Prints the median and the 95th percentile of each action in ms, and
the bound it is held to: 20 ms for what happens between two cards, 150 ms for lists and progress.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.fill import Filling, fill
from distiller.records import CARD_SPAN, CardStatus, ReviewFilter
from distiller.review import Review
from distiller.store import Store, prepare

JOBS, CARDS_PER_JOB = 9, 1000
CARD_MS, LIST_MS = 20.0, 150.0


def timed(name: str, action: Callable[[], Any], rounds: int, bound: float | None = None) -> None:
    """Runs the action, once to warm up, and prints its times in milliseconds."""
    if rounds > 1:
        action()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    show(name, taken, bound)


def show(name: str, taken: list[float], bound: float | None) -> None:
    """Prints one line."""
    high = sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]
    allowed = "" if bound is None else f"   of {bound:4.0f}{'' if high <= bound else '  TOO SLOW'}"
    print(f"{name:44} p50 {statistics.median(taken):8.1f}   p95 {high:8.1f}{allowed}")


def measure(store: Store, rounds: int) -> None:
    """Every action of the review tab."""
    review = Review(store)
    random_ = random.Random(3)
    to_review = ReviewFilter(status=CardStatus.TO_REVIEW)
    some_card = lambda: random_.randint(5, JOBS) * CARD_SPAN + random_.randrange(CARDS_PER_JOB)  # noqa: E731

    def decide() -> None:
        card = review.card(some_card())
        response = card.forms
        assert response is not None
        before = time.perf_counter()
        store.decide(response.id, response.version, "local", is_correct=not response.is_correct)
        decided.append((time.perf_counter() - before) * 1000)

    decided: list[float] = []
    timed("card", lambda: review.card(some_card()), rounds, CARD_MS)
    timed("decide, with the card before", decide, rounds)
    show("  of which the decision alone", decided, CARD_MS)
    timed("undo", lambda: review.undo("local"), max(2, rounds // 4), CARD_MS)
    for name, wanted in filters().items():
        timed(f"next_card {name}", lambda w=wanted: review.next_card(w, some_card()), rounds, CARD_MS)  # type: ignore[misc]
        timed(f"next_card {name}, from the start", lambda w=wanted: review.next_card(w, None), rounds, CARD_MS)  # type: ignore[misc]
    timed("next_card at the end", lambda: review.next_card(to_review, (JOBS + 1) * CARD_SPAN), rounds, CARD_MS)
    few = max(3, rounds // 10)
    for name, wanted in filters().items():
        timed(f"progress {name}", lambda w=wanted: review.progress(w), few, LIST_MS)  # type: ignore[misc]
        timed(f"cards {name}", lambda w=wanted: review.cards(w), few, LIST_MS)  # type: ignore[misc]
        timed(f"cards {name}, last page", lambda w=wanted: review.cards(w, offset=4000), few, LIST_MS)  # type: ignore[misc]
        timed(f"count {name}", lambda w=wanted: review.count(w), few, LIST_MS)  # type: ignore[misc]
    timed("approve_all of one job", lambda: review.approve_all(ReviewFilter(job=JOBS), "local"), 1)
    timed("undo of it", lambda: review.undo("local"), 1)
    timed("approve_all", lambda: review.approve_all(ReviewFilter(), "local"), 1)
    timed("undo of it", lambda: review.undo("local"), 1)


def filters() -> dict[str, ReviewFilter]:
    """The filters people use, and the worst ones."""
    return {
        "everything": ReviewFilter(),
        "to review": ReviewFilter(status=CardStatus.TO_REVIEW),
        "one job": ReviewFilter(job=6),
        "rejected": ReviewFilter(status=CardStatus.REJECTED),
        "committed": ReviewFilter(status=CardStatus.COMMITTED),
        "failed": ReviewFilter(status=CardStatus.EMPTY),
        "with findings": ReviewFilter(status=CardStatus.TO_REVIEW, findings="any"),
        "without findings": ReviewFilter(findings="none"),
        "search": ReviewFilter(q="golu"),
    }


def main() -> None:
    """Fills a database and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="an empty database to fill; default: a temporary SQLite file")
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{Path(folder) / 'review.db'}"
        prepare(url, Path(folder))
        store = Store(url)
        made = fill(store, Filling(jobs=(CARDS_PER_JOB,) * JOBS, decided=4 / JOBS))
        print(f"{made.responses} responses")
        measure(store, given.rounds)
        store.close()


if __name__ == "__main__":
    main()
