"""Words and punctuation of a sentence, each with its place, so that whatever is found can be pointed at.

Offsets are those of the sentence as given; only the `lower` of a token is normalised for comparison.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(
    r"""
      ['’‘`](?:k|t|n|m|r|s|ie)(?![\w])                                # 'k, 't, 'n, 'm, 'r, 's, 'ie
    | ['’‘]\d\d(?!\w)                                                  # '20
    | (?:[^\W\d_]\.){2,}(?:-\w+)?                                     # o.a., n.C., a.r.-fractie
    | (?:ir|mr|dr|drs|prof|mevr|dhr|ds|ing|nr|bijv|ca|resp|evt|jl|st)\.(?=\s+[\w'’])
    | \d+(?:[.,]\d+)+(?![\w])                                            # 54.000 and 4,3
    | \w[\w\u0300-\u036f]*(?:['’‘\-‑]\w[\w\u0300-\u036f]*)*           # letters with inner apostrophe or hyphen
    | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLITIC = re.compile(r"^(.+)(['’‘\-‑])(ie)$", re.IGNORECASE)
_FOLD = str.maketrans({"’": "'", "‘": "'", "`": "'", "‑": "-", "ĳ": "ij", "Ĳ": "ij"})

CLAUSE_BREAKS = frozenset(",;:.!?…()[]{}\"“”„«»–—/‘’'`‚")
SENTENCE_BREAKS = frozenset(".!?…;:")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark; `start` and `end` are half-open character offsets in the sentence."""

    lower: str
    start: int
    end: int
    word: bool
    capital: bool


def fold(text: str) -> str:
    """The spelling used for comparison: NFC, lower case, straight apostrophes, plain hyphens, ij for ĳ."""
    return unicodedata.normalize("NFC", text).translate(_FOLD).lower()


def tokenize(sentence: str) -> list[Token]:
    """The words and punctuation marks of a sentence in reading order; spaces are left out.

    An attached `-ie` (loopt-ie) is a word of its own. Never raises.
    """
    tokens: list[Token] = []
    for match in _WORD.finditer(sentence):
        text, start, end = match.group(), match.start(), match.end()
        clitic = _CLITIC.match(text)
        if clitic:
            middle = start + len(clitic.group(1))
            tokens.append(_token(clitic.group(1), start, middle))
            tokens.append(_token(clitic.group(3), middle + 1, end))
        else:
            tokens.append(_token(text, start, end))
    return tokens


def _token(text: str, start: int, end: int) -> Token:
    word = any(c.isalnum() or c == "_" for c in text)
    return Token(fold(text) if word else text, start, end, word, text[:1].isupper())


def segment(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """The half-open range of tokens around `index` that no comma, bracket, quote or end mark interrupts."""
    first = index
    while first > 0 and not _breaks(tokens[first - 1]):
        first -= 1
    last = index + 1
    while last < len(tokens) and not _breaks(tokens[last]):
        last += 1
    return first, last


def sentence_range(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """The half-open range of tokens around `index` up to the nearest end marks."""
    first = index
    while first > 0 and tokens[first - 1].lower not in SENTENCE_BREAKS:
        first -= 1
    last = index + 1
    while last < len(tokens) and tokens[last].lower not in SENTENCE_BREAKS:
        last += 1
    return first, last


def _breaks(token: Token) -> bool:
    return not token.word and token.lower in CLAUSE_BREAKS
