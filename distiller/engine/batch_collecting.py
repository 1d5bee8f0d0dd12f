"""What goes into a batch: items claimed, their calls stored as sent, the file of requests written and uploaded."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterator, Sequence

from distiller.engine.batch_answers import Intake
from distiller.engine.batch_files import WIDEST, BatchFiles, name_of
from distiller.engine.calls import PlannedCall
from distiller.engine.plan import group
from distiller.engine.recovery import unforeseen
from distiller.events import about
from distiller.llm import BatchTeacher
from distiller.providers.batches import FILE_MOST, REQUESTS_MOST
from distiller.recipes import recipe_for
from distiller.records import BatchRecord, ClaimedItem, Product, Reason, TeacherRequest
from distiller.settings import Settings
from distiller.store import Store
from distiller.store.batches import Sending
from distiller.store.engine import ActiveJob, NewCall

log = logging.getLogger(__name__)

FORMS_PER_CALL = 16
"""Nobody waits for the first of them, so a prompt serves more verbs than in a call by itself."""
CLAIMED = 500  # items at a time


class Collector:
    """Fills the batches of one owner. Whatever happens meanwhile, after `tidy` an item is a batch's or went back."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        files: BatchFiles,
        intake: Intake,
        *,
        owner: str,
        stopping: threading.Event,
    ) -> None:
        self._store = store
        self._settings = settings
        self._files = files
        self._intake = intake  # some of what is collected was answered before
        self._owner = owner
        self._stopping = stopping
        self._unsure: list[str] = []  # claims of which nobody knows whether their items went into a batch

    def tidy(self) -> None:
        """Gives back what an interrupted collecting has claimed and no batch has."""
        if self._unsure:
            self._store.release_claims(self._owner, self._unsure)
            self._unsure.clear()

    def collect(self, batch: BatchRecord, job: ActiveJob, door: BatchTeacher) -> None:
        """Fills the batch with what is ready, until it is full."""
        room = _Room(REQUESTS_MOST - batch.requests, FILE_MOST - batch.size)
        products = (Product.ANSWER,) if job.options.questions else (Product.FORMS, Product.SENTENCES)
        for product in products:
            while room.left and not self._stopping.is_set() and self._add(batch, job, product, door, room):
                pass

    def uploaded(self, batch: BatchRecord, door: BatchTeacher, *, own: bool) -> str | None:
        """The id of its file at the provider; None where there is nothing to send, or the program asks otherwise
        than the one that stored the calls. `own`: that was this process."""
        with self._files.new() as file:
            written = 0
            for call in self._intake.open_calls(batch):
                if self._stopping.is_set():
                    return None
                if call.raw is not None:  # a reused reply that nobody lived to look at
                    self._intake.interpret([call])
                    continue
                request = self._files.request(batch, call.product, call.asked)
                if not own and self._files.hash(batch, request) != call.request_hash:
                    return None
                file.write(door.line(name_of(call.call_id), request))
                written += 1
            if not written:
                return None
            file.seek(0)
            return door.upload(file)

    def _add(self, batch: BatchRecord, job: ActiveJob, product: Product, door: BatchTeacher, room: _Room) -> bool:
        """Some more items of one product; False where there are none, or the job has stopped."""
        token = uuid.uuid4().hex
        self._unsure.append(token)  # whatever happens below, an item is the batch's or goes back
        items = self._store.claim_items(self._owner, job.id, product, CLAIMED, token=token)
        sendings: list[Sending] = []
        sizes: list[int] = []
        for call in self._planned(job, product, items) if items else ():
            try:
                request = self._files.request(batch, product, [item.asked for item in call.items])
                size = len(door.line(WIDEST, request))
            except (ValueError, TypeError) as exc:  # nothing that can be sent: its neighbours go on
                log.exception("a request of job %s cannot be made", job.id, extra=about("call-unforeseen", job=job.id))
                self._store.fail_items(call.items, unforeseen(exc))
                continue
            if not room.take(size):
                break
            new = _new_call(batch, call, request, door, self._files.hash(batch, request))
            sendings.append(Sending(self._owner, new, call.items))
            sizes.append(size)
        taken, reason = self._sent(batch, sendings, sizes)
        if taken < len(items):
            self._store.release_claims(self._owner, [token])
        self._unsure.remove(token)
        if reason is not None:
            self._store.pause_for(job.id, reason)
        return taken > 0 and reason is None

    def _sent(self, batch: BatchRecord, sendings: Sequence[Sending], sizes: Sequence[int]) -> tuple[int, Reason | None]:
        """Commit 1: how many items are the batch's now, and why the job has to pause, None: it has not. A reply that
        is there already is interpreted."""
        if not sendings:
            return 0, None
        admitted = self._store.add_to_batch(batch.id, sendings, sizes)
        reused = [one.call_id for one in admitted if one.call_id is not None and one.reused is not None]
        if reused:
            self._intake.interpret(self._store.open_batch_calls(batch.id, ids=reused, limit=len(reused)))
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
