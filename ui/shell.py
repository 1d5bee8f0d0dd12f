"""The page around the tabs: header, language switch, tabs, and what opens them.

Each tab is a module with `build(ctx, language) -> Parts`, which lays out, and `wire(parts, ctx, shell)`, which
connects after all tabs are laid out. A module may also have `routes(ctx) -> APIRouter` for downloads. The component
tree is built once per language and mounted at /nl and /en.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import gradio as gr

from ui.context import Context
from ui.events import READ, SEARCH
from ui.present import banner, header
from ui.texts import t
from ui.toasts import told

TABS = ("import", "jobs", "review", "verbs", "export", "settings")


def tab_module(name: str) -> ModuleType:
    """The module of a tab, imported when the screen is built."""
    return importlib.import_module(f"ui.{name}_tab")


@dataclass(slots=True)
class Shell:
    """What a tab may use of the page around it."""

    language: str
    blocks: gr.Blocks
    tabs: gr.Tabs
    search: gr.Textbox
    buttons: dict[str, gr.Button] = field(default_factory=dict)

    def on_open(self, name: str, handler: Callable[[str], Any], outputs: Sequence[Any]) -> None:
        """Run `handler(search)` each time tab `name` is opened; `search` is the address's query (see ui/query.py)."""
        self.buttons[name].click(told(self.language)(handler), [self.search], list(outputs), js=SEARCH, **READ)

    @staticmethod
    def open_tab(name: str, **query: Any) -> str:
        """JavaScript for an event's `js=` that opens a tab with these filters."""
        return f"() => distiller.open({json.dumps(name)}, {json.dumps(query)})"


def build_page(ctx: Context, language: str) -> gr.Blocks:
    """The whole screen in one language."""
    blocks = gr.Blocks(title=t(language, "title"), analytics_enabled=False)
    with blocks:
        gr.HTML(header(language), elem_id="header", js_on_load=None, apply_default_css=False)
        gr.HTML(banner(ctx.settings, language), elem_id="banner", js_on_load=None, apply_default_css=False)
        search = gr.Textbox(visible="hidden", elem_id="search", label="search", elem_classes="d-plumbing")
        with gr.Tabs(elem_id="tabs", selected=TABS[0], overflow_behavior="wrap") as tabs:
            parts = {name: _tab(ctx, language, name) for name in TABS}
        shell = Shell(language, blocks, tabs, search)
        for name in TABS:
            shell.buttons[name] = gr.Button(name, visible="hidden", elem_id=f"open-{name}")
        for name in TABS:
            tab_module(name).wire(parts[name], ctx, shell)
    return blocks


def _tab(ctx: Context, language: str, name: str) -> Any:
    with gr.Tab(t(language, f"tab-{name}"), id=name, elem_id=f"tab-{name}"):
        return tab_module(name).build(ctx, language)
