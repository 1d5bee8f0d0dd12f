"""`distiller verbs`: the paste list, and the verb database itself."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterable
from pathlib import Path

import click

from distiller.cli.run import run_until_done
from distiller.cli.shell import WHO, Shell, json_option, money, pass_shell, show, table
from distiller.errors import InputError
from distiller.jobs import Estimate, ListCheck
from distiller.records import Existing, JobOptions, VerbRecord

_ONLY = click.Choice(["missing", "no-sentences", "retired"])


@click.group("verbs")
def command() -> None:
    """Add verbs to be made; list, show, import, edit and retire those of the verb database."""


@command.command("add")
@click.argument("file")
@click.option("--forms-only", is_flag=True, help="No sentences.")
@click.option("--provider", help="Which teacher; default: the first that is configured.")
@click.option("--model", default="", help="Another model of the provider.")
@click.option("--sentences", "count", type=click.IntRange(1, 20), default=10, show_default=True)
@click.option("--level", default=JobOptions().level, show_default=True, help="Level of the sentences.")
@click.option("--existing", type=click.Choice([e.value for e in Existing]), default="skip", show_default=True)
@click.option("--again", is_flag=True, help="Also verbs that wait in another job.")
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and what it would take.")
@click.option("--wait", is_flag=True, help="Run the job here and wait for its end.")
@json_option
@pass_shell
def add(
    shell: Shell,
    file: str,
    forms_only: bool,
    provider: str | None,
    model: str,
    count: int,
    level: str,
    existing: str,
    again: bool,
    dry_run: bool,
    wait: bool,
    as_json: bool,
) -> None:
    """Make a job of a list of infinitives: FILE, or - for standard input."""
    text = _text(file)
    options = JobOptions(not forms_only, count, level, Existing(existing), again)
    name = provider or shell.teachers.default
    check = shell.jobs.check(text, options)
    estimate = shell.jobs.estimate(check, options, name, model or shell.teachers[name].model)
    if dry_run:
        show({"check": check, "estimate": estimate}, as_json, lambda: _plan(check, estimate))
        return
    job = shell.jobs.start(text, options, name, model, WHO, uuid.uuid4().hex)
    if wait:
        job = run_until_done(shell, job.id)[0]
    show(
        {"job": job, "check": check},
        as_json,
        lambda: [
            *_plan(check, estimate),
            f"Job {job.id}: {job.requested_count} verbs, {job.status.value}."
            + ("" if wait else " The app makes them, or: distiller run"),
        ],
    )


@command.command("list")
@click.option("--search", "q", default="", help="Part of the infinitive.")
@click.option("--only", type=_ONLY, help="Only such verbs.")
@click.option("--limit", default=50, show_default=True)
@click.option("--offset", default=0, show_default=True)
@json_option
@pass_shell
def list_verbs(shell: Shell, q: str, only: str | None, limit: int, offset: int, as_json: bool) -> None:
    """The verbs of the verb database, in Dutch order."""
    verbs = shell.verbs.list(q, limit=limit, offset=offset, only=only or "")
    show(verbs, as_json, lambda: table(_HEADERS, map(_row, verbs)) if verbs else ["No such verb in the database."])


@command.command("show")
@click.argument("verb_id", type=int)
@json_option
@pass_shell
def show_verb(shell: Shell, verb_id: int, as_json: bool) -> None:
    """One verb with its fill-in sentences."""
    verb = shell.verbs.verb(verb_id)
    rows = (
        (s.id, s.answer_form_key, s.answer, s.sentence_template, "retired" if s.retired_at else "")
        for s in verb.sentences
    )
    show(
        verb,
        as_json,
        lambda: [*table(_HEADERS, [_row(verb)]), "", *table(("id", "key", "answer", "template", ""), rows)],
    )


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
@pass_shell
def import_verbs(shell: Shell, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in an existing verb database: JSONL or CSV, as `export database` writes it."""
    if not file.is_file():
        raise InputError("input-file-missing", name=str(file))
    result = shell.verbs.import_rows(file.name, file, WHO, dry_run=dry_run)
    show(
        result,
        as_json,
        lambda: [
            f"{result.added} added, {result.changed} changed, {result.unchanged} as they were, "
            f"{len(result.refused)} refused." + (" Nothing was written." if dry_run else ""),
            *(refusal.sentence("en") for refusal in result.refused),
        ],
    )


@command.command("edit")
@click.argument("verb_id", type=int)
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@json_option
@pass_shell
def edit(shell: Shell, verb_id: int, changes: tuple[str, ...], as_json: bool) -> None:
    """Change forms of a verb: distiller verbs edit 7 vt_ev=liep vt_mv=liepen."""
    pairs = [change.partition("=") for change in changes]
    if any(not middle for _, middle, _ in pairs):
        raise click.UsageError("each change is FIELD=VALUE")
    forms = {**shell.verbs.verb(verb_id).forms, **{name: value for name, _, value in pairs}}
    verb = shell.verbs.edit_forms(verb_id, forms, WHO)
    show(verb, as_json, lambda: table(_HEADERS, [_row(verb)]))


@command.command("retire")
@click.argument("verb_id", type=int)
@click.option("--restore", is_flag=True, help="Bring it back.")
@json_option
@pass_shell
def retire(shell: Shell, verb_id: int, restore: bool, as_json: bool) -> None:
    """Take a verb out of the practice app; nothing is deleted."""
    verb = shell.verbs.restore(WHO, verb_id=verb_id) if restore else shell.verbs.retire(WHO, verb_id=verb_id)
    show(verb, as_json, lambda: [f"{verb.key.subject} is {'back' if restore else 'retired'}."])


_HEADERS = ("id", "verb", "ik", "jij", "hij", "past", "past pl.", "participle", "aux.", "sentences")


def _row(verb: VerbRecord) -> tuple[object, ...]:
    live = sum(s.retired_at is None for s in verb.sentences)
    forms = (verb.forms[name] or "–" for name in verb.forms)
    return (verb.id, verb.key.subject, *forms, live)


def _text(file: str) -> str:
    from distiller.importers.list_file import read_list_file

    if file == "-":
        return read_list_file("standard input", sys.stdin.buffer.read())
    path = Path(file)
    try:
        return read_list_file(path.name, path.read_bytes())
    except OSError as exc:
        raise InputError("input-file-missing", name=file) from exc


def _plan(check: ListCheck, estimate: Estimate) -> Iterable[str]:
    yield (
        f"{check.selected} verbs to make: {check.new} new, {len(check.committed)} in the database, "
        f"{len(check.waiting)} waiting in a job, {len(check.doubled)} doubled, {len(check.refused)} not acceptable."
    )
    for line in (*check.refused, *check.warned)[:20]:
        yield f"  line {line.line}: {line.text}: {line.sentence('en')}"
    yield (
        f"About {estimate.calls} calls, {estimate.prompt_tokens + estimate.completion_tokens} tokens, "
        f"{money(estimate.cost)}, {estimate.seconds:.0f} seconds."
    )
