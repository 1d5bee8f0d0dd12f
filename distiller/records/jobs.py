"""Jobs, their items, and the calls behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from decimal import Decimal
from typing import Any

from distiller.records.money import NO_SPENDING, Estimate, Spending
from distiller.records.teacher import Asked, Invalid, Usage, Valid
from distiller.records.words import CallStatus, Existing, Failover, ItemStatus, JobStatus, Product


@dataclass(frozen=True, slots=True)
class JobOptions:
    """What a job makes and how: stored as JSON with the job.

    The first five concern verbs, the next four questions: `system_prompt` applies where neither the question nor its
    category (`category_prompts`) has its own; `selection` is the filter they were chosen by. Temperature and
    `max_tokens` are model parameters of the job. `others` are further providers, each with its configured model, and
    `failover` says when they are asked.
    """

    sentences: bool = True
    sentence_count: int = 10
    level: str = "A2–B1"
    existing: Existing = Existing.SKIP
    again: bool = False  # also verbs that wait in another job
    questions: bool = False  # the job answers questions
    system_prompt: str = ""
    category_prompts: Mapping[str, str] = dataclass_field(default_factory=dict)
    selection: Mapping[str, Any] = dataclass_field(default_factory=dict)
    others: tuple[str, ...] = ()
    failover: Failover = Failover.NONE
    fresh: bool = False  # ask again even what was answered before
    batch: bool = False  # its calls go to the provider as batches: cheaper, and answered within a day

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {
            "sentences": self.sentences,
            "sentence_count": self.sentence_count,
            "level": self.level,
            "existing": self.existing.value,
            "again": self.again,
            "questions": self.questions,
            "system_prompt": self.system_prompt,
            "category_prompts": dict(self.category_prompts),
            "selection": dict(self.selection),
            "others": list(self.others),
            "failover": self.failover.value,
            "fresh": self.fresh,
            "batch": self.batch,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> JobOptions:
        """What `to_dict` made; unknown keys are ignored, missing ones take the default."""
        known = {k: data[k] for k in cls.__dataclass_fields__ if k in data}
        if "existing" in known:
            known["existing"] = Existing(known["existing"])
        if "others" in known:
            known["others"] = tuple(known["others"])
        if "failover" in known:
            known["failover"] = Failover(known["failover"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class NewCard:
    """One subject of a job to be made, with the products asked for it."""

    subject: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class NewJob:
    """One "start generation". The same `start_key` twice makes one job. `budget` None: the administrator's."""

    start_key: str
    created_by: str
    provider: str
    model_name: str
    model_params: Mapping[str, Any]
    options: JobOptions
    input_text: str
    cards: Sequence[NewCard]
    budget: Decimal | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a job is paused or failed: an error code with its parameters."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Items of a job by status; rerun items are not counted."""

    pending: int = 0
    running: int = 0
    success: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.pending + self.running + self.success + self.failed + self.cancelled

    @property
    def open(self) -> int:
        """Not ended yet."""
        return self.pending + self.running

    @property
    def ended(self) -> int:
        """Ended, well or not."""
        return self.total - self.open


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One job. `forms`, `sentences` and `answers` count its items by status.

    Cost is None if any call's cost is unknown. Of its `calls`, `reused` were answered from the store: nobody was asked.
    `budget` is the job's own, None if it has none; `estimate` what was expected of it when it was started, `spending`
    what its budget is compared with.
    """

    id: int
    status: JobStatus
    reason: Reason | None
    requested_count: int
    created_by: str
    provider: str
    model_name: str
    model_params: Mapping[str, Any]
    options: JobOptions
    created_at: datetime
    updated_at: datetime
    forms: ItemCounts = ItemCounts()
    sentences: ItemCounts = ItemCounts()
    answers: ItemCounts = ItemCounts()
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = Decimal(0)
    first_call_at: datetime | None = None
    last_reply_at: datetime | None = None
    reused: int = 0
    budget: Decimal | None = None
    estimate: Estimate | None = None
    spending: Spending = NO_SPENDING

    @property
    def subjects(self) -> ItemCounts:
        """What the screen calls verbs (the forms, or the sentences where only those were asked) or questions."""
        if self.options.questions:
            return self.answers
        return self.forms if self.forms.total else self.sentences

    @property
    def items(self) -> ItemCounts:
        """All products together."""
        names = ("pending", "running", "success", "failed", "cancelled")
        counts = (self.forms, self.sentences, self.answers)
        return ItemCounts(**{name: sum(getattr(c, name) for c in counts) for name in names})


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item as the jobs tab shows it. `title` is the beginning of the question, where there is one."""

    id: int
    job_id: int
    card_id: int
    subject: str
    product: Product
    status: ItemStatus
    attempts: int
    error_type: str | None
    error_message: str | None
    target_response: int | None = None
    responses: int = 0  # valid ones, current
    asked: int = 1  # how many were asked: sentences per verb, else 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedItem:
    """An item in the hands of an owner, with all the engine needs to ask for it.

    `asked` is what a call asks for it: for sentences with the forms they are made with, for a rerun with the previous
    answer, its findings and the reviewer's remark. `attempts` counts the calls so far that brought it nothing.
    """

    id: int
    job_id: int
    card_id: int
    subject: str
    product: Product
    lease_token: str
    attempts: int
    target_response: int | None
    asked: Asked
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What one reply means for one item: responses, a failure, another try, or nothing (`ask_again`)."""

    item: ClaimedItem
    valid: tuple[Valid, ...] = ()
    failure: Invalid | None = None
    retry: bool = False  # of a failure: the owner keeps the item and asks again


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of a call that was about to be sent.

    `call_id` None: it must not be made, since a lease is gone or its job has stopped; with a `reason` its job pauses
    for it. `reused` is the raw reply to an identical request, stored with the call: nothing is to be sent. `waits_s`
    of one that may be made later, when calls under way have ended: its items are kept, and it is tried again then.
    """

    call_id: int | None
    reason: Reason | None = None
    reused: str | None = None
    waits_s: float = 0.0


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply that was paid for and not interpreted yet. `max_tokens` is the cap it was asked with, where known."""

    call_id: int
    product: Product
    items: tuple[ClaimedItem, ...]
    raw: str
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One request to a teacher, for audit. `reused_from` is the call whose reply answered it; nothing was sent then."""

    id: int
    job_id: int | None
    product: Product
    provider: str
    model: str
    params: Mapping[str, Any]
    prompt_version: str
    status: CallStatus
    sent_at: datetime
    latency_s: float | None
    usage: Usage
    cost: Decimal | None
    error_type: str | None
    error_message: str | None
    raw_reply: str | None
    reused_from: int | None = None


@dataclass(frozen=True, slots=True)
class InvalidRecord:
    """A reply, or part of one, that failed validation, with the item it belongs to."""

    id: int
    item_id: int | None
    call_id: int | None
    error_type: str
    validation_error: str
    raw_text: str
    created_at: datetime
