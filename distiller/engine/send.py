"""Sending: a thread for each place takes a prepared call, waits for its reply, and hands over what came."""

from __future__ import annotations

import logging
import threading

from distiller.engine import told
from distiller.engine.calls import Ended, PreparedCall
from distiller.engine.paces import Paces
from distiller.engine.queue import CallQueue
from distiller.errors import TeacherError
from distiller.events import about
from distiller.llm import Teachers

log = logging.getLogger(__name__)

WATCH_S = 5.0  # a sender is woken when there is a call for it; should that ever fail, it looks by itself


class Senders:
    """`run` is the body of each of its threads. It writes nothing: the keeper does."""

    def __init__(self, teachers: Teachers, queue: CallQueue, paces: Paces, stopping: threading.Event) -> None:
        self._teachers = teachers
        self._queue = queue
        self._paces = paces
        self._stopping = stopping

    def run(self) -> None:
        """Makes calls until the engine stops."""
        while not self._stopping.is_set():
            call = self._queue.take(WATCH_S)
            if call is not None:
                self._queue.ended(self._made(call))

    def _made(self, call: PreparedCall) -> Ended:
        told.sent(call)
        try:
            call = self._paces.sending(call)
            reply = self._teachers[call.plan.provider].complete(call.request)
            self._paces.answered(call, reply)
        except TeacherError as exc:
            return Ended(call, error=exc, paced_s=self._paces.failed(call, exc))
        except Exception as exc:  # the sender must go on: one call's surprise is not the job's end
            log.exception(
                "a call of job %s ended unexpectedly",
                call.plan.job.id,
                extra=about("call-unforeseen", job=call.plan.job.id),
            )
            self._paces.lost(call)
            return Ended(call, error=exc)
        return Ended(call, reply=reply)
