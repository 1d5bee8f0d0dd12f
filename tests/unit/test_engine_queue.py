"""The queue of the engine: who may go when, what the keeper gets to do, and what can be said of it meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from distiller.engine.calls import Ended, Place, PlannedCall, PreparedCall, Standing
from distiller.engine.queue import AHEAD, STALE_S, TAKE_BACK_S, CallQueue
from distiller.records import Failover, JobOptions, JobStatus, Product, TeacherReply, TeacherRequest
from distiller.store.engine import ActiveJob

REQUEST = TeacherRequest(Product.FORMS, "model", (), "", None, 10, "1", {})


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def call(provider: str, job: int = 1) -> PlannedCall:
    """A call without items."""
    return PlannedCall(ActiveJob(job, JobStatus.RUNNING, provider, "model", {}, JobOptions()), Product.FORMS, ())


def keep(queue: CallQueue, clock: Clock, first_id: int = 1) -> list[PreparedCall]:
    """What the keeper does with planned calls: it stores them, and lets them go."""
    found = queue.wait(clock(), clock())
    assert found is not None
    calls = [PreparedCall(plan, REQUEST, n, clock()) for n, plan in enumerate(found.planned, first_id)]
    queue.release(calls)
    return calls


def ended(queue: CallQueue, one: PreparedCall) -> None:
    queue.ended(Ended(one, reply=TeacherReply("", 0.1)))


def test_calls_are_told_apart_by_what_they_wait_for() -> None:
    """Under way, ready for a free place, delayed: and when the first of those is due."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    for _ in range(3):
        queue.push(call("a"))
    queue.push(call("a"), 8.0)
    queue.push(call("a"), 5.0)
    queue.push(call("b"), 2.0)
    keep(queue, clock)
    taken = queue.take(0)
    assert taken is not None
    clock.now += 1
    assert queue.standing() == {"a": Standing(1, 2, 2, 4.0), "b": Standing(0, 0, 1, 1.0)}
    ended(queue, taken)
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


def test_no_more_is_stored_as_sent_than_can_go_soon() -> None:
    """The places of a provider and one for each eight of them: what a kill leaves as lost stays few."""
    for room in (1, 7, 8, 64):
        clock = Clock()
        queue = CallQueue(lambda _provider, room=room: room, clock)
        for _ in range(200):
            queue.push(call("a"))
        assert len(keep(queue, clock)) == room + room // AHEAD
        taken = [queue.take(0) for _ in range(room + 1)]
        assert taken[-1] is None
        assert keep(queue, clock) == []
        assert taken[0] is not None
        ended(queue, taken[0])
        found = queue.wait(clock(), clock())
        assert found is not None
        assert (len(found.planned), len(found.ended)) == (1, 1)


def test_planned_calls_wait_for_company_only_while_every_place_is_taken() -> None:
    """Before its time nothing is planned, unless a place stands idle for want of a prepared call."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    queue.push(call("a"))
    queue.push(call("a"))
    first = queue.wait(clock(), clock() + 60)
    assert first is not None
    assert len(first.planned) == 1
    queue.release([PreparedCall(first.planned[0], REQUEST, 1, clock())])
    assert queue.take(0) is not None
    nothing = queue.wait(clock(), clock() + 60)
    assert nothing is not None
    assert not nothing


def test_a_call_that_has_waited_long_is_looked_at_again_before_it_goes() -> None:
    """It goes first once the keeper has seen that it still may; a fresh one goes at once."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 4, clock)
    queue.push(call("a"))
    [old] = keep(queue, clock)
    clock.now += STALE_S + 0.1
    assert queue.take(0) is None
    found = queue.wait(clock(), clock())
    assert found is not None
    assert list(found.stale) == [old]
    queue.push(call("a"))
    keep(queue, clock, 2)
    renewed = PreparedCall(old.plan, REQUEST, old.id, clock())
    queue.release([renewed], first=True)
    assert queue.take(0) == renewed


def test_prepared_calls_of_a_stopped_job_go_back_to_the_keeper() -> None:
    """They were stored as sent and never went out; the others stay."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 8, clock)
    for job in (1, 2, 1):
        queue.push(call("a", job))
    one, two, three = keep(queue, clock)
    queue.push(call("a", 1))
    queue.push(call("a", 1), 5.0)
    assert len(queue.drop_except({2})) == 2
    found = queue.wait(clock(), clock() + 60)
    assert found is not None
    assert list(found.unwanted) == [one, three]
    assert queue.take(0) == two
    assert queue.take(0) is None


def test_a_closed_queue_gives_everything_back_and_ends_when_the_last_call_has() -> None:
    """Nothing goes out any more; what is under way is still stored."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    for _ in range(2):
        queue.push(call("a"))
    keep(queue, clock)
    under_way = queue.take(0)
    assert under_way is not None
    queue.push(call("a"))
    keep(queue, clock, 2)
    queue.close()
    assert queue.take(0) is None
    still = queue.wait(clock(), clock())
    assert still is not None
    assert not still.planned
    ended(queue, under_way)
    last = queue.wait(clock(), clock())
    assert last is not None
    assert [end.call for end in last.ended] == [under_way]
    assert queue.wait(clock(), clock()) is None


def test_a_call_prepared_while_the_queue_was_closed_does_not_go_out() -> None:
    """The keeper had it in hand: it gets it back."""
    clock = Clock()
    queue = CallQueue(lambda _provider: 1, clock)
    queue.push(call("a"))
    found = queue.wait(clock(), clock())
    assert found is not None
    queue.close()
    queue.release([PreparedCall(found.planned[0], REQUEST, 1, clock())])
    back = queue.wait(clock(), clock())
    assert back is not None
    assert [one.id for one in back.unwanted] == [1]


def test_while_a_pace_says_wait_nobody_goes_and_then_everybody_does() -> None:
    """Real threads, and a pace whose time comes between two looks: no sender sleeps through it."""
    begin = time.monotonic()
    gone: list[int] = []

    def allow(one: PreparedCall) -> float | None:
        left = begin + 0.02 * one.id - time.monotonic()
        return left if left > 0 else None

    queue = CallQueue(lambda _provider: 8, time.monotonic, allow)
    for _ in range(8):
        queue.push(call("a"))
    found = queue.wait(time.monotonic(), time.monotonic())
    assert found is not None

    def sender() -> None:
        one = queue.take(30.0)
        gone.append(0 if one is None else one.id)

    threads = [threading.Thread(target=sender) for _ in range(8)]
    for thread in threads:
        thread.start()
    queue.release([PreparedCall(plan, REQUEST, n, time.monotonic()) for n, plan in enumerate(found.planned, 1)])
    for thread in threads:
        thread.join(10.0)
    assert sorted(gone) == list(range(1, 9))


# --- several providers of one job ---------------------------------------------------------------------------------


def shared(policy: Failover = Failover.ALL, job: int = 1) -> PlannedCall:
    """An open call of a job of a and b."""
    options = JobOptions(others=("b",), failover=policy)
    return PlannedCall(ActiveJob(job, JobStatus.RUNNING, "a", "model", {}, options), Product.FORMS, ())


class Router:
    """Says to whom open calls go: to `to`, and how many calls each had in hand when it was asked."""

    def __init__(self, to: str | float) -> None:
        self.to = to
        self.seen: list[tuple[Place, Place]] = []

    def __call__(self, plan: PlannedCall, place: Callable[[str], Place]) -> PlannedCall | float:
        self.seen.append((place("a"), place("b")))
        return self.to if isinstance(self.to, float) else replace(plan, other=(self.to, "other"))


def test_an_open_call_has_no_provider_until_it_is_prepared() -> None:
    """It waits in the line of its job, is told with the job's own provider, and then counts for the one it goes to."""
    clock, route = Clock(), Router("b")
    queue = CallQueue(lambda _provider: 4, clock, route=route)
    for _ in range(2):
        queue.push(shared())
    assert queue.standing() == {"a": Standing(0, 2, 0, 0.0)}
    assert (queue.load("*1"), queue.load("b")) == (2, 0)
    assert [one.plan.provider for one in keep(queue, clock)] == ["b", "b"]
    assert route.seen == [(Place(), Place()), (Place(), Place(1, 1, 1))]
    assert (queue.load("*1"), queue.load("b")) == (2, 2)
    one = queue.take(0)
    assert one is not None
    ended(queue, one)
    assert queue.load("*1") == 1


def test_an_open_call_that_nobody_takes_is_looked_at_again_when_a_place_gets_free() -> None:
    """Or when its time has come; the keeper does not spin meanwhile."""
    clock, route = Clock(), Router("a")
    queue = CallQueue(lambda _provider: 4, clock, route=route)
    queue.push(shared())
    keep(queue, clock)
    route.to = 5.0
    queue.push(shared())
    assert not queue.wait(clock(), clock())
    assert not queue.wait(clock(), clock())
    assert len(route.seen) == 2
    one = queue.take(0)
    assert one is not None
    route.to = "b"
    ended(queue, one)
    found = queue.wait(clock(), clock())
    assert found is not None
    assert [call.provider for call in found.planned] == ["b"]


def test_no_more_open_calls_are_prepared_than_can_go_in_all() -> None:
    """Else the lane of the lighter provider would fill up, and places would not go by weight."""
    clock, route = Clock(), Router("b")
    queue = CallQueue(lambda _provider: 64, clock, route=route, places=8)
    for _ in range(30):
        queue.push(shared())
    assert len(keep(queue, clock)) == 9


def test_a_prepared_call_whose_provider_makes_it_wait_is_open_again() -> None:
    """After a moment, if another may be asked: not of a shared job, nor of a job with one provider."""
    clock, route = Clock(), Router("a")
    queue = CallQueue(lambda _provider: 9, clock, lambda _call: 60.0, route)
    queue.push(shared(job=1))
    queue.push(shared(Failover.NONE, job=2))
    queue.push(call("a", job=3))
    keep(queue, clock)
    for later in (0.0, TAKE_BACK_S + 0.01):
        clock.now += later
        assert queue.take(0) is None
    found = queue.wait(clock(), clock())
    assert found is not None
    assert [one.plan.job.id for one in found.back] == [1]
    assert (queue.load("*1"), queue.load("a")) == (0, 2)


def test_what_is_prepared_for_a_provider_that_is_out_is_open_again_at_once() -> None:
    """Of that job only."""
    clock, route = Clock(), Router("b")
    queue = CallQueue(lambda _provider: 9, clock, route=route)
    for job in (1, 1, 2):
        queue.push(shared(job=job))
    keep(queue, clock)
    queue.recall("b", 1)
    found = queue.wait(clock(), clock())
    assert found is not None
    assert [one.plan.job.id for one in found.back] == [1, 1]
    assert queue.load("b") == 1


def test_what_was_given_to_one_waits_with_that_one() -> None:
    """A retry of a shared job is not open any more; with failover it is."""
    given = replace(shared(Failover.NONE), other=("b", "other"))
    assert (shared(Failover.NONE).lane, given.lane, given.line) == ("*1", "b", "*1")
    assert (shared().lane, call("a").lane, call("a").line) == ("*1", "a", "a")
