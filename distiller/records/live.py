"""What is known of calls while they are made: the figures of a job and of a provider, and what waits for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from decimal import Decimal

from distiller.records.jobs import Reason
from distiller.records.money import NO_SPENDING, Spending
from distiller.records.words import Product


@dataclass(frozen=True, slots=True)
class LiveProvider:
    """How one provider stands in the process that runs the engine.

    `waits_s` is how long nothing will be sent, 0.0 if it is not waiting; `why`: "" · "requests" · "tokens" (a limit) ·
    "broken" (it rests after failures) · "refused" (its calls wait after a 429). `ready` calls wait for a free place,
    `delayed` ones for their time. The limits are those told or learned, None where none is known. `out` says of which
    jobs it is left out, and why: others do its part.
    """

    name: str
    in_flight: int
    ready: int = 0
    delayed: int = 0
    waits_s: float = 0.0
    why: str = ""
    refused: int = 0
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    out: Mapping[int, Reason] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecentCalls:
    """How the newest calls of a provider ended; `error_type` is that of the last one, None if it was answered."""

    provider: str
    ended: int
    failed: int
    error_type: str | None
    last_at: datetime


@dataclass(frozen=True, slots=True)
class CallFigures:
    """The calls of one provider, model and product. `errors` counts those that failed or were lost by error type.

    Cost is None if that of any reply is unknown, `known_cost` the sum of the others. `recent` counts the replies
    of the last minute. Latencies are seconds, of replies only; None where there are none. `reused` calls were answered
    from the store: they are no replies, and count in no other figure.
    """

    provider: str
    model: str
    product: Product
    in_flight: int = 0
    answered: int = 0
    failed: int = 0
    lost: int = 0
    errors: Mapping[str, int] = dataclass_field(default_factory=dict)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = Decimal(0)
    known_cost: Decimal = Decimal(0)
    recent: int = 0
    p50_s: float | None = None
    p95_s: float | None = None
    reused: int = 0

    @property
    def calls(self) -> int:
        """All of them, those under way included."""
        return self.in_flight + self.answered + self.failed + self.lost + self.reused

    @property
    def refused(self) -> int:
        """How many the provider answered with 429."""
        return self.errors.get("RATE_LIMIT", 0)


@dataclass(frozen=True, slots=True)
class LatencyCounts:
    """Replies of one provider, model and product: `counts[n]` of them took at most `bounds[n]` seconds."""

    provider: str
    model: str
    product: Product
    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    count: int
    total_s: float


@dataclass(frozen=True, slots=True)
class Totals:
    """What the database holds for the metrics: everything a sum."""

    calls: tuple[CallFigures, ...]
    latencies: tuple[LatencyCounts, ...]
    items: Mapping[tuple[str, str], int]  # (product, status)
    jobs: Mapping[str, int]
    owners: int  # processes that have beaten within the last seconds
    today: Spending = NO_SPENDING  # of the UTC day
    day_cap: Decimal | None = None
