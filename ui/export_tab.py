"""The Export tab: what, as which file, how far narrowed down; the count and the first lines before the download.

The choice stands in the address (assets/export.js puts it there), so that a link keeps it; the file comes from the
route of ui/downloads.py, by the same choice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr

from ui import present_dataset
from ui.context import Context
from ui.downloads import address, routes
from ui.events import READ, SEARCH
from ui.export_choice import ExportChoice
from ui.present_export import PREVIEWED, counting, form, result
from ui.shell import Shell
from ui.toasts import told

__all__ = ["build", "routes", "wire"]

JOBS_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    form: gr.HTML
    result: gr.HTML


def build(ctx: Context, language: str) -> Parts:
    """Lay out the tab: the choice on the left, what it comes to on the right."""
    with gr.Row(elem_id="export", equal_height=False):
        with gr.Column(scale=2, min_width=300):
            choice = gr.HTML(
                form(ExportChoice(), (), language), elem_id="export-form", apply_default_css=False,
                js_on_load='distiller.exporting(element, trigger, ["look"]);',
            )  # fmt: skip
        with gr.Column(scale=3, min_width=300):
            shown = gr.HTML(counting(language), elem_id="export-result", js_on_load=None, apply_default_css=False)
    return Parts(choice, shown)


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect: opening the tab and every change of the form count again."""
    look = told(shell.language)(_looker(ctx, shell.language))
    shell.on_open("export", _former(ctx, shell.language), [parts.form])
    shell.on_open("export", look, [parts.result])
    parts.form.look(look, [shell.search], [parts.result], js=SEARCH, **READ | {"trigger_mode": "always_last"})


def _former(ctx: Context, language: str) -> Callable[[str], str]:
    def make(search: str) -> str:
        categories = [name for name, _questions in ctx.review.categories()]
        return form(ExportChoice.parse(search), ctx.jobs.list(limit=JOBS_OFFERED), language, categories)

    return make


def _looker(ctx: Context, language: str) -> Callable[[str], str]:
    def look(search: str) -> str:
        choice = ExportChoice.parse(search)
        if choice.is_dataset:
            survey = ctx.exporter.training.survey(choice.request, first=PREVIEWED)
            return present_dataset.result(choice, survey, address(choice), language)
        total = ctx.exporter.count(choice.what, **choice.narrowed)
        rows = ctx.exporter.preview(choice.what, **choice.narrowed, limit=PREVIEWED) if total else []
        return result(choice, total, rows, address(choice), language)

    return look
