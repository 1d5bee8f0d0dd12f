"""The only map from our errors to what a person sees: one sentence in their language, never a traceback.

Gradio takes the message of a toast for HTML, and our sentences quote file names and lines: all are escaped here.
`done` and `warn` work in queued handlers only (events.ACT, events.DECIDE); a raised error is shown in all of them.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from html import escape
from typing import ParamSpec, TypeVar

import gradio as gr

from distiller.errors import DistillerError
from ui import present_errors
from ui.texts import t

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger(__name__)


def failure(language: str, error: Exception) -> gr.Error:
    """`error` as a message to raise. An error that is not ours is logged whole and told as one general sentence."""
    if isinstance(error, DistillerError):
        return _error(language, present_errors.told(error, language))
    _log.error("a handler of the screen failed", exc_info=error)
    return _error(language, t(language, "error-unexpected"))


def _error(language: str, sentence: str) -> gr.Error:
    return gr.Error(escape(sentence), title=t(language, "error-title"), print_exception=False)


def told(language: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A handler whose errors reach the person as a sentence and stop there."""

    def around(handler: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(handler)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return handler(*args, **kwargs)
            except gr.Error:
                raise
            except Exception as error:  # noqa: BLE001  the outermost boundary: what is not ours is logged there
                raise failure(language, error) from None

        return inner

    return around


def warn(language: str, error: DistillerError) -> None:
    """Tell an error that leaves the screen usable as it is."""
    gr.Warning(escape(present_errors.told(error, language)), title=t(language, "warning-title"))


def done(language: str, message: str) -> None:
    """Tell that something was done."""
    gr.Success(escape(message), title=t(language, "done-title"), duration=4)
