"""One queue for all threads of the engine: planned calls, prepared ones, and what came of those that were sent.

    push ─▶ ready ─▶ keeper: stored as sent ─▶ prepared ─▶ sender: a free place, the pace ─▶ ended ─▶ keeper
              ▲                                  │    ▲
           delayed                               └▶ stale: looked at again by the keeper

A call of a job with several providers is open: it waits in the line of its job, and who is asked is decided when the
keeper takes it. If that provider cannot take it after all, it goes back into that line.

A few more calls are prepared than can be under way, so that a place which gets free is taken at once: nobody waits for
the database between two calls. A delayed call comes back when it is due, and no thread sleeps for it. A provider at
its limit holds up only its own calls.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from distiller.engine.calls import OPEN, Ended, Monotonic, Place, PlannedCall, PreparedCall, Round, Standing
from distiller.providers.pace import Ticket

AHEAD = 8
"""One call more is prepared for so many places. A process that is killed leaves them as lost: they stay few."""
STALE_S = 2.0
"""A call that was stored so long ago is looked at again before it goes: its job may have been stopped meanwhile, or
this process taken for dead."""

TAKE_BACK_S = 0.25
"""A prepared call whose provider makes it wait longer goes back into the line of its job, if another may be asked."""

Allow = Callable[[PreparedCall], "Ticket | float | None"]
"""Whether a call may go now: its ticket, None where nothing is paced, or the seconds until it is worth asking again."""

Route = Callable[[PlannedCall, Callable[[str], Place]], "PlannedCall | float"]
"""An open call as it goes to whoever is asked, given what each provider has in hand; or the seconds until it is worth
asking again."""


def _at_once(call: PreparedCall) -> None:
    return None


def _to_its_own(call: PlannedCall, place: Callable[[str], Place]) -> PlannedCall:
    return call


@dataclass(slots=True)
class _Lane:
    """The calls of one provider, or the open ones of a job, which are only `ready`.

    `preparing` are in the hands of the keeper; `jobs` counts the committed calls of jobs with several providers.
    """

    ready: deque[PlannedCall] = field(default_factory=deque)
    prepared: deque[PreparedCall] = field(default_factory=deque)
    preparing: int = 0
    in_flight: int = 0
    paced_until: float = 0.0  # when it is worth asking its pace again, or who takes an open call
    jobs: Counter[int] = field(default_factory=Counter)

    @property
    def committed(self) -> int:
        """Calls that are stored as sent, or about to be."""
        return self.preparing + len(self.prepared) + self.in_flight


class CallQueue:
    """Safe for many threads. `room(provider)` says how many calls a provider may have under way.

    `allow` is asked for the first prepared call of a provider; while it has to wait, those behind it wait too. `route`
    says who takes the first open call of a job. `places` is how many calls may be under way in all: open calls that
    cannot go soon stay open.
    """

    def __init__(
        self,
        room: Callable[[str], int],
        clock: Monotonic,
        allow: Allow = _at_once,
        route: Route = _to_its_own,
        places: int = 1024,
    ) -> None:
        self._room = room
        self._most = places + places // AHEAD
        self._allow = allow
        self._route = route
        self._clock = clock
        lock = threading.Lock()
        self._keeper = threading.Condition(lock)
        self._senders = threading.Condition(lock)
        self._lock = lock
        self._watched = False  # a sender waits until a pace lets the next call go
        self._lanes: dict[str, _Lane] = {}
        self._delayed: list[tuple[float, int, PlannedCall]] = []
        self._order = itertools.count()
        self._ended: list[Ended] = []
        self._stale: list[PreparedCall] = []
        self._unwanted: list[PreparedCall] = []
        self._back: list[PreparedCall] = []
        self._closed = False

    # --- planned calls ----------------------------------------------------------------------------------------

    def push(self, call: PlannedCall, delay_s: float = 0.0, *, first: bool = False) -> None:
        """Adds a call, to be made after `delay_s`; `first` puts it before those that wait."""
        with self._lock:
            if delay_s > 0:
                heapq.heappush(self._delayed, (self._clock() + delay_s, next(self._order), call))
            elif first:
                self._lane(call.lane).ready.appendleft(call)
            else:
                self._lane(call.lane).ready.append(call)
            self._keeper.notify()

    def load(self, line: str) -> int:
        """Calls of a provider, or of a job with several, that are ready, prepared or under way; delayed ones hold no
        place."""
        with self._lock:
            lane = self._lane(line)
            if line.startswith(OPEN):
                job = int(line.removeprefix(OPEN))
                return len(lane.ready) + sum(other.jobs[job] for other in self._lanes.values())
            return len(lane.ready) + lane.committed

    def idle(self) -> bool:
        """Whether a provider has free places and no call for them."""
        with self._lock:
            return any(
                not lane.ready and lane.committed == lane.in_flight < self._room(name)
                for name, lane in self._lanes.items()
                if not name.startswith(OPEN)
            )

    def delayed(self, job_id: int) -> int:
        """Calls of a job that wait for their time."""
        with self._lock:
            return sum(call.job.id == job_id for _, _, call in self._delayed)

    def standing(self) -> dict[str, Standing]:
        """How each provider stands that has calls here or had some."""
        with self._lock:
            now = self._clock()
            due: dict[str, list[float]] = {}
            for at, _, call in self._delayed:
                due.setdefault(call.provider, []).append(max(at - now, 0.0))
            found = {}
            open_ = Counter(call.provider for lane in self._open() for call in lane.ready)
            for name in sorted({*due, *open_, *(name for name in self._lanes if not name.startswith(OPEN))}):
                lane, waits = self._lane(name), due.get(name, [])
                ready = len(lane.ready) + len(lane.prepared) + lane.preparing + open_[name]
                found[name] = Standing(lane.in_flight, ready, len(waits), min(waits, default=0.0))
            return found

    def drop_except(self, job_ids: Collection[int]) -> list[PlannedCall]:
        """Takes out the waiting calls of all other jobs; those that are stored already go to the keeper."""
        with self._lock:
            dropped = [call for _, _, call in self._delayed if call.job.id not in job_ids]
            if dropped:
                self._delayed = [entry for entry in self._delayed if entry[2].job.id in job_ids]
                heapq.heapify(self._delayed)
            for lane in self._lanes.values():
                if any(call.job.id not in job_ids for call in lane.ready):
                    dropped += [call for call in lane.ready if call.job.id not in job_ids]
                    lane.ready = deque(call for call in lane.ready if call.job.id in job_ids)
                self._discard(lane, [call for call in lane.prepared if call.plan.job.id not in job_ids])
            return dropped

    def close(self) -> None:
        """No call goes out any more; the keeper gets what was prepared, and whatever still ends."""
        with self._lock:
            self._closed = True
            for lane in self._lanes.values():
                self._discard(lane, list(lane.prepared))
            self._senders.notify_all()
            self._keeper.notify()

    # --- the keeper -------------------------------------------------------------------------------------------

    def wait(self, until: float, plan_at: float) -> Round | None:
        """What there is to do, waiting for it up to `until`; None once the queue is closed and all has ended.

        Planned calls are handed out from `plan_at` on, before it only where a place stands idle for want of a prepared
        one. Each of them must be handed on: `release` or `forget`; so must the stale ones.
        """
        with self._lock:
            while True:
                self._move_due()
                now = self._clock()
                found = self._round(everything=now >= plan_at)
                if found:
                    return found
                if self._closed and not any(lane.in_flight for lane in self._lanes.values()):
                    return None
                if until <= now:
                    return found
                due = [until, *(entry[0] for entry in self._delayed[:1])]
                if plan_at > now and any(lane.ready for lane in self._lanes.values()):
                    due.append(plan_at)
                due += [max(lane.paced_until, plan_at) for lane in self._open() if lane.ready]
                self._keeper.wait(max(min(due) - now, 0.001))

    def release(self, calls: Sequence[PreparedCall], *, first: bool = False) -> None:
        """These were stored and may go out; `first`: before the others."""
        with self._lock:
            for call in calls:
                lane = self._lane(call.plan.provider)
                lane.preparing -= 1
                if self._closed:
                    self._unwanted.append(call)
                elif first:
                    lane.prepared.appendleft(call)
                else:
                    lane.prepared.append(call)
            self._senders.notify(len(calls))

    def forget(self, call: PlannedCall) -> None:
        """This one will not be sent after all."""
        with self._lock:
            self._lane(call.provider).preparing -= 1
            self._count(call, -1)

    def recall(self, provider: str, job_id: int) -> None:
        """A job is done with a provider: what is prepared for it is open again."""
        with self._lock:
            lane = self._lane(provider)
            theirs = [call for call in lane.prepared if call.plan.job.id == job_id and call.plan.fails_over]
            self._remove(lane, theirs, self._back)

    # --- the senders ------------------------------------------------------------------------------------------

    def take(self, timeout_s: float) -> PreparedCall | None:
        """The next call whose provider has a free place, waiting for one up to `timeout_s`; None when there is none.

        Whoever takes a call must say how it `ended`.
        """
        deadline = self._clock() + timeout_s
        with self._lock:
            while not self._closed:
                call = self._pop()
                if call is not None:
                    return call
                left = deadline - self._clock()
                if left <= 0:
                    self._senders.notify()  # somebody else keeps watch
                    return None
                self._rest(left)
        return None

    def ended(self, end: Ended) -> None:
        """A call is over: its place is free, the keeper stores what came of it."""
        with self._lock:
            self._lane(end.call.plan.provider).in_flight -= 1
            self._count(end.call.plan, -1)
            self._ended.append(end)
            self._keeper.notify()

    # --- within the lock --------------------------------------------------------------------------------------

    def _lane(self, provider: str) -> _Lane:
        lane = self._lanes.get(provider)
        if lane is None:
            lane = self._lanes[provider] = _Lane()
        return lane

    def _open(self) -> list[_Lane]:
        return [lane for name, lane in self._lanes.items() if name.startswith(OPEN)]

    def _count(self, call: PlannedCall, change: int) -> None:
        """One more or one less is committed with a provider; a place that gets free may be for any open call."""
        if call.job.options.others:
            self._lane(call.provider).jobs[call.job.id] += change
        if change < 0:
            for lane in self._open():
                lane.paced_until = 0.0

    def _discard(self, lane: _Lane, calls: Sequence[PreparedCall]) -> None:
        self._remove(lane, calls, self._unwanted)

    def _remove(self, lane: _Lane, calls: Sequence[PreparedCall], to: list[PreparedCall]) -> None:
        if calls:
            gone = {call.id for call in calls}
            lane.prepared = deque(call for call in lane.prepared if call.id not in gone)
            for call in calls:
                self._count(call.plan, -1)
            to += calls
            self._keeper.notify()

    def _round(self, *, everything: bool) -> Round:
        planned: list[PlannedCall] = []
        if not self._closed:
            for name, lane in list(self._lanes.items()):
                if not lane.ready:
                    continue
                if name.startswith(OPEN):
                    planned += self._routed(lane, everything=everything)
                    continue
                room = self._room(name)
                if everything or self._starves(name):
                    for _ in range(min(len(lane.ready), room + room // AHEAD - lane.committed)):
                        planned.append(lane.ready.popleft())
                        lane.preparing += 1
                        self._count(planned[-1], 1)
        found = Round(planned, self._ended, self._stale, self._unwanted, self._back)
        if found:
            self._ended, self._stale, self._unwanted, self._back = [], [], [], []
        return found

    def _starves(self, provider: str) -> bool:
        """Whether a place stands idle for want of a prepared call."""
        lane = self._lane(provider)
        return not lane.prepared and lane.committed < self._room(provider)

    def _routed(self, lane: _Lane, *, everything: bool) -> list[PlannedCall]:
        """The open calls of a job that somebody takes now."""
        now, routed = self._clock(), list[PlannedCall]()
        while lane.ready and lane.paced_until <= now:
            call = lane.ready[0]
            job = call.job
            if not everything and not any(map(self._starves, (job.provider, *job.options.others))):
                break
            if sum(other.committed for other in self._lanes.values()) >= self._most:
                lane.paced_until = now + TAKE_BACK_S  # or until a call ends
                break
            said = self._route(call, lambda provider, job=job.id: self._place(provider, job))  # type: ignore[misc]
            if isinstance(said, float):
                lane.paced_until = now + said
                break
            lane.ready.popleft()
            self._lane(said.provider).preparing += 1
            self._count(said, 1)
            routed.append(said)
        return routed

    def _place(self, provider: str, job: int) -> Place:
        lane = self._lane(provider)
        return Place(lane.committed, lane.jobs[job], lane.preparing + len(lane.prepared))

    def _move_due(self) -> None:
        now = self._clock()
        while self._delayed and self._delayed[0][0] <= now:
            call = heapq.heappop(self._delayed)[2]
            self._lane(call.lane).ready.appendleft(call)

    def _pop(self) -> PreparedCall | None:
        """Of the providers with room, the one with the fewest calls under way: a slow one never takes all senders."""
        now = self._clock()
        able = [
            (lane.in_flight, name)
            for name, lane in self._lanes.items()
            if lane.prepared and lane.in_flight < self._room(name) and lane.paced_until <= now
        ]
        for _, name in sorted(able):
            call = self._pop_of(self._lanes[name], now)
            if call is not None:
                return call
        return None

    def _pop_of(self, lane: _Lane, now: float) -> PreparedCall | None:
        while lane.prepared:
            call = lane.prepared[0]
            if now - call.at > STALE_S:
                self._stale.append(lane.prepared.popleft())
                lane.preparing += 1
                self._keeper.notify()
                continue
            said = self._allow(call)
            if isinstance(said, float):
                lane.paced_until = now + said
                if said > TAKE_BACK_S:
                    self._take_back(lane, now)
                return None
            lane.prepared.popleft()
            lane.in_flight += 1
            lane.paced_until = 0.0
            if any(other.prepared and other.in_flight < self._room(name) for name, other in self._lanes.items()):
                self._senders.notify()  # there is more to take
            return call if said is None else replace(call, ticket=said)
        return None

    def _take_back(self, lane: _Lane, now: float) -> None:
        """Calls that another provider may take do not wait for this one; they are looked at again until they go."""
        movable = [call for call in lane.prepared if call.plan.fails_over]
        late = [call for call in movable if now - call.at > TAKE_BACK_S]
        self._remove(lane, late, self._back)
        if len(late) < len(movable):
            lane.paced_until = now + TAKE_BACK_S

    def _rest(self, seconds: float) -> None:
        """Waits for something to happen; one of the waiting wakes when a pace lets the next call go, not all."""
        # of a lane with room only its pace holds up the next call, even if its time came just now
        due = [
            lane.paced_until
            for name, lane in self._lanes.items()
            if lane.prepared and lane.in_flight < self._room(name)
        ]
        if not due or self._watched:
            self._senders.wait(seconds)
            return
        self._watched = True
        try:
            self._senders.wait(min(seconds, max(min(due) - self._clock(), 0.0005)))
        finally:
            self._watched = False
