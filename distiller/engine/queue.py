"""One queue of calls for all workers: ready ones by provider, delayed ones in a heap, under one condition.

A worker never sleeps through somebody's retry: a delayed call comes back when it is due, and whoever is free takes
it. A provider at its limit holds up only its own calls.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import Counter, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from distiller.providers.pace import Ticket
from distiller.records import ClaimedItem, Product
from distiller.store.engine import ActiveJob

Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call to make. `saturated_since` is when its first 429 came (monotonic), None while there was none.

    `ticket` is what its provider's pace booked for it when it was taken, None where nothing is paced. `provider` and
    `model` are those that it goes to: the job's, unless another takes over.
    """

    job: ActiveJob
    product: Product
    items: tuple[ClaimedItem, ...]
    saturated_since: float | None = None
    ticket: Ticket | None = None
    other: tuple[str, str] | None = None  # provider and model that it goes to instead of the job's

    @property
    def provider(self) -> str:
        """Who is asked."""
        return self.job.provider if self.other is None else self.other[0]

    @property
    def model(self) -> str:
        """With which model."""
        return self.job.model_name if self.other is None else self.other[1]


@dataclass(frozen=True, slots=True)
class Standing:
    """The calls of one provider: under way, ready, and delayed, the first of which is due in `due_s` seconds."""

    in_flight: int
    ready: int
    delayed: int
    due_s: float


Allow = Callable[[PlannedCall], "Ticket | float | None"]
"""Whether a call may go now: its ticket, None where nothing is paced, or the seconds until it is worth asking again."""


def _at_once(call: PlannedCall) -> None:
    return None


class CallQueue:
    """Safe for many threads. `room(provider)` says how many calls a provider may have under way.

    `allow` is asked for the first call of a provider; while it has to wait, those behind it wait too.
    """

    def __init__(self, room: Callable[[str], int], clock: Monotonic, allow: Allow = _at_once) -> None:
        self._room = room
        self._allow = allow
        self._paced: dict[str, float] = {}  # provider -> when it is worth asking again
        self._sentinel = False
        self._clock = clock
        self._condition = threading.Condition()
        self._ready: dict[str, deque[PlannedCall]] = {}
        self._delayed: list[tuple[float, int, PlannedCall]] = []
        self._order = itertools.count()
        self._in_flight: Counter[str] = Counter()
        self._closed = False

    def push(self, call: PlannedCall, delay_s: float = 0.0, *, first: bool = False) -> None:
        """Adds a call, to be made after `delay_s`; `first` puts it before those that wait."""
        with self._condition:
            if delay_s > 0:
                heapq.heappush(self._delayed, (self._clock() + delay_s, next(self._order), call))
            else:
                waiting = self._ready.setdefault(call.provider, deque())
                if first:
                    waiting.appendleft(call)
                else:
                    waiting.append(call)
            self._condition.notify()

    def take(self, timeout_s: float) -> PlannedCall | None:
        """The next call whose provider has room, waiting for one up to `timeout_s`; None when there is none.

        Whoever takes a call must say `done` when it has ended.
        """
        deadline = self._clock() + timeout_s
        with self._condition:
            while not self._closed:
                self._move_due()
                call = self._pop()
                if call is not None:
                    self._in_flight[call.provider] += 1
                    self._condition.notify()  # there may be more
                    return call
                wait = deadline - self._clock()
                if wait <= 0:
                    self._condition.notify()  # somebody else keeps watch
                    return None
                self._rest(wait)
        return None

    def _rest(self, seconds: float) -> None:
        """Waits for something to happen; one of the waiting wakes when the first call is due, so that not all do."""
        due = [self._delayed[0][0]] if self._delayed else []
        due += [at for name, at in self._paced.items() if self._ready.get(name)]
        if not due or self._sentinel:
            self._condition.wait(seconds)
            return
        self._sentinel = True
        try:
            self._condition.wait(min(seconds, max(min(due) - self._clock(), 0.001)))
        finally:
            self._sentinel = False

    def done(self, call: PlannedCall) -> None:
        """The call has ended: its place is free."""
        with self._condition:
            self._in_flight[call.provider] -= 1
            self._condition.notify()

    def load(self, provider: str) -> int:
        """Calls of a provider that are ready or under way; delayed ones hold no place."""
        with self._condition:
            return len(self._ready.get(provider, ())) + self._in_flight[provider]

    def delayed(self, job_id: int) -> int:
        """Calls of a job that wait for their time."""
        with self._condition:
            return sum(call.job.id == job_id for _, _, call in self._delayed)

    def standing(self) -> dict[str, Standing]:
        """How each provider stands that has calls here or had some."""
        with self._condition:
            now = self._clock()
            due: dict[str, list[float]] = {}
            for at, _, call in self._delayed:
                due.setdefault(call.provider, []).append(max(at - now, 0.0))
            ready = {name: len(waiting) for name, waiting in self._ready.items()}
            return {
                name: Standing(
                    self._in_flight[name], ready.get(name, 0), len(due.get(name, ())), min(due.get(name, [0.0]))
                )
                for name in sorted({*due, *ready, *self._in_flight})
            }

    def drop_except(self, job_ids: Collection[int]) -> list[PlannedCall]:
        """Takes out the waiting calls of all other jobs."""
        with self._condition:
            return self._drop(lambda call: call.job.id not in job_ids)

    def close(self) -> None:
        """Ends the queue: every `take` gives None from now on."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def _drop(self, unwanted: Callable[[PlannedCall], bool]) -> list[PlannedCall]:
        dropped = [call for waiting in self._ready.values() for call in waiting if unwanted(call)]
        dropped += [call for _, _, call in self._delayed if unwanted(call)]
        for provider, waiting in self._ready.items():
            self._ready[provider] = deque(call for call in waiting if not unwanted(call))
        self._delayed = [entry for entry in self._delayed if not unwanted(entry[2])]
        heapq.heapify(self._delayed)
        return dropped

    def _move_due(self) -> None:
        now = self._clock()
        while self._delayed and self._delayed[0][0] <= now:
            call = heapq.heappop(self._delayed)[2]
            self._ready.setdefault(call.provider, deque()).appendleft(call)

    def _pop(self) -> PlannedCall | None:
        """Of the providers with room, the one with the fewest calls under way: a slow one never takes all workers."""
        now = self._clock()
        able = [
            name
            for name, waiting in self._ready.items()
            if waiting and self._in_flight[name] < self._room(name) and self._paced.get(name, now) <= now
        ]
        for name in sorted(able, key=self._in_flight.__getitem__):
            said = self._allow(self._ready[name][0])
            if isinstance(said, float):
                self._paced[name] = now + said
                continue
            self._paced.pop(name, None)
            return replace(self._ready[name].popleft(), ticket=said)
        return None
