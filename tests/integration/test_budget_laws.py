"""Laws of money, on calls, jobs, people and days drawn at random: totals are the sum of the calls, no cap is passed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from distiller.db import spending
from distiller.db.calls import Answered, Failed, Sending, Withdrawn
from distiller.errors import ErrorType, TeacherError
from distiller.records import (
    Admission,
    Caps,
    ClaimedItem,
    JobOptions,
    NewCard,
    NewJob,
    Product,
    Spending,
    TeacherReply,
)
from distiller.store import Store
from distiller.store.engine import NewCall

PEOPLE = ("ann", "bob")
CENT = Decimal("0.01")
_keys = count()
FAILED = TeacherError("teacher-timeout", type=ErrorType.TIMEOUT, retryable=True, provider="p", seconds=1)


class Clock:
    """A time that tests move."""

    now = datetime(2026, 1, 1, 22, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database_url: str, clock: Clock) -> Iterator[Store]:
    opened = Store(database_url, clock=clock)
    yield opened
    opened.close()


@dataclass
class Call:
    """A call as an accountant would write it down."""

    id: int
    job: int | None
    who: str
    day: str
    reserved: Decimal | None
    status: str = "sent"
    cost: Decimal | None = None

    def counts(self) -> Spending:
        known = self.cost if self.status == "answered" and self.cost is not None else self.reserved
        if self.status == "failed":
            return Spending()
        if known is None:
            return Spending(unknown=1)
        return Spending(reserved=known) if self.status == "sent" else Spending(spent=known)


@dataclass
class Books:
    """All calls, and the sums that must come out."""

    calls: list[Call] = field(default_factory=list)

    def sum(self, **where: object) -> Spending:
        counted = [c.counts() for c in self.calls if all(getattr(c, k) == v for k, v in where.items())]
        return Spending(
            sum((c.spent for c in counted), Decimal(0)),
            sum((c.reserved for c in counted), Decimal(0)),
            sum(c.unknown for c in counted),
        )


class World:
    """A store, its books beside it, and what may happen."""

    def __init__(self, store: Store, clock: Clock, caps: Caps, budgets: list[Decimal | None]) -> None:
        self.store, self.clock, self.caps = store, clock, caps
        clock.now += timedelta(days=10)  # the days of this world are nobody else's
        store.caps = caps
        self.books = Books()
        self.owner = store.register_owner()
        self.jobs: list[int | None] = [self.job(PEOPLE[n % 2], budget) for n, budget in enumerate(budgets)]
        self.budgets = dict(zip(self.jobs, budgets, strict=True))
        self.makers = {job: PEOPLE[n % 2] for n, job in enumerate(self.jobs)}

    @property
    def day(self) -> str:
        return self.clock.now.date().isoformat()

    def job(self, who: str, budget: Decimal | None) -> int:
        cards = [NewCard(f"verb{n}en", (Product.FORMS,)) for n in range(60)]
        key = f"law-{next(_keys)}"
        return self.store.create_job(NewJob(key, who, "p", "m", {}, JobOptions(), "", cards, budget)).id

    def send(self, n: int, worst: Decimal | None) -> None:
        """Sent if and only if it fits everywhere; then it never leads past a cap."""
        job = self.jobs[n % len(self.jobs)]
        if job is None:
            return
        items = self.store.claim_items(self.owner, job, Product.FORMS, 1)
        admitted = self.ask(job, worst, items)
        caps = self.caps_of(job)
        fits = not caps or worst == 0
        if worst:
            fits = all(s.spent + s.reserved + worst <= cap for cap, s in caps)
        assert (admitted.call_id is not None) is fits, (caps, worst)
        if admitted.call_id is None:
            self.refused(admitted, worst, caps)
            self.store.release_items(items)
            return
        self.books.calls.append(Call(admitted.call_id, job, self.makers[job], self.day, worst))
        if worst:
            assert all(s.spent + s.reserved <= cap for cap, s in self.caps_of(job))

    def ask(self, job: int, worst: Decimal | None, items: list[ClaimedItem]) -> Admission:
        return self.store.admit(self.owner, NewCall(job, Product.FORMS, "p", "m", {}, "v", "h", worst), items)

    def caps_of(self, job: int) -> list[tuple[Decimal, Spending]]:
        who, budget = self.makers[job], self.budgets[job]
        found = (
            (budget if budget is not None else self.caps.job, self.books.sum(job=job)),
            (self.caps.user, self.books.sum(who=who, day=self.day)),
            (self.caps.day, self.books.sum(day=self.day)),
        )
        return [(cap, spent) for cap, spent in found if cap is not None]

    def refused(self, told: Admission, worst: Decimal | None, caps: list[tuple[Decimal, Spending]]) -> None:
        """A price nobody knows, a cap that is used up: it pauses; else it waits for the calls under way."""
        if worst is None:
            assert told.reason is not None
            assert told.reason.code == "budget-unknown-price"
        elif any(s.spent + worst > cap for cap, s in caps):
            assert told.reason is not None
            assert told.reason.code in ("budget-job", "budget-user", "budget-day")
        else:
            assert told.reason is None
            assert told.waits_s > 0

    def answer(self, n: int, cost: Decimal | None) -> None:
        """Also one that is lost or has failed: a late reply is stored, and counts."""
        if self.books.calls:
            call = self.books.calls[n % len(self.books.calls)]
            self.store.save_reply(call.id, TeacherReply("{}", 0.1, cost=cost))
            call.status, call.cost = "answered", cost

    def fail(self, n: int) -> None:
        if self.books.calls:
            call = self.books.calls[n % len(self.books.calls)]
            self.store.save_failed_call(call.id, FAILED, [], counts=False)
            if call.status != "answered":
                call.status = "failed"

    def withdraw(self, n: int) -> None:
        """One that never went out is taken back, as if it had not been; one that has ended stays."""
        if self.books.calls:
            call = self.books.calls[n % len(self.books.calls)]
            self.store.write_calls([Withdrawn(call.id, [])])
            if call.status == "sent":
                self.books.calls.remove(call)

    def lose(self) -> None:
        """The process ends, and another one takes over."""
        dead, self.owner = self.owner, self.store.register_owner()
        beats = self.store.beat(self.owner)
        self.store.recover({dead: beats[dead]} if dead in beats else {})
        for call in self.books.calls:
            if call.status == "sent":
                call.status = "lost"

    def next_day(self) -> None:
        self.clock.now += timedelta(hours=3)

    def remove(self, n: int) -> None:
        """The job goes, its calls stay in the books of their days."""
        job = self.jobs[n % len(self.jobs)]
        if job is None:
            return
        self.store.cancel_job(job)
        self.store.delete_job(job)
        self.jobs[n % len(self.jobs)] = None
        for call in self.books.calls:
            if call.job == job:
                call.job = None

    def check(self) -> None:
        with self.store._read() as conn:
            assert spending.wrong(conn) == []
        assert self.store.spending_today() == self.books.sum(day=self.day)
        for who in PEOPLE:
            assert self.store.spending_today(who) == self.books.sum(who=who, day=self.day)
        for job in self.jobs:
            if job is not None:
                assert self.store.fetch_job(job).spending == self.books.sum(job=job)


amounts = st.sampled_from([Decimal(0), CENT, 3 * CENT, 7 * CENT, Decimal("0.000000001"), Decimal("0.123456789")])
maybe = st.none() | amounts
numbers = st.integers(0, 20)
events = st.one_of(
    st.tuples(st.just("send"), numbers, maybe),
    st.tuples(st.just("send"), numbers, amounts),
    st.tuples(st.just("answer"), numbers, maybe),
    st.tuples(st.just("fail"), numbers),
    st.tuples(st.just("withdraw"), numbers),
    st.tuples(st.just("lose")),
    st.tuples(st.just("next_day")),
    st.tuples(st.just("remove"), numbers),
)
caps = st.none() | st.sampled_from([Decimal(0), 8 * CENT, 10 * CENT, 25 * CENT, Decimal(1)])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    caps=st.builds(Caps, job=caps, user=caps, day=caps),
    budgets=st.lists(caps, min_size=1, max_size=3),
    happens=st.lists(events, max_size=30),
)
def test_totals_are_the_sum_of_the_calls_and_no_cap_is_passed(
    store: Store, clock: Clock, caps: Caps, budgets: list[Decimal | None], happens: list[tuple]
) -> None:
    """Whatever is sent, answered, fails or is lost, in whatever order, over jobs, people and midnight."""
    world = World(store, clock, caps, budgets)
    for name, *given_ in happens:
        getattr(world, name)(*given_)
    world.check()


def test_calls_that_are_stored_together_share_what_is_left(store: Store, clock: Clock) -> None:
    """Of a group in one transaction as many are sent as fit, in turn; each job's money is its own."""
    world = World(store, clock, Caps(day=10 * CENT), [4 * CENT, None])
    first, second = (job for job in world.jobs if job is not None)
    sendings = []
    for job, worst in ((first, 3), (first, 3), (second, 5), (first, 1), (second, 2)):
        items = store.claim_items(world.owner, job, Product.FORMS, 1)
        call = NewCall(job, Product.FORMS, "p", "m", {}, "v", "h", worst * CENT)
        sendings.append(Sending(world.owner, call, items))
    made = store.write_calls(sendings)
    assert [one.call_id is not None for one in made] == [True, False, True, True, False]
    assert [one.waits_s > 0 for one in made] == [False, True, False, False, True]
    assert store.fetch_job(first).spending == Spending(reserved=4 * CENT)
    assert store.spending_today() == Spending(reserved=9 * CENT)

    items = store.claim_items(world.owner, second, Product.FORMS, 2)
    calls = [NewCall(second, Product.FORMS, "p", "m", {}, "v", "h", worst * CENT) for worst in (5, 1)]
    ids = [one.call_id for one in made if one.call_id is not None]
    writes = [Sending(world.owner, call, [item]) for call, item in zip(calls, items, strict=True)]
    replies = [Answered(ids[0], TeacherReply("{}", 0.1, cost=CENT)), Failed(ids[1], FAILED, [], counts=False)]
    gave = store.write_calls([*writes, *replies])  # the reply makes room in its own transaction
    assert [one.call_id is not None for one in gave[:2]] == [False, True]
    assert store.spending_today() == Spending(CENT, 2 * CENT)


def test_many_at_once_never_go_past_a_cap_together(database_url: str) -> None:
    """Twenty jobs of two people, sent by threads of two stores, answered at less than was feared."""
    caps = Caps(job=9 * CENT, user=50 * CENT, day=80 * CENT)
    stores = [Store(database_url, caps=caps) for _ in range(2)]
    keys = [f"many-{next(_keys)}" for _ in range(20)]
    cards = [NewCard(f"verb{n}en", (Product.FORMS,)) for n in range(10)]
    jobs = [
        stores[0].create_job(NewJob(key, PEOPLE[n % 2], "p", "m", {}, JobOptions(), "", cards)).id
        for n, key in enumerate(keys)
    ]
    seen: list[tuple[Decimal, Decimal, Decimal]] = []

    def work(n: int) -> None:
        store = stores[n % 2]
        owner = store.register_owner()
        for job in jobs[n:] + jobs[:n]:
            for item in store.claim_items(owner, job, Product.FORMS, 3):
                new = NewCall(job, Product.FORMS, "p", "m", {}, "v", "h", 3 * CENT)
                while (made := store.admit(owner, new, [item])).waits_s:
                    pass
                spent = [store.fetch_job(job).spending, store.spending_today("ann"), store.spending_today()]
                seen.append(tuple(s.spent + s.reserved for s in spent))
                if made.call_id is not None:
                    store.save_reply(made.call_id, TeacherReply("{}", 0.1, cost=2 * CENT))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(one[0] for one in seen) <= 9 * CENT
    assert max(one[1] for one in seen) <= 50 * CENT
    assert max(one[2] for one in seen) <= 80 * CENT
    left = 80 * CENT - stores[0].spending_today().spent
    assert 0 <= left < 3 * CENT  # it was used as far as calls fit
    assert stores[0].check().problems == ()
    for store in stores:
        store.close()
