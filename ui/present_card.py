"""What the cards of verbs and of questions are made of: buttons, states, findings. No Gradio here.

The markup is also what the script (assets/review.js) acts on: a part that can be decided on carries its response in
`data-part` and the version the person sees in `data-version`; a button says in `data-act` what it asks for. Every
text from a teacher or a person goes through `esc`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from distiller.answer_findings import GOLDEN_DIFFERS, GOLDEN_NORMALISED, TEACHERS_DISAGREE
from distiller.dutch.findings import SEVERITY_ORDER, Finding, Severity
from distiller.records import Card, CardStatus, InvalidReply, ItemRecord, ItemStatus, ResponseRecord
from ui.present import chip, esc
from ui.present_errors import failure
from ui.texts import t

ANSWER_CODES = (GOLDEN_DIFFERS, GOLDEN_NORMALISED, TEACHERS_DISAGREE)
FIELDS = ("tt_ik", "tt_jij", "tt_hij", "vt_ev", "vt_mv", "vd", "vd_hulpwerkwoord")
STATUS_TONES = {
    CardStatus.TO_REVIEW: "accent",
    CardStatus.APPROVED: "ok",
    CardStatus.COMMITTED: "ok",
    CardStatus.REJECTED: "bad",
    CardStatus.EMPTY: "",
}
_SEVERITY_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
OPEN = (ItemStatus.PENDING, ItemStatus.RUNNING)
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

    `me` looks at it: other people's decisions carry their name. `replies` are the invalid ones, by their item.
    """

    card: Card
    language: str
    explain: Explain
    position: int
    total: int
    me: str = ""
    replies: Mapping[int, InvalidReply] = field(default_factory=dict)

    def t(self, key: str, **params: Any) -> str:
        """A text of the screen, as HTML."""
        return esc(t(self.language, f"review-{key}", **params))

    def items_of(self, response: ResponseRecord) -> list[ItemRecord]:
        """The items that make this response again."""
        return [item for item in self.card.items if item.target_response == response.id]

    @property
    def title(self) -> str:
        """What the card is called where a question's number would say nothing."""
        question = self.card.question
        return (question and question.json_id) or self.card.subject

    @property
    def status(self) -> str:
        """Where the card stands, in words; nothing yet is told from nothing any more."""
        waiting = self.card.status == CardStatus.EMPTY and self.open
        return t(self.language, f"review-status-{'waiting' if waiting else self.card.status}")

    @property
    def open(self) -> bool:
        """Whether a teacher is still at work on this card."""
        return any(item.status in OPEN for item in self.card.items)


def icon(name: str) -> str:
    """A small drawing in the colour of the text; never the only bearer of a meaning."""
    return f'<svg class="rv-icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{_ICONS[name]}"/></svg>'


def meta(view: View, *more: str) -> str:
    """The line under the name of a card: its status, its place, its job and model; `more` is HTML."""
    card = view.card
    model = view.t("offline") if card.provider == "offline" else esc(card.model_name or card.provider)
    parts = (view.t("position", position=view.position, total=view.total), view.t("job", id=card.job_id), model)
    spans = "".join(f"<span>{part}</span>" for part in parts)
    return f'<p class="rv-meta">{chip(view.status, STATUS_TONES[card.status])}{"".join(more)}{spans}</p>'


# --- buttons and states ---------------------------------------------------------------------------------------


def button(view: View, act: str, label: str, *, look: str = "", data: str = "", drawn: str = "") -> str:
    """A button with its word; `look` adds classes."""
    picture = icon(drawn) if drawn else ""
    return (
        f'<button type="button" class="d-btn d-btn--small {look}" data-act="{act}" {data}>'
        f"{picture}<span>{label}</span></button>"
    )


def tool(view: View, act: str, about: str, *, key: str = "", on: bool | None = None) -> str:
    """A button that is a drawing; its words are in its label. `on`: this is how the part stands."""
    words = f"{t(view.language, f'review-{act}')}: {about}"
    title = t(view.language, f"review-{act}") + (f" ({key})" if key else "")
    pressed = f' aria-pressed="{str(on).lower()}"' if on is not None else ""
    return (
        f'<button type="button" class="rv-tool rv-tool--{act}" data-act="{act}"{pressed} aria-label="{esc(words)}" '
        f'title="{esc(title)}">{icon(act)}</button>'
    )


def tools(view: View, response: ResponseRecord, about: str, approve_key: str) -> str:
    return (
        '<div class="rv-tools">'
        + tool(view, "approve", about, key=approve_key, on=response.is_correct is True)
        + tool(view, "reject", about, key="X", on=response.is_correct is False)
        + tool(view, "edit", about, key="E")
        + tool(view, "rerun", about, key="R")
        + "</div>"
    )


def state(response: ResponseRecord) -> str:
    return {None: "undecided", True: "approved", False: "rejected"}[response.is_correct]


def chips(view: View, response: ResponseRecord) -> str:
    """How a response stands: decision, origin, commit, a rerun under way."""
    language = view.language
    how = state(response)
    word = t(language, f"review-state-{how}")
    if response.reviewed_by not in (None, view.me) and how != "undecided":
        word = t(language, "review-state-by", state=word, who=response.reviewed_by)
    parts = [chip(word, {"approved": "ok", "rejected": "bad"}[how])] if how != "undecided" else []
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
    if how == "rejected":
        parts.append(button(view, "reason", view.t("reason"), look="d-btn--quiet"))
    return "".join(parts) + _rerun_state(view, response)


def _rerun_state(view: View, response: ResponseRecord) -> str:
    again = view.items_of(response)
    if any(item.status in OPEN for item in again):
        return chip(t(view.language, "review-remaking"), "info")
    failed = [item for item in again if item.status == ItemStatus.FAILED]
    if failed:
        last = failed[-1]
        unknown = t(view.language, "review-unknown-reason")
        message = failure(last.error_type, last.error_message, view.language) or unknown
        return f'<span class="rv-rerun-failed">{icon("warning")} {view.t("rerun-failed", message=message)}</span>'
    return ""


def part_data(response: ResponseRecord) -> str:
    return f'data-part="{response.id}" data-version="{response.version}" data-state="{state(response)}"'


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
    if finding.code in ANSWER_CODES:  # what was expected stands beside the answer
        return ""
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


def raw_button(view: View, item: ItemRecord) -> str:
    return button(view, "raw", view.t("raw"), look="d-btn--quiet", data=f'data-item="{item.id}" aria-expanded="false"')
