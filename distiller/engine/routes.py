"""The providers of each running job as they stand: who is asked for a call, and who is left out after a failure.

The rules are in route.py; this is their memory. It is made of what this process knows, and ends with it: a provider
that was left out is asked again after a restart, or when the job is resumed.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace

from distiller.engine.calls import Monotonic, Place, PlannedCall
from distiller.engine.paces import Paces
from distiller.engine.queue import AHEAD
from distiller.engine.route import After, Candidate, after, choose
from distiller.errors import ErrorType, TeacherError
from distiller.events import event
from distiller.llm import Teachers
from distiller.providers.pace import Look
from distiller.providers.retry import LONGEST_RETRY_AFTER_S
from distiller.records import Failover, Reason
from distiller.settings import Settings
from distiller.store.engine import ActiveJob

log = logging.getLogger(__name__)

LOOK_AGAIN_S = 0.25
"""A call that nobody can take is looked at again after so long, or when a call ends or a limit lets one through."""

REFUSALS, REFUSED_S = 3, 1.0
"""So many 429s in a row say that a provider is at a limit, for as long as it asked to wait, else for a second: one
alone is about its own call, and where the limit is known the pace knows better."""


class Routes:
    """Safe for many threads. `room` says how many calls a provider may have under way."""

    def __init__(
        self, settings: Settings, teachers: Teachers, paces: Paces, room: Callable[[str], int], clock: Monotonic
    ) -> None:
        self._settings = settings
        self._teachers = teachers
        self._paces = paces
        self._room = room
        self._clock = clock
        self._lock = threading.Lock()
        self._given: Counter[tuple[int, str]] = Counter()
        self._out: dict[int, dict[str, Reason]] = {}
        self._refusals: dict[tuple[str, str], tuple[int, float]] = {}  # in a row, and until when it is at its limit
        self._told: set[tuple[int, str]] = set()

    def providers(self, job: ActiveJob) -> list[str]:
        """Those of a job that are configured and not left out, its own first. One that is missing is told once."""
        out = self._out.get(job.id, {})
        return [name for name in self._configured(job) if name not in out]

    def route(self, call: PlannedCall, place: Callable[[str], Place]) -> PlannedCall | float:
        """The call as it goes to whoever is asked, or the seconds until it is worth asking again.

        `place` says what a provider has in hand. A job whose own provider is not configured any more keeps it, so that
        it pauses with that sentence.
        """
        job = call.job
        if job.provider not in self._teachers:
            return replace(call, other=None)
        candidates = self._candidates(call, place)
        chosen = choose(candidates, job.options.failover, call.tried)
        for one in candidates:
            if one.name == chosen:
                self._given[job.id, one.name] += 1
                return replace(call, other=(one.name, one.model))
        return min([one.waits_s for one in candidates if one.waits_s > 0] + [LOOK_AGAIN_S])

    def answered(self, call: PlannedCall) -> None:
        """A reply came: its provider is at no limit."""
        if self._refusals:
            with self._lock:
                self._refusals.pop((call.provider, call.model), None)

    def failed(self, call: PlannedCall, error: TeacherError, *, paced: bool) -> tuple[After, Reason | None]:
        """What follows for the items of a failed call, and the reason why its job pauses if nobody is left for it.

        `paced`: after a 429 its pace knows when the next one may go.
        """
        job = call.job
        if not job.options.others:
            return After(), None
        if error.type == ErrorType.RATE_LIMIT and not error.fatal and not paced:
            self._refused(call, error)
        said = after(error, job.options.failover, call.tried, self._candidates(call, lambda _: Place()), call.provider)
        if not said.out:
            return said, None
        why = Reason(error.code, error.params)
        with self._lock:
            out = self._out.setdefault(job.id, {})
            new = call.provider not in out
            out.setdefault(call.provider, why)
            if any(name not in out for name in self._configured(job)):
                reason = None
            else:
                reason = out.get(job.provider, why)
                del self._out[job.id]  # who resumes the job has mended something
        if new:
            event(log, "provider-left-out", job=job.id, provider=call.provider, code=error.code)
        return said, reason

    @staticmethod
    def again(call: PlannedCall, said: After) -> PlannedCall:
        """The call for another try: whoever may be asked then is chosen then, unless the job shares its work."""
        if call.job.options.failover is Failover.NONE:
            return call
        return replace(call, other=None, tried=said.tried)

    def keep(self, jobs: Collection[int]) -> None:
        """Forgets all other jobs: they have ended or are paused."""
        with self._lock:
            for job in self._out.keys() - set(jobs):
                del self._out[job]
            for key in [key for key in self._given if key[0] not in jobs]:
                del self._given[key]

    def out(self) -> dict[str, dict[int, Reason]]:
        """Of which jobs each provider is left out, and why."""
        found: dict[str, dict[int, Reason]] = {}
        with self._lock:
            for job, reasons in self._out.items():
                for name, reason in reasons.items():
                    found.setdefault(name, {})[job] = reason
        return found

    def _refused(self, call: PlannedCall, error: TeacherError) -> None:
        key = (call.provider, call.model)
        with self._lock:
            row = self._refusals.get(key, (0, 0.0))[0] + 1
            waits_s = REFUSED_S if error.retry_after is None else min(error.retry_after, LONGEST_RETRY_AFTER_S)
            self._refusals[key] = row, self._clock() + (waits_s if row >= REFUSALS else 0.0)

    def _look(self, call: PlannedCall, calls: int) -> Look:
        look = self._paces.look(call, calls)
        until = self._refusals.get((call.provider, call.model), (0, 0.0))[1]
        waits_s = until - self._clock()
        return Look(waits_s, "refused") if waits_s > 0 and look.waits_s <= 0 else look

    def _configured(self, job: ActiveJob) -> list[str]:
        found = [job.provider]
        for name in job.options.others:
            if name in self._teachers:
                found.append(name)
            elif (job.id, name) not in self._told:
                self._told.add((job.id, name))
                event(log, "provider-missing", level=logging.WARNING, job=job.id, provider=name)
        return found

    def _candidates(self, call: PlannedCall, place: Callable[[str], Place]) -> list[Candidate]:
        job = call.job
        found = []
        for name in self.providers(job):
            if name not in self._teachers:
                continue
            own = name == job.provider
            settings = self._settings.provider(name)
            model = job.model_name if own else settings.model
            here, room = place(name), self._room(name)
            look = self._look(replace(call, other=(name, model)), here.waiting + 1)
            found.append(
                Candidate(
                    name=name,
                    model=model,
                    weight=settings.weight,
                    room_left=room + room // AHEAD - here.committed,
                    in_flight=here.of_job,
                    waits_s=look.waits_s,
                    why=look.why,
                    healthy=look.healthy,
                    own=own,
                    had=self._given[job.id, name] / settings.weight,
                )
            )
        return found
