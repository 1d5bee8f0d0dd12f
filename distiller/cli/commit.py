"""`distiller commit`: approved work into the verb database."""

from __future__ import annotations

from collections.abc import Iterable

import click

from distiller.cli.shell import ID, WHO, Shell, json_option, pass_shell, show
from distiller.records import CommitPreview


@click.command("commit")
@click.option("--dry-run", is_flag=True, help="Only say what would be added, changed and left.")
@click.option("--job", type=ID, help="Of this job only.")
@json_option
@pass_shell
def command(shell: Shell, dry_run: bool, job: int | None, as_json: bool) -> None:
    """Write approved work to the verb database, in one transaction."""
    from distiller.commit import fingerprint

    preview = shell.committer.preview(job=job)
    if dry_run:
        show(preview, as_json, lambda: _lines(preview))
        return
    made = shell.committer.commit(WHO, job=job, expected=fingerprint(preview))
    show(
        {"commit": made},
        as_json,
        lambda: [
            f"Commit {made.id}: " + ", ".join(f"{count} {name}" for name, count in made.counts.items()) + "."
            if made
            else "There is nothing to commit."
        ],
    )


def _lines(preview: CommitPreview) -> Iterable[str]:
    if not preview.changes:
        yield "There is nothing to commit."
    for change in preview.changes:
        yield f"{change.action:7} {change.subject}" + (f" ({', '.join(change.waiting)})" if change.waiting else "")
        for name, (old, new) in change.forms.items():
            yield f"          {name}: {old or '–'} → {new or '–'}"
        for sign, texts in (("+", change.sentences_added), ("−", change.sentences_retired)):
            for text in texts:
                yield f"        {sign} {text}"
        for old, new in change.sentences_changed:
            yield f"        ~ {old} → {new}"
