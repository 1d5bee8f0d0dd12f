"""The word list: is this a word of Dutch, is this form attested?

OpenTaal, compiled by scripts/compile_wordlist.py; its licence stands beside it in data/opentaal.LICENSE. A word that
is not in it is no mistake: right forms of rare verbs, names and fresh compounds are missing from every list.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "opentaal.txt.gz"
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ĳ": "ij", "Ĳ": "IJ"})
_ACUTE = "\u0301"


@cache
def _blocks() -> tuple[list[bytes], list[bytes]]:
    """The first word of each block, and the blocks, each word between line ends. Read once, kept as bytes."""
    parts = gzip.decompress(_FILE.read_bytes()).split(b"\n\n")
    return [part.partition(b"\n")[0] for part in parts], [b"\n" + part + b"\n" for part in parts]


def attested(word: str) -> bool:
    """Whether exactly these letters stand in the list; capitals count, nothing is normalised. Never raises."""
    heads, blocks = _blocks()
    sought = word.encode(errors="replace")
    if not sought or b"\n" in sought:
        return False
    at = bisect_right(heads, sought) - 1
    return at >= 0 and b"\n" + sought + b"\n" in blocks[at]


def is_word(text: str) -> bool:
    """Whether a word as it stands in running text is in the word list; False says "unknown", never "wrong".

    Case: what is listed in small letters may be written with a capital or in capitals (`Fiets`, `FIETS`, `IJs`); what
    is listed with a capital needs it (`Amsterdam`, `AMSTERDAM`, not `amsterdam`). Typographic apostrophes and
    ligatures count as plain ones, and accents of emphasis may be there (`dát`, `vóór`). One word at a time: text with
    white space or digits is no word.
    """
    word = unicodedata.normalize("NFC", text).translate(_SAME)
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(_ACUTE, ""))
    return any(attested(form) for spelling in dict.fromkeys((word, plain)) for form in _cases(spelling))


def _cases(word: str) -> tuple[str, ...]:
    """The ways a word may stand in the list, given how it is written."""
    if word.islower() or not word:
        return (word,)
    if word.isupper() and len(word) > 1:
        return (word, word.lower(), word.capitalize(), word.title())
    small = word.lower() if word.startswith("IJ") else word[0].lower() + word[1:]
    return (word, small)
