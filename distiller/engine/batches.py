"""Jobs that run as batches: collected, handed over, followed, fetched; a thread of its own in each engine.

    claim ─▶ calls stored as sent ─▶ file uploaded ─▶ "creating" stored ─▶ batch made ─▶ its id stored
    ─▶ asked after now and then ─▶ file of answers ─▶ raw replies stored ─▶ interpreted ─▶ outcomes stored ─▶ ended

A process may end between any two steps, and whoever takes the batch over goes on from what is stored. The one step
that is paid for is the making: a batch of which it was written down that it may have been made is looked for at the
provider, by its token, before anybody has it made again; where it cannot be looked for, the job waits and says so.
Fetching can be repeated: what is stored already is passed over.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import BinaryIO, cast

from distiller.engine.plan import Asking, group, outcomes
from distiller.engine.queue import Monotonic, PlannedCall
from distiller.engine.recovery import unforeseen
from distiller.errors import (
    DistillerError,
    ErrorType,
    SettingsError,
    StoreError,
    TeacherError,
)
from distiller.events import about, event
from distiller.llm import BatchTeacher, Teachers
from distiller.providers.batches import FILE_MOST, REQUESTS_MOST
from distiller.providers.retry import Action, counts, decide
from distiller.recipes import recipe_for, request_hash
from distiller.records import (
    FINAL_BATCH,
    Asked,
    BatchAnswer,
    BatchCall,
    BatchRecord,
    BatchStatus,
    ClaimedItem,
    Invalid,
    ItemOutcome,
    JobStatus,
    Product,
    Reason,
    RemoteBatch,
    TeacherReply,
    TeacherRequest,
)
from distiller.settings import Settings
from distiller.store import Store
from distiller.store.batches import FailedCall, Outcome, Sending
from distiller.store.engine import ActiveJob, NewCall
from distiller.validate import interpret

log = logging.getLogger(__name__)

LOOK_S = 1.0  # how often the database is looked at for something new
SLOWEST = 10  # times the interval of the settings, while nothing changes
SETTLE_S = 30.0
"""A batch that is not in the provider's list so long after it was last tried was never made."""
FORMS_PER_CALL = 16
"""Nobody waits for the first of them, so a prompt serves more verbs than in a call by itself."""
CLAIMED = 500
STORED = 200
"""Replies in one transaction."""
BARREN_MOST = 3
"""So many batches in a row that expired or brought nothing: the job pauses."""
FETCHED_MOST = 3  # times that a file with fewer answers than the provider counts is fetched

_PREFIX = "call-"
_WIDEST = _PREFIX + "9" * 19
_UNDECIDED = (408, 409)  # statuses after which nobody knows whether a batch was made, with those from 500 on


_NOBODYS_FAULT = ("batch-expired", "batch-cancelled", "batch-failed")  # no attempt of the item: it was never asked


@dataclass(slots=True)
class _Pause:
    """When a batch is looked at again (monotonic), how long the next wait is, how its job stood, how often it was
    fetched, and whether it was this program that cancelled it."""

    at: float = 0.0
    wait_s: float = 0.0
    job_status: JobStatus | None = None
    fetched: int = 0
    cancelled: bool = False


class Batches:
    """Follows the batches of one database for one owner. `run` in a thread; `wake` when something changed."""

    def __init__(
        self,
        store: Store,
        teachers: Teachers,
        settings: Settings,
        *,
        owner: str,
        clock: Monotonic,
        stopping: threading.Event,
    ) -> None:
        self._store = store
        self._teachers = teachers
        self._settings = settings
        self._owner = owner
        self._clock = clock
        self._stopping = stopping
        self._bell = threading.Event()
        self._pauses: dict[int, _Pause] = {}
        self._own: set[int] = set()  # batches that this process has opened
        self._unsure: list[str] = []  # claims of which nobody knows whether their items went into a batch
        self.trouble: Reason | None = None

    def wake(self) -> None:
        """Look now."""
        self._bell.set()

    def run(self) -> None:
        """Until the engine stops."""
        while not self._stopping.is_set():
            try:
                self._round()
                self.trouble = None
            except StoreError as exc:
                extra = about("store-trouble", code=exc.code, **exc.params)
                log.warning("the database cannot be used: %s", exc, extra=extra)
                self.trouble = Reason(exc.code, exc.params)
            except Exception:  # without this thread all batches would stand still and nobody would say so
                log.exception("batches met something unforeseen and go on", extra=about("batches-unforeseen"))
            self._bell.wait(self._rest_s())
            self._bell.clear()
        if self._pauses:
            try:
                self._store.free_batches(self._owner)
            except StoreError as exc:
                log.warning("the next start takes the batches over: %s", exc, extra=about("stopped-without-database"))

    def _rest_s(self) -> float:
        due = min((pause.at for pause in self._pauses.values()), default=float("inf")) - self._clock()
        return min(max(due, 0.005), LOOK_S)

    def _round(self) -> None:
        if self._unsure:
            self._store.release_claims(self._owner, self._unsure)
            self._unsure.clear()
        jobs = {job.id: job for job in self._store.active_jobs() if job.options.batch}
        mine = self._store.take_batches(self._owner)
        self._pauses = {batch.id: self._pauses.get(batch.id, _Pause()) for batch in mine}
        for batch in mine:
            pause = self._pauses[batch.id]
            if pause.job_status != batch.job_status:  # somebody paused, resumed or cancelled it: that is not to wait
                pause.job_status, pause.at, pause.wait_s = batch.job_status, 0.0, 0.0
            if pause.at <= self._clock():
                self._step(batch, jobs.get(batch.job_id or 0))
        for job in jobs.values():
            if not self._stopping.is_set():
                self._begin(job)

    # --- one step of one batch ------------------------------------------------------------------------------

    def _step(self, batch: BatchRecord, job: ActiveJob | None) -> None:
        """`job` is that of the batch if it runs."""
        if self._stopping.is_set():
            return
        self._later(batch)
        try:
            door = self._door(batch.provider)
            if batch.status == BatchStatus.PREPARING:
                self._prepare(batch, job, door)
            elif batch.status == BatchStatus.CREATING:
                self._look_for(batch, job, door)
            else:
                self._follow(batch, door)
        except TeacherError as exc:
            self._hindered(batch, Reason(exc.code, exc.params), fatal=exc.fatal)
        except SettingsError as exc:
            self._hindered(batch, Reason(exc.code, exc.params), fatal=True)
        except OSError as exc:
            reason = Reason("batch-no-room", {"reason": exc.strerror or type(exc).__name__})
            self._hindered(batch, reason, fatal=False)
        except StoreError:
            raise
        except Exception:  # one batch's surprise must not stop the others
            log.exception(
                "batch %s met something unforeseen and is tried again", batch.id, extra=about("batches-unforeseen")
            )

    def _door(self, provider: str) -> BatchTeacher:
        door = self._teachers[provider].batches()
        if door is None:
            raise SettingsError("batch-offline", provider=provider)
        return door

    def _hindered(self, batch: BatchRecord, reason: Reason, *, fatal: bool) -> None:
        """It does not go on now: told where the batch is shown, and its job pauses if only a person can help."""
        if reason.code == "teacher-closed":
            return
        log.warning(
            "batch %s does not go on: %s",
            batch.id,
            DistillerError(reason.code, **reason.params),
            extra=about("batch-hindered", batch=batch.id, job=batch.job_id, provider=batch.provider, code=reason.code),
        )
        if fatal and batch.job_id is not None:
            self._store.pause_for(batch.job_id, reason)
        if batch.error is None or batch.error.code != reason.code:
            self._store.trouble_with_batch(batch.id, reason)

    def _later(self, batch: BatchRecord, *, changed: bool = False) -> None:
        """When to look at it next: as the settings say, and less often while nothing changes."""
        poll_s = self._settings.batch_poll_s
        pause = self._pauses.setdefault(batch.id, _Pause())
        pause.wait_s = poll_s if changed or not pause.wait_s else min(pause.wait_s * 1.5, poll_s * SLOWEST)
        pause.at = self._clock() + pause.wait_s

    def _at_once(self, batch: BatchRecord) -> None:
        self._pauses.setdefault(batch.id, _Pause()).at = 0.0

    # --- collecting -----------------------------------------------------------------------------------------

    def _begin(self, job: ActiveJob) -> None:
        """A new batch, where items of the job are ready and none is on its way to the provider."""
        try:
            self._door(job.provider)
        except SettingsError as exc:
            self._store.pause_for(job.id, Reason(exc.code, exc.params))
            return
        batch = self._store.open_batch(self._owner, job.id, job.provider, job.model_name)
        if batch is not None:
            self._pauses[batch.id] = _Pause(job_status=batch.job_status)
            self._own.add(batch.id)
            self._step(batch, job)

    def _prepare(self, batch: BatchRecord, job: ActiveJob | None, door: BatchTeacher) -> None:
        if job is not None:
            self._collect(batch, job, door)
        if self._stopping.is_set():
            return
        file_id = None if job is None else self._uploaded(batch, door)
        if file_id is None:
            if not self._stopping.is_set():
                self._store.drop_batch(self._owner, batch)
        elif self._store.creating_batch(self._owner, batch, file_id):
            self._create(batch, file_id, door)
        else:
            self._at_once(batch)

    def _collect(self, batch: BatchRecord, job: ActiveJob, door: BatchTeacher) -> None:
        """Fills the batch with what is ready, until it is full."""
        room = _Room(REQUESTS_MOST - batch.requests, FILE_MOST - batch.size)
        products = (Product.ANSWER,) if job.options.questions else (Product.FORMS, Product.SENTENCES)
        for product in products:
            while room.left and not self._stopping.is_set() and self._add(batch, job, product, door, room):
                pass

    def _add(self, batch: BatchRecord, job: ActiveJob, product: Product, door: BatchTeacher, room: _Room) -> bool:
        """Some more items of one product; False where there are none, or the job has stopped."""
        token = uuid.uuid4().hex
        self._unsure.append(token)  # whatever happens below, an item is the batch's or goes back
        items = self._store.claim_items(self._owner, job.id, product, CLAIMED, token=token)
        sendings: list[Sending] = []
        sizes: list[int] = []
        for call in self._planned(job, product, items) if items else ():
            try:
                request = self._request(batch, product, [item.asked for item in call.items])
                size = len(door.line(_WIDEST, request))
            except (ValueError, TypeError) as exc:  # nothing that can be sent: its neighbours go on
                log.exception("a request of job %s cannot be made", job.id, extra=about("call-unforeseen", job=job.id))
                self._store.fail_items(call.items, unforeseen(exc))
                continue
            if not room.take(size):
                break
            new = _new_call(batch, call, request, door, self._hash(batch, request))
            sendings.append(Sending(self._owner, new, call.items))
            sizes.append(size)
        taken, reason = self._sent(batch, sendings, sizes)
        if taken < len(items):
            self._store.release_claims(self._owner, [token])
        self._unsure.remove(token)
        if reason is not None:
            self._store.pause_for(job.id, reason)
        return taken > 0 and reason is None

    def _sent(
        self, batch: BatchRecord, sendings: Sequence[Sending], sizes: Sequence[int]
    ) -> tuple[int, Reason | None]:
        """Commit 1: how many items are the batch's now, and why the job has to pause, None: it has not. A reply that
        is there already is interpreted."""
        if not sendings:
            return 0, None
        admitted = self._store.add_to_batch(batch.id, sendings, sizes)
        reused = [one.call_id for one in admitted if one.call_id is not None and one.reused is not None]
        if reused:
            self._interpret(self._store.open_batch_calls(batch.id, ids=reused, limit=len(reused)))
        made = zip(sendings, admitted, strict=True)
        taken = sum(len(one.items) for one, said in made if said.call_id is not None)
        return taken, next((one.reason for one in admitted if one.reason is not None), None)

    def _planned(self, job: ActiveJob, product: Product, items: Sequence[ClaimedItem]) -> Iterator[PlannedCall]:
        """Calls for the items. Forms that were in a reply before, and are asked again, go in ever smaller company:
        what was cut off, or could not be read, comes apart until it can be told what is wrong with it."""
        if product != Product.FORMS:
            yield from group(job, product, items, 1)
            return
        provider = self._settings.provider(job.provider)
        fits = recipe_for(product).batch_limit(provider.max_output_tokens)
        most = min(provider.batch_size or FORMS_PER_CALL, fits)
        before = self._store.answered_before(items)
        for times in sorted({before.get(item.id, 0) for item in items}):
            alike = [item for item in items if before.get(item.id, 0) == times]
            yield from group(job, product, alike, max(most >> min(times, 10), 1))

    def _request(self, batch: BatchRecord, product: Product, asked: Sequence[Asked]) -> TeacherRequest:
        limit = self._settings.provider(batch.provider).max_output_tokens
        return recipe_for(product).request(asked, model=batch.model, max_output_tokens=limit)

    def _hash(self, batch: BatchRecord, request: TeacherRequest) -> str:
        return request_hash(request, self._settings.provider(batch.provider).endpoint)

    # --- handing over ---------------------------------------------------------------------------------------

    def _uploaded(self, batch: BatchRecord, door: BatchTeacher) -> str | None:
        """The id of its file at the provider; None where there is nothing to send, or the program asks otherwise
        than the one that stored the calls."""
        with self._file() as file:
            written = 0
            for call in self._open_calls(batch):
                if self._stopping.is_set():
                    return None
                if call.raw is not None:  # a reused reply that nobody lived to look at
                    self._interpret([call])
                    continue
                request = self._request(batch, call.product, call.asked)
                if batch.id not in self._own and self._hash(batch, request) != call.request_hash:
                    return None
                file.write(door.line(f"{_PREFIX}{call.call_id}", request))
                written += 1
            if not written:
                return None
            file.seek(0)
            return door.upload(file)

    def _create(self, batch: BatchRecord, file_id: str, door: BatchTeacher) -> None:
        """The step that is paid for. Where the provider said no, it is written down that there is no batch."""
        try:
            remote = door.create(file_id, batch.token)
        except TeacherError as exc:
            if exc.status is not None and exc.status < 500 and exc.status not in _UNDECIDED:
                self._store.unmade_batch(self._owner, batch)
                if exc.fatal:
                    self._at_once(batch)
            raise
        self._made(batch, [remote], door)

    def _look_for(self, batch: BatchRecord, job: ActiveJob | None, door: BatchTeacher) -> None:
        """Whether a batch that may have been made was made; only one that surely was not is made, or dropped."""
        try:
            found = door.find(batch.token, batch.created_at)
        except TeacherError as exc:
            if exc.code not in ("batch-not-there", "batch-list-too-long"):
                raise
            if _given_up(batch):
                self._give_up(batch, exc)
                return
            unsure = Reason("batch-unsure", {"provider": batch.provider, "token": batch.token})
            listed = Reason(exc.code, exc.params)
            self._hindered(batch, unsure if exc.code == "batch-not-there" else listed, fatal=True)
            return
        if found:
            self._made(batch, found, door)
        elif batch.tried_at is None or self._store.now() - batch.tried_at < timedelta(seconds=SETTLE_S):
            self._later(batch, changed=True)
        elif job is None or batch.input_file_id is None:
            self._store.drop_batch(self._owner, batch)
        elif self._store.creating_batch(self._owner, batch, batch.input_file_id):
            self._create(batch, batch.input_file_id, door)

    def _made(self, batch: BatchRecord, found: Sequence[RemoteBatch], door: BatchTeacher) -> None:
        """The first is the batch; what there is beside it is cancelled before it costs anything."""
        first, *others = found
        if not self._store.made_batch(batch.id, first):
            others.insert(0, first)
        for other in others:
            if other.status not in FINAL_BATCH:
                event(log, "batch-doubled", batch=batch.id, remote=other.id)
                door.cancel(other.id)
        self._later(batch, changed=True)

    # --- following ------------------------------------------------------------------------------------------

    def _follow(self, batch: BatchRecord, door: BatchTeacher) -> None:
        if batch.remote_id is None:
            raise ValueError("a batch that was made has an id")
        try:
            remote = door.retrieve(batch.remote_id)
        except TeacherError as exc:
            if exc.code == "batch-not-there" and _given_up(batch):
                self._give_up(batch, exc)
                return
            raise
        if _given_up(batch) and remote.status not in (*FINAL_BATCH, BatchStatus.CANCELLING):
            remote = door.cancel(batch.remote_id)
            self._pauses.setdefault(batch.id, _Pause()).cancelled = True
        if _differs(batch, remote):
            self._store.seen_batch(batch.id, remote)
            self._later(batch, changed=True)
        if remote.status in FINAL_BATCH:
            self._fetch(batch, remote, door)

    def _fetch(self, batch: BatchRecord, remote: RemoteBatch, door: BatchTeacher) -> None:
        """All that came of it, stored; then it is over."""
        batch = replace(batch, status=remote.status)
        learn: list[Callable[[], None]] = []
        replies = 0
        for file_id in (remote.output_file_id, remote.error_file_id):
            if file_id is not None:
                with self._file() as file:
                    door.download(file_id, file)
                    file.seek(0)
                    replies += self._take_in(batch, door.answers(file, batch.model), door, learn)
        for way in learn:
            way()
        if self._stopping.is_set():
            return
        pause = self._pauses.setdefault(batch.id, _Pause())
        pause.fetched += 1
        if replies < remote.completed and pause.fetched < FETCHED_MOST:
            params = {"provider": batch.provider, "found": replies, "count": remote.completed}
            self._hindered(batch, Reason("batch-incomplete", params), fatal=False)
            return
        self._take_in_the_rest(batch, _without_answer(batch, remote))
        if self._store.end_batch(batch, self._why_pause(batch, remote, replies)):
            del self._pauses[batch.id]
            self._bell.set()

    def _take_in(
        self, batch: BatchRecord, answers: Iterable[BatchAnswer], door: BatchTeacher, learn: list[Callable[[], None]]
    ) -> int:
        """Stores and interprets what a file says, some at a time; how many replies there are in it."""
        replies: set[int] = set()
        rows = iter(answers)
        while (some := list(islice(rows, STORED))) and not self._stopping.is_set():
            told: dict[int, BatchAnswer] = {}
            for answer in some:
                call_id = _call_id(answer.custom_id)
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
        self._interpret(read)

    def _interpret(self, calls: Sequence[BatchCall]) -> None:
        read = [_outcome(call, retry_invalid=self._settings.retry_invalid) for call in calls]
        if read:
            self._store.save_batch_outcomes(read, [item for call in calls for item in call.items])

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
            way = door.refused(self._request(batch, call.product, call.asked), answer)
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

    def _take_in_the_rest(self, batch: BatchRecord, error: TeacherError) -> None:
        """Calls of which the files said nothing: those with a stored reply are interpreted, the others had none."""
        for some in _in_groups(self._open_calls(batch), STORED):
            self._interpret([call for call in some if call.raw is not None])
            self._store_failures(batch, [_failure(call, error) for call in some if call.raw is None])

    def _why_pause(self, batch: BatchRecord, remote: RemoteBatch, replies: int) -> Reason | None:
        """Why the job is not to go on by itself."""
        if remote.status == BatchStatus.FAILED:
            return Reason("batch-failed", {"provider": batch.provider, "reason": remote.error or "-"})
        if remote.status == BatchStatus.CANCELLED:
            ours = self._pauses.setdefault(batch.id, _Pause()).cancelled  # and its job may run again by now
            return None if ours else Reason("batch-cancelled", {"provider": batch.provider})
        if batch.job_id is None or (replies and remote.status != BatchStatus.EXPIRED):
            return None
        before = [one for one in self._store.batches_of_job(batch.job_id) if one.ended_at is not None]
        barren = 1
        for one in before:
            if one.completed and one.status != BatchStatus.EXPIRED:
                break
            barren += 1
        if barren % BARREN_MOST:
            return None
        return Reason("batch-barren", {"provider": batch.provider, "count": barren})

    def _give_up(self, batch: BatchRecord, exc: TeacherError) -> None:
        """Its job was cancelled and the provider knows nothing of it: nobody will ever know what it answered."""
        for some in _in_groups(self._open_calls(batch), STORED):
            self._interpret([call for call in some if call.raw is not None])
            self._store.fail_batch_calls(
                [FailedCall(call.call_id, exc, call.items, lost=True) for call in some if call.raw is None]
            )
        self._store.end_batch(batch, None)

    def _open_calls(self, batch: BatchRecord) -> Iterator[BatchCall]:
        after = 0
        while calls := self._store.open_batch_calls(batch.id, after=after, limit=CLAIMED):
            yield from calls
            after = calls[-1].call_id

    def _file(self) -> BinaryIO:
        """A file without a name, gone when it is closed."""
        self._settings.home.mkdir(parents=True, exist_ok=True)
        return cast("BinaryIO", tempfile.TemporaryFile(dir=self._settings.home))


class _Room:
    """What still fits into a batch."""

    def __init__(self, requests: int, size: int) -> None:
        self._requests = requests
        self._size = size
        self.left = requests > 0

    def take(self, size: int) -> bool:
        """Whether one more request of this size fits; once one does not, the batch is full."""
        self.left = self.left and self._requests > 0 and size <= self._size
        if self.left:
            self._requests -= 1
            self._size -= size
        return self.left


def _new_call(
    batch: BatchRecord, call: PlannedCall, request: TeacherRequest, door: BatchTeacher, hashed: str
) -> NewCall:
    return NewCall(
        job_id=call.job.id,
        product=call.product,
        provider=batch.provider,
        model=request.model,
        params={"temperature": request.temperature, "max_tokens": request.max_tokens},
        prompt_version=request.prompt_version,
        request_hash=hashed,
        reserved_cost=door.worst_case(request),
        batch_id=batch.id,
    )


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


def _given_up(batch: BatchRecord) -> bool:
    """Whether nobody wants the batch any more: its job was cancelled or removed."""
    return batch.job_status in (None, JobStatus.CANCELLED)


def _differs(batch: BatchRecord, remote: RemoteBatch) -> bool:
    now = (remote.status, remote.completed, remote.failed, remote.output_file_id, remote.error_file_id)
    before = (batch.status, batch.completed, batch.failed, batch.output_file_id, batch.error_file_id)
    return now != before or batch.error is not None


def _call_id(custom_id: str) -> int | None:
    """The call that a line speaks of; None for a word that is not ours."""
    number = custom_id.removeprefix(_PREFIX)
    known = number != custom_id and number.isascii() and number.isdigit() and len(number) < len(_WIDEST) - len(_PREFIX)
    return int(number) if known else None


def _in_groups(calls: Iterator[BatchCall], size: int) -> Iterator[list[BatchCall]]:
    while some := list(islice(calls, size)):
        yield some
