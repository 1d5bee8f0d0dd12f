"""What stands around the review card: filters, list, progress, empty states, dialogs. No Gradio here."""

from __future__ import annotations

import json
from collections.abc import Sequence

from distiller.dutch.findings import Severity
from distiller.records import (
    CallRecord,
    CardStatus,
    CardSummary,
    InvalidRecord,
    JobRecord,
    ReviewFilter,
    ReviewProgress,
)
from ui.present import bar, chip, empty, esc
from ui.present_card import FIELDS, STATUS_TONES, icon
from ui.present_errors import failure_html
from ui.texts import n, number, t
from ui.texts.review import SCRIPT_KEYS

PAGE = 50
STATUSES = ("to_review", "approved", "rejected", "committed", "empty", "invalid", "all")
FINDINGS = (("", "all"), ("any", "any"), ("error", "error"), ("disagree", "disagree"), ("none", "none"))
_RAW_SHOWN = 20_000
_KEYS = (
    ("A · Enter", "a"),
    ("F", "f"),
    ("G", "g"),
    ("X", "x"),
    ("Shift X", "shift-x"),
    ("E", "e"),
    ("R", "r"),
    ("J K · ← →", "jk"),
    ("↑ ↓", "updown"),
    ("1 … 9 0 · V", "digits"),
    ("U", "u"),
    ("/", "slash"),
    ("?", "help"),
    ("Enter", "enter"),
    ("Ctrl Enter", "ctrl-enter"),
    ("Alt Enter", "alt-enter"),
    ("Esc", "esc"),
)
_HINTS = (
    ("A", "approve"),
    ("X", "reject"),
    ("E", "edit"),
    ("R", "rerun"),
    ("J K", "move"),
    ("1–9", "select"),
    ("U", "undo"),
)


def frame(language: str) -> str:
    """The screen without content; the script fills its places. Gradio takes it for a template: nothing in it is one."""
    html = (
        f'<div class="rv" data-texts="{esc(json.dumps(_script_texts(language)))}">'
        '<p class="d-hidden" data-place="live" role="status" aria-live="polite"></p>'
        f'<div class="rv-top"><div class="rv-above">'
        '<div data-place="progress" class="rv-progress"></div><button type="button" class="d-btn d-btn--small" '
        f'data-act="all" data-key="rv-all">{esc(t(language, "review-approve-all"))}</button></div>'
        f"{_filters(language)}</div>"
        f'<div class="rv-message" data-place="message" role="alert" hidden></div>'
        f'<div class="rv-columns"><div class="rv-main">{_bar(language)}'
        f'<div data-place="card" class="rv-stage"><p class="d-muted">{esc(t(language, "review-js-loading"))}</p></div>'
        f"{_hints(language)}</div>"
        f'<aside class="rv-side" aria-label="{esc(t(language, "review-list"))}"><details class="rv-fold" open>'
        f'<summary>{esc(t(language, "review-list"))}</summary><div data-place="list"></div></details></aside></div>'
        f"{_help(language)}{_confirm(language)}</div>"
    )
    for mark in ("`", "\\", "${", "{{"):
        html = html.replace(mark, "".join(f"&#{ord(letter)};" for letter in mark))
    return html


def _script_texts(language: str) -> dict[str, object]:
    texts: dict[str, object] = {key.removeprefix("review-js-"): t(language, key) for key in SCRIPT_KEYS}
    texts["fields"] = [[name, t(language, f"review-field-{name}")] for name in FIELDS]
    return texts


def _filters(language: str) -> str:
    statuses = "".join(f'<option value="{s}">{esc(t(language, f"review-status-{s}"))}</option>' for s in STATUSES)
    findings = "".join(
        f'<option value="{value}">{esc(t(language, f"review-findings-{name}"))}</option>' for value, name in FINDINGS
    )
    controls = (
        ("job", f'<select data-filter="job"><option value="">{esc(t(language, "review-jobs-all"))}</option></select>'),
        ("status", f'<select data-filter="status">{statuses}</select>'),
        ("findings", f'<select data-filter="findings">{findings}</select>'),
        ("category", '<select data-filter="category"></select>'),
        ("q", '<input type="search" data-filter="q" maxlength="200" autocomplete="off" spellcheck="false">'),
    )
    labels = "".join(
        f"<label{' hidden' if name == 'category' else ''}><span>{esc(t(language, f'review-filter-{name}'))}</span>"
        f"{control}</label>"
        for name, control in controls
    )
    return (
        f'<details class="rv-fold rv-filters" open><summary>{esc(t(language, "review-filters"))}</summary>'
        f'<form class="rv-filter-row" role="search" onsubmit="return false">{labels}</form></details>'
    )


def _bar(language: str) -> str:
    """The main buttons; the first is the one a whole verb takes."""

    def button(act: str, label: str, key: str = "", look: str = "", drawn: str = "", *, bare: bool = False) -> str:
        shown = f'<span class="{"d-hidden" if bare else "rv-label"}">{esc(label)}</span>'
        hint = f"<kbd>{key}</kbd>" if key else ""
        title = f' title="{esc(label)} ({key})"' if bare else ""
        return (
            f'<button type="button" class="d-btn {look}" data-act="{act}" data-key="rv-{act}"{title}>'
            f"{icon(drawn) if drawn else ''}{shown}{hint}</button>"
        )

    main = "".join(
        f'<span data-label="{which}" {hidden}>{esc(t(language, f"review-{which}"))}</span>'
        for which, hidden in (("approve-rest", ""), ("approve-card", "hidden"), ("go-on", "hidden"))
    )
    return (
        '<div class="rv-bar">'
        '<button type="button" class="d-btn d-btn--primary rv-go" data-act="approve_card" data-key="rv-go">'
        f"{icon('approve')}{main}<kbd>A</kbd></button>"
        + button("undo", t(language, "review-undo"), "U", drawn="undo")
        + '<span class="rv-note" data-place="note" aria-hidden="true"></span><span class="d-spring"></span>'
        + button("previous", t(language, "review-previous"), "K", "rv-step", "previous", bare=True)
        + button("next", t(language, "review-next"), "J", "rv-step", "next", bare=True)
        + "</div>"
    )


def _hints(language: str) -> str:
    keys = "".join(
        f'<li data-hint="{name}"><kbd>{key}</kbd> {esc(t(language, f"review-hint-{name}"))}</li>'
        for key, name in _HINTS
    )
    return (
        f'<div class="rv-hints"><ul role="list">{keys}</ul>'
        '<button type="button" class="d-btn d-btn--small d-btn--quiet" '
        f'data-act="help" data-key="rv-help"><kbd>?</kbd> {esc(t(language, "review-help"))} …</button></div>'
    )


def _help(language: str) -> str:
    rows = "".join(
        f"<tr><th scope=row>{' '.join(f'<kbd>{part}</kbd>' if part != '·' else '·' for part in keys.split(' '))}</th>"
        f"<td>{esc(t(language, f'review-key-{name}'))}</td></tr>"
        for keys, name in _KEYS
    )
    return (
        f'<dialog class="rv-dialog" data-place="help" aria-label="{esc(t(language, "review-keys-title"))}">'
        f"<h2>{esc(t(language, 'review-keys-title'))}</h2><table>{rows}</table>"
        f'<label class="rv-switch"><input type="checkbox" data-switch="keys" checked> '
        f"{esc(t(language, 'review-keys-switch'))}</label>"
        f'<p class="d-muted d-small">{esc(t(language, "review-keys-switch-why"))}</p>'
        f'<form method="dialog"><button class="d-btn">{esc(t(language, "review-close"))}</button></form></dialog>'
    )


def _confirm(language: str) -> str:
    return (
        f'<dialog class="rv-dialog" data-place="confirm" aria-label="{esc(t(language, "review-confirm-title"))}">'
        f'<h2>{esc(t(language, "review-confirm-title"))}</h2><p data-place="confirm-count"></p>'
        f'<p class="d-muted">{esc(t(language, "review-confirm-text"))}</p><div class="d-row">'
        f'<button type="button" class="d-btn d-btn--primary" data-act="approve_all">'
        f"{esc(t(language, 'review-confirm-go'))}</button>"
        f'<button type="button" class="d-btn" data-act="close">{esc(t(language, "review-js-cancel"))}</button>'
        "</div></dialog>"
    )


# --- progress and list ----------------------------------------------------------------------------------------


def progress_html(progress: ReviewProgress, language: str, kind: str = "verbs") -> str:
    """How far the review is: a bar, cards (`kind`), and single responses still open. The script adds the pace."""
    words = t(
        language,
        "review-progress" if kind == "verbs" else f"review-progress-{kind}",
        done=f"{progress.cards_done}",
        total=f"{progress.cards}",
    )
    left = n(language, "review-left", progress.undecided)
    return (
        f'<div class="rv-progress-words"><b>{esc(words)}</b><span>{esc(left)}</span>'
        '<span data-place="pace"></span></div>' + bar([("ok", progress.cards_done)], max(progress.cards, 1), words)
    )


def job_options(jobs: Sequence[JobRecord], wanted: int | None, language: str) -> str:
    """The choices of the job filter, newest first; a job that is not among them is added."""
    lines = [f'<option value="">{esc(t(language, "review-jobs-all"))}</option>']
    for job in jobs:
        kind = "review-questions" if job.options.questions else "review-verbs"
        verbs = n(language, kind, job.requested_count)
        label = t(language, "review-job-option", id=job.id, verbs=verbs, model=job.model_name)
        lines.append(f'<option value="{job.id}">{esc(label)}</option>')
    if wanted is not None and all(job.id != wanted for job in jobs):
        lines.append(f'<option value="{wanted}">{esc(t(language, "review-job", id=wanted))}</option>')
    return "".join(lines)


def category_options(categories: Sequence[tuple[str, int]], wanted: str | None, language: str) -> str:
    """The choices of the category filter with how many questions each has; "" where there is nothing to choose."""
    named = [(name, count) for name, count in categories if name]
    if not named and not wanted:
        return ""
    lines = [f'<option value="">{esc(t(language, "review-categories-all"))}</option>']
    lines += [f'<option value="{esc(name)}">{esc(name)} ({number(language, count)})</option>' for name, count in named]
    if wanted and all(name != wanted for name, _ in named):
        lines.append(f'<option value="{esc(wanted)}">{esc(wanted)}</option>')
    return "".join(lines)


def list_html(cards: Sequence[CardSummary], offset: int, total: int, language: str) -> str:
    """A page of cards to jump to."""
    return listed("".join(_line(card, language) for card in cards), len(cards), offset, total, language)


def listed(lines: str, count: int, offset: int, total: int, language: str) -> str:
    """A page of the list beside the card; `lines` is HTML."""
    if not lines:
        return f'<p class="d-muted rv-list-empty">{esc(t(language, "review-list-empty"))}</p>'
    pages = ""
    if total > PAGE:
        shown = t(language, "review-list-page", first=offset + 1, last=offset + count, total=total)
        pages = (
            f'<div class="rv-pages">{_page("previous", offset - PAGE, offset > 0, language)}<span>{esc(shown)}</span>'
            f"{_page('next', offset + PAGE, offset + PAGE < total, language)}</div>"
        )
    return f'<ul class="rv-cards">{lines}</ul>{pages}'


def _line(card: CardSummary, language: str) -> str:
    parts = [f'<span class="rv-subject">{esc(card.title or card.subject)}</span>']
    if card.severity in (Severity.ERROR, Severity.WARNING) and card.severity:
        tone = "bad" if card.severity == Severity.ERROR else "warn"
        word = esc(t(language, f"review-severity-{card.severity}"))
        parts.append(
            f'<span class="rv-{tone}" title="{word}">{icon(card.severity.value)}<i class="d-hidden">{word}</i></span>'
        )
    if card.failed_items:
        parts.append(chip(t(language, "review-failed"), "bad"))
    if card.status == CardStatus.TO_REVIEW:
        parts.append(f'<span class="d-muted d-small">{esc(n(language, "review-undecided", card.undecided))}</span>')
    elif card.status != CardStatus.EMPTY:
        parts.append(chip(t(language, f"review-status-{card.status}"), STATUS_TONES[card.status]))
    return (
        f'<li><button type="button" data-act="jump" data-to="{card.card_id}" data-key="rv-card-{card.card_id}">'
        f"{''.join(parts)}</button></li>"
    )


def _page(which: str, offset: int, possible: bool, language: str) -> str:
    label = esc(t(language, which))
    return (
        f'<button type="button" class="d-btn d-btn--small rv-step" data-act="page" data-offset="{max(offset, 0)}" '
        f'data-key="rv-page-{which}" aria-label="{label}" title="{label}" {"" if possible else "disabled"}>'
        f"{icon(which)}</button>"
    )


# --- empty states and raw replies -----------------------------------------------------------------------------


def empty_html(wanted: ReviewFilter, everything: ReviewProgress, language: str, of: str = "verbs") -> str:
    """Why there is no card: nothing was made yet, all is reviewed, or nothing matches; and where to go."""
    unfiltered = wanted.findings is None and not wanted.q and not wanted.category and not wanted.disagree
    done = "all-done-questions" if of == "questions" else "all-done"
    if wanted.invalid:
        kind, title, link = "no-invalid", t(language, "review-no-invalid"), "?tab=review&status=all"
    elif not everything.cards and wanted.status in (None, CardStatus.TO_REVIEW) and unfiltered:
        kind, title, link = "nothing", t(language, "review-nothing"), "?tab=import"
    elif everything.cards and wanted.status == CardStatus.TO_REVIEW and unfiltered:
        link = "?tab=export" if of == "questions" else "?tab=verbs"
        kind, title = done, n(language, f"review-{done}", everything.cards_done)
    else:
        kind, title, link = "no-match", t(language, "review-no-match"), "?tab=review&status=all"
    go = (link, t(language, f"review-{kind}-go"))
    return f'<div data-empty="{kind}">{empty(title, t(language, f"review-{kind}-text"), go)}</div>'


def raw_html(invalid: Sequence[InvalidRecord], calls: Sequence[CallRecord], language: str) -> str:
    """What the teacher said, as it came: the parts that failed validation, and the replies they came from."""
    blocks = [(record.error_type, record.validation_error, record.raw_text) for record in invalid]
    blocks += [(call.error_type or call.model, call.error_message or "", call.raw_reply or "") for call in calls]
    if not blocks:
        return f'<p class="d-muted">{esc(t(language, "review-raw-none"))}</p>'
    return "".join(_raw_block(*block, language) for block in blocks[:20])


def _raw_block(kind: str, message: str, raw: str, language: str) -> str:
    cut = f'<p class="d-muted d-small">{esc(t(language, "review-raw-cut"))}</p>' if len(raw) > _RAW_SHOWN else ""
    box = f'<pre class="d-pre" tabindex="0" role="region" aria-label="{esc(kind)}">{esc(raw[:_RAW_SHOWN])}</pre>'
    body = box if raw else ""
    why = failure_html(kind, message, language)
    return f'<div class="rv-raw"><p><code class="rv-error-type">{esc(kind)}</code> {why}</p>{body}{cut}</div>'
