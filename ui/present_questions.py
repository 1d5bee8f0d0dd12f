"""Questions in the Import tab: what a file holds, and what reading it in did.

No Gradio here. Everything from a file or a provider's settings is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from distiller.importers.questions.report import ImportReport, Preview, PreviewRow
from distiller.importers.questions.source import Format, Problem, Source
from ui.present import count, esc, problem
from ui.question_choices import BY_NAME
from ui.texts import t

FIELDS = (
    "question", "json_id", "category", "golden_answer", "answer_schema", "system_prompt", "answer", "is_correct",
)  # fmt: skip
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-15")
SHOWN = 100
"""Refused or changed rows that are listed."""
_CELL = 300
"""Characters of a cell that are shown."""


def kind_switch(language: str) -> str:
    """Verbs or questions: which part of the tab is shown."""
    buttons = "".join(
        f'<button type="button" data-kind="{kind}" aria-pressed="{"true" if kind == "verbs" else "false"}">'
        f"{esc(t(language, f'questions-kind-{kind}'))}</button>"
        for kind in ("verbs", "questions")
    )
    return f'<div class="q-kind" role="group" aria-label="{esc(t(language, "questions-kind"))}">{buttons}</div>'


def intro(language: str) -> str:
    """What can be read in."""
    return (
        f'<h2 class="q-h">{esc(t(language, "questions-file"))}</h2>'
        f'<p class="d-muted q-note">{esc(t(language, "questions-file-text"))}</p>'
    )


def field(label: str, control: str, *, note: str = "") -> str:
    """A form field with its label around it; `control` is HTML."""
    small = f"<small>{esc(note)}</small>" if note else ""
    return f'<label class="q-field"><span>{label}</span>{control}{small}</label>'


def select(name: str, options: Iterable[tuple[str, str]], chosen: str, **data: Mapping[str, str]) -> str:
    """A choice; `data` maps a data attribute's name to its value per option."""
    made = "".join(
        f'<option value="{esc(value)}"{" selected" if value == chosen else ""}'
        + "".join(f' data-{key}="{esc(values.get(value, ""))}"' for key, values in data.items())
        + f">{esc(label)}</option>"
        for value, label in options
    )
    return f'<select name="{name}" data-key="q-{name}">{made}</select>'


def box(name: str, value: object = "", *, kind: str = "text", hint: str = "", more: str = "") -> str:
    """An input of one line."""
    return (
        f'<input type="{kind}" name="{name}" value="{esc(value)}" data-key="q-{name}" placeholder="{esc(hint)}" '
        f'autocomplete="off" spellcheck="false"{more}>'
    )


def checkbox(name: str, label: str, *, checked: bool) -> str:
    """A choice between yes and no."""
    mark = " checked" if checked else ""
    return (
        f'<label class="q-check"><input type="checkbox" name="{name}" data-key="q-{name}"{mark}>'
        f"<span>{esc(label)}</span></label>"
    )


# --- the file -------------------------------------------------------------------------------------------------


def file_form(name: str, source: Source, preview: Preview, language: str, *, strict: bool) -> str:
    """What is in the file: how it is read, which column is what, the first rows."""
    said = problem(preview.problem, language) if preview.problem is not None else ""
    possible = preview.problem is None
    return (
        f'<form class="q-form d-card" aria-label="{esc(name)}"><h3 class="q-h d-wrap">{esc(name)}</h3>'
        f"{_settings(source, preview.found, language)}{_mapping(preview, language)}{said}"
        f"{_rows(preview.rows, preview.mapping, language) if possible else ''}"
        f"{_buttons(language, possible=possible, strict=strict)}</form>"
    )


def _settings(source: Source, found: Mapping[str, Any], language: str) -> str:
    """How the file is read, as found out or chosen."""
    if source.format is not Format.CSV:
        # not by the name "path": Gradio takes an event that carries one for a reference to a file
        hint = t(language, f"questions-path-{source.format}")
        value = source.at or found.get("path", "")
        return field(esc(t(language, "questions-path")), box("at", value, hint=hint))
    marks = [(d, t(language, "questions-delimiter-tab") if d == "\t" else d) for d in DELIMITERS]
    chosen, encoding = str(found.get("delimiter", "")), str(found.get("encoding", ""))
    if chosen not in DELIMITERS:
        marks.insert(0, (chosen, chosen or t(language, "questions-mapping-none")))
    names = ENCODINGS if encoding in ENCODINGS else (encoding, *ENCODINGS)
    return (
        '<div class="q-grid">'
        + field(esc(t(language, "questions-delimiter")), select("delimiter", marks, chosen))
        + field(esc(t(language, "questions-encoding")), select("encoding", [(e, e) for e in names], encoding))
        + "</div>"
        + checkbox("header", t(language, "questions-header"), checked=bool(found.get("header")))
    )


def _mapping(preview: Preview, language: str) -> str:
    """Which column is what; a field that the first rows do not have may still come, by its name."""
    made = []
    for name in FIELDS:
        label = esc(t(language, f"questions-field-{name}"))
        if name == "question":
            label += f" <b>({esc(t(language, 'questions-required'))})</b>"
        chosen = preview.mapping.get(name, "")
        options = [("", t(language, "questions-mapping-none")), *((c, c) for c in preview.columns)]
        if chosen and chosen not in preview.columns:
            options.insert(0, (BY_NAME, t(language, "questions-mapping-by-name")))
            chosen = BY_NAME
        made.append(field(label, select(f"map-{name}", options, chosen)))
    legend = esc(t(language, "questions-mapping"))
    return f'<fieldset><legend>{legend}</legend><div class="q-grid">{"".join(made)}</div></fieldset>'


def _rows(rows: Sequence[PreviewRow], mapping: Mapping[str, str], language: str) -> str:
    """The first rows as they would be read in, and what is wrong with one."""
    used = [name for name in FIELDS if mapping.get(name) and any(name in row.values for row in rows)]
    heads = "".join(f'<th scope="col">{esc(t(language, f"questions-field-{name}"))}</th>' for name in used)
    lines = "".join(_row(row, used, language) for row in rows)
    title = esc(t(language, "questions-preview"))
    return (
        f'<fieldset><legend>{title}</legend><div class="q-table" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="d-table"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div></fieldset>'
    )


def _row(row: PreviewRow, used: Sequence[str], language: str) -> str:
    cells = "".join(f'<td class="q-{name}"><div>{esc(row.values.get(name, ""))}</div></td>' for name in used)
    if row.problem is None:
        return f"<tr>{cells}</tr>"
    what = f"{row.problem.place(language)}: {row.problem.sentence(language)}"
    return f'<tr>{cells}</tr><tr><td colspan="{max(len(used), 1)}" class="d-tone-bad">{esc(what)}</td></tr>'


def _buttons(language: str, *, possible: bool, strict: bool) -> str:
    """Check, read in, or another file."""
    off = "" if possible else " disabled"
    return (
        checkbox("strict", t(language, "questions-strict"), checked=strict)
        + '<div class="d-row">'
        + f'<button type="button" class="d-btn d-btn--primary" data-act="import" data-key="q-import"{off}>'
        f"{esc(t(language, 'questions-import'))}</button>"
        + f'<button type="button" class="d-btn" data-act="check" data-key="q-check"{off}>'
        f"{esc(t(language, 'questions-check'))}</button>"
        + f'<button type="button" class="d-btn d-btn--quiet" data-act="cancel" data-key="q-cancel">'
        f"{esc(t(language, 'questions-cancel'))}</button></div>"
    )


# --- what reading it in did -----------------------------------------------------------------------------------


def busy(rows: int, language: str) -> str:
    """While it is read."""
    return f'<p class="d-muted" role="status">{esc(t(language, "questions-busy", count=count(rows, language)))}</p>'


def ended(html: str) -> str:
    """A result that differs from the one before it even where it says the same: the script waits for it."""
    return f'<div data-ended="{uuid4().hex}">{html}</div>'


def report_html(report: ImportReport, language: str) -> str:
    """What became of a file, or would become of it."""
    outcome = "imported" if report.stored else "checked" if report.dry_run else "nothing-strict"
    tiles = "".join(
        _tile(number, name, tone, language)
        for name, number, tone in (
            ("added", report.added, "ok"),
            ("changed", report.changed, "info"),
            ("unchanged", report.unchanged, ""),
            ("doubled", report.doubled, ""),
            ("answers", report.answers, "info"),
            ("refused", report.refused, "bad"),
        )
        if number or name == "added"
    )
    changed = [
        (place(change.line, change.where, language), f"{change.text} ({', '.join(change.fields)})")
        for change in report.first_changed
    ]
    remarks = sum(report.remarks.values()) - report.remarks.get("doubled", 0)
    told = [one for one in report.first_remarks if one.reason != "doubled"]
    return (
        f'<div class="i-counts d-card"><p class="i-selected" role="status">'
        f"{esc(t(language, f'questions-{outcome}'))}</p>"
        f'<div class="i-tiles">{tiles}</div>'
        f"{_told('refused', _sentences(report.first_refused, language), report.refused, 'bad', language)}"
        f"{_told('changed', changed, report.changed, 'info', language)}"
        f"{_told('remarks', _sentences(told, language), max(remarks, len(told)), 'warn', language)}</div>"
    )


def _sentences(problems: Sequence[Problem], language: str) -> list[tuple[str, str]]:
    return [(one.place(language), one.sentence(language)) for one in problems]


def place(line: int, where: str, language: str) -> str:
    """Where a row stands."""
    return t(language, "import-line", line=line) if line else where


def _tile(number: int, name: str, tone: str, language: str) -> str:
    mark = f" i-tile--{tone}" if tone and number else ""
    label = esc(t(language, f"questions-count-{name}"))
    return f'<span class="i-tile{mark}"><b class="d-num">{count(number, language)}</b> {label}</span>'


def _told(name: str, lines: Sequence[tuple[str, str]], total: int, tone: str, language: str) -> str:
    """Rows with their place and a reason or a text, folded; `total` may be more than are listed."""
    if not total:
        return ""
    shown = lines[:SHOWN]
    rows = "".join(
        f'<li><span class="d-muted d-num">{esc(where)}</span> <span class="d-wrap">{esc(_short(text))}</span></li>'
        for where, text in shown
    )
    if total > len(shown):
        rows += f"<li>{esc(t(language, 'questions-more', count=count(total - len(shown), language)))}</li>"
    label = f"{count(total, language)} {t(language, f'questions-count-{name}')}"
    opened = " open" if tone == "bad" else ""
    return (
        f'<details class="i-lines" data-key="q-{name}"{opened}><summary class="d-tone-{tone}">{esc(label)}</summary>'
        f"<ul>{rows}</ul></details>"
    )


def _short(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
