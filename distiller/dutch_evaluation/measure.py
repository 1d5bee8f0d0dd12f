"""One line of the table: how many of how many, with the interval that so few allow, beside its target."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Target:
    """What a share has to reach, as a fraction; `at_most` where less is better."""

    share: float
    at_most: bool = False


@dataclass(slots=True)
class Measure:
    """Hits of a total. `misses` names what went wrong, in the order it was met.

    A macro measure is the mean of its `kinds`, each a (hits, total) of its own; its interval follows from theirs.
    """

    group: str
    name: str
    target: Target | None = None
    hits: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)
    kinds: dict[str, tuple[int, int]] | None = None

    def add(self, good: bool, what: str = "") -> None:
        """Count one; `what` is remembered where it is no good (for a target of at most: where it is hit)."""
        self.total += 1
        self.hits += good
        unwanted = good if self.target is not None and self.target.at_most else not good
        if unwanted and what:
            self.misses.append(what)

    @property
    def share(self) -> float:
        """Hits of total, or the mean over kinds; 0 to 1, nan where there is nothing to count."""
        if self.kinds is not None:
            shares = [hits / total for hits, total in self.kinds.values() if total]
            return sum(shares) / len(shares) if shares else math.nan
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        if self.kinds is not None:
            return _macro_interval(self.share, [pair for pair in self.kinds.values() if pair[1]])
        return wilson(self.hits, self.total)

    @property
    def reached(self) -> bool | None:
        """Whether the share itself reaches its target; None without target or data."""
        if self.target is None or math.isnan(self.share):
            return None
        return self.share <= self.target.share if self.target.at_most else self.share >= self.target.share


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a proportion; (0, 1) where nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share, square = hits / total, _Z * _Z
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    # at 0 and 1 the bound is the share itself, which rounding would miss by a hair
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def _macro_interval(share: float, kinds: list[tuple[int, int]]) -> tuple[float, float]:
    """The interval of a mean of proportions: each kind's variance around its Wilson centre, added up."""
    if not kinds:
        return 0.0, 1.0
    variance = 0.0
    for hits, total in kinds:
        widened = total + _Z * _Z
        centre = (hits + _Z * _Z / 2) / widened
        variance += centre * (1 - centre) / widened
    half = _Z * math.sqrt(variance) / len(kinds)
    return max(0.0, share - half), min(1.0, share + half)
