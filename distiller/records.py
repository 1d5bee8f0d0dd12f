"""What crosses borders: frozen records and the words of the tables. ORM objects stay in the store.

Times are timezone-aware UTC. Money is Decimal in US dollars, or None where it is unknown: never 0 for unknown.
A subject is an infinitive, with its sense in brackets where one was given: `voorkomen (gebeuren)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from distiller.dutch.findings import Finding, Severity

CARD_SPAN = 1 << 24
"""How many subjects one job can have: `card_id = job_id * CARD_SPAN + position`, ordered as pasted."""


class Product(StrEnum):
    """What a recipe makes."""

    FORMS = "forms"  # seven fields of one verb
    SENTENCES = "sentences"  # ten fill-in sentences of one verb
    ANSWER = "answer"  # one answer to one question


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"  # made, no call yet
    RUNNING = "running"  # calls are being made
    PAUSED = "paused"  # by a person or for a reason that is stored
    DONE = "done"  # no item is open
    FAILED = "failed"  # no item is open and nothing succeeded
    CANCELLED = "cancelled"  # by a person


OPEN_JOB = (JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED)


class ItemStatus(StrEnum):
    """Where an item stands."""

    PENDING = "pending"  # waits for a call
    RUNNING = "running"  # claimed by an owner
    SUCCESS = "success"  # gave at least one response
    FAILED = "failed"  # gave none; error_type and error_message say why
    CANCELLED = "cancelled"  # by a person


class CallStatus(StrEnum):
    """What became of one request to a teacher."""

    SENT = "sent"  # stored before it went out
    ANSWERED = "answered"  # the raw reply is stored
    FAILED = "failed"  # a transport error
    LOST = "lost"  # the process ended before a reply was stored


class ReviewAction(StrEnum):
    """What a person did."""

    APPROVE = "approve"
    REJECT = "reject"
    EDIT = "edit"
    RERUN = "rerun"
    UNDO = "undo"


class Existing(StrEnum):
    """What to do with verbs that are in the verb database already."""

    SKIP = "skip"
    SENTENCES = "sentences"  # new sentences only
    REGENERATE = "regenerate"  # forms and sentences again


# --- subjects -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class VerbKey:
    """What makes a verb unique: infinitive and sense ("" by default)."""

    infinitive: str
    sense: str = ""

    @property
    def subject(self) -> str:
        """The verb as one string, as items and cards carry it."""
        return f"{self.infinitive} ({self.sense})" if self.sense else self.infinitive

    @classmethod
    def from_subject(cls, subject: str) -> VerbKey:
        """The key that `subject` came from."""
        head, bracket, tail = subject.partition(" (")
        return cls(head, tail.removesuffix(")")) if bracket else cls(subject)


# --- teacher ------------------------------------------------------------------------------------------------


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


# --- validation ---------------------------------------------------------------------------------------------


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

    `unanswered` are subjects that the reply says nothing usable about; `ask_again` are those of a cut-off reply
    that cost no attempt and are asked in halves.
    """

    valid: tuple[Valid, ...]
    invalid: tuple[Invalid, ...]
    ask_again: tuple[str, ...] = ()
    failed: Mapping[str, Invalid] = dataclass_field(default_factory=dict)


# --- jobs and items -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JobOptions:
    """What a job makes and how: stored as JSON with the job."""

    sentences: bool = True
    sentence_count: int = 10
    level: str = "A2–B1"
    existing: Existing = Existing.SKIP
    again: bool = False  # also verbs that wait in another job

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {
            "sentences": self.sentences,
            "sentence_count": self.sentence_count,
            "level": self.level,
            "existing": self.existing.value,
            "again": self.again,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> JobOptions:
        """What `to_dict` made; unknown keys are ignored, missing ones take the default."""
        known = {k: data[k] for k in cls.__dataclass_fields__ if k in data}
        if "existing" in known:
            known["existing"] = Existing(known["existing"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class NewCard:
    """One subject of a job to be made, with the products asked for it."""

    subject: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class NewJob:
    """One "start generation". The same `start_key` twice makes one job."""

    start_key: str
    created_by: str
    provider: str
    model_name: str
    model_params: Mapping[str, Any]
    options: JobOptions
    input_text: str
    cards: Sequence[NewCard]


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
    """One job. `forms` and `sentences` count its items by status; cost is None if any call's cost is unknown."""

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
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = Decimal(0)
    first_call_at: datetime | None = None
    last_reply_at: datetime | None = None

    @property
    def verbs(self) -> ItemCounts:
        """What the screen calls verbs: the forms, or the sentences where only those were asked."""
        return self.forms if self.forms.total else self.sentences

    @property
    def items(self) -> ItemCounts:
        """Forms and sentences together."""
        a, b = self.forms, self.sentences
        return ItemCounts(
            a.pending + b.pending,
            a.running + b.running,
            a.success + b.success,
            a.failed + b.failed,
            a.cancelled + b.cancelled,
        )


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item as the jobs tab shows it."""

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


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What one reply means for one item: responses, a failure, another try, or nothing (`ask_again`)."""

    item: ClaimedItem
    valid: tuple[Valid, ...] = ()
    failure: Invalid | None = None
    retry: bool = False  # of a failure: the owner keeps the item and asks again


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply that was paid for and not interpreted yet."""

    call_id: int
    product: Product
    items: tuple[ClaimedItem, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One request to a teacher, for audit."""

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


# --- review -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """One valid thing to review.

    `payload` is what the teacher gave, `edited` what a person made of it (None: untouched); `current` is the one
    that counts. `analysis` of a sentence: {"spans": [[start, end], …], "answer", "template", "tense",
    "auxiliary_span", "accepted_answers"}.
    """

    id: int
    item_id: int
    job_id: int
    card_id: int
    subject: str
    product: Product
    position: int
    payload: Mapping[str, Any]
    edited: Mapping[str, Any] | None
    findings: tuple[Finding, ...]
    severity: Severity | None
    analysis: Mapping[str, Any] | None
    form_key: str | None
    is_correct: bool | None
    reviewed_by: str | None
    reviewed_at: datetime | None
    version: int
    committed_version: int | None
    superseded_by: int | None
    by_hand: bool = False  # written by a person, no teacher behind it

    @property
    def current(self) -> Mapping[str, Any]:
        """The payload that counts: the edited one, else the teacher's."""
        return self.payload if self.edited is None else self.edited

    @property
    def committed(self) -> bool:
        """In the verb database exactly as it stands here."""
        return self.committed_version is not None and self.committed_version == self.version

    @property
    def differs(self) -> bool:
        """In the verb database, but decided on or changed since."""
        return self.committed_version is not None and self.committed_version != self.version


class CardStatus(StrEnum):
    """Where a card stands in the review (design, section 10)."""

    TO_REVIEW = "to_review"  # a current response is undecided
    REJECTED = "rejected"  # its forms are
    APPROVED = "approved"  # decided, and something waits for the commit
    COMMITTED = "committed"  # all that is approved is in the verb database
    EMPTY = "empty"  # nothing to review: still running, or failed


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """One set of names for links, commands and code. None or "": no restriction."""

    job: int | None = None
    status: CardStatus | None = None
    findings: str | None = None  # "any" (warnings or errors), "error", "none"
    q: str = ""


@dataclass(frozen=True, slots=True)
class CardSummary:
    """One line in the list of cards."""

    card_id: int
    job_id: int
    subject: str
    status: CardStatus
    severity: Severity | None
    undecided: int
    approved: int
    rejected: int
    failed_items: int


@dataclass(frozen=True, slots=True)
class Card:
    """One subject of one job as the reviewer sees it.

    `sources` are the forms that the sentences are judged by: the committed ones, else this card's.
    `outdated` holds ids of sentences whose answer is no longer an accepted form for its key.
    """

    card_id: int
    job_id: int
    subject: str
    status: CardStatus
    forms: ResponseRecord | None
    sentences: tuple[ResponseRecord, ...]
    items: tuple[ItemRecord, ...]
    outdated: frozenset[int]
    sources: Mapping[str, str] | None
    provider: str
    model_name: str
    asked_sentences: int


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far the review of a filter is: cards, and responses within them."""

    cards: int
    cards_done: int
    undecided: int
    without_findings: int  # undecided responses without a warning or an error: what "approve all" would approve


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One decision of a person."""

    id: int
    response_id: int | None
    item_id: int | None
    who: str
    at: datetime
    action: ReviewAction
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str | None
    batch: str | None
    undone: bool


# --- verb database ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FillInRecord:
    """One fill-in sentence of the verb database."""

    id: int
    sentence_template: str
    answer: str
    answer_form_key: str
    accepted_answers: tuple[str, ...]
    text: str
    response_id: int | None
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerbRecord:
    """One verb of the verb database; `forms` has the seven fields, "" where one is missing."""

    id: int
    key: VerbKey
    forms: Mapping[str, str]
    variants: Mapping[str, Any]
    forms_response_id: int | None
    sentences: tuple[FillInRecord, ...]
    updated_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerbChange:
    """One line of a commit preview: what happens to a verb, and why something waits."""

    subject: str
    action: str  # "add", "change", "leave", "wait"
    forms: Mapping[str, tuple[str, str]]  # field -> (old, new); only what differs
    sentences_added: tuple[str, ...]
    sentences_changed: tuple[tuple[str, str], ...]  # (old, new)
    sentences_retired: tuple[str, ...]
    waiting: tuple[str, ...]  # reasons, as codes of ui texts
    card_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CommitPreview:
    """What a commit would do."""

    changes: tuple[VerbChange, ...]

    def count(self, action: str) -> int:
        """How many verbs have this action."""
        return sum(c.action == action for c in self.changes)


@dataclass(frozen=True, slots=True)
class CommitRecord:
    """One commit that was made."""

    id: int
    who: str
    at: datetime
    counts: Mapping[str, int]
