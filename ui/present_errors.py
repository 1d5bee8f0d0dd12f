"""Errors in the words of the screen: fields by their labels, stored messages with a sentence in the reader's language.

The sentences themselves are distiller/error_texts.py; the shell shows them with the raw names. No Gradio here.
"""

from __future__ import annotations

from html import escape
from typing import Any

from distiller.errors import DistillerError
from ui.texts import all_texts, t

_AMOUNTS = ("cap", "spent", "reserved", "worst")


def told(error: DistillerError, language: str) -> str:
    """The sentence of an error, as plain text; what it names has the name that it has on the screen."""
    params = {name: _named(name, value, language) for name, value in error.params.items()}
    if error.code == "job-not-in-state":
        params["status"] = _text(f"jobs-status-{params['status']}", params["status"], language)
    if error.code.startswith("budget-") and language == "nl":
        params |= {name: str(params[name]).replace(".", ",") for name in _AMOUNTS if name in params}
    return DistillerError(error.code, **params).sentence(language)


def _named(name: str, value: Any, language: str) -> Any:
    if name not in ("field", "name", "what", "action") or not isinstance(value, str):
        return value
    return _text(f"error-{name}-{value.lower() if name == 'what' else value}", value, language)


def _text(key: str, otherwise: str, language: str) -> str:
    return t(language, key) if key in all_texts() else otherwise


def failure(error_type: str | None, message: str | None, language: str) -> str:
    """Why something failed, as plain text: the stored English message, before it a sentence for who reads Dutch."""
    kind = _text(f"error-type-{error_type}", "", language)
    if language == "en" and message:
        return message
    return " ".join(part for part in (kind, message) if part)


def failure_html(error_type: str | None, message: str | None, language: str) -> str:
    """The same as HTML, the English detail marked as such and set back; "" where nothing is known."""
    kind = _text(f"error-type-{error_type}", "", language)
    if language == "en" or not kind:
        return escape(message or kind)
    detail = f' <span class="d-detail" lang="en">{escape(message)}</span>' if message else ""
    return escape(kind) + detail
