"""Money: what may be spent, what is spent, and what a job was expected to take. US dollars, None where unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

AMOUNT_MOST = 1_000_000
_AMOUNT = re.compile(r"(?:US)? ?\$? ?(?P<whole>\d{1,7})(?:[.,](?P<part>\d{1,6}))?")
_THOUSAND = 3  # digits after a separator of thousands


def read_amount(text: str) -> Decimal:
    """US dollars as people write them: 2, 2.50, 2,50, $2.50. Raises ValueError, also for 1.000, which may be meant as
    a thousand."""
    found = _AMOUNT.fullmatch(text.strip()) if text.isascii() else None
    if found is None or (len(found["part"] or "") == _THOUSAND and int(found["whole"])):
        raise ValueError("not an amount")
    amount = Decimal(f"{found['whole']}.{found['part'] or 0}")
    if amount > AMOUNT_MOST:
        raise ValueError("too much")
    return amount


@dataclass(frozen=True, slots=True)
class Caps:
    """What the administrator allows; None: no limit.

    `job` holds for each job that has no budget of its own, `user` for one person on one day, `day` for everything
    on one day. A day is one of UTC.
    """

    job: Decimal | None = None
    user: Decimal | None = None
    day: Decimal | None = None


NO_CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Spending:
    """What calls cost together.

    `spent` is the real cost, and the most it can have been where that is unknown or the call was lost; `reserved` is
    the most that the calls under way can cost. `unknown` counts the calls whose price is unknown: they are in no sum.
    """

    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    unknown: int = 0


NO_SPENDING = Spending()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job would take. Money is None where the price is unknown; seconds are a rough guess."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: Decimal | None
    seconds: float
    batch: bool = False  # answered within a day, whatever `seconds` says

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, as it is kept with its job."""
        return {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "cost": None if self.cost is None else str(self.cost),
            "seconds": self.seconds,
            "batch": self.batch,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Estimate:
        """What `to_dict` made."""
        cost = data["cost"]
        return cls(
            calls=data["calls"],
            prompt_tokens=data["prompt_tokens"],
            completion_tokens=data["completion_tokens"],
            cost=None if cost is None else Decimal(cost),
            seconds=data["seconds"],
            batch=data.get("batch", False),
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What the newest answered calls of one provider, model and product took, in means per call.

    `items` is how many items a call carried, `wanted` how many sentences it asked for, `chars` the characters of the
    question with its prompt and schema. Tokens are None where no call told them.
    """

    calls: int
    items: float
    wanted: float
    chars: float
    prompt_tokens: float | None
    completion_tokens: float | None
    latency_s: float | None
