"""Who is asked: the promises of the policies, for any standing of any providers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.engine.route import AT_LIMIT, After, Candidate, after, choose
from distiller.errors import ErrorType, TeacherError
from distiller.records import Failover

NONE, RATE, ALL = Failover.NONE, Failover.RATE_LIMIT_ONLY, Failover.ALL
WHYS = ("", *AT_LIMIT, "broken")


@st.composite
def providers(draw: st.DrawFn) -> list[Candidate]:
    """A job's providers in any state, its own one first unless it is out."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        why = draw(st.sampled_from(WHYS))
        waits = 0.0 if not why else draw(st.floats(0.01, 60))
        found.append(
            Candidate(
                name=f"p{number}",
                model="m",
                weight=draw(st.integers(1, 1000)),
                room_left=draw(st.integers(-2, 8)),
                in_flight=draw(st.integers(0, 50)),
                waits_s=draw(st.sampled_from([waits, 0.0 if why != "broken" else waits])),
                why=why,
                healthy=why != "broken",
                own=number == 0 and draw(st.booleans()),
                had=draw(st.floats(0, 1000)),
            )
        )
    return found


names = st.sets(st.sampled_from([f"p{n}" for n in range(5)]))
policies = st.sampled_from(Failover)


def named(all_: Sequence[Candidate], name: str) -> Candidate:
    return next(one for one in all_ if one.name == name)


@given(providers(), policies, names)
def test_never_one_that_is_broken_at_its_limit_or_full(
    all_: list[Candidate], policy: Failover, avoid: set[str]
) -> None:
    """Whoever is asked can be asked now."""
    chosen = choose(all_, policy, avoid)
    if chosen is not None:
        one = named(all_, chosen)
        assert (one.healthy, one.at_limit) == (True, False)
        assert one.room_left > 0
        assert one.waits_s == 0


@given(providers())
def test_a_shared_job_never_waits_while_anybody_has_room(all_: list[Candidate]) -> None:
    """`none` among several: one that is usable and free is found."""
    assert (choose(all_, NONE) is None) == (not any(one.usable and one.free for one in all_))


@given(providers(), policies.filter(lambda p: p is not NONE), names)
def test_its_own_provider_is_asked_while_it_may_be(all_: list[Candidate], policy: Failover, avoid: set[str]) -> None:
    """Under both policies of failover; while it is only full, the others are left alone."""
    own = next((one for one in all_ if one.own), None)
    if own is not None and own.usable and own.name not in avoid:
        assert choose(all_, policy, avoid) == (own.name if own.free else None)


@given(providers(), names)
def test_with_all_an_item_waits_only_for_somebody_it_may_have(all_: list[Candidate], avoid: set[str]) -> None:
    """Its own, then those that have not failed it, then any that may be asked: the first of these who may be asked."""
    fresh = [one for one in all_ if one.usable and one.name not in avoid]
    own = [one for one in fresh if one.own]
    group = own or fresh or [one for one in all_ if one.usable]
    free = {one.name for one in group if one.free}
    assert choose(all_, ALL, avoid) in (free or {None})


@given(providers())
def test_with_rate_limit_only_the_others_relieve_a_limit_and_nothing_else(all_: list[Candidate]) -> None:
    """While its own is broken, the job waits for it."""
    own = next((one for one in all_ if one.own), None)
    chosen = choose(all_, RATE)
    if own is not None and chosen is not None and chosen != own.name:
        assert own.at_limit


@given(providers(), policies, names)
def test_the_same_standing_gives_the_same_choice(all_: list[Candidate], policy: Failover, avoid: set[str]) -> None:
    """Nothing is left to chance."""
    assert choose(all_, policy, avoid) == choose(list(all_), policy, set(avoid))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(1, 40), st.integers(0, 10**6))
def test_shares_are_those_of_the_weights(weights: list[int], at_once: int, seed: int) -> None:
    """With any number at once and calls that end in any order, all the time: within a few calls of the exact part."""
    all_ = [Candidate(f"p{n}", "m", weight, room_left=100, own=n == 0) for n, weight in enumerate(weights)]
    total = sum(weights)
    under_way: list[str] = []
    counts: Counter[str] = Counter()
    made = min(40 * total // min(weights), 300)
    order = random.Random(seed)
    for _ in range(made):
        if len(under_way) >= at_once:
            under_way.pop(order.randrange(len(under_way)))
        flying = Counter(under_way)
        standing = [replace(one, in_flight=flying[one.name], had=counts[one.name] / one.weight) for one in all_]
        chosen = choose(standing, NONE)
        assert chosen is not None
        counts[chosen] += 1
        under_way.append(chosen)
    for one in all_:
        assert abs(counts[one.name] - made * one.weight / total) <= 2 + len(all_) + at_once / 4


def test_a_provider_that_hangs_fills_only_its_part_of_the_places() -> None:
    """One of two equal ones never ends a call: the other goes on."""
    all_ = [Candidate("good", "m", room_left=100, own=True), Candidate("hangs", "m", room_left=100)]
    stuck, counts = 0, Counter[str]()
    flying: list[str] = []
    for _ in range(200):
        while len(flying) + stuck < 16:
            standing = [
                replace(all_[0], in_flight=len(flying), had=counts["good"]),
                replace(all_[1], in_flight=stuck, had=counts["hangs"]),
            ]
            chosen = choose(standing, NONE)
            assert chosen is not None
            counts[chosen] += 1
            if chosen == "hangs":
                stuck += 1
            else:
                flying.append(chosen)
        flying.pop()
    assert stuck <= 11
    assert counts["good"] >= 199


# --- after a failure ----------------------------------------------------------------------------------------------


def error(kind: ErrorType, *, fatal: bool = False, code: str = "teacher-server-error") -> TeacherError:
    retryable = kind != ErrorType.BAD_REQUEST and not fatal
    return TeacherError(code, type=kind, retryable=retryable, fatal=fatal, provider="a", status=500)


A, B, C = Candidate("a", "m", own=True), Candidate("b", "m"), Candidate("c", "m")
RESTS = replace(B, healthy=False, waits_s=5.0, why="broken")
SERVER, BUSY, KEY = error(ErrorType.SERVER_ERROR), error(ErrorType.RATE_LIMIT), error(ErrorType.AUTH, fatal=True)
GO, STAY = True, False

TABLE = [
    # error, policy, tried, candidates, failed -> elsewhere, out, tried
    (SERVER, ALL, (), (A, B), "a", After(GO, False, frozenset("a"))),  # its next try goes to the other one
    (SERVER, ALL, "a", (A, B), "b", After()),  # both have failed it: again after a while, with whoever may
    (SERVER, ALL, "a", (A, B, C), "b", After(GO, False, frozenset("ab"))),  # a third is left
    (SERVER, ALL, (), (A, RESTS), "a", After()),  # nobody to go to
    (SERVER, ALL, (), (A, replace(B, room_left=0)), "a", After(GO, False, frozenset("a"))),  # full: it waits there
    (SERVER, RATE, (), (A, B), "a", After()),  # the others are there for limits
    (SERVER, NONE, (), (A, B), "b", After()),  # what was given to one stays with it
    (error(ErrorType.TIMEOUT), ALL, (), (A, B), "a", After(GO, False, frozenset("a"))),
    (error(ErrorType.CONNECTION), ALL, (), (A, B), "a", After(GO, False, frozenset("a"))),
    (error(ErrorType.BAD_REQUEST), ALL, (), (A, B), "a", After()),  # what is wrong is the question
    (error(ErrorType.CONNECTION, code="teacher-closed"), ALL, (), (A, B), "a", After()),  # we are stopping
    (BUSY, RATE, (), (A, B), "a", After(GO, False, frozenset("a"))),
    (BUSY, ALL, (), (A, B), "a", After(GO, False, frozenset("a"))),
    (BUSY, NONE, (), (A, B), "a", After()),
    (BUSY, RATE, "a", (A, B), "b", After()),  # all are busy: as with one
    (KEY, ALL, (), (A, B), "a", After(GO, True)),  # out for this job, which goes on
    (KEY, ALL, "a", (A, B), "b", After(GO, True, frozenset("a"))),
    (KEY, ALL, (), (A, RESTS), "a", After(GO, True)),  # the other one rests: it is waited for
    (KEY, ALL, (), (B,), "b", After(STAY, True)),  # all are out
    (KEY, RATE, (), (A, B), "a", After()),  # the work is its own provider's
    (KEY, RATE, (), (A, B), "b", After(GO, True)),  # one that only helps does not stop the job
    (KEY, NONE, (), (A, B), "b", After()),
]


@pytest.mark.parametrize(("failure", "policy", "tried", "candidates", "failed", "expected"), TABLE)
def test_after_a_failure(
    failure: TeacherError,
    policy: Failover,
    tried: str,
    candidates: tuple[Candidate, ...],
    failed: str,
    expected: After,
) -> None:
    """Where its items go, and whether the provider is left out."""
    assert after(failure, policy, frozenset(tried), candidates, failed) == expected


@given(providers(), policies, names, st.sampled_from([SERVER, BUSY, KEY]), st.data())
def test_whoever_goes_elsewhere_is_not_sent_back_at_once(
    all_: list[Candidate], policy: Failover, tried: set[str], failure: TeacherError, data: st.DataObject
) -> None:
    """What `after` says and what `choose` does agree."""
    failed = data.draw(st.sampled_from([one.name for one in all_]))
    said = after(failure, policy, tried, all_, failed)
    left = [one for one in all_ if not (said.out and one.name == failed)]
    if said.elsewhere and not said.out:
        assert choose(left, policy, said.tried) not in said.tried
    assert said.out <= failure.fatal
