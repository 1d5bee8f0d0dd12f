"""The keeper: the one thread that writes what becomes of calls, as it comes and as much at once as there is.

Calls about to be sent, replies that came, and what replies mean go into one transaction. Nothing goes out, and nothing
counts as done, before it is stored; while the database cannot be written, what is in hand is kept and no more is sent.
A write that fails for any other reason fails alone: the group is undone, and each of it is tried by itself.
"""

from __future__ import annotations

import logging
import random
import threading
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from distiller.engine import told
from distiller.engine.calls import Ended, Monotonic, PlannedCall, PreparedCall, Round
from distiller.engine.plan import Asking, follow_up, outcomes
from distiller.engine.prepare import Prepare
from distiller.engine.queue import CallQueue
from distiller.engine.recovery import unforeseen
from distiller.engine.routes import Routes
from distiller.engine.sizes import BatchSizes
from distiller.errors import ErrorType, SettingsError, StoreError, StoreUnavailable, TeacherError
from distiller.events import about, event
from distiller.providers.retry import Action, Decision, counts, decide
from distiller.records import Admission, ClaimedItem, Interpretation, ItemOutcome, Product, Reason, TeacherRequest
from distiller.store import Store
from distiller.store.engine import Answered, CallWrite, Failed, Outcome, Renewing, Sending, Withdrawn
from distiller.validate import interpret

log = logging.getLogger(__name__)

STORE_RETRY_S = 1.0
REST_S = 60.0  # it is woken when there is work
ROUND_S = 0.01
"""From one round to the next at least: a transaction costs about as much for several calls as for one. What came in the
meantime is what a kill can lose."""
READING_S = 0.02
WHOLE_S = 0.03
"""What replies mean, and calls that need not go out yet, wait so long for company."""
MOST = 256
"""Writes in one transaction: a person's decision waits for one group at most."""
_PASSING = ("40P01", "40001")  # PostgreSQL undid one of two writes that waited for each other: simply once more

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Write:
    """One write about a call, and what follows once it is stored, with what it gave."""

    op: CallWrite | Outcome
    call: PlannedCall
    then: Callable[[Any], None]
    lost: Callable[[], None] | None = None  # what else follows when it could not be stored for a reason of its own


class Keeper:
    """`run` is the body of its thread; it ends when the queue is closed and nothing is left to store.

    `hungry` is told of each line that may have room for more, by one of its calls; `sizes` how batches went; `hopeless`
    is set when stopping has waited long enough for the database.
    """

    def __init__(
        self,
        store: Store,
        queue: CallQueue,
        prepare: Prepare,
        *,
        owner: str,
        clock: Monotonic,
        hopeless: threading.Event,
        hungry: Callable[[PlannedCall], None],
        routes: Routes,
        sizes: BatchSizes,
        retry_invalid: bool = True,
    ) -> None:
        self._store = store
        self._queue = queue
        self._prepare = prepare
        self._owner = owner
        self._clock = clock
        self._hopeless = hopeless
        self._hungry = hungry
        self._routes = routes
        self._sizes = sizes
        self._unread: deque[tuple[PlannedCall, int, Asking]] = deque()  # stored replies that are to be interpreted
        self._retry_invalid = retry_invalid
        self._next: list[_Write] = []  # what replies mean: written with whatever comes next
        self._whole_at = 0.0
        self.trouble: Reason | None = None

    def run(self) -> None:
        """Rounds until there is nothing more to store."""
        while True:
            found = self._queue.wait(self._patience(), self._whole_at)
            if found is None and not self._next and not self._unread:
                return
            try:
                self._round(found or Round(), whole=found is None or bool(found.planned))
            except StoreUnavailable:
                log.warning(
                    "stopping without the database: what is not stored is taken up later",
                    extra=about("stopped-without-database"),
                )
                return
            except Exception:  # without its keeper the engine would stand still and say nothing
                log.exception("the keeper met something unforeseen and goes on", extra=about("keeper-unforeseen"))

    def _patience(self) -> float:
        """Until when there is nothing to do if nothing comes."""
        if self._unread:
            return 0.0
        if not self._next:
            return self._clock() + REST_S
        if self._queue.idle():
            self._whole_at = 0.0  # what is to be stored may be what the free places wait for
        return self._whole_at

    def _round(self, found: Round, *, whole: bool) -> None:
        """`whole`: also what can wait a little for company."""
        began = self._clock()
        whole = whole or began >= self._whole_at
        writes: list[_Write] = []
        if whole:
            writes, self._next = self._next, []
            self._whole_at = began + WHOLE_S
        for end in found.ended:
            writes += self._surely(end.call.plan, partial(self._ending, end)) or []
        writes += [self._withdrawal(call) for call in found.unwanted]
        writes += [self._taking_back(call) for call in found.back]
        writes += [self._renewal(call) for call in found.stale]
        for plan in found.planned:
            writes += self._sending(plan)
        for start in range(0, len(writes), MOST):
            self._write(writes[start : start + MOST])
        self._read_some()
        for plan in {end.call.plan.line: end.call.plan for end in found.ended}.values():
            self._hungry(plan)
        self._hopeless.wait(max(began + ROUND_S - self._clock(), 0.0))

    # --- before a call goes out -------------------------------------------------------------------------------

    def _sending(self, plan: PlannedCall) -> list[_Write]:
        """Commit 1: the call as it is about to be sent."""
        try:
            request, new = self._prepare(plan)
        except SettingsError as exc:
            self._queue.forget(plan)
            self._step_back(plan, Reason(exc.code, exc.params))
            return []
        except Exception as exc:  # noqa: BLE001  one call's surprise, told with its items, is not the job's end
            self._fail(plan, exc)
            self._queue.forget(plan)
            return []

        def then(made: Admission) -> None:
            if made.call_id is not None and made.reused is None:
                self._queue.release([PreparedCall(plan, request, made.call_id, self._clock())])
                return
            self._queue.forget(plan)
            if made.waits_s:  # a budget has no room beside what is reserved for the calls under way
                self._queue.push(plan, made.waits_s)
            elif made.call_id is None:  # the job was stopped, or somebody took items over, while they waited
                self._step_back(plan, made.reason)
            elif made.reused is not None:
                self._unread.append((plan, made.call_id, self._asking(made.reused, request)))
                self._hungry(plan)  # nobody is asked: its place is free again

        return [_Write(Sending(self._owner, new, plan.items), plan, then, lambda: self._queue.forget(plan))]

    def _renewal(self, call: PreparedCall) -> _Write:
        """A call that has waited long: it may still be sent if nothing has changed since."""

        def then(holds: bool) -> None:
            if holds:
                self._queue.release([replace(call, at=self._clock())], first=True)
                return
            self._queue.forget(call.plan)
            self._next.append(self._withdrawal(call))

        op = Renewing(call.id, call.plan.job.id, call.plan.items)
        return _Write(op, call.plan, then, lambda: self._queue.forget(call.plan))

    def _withdrawal(self, call: PreparedCall) -> _Write:
        """A call that was stored and never sent: it has not been, and its items wait for whoever takes them."""
        return _Write(Withdrawn(call.id, call.plan.items), call.plan, lambda _: None)

    def _taking_back(self, call: PreparedCall) -> _Write:
        """The same of a call that another provider may take: its items are kept, and it is open again."""
        plan = replace(call.plan, other=None)
        return _Write(Withdrawn(call.id, ()), call.plan, lambda _: self._queue.push(plan, first=True))

    # --- after it ---------------------------------------------------------------------------------------------

    def _ending(self, end: Ended) -> list[_Write]:
        call, plan = end.call, end.call.plan
        if end.reply is not None:
            reply = end.reply
            self._routes.answered(plan)

            def answered(_: None) -> None:
                told.answered(call, reply)
                self._unread.append((plan, call.id, self._asking(reply.raw, call.request)))

            return [_Write(Answered(call.id, reply), plan, answered)]
        if isinstance(end.error, TeacherError):
            told.failed(call, end.error)
            return self._failing(call, end.error, end.paced_s)
        assert end.error is not None, "a call ends with a reply or with an error"
        self._fail(plan, end.error)
        return []

    def _read_some(self) -> None:
        """Interprets stored replies for a moment: when many come at once, what the first ones mean need not wait."""
        until = self._clock() + READING_S
        while self._unread and self._clock() < until:
            self._read(*self._unread.popleft())

    def _asking(self, raw: str, request: TeacherRequest) -> Asking:
        return Asking(raw, request.max_tokens, self._retry_invalid)

    def _read(self, plan: PlannedCall, call_id: int, asking: Asking) -> None:
        """What a reply means, to be stored with the next round: commit 3."""
        try:
            read = interpret(plan.product, [i.asked for i in plan.items], asking.raw)
            decided = outcomes(plan.items, read, asking)
        except Exception as exc:  # noqa: BLE001  one reply's surprise, told with its items, is not the job's end
            self._fail(plan, exc)
            return
        op = Outcome(call_id, decided, read.invalid)
        self._next.append(_Write(op, plan, lambda first: self._decided(plan, decided, read, first)))

    def _decided(self, plan: PlannedCall, decided: Sequence[ItemOutcome], read: Interpretation, first: bool) -> None:
        if not first:  # interpreted before: by whoever took this process for dead, or at a commit that seemed to fail
            self._step_back(plan, None)
            return
        for next_call in follow_up(plan, decided, read):
            self._queue.push(next_call, first=True)
        if plan.product == Product.FORMS:  # their sentences may be asked for now
            self._sizes.saw(plan.provider, plan.model, len(plan.items), useful=not read.ask_again and bool(read.valid))
            self._hungry(plan)

    def _failing(self, call: PreparedCall, error: TeacherError, paced_s: float | None) -> list[_Write]:
        """A call that brought nothing: what becomes of each of its items."""
        plan = call.plan
        since = plan.saturated_since
        if error.type == ErrorType.RATE_LIMIT and since is None:
            since = self._clock()
        waited = 0.0 if since is None else self._clock() - since
        counted = counts(error)
        by_attempts: dict[int, list[ClaimedItem]] = {}
        for item in plan.items:
            by_attempts.setdefault(item.attempts + counted, []).append(item)
        routed, nobody_left = self._routes.failed(plan, error, paced=paced_s is not None)
        if routed.out:
            self._queue.recall(plan.provider, plan.job.id)
        spread = random.random()  # noqa: S311  spreads waits, guards nothing
        writes = []
        for attempts, items in by_attempts.items():
            decision = decide(error, attempts, waited_s=waited, random=spread)
            give_up = decision.action == Action.GIVE_UP
            part = replace(plan, items=tuple(replace(i, attempts=attempts) for i in items), saturated_since=since)
            if error.code == "teacher-closed":
                decision = replace(decision, action=Action.PAUSE)
            elif not give_up:
                part = self._routes.again(part, routed)
                if routed.elsewhere:
                    decision, paced_s = Decision(Action.RETRY), 0.0
                elif nobody_left is not None:
                    decision = Decision(Action.PAUSE, reason=nobody_left)
            op = Failed(call.id, error, items, counts=counted, give_up=give_up)
            writes.append(_Write(op, plan, partial(self._failed, part, decision, paced_s)))
        return writes

    def _failed(self, part: PlannedCall, decision: Decision, paced_s: float | None, _: None) -> None:
        """`paced_s`: when the pace of the provider is known, items go again by that, not as the error asks."""
        if decision.action == Action.RETRY:
            self._queue.push(part, decision.after_s if paced_s is None else paced_s, first=bool(part.tried))
        elif decision.action == Action.PAUSE:
            self._step_back(part, decision.reason)

    def _step_back(self, plan: PlannedCall, reason: Reason | None) -> None:
        """Nothing more of this job for now: it pauses if there is a reason, and its items wait."""
        if reason is not None:
            self._keep({plan.job.id}, lambda: self._store.pause_for(plan.job.id, reason))
        self._keep({plan.job.id}, lambda: self._store.release_items(plan.items))

    def _fail(self, plan: PlannedCall, exc: Exception) -> None:
        """Something unforeseen about one call: its items fail, with a log entry."""
        log.error(
            "a call of job %s ended unexpectedly",
            plan.job.id,
            exc_info=exc,
            extra=about("call-unforeseen", job=plan.job.id),
        )
        try:
            self._keep({plan.job.id}, lambda: self._store.fail_items(plan.items, unforeseen(exc)))
        except StoreUnavailable:
            raise
        except StoreError as error:
            log.warning(
                "the items of job %s are taken up later: %s",
                plan.job.id,
                error,
                extra=about("items-left", job=plan.job.id, code=error.code),
            )

    # --- never losing what is in hand -------------------------------------------------------------------------

    def _write(self, writes: Sequence[_Write]) -> None:
        """Stores a group in one transaction; one that fails for a reason of its own fails alone."""
        try:
            ops = [write.op for write in writes]
            results = self._keep({write.call.job.id for write in writes}, lambda: self._store.write_calls(ops))
        except StoreUnavailable:
            raise
        except Exception as exc:  # noqa: BLE001  met by the call it belongs to
            if len(writes) > 1:
                for write in writes:
                    self._write([write])
                return
            self._fail(writes[0].call, exc)
            if writes[0].lost is not None:
                writes[0].lost()
            return
        for write, result in zip(writes, results, strict=True):
            self._surely(write.call, partial(write.then, result))

    def _surely(self, plan: PlannedCall, step: Callable[[], T]) -> T | None:
        """One step about one call: its surprise fails the items of that call, and holds up none of the others."""
        try:
            return step()
        except StoreUnavailable:
            raise
        except Exception as exc:  # noqa: BLE001  told with its items
            self._fail(plan, exc)
            return None

    def _keep(self, jobs: Collection[int], write: Callable[[], T]) -> T:
        """Writes, and keeps what is in hand until it is written; jobs that met a full disk pause afterwards.

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
                        extra=about("store-trouble", code=exc.code, **exc.params),
                    )
                if self._hopeless.wait(0 if passing else STORE_RETRY_S):
                    raise
        if met is not None:
            event(log, "store-recovered")
            self.trouble = None
            for job in jobs:
                self._keep({job}, lambda job=job, reason=met: self._store.pause_for(job, reason))  # type: ignore[misc]
        return result
