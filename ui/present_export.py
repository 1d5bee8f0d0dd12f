"""The Export tab: the choice as a form, and what it would write. No Gradio here.

Rows of approved work come first and by one click; training data (present_dataset) stands below, under its own heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from distiller.export import FIELDS, FORMATS
from distiller.exporters.csv_file import csv_lines
from distiller.exporters.jsonl import jsonl_lines
from distiller.exporters.request import DATASETS
from distiller.records import JobRecord
from ui.export_choice import ExportChoice
from ui.present import empty, esc
from ui.present_dataset import options
from ui.query import Query
from ui.texts import n, t

PREVIEWED = 5
"""Rows that are shown of what would be written."""

_KNOWS = {"job": f"verbs sentences invalid {' '.join(DATASETS)}", "status": "verbs sentences"}


def form(choice: ExportChoice, jobs: Sequence[JobRecord], language: str, categories: Sequence[str] = ()) -> str:
    """The choice; the script keeps it in the address. `data-for`: the kinds that a restriction makes sense for."""
    whats = "".join(_radio("what", what, what == choice.what, language) for what in FIELDS)
    sets = "".join(_radio("what", what, what == choice.what, language) for what in DATASETS)
    formats = "".join(_radio("format", one, one == choice.format, language) for one in FORMATS)
    off = {name: "" if choice.what in kinds.split() else " disabled" for name, kinds in _KNOWS.items()}
    return (
        f'<form class="x-form d-card" aria-label="{esc(t(language, "tab-export"))}">'
        f"{_fields('what', whats, language)}{_fields('sets', sets, language)}"
        f"{_fields('format', formats, language)}{options(choice, categories, language)}"
        f"<fieldset><legend>{esc(t(language, 'export-filter'))}</legend>"
        f'<label class="x-field"><span>{esc(t(language, "export-job"))}</span>'
        f'<select name="job" data-for="{_KNOWS["job"]}"{off["job"]}>{_jobs(choice, jobs, language)}</select></label>'
        f'<label class="x-field"><span>{esc(t(language, "export-q"))}</span><input type="search" name="q" '
        f'value="{esc(choice.q)}" maxlength="100" autocomplete="off" spellcheck="false"></label>'
        f'<label class="x-check"><input type="checkbox" name="status" value="committed" '
        f'data-for="{_KNOWS["status"]}"{" checked" if choice.committed else ""}{off["status"]}>'
        f"<span>{esc(t(language, 'export-committed'))}</span></label></fieldset></form>"
    )


def _fields(name: str, inner: str, language: str) -> str:
    return f"<fieldset><legend>{esc(t(language, f'export-{name}'))}</legend>{inner}</fieldset>"


def _radio(name: str, value: str, checked: bool, language: str) -> str:
    return (
        f'<label class="x-radio"><input type="radio" name="{name}" value="{value}"{" checked" if checked else ""}>'
        f"<span><b>{esc(t(language, f'export-{name}-{value}'))}</b> "
        f'<span class="d-muted d-small">{esc(t(language, f"export-{name}-{value}-text"))}</span></span></label>'
    )


def _jobs(choice: ExportChoice, jobs: Sequence[JobRecord], language: str) -> str:
    options = [("", t(language, "export-jobs-all"))]
    if choice.job is not None and all(job.id != choice.job for job in jobs):
        options.append((str(choice.job), t(language, "export-job-gone", id=choice.job)))
    for job in jobs:
        verbs = n(language, "jobs-questions" if job.options.questions else "jobs-verbs", job.requested_count)
        options.append((str(job.id), t(language, "export-job-option", id=job.id, verbs=verbs, model=job.model_name)))
    chosen = "" if choice.job is None else str(choice.job)
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{esc(label)}</option>'
        for value, label in options
    )


# --- what would be written ----------------------------------------------------------------------------------


def lines_of(choice: ExportChoice, rows: Sequence[dict[str, Any]]) -> list[str]:
    """The first lines as they would be written (a CSV begins with its header); of JSON and Parquet row by row."""
    made = csv_lines(rows, FIELDS[choice.what]) if choice.format == "csv" else jsonl_lines(rows)
    return [line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n") for line in made]


def result(choice: ExportChoice, total: int, rows: Sequence[dict[str, Any]], link: str, language: str) -> str:
    """How many lines there are, the first of them, and the download; or why there is nothing."""
    if not total:
        return f'<div class="x-result">{_nothing(choice, language)}</div>'
    note = ""
    if choice.what in ("verbs", "sentences"):
        note = f'<p class="d-muted d-small">{esc(t(language, "export-note"))}</p>'
    download = t(language, "export-download", format=t(language, f"export-format-{choice.format}"))
    lines = "".join(f"<li><code>{esc(line)}</code></li>" for line in lines_of(choice, rows))
    title = t(language, "export-preview.one" if total == 1 else "export-preview.other")
    return (
        f'<div class="x-result d-card"><div class="d-row x-head"><strong class="x-count d-num" role="status">'
        f'{esc(n(language, "export-lines", total))}</strong><span class="d-spring"></span>'
        f'<a class="d-btn d-btn--primary" href="{esc(link)}" data-key="download">{esc(download)}</a></div>'
        f'{note}<h3>{esc(title)}</h3><ol class="x-lines" tabindex="0" aria-label="{esc(title)}" lang="nl">{lines}'
        f"</ol></div>"
    )


def _nothing(choice: ExportChoice, language: str) -> str:
    title = t(language, "export-empty")
    if choice.is_narrowed:
        everything = f"{Query(tab='export').link()}&what={choice.what}&format={choice.format}"
        return empty(
            t(language, "export-none"), t(language, "export-empty-filtered"), (everything, t(language, "export-all"))
        )
    text = t(language, f"export-empty-{choice.what}")
    if choice.what == "invalid":
        return empty(title, text)
    tab = "verbs" if choice.what == "database" else "review"
    return empty(title, text, (Query(tab=tab).link(), t(language, f"export-go-{tab}")))


def counting(language: str) -> str:
    """What stands there until the first count has come."""
    return f'<div class="x-result d-card"><p class="d-muted">{esc(t(language, "export-busy"))}</p></div>'
