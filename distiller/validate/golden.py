"""When two answers are the same: letter by letter, or by value.

By value, case, white space, the spelling of a number and the order of keys make no difference; 1 is 1.0. Everything
rests on one normal form, so that being equal is symmetric and transitive, and a key of 16 bytes can stand for it. A
spelling that can mean two numbers (1.234: a decimal, or a thousand) is left as text: no match is better than a wrong
one.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any

from distiller.records import GoldenMatch
from distiller.validate.strict_json import NotANumber, StrictJsonError, read_json

_NUMBER_LENGTH_MOST = 400
_PLAIN = re.compile(r"(?:0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"((?:0|[1-9]\d*)?)[.,](\d+)", re.ASCII)
_SCIENTIFIC = re.compile(r"((?:0|[1-9]\d*)(?:\.\d+)?)e([+-]?\d{1,9})", re.ASCII)
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?|([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?", re.ASCII)
_OWN_MEANING = ("<super>", "<sub>", "<fraction>")


def golden_match(answer: Any, golden: str, is_json: bool) -> GoldenMatch:
    """How an answer stands to the golden one. `is_json`: the golden answer is JSON text, and both are compared as JSON.

    Golden text that is no JSON after all counts as a string.
    """
    expected: Any = golden
    if is_json:
        try:
            expected = read_json(golden)
        except StrictJsonError:
            expected = golden
    if _same(answer, expected):
        return GoldenMatch.EXACT
    return GoldenMatch.NORMALISED if _normal(answer) == _normal(expected) else GoldenMatch.DIFFERS


def answer_key(answer: Any) -> bytes:
    """16 bytes that two answers share if, and (but for one chance in 2^64) only if, they are equal by value."""
    return hashlib.blake2b(_normal(answer).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _same(answer: Any, golden: Any) -> bool:
    if isinstance(answer, str) or isinstance(golden, str):
        return type(answer) is type(golden) and bool(answer == golden)
    return _dumped(answer) == _dumped(golden)


def _normal(answer: Any) -> str:
    """The normal form as text: strings and numbers carry a mark, so that "5" and 5 stay apart inside JSON."""
    return _dumped(_value(answer))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return _number(value < 0, str(abs(value)), "", 0)
    if isinstance(value, float | Decimal):
        return _decimal(Decimal(repr(value)) if isinstance(value, float) else value)
    if isinstance(value, NotANumber):
        return f"?{value}"
    if isinstance(value, dict):
        return {key: _value(part) for key, part in value.items()}
    return [_value(part) for part in value]


def _decimal(value: Decimal) -> str:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return f"?{value}"
    return _number(bool(sign), "".join(map(str, digits)), "", exponent)


def _number(negative: bool, whole: str, fraction: str, exponent: int) -> str:
    """One spelling for each number: digits without zeros at either end, and the power of ten of the last one."""
    digits = (whole + fraction).lstrip("0")
    stripped = digits.rstrip("0")
    if not stripped:
        return "#0"
    power = exponent - len(fraction) + len(digits) - len(stripped)
    return f"#{'-' if negative else ''}{stripped}e{power}"


def normal_text(text: str) -> str:
    """A text without case, width and white space that mean nothing, or the number that it spells."""
    flat = _folded(text)
    number = _spelled_number(flat)
    return f"'{flat}" if number is None else f'"{number}'


def _folded(text: str) -> str:
    if not text.isascii():
        text = _compatible(_compatible(text).casefold())
    return " ".join(text.casefold().split())


def _compatible(text: str) -> str:
    """NFKC, but 10² is not 102: raised, lowered and fraction characters keep their meaning."""
    if all(c < "\x80" or not unicodedata.decomposition(c).startswith(_OWN_MEANING) for c in text):
        return unicodedata.normalize("NFKC", text)
    parts = (
        c if unicodedata.decomposition(c).startswith(_OWN_MEANING) else unicodedata.normalize("NFKC", c)
        for c in unicodedata.normalize("NFC", text)
    )
    return unicodedata.normalize("NFC", "".join(parts))


def _spelled_number(text: str) -> str | None:
    """The number that a text is, None if it is none or could be two."""
    if not text or len(text) > _NUMBER_LENGTH_MOST or (not text.isascii() and text[0] != "−"):
        return None
    negative = text[0] in "-−"
    digits = text[1:] if text[0] in "+-−" else text
    if _PLAIN.fullmatch(digits):
        return _number(negative, digits, "", 0)
    if found := _SCIENTIFIC.fullmatch(digits):
        whole, _, fraction = found[1].partition(".")
        return _number(negative, whole, fraction, int(found[2]))
    if found := _GROUPED.fullmatch(digits):
        if (found[1] or found[3]).count("," if found[1] else ".") == 1 and found[2] is None and found[4] is None:
            return None  # 1.234 or 1,234: a thousand to some, a decimal to others
        whole = re.sub(r"\D", "", found[1] or found[3])
        return _number(negative, whole, found[2] or found[4] or "", 0)
    if found := _DECIMAL.fullmatch(digits):
        return _number(negative, found[1], found[2], 0)
    return None
