"""The command line as a person meets it: its own folder, no `.env` of the checkout, no key of the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import distiller.cli.shell
from distiller.cli import cli
from distiller.store import Store

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DISTILLER_", "OPENAI_")
_START = """
import pathlib, sys, distiller.cli, distiller.cli.shell
distiller.cli.shell.ROOT = pathlib.Path(sys.argv.pop(1))
distiller.cli.main()
"""


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class Commands:
    """Runs commands on a database of its own; each looks at the world anew, as a process would."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._patch = monkeypatch
        for name in os.environ:
            if name.startswith(OURS):
                monkeypatch.delenv(name)
        monkeypatch.setenv("DISTILLER_HOME", str(home))
        monkeypatch.setattr(distiller.cli.shell, "ROOT", home)

    @property
    def database(self) -> Path:
        return self.home / "distiller.db"

    def set(self, **settings: str) -> None:
        """Environment of the commands that follow."""
        for name, value in settings.items():
            self._patch.setenv(name, value)

    def __call__(self, *args: object, stdin: str | bytes | None = None) -> Ran:
        """One command in this process; a fault that escapes fails the test."""
        ran = CliRunner(catch_exceptions=False).invoke(cli, [str(a) for a in args], input=stdin)
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    def good(self, *args: object, stdin: str | bytes | None = None) -> str:
        """What a command that succeeds prints."""
        ran = self(*args, stdin=stdin)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    def json(self, *args: object, stdin: str | bytes | None = None) -> Any:
        """What a command that succeeds prints with --json."""
        return json.loads(self.good(*args, "--json", stdin=stdin))

    def refused(self, *args: object, stdin: str | bytes | None = None) -> str:
        """The one line on stderr of a command that ends with 1 and prints nothing else."""
        ran = self(*args, stdin=stdin)
        assert (ran.code, ran.out) == (1, ""), ran
        return one_line(ran.err)

    def command(self, *args: object) -> list[str]:
        """What starts a command as its own process."""
        return [sys.executable, "-c", _START, str(self.home), *(str(a) for a in args)]

    def process(
        self, *args: object, stdin: bytes | None = None, env: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """One command as its own process."""
        return subprocess.run(
            self.command(*args),
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            **options,
        )

    def store(self) -> Store:
        """The database behind the commands; close it."""
        return Store(f"sqlite:///{self.database}")


def one_line(err: str) -> str:
    """The message of an error that is a single line."""
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("Error: ")
    assert "Traceback" not in err
    return lines[0].removeprefix("Error: ")
