"""Figures of calls from the shell: those of a job, and those of all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from distiller.records import CallStatus
from tests.integration.test_live_figures import make_calls
from tests.support.factories import make_item, make_job, store_at
from tests.support.shell import Commands


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on a database with one job: an answered call, a refused one and one under way."""
    commands = Commands(tmp_path, monkeypatch)
    store = store_at(f"sqlite:///{commands.database}", tmp_path)
    job = make_job(store)
    make_item(store, job, "lopen")
    answered = {"status": CallStatus.ANSWERED, "latency_s": 0.25, "cost": Decimal("0.5"), "prompt_tokens": 10}
    refused = {"status": CallStatus.FAILED, "error_type": "RATE_LIMIT"}
    make_calls(store, job, answered, refused, {"status": CallStatus.SENT})
    store.close()
    return commands


def test_a_job_is_shown_with_the_figures_of_its_calls(run: Commands) -> None:
    """By provider, model and product, before its items."""
    shown = run.good("jobs", "show", 1)
    row = next(line for line in shown.splitlines() if line.startswith("openai/gpt-4o-mini"))
    for part in ("forms", "10+0", "$0.5000", "0.250 s", "1 RATE_LIMIT"):
        assert part in row
    (calls,) = run.json("jobs", "show", 1)["calls"]
    assert (calls["answered"], calls["failed"], calls["in_flight"], calls["p95_s"]) == (1, 1, 1, 0.25)
    assert calls["errors"] == {"RATE_LIMIT": 1}


def test_statistics_tell_the_figures_of_every_provider(run: Commands) -> None:
    """Of all jobs together."""
    assert "openai/gpt-4o-mini" in run.good("stats")
    (calls,) = run.json("stats")["providers"]
    assert (calls["provider"], calls["product"], calls["answered"]) == ("openai", "forms", 1)
    assert Decimal(calls["cost"]) == Decimal("0.5")
