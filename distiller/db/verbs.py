"""Queries on the verb tables: reading verbs with their sentences, and the small writes that change them.

What is written here is what the practice app reads. A fill-in sentence that is no longer served gets `retired_at`;
rows are never deleted and an id never changes its meaning, so what the app remembers of a sentence stays true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, or_, select, tuple_, update

from distiller.db.dependents import chunks
from distiller.db.models import Commit, FillInSentence, Verb, VerbForm
from distiller.dutch.model import ANSWER_KEYS, FORM_FIELDS
from distiller.records import CommitRecord, FillInRecord, VerbKey, VerbRecord
from distiller.verb_work import NewFillIn, VerbLine

COMMIT_LOCK = 5_390_114_208
"""Advisory lock of PostgreSQL: one writer of the verb tables at a time, as SQLite has anyway."""

_FORMS = tuple(getattr(VerbForm, name) for name in FORM_FIELDS)


def lock_verbs(conn: Connection) -> None:
    """Waits until no other process writes the verb tables; held until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(COMMIT_LOCK)))


# --- reading ------------------------------------------------------------------------------------------------


def verbs_by_subject(conn: Connection, subjects: Iterable[str], *, live_only: bool = False) -> dict[str, VerbRecord]:
    """The verbs of these subjects, retired ones too; `live_only` leaves retired sentences out."""
    found: dict[str, VerbRecord] = {}
    for part in chunks(sorted({(k.infinitive, k.sense) for k in map(VerbKey.from_subject, subjects)})):
        for record in _verbs(conn, tuple_(Verb.infinitive, Verb.sense).in_(part), live_only=live_only):
            found[record.key.subject] = record
    return found


def verbs_by_id(conn: Connection, ids: Sequence[int], *, live_only: bool = False) -> list[VerbRecord]:
    """The verbs with these ids, in this order; ids that do not exist are left out."""
    found: dict[int, VerbRecord] = {}
    for part in chunks(ids):
        found |= {r.id: r for r in _verbs(conn, Verb.id.in_(part), live_only=live_only)}
    return [found[i] for i in ids if i in found]


def _verbs(conn: Connection, where: ColumnElement[bool], *, live_only: bool) -> list[VerbRecord]:
    rows = conn.execute(
        select(
            Verb.id,
            Verb.infinitive,
            Verb.sense,
            Verb.updated_at,
            Verb.retired_at,
            VerbForm.variants,
            VerbForm.response_id,
            *_FORMS,
        )
        .outerjoin(VerbForm, VerbForm.verb_id == Verb.id)
        .where(where)
    ).all()
    sentences = _sentences(conn, [row.id for row in rows], live_only=live_only)
    return [
        VerbRecord(
            id=row.id,
            key=VerbKey(row.infinitive, row.sense),
            forms=dict(zip(FORM_FIELDS, (value or "" for value in row[7:]), strict=True)),
            variants=row.variants or {},
            forms_response_id=row.response_id,
            sentences=tuple(sentences.get(row.id, ())),
            updated_at=row.updated_at,
            retired_at=row.retired_at,
        )
        for row in rows
    ]


def _sentences(conn: Connection, verb_ids: Sequence[int], *, live_only: bool) -> dict[int, list[FillInRecord]]:
    found: dict[int, list[FillInRecord]] = {}
    for part in chunks(verb_ids):
        query = select(
            FillInSentence.verb_id,
            FillInSentence.id,
            FillInSentence.sentence_template,
            FillInSentence.answer,
            FillInSentence.answer_form_key,
            FillInSentence.accepted_answers,
            FillInSentence.text,
            FillInSentence.response_id,
            FillInSentence.retired_at,
        ).where(FillInSentence.verb_id.in_(part))
        if live_only:
            query = query.where(FillInSentence.retired_at.is_(None))
        for row in conn.execute(query.order_by(FillInSentence.verb_id, FillInSentence.id)):
            found.setdefault(row[0], []).append(_fill_in(tuple(row)))
    return found


def _fill_in(row: Sequence[Any]) -> FillInRecord:
    _, id_, template, answer, key, accepted, text, response_id, retired_at = row
    return FillInRecord(id_, template, answer, key, tuple(accepted or ()), text, response_id, retired_at)


def verb_lines(conn: Connection, where: Sequence[ColumnElement[bool]]) -> list[VerbLine]:
    """Every verb that satisfies `where`, unsorted: the database does not know the Dutch order."""
    rows = conn.execute(
        select(Verb.id, Verb.infinitive, Verb.sense, Verb.retired_at)
        .outerjoin(VerbForm, VerbForm.verb_id == Verb.id)
        .where(*where)
    )
    return [VerbLine(id_, VerbKey(infinitive, sense), retired is not None) for id_, infinitive, sense, retired in rows]


def where_only(only: str) -> list[ColumnElement[bool]]:
    """The verbs of a kind: "" all that are served, "missing" a field, "no-sentences", or "retired".

    A verb without participle has no auxiliary either; that is not missing.
    """
    if only == "retired":
        return [Verb.retired_at.is_not(None)]
    served: list[ColumnElement[bool]] = [Verb.retired_at.is_(None)]
    if only == "missing":
        finite = [or_(column.is_(None), column == "") for column in _FORMS[:5]]
        return [*served, or_(*finite, (VerbForm.vd == "") != (VerbForm.vd_hulpwerkwoord == ""))]
    if only == "no-sentences":
        live = select(FillInSentence.id).where(FillInSentence.verb_id == Verb.id, FillInSentence.retired_at.is_(None))
        return [*served, ~live.exists()]
    return served


def key_coverage(conn: Connection) -> list[tuple[int, str, int]]:
    """(verb, answer key, live fill-in sentences) of every live verb that has some."""
    rows = conn.execute(
        select(FillInSentence.verb_id, FillInSentence.answer_form_key, func.count())
        .join(Verb, Verb.id == FillInSentence.verb_id)
        .where(FillInSentence.retired_at.is_(None), Verb.retired_at.is_(None))
        .group_by(FillInSentence.verb_id, FillInSentence.answer_form_key)
    )
    return [(verb_id, key, count) for verb_id, key, count in rows]


def verbs_with_form(conn: Connection, ids: Set[int]) -> dict[str, int]:
    """How many of these verbs have a form for each of the eight answer keys."""
    counts = dict.fromkeys(ANSWER_KEYS, 0)
    for verb_id, *values in conn.execute(select(VerbForm.verb_id, *_FORMS)):
        if verb_id in ids:
            counts["infinitive"] += 1
            for name, value in zip(FORM_FIELDS, values, strict=True):
                counts[name] += bool(value)
    return counts


def verb_of_sentence(conn: Connection, fill_in_id: int) -> int | None:
    """The verb a fill-in sentence belongs to, None for an unknown one."""
    return conn.scalar(select(FillInSentence.verb_id).where(FillInSentence.id == fill_in_id))


# --- writing ------------------------------------------------------------------------------------------------


def add_verbs(conn: Connection, keys: Sequence[VerbKey], now: datetime) -> dict[VerbKey, int]:
    """New verbs without forms; returns their ids."""
    ids: dict[VerbKey, int] = {}
    for part in chunks(keys):
        conn.execute(
            insert(Verb),
            [{"infinitive": k.infinitive, "sense": k.sense, "created_at": now, "updated_at": now} for k in part],
        )
        rows = conn.execute(
            select(Verb.id, Verb.infinitive, Verb.sense).where(
                tuple_(Verb.infinitive, Verb.sense).in_([(k.infinitive, k.sense) for k in part])
            )
        )
        ids |= {VerbKey(infinitive, sense): id_ for id_, infinitive, sense in rows}
    return ids


@dataclass(frozen=True, slots=True)
class FormsRow:
    """The forms of one verb as they are to be written."""

    verb_id: int
    forms: Mapping[str, str]
    variants: Mapping[str, Any]
    response_id: int | None


def write_forms(conn: Connection, rows: Sequence[FormsRow]) -> None:
    """The forms of these verbs, in place of what they had."""
    for part in chunks(rows):
        have = set(conn.scalars(select(VerbForm.verb_id).where(VerbForm.verb_id.in_([r.verb_id for r in part]))))
        fresh = [_form_values(r) | {"verb_id": r.verb_id} for r in part if r.verb_id not in have]
        changed = [_form_values(r) | {"the_verb": r.verb_id} for r in part if r.verb_id in have]
        if fresh:
            conn.execute(insert(VerbForm), fresh)
        if changed:
            conn.execute(update(VerbForm).where(VerbForm.verb_id == bindparam("the_verb")), changed)


def _form_values(row: FormsRow) -> dict[str, Any]:
    values: dict[str, Any] = {name: row.forms.get(name, "") for name in FORM_FIELDS}
    return values | {"variants": dict(row.variants), "response_id": row.response_id}


def add_fill_ins(conn: Connection, rows: Sequence[tuple[int, NewFillIn]], now: datetime) -> None:
    """New sentences, each for the verb with the given id."""
    if rows:
        conn.execute(
            insert(FillInSentence),
            [
                {
                    "verb_id": verb_id,
                    "sentence_template": new.sentence_template,
                    "answer": new.answer,
                    "answer_form_key": new.answer_form_key,
                    "accepted_answers": list(new.accepted_answers),
                    "text": new.text,
                    "response_id": new.response_id,
                    "created_at": now,
                }
                for verb_id, new in rows
            ],
        )


def update_fill_ins(conn: Connection, rows: Sequence[tuple[int, NewFillIn]]) -> None:
    """The same sentence with the same key, with another blank, other accepted answers or another response."""
    if rows:
        conn.execute(
            update(FillInSentence).where(FillInSentence.id == bindparam("the_id")),
            [
                {
                    "the_id": fill_in_id,
                    "sentence_template": new.sentence_template,
                    "answer": new.answer,
                    "accepted_answers": list(new.accepted_answers),
                    "response_id": new.response_id,
                }
                for fill_in_id, new in rows
            ],
        )


def retire_fill_ins(conn: Connection, ids: Sequence[int], at: datetime | None) -> None:
    """No longer served from `at` on; None serves them again."""
    for part in chunks(ids):
        conn.execute(update(FillInSentence).where(FillInSentence.id.in_(part)).values(retired_at=at))


def touch_verbs(conn: Connection, ids: Sequence[int], now: datetime) -> None:
    """Marks these verbs as changed now."""
    for part in chunks(ids):
        conn.execute(update(Verb).where(Verb.id.in_(part)).values(updated_at=now))


def retire_verbs(conn: Connection, ids: Sequence[int], at: datetime | None, now: datetime) -> None:
    """No longer served from `at` on; None serves them again."""
    for part in chunks(ids):
        conn.execute(update(Verb).where(Verb.id.in_(part)).values(retired_at=at, updated_at=now))


# --- commits ------------------------------------------------------------------------------------------------


def add_commit(conn: Connection, who: str, at: datetime, counts: Mapping[str, Any]) -> CommitRecord:
    """One row for one transaction that changed the verb tables."""
    id_ = conn.scalar(insert(Commit).values(who=who, at=at, counts=dict(counts)).returning(Commit.id))
    assert id_ is not None
    return CommitRecord(id_, who, at, dict(counts))


def commits(conn: Connection) -> list[CommitRecord]:
    """All of them, newest first."""
    rows = conn.execute(select(Commit.id, Commit.who, Commit.at, Commit.counts).order_by(Commit.id.desc()))
    return [CommitRecord(*row) for row in rows]
