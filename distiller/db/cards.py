"""Cards: one subject of one job, found by how its review stands.

A card has no row of its own; it is what its current responses and its items say. Cards come in the order of their
ids, which is: jobs oldest first, subjects as pasted. Every query here reads indexes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, false, func, or_, select, union_all
from sqlalchemy import literal_column as literal

from distiller.db import card_questions as cq
from distiller.db.invalid import with_invalid
from distiller.db.items import item_record
from distiller.db.models import Item, Job, Response
from distiller.db.responses import CURRENT, MOST_ID, UNDECIDED, WITHOUT_FINDINGS
from distiller.dutch.findings import Severity
from distiller.errors import InputError, NotFound
from distiller.records import (
    CARD_SPAN,
    Card,
    CardStatus,
    CardSummary,
    JobOptions,
    Product,
    ResponseRecord,
    ReviewFilter,
    ReviewProgress,
)

_WEIGHT = {Severity.ERROR.value: 3, Severity.WARNING.value: 2, Severity.INFO.value: 1}
_SEVERITY = {3: Severity.ERROR, 2: Severity.WARNING, 1: Severity.INFO}
_FAILED = Item.status == literal("'failed'")  # a literal, so that SQLite sees that the partial index fits


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


_TRUE, _FALSE = Response.is_correct.is_(True), Response.is_correct.is_(False)
_FORMS = Response.product == Product.FORMS
_COMMITTABLE = and_(_TRUE, or_(_FORMS, Response.form_key.is_not(None)))
_DIFFERS = and_(Response.committed_version.is_not(None), Response.committed_version != Response.version)

_total = func.count()
_undecided = _sum(UNDECIDED)
_approved = _sum(_TRUE)
_rejected = _sum(_FALSE)
_forms = _sum(_FORMS)
_forms_rejected = _sum(and_(_FORMS, _FALSE))
_committable = _sum(_COMMITTABLE)
_waiting = _sum(or_(_DIFFERS, and_(_COMMITTABLE, Response.committed_version.is_(None))))
_weight = func.max(case(_WEIGHT, value=Response.severity, else_=0))


@dataclass(frozen=True, slots=True)
class Tally:
    """The current responses of one card, counted. `waiting`: what the next commit would write or take back."""

    total: int = 0
    undecided: int = 0
    approved: int = 0
    rejected: int = 0
    forms: int = 0
    forms_rejected: int = 0
    committable: int = 0
    waiting: int = 0
    weight: int = 0

    @property
    def status(self) -> CardStatus:
        """Where the card stands (design, section 10)."""
        if not self.total:
            return CardStatus.EMPTY
        if self.undecided:
            return CardStatus.TO_REVIEW
        if self.forms_rejected or (not self.forms and self.rejected == self.total):
            return CardStatus.REJECTED
        return CardStatus.COMMITTED if self.committable and not self.waiting else CardStatus.APPROVED

    @property
    def severity(self) -> Severity | None:
        """The heaviest finding."""
        return _SEVERITY.get(self.weight)


_TALLY = (_total, _undecided, _approved, _rejected, _forms, _forms_rejected, _committable, _waiting, _weight)


def _having(status: CardStatus) -> ColumnElement[bool]:
    """`Tally.status` in SQL."""
    rejected = or_(_forms_rejected > 0, and_(_forms == 0, _rejected == _total))
    done = and_(_committable > 0, _waiting == 0)
    return {
        CardStatus.EMPTY: false(),
        CardStatus.TO_REVIEW: _undecided > 0,
        CardStatus.REJECTED: and_(_undecided == 0, rejected),
        CardStatus.COMMITTED: and_(_undecided == 0, ~rejected, done),
        CardStatus.APPROVED: and_(_undecided == 0, ~rejected, ~done),
    }[status]


def tally(responses: Iterable[ResponseRecord]) -> Tally:
    """The same count, of records."""
    rows = list(responses)
    forms = [r for r in rows if r.product == Product.FORMS]
    committable = [r for r in rows if r.is_correct and (r.product == Product.FORMS or r.form_key is not None)]
    waiting = {r.id for r in committable if r.committed_version is None} | {r.id for r in rows if r.differs}
    return Tally(
        total=len(rows),
        undecided=sum(r.is_correct is None for r in rows),
        approved=sum(r.is_correct is True for r in rows),
        rejected=sum(r.is_correct is False for r in rows),
        forms=len(forms),
        forms_rejected=sum(r.is_correct is False for r in forms),
        committable=len(committable),
        waiting=len(waiting),
        weight=max((_WEIGHT[r.severity.value] for r in rows if r.severity), default=0),
    )


# --- which cards ------------------------------------------------------------------------------------------


def _scope(column: Any, wanted: ReviewFilter) -> list[ColumnElement[bool]]:
    """Job, search, category and what else restricts a whole card, as conditions on a column of card ids."""
    where, items = _of_job(column, wanted.job), _of_job(Item.card_id, wanted.job)
    q = "".join(c for c in wanted.q if c.isprintable()).strip().lower()
    if q:
        named = select(Item.card_id).where(Item.subject.icontains(q, autoescape=True), *items)
        where.append(or_(column.in_(named), column.in_(cq.asking(q, items))))
    if wanted.category:
        where.append(column.in_(cq.of_category(wanted.category, items)))
    if wanted.invalid:
        where.append(column.in_(with_invalid()))
    return where


def _of_job(column: Any, job: int | None) -> list[ColumnElement[bool]]:
    if job is None:
        return []
    known = 0 < job < MOST_ID // CARD_SPAN  # a link may name any number
    return [column.between(job * CARD_SPAN, (job + 1) * CARD_SPAN - 1) if known else false()]


def _findings(wanted: ReviewFilter) -> ColumnElement[bool] | None:
    """What the checks found, grouped by card; that teachers disagree counts as a warning."""
    if not wanted.findings:
        return None
    differ = Response.card_id.in_(cq.disputed_cards(_of_job(Response.card_id, wanted.job)))
    choices = {"any": or_(_weight >= 2, differ), "error": _weight == 3, "none": and_(_weight < 2, ~differ)}
    if wanted.findings not in choices:
        raise InputError("input-bad-value", name="findings", value=wanted.findings, expected=", ".join(choices))
    return choices[wanted.findings]


def _branches(wanted: ReviewFilter) -> list[tuple[Any, Select[Any]]]:
    """Queries that together give the ids of the cards; each with its column, for a place to begin from.

    A card without responses is among them only where no finding is asked for, and only if an item of it failed.
    """
    column: Any = Response.card_id
    responses = select(column).where(CURRENT, *_scope(column, wanted))
    if wanted.disagree:
        responses = responses.where(cq.disputed())
    findings = _findings(wanted)
    branches: list[tuple[Any, Select[Any]]] = []
    if wanted.status == CardStatus.TO_REVIEW and findings is None:
        branches.append((column, responses.where(UNDECIDED).distinct()))
    elif wanted.status is None and findings is None:
        branches.append((column, responses.distinct()))
    elif wanted.status != CardStatus.EMPTY:
        grouped = responses.group_by(column)
        for condition in (findings, None if wanted.status is None else _having(wanted.status)):
            grouped = grouped if condition is None else grouped.having(condition)
        branches.append((column, grouped))
    if wanted.status in (None, CardStatus.EMPTY) and findings is None and not wanted.disagree:
        filled = select(Response.id).where(Response.card_id == Item.card_id, CURRENT).exists()
        failed = select(Item.card_id).where(_FAILED, ~filled, *_scope(Item.card_id, wanted)).distinct()
        branches.append((Item.card_id, failed))
    return branches


def matching(wanted: ReviewFilter) -> Any:
    """The cards of a filter as a subquery with the one column `card_id`."""
    return union_all(*(query for _, query in _branches(wanted))).subquery() if _branches(wanted) else _nothing()


def _nothing() -> Any:
    return select(Item.card_id).where(false()).subquery()


def step(conn: Connection, wanted: ReviewFilter, after: int | None, *, backwards: bool) -> int | None:
    """The next card of a filter after (or before) a card, None at the end; without `after` the first (or last)."""
    found: list[int] = []
    for column, query in _branches(wanted):
        if after is not None:
            place = max(0, min(after, MOST_ID))
            query = query.where(column < place if backwards else column > place)
        query = query.order_by(column.desc() if backwards else column).limit(1)
        found.extend(conn.scalars(query))
    if not found:
        return None
    return max(found) if backwards else min(found)


def count(conn: Connection, wanted: ReviewFilter) -> int:
    """How many cards a filter has."""
    return conn.execute(select(func.count()).select_from(matching(wanted))).scalar_one()


def page(conn: Connection, wanted: ReviewFilter, *, limit: int, offset: int) -> list[CardSummary]:
    """Cards of a filter, in order."""
    cards = matching(wanted)
    ids = list(conn.scalars(select(cards.c.card_id).order_by(cards.c.card_id).limit(limit).offset(offset)))
    return summaries(conn, ids)


def summaries(conn: Connection, ids: Sequence[int]) -> list[CardSummary]:
    """One line per card."""
    tallies = {
        row[0]: Tally(*(int(n) for n in row[1:]))
        for row in conn.execute(
            select(Response.card_id, *_TALLY).where(Response.card_id.in_(ids), CURRENT).group_by(Response.card_id)
        )
    }
    items = {
        row[0]: row
        for row in conn.execute(
            select(
                Item.card_id, func.min(Item.job_id), func.min(Item.subject), _sum(_FAILED), func.min(Item.question_id)
            )
            .where(Item.card_id.in_(ids))
            .group_by(Item.card_id)
        )
    }
    titles = cq.titles(conn, [row[4] for row in items.values() if row[4] is not None])
    lines = []
    for card_id in ids:
        counted, (_, job_id, subject, failed, question_id) = tallies.get(card_id, Tally()), items[card_id]
        lines.append(
            CardSummary(
                card_id=card_id,
                job_id=job_id,
                subject=subject,
                status=counted.status,
                severity=counted.severity,
                undecided=counted.undecided,
                approved=counted.approved,
                rejected=counted.rejected,
                failed_items=int(failed),
                title="" if question_id is None else titles.get(question_id, ""),
            )
        )
    return lines


def approvable(wanted: ReviewFilter, *, findings_too: bool = False) -> list[ColumnElement[bool]]:
    """What "approve all without findings" approves: undecided current responses without warning or error."""
    where = [CURRENT, UNDECIDED, *_scope(Response.card_id, wanted)]
    if not findings_too:
        where += [WITHOUT_FINDINGS, Response.card_id.not_in(cq.disputed_cards(_of_job(Response.card_id, wanted.job)))]
    if wanted.status not in (None, CardStatus.TO_REVIEW):
        where.append(false())  # every other status has nothing undecided
    elif wanted.findings or wanted.disagree:
        where.append(Response.card_id.in_(select(matching(wanted).c.card_id)))
    return where


def progress(conn: Connection, wanted: ReviewFilter) -> ReviewProgress:
    """How far the review is; the status of the filter is left out of account, its job, findings and search are not."""
    cards, open_cards = replace(wanted, status=None), replace(wanted, status=CardStatus.TO_REVIEW)
    where = [CURRENT, *_scope(Response.card_id, cards)]
    if wanted.findings or wanted.disagree:
        total = count(conn, cards)
        where.append(Response.card_id.in_(select(matching(open_cards).c.card_id)))
    else:
        total = conn.execute(select(func.count(distinct(Response.card_id))).where(*where)).scalar_one()
    still, undecided = conn.execute(
        select(func.count(distinct(Response.card_id)), func.count()).where(*where, UNDECIDED)
    ).one()
    clean = conn.execute(select(func.count()).select_from(Response).where(*approvable(wanted))).scalar_one()
    return ReviewProgress(cards=total, cards_done=total - still, undecided=undecided, without_findings=clean)


# --- one card ---------------------------------------------------------------------------------------------


def assemble(conn: Connection, card_id: int, responses: Sequence[ResponseRecord]) -> Card:
    """The card of these current responses; `sources` and `outdated` are left empty. Raises NotFound.

    Of a question: as the job asked it, with what other jobs answered, and what that says of this answer.
    """
    rows = conn.execute(
        select(Item, Job.provider, Job.model_name, Job.options)
        .join(Job, Job.id == Item.job_id)
        .where(Item.card_id == card_id)
        .order_by(Item.id)
    ).all()
    if not rows:
        raise NotFound("not-found", what="Card", id=card_id)
    options = JobOptions.from_dict(rows[0].options)
    answer = next((r for r in responses if r.product == Product.ANSWER), None)
    asked = rows[0].question_id
    return Card(
        card_id=card_id,
        job_id=rows[0].job_id,
        subject=rows[0].subject,
        status=tally(responses).status,
        forms=next((r for r in responses if r.product == Product.FORMS), None),
        sentences=tuple(r for r in responses if r.product == Product.SENTENCES),
        items=tuple(item_record(row, options, sum(r.item_id == row.id for r in responses)) for row in rows),
        outdated=frozenset(),
        sources=None,
        provider=rows[0].provider,
        model_name=rows[0].model_name,
        asked_sentences=options.sentence_count if options.sentences and asked is None else 0,
        question=None if asked is None else cq.question(conn, asked, options),
        answer=None if answer is None else cq.with_disagreement(conn, answer),
        others=() if asked is None else cq.others(conn, card_id, asked, answer),
    )
