"""What a card of a question shows beyond its own answer, and the filters that only questions have.

Teachers disagree on a question when two current answers that nobody rejected are not equal by value
(`responses.answer_key`). That is derived each time, never stored: another job may answer at any moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from distiller.answer_findings import disagreement
from distiller.db import questions
from distiller.db import responses as r
from distiller.db.dependents import chunks
from distiller.db.models import Item, Job, Question, Response
from distiller.dutch.findings import worst
from distiller.errors import NotFound
from distiller.records import JobOptions, OtherAnswer, Product, QuestionFilter, QuestionRecord, ResponseRecord

MOST_OTHERS = 20
MOST_CATEGORIES = 300
TITLE_LENGTH = 80

_NOT_REJECTED = or_(Response.is_correct.is_(None), Response.is_correct.is_(True))
_other = aliased(Response)
_SAME_QUESTION = (
    _other.question_id == Response.question_id,
    _other.superseded_by.is_(None),
    or_(_other.is_correct.is_(None), _other.is_correct.is_(True)),
    _other.answer_key != Response.answer_key,
)


def disputed() -> ColumnElement[bool]:
    """Of a current response: an answer that another one, of the same question, differs from; neither is rejected."""
    answer = and_(Response.product == Product.ANSWER, Response.question_id.is_not(None))  # the first is in every index
    return and_(answer, _NOT_REJECTED, select(_other.id).where(*_SAME_QUESTION).exists())


def disputed_cards(scope: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The ids of the cards whose answer others differ from, within conditions on responses.

    Beside verbs this costs next to nothing: what is no answer is passed over within the index.
    """
    return select(Response.card_id).where(Response.superseded_by.is_(None), disputed(), *scope)


def of_category(category: str, scope: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The cards whose question is of a category, within conditions on items."""
    asked = select(Question.id).where(Question.category == category)
    return select(Item.card_id).where(Item.question_id.in_(asked), *scope)


def categories(conn: Connection) -> list[tuple[str, int]]:
    """The first categories by name, each with how many questions it has; more than a person chooses from is no help."""
    query = select(Question.category, func.count()).where(Question.category != "").group_by(Question.category)
    rows = conn.execute(query.order_by(Question.category).limit(MOST_CATEGORIES))
    return [(name, number) for name, number in rows]


def asking(q: str, scope: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """The cards whose question, or its json_id, holds this text, within conditions on items."""
    asked = select(Question.id).where(*questions.conditions(QuestionFilter(q=q)))
    return select(Item.card_id).where(Item.question_id.in_(asked), *scope)


def titles(conn: Connection, question_ids: Sequence[int]) -> dict[int, str]:
    """How each question is called in a list: its json_id, if it has one, and how it begins."""
    found: dict[int, str] = {}
    beginning = func.substr(Question.question_text, 1, TITLE_LENGTH + 1)
    for part in chunks(sorted(set(question_ids))):
        rows = conn.execute(select(Question.id, Question.json_id, beginning).where(Question.id.in_(part)))
        found.update((row[0], title(row[1], row[2])) for row in rows)
    return found


def title(json_id: str | None, text: str) -> str:
    """The name of one question; long texts end in an ellipsis."""
    words = " ".join(text.split())
    short = words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1].rstrip() + "…"
    return f"{json_id} · {short}" if json_id else short


def question(conn: Connection, question_id: int, options: JobOptions) -> QuestionRecord:
    """The question as the job asks it: with the system prompt that applies. Raises NotFound."""
    found = questions.fetch(conn, question_id)
    prompt = found.system_prompt or options.category_prompts.get(found.category) or options.system_prompt
    return replace(found, system_prompt=prompt or None)


def of_card(conn: Connection, card_id: int) -> QuestionRecord:
    """The question of a card. Raises NotFound, also for the card of a verb."""
    row = conn.execute(
        select(Item.question_id, Job.options).join(Job, Job.id == Item.job_id).where(Item.card_id == card_id).limit(1)
    ).one_or_none()
    if row is None or row[0] is None:
        raise NotFound("not-found", what="Question", id=card_id)
    return question(conn, row[0], JobOptions.from_dict(row[1]))


def others(conn: Connection, card_id: int, question_id: int, own: ResponseRecord | None) -> tuple[OtherAnswer, ...]:
    """The current answers of other jobs, newest job first; no more than 20, those that differ before the others."""
    key = own.answer_key if own else None
    equal = Response.answer_key == (bytes.fromhex(key) if key else None)
    rows = conn.execute(
        select(*r.COLUMNS, Job.provider, Job.model_name)
        .join(Job, Job.id == Response.job_id)
        .where(Response.question_id == question_id, r.CURRENT, Response.card_id != card_id)
        .order_by(case((equal, 1), else_=0), Response.job_id.desc(), Response.id.desc())
        .limit(MOST_OTHERS)
    )
    return tuple(_other_answer(row, key) for row in rows)


def _other_answer(row: Row[Any], key: str | None) -> OtherAnswer:
    response = r.record(row)
    agrees = key is not None and response.answer_key == key
    return OtherAnswer(response.job_id, row.provider, row.model_name, response, agrees)


def with_disagreement(conn: Connection, own: ResponseRecord) -> ResponseRecord:
    """The answer with the finding that other teachers answer differently, where they do and it is not rejected."""
    if own.is_correct is False or own.answer_key is None or own.question_id is None:
        return own
    differs = case((Response.answer_key != bytes.fromhex(own.answer_key), 1), else_=0)
    total, different = conn.execute(
        select(func.count(), func.sum(differs)).where(
            Response.question_id == own.question_id, r.CURRENT, _NOT_REJECTED, Response.card_id != own.card_id
        )
    ).one()
    if not different:
        return own
    findings = (*own.findings, *disagreement(int(different), int(total)))
    return replace(own, findings=findings, severity=worst(findings))
