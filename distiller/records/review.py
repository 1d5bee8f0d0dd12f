"""What a reviewer sees and does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from distiller.dutch.findings import Finding, Severity
from distiller.records.jobs import ItemRecord
from distiller.records.questions import QuestionRecord
from distiller.records.words import GoldenMatch, Product, ReviewAction


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """One valid thing to review.

    `payload` is what the teacher gave, `edited` what a person made of it (None: untouched); `current` is the one
    that counts. `analysis` of a sentence: {"spans": [[start, end], …], "answer", "template", "tense",
    "auxiliary_span", "accepted_answers"}. The payload of an answer is {"answer": text or a JSON value} and, where the
    teacher gave one, "reasoning"; `answer_key` says what it is equal to, in hexadecimal digits.
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
    question_id: int | None = None
    golden: GoldenMatch | None = None
    answer_key: str | None = None

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
    category: str | None = None  # of questions
    disagree: bool = False  # only questions that were answered differently
    invalid: bool = False  # only cards with an item that failed on a reply that is kept


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
    title: str = ""  # of a question: its json_id and how it begins


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """The answer of another job to the same question; `agrees` if it is equal by value."""

    job_id: int
    provider: str
    model_name: str
    response: ResponseRecord
    agrees: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One subject of one job as the reviewer sees it: form set and sentences, or question and answer.

    `others` are the current answers of other jobs to the same question.

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
    question: QuestionRecord | None = None
    answer: ResponseRecord | None = None
    others: tuple[OtherAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class InvalidFilter:
    """Which invalid replies: None or "" restricts nothing. `q` is part of the subject, or of the question."""

    job: int | None = None
    error_type: str | None = None
    product: Product | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class InvalidReply:
    """The last invalid reply of an item that failed, or a part of one: what a person corrects or has asked again.

    `text` is what the teacher wrote, out of its envelope; `path` where in it the fault is ("" where that is unknown);
    `count` how many invalid replies the item has.
    """

    id: int
    item_id: int
    card_id: int
    job_id: int
    call_id: int | None
    subject: str
    title: str
    product: Product
    error_type: str
    message: str
    path: str
    text: str
    count: int
    created_at: datetime


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
