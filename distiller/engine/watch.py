"""Who is dead: told by beats that stop changing, measured by this process's own clock.

The times in the beats are only compared with each other, so wall clocks may jump, and differ between machines. Time in
which nobody could write, this process included, says nothing about the others: after such a gap watching starts again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

Beats = Mapping[str, datetime | None]
"""The last beat of each owner that holds work; None for one that is not registered (any more)."""


class Watch:
    """One process's view of the other owners."""

    def __init__(self, me: str, dead_after_s: float, clock: Callable[[], float]) -> None:
        self._me = me
        self._dead_after_s = dead_after_s
        self._clock = clock
        self._since: dict[str, tuple[datetime | None, float]] = {}
        self._looked = clock()

    def silent(self, beats: Beats) -> Beats:
        """Takes a new look; the owners that are dead, with the beat they were last seen with.

        An owner that is not registered is dead at once: it said so itself when it stopped.
        """
        now = self._clock()
        if now - self._looked > self._dead_after_s / 2:
            self._since.clear()
        self._looked = now
        before, self._since = self._since, {}
        for owner, beat in beats.items():
            if owner != self._me:
                seen = before.get(owner)
                self._since[owner] = seen if seen is not None and seen[0] == beat else (beat, now)
        return {
            owner: beat
            for owner, (beat, since) in self._since.items()
            if beat is None or now - since >= self._dead_after_s
        }
