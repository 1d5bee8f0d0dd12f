"""What crosses borders: frozen records and the words of the tables. ORM objects stay in the store.

Times are timezone-aware UTC. Money is Decimal in US dollars, or None where it is unknown: never 0 for unknown.
A subject is an infinitive, with its sense in brackets where one was given: `voorkomen (gebeuren)`.
"""

from __future__ import annotations

from distiller.records.accuracy import AccuracyReport, AccuracyRow, AgreementRow
from distiller.records.jobs import (
    CallRecord,
    ClaimedItem,
    InvalidRecord,
    ItemCounts,
    ItemOutcome,
    ItemRecord,
    JobOptions,
    JobRecord,
    NewCard,
    NewJob,
    Reason,
    StoredReply,
)
from distiller.records.questions import NewQuestionJob, QuestionFilter, QuestionRecord, Which
from distiller.records.review import (
    Card,
    CardStatus,
    CardSummary,
    InvalidFilter,
    InvalidReply,
    OtherAnswer,
    ResponseRecord,
    ReviewFilter,
    ReviewProgress,
    ReviewRecord,
)
from distiller.records.teacher import (
    Asked,
    AskedQuestion,
    Interpretation,
    Invalid,
    TeacherReply,
    TeacherRequest,
    Usage,
    Valid,
)
from distiller.records.verbs import CommitPreview, CommitRecord, FillInRecord, VerbChange, VerbRecord
from distiller.records.words import (
    CARD_SPAN,
    OPEN_JOB,
    CallStatus,
    Existing,
    GoldenMatch,
    ItemStatus,
    JobStatus,
    Product,
    ReviewAction,
    VerbKey,
)

__all__ = [
    "CARD_SPAN",
    "OPEN_JOB",
    "AccuracyReport",
    "AccuracyRow",
    "AgreementRow",
    "Asked",
    "AskedQuestion",
    "CallRecord",
    "CallStatus",
    "Card",
    "CardStatus",
    "CardSummary",
    "ClaimedItem",
    "CommitPreview",
    "CommitRecord",
    "Existing",
    "FillInRecord",
    "GoldenMatch",
    "Interpretation",
    "Invalid",
    "InvalidFilter",
    "InvalidRecord",
    "InvalidReply",
    "ItemCounts",
    "ItemOutcome",
    "ItemRecord",
    "ItemStatus",
    "JobOptions",
    "JobRecord",
    "JobStatus",
    "NewCard",
    "NewJob",
    "NewQuestionJob",
    "OtherAnswer",
    "Product",
    "QuestionFilter",
    "QuestionRecord",
    "Reason",
    "ResponseRecord",
    "ReviewAction",
    "ReviewFilter",
    "ReviewProgress",
    "ReviewRecord",
    "StoredReply",
    "TeacherReply",
    "TeacherRequest",
    "Usage",
    "Valid",
    "VerbChange",
    "VerbKey",
    "VerbRecord",
    "Which",
]
