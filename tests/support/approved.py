"""Cards as a reviewer leaves them: real analyses, real decisions. For what comes after the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from distiller.db.models import FillInSentence, Response, Verb, VerbForm
from distiller.records import Product
from distiller.store import Store
from distiller.validate import check_sentence_payload
from tests.support.factories import LOPEN, NOW, Made, make_card, make_item, make_response

SENTENCES = ("Ik loop elke dag naar school.", "Gisteren liep hij door het bos.", "Wij hebben twee uur gelopen.")


def card(
    store: Store,
    subject: str = "lopen",
    forms: Mapping[str, str] | None = LOPEN,
    sentences: Sequence[str] = SENTENCES,
    *,
    approved: bool = True,
    later: int = 0,
    job: int | None = None,
    position: int = 0,
    judged_by: Mapping[str, str] | None = None,
) -> Made:
    """A card whose responses are all approved, `later` minutes after NOW, or all undecided.

    `judged_by` are the forms that the sentences are analysed with, if not the card's own.
    """
    state: dict[str, Any] = {"is_correct": True} if approved else {}
    made = make_card(
        store,
        subject,
        forms,
        [(text, "", "") for text in sentences],
        forms_state=state,
        sentence_states=[state] * len(sentences),
        job=job,
        position=position,
    )
    for response_id, text in zip(made.sentences, sentences, strict=True):
        analyse(store, response_id, subject, text, judged_by or forms or LOPEN)
    if later:
        with store._write() as conn:
            at = NOW + timedelta(minutes=later)
            conn.execute(update(Response).where(Response.card_id == made.card).values(reviewed_at=at))
    return made


def analyse(store: Store, response_id: int, subject: str, text: str, forms: Mapping[str, str]) -> None:
    """Gives a stored sentence the analysis that validation would give it."""
    valid = check_sentence_payload(subject, text, forms, ())
    with store._write() as conn:
        conn.execute(
            update(Response)
            .where(Response.id == response_id)
            .values(payload={"sentence": text}, analysis=valid.analysis, form_key=valid.form_key)
        )


def decide(store: Store, response_id: int, is_correct: bool | None, **values: Any) -> None:
    """A decision as the review stores it: the version rises."""
    with store._write() as conn:
        conn.execute(
            update(Response)
            .where(Response.id == response_id)
            .values(is_correct=is_correct, version=Response.version + 1, reviewed_at=store.now(), **values)
        )


def rerun(store: Store, made: Made, old: int, payload: Mapping[str, Any], *, is_correct: bool | None = None) -> int:
    """A new answer in the place of an old one, as the engine stores it."""
    product = Product.FORMS if old == made.forms else Product.SENTENCES
    item = make_item(store, made.job, made.subject, product, target=old)
    new = make_response(
        store, item, payload, job=made.job, subject=made.subject, product=product, is_correct=is_correct
    )
    with store._write() as conn:
        conn.execute(update(Response).where(Response.id == old).values(superseded_by=new, version=Response.version + 1))
    if product is Product.SENTENCES:
        analyse(store, new, made.subject, payload["sentence"], LOPEN)
    return new


def response(store: Store, response_id: int) -> Any:
    """The row of a response."""
    with store._read() as conn:
        return conn.execute(select(Response.__table__).where(Response.id == response_id)).one()


def tables(store: Store) -> tuple[list[Any], ...]:
    """The verb tables, row by row: what a commit may change and nothing else."""
    with store._read() as conn:
        return tuple(
            [tuple(row) for row in conn.execute(select(table.__table__).order_by(*table.__table__.primary_key))]
            for table in (Verb, VerbForm, FillInSentence)
        )


def live(store: Store, subject: str = "lopen") -> list[tuple[str, str, str]]:
    """The fill-in sentences that learners have of a verb: (template, answer, key)."""
    infinitive = replace_sense(subject)
    with store._read() as conn:
        rows = conn.execute(
            select(FillInSentence.sentence_template, FillInSentence.answer, FillInSentence.answer_form_key)
            .join(Verb, Verb.id == FillInSentence.verb_id)
            .where(Verb.infinitive == infinitive, Verb.retired_at.is_(None), FillInSentence.retired_at.is_(None))
            .order_by(FillInSentence.id)
        )
        return [tuple(row) for row in rows]


def replace_sense(subject: str) -> str:
    """The infinitive of a subject."""
    return subject.partition(" (")[0]


def row_count(store: Store, table: Any) -> int:
    """How many rows a table has."""
    with store._read() as conn:
        return conn.scalar(select(func.count()).select_from(table)) or 0
