"""The Review tab: one verb at a time. The card is one piece of HTML; assets/review.js turns keys and clicks into
requests and shows the answers, one after another. The truth is in the store: the screen moves on when it has answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.context import Context
from ui.events import DECIDE, READ
from ui.present_review_screen import frame
from ui.review_handlers import ReviewHandlers

# a request may follow in the very moment its predecessor's answer arrives: Gradio must not take it for a doubled one
_LOOK: dict[str, Any] = {**READ, "trigger_mode": "multiple"}
_STAGE = """
const start = () => window.distiller && distiller.review ? distiller.review.mount(element, trigger, props, watch)
  : setTimeout(start, 20);   // the page's own scripts may come later; it asks by 'decide', 'show' and 'look'
start();
"""
_SIDE = "watch('value', () => distiller.review.beside(props.value));"


@dataclass(frozen=True, slots=True)
class Parts:
    """`stage` shows the card and asks; answers about cards come back in its value, those about the rest in `side`."""

    stage: gr.HTML
    side: gr.HTML


def build(ctx: Context, language: str) -> Parts:
    """Lays the tab out: a frame that the script fills, and a place without looks for answers."""
    stage = gr.HTML("", html_template=frame(language), js_on_load=_STAGE, apply_default_css=False, elem_id="review")
    side = gr.HTML("", html_template="<i></i>", js_on_load=_SIDE, visible="hidden", elem_id="review-side")
    return Parts(stage, side)


def wire(parts: Parts, ctx: Context, shell: Any) -> None:
    """Connects what the script asks with what answers."""
    handlers = ReviewHandlers(ctx, shell.language)
    parts.stage.decide(handlers.decide, None, parts.stage, **DECIDE)
    parts.stage.show(handlers.show, None, parts.stage, **_LOOK)
    parts.stage.look(handlers.look, None, parts.side, **_LOOK)
    shell.buttons["review"].click(None, None, None, js="() => distiller.review.opened()", api_visibility="private")
