"""One review card as HTML: of a verb the seven fields and the sentences, of a question its answer. No Gradio here."""

from __future__ import annotations

import hashlib
from typing import Any

from distiller.dutch.findings import SEVERITY_ORDER, Severity
from distiller.records import ItemRecord, ItemStatus, Product, ResponseRecord, VerbKey
from ui.present import chip, esc
from ui.present_answer import answer_html, form_place, others_html, question_head
from ui.present_card import (
    FIELDS,
    OPEN,
    View,
    button,
    chips,
    findings_html,
    icon,
    meta,
    part_data,
    raw_button,
    tools,
)
from ui.present_errors import failure_html
from ui.present_history import history_place
from ui.present_invalid import reply_html
from ui.texts import n, t


def card_html(view: View) -> str:
    """The whole card. `data-stamp` changes whenever anything on it does."""
    made = _head(view) + _forms(view) + _sentences(view) if view.card.question is None else _question(view)
    body = made + history_place(view.language)
    stamp = hashlib.sha256(body.encode()).hexdigest()[:16]
    return (
        f'<article class="rv-card" data-card="{view.card.card_id}" data-job="{view.card.job_id}" '
        f'data-open="{int(view.open)}" data-stamp="{stamp}" aria-labelledby="rv-verb">{body}</article>'
    )


def announcement(view: View) -> str:
    """What a screen reader says of a card that comes up; plain text."""
    card, language = view.card, view.language
    responses = [r for r in (card.forms, *card.sentences, card.answer) if r is not None]
    remarks = sum(f.severity != Severity.INFO for r in responses for f in r.findings)
    return t(
        language,
        "review-announce",
        subject=view.title,
        status=view.status,
        position=view.position,
        total=view.total,
        findings=n(language, "review-announce-findings", remarks),
    )


def _question(view: View) -> str:
    """The question, and its answer or why there is none."""
    item = next((i for i in view.card.items if i.target_response is None), None)
    if view.card.answer is not None:
        return question_head(view) + answer_html(view, view.card.answer)
    return question_head(view) + ("" if item is None else _unmade(view, item, view.t("answer"))) + others_html(view)


def _head(view: View) -> str:
    key = VerbKey.from_subject(view.card.subject)
    sense = f' <span class="rv-sense">({esc(key.sense)})</span>' if key.sense else ""
    return (
        f'<header class="rv-head"><h2 id="rv-verb" tabindex="-1">{esc(key.infinitive)}{sense}</h2>{meta(view)}</header>'
    )


# --- forms ----------------------------------------------------------------------------------------------------


def _forms(view: View) -> str:
    item = next((i for i in view.card.items if i.product == Product.FORMS and i.target_response is None), None)
    forms = view.card.forms
    title = view.t("forms")
    if forms is None:
        return "" if item is None else _unmade(view, item, title)
    rows = "".join(_row(view, forms, name) for name in FIELDS)
    whole = [f for f in forms.findings if f.field not in FIELDS]
    about = (
        f'<div class="rv-whole" aria-label="{view.t("about-all")}" role="group">{findings_html(view, whole)}</div>'
        if whole
        else ""
    )
    heads = "".join(f'<th scope="col">{view.t(f"head-{name}")}</th>' for name in ("form", "value", "remarks"))
    return (
        f'<section class="rv-part rv-forms" data-kind="forms" {part_data(forms)} tabindex="-1" aria-label="{title}">'
        f'<div class="rv-part-head"><h3>{title}</h3>{chips(view, forms)}<span class="d-spring"></span>'
        f"{tools(view, forms, t(view.language, 'review-forms'), 'F')}</div>"
        f'<table class="rv-table"><thead class="d-hidden"><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{about}</section>"
    )


def _row(view: View, forms: ResponseRecord, name: str) -> str:
    value = str(forms.current.get(name) or "")
    before = str(forms.payload.get(name) or "")
    findings = [f for f in forms.findings if f.field == name]
    heaviest = max((SEVERITY_ORDER[f.severity] for f in findings), default=0)
    tone = {3: "bad", 2: "warn"}.get(heaviest, "")
    was = ""
    if forms.edited is not None and before != value:
        was = f'<span class="d-hidden">{view.t("was")}</span> <del lang="nl">{esc(before) or "–"}</del>'
    return (
        f'<tr class="rv-row {f"rv-row--{tone}" if tone else ""}" data-field="{name}" data-value="{esc(value)}">'
        f'<th scope="row">{view.t(f"field-{name}")}</th>'
        f'<td class="rv-value">{_value(view, forms, name, value)}{was}</td>'
        f'<td class="rv-remarks">{findings_html(view, findings)}</td></tr>'
    )


def _value(view: View, forms: ResponseRecord, name: str, value: str) -> str:
    if value:
        return f'<span class="rv-word" lang="nl">{esc(value)}</span>'
    without_participle = not forms.current.get("vd") and not forms.current.get("vd_hulpwerkwoord")
    key = "no-form" if name in ("vd", "vd_hulpwerkwoord") and without_participle else "missing"
    return f'<span class="rv-blank">{view.t(key)}</span>'


# --- sentences ------------------------------------------------------------------------------------------------


def _sentences(view: View) -> str:
    card = view.card
    item = next((i for i in card.items if i.product == Product.SENTENCES and i.target_response is None), None)
    if item is None and not card.sentences:
        return ""
    title = view.t("sentences")
    if not card.sentences:
        return "" if item is None else _unmade(view, item, title)
    lines = "".join(_sentence(view, response, number) for number, response in enumerate(card.sentences, 1))
    count, asked = len(card.sentences), card.asked_sentences
    fewer = f'<span class="rv-count">{view.t("of-asked", count=count, asked=asked)}</span>' if count < asked else ""
    write = ""
    if item is not None and count < asked and item.status not in OPEN:
        write = button(view, "write", view.t("write-sentence"), data=f'data-item="{item.id}" data-product="sentences"')
        write += raw_button(view, item)
    waiting = chip(t(view.language, "review-waiting-sentences"), "info") if item and item.status in OPEN else ""
    return (
        f'<section class="rv-sentences" aria-label="{title}"><div class="rv-part-head"><h3>{title}</h3>{fewer}{waiting}'
        f'<span class="d-spring"></span>{write}</div>'
        f'<ol class="rv-list">{lines}</ol><div class="rv-raw-place"></div></section>'
    )


def _sentence(view: View, response: ResponseRecord, number: int) -> str:
    language = view.language
    text = str(response.current.get("sentence") or "")
    about = t(language, "review-sentence-n", number=number)
    if response.form_key:
        key = f'<span class="d-chip rv-key">{view.t(f"field-{response.form_key}")}</span>'
    else:
        key = f'<span class="d-chip rv-key" title="{view.t("no-key-why")}">{view.t("no-key")}</span>'
    outdated = ""
    if response.id in view.card.outdated:
        outdated = f'<span class="d-chip d-chip--warn" title="{view.t("outdated-why")}">{view.t("outdated")}</span>'
    was = ""
    if response.edited is not None:
        before = str(response.payload.get("sentence") or "")
        was = f'<p class="rv-was"><span class="d-hidden">{view.t("was")}</span><del lang="nl">{esc(before)}</del></p>'
    return (
        f'<li class="rv-part rv-sentence" data-kind="sentence" data-n="{number}" {part_data(response)} tabindex="-1" '
        f'data-text="{esc(text)}" aria-label="{esc(about)}"><span class="rv-n" aria-hidden="true">{number}</span>'
        f'<div class="rv-body"><p class="rv-text" lang="nl">{marked(text, response.analysis)}</p>{was}'
        f'<p class="rv-chips">{key}{chips(view, response)}{outdated}</p>{findings_html(view, response.findings)}</div>'
        f"{tools(view, response, about, 'G')}</li>"
    )


def marked(text: str, analysis: Any) -> str:
    """The sentence as HTML, its form marked and its auxiliary underlined; ranges that make no sense are left out."""
    spans = [(start, end, "mark") for start, end in (analysis or {}).get("spans") or ()]
    auxiliary = (analysis or {}).get("auxiliary_span")
    if auxiliary:
        spans.append((auxiliary[0], auxiliary[1], "u"))
    pieces, at = [], 0
    for start, end, tag in sorted(spans):
        if start < at or end <= start or end > len(text):
            continue
        pieces.append(f'{esc(text[at:start])}<{tag} class="rv-{tag}">{esc(text[start:end])}</{tag}>')
        at = end
    return "".join(pieces) + esc(text[at:])


# --- what is not there ----------------------------------------------------------------------------------------


def _unmade(view: View, item: ItemRecord, title: str) -> str:
    """What is not there: still being made, or failed, with what can be done about it."""
    if item.status in OPEN:
        text = view.t(f"waiting-{item.product}")
        return (
            f'<section class="rv-part rv-waiting" aria-label="{title}"><div class="rv-part-head"><h3>{title}</h3></div>'
            f'<p class="d-muted">{text}</p></section>'
        )
    reason = failure_html(item.error_type, item.error_message, view.language) or view.t("unknown-reason")
    if item.status == ItemStatus.CANCELLED:
        reason = view.t("cancelled-item")
    data = f'data-item="{item.id}" data-product="{item.product}"'
    failed = chip(t(view.language, f"review-failed-{item.product}"), "bad")
    kind = f'<code class="rv-error-type">{esc(item.error_type)}</code>' if item.error_type else ""
    reply = view.replies.get(item.id)
    correct = button(view, "correct", view.t("correct"), data=data, drawn="edit") if reply else ""
    return (
        f'<section class="rv-part rv-failed" data-kind="failed" {data} tabindex="-1" aria-label="{title}">'
        f'<div class="rv-part-head"><h3>{title}</h3>{failed}</div>'
        f'<p class="rv-reason">{icon("error")} <span>{reason} {kind}</span></p>'
        + ("" if reply is None else reply_html(reply, view.language, item.error_message))
        + f'<div class="d-row">{correct}'
        + button(view, "retry", view.t("retry"), data=data, drawn="rerun")
        + button(view, "write", view.t("write"), data=data, drawn="edit")
        + raw_button(view, item)
        + '</div><div class="rv-raw-place"></div>'
        + ("" if view.card.question is None else form_place(view, None))
        + "</section>"
    )
