"""Which of millions of examples were there before, in a few bytes each.

A set of Python objects takes a hundred bytes for each; here it is one machine word in a table that is at most half
full. Words are 64 bits of a hash: that two different examples of a million share theirs, and one is left out for it,
happens once in some thirty million exports.
"""

from __future__ import annotations

from array import array

_LEAST = 1 << 12


class Seen:
    """A set of whole numbers below 2**64 that can only grow."""

    def __init__(self) -> None:
        self._table = _empty(_LEAST)
        self._mask = _LEAST - 1
        self._used = 0

    def add(self, word: int) -> bool:
        """Puts one in; False if it was there."""
        word = word or 1  # an empty place is a zero
        table, mask = self._table, self._mask
        at = word & mask
        while found := table[at]:
            if found == word:
                return False
            at = (at + 1) & mask
        table[at] = word
        self._used += 1
        if self._used * 2 > mask:
            self._grow()
        return True

    def _grow(self) -> None:
        old, size = self._table, len(self._table) * 2
        table, mask = _empty(size), size - 1
        for word in old:
            if word:
                at = word & mask
                while table[at]:
                    at = (at + 1) & mask
                table[at] = word
        self._table, self._mask = table, mask

    def __len__(self) -> int:
        """How many there are."""
        return self._used


def _empty(size: int) -> array[int]:
    return array("Q", bytes(8 * size))
