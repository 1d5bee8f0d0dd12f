"""`distiller run`: an engine in this process until nothing is left to do."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Sequence

import click

from distiller.cli.shell import ID, Shell, json_option, on_terminal, pass_shell, say, show
from distiller.engine import Engine
from distiller.errors import DistillerError, StoreUnavailable
from distiller.records import ItemCounts, ItemStatus, JobRecord, JobStatus, Reason

_LOOK_EVERY_S = 0.2
_TROUBLE_MOST_S = 600.0
_STATUSES = tuple(status.value for status in ItemStatus)


@click.command("run")
@click.option("--job", "job_id", type=ID, help="Wait for this job only (others run as well).")
@json_option
@pass_shell
def command(shell: Shell, job_id: int | None, as_json: bool) -> None:
    """Process what is pending, with a progress bar; the app may run on the same database."""
    jobs = run_until_done(shell, job_id)
    show(jobs, as_json, lambda: [summary(job) for job in jobs] or ["Nothing was pending."])
    exit_for(jobs)


def run_until_done(shell: Shell, job_id: int | None) -> list[JobRecord]:
    """Runs an engine until the job, or every job, has ended or paused; gives the jobs it waited for.

    Raises StoreUnavailable if the database could not be written for ten minutes.
    """
    active = [job.id for job in shell.store.active_jobs()]
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
            active = {job.id for job in shell.store.active_jobs()} & set(wanted)
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
            tick.wait(_LOOK_EVERY_S)


def _items(shell: Shell, wanted: Sequence[int]) -> ItemCounts:
    counts = [shell.jobs.get(job_id).items for job_id in wanted]
    return ItemCounts(*(sum(getattr(c, name) for c in counts) for name in _STATUSES))
