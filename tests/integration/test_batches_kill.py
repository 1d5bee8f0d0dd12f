"""`kill -9` at every write of a batch, faults of the database at every write: nothing lost, nothing paid for twice."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from distiller.db.models import Call, CallItem, Item
from distiller.errors import InputError
from distiller.records import CallStatus, ItemStatus, JobOptions, JobStatus
from distiller.settings import Settings
from distiller.store import Store
from tests.support.batch_server import BatchServer, Play
from tests.support.faulty_store import FaultyStore, disk_full, killed
from tests.support.running import Running, running, settings_at, wait_until
from tests.support.zeros import check_zeros

VERBS = ("lopen", "werken", "vinden")
OPTIONS = JobOptions(sentence_count=2, batch=True)
WRITES = 26
"""Of such a job, and a few that may or may not happen."""
EVERY = [(n, after) for n in range(2, WRITES + 1) for after in (False, True)]
SOME = [(4, True), (7, True), (8, False), (8, True), (10, True)]


def faults() -> list[Any]:
    """Some rounds in every run, all of them under `soak`."""
    rest = [fault for fault in EVERY if fault not in SOME]
    return [pytest.param(n, after, id=f"{n}-{'after' if after else 'before'}") for n, after in SOME] + [
        pytest.param(n, after, marks=pytest.mark.soak, id=f"{n}-{'after' if after else 'before'}") for n, after in rest
    ]


def settings_of(home: Path, base_url: str) -> Settings:
    return replace(settings_at(home, base_url), batch_poll_s=0.01)


def quick() -> None:
    """The same order of things, in less time."""
    from distiller.engine import batches

    batches.SETTLE_S, batches.LOOK_S = 0.1, 0.05


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distiller.engine.batches.SETTLE_S", 0.1)
    monkeypatch.setattr("distiller.engine.batches.LOOK_S", 0.05)


@pytest.fixture(scope="module")
def processes() -> Any:
    """Where processes to be killed come from: forked from one that has imported everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.test_batches_kill", "distiller.providers.openai_compatible"])
    return context


def run_until_killed(home: str, base_url: str, at: int, after: bool) -> None:
    """An engine in a process of its own, to the end of all jobs or to its n-th write."""
    quick()
    store = partial(FaultyStore, at=at, fault=killed, after=after)
    with running(settings_of(Path(home), base_url), open_store=store) as run:
        wait_until(lambda: not run.store.active_jobs(), 20)


def run_until_dead(home: str, base_url: str, verb: str, after: bool) -> None:
    """The same, to the first time that the store is asked for `verb`, or has done it."""
    original = getattr(Store, verb)

    def dying(*args: Any, **more: Any) -> None:
        if after:
            original(*args, **more)
        killed()

    setattr(Store, verb, dying)
    run_until_killed(home, base_url, 10_000, False)


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as server:
        yield server


def check(run: Running, server: BatchServer, job_id: int) -> None:
    """Lost 0, stuck 0, doubled 0, handed over twice 0."""
    check_zeros(run, server, job_id, VERBS, 2)
    assert {server.asked_in_batches(verb, product) for verb in VERBS for product in ("forms", "sentences")} == {1}
    assert len(server.batches) == 2
    with run.store._read() as conn:
        assert set(conn.execute(select(Call.status)).scalars()) == {CallStatus.ANSWERED}
        assert conn.execute(select(func.count()).where(Call.interpreted_at.is_(None))).scalar_one() == 0
        assert conn.execute(select(func.count()).where(Item.status == ItemStatus.RUNNING)).scalar_one() == 0
        assert set(conn.execute(select(func.count()).select_from(CallItem).group_by(CallItem.item_id)).scalars()) == {1}
    assert all(batch.ended_at is not None for batch in run.jobs.batches(job_id))


@pytest.mark.parametrize(("at", "after"), faults())
def test_a_process_that_ends_at_its_nth_write_loses_nothing(
    tmp_path: Path, processes: Any, server: BatchServer, at: int, after: bool
) -> None:
    """Whatever was written last, the next process goes on: not even a call under way is lost."""
    settings = settings_of(tmp_path, server.base_url)
    with running(settings, start=False) as run:
        job = run.start(VERBS, OPTIONS)
    process = processes.Process(target=run_until_killed, args=(str(tmp_path), server.base_url, at, after))
    process.start()
    process.join(60)
    assert process.exitcode in (9, 0)
    with running(settings) as run:
        assert run.finish(job.id, 40).status == JobStatus.DONE
        wait_until(lambda: all(batch.ended_at is not None for batch in run.jobs.batches(job.id)))
        check(run, server, job.id)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    "verb",
    [
        "add_to_batch",
        "creating_batch",
        "made_batch",  # before: the batch is made and paid for, and nobody wrote down its id
        "seen_batch",
        "save_batch_replies",
        "save_batch_outcomes",
        "end_batch",
    ],
)
def test_a_process_that_ends_at_a_step_leaves_it_to_the_next(
    tmp_path: Path, processes: Any, server: BatchServer, verb: str, after: bool
) -> None:
    """The same, step by step, whatever writes there are between them."""
    settings = settings_of(tmp_path, server.base_url)
    with running(settings, start=False) as run:
        job = run.start(VERBS, OPTIONS)
    process = processes.Process(target=run_until_dead, args=(str(tmp_path), server.base_url, verb, after))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    with running(settings) as run:
        assert run.finish(job.id, 40).status == JobStatus.DONE
        wait_until(lambda: all(batch.ended_at is not None for batch in run.jobs.batches(job.id)))
        check(run, server, job.id)


@pytest.mark.parametrize(("at", "after"), faults())
def test_a_write_that_fails_once_costs_only_time(tmp_path: Path, server: BatchServer, at: int, after: bool) -> None:
    """Also where the database did write and only the answer was lost."""
    settings = settings_of(tmp_path, server.base_url)
    with running(settings, start=False) as run:
        job = run.start(VERBS, OPTIONS)
    with running(settings, open_store=partial(FaultyStore, at=at, fault=disk_full, after=after)) as run:
        while (found := run.finish(job.id, 40)).status == JobStatus.PAUSED:
            assert found.reason is not None
            assert found.reason.code == "store-full"
            with suppress(InputError):
                run.jobs.resume(job.id)
        wait_until(lambda: run.engine.trouble is None)
        wait_until(lambda: all(batch.ended_at is not None for batch in run.jobs.batches(job.id)))
        check(run, server, job.id)


def test_a_batch_is_taken_over_while_the_provider_has_it(tmp_path: Path, processes: Any, server: BatchServer) -> None:
    """The process that made it is killed, and another one, started before, fetches what it brings."""
    server.plan = [Play(held=True)]
    settings = settings_of(tmp_path, server.base_url)
    with running(settings, start=False) as run:
        job = run.start(VERBS, OPTIONS)
    process = processes.Process(target=run_until_killed, args=(str(tmp_path), server.base_url, 10_000, False))
    process.start()
    wait_until(lambda: bool(server.batches), 30)
    with running(settings) as run:
        wait_until(lambda: run.jobs.batches(job.id)[0].remote_id is not None)
        process.kill()
        process.join()
        assert run.store.recover({}) == []
        server.go()
        assert run.finish(job.id, 40).status == JobStatus.DONE
        check(run, server, job.id)
