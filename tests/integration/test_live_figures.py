"""Figures of calls while they are made: complete, unknown where they are unknown, and read from one index."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from distiller.db.models import Call, Owner
from distiller.records import CallStatus, JobStatus, Product
from distiller.store import Store
from tests.support.factories import make_item, make_job, make_store

ANSWERED: Mapping[str, Any] = {"status": CallStatus.ANSWERED, "latency_s": 1.0, "cost": Decimal("0.01")}
SENT: Mapping[str, Any] = {"status": CallStatus.SENT}


def failed(error_type: str) -> dict[str, Any]:
    """A call that brought nothing."""
    return {"status": CallStatus.FAILED, "error_type": error_type}


def make_calls(store: Store, job: int | None, *calls: Mapping[str, Any]) -> None:
    """Calls of a job, each with what matters to the test."""
    now = store.now()
    common = {
        "job_id": job,
        "owner": "test",
        "product": Product.FORMS,
        "provider": "openai",
        "model": "gpt-4o-mini",
        "params": {},
        "prompt_version": "test-1",
        "request_hash": "0" * 64,
        "asked": [],
        "sent_at": now,
    }
    with store._write() as conn:
        for call in calls:
            answered = {"answered_at": now} if call["status"] == CallStatus.ANSWERED else {}
            conn.execute(insert(Call).values(**{**common, **answered, **call}))


def test_every_call_is_counted_once_by_what_became_of_it(store: Store) -> None:
    """Under way, answered, failed by error type, lost; 429s are among the errors and told apart."""
    job = make_job(store)
    lost = {"status": CallStatus.LOST, "error_type": "LOST"}
    refused = failed("RATE_LIMIT")
    make_calls(store, job, SENT, ANSWERED, ANSWERED, refused, refused, failed("TIMEOUT"), lost)
    (found,) = store.job_figures(job)
    assert (found.in_flight, found.answered, found.failed, found.lost, found.calls) == (1, 2, 3, 1, 7)
    assert found.errors == {"LOST": 1, "RATE_LIMIT": 2, "TIMEOUT": 1}
    assert found.refused == 2


def test_figures_are_kept_apart_by_provider_model_and_product(store: Store) -> None:
    """A job that fell over to another provider shows both; other jobs are not among them."""
    job, other = make_job(store), make_job(store)
    make_calls(store, job, ANSWERED, {**ANSWERED, "provider": "backup"}, {**ANSWERED, "product": Product.SENTENCES})
    make_calls(store, other, ANSWERED)
    kinds = [(f.provider, f.product.value, f.answered) for f in store.job_figures(job)]
    assert kinds == [("backup", "forms", 1), ("openai", "forms", 1), ("openai", "sentences", 1)]
    assert sum(f.answered for f in store.provider_figures()) == 4


def test_how_the_last_calls_of_each_provider_ended(store: Store) -> None:
    """Of all jobs; a call under way or lost says nothing about the provider."""
    job = make_job(store)
    lost = {"status": CallStatus.LOST, "error_type": "LOST", "provider": "backup"}
    make_calls(store, job, failed("AUTH"), ANSWERED, {**ANSWERED, "provider": "backup"}, lost, SENT)
    make_calls(store, None, failed("TIMEOUT"))
    found = [(one.provider, one.ended, one.failed, one.error_type) for one in store.recent_calls()]
    assert found == [("backup", 1, 0, None), ("openai", 3, 2, "TIMEOUT")]


def test_a_call_outlives_its_job_in_the_sums(store: Store) -> None:
    """The bill of a removed job stays."""
    make_calls(store, None, ANSWERED)
    (found,) = store.provider_figures()
    assert (found.answered, found.cost) == (1, Decimal("0.01"))


def test_one_unknown_price_makes_the_cost_unknown_and_not_zero(store: Store) -> None:
    """What is known is told beside it; a call without a reply has no price and takes nothing away."""
    job = make_job(store)
    make_calls(store, job, ANSWERED, failed("TIMEOUT"))
    assert store.job_figures(job)[0].cost == Decimal("0.01")
    make_calls(store, job, {**ANSWERED, "cost": None})
    (found,) = store.job_figures(job)
    assert found.cost is None
    assert found.known_cost == Decimal("0.01")


def test_tokens_are_summed_and_what_was_not_told_counts_nothing(store: Store) -> None:
    """Providers that tell no usage exist."""
    job = make_job(store)
    make_calls(store, job, {**ANSWERED, "prompt_tokens": 10, "completion_tokens": 4}, ANSWERED)
    (found,) = store.job_figures(job)
    assert (found.prompt_tokens, found.completion_tokens) == (10, 4)


def test_percentiles_are_latencies_that_really_were(store: Store) -> None:
    """Nearest rank: of a hundred replies the fiftieth and the ninety-fifth; failures have none."""
    job = make_job(store)
    make_calls(store, job, *({**ANSWERED, "latency_s": n / 100} for n in range(100, 0, -1)), failed("TIMEOUT"))
    (found,) = store.job_figures(job)
    assert (found.p50_s, found.p95_s) == (0.5, 0.95)
    (overall,) = store.provider_figures()
    assert (overall.p50_s, overall.p95_s) == (0.5, 0.95)


def test_without_replies_there_is_no_latency(store: Store) -> None:
    """Nothing is not zero."""
    job = make_job(store)
    make_calls(store, job, SENT)
    (found,) = store.job_figures(job)
    assert (found.p50_s, found.p95_s) == (None, None)


def test_only_replies_of_the_last_minute_are_recent(store: Store) -> None:
    """What the present rate is made of."""
    job = make_job(store)
    make_calls(store, job, ANSWERED, {**ANSWERED, "answered_at": store.now() - timedelta(seconds=70)})
    assert store.job_figures(job)[0].recent == 1


def test_a_job_without_calls_has_no_figures(store: Store) -> None:
    """Nor has one that is not there."""
    assert store.job_figures(make_job(store)) == []
    assert store.job_figures(10**9) == []


def test_totals_tell_items_jobs_owners_and_how_long_replies_took(store: Store) -> None:
    """All that the metrics need in one look."""
    job = make_job(store, status=JobStatus.RUNNING)
    make_item(store, job, "lopen")
    make_calls(store, job, {**ANSWERED, "latency_s": 0.2}, {**ANSWERED, "latency_s": 3.0}, failed("TIMEOUT"))
    store.register_owner()
    with store._write() as conn:
        conn.execute(insert(Owner).values(id="old", started_at=store.now(), beat_at=store.now() - timedelta(minutes=1)))
    found = store.totals()
    assert found.items == {("forms", "success"): 1}
    assert found.jobs == {"running": 1}
    assert found.owners == 1
    (latency,) = found.latencies
    within = dict(zip(latency.bounds, latency.counts, strict=True))
    assert (within[0.1], within[0.25], within[2.5], within[5.0], within[120.0]) == (0, 1, 1, 2, 2)
    assert (latency.count, round(latency.total_s, 3)) == (2, 3.2)


FILL = """
INSERT INTO calls (job_id, owner, product, provider, model, params, prompt_version, request_hash, asked, status,
                   cost, prompt_tokens, completion_tokens, latency_s, raw_reply, error_type, sent_at, answered_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
SELECT :job, 'test', 'answer', 'openai', 'gpt-4o-mini', '{}', 't', '0', '[]',
       CASE WHEN i % 50 = 0 THEN 'failed' ELSE 'answered' END, 1000000, 100, 50,
       CASE WHEN i % 50 = 0 THEN NULL ELSE 0.001 * (i * 7919 % 1000) END, :reply,
       CASE WHEN i % 50 = 0 THEN 'RATE_LIMIT' END, '2026-11-20 12:00:00.000000', '2026-11-20 12:00:01.000000'
FROM n
"""


def test_a_hundred_thousand_calls_are_summed_within_a_tenth_of_a_second(tmp_path: Path) -> None:
    """The screen looks again and again while such a job runs: this process's own work, in a quiet moment."""
    store = make_store(tmp_path)
    job = make_job(store)
    with store._write() as conn:
        conn.execute(text(FILL), {"job": job, "reply": '{"answer": "' + 900 * "x" + '"}'})
    took = []
    for _ in range(6):
        begun = time.process_time()
        (found,) = store.job_figures(job)
        took.append(time.process_time() - begun)
    store.close()
    assert (found.answered, found.refused) == (98_000, 2_000)
    assert min(took) < 0.1, took
