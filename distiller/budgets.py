"""What a job may cost: as people write it, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from distiller.errors import InputError
from distiller.records import Caps, JobRecord
from distiller.records.money import AMOUNT_MOST, read_amount

NONE = ("none", "geen")
"""What takes a job's own budget away."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a job may cost, and how far it is used up. `own` is False for the administrator's."""

    cap: Decimal
    own: bool
    spent: Decimal
    reserved: Decimal

    @property
    def left(self) -> Decimal:
        """What the next call may still cost at most; less than nothing where more was billed than could be."""
        return self.cap - self.spent - self.reserved


def budget_of(job: JobRecord, caps: Caps) -> Budget | None:
    """The budget that holds for a job: its own, else the administrator's for every job; None if there is none."""
    cap = job.budget if job.budget is not None else caps.job
    if cap is None:
        return None
    return Budget(cap, job.budget is not None, job.spending.spent, job.spending.reserved)


def parse(text: str | None) -> Decimal | None:
    """An amount in US dollars; None for nothing, or a word that says there is none. Raises InputError."""
    written = (text or "").strip()
    if not written or written.lower() in NONE:
        return None
    try:
        return read_amount(written)
    except ValueError:
        expected = f"US$ 0–{AMOUNT_MOST}"
        raise InputError("input-bad-value", name="budget", value=written[:40], expected=expected) from None
