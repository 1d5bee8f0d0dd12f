"""Remarks on how a sentence is written down: marks, labels, quotes, capital, end mark, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.model import ANSWER_KEYS
from distiller.dutch.sentence_words import COMMON_DUTCH, FOREIGN

LONGEST = 120
"""A practice sentence of more characters than this is called long."""

_SEEN = 1000
_TAIL = 120
"""How much of the start and of the end the patterns see: none of them is linear on hostile text."""

_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|\[\s*(?:\.\.\.|…)?\s*\]")
_MARKDOWN = re.compile(
    r"\*\*|\*\S[^*]*\*|(?<!\w)_\w[^_]*_(?!\w)|`[^`]+`|~~|^\s*(?:#{1,6}|[-*+•>])\s|\[[^\]]+\]\([^)]*\)"
    r"|</?[a-zA-Z]+[^>]*>"
)
_PREFIX = re.compile(
    r"^\s*(?:(?:zin|voorbeeld|voorbeeldzin|sentence|example|antwoord|answer|vraag)\s*\d*\s*[:.)]\s*"
    r"|\(?\d{1,2}\s*[.):]\s+(?=\S)|[a-j][.)]\s+"
    r"|(?:tegenwoordige tijd|verleden tijd|voltooide tijd|voltooid|present|past|perfect"
    r"|o\.?t\.?t|o\.?v\.?t|v\.?t\.?t)\.?\s*:\s*"
    r"|(?:" + "|".join(ANSWER_KEYS) + r")\s*[:)=]\s*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[.?!…\"”]?\s*(?:\(([^()]{1,40})\)|\[([^\[\]]{1,40})\]|\s[-–—→=]>?\s*(\w+))\s*[.]?\s*$")
_KEY_WORDS = re.compile(
    r"^(?:" + "|".join(ANSWER_KEYS) + r"|tt|vt|vd|ott|ovt|vtt|[ou]\.?[tv]\.?t\.?|v\.?t\.?t\.?|"
    r"infinitief|ik-vorm|jij-vorm|hij-vorm|tegenwoordige tijd|verleden tijd|voltooid deelwoord|voltooide tijd|"
    r"present|past|perfect|enkelvoud|meervoud)$",
    re.IGNORECASE,
)
_OPENING = "\"'“”„«‘’([ "
_CLOSING = "\"'”“’»)] "


def check_surface(sentence: str, strings: frozenset[str]) -> Iterator[Finding]:
    """The remarks on the written shape; `strings` are the verb's own forms, to know an appended answer by."""
    text = sentence.strip()
    if not text:
        return
    start = text[:_SEEN]
    if match := _BLANK.search(start):
        yield Finding("blank-in-sentence", Severity.ERROR, detail={"text": match.group()})
    elif match := _MARKDOWN.search(start):
        yield Finding("markdown", Severity.ERROR, detail={"text": match.group().strip()})
    if match := _PREFIX.match(start):
        yield Finding("label-in-sentence", Severity.ERROR, detail={"text": match.group().strip()})
        text = text[match.end():]
    yield from _suffix(text, strings)
    yield from _language(text)
    yield from _quotes(text)
    yield from _edges(text)
    if len(text) > LONGEST:
        yield Finding("too-long", Severity.WARNING, detail={"length": len(text), "longest": LONGEST})


def _language(text: str) -> Iterator[Finding]:
    """English or German: at least two words that Dutch does not have, and more of them than common Dutch ones."""
    words = set(re.findall(r"[^\W\d_]+", text[:_SEEN].lower()))
    dutch = len(words & COMMON_DUTCH)
    for language, foreign in FOREIGN.items():
        hits = sorted(words & foreign)
        if len(hits) >= 2 and len(hits) > dutch:
            yield Finding("not-dutch", Severity.ERROR, detail={"language": language, "text": ", ".join(hits)})
            return


def _suffix(text: str, strings: frozenset[str]) -> Iterator[Finding]:
    match = _SUFFIX.search(text[-_TAIL:])
    if not match:
        return
    inner = next(group for group in match.groups() if group is not None).strip()
    if _KEY_WORDS.match(inner):
        yield Finding("label-in-sentence", Severity.ERROR, detail={"text": inner})
    elif inner.lower() in strings:
        yield Finding("answer-appended", Severity.ERROR, detail={"text": inner})


def _quotes(text: str) -> Iterator[Finding]:
    straight = text.count('"')
    if straight % 2 or text.count("“") + text.count("„") != text.count("”") + _german_closings(text):
        yield Finding("stray-quotes", Severity.WARNING)


def _german_closings(text: str) -> int:
    """„…“ closes with the mark that opens “…”: each such pair counts its closing mark here."""
    return 2 * min(text.count("„"), text.count("“")) if "„" in text and "”" not in text else 0


def _edges(text: str) -> Iterator[Finding]:
    opening = re.sub(r"^['’‘](?:[ktnsm]|t)\s+", "", text).lstrip(_OPENING)
    if opening and opening[0].islower():
        yield Finding("no-capital", Severity.WARNING, detail={"text": opening.split()[0]})
    if (closing := text.rstrip(_CLOSING)) and closing[-1] not in ".?!…":
        yield Finding("no-end-mark", Severity.WARNING)
