"""What is asked of a teacher, what comes back, and what validation makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from distiller.dutch.findings import Finding
from distiller.records.words import Product


@dataclass(frozen=True, slots=True)
class TeacherRequest:
    """One request, complete: what a provider sends and what the offline teacher answers.

    `data` holds the same content as the messages, structured; `schema` is the strict JSON schema. `max_tokens` is
    the cap on the reply. `request_hash` identifies model, parameters, prompt version and subjects.
    """

    product: Product
    model: str
    messages: tuple[Mapping[str, str], ...]
    schema_name: str
    schema: Mapping[str, Any]
    max_tokens: int
    prompt_version: str
    data: Mapping[str, Any]
    temperature: float = 0.0

    @property
    def prompt_chars(self) -> int:
        """Length of all messages together; about four characters make a token."""
        return sum(len(m["content"]) for m in self.messages)


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject within a request: all a recipe needs to ask for it, and validation to judge the reply.

    `forms` are those the sentences are made with; `count` how many sentences; `existing` sentences that must not be
    repeated; `rerun` of a second try: {"previous": payload, "findings": [sentences], "remark": str}.
    """

    subject: str
    forms: Mapping[str, str] | None = None
    count: int = 1
    level: str = ""
    existing: tuple[str, ...] = ()
    rerun: Mapping[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, as it is stored with the call."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"existing": list(self.existing)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Asked:
        """What `to_dict` made."""
        return cls(**{**data, "existing": tuple(data["existing"])})


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call; None where the provider did not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class TeacherReply:
    """What came back with status 200: the body as received (keys redacted), not yet looked at.

    `rate` holds what the x-ratelimit headers said, for pacing.
    """

    raw: str
    latency_s: float
    usage: Usage = Usage()
    cost: Decimal | None = None
    request_id: str | None = None
    rate: Mapping[str, float] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A reply, or part of one, that failed validation. `subject` is None where it belongs to nobody in particular."""

    error_type: str
    message: str
    raw: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Valid:
    """One valid thing to review, for one subject."""

    subject: str
    product: Product
    position: int
    payload: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    analysis: Mapping[str, Any] | None = None
    form_key: str | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What one raw reply says: responses, invalid parts, and what remains to be asked.

    `invalid` is everything to keep; `failed` says of each subject without a response why it has none. `ask_again`
    are subjects of a cut-off reply: they cost no attempt and are asked in halves.
    """

    valid: tuple[Valid, ...]
    invalid: tuple[Invalid, ...]
    ask_again: tuple[str, ...] = ()
    failed: Mapping[str, Invalid] = dataclass_field(default_factory=dict)
