"""Counting durations in this process, for the metrics: a handful of additions under a lock, no more."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Counted:
    """What a histogram held at one moment: `counts[n]` of `count` values were at most `bounds[n]`."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    count: int
    total: float


class Histogram:
    """Values by size since the process began. Safe for threads."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = tuple(bounds)
        self._lock = threading.Lock()
        self._counts = [0] * (len(bounds) + 1)
        self._total = 0.0

    def add(self, value: float) -> None:
        """Counts one value."""
        place = bisect_left(self._bounds, value)
        with self._lock:
            self._counts[place] += 1
            self._total += value

    def read(self) -> Counted:
        """All values so far."""
        with self._lock:
            counts, total = list(self._counts), self._total
        within = tuple(accumulate(counts))
        return Counted(self._bounds, within[:-1], within[-1], total)
