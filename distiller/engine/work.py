"""One call from its plan to its outcome: the three commits of design section 3."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from distiller.engine import told
from distiller.engine.paces import Paces
from distiller.engine.plan import follow_up, outcomes
from distiller.engine.queue import CallQueue, Monotonic, PlannedCall
from distiller.errors import DistillerError, ErrorType, SettingsError, StoreError, StoreUnavailable, TeacherError
from distiller.events import about, event
from distiller.llm import Teachers
from distiller.providers.retry import Action, counts, decide
from distiller.recipes import recipe_for, request_hash
from distiller.records import (
    ClaimedItem,
    Invalid,
    ItemOutcome,
    Reason,
    StoredReply,
    TeacherReply,
    TeacherRequest,
)
from distiller.settings import Settings
from distiller.store import Store
from distiller.store.engine import ActiveJob, NewCall
from distiller.validate import interpret

log = logging.getLogger(__name__)

T = TypeVar("T")

STORE_RETRY_S = 1.0
_PASSING = ("40P01", "40001")  # PostgreSQL undid one of two writes that waited for each other: simply once more


class Work:
    """What a worker does with a planned call. Safe for many threads; holds no state of a call."""

    def __init__(
        self,
        store: Store,
        teachers: Teachers,
        settings: Settings,
        queue: CallQueue,
        paces: Paces,
        *,
        owner: str,
        clock: Monotonic,
        hopeless: threading.Event,
    ) -> None:
        self._store = store
        self._teachers = teachers
        self._settings = settings
        self._queue = queue
        self._paces = paces
        self._owner = owner
        self._clock = clock
        self._hopeless = hopeless  # set when stopping has waited long enough for the database
        self.trouble: Reason | None = None

    def run(self, call: PlannedCall) -> None:
        """Makes one call and stores all that comes of it. Anything unforeseen fails its items, with a log entry."""
        try:
            self._run(call)
        except StoreUnavailable:
            log.warning(
                "stopping without the database: the items of job %s are taken up later",
                call.job.id,
                extra=about("stopped-without-database", job=call.job.id),
            )
        except Exception as exc:  # the worker must go on: one call's surprise is not the job's end
            log.exception(
                "a call of job %s ended unexpectedly", call.job.id, extra=about("call-unforeseen", job=call.job.id)
            )
            self._paces.lost(call)
            self._fail_unforeseen(call, exc)

    def _run(self, call: PlannedCall) -> None:
        try:
            teacher = self._teachers[call.provider]
            request = self._request(call)
        except SettingsError as exc:
            self._paces.returned(call)
            self._step_back(call.job, call.items, Reason(exc.code, exc.params))
            return
        made = self._keep(
            call.job,
            lambda: self._store.admit(
                self._owner, self._new_call(call, request, teacher.worst_case(request)), call.items
            ),
        )
        call_id = made.call_id
        if call_id is None:  # the job was stopped, or somebody took items over, while they waited here
            self._paces.returned(call)
            self._step_back(call.job, call.items, made.reason)
            return
        if made.reused is not None:
            self._paces.returned(call)
            self._interpret(call, call_id, TeacherReply(made.reused, 0.0))
            return
        told.sent(call, call_id, request.model)
        call = self._paces.sending(call)
        try:
            reply = teacher.complete(request)
        except TeacherError as exc:
            told.failed(call, call_id, request.model, exc)
            self._failed(call, call_id, exc, self._paces.failed(call, exc))
            return
        self._paces.answered(call, reply)
        self._keep(call.job, lambda: self._store.save_reply(call_id, reply))
        told.answered(call, call_id, request.model, reply)
        self._interpret(call, call_id, reply)

    def _request(self, call: PlannedCall) -> TeacherRequest:
        limit = self._settings.provider(call.provider).max_output_tokens
        recipe = recipe_for(call.product)
        return recipe.request([i.asked for i in call.items], model=call.model, max_output_tokens=limit)

    def _new_call(self, call: PlannedCall, request: TeacherRequest, worst_case: Decimal | None) -> NewCall:
        return NewCall(
            job_id=call.job.id,
            product=call.product,
            provider=call.provider,
            model=request.model,
            params={"temperature": request.temperature, "max_tokens": request.max_tokens},
            prompt_version=request.prompt_version,
            request_hash=request_hash(request),
            reserved_cost=worst_case,
        )

    def _interpret(self, call: PlannedCall, call_id: int, reply: TeacherReply) -> None:
        read = interpret(call.product, [i.asked for i in call.items], reply.raw)
        decided = outcomes(call.items, read)
        if self._keep(call.job, lambda: self._store.save_outcome(call_id, decided, read.invalid)):
            for next_call in follow_up(call, decided, read):
                self._queue.push(next_call, first=True)
        else:  # interpreted before: by whoever took this process for dead, or at a commit that seemed to fail
            self._step_back(call.job, call.items, None)

    def interpret_stored(self, reply: StoredReply) -> None:
        """The outcome of a reply that an owner paid for and did not live to look at: no second call.

        What it leaves open waits for anybody. Raises StoreUnavailable: the reply is in the store, and comes again.
        """
        decided: list[ItemOutcome] = []
        invalid: Sequence[Invalid] = ()
        if reply.items:  # else others hold them by now, or they have ended
            try:
                read = interpret(reply.product, [i.asked for i in reply.items], reply.raw)
                decided, invalid = outcomes(reply.items, read), read.invalid
            except Exception as exc:  # one reply's surprise must not stop the engine at every start
                log.exception(
                    "the stored reply of call %s cannot be interpreted",
                    reply.call_id,
                    extra=about("reply-unforeseen", call=reply.call_id),
                )
                decided = [ItemOutcome(item, failure=_unforeseen(exc)) for item in reply.items]
        if self._store.save_outcome(reply.call_id, decided, invalid):
            self._store.release_items(reply.items)

    # --- calls that brought nothing -------------------------------------------------------------------------

    def _failed(self, call: PlannedCall, call_id: int, error: TeacherError, paced_s: float | None) -> None:
        """`paced_s`: when the pace of the provider is known, its items go again by that, not as the error asks."""
        since = call.saturated_since
        if error.type == ErrorType.RATE_LIMIT and since is None:
            since = self._clock()
        waited = 0.0 if since is None else self._clock() - since
        counted = counts(error)
        by_attempts: dict[int, list[ClaimedItem]] = {}
        for item in call.items:
            by_attempts.setdefault(item.attempts + counted, []).append(item)
        spread = random.random()  # noqa: S311  spreads waits, guards nothing
        for attempts, items in by_attempts.items():
            decision = decide(error, attempts, waited_s=waited, random=spread)
            give_up = decision.action == Action.GIVE_UP
            self._save_failure(call, call_id, error, items, counts=counted, give_up=give_up)
            if decision.action == Action.RETRY and error.code != "teacher-closed":
                later = replace(call, items=tuple(replace(i, attempts=attempts) for i in items), saturated_since=since)
                self._queue.push(later, decision.after_s if paced_s is None else paced_s)
            elif not give_up:
                self._step_back(call.job, items, decision.reason)

    def _save_failure(
        self,
        call: PlannedCall,
        call_id: int,
        error: TeacherError,
        items: Sequence[ClaimedItem],
        *,
        counts: bool,
        give_up: bool,
    ) -> None:
        self._keep(
            call.job,
            lambda: self._store.save_failed_call(call_id, error, items, counts=counts, give_up=give_up),
        )

    def _step_back(self, job: ActiveJob, items: Sequence[ClaimedItem], reason: Reason | None) -> None:
        """Nothing more of this job for now: it pauses if there is a reason, and its items wait."""
        if reason is not None:
            self._keep(job, lambda: self._store.pause_for(job.id, reason))
        self._keep(job, lambda: self._store.release_items(items))

    def _fail_unforeseen(self, call: PlannedCall, exc: Exception) -> None:
        try:
            self._keep(call.job, lambda: self._store.fail_items(call.items, _unforeseen(exc)))
        except StoreError as error:
            log.warning(
                "the items of job %s are taken up later: %s",
                call.job.id,
                error,
                extra=about("items-left", job=call.job.id, code=error.code),
            )

    # --- never losing what is in hand -----------------------------------------------------------------------

    def _keep(self, job: ActiveJob, write: Callable[[], T]) -> T:
        """Writes, and keeps what is in hand until it is written; a job that met a full disk pauses afterwards.

        Raises StoreUnavailable only when stopping has waited long enough.
        """
        met: Reason | None = None
        while True:
            try:
                result = write()
                break
            except StoreUnavailable as exc:
                passing = exc.params.get("reason") in _PASSING
                if not passing:
                    self.trouble = met = Reason(exc.code, exc.params)
                    log.warning(
                        "the database cannot be written: %s",
                        exc,
                        extra=about("store-trouble", job=job.id, code=exc.code, **exc.params),
                    )
                if self._hopeless.wait(0 if passing else STORE_RETRY_S):
                    raise
        if met is not None:
            event(log, "store-recovered", job=job.id)
            self.trouble = None
            reason = met
            self._keep(job, lambda: self._store.pause_for(job.id, reason))
        return result


def _unforeseen(exc: Exception) -> Invalid:
    message = exc.sentence() if isinstance(exc, DistillerError) else f"Internal error: {type(exc).__name__}"
    return Invalid(ErrorType.INTERNAL.value, message, "")
