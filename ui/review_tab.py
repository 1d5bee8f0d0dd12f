"""The Review tab: one verb at a time. The card is one piece of HTML; assets/review.js turns keys and clicks into
requests and shows the answers, one after another. The truth is in the store: the screen moves on when it has answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.context import Context
from ui.events import DECIDE, READ
from ui.present_review_screen import frame
from ui.review_handlers import ReviewHandlers

if TYPE_CHECKING:
    from ui.shell import Shell

# a request may follow in the very moment its predecessor's answer arrives: Gradio must not take it for a doubled one
_LOOK: dict[str, Any] = {**READ, "trigger_mode": "multiple"}
_STAGE = """
const start = () => window.distiller && distiller.review ? distiller.review.mount(element, trigger)
  : setTimeout(start, 20);   // the page's own scripts may come later; it asks by 'decide', 'show' and 'look'
start();
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """`stage` shows and asks and is never written by the server: Gradio would compile all of it again each time.

    Answers about the card come back in `answers`, those about what stands beside it in `beside`.
    """

    stage: gr.HTML
    answers: gr.HTML
    beside: gr.HTML


def build(ctx: Context, language: str) -> Parts:
    """Lays the tab out: a frame that the script fills, and two places without looks for answers."""
    stage = gr.HTML("", html_template=frame(language), js_on_load=_STAGE, apply_default_css=False, elem_id="review")
    return Parts(stage, _letter_box("answered"), _letter_box("beside"))


def _letter_box(reader: str) -> gr.HTML:
    script = f"watch('value', () => distiller.review.{reader}(props.value));"
    return gr.HTML("", html_template="<i></i>", js_on_load=script, visible="hidden", elem_id=f"review-{reader}")


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connects what the script asks with what answers."""
    handlers = ReviewHandlers(ctx, shell.language)
    parts.stage.decide(handlers.decide, None, parts.answers, **DECIDE)
    parts.stage.show(handlers.show, None, parts.answers, **_LOOK)
    parts.stage.look(handlers.look, None, parts.beside, **_LOOK)
    shell.buttons["review"].click(None, None, None, js="() => distiller.review.opened()", api_visibility="private")
