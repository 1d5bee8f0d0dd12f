"""One review card as HTML: the seven fields with what was found, the sentences, what failed. No Gradio here.

The markup is also what the script (assets/review.js) acts on: a part that can be decided on carries its response in
`data-part` and the version the person sees in `data-version`; a button says in `data-act` what it asks for. Every
text from a teacher or a person goes through `esc`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from distiller.dutch.findings import SEVERITY_ORDER, Finding, Severity
from distiller.records import Card, CardStatus, ItemRecord, ItemStatus, Product, ResponseRecord, VerbKey
from ui.present import chip, esc
from ui.present_errors import failure, failure_html
from ui.present_history import history_place
from ui.texts import n, t

FIELDS = ("tt_ik", "tt_jij", "tt_hij", "vt_ev", "vt_mv", "vd", "vd_hulpwerkwoord")
STATUS_TONES = {
    CardStatus.TO_REVIEW: "accent",
    CardStatus.APPROVED: "ok",
    CardStatus.COMMITTED: "ok",
    CardStatus.REJECTED: "bad",
    CardStatus.EMPTY: "",
}
_SEVERITY_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_OPEN = (ItemStatus.PENDING, ItemStatus.RUNNING)
_ICONS = {
    "approve": "M3 8.5l3.2 3.2L13 4.5",
    "reject": "M4 4l8 8M12 4l-8 8",
    "edit": "M3 13l.7-3L10.6 3.1a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7L6 12.3 3 13z",
    "rerun": "M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5",
    "error": "M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2",
    "warning": "M8 1.8a6.2 6.2 0 1 0 .01 0zM8 4.8v4M8 10.9v.2",
    "info": "M8 1.8a6.2 6.2 0 1 0 .01 0zM8 7.2v4M8 4.9v.2",
    "undo": "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3",
    "previous": "M10 3L5 8l5 5",
    "next": "M6 3l5 5-5 5",
}

Explain = Callable[[Iterable[Finding], str], list[str]]


@dataclass(frozen=True, slots=True)
class View:
    """A card and what it takes to show it: the language, how findings are explained, its place among the cards.

    `me` looks at it: other people's decisions carry their name.
    """

    card: Card
    language: str
    explain: Explain
    position: int
    total: int
    me: str = ""

    def t(self, key: str, **params: Any) -> str:
        """A text of the screen, as HTML."""
        return esc(t(self.language, f"review-{key}", **params))

    def items_of(self, response: ResponseRecord) -> list[ItemRecord]:
        """The items that make this response again."""
        return [item for item in self.card.items if item.target_response == response.id]

    @property
    def status(self) -> str:
        """Where the card stands, in words; nothing yet is told from nothing any more."""
        waiting = self.card.status == CardStatus.EMPTY and self.open
        return t(self.language, f"review-status-{'waiting' if waiting else self.card.status}")

    @property
    def open(self) -> bool:
        """Whether a teacher is still at work on this card."""
        return any(item.status in _OPEN for item in self.card.items)


def icon(name: str) -> str:
    """A small drawing in the colour of the text; never the only bearer of a meaning."""
    return f'<svg class="rv-icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{_ICONS[name]}"/></svg>'


def card_html(view: View) -> str:
    """The whole card. `data-stamp` changes whenever anything on it does."""
    body = _head(view) + _forms(view) + _sentences(view) + history_place(view.language)
    stamp = hashlib.sha256(body.encode()).hexdigest()[:16]
    return (
        f'<article class="rv-card" data-card="{view.card.card_id}" data-job="{view.card.job_id}" '
        f'data-open="{int(view.open)}" data-stamp="{stamp}" aria-labelledby="rv-verb">{body}</article>'
    )


def announcement(view: View) -> str:
    """What a screen reader says of a card that comes up; plain text."""
    card, language = view.card, view.language
    responses = [r for r in (card.forms, *card.sentences) if r is not None]
    remarks = sum(f.severity != Severity.INFO for r in responses for f in r.findings)
    return t(
        language,
        "review-announce",
        subject=card.subject,
        status=view.status,
        position=view.position,
        total=view.total,
        findings=n(language, "review-announce-findings", remarks),
    )


# --- head and buttons -----------------------------------------------------------------------------------------


def _head(view: View) -> str:
    card = view.card
    key = VerbKey.from_subject(card.subject)
    sense = f' <span class="rv-sense">({esc(key.sense)})</span>' if key.sense else ""
    model = view.t("offline") if card.provider == "offline" else esc(card.model_name)
    meta = (
        f"<span>{view.t('position', position=view.position, total=view.total)}</span>"
        f"<span>{view.t('job', id=card.job_id)}</span><span>{model}</span>"
    )
    status = chip(view.status, STATUS_TONES[card.status])
    return (
        f'<header class="rv-head"><h2 id="rv-verb" tabindex="-1">{esc(key.infinitive)}{sense}</h2>'
        f'<p class="rv-meta">{status}{meta}</p></header>'
    )


def _button(view: View, act: str, label: str, *, look: str = "", data: str = "", drawn: str = "") -> str:
    """A button with its word; `look` adds classes."""
    picture = icon(drawn) if drawn else ""
    return (
        f'<button type="button" class="d-btn d-btn--small {look}" data-act="{act}" {data}>'
        f"{picture}<span>{label}</span></button>"
    )


def _tool(view: View, act: str, about: str, *, key: str = "", on: bool | None = None) -> str:
    """A button that is a drawing; its words are in its label. `on`: this is how the part stands."""
    words = f"{t(view.language, f'review-{act}')}: {about}"
    title = t(view.language, f"review-{act}") + (f" ({key})" if key else "")
    pressed = f' aria-pressed="{str(on).lower()}"' if on is not None else ""
    return (
        f'<button type="button" class="rv-tool rv-tool--{act}" data-act="{act}"{pressed} aria-label="{esc(words)}" '
        f'title="{esc(title)}">{icon(act)}</button>'
    )


def _tools(view: View, response: ResponseRecord, about: str, approve_key: str) -> str:
    return (
        '<div class="rv-tools">'
        + _tool(view, "approve", about, key=approve_key, on=response.is_correct is True)
        + _tool(view, "reject", about, key="X", on=response.is_correct is False)
        + _tool(view, "edit", about, key="E")
        + _tool(view, "rerun", about, key="R")
        + "</div>"
    )


def _state(response: ResponseRecord) -> str:
    return {None: "undecided", True: "approved", False: "rejected"}[response.is_correct]


def _chips(view: View, response: ResponseRecord) -> str:
    """How a response stands: decision, origin, commit, a rerun under way."""
    language = view.language
    state = _state(response)
    word = t(language, f"review-state-{state}")
    if response.reviewed_by not in (None, view.me) and state != "undecided":
        word = t(language, "review-state-by", state=word, who=response.reviewed_by)
    parts = [chip(word, {"approved": "ok", "rejected": "bad"}[state])] if state != "undecided" else []
    if not parts:  # the usual state is told to who cannot see that nothing is marked
        parts = [f'<span class="d-hidden">{esc(word)}</span>']
    if response.by_hand:
        parts.append(chip(t(language, "review-by-hand")))
    elif response.edited is not None:
        parts.append(chip(t(language, "review-edited")))
    if response.committed:
        parts.append(chip(t(language, "review-committed"), "ok"))
    elif response.differs:
        parts.append(chip(t(language, "review-differs"), "warn"))
    if state == "rejected":
        parts.append(_button(view, "reason", view.t("reason"), look="d-btn--quiet"))
    return "".join(parts) + _rerun_state(view, response)


def _rerun_state(view: View, response: ResponseRecord) -> str:
    again = view.items_of(response)
    if any(item.status in _OPEN for item in again):
        return chip(t(view.language, "review-remaking"), "info")
    failed = [item for item in again if item.status == ItemStatus.FAILED]
    if failed:
        last = failed[-1]
        unknown = t(view.language, "review-unknown-reason")
        message = failure(last.error_type, last.error_message, view.language) or unknown
        return f'<span class="rv-rerun-failed">{icon("warning")} {view.t("rerun-failed", message=message)}</span>'
    return ""


def _part_data(response: ResponseRecord) -> str:
    return f'data-part="{response.id}" data-version="{response.version}" data-state="{_state(response)}"'


# --- findings -------------------------------------------------------------------------------------------------


def findings_html(view: View, findings: Sequence[Finding]) -> str:
    """Findings, heaviest first: severity as drawing, colour and word; the reason; what was expected."""
    ordered = sorted(findings, key=lambda f: -SEVERITY_ORDER[f.severity])
    sentences = view.explain(ordered, view.language)
    lines = [_finding(view, finding, reason) for finding, reason in zip(ordered, sentences, strict=True)]
    return f'<ul class="rv-findings">{"".join(lines)}</ul>' if lines else ""


def _finding(view: View, finding: Finding, reason: str) -> str:
    tone = _SEVERITY_TONES[finding.severity]
    expected = _expected(view, finding, reason) if finding.severity != Severity.INFO else ""
    return (
        f'<li class="rv-finding rv-finding--{tone}">{icon(finding.severity.value)}<span>'
        f"<b>{view.t(f'severity-{finding.severity}')}:</b> {emphasis(reason)} {expected}</span></li>"
    )


def emphasis(reason: str) -> str:
    """A reason as HTML; the words it speaks about stand between asterisks."""
    return re.sub(r"\*([^*\s][^*]*)\*", r'<em lang="nl">\1</em>', esc(reason))


def _expected(view: View, finding: Finding, reason: str) -> str:
    """The values that would have been right, each with a click that takes it over; no value is told twice."""
    if finding.field in FIELDS:
        return " ".join(_use(view, finding.field, value) for value in finding.expected[:3])
    untold = [value for value in finding.expected[:3] if value not in reason]
    values = ", ".join(f'<b lang="nl">{esc(value)}</b>' for value in untold)
    return f"{view.t('expected')} {values}" if values else ""


def _use(view: View, field: str, value: str) -> str:
    label = view.t("use-label", value=value, field=t(view.language, f"review-field-{field}"))
    return (
        f'<button type="button" class="d-btn rv-use" data-act="use" data-field="{field}" data-value="{esc(value)}" '
        f'aria-label="{label}">{view.t("use")} <b lang="nl">{esc(value)}</b></button>'
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
        f'<section class="rv-part rv-forms" data-kind="forms" {_part_data(forms)} tabindex="-1" aria-label="{title}">'
        f'<div class="rv-part-head"><h3>{title}</h3>{_chips(view, forms)}<span class="d-spring"></span>'
        f"{_tools(view, forms, t(view.language, 'review-forms'), 'F')}</div>"
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
    if item is not None and count < asked and item.status not in _OPEN:
        write = _button(view, "write", view.t("write-sentence"), data=f'data-item="{item.id}" data-product="sentences"')
        write += _raw_button(view, item)
    waiting = chip(t(view.language, "review-waiting-sentences"), "info") if item and item.status in _OPEN else ""
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
        f'<li class="rv-part rv-sentence" data-kind="sentence" data-n="{number}" {_part_data(response)} tabindex="-1" '
        f'data-text="{esc(text)}" aria-label="{esc(about)}"><span class="rv-n" aria-hidden="true">{number}</span>'
        f'<div class="rv-body"><p class="rv-text" lang="nl">{marked(text, response.analysis)}</p>{was}'
        f'<p class="rv-chips">{key}{_chips(view, response)}{outdated}</p>{findings_html(view, response.findings)}</div>'
        f"{_tools(view, response, about, 'G')}</li>"
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
    """Forms or sentences that are not there: still being made, or failed, with what can be done about it."""
    if item.status in _OPEN:
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
    return (
        f'<section class="rv-part rv-failed" data-kind="failed" {data} tabindex="-1" aria-label="{title}">'
        f'<div class="rv-part-head"><h3>{title}</h3>{failed}</div>'
        f'<p class="rv-reason">{icon("error")} <span>{reason} {kind}</span></p><div class="d-row">'
        + _button(view, "retry", view.t("retry"), data=data, drawn="rerun")
        + _button(view, "write", view.t("write"), data=data, drawn="edit")
        + _raw_button(view, item)
        + '</div><div class="rv-raw-place"></div></section>'
    )


def _raw_button(view: View, item: ItemRecord) -> str:
    return _button(view, "raw", view.t("raw"), look="d-btn--quiet", data=f'data-item="{item.id}" aria-expanded="false"')
