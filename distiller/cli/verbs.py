"""`distiller verbs`: the paste list, and the verb database itself."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import click

from distiller.cli.run import exit_for, provider_options, run_until_done, summary
from distiller.cli.shell import (
    COUNT,
    ID,
    WHO,
    Shell,
    budget_option,
    json_option,
    lasting,
    money,
    pass_shell,
    readable,
    say,
    show,
    table,
)
from distiller.importers.entry_texts import reason_text
from distiller.jobs import ListCheck, check_batch
from distiller.records import Estimate, Existing, Failover, JobOptions, VerbRecord

_REFUSED_SHOWN = 20
_ONLY = click.Choice(["missing", "no-sentences", "retired"])


@click.group("verbs")
def command() -> None:
    """Add verbs to be made; list, show, import, edit and retire those of the verb database."""


@command.command("add")
@click.argument("file")
@click.option("--forms-only", is_flag=True, help="No sentences.")
@provider_options
@click.option(
    "--sentences", "count", type=click.IntRange(1, 20), default=10, show_default=True, help="How many per verb."
)
@click.option("--level", default=JobOptions().level, show_default=True, help="Level of the sentences.")
@click.option(
    "--existing",
    type=click.Choice([e.value for e in Existing]),
    default="skip",
    show_default=True,
    help="Verbs of the verb database: leave out, new sentences only, or everything again.",
)
@budget_option
@click.option("--again", is_flag=True, help="Also verbs that wait in another job.")
@click.option("--fresh", is_flag=True, help="Ask again even what was answered before.")
@click.option("--batch", is_flag=True, help="As a batch of the provider: half price, answers within 24 hours.")
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and what it would take.")
@click.option("--wait", is_flag=True, help="Run the job here and wait for its end.")
@json_option
@pass_shell
def add(
    shell: Shell,
    file: str,
    forms_only: bool,
    provider: str | None,
    model: str | None,
    others: tuple[str, ...],
    failover: str | None,
    count: int,
    level: str,
    existing: str,
    budget: Decimal | None,
    again: bool,
    fresh: bool,
    batch: bool,
    dry_run: bool,
    wait: bool,
    as_json: bool,
) -> None:
    """Make a job of a list of infinitives: FILE, or - for standard input."""
    text = _text(file)
    options = JobOptions(
        not forms_only,
        count,
        level,
        Existing(existing),
        again,
        fresh=fresh,
        others=others,
        failover=Failover(failover or Failover.NONE),
        batch=batch,
    )
    name = provider or shell.teachers.default
    check_batch(shell.teachers[name], options)
    check = shell.jobs.check(text, options)
    estimate = shell.jobs.estimate(check, options, name, model or shell.teachers[name].model)
    if dry_run:
        show({"check": check, "estimate": estimate}, as_json, lambda: _plan(check, estimate))
        return
    job = shell.jobs.start(text, options, name, model or "", WHO, uuid.uuid4().hex, budget=budget)
    if wait:
        (job,) = run_until_done(shell, job.id)
    show(
        {"job": job, "check": check},
        as_json,
        lambda: [
            *_plan(check, estimate),
            summary(job) if wait else f"Job {job.id} is {job.status.value}. The app makes it, or: distiller run",
        ],
    )
    if wait:
        exit_for([job])


@command.command("list")
@click.option("--search", "q", default="", help="Part of the infinitive.")
@click.option("--only", type=_ONLY, help="Only such verbs.")
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many.")
@click.option("--offset", type=COUNT, default=0, show_default=True, help="How many to pass over first.")
@json_option
@pass_shell
def list_verbs(shell: Shell, q: str, only: str | None, limit: int, offset: int, as_json: bool) -> None:
    """The verbs of the verb database, in Dutch order."""
    verbs = shell.verbs.list(q, limit=limit, offset=offset, only=only or "")
    show(verbs, as_json, lambda: table(_HEADERS, map(_row, verbs)) if verbs else ["No such verb in the database."])


@command.command("show")
@click.argument("verb_id", type=ID)
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
    result = shell.verbs.import_rows(file.name, readable(file), WHO, dry_run=dry_run)
    taken = result.added + result.changed + result.unchanged
    show(
        result,
        as_json,
        lambda: [
            f"{result.added} added, {result.changed} changed, {result.unchanged} as they were, "
            f"{len(result.refused)} refused." + (" Nothing was written." if dry_run else ""),
            *(
                f"  line {r.line}{', ' * bool(r.column)}{r.column}: {reason_text(r, 'en')}"
                for r in result.refused[:_REFUSED_SHOWN]
            ),
        ],
    )
    if result.refused and not taken:
        say(f"Error: no row of {file.name} can be used: it needs the layout of `export database`.")
        raise click.exceptions.Exit(1)


@command.command("edit")
@click.argument("number", type=ID, metavar="ID")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...|SENTENCE")
@click.option("--sentence", is_flag=True, help="ID is that of a fill-in sentence, and its new text follows.")
@json_option
@pass_shell
def edit(shell: Shell, number: int, changes: tuple[str, ...], sentence: bool, as_json: bool) -> None:
    """Change forms of a verb (distiller verbs edit 7 vt_ev=liep vt_mv=liepen), or a fill-in sentence."""
    if sentence:
        verb = shell.verbs.edit_sentence(number, " ".join(changes), WHO)
    else:
        forms = {**shell.verbs.verb(number).forms, **assignments(changes)}
        verb = shell.verbs.edit_forms(number, forms, WHO)
    show(verb, as_json, lambda: table(_HEADERS, [_row(verb)]))


@command.command("retire")
@click.argument("number", type=ID, metavar="ID")
@click.option("--sentence", is_flag=True, help="ID is that of a fill-in sentence.")
@click.option("--restore", is_flag=True, help="Bring it back.")
@json_option
@pass_shell
def retire(shell: Shell, number: int, sentence: bool, restore: bool, as_json: bool) -> None:
    """Take a verb, or one fill-in sentence, out of the practice app; nothing is deleted."""
    verbs = shell.verbs
    if sentence:
        verb = verbs.restore_sentence(number, WHO) if restore else verbs.retire_sentence(number, WHO)
    else:
        verb = verbs.restore_verb(number, WHO) if restore else verbs.retire_verb(number, WHO)
    what = f"Sentence {number} of {verb.key.subject}" if sentence else verb.key.subject
    show(verb, as_json, lambda: [f"{what} is {'back' if restore else 'retired'}."])


@command.command("coverage")
@click.option("--search", "q", default="", help="Part of the infinitive.")
@json_option
@pass_shell
def coverage(shell: Shell, q: str, as_json: bool) -> None:
    """How many fill-in sentences each answer key has, and how many verbs have none for it."""
    found = shell.verbs.coverage(q)
    rows = ((key, c.sentences, c.verbs_without) for key, c in found.items())
    show(found, as_json, lambda: table(("key", "sentences", "verbs without"), rows))


_HEADERS = ("id", "verb", "ik", "jij", "hij", "past", "past pl.", "participle", "aux.", "sentences")


def _row(verb: VerbRecord) -> tuple[object, ...]:
    live = sum(s.retired_at is None for s in verb.sentences)
    forms = (verb.forms[name] or "–" for name in verb.forms)
    return (verb.id, verb.key.subject, *forms, live)


def assignments(changes: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE arguments as a mapping. Raises UsageError."""
    pairs = [change.partition("=") for change in changes]
    if any(not middle for _, middle, _ in pairs):
        raise click.UsageError("each change of forms is FIELD=VALUE")
    return {name: value for name, _, value in pairs}


def _text(file: str) -> str:
    from distiller.importers.list_file import FILE_BYTES_MOST, read_list_file

    most = FILE_BYTES_MOST + 1  # one more than allowed: enough to be told, however long it is
    if file == "-":
        return read_list_file("standard input", sys.stdin.buffer.read(most))
    with readable(Path(file)).open("rb") as stream:
        return read_list_file(Path(file).name, stream.read(most))


def _plan(check: ListCheck, estimate: Estimate) -> Iterable[str]:
    yield (
        f"{check.selected} verbs to make: {check.new} new, {len(check.committed)} in the database, "
        f"{len(check.waiting)} waiting in a job, {len(check.doubled)} doubled, {len(check.refused)} not acceptable."
    )
    for line in (*check.refused, *check.warned)[:_REFUSED_SHOWN]:
        yield f"  line {line.line}: {line.text}: {line.sentence('en')}"
    yield (
        f"About {estimate.calls} calls, {estimate.prompt_tokens + estimate.completion_tokens} tokens, "
        f"{money(estimate.cost)}, {lasting(estimate)}."
    )
