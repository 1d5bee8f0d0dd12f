"""What the log is told of each call: what it was about and how it went, never what was asked or answered."""

from __future__ import annotations

import logging
from typing import Any

from distiller.engine.calls import PreparedCall
from distiller.errors import TeacherError
from distiller.events import event
from distiller.records import TeacherReply

log = logging.getLogger(__name__)


def sent(call: PreparedCall) -> None:
    """A call goes out: told only where the log is to hold everything (level debug)."""
    if log.isEnabledFor(logging.DEBUG):
        event(
            log,
            "call-sent",
            level=logging.DEBUG,
            **_about(call),
        )


def answered(call: PreparedCall, reply: TeacherReply) -> None:
    """A reply was stored."""
    event(
        log,
        "call-answered",
        **_about(call),
        latency_s=round(reply.latency_s, 4),
        prompt_tokens=reply.usage.prompt_tokens,
        completion_tokens=reply.usage.completion_tokens,
        cost=reply.cost,
    )


def failed(call: PreparedCall, error: TeacherError) -> None:
    """A call brought no reply."""
    event(
        log,
        "call-failed",
        **_about(call),
        error_type=error.type.value,
        code=error.code,
    )


def _about(call: PreparedCall) -> dict[str, Any]:
    plan = call.plan
    return {
        "job": plan.job.id,
        "call": call.id,
        "provider": plan.provider,
        "model": call.request.model,
        "product": plan.product.value,
        "items": len(plan.items),
    }
