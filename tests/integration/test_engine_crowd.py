"""Many jobs, many processes, clocks that jump, people who press pause: what one engine alone does not show."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from distiller.records import CallStatus, JobOptions, JobStatus
from distiller.store import Store
from tests.support.chat_server import ChatServer
from tests.support.running import Running, running, settings_for, wait_until

ROOT = Path(__file__).parents[2]
VERBS = [line for line in (ROOT / "data" / "common-verbs.txt").read_text().split("\n") if line[:1].isalpha()]
PRODUCTS = ("forms", "sentences")
PATIENT_S = 20.0


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(latency=0.01) as server:
        yield server


def test_twenty_jobs_at_once_end_and_ask_for_nothing_twice(tmp_path: Path, server: ChatServer) -> None:
    """Started together by twenty people, run by two processes' worth of engines on one database."""
    settings = settings_for(tmp_path, server, concurrency=8)
    with ExitStack() as stack:
        one = stack.enter_context(running(settings, dead_after_s=PATIENT_S))
        two = stack.enter_context(running(settings, start=False, dead_after_s=PATIENT_S))
        jobs: list[int] = []
        parts = [VERBS[n : n + 5] for n in range(0, 100, 5)]
        starts = [
            threading.Thread(target=lambda p=part: jobs.append(one.start(p, JobOptions(sentence_count=2)).id))
            for part in parts
        ]
        for thread in starts:
            thread.start()
        two.engine.start()
        for thread in starts:
            thread.join(20)
        ended = [one.finish(job, 60) for job in jobs]
    assert len(ended) == 20
    assert {job.status for job in ended} == {JobStatus.DONE}
    assert Counter(server.asked(verb, product) for verb in VERBS[:100] for product in PRODUCTS) == {1: 200}


def test_clocks_that_jump_take_nobody_for_dead(tmp_path: Path, server: ChatServer) -> None:
    """The wall clock of each process runs off by days, in both directions: no call is given up, none made twice."""
    jumps = itertools.cycle([0, 86_400, -86_400, 3600, -40, 0.5])
    lock = threading.Lock()

    def now() -> datetime:
        with lock:
            return datetime.now(UTC) + timedelta(seconds=next(jumps))

    settings = settings_for(tmp_path, server, concurrency=4)
    store = partial(Store, clock=now)
    with (
        running(settings, open_store=store, dead_after_s=PATIENT_S) as one,
        running(settings, open_store=store, dead_after_s=PATIENT_S) as two,
    ):
        job = one.start(VERBS[:40], JobOptions(sentence_count=2))
        ended = two.finish(job.id, 60)
        assert (ended.status, ended.items.success) == (JobStatus.DONE, 80)
        assert call_statuses(one, job.id) == {CallStatus.ANSWERED}
    assert Counter(server.asked(verb, product) for verb in VERBS[:40] for product in PRODUCTS) == {1: 80}


@pytest.mark.parametrize("stop", ["pause", "cancel"])
def test_a_job_that_is_stopped_elsewhere_sends_nothing_after_two_seconds(
    tmp_path: Path, server: ChatServer, stop: str
) -> None:
    """Another process says so in the database: no call is begun later, and what was under way is stored."""
    settings = settings_for(tmp_path, server, concurrency=8)
    with running(settings) as runs, running(settings, start=False) as says:
        job = runs.start(VERBS, JobOptions(sentence_count=2))
        assert server.wait_for(10)
        stopped = time.monotonic()
        getattr(says.jobs, stop)(job.id)
        wait_until(lambda: says.jobs.get(job.id).items.running == 0)
        assert max(seen.started for seen in server.requests) - stopped < 2.0
        assert call_statuses(says, job.id) == {CallStatus.ANSWERED}
        assert says.jobs.get(job.id).calls == len(server.requests)


def call_statuses(run: Running, job_id: int) -> set[CallStatus]:
    items = run.jobs.items(job_id, limit=1000)
    return {call.status for item in items for call in run.jobs.calls_of_item(item.id)}
