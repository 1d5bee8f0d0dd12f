"""`distiller export`: approved work into a file."""

from __future__ import annotations

from pathlib import Path

import click

from distiller.cli.shell import ID, Shell, json_option, pass_shell, show
from distiller.errors import InputError

_WHAT = click.Choice(["verbs", "sentences", "database", "invalid"])


@click.command("export")
@click.argument("what", type=_WHAT)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="JSONL for programs, CSV for people.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; default: WHAT.FORMAT here.")
@click.option("--job", type=ID, help="Of this job only.")
@click.option("--committed", is_flag=True, help="Only what is in the verb database.")
@click.option("--search", "q", default="", help="Part of the infinitive.")
@click.option("--dry-run", is_flag=True, help="Only count, and show the first lines.")
@json_option
@pass_shell
def command(
    shell: Shell,
    what: str,
    form: str,
    output: Path | None,
    job: int | None,
    committed: bool,
    q: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write approved verbs, sentences, the verb database or invalid responses; the file appears when it is whole."""
    import orjson

    if dry_run:
        count = shell.exporter.count(what, job=job, committed_only=committed, q=q)
        first = shell.exporter.preview(what, job=job, committed_only=committed, q=q, limit=5)
        show(
            {"count": count, "first": first},
            as_json,
            lambda: [f"{count} lines would be written.", *(orjson.dumps(row).decode() for row in first)],
        )
        return
    path = output or Path(f"{what}.{form}")
    if path.exists() and not path.is_file():  # a device or folder must not be replaced by a file
        raise InputError("input-file-unwritable", name=str(path), reason="it is there and is no file")
    written = shell.exporter.write(what, form, path, job=job, committed_only=committed, q=q)
    show({"written": written, "file": str(path)}, as_json, lambda: [f"{written} lines written to {path}."])
