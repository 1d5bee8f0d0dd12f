"""What an endpoint takes, found out once per model and known to all threads.

A refused request goes again at once in the next manner. Only when it has gone through is the refusal believed: an
endpoint that is simply broken refuses everything, and nothing is learnt from that. A manner that has worked is not
given up for one refusal: then it is the schema that the endpoint does not take, and only that schema goes otherwise.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from hashlib import blake2b
from http import HTTPStatus

from distiller.presets import StructuredMode
from distiller.providers.structured import (
    LADDER,
    TOKEN_PARAMETERS,
    Manner,
    Refused,
    encoded,
    first_mode,
    next_mode,
    refusal_of,
)
from distiller.records import TeacherRequest

DOUBTED_SCHEMAS = 3
"""So many different schemas refused, and none taken: it is the manner that is refused."""

_REMEMBERED = 1000  # schemas that go in another manner than the rest


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one model."""

    token_parameter: str
    temperature: bool
    refused: frozenset[StructuredMode] = frozenset()
    worked: frozenset[StructuredMode | None] = frozenset()
    awkward: frozenset[tuple[StructuredMode, bytes]] = frozenset()


class Habits:
    """What is known of the models behind one endpoint; safe for many threads. `start` is where to begin."""

    def __init__(self, start: StructuredMode, token_parameter: str, *, temperature: bool) -> None:
        self._start = start
        self._first = Known(token_parameter, temperature)
        self._known: dict[str, Known] = {}
        self._lock = threading.Lock()

    def mode(self, model: str) -> StructuredMode | None:
        """How this model is asked for answers by a schema; None as long as no such answer has come."""
        known = self._known.get(model, self._first)
        mode = next((m for m in self._ladder() if m not in known.refused), None)
        return mode if mode in known.worked else None

    def begin(self, request: TeacherRequest, *, reasoning: bool = False) -> Trial:
        """The manner to try first. `reasoning`: the model is known to take neither max_tokens nor a temperature."""
        known = self._known.get(request.model, self._first)
        token_parameter = TOKEN_PARAMETERS[1] if reasoning else known.token_parameter
        mode = first_mode(request, self._start)
        while mode is not None and mode != LADDER[-1] and self._passed_over(known, mode, request):
            mode = next_mode(request, mode)
        return Trial(self, request, Manner(mode, token_parameter, known.temperature and not reasoning))

    def _ladder(self) -> tuple[StructuredMode, ...]:
        return LADDER[LADDER.index(self._start) :]

    def _passed_over(self, known: Known, mode: StructuredMode, request: TeacherRequest) -> bool:
        if mode in known.refused:
            return True
        return bool(known.awkward) and (mode, schema_key(request)) in known.awkward

    def has_worked(self, model: str, mode: StructuredMode | None) -> bool:
        """Whether an answer came in this mode."""
        return mode in self._known.get(model, self._first).worked

    def learn(self, request: TeacherRequest, manner: Manner | None, refusals: list[tuple[Refused, Manner]]) -> None:
        """A request has gone through in `manner` (None: not yet), after what was refused on the way."""
        with self._lock:
            known = self._known.get(request.model, self._first)
            for what, refused in refusals:
                known = self._believed(known, what, refused, request)
            worked = known.worked if manner is None else known.worked | {manner.mode}
            self._known[request.model] = replace(known, worked=worked)

    def _believed(self, known: Known, what: Refused, manner: Manner, request: TeacherRequest) -> Known:
        mode = manner.mode
        if what == Refused.TOKENS:
            return replace(known, token_parameter=other_name(manner.token_parameter))
        if what == Refused.TEMPERATURE:
            return replace(known, temperature=False)
        if mode is None or what == Refused.ANSWER:
            return known
        if what == Refused.MODE and mode not in known.worked:
            return replace(known, refused=known.refused | {mode})
        awkward = known.awkward
        if len(awkward) < _REMEMBERED:
            awkward |= {(mode, schema_key(request))}
        doubted = sum(one == mode for one, _ in awkward) >= DOUBTED_SCHEMAS and mode not in known.worked
        return replace(known, awkward=awkward, refused=known.refused | ({mode} if doubted else set()))


class Trial:
    """One request on its way: the manner it goes in now, and what was refused before."""

    def __init__(self, habits: Habits, request: TeacherRequest, manner: Manner) -> None:
        self.manner = manner
        self._habits = habits
        self._request = request
        self._refusals: list[tuple[Refused, Manner]] = []

    def again(self, status: int, body: str) -> bool:
        """Whether the request can go again, in what is now `manner`, after this error."""
        manner = self.manner
        what = refusal_of(status, body, manner)
        worked = self._habits.has_worked(self._request.model, manner.mode)
        if what is None or (worked and status >= HTTPStatus.INTERNAL_SERVER_ERROR):
            return False
        if what in (Refused.TOKENS, Refused.TEMPERATURE) and any(what == before for before, _ in self._refusals):
            return False
        following = self._after(what)
        if following is None:
            return False
        self._refusals.append((what, manner))
        self.manner = following
        return True

    def _after(self, what: Refused) -> Manner | None:
        manner = self.manner
        if what == Refused.TOKENS:
            return replace(manner, token_parameter=other_name(manner.token_parameter))
        if what == Refused.TEMPERATURE:
            return replace(manner, temperature=False)
        mode = next_mode(self._request, manner.mode) if manner.mode is not None else None
        return None if mode is None else replace(manner, mode=mode)

    def refused(self) -> None:
        """What was refused is believed before an answer is there: the next one is a batch away."""
        self._habits.learn(self._request, None, self._refusals)

    def worked(self) -> None:
        """The answer is there: what was refused on the way is believed."""
        if self._refusals or not self._habits.has_worked(self._request.model, self.manner.mode):
            self._habits.learn(self._request, self.manner, self._refusals)


def other_name(token_parameter: str) -> str:
    """The other name of the token cap."""
    return TOKEN_PARAMETERS[token_parameter == TOKEN_PARAMETERS[0]]


def schema_key(request: TeacherRequest) -> bytes:
    """What tells schemas apart."""
    return blake2b(encoded(request.schema), digest_size=16).digest()
