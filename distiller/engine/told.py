"""What the log is told of each call: what it was about and how it went, never what was asked or answered."""

from __future__ import annotations

import logging
from typing import Any

from distiller.engine.queue import PlannedCall
from distiller.errors import TeacherError
from distiller.events import event
from distiller.records import TeacherReply

log = logging.getLogger(__name__)


def sent(call: PlannedCall, call_id: int, model: str) -> None:
    """A call goes out: told only where the log is to hold everything (level debug)."""
    if log.isEnabledFor(logging.DEBUG):
        event(
            log,
            "call-sent",
            level=logging.DEBUG,
            **_about(call, call_id, model),
        )


def answered(call: PlannedCall, call_id: int, model: str, reply: TeacherReply) -> None:
    """A reply was stored."""
    event(
        log,
        "call-answered",
        **_about(call, call_id, model),
        latency_s=round(reply.latency_s, 4),
        prompt_tokens=reply.usage.prompt_tokens,
        completion_tokens=reply.usage.completion_tokens,
        cost=reply.cost,
    )


def failed(call: PlannedCall, call_id: int, model: str, error: TeacherError) -> None:
    """A call brought no reply."""
    event(
        log,
        "call-failed",
        **_about(call, call_id, model),
        error_type=error.type.value,
        code=error.code,
    )


def _about(call: PlannedCall, call_id: int, model: str) -> dict[str, Any]:
    return {
        "job": call.job.id,
        "call": call_id,
        "provider": call.provider,
        "model": model,
        "product": call.product.value,
        "items": len(call.items),
    }
