"""The pace of each provider and model that jobs of this process use: who may go now, and what calls have taught."""

from __future__ import annotations

import threading
from dataclasses import replace

from distiller.engine.calls import Monotonic, PlannedCall, PreparedCall
from distiller.errors import ErrorType, SettingsError, TeacherError
from distiller.providers.pace import Look, Pace, PaceState, Ticket
from distiller.recipes import recipe_for
from distiller.records import Product, TeacherReply
from distiller.settings import Settings

_NEWEST = 0.1
"""How much the newest call weighs in what a call of its kind is expected to use."""
CHARS_PER_TOKEN = 4
_BROKEN = (ErrorType.SERVER_ERROR, ErrorType.CONNECTION, ErrorType.TIMEOUT)

Kind = tuple[str, str, Product]


class Paces:
    """Safe for many threads."""

    def __init__(self, settings: Settings, clock: Monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._paces: dict[tuple[str, str], Pace] = {}
        self._per_item: dict[Kind, float] = {}
        self._share = 1.0

    def share(self, processes: int) -> None:
        """Of so many processes that work on this database, this one takes its part of every limit."""
        share = 1.0 / max(processes, 1)
        with self._lock:
            if share == self._share:
                return
            self._share = share
            paces = list(self._paces.values())
        for pace in paces:
            pace.share(share)

    def allow(self, call: PreparedCall) -> Ticket | float | None:
        """A ticket, the seconds to wait, or None where nothing is paced: the offline teacher, an unknown provider."""
        pace = self._of(call.plan)
        if pace is None:
            return None
        tokens = self._tokens(call) if pace.counts_tokens else 0.0
        return pace.ask(self._clock(), tokens)

    def look(self, call: PlannedCall, calls: int) -> Look:
        """What `allow` would say if so many calls like this one were to go, without booking anything."""
        pace = self._of(call)
        if pace is None:
            return Look()
        tokens = self._worst_of(call) * calls if pace.counts_tokens else 0.0
        return pace.look(self._clock(), float(calls), tokens)

    def sending(self, call: PreparedCall) -> PreparedCall:
        """The call goes out now."""
        pace = self._of(call.plan)
        if pace is None or call.ticket is None:
            return call
        return replace(call, ticket=pace.sending(call.ticket, self._clock()))

    def answered(self, call: PreparedCall, reply: TeacherReply) -> None:
        """A reply came."""
        used = [n for n in (reply.usage.prompt_tokens, reply.usage.completion_tokens) if n is not None]
        if used:
            self._learn(call.plan, sum(used) / len(call.plan.items))
        pace = self._of(call.plan)
        if pace is not None and call.ticket is not None:
            pace.answered(call.ticket, self._clock(), reply.rate, sum(used) if used else None)

    def failed(self, call: PreparedCall, error: TeacherError) -> float | None:
        """No reply; after a 429 the seconds until its items may go again, None: as the error says."""
        pace = self._of(call.plan)
        if pace is None or call.ticket is None:
            return None
        now = self._clock()
        if error.type == ErrorType.RATE_LIMIT and not error.fatal:
            return pace.refused(call.ticket, now, error.rate)
        pace.failed(call.ticket, now, broken=error.type in _BROKEN and error.code != "teacher-closed")
        return None

    def lost(self, call: PreparedCall) -> None:
        """The call ended in a way that nobody foresaw: what it was sent to find out is open again."""
        pace = self._of(call.plan)
        if pace is not None and call.ticket is not None:
            pace.failed(call.ticket, self._clock(), broken=False)

    def scarce(self, provider: str, model: str) -> bool:
        """Whether a limit of this provider holds calls up right now."""
        with self._lock:
            pace = self._paces.get((provider, model))
        return pace is not None and pace.state(self._clock()).why in ("requests", "tokens")

    def states(self) -> dict[str, PaceState]:
        """How each provider stands; of several models the one that waits longest."""
        with self._lock:
            paces = dict(self._paces)
        found: dict[str, PaceState] = {}
        for (provider, _), pace in paces.items():
            state = pace.state(self._clock())
            if provider not in found or state.waits_s > found[provider].waits_s:
                found[provider] = state
        return found

    def _of(self, call: PlannedCall) -> Pace | None:
        key = (call.provider, call.model)
        with self._lock:
            if key not in self._paces:
                try:
                    provider = self._settings.provider(call.provider)
                except SettingsError:
                    return None  # the call will pause its job with a sentence
                if provider.offline:
                    return None
                self._paces[key] = Pace(provider.requests_per_minute, provider.tokens_per_minute, self._clock())
                self._paces[key].share(self._share)
            return self._paces[key]

    def _tokens(self, call: PreparedCall) -> float:
        """Tokens of a call as those of its kind turned out; of the first ones the most that it can use."""
        with self._lock:
            per_item = self._per_item.get(_kind(call.plan))
        if per_item is None:
            return call.request.prompt_chars / CHARS_PER_TOKEN + call.request.max_tokens
        return per_item * len(call.plan.items)

    def _worst_of(self, call: PlannedCall) -> float:
        """The same for a call that is not prepared yet."""
        with self._lock:
            per_item = self._per_item.get(_kind(call))
        if per_item is not None:
            return per_item * len(call.items)
        limit = self._settings.provider(call.provider).max_output_tokens
        request = recipe_for(call.product).request(
            [item.asked for item in call.items], model=call.model, max_output_tokens=limit
        )
        return request.prompt_chars / CHARS_PER_TOKEN + request.max_tokens

    def _learn(self, call: PlannedCall, per_item: float) -> None:
        with self._lock:
            before = self._per_item.get(_kind(call), per_item)
            self._per_item[_kind(call)] = before + _NEWEST * (per_item - before)


def _kind(call: PlannedCall) -> Kind:
    return call.provider, call.model, call.product
