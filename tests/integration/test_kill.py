"""`kill -9` in the middle of a job: every item ends, none is doubled, nothing stored is paid for twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benchmarks.engine_fill import known_verbs
from distiller.db.models import Call
from distiller.engine import Engine
from distiller.records import CallStatus, Failover, JobOptions
from tests.support.chat_server import ChatServer, Fault, Seen, hang, rate_limit
from tests.support.running import ENDED, Running, running, settings_at, settings_for, wait_until
from tests.support.zeros import check_zeros

ROOT = Path(__file__).resolve().parents[2]
VERBS = [line for line in (ROOT / "data" / "common-verbs.txt").read_text().split("\n") if line and line[0] != "#"][:100]


@contextmanager
def engine(home: Path, *servers: ChatServer) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.engine_process", str(home), *(server.base_url for server in servers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def killed_and_finished(
    home: Path, seed: int, kills: int, verbs: Sequence[str] = tuple(VERBS), between: int = 40
) -> None:
    """A job whose engine is killed at random moments, `between` requests apart at most, and then left to finish."""
    dice = random.Random(seed)
    with (
        ChatServer(latency=lambda _: dice.uniform(0.001, 0.03)) as server,
        running(settings_for(home, server), start=False) as run,
    ):
        job = run.start(verbs, JobOptions(sentence_count=3))
        for _ in range(kills):
            with engine(home, server) as process:
                assert server.wait_for(len(server.requests) + dice.randint(1, between), timeout=30)
                process.kill()
        with engine(home, server):
            wait_until(lambda: run.jobs.get(job.id).status in ENDED, 300)
        check_zeros(run, server, job.id, verbs, 3)


def test_a_job_survives_three_kills(tmp_path: Path) -> None:
    """Three kills at random moments of one job of 100 verbs."""
    killed_and_finished(tmp_path, seed=20261120, kills=3)


class Together:
    """Two servers as one, for `check_zeros`: what they refused was not paid for."""

    def __init__(self, *servers: ChatServer) -> None:
        self.servers = servers
        self.refused: Counter[str] = Counter()

    def asked(self, subject: str) -> int:
        return sum(server.asked(subject) for server in self.servers) - self.refused[subject]


@pytest.mark.parametrize("policy", [Failover.NONE, Failover.ALL])
def test_a_job_of_two_providers_survives_kills(tmp_path: Path, policy: Failover) -> None:
    """One of them refuses every fifth call: nothing is lost, doubled or paid for twice, whoever answered."""
    dice = random.Random(20261129)

    def pause(_seen: Seen) -> float:
        return dice.uniform(0.001, 0.03)

    with ChatServer(latency=pause) as server, ChatServer(latency=pause) as other:
        both = Together(server, other)

        def busy(seen: Seen) -> Fault | None:
            if dice.random() > 0.2:
                return None
            both.refused.update(seen.subjects)
            return rate_limit("0.1")

        server.script = busy
        settings = settings_at(tmp_path, server.base_url, other.base_url)
        with running(settings, start=False) as run:
            job = run.start(VERBS, JobOptions(sentence_count=3, others=("other",), failover=policy))
            for _ in range(3):
                with engine(tmp_path, server, other) as process:
                    assert server.wait_for(len(server.requests) + dice.randint(1, 30), timeout=30)
                    process.kill()
            with engine(tmp_path, server, other):
                wait_until(lambda: run.jobs.get(job.id).status in ENDED, 60)
            check_zeros(run, both, job.id, VERBS, 3)  # type: ignore[arg-type]
            assert {one.provider for one in run.store.job_figures(job.id)} == {"openai", "other"}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_jobs_survive_thirty_kills(tmp_path: Path, seed: int) -> None:
    """Ten jobs, three kills each."""
    killed_and_finished(tmp_path, seed=seed, kills=3)


@pytest.mark.soak
def test_one_job_of_two_thousand_items_survives_a_hundred_kills(tmp_path: Path) -> None:
    """1,000 verbs with their sentences, killed a hundred times at random: lost 0, stuck 0, doubled 0, paid twice 0."""
    killed_and_finished(tmp_path, seed=20261129, kills=100, verbs=known_verbs(1000), between=18)


def test_a_stop_in_the_middle_gives_everything_back(tmp_path: Path) -> None:
    """SIGTERM: what is under way is stored, the rest waits for the next start without any lease to run out."""
    with ChatServer(latency=0.02) as server, running(settings_for(tmp_path, server), start=False) as run:
        job = run.start(VERBS[:40], JobOptions(sentence_count=2))
        with engine(tmp_path, server) as process:
            assert server.wait_for(10, timeout=30)
            process.terminate()
            assert process.wait(10) == 0
        assert run.jobs.get(job.id).items.running == 0
        with run.store._read() as conn:
            assert conn.execute(select(func.count()).where(Call.status == CallStatus.SENT)).scalar_one() == 0
        with engine(tmp_path, server):
            wait_until(lambda: run.jobs.get(job.id).status in ENDED, 60)
        assert {server.asked(v, p) for v in VERBS[:40] for p in ("forms", "sentences")} == {1}


def test_a_stop_while_calls_hang_takes_less_than_ten_seconds(tmp_path: Path) -> None:
    """SIGTERM with the constants of the app: the calls are cut short, and their items wait for the next start."""
    with ChatServer() as server, running(settings_for(tmp_path, server), start=False) as run:
        server.script = lambda _seen: hang()
        job = run.start(VERBS[:10], JobOptions(sentences=False))
        started = 0.0
        with engine(tmp_path, server) as process:
            assert server.wait_for(2, timeout=30)
            started = time.monotonic()
            process.terminate()
            assert process.wait(20) == 0
        assert time.monotonic() - started < 10
        assert run.jobs.get(job.id).forms.pending == 10
        assert {i.attempts for i in run.jobs.items(job.id)} <= {0, 1, 2}  # the client's own deadline is 3 s here


@pytest.mark.soak
def test_recovery_with_the_constants_of_the_app_takes_less_than_ten_seconds(tmp_path: Path) -> None:
    """From the restart after a kill to the moment nothing is left of the dead process."""
    with ChatServer(latency=1.0) as server:
        settings = settings_for(tmp_path, server)
        with running(settings, start=False) as run:
            job = run.start(VERBS[:40], JobOptions(sentences=False))
            with engine(tmp_path, server) as process:
                assert server.wait_for(4, timeout=30)
                process.kill()
            held = run.jobs.get(job.id).forms.running
            assert held > 0
            restarted = Engine(run.store, run.teachers, settings)
            started = time.monotonic()
            restarted.start()
            try:
                wait_until(lambda: lost(run) > 0, 15)
                assert time.monotonic() - started < 10
            finally:
                restarted.stop()


def lost(run: Running) -> int:
    with run.store._read() as conn:
        return conn.execute(select(func.count()).where(Call.status == CallStatus.LOST)).scalar_one()
