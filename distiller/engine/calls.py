"""The calls of the engine as its threads pass them on: planned, prepared, ended; and how a provider stands with them.

They are plain records. The queue that keeps them is in queue.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from distiller.providers.pace import Ticket
from distiller.records import ClaimedItem, Failover, Product, TeacherReply, TeacherRequest
from distiller.store.engine import ActiveJob

Monotonic = Callable[[], float]
"""A clock that is never set back, in seconds."""

OPEN = "*"
"""How the name of a lane begins in which open calls of a job wait; a provider's begins otherwise."""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call to make. `saturated_since` is when its first 429 came (monotonic), None while there was none.

    `provider` and `model` are those that it goes to: the job's, unless another takes over.
    """

    job: ActiveJob
    product: Product
    items: tuple[ClaimedItem, ...]
    saturated_since: float | None = None
    other: tuple[str, str] | None = None  # provider and model that it goes to instead of the job's
    tried: frozenset[str] = frozenset()  # providers that have failed its items since anybody answered

    @property
    def provider(self) -> str:
        """Who is asked."""
        return self.job.provider if self.other is None else self.other[0]

    @property
    def model(self) -> str:
        """With which model."""
        return self.job.model_name if self.other is None else self.other[1]

    @property
    def fails_over(self) -> bool:
        """Whether another provider may be asked instead. Of a shared job, what was given to one stays with it."""
        return bool(self.job.options.others) and self.job.options.failover is not Failover.NONE

    @property
    def line(self) -> str:
        """Where the calls of its job wait: in a line of their own if it has several providers."""
        return f"{OPEN}{self.job.id}" if self.job.options.others else self.provider

    @property
    def lane(self) -> str:
        """Where it waits to be prepared."""
        return self.line if self.other is None else self.provider


@dataclass(frozen=True, slots=True)
class PreparedCall:
    """A call that was stored as sent, at `at` (monotonic), and may go out.

    `ticket` is what its provider's pace booked for it when it was taken, None where nothing is paced.
    """

    plan: PlannedCall
    request: TeacherRequest
    id: int
    at: float
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that is over: with a reply, or with what was raised instead.

    `paced_s`: after a 429, the seconds until its items may go again by the pace of the provider, None: as the error
    says.
    """

    call: PreparedCall
    reply: TeacherReply | None = None
    error: Exception | None = None
    paced_s: float | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What there is for the keeper to do now."""

    planned: Sequence[PlannedCall] = ()
    ended: Sequence[Ended] = ()
    stale: Sequence[PreparedCall] = ()
    unwanted: Sequence[PreparedCall] = ()  # of jobs that were stopped: they were not sent
    back: Sequence[PreparedCall] = ()  # their provider cannot take them now: they were not sent, and are open again

    def __bool__(self) -> bool:
        return bool(self.planned or self.ended or self.stale or self.unwanted or self.back)


@dataclass(frozen=True, slots=True)
class Standing:
    """The calls of one provider: under way, ready, and delayed, the first of which is due in `due_s` seconds."""

    in_flight: int
    ready: int
    delayed: int
    due_s: float


@dataclass(frozen=True, slots=True)
class Place:
    """What a provider has in hand: calls stored as sent or about to be, how many of one job, how many not gone out."""

    committed: int = 0
    of_job: int = 0
    waiting: int = 0
