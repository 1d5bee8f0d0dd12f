"""The decisions on a card, newest first: when, who, what, and the reason. No Gradio here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from distiller.records import Card, ReviewAction, ReviewRecord
from ui.answer_diff import written
from ui.present import esc, time_tag
from ui.texts import t

_SHOWN = 300


def history_place(language: str) -> str:
    """Where the history goes on a card: folded, and read when it is opened."""
    waiting = esc(t(language, "review-js-loading"))
    return (
        f'<details class="rv-history" data-key="rv-history"><summary>{esc(t(language, "review-history"))}</summary>'
        f'<div class="rv-history-place"><p class="d-muted d-small">{waiting}</p></div></details>'
    )


def history_html(card: Card, decisions: Sequence[ReviewRecord], language: str) -> str:
    """Each decision on a line; a batch, which is undone as one, is one."""
    if not decisions:
        return f'<p class="d-muted d-small">{esc(t(language, "review-history-none"))}</p>'
    names = _names(card, language)
    together = groupby(decisions, key=lambda r: (r.batch or r.id, r.action, r.undone))
    lines = [_line(list(batch), names, card, language) for _, batch in together]
    return f"<ol>{''.join(reversed(lines))}</ol>"


def _names(card: Card, language: str) -> Mapping[int, str]:
    """What stands on the card by its response; what a newer answer took the place of has no name any more."""
    names = {s.id: t(language, "review-sentence-n", number=at) for at, s in enumerate(card.sentences, 1)}
    if card.forms is not None:
        names[card.forms.id] = t(language, "review-forms")
    if card.answer is not None:
        names[card.answer.id] = t(language, "review-answer")
    return names


def _line(batch: list[ReviewRecord], names: Mapping[int, str], card: Card, language: str) -> str:
    first = batch[0]
    earlier = t(language, "review-history-earlier")
    about = list(dict.fromkeys(names.get(r.response_id or 0, earlier) for r in batch))
    what = t(language, f"review-history-{first.action}")
    parts = [f"{time_tag(first.at)} · {esc(first.who)} · <b>{esc(what)}</b>: {esc(', '.join(about))}"]
    if first.action == ReviewAction.EDIT and (changed := _changed(first, card, language)):
        lang = ' lang="nl"' if card.question is None else ""
        parts.append(f"<span{lang}>{esc(changed)}</span>")
    if first.reason:
        key = "review-history-remark" if first.action == ReviewAction.RERUN else "review-history-reason"
        parts.append(f"<i>{esc(t(language, key, reason=first.reason))}</i>")
    if first.undone:
        parts.append(f'<span class="d-muted">{esc(t(language, "review-history-undone"))}</span>')
    return f"<li{' data-undone' if first.undone else ''}>{' · '.join(parts)}</li>"


def _changed(review: ReviewRecord, card: Card, language: str) -> str:
    """What an edit made of it: the sentence, or the fields that it changed."""
    after, before = _edited(review.after), _edited(review.before)
    if not before and card.forms is not None and card.forms.id == review.response_id:
        before = card.forms.payload
    if "answer" in after:
        text = written(after["answer"])
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if "sentence" in after:
        return str(after["sentence"])
    fields = [
        f"{t(language, f'review-field-{name}')}: {value or '–'}"
        for name, value in after.items()
        if name != "infinitive" and value != before.get(name)
    ]
    return ", ".join(fields)


def _edited(snapshot: Mapping[str, Any] | None) -> Mapping[str, Any]:
    found = (snapshot or {}).get("edited")
    return found if isinstance(found, Mapping) else {}
