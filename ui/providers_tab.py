"""The teachers in the Settings tab: what is configured, and a test of each with one real call.

What a test showed stays until the program ends, for everybody who looks: it says something about the endpoint, not
about a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import gradio as gr

from distiller.errors import DistillerError, StoreError
from ui.context import Context
from ui.events import ACT
from ui.present_providers import Health, Outcome, view
from ui.shell import Shell
from ui.toasts import told


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    view: gr.HTML


class Tried:
    """The last outcome of each teacher, and how often it was tested."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._outcomes: dict[str, tuple[int, Outcome]] = {}

    def note(self, name: str, outcome: Outcome) -> None:
        """One more test of `name`."""
        with self._lock:
            self._outcomes[name] = (self._outcomes.get(name, (0, outcome))[0] + 1, outcome)

    def all(self) -> dict[str, tuple[int, Outcome]]:
        """By name: how many tests, and what the last one showed."""
        with self._lock:
            return dict(self._outcomes)


def build(ctx: Context, language: str) -> Parts:
    """Lay out the teachers."""
    shown = gr.HTML(
        "", elem_id="teachers", apply_default_css=False,
        js_on_load='distiller.teachers(element, trigger, ["ask"]);',
    )  # fmt: skip
    return Parts(shown)


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect: opening the tab writes the table, a test writes it again."""
    tried = Tried()
    shell.on_open("settings", _looker(ctx, tried, shell.language), [parts.view])
    ask = told(shell.language)(_asker(ctx, tried, shell.language))
    parts.view.ask(ask, None, [parts.view], **ACT | {"trigger_mode": "multiple"})


def _looker(ctx: Context, tried: Tried, language: str) -> Callable[[str], str]:
    return lambda _search: _view(ctx, tried, language)


def _asker(ctx: Context, tried: Tried, language: str) -> Callable[[gr.EventData], str]:
    def ask(event: gr.EventData) -> str:
        name = str(event._data.get("name", ""))
        rows = {row.name for row in ctx.jobs.provider_rows()}
        if name in rows:  # what a page of before a restart may name is not kept
            try:
                tried.note(name, ctx.jobs.test_provider(name))
            except DistillerError as error:
                tried.note(name, error)
        return _view(ctx, tried, language)

    return ask


def _view(ctx: Context, tried: Tried, language: str) -> str:
    try:
        recent = ctx.live.recent()
    except StoreError:  # the banner above the tabs says so
        recent = ()
    health = Health({one.name: one for one in ctx.live.standing()}, {one.provider: one for one in recent})
    return view(ctx.jobs.provider_rows(), tried.all(), language, health)
