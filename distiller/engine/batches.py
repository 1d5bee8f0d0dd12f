"""Jobs that run as batches: collected, handed over, followed, fetched; a thread of its own in each engine.

    claim ─▶ calls stored as sent ─▶ file uploaded ─▶ "creating" stored ─▶ batch made ─▶ its id stored
    ─▶ asked after now and then ─▶ file of answers ─▶ raw replies stored ─▶ interpreted ─▶ outcomes stored ─▶ ended

A process may end between any two steps, and whoever takes the batch over goes on from what is stored. The one step
that is paid for is the making: a batch of which it was written down that it may have been made is looked for at the
provider, by its token, before anybody has it made again; where it cannot be looked for, the job waits and says so.
Fetching can be repeated: what is stored already is passed over.

Here is the thread with its steps, the making and the following. What goes into a batch is in batch_collecting.py, what
came of it in batch_answers.py.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from distiller.engine.batch_answers import Intake
from distiller.engine.batch_collecting import Collector
from distiller.engine.batch_files import BatchFiles
from distiller.engine.calls import Monotonic
from distiller.errors import DistillerError, SettingsError, StoreError, TeacherError
from distiller.events import about, event
from distiller.llm import BatchTeacher, Teachers
from distiller.records import FINAL_BATCH, BatchRecord, BatchStatus, JobStatus, Reason, RemoteBatch
from distiller.settings import Settings
from distiller.store import Store
from distiller.store.engine import ActiveJob

log = logging.getLogger(__name__)

LOOK_S = 1.0  # how often the database is looked at for something new
SLOWEST = 10  # times the interval of the settings, while nothing changes
SETTLE_S = 30.0
"""A batch that is not in the provider's list so long after it was last tried was never made."""
BARREN_MOST = 3
"""So many batches in a row that expired or brought nothing: the job pauses."""
FETCHED_MOST = 3  # times that a file with fewer answers than the provider counts is fetched

_UNDECIDED = (408, 409)  # statuses after which nobody knows whether a batch was made, with those from 500 on


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
        files = BatchFiles(settings)
        self._intake = Intake(store, files, retry_invalid=settings.retry_invalid, stopping=stopping)
        self._collector = Collector(store, settings, files, self._intake, owner=owner, stopping=stopping)
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
        self._collector.tidy()
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

    # --- beginning ------------------------------------------------------------------------------------------

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
            self._collector.collect(batch, job, door)
        if self._stopping.is_set():
            return
        file_id = None if job is None else self._collector.uploaded(batch, door, own=batch.id in self._own)
        if file_id is None:
            if not self._stopping.is_set():
                self._store.drop_batch(self._owner, batch)
        elif self._store.creating_batch(self._owner, batch, file_id):
            self._create(batch, file_id, door)
        else:
            self._at_once(batch)

    # --- handing over ---------------------------------------------------------------------------------------

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
        replies = self._intake.fetch(batch, remote, door)
        if self._stopping.is_set():
            return
        pause = self._pauses.setdefault(batch.id, _Pause())
        pause.fetched += 1
        if replies < remote.completed and pause.fetched < FETCHED_MOST:
            params = {"provider": batch.provider, "found": replies, "count": remote.completed}
            self._hindered(batch, Reason("batch-incomplete", params), fatal=False)
            return
        self._intake.take_in_the_rest(batch, remote)
        if self._store.end_batch(batch, self._why_pause(batch, remote, replies)):
            del self._pauses[batch.id]
            self._bell.set()

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
        self._intake.lose(batch, exc)
        self._store.end_batch(batch, None)


def _given_up(batch: BatchRecord) -> bool:
    """Whether nobody wants the batch any more: its job was cancelled or removed."""
    return batch.job_status in (None, JobStatus.CANCELLED)


def _differs(batch: BatchRecord, remote: RemoteBatch) -> bool:
    now = (remote.status, remote.completed, remote.failed, remote.output_file_id, remote.error_file_id)
    before = (batch.status, batch.completed, batch.failed, batch.output_file_id, batch.error_file_id)
    return now != before or batch.error is not None
