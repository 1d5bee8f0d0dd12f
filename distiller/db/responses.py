"""Responses: rows to records, and the one guarded way to change them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, null, or_, select, update

from distiller.db.dependents import chunks
from distiller.db.models import Item, Response
from distiller.dutch.findings import Finding, Severity, worst
from distiller.errors import NotFound
from distiller.records import Product, ResponseRecord, Valid

COLUMNS = (
    Response.id,
    Response.item_id,
    Response.job_id,
    Response.call_id,
    Response.card_id,
    Response.subject,
    Response.question_id,
    Response.product,
    Response.position,
    Response.payload,
    Response.edited,
    Response.findings,
    Response.severity,
    Response.analysis,
    Response.form_key,
    Response.answer_key,
    Response.golden,
    Response.is_correct,
    Response.reviewed_by,
    Response.reviewed_at,
    Response.version,
    Response.committed_version,
    Response.superseded_by,
)

CURRENT = Response.superseded_by.is_(None)
UNDECIDED = Response.is_correct.is_(None)
WITH_FINDINGS = Response.severity.in_((Severity.WARNING.value, Severity.ERROR.value))
WITHOUT_FINDINGS = or_(Response.severity.is_(None), Response.severity == Severity.INFO.value)


MOST_ID = (1 << 63) - 1
"""The highest id a database can hold: a link or a command may name a higher one."""


def possible(what: str, number: int) -> int:
    """The id, if it can be one at all. Raises NotFound."""
    if not 0 < number <= MOST_ID:
        raise NotFound("not-found", what=what, id=number)
    return number


def record(row: Row[Any]) -> ResponseRecord:
    """A row of `COLUMNS` as it leaves the store."""
    return ResponseRecord(
        id=row.id,
        item_id=row.item_id,
        job_id=row.job_id,
        card_id=row.card_id,
        subject=row.subject,
        product=row.product,
        position=row.position,
        payload=row.payload or {},
        edited=row.edited,
        findings=tuple(Finding.from_dict(f) for f in row.findings or ()),
        severity=Severity(row.severity) if row.severity else None,
        analysis=row.analysis,
        form_key=row.form_key,
        is_correct=row.is_correct,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        version=row.version,
        committed_version=row.committed_version,
        superseded_by=row.superseded_by,
        by_hand=row.call_id is None,
        question_id=row.question_id,
        golden=row.golden,
        answer_key=row.answer_key and row.answer_key.hex(),
    )


def fetch(conn: Connection, response_id: int, *, lock: bool = False) -> ResponseRecord:
    """One response, superseded or not; `lock` keeps others from changing it until the end. Raises NotFound."""
    query = select(*COLUMNS).where(Response.id == possible("Response", response_id))
    row = conn.execute(_locked(query, lock=lock)).one_or_none()
    if row is None:
        raise NotFound("not-found", what="Response", id=response_id)
    return record(row)


_CONTENT_LEFT_OUT = tuple(null().label(c.key) if c.key in ("payload", "findings", "analysis") else c for c in COLUMNS)


def fetch_many(
    conn: Connection, ids: Sequence[int], *, lock: bool = False, content: bool = True
) -> dict[int, ResponseRecord]:
    """Those of the responses that exist, by id; without `content` their payload, findings and analysis are left out.

    What is left out is not read, which for a verdict on tens of thousands is half of the work.
    """
    found: dict[int, ResponseRecord] = {}
    for part in chunks(sorted(ids)):
        query = select(*(COLUMNS if content else _CONTENT_LEFT_OUT)).where(Response.id.in_(part)).order_by(Response.id)
        found.update((row.id, record(row)) for row in conn.execute(_locked(query, lock=lock)))
    return found


def of_card(conn: Connection, card_id: int, *, lock: bool = False) -> list[ResponseRecord]:
    """The current responses of a card: forms first, then sentences by position."""
    this_card = Response.card_id == possible("Card", card_id)
    query = select(*COLUMNS).where(this_card, CURRENT).order_by(Response.id)
    rows = [record(row) for row in conn.execute(_locked(query, lock=lock))]
    return sorted(rows, key=lambda r: (r.product != Product.FORMS, r.position, r.id))


def current_of_item(conn: Connection, item_id: int) -> list[ResponseRecord]:
    """The current responses that an item gave."""
    return [record(r) for r in conn.execute(select(*COLUMNS).where(Response.item_id == item_id, CURRENT))]


def _locked(query: Select[Any], *, lock: bool) -> Select[Any]:
    return query.with_for_update() if lock else query  # SQLite leaves it out: its writes are alone anyway


_SAVE = (
    update(Response.__table__)  # type: ignore[arg-type]
    .where(Response.id == bindparam("at_id"), Response.version == bindparam("at_version"))
    .values(
        version=bindparam("to_version"),
        edited=bindparam("to_edited"),
        findings=bindparam("to_findings"),
        severity=bindparam("to_severity"),
        analysis=bindparam("to_analysis"),
        form_key=bindparam("to_form_key"),
        answer_key=bindparam("to_answer_key"),
        golden=bindparam("to_golden"),
        is_correct=bindparam("to_is_correct"),
        reviewed_by=bindparam("to_reviewed_by"),
        reviewed_at=bindparam("to_reviewed_at"),
        superseded_by=bindparam("to_superseded_by"),
    )
)


def save(conn: Connection, changes: Iterable[tuple[ResponseRecord, ResponseRecord]]) -> bool:
    """Writes each (before, after) where the version is still that of `before`; False if any was not.

    On False the caller must leave the transaction by an error: some may have been written.
    """
    verdicts: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    others: list[dict[str, Any]] = []
    for before, after in changes:
        if any(getattr(before, name) != getattr(after, name) for name in _CONTENT):
            others.append(_whole(before, after))
        else:
            verdicts[before.version, *(getattr(after, name) for name in _VERDICT)].append(before.id)
    for (version, *values), ids in verdicts.items():
        alike = dict(zip(_VERDICT, values, strict=True))
        for part in chunks(sorted(ids)):  # one statement for many: what "approve all" needs
            same = update(Response).where(Response.id.in_(part), Response.version == version).values(**alike)
            if conn.execute(same).rowcount != len(part):
                return False
    return not others or conn.execute(_SAVE, others).rowcount == len(others)


_VERDICT = ("version", "is_correct", "reviewed_by", "reviewed_at")
_CONTENT = ("edited", "findings", "severity", "analysis", "form_key", "answer_key", "golden", "superseded_by")


def check_parameters(after: ResponseRecord) -> dict[str, Any]:
    """What the checks say of a response, as parameters of an update."""
    return {
        "to_findings": [f.to_dict() for f in after.findings],
        "to_severity": after.severity and after.severity.value,
        "to_analysis": after.analysis,
        "to_form_key": after.form_key,
        "to_answer_key": after.answer_key and bytes.fromhex(after.answer_key),
        "to_golden": after.golden,
    }


def _whole(before: ResponseRecord, after: ResponseRecord) -> dict[str, Any]:
    return {
        "at_id": before.id,
        "at_version": before.version,
        "to_version": after.version,
        "to_edited": after.edited,
        **check_parameters(after),
        "to_is_correct": after.is_correct,
        "to_reviewed_by": after.reviewed_by,
        "to_reviewed_at": after.reviewed_at,
        "to_superseded_by": after.superseded_by,
    }


def checked(valid: Valid) -> dict[str, Any]:
    """What the checks say of a payload, as fields of a ResponseRecord."""
    return {
        "findings": tuple(valid.findings),
        "severity": worst(valid.findings),
        "analysis": valid.analysis,
        "form_key": valid.form_key,
        "answer_key": valid.answer_key and valid.answer_key.hex(),
        "golden": valid.golden,
    }


def add_by_hand(conn: Connection, item: Row[Any], valid: Valid, position: int, now: datetime) -> ResponseRecord:
    """A response that a person wrote: no call behind it, undecided."""
    severity = worst(valid.findings)
    made = conn.execute(
        insert(Response)
        .values(
            item_id=item.id,
            job_id=item.job_id,
            card_id=item.card_id,
            subject=item.subject,
            question_id=item.question_id,
            product=item.product,
            position=position,
            payload=dict(valid.payload),
            findings=[f.to_dict() for f in valid.findings],
            severity=severity and severity.value,
            analysis=valid.analysis,
            form_key=valid.form_key,
            answer_key=valid.answer_key,
            golden=valid.golden,
            version=1,
            created_at=now,
        )
        .returning(Response.id)
    ).scalar_one()
    return fetch(conn, made)


def next_position(conn: Connection, card_id: int, product: Product) -> int:
    """The position after the last one a card has used, superseded responses included."""
    items = select(Item.id).where(Item.card_id == card_id)
    last = conn.execute(
        select(func.max(Response.position)).where(Response.item_id.in_(items), Response.product == product)
    ).scalar()
    return 0 if last is None else last + 1
