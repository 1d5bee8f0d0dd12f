"""What is asked of a teacher, what comes back, and what validation makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from distiller.dutch.findings import Finding
from distiller.records.words import GoldenMatch, Product


@dataclass(frozen=True, slots=True)
class TeacherRequest:
    """One request, complete: what a provider sends and what the offline teacher answers.

    `data` holds the same content as the messages, structured. `schema` is the JSON schema of the reply, None where
    plain text is asked; `strict` says that strict Structured Outputs can express it, otherwise the request goes in
    JSON mode and the local validation decides. `max_tokens` is the cap on the reply.
    """

    product: Product
    model: str
    messages: tuple[Mapping[str, str], ...]
    schema_name: str
    schema: Mapping[str, Any] | None
    max_tokens: int
    prompt_version: str
    data: Mapping[str, Any]
    temperature: float = 0.0
    strict: bool = True

    @property
    def prompt_chars(self) -> int:
        """Length of all messages together; about four characters make a token."""
        return sum(len(m["content"]) for m in self.messages)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What a call for an answer asks. `schema` is JSON text; `system` is the prompt that applies to this question.

    `golden` is what the answer is compared with, never sent; `max_tokens` None: the provider's own cap.
    """

    text: str
    schema: str | None = None
    system: str = ""
    golden: str | None = None
    temperature: float = 0.0
    max_tokens: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, as it is stored with the call."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject within a request: all a recipe needs to ask for it, and validation to judge the reply.

    `forms` are those the sentences are made with; `count` how many sentences; `existing` sentences that must not be
    repeated; `rerun` of a second try: {"previous": payload, "findings": [sentences], "remark": str}; `question` of
    an answer; `correction` what was wrong with the reply before, in one line, where that was invalid.
    """

    subject: str
    forms: Mapping[str, str] | None = None
    count: int = 1
    level: str = ""
    existing: tuple[str, ...] = ()
    rerun: Mapping[str, Any] | None = None
    question: AskedQuestion | None = None
    correction: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, as it is stored with the call."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__} | {"existing": list(self.existing)}
        if self.question is not None:
            data["question"] = self.question.to_dict()
        if self.correction is None:
            del data["correction"]  # few calls have one
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Asked:
        """What `to_dict` made."""
        question = data.get("question")
        asked = None if question is None else AskedQuestion(**question)
        return cls(**{**data, "existing": tuple(data["existing"]), "question": asked})


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
    """One valid thing to review, for one subject. `answer_key` and `golden` belong to answers."""

    subject: str
    product: Product
    position: int
    payload: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    analysis: Mapping[str, Any] | None = None
    form_key: str | None = None
    answer_key: bytes | None = None
    golden: GoldenMatch | None = None


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
