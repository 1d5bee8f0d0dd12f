"""`distiller run`: an engine in this process until nothing is left to do."""

from __future__ import annotations

import sys
import threading

import click

from distiller.cli.shell import Shell, json_option, on_terminal, pass_shell, show
from distiller.records import ItemCounts, ItemStatus, JobRecord

_LOOK_EVERY_S = 0.2
_STATUSES = tuple(status.value for status in ItemStatus)


@click.command("run")
@click.option("--job", "job_id", type=int, help="Wait for this job only (others run as well).")
@json_option
@pass_shell
def command(shell: Shell, job_id: int | None, as_json: bool) -> None:
    """Process what is pending, with a progress bar; the app may run on the same database."""
    jobs = run_until_done(shell, job_id)
    show(jobs, as_json, lambda: [_summary(job) for job in jobs] or ["Nothing was pending."])


def run_until_done(shell: Shell, job_id: int | None) -> list[JobRecord]:
    """Runs an engine until the job, or every job, has ended or paused; gives the jobs it waited for."""
    from distiller.engine import Engine

    wanted = [job_id] if job_id is not None else [job.id for job in shell.store.active_jobs()]
    if not wanted:
        return []
    engine = Engine(shell.store, shell.teachers, shell.settings)
    engine.start()
    try:
        _watch(shell, wanted)
    finally:
        engine.stop()
    return [shell.jobs.get(one) for one in wanted]


def _watch(shell: Shell, wanted: list[int]) -> None:
    tick = threading.Event()
    total = _items(shell, wanted).total
    with click.progressbar(length=total, label="Items", file=sys.stderr, hidden=not on_terminal()) as bar:
        while True:
            bar.update(_items(shell, wanted).ended - bar.pos)
            if not {job.id for job in shell.store.active_jobs()} & set(wanted):
                return
            tick.wait(_LOOK_EVERY_S)


def _items(shell: Shell, wanted: list[int]) -> ItemCounts:
    counts = [shell.jobs.get(job_id).items for job_id in wanted]
    return ItemCounts(*(sum(getattr(c, name) for c in counts) for name in _STATUSES))


def _summary(job: JobRecord) -> str:
    items = job.items
    return f"Job {job.id}: {job.status.value}, {items.success} of {items.total} items succeeded, {items.failed} failed."
