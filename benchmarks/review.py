"""Times the review on a database that holds 9,000 verbs: 99,000 responses, half of the cards decided.

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
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from distiller.db.models import Item, Job, Response
from distiller.records import CARD_SPAN, CardStatus, ItemStatus, JobOptions, JobStatus, Product, ReviewFilter
from distiller.review import Review
from distiller.store.base import prepare
from distiller.store.review import ReviewStore

JOBS, CARDS_PER_JOB, SENTENCES = 9, 1000, 10
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def rows(random_: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Jobs, items and responses; one card in ten has a finding, one in fifty has failed sentences."""
    jobs, items, responses = [], [], []
    for job in range(1, JOBS + 1):
        jobs.append({"id": job, **_job(job)})
        for position in range(CARDS_PER_JOB):
            card = job * CARD_SPAN + position
            subject = f"werkwoord{job:02}{position:04}en"
            forms, sentences = len(items) + 1, len(items) + 2
            failed = position % 50 == 0
            items.append(_item(forms, job, card, subject, Product.FORMS, failed=False))
            items.append(_item(sentences, job, card, subject, Product.SENTENCES, failed=failed))
            decided = job <= JOBS // 2
            common = {"job_id": job, "card_id": card, "subject": subject, "call_id": None, "created_at": NOW}
            verdict = _verdict(random_, decided=decided)
            responses.append({**common, "item_id": forms, **_forms(subject), **verdict})
            if not failed:
                common["item_id"] = sentences
                responses.extend({**common, **_sentence(subject, n), **verdict} for n in range(SENTENCES))
    return jobs, items, responses


def _verdict(random_: random.Random, *, decided: bool) -> dict[str, Any]:
    severity = random_.choice(["warning", "error"]) if random_.random() < 0.1 else None
    finding = {"code": "unknown-verb", "severity": severity, "field": None, "expected": [], "detail": {}}
    return {
        "severity": severity,
        "findings": [finding] if severity else [],
        "is_correct": random_.random() < 0.9 if decided else None,
        "reviewed_by": "local" if decided else None,
        "reviewed_at": NOW if decided else None,
        "version": 2 if decided else 1,
        "committed_version": 2 if decided and random_.random() < 0.5 else None,
    }


def _job(number: int) -> dict[str, Any]:
    return {
        "start_key": f"benchmark-{number}",
        "status": JobStatus.DONE,
        "input_text": "",
        "requested_count": CARDS_PER_JOB,
        "created_by": "local",
        "provider": "openai",
        "model_name": "gpt-4o-mini",
        "model_params": {},
        "options": JobOptions().to_dict(),
        "created_at": NOW,
        "updated_at": NOW,
    }


def _item(number: int, job: int, card: int, subject: str, product: Product, *, failed: bool) -> dict[str, Any]:
    return {
        "id": number,
        "job_id": job,
        "card_id": card,
        "subject": subject,
        "product": product,
        "status": ItemStatus.FAILED if failed else ItemStatus.SUCCESS,
        "ready": False,
        "error_type": "CONSTRAINT_VIOLATION" if failed else None,
        "error_message": "None of the sentences can be used" if failed else None,
        "attempts": 1,
        "updated_at": NOW,
    }


def _forms(subject: str) -> dict[str, Any]:
    stem = subject.removesuffix("en")
    payload = {
        "infinitive": subject,
        "tt_ik": stem,
        "tt_jij": f"{stem}t",
        "tt_hij": f"{stem}t",
        "vt_ev": f"{stem}de",
        "vt_mv": f"{stem}den",
        "vd": f"ge{stem}d",
        "vd_hulpwerkwoord": "hebben",
    }
    return {"product": Product.FORMS, "position": 0, "payload": payload, "analysis": None, "form_key": None}


def _sentence(subject: str, number: int) -> dict[str, Any]:
    stem = subject.removesuffix("en")
    text = f"Ik {stem} vandaag voor de {number + 1}e keer in de grote tuin van mijn buren."
    analysis = {
        "spans": [[3, 3 + len(stem)]],
        "answer": stem,
        "template": text.replace(stem, "___"),
        "tense": "tt",
        "auxiliary_span": None,
        "accepted_answers": [],
    }
    return {
        "product": Product.SENTENCES,
        "position": number,
        "payload": {"sentence": text},
        "analysis": analysis,
        "form_key": "tt_ik",
    }


def fill(store: ReviewStore) -> int:
    """Puts everything there; how many responses."""
    jobs, items, responses = rows(random.Random(7))
    with store._write() as conn:
        for table, values in ((Job, jobs), (Item, items), (Response, responses)):
            for start in range(0, len(values), 5000):
                conn.execute(insert(table), values[start : start + 5000])
    return len(responses)


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


def measure(store: ReviewStore, rounds: int) -> None:
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
        "search": ReviewFilter(q="d06099"),
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
        store = ReviewStore(url)
        print(f"{fill(store)} responses")
        measure(store, given.rounds)
        store.close()


if __name__ == "__main__":
    main()
