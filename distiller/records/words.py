"""The words of the tables: products, states, decisions, and what makes a verb unique."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


class GoldenMatch(StrEnum):
    """How an answer stands to the golden answer of its question."""

    EXACT = "exact"
    NORMALISED = "normalised"  # equal by value: numbers, case, white space, JSON
    DIFFERS = "differs"


class Existing(StrEnum):
    """What to do with verbs that are in the verb database already."""

    SKIP = "skip"
    SENTENCES = "sentences"  # new sentences only
    REGENERATE = "regenerate"  # forms and sentences again


class Failover(StrEnum):
    """When the further providers of a job are asked. Those that may be asked now share the work by their weights."""

    NONE = "none"  # always, beside its own; what was given to one stays with it
    RATE_LIMIT_ONLY = "rate_limit_only"  # while its own is at a limit
    ALL = "all"  # also while its own rests after failures or refuses the key, and for an item that it failed


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
