"""How much of one thing (requests, tokens) an endpoint allows: a bucket that is corrected by what the endpoint says.

The endpoint keeps the real bucket. Ours runs beside it: filled at the same rate, emptied when a call is sent, and
set right by every `remaining` that a reply brings. A call carries a note of where our bucket stood when it was sent,
so that a reply that comes late corrects by the difference at that moment and not by what was sent since. Between the
booking of a call and its sending another may be booked: what is booked and not sent is known apart.
"""

from __future__ import annotations

from dataclasses import dataclass

DEPTH_S = 0.5
"""How much may go out at once before the endpoint has shown how deep its own bucket is: so many seconds' worth."""
_RISE = 0.5
"""How much of a difference upwards is believed at once: calls may arrive in another order than they were sent."""
_SPARE = 0.1
"""So much of an endpoint's own bucket is left alone: requests that go out evenly arrive in little bunches."""
_MARGIN_STEP, _MARGIN_FADES = 1.0, 0.99
"""A refusal although there should have been room: so much more is kept in reserve, and fades with every reply."""


@dataclass(frozen=True, slots=True)
class Note:
    """Where the bucket stood when a call was sent: its amount, the level behind it, the corrections until then."""

    amount: float
    level: float
    corrected: float


class Meter:
    """One bucket. Without a limit (`per_minute` None) everything passes. Not safe for threads: see Pace.

    `told` is the limit of the settings; the endpoint can only lower it. Amounts are requests or tokens, times are
    monotonic seconds.
    """

    def __init__(self, told: float | None, now: float) -> None:
        self._told = told
        self._heard: float | None = None
        self._at = now
        self._corrected = 0.0
        self._shown_depth = 0.0
        self._share = 1.0
        self._unsent = 0.0
        self._margin = 0.0
        self._level = self.depth if told is not None else 0.0

    @property
    def per_minute(self) -> float | None:
        """The limit as far as it is known, this process's share of it."""
        known = [limit for limit in (self._told, self._heard) if limit is not None]
        return min(known) * self._share if known else None

    @property
    def heard(self) -> bool:
        """Whether the endpoint itself has named a limit."""
        return self._heard is not None

    @property
    def depth(self) -> float:
        """How much may go out at once after a rest."""
        limit = self.per_minute
        if limit is None:
            return 0.0
        shown = self._shown_depth * self._share if self._rules else 0.0
        return max(1.0, limit / 60.0 * DEPTH_S, shown)

    @property
    def _rules(self) -> bool:
        """Whether the endpoint's own limit is the one that counts, and not a lower one of the settings."""
        return self._heard is not None and (self._told is None or self._heard <= self._told * 1.02)

    def share(self, share: float) -> None:
        """Of several processes that use the same key, each takes its part: a number in (0, 1]."""
        self._share = share
        self._level = min(self._level, self.depth)

    def wait(self, now: float, amount: float) -> float:
        """Seconds until `amount` may be sent, 0.0 if now. More than the bucket holds may go when it is full."""
        limit = self.per_minute
        if limit is None:
            return 0.0
        self._flow(now)
        spare = max(amount * (1.0 + self._margin), self.depth * _SPARE)
        reserve = min(spare, self.depth / 4.0) if self.heard else 0.0
        missing = min(amount + reserve, self.depth) - self._level
        return max(0.0, missing / (limit / 60.0))

    def take(self, now: float, amount: float) -> Note:
        """Books `amount`."""
        self._flow(now)
        self._level -= amount
        self._unsent += amount
        return Note(amount, self._level, self._corrected)

    def sending(self, now: float, note: Note) -> Note:
        """What was booked goes out now: where the bucket stands without what is booked and not sent."""
        self._flow(now)
        self._unsent -= note.amount
        return Note(note.amount, self._level + self._unsent, self._corrected)

    def correct(self, now: float, booked: float, real: float) -> None:
        """A call has used another amount than was booked for it; 0: it was refused."""
        self._flow(now)
        self._corrected += booked - real
        self._level = min(self.depth, self._level + booked - real)

    def hear(self, now: float, limit: float, remaining: float | None, reset_s: float | None, note: Note) -> None:
        """What a reply said: the limit, what was left behind its call, and when all of it would be there again."""
        first = self.per_minute is None
        self._flow(now)
        self._margin *= _MARGIN_FADES
        self._heard = _per_minute(limit, remaining, reset_s)
        if remaining is None:
            self._level = 0.0 if first else self._level
            return
        self._shown_depth = max(self._shown_depth, remaining + note.amount)
        difference = remaining - note.level - (self._corrected - note.corrected)
        if difference > 0 and not first:
            difference *= _RISE if self._rules else 0.0
        self._corrected += difference
        self._level = min(self.depth, self._level + difference)

    def drain(self, now: float) -> None:
        """The endpoint refused: there is nothing left."""
        self._flow(now)
        self._margin += _MARGIN_STEP
        self._level = min(self._level, 0.0)

    def guess(self, now: float, per_minute: float | None) -> None:
        """A limit inferred from what was refused, of an endpoint that names none; None: none any more."""
        self._flow(now)
        if self.per_minute is None:
            self._level = 0.0
        self._heard = per_minute

    def _flow(self, now: float) -> None:
        limit = self.per_minute
        if limit is not None:
            self._level = min(self.depth, self._level + max(0.0, now - self._at) * limit / 60.0)
        self._at = max(self._at, now)


def _per_minute(limit: float, remaining: float | None, reset_s: float | None) -> float:
    """The named limit as one per minute: some endpoints name a day's requests, which only the reset gives away."""
    if remaining is not None and reset_s and 0 <= remaining < limit:
        flow = (limit - remaining) / reset_s * 60.0
        if flow < limit / 2.0:
            return flow
    return limit
