"""A store that fails, or ends the process, at its n-th write: before the commit, or just after it."""

from __future__ import annotations

import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from distiller.db.connect import translated
from distiller.store import Store

Fault = Callable[[], None]


def disk_full() -> None:
    """What the driver says when the disk is full."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    raise OperationalError("COMMIT", None, error)


def killed() -> None:
    """The process ends here and now, as by `kill -9`."""
    os._exit(9)


class FaultyStore(Store):
    """Counts its writes, beats left out; `after` lets the commit of the n-th one happen first."""

    def __init__(self, url: str, *, at: int, fault: Fault, after: bool = False) -> None:
        super().__init__(url)
        self.writes = 0
        self._at = at
        self._fault = fault
        self._after = after
        self._numbers = itertools.count(1)
        self._beating = threading.local()

    def beat(self, owner: str) -> dict[str, datetime | None]:
        """Not counted: when beats come is a matter of time."""
        self._beating.now = True
        try:
            return super().beat(owner)
        finally:
            self._beating.now = False

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        number = 0 if getattr(self._beating, "now", False) else next(self._numbers)
        self.writes = max(self.writes, number)
        with super()._write() as conn:
            yield conn
            if number == self._at and not self._after:
                self._fault()
        if number == self._at and self._after:
            with translated():
                self._fault()
