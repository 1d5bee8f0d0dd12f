"""Jobs, items and responses put straight into a fresh database; a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from distiller.db import spending
from distiller.db.models import Call, CallItem, Item, Job, Response
from distiller.records import CARD_SPAN, CallStatus, ItemStatus, JobOptions, JobStatus, Product
from distiller.store import Store, StoreBase, prepare

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_numbers = count(1)

LOPEN: Mapping[str, str] = {
    "tt_ik": "loop",
    "tt_jij": "loopt",
    "tt_hij": "loopt",
    "vt_ev": "liep",
    "vt_mv": "liepen",
    "vd": "gelopen",
    "vd_hulpwerkwoord": "hebben",
}
WERKEN: Mapping[str, str] = {
    "tt_ik": "werk",
    "tt_jij": "werkt",
    "tt_hij": "werkt",
    "vt_ev": "werkte",
    "vt_mv": "werkten",
    "vd": "gewerkt",
    "vd_hulpwerkwoord": "hebben",
}


def make_store(tmp_path: Path) -> Store:
    """A store on a fresh SQLite file."""
    return store_at(f"sqlite:///{tmp_path / 'distiller.db'}", tmp_path)


def store_at(url: str, home: Path) -> Store:
    """A store on a database that is brought up to date first."""
    prepare(url, home)
    return Store(url)


def finding(severity: str, code: str = "unknown-verb") -> dict[str, Any]:
    """A finding as a response stores it."""
    return {"code": code, "severity": severity, "field": None, "expected": [], "detail": {}}


@dataclass(frozen=True)
class Made:
    """What a factory put there."""

    job: int
    card: int
    subject: str
    forms_item: int | None
    sentences_item: int | None
    forms: int | None
    sentences: tuple[int, ...]


def make_job(store: StoreBase, *, status: JobStatus = JobStatus.DONE, options: JobOptions | None = None) -> int:
    """A job without items."""
    with store._write() as conn:
        made = conn.execute(
            insert(Job)
            .values(
                start_key=f"start-{next(_numbers)}",
                status=status,
                input_text="",
                requested_count=0,
                created_by="local",
                provider="openai",
                model_name="gpt-4o-mini",
                model_params={},
                options=(options or JobOptions()).to_dict(),
                created_at=NOW,
                updated_at=NOW,
            )
            .returning(Job.id)
        )
        return made.scalar_one()


def make_item(
    store: StoreBase,
    job: int,
    subject: str,
    product: Product = Product.FORMS,
    *,
    position: int = 0,
    status: ItemStatus = ItemStatus.SUCCESS,
    error: tuple[str, str] = ("CONSTRAINT_VIOLATION", "Missing key: vd_hulpwerkwoord"),
    target: int | None = None,
) -> int:
    """An item; `error` (type, message) is stored with a failed one."""
    failed = status == ItemStatus.FAILED
    with store._write() as conn:
        made = conn.execute(
            insert(Item)
            .values(
                job_id=job,
                card_id=job * CARD_SPAN + position,
                subject=subject,
                product=product,
                target_response=target,
                status=status,
                ready=False,
                error_type=error[0] if failed else None,
                error_message=error[1] if failed else None,
                attempts=1,
                updated_at=NOW,
            )
            .returning(Item.id)
        )
        return made.scalar_one()


def make_call(store: StoreBase, job: int, items: Sequence[int], product: Product = Product.FORMS) -> int:
    """An answered call that carried these items."""
    with store._write() as conn:
        call = conn.execute(
            insert(Call)
            .values(
                job_id=job,
                created_by="local",
                owner="test",
                product=product,
                provider="openai",
                model="gpt-4o-mini",
                params={},
                prompt_version="test-1",
                request_hash="0" * 64,
                asked=[],
                status=CallStatus.ANSWERED,
                sent_at=NOW,
                answered_at=NOW,
                interpreted_at=NOW,
            )
            .returning(Call.id)
        ).scalar_one()
        for item in items:
            conn.execute(insert(CallItem).values(call_id=call, item_id=item, lease_token="test"))
        changes = spending.Changes()
        changes.add(spending.keys_of(job, "local", NOW), spending.NOTHING, (0, 0, 1))
        changes.write(conn, NOW)
        return call


def make_response(
    store: StoreBase,
    item: int,
    payload: Mapping[str, Any],
    *,
    call: int | None = None,
    job: int,
    subject: str,
    product: Product = Product.FORMS,
    card_position: int = 0,
    position: int = 0,
    severity: str | None = None,
    is_correct: bool | None = None,
    form_key: str | None = None,
    answer: str = "",
    committed_version: int | None = None,
) -> int:
    """A response; without `call` it is one that a person wrote."""
    analysis = {"spans": [], "answer": answer, "template": "", "tense": None, "accepted_answers": []}
    with store._write() as conn:
        made = conn.execute(
            insert(Response)
            .values(
                item_id=item,
                job_id=job,
                call_id=call,
                card_id=job * CARD_SPAN + card_position,
                subject=subject,
                product=product,
                position=position,
                payload=dict(payload),
                findings=[finding(severity)] if severity else [],
                severity=severity,
                analysis=analysis if product == Product.SENTENCES else None,
                form_key=form_key,
                is_correct=is_correct,
                reviewed_by=None if is_correct is None else "local",
                reviewed_at=None if is_correct is None else NOW,
                version=1 if is_correct is None else 2,
                committed_version=committed_version,
                created_at=NOW,
            )
            .returning(Response.id)
        )
        return made.scalar_one()


def make_card(
    store: StoreBase,
    subject: str = "lopen",
    forms: Mapping[str, str] | None = LOPEN,
    sentences: Sequence[tuple[str, str, str]] = (),
    *,
    job: int | None = None,
    position: int = 0,
    forms_state: Mapping[str, Any] | None = None,
    sentence_states: Sequence[Mapping[str, Any]] = (),
    options: JobOptions | None = None,
) -> Made:
    """A card with a form set and sentences (text, form_key, answer); None for forms: that item failed.

    `forms_state` and `sentence_states` are further arguments of make_response: severity, is_correct and so on.
    """
    job = make_job(store, options=options) if job is None else job
    infinitive = subject.partition(" (")[0]
    forms_item = make_item(
        store, job, subject, position=position, status=ItemStatus.FAILED if forms is None else ItemStatus.SUCCESS
    )
    sentences_item = None
    if sentences:
        sentences_item = make_item(store, job, subject, Product.SENTENCES, position=position)
    call = make_call(store, job, [i for i in (forms_item, sentences_item) if i is not None])
    common: dict[str, Any] = {"job": job, "subject": subject, "card_position": position, "call": call}
    form_set = None
    if forms is not None:
        payload = {"infinitive": infinitive, **forms}
        form_set = make_response(store, forms_item, payload, **common, **(forms_state or {}))
    made = []
    for number, (text, key, answer) in enumerate(sentences):
        assert sentences_item is not None
        state = sentence_states[number] if number < len(sentence_states) else {}
        made.append(
            make_response(
                store,
                sentences_item,
                {"sentence": text},
                product=Product.SENTENCES,
                position=number,
                form_key=key or None,
                answer=answer,
                **common,
                **state,
            )
        )
    return Made(job, job * CARD_SPAN + position, subject, forms_item, sentences_item, form_set, tuple(made))


def mark_committed(store: StoreBase, response: int) -> None:
    """Says of a response that the verb database has it as it stands."""
    with store._write() as conn:
        conn.execute(update(Response).where(Response.id == response).values(committed_version=Response.version))
