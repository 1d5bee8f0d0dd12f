"""What came of a batch: answers fetched, raw replies stored, interpreted, outcomes stored.

All of it can be repeated: what is stored already is passed over.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from distiller.engine.batch_files import BatchFiles, call_named
from distiller.engine.plan import Asking, outcomes
from distiller.engine.recovery import unforeseen
from distiller.errors import ErrorType, TeacherError
from distiller.events import about
from distiller.llm import BatchTeacher
from distiller.providers.retry import Action, counts, decide
from distiller.records import (
    BatchAnswer,
    BatchCall,
    BatchRecord,
    BatchStatus,
    Invalid,
    ItemOutcome,
    Reason,
    RemoteBatch,
    TeacherReply,
)
from distiller.store import Store
from distiller.store.batches import FailedCall, Outcome
from distiller.validate import interpret

log = logging.getLogger(__name__)

STORED = 200
"""Replies in one transaction."""
_READ = 500  # calls read at once

_NOBODYS_FAULT = ("batch-expired", "batch-cancelled", "batch-failed")  # no attempt of the item: it was never asked


class Intake:
    """Takes in what came of batches, and what it means for their items; some calls in one transaction."""

    def __init__(self, store: Store, files: BatchFiles, *, retry_invalid: bool, stopping: threading.Event) -> None:
        self._store = store
        self._files = files
        self._retry_invalid = retry_invalid
        self._stopping = stopping

    def fetch(self, batch: BatchRecord, remote: RemoteBatch, door: BatchTeacher) -> int:
        """Stores all that its files say; how many replies there are in them. Once the engine stops it is not all."""
        learn: list[Callable[[], None]] = []
        replies = 0
        for file_id in (remote.output_file_id, remote.error_file_id):
            if file_id is not None:
                with self._files.new() as file:
                    door.download(file_id, file)
                    file.seek(0)
                    replies += self._take_in(batch, door.answers(file, batch.model), door, learn)
        for way in learn:
            way()
        return replies

    def take_in_the_rest(self, batch: BatchRecord, remote: RemoteBatch) -> None:
        """Calls of which the files said nothing: those with a stored reply are interpreted, the others had none."""
        error = _without_answer(batch, remote)
        for some in _in_groups(self.open_calls(batch), STORED):
            self.interpret([call for call in some if call.raw is not None])
            self._store_failures(batch, [_failure(call, error) for call in some if call.raw is None])

    def lose(self, batch: BatchRecord, error: TeacherError) -> None:
        """Nobody will ever know what was answered: calls with a stored reply are interpreted, the others are lost."""
        for some in _in_groups(self.open_calls(batch), STORED):
            self.interpret([call for call in some if call.raw is not None])
            self._store.fail_batch_calls(
                [FailedCall(call.call_id, error, call.items, lost=True) for call in some if call.raw is None]
            )

    def interpret(self, calls: Sequence[BatchCall]) -> None:
        """Commit 3: what the stored replies of these calls mean."""
        read = [_outcome(call, retry_invalid=self._retry_invalid) for call in calls]
        if read:
            self._store.save_batch_outcomes(read, [item for call in calls for item in call.items])

    def open_calls(self, batch: BatchRecord) -> Iterator[BatchCall]:
        """Calls of the batch that nobody interpreted, by id."""
        after = 0
        while calls := self._store.open_batch_calls(batch.id, after=after, limit=_READ):
            yield from calls
            after = calls[-1].call_id

    def _take_in(
        self, batch: BatchRecord, answers: Iterable[BatchAnswer], door: BatchTeacher, learn: list[Callable[[], None]]
    ) -> int:
        """Stores and interprets what a file says, some at a time; how many replies there are in it."""
        replies: set[int] = set()
        rows = iter(answers)
        while (some := list(islice(rows, STORED))) and not self._stopping.is_set():
            told: dict[int, BatchAnswer] = {}
            for answer in some:
                call_id = call_named(answer.custom_id)
                if call_id is not None and call_id not in told:
                    told[call_id] = answer
            calls = self._store.open_batch_calls(batch.id, ids=sorted(told), limit=len(told)) if told else []
            replies.update(call_id for call_id, answer in told.items() if answer.reply is not None)
            self._store_replies(batch, calls, told)
            failed = [self._failed(batch, call, told[call.call_id], door, learn) for call in calls]
            self._store_failures(batch, [one for one in failed if one is not None])
        return len(replies)

    def _store_replies(self, batch: BatchRecord, calls: Sequence[BatchCall], told: dict[int, BatchAnswer]) -> None:
        """Commits 2 and 3: a reply is stored before anything looks at it, and what is stored counts."""
        new: list[tuple[int, TeacherReply]] = []
        read: list[BatchCall] = []
        for call in calls:
            reply = told[call.call_id].reply
            if call.raw is not None:
                read.append(call)
            elif reply is not None:
                new.append((call.call_id, reply))
                read.append(replace(call, raw=reply.raw))
        if new:
            self._store.save_batch_replies(batch.id, new)
        self.interpret(read)

    def _failed(
        self,
        batch: BatchRecord,
        call: BatchCall,
        answer: BatchAnswer,
        door: BatchTeacher,
        learn: list[Callable[[], None]],
    ) -> FailedCall | None:
        """What an error of one request means for its items; None where it brought a reply."""
        error = answer.error
        if error is None or call.raw is not None:
            return None
        if call.items:
            way = door.refused(self._files.request(batch, call.product, call.asked), answer)
            if way is not None:
                learn.append(way)
                return FailedCall(call.call_id, error, call.items)
        return _failure(call, error)

    def _store_failures(self, batch: BatchRecord, failed: Sequence[FailedCall]) -> None:
        if not failed:
            return
        fatal = next((one.error for one in failed if one.error.fatal), None)
        if fatal is not None and batch.job_id is not None:
            self._store.pause_for(batch.job_id, Reason(fatal.code, fatal.params))
        self._store.fail_batch_calls(failed)


def _outcome(call: BatchCall, *, retry_invalid: bool) -> Outcome:
    """What a stored reply means for the items that still wait for it."""
    decided: list[ItemOutcome] = []
    invalid: Sequence[Invalid] = ()
    if call.items:
        try:
            read = interpret(call.product, [item.asked for item in call.items], call.raw or "")
            asking = Asking(call.raw or "", call.max_tokens, retry_invalid)
            decided, invalid = outcomes(call.items, read, asking), read.invalid
        except Exception as exc:  # one reply's surprise must not stop the batch
            log.exception(
                "the reply of call %s cannot be interpreted",
                call.call_id,
                extra=about("reply-unforeseen", call=call.call_id),
            )
            decided = [ItemOutcome(item, failure=unforeseen(exc)) for item in call.items]
    return Outcome(call.call_id, decided, invalid)


def _failure(call: BatchCall, error: TeacherError) -> FailedCall:
    """By the rules of a single call: some errors end an item, some count as an attempt, some only cost time."""
    counted = counts(error) and error.code not in _NOBODYS_FAULT
    ends = tuple(
        item
        for item in call.items
        if decide(error, item.attempts + counted, waited_s=0.0, random=0.0).action == Action.GIVE_UP
    )
    return FailedCall(call.call_id, error, call.items, counts=counted, ends=ends)


def _without_answer(batch: BatchRecord, remote: RemoteBatch) -> TeacherError:
    """Why a request that was handed over has no answer."""
    provider = batch.provider
    if remote.status == BatchStatus.EXPIRED:
        return TeacherError("batch-expired", type=ErrorType.TIMEOUT, retryable=True, provider=provider)
    if remote.status == BatchStatus.CANCELLED:
        return TeacherError("batch-cancelled", type=ErrorType.CANCELLED, retryable=True, provider=provider)
    if remote.status == BatchStatus.FAILED:
        why = remote.error or "-"
        return TeacherError("batch-failed", type=ErrorType.BAD_REQUEST, retryable=True, provider=provider, reason=why)
    return TeacherError("batch-no-answer", type=ErrorType.SERVER_ERROR, retryable=True, provider=provider)


def _in_groups(calls: Iterator[BatchCall], size: int) -> Iterator[list[BatchCall]]:
    while some := list(islice(calls, size)):
        yield some
