"""The engine: threads in the app's process that run jobs. The screen only reads the store.

    claim (lease) ─▶ call stored as sent ─▶ teacher ─▶ raw reply stored ─▶ interpreted ─▶ outcome stored

The dispatcher claims items, beats, and takes over what dead owners left; the senders make the calls; the keeper writes
what becomes of them. Items are claimed in the database, so several processes can share one job; a process that dies
loses only the calls that were under way at that instant.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from dataclasses import replace

from distiller.engine.batches import Batches
from distiller.engine.calls import OPEN, Monotonic, PlannedCall, Standing
from distiller.engine.keeper import Keeper
from distiller.engine.paces import Paces
from distiller.engine.plan import group
from distiller.engine.prepare import Prepare
from distiller.engine.queue import CallQueue
from distiller.engine.recovery import interpret_stored
from distiller.engine.routes import Routes
from distiller.engine.send import Senders
from distiller.engine.sizes import SPARING, BatchSizes
from distiller.engine.watch import Beats, Watch
from distiller.errors import SettingsError, StoreError, StoreUnavailable
from distiller.events import about, event
from distiller.llm import Teachers
from distiller.providers.pace import PaceState
from distiller.recipes import recipe_for
from distiller.records import ClaimedItem, Product, Reason
from distiller.records.live import LiveProvider
from distiller.settings import Settings
from distiller.store import Store
from distiller.store.engine import ActiveJob

log = logging.getLogger(__name__)

BEAT_S = 2.0
DEAD_AFTER_S = 8.0
POLL_S = 0.25  # while jobs are active: a pause from another process takes effect in this time
IDLE_POLL_S = 1.0
STILL_AFTER_S = 90.0  # a locked database holds a round up for a minute at most
STOP_WAIT_S = 6.0  # calls under way may end by themselves
STOP_STORE_S = 2.0  # then they are cut short and what is in hand is stored
STOP_RETIRE_S = 1.5  # a locked database must not hold up the end; the next start takes over then


def steady() -> float:
    """Seconds that never jump and that go on while the machine sleeps: leases of others run out meanwhile."""
    return time.clock_gettime(_STEADY)


_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Engine:
    """Runs the jobs of one database with the configured teachers. `start` once, `stop` once."""

    def __init__(
        self,
        store: Store,
        teachers: Teachers,
        settings: Settings,
        *,
        beat_s: float = BEAT_S,
        dead_after_s: float = DEAD_AFTER_S,
        clock: Monotonic = steady,
    ) -> None:
        self._store = store
        self._teachers = teachers
        self._settings = settings
        self._beat_s = beat_s
        self._dead_after_s = dead_after_s
        self._clock = clock
        self._stopping = threading.Event()
        self._hopeless = threading.Event()
        self._bell = threading.Event()
        self._paces = Paces(settings, clock)
        self._sizes = BatchSizes()
        self._routes = Routes(settings, teachers, self._paces, self._room, clock)
        self._queue = CallQueue(self._room, clock, self._paces.allow, self._routes.route, settings.concurrency)
        self._threads: list[threading.Thread] = []
        self._owner = ""
        self._looked = 0.0  # when the dispatcher last began a round
        self._keeper: Keeper | None = None
        self._batches: Batches | None = None
        self._own_trouble: Reason | None = None
        self._unsure: list[str] = []  # claims of which the database did not say whether they were made
        self._dropped: list[ClaimedItem] = []  # items of stopped jobs that are still to be given back

    @property
    def trouble(self) -> Reason | None:
        """Why no work is done right now, None if all is well."""
        batches = self._batches.trouble if self._batches else None
        keeper = self._keeper.trouble if self._keeper else None
        return keeper or self._own_trouble or batches or self._stood_still()

    def _stood_still(self) -> Reason | None:
        """Whether the dispatcher or the keeper has ended, or the dispatcher looks at nothing any more."""
        if not self._threads or self._stopping.is_set():
            return None
        looks = all(thread.is_alive() for thread in self._threads[:2]) and self._clock() - self._looked < STILL_AFTER_S
        return None if looks else Reason("engine-still", {})

    def live(self) -> tuple[LiveProvider, ...]:
        """How each provider stands in this process: what is under way, and what waits for what."""
        paces, out = self._paces.states(), self._routes.out()
        standing = self._queue.standing().items()
        return tuple(replace(_live(name, now, paces.get(name)), out=out.get(name, {})) for name, now in standing)

    def start(self) -> None:
        """Registers as an owner and starts the threads. Raises StoreUnavailable."""
        self._owner = self._store.register_owner()
        self._keeper = Keeper(
            self._store,
            self._queue,
            Prepare(self._teachers, self._settings),
            owner=self._owner,
            clock=self._clock,
            hopeless=self._hopeless,
            hungry=self._hungry,
            sizes=self._sizes,
            routes=self._routes,
            retry_invalid=self._settings.retry_invalid,
        )
        self._batches = Batches(
            self._store,
            self._teachers,
            self._settings,
            owner=self._owner,
            clock=self._clock,
            stopping=self._stopping,
        )
        senders = Senders(self._teachers, self._queue, self._paces, self._stopping)
        places = min(sum(self._room(name) for name in self._teachers), self._settings.concurrency)
        bodies = [("dispatcher", self._dispatch), ("keeper", self._keeper.run)]
        bodies += [(f"sender-{n}", senders.run) for n in range(places)]
        bodies.append(("batches", self._batches.run))
        self._threads = [threading.Thread(target=body, name=name, daemon=True) for name, body in bodies]
        self._looked = self._clock()
        for thread in self._threads:
            thread.start()
        event(log, "engine-started", owner=self._owner, workers=places)

    def wake(self) -> None:
        """Something changed in the database: look now instead of at the next poll."""
        self._bell.set()
        if self._batches is not None:
            self._batches.wake()

    def stop(self) -> None:
        """Ends within ten seconds: calls under way are stored if they end in time, the rest waits for a start."""
        if self._keeper is None:
            return
        self._stopping.set()
        self.wake()
        self._queue.close()
        self._join(STOP_WAIT_S)
        self._teachers.close()
        self._join(STOP_STORE_S)
        self._hopeless.set()
        self._threads = [threading.Thread(target=self._retire, name="retire", daemon=True)]
        self._threads[0].start()
        self._join(STOP_RETIRE_S)
        event(log, "engine-stopped", owner=self._owner)

    def _retire(self) -> None:
        try:
            self._store.retire_owner(self._owner)
        except StoreError as exc:
            log.warning(
                "the database cannot be written while stopping; the next start takes over: %s",
                exc,
                extra=about("stopped-without-database", code=exc.code),
            )

    def _join(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0))

    def _room(self, provider: str) -> int:
        """Calls a provider may have under way: its own limit, within that of the whole program."""
        if provider not in self._teachers:
            return 1  # the call will pause its job with a sentence
        return min(self._teachers[provider].concurrency, self._settings.concurrency)

    def _places(self, job: ActiveJob) -> int:
        """Calls a job may have under way with all its providers, within the limit of the whole program."""
        if not job.options.others or job.provider not in self._teachers:
            return self._room(job.provider)
        return min(sum(map(self._room, self._routes.providers(job))), self._settings.concurrency)

    @staticmethod
    def _enough(places: int) -> int:
        """Calls that are ready or under way below which more items are claimed: a handful at a time."""
        return places + places // 2

    def _hungry(self, call: PlannedCall) -> None:
        """Calls like this one have ended: perhaps more should be claimed."""
        if self._queue.load(call.line) <= self._enough(self._places(call.job)):
            self._bell.set()

    # --- dispatcher -----------------------------------------------------------------------------------------

    def _dispatch(self) -> None:
        watch = Watch(self._owner, self._dead_after_s, self._clock)
        next_beat = self._clock()
        while not self._stopping.is_set():
            busy = False
            self._looked = self._clock()
            try:
                if self._clock() >= next_beat:
                    beats = self._store.beat(self._owner)
                    dead = watch.silent(beats)
                    self._paces.share(len({self._owner, *beats} - dead.keys()))
                    self._take_over(dead)
                    next_beat = self._clock() + self._beat_s
                busy = self._fill()
                self._own_trouble = None
            except StoreError as exc:
                log.warning(
                    "the database cannot be used: %s",
                    exc,
                    extra=about("store-trouble", code=exc.code, **exc.params),
                )
                self._own_trouble = Reason(exc.code, exc.params)
            except Exception:  # without its dispatcher the engine would stand still and say nothing
                log.exception(
                    "the dispatcher met something unforeseen and goes on", extra=about("dispatcher-unforeseen")
                )
            self._bell.wait(min(POLL_S if busy else IDLE_POLL_S, max(next_beat - self._clock(), POLL_S)))
            self._bell.clear()

    def _take_over(self, dead: Beats) -> None:
        if dead:
            for reply in self._store.recover(dead):
                interpret_stored(self._store, reply, retry_invalid=self._settings.retry_invalid)

    def _give_back(self) -> None:
        """Gives back what is held and will not be asked for; what cannot go back now is kept for the next time."""
        if self._unsure:
            self._store.release_claims(self._owner, self._unsure)
            self._unsure.clear()
        if self._dropped:
            self._store.release_items(self._dropped)
            self._dropped.clear()

    def _fill(self) -> bool:
        """Claims what the workers will need next; True while any job is active."""
        jobs = self._store.active_jobs()
        self._routes.keep({job.id for job in jobs})
        dropped = self._queue.drop_except({job.id for job in jobs})
        self._dropped.extend(item for call in dropped for item in call.items)
        self._give_back()
        for job in jobs:
            if not job.options.batch:  # those are engine.batches' work
                self._fill_job(job)
        return bool(jobs)

    def _fill_job(self, job: ActiveJob) -> None:
        """Forms first, enough to feed the sentences; as many calls in store as can be under way."""
        room = self._places(job)
        load = self._queue.load(f"{OPEN}{job.id}" if job.options.others else job.provider)
        wanted = 2 * room - load
        if load > self._enough(room) or self.trouble is not None or self._queue.delayed(job.id) >= 2 * room:
            return
        if job.options.questions:
            self._claim(job, Product.ANSWER, wanted)
            return
        forms = self._claim(job, Product.FORMS, (wanted + 1) // 2)
        sentences = self._claim(job, Product.SENTENCES, wanted - forms)
        spare = wanted - forms - sentences
        if spare > 0 and forms == (wanted + 1) // 2:
            self._claim(job, Product.FORMS, spare)

    def _per_call(self, job: ActiveJob, waiting: int, places: int) -> int:
        """Verbs in each of the next calls for forms: what experience, the cap of a reply and the limits say."""
        try:
            names = self._routes.providers(job) or [job.provider]
            provider = self._settings.provider(job.provider)
            limit = min(self._settings.provider(name).max_output_tokens for name in names)
        except SettingsError:
            return 1  # the call will pause its job with a sentence
        fits = recipe_for(Product.FORMS).batch_limit(limit)
        if provider.batch_size is not None:
            return min(provider.batch_size, fits)
        return self._sizes.per_call(
            job.provider,
            job.model_name,
            waiting=waiting,
            places=places,
            fits=fits,
            scarce=self._paces.scarce(job.provider, job.model_name),
        )

    def _claim(self, job: ActiveJob, product: Product, calls: int) -> int:
        """Claims what so many calls carry and plans them; how many it made."""
        if calls <= 0:
            return 0
        per_call = self._per_call(job, calls * SPARING, calls) if product == Product.FORMS else 1
        token = uuid.uuid4().hex
        try:
            items = self._store.claim_items(self._owner, job.id, product, calls * per_call, token=token)
        except StoreUnavailable:
            self._unsure.append(token)
            raise
        if product == Product.FORMS:
            per_call = self._per_call(job, len(items), calls)
        planned = group(job, product, items, per_call)
        for call in planned:
            self._queue.push(call)
        return len(planned)


def _live(name: str, now: Standing, pace: PaceState | None) -> LiveProvider:
    """What the queue and the pace know of one provider."""
    refused = now.delayed and not (now.ready or now.in_flight)
    waits, why = (now.due_s, "refused") if refused else (0.0, "")
    if pace is not None and now.ready and pace.waits_s > waits:
        waits, why = pace.waits_s, pace.why
    return LiveProvider(
        name=name,
        in_flight=now.in_flight,
        ready=now.ready,
        delayed=now.delayed,
        waits_s=waits,
        why=why,
        refused=pace.refused if pace else 0,
        requests_per_minute=pace.requests_per_minute if pace else None,
        tokens_per_minute=pace.tokens_per_minute if pace else None,
    )
