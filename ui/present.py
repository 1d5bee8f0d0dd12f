"""Records to what the screen shows: HTML and labels that several tabs share. No Gradio here.

Every text that did not come from ui/texts goes through `esc`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from html import escape

from distiller.errors import DistillerError, SettingsError
from distiller.records import Reason
from distiller.settings import Settings
from ui.present_errors import told
from ui.texts import LANGUAGES, number, t

_TOASTS = {"Success": "done", "Warning": "warning", "Info": "info", "Error": "error"}
"""The titles that Gradio gives its messages, in English only, and our keys for them."""

NAMES = {"nl": "Nederlands", "en": "English"}


def esc(text: object) -> str:
    """`text` as HTML: nothing in it is markup."""
    return escape(str(text), quote=True)


def header(language: str) -> str:
    """Name and language switch; the links work without the script, which only keeps the query."""
    links = "".join(
        f'<a href="/{code}/" lang="{code}" hreflang="{code}" data-language="{code}" title="{NAMES[code]}"'
        f'{" aria-current=true" if code == language else ""}>{code.upper()}</a>'
        for code in sorted(LANGUAGES)
    )
    titles = {kind: t(language, f"{key}-title") for kind, key in _TOASTS.items()}
    return (
        f'<header class="d-header" data-toasts="{esc(json.dumps(titles))}"><h1>Distiller</h1>'
        f'<p class="d-tagline">{esc(t(language, "tagline"))}</p>'
        f'<span class="d-spring"></span>'
        f'<nav class="d-languages" aria-label="{esc(t(language, "language"))}">{links}</nav></header>'
        f'<div id="connection-lost" class="d-banner d-banner--bad" role="alert" hidden>'
        f"{esc(t(language, 'connection-lost'))}</div>"
        '<div id="trouble" class="d-banner d-banner--bad" role="alert" hidden></div>'
    )


def banner(settings: Settings, language: str) -> str:
    """What must be known before anything is started: that no model is asked; warnings about the configuration."""
    parts = []
    if settings.provider(settings.default_provider).offline:
        name, _, rest = t(language, "offline-banner").partition(": ")
        parts.append(f'<div class="d-banner"><span><b>{esc(name)}:</b> {esc(rest)}</span></div>')
    for code, params in settings.warnings:
        sentence = SettingsError(code, **params).sentence(language)
        parts.append(f'<div class="d-banner d-banner--bad"><span>{esc(sentence)}</span></div>')
    return "".join(parts)


def trouble(reason: Reason | None, language: str) -> str:
    """Why no work is done right now, as plain text; "" if all is well."""
    if reason is None:
        return ""
    return f"{t(language, 'trouble')} {told(DistillerError(reason.code, **reason.params), language)}"


def time_tag(at: datetime | None) -> str:
    """A moment; the browser writes it in the reader's zone (assets/base.js), UTC stands there until then."""
    if at is None:
        return "–"
    at = at.astimezone(UTC)
    return f'<time data-time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%Y-%m-%d %H:%M} UTC</time>'


def money(amount: Decimal | None, language: str, *, offline: bool = False) -> str:
    """US dollars with enough digits to be told from zero; unknown stays unknown."""
    if offline:
        return t(language, "free")
    if amount is None:
        return t(language, "unknown")
    digits = 2 if amount >= 1 or amount == 0 else 4
    if 0 < amount < Decimal("0.0001"):
        return "< $ 0,0001" if language == "nl" else "< $0.0001"
    text = f"{amount:,.{digits}f}"
    if language == "nl":
        return "$ " + text.translate(str.maketrans(",.", ".,"))
    return "$" + text


def duration(seconds: float | None, language: str) -> str:
    """A length of time as people say it: "40 s", "3 min", "2 h 05 min"."""
    if seconds is None:
        return t(language, "unknown")
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} {'u' if language == 'nl' else 'h'} {minutes:02d} min"


def empty(title: str, text: str = "", link: tuple[str, str] | None = None) -> str:
    """An empty state: what is not there yet, and where to begin. `link` is (query, label)."""
    button = f'<br><a class="d-btn d-btn--primary" data-go href="{esc(link[0])}">{esc(link[1])}</a>' if link else ""
    return f'<div class="d-empty"><b>{esc(title)}</b>{esc(text)}{button}</div>'


def problem(error: DistillerError, language: str) -> str:
    """An error where the content would be: for what is looked at all the time, where a message would nag."""
    return f'<div class="d-banner d-banner--bad" role="status"><span>{esc(told(error, language))}</span></div>'


def chip(text: str, tone: str = "") -> str:
    """A small label; tone is "", "ok", "warn", "bad", "info" or "accent"."""
    return f'<span class="d-chip{" d-chip--" + tone if tone else ""}">{esc(text)}</span>'


def bar(parts: list[tuple[str, int]], total: int, label: str) -> str:
    """A progress bar of (tone, count) parts; `label` says it in words."""
    done = sum(count for _, count in parts)
    spans = "".join(
        f'<span class="d-bar-{tone}" style="width:{100 * count / total:.2f}%"></span>'
        for tone, count in parts
        if count and total
    )
    return (
        f'<div class="d-bar" role="progressbar" aria-valuemin="0" aria-valuemax="{total}" aria-valuenow="{done}" '
        f'aria-label="{esc(label)}">{spans}</div>'
    )


def count(value: int, language: str) -> str:
    """A whole number as the language writes it."""
    return number(language, value)
