"""How many verbs one call for forms carries.

Small batches feed the sentences soonest, and a short reply comes sooner than a long one: 500 verbs with sentences took
9.4 s with 8 a call and 15.6 s with 50. So a job that is small, or nearly done, is spread over the places that are free.
Where an endpoint's limits are what it waits for, larger batches save requests and the prompt that goes with each. A
batch whose reply was cut off or could not be used halves the size for its provider and model, good ones raise it again.
"""

from __future__ import annotations

import threading

from distiller.engine.plan import FORMS_PER_CALL

SPARING = 16
"""Where requests or tokens are scarce."""
_GOOD_ENOUGH = 4  # good batches in a row after which one verb more is tried


class BatchSizes:
    """What batches have taught of each provider and model. Safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._most: dict[tuple[str, str], int] = {}
        self._good: dict[tuple[str, str], int] = {}

    def per_call(self, provider: str, model: str, *, waiting: int, places: int, fits: int, scarce: bool) -> int:
        """Verbs in each of the next calls, at least 1.

        `waiting` verbs are to be asked for, `places` calls for them can go now, `fits` is what the cap of a reply has
        room for; `scarce`: the endpoint's limits hold the calls up.
        """
        with self._lock:
            most = self._most.get((provider, model), SPARING)
        most = min(most, fits, SPARING if scarce else FORMS_PER_CALL)
        return max(1, most if scarce else min(most, -(-waiting // max(places, 1))))

    def saw(self, provider: str, model: str, size: int, *, useful: bool) -> None:
        """How a batch of `size` went: `useful` if its reply could be read to the end."""
        if size < 2 and not useful:
            return  # it says nothing about batches
        key = provider, model
        with self._lock:
            most = self._most.get(key, SPARING)
            if not useful:
                self._most[key] = max(1, min(most, size) // 2)
                self._good[key] = 0
            elif most < SPARING and size >= most:
                self._good[key] = self._good.get(key, 0) + 1
                if self._good[key] >= _GOOD_ENOUGH:
                    self._most[key], self._good[key] = most + 1, 0
