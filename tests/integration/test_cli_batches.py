"""Batches from the shell: made, followed, shown, and refused."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.batch_server import BatchServer, Play
from tests.support.chat_server import MODEL
from tests.support.running import wait_until
from tests.support.shell import ROOT, Commands

PROVIDERS = """[[provider]]
name = "mine"
base_url = "{url}"
model = "{model}"
input_price = 1
output_price = 2
batch_discount = 0.25
"""


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: BatchServer) -> Commands:
    """Commands with a provider whose batches cost a quarter less."""
    monkeypatch.setattr("distiller.engine.batches.LOOK_S", 0.05)
    commands = Commands(tmp_path, monkeypatch)
    (tmp_path / "providers.toml").write_text(PROVIDERS.format(url=server.base_url, model=MODEL), "utf-8")
    commands.set(DISTILLER_PROVIDERS="providers.toml", DISTILLER_BATCH_POLL="1")
    return commands


def test_verbs_go_as_a_batch_and_the_job_shows_it(run: Commands, server: BatchServer) -> None:
    """The plan says within 24 hours; `run` follows it to the end."""
    planned = run.good("verbs", "add", "-", "--forms-only", "--batch", "--dry-run", stdin="lopen\nwerken")
    assert "within 24 hours" in planned
    added = run.json("verbs", "add", "-", "--forms-only", "--batch", stdin="lopen\nwerken")
    assert added["job"]["options"]["batch"] is True
    assert server.exchanges == []
    run.good("run")
    shown = run.json("jobs", "show", 1)
    (batch,) = shown["batches"]
    assert (batch["status"], batch["requests"], batch["completed"]) == ("completed", 1, 1)
    assert batch["remote_id"] == "batch_0"
    job = shown["job"]
    full = (job["prompt_tokens"] + 2 * job["completion_tokens"]) / Decimal(1_000_000)
    assert Decimal(job["cost"]) == full * Decimal("0.75")
    line = next(line for line in run.good("jobs", "show", 1).splitlines() if "batch_0" in line)
    assert "completed" in line
    assert "1/1" in line
    assert server.requests == []


def test_questions_go_as_a_batch(run: Commands, server: BatchServer, tmp_path: Path) -> None:
    """`run --batch` alone means the unanswered ones; a refused batch is one line, and stands with the job."""
    (tmp_path / "q.json").write_text(json.dumps([{"question": "Hoeveel is een plus een?"}]), "utf-8")
    run.good("import", "json", tmp_path / "q.json")
    server.plan = [Play("failed", problem="Enqueued token limit reached")]
    ran = run("run", "--batch")
    assert ran.code == 1
    assert "mine refuses the batch: Enqueued token limit reached" in ran.err
    assert run.json("jobs", "list")[0]["options"]["batch"] is True
    run.good("jobs", "resume", 1)
    run.good("run")
    assert [b["status"] for b in run.json("jobs", "show", 1)["batches"]] == ["completed", "failed"]
    assert run.json("jobs", "list")[0]["answers"]["success"] == 1


def test_the_offline_teacher_is_refused_before_anything_is_made(run: Commands) -> None:
    """For verbs and for questions."""
    said = run.refused("verbs", "add", "-", "--batch", "--provider", "offline", stdin="lopen")
    assert "makes no batches" in said
    assert run.json("jobs", "list") == []


def test_a_cancelled_job_is_cancelled_at_the_provider_by_the_next_run(run: Commands, server: BatchServer) -> None:
    """Also where no app runs: the shell says so, and `run` waits for what the provider still answers."""
    server.plan = [Play(held=True)]
    run.good("verbs", "add", "-", "--forms-only", "--batch", stdin="lopen\nwerken")
    following = subprocess.Popen(
        run.command("run"), env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=run.home, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: [b["remote_id"] for b in run.json("jobs", "show", 1)["batches"]] == ["batch_0"], 60)
    finally:
        following.kill()
        following.wait()
    ran = run("jobs", "cancel", 1)
    assert (ran.code, ran.out) == (0, "Job 1 is cancelled.\n")
    assert "distiller run" in ran.err
    assert "cancel" not in server.exchanges
    run.good("run")
    assert "cancel" in server.exchanges
    (batch,) = run.json("jobs", "show", 1)["batches"]
    assert batch["status"] == "cancelled"
    assert batch["ended_at"]
    assert run("run").out == "Nothing was pending.\n"
