"""The tables (design, section 8). The verb tables at the end are a promise to the practice app.

Beyond the design's columns: `card_id` names one subject of one job (records.CARD_SPAN) on items and responses;
`items.question_id` and `responses.question_id` name the question of an answer (questions are never deleted, so no
foreign key has to be checked on every write); `responses.answer_key` and `responses.golden` say what an answer is equal
to; `items.ready` says that nothing but a free worker is missing; `calls.asked` holds what the call asked for, so that a
stored reply can be interpreted without anything else; `calls.created_by` says whose job made the call, also when the
job is gone; `calls.batch_id` is of a call that goes out with a batch: no owner keeps it, and its items are held without
one (no foreign key, since a batch is only removed together with its calls); `jobs.estimate` is what was expected at the
start; `responses.committed_version` is the version last committed. `spending` holds the running totals that budgets are
compared with (distiller.db.spending).
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql_text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from distiller.db.types import Json, Money, Utc
from distiller.records import BatchStatus, CallStatus, GoldenMatch, ItemStatus, JobStatus, Product, ReviewAction

_BigId = BigInteger().with_variant(Integer, "sqlite")  # SQLite autoincrements INTEGER keys only
_KEEP_IDS = {"sqlite_autoincrement": True}  # an id is never used again: reviews outlive what they speak of


def _enum(kind: type[StrEnum], name: str) -> Enum:
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=16,
        name=name,
        values_callable=lambda members: [m.value for m in members],
    )


_OPEN_CALL = "interpreted_at IS NULL AND batch_id IS NULL AND status IN ('sent', 'answered')"


class Base(DeclarativeBase):
    """The names of constraints are fixed from the first day, so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Job(Base):
    """One "start generation"."""

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    start_key: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[JobStatus] = mapped_column(_enum(JobStatus, "status"))
    reason: Mapped[dict[str, Any] | None] = mapped_column(Json)
    input_text: Mapped[str] = mapped_column(Text)
    requested_count: Mapped[int]
    created_by: Mapped[str] = mapped_column(String(100))
    provider: Mapped[str] = mapped_column(String(100))
    model_name: Mapped[str] = mapped_column(String(200))
    model_params: Mapped[dict[str, Any]] = mapped_column(Json)
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Utc)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    budget: Mapped[Decimal | None] = mapped_column(Money)
    estimate: Mapped[dict[str, Any] | None] = mapped_column(Json)
    __table_args__ = (_KEEP_IDS,)


class Owner(Base):
    """A process that runs jobs: it beats every 2 s and is dead after 8 s without a beat."""

    __tablename__ = "owners"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Utc)
    beat_at: Mapped[datetime] = mapped_column(Utc)


class Item(Base):
    """One subject x one product within a job; `target_response` for a rerun of one response."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    card_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(250))
    question_id: Mapped[int | None] = mapped_column(BigInteger)
    product: Mapped[Product] = mapped_column(_enum(Product, "product"))
    target_response: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[ItemStatus] = mapped_column(_enum(ItemStatus, "status"))
    ready: Mapped[bool]
    error_type: Mapped[str | None] = mapped_column(String(40))
    error_message: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(64))
    lease_token: Mapped[str | None] = mapped_column(String(64))
    rerun: Mapped[dict[str, Any] | None] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    __table_args__ = (
        Index(
            "uq_items_subject",
            "job_id",
            "subject",
            "product",
            unique=True,
            sqlite_where=sql_text("target_response IS NULL"),
            postgresql_where=sql_text("target_response IS NULL"),
        ),
        Index(
            "uq_items_target",
            "job_id",
            "subject",
            "product",
            "target_response",
            unique=True,
            sqlite_where=sql_text("target_response IS NOT NULL"),
            postgresql_where=sql_text("target_response IS NOT NULL"),
        ),
        Index("ix_items_card", "card_id", "product"),
        Index("ix_items_counts", "job_id", "product", "status", "target_response"),
        Index(
            "ix_items_question",
            "question_id",
            "status",
            sqlite_where=sql_text("question_id IS NOT NULL"),
            postgresql_where=sql_text("question_id IS NOT NULL"),
        ),
        Index(
            "ix_items_claim",
            "job_id",
            "product",
            "id",
            sqlite_where=sql_text("status = 'pending' AND ready"),
            postgresql_where=sql_text("status = 'pending' AND ready"),
        ),
        Index(
            "ix_items_open",
            "subject",
            sqlite_where=sql_text("status IN ('pending', 'running')"),
            postgresql_where=sql_text("status IN ('pending', 'running')"),
        ),
        Index(
            "ix_items_owned",
            "owner",
            sqlite_where=sql_text("status = 'running'"),
            postgresql_where=sql_text("status = 'running'"),
        ),
        _KEEP_IDS,
    )


class Call(Base):
    """One request to a teacher. It outlives its job: the bill stays.

    `reusable`: its reply was wholly valid, and answers an identical request. `reused_from`: it was answered with the
    reply of that call, and nothing was sent.
    """

    __tablename__ = "calls"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    owner: Mapped[str] = mapped_column(String(64))
    product: Mapped[Product] = mapped_column(_enum(Product, "product"))
    provider: Mapped[str] = mapped_column(String(100))
    model: Mapped[str] = mapped_column(String(200))
    params: Mapped[dict[str, Any]] = mapped_column(Json)
    prompt_version: Mapped[str] = mapped_column(String(40))
    request_hash: Mapped[str] = mapped_column(String(64))
    asked: Mapped[list[Any]] = mapped_column(Json)
    status: Mapped[CallStatus] = mapped_column(_enum(CallStatus, "status"))
    reserved_cost: Mapped[Decimal | None] = mapped_column(Money)
    cost: Mapped[Decimal | None] = mapped_column(Money)
    prompt_tokens: Mapped[int | None]
    completion_tokens: Mapped[int | None]
    cached_tokens: Mapped[int | None]
    latency_s: Mapped[float | None]
    request_id: Mapped[str | None] = mapped_column(String(200))
    raw_reply: Mapped[str | None] = mapped_column(Text)
    error_type: Mapped[str | None] = mapped_column(String(40))
    error_message: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Utc)
    answered_at: Mapped[datetime | None] = mapped_column(Utc)
    interpreted_at: Mapped[datetime | None] = mapped_column(Utc)
    reused_from: Mapped[int | None] = mapped_column(BigInteger)
    reusable: Mapped[bool | None]
    created_by: Mapped[str] = mapped_column(String(100), server_default="")
    batch_id: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (
        Index(
            "ix_calls_batch",
            "batch_id",
            "id",
            sqlite_where=sql_text("batch_id IS NOT NULL"),
            postgresql_where=sql_text("batch_id IS NOT NULL"),
        ),
        Index(
            "ix_calls_job",  # covers the sums of a job, in the order they are grouped: no raw reply is read for them
            "job_id",
            "provider",
            "model",
            "product",
            "status",
            "error_type",
            "latency_s",
            "cost",
            "prompt_tokens",
            "completion_tokens",
            "sent_at",
            "answered_at",
            "reused_from",
        ),
        Index(
            "ix_calls_reusable",
            "request_hash",
            "provider",
            "model",
            sqlite_where=sql_text("reusable"),
            postgresql_where=sql_text("reusable"),
        ),
        Index(
            "ix_calls_open",
            "owner",
            sqlite_where=sql_text(_OPEN_CALL),
            postgresql_where=sql_text(_OPEN_CALL),
        ),
        _KEEP_IDS,
    )


class Batch(Base):
    """Calls handed to a provider at once. `token` is its metadata there: by it a batch is found again.

    Its owner is the process that prepares, makes and follows it; None while nobody does. It outlives its job.
    """

    __tablename__ = "batches"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    owner: Mapped[str | None] = mapped_column(String(64))
    provider: Mapped[str] = mapped_column(String(100))
    model: Mapped[str] = mapped_column(String(200))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[BatchStatus] = mapped_column(_enum(BatchStatus, "status"))
    remote_id: Mapped[str | None] = mapped_column(String(200))
    input_file_id: Mapped[str | None] = mapped_column(String(200))
    output_file_id: Mapped[str | None] = mapped_column(String(200))
    error_file_id: Mapped[str | None] = mapped_column(String(200))
    requests: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    completed: Mapped[int]
    failed: Mapped[int]
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Utc)
    tried_at: Mapped[datetime | None] = mapped_column(Utc)
    submitted_at: Mapped[datetime | None] = mapped_column(Utc)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)
    __table_args__ = (
        Index("ix_batches_job", "job_id", "id"),
        Index(
            "ix_batches_open",
            "owner",
            sqlite_where=sql_text("ended_at IS NULL"),
            postgresql_where=sql_text("ended_at IS NULL"),
        ),
        _KEEP_IDS,
    )


class Spent(Base):
    """What the calls of one job, of one person on one day, or of one day cost together: see distiller.db.spending."""

    __tablename__ = "spending"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    spent: Mapped[Decimal] = mapped_column(Money)
    reserved: Mapped[Decimal] = mapped_column(Money)
    unknown: Mapped[int] = mapped_column(BigInteger)


class CallItem(Base):
    """Which items a call carried, and under which lease."""

    __tablename__ = "call_items"
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    lease_token: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("ix_call_items_item", "item_id"),)


class Response(Base):
    """One valid thing to review."""

    __tablename__ = "responses"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id", ondelete="SET NULL"))
    card_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(250))
    question_id: Mapped[int | None] = mapped_column(BigInteger)
    product: Mapped[Product] = mapped_column(_enum(Product, "product"))
    position: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    edited: Mapped[dict[str, Any] | None] = mapped_column(Json)
    forms_hash: Mapped[str | None] = mapped_column(String(64))
    findings: Mapped[list[Any]] = mapped_column(Json)
    severity: Mapped[str | None] = mapped_column(String(8))
    analysis: Mapped[dict[str, Any] | None] = mapped_column(Json)
    form_key: Mapped[str | None] = mapped_column(String(20))
    answer_key: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    golden: Mapped[GoldenMatch | None] = mapped_column(_enum(GoldenMatch, "golden"))
    is_correct: Mapped[bool | None]
    reviewed_by: Mapped[str | None] = mapped_column(String(100))
    reviewed_at: Mapped[datetime | None] = mapped_column(Utc)
    superseded_by: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)
    committed_version: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Utc)
    __table_args__ = (
        Index(
            "ix_responses_card",
            "card_id",
            "product",
            "is_correct",
            "severity",
            "form_key",
            "version",
            "committed_version",
            sqlite_where=sql_text("superseded_by IS NULL"),
            postgresql_where=sql_text("superseded_by IS NULL"),
        ),
        Index(
            "ix_responses_undecided",
            "card_id",
            "severity",
            sqlite_where=sql_text("superseded_by IS NULL AND is_correct IS NULL"),
            postgresql_where=sql_text("superseded_by IS NULL AND is_correct IS NULL"),
        ),
        Index(
            "ix_responses_waiting",
            "card_id",
            sqlite_where=sql_text("superseded_by IS NULL AND is_correct AND committed_version IS NULL"),
            postgresql_where=sql_text("superseded_by IS NULL AND is_correct AND committed_version IS NULL"),
        ),
        Index(
            "ix_responses_question",
            "question_id",
            "answer_key",
            "is_correct",
            sqlite_where=sql_text("question_id IS NOT NULL AND superseded_by IS NULL"),
            postgresql_where=sql_text("question_id IS NOT NULL AND superseded_by IS NULL"),
        ),
        Index("ix_responses_item", "item_id"),
        Index("ix_responses_subject", "subject"),
        _KEEP_IDS,
    )


class InvalidResponse(Base):
    """A reply, or part of one, that failed validation."""

    __tablename__ = "invalid_responses"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("calls.id", ondelete="SET NULL"))
    error_type: Mapped[str] = mapped_column(String(40))
    validation_error: Mapped[str] = mapped_column(Text)
    raw_text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Utc)
    __table_args__ = (Index("ix_invalid_responses_item", "item_id"), Index("ix_invalid_responses_call", "call_id"))


class Review(Base):
    """One decision of a person. Appended only: triggers refuse UPDATE and DELETE, so no foreign key points out."""

    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    response_id: Mapped[int | None] = mapped_column(BigInteger)
    item_id: Mapped[int | None] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Utc)
    action: Mapped[ReviewAction] = mapped_column(_enum(ReviewAction, "action"))
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reason: Mapped[str | None] = mapped_column(Text)
    batch: Mapped[str | None] = mapped_column(String(64))
    undoes: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (
        Index("ix_reviews_response", "response_id"),
        Index("ix_reviews_who", "who", "id"),
        Index("ix_reviews_batch", "batch"),
        Index("ix_reviews_undoes", "undoes"),
        _KEEP_IDS,
    )


class Question(Base):
    """One question. `content_hash` is its identity: of the json_id where one is given, else of what is asked.

    `row_hash` is of all fields: another one under the same identity is a changed question. `answer_schema` is
    compact JSON; `golden_answer` is text, and JSON text where the question has a schema. `subject` on items and
    responses is `#<id>`.
    """

    __tablename__ = "questions"
    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    json_id: Mapped[str | None] = mapped_column(String(200))
    content_hash: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    row_hash: Mapped[bytes] = mapped_column(LargeBinary(16))
    category: Mapped[str] = mapped_column(String(200), default="")
    question_text: Mapped[str] = mapped_column(Text)
    golden_answer: Mapped[str | None] = mapped_column(Text)
    answer_schema: Mapped[str | None] = mapped_column(Text)
    system_prompt: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Utc)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    __table_args__ = (
        Index(
            "uq_questions_json_id",
            "json_id",
            unique=True,
            sqlite_where=sql_text("json_id IS NOT NULL"),
            postgresql_where=sql_text("json_id IS NOT NULL"),
        ),
        Index("ix_questions_category", "category"),
        _KEEP_IDS,
    )


class Commit(Base):
    """One transaction that wrote approved work into the verb tables."""

    __tablename__ = "commits"
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Utc)
    counts: Mapped[dict[str, Any]] = mapped_column(Json)


class Verb(Base):
    """One verb of the verb database."""

    __tablename__ = "verbs"
    id: Mapped[int] = mapped_column(primary_key=True)
    infinitive: Mapped[str] = mapped_column(String(110))
    sense: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(Utc)
    updated_at: Mapped[datetime] = mapped_column(Utc)
    retired_at: Mapped[datetime | None] = mapped_column(Utc)
    __table_args__ = (UniqueConstraint("infinitive", "sense"), _KEEP_IDS)


class VerbForm(Base):
    """The seven fields of one verb; blank means "nog in te vullen"."""

    __tablename__ = "verb_forms"
    verb_id: Mapped[int] = mapped_column(ForeignKey("verbs.id", ondelete="CASCADE"), primary_key=True)
    tt_ik: Mapped[str] = mapped_column(String(100), default="")
    tt_jij: Mapped[str] = mapped_column(String(100), default="")
    tt_hij: Mapped[str] = mapped_column(String(100), default="")
    vt_ev: Mapped[str] = mapped_column(String(100), default="")
    vt_mv: Mapped[str] = mapped_column(String(100), default="")
    vd: Mapped[str] = mapped_column(String(100), default="")
    vd_hulpwerkwoord: Mapped[str] = mapped_column(String(100), default="")
    variants: Mapped[dict[str, Any]] = mapped_column(Json)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("responses.id", ondelete="SET NULL"))
    __table_args__ = (Index("ix_verb_forms_response", "response_id"),)


class FillInSentence(Base):
    """One sentence with a blank. `retired_at`: no longer served, kept for the record."""

    __tablename__ = "fill_in_sentences"
    id: Mapped[int] = mapped_column(primary_key=True)
    verb_id: Mapped[int] = mapped_column(ForeignKey("verbs.id", ondelete="CASCADE"))
    sentence_template: Mapped[str] = mapped_column(String(500))
    answer: Mapped[str] = mapped_column(String(210))
    answer_form_key: Mapped[str] = mapped_column(String(20))
    accepted_answers: Mapped[list[Any]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(String(500))
    response_id: Mapped[int | None] = mapped_column(ForeignKey("responses.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Utc)
    retired_at: Mapped[datetime | None] = mapped_column(Utc)
    __table_args__ = (
        Index(
            "uq_fill_in_sentences_live",
            "verb_id",
            "text",
            "answer_form_key",
            unique=True,
            sqlite_where=sql_text("retired_at IS NULL"),
            postgresql_where=sql_text("retired_at IS NULL"),
        ),
        Index("ix_fill_in_sentences_response", "response_id"),
        _KEEP_IDS,
    )
