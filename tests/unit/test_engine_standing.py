"""What the engine says of itself while it runs: what is under way, what waits, and whether it looks at anything."""

from __future__ import annotations

from dataclasses import dataclass

from distiller.engine.queue import CallQueue, PlannedCall, Standing
from distiller.records import JobOptions, JobStatus, Product
from distiller.store.engine import ActiveJob


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def call(provider: str) -> PlannedCall:
    """A call without items."""
    job = ActiveJob(1, JobStatus.RUNNING, provider, "model", {}, JobOptions())
    return PlannedCall(job, Product.FORMS, ())


def test_calls_are_told_apart_by_what_they_wait_for() -> None:
    """Under way, ready for a free place, delayed: and when the first of those is due."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    for _ in range(3):
        queue.push(call("a"))
    queue.push(call("a"), 8.0)
    queue.push(call("a"), 5.0)
    queue.push(call("b"), 2.0)
    taken = queue.take(0)
    assert taken is not None
    clock.now += 1
    assert queue.standing() == {"a": Standing(1, 2, 2, 4.0), "b": Standing(0, 0, 1, 1.0)}
    queue.done(taken)
    assert queue.standing()["a"].in_flight == 0


def test_a_call_that_is_due_waits_no_more() -> None:
    """No negative seconds."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    queue.push(call("a"), 1.0)
    clock.now += 5
    assert queue.standing()["a"].due_s == 0.0


def test_an_empty_queue_has_nothing_to_tell() -> None:
    """Before the first call."""
    assert CallQueue(lambda _provider: 1, Clock()).standing() == {}
