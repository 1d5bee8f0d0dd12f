"""`distiller db`: the database as an operator sees it."""

from __future__ import annotations

from pathlib import Path

import click

from distiller.cli.shell import Shell, json_option, pass_shell, readable, say, show
from distiller.errors import InputError


@click.group("db")
def command() -> None:
    """Bring up to date, check, back up, restore."""


@command.command("upgrade")
@json_option
@pass_shell
def upgrade(shell: Shell, as_json: bool) -> None:
    """Bring the database up to date; a copy of an SQLite file is made first."""
    from distiller.store import prepare

    changed = prepare(shell.settings.database_url, shell.settings.home)
    show(
        {"changed": changed},
        as_json,
        lambda: ["The database is up to date now." if changed else "The database was up to date."],
    )


@command.command("check")
@json_option
@pass_shell
def check(shell: Shell, as_json: bool) -> None:
    """Integrity, foreign keys, revision, and what no restart would heal. Exit code 1 if something is wrong."""
    report = shell.store.check()
    show(report, as_json, lambda: [f"{name}: {value}" for name, value in report.facts.items()] + list(report.problems))
    if report.problems:
        say(f"Error: the database has problems: {len(report.problems)}.")
        raise click.exceptions.Exit(1)


@command.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@json_option
@pass_shell
def backup(shell: Shell, target: Path | None, as_json: bool) -> None:
    """Copy an SQLite database while it is in use; TARGET defaults to the backups folder."""
    from distiller.store.backup import backup as make

    if target is not None and target.exists():  # perhaps the only good copy, or the database itself
        raise InputError("input-file-unwritable", name=str(target), reason="it is there already")
    written = make(shell.settings.database_url, shell.settings.home, target)
    show({"written": str(written)}, as_json, lambda: [f"Written: {written}"])


@command.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_shell
def restore(shell: Shell, source: Path, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of the database; the present one is kept beside it. Stop the app first."""
    from distiller.store.backup import restore as put_back

    readable(source)
    if not yes:
        click.confirm("Put this backup in the place of the database? The app must not run.", abort=True, err=True)
    kept = put_back(shell.settings.database_url, shell.settings.home, source)
    show(
        {"restored": str(source), "kept": str(kept) if kept else None},
        as_json,
        lambda: [f"Restored from {source}." + (f" The database before is kept as {kept}." if kept else "")],
    )
