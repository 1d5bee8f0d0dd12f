"""Bytes of an uploaded or opened file as text, whatever program saved it."""

from __future__ import annotations

import codecs
from pathlib import Path

from distiller.errors import InputError

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(name: str, data: bytes) -> str:
    """The text in `data`: UTF-8, with a BOM or as UTF-16, else Windows Latin-1.

    Raises InputError `input-not-text` for what is no text; `name` is for the message.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _plain_text(name, data.decode(encoding))
            except UnicodeDecodeError as exc:
                raise InputError("input-not-text", name=name) from exc
    try:
        return _plain_text(name, data.decode("utf-8"))
    except UnicodeDecodeError:
        return _plain_text(name, _latin(data))


def _latin(data: bytes) -> str:
    """Windows-1252, where bytes it leaves undefined are taken as Latin-1 controls (and refused as such)."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _plain_text(name: str, text: str) -> str:
    """Refuse text that holds control characters no text file has: it is a picture, a document, an archive."""
    if any(c in text for c in "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x7f\x81\x8d\x8f\x90\x9d"):
        raise InputError("input-not-text", name=name)
    return text


def encoding_of(path: Path) -> str:
    """The encoding to open a text file with, found in one pass without holding it in memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for bom, encoding in _BOMS:
            if start.startswith(bom):
                return encoding
        chunk = start
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "cp1252"
            chunk = file.read(_CHUNK)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
