"""Further providers from the shell: chosen, stored with the job, used, shown, and refused where they make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import chat_server as say
from tests.support.chat_server import ChatServer
from tests.support.shell import Commands


@pytest.fixture
def servers() -> Iterator[tuple[ChatServer, ChatServer]]:
    with ChatServer() as one, ChatServer() as two:
        yield one, two


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, servers: tuple[ChatServer, ChatServer]) -> Commands:
    """Commands with two providers, the first of weight 3."""
    commands = Commands(tmp_path, monkeypatch)
    configure(commands, {"one": servers[0], "two": servers[1]})
    return commands


def configure(run: Commands, servers: dict[str, ChatServer]) -> None:
    """A providers file with these."""
    tables = [
        f'[[provider]]\nname = "{name}"\nbase_url = "{server.base_url}"\nmodel = "model-{name}"\n'
        f"weight = {3 if name == 'one' else 1}\n"
        for name, server in servers.items()
    ]
    (run.home / "providers.toml").write_text("\n".join(tables), "utf-8")
    run.set(DISTILLER_PROVIDERS=str(run.home / "providers.toml"))


def test_a_job_with_further_providers_is_made_and_told(run: Commands, servers: tuple[ChatServer, ChatServer]) -> None:
    """The first refuses its key: the second does the work, and the figures of both are shown."""
    servers[0].script = lambda _seen: say.unauthorized()
    arguments = ("verbs", "add", "-", "--forms-only", "--with", "two", "--failover", "all", "--wait")
    job = run.json(*arguments, stdin="lopen")["job"]
    assert (job["status"], job["provider"]) == ("done", "one")
    assert (job["options"]["others"], job["options"]["failover"]) == (["two"], "all")
    shown = run.good("jobs", "show", 1)
    assert "With two; failover: all" in shown
    assert "two/model-two" in shown
    assert "not configured" not in shown
    listed = run.good("providers", "list")
    assert "1 of 1 failed, the last: AUTH" in listed
    assert "1 answered, 20" in listed
    assert [row["recent"]["failed"] for row in run.json("providers", "list") if row["recent"]] == [1, 0]


def test_a_provider_that_is_gone_is_told(run: Commands, servers: tuple[ChatServer, ChatServer]) -> None:
    """The job goes on with the rest."""
    run.good("verbs", "add", "-", "--forms-only", "--with", "two", stdin="lopen")
    configure(run, {"one": servers[0]})
    assert "two is not configured any more: the others do its part." in run.good("jobs", "show", 1)
    assert run.json("run")[0]["status"] == "done"


def test_questions_take_the_same_options(run: Commands, tmp_path: Path) -> None:
    """`run` makes the job with them."""
    (tmp_path / "q.csv").write_text("question\nWho?\n", "utf-8")
    run.good("import", "csv", tmp_path / "q.csv")
    run("run", "--provider", "two", "--with", "one", "--failover", "rate_limit_only")
    options = run.json("jobs", "show", 1)["job"]["options"]
    assert (options["others"], options["failover"]) == (["one"], "rate_limit_only")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--with", "nobody"), "Provider nobody is not configured"),
        (("--with", "one"), "Provider one is chosen already"),
        (("--with", "two", "--with", "two"), "Provider two is chosen already"),
        (("--with", "offline"), "The offline teacher cannot share a job"),
        (("--failover", "all"), "Failover (all) needs another provider"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_what_makes_no_sense_is_refused(
    run: Commands, arguments: tuple[str, ...], said: str, more: tuple[str, ...]
) -> None:
    """In a sentence, before anything is made; a dry run says the same."""
    assert said in run.refused("verbs", "add", "-", *arguments, *more, stdin="lopen")
    assert run.json("jobs", "list") == []
