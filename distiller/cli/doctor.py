"""`distiller doctor`: whether everything that is needed is there."""

from __future__ import annotations

import shutil
import sys

import click

from distiller.cli.shell import Shell, json_option, money, pass_shell, say, show
from distiller.error_texts import ERROR_TEXTS

_LOW_DISK_BYTES = 500_000_000


@click.command("doctor")
@json_option
@pass_shell
def command(shell: Shell, as_json: bool) -> None:
    """Python, settings, folder, disk, database and teachers. Exit code 1 if something is wrong."""
    settings = shell.settings
    health = shell.store.check()
    settings.home.mkdir(parents=True, exist_ok=True)  # the database may lie elsewhere
    free = shutil.disk_usage(settings.home).free
    facts = {
        "python": sys.version.split()[0],
        "home": str(settings.home),
        "free disk": f"{free // 1_000_000} MB",
        "database": health.facts["database"],
        "revision": health.facts["revision"],
        "teachers": ", ".join(f"{c.name} ({c.model})" for c in shell.jobs.providers()),
    }
    caps = (("job", settings.caps.job), ("person and day", settings.caps.user), ("day", settings.caps.day))
    facts["budgets"] = ", ".join(f"{money(cap)} a {name}" for name, cap in caps if cap is not None) or "none"
    problems = list(health.problems)
    problems += [ERROR_TEXTS[code]["en"].format(**params) for code, params in settings.warnings]
    if free < _LOW_DISK_BYTES:
        problems.append(f"Only {free // 1_000_000} MB are free where the database lies.")
    show(
        {"facts": facts, "problems": problems},
        as_json,
        lambda: [*(f"{k}: {v}" for k, v in facts.items()), *(problems or ["All is well."])],
    )
    if problems:
        say(f"Error: problems were found: {len(problems)}.")
        raise click.exceptions.Exit(1)
