"""What becomes of replies that an owner paid for and did not live to look at."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from distiller.engine.plan import Asking, outcomes
from distiller.errors import DistillerError, ErrorType
from distiller.events import about
from distiller.records import Invalid, ItemOutcome, StoredReply
from distiller.store import Store
from distiller.validate import interpret

log = logging.getLogger(__name__)


def interpret_stored(store: Store, reply: StoredReply, *, retry_invalid: bool) -> None:
    """The outcome of a stored reply: no second call.

    What it leaves open waits for anybody. Raises StoreUnavailable: the reply is in the store, and comes again.
    """
    decided: list[ItemOutcome] = []
    invalid: Sequence[Invalid] = ()
    if reply.items:  # else others hold them by now, or they have ended
        try:
            read = interpret(reply.product, [i.asked for i in reply.items], reply.raw)
            asking = Asking(reply.raw, reply.max_tokens, retry_invalid)
            decided, invalid = outcomes(reply.items, read, asking), read.invalid
        except Exception as exc:  # one reply's surprise must not stop the engine at every start
            log.exception(
                "the stored reply of call %s cannot be interpreted",
                reply.call_id,
                extra=about("reply-unforeseen", call=reply.call_id),
            )
            decided = [ItemOutcome(item, failure=unforeseen(exc)) for item in reply.items]
    if store.save_outcome(reply.call_id, decided, invalid):
        store.release_items(reply.items)


def unforeseen(exc: Exception) -> Invalid:
    """What is kept with an item that failed in a way nobody foresaw."""
    message = exc.sentence() if isinstance(exc, DistillerError) else f"Internal error: {type(exc).__name__}"
    return Invalid(ErrorType.INTERNAL.value, message, "")
