"""What waits to be committed, and what was: the preview with its button, and the history. No Gradio here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from distiller.commit import Waits
from distiller.dutch.model import FORM_FIELDS
from distiller.records import CommitPreview, CommitRecord, VerbChange
from ui.present import count, empty, esc, time_tag
from ui.query import Query
from ui.texts import all_texts, n, t

SHOWN = 40
"""Verbs of one group that are shown at once, and added by each press of its button."""

HISTORY_SHOWN = 100
GROUPS = ("add", "change", "retire", "wait", "leave")
WRITTEN = GROUPS[:3]
_OPEN_UP_TO = 12
_COUNTS = (
    "verbs_added", "verbs_changed", "verbs_retired", "sentences_added", "sentences_changed", "sentences_retired",
)  # fmt: skip


def panel(
    preview: CommitPreview,
    fingerprint: str,
    shown: Mapping[str, int],
    history: Sequence[CommitRecord],
    language: str,
    *,
    job: int | None = None,
) -> str:
    """What a commit would do now, by kind, and the button that does exactly this."""
    writing = sum(preview.count(action) for action in WRITTEN)
    button, note = "", ""
    if not writing and not preview.count("wait"):
        link = (Query(tab="review").link(), t(language, "verbs-waiting-none-go"))
        note = empty(t(language, "verbs-waiting-none"), t(language, "verbs-waiting-none-text"), link)
    elif not writing:
        note = f'<p class="d-muted v-note">{esc(t(language, "verbs-waiting-only"))}</p>'
    else:
        button = (
            f'<button type="button" class="d-btn d-btn--primary" data-act="commit" data-print="{esc(fingerprint)}" '
            f'data-key="verbs-commit">{esc(n(language, "verbs-commit", writing))}</button>'
        )
    groups = "".join(
        _group(action, [c for c in preview.changes if c.action == action], shown.get(action, SHOWN), language)
        for action in GROUPS
    )
    marks = f' data-print="{esc(fingerprint)}" data-shown="{esc(json.dumps(dict(shown)))}"'
    return _frame(f'<div class="v-groups"{marks}>{note}{groups}</div>', button, history, language, job=job)


def too_many(cards: int, history: Sequence[CommitRecord], language: str, *, job: int | None = None) -> str:
    """So much waits that its preview takes seconds: it is made when asked for."""
    said = esc(t(language, "verbs-waiting-many", count=count(cards, language)))
    button = (
        f'<button type="button" class="d-btn d-btn--primary" data-act="preview" data-key="verbs-commit" '
        f'data-busy="{esc(t(language, "verbs-waiting-busy"))}">{esc(t(language, "verbs-preview"))}</button>'
    )
    return _frame(f'<p class="v-note">{said}</p>', button, history, language, job=job)


def being_made(language: str) -> str:
    """What stands there until the first preview has come."""
    return _frame(f'<p class="d-muted v-note">{esc(t(language, "verbs-waiting-busy"))}</p>', "", (), language)


def _frame(body: str, button: str, history: Sequence[CommitRecord], language: str, *, job: int | None = None) -> str:
    only = ""
    if job is not None:
        only = (
            f'<span class="d-chip d-chip--info">{esc(t(language, "verbs-commit-job", id=job))}</span>'
            f'<a class="d-btn d-btn--small d-btn--quiet" data-go href="{esc(Query(tab="verbs").link())}">'
            f"{esc(t(language, 'verbs-commit-all-jobs'))}</a>"
        )
    return (
        f'<section class="d-card v-commit"><div class="d-row v-head"><h2>{esc(t(language, "verbs-waiting"))}</h2>'
        f'{only}<span class="d-spring"></span>{button}</div>{body}{_history(history, language)}</section>'
    )


# --- the preview --------------------------------------------------------------------------------------------


def _group(action: str, changes: Sequence[VerbChange], shown: int, language: str) -> str:
    if not changes:
        return ""
    rows = "".join(_change(change, language) for change in changes[:shown])
    rest = len(changes) - shown
    more = ""
    if rest > 0:
        more = (
            f'<button type="button" class="d-btn d-btn--small" data-act="more" data-group="{action}" '
            f'data-shown="{shown + SHOWN}" data-key="more-{action}">'
            f"{esc(n(language, 'verbs-more', min(rest, SHOWN)))}</button>"
        )
    opened = " open" if len(changes) <= _OPEN_UP_TO and action != "leave" else ""
    return (
        f'<details class="v-group" data-key="group-{action}"{opened}><summary>'
        f"<b>{esc(t(language, f'verbs-group-{action}'))}</b> "
        f'<span class="d-chip{_TONES.get(action, "")} d-num">{count(len(changes), language)}</span>'
        f'</summary><ul class="v-changes">{rows}</ul>{more}</details>'
    )


_ACTIONABLE = frozenset({Waits.FORMS_MISSING, Waits.FORMS_UNDECIDED, Waits.VERB_RETIRED, Waits.OUTDATED})
_TONES = {"add": " d-chip--ok", "change": " d-chip--info", "retire": " d-chip--bad", "wait": " d-chip--warn"}


def _change(change: VerbChange, language: str) -> str:
    parts = [_forms(change, language)]
    if change.action == "retire":
        parts.append(f'<p class="d-small d-muted">{esc(t(language, "verbs-group-retire-why"))}</p>')
    parts.append(_sentences(change, language))
    for reason in change.waiting:
        mark = "v-why" if reason in _ACTIONABLE else "d-muted"
        parts.append(f'<p class="d-small {mark}">{esc(t(language, f"verbs-waits-{reason}"))}</p>')
    link = ""
    if change.card_ids:
        href = esc(Query(tab="review", status="all", item=change.card_ids[-1]).link())
        link = (
            f'<a class="d-btn d-btn--small d-btn--quiet" data-go href="{href}">{esc(t(language, "verbs-in-review"))}'
            f'<span class="d-hidden"> {esc(change.subject)}</span></a>'
        )
    return (
        f'<li><span class="v-subject"><b class="d-wrap">{esc(change.subject)}</b>{link}</span>'
        f"<div>{''.join(parts)}</div></li>"
    )


def _forms(change: VerbChange, language: str) -> str:
    """New forms on one line; changed ones each with what was there."""
    if not change.forms:
        return ""
    if change.action == "add" and not any(old for old, _ in change.forms.values()):
        said = " · ".join(esc(change.forms[name][1]) for name in FORM_FIELDS[:-1] if name in change.forms)
        auxiliary = change.forms.get(FORM_FIELDS[-1], ("", ""))[1]
        return f'<p class="d-wrap">{said}{f" ({esc(auxiliary)})" if auxiliary else ""}</p>'
    rows = "".join(
        f"<li>{esc(t(language, f'verbs-field-{name}'))}: {_pair(*change.forms[name], language)}</li>"
        for name in FORM_FIELDS
        if name in change.forms
    )
    return f'<ul class="v-pairs">{rows}</ul>'


def _pair(old: str, new: str, language: str) -> str:
    """Old and new, told apart in words as well as in looks."""
    blank = t(language, "verbs-blank")
    sides = [
        f'<span class="d-hidden">{esc(t(language, word))} </span><{tag}>{esc(text or blank)}</{tag}>'
        for word, tag, text in (("verbs-was", "del", old), ("verbs-becomes", "ins", new))
    ]
    return f'{sides[0]} <span aria-hidden="true">→</span> {sides[1]}'


def _sentences(change: VerbChange, language: str) -> str:
    kinds = (
        ("added", [f"<ins>{esc(text)}</ins>" for text in change.sentences_added]),
        ("changed", [_pair(old, new, language) for old, new in change.sentences_changed]),
        ("retired", [f"<del>{esc(text)}</del>" for text in change.sentences_retired]),
    )
    return "".join(
        f'<details class="v-sentences" data-key="{kind}-{esc(change.subject)}"><summary class="d-small">'
        f"{esc(n(language, f'verbs-sentences-{kind}', len(lines)))}</summary>"
        f'<ul class="v-pairs">{"".join(f"<li>{line}</li>" for line in lines)}</ul></details>'
        for kind, lines in kinds
        if lines
    )


# --- history ------------------------------------------------------------------------------------------------


def said(counts: Mapping[str, int | str], language: str) -> str:
    """What a commit or a change by hand did, as plain text."""
    key = f"verbs-action-{counts.get('action', '')}"
    if key in all_texts():
        return t(language, key, subject=counts.get("subject", "?"))
    if f"{key}.other" in all_texts():
        return n(language, key, int(counts.get("verbs", 0)))
    told = [n(language, f"verbs-counts-{name}", int(counts[name])) for name in _COUNTS if int(counts.get(name) or 0)]
    return ", ".join(told) or t(language, "verbs-counts-none")


def _history(history: Sequence[CommitRecord], language: str) -> str:
    if not history:
        return ""
    rows = "".join(
        f"<li>{time_tag(one.at)} · {esc(one.who)} · {esc(said(one.counts, language))}</li>"
        for one in history[:HISTORY_SHOWN]
    )
    rest = len(history) - HISTORY_SHOWN
    if rest > 0:
        rows += f"<li>{esc(t(language, 'verbs-history-more', count=count(rest, language)))}</li>"
    last = f"{time_tag(history[0].at)} · {esc(said(history[0].counts, language))}"
    return (
        f'<details class="v-history" data-key="verbs-history"><summary>{esc(t(language, "verbs-history"))} '
        f'<span class="d-muted v-last">{esc(t(language, "verbs-history-last"))} {last}</span></summary>'
        f"<ul>{rows}</ul></details>"
    )
