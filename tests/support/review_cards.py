"""Cards as a teacher's answers leave them: checked by the real validation, put straight into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from distiller.db.models import Item, Job, Response
from distiller.dutch import conjugate, worst
from distiller.dutch.frames import make_sentences
from distiller.records import ItemStatus, JobOptions, Product, Valid
from distiller.store import Store
from distiller.validate import check_form_payload, check_sentence_payload
from tests.support.factories import NOW, make_call, make_item, make_job


def start_job(store: Store, subjects: Sequence[str], *, sentences: int = 10, offline: bool = False) -> int:
    """A job whose items are all done, so that no engine takes them; `answer` and `finish` say how they ended."""
    job = make_job(store, options=JobOptions(sentence_count=sentences))
    model = {"provider": "offline", "model_name": "offline-rules"} if offline else {}
    with store._write() as conn:
        conn.execute(update(Job).where(Job.id == job).values(requested_count=len(subjects), **model))
    for position, subject in enumerate(subjects):
        make_item(store, job, subject, position=position)
        make_item(store, job, subject, Product.SENTENCES, position=position)
    return job


def items_of(store: Store, job: int, subject: str) -> dict[Product, int]:
    """The items of one subject by product."""
    with store._read() as conn:
        rows = conn.execute(select(Item.product, Item.id).where(Item.job_id == job, Item.subject == subject))
        return {row.product: row.id for row in rows}


def answer(
    store: Store,
    job: int,
    subject: str,
    *,
    forms: Mapping[str, str] | None = None,
    sentences: Sequence[str] | None = None,
    count: int = 10,
) -> list[int]:
    """Both items answered; forms as the rules conjugate them, with `forms` changed; ids, that of the forms first."""
    infinitive = subject.partition(" (")[0]
    right = conjugate(infinitive).forms
    given = {**right, **(forms or {})}
    texts = make_sentences(infinitive, right, count) if sentences is None else sentences
    items = items_of(store, job, subject)
    made = [put(store, job, items[Product.FORMS], 0, check_form_payload(subject, given))]
    for position, text in enumerate(texts):
        valid = check_sentence_payload(subject, text, right, [])
        made.append(put(store, job, items[Product.SENTENCES], position, valid))
    finish(store, items[Product.FORMS])
    finish(store, items[Product.SENTENCES], failed=None if texts else "None of the sentences holds a form of the verb")
    return made


def put(store: Store, job: int, item: int, position: int, valid: Valid) -> int:
    """One response of an item."""
    severity = worst(valid.findings)
    call = make_call(store, job, [item], valid.product)
    with store._write() as conn:
        card = conn.execute(select(Item.card_id).where(Item.id == item)).scalar_one()
        values: dict[str, Any] = {
            "item_id": item,
            "job_id": job,
            "card_id": card,
            "call_id": call,
            "subject": valid.subject,
            "product": valid.product,
            "position": position,
            "payload": dict(valid.payload),
            "findings": [finding.to_dict() for finding in valid.findings],
            "severity": None if severity is None else severity.value,
            "analysis": None if valid.analysis is None else dict(valid.analysis),
            "form_key": valid.form_key,
            "version": 1,
            "created_at": NOW,
        }
        return int(conn.execute(insert(Response).values(**values).returning(Response.id)).scalar_one())


def finish(store: Store, item: int, *, failed: str | None = None) -> None:
    """An item that is done, or failed with this message."""
    values: dict[str, Any] = {"status": ItemStatus.SUCCESS}
    if failed is not None:
        values = {"status": ItemStatus.FAILED, "error_type": "CONSTRAINT_VIOLATION", "error_message": failed}
    with store._write() as conn:
        conn.execute(update(Item).where(Item.id == item).values(**values))


def held(store: Store, item: int, status: ItemStatus) -> None:
    """An item in a state that no engine looks at: nobody owns it."""
    with store._write() as conn:
        conn.execute(update(Item).where(Item.id == item).values(status=status))
