"""Jobs as the Jobs tab shows them: the list, and one job with its facts and buttons. No Gradio here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from distiller.budgets import Budget
from distiller.errors import DistillerError
from distiller.records import OPEN_JOB, JobRecord, JobStatus, Which
from ui.present import bar, chip, count, duration, esc, money, time_tag
from ui.present_errors import told
from ui.present_money import budget_fact
from ui.query import Query
from ui.texts import n, t

IMPORTED = "import"
"""The provider of answers that came along with their questions."""

_TONES = {
    JobStatus.QUEUED: "",
    JobStatus.RUNNING: "accent",
    JobStatus.PAUSED: "warn",
    JobStatus.DONE: "ok",
    JobStatus.FAILED: "bad",
    JobStatus.CANCELLED: "",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a job goes: items per minute, and seconds until it is done; None where nothing can be said yet."""

    per_minute: float | None = None
    left_s: float | None = None
    took_s: float | None = None


RESUMED_AFTER_S = 5.0
"""A job that began to run so much later than its first call was paused, or its program stopped, in between."""


def resumed_at(job: JobRecord) -> datetime | None:
    """Since when a running job runs again; None for one that has run since its first call, as far as is known."""
    if job.status != JobStatus.RUNNING or job.first_call_at is None:
        return None
    later = (job.updated_at - job.first_call_at).total_seconds() > RESUMED_AFTER_S
    return job.updated_at if later else None


def pace(job: JobRecord, ended_since: int | None = None) -> Pace:
    """The pace from the first call to the last reply; of a job that was resumed, since then.

    `ended_since` is how many items ended since `resumed_at`. Time in which nothing was asked is no work: it counts
    neither in the pace nor in what is left.
    """
    if job.first_call_at is None or job.last_reply_at is None:
        return Pace()
    whole = max((job.last_reply_at - job.first_call_at).total_seconds(), 0.0)
    since, ended = resumed_at(job), job.items.success + job.items.failed
    took = whole
    if since is not None:
        took, ended = (job.last_reply_at - since).total_seconds(), ended_since or 0
    if took <= 0 or not ended:
        return Pace(took_s=whole)
    left = job.items.open * took / ended if job.status in OPEN_JOB else None
    return Pace(60 * ended / took, left, whole)


def is_offline(job: JobRecord) -> bool:
    """Whether the built-in teacher answered, so that no model was asked."""
    return job.provider == "offline"


def status_chip(job: JobRecord, language: str) -> str:
    """The status in words and colour."""
    return chip(t(language, f"jobs-status-{job.status}"), _TONES[job.status])


def progress(job: JobRecord, language: str) -> str:
    """The bar over all items of the job."""
    items = job.items
    label = t(language, "jobs-progress", ended=items.ended, total=items.total, failed=items.failed)
    parts = [("ok", items.success), ("bad", items.failed), ("off", items.cancelled)]
    return bar(parts, max(items.total, 1), label)


def _sums(job: JobRecord, language: str) -> str:
    verbs = job.subjects
    said = [t(language, "jobs-count-done", count=count(verbs.success, language))]
    if verbs.failed:
        said.append(t(language, "jobs-count-failed", count=count(verbs.failed, language)))
    if verbs.open:
        said.append(t(language, "jobs-count-open", count=count(verbs.open, language)))
    return " · ".join(said)


def job_list(jobs: Sequence[JobRecord], chosen: int | None, language: str, *, paged: bool, more: bool) -> str:
    """The jobs, newest first, each a link; buttons to older ones and back."""
    rows = "".join(_list_row(job, job.id == chosen, language) for job in jobs)
    buttons = ""
    if paged:
        buttons += _button("newest", t(language, "jobs-newest"), small=True)
    if more:
        buttons += _button("older", t(language, "jobs-older"), before=jobs[-1].id, small=True)
    return (
        f'<nav class="j-list" aria-label="{esc(t(language, "jobs-list"))}"><ul>{rows}</ul>'
        f'<div class="d-row">{buttons}</div></nav>'
    )


def requested(job: JobRecord, language: str) -> str:
    """How many verbs, questions or imported answers the job is about."""
    key = "jobs-verbs"
    if job.options.questions:
        key = "jobs-imported" if job.provider == IMPORTED else "jobs-questions"
    return n(language, key, job.requested_count)


def _list_row(job: JobRecord, chosen: bool, language: str) -> str:
    href = esc(Query(tab="jobs", job=job.id).link())
    teacher = chip(t(language, "offline"), "info") if is_offline(job) else ""
    verbs = esc(requested(job, language))
    return (
        f'<li><a href="{href}" data-go data-key="job-{job.id}"{" aria-current=true" if chosen else ""}>'
        f'<span class="d-row"><b>{verbs}</b><span class="d-spring"></span>'
        f"{teacher}{status_chip(job, language)}</span>{progress(job, language)}"
        f'<span class="d-row d-small d-muted"><span>{esc(_sums(job, language))}</span><span class="d-spring"></span>'
        f"<span>#{job.id} · {time_tag(job.created_at)}</span></span></a></li>"
    )


# --- one job ------------------------------------------------------------------------------------------------


def job_detail(
    job: JobRecord,
    language: str,
    ended_since: int | None = None,
    missing: Sequence[str] = (),
    budget: Budget | None = None,
) -> str:
    """One job: what was asked, how far it is, what can be done with it. `ended_since`: see `pace`; `missing`: its
    further providers that are not configured any more."""
    back = esc(Query(tab="jobs").link())
    return (
        f'<div class="d-row j-head"><a class="d-btn d-btn--quiet d-btn--small j-back" data-go href="{back}">← '
        f"{esc(t(language, 'jobs-back'))}</a><h2>{esc(t(language, 'jobs-title', id=job.id))}</h2>"
        f"{status_chip(job, language)}{chip(t(language, 'offline'), 'info') if is_offline(job) else ''}"
        f'<span class="d-spring"></span>{actions(job, language)}</div>'
        f"{_reason(job, language)}{_missing(job, missing, language)}{progress(job, language)}"
        f'<div class="j-tiles">{_tiles(job, language)}</div>{_facts(job, language, pace(job, ended_since), budget)}'
    )


def actions(job: JobRecord, language: str) -> str:
    """The buttons that make sense now; the use case decides again."""
    buttons = []
    if job.items.success:
        href = esc(Query(tab="review", job=job.id).link())
        buttons.append(
            f'<a class="d-btn d-btn--primary" data-go data-key="act-review" href="{href}">'
            f"{esc(t(language, 'jobs-review'))}</a>"
        )
    if job.items.failed or job.items.cancelled:
        buttons.append(_button("retry", t(language, "jobs-retry"), job=job.id))
    if job.items.ended and job.status not in OPEN_JOB and job.provider != IMPORTED:
        hint = t(language, "jobs-revalidate-long")
        buttons.append(_button("revalidate", t(language, "jobs-revalidate"), job=job.id, hint=hint))
    if job.status in (JobStatus.QUEUED, JobStatus.RUNNING):
        buttons.append(_button("pause", t(language, "jobs-pause"), job=job.id))
    if job.status == JobStatus.PAUSED:
        buttons.append(_button("resume", t(language, "jobs-resume"), job=job.id))
    if job.status in OPEN_JOB:
        sure = t(language, "jobs-cancel-sure", id=job.id)
        buttons.append(_button("cancel", t(language, "jobs-cancel"), job=job.id, sure=sure))
    else:
        sure = t(language, "jobs-delete-sure", id=job.id)
        buttons.append(_button("delete", t(language, "jobs-delete"), job=job.id, sure=sure))
    return f'<span class="d-row">{"".join(buttons)}</span>'


def _button(act: str, label: str, *, small: bool = False, sure: str = "", hint: str = "", **data: int) -> str:
    values = "".join(f' data-{name}="{value}"' for name, value in data.items())
    question = f' data-sure="{esc(sure)}"' if sure else ""
    question += f' title="{esc(hint)}"' if hint else ""
    tone = " d-btn--danger" if act in ("cancel", "delete") else ""
    return (
        f'<button type="button" class="d-btn{tone}{" d-btn--small" if small else ""}" data-act="{act}" '
        f'data-key="act-{act}"{values}{question}>{esc(label)}</button>'
    )


def _reason(job: JobRecord, language: str) -> str:
    if job.reason is not None:
        sentence = told(DistillerError(job.reason.code, **job.reason.params), language)
        said = f"<b>{esc(t(language, 'jobs-reason'))}</b><span>{esc(sentence)}</span>"
    elif job.status == JobStatus.PAUSED:
        said = f"<span>{esc(t(language, 'jobs-paused-by-person'))}</span>"
    else:
        return ""
    tone = "" if job.reason is None else " d-banner--bad"
    return f'<div class="d-banner{tone}" role="status">{said}</div>'


def _missing(job: JobRecord, missing: Sequence[str], language: str) -> str:
    if job.status not in OPEN_JOB or not missing:
        return ""
    said = n(language, "jobs-missing", len(missing), providers=", ".join(missing))
    return f'<div class="d-banner" role="status"><span>{esc(said)}</span></div>'


def _tiles(job: JobRecord, language: str) -> str:
    verbs = job.subjects
    tiles = [
        ("requested", job.requested_count, ""),
        ("succeeded", verbs.success, "ok" if verbs.success else ""),
        ("failed", verbs.failed, "bad" if verbs.failed else ""),
        ("pending", verbs.open, ""),
    ]
    if verbs.cancelled:
        tiles.append(("cancelled", verbs.cancelled, ""))
    return "".join(
        f'<div class="j-tile{f" j-tile--{tone}" if tone else ""}"><b class="d-num">{count(value, language)}</b>'
        f"<span>{esc(t(language, f'jobs-{name}'))}</span></div>"
        for name, value, tone in tiles
    )


def _facts(job: JobRecord, language: str, speed: Pace, budget: Budget | None) -> str:
    facts: list[tuple[str, str]] = []
    for product, counts in (("forms", job.forms), ("sentences", job.sentences), ("answer", job.answers)):
        if counts.total:
            said = t(language, "jobs-progress", ended=counts.ended, total=counts.total, failed=counts.failed)
            facts.append((t(language, f"jobs-product-{product}"), esc(said)))
    if job.options.batch:
        speed = Pace(took_s=speed.took_s)  # when a batch comes says nothing about when the next one will
    if job.status == JobStatus.RUNNING and speed.per_minute is not None:
        rate = t(language, "jobs-rate-value", rate=count(max(1, round(speed.per_minute)), language))
        facts.append((t(language, "jobs-rate"), esc(rate)))
    if job.status == JobStatus.RUNNING and speed.left_s is not None:
        facts.append((t(language, "jobs-left"), esc(t(language, "jobs-about", time=duration(speed.left_s, language)))))
    elif job.status not in OPEN_JOB and speed.took_s is not None:
        took = t(language, "jobs-took-value", time=duration(speed.took_s, language))
        facts.append((t(language, "jobs-took"), esc(took)))
    facts += _cost_facts(job, language, budget) + _origin_facts(job, language)
    rows = "".join(f'<dt>{esc(name)}</dt><dd class="d-num">{value}</dd>' for name, value in facts)
    return f'<dl class="d-facts j-facts">{rows}</dl>'


def _cost_facts(job: JobRecord, language: str, budget: Budget | None) -> list[tuple[str, str]]:
    tokens = t(
        language,
        "jobs-tokens-value",
        prompt=count(job.prompt_tokens, language),
        completion=count(job.completion_tokens, language),
    )
    facts = [
        (t(language, "jobs-calls"), esc(_calls(job, language))),
        (t(language, "jobs-tokens"), esc(tokens)),
        (t(language, "jobs-cost"), esc(money(job.cost, language, offline=is_offline(job)))),
    ]
    if job.provider != IMPORTED:
        facts.append((t(language, "budget-fact"), budget_fact(job, budget, language)))
    return facts


def _calls(job: JobRecord, language: str) -> str:
    if not job.reused:
        return count(job.calls, language)
    return t(language, "jobs-calls-reused", count=count(job.calls, language), reused=count(job.reused, language))


def _asked(job: JobRecord, language: str) -> str:
    options = job.options
    if options.fresh:
        return f"{_wanted(job, language)}, {t(language, 'jobs-options-fresh')}"
    return _wanted(job, language)


def _wanted(job: JobRecord, language: str) -> str:
    options = job.options
    if options.questions:
        return _chosen_questions(job, language)
    if options.sentences:
        return t(language, "jobs-options-both", count=options.sentence_count, level=options.level)
    return t(language, "jobs-options-forms")


def _chosen_questions(job: JobRecord, language: str) -> str:
    """By which filter the questions of a job were chosen, in words."""
    if job.provider == IMPORTED:
        return t(language, "jobs-chosen-imported")
    chosen = job.options.selection
    said = [t(language, f"jobs-chosen-{which}") for which in Which if chosen.get("which") == which]
    narrowed = [name for name in ("category", "q", "limit") if chosen.get(name)]
    said += [t(language, f"jobs-chosen-{name}", value=chosen[name]) for name in narrowed]
    if job.options.system_prompt or job.options.category_prompts:
        said.append(t(language, "jobs-chosen-prompt"))
    return ", ".join(said)


def _origin_facts(job: JobRecord, language: str) -> list[tuple[str, str]]:
    params = ", ".join(f"{name} = {json.dumps(value)}" for name, value in sorted(job.model_params.items()))
    others = []
    if job.options.others:
        names, policy = ", ".join(job.options.others), t(language, f"jobs-failover-{job.options.failover}")
        others.append((t(language, "jobs-others"), esc(f"{names} – {policy}")))
    asked = _asked(job, language)
    if job.options.batch:
        asked = t(language, "jobs-options-batch", asked=asked)
    return [
        (t(language, "jobs-asked"), esc(asked)),
        (t(language, "jobs-model"), esc(f"{job.model_name} ({job.provider})")),
        *others,
        (t(language, "jobs-params"), esc(params) or "–"),
        (t(language, "jobs-who"), esc(job.created_by)),
        (t(language, "jobs-when"), time_tag(job.created_at)),
    ]
