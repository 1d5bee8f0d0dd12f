"""What commands print: one JSON document where that is asked for, a progress bar on a terminal only."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.shell import Commands

WORDS = """
verbs list
verbs show 1
verbs coverage
verbs edit 1 vt_ev=x
verbs retire 1
verbs retire 1 --sentence
run
jobs list
jobs show 1
jobs item 1
jobs retry 3
jobs pause 2
jobs cancel 2
jobs delete 3 --yes
review list
review show 16777216
review reject 1
review rerun 1
review undo
review approve --all
review edit 1 vt_ev=x
commit
commit --dry-run
export verbs --dry-run
stats
providers list
providers test
db upgrade
db check
db backup
doctor
""".strip().splitlines()


@pytest.fixture
def run(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on an empty database."""
    shutil.copy(sqlite_template, tmp_path / "distiller.db")
    return Commands(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three committed verbs and a job that waits, to be copied."""
    home = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        run = Commands(home, patch)
        run.good("verbs", "add", "-", "--sentences", 3, "--wait", stdin="werken, fietsen\nopbellen")
        run.good("review", "approve", "--all")
        run.good("commit")
        run.good("verbs", "add", "-", "--forms-only", stdin="lopen")
        run.good("verbs", "add", "-", "--forms-only", stdin="zien")
        run.good("jobs", "cancel", 3)
        run.good("db", "backup", home / "copy.db")
    return home / "copy.db"


@pytest.mark.parametrize("words", WORDS)
def test_every_command_prints_one_json_document_and_nothing_else(run: Commands, prepared: Path, words: str) -> None:
    """What a program would read is all there is on stdout."""
    shutil.copy(prepared, run.database)
    run.json(*words.split())


def test_the_program_itself_prints_json_and_nothing_else(run: Commands) -> None:
    """The way in from the shell: list from standard input, job to the end, exit code 0."""
    ran = run.process("verbs", "add", "-", "--sentences", 2, "--wait", "--json", stdin=b"zich vergissen\n")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["job"]["status"] == "done"


def test_a_terminal_gets_a_progress_bar(run: Commands) -> None:
    """On standard error: the output stays what a program can read."""
    ours, theirs = pty.openpty()
    command = run.command("verbs", "add", "-", "--forms-only", "--wait", "--json")
    ran = subprocess.run(command, input=b"lopen", stdout=subprocess.PIPE, stderr=theirs, cwd=run.home, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert json.loads(ran.stdout)["job"]["status"] == "done"
    assert b"Items" in shown
    assert b"100%" in shown


def test_a_terminal_without_the_letters_gets_their_codes(run: Commands) -> None:
    """A narrow encoding is no reason to fail."""
    run.good("verbs", "add", "-", "--forms-only", "--wait", stdin="werken")
    run.good("review", "approve", "--all")
    ran = run.process("commit", "--dry-run", env={"PYTHONIOENCODING": "latin-1"})
    assert ran.returncode == 0
    assert b"tt_ik: \\u2013 \\u2192 werk" in ran.stdout


def test_wrong_usage_ends_with_2_and_help_with_0(run: Commands) -> None:
    """Usage goes to stderr, help to stdout."""
    for args in (["jobs", "show", "x"], ["bogus"], ["export", "bogus"], ["review", "approve"], ["jobs", "show", 2**70]):
        ran = run(*args)
        assert (ran.code, ran.out) == (2, ""), args
        assert "Usage:" in ran.err
    helped = run("--help")
    assert helped.code == 0
    assert "doctor" in helped.out
