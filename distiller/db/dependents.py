"""Which forms the sentences of a card are made with, and whether they can be made at all.

The forms are: the committed ones if the verb is committed, else the card's own as edited, else as the teacher gave
them. None while the set is rejected or a form is missing. Sentence items that wait for them fail as DEPENDENCY and
come back by themselves when the forms do, so a job always ends and nothing has to be restarted by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from distiller.db.jobs import lock, settle
from distiller.db.models import Item, Job, Response, Verb, VerbForm
from distiller.dutch.model import FORM_FIELDS
from distiller.errors import ErrorType
from distiller.records import CARD_SPAN, ItemStatus, JobStatus, Product, VerbKey

_CHUNK = 400  # subjects or cards per query: SQLite bounds the parameters of one statement

MISSING_FORMS = "The forms of this verb are missing: write or retry them first"
REJECTED_FORMS = "The forms of this verb are rejected: correct or rerun them first"
INCOMPLETE_FORMS = "A form of this verb is still empty ({field}): fill it in first"


@dataclass(frozen=True, slots=True)
class Source:
    """The forms to make sentences with, or the sentence that says why there are none."""

    forms: Mapping[str, str] | None
    problem: str = ""


def chunks(values: Sequence[Any], size: int = _CHUNK) -> Iterable[Sequence[Any]]:
    """The values in runs of `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def committed_forms(conn: Connection, subjects: Iterable[str]) -> dict[str, dict[str, str]]:
    """The forms in the verb database, by subject; retired verbs and other subjects are left out."""
    found: dict[str, dict[str, str]] = {}
    wanted = {(k.infinitive, k.sense) for k in map(VerbKey.from_subject, subjects)}
    for part in chunks(sorted({infinitive for infinitive, _ in wanted})):
        rows = conn.execute(
            select(Verb.infinitive, Verb.sense, *(getattr(VerbForm, f) for f in FORM_FIELDS))
            .join(VerbForm, VerbForm.verb_id == Verb.id)
            .where(Verb.infinitive.in_(part), Verb.retired_at.is_(None))
        )
        for row in rows:  # of a pair (infinitive, sense) the index is not used, so the sense is looked at here
            if (row[0], row[1]) in wanted:
                found[VerbKey(row[0], row[1]).subject] = dict(zip(FORM_FIELDS, row[2:], strict=True))
    return found


def missing_field(forms: Mapping[str, str]) -> str | None:
    """The first field that is empty and should not be; a verb without participle has no auxiliary either."""
    if not forms.get("vd") and not forms.get("vd_hulpwerkwoord"):
        needed: Sequence[str] = FORM_FIELDS[:5]
    else:
        needed = FORM_FIELDS
    return next((name for name in needed if not forms.get(name)), None)


def sources(conn: Connection, cards: Mapping[int, str]) -> dict[int, Source]:
    """The forms for each card (card_id -> subject)."""
    committed = committed_forms(conn, cards.values())
    own: dict[int, Source] = {}
    for part in chunks(sorted(cards)):
        rows = conn.execute(
            select(Response.card_id, Response.payload, Response.edited, Response.is_correct).where(
                Response.card_id.in_(part), Response.product == Product.FORMS, Response.superseded_by.is_(None)
            )
        )
        for card_id, payload, edited, is_correct in rows:
            own[card_id] = _judge(payload if edited is None else edited, rejected=is_correct is False)
    return {
        card: _judge(committed[subject], rejected=False)
        if subject in committed
        else own.get(card, Source(None, MISSING_FORMS))
        for card, subject in cards.items()
    }


def _judge(forms: Mapping[str, str], *, rejected: bool) -> Source:
    if rejected:
        return Source(None, REJECTED_FORMS)
    gap = missing_field(forms)
    return Source(None, INCOMPLETE_FORMS.format(field=gap)) if gap else Source({f: forms[f] for f in FORM_FIELDS})


def refresh_sentences(conn: Connection, card_ids: Iterable[int], now: datetime) -> None:
    """Lets the waiting sentence items of these cards go, or fails them as DEPENDENCY, as their forms now stand.

    Call it after anything that changes the forms of a card: an outcome, a decision, an edit, a commit. A job that has
    nothing open any more ends; one that has something open again runs again, unless it was cancelled.
    """
    cards = sorted(set(card_ids))
    lock(conn, {card_id // CARD_SPAN for card_id in cards})
    for part in chunks(cards):
        waiting = _waiting(conn, part)
        if not waiting:
            continue
        by_card = sources(conn, {row.card_id: row.subject for row in waiting})
        open_forms = _open_forms(conn, part)
        ready: list[int] = []
        jobs: set[int] = set()
        failed: set[int] = set()
        for row in waiting:
            source = by_card[row.card_id]
            if source.forms is not None:
                ready.append(row.id)
                jobs.add(row.job_id)
            elif row.card_id not in open_forms:
                failed.add(row.job_id)
                conn.execute(
                    update(Item)
                    .where(Item.id == row.id)
                    .values(
                        status=ItemStatus.FAILED,
                        ready=False,
                        error_type=ErrorType.DEPENDENCY.value,
                        error_message=source.problem,
                        updated_at=now,
                    )
                )
        _release(conn, ready, jobs, now)
        settle(conn, failed, now)


def _waiting(conn: Connection, card_ids: Sequence[int]) -> Sequence[Row[int, int, str, int]]:
    """Sentence items that depend on their forms; in a cancelled job what has ended stays ended."""
    back = and_(
        Item.status == ItemStatus.FAILED,
        Item.error_type == ErrorType.DEPENDENCY.value,
        Job.status != JobStatus.CANCELLED,
    )
    return conn.execute(
        select(Item.id, Item.card_id, Item.subject, Item.job_id)
        .join(Job, Job.id == Item.job_id)
        .where(
            Item.card_id.in_(card_ids),
            Item.product == Product.SENTENCES,
            or_(Item.status == ItemStatus.PENDING, back),
        )
    ).all()


def _open_forms(conn: Connection, card_ids: Sequence[int]) -> set[int]:
    """Cards whose forms are still on the way: their sentences wait."""
    return set(
        conn.scalars(
            select(Item.card_id).where(
                Item.card_id.in_(card_ids),
                Item.product == Product.FORMS,
                Item.status.in_((ItemStatus.PENDING, ItemStatus.RUNNING)),
            )
        )
    )


def _release(conn: Connection, item_ids: Sequence[int], jobs: Iterable[int], now: datetime) -> None:
    for part in chunks(item_ids):
        conn.execute(
            update(Item)
            .where(Item.id.in_(part))
            .values(status=ItemStatus.PENDING, ready=True, error_type=None, error_message=None, updated_at=now)
        )
    for part in chunks(sorted(jobs)):
        conn.execute(
            update(Job)
            .where(Job.id.in_(part), Job.status.in_((JobStatus.DONE, JobStatus.FAILED)))
            .values(status=JobStatus.QUEUED, updated_at=now)
        )
