"""Business rules: what a form set or a sentence must keep to, whoever wrote it.

One place for both the teacher's replies (where a violation makes an invalid response) and a person's edits (where
it refuses the edit). Each rule raises RuleViolation; its English sentence is the message that is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from distiller.dutch import FORM_FIELDS, VERB_FORM_FIELDS
from distiller.errors import RuleViolation

FORM_LENGTH_MOST = 100
SENTENCE_LENGTH_MOST = 500
AUXILIARIES = ("hebben", "zijn", "")

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Unicode categories that nobody typed on purpose: control, direction and zero-width marks, private use."""

_MARKUP = re.compile(
    r"\*\*|__|`|\*(?=\S)|(?<=\S)\*"  # emphasis, code
    r"|^#+|^(?:[-•*–—·]|\d{1,3}[.)])(?=\s)"  # heading, list item
    r"|</?[a-z][^<>]{0,80}>|&(?:[a-z]{2,8}|#\d{1,6});"  # HTML
    r"|\]\(",  # link
    re.IGNORECASE,
)
_DOUBLE_QUOTES = (('"', '"'), ("“", "”"), ("„", "”"), ("„", "“"), ("”", "”"), ("«", "»"), ("»", "«"))
_SINGLE_QUOTES = (("'", "'"), ("‘", "’"), ("‚", "‘"), ("‚", "’"), ("’", "’"))
_CLITIC = re.compile(r"['‘’](?:[stknm]|ns|er|ie)\b", re.IGNORECASE)


def tidy(text: str) -> str:
    """The text in composed letters (NFC) without white space around it; nothing else is changed."""
    return unicodedata.normalize("NFC", text).strip()


def without_quotes(sentence: str) -> str:
    """The sentence without a pair of quotation marks around the whole of it; `'s Avonds` and inner quotes stay."""
    for opening, closing in (*_DOUBLE_QUOTES, *_SINGLE_QUOTES):
        if len(sentence) < 3 or not (sentence.startswith(opening) and sentence.endswith(closing)):
            continue
        inner = sentence[1:-1]
        if (opening, closing) in _SINGLE_QUOTES:
            if _CLITIC.match(sentence):
                return sentence
            return inner.strip()
        if opening not in inner and closing not in inner:
            return inner.strip()
    return sentence


def check_invisible(field: str, text: str) -> None:
    """Refuse control characters and other characters that cannot be seen."""
    if text.isascii() and text.isprintable():
        return
    if any(unicodedata.category(c) in _INVISIBLE for c in text):
        raise RuleViolation("rule-control-character", field=field)


def check_length(field: str, text: str, limit: int) -> None:
    """Refuse what is longer than `limit` characters; nothing is ever cut to fit."""
    if len(text) > limit:
        raise RuleViolation("rule-too-long", field=field, length=len(text), limit=limit)


def form_values(payload: Mapping[str, str]) -> dict[str, str]:
    """The seven fields of a form set, tidied and within the rules; a field that is not there is empty.

    An empty field is allowed (a finding says so), a set without any form is not. Raises RuleViolation.
    """
    for name in payload:
        if name not in FORM_FIELDS and name != "infinitive":
            raise RuleViolation("rule-unknown-field", field=shown(name))
    forms = {name: tidy(payload.get(name, "")) for name in FORM_FIELDS}
    for name, value in forms.items():
        check_length(name, value, FORM_LENGTH_MOST)
        check_invisible(name, value)
    if forms["vd_hulpwerkwoord"] not in AUXILIARIES:
        raise RuleViolation("rule-auxiliary", value=shown(forms["vd_hulpwerkwoord"]))
    if not any(forms[name] for name in VERB_FORM_FIELDS):
        raise RuleViolation("rule-no-forms")
    return forms


def sentence_value(text: str) -> str:
    """The sentence, tidied, without quotes around it and within the rules. Raises RuleViolation."""
    sentence = tidy(without_quotes(tidy(text)))
    if not sentence:
        raise RuleViolation("rule-empty", field="sentence")
    check_length("sentence", sentence, SENTENCE_LENGTH_MOST)
    check_invisible("sentence", sentence)
    if found := _MARKUP.search(sentence):
        raise RuleViolation("rule-markdown", found=found.group())
    return sentence


def sentence_identity(sentence: str) -> str:
    """What two sentences share that are the same but for case and spaces."""
    # no pattern for the spaces: an export asks this of tens of thousands of sentences while a person waits
    return " ".join(unicodedata.normalize("NFC", sentence).split()).casefold()


def check_new(sentence: str, known: Iterable[str]) -> None:
    """Refuse a sentence whose identity is in `known` (identities, as `sentence_identity` gives them)."""
    if sentence_identity(sentence) in known:
        raise RuleViolation("rule-duplicate")


def shown(text: str, limit: int = 60) -> str:
    """A stranger's text as it may stand in a one-line message: visible characters only, shortened."""
    flat = "".join(" " if unicodedata.category(c) in _INVISIBLE else c for c in text[: limit + 1])
    return flat if len(text) <= limit else f"{flat[: limit - 1]}…"
