"""The calls of one job on the Jobs tab: figures in a table, and what a provider waits for. No Gradio here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from distiller.errors import DistillerError
from distiller.live import JobFigures, per_minute
from distiller.records import OPEN_JOB, JobRecord
from distiller.records.live import CallFigures, LiveProvider
from ui.present import chip, count, esc, money
from ui.present_errors import told
from ui.texts import all_texts, t

SHOWN_WAIT_S = 2.0
"""Shorter waits are the pace itself, and nothing to tell."""

_COLUMNS = ("what", "count", "rate", "tokens", "cost", "latency", "errors")


def call_section(job: JobRecord, figures: JobFigures, language: str, now: datetime) -> str:
    """The table with one row for each provider, model and product; "" for a job that has made no call."""
    if not figures.calls:
        return ""
    rows = _rows(job, figures.calls, language)
    head = "".join(f'<th scope="col">{esc(t(language, f"calls-{name}"))}</th>' for name in _COLUMNS)
    standing = ""
    if job.status in OPEN_JOB:
        standing = _out(job, figures.providers, language) + _standing(figures.providers, language, now)
    return (
        f'<section class="j-section"><h3>{esc(t(language, "calls-title"))}</h3>{standing}'
        f'<table class="d-table j-calls"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _rows(job: JobRecord, figures: Sequence[CallFigures], language: str) -> str:
    """By teacher, each named above its rows where there are several; else the facts of the job name the only one."""
    rows, before, several = "", "", len({(one.provider, one.model) for one in figures}) > 1
    for one in figures:
        teacher = f"{one.model} ({one.provider})"
        if several and teacher != before:
            rows += f'<tr class="j-calls-teacher"><td colspan="{len(_COLUMNS)}">{esc(teacher)}</td></tr>'
        rows, before = rows + _row(job, one, language), teacher
    return rows


def _row(job: JobRecord, one: CallFigures, language: str) -> str:
    cells: Mapping[str, str] = {
        "what": f"<b>{esc(t(language, f'jobs-product-{one.product.value}'))}</b>",
        "count": _counted(one, language),
        "rate": esc(_rate(per_minute(one, job), language)),
        "tokens": f"{count(one.prompt_tokens, language)} / {count(one.completion_tokens, language)}",
        "cost": esc(_cost(one, language)),
        "latency": _latency(one, language),
        "errors": _errors(one.errors, language),
    }
    return "<tr>" + "".join(_cell(name, cells[name], language) for name in _COLUMNS) + "</tr>"


def _cell(name: str, inner: str, language: str) -> str:
    """On a phone the rows are stacked, and each cell carries the name of its column."""
    label = esc(t(language, f"calls-{name}"))
    hidden = ' class="j-calls-none"' if inner == "–" else ""
    return f'<td data-label="{label}"{hidden}><span class="d-num">{inner}</span></td>'


def _counted(one: CallFigures, language: str) -> str:
    under_way = ""
    if one.in_flight:
        said = t(language, "calls-in-flight", count=count(one.in_flight, language))
        under_way = f" {chip(said, 'accent')}"
    if one.reused:
        said = t(language, "calls-reused", count=count(one.reused, language))
        under_way += f' <span class="d-muted" title="{esc(t(language, "calls-reused-long"))}">{esc(said)}</span>'
    return count(one.answered, language) + under_way


def _rate(rate: float | None, language: str) -> str:
    if rate is None:
        return "–"
    return count(round(rate), language) if rate >= 10 else _decimal(rate, 1, language)


def _cost(one: CallFigures, language: str) -> str:
    offline = one.provider == "offline"
    if one.cost is None and one.known_cost and not offline:
        return t(language, "calls-cost-known", cost=money(one.known_cost, language))
    return money(one.cost, language, offline=offline)


def _latency(one: CallFigures, language: str) -> str:
    if one.p50_s is None or one.p95_s is None:
        return "–"
    said = f"{_seconds(one.p50_s, language)} / {_seconds(one.p95_s, language)}"
    return f'<span title="{esc(t(language, "calls-latency-long"))}">{esc(said)}</span>'


def _seconds(value: float, language: str) -> str:
    if value < 0.1:
        return f"{_decimal(1000 * value, 0 if value >= 0.01 else 1, language)} ms"
    return f"{_decimal(value, 2 if value < 1 else 1, language)} s"


def _decimal(value: float, digits: int, language: str) -> str:
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language == "nl" else text


def _errors(errors: Mapping[str, int], language: str) -> str:
    said = [
        t(language, "calls-error-count", count=count(number, language), what=_error(error_type, language))
        for error_type, number in sorted(errors.items(), key=lambda pair: -pair[1])
    ]
    return "<br>".join(esc(one) for one in said) or "–"


def _error(error_type: str, language: str) -> str:
    key = f"calls-error-{error_type}"
    return t(language, key) if key in all_texts() else error_type


# --- what is waited for -------------------------------------------------------------------------------------


def _standing(providers: Sequence[LiveProvider], language: str, now: datetime) -> str:
    lines = [
        f'<div class="d-banner" role="status"><span>{waits(one, language, now)}</span></div>'
        for one in providers
        if told_wait(one)
    ]
    for one in providers:
        for name, limit in (("requests", one.requests_per_minute), ("tokens", one.tokens_per_minute)):
            if limit:
                said = t(language, f"calls-limit-{name}", provider=one.name, limit=count(round(limit), language))
                lines.append(f'<p class="d-detail">{esc(said)}</p>')
    return "".join(lines)


def told_wait(one: LiveProvider) -> bool:
    """Whether a provider waits long enough to be worth a word."""
    return one.waits_s >= SHOWN_WAIT_S and bool(one.why)


def _out(job: JobRecord, providers: Sequence[LiveProvider], language: str) -> str:
    """Who does nothing more for this job, and why."""
    said = ""
    for one in providers:
        reason = one.out.get(job.id)
        if reason is not None:
            why = told(DistillerError(reason.code, **reason.params), language)
            out = t(language, "calls-out", provider=one.name)
            said += f'<div class="d-banner" role="status"><span><b>{esc(out)}</b> {esc(why)}</span></div>'
    return said


def waits(one: LiveProvider, language: str, now: datetime) -> str:
    """Until when, to the second: a moment stands still on the page, where a countdown would be written again."""
    until = (now + timedelta(seconds=one.waits_s + 0.5)).astimezone(UTC).replace(microsecond=0)
    clock = f'<time data-time="seconds" datetime="{until:%Y-%m-%dT%H:%M:%SZ}">{until:%H:%M:%S} UTC</time>'
    said = esc(t(language, f"calls-waits-{one.why}", provider=one.name))
    return f"{said} {clock}."
