"""Budgets from the shell: given at the start, changed later, shown with what is spent; against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chat_server import MODEL, ChatServer
from tests.support.shell import Commands

VERBS = "\n".join(("lopen", "werken", "fietsen", "praten", "leven", "zoeken", "kopen", "maken"))


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: ChatServer) -> Commands:
    """Commands with one provider that has a price."""
    commands = Commands(tmp_path, monkeypatch)
    lines = [f'name = "dear"\nbase_url = "{server.base_url}"\nmodel = "{MODEL}"', "input_price = 1\noutput_price = 4"]
    (tmp_path / "providers.toml").write_text("\n".join(["[[provider]]", *lines]))
    commands.set(DISTILLER_PROVIDERS="providers.toml")
    return commands


def test_a_job_pauses_at_its_budget_and_goes_on_when_it_is_raised(run: Commands) -> None:
    """Exit code 1 and one line that says what to do; after that it is done."""
    ran = run("verbs", "add", "-", "--budget", "0,01", "--wait", stdin=VERBS)
    assert ran.code == 1
    assert "No further call fits in the budget of job 1 (US$ 0.01)" in ran.err
    assert "distiller jobs resume 1" in ran.err
    shown = run.json("jobs", "show", 1)
    assert shown["job"]["budget"] == "0.01"
    assert shown["job"]["reason"]["code"] == "budget-job"
    assert shown["budget"]["own"] is True
    assert 0 < float(shown["budget"]["spent"]) <= 0.01
    assert "Budget: $0.0100, $0.00" in run.good("jobs", "show", 1)

    assert "Budget: $1.0000" in run.good("jobs", "budget", 1, "1")
    run.good("jobs", "resume", 1)
    run.good("run")
    done = run.json("jobs", "show", 1)
    assert done["job"]["status"] == "done"
    names = [one["name"] for one in done["estimate"]]
    assert names == ["calls", "prompt_tokens", "completion_tokens", "cost", "seconds"]
    assert all(one["error"] is not None for one in done["estimate"])
    said = run.good("jobs", "show", 1)
    assert "estimated" in said
    assert "difference" in said
    assert run.json("jobs", "budget", 1, "none")["budget"] is None
    assert "Budget: none" in run.good("jobs", "show", 1)


def test_the_administrators_limits_hold_in_every_command(run: Commands) -> None:
    """For a job without a budget, and for everybody on one day; doctor says which are in force."""
    run.set(DISTILLER_BUDGET_JOB="0.02", DISTILLER_BUDGET_DAY="0.01")
    ran = run("verbs", "add", "-", "--wait", stdin=VERBS)
    assert "No more than US$ 0.01 may be spent today (UTC)" in ran.err
    assert "Budget (DISTILLER_BUDGET_JOB): $0.0200" in run.good("jobs", "show", 1)
    today = run.json("stats")["today"]
    assert 0 < float(today["spent"]) <= 0.01
    assert float(today["reserved"]) == 0
    assert "today:\n  spent: $0.00" in run.good("stats")
    assert "$0.0200 a job, $0.0100 a day" in run.good("doctor")
    assert run.json("db", "check")["problems"] == []


def test_questions_have_budgets_too(run: Commands, tmp_path: Path) -> None:
    """Given with the job that answers them."""
    (tmp_path / "q.csv").write_text("question\nWhat is a verb?\nWhat is a noun?\n")
    run.good("import", "csv", tmp_path / "q.csv")
    ran = run("run", "--questions", "all", "--budget", "0.000001")
    assert ran.code == 1
    assert "No further call fits in the budget of job 1" in ran.err


@pytest.mark.parametrize("amount", ["-5", "1.000", "much", ""])
def test_what_is_no_amount_is_a_wrong_use(run: Commands, amount: str) -> None:
    """And makes no job."""
    ran = run("verbs", "add", "-", f"--budget={amount}", stdin="lopen")
    if amount:
        assert ran.code == 2
        assert "Traceback" not in ran.err
    assert len(run.json("jobs", "list")) == (0 if amount else 1)


def test_a_budget_of_a_job_that_is_not_there(run: Commands) -> None:
    """One sentence."""
    assert run.refused("jobs", "budget", 9, "1") == "Job 9 does not exist (any more)."
