"""When the next call of a provider may go: its limits are kept before it has to say 429.

    ask ─▶ (seconds to wait | ticket) ─▶ sending ─▶ call ─▶ answered | refused | failed

Requests and tokens have a meter each; a call passes both or neither, and whoever is first in the line stays first, so
that a large call is not starved by small ones. An endpoint that names no limit is paced by what it lets through once
it refuses many; one 429 among many replies says nothing about the others and delays only its own items. An endpoint
that fails again and again rests, and one call at a time finds out whether it is back.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from distiller.providers.meter import Meter, Note

FIRST_AT_ONCE = 32
RAMP_PER_S = 130.0
"""Before the first reply has named a limit: so many calls at once, then so many more a second."""

WINDOW_S = 5.0
MANY = 5
MANY_SHARE = 0.2
SEARCH_S, SEARCH_STEP = 1.0, 1.5
PROBE_S, PROBE_STEP = 5.0, 1.03
STEP_DOWN = 0.95
"""A guessed limit is searched upwards in large steps until something is refused; from then on it rises a little after
so long without a refusal, and falls a little at one."""

BROKEN_AFTER = 8
FIRST_REST_S = 1.0
LONGEST_REST_S = 60.0
PACED_RETRY_S = 0.02


@dataclass(frozen=True, slots=True)
class Ticket:
    """A call that may go now: what was booked for it."""

    requests: Note
    tokens: Note
    probe: bool = False


@dataclass(frozen=True, slots=True)
class PaceState:
    """What a screen says of a provider. `waits_s` is how long nothing will be sent, 0.0 if it is not waiting.

    `why`: "" · "requests" · "tokens" (a limit) · "broken" (it rests after failures).
    """

    requests_per_minute: float | None
    tokens_per_minute: float | None
    waits_s: float
    why: str
    refused: int
    answered: int


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a call could go now: in how many seconds, for what it would wait, and whether the endpoint works."""

    waits_s: float = 0.0
    why: str = ""
    healthy: bool = True


class Pace:
    """The pace of one provider and model. Safe for threads; every method takes the monotonic time."""

    def __init__(self, requests_per_minute: float | None, tokens_per_minute: float | None, now: float) -> None:
        self._lock = threading.Lock()
        self._requests = Meter(requests_per_minute, now)
        self._tokens = Meter(tokens_per_minute, now)
        self._told = requests_per_minute is not None
        self._began: float | None = None
        self._sent = 0
        self._replied = False
        self._named = False
        self._sends: deque[float] = deque()  # of the last seconds, and which of them were refused when
        self._refusals: deque[float] = deque()
        self._guess: float | None = None
        self._searching = False
        self._guessed_at = now
        self._failures = 0
        self._rest_until = 0.0
        self._probing = False
        self._answered = self._refused = 0

    @property
    def counts_tokens(self) -> bool:
        """Whether a limit of tokens is known: only then an estimate is needed."""
        return self._tokens.per_minute is not None

    # --- before a call ----------------------------------------------------------------------------------------

    def ask(self, now: float, tokens: float) -> Ticket | float:
        """A ticket for a call of so many tokens (an estimate), or the seconds until it is worth asking again."""
        with self._lock:
            wait, _ = self._wait(now, tokens)
            if wait > 0:
                return wait
            if self._began is None:
                self._began = now
            self._sent += 1
            self._sends.append(now)
            self._probing = self._failures >= BROKEN_AFTER
            return Ticket(self._requests.take(now, 1.0), self._tokens.take(now, tokens), self._probing)

    def sending(self, ticket: Ticket, now: float) -> Ticket:
        """The call goes out now; the ticket to keep until its reply."""
        with self._lock:
            return replace(
                ticket,
                requests=self._requests.sending(now, ticket.requests),
                tokens=self._tokens.sending(now, ticket.tokens),
            )

    def share(self, share: float) -> None:
        """This process's part of the limits, where several use them: a number in (0, 1]."""
        with self._lock:
            self._requests.share(share)
            self._tokens.share(share)

    def healthy(self, now: float) -> bool:
        """Whether it is worth sending anything: it is not at rest after failures."""
        with self._lock:
            return self._failures < BROKEN_AFTER or (now >= self._rest_until and not self._probing)

    def look(self, now: float, calls: float, tokens: float) -> Look:
        """What `ask` would say to the last of so many calls, of so many tokens together, without booking any."""
        with self._lock:
            waits_s, why = self._wait(now, tokens, calls)
            return Look(waits_s, why, healthy=why != "broken")

    def state(self, now: float) -> PaceState:
        """What can be said of it now."""
        with self._lock:
            wait, why = self._wait(now, 1.0)
            return PaceState(
                self._requests.per_minute, self._tokens.per_minute, wait, why, self._refused, self._answered
            )

    def _wait(self, now: float, tokens: float, calls: float = 1.0) -> tuple[float, str]:
        if self._failures >= BROKEN_AFTER:
            if self._probing:
                return FIRST_REST_S, "broken"
            if now < self._rest_until:
                return self._rest_until - now, "broken"
        ramp = self._ramp(now)
        by_tokens, by_requests = self._tokens.wait(now, tokens), self._requests.wait(now, calls)
        why = "tokens" if by_tokens > by_requests else "requests" if by_requests > 0 else ""
        return max(ramp, by_tokens, by_requests), why

    def _ramp(self, now: float) -> float:
        """An endpoint that has not replied yet is not met with everything at once: it may have a limit."""
        if self._replied or self._told or self._began is None:
            return 0.0
        allowed = FIRST_AT_ONCE + (now - self._began) * RAMP_PER_S
        return max(0.0, (self._sent + 1 - allowed) / RAMP_PER_S)

    # --- after it ---------------------------------------------------------------------------------------------

    def answered(self, ticket: Ticket, now: float, rate: Mapping[str, float], tokens: int | None) -> None:
        """A reply came; `rate` is what its headers said, `tokens` what it really used, if it says so."""
        with self._lock:
            self._answered += 1
            self._replied = True
            self._failures = 0
            self._probing = False
            if not self._hear(ticket, now, rate) and tokens is not None:
                self._tokens.correct(now, ticket.tokens.amount, float(tokens))
            self._probe_up(now)

    def refused(self, ticket: Ticket, now: float, rate: Mapping[str, float]) -> float | None:
        """A 429. Seconds after which its items may go again if the pace is known, None: as the endpoint asked."""
        with self._lock:
            self._refused += 1
            self._replied = True
            self._probing = False
            self._refusals.append(now)
            self._tokens.correct(now, ticket.tokens.amount, 0.0)
            self._hear(ticket, now, rate)
            if self._named:
                for meter, name in ((self._requests, "requests"), (self._tokens, "tokens")):
                    if rate.get(f"remaining-{name}") == 0 and rate.get(f"limit-{name}"):
                        meter.drain(now)
                        return PACED_RETRY_S
                return None
            return PACED_RETRY_S if self._guess_limit(now) else None

    def failed(self, ticket: Ticket, now: float, *, broken: bool) -> None:
        """No reply. `broken`: the endpoint's own fault or out of reach; else nothing is said about its health."""
        with self._lock:
            self._probing = self._probing and not ticket.probe
            if not broken:
                return
            self._replied = self._replied or self._failures > 0
            self._failures += 1
            if self._failures >= BROKEN_AFTER and now >= self._rest_until:
                doubled = min(self._failures - BROKEN_AFTER, 16)
                self._rest_until = now + min(FIRST_REST_S * 2.0**doubled, LONGEST_REST_S)

    # --- learning ---------------------------------------------------------------------------------------------

    def _hear(self, ticket: Ticket, now: float, rate: Mapping[str, float]) -> bool:
        """Takes over what the headers say; True if they speak of tokens."""
        for meter, name, note in (
            (self._requests, "requests", ticket.requests),
            (self._tokens, "tokens", ticket.tokens),
        ):
            limit = rate.get(f"limit-{name}")
            if limit:
                self._named = True
                meter.hear(now, limit, rate.get(f"remaining-{name}"), rate.get(f"reset-{name}"), note)
        return "remaining-tokens" in rate

    def _guess_limit(self, now: float) -> bool:
        """Whether so many are refused that what passes must be the limit, which is then kept."""
        for times in (self._sends, self._refusals):
            while times and times[0] < now - WINDOW_S:
                times.popleft()
        if self._guess is not None:
            if now - self._guessed_at > SEARCH_S or self._searching:
                down = 1.0 / SEARCH_STEP if self._searching else STEP_DOWN
                self._searching = False
                self._set_guess(now, max(1.0, self._guess * down))
            return True
        passed = len(self._sends) - len(self._refusals)
        if passed <= 0 or len(self._refusals) < max(MANY, MANY_SHARE * len(self._sends)):
            return False
        self._searching = True
        self._set_guess(now, passed / max(now - self._sends[0], 1.0) * 60.0)
        return True

    def _set_guess(self, now: float, per_minute: float) -> None:
        self._guess, self._guessed_at = per_minute, now
        self._requests.guess(now, per_minute)
        self._requests.drain(now)

    def _probe_up(self, now: float) -> None:
        if self._guess is None:
            return
        after, step = (SEARCH_S, SEARCH_STEP) if self._searching else (PROBE_S, PROBE_STEP)
        if now - self._guessed_at > after:
            self._guess *= step
            self._guessed_at = now
            self._requests.guess(now, self._guess)
