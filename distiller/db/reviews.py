"""Reviews: appended rows that tell each decision, from which the present state can be replayed.

`before` and `after` hold version, is_correct, edited payload, reviewer and time; for an edit also what the checks said,
so that an undo puts back exactly what was there. The last `after` of a response is its present state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select
from sqlalchemy.orm import aliased

from distiller.db import responses
from distiller.db.dependents import chunks
from distiller.db.models import Item, Response, Review
from distiller.dutch.findings import Finding, worst
from distiller.errors import StaleDecision
from distiller.records import GoldenMatch, ResponseRecord, ReviewAction, ReviewRecord


@dataclass(frozen=True, slots=True)
class Decision:
    """Who does what, when, and as part of which batch."""

    who: str
    at: datetime
    action: ReviewAction
    reason: str | None = None
    batch: str | None = None


def snapshot(record: ResponseRecord, *, checks: bool = False) -> dict[str, Any]:
    """What a decision changes, as JSON."""
    data: dict[str, Any] = {
        "version": record.version,
        "is_correct": record.is_correct,
        "edited": record.edited,
        "reviewed_by": record.reviewed_by,
        "reviewed_at": record.reviewed_at and record.reviewed_at.isoformat(),
    }
    if checks:
        data["checks"] = {
            "findings": [f.to_dict() for f in record.findings],
            "analysis": record.analysis,
            "form_key": record.form_key,
            "answer_key": record.answer_key,
            "golden": record.golden and record.golden.value,
        }
    return data


def restored(record: ResponseRecord, before: Mapping[str, Any]) -> ResponseRecord:
    """The record with what a snapshot held, as its next version."""
    at = before["reviewed_at"]
    back = replace(
        record,
        version=record.version + 1,
        is_correct=before["is_correct"],
        edited=before["edited"],
        reviewed_by=before["reviewed_by"],
        reviewed_at=None if at is None else datetime.fromisoformat(at),
    )
    checks = before.get("checks")
    if checks is None:
        return back
    findings = tuple(Finding.from_dict(f) for f in checks["findings"])
    return replace(
        back,
        findings=findings,
        severity=worst(findings),
        analysis=checks["analysis"],
        form_key=checks["form_key"],
        answer_key=checks.get("answer_key"),
        golden=GoldenMatch(checks["golden"]) if checks.get("golden") else None,
    )


def entry(
    decision: Decision,
    before: ResponseRecord,
    after: ResponseRecord,
    *,
    item_id: int | None = None,
    undoes: int | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One review to append. `extra` is added to `before`: what an undo needs beyond the response."""
    checks = decision.action == ReviewAction.EDIT or before.findings != after.findings
    return {
        "response_id": before.id,
        "item_id": before.item_id if item_id is None else item_id,
        "card_id": before.card_id,
        "who": decision.who,
        "at": decision.at,
        "action": decision.action,
        "before": {**snapshot(before, checks=checks), **(extra or {})},
        "after": snapshot(after, checks=checks),
        "reason": decision.reason or None,
        "batch": decision.batch,
        "undoes": undoes,
    }


def append(conn: Connection, entries: Iterable[Mapping[str, Any]]) -> None:
    """Writes the reviews."""
    rows = [dict(e) for e in entries]
    if rows:
        conn.execute(insert(Review), rows)


def seen(conn: Connection, response_id: int, version: int) -> ResponseRecord:
    """The response as the person saw it, locked. Raises StaleDecision if it changed since, NotFound."""
    response = responses.fetch(conn, response_id, lock=True)
    if response.version != version or response.superseded_by is not None:
        raise stale(conn, response)
    return response


def stale(conn: Connection, response: ResponseRecord) -> StaleDecision:
    """The error that tells what happened to a response since a person saw it."""
    if response.superseded_by not in (None, response.id):
        return StaleDecision("review-superseded", subject=response.subject)
    who = last_reviewer(conn, response.id)
    return StaleDecision("review-stale", who=who) if who else StaleDecision("review-appeared", subject=response.subject)


def store(conn: Connection, pairs: Sequence[tuple[ResponseRecord, ResponseRecord]]) -> None:
    """Writes each (before, after). Raises StaleDecision if a version moved; the transaction must then end."""
    if not responses.save(conn, pairs):
        now = responses.fetch_many(conn, [before.id for before, _ in pairs])
        expected = {after.id: after.version for _, after in pairs}
        moved = next((r for r in now.values() if r.version != expected[r.id]), None)
        raise stale(conn, moved or pairs[0][0])


def last_reviewer(conn: Connection, response_id: int) -> str | None:
    """Who decided last on a response."""
    return conn.execute(
        select(Review.who).where(Review.response_id == response_id).order_by(Review.id.desc()).limit(1)
    ).scalar()


_undo = aliased(Review)
_UNDONE = exists().where(_undo.undoes == Review.id)


def _batch_undone() -> Any:
    sibling, undo = aliased(Review), aliased(Review)
    return exists().where(sibling.batch == Review.batch, undo.undoes == sibling.id)


def latest_of(conn: Connection, who: str) -> list[Row[Any]]:
    """The latest decision of a person that is not undone: its reviews, in order; [] if there is none.

    A batch is one decision. Reviews of responses that are gone with their job do not count.
    """
    there = exists().where(Response.id == Review.response_id)
    top = conn.execute(
        select(*_COLUMNS)
        .where(Review.who == who, Review.action != ReviewAction.UNDO, ~_UNDONE, ~_batch_undone(), there)
        .order_by(Review.id.desc())
        .limit(1)
    ).one_or_none()
    if top is None or top.batch is None:
        return [] if top is None else [top]
    batch = select(*_COLUMNS).where(Review.batch == top.batch, Review.action != ReviewAction.UNDO)
    return list(conn.execute(batch.order_by(Review.id)))


def in_force(conn: Connection, response_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """For each response the last review that is not undone: (its id, who)."""
    found: dict[int, tuple[int, str]] = {}
    for part in chunks(sorted(response_ids)):
        last = (
            select(func.max(Review.id))
            .where(Review.response_id.in_(part), Review.action != ReviewAction.UNDO, ~_UNDONE)
            .group_by(Review.response_id)
        )
        rows = conn.execute(select(Review.response_id, Review.id, Review.who).where(Review.id.in_(last)))
        found.update((row[0], (row[1], row[2])) for row in rows if row[0] is not None)
    return found


_COLUMNS = (
    Review.id,
    Review.response_id,
    Review.item_id,
    Review.card_id,
    Review.who,
    Review.at,
    Review.action,
    Review.before,
    Review.after,
    Review.reason,
    Review.batch,
)


def of_card(conn: Connection, card_id: int) -> list[ReviewRecord]:
    """Every decision on a card, oldest first, those on superseded responses included."""
    items = select(Item.id).where(Item.card_id == card_id)
    responses = select(Response.id).where(Response.item_id.in_(items))
    rows = conn.execute(
        select(*_COLUMNS, _UNDONE.label("undone")).where(Review.response_id.in_(responses)).order_by(Review.id)
    )
    return [
        ReviewRecord(
            id=row.id,
            response_id=row.response_id,
            item_id=row.item_id,
            who=row.who,
            at=row.at,
            action=row.action,
            before=row.before,
            after=row.after,
            reason=row.reason,
            batch=row.batch,
            undone=bool(row.undone),
        )
        for row in rows
    ]
