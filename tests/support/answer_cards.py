"""Cards of questions as a teacher's replies leave them: judged by the real validation, put straight into the store."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import insert, update

from distiller.db.models import Call, InvalidResponse, Item, Job, Response
from distiller.dutch.findings import worst
from distiller.recheck import asked_question
from distiller.records import CARD_SPAN, Asked, ItemStatus, Product, QuestionRecord
from distiller.store import Store
from distiller.validate import check_answer_payload, interpret
from tests.support.answers import MadeAnswer, make_answer
from tests.support.factories import NOW, make_call


def question_of(store: Store, number: int) -> QuestionRecord:
    """A question as it is stored."""
    from distiller.db.questions import fetch

    with store._read() as conn:
        return fetch(conn, number)


def answered(store: Store, question: int, answer: Any, **kinds: Any) -> MadeAnswer:
    """An answer with the findings, the key and the match that validation gives it; `kinds` go to `make_answer`."""
    valid = check_answer_payload(asked_question(question_of(store, question)), {"answer": answer})
    severity = worst(valid.findings)
    made = make_answer(store, question, answer, golden=valid.golden, **kinds)
    told = {
        "answer_key": valid.answer_key,
        "findings": [finding.to_dict() for finding in valid.findings],
        "severity": severity and severity.value,
    }
    with store._write() as conn:
        conn.execute(update(Response).where(Response.id == made.response).values(**told))
        conn.execute(update(Job).where(Job.id == made.job).values(requested_count=Job.requested_count + 1))
    return made


def body(content: str) -> str:
    """A chat completion that says this."""
    return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]})


def failed(store: Store, question: int, content: str, *, job: int, times: int = 1) -> int:
    """An item whose replies were all invalid, as the engine leaves it; its id."""
    subject = f"#{question}"
    asked = Asked(subject, question=asked_question(question_of(store, question)))
    read = interpret(Product.ANSWER, [asked], body(content))
    why = read.failed[subject]
    with store._write() as conn:
        conn.execute(update(Job).where(Job.id == job).values(requested_count=Job.requested_count + 1))
        item = conn.execute(
            insert(Item)
            .values(
                job_id=job,
                card_id=job * CARD_SPAN + question,
                subject=subject,
                question_id=question,
                product=Product.ANSWER,
                status=ItemStatus.FAILED,
                ready=False,
                error_type=why.error_type,
                error_message=why.message,
                attempts=times,
                updated_at=NOW,
            )
            .returning(Item.id)
        ).scalar_one()
    for _ in range(times):
        call = make_call(store, job, [item], Product.ANSWER)
        with store._write() as conn:
            conn.execute(update(Call).where(Call.id == call).values(raw_reply=body(content), asked=[asked.to_dict()]))
            for one in read.invalid:
                conn.execute(
                    insert(InvalidResponse).values(
                        item_id=item,
                        call_id=call,
                        error_type=one.error_type,
                        validation_error=one.message,
                        raw_text=one.raw,
                        created_at=NOW,
                    )
                )
    return int(item)
