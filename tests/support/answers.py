"""Questions and their answers put straight into a fresh database; a test names only what matters to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from distiller.db.models import Call, CallItem, Item, Job, Question, Response, Review
from distiller.records import (
    CARD_SPAN,
    CallStatus,
    GoldenMatch,
    ItemStatus,
    JobOptions,
    JobStatus,
    Product,
    ReviewAction,
)
from distiller.store import StoreBase
from tests.support.factories import NOW, finding, make_job


@dataclass(frozen=True)
class MadeAnswer:
    """What `make_answer` put there."""

    job: int
    card: int
    subject: str
    question: int
    item: int
    call: int | None
    response: int


def make_question(
    store: StoreBase,
    text: str = "How many legs does a spider have?",
    *,
    json_id: str | None = None,
    category: str = "",
    golden: str | None = None,
    schema: str | None = None,
    system: str | None = None,
) -> int:
    """A question; the same identity twice is refused by the database."""
    identity = json.dumps([json_id] if json_id else [text, category, schema, system])
    row = json.dumps([json_id, category, text, golden, schema, system])
    with store._write() as conn:
        made = conn.execute(
            insert(Question)
            .values(
                json_id=json_id,
                content_hash=_digest(identity),
                row_hash=_digest(row),
                category=category,
                question_text=text,
                golden_answer=golden,
                answer_schema=schema,
                system_prompt=system,
                created_at=NOW,
                updated_at=NOW,
            )
            .returning(Question.id)
        )
        return made.scalar_one()


def question_job(store: StoreBase, *, model: str = "gpt-4o-mini", provider: str = "openai", **options: Any) -> int:
    """A finished job of questions; `options` are those of JobOptions."""
    job = make_job(store, status=JobStatus.DONE, options=JobOptions(questions=True, **options))
    with store._write() as conn:
        conn.execute(update(Job).where(Job.id == job).values(model_name=model, provider=provider))
    return job


def make_answer(
    store: StoreBase,
    question: int | str = "How many legs does a spider have?",
    answer: Any = "Eight.",
    *,
    job: int | None = None,
    model: str = "gpt-4o-mini",
    provider: str = "openai",
    by_teacher: bool = True,
    reasoning: str | None = None,
    edited: Any = None,
    golden: GoldenMatch | None = None,
    findings: Sequence[dict[str, Any]] = (),
    severity: str | None = None,
    is_correct: bool | None = None,
    reviewer: str = "local",
    at: datetime = NOW,
    replaces: MadeAnswer | None = None,
) -> MadeAnswer:
    """One answer to a question (its id, or the text of a new one), in a job of its own unless `job` is given.

    `edited` is the answer as a person changed it; `replaces` is the answer this one is a rerun of; without
    `by_teacher` no call stands behind it. A decision has its review.
    """
    question_id = make_question(store, question) if isinstance(question, str) else question
    if replaces is not None:
        job = replaces.job
    job_id = question_job(store, model=model, provider=provider) if job is None else job
    card = job_id * CARD_SPAN + question_id if replaces is None else replaces.card
    item = _item(store, job_id, card, question_id, None if replaces is None else replaces.response)
    call = _call(store, job_id, item, model, provider, at) if by_teacher else None
    payload = {"answer": answer} | ({} if reasoning is None else {"reasoning": reasoning})
    current = answer if edited is None else edited
    told = [*findings, *([finding(severity, "golden-differs")] if severity else [])]
    decided = is_correct is not None
    with store._write() as conn:
        response = conn.execute(
            insert(Response)
            .values(
                item_id=item,
                job_id=job_id,
                call_id=call,
                card_id=card,
                subject=f"#{question_id}",
                question_id=question_id,
                product=Product.ANSWER,
                position=0,
                payload=payload,
                edited=None if edited is None else {"answer": edited},
                findings=told,
                severity=severity,
                answer_key=_digest(json.dumps(current, sort_keys=True).casefold()),
                golden=golden,
                is_correct=is_correct,
                reviewed_by=reviewer if decided else None,
                reviewed_at=at if decided else None,
                version=1 + (edited is not None) + decided,
                created_at=at,
            )
            .returning(Response.id)
        ).scalar_one()
        if edited is not None:
            _review(conn, response, item, card, ReviewAction.EDIT, reviewer, at)
        if decided:
            action = ReviewAction.APPROVE if is_correct else ReviewAction.REJECT
            _review(conn, response, item, card, action, reviewer, at)
        if replaces is not None:
            old = Response.id == replaces.response
            conn.execute(update(Response).where(old).values(superseded_by=response, version=Response.version + 1))
    return MadeAnswer(job_id, card, f"#{question_id}", question_id, item, call, response)


def _item(store: StoreBase, job: int, card: int, question: int, target: int | None) -> int:
    with store._write() as conn:
        made = conn.execute(
            insert(Item)
            .values(
                job_id=job,
                card_id=card,
                subject=f"#{question}",
                question_id=question,
                product=Product.ANSWER,
                target_response=target,
                status=ItemStatus.SUCCESS,
                ready=False,
                attempts=1,
                updated_at=NOW,
            )
            .returning(Item.id)
        )
        return made.scalar_one()


def _call(store: StoreBase, job: int, item: int, model: str, provider: str, at: datetime) -> int:
    with store._write() as conn:
        call = conn.execute(
            insert(Call)
            .values(
                job_id=job,
                owner="test",
                product=Product.ANSWER,
                provider=provider,
                model=model,
                params={},
                prompt_version="answer-1",
                request_hash="0" * 64,
                asked=[],
                status=CallStatus.ANSWERED,
                sent_at=at,
                answered_at=at,
                interpreted_at=at,
            )
            .returning(Call.id)
        ).scalar_one()
        conn.execute(insert(CallItem).values(call_id=call, item_id=item, lease_token="test"))
        return call


def _review(conn: Any, response: int, item: int, card: int, action: ReviewAction, who: str, at: datetime) -> None:
    conn.execute(
        insert(Review).values(response_id=response, item_id=item, card_id=card, who=who, at=at, action=action)
    )


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
