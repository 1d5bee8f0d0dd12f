"""The Jobs tab: what is being made, how far it is, and what can be done about it.

The whole tab is one HTML, written by the server from the store. It is looked at again and again while it is open, and
written again only where something changed: the page sends back the fingerprint of what it shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from distiller import budgets
from distiller.errors import NotFound, StoreError
from distiller.records import OPEN_JOB, ItemStatus, JobRecord
from ui.context import Context
from ui.events import ACT, READ
from ui.present import empty, esc, problem
from ui.present_batches import batch_section
from ui.present_calls import call_section
from ui.present_items import Replies, item_list
from ui.present_jobs import job_detail, job_list, resumed_at
from ui.present_money import compared_section
from ui.query import Query
from ui.shell import Shell
from ui.texts import t
from ui.toasts import done, told

EVERY_S = 1.5
IDLE_S = 3.0  # nothing is open, but a job may be started elsewhere
JOBS_PAGE = 20
ITEMS_PAGE = 50
STATE = "() => distiller.jobsState()"
ACTIONS = ("retry", "revalidate", "pause", "resume", "cancel", "delete", "budget")


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    view: gr.HTML
    timer: gr.Timer
    state: gr.Textbox


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page says it shows: where the lists begin, and the fingerprint of the whole."""

    query: Query
    before: int | None = None
    trail: tuple[int, ...] = ()
    print: str = ""

    @classmethod
    def parse(cls, text: str) -> Seen:
        """From the page's own words, which may be anything."""
        try:
            said = json.loads(text)
            before = int(said["before"]) if said.get("before") else None
            trail = tuple(int(part) for part in said.get("trail", [])[:10_000])
            return cls(Query.parse(str(said.get("search", ""))), before, trail, str(said.get("print", "")))
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return cls(Query())


def build(ctx: Context, language: str) -> Parts:
    """Lay out the tab."""
    view = gr.HTML("", elem_id="jobs", js_on_load=_ON_LOAD, apply_default_css=False)
    return Parts(
        view=view,
        timer=gr.Timer(EVERY_S, active=False),
        state=gr.Textbox(visible="hidden", elem_id="jobs-state", label="state"),
    )


_ON_LOAD = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act]');
  if (!button || button.disabled) return;
  if (button.dataset.sure && !confirm(button.dataset.sure)) return;
  if (distiller.jobsPage(button)) trigger('look', {});
  else {
    const value = button.dataset.ask ? prompt(button.dataset.ask, button.dataset.value) : '';
    if (value !== null) trigger('act', {act: button.dataset.act, job: Number(button.dataset.job), value});
  }
});
"""


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect: the tab's opening, its buttons and the clock."""
    look = told(shell.language)(_looker(ctx, shell.language))
    act = told(shell.language)(_actor(ctx, shell.language))
    outputs = [parts.view, parts.timer]
    shell.on_open("jobs", _opener(look), outputs)
    parts.timer.tick(look, [parts.state], outputs, js=STATE, **READ)
    parts.view.look(look, [parts.state], outputs, js=STATE, **READ)
    acted = parts.view.act(act, None, None, **ACT)
    for ended in (acted.success, acted.failure):  # `then` does not run after a failure: what was refused is shown too
        ended(look, [parts.state], outputs, js=STATE, **READ)


def _opener(look: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda search: look(json.dumps({"search": search}))


def _looker(ctx: Context, language: str) -> Callable[[str], Any]:
    def look(state: str) -> Any:
        seen = Seen.parse(state)
        if seen.query.tab != "jobs":
            return gr.skip(), gr.Timer(active=False)
        try:
            html, is_open = page(ctx, seen, language)
        except StoreError as error:
            html, is_open = f">{problem(error, language)}</div>", True
        fingerprint = hashlib.sha256(html.encode()).hexdigest()[:16]
        if fingerprint == seen.print:
            return gr.skip(), _clock(is_open)
        return f'<div id="jobs-page" data-print="{fingerprint}" {html}', _clock(is_open)

    return look


def _clock(is_open: bool) -> gr.Timer:
    return gr.Timer(EVERY_S if is_open else IDLE_S, active=True)


def _actor(ctx: Context, language: str) -> Callable[[gr.EventData], None]:
    def act(event: gr.EventData) -> None:
        name, job = str(event._data.get("act")), event._data.get("job")
        if name not in ACTIONS or not isinstance(job, int):
            return
        if name == "revalidate":
            found = ctx.jobs.revalidate(job)
            said = {"valid": found.became_valid, "invalid": found.still_invalid, "changed": found.findings_changed}
            done(language, t(language, "jobs-done-revalidate", id=job, **said))
            return
        if name == "budget":
            ctx.jobs.set_budget(job, budgets.parse(str(event._data.get("value") or "")))
        else:
            getattr(ctx.jobs, "retry_failed" if name == "retry" else name)(job)
        done(language, t(language, f"jobs-done-{name}", id=job))

    return act


# --- reading ------------------------------------------------------------------------------------------------


def page(ctx: Context, seen: Seen, language: str) -> tuple[str, bool]:
    """The tab's HTML without its opening `<div`, and whether anything in it can still change by itself."""
    jobs = ctx.jobs.list(limit=JOBS_PAGE + 1, before=seen.before)
    more, jobs = len(jobs) > JOBS_PAGE, jobs[:JOBS_PAGE]
    if not jobs and seen.before is None:
        link = (Query(tab="import").link(), t(language, "jobs-empty-go"))
        return f">{empty(t(language, 'jobs-empty'), t(language, 'jobs-empty-text'), link)}</div>", False
    chosen = _chosen(ctx, seen, jobs)
    detail = f'<p class="d-muted">{esc(t(language, "jobs-gone"))}</p>'
    if chosen is not None:
        since = resumed_at(chosen)
        ended_since = None if since is None else ctx.jobs.ended_since(chosen.id, since)
        calls = call_section(chosen, ctx.live.job(chosen.id), language, datetime.now(UTC))
        missing = ctx.jobs.missing_providers(chosen)
        detail = job_detail(chosen, language, ended_since, missing, ctx.jobs.budget(chosen))
        detail += compared_section(chosen, language) + batch_section(ctx.jobs.batches(chosen.id), language)
        detail += calls + _items(ctx, chosen, seen, language)
    listed = job_list(jobs, chosen.id if chosen else None, language, paged=seen.before is not None, more=more)
    picked = " j-page--picked" if seen.query.job is not None else ""
    marks = f'class="j-page{picked}" data-before="{seen.before or ""}" data-trail="{json.dumps(seen.trail)}"'
    is_open = any(job.status in OPEN_JOB for job in (*jobs, *([chosen] if chosen else [])))
    return f'{marks}>{listed}<article class="d-card j-detail">{detail}</article></div>', is_open


def _chosen(ctx: Context, seen: Seen, jobs: list[JobRecord]) -> JobRecord | None:
    """The job of the address, else the newest; None if it was deleted."""
    if seen.query.job is None:
        return jobs[0] if jobs else None
    try:
        return ctx.jobs.get(seen.query.job)
    except NotFound:
        return None


def _items(ctx: Context, job: JobRecord, seen: Seen, language: str) -> str:
    query = seen.query if seen.query.job else Query(tab="jobs", job=job.id)
    status = ItemStatus(query.status) if query.status in set(ItemStatus) else None
    after = seen.trail[-1] if seen.trail else 0
    items = ctx.jobs.items(job.id, status=status, after=after, limit=ITEMS_PAGE + 1)
    more, items = len(items) > ITEMS_PAGE, items[:ITEMS_PAGE]
    replies = None
    if query.item is not None and any(item.id == query.item for item in items):
        replies = Replies(query.item, ctx.jobs.calls_of_item(query.item), ctx.jobs.invalid_of_item(query.item))
    return item_list(items, query, language, trail=seen.trail, more=more, replies=replies)
