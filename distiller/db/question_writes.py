"""What an import of questions writes: new and changed questions, and the answers that came along.

An import writes a few thousand rows in each transaction, so that reviewers never wait for it. Each part is whole: a
question and its answer are there together or not at all, and an import that was broken off is made whole by another.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, update

from distiller.db import questions, reviews
from distiller.db.models import Item, Job, Question, Response
from distiller.dutch.findings import worst
from distiller.records import (
    CARD_SPAN,
    ItemStatus,
    JobOptions,
    JobStatus,
    Product,
    ResponseRecord,
    ReviewAction,
    Valid,
)

IMPORT_LOCK = 5_390_114_209
"""Advisory lock of PostgreSQL: one writer of questions at a time, as SQLite has anyway."""
PROVIDER = "import"
"""What stands for the teacher of answers that came along."""
EVERY_FIELD = frozenset(("category", "golden_answer", "answer_schema", "system_prompt"))
"""What a question may have or not."""
_SEPARATORS = 5
_CACHE_KB = 100_000


class NewQuestion(NamedTuple):
    """One question to be stored. `identity` says which question it is, `row_hash` what is known of it (see models)."""

    identity: bytes
    row_hash: bytes
    json_id: str | None
    category: str
    question_text: str
    golden_answer: str | None
    answer_schema: str | None
    system_prompt: str | None


class NewAnswer(NamedTuple):
    """An answer that came along with its question, checked; decided where the file says whether it is right."""

    valid: Valid
    is_correct: bool | None


@dataclass(frozen=True, slots=True)
class ImportJob:
    """The job that holds the answers of one import: made with the first of them."""

    key: str
    who: str
    source: str
    model: str = PROVIDER


@dataclass(frozen=True, slots=True)
class Standing:
    """How a part of an import stands to what is stored: positions within the part, and ids by identity.

    `changed` gives for the position of each changed question what it becomes.
    """

    added: tuple[int, ...]
    changed: dict[int, NewQuestion]
    ids: dict[bytes, int]


def new_question(
    json_id: str | None, category: str, text: str, golden: str | None, schema: str | None, system: str | None
) -> NewQuestion:
    """The question with its two hashes. NUL separates their parts, so no text may hold one.

    Raises ValueError for NUL and for half a character.
    """
    asked = f"{text}\0{category}\0{schema or ''}\0{system or ''}"
    whole = f"{json_id or ''}\0{golden or ''}\0{asked}".encode()
    if whole.count(0) != _SEPARATORS:
        raise ValueError("NUL")
    identity = f"q\0{asked}" if json_id is None else f"id\0{json_id}"
    own = blake2b(identity.encode(), digest_size=16).digest()
    return NewQuestion(own, blake2b(whole, digest_size=16).digest(), json_id, category, text, golden, schema, system)


def make_room(conn: Connection) -> None:
    """Lets SQLite keep the indexes of a million questions in memory while it adds to them: their order is random."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KB}")


def lock_questions(conn: Connection) -> None:
    """Waits until no other process imports; held until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))


def compare(conn: Connection, rows: Sequence[NewQuestion], given: Set[str] = EVERY_FIELD) -> Standing:
    """Which of the questions are new, and which are there with other fields. No identity is there twice.

    A field that the source does not have (it is not `given`, and not in the row) stays as it is.
    """
    marks = ", ".join([_mark(conn)] * len(rows))
    stored = conn.exec_driver_sql(
        f"SELECT content_hash, id, row_hash FROM questions WHERE content_hash IN ({marks})",  # noqa: S608
        tuple(row.identity for row in rows),
    )
    known = {bytes(identity): (id_, bytes(row_hash)) for identity, id_, row_hash in stored}
    added, changed = [], {}
    for position, row in enumerate(rows):
        there = known.get(row.identity)
        if there is None:
            added.append(position)
        elif there[1] != row.row_hash:
            changed[position] = row
    ids = {identity: id_ for identity, (id_, _) in known.items()}
    if changed and not given >= EVERY_FIELD:
        changed = _merged(conn, changed, given, ids)
        changed = {at: row for at, row in changed.items() if known[row.identity][1] != row.row_hash}
    return Standing(tuple(added), changed, ids)


def _merged(
    conn: Connection, rows: dict[int, NewQuestion], given: Set[str], ids: dict[bytes, int]
) -> dict[int, NewQuestion]:
    """The questions with what is stored of them in the fields that the source does not have."""
    stored = questions.fetch_many(conn, [ids[row.identity] for row in rows.values()])
    found = {}
    for position, row in rows.items():
        old = stored[ids[row.identity]]
        found[position] = new_question(
            row.json_id,
            row.category or ("" if "category" in given else old.category),
            row.question_text,
            row.golden_answer or (None if "golden_answer" in given else old.golden_answer),
            row.answer_schema or (None if "answer_schema" in given else old.answer_schema),
            row.system_prompt or (None if "system_prompt" in given else old.system_prompt),
        )
    return found


_CHANGE = (
    update(Question.__table__)  # type: ignore[arg-type]
    .where(Question.content_hash == bindparam("the_identity"))
    .values({name: bindparam(f"to_{name}") for name in ("row_hash", *NewQuestion._fields[2:], "updated_at")})
)


def write(conn: Connection, rows: Sequence[NewQuestion], standing: Standing, now: datetime) -> None:
    """Adds the new questions and changes the changed ones."""
    if standing.added:
        at = Question.created_at.type.dialect_impl(conn.dialect).bind_processor(conn.dialect)
        times = (at(now),) * 2 if at else (now, now)
        # the driver's own way: the language above it would take half of the time of a whole import
        conn.exec_driver_sql(_insert(conn), [rows[position] + times for position in standing.added])
    if standing.changed:
        conn.execute(_CHANGE, [_changes(row, now) for row in standing.changed.values()])


def _insert(conn: Connection) -> str:
    names = ("content_hash", *NewQuestion._fields[1:], "created_at", "updated_at")
    marks = ", ".join([_mark(conn)] * len(names))
    return f"INSERT INTO questions ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


def _mark(conn: Connection) -> str:
    return "?" if conn.dialect.paramstyle == "qmark" else "%s"


def _changes(row: NewQuestion, now: datetime) -> dict[str, Any]:
    values = {f"to_{name}": getattr(row, name) for name in NewQuestion._fields[1:]}
    return values | {"the_identity": row.identity, "to_updated_at": now}


# --- answers that came along ------------------------------------------------------------------------------------


def new_answers(
    conn: Connection, rows: Sequence[tuple[NewQuestion, NewAnswer]], ids: dict[bytes, int]
) -> list[tuple[int, NewAnswer]]:
    """Those answers, with the id of their question (0: not stored yet), that no import brought before."""
    there: dict[int, list[Any]] = {}
    wanted = [ids[question.identity] for question, _ in rows if question.identity in ids]
    if wanted:
        query = (
            select(Item.question_id, Response.payload)
            .join(Job, Job.id == Item.job_id)
            .join(Response, Response.item_id == Item.id)
            .where(Item.question_id.in_(wanted), Item.target_response.is_(None), Job.provider == PROVIDER)
        )
        for question_id, payload in conn.execute(query):
            there.setdefault(question_id, []).append(payload)
    found = []
    for question, answer in rows:
        question_id = ids.get(question.identity, 0)
        if dict(answer.valid.payload) not in there.get(question_id, ()):
            found.append((question_id, answer))
    return found


def add_job(conn: Connection, job: ImportJob, now: datetime) -> tuple[int, int]:
    """The job of an import, made if it is not there: its id, and how many answers it has."""
    row = conn.execute(select(Job.id, Job.requested_count).where(Job.start_key == job.key)).one_or_none()
    if row is not None:
        return row.id, row.requested_count
    made = conn.execute(
        insert(Job)
        .values(
            start_key=job.key,
            status=JobStatus.DONE,
            input_text=job.source,
            requested_count=0,
            created_by=job.who,
            provider=PROVIDER,
            model_name=job.model,
            model_params={},
            options=JobOptions(questions=True, selection={"source": job.source}).to_dict(),
            created_at=now,
            updated_at=now,
        )
        .returning(Job.id)
    ).scalar_one()
    return made, 0


def add_answers(conn: Connection, job: ImportJob, rows: Sequence[tuple[int, NewAnswer]], now: datetime) -> int:
    """Stores answers as ended items with a response each, those with a verdict reviewed at once; the job's id."""
    job_id, position = add_job(conn, job, now)
    cards = {job_id * CARD_SPAN + position + n: row for n, row in enumerate(rows)}
    items = conn.execute(
        insert(Item).returning(Item.id, Item.card_id),
        [_item(job_id, card_id, question_id, now) for card_id, (question_id, _) in cards.items()],
    ).all()
    made = conn.execute(
        insert(Response).returning(Response.id, Response.card_id),
        [_response(job, job_id, item_id, card_id, *cards[card_id], now) for item_id, card_id in items],
    ).all()
    item_of = {card_id: item_id for item_id, card_id in items}
    verdicts = sorted((id_, card_id) for id_, card_id in made if cards[card_id][1].is_correct is not None)
    reviews.append(
        conn,
        (_review(job, id_, item_of[card_id], card_id, *cards[card_id], job_id, now) for id_, card_id in verdicts),
    )
    counted = update(Job).where(Job.id == job_id)
    conn.execute(counted.values(requested_count=position + len(rows), updated_at=now))
    return job_id


def _item(job_id: int, card_id: int, question_id: int, now: datetime) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "card_id": card_id,
        "subject": f"#{question_id}",
        "question_id": question_id,
        "product": Product.ANSWER,
        "status": ItemStatus.SUCCESS,
        "ready": False,
        "attempts": 0,
        "updated_at": now,
    }


def _response(
    job: ImportJob, job_id: int, item_id: int, card_id: int, question_id: int, answer: NewAnswer, now: datetime
) -> dict[str, Any]:
    valid, decided = answer.valid, answer.is_correct is not None
    severity = worst(valid.findings)
    return {
        "item_id": item_id,
        "job_id": job_id,
        "card_id": card_id,
        "subject": f"#{question_id}",
        "question_id": question_id,
        "product": Product.ANSWER,
        "position": 0,
        "payload": dict(valid.payload),
        "findings": [f.to_dict() for f in valid.findings],
        "severity": severity and severity.value,
        "answer_key": valid.answer_key,
        "golden": valid.golden,
        "is_correct": answer.is_correct,
        "reviewed_by": job.who if decided else None,
        "reviewed_at": now if decided else None,
        "version": 2 if decided else 1,
        "created_at": now,
    }


def _review(
    job: ImportJob,
    response_id: int,
    item_id: int,
    card_id: int,
    question_id: int,
    answer: NewAnswer,
    job_id: int,
    now: datetime,
) -> dict[str, Any]:
    """The decision that the file brought, as if made now; all of an import are undone as one."""
    before = ResponseRecord(
        id=response_id,
        item_id=item_id,
        job_id=job_id,
        card_id=card_id,
        subject=f"#{question_id}",
        product=Product.ANSWER,
        position=0,
        payload=answer.valid.payload,
        edited=None,
        findings=answer.valid.findings,
        severity=None,
        analysis=None,
        form_key=None,
        is_correct=None,
        reviewed_by=None,
        reviewed_at=None,
        version=1,
        committed_version=None,
        superseded_by=None,
    )
    after = replace(before, is_correct=answer.is_correct, reviewed_by=job.who, reviewed_at=now, version=2)
    action = ReviewAction.APPROVE if answer.is_correct else ReviewAction.REJECT
    return reviews.entry(reviews.Decision(job.who, now, action, batch=job.key), before, after)
