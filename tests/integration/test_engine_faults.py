"""The database fails, or the process ends, at any write of a job; the disk is full; the database is locked."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from distiller import engine as engine_module
from distiller.db.migrate import sqlite_path
from distiller.db.models import Response
from distiller.errors import InputError, StoreUnavailable
from distiller.records import CallStatus, ClaimedItem, JobOptions, JobStatus
from distiller.store import Store
from tests.support.chat_server import ChatServer, Seen
from tests.support.faulty_store import FaultyStore, disk_full, killed
from tests.support.running import Running, running, settings_at, settings_for, wait_until
from tests.support.zeros import check_zeros

VERBS = ("lopen", "werken", "vinden")
SENTENCES = 2
WRITES = 24  # of such a job, and a few that may or may not happen
EVERY = range(2, WRITES + 1)  # at the first one the engine cannot start, and says so
SOME = (2, 3, 4, 5, 6, 9)
FAULTS = [(n, after) for n in EVERY for after in (False, True)]


def faults_at(some: list[tuple[int, bool]]) -> list[Any]:
    """Some rounds in every run, all of them under `soak`."""
    few = [pytest.param(n, after, id=f"{n}-{'after' if after else 'before'}") for n, after in some]
    rest = [fault for fault in FAULTS if fault not in some]
    return few + [pytest.param(n, after, marks=pytest.mark.soak, id=f"{n}-{after}") for n, after in rest]


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same order of things, in less time."""
    monkeypatch.setattr("distiller.engine.keeper.STORE_RETRY_S", 0.02)


@pytest.fixture(scope="module")
def processes() -> Any:
    """Where processes to be killed come from: forked from one that has imported everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.test_engine_faults", "distiller.providers.openai_compatible"])
    return context


def run_until_killed(home: str, base_url: str, at: int, after: bool) -> None:
    """An engine in a process of its own, to the end of all jobs or to its n-th write."""
    settings = settings_at(Path(home), base_url, concurrency=2)
    with running(settings, open_store=partial(FaultyStore, at=at, fault=killed, after=after)) as run:
        wait_until(lambda: not run.store.active_jobs(), 20)


@pytest.mark.parametrize(("at", "after"), faults_at([(n, n % 2 == 0) for n in SOME]))
def test_a_process_that_ends_at_its_nth_write_loses_only_calls_under_way(
    tmp_path: Path, processes: Any, at: int, after: bool
) -> None:
    """Whatever was written last, the next process finishes the job: lost 0, stuck 0, doubled 0, paid twice 0."""
    with ChatServer(latency=0.002) as server:
        settings = settings_for(tmp_path, server, concurrency=2)
        with running(settings, start=False) as run:
            job = run.start(VERBS, JobOptions(sentence_count=SENTENCES))
        process = processes.Process(target=run_until_killed, args=(str(tmp_path), server.base_url, at, after))
        process.start()
        process.join(30)
        assert process.exitcode in (9, 0)
        with running(settings) as run:
            run.finish(job.id)
            lost = check_zeros(run, server, job.id, VERBS, SENTENCES)
        assert lost <= 2


@pytest.mark.parametrize(("at", "after"), faults_at([(n, n % 2 == 1) for n in SOME]))
def test_a_write_that_fails_once_pauses_the_job_at_most(tmp_path: Path, at: int, after: bool) -> None:
    """Also where the database did write and only the answer was lost: nothing is stuck, doubled or paid twice."""
    with ChatServer(latency=0.002) as server:
        settings = settings_for(tmp_path, server, concurrency=2)
        store = partial(FaultyStore, at=at, fault=disk_full, after=after)
        with running(settings, start=False) as run:
            job = run.start(VERBS, JobOptions(sentence_count=SENTENCES))
        with running(settings, open_store=store) as run:
            finish_whatever_pauses(run, job.id)
            wait_until(lambda: run.engine.trouble is None)
        with running(settings) as run:  # whatever call was never made has an end as well
            wait_until(lambda: not run.store.recover(run.store.beat("nobody")))
            check_zeros(run, server, job.id, VERBS, SENTENCES)


def finish_whatever_pauses(run: Running, job_id: int) -> None:
    """Resumes until it is done, for a good reason each time."""
    while (job := run.finish(job_id)).status == JobStatus.PAUSED:
        assert job.reason is not None
        assert job.reason.code == "store-full"
        with suppress(InputError):  # the last reply in flight may have ended it
            run.jobs.resume(job_id)


class FullDisk:
    """No page more for any connection of a store, as long as it lasts. Reading goes on."""

    def __init__(self, run: Running) -> None:
        path = sqlite_path(run.store.url)
        assert path is not None
        self._path = path
        self.full = False
        event.listen(run.store._engine, "begin", self._limit)

    def _limit(self, conn: Any) -> None:
        pages = 1 if self.full else 1 << 30
        conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_pauses_the_job_and_keeps_the_reply_in_hand(tmp_path: Path) -> None:
    """Meanwhile the engine says why and what is stored can be read; afterwards nothing is asked for twice."""
    with ChatServer() as server, running(settings_for(tmp_path, server, concurrency=2)) as run:
        disk = FullDisk(run)

        def full_at_the_third(seen: Seen) -> None:
            disk.full = disk.full or len(server.requests) >= 3

        server.script = full_at_the_third  # type: ignore[assignment]
        job = run.start(VERBS, JobOptions(sentence_count=20))
        wait_until(lambda: run.engine.trouble is not None)
        assert run.engine.trouble is not None
        assert run.engine.trouble.code == "store-full"
        assert run.jobs.get(job.id).status == JobStatus.RUNNING
        server.script = None
        disk.full = False
        paused = run.finish(job.id)
        assert (paused.status, paused.reason and paused.reason.code) == (JobStatus.PAUSED, "store-full")
        assert run.engine.trouble is None
        run.jobs.resume(job.id)
        finish_whatever_pauses(run, job.id)
        check_zeros(run, server, job.id, VERBS, 20)


@pytest.fixture
def short_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STOP_WAIT_S", "STOP_STORE_S", "STOP_RETIRE_S"):
        monkeypatch.setattr(engine_module, name, 0.3, raising=False)


def test_stopping_does_not_wait_for_a_locked_database(tmp_path: Path, short_stop: None) -> None:
    """Somebody else holds the write lock: the engine ends in time all the same, and the next one takes over."""
    with ChatServer(latency=0.01) as server:
        settings = settings_for(tmp_path, server, concurrency=2)
        with running(settings) as run:
            path = sqlite_path(run.store.url)
            assert path is not None
            job = run.start(VERBS, JobOptions(sentence_count=SENTENCES))
            assert server.wait_for(1)
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            started = time.monotonic()
            run.engine.stop()
            assert time.monotonic() - started < 4
            other.execute("ROLLBACK")
            other.close()
        with running(settings) as run:
            assert run.finish(job.id).items.success == 2 * len(VERBS)
            assert responses(run) == len(VERBS) * (1 + SENTENCES)
            assert run.store.check().problems == ()


def responses(run: Running) -> int:
    with run.store._read() as conn:
        return conn.execute(select(func.count()).select_from(Response)).scalar_one()


def test_an_owner_that_could_not_beat_and_was_taken_for_dead_stores_nothing_twice(tmp_path: Path) -> None:
    """Its calls hang and its database is slow: another takes over, its late replies are kept on their calls."""
    with ChatServer(latency=lambda seen: 2.5 if len(server.requests) <= 1 else 0.0) as server:
        settings = settings_for(tmp_path, server, concurrency=1)
        slow = threading.Event()

        class Slow(FaultyStore):
            def beat(self, owner: str) -> dict[str, datetime | None]:
                if slow.is_set():
                    time.sleep(3)
                return super().beat(owner)

        with (
            running(settings, open_store=partial(Slow, at=-1, fault=disk_full)) as one,
            running(settings, start=False) as two,
        ):
            job = one.start(VERBS, JobOptions(sentence_count=SENTENCES))
            assert server.wait_for(1)
            slow.set()
            two.engine.start()
            two.finish(job.id)
            slow.clear()
            wait_until(lambda: {c.status for c in calls_of(two, job.id)} == {CallStatus.ANSWERED})  # the late one too
            assert two.jobs.get(job.id).items.success == 2 * len(VERBS)
            assert responses(two) == len(VERBS) * (1 + SENTENCES)


def calls_of(run: Running, job_id: int) -> list[Any]:
    """Every call of a job, each once."""
    found = {c.id: c for i in run.jobs.items(job_id, limit=500) for c in run.jobs.calls_of_item(i.id)}
    return list(found.values())


class ReleasesLate(Store):
    """Cannot give anything back at the first three tries."""

    failures = 3

    def release_items(self, items: Sequence[ClaimedItem]) -> None:
        if threading.current_thread().name == "dispatcher" and self.failures > 0:
            self.failures -= 1
            raise StoreUnavailable("store-full")
        super().release_items(items)


def test_what_cannot_be_given_back_now_is_given_back_later(tmp_path: Path) -> None:
    """A paused job whose waiting calls were dropped while the disk was full holds no item for ever."""
    with (
        ChatServer(latency=0.3) as server,
        running(settings_for(tmp_path, server, concurrency=1), open_store=ReleasesLate) as run,
    ):
        job = run.start([f"ver{verb}" for verb in VERBS], JobOptions(sentences=False))
        more = run.start(VERBS, JobOptions(sentences=False))
        assert server.wait_for(1)
        for one in (job, more):
            run.jobs.pause(one.id)
        wait_until(lambda: all(run.jobs.get(one.id).items.running == 0 for one in (job, more)))
        run.jobs.resume(more.id)
        assert run.finish(more.id).items.success == len(VERBS)
