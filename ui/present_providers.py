"""The teachers as a table, and what a test of one showed. No Gradio here, and no key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from distiller.errors import DistillerError
from distiller.provider_check import ProviderRow, ProviderTest
from distiller.records.live import LiveProvider, RecentCalls
from ui.present import chip, esc, money, time_tag
from ui.present_calls import told_wait, waits
from ui.present_errors import told
from ui.texts import n, number, t

Outcome = ProviderTest | DistillerError
"""What a test came to: a result, or why there is none."""

_COLUMNS = ("name", "model", "key", "limits", "price", "json", "action")


@dataclass(frozen=True, slots=True)
class Health:
    """How the teachers stand: in this process, and by their newest calls."""

    standing: Mapping[str, LiveProvider] = field(default_factory=dict)
    recent: Mapping[str, RecentCalls] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


def view(
    rows: Sequence[ProviderRow], tried: Mapping[str, tuple[int, Outcome]], language: str, health: Health | None = None
) -> str:
    """All teachers, each with its last outcome; `tried` counts the tests of each."""
    health = health or Health()
    head = "".join(f'<th scope="col">{esc(t(language, f"providers-{name}"))}</th>' for name in _COLUMNS)
    body = "".join(_row(row, tried.get(row.name), health, language) for row in rows)
    alone = ""
    if all(row.offline for row in rows):
        alone = f'<div class="d-banner"><span>{esc(t(language, "providers-only-offline"))}</span></div>'
    return (
        f'<section class="s-teachers" aria-labelledby="s-teachers"><h2 id="s-teachers">'
        f"{esc(t(language, 'providers-title'))}</h2>"
        f'<p class="d-muted">{esc(t(language, "providers-intro"))}</p>{alone}'
        f'<div class="d-card"><table class="d-table s-table"><thead><tr>{head}</tr></thead>{body}</table></div>'
        f'<p class="d-muted d-small s-how">{esc(t(language, "providers-how"))}</p></section>'
    )


def _row(row: ProviderRow, tried: tuple[int, Outcome] | None, health: Health, language: str) -> str:
    """One teacher, and below it what its test showed."""
    tests = tried[0] if tried else 0
    under = t(language, "providers-rules") if row.offline else row.host
    chips = chip(t(language, "providers-default"), "accent") if row.default else ""
    chips += chip(t(language, "offline"), "warn") if row.offline else ""
    name = (
        f'<b class="d-wrap">{esc(row.name)}</b> {chips}<br><span class="d-muted d-small d-wrap">{esc(under)}</span>'
        f"{_standing(row.name, health, language)}"
    )
    cells = (
        name,
        f'<span class="d-wrap">{esc(row.model)}</span>',
        _key(row, language),
        "<br>".join(esc(limit) for limit in _limits(row, language)),
        esc(_prices(row, language)),
        _json(row, language),
        _button(row, tests, language),
    )
    parts = "".join(
        f'<td data-label="{esc(t(language, f"providers-{name}"))}" class="s-{name}">{cell}</td>'
        for name, cell in zip(_COLUMNS, cells, strict=True)
    )
    result = ""
    if tried is not None:
        shown = _outcome(tried[1], row, language)
        result = f'<tr class="s-outcome"><td colspan="{len(_COLUMNS)}" role="status">{shown}</td></tr>'
    opened = ' class="s-opened"' if result else ""
    return f"<tbody><tr{opened}>{parts}</tr>{result}</tbody>"


def _standing(name: str, health: Health, language: str) -> str:
    """What it waits for, which jobs it is left out of, and how its newest calls ended."""
    lines = []
    now = health.standing.get(name)
    if now is not None:
        lines += [f'<span class="s-bad">{waits(now, language, health.now)}</span>'] if told_wait(now) else []
        for job, reason in sorted(now.out.items()):
            why = told(DistillerError(reason.code, **reason.params), language)
            lines.append(f'<span class="s-bad">{esc(t(language, "providers-out", job=job, why=why))}</span>')
    recent = health.recent.get(name)
    if recent is not None:
        key = "providers-recent-failed" if recent.failed else "providers-recent-good"
        said = esc(n(language, key, recent.ended, failed=number(language, recent.failed)))
        lines.append(f'<span class="d-muted">{said} · {time_tag(recent.last_at)}</span>')
    return "".join(f'<span class="d-small s-standing">{line}</span>' for line in lines)


def _key(row: ProviderRow, language: str) -> str:
    if row.offline:
        return f'<span class="d-muted">{esc(t(language, "providers-key-unneeded"))}</span>'
    if row.has_key:
        return chip(t(language, "providers-key-yes"), "ok")
    return chip(t(language, "providers-key-no"))


def _limits(row: ProviderRow, language: str) -> list[str]:
    found = [n(language, "providers-at-once", row.concurrency)]
    if row.weight > 1:
        found.append(t(language, "providers-weight", weight=row.weight))
    if row.requests_per_minute:
        found.append(n(language, "providers-requests", row.requests_per_minute))
    if row.tokens_per_minute:
        found.append(n(language, "providers-tokens", row.tokens_per_minute))
    return found


def _prices(row: ProviderRow, language: str) -> str:
    if row.offline or row.input_price == row.output_price == 0:
        return t(language, "free")
    if row.input_price is None or row.output_price is None:
        return t(language, "unknown")
    prices = [_price(amount, language) for amount in (row.input_price, row.output_price)]
    return t(language, "providers-prices", input=prices[0], output=prices[1])


def _price(amount: Decimal, language: str) -> str:
    """Dollars with as many digits as the price has, two at least."""
    digits = max(2, len(f"{amount.normalize():f}".partition(".")[2]))
    return decimal(f"${amount:.{digits}f}", language).replace("$", "$ " if language == "nl" else "$")


def decimal(text: str, language: str) -> str:
    """A number as the language writes it."""
    return text.replace(".", ",") if language == "nl" else text


def _json(row: ProviderRow, language: str) -> str:
    mode = "offline" if row.offline else row.found or "none"
    text = esc(t(language, f"providers-mode-{mode}"))
    return f'<span class="d-muted">{text}</span>' if mode in ("offline", "none") else text


def _button(row: ProviderRow, tests: int, language: str) -> str:
    label = t(language, "providers-test-of", name=row.name)
    return (
        f'<button type="button" class="d-btn d-btn--small" data-test="{esc(row.name)}" data-tests="{tests}" '
        f'data-key="test-{esc(row.name)}" data-busy="{esc(t(language, "providers-testing"))}" '
        f'aria-label="{esc(label)}">{esc(t(language, "providers-test"))}</button>'
    )


def _outcome(outcome: Outcome, row: ProviderRow, language: str) -> str:
    if isinstance(outcome, DistillerError):
        return f'<span class="s-bad">{esc(told(outcome, language))}</span>'
    seconds = decimal(f"{outcome.latency_s:.2f}", language)
    kind = "bad" if outcome.problem else "good"
    said = esc(t(language, f"providers-{kind}", model=outcome.model, seconds=seconds))
    if outcome.problem:
        said += f' <span class="d-detail" lang="en">{esc(outcome.problem)}</span>'
    if row.offline:
        return f'<span class="s-{kind}">{said}</span>'
    unknown = t(language, "unknown")
    sent, received = (
        unknown if tokens is None else number(language, tokens)
        for tokens in (outcome.prompt_tokens, outcome.completion_tokens)
    )
    cost = t(language, "providers-cost", sent=sent, received=received, cost=money(outcome.cost, language))
    return f'<span class="s-{kind}">{said}</span> <span class="d-muted d-small">{esc(cost)}</span>'
