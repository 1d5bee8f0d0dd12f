"""`distiller jobs`: list, show and steer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import click

from distiller.budgets import Budget
from distiller.cli.shell import (
    COUNT,
    DOLLARS,
    ID,
    Shell,
    call_figures,
    json_option,
    money,
    pass_shell,
    say,
    show,
    table,
)
from distiller.errors import DistillerError
from distiller.estimates import Compared, compared
from distiller.records import BatchRecord, CallRecord, InvalidRecord, ItemRecord, ItemStatus, JobRecord
from distiller.records.revalidation import Revalidation

_TITLE_SHOWN = 60


@click.group("jobs")
def command() -> None:
    """List, show, retry, revalidate, pause, resume, cancel and delete jobs; change what one may cost."""


@command.command("list")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many, newest first.")
@json_option
@pass_shell
def list_jobs(shell: Shell, limit: int, as_json: bool) -> None:
    """Jobs, newest first."""
    jobs = shell.jobs.list(limit)
    show(jobs, as_json, lambda: table(_HEADERS, map(_row, jobs)) if jobs else [_NONE])


@command.command("show")
@click.argument("job_id", type=ID)
@click.option("--status", type=click.Choice([s.value for s in ItemStatus]), help="Only items with this status.")
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many items.")
@json_option
@pass_shell
def show_job(shell: Shell, job_id: int, status: str | None, limit: int, as_json: bool) -> None:
    """One job with its batches, its calls, its items and their errors."""
    job = shell.jobs.get(job_id)
    items = shell.jobs.items(job_id, status=ItemStatus(status) if status else None, limit=limit)
    rows = ((i.id, _subject(i), i.product.value, i.status.value, i.error_message or "") for i in items)
    calls = shell.live.job(job_id).calls
    budget, estimate = shell.jobs.budget(job), compared(job)
    batches = shell.jobs.batches(job_id)
    show(
        {"job": job, "budget": budget, "estimate": estimate, "batches": batches, "calls": calls, "items": items},
        as_json,
        lambda: [
            *_lines(job, shell.jobs.missing_providers(job)),
            *_money_lines(job, budget),
            *_estimate_lines(estimate),
            "",
            *([*_batch_lines(batches), ""] if batches else []),
            *([*call_figures(calls), ""] if calls else []),
            *table(("item", "question" if job.options.questions else "verb", "product", "status", "message"), rows),
        ],
    )


@command.command("item")
@click.argument("item_id", type=ID)
@json_option
@pass_shell
def show_item(shell: Shell, item_id: int, as_json: bool) -> None:
    """The calls that carried one item, with their raw replies, and what failed validation."""
    calls = shell.jobs.calls_of_item(item_id)
    invalid = shell.jobs.invalid_of_item(item_id)
    show({"calls": calls, "invalid": invalid}, as_json, lambda: _item_lines(calls, invalid))


@command.command("retry")
@click.argument("job_id", type=ID)
@json_option
@pass_shell
def retry(shell: Shell, job_id: int, as_json: bool) -> None:
    """Ask again for failed and cancelled items."""
    _said(shell.jobs.retry_failed(job_id), as_json)


@command.command("revalidate")
@click.argument("job_id", type=ID)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_option
@pass_shell
def revalidate(shell: Shell, job_id: int, dry_run: bool, as_json: bool) -> None:
    """Judge stored replies again by today's rules, without any call; what was decided or edited stays as it is."""
    found = shell.jobs.revalidate(job_id, dry_run=dry_run)
    show(found, as_json, lambda: [_revalidated(found)])


@command.command("pause")
@click.argument("job_id", type=ID)
@json_option
@pass_shell
def pause(shell: Shell, job_id: int, as_json: bool) -> None:
    """Make no new calls for this job; those under way are stored."""
    _said(shell.jobs.pause(job_id), as_json)


@command.command("resume")
@click.argument("job_id", type=ID)
@json_option
@pass_shell
def resume(shell: Shell, job_id: int, as_json: bool) -> None:
    """Go on with a paused job."""
    _said(shell.jobs.resume(job_id), as_json)


@command.command("budget")
@click.argument("job_id", type=ID)
@click.argument("amount", type=DOLLARS)
@json_option
@pass_shell
def budget(shell: Shell, job_id: int, amount: Decimal | None, as_json: bool) -> None:
    """Change what a job may cost, in US dollars (none: no budget of its own). A paused job is resumed with resume."""
    job = shell.jobs.set_budget(job_id, amount)
    found = shell.jobs.budget(job)
    said = f"Job {job.id} is {job.status.value}."
    show({"job": job, "budget": found}, as_json, lambda: [said, *_money_lines(job, found)])


@command.command("cancel")
@click.argument("job_id", type=ID)
@json_option
@pass_shell
def cancel(shell: Shell, job_id: int, as_json: bool) -> None:
    """End a job; what is there stays. A batch is cancelled at the provider by the app, or `distiller run`."""
    _said(shell.jobs.cancel(job_id), as_json)
    if job_id in shell.store.cancelled_jobs_with_batches():
        say("Its batch is cancelled at the provider as soon as the app runs, or: distiller run")


@command.command("delete")
@click.argument("job_id", type=ID)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_shell
def delete(shell: Shell, job_id: int, yes: bool, as_json: bool) -> None:
    """Remove an ended job of which nothing is in the verb database; its calls stay for the bill."""
    if not yes:
        click.confirm(f"Remove job {job_id} with its items and responses?", abort=True, err=True)
    shell.jobs.delete(job_id)
    show({"deleted": job_id}, as_json, lambda: [f"Job {job_id} is removed."])


_NONE = "No jobs yet: distiller verbs add FILE, or distiller run --questions all"
_HEADERS = ("job", "status", "asked", "done", "failed", "open", "model", "cost", "by", "made (UTC)")


def _row(job: JobRecord) -> tuple[object, ...]:
    items = job.items
    return (
        job.id,
        job.status.value,
        f"{job.requested_count} {'questions' if job.options.questions else 'verbs'}",
        f"{items.success}/{items.total}",
        items.failed,
        items.open,
        f"{job.provider}/{job.model_name}",
        money(job.cost),
        job.created_by,
        f"{job.created_at:%Y-%m-%d %H:%M}",
    )


def _lines(job: JobRecord, missing: Sequence[str]) -> Iterable[str]:
    yield from table(_HEADERS, [_row(job)])
    if job.options.others:
        yield f"With {', '.join(job.options.others)}; failover: {job.options.failover.value}"
    for name in missing:
        yield f"{name} is not configured any more: the others do its part."
    if job.reason is not None:
        yield f"Reason: {DistillerError(job.reason.code, **job.reason.params).sentence('en')}"
    reused = f" ({job.reused} answered from the store)" if job.reused else ""
    yield f"{job.calls} calls{reused}, {job.prompt_tokens} + {job.completion_tokens} tokens"


def _money_lines(job: JobRecord, budget: Budget | None) -> Iterable[str]:
    """What the job may cost and how far that is used up; without a budget nothing that its cost does not say."""
    if budget is None:
        yield "Budget: none"
        return
    whose = "" if budget.own else " (DISTILLER_BUDGET_JOB)"
    unknown = f", {job.spending.unknown} calls of unknown price" if job.spending.unknown else ""
    yield (
        f"Budget{whose}: {money(budget.cap)}, {money(budget.spent)} spent, {money(budget.reserved)} reserved for calls "
        f"under way{unknown}"
    )


def _estimate_lines(figures: Sequence[Compared]) -> Iterable[str]:
    if figures:
        yield ""
        yield from table(("", "estimated", "real", "difference"), map(_compared_row, figures))


def _compared_row(one: Compared) -> tuple[object, ...]:
    name = one.name.replace("_", " ")
    error = "-" if one.error is None else f"{one.error:+.1f} %"
    return name, _figure(one.name, one.estimated), _figure(one.name, one.real), error


def _figure(name: str, value: float | Decimal | None) -> str:
    if name == "cost":
        return money(None if value is None else Decimal(value))
    return "-" if value is None else f"{value:.1f}" if name == "seconds" else f"{value:.0f}"


def _batch_lines(batches: Sequence[BatchRecord]) -> Iterable[str]:
    yield from table(_BATCH_HEADERS, map(_batch_row, batches))
    for batch in batches:
        if batch.error is not None:
            yield f"Batch {batch.id}: {DistillerError(batch.error.code, **batch.error.params).sentence('en')}"


_BATCH_HEADERS = ("batch", "status", "answered", "failed", "at the provider", "submitted (UTC)", "ended (UTC)")


def _batch_row(batch: BatchRecord) -> tuple[object, ...]:
    return (
        batch.id,
        batch.status.value,
        f"{batch.completed}/{batch.requests}",
        batch.failed,
        batch.remote_id or "-",
        f"{batch.submitted_at:%Y-%m-%d %H:%M}" if batch.submitted_at else "-",
        f"{batch.ended_at:%Y-%m-%d %H:%M}" if batch.ended_at else "-",
    )


def _subject(item: ItemRecord) -> str:
    return f"{item.subject} {' '.join(item.title.split())[:_TITLE_SHOWN]}" if item.title else item.subject


def _item_lines(calls: Sequence[CallRecord], invalid: Sequence[InvalidRecord]) -> Iterable[str]:
    for call in calls:
        done = "sent" if call.reused_from is None else f"answered from the store (call {call.reused_from})"
        yield (
            f"call {call.id}: {call.status.value}, {call.provider}/{call.model}, {done} "
            f"{call.sent_at:%Y-%m-%d %H:%M:%S} UTC, {money(call.cost)}"
            + (f", {call.error_type}: {call.error_message}" if call.error_type else "")
        )
        yield from (f"    {line}" for line in (call.raw_reply or "").splitlines())
    for one in invalid:
        yield f"invalid: {one.error_type}: {one.validation_error}"
    if not calls and not invalid:
        yield "No call carried this item."


def _revalidated(found: Revalidation) -> str:
    told = (
        f"{found.looked_at} items looked at: {found.became_valid} became valid, {found.still_invalid} still invalid, "
        f"findings of {found.findings_changed} responses changed."
    )
    return f"{told} Nothing was stored." if found.dry_run else told


def _said(job: JobRecord, as_json: bool) -> None:
    show(job, as_json, lambda: [f"Job {job.id} is {job.status.value}."])
