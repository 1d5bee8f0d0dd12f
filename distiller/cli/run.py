"""`distiller run`: an engine in this process until nothing is left to do."""

from __future__ import annotations

import sys
import threading
import time
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from distiller.cli.shell import (
    ID,
    WHO,
    Shell,
    budget_option,
    json_option,
    lasting,
    money,
    on_terminal,
    options,
    pass_shell,
    readable,
    say,
    show,
)
from distiller.engine import Engine
from distiller.errors import DistillerError, InputError, StoreUnavailable
from distiller.records import (
    Failover,
    ItemCounts,
    ItemStatus,
    JobOptions,
    JobRecord,
    JobStatus,
    QuestionFilter,
    Reason,
    Which,
)

_LOOK_EVERY_S = 0.2
_LOOK_SHARE = 10  # a look at a job of a million items takes longer: rest so many times as long
_TROUBLE_MOST_S = 600.0
_STATUSES = tuple(status.value for status in ItemStatus)

provider_options = options(
    click.option("--provider", help="Which teacher answers; default: the first that is configured."),
    click.option("--model", help="Another model of the provider."),
    click.option(
        "--with",
        "others",
        multiple=True,
        metavar="PROVIDER",
        help="A further provider, with its own model; may be repeated.",
    ),
    click.option(
        "--failover",
        type=click.Choice([policy.value for policy in Failover]),
        help="When those are asked: always, shared by weight (none, the default); while the job's own is at a limit "
        "(rate_limit_only); also while it fails or refuses (all).",
    ),
)
"""Who does the work of a job."""


@click.command("run")
@click.option("--job", "job_id", type=ID, help="Wait for this job only (others run as well).")
@click.option(
    "--questions",
    "which",
    type=click.Choice([which.value for which in Which]),
    help="First make a job of these questions, and wait for that. Any option below alone means: unanswered.",
)
@click.option("--category", help="Only questions of this category.")
@click.option("--search", "q", help="Only questions with this in their text or identifier.")
@click.option("--limit", type=click.IntRange(1, 10_000_000), help="At most so many questions.")
@provider_options
@click.option("--temperature", type=click.FloatRange(0, 2), help="0 by default.")
@click.option("--max-tokens", type=click.IntRange(1, 1_000_000), help="Cap on each reply; default: the provider's.")
@click.option("--system-prompt", help="Where neither the question nor its category has its own.")
@click.option("--system-prompt-file", type=click.Path(path_type=Path), help="The same, from a text file.")
@click.option("--category-prompt", "category_prompts", multiple=True, help="CATEGORY=TEXT; may be repeated.")
@click.option("--fresh", is_flag=True, help="Ask again even what was answered before.")
@budget_option
@click.option("--batch", is_flag=True, default=None, help="As a batch of the provider: half price, within 24 hours.")
@json_option
@pass_shell
def command(shell: Shell, /, job_id: int | None, as_json: bool, **asked: Any) -> None:
    """Process what is pending, with a progress bar; the app may run on the same database.

    With the options on questions it first makes a job of those.
    """
    if any(value is not None and value is not False and value != () for value in asked.values()):
        if job_id is not None:
            raise click.UsageError("--job waits for a job that is there: leave out the options on questions.")
        job_id = _start(shell, **asked).id
    jobs = run_until_done(shell, job_id)
    show(jobs, as_json, lambda: [summary(job) for job in jobs] or ["Nothing was pending."])
    exit_for(jobs)


def _start(
    shell: Shell,
    *,
    which: str | None,
    category: str | None,
    q: str | None,
    limit: int | None,
    provider: str | None,
    model: str | None,
    others: tuple[str, ...],
    failover: str | None,
    temperature: float | None,
    max_tokens: int | None,
    system_prompt: str | None,
    system_prompt_file: Path | None,
    category_prompts: tuple[str, ...],
    fresh: bool,
    budget: Decimal | None,
    batch: bool | None,
) -> JobRecord:
    """The job of the questions that the options mean, with what it will take told on stderr."""
    if system_prompt is not None and system_prompt_file is not None:
        raise click.UsageError("--system-prompt and --system-prompt-file exclude each other.")
    if system_prompt_file is not None:
        system_prompt = _prompt(system_prompt_file)
    chosen = JobOptions(
        questions=True,
        system_prompt=system_prompt or "",
        category_prompts=dict(map(_category_prompt, category_prompts)),
        others=others,
        failover=Failover(failover or Failover.NONE),
        fresh=fresh,
        batch=bool(batch),
    )
    wanted = QuestionFilter(Which(which or Which.UNANSWERED), category, q or "", limit)
    name = provider or shell.teachers.default
    if on_terminal():
        check = shell.question_jobs.check(wanted)
        found = shell.question_jobs.estimate(check, chosen, name, model or "", max_tokens)
        tokens = found.prompt_tokens + found.completion_tokens
        say(f"{check.selected} questions: about {tokens} tokens, {money(found.cost)}, {lasting(found)}.")
    return shell.question_jobs.start(
        wanted,
        chosen,
        name,
        model or "",
        WHO,
        uuid.uuid4().hex,
        temperature=temperature or 0.0,
        max_tokens=max_tokens,
        budget=budget,
    )


def _prompt(path: Path) -> str:
    try:
        return readable(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise InputError("input-not-text", name=path.name[-200:]) from exc


def _category_prompt(text: str) -> tuple[str, str]:
    category, equals, prompt = text.partition("=")
    if not equals or not prompt:
        raise click.UsageError("--category-prompt is CATEGORY=TEXT.")
    return category.strip(), prompt


def run_until_done(shell: Shell, job_id: int | None) -> list[JobRecord]:
    """Runs an engine until the job, or every job, has ended or paused; gives the jobs it waited for. Those that were
    cancelled while the provider had a batch of theirs are among them, until it is over.

    Raises StoreUnavailable if the database could not be written for ten minutes.
    """
    active = _unfinished(shell)
    wanted = active if job_id is None else [shell.jobs.get(job_id).id]
    if set(wanted) & set(active):
        engine = Engine(shell.store, shell.teachers, shell.settings)
        engine.start()
        try:
            _watch(shell, engine, wanted)
        finally:
            engine.stop()
    return [shell.jobs.get(one) for one in wanted]


def summary(job: JobRecord) -> str:
    """How a job ended, in one line."""
    items = job.items
    return f"Job {job.id}: {job.status.value}, {items.success} of {items.total} items succeeded, {items.failed} failed."


def exit_for(jobs: Iterable[JobRecord]) -> None:
    """Exit code 1, with one line on stderr, for the first job that paused or of which nothing succeeded."""
    for job in jobs:
        if job.status == JobStatus.PAUSED:
            why = DistillerError(job.reason.code, **job.reason.params).sentence("en") if job.reason else ""
            say(f"Error: job {job.id} is paused. {why}".rstrip() + f" To go on: distiller jobs resume {job.id}")
        elif job.status == JobStatus.FAILED:
            say(f"Error: nothing of job {job.id} succeeded. Why: distiller jobs show {job.id}")
        else:
            continue
        raise click.exceptions.Exit(1)


def _watch(shell: Shell, engine: Engine, wanted: Sequence[int]) -> None:
    tick = threading.Event()
    total = _items(shell, wanted).total
    told: Reason | None = None
    since = time.monotonic()
    with click.progressbar(length=total, label="Items", file=sys.stderr, hidden=not on_terminal()) as bar:
        while True:
            started = time.monotonic()
            active = set(_unfinished(shell)) & set(wanted)
            bar.update(_items(shell, wanted).ended - bar.pos)  # after the look, so that the end is shown too
            if not active:
                return
            trouble = engine.trouble
            if trouble is None:
                since = time.monotonic()
            elif trouble != told:
                say(DistillerError(trouble.code, **trouble.params).sentence("en"))
            if trouble is not None and time.monotonic() - since > _TROUBLE_MOST_S:
                raise StoreUnavailable(trouble.code, **trouble.params)
            told = trouble
            tick.wait(max(_LOOK_EVERY_S, _LOOK_SHARE * (time.monotonic() - started)))


def _unfinished(shell: Shell) -> list[int]:
    """Jobs that an engine has something to do for."""
    return [job.id for job in shell.store.active_jobs()] + shell.store.cancelled_jobs_with_batches()


def _items(shell: Shell, wanted: Sequence[int]) -> ItemCounts:
    counts = [shell.jobs.get(job_id).items for job_id in wanted]
    return ItemCounts(*(sum(getattr(c, name) for c in counts) for name in _STATUSES))
