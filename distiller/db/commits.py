"""What a commit looks at and what it writes, as bulk statements: thousands of verbs in a few seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from distiller.db import verbs
from distiller.db.dependents import chunks, refresh_sentences
from distiller.db.models import Item, Response
from distiller.errors import ErrorType
from distiller.records import ItemStatus, Product
from distiller.verb_work import Candidate, Material, VerbEdit, VerbPlan

# --- reading ------------------------------------------------------------------------------------------------


def _waits() -> ColumnElement[bool]:
    """A current response whose decision the verb database does not show; answered from one index alone."""
    new = and_(
        Response.is_correct.is_(True),
        Response.committed_version.is_(None),
        or_(Response.product == Product.FORMS, Response.form_key.is_not(None)),
    )
    return and_(Response.superseded_by.is_(None), or_(new, Response.committed_version != Response.version))


def _replaced() -> ColumnElement[bool]:
    """A committed response that a rerun replaced: only those have been the target of one."""
    targets = select(Item.target_response).where(Item.target_response.is_not(None))
    return and_(
        Response.id.in_(targets),
        Response.superseded_by.is_not(None),
        Response.committed_version.is_not(None),
        Response.committed_version != Response.version,
    )


def waiting_cards(conn: Connection) -> int:
    """How many cards have something that a commit would look at."""
    count = conn.scalar(select(func.count(Response.card_id.distinct())).where(_waits())) or 0
    return count + (conn.scalar(select(func.count(Response.card_id.distinct())).where(_replaced())) or 0)


def waiting_subjects(conn: Connection, job: int | None) -> list[str]:
    """The subjects that a commit looks at, in no particular order."""
    found: set[str] = set()
    for where in (_waits(), _replaced()):
        query = select(Response.subject).distinct().where(where)
        found.update(conn.scalars(query if job is None else query.where(Response.job_id == job)))
    return sorted(found)


_COLUMNS = (
    Response.id,
    Response.card_id,
    Response.subject,
    Response.product,
    Response.payload,
    Response.edited,
    Response.analysis,
    Response.form_key,
    Response.is_correct,
    Response.reviewed_at,
    Response.version,
    Response.committed_version,
    Response.superseded_by,
)


def material(conn: Connection, subjects: Sequence[str], job: int | None) -> list[Material]:
    """Everything of these subjects that a commit weighs; of one job only, and what is committed already."""
    found: dict[str, list[Candidate]] = {subject: [] for subject in subjects}
    for part in chunks(subjects):
        query = select(*_COLUMNS).where(
            Response.subject.in_(part),
            or_(Response.superseded_by.is_(None), Response.committed_version.is_not(None)),
        )
        if job is not None:
            query = query.where(or_(Response.job_id == job, Response.committed_version.is_not(None)))
        for row in conn.execute(query.order_by(Response.card_id, Response.product, Response.position, Response.id)):
            id_, card_id, subject, product, payload, edited, analysis, *rest = row
            content = payload if edited is None else edited
            found[subject].append(Candidate(id_, card_id, subject, product, content, analysis or {}, *rest))
    have = verbs.verbs_by_subject(conn, subjects, live_only=True)
    return [Material(subject, tuple(found[subject]), have.get(subject)) for subject in subjects]


# --- writing ------------------------------------------------------------------------------------------------


def apply(conn: Connection, plans: Sequence[VerbPlan], now: datetime) -> None:
    """Writes the plans; whoever calls holds the transaction and the lock."""
    ids = verbs.add_verbs(conn, [p.key for p in plans if p.verb_id is None and p.forms is not None], now)
    ids |= {p.key: p.verb_id for p in plans if p.verb_id is not None}
    verbs.write_forms(
        conn,
        [
            verbs.FormsRow(ids[p.key], p.forms, p.variants or {}, p.forms_response_id)
            for p in plans
            if p.forms is not None
        ],
    )
    verbs.retire_verbs(conn, [ids[p.key] for p in plans if p.retire_verb], now, now)
    verbs.retire_verbs(conn, [ids[p.key] for p in plans if p.restore_verb], None, now)
    verbs.retire_fill_ins(conn, [i for p in plans for i in p.retire], now)
    verbs.update_fill_ins(conn, [pair for p in plans for pair in p.update])
    verbs.add_fill_ins(conn, [(ids[p.key], new) for p in plans for new in p.add], now)
    verbs.touch_verbs(conn, [ids[p.key] for p in plans if p.writes and p.key in ids], now)
    _mark(conn, plans)
    changed = {p.change.subject for p in plans if p.forms is not None or p.retire_verb or p.restore_verb}
    wake_sentences(conn, changed, now)


def apply_edits(conn: Connection, edits: Sequence[VerbEdit], now: datetime) -> None:
    """Writes changes by hand. The forms no longer come from a response; decisions already made stay settled."""
    ids = verbs.add_verbs(conn, [e.key for e in edits if e.verb_id is None], now)
    ids |= {e.key: e.verb_id for e in edits if e.verb_id is not None}
    verbs.write_forms(
        conn, [verbs.FormsRow(ids[e.key], e.forms, e.variants or {}, None) for e in edits if e.forms is not None]
    )
    verbs.retire_verbs(conn, [ids[e.key] for e in edits if e.retired is True], now, now)
    verbs.retire_verbs(conn, [ids[e.key] for e in edits if e.retired is False], None, now)
    verbs.retire_fill_ins(conn, [i for e in edits for i in e.retire], now)
    verbs.retire_fill_ins(conn, [i for e in edits for i in e.restore], None)
    verbs.update_fill_ins(conn, [pair for e in edits for pair in e.update])
    verbs.add_fill_ins(conn, [(ids[e.key], new) for e in edits for new in e.add], now)
    verbs.touch_verbs(conn, list(ids.values()), now)
    clear_committed(conn, [i for e in edits for i in e.cleared])
    wake_sentences(conn, {e.key.subject for e in edits if e.forms is not None or e.retired is not None}, now)


def _mark(conn: Connection, plans: Sequence[VerbPlan]) -> None:
    clear_committed(conn, [i for p in plans for i in p.cleared])
    by_version: dict[int, list[int]] = {}
    for plan in plans:
        for response_id, version in plan.committed:
            by_version.setdefault(version, []).append(response_id)
    for version, response_ids in by_version.items():
        for part in chunks(response_ids):
            # the version that was planned, not the one that is there now: a decision made since stays "differs"
            conn.execute(update(Response).where(Response.id.in_(part)).values(committed_version=version))


def clear_committed(conn: Connection, response_ids: Sequence[int]) -> None:
    """These responses are no longer in the verb database."""
    for part in chunks(response_ids):
        conn.execute(update(Response).where(Response.id.in_(part)).values(committed_version=None))


def wake_sentences(conn: Connection, subjects: Iterable[str], now: datetime) -> None:
    """Sentences that wait for forms, in any job, may go: the committed forms count for all of them."""
    changed = set(subjects)
    if not changed:
        return
    rows = conn.execute(
        select(Item.card_id, Item.subject).where(
            Item.product == Product.SENTENCES,
            or_(
                Item.status == ItemStatus.PENDING,
                and_(Item.status == ItemStatus.FAILED, Item.error_type == ErrorType.DEPENDENCY.value),
            ),
        )
    )
    refresh_sentences(conn, [card_id for card_id, subject in rows if subject in changed], now)
