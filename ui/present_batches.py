"""The batches of one job on the Jobs tab, and the choice of a batch on the Import tab. No Gradio here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from distiller.errors import DistillerError
from distiller.records import BatchRecord, BatchStatus
from ui.present import bar, chip, count, esc, time_tag
from ui.present_errors import told
from ui.texts import t

_TONES = {
    BatchStatus.COMPLETED: "ok",
    BatchStatus.FAILED: "bad",
    BatchStatus.EXPIRED: "warn",
    BatchStatus.CANCELLED: "",
    BatchStatus.CANCELLING: "",
}
_COLUMNS = ("what", "status", "answered", "submitted", "ended")
_HALF = Decimal("0.5")


def batch_label(discount: Decimal, language: str) -> str:
    """What a batch is, where it can be chosen: how much cheaper, and how long it takes."""
    if discount == _HALF:
        return t(language, "import-batch-half")
    if discount <= 0:
        return t(language, "import-batch-plain")
    return t(language, "import-batch-cheaper", percent=count(round(100 * discount), language))


def batch_section(batches: Sequence[BatchRecord], language: str) -> str:
    """The batches, newest first, each with what it waits for; "" for a job that makes its calls by themselves."""
    if not batches:
        return ""
    head = "".join(f'<th scope="col">{esc(t(language, f"batches-{name}"))}</th>' for name in _COLUMNS)
    rows = "".join(_row(batch, language) for batch in batches)
    troubles = "".join(_trouble(batch, language) for batch in batches if batch.error is not None)
    table = f'<table class="d-table j-calls j-batches"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<section class="j-section"><h3>{esc(t(language, "batches-title"))}</h3>{troubles}{table}</section>'


def _row(batch: BatchRecord, language: str) -> str:
    remote = f'<br><span class="d-muted d-small d-wrap">{esc(batch.remote_id)}</span>' if batch.remote_id else ""
    cells = {
        "what": f"<b>#{batch.id}</b>{remote}",
        "status": chip(_status(batch, language), _TONES.get(batch.status, "accent")),
        "answered": _answered(batch, language),
        "submitted": time_tag(batch.submitted_at),
        "ended": time_tag(batch.ended_at),
    }
    return "<tr>" + "".join(_cell(name, cells[name], language) for name in _COLUMNS) + "</tr>"


def _cell(name: str, inner: str, language: str) -> str:
    """On a phone the rows are stacked, and each cell carries the name of its column."""
    label = esc(t(language, f"batches-{name}"))
    hidden = ' class="j-calls-none"' if inner == "–" else ""
    return f'<td data-label="{label}"{hidden}><div class="d-num">{inner}</div></td>'


def _status(batch: BatchRecord, language: str) -> str:
    """In words; a batch that is over and not stored yet is being fetched."""
    fetching = batch.over and batch.ended_at is None
    return t(language, "batches-status-fetching" if fetching else f"batches-status-{batch.status}")


def _answered(batch: BatchRecord, language: str) -> str:
    said = t(
        language,
        "batches-answered-value",
        completed=count(batch.completed, language),
        total=count(batch.requests, language),
    )
    failed = ""
    if batch.failed:
        none = t(language, "batches-failed", count=count(batch.failed, language))
        failed = f'<div class="d-small">{esc(none)}</div>'
    parts = [("ok", batch.completed), ("bad", batch.failed)]
    return f"{esc(said)}{bar(parts, max(batch.requests, 1), said)}{failed}"


def _trouble(batch: BatchRecord, language: str) -> str:
    if batch.error is None:
        return ""
    said = told(DistillerError(batch.error.code, **batch.error.params), language)
    return f'<div class="d-banner" role="status"><b>#{batch.id}</b><span>{esc(said)}</span></div>'
