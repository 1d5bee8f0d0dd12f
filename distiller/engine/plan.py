"""From claimed items to calls, and from a reply to what it means for each item. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from distiller.completion import read_completion
from distiller.engine.calls import PlannedCall
from distiller.errors import ErrorType
from distiller.providers.retry import MAX_ATTEMPTS
from distiller.records import ClaimedItem, Failover, Interpretation, Invalid, ItemOutcome, Product
from distiller.store.engine import ActiveJob

FORMS_PER_CALL = 8
"""Small batches feed the sentences soonest: 500 verbs took 9.4 s with 8 a call and 15.6 s with 50."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What decides whether an item is asked again after an invalid reply: that reply, its cap, and the setting."""

    raw: str = ""
    max_tokens: int | None = None
    retry_invalid: bool = True

    @property
    def reached_its_cap(self) -> bool | None:
        """Whether a reply that was cut off was so by the cap it was asked with, and would be so again; None where
        nobody says how long it was."""
        used = read_completion(self.raw).usage.completion_tokens
        return None if used is None or self.max_tokens is None else used >= self.max_tokens


_USUAL = Asking()


def group(job: ActiveJob, product: Product, items: Sequence[ClaimedItem], per_call: int) -> list[PlannedCall]:
    """Calls for the items: forms in batches, everything else and every rerun by itself."""
    alone = [i for i in items if product != Product.FORMS or i.target_response is not None]
    together = [i for i in items if product == Product.FORMS and i.target_response is None]
    calls = [PlannedCall(job, product, (item,)) for item in alone]
    starts = range(0, len(together), per_call)
    return calls + [PlannedCall(job, product, tuple(together[start : start + per_call])) for start in starts]


def outcomes(items: Sequence[ClaimedItem], read: Interpretation, asking: Asking = _USUAL) -> list[ItemOutcome]:
    """What the reply means for each item that it decides; those to be asked again are left out."""
    decided = []
    for item in items:
        valid = tuple(v for v in read.valid if v.subject == item.subject)
        failure = read.failed.get(item.subject)
        if valid:
            decided.append(ItemOutcome(item, valid=valid))
        elif item.subject not in read.ask_again:
            if failure is None:
                message = f"The reply says nothing about {item.subject}"
                failure = Invalid(ErrorType.MISSING_REQUIRED_FIELD.value, message, "", item.subject)
            decided.append(ItemOutcome(item, failure=failure, retry=_again(item, failure, len(items), asking)))
    return decided


def _again(item: ClaimedItem, failure: Invalid, batch: int, asking: Asking) -> bool:
    """Once more for a part that was wrong, whatever the transport did to it before; as often as there are attempts
    for a batch that could not be read at all and is divided, and for a reply that the provider cut off before its cap.

    A refusal is final: the same question would end the same way. So is a reply that its cap cut off.
    """
    if item.attempts + 1 >= MAX_ATTEMPTS or failure.error_type == ErrorType.REFUSED:
        return False
    if batch > 1 and failure.error_type == ErrorType.JSON_PARSE_ERROR:
        return True
    if not asking.retry_invalid:
        return False
    if failure.error_type == ErrorType.TRUNCATED:
        return item.attempts == 0 if asking.reached_its_cap is None else not asking.reached_its_cap
    return item.asked.correction is None


def follow_up(call: PlannedCall, decided: Sequence[ItemOutcome], read: Interpretation) -> list[PlannedCall]:
    """The calls that come of a reply: halves of what was cut off, halves of what has to be asked again.

    What is asked again carries what was wrong, except where the reply only ended too soon.
    """
    cut_off = [i for i in call.items if i.subject in read.ask_again]
    again = [_corrected(o.item, o.failure) for o in decided if o.retry and o.failure is not None]
    fresh = replace(call, saturated_since=None, tried=frozenset())
    if call.job.options.failover is not Failover.NONE:
        fresh = replace(fresh, other=None)  # whoever may be asked then
    return [replace(fresh, items=half) for part in (cut_off, again) for half in halves(part, of=len(call.items))]


def _corrected(item: ClaimedItem, failure: Invalid) -> ClaimedItem:
    told = item.asked.correction if failure.error_type == ErrorType.TRUNCATED else failure.message
    return replace(item, attempts=item.attempts + 1, asked=replace(item.asked, correction=told))


def halves(items: Sequence[ClaimedItem], of: int) -> list[tuple[ClaimedItem, ...]]:
    """The items in two calls if they are as many as the call they come from, else in one."""
    if not items:
        return []
    if len(items) == 1 or len(items) < of:
        return [tuple(items)]
    middle = (len(items) + 1) // 2
    return [tuple(items[:middle]), tuple(items[middle:])]
