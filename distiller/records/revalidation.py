"""Stored replies that are looked at again, and what that came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from distiller.records.jobs import ClaimedItem
from distiller.records.review import ResponseRecord
from distiller.records.teacher import Asked, Valid
from distiller.records.words import Product


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply with what its call asked, for all that it carried."""

    call_id: int
    product: Product
    asked: tuple[Asked, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class FailedItem:
    """An item that failed on what was replied, with the calls that carried it, newest first."""

    item: ClaimedItem
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Untouched:
    """A response that nobody decided on or edited. `rerun`: it took the place of another, whose position it has."""

    response: ResponseRecord
    call_id: int
    rerun: bool


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Some items of a job in the order of their ids: those that ended up to `last`; None where there are no more."""

    last: int | None
    failed: tuple[FailedItem, ...] = ()
    untouched: tuple[Untouched, ...] = ()
    replies: Mapping[int, KeptReply] | None = None


@dataclass(frozen=True, slots=True)
class NowValid:
    """A failed item for which a stored reply is valid by today's rules; `whole`: so is all of that reply."""

    item: ClaimedItem
    call_id: int
    valid: Sequence[Valid]
    whole: bool


@dataclass(frozen=True, slots=True)
class Revalidation:
    """What looking again came to: items looked at, failed ones that became valid or did not, responses whose findings
    changed. After a dry run: what it would have come to."""

    job_id: int
    looked_at: int = 0
    became_valid: int = 0
    still_invalid: int = 0
    findings_changed: int = 0
    dry_run: bool = False
