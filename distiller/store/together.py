"""Group commit: the short writes of many threads in one transaction, each acknowledged after its commit.

Whoever comes first writes for all that wait by then; those that come meanwhile are written next, by one of them. No
thread waits for a timer, and a single writer is as fast as without. Nothing is acknowledged before it is committed, and
a write that fails fails alone: the group is undone, and each is tried by itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from distiller.errors import StoreUnavailable

Op = TypeVar("Op")

MOST = 256
"""Writes in one transaction: a person's decision waits for one group at most."""


class _Ticket(Generic[Op]):
    """One write, who waits for it, and what came of it."""

    __slots__ = ("done", "error", "op", "result", "turn")

    def __init__(self, op: Op) -> None:
        self.op = op
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = False
        self.turn = threading.Lock()  # held until this write is done, or its thread is to write for all
        self.turn.acquire()


class Together(Generic[Op]):
    """Safe for many threads. `write` stores a group in one transaction and gives the result of each, in order."""

    def __init__(self, write: Callable[[Sequence[Op]], Sequence[Any]]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._waiting: deque[_Ticket[Op]] = deque()
        self._leading = False

    def do(self, op: Op) -> Any:
        """Stores one write, perhaps with others; its result. Raises what it raises alone."""
        ticket = _Ticket(op)
        with self._lock:
            self._waiting.append(ticket)
            first, self._leading = not self._leading, True
        if not first:
            ticket.turn.acquire()  # no time-out: who leads lets go of everyone in the end, whatever happens
        if not ticket.done:
            self._lead()
        if ticket.error is not None:
            raise ticket.error
        return ticket.result

    def _lead(self) -> None:
        with self._lock:
            group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            self._store(group)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._leading = following is not None
            if following is not None:
                following.turn.release()
            for ticket in group:
                if not ticket.done:
                    ticket.error = ticket.error or StoreUnavailable("store-unavailable", reason="interrupted")
                    ticket.done = True
                ticket.turn.release()

    def _store(self, group: Sequence[_Ticket[Op]]) -> None:
        try:
            results = self._write([ticket.op for ticket in group])
        except StoreUnavailable as exc:
            for ticket in group:
                ticket.error = exc if len(group) == 1 else _same(exc)
        except Exception as exc:  # noqa: BLE001  handed to its own thread, which meets it as if it had written alone
            if len(group) == 1:
                group[0].error = exc
            else:
                for ticket in group:
                    self._store([ticket])
        else:
            for ticket, result in zip(group, results, strict=True):
                ticket.result, ticket.done = result, True
        for ticket in group:
            ticket.done = True


def _same(exc: StoreUnavailable) -> StoreUnavailable:
    """An error of its own for each thread: one that is raised in several at once mixes up their tracebacks."""
    error = StoreUnavailable(exc.code, **exc.params)
    error.__cause__ = exc
    return error
