"""Pacing against a simulated endpoint: limits are kept, nothing idles, nobody starves."""

from __future__ import annotations

import heapq
import math
import random
from dataclasses import dataclass, field

import pytest

from benchmarks.bounds import list_schedule, two_stages, with_retries
from distiller.providers.meter import Meter
from distiller.providers.pace import BROKEN_AFTER, Pace, Ticket


@dataclass
class Endpoint:
    """Keeps a bucket of requests and one of tokens, as hosted endpoints do."""

    per_second: float
    burst: float
    tokens_per_second: float = 1e9
    token_burst: float = 1e9
    headers: bool = True
    at: float = 0.0
    level: float = field(init=False)
    token_level: float = field(init=False)

    def __post_init__(self) -> None:
        self.level, self.token_level = self.burst, self.token_burst

    def request(self, now: float, tokens: float) -> tuple[bool, dict[str, float]]:
        """Whether it passes, and what the headers say."""
        passed = max(0.0, now - self.at)
        self.at = max(now, self.at)
        self.level = min(self.burst, self.level + passed * self.per_second)
        self.token_level = min(self.token_burst, self.token_level + passed * self.tokens_per_second)
        ok = self.level >= 1 and self.token_level >= tokens
        if ok:
            self.level -= 1
            self.token_level -= tokens
        if not self.headers:
            return ok, {}
        rate = {
            "limit-requests": 60 * self.per_second,
            "remaining-requests": float(int(self.level)),
            "reset-requests": (self.burst - self.level) / self.per_second,
        }
        if self.tokens_per_second < 1e9:
            rate |= {"limit-tokens": 60 * self.tokens_per_second, "remaining-tokens": float(int(self.token_level))}
        return ok, rate


@dataclass
class Outcome:
    """What a run came to."""

    seconds: float
    refused: int
    latencies: list[float]
    done_at: list[float]


def run(
    pace: Pace,
    endpoint: Endpoint,
    sizes: list[float],
    *,
    at_once: int = 64,
    latency: float = 0.4,
    seed: int = 1,
    stored_within: float = 0.003,
) -> Outcome:
    """Sends calls of these sizes (tokens) through the pace in turn; refused ones come again in front."""
    dice = random.Random(seed)
    now, refused, free = 0.0, 0, at_once
    waiting = list(range(len(sizes)))[::-1]
    events: list[tuple[float, int, int, Ticket, bool, dict[str, float]]] = []
    stored: list[tuple[float, int, int, Ticket]] = []  # booked; sent when the call is stored
    later: list[tuple[float, int]] = []
    latencies, done_at, order = [], [0.0] * len(sizes), 0
    while waiting or stored or events or later:
        while later and later[0][0] <= now:
            waiting.append(heapq.heappop(later)[1])
        wake = math.inf
        while waiting and free:
            said = pace.ask(now, sizes[waiting[-1]])
            if isinstance(said, float):
                wake = now + max(said, 1e-4)
                break
            call, free, order = waiting.pop(), free - 1, order + 1
            heapq.heappush(stored, (now + dice.uniform(0.0, stored_within), order, call, said))
        while stored and stored[0][0] <= now:
            _, _, call, said = heapq.heappop(stored)
            said = pace.sending(said, now)
            travel = dice.uniform(0.0005, 0.003)
            ok, rate = endpoint.request(now + travel, sizes[call])
            took = travel + (latency * math.exp(0.5 * dice.gauss(0, 1)) if ok else 0.001)
            if ok:
                latencies.append(took)
            order += 1
            heapq.heappush(events, (now + took, order, call, said, ok, rate))
        now = min(wake, *(heap[0][0] for heap in (stored, events, later) if heap), math.inf)
        while events and events[0][0] <= now:
            _, _, call, ticket, ok, rate = heapq.heappop(events)
            free += 1
            if ok:
                pace.answered(ticket, now, rate, int(sizes[call]))
                done_at[call] = now
                continue
            refused += 1
            after = pace.refused(ticket, now, rate)
            heapq.heappush(later, (now + (1.0 if after is None else after), call))
    return Outcome(now, refused, latencies, done_at)


def efficiency(outcome: Outcome, endpoint: Endpoint, at_once: int = 64) -> float:
    """Against greedy scheduling under the same limit."""
    ideal = list_schedule(outcome.latencies, at_once, per_second=endpoint.per_second, burst=int(endpoint.burst))
    return ideal / outcome.seconds


@pytest.mark.parametrize("burst", [20, 50, 200, 3000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_limit_that_nobody_told_is_learned_from_the_headers(burst: int, seed: int) -> None:
    """Nearly as fast as allowed, and hardly ever refused, whatever the endpoint lets through at once."""
    endpoint = Endpoint(50, burst)
    outcome = run(Pace(None, None, 0.0), endpoint, [100.0] * 2000, seed=seed)
    assert efficiency(outcome, endpoint) >= 0.985
    assert outcome.refused < (10 if burst >= 50 else 60)


@pytest.mark.parametrize("told", [None, 3000.0])
def test_a_busy_machine_that_stores_slowly_keeps_the_limit_too(told: float | None) -> None:
    """Between booking and sending lies a write that may take a while; hardly anything is refused for it."""
    endpoint = Endpoint(50, 50)
    outcome = run(Pace(told, None, 0.0), endpoint, [100.0] * 2000, stored_within=0.3)
    assert outcome.refused < 10
    assert efficiency(outcome, endpoint) >= 0.97


@pytest.mark.parametrize("burst", [50, 3000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_limit_that_was_told_is_never_exceeded(burst: int, seed: int) -> None:
    """No 429 at all, and nearly as fast as allowed."""
    endpoint = Endpoint(50, burst)
    outcome = run(Pace(3000, None, 0.0), endpoint, [100.0] * 2000, seed=seed)
    assert outcome.refused == 0
    assert efficiency(outcome, endpoint) >= 0.985


def test_an_endpoint_that_names_no_limit_is_paced_by_what_it_lets_through() -> None:
    """Not a storm of refusals: a small share, and still most of what is possible."""
    endpoint = Endpoint(50, 50, headers=False)
    outcome = run(Pace(None, None, 0.0), endpoint, [100.0] * 2000)
    assert outcome.refused < 200
    assert efficiency(outcome, endpoint) > 0.85


def test_refusals_without_anything_that_passes_say_nothing_about_a_rate() -> None:
    """A storm that is over leaves nothing behind: what was refused goes again when the endpoint asked."""
    pace = Pace(None, None, 0.0)
    for number in range(50):
        ticket = pace.ask(number * 0.01, 1.0)
        assert isinstance(ticket, Ticket)
        assert pace.refused(ticket, number * 0.01, {}) is None
    assert isinstance(pace.ask(0.5, 1.0), Ticket)


def test_a_guess_that_was_too_low_is_found_out() -> None:
    """A moment of trouble does not slow down the rest of a job."""
    endpoint = Endpoint(50, 50, headers=False)
    endpoint.level = 3.0
    outcome = run(Pace(None, None, 0.0), endpoint, [100.0] * 2000)
    assert outcome.refused < 200
    assert efficiency(outcome, endpoint) > 0.75


def test_without_a_limit_nothing_waits() -> None:
    """The ramp before the first reply costs next to nothing."""
    endpoint = Endpoint(1e6, 1e6, headers=False)
    outcome = run(Pace(None, None, 0.0), endpoint, [100.0] * 2000)
    assert outcome.refused == 0
    assert efficiency(outcome, endpoint) >= 0.985


def test_the_scarcer_of_two_limits_decides() -> None:
    """Tokens for ten calls a second, requests for fifty."""
    endpoint = Endpoint(50, 50, tokens_per_second=10_000, token_burst=10_000)
    outcome = run(Pace(3000, 600_000, 0.0), endpoint, [1000.0] * 300)
    assert outcome.refused == 0
    assert outcome.seconds == pytest.approx((300 - 10) / 10 + 0.4, rel=0.1)


def test_a_large_call_is_not_starved_by_small_ones() -> None:
    """It goes in its turn, although small ones would fit long before."""
    endpoint = Endpoint(1000, 1000, tokens_per_second=1000, token_burst=1000)
    sizes = [50.0] * 40 + [900.0] + [50.0] * 400
    outcome = run(Pace(60_000, 60_000, 0.0), endpoint, sizes)
    before = sum(done < outcome.done_at[40] for done in outcome.done_at)
    assert before < 80
    assert outcome.refused == 0


def test_a_call_larger_than_the_limit_still_goes() -> None:
    """When the bucket is full: else it would wait for ever."""
    pace = Pace(None, 600, 0.0)
    assert isinstance(pace.ask(0.0, 5000.0), Ticket)
    assert isinstance(pace.ask(1.0, 5000.0), float)


def test_what_a_call_really_used_corrects_what_was_booked() -> None:
    """A booking that was too high is given back."""
    pace = Pace(None, 6000, 0.0)
    ticket = pace.ask(0.0, 50.0)
    assert isinstance(ticket, Ticket)
    wait = pace.ask(0.0, 50.0)
    assert isinstance(wait, float)
    pace.answered(ticket, 0.0, {}, 5)
    later = pace.ask(0.0, 45.0)
    assert isinstance(later, Ticket)


def test_one_refusal_among_many_replies_delays_only_its_own_items() -> None:
    """The endpoint says there is room: nothing else waits."""
    pace = Pace(None, None, 0.0)
    rate = {"limit-requests": 3000.0, "remaining-requests": 2000.0}
    for number in range(20):
        ticket = pace.ask(float(number), 10.0)
        assert isinstance(ticket, Ticket)
        pace.answered(ticket, number + 0.5, rate, 10)
    ticket = pace.ask(20.0, 10.0)
    assert isinstance(ticket, Ticket)
    assert pace.refused(ticket, 20.1, {}) is None
    assert isinstance(pace.ask(20.1, 10.0), Ticket)


def test_a_lower_limit_of_the_settings_wins_over_the_endpoints_own() -> None:
    """Who shares a key with others tells a part of it."""
    pace = Pace(60, None, 0.0)
    rate = {"limit-requests": 3000.0, "remaining-requests": 2999.0}
    sent, now = 0, 0.0
    while now < 60.0:
        said = pace.ask(now, 10.0)
        if isinstance(said, float):
            now += said
            continue
        sent += 1
        pace.answered(said, now, rate, 10)
    assert sent <= 62


def test_a_share_of_a_limit_is_a_share() -> None:
    """Two processes take half each."""
    pace = Pace(600, None, 0.0)
    pace.share(0.5)
    sent, now = 0, 0.0
    while now < 60.0:
        said = pace.ask(now, 10.0)
        if isinstance(said, float):
            now += max(said, 1e-6)
        else:
            sent += 1
    assert sent == pytest.approx(300, abs=6)


def test_an_endpoint_that_fails_again_and_again_rests_and_is_tried_by_one_call() -> None:
    """Then all go again; the rests grow while it stays down."""
    pace = Pace(None, None, 0.0)
    tickets = [pace.ask(0.0, 1.0) for _ in range(BROKEN_AFTER)]
    for ticket in tickets:
        assert isinstance(ticket, Ticket)
        pace.failed(ticket, 0.1, broken=True)
    assert not pace.healthy(0.2)
    assert pace.state(0.2).why == "broken"
    rest = pace.ask(0.2, 1.0)
    assert isinstance(rest, float)
    probe = pace.ask(0.2 + rest, 1.0)
    assert isinstance(probe, Ticket)
    assert isinstance(pace.ask(0.2 + rest, 1.0), float)
    pace.failed(probe, 1.3, broken=True)
    longer = pace.ask(1.3, 1.0)
    assert isinstance(longer, float)
    assert longer > rest
    again = pace.ask(1.3 + longer, 1.0)
    assert isinstance(again, Ticket)
    pace.answered(again, 5.0, {}, 1)
    assert isinstance(pace.ask(5.0, 1.0), Ticket)
    assert pace.healthy(5.0)


def test_a_probe_that_ends_unforeseen_does_not_leave_its_provider_at_rest() -> None:
    """The next call finds out in its place."""
    pace = Pace(None, None, 0.0)
    for _ in range(BROKEN_AFTER):
        ticket = pace.ask(0.0, 1.0)
        assert isinstance(ticket, Ticket)
        pace.failed(ticket, 0.1, broken=True)
    probe = pace.ask(2.0, 1.0)
    assert isinstance(probe, Ticket)
    assert isinstance(pace.ask(2.0, 1.0), float)
    pace.failed(probe, 2.1, broken=False)
    assert isinstance(pace.ask(2.2, 1.0), Ticket)


def test_a_limit_per_day_is_told_from_one_per_minute_by_its_reset() -> None:
    """14,400 requests that need six seconds for one to come back are ten a minute."""
    meter = Meter(None, 0.0)
    note = meter.take(0.0, 1.0)
    meter.hear(0.1, 14_400.0, 14_399.0, 6.0, note)
    assert meter.per_minute == pytest.approx(10.0)


def test_the_bounds_themselves() -> None:
    """Two workers, three calls; a limit; a second stage that waits for its batch."""
    assert list_schedule([1.0, 1.0, 1.0], 2) == 2.0
    assert list_schedule([1.0] * 4, 4, per_second=1.0, burst=1) == 4.0
    assert two_stages([1.0, 1.0], 2, [1.0, 1.0, 1.0, 1.0], 4) == 2.0
    assert two_stages([1.0], 2, [1.0, 1.0], 1) == 3.0


def test_the_bound_under_faults_lets_a_failed_item_go_again_at_once() -> None:
    """A fault without time costs nothing; one that hangs at the end costs its time and the next try."""
    assert with_retries([(1.0, True), (0.0, False), (1.0, True)], 2, 2) == 1.0
    assert with_retries([(1.0, True), (5.0, False), (1.0, True)], 2, 2) == 6.0
    assert with_retries([(1.0, True)] * 4, 4, 2) == 2.0
