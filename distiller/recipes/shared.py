"""What recipes have in common: how tenses are shared out, and how data travels inside a message.

Whatever a teacher or a reviewer wrote (earlier answers, remarks) goes into a message as a JSON string value, never
as prose of the prompt: it is material to work with, not an instruction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import orjson

from distiller.records import TeacherRequest

_CORRECTION_MOST = 500

SHARES = (4, 3, 3)
"""Tenths of the sentences in the present, the past and the perfect."""


def split_tenses(count: int, *, perfect: bool = True) -> tuple[int, int, int]:
    """`count` shared out over (present, past, perfect) 40/30/30 by largest remainder; ties in that order.

    Without `perfect` (a verb that has no participle) its share goes to the other two, 40/30.
    """
    shares = SHARES if perfect else (*SHARES[:2], 0)
    whole = sum(shares)
    parts = [count * share // whole for share in shares]
    by_remainder = sorted(range(3), key=lambda i: (-(count * shares[i] % whole), i))
    for i in by_remainder[: count - sum(parts)]:
        parts[i] += 1
    return parts[0], parts[1], parts[2]


def as_json(value: Any) -> str:
    """Compact JSON with Dutch letters as they are; lone surrogates, which cannot be sent, become question marks."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ": "))
    return text.encode("utf-8", "replace").decode("utf-8")


def rerun_note(rerun: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a second try that the teacher sees: previous answer, what was found, what the reviewer said."""
    note: dict[str, Any] = {"previous": rerun.get("previous"), "findings": list(rerun.get("findings") or ())}
    if remark := rerun.get("remark"):
        note["remark"] = str(remark)
    return note


def correction_note(correction: str) -> str:
    """What the teacher sees of what was wrong with its reply before: one line, and not a long one."""
    return " ".join(correction.split())[:_CORRECTION_MOST]


def request_hash(request: TeacherRequest, endpoint: str = "") -> str:
    """A SHA-256 (hex) that identifies a request: endpoint, model, parameters, prompt version, messages and subjects.

    Two requests with the same hash are the same question to the same teacher.
    """
    identity = (
        endpoint,
        request.product,
        request.model,
        request.temperature,
        request.max_tokens,
        request.prompt_version,
        request.messages,
        request.data,
        request.schema,
        request.strict,
    )
    try:
        text = orjson.dumps(identity)
    except TypeError:  # half surrogate pairs and numbers beyond 64 bits in somebody's schema
        text = json.dumps(identity, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return hashlib.sha256(text).hexdigest()
