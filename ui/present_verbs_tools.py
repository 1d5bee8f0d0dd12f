"""The parts of the Verb database tab that stay as they are: search and filter, frames of coverage and import."""

from __future__ import annotations

from ui.present import esc
from ui.texts import t

_ORDER = ("", "missing", "no-sentences", "retired")


def tools(language: str) -> str:
    """Heading, search box and filter; the script reads and writes them by the address."""
    filters = "".join(
        f'<button type="button" class="d-btn d-btn--small" data-only="{only}" aria-pressed="false">'
        f"{esc(t(language, 'verbs-only-' + (only or 'all')))}</button>"
        for only in _ORDER
    )
    label = esc(t(language, "verbs-search"))
    return (
        f'<div class="d-row v-tools"><h2>{esc(t(language, "verbs-title"))}</h2><span class="d-spring"></span>'
        f'<div class="d-row v-only" role="group" aria-label="{esc(t(language, "verbs-only"))}">{filters}</div>'
        f'<input type="search" class="v-search" aria-label="{label}" placeholder="{label}" maxlength="100" '
        f'autocomplete="off" spellcheck="false"></div>'
    )


def coverage_frame(table: str | None, language: str) -> str:
    """The folded table; None: its content comes when it is unfolded."""
    marks = " open data-loaded" if table is not None else ""
    return (
        f'<details class="v-all-keys" data-key="verbs-coverage"{marks}><summary>'
        f"{esc(t(language, 'verbs-coverage'))}</summary>{table or ''}</details>"
    )


def import_intro(language: str) -> str:
    """What can be imported, and that looking at it first writes nothing."""
    return (
        f'<h2 class="v-h">{esc(t(language, "verbs-import"))}</h2>'
        f'<p class="d-muted v-note">{esc(t(language, "verbs-import-text"))}</p>'
    )
