"""From claimed items to calls, and from a reply to what it means for each item. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from distiller.engine.queue import PlannedCall
from distiller.errors import ErrorType
from distiller.providers.retry import MAX_ATTEMPTS
from distiller.records import ClaimedItem, Failover, Interpretation, Invalid, ItemOutcome, Product
from distiller.store.engine import ActiveJob

FORMS_PER_CALL = 8
"""Small batches feed the sentences soonest: 500 verbs took 9.4 s with 8 a call and 15.6 s with 50."""
_FINAL = (ErrorType.REFUSED.value, ErrorType.TRUNCATED.value)  # the same question would end the same way


def group(job: ActiveJob, product: Product, items: Sequence[ClaimedItem], per_call: int) -> list[PlannedCall]:
    """Calls for the items: forms in batches, everything else and every rerun by itself."""
    alone = [i for i in items if product != Product.FORMS or i.target_response is not None]
    together = [i for i in items if product == Product.FORMS and i.target_response is None]
    calls = [PlannedCall(job, product, (item,)) for item in alone]
    starts = range(0, len(together), per_call)
    return calls + [PlannedCall(job, product, tuple(together[start : start + per_call])) for start in starts]


def outcomes(items: Sequence[ClaimedItem], read: Interpretation) -> list[ItemOutcome]:
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
            decided.append(ItemOutcome(item, failure=failure, retry=_again(item, failure, len(items))))
    return decided


def _again(item: ClaimedItem, failure: Invalid, batch: int) -> bool:
    """Once more for a part that was wrong; a batch that could not be read at all is divided up to four times."""
    if failure.error_type in _FINAL:
        return False
    tries = MAX_ATTEMPTS if batch > 1 and failure.error_type == ErrorType.JSON_PARSE_ERROR else 2
    return item.attempts + 1 < tries


def follow_up(call: PlannedCall, decided: Sequence[ItemOutcome], read: Interpretation) -> list[PlannedCall]:
    """The calls that come of a reply: halves of what was cut off, halves of what has to be asked again."""
    cut_off = [i for i in call.items if i.subject in read.ask_again]
    again = [replace(o.item, attempts=o.item.attempts + 1) for o in decided if o.retry]
    fresh = replace(call, saturated_since=None, tried=frozenset())
    if call.job.options.failover is not Failover.NONE:
        fresh = replace(fresh, other=None)  # whoever may be asked then
    return [replace(fresh, items=half) for part in (cut_off, again) for half in halves(part, of=len(call.items))]


def halves(items: Sequence[ClaimedItem], of: int) -> list[tuple[ClaimedItem, ...]]:
    """The items in two calls if they are as many as the call they come from, else in one."""
    if not items:
        return []
    if len(items) == 1 or len(items) < of:
        return [tuple(items)]
    middle = (len(items) + 1) // 2
    return [tuple(items[:middle]), tuple(items[middle:])]
