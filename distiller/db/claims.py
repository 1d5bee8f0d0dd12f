"""Claiming items: a conditional update with a lease token, and what a call needs to know about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy import text as sql_text

from distiller.db import jobs, questions, spending
from distiller.db.dependents import chunks, refresh_sentences, sources
from distiller.db.models import Batch, Call, CallItem, FillInSentence, InvalidResponse, Item, Job, Owner, Response, Verb
from distiller.db.notes import note
from distiller.errors import ErrorType
from distiller.records import (
    Asked,
    AskedQuestion,
    CallStatus,
    ClaimedItem,
    ItemStatus,
    JobOptions,
    JobStatus,
    Product,
    QuestionRecord,
    StoredReply,
    VerbKey,
)

_FREE = {"owner": None, "lease_token": None}
_OPEN_CALL = (
    Call.interpreted_at.is_(None),
    Call.batch_id.is_(None),  # a batch outlives the process that made it: see db.batches
    sql_text("calls.status IN ('sent', 'answered')"),  # word for word as in ix_calls_open: SQLite uses it only then
    or_(Call.status == CallStatus.SENT, Call.job_id.is_not(None)),  # a reply for a deleted job is nobody's work
)
_ITEM = (
    Item.id,
    Item.job_id,
    Item.card_id,
    Item.subject,
    Item.question_id,
    Item.product,
    Item.attempts,
    Item.target_response,
    Item.rerun,
)


READY = sql_text("items.status = 'pending' AND items.ready")
"""Word for word as in ix_items_claim: with parameters SQLite looks through all items of the job."""

_LEASES = select(Item.id, Item.lease_token).where(
    Item.id.in_(bindparam("ids", expanding=True)), Item.status == ItemStatus.RUNNING
)


def claim(
    conn: Connection, *, owner: str, token: str, job_id: int, product: Product, limit: int, now: datetime
) -> list[ClaimedItem]:
    """Up to `limit` ready items of one product of one job, now this owner's. Items whose forms are gone wait again."""
    chosen = select(Item.id).where(Item.job_id == job_id, Item.product == product, READY).order_by(Item.id).limit(limit)
    if conn.dialect.name == "postgresql":
        chosen = chosen.with_for_update(skip_locked=True)
    once = chosen.cte("chosen")  # as a subquery PostgreSQL may run it per row, and claim far more than the limit
    rows = conn.execute(
        update(Item)
        .where(Item.id.in_(select(once.c.id)), Item.status == ItemStatus.PENDING)
        .values(status=ItemStatus.RUNNING, owner=owner, lease_token=token, updated_at=now)
        .returning(*_ITEM)
    ).all()
    if not rows:
        return []
    rows = sorted(rows, key=lambda r: r.id)
    return _corrected(conn, _with_what_is_asked(conn, rows, token, job_id, product, now))


def _with_what_is_asked(
    conn: Connection, rows: Sequence[Row[Any]], token: str, job_id: int, product: Product, now: datetime
) -> list[ClaimedItem]:
    if product == Product.FORMS:
        return [claimed(row, token, Asked(row.subject, rerun=row.rerun)) for row in rows]
    job = conn.execute(select(Job.options, Job.model_params).where(Job.id == job_id)).one()
    options = JobOptions.from_dict(job.options)
    if product == Product.ANSWER:
        return _with_questions(conn, rows, token, options, job.model_params)
    return _with_forms(conn, rows, token, options, now)


def _corrected(conn: Connection, items: list[ClaimedItem]) -> list[ClaimedItem]:
    """The items; those that were tried before with what was wrong the last time, whoever tried."""
    tried = [item.id for item in items if item.attempts]
    wrong: dict[int, str] = {}
    for part in chunks(tried):
        query = (
            select(InvalidResponse.item_id, InvalidResponse.validation_error)
            .where(InvalidResponse.item_id.in_(part), InvalidResponse.error_type != ErrorType.TRUNCATED.value)
            .order_by(InvalidResponse.id)
        )
        wrong |= {row.item_id: row.validation_error for row in conn.execute(query) if row.item_id is not None}
    return [
        replace(item, asked=replace(item.asked, correction=wrong[item.id])) if item.id in wrong else item
        for item in items
    ]


def claimed(row: Row[Any], token: str, asked: Asked) -> ClaimedItem:
    """A row of an item as it leaves the store, held under this token."""
    return ClaimedItem(
        id=row.id,
        job_id=row.job_id,
        card_id=row.card_id,
        subject=row.subject,
        product=row.product,
        lease_token=token,
        attempts=row.attempts,
        target_response=row.target_response,
        asked=asked,
        question_id=row.question_id,
    )


def _with_questions(
    conn: Connection, rows: Sequence[Row[Any]], token: str, options: JobOptions, params: Mapping[str, Any]
) -> list[ClaimedItem]:
    """The questions as they stand now, each with the system prompt that applies to it."""
    found: dict[int, QuestionRecord] = {}
    for part in chunks(sorted({row.question_id for row in rows})):
        found |= questions.fetch_many(conn, part)
    return [
        claimed(
            row, token, Asked(row.subject, rerun=row.rerun, question=_asked(found[row.question_id], options, params))
        )
        for row in rows
    ]


def _asked(question: QuestionRecord, options: JobOptions, params: Mapping[str, Any]) -> AskedQuestion:
    """Of system prompts the most particular one counts: the question's, its category's, the job's."""
    return AskedQuestion(
        text=question.text,
        schema=question.answer_schema,
        system=question.system_prompt or options.category_prompts.get(question.category) or options.system_prompt,
        golden=question.golden_answer,
        temperature=params.get("temperature") or 0.0,
        max_tokens=params.get("max_tokens"),
    )


def _with_forms(
    conn: Connection, rows: Sequence[Row[Any]], token: str, options: JobOptions, now: datetime
) -> list[ClaimedItem]:
    by_card = sources(conn, {row.card_id: row.subject for row in rows})
    existing = _existing_sentences(conn, rows)
    found, gone = [], []
    for row in rows:
        forms = by_card[row.card_id].forms
        if forms is None:
            gone.append(row)
            continue
        asked = Asked(
            subject=row.subject,
            forms=forms,
            count=1 if row.target_response is not None else options.sentence_count,
            level=options.level,
            existing=tuple(existing[row.id]),
            rerun=row.rerun,
        )
        found.append(claimed(row, token, asked))
    if gone:
        conn.execute(
            update(Item)
            .where(Item.id.in_([row.id for row in gone]))
            .values(status=ItemStatus.PENDING, ready=False, updated_at=now, **_FREE)
        )
        refresh_sentences(conn, {row.card_id for row in gone}, now)
    return found


def _existing_sentences(conn: Connection, rows: Sequence[Row[Any]]) -> dict[int, list[str]]:
    """Sentences that must not come again: those of the card, and those in the verb database."""
    found: dict[int, list[str]] = defaultdict(list)
    by_card = {row.card_id: row for row in rows}
    for part in chunks(sorted(by_card)):
        query = select(Response.card_id, Response.payload, Response.edited).where(
            Response.card_id.in_(part), Response.product == Product.SENTENCES, Response.superseded_by.is_(None)
        )
        for card_id, payload, edited in conn.execute(query):
            found[by_card[card_id].id].append((edited or payload)["sentence"])
    by_key = {VerbKey.from_subject(row.subject): row for row in rows}
    for part in chunks(sorted((k.infinitive, k.sense) for k in by_key)):
        live = (
            select(Verb.infinitive, Verb.sense, FillInSentence.text)
            .join(FillInSentence, FillInSentence.verb_id == Verb.id)
            .where(tuple_(Verb.infinitive, Verb.sense).in_(part), FillInSentence.retired_at.is_(None))
        )
        for infinitive, sense, text in conn.execute(live):
            texts = found[by_key[VerbKey(infinitive, sense)].id]
            if text not in texts:
                texts.append(text)
    return found


def release(conn: Connection, items: Sequence[ClaimedItem], now: datetime) -> None:
    """Gives items back that were claimed and not sent; those that somebody else holds are left alone."""
    for part in chunks(items):
        give_back(conn, tuple_(Item.id, Item.lease_token).in_([(i.id, i.lease_token) for i in part]), now)


def release_claims(conn: Connection, owner: str, tokens: Collection[str], now: datetime) -> None:
    """Gives back all that an owner holds under these tokens."""
    jobs.lock(conn, conn.scalars(_jobs_held_by([owner])))
    give_back(conn, and_(Item.owner == owner, Item.lease_token.in_(tokens)), now)


def free_unsent(conn: Connection, owner: str, now: datetime) -> set[int]:
    """Gives back all items of an owner that are not part of a call under way; the jobs they belong to."""
    jobs.lock(conn, conn.scalars(_jobs_held_by([owner])))
    unsent = and_(Item.owner == owner, Item.id.not_in(_under_way([owner])))
    return {row.job_id for row in give_back(conn, unsent, now)}


def _under_way(owners: Sequence[str]) -> Select[int]:
    """Items that wait for the reply, or the outcome, of a call."""
    return (
        select(CallItem.item_id)
        .join(Call, Call.id == CallItem.call_id)
        .where(Call.owner.in_(owners), *_OPEN_CALL, CallItem.lease_token == Item.lease_token)
    )


def give_back(conn: Connection, which: ColumnElement[bool], now: datetime) -> Sequence[Row[int, int]]:
    """Running items wait again, or are cancelled with their job; (job_id, card_id) of each."""
    cancelled = select(Job.id).where(Job.status == JobStatus.CANCELLED)
    status = case((Item.job_id.in_(cancelled), ItemStatus.CANCELLED.value), else_=ItemStatus.PENDING.value)
    return conn.execute(
        update(Item)
        .where(which, Item.status == ItemStatus.RUNNING)
        .values(status=status, updated_at=now, **_FREE)
        .returning(Item.job_id, Item.card_id)
    ).all()


def _jobs_held_by(owners: Sequence[str]) -> Select[int]:
    return select(Item.job_id).where(Item.owner.in_(owners), Item.status == ItemStatus.RUNNING).distinct()


def leases(conn: Connection, items: Collection[ClaimedItem]) -> set[tuple[int, str | None]]:
    """How those of the items that are held by anybody are held: id and token."""
    ids = sorted({item.id for item in items})
    return {(row.id, row.lease_token) for row in conn.execute(_LEASES, {"ids": ids})} if ids else set()


def holders(conn: Connection) -> dict[str, datetime | None]:
    """The last beat of every owner of running items, open calls or batches; None for one that is not registered."""
    items = select(Item.owner).where(Item.status == ItemStatus.RUNNING, Item.owner.is_not(None))
    followed = select(Batch.owner).where(Batch.ended_at.is_(None), Batch.owner.is_not(None))
    held = items.union(select(Call.owner).where(*_OPEN_CALL), followed).subquery()
    return {
        row[0]: row[1]
        for row in conn.execute(select(held.c.owner, Owner.beat_at).outerjoin(Owner, Owner.id == held.c.owner))
    }


def recover(conn: Connection, dead: Mapping[str, datetime | None], now: datetime) -> list[StoredReply]:
    """Gives back what dead owners left; their replies that nobody interpreted, with the items that wait for them.
    Their batches are followed by whoever takes them next.

    `dead` holds the beat each was last seen with: one that has beaten since is alive. A call that was sent and has no
    reply becomes `lost`. A reply is given again at every call, until its outcome is stored: it is never asked for
    a second time.
    """
    still = sorted(owner for owner, beat in holders(conn).items() if owner in dead and dead[owner] == beat)
    if not still:
        return []
    calls = (Call.owner.in_(still), *_OPEN_CALL)
    concerned = select(Call.job_id).where(*calls, Call.job_id.is_not(None)).union(_jobs_held_by(still))
    locked = jobs.lock(conn, conn.scalars(concerned))
    conn.execute(update(Batch).where(Batch.owner.in_(still), Batch.ended_at.is_(None)).values(owner=None))
    lost = conn.execute(
        update(Call)
        .where(*calls, Call.status == CallStatus.SENT)
        .values(status=CallStatus.LOST, interpreted_at=now, error_type="LOST")
        .returning(*spending.MONEY, Call.provider, Call.model)
    ).all()
    changes = spending.Changes()
    for call in lost:
        spending.turn(changes, call, CallStatus.SENT, CallStatus.LOST)
        note(conn, "call-lost", call=call.id, job=call.job_id, provider=call.provider, model=call.model)
    freed = give_back(conn, and_(Item.owner.in_(still), Item.id.not_in(_under_way(still))), now)
    refresh_sentences(conn, {row.card_id for row in freed}, now)
    jobs.settle(conn, locked, now)
    conn.execute(delete(Owner).where(or_(Owner.id.in_(still), Owner.beat_at < now - timedelta(days=1))))
    answered = conn.execute(select(Call.id, Call.product, Call.params, Call.asked, Call.raw_reply).where(*calls)).all()
    changes.write(conn, now)
    note(conn, "owners-recovered", owners=len(still), items=len(freed), lost=len(lost), replies=len(answered))
    return [_stored(conn, row) for row in answered]


def _stored(conn: Connection, call: Row[Any]) -> StoredReply:
    """One reply with the items that still wait for it."""
    items = waiting(conn, {call.id: [Asked.from_dict(data) for data in call.asked]})[call.id]
    return StoredReply(
        call_id=call.id,
        product=call.product,
        items=items,
        raw=call.raw_reply,
        max_tokens=call.params.get("max_tokens"),
    )


def waiting(conn: Connection, asked: Mapping[int, Sequence[Asked]]) -> dict[int, tuple[ClaimedItem, ...]]:
    """For each call the items that wait for it still, under the lease that it was made with."""
    rows = conn.execute(
        select(*_ITEM, CallItem.lease_token, CallItem.call_id)
        .join(CallItem, CallItem.item_id == Item.id)
        .where(
            CallItem.call_id.in_(list(asked)),
            Item.status == ItemStatus.RUNNING,
            Item.lease_token == CallItem.lease_token,
        )
        .order_by(Item.id)
    ).all()
    subjects = {call_id: {one.subject: one for one in several} for call_id, several in asked.items()}
    found: dict[int, list[ClaimedItem]] = {call_id: [] for call_id in asked}
    for row in rows:
        found[row.call_id].append(claimed(row, row.lease_token, subjects[row.call_id][row.subject]))
    return {call_id: tuple(items) for call_id, items in found.items()}
