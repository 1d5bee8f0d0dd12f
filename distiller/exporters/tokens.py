"""How many tokens a text has, counted with a vocabulary that comes with the program: nothing is downloaded.

The count is of the texts alone. What a chat template puts around each message is not in it, and another model's
vocabulary counts differently: the numbers are for estimating cost and for finding what is too long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

VOCABULARY = "o200k_base"
_BIG = 1 << 16


@lru_cache(maxsize=1)
def _encoder() -> Callable[[str], int]:
    """The counting function of the compiled part of bpe-openai alone.

    Importing the package as a whole would read its vocabularies a second time, into Python objects (120 MB), and what
    it then offers cannot count without making the list of tokens.
    """
    package = find_spec("bpe_openai")
    assert package is not None
    compiled = PathFinder.find_spec("_bindings", package.submodule_search_locations)
    assert compiled is not None
    assert compiled.loader is not None
    bindings = module_from_spec(compiled)
    compiled.loader.exec_module(bindings)
    count: Callable[[str], int] = bindings.tokenizer_for_encoding(VOCABULARY).count
    return count


def counter() -> Callable[[str], int]:
    """A function that counts the tokens of a text; lone surrogates count as U+FFFD."""
    count = _encoder()

    def counted(text: str) -> int:
        try:
            return count(text)
        except UnicodeEncodeError:
            return count(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    return counted


class TokenTally:
    """Sums and spread of the tokens of many examples, in memory bounded by how long the longest is."""

    def __init__(self) -> None:
        self.prompt = 0
        self.completion = 0
        self._examples: Counter[int] = Counter()

    def add(self, prompt: int, completion: int) -> None:
        """One example."""
        self.prompt += prompt
        self.completion += completion
        total = prompt + completion
        self._examples[total if total < _BIG else total >> 10 << 10] += 1

    @property
    def total(self) -> int:
        """Prompts and completions."""
        return self.prompt + self.completion

    def summary(self) -> dict[str, Any]:
        """Totals, and of the examples (prompt and completion together) mean, median, 95th percentile, least and most.

        Beyond 65,536 tokens an example is counted in steps of 1,024.
        """
        number = self._examples.total()
        totals = {"prompt": self.prompt, "completion": self.completion, "total": self.total}
        if not number:
            return {**totals, "per_example": None}
        return {
            **totals,
            "per_example": {
                "mean": round(totals["total"] / number, 1),
                "least": min(self._examples),
                "median": self._at(number * 0.5),
                "p95": self._at(number * 0.95),
                "most": max(self._examples),
            },
        }

    def _at(self, rank: float) -> int:
        seen = 0
        for length, number in sorted(self._examples.items()):
            seen += number
            if seen >= rank:
                return length
        return 0
