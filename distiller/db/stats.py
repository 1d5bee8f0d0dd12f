"""Counts for the statistics: each a single statement, answered from an index where one covers it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, case, func, select

from distiller.db.models import Call, Commit, FillInSentence, InvalidResponse, Item, Job, Response, Verb
from distiller.records import CallStatus, ItemStatus, JobStatus

_DECISIONS = {None: "undecided", True: "approved", False: "rejected"}


def statistics(conn: Connection) -> dict[str, Any]:
    """See `distiller.stats.statistics`."""
    return {
        "verb_database": _verb_database(conn),
        "responses": _responses(conn),
        "invalid_responses": conn.scalar(select(func.count()).select_from(InvalidResponse)) or 0,
        "jobs": _by_status(conn, Job, JobStatus),
        "items": _by_status(conn, Item, ItemStatus),
        "calls": _calls(conn),
        "models": _models(conn),
    }


def _verb_database(conn: Connection) -> dict[str, int]:
    verbs, retired = conn.execute(select(func.count(), func.count(Verb.retired_at))).one()
    sentences, gone = conn.execute(select(func.count(), func.count(FillInSentence.retired_at))).one()
    return {
        "verbs": verbs - retired,
        "verbs_retired": retired,
        "sentences": sentences - gone,
        "sentences_retired": gone,
        "commits": conn.scalar(select(func.count()).select_from(Commit)) or 0,
    }


def _responses(conn: Connection) -> dict[str, dict[str, int]]:
    rows = conn.execute(
        select(
            Response.product,
            Response.is_correct,
            func.count(),
            func.sum(case((Response.committed_version == Response.version, 1), else_=0)),
        )
        .where(Response.superseded_by.is_(None))
        .group_by(Response.product, Response.is_correct)
    )
    found: dict[str, dict[str, int]] = {}
    for product, is_correct, count, committed in rows:
        of = found.setdefault(product.value, dict.fromkeys(("undecided", "approved", "rejected", "committed"), 0))
        of[_DECISIONS[is_correct]] += count
        of["committed"] += int(committed)
    return found


def _by_status(conn: Connection, table: Any, kinds: Any) -> dict[str, int]:
    counts = {kind.value: 0 for kind in kinds}
    for status, count in conn.execute(select(table.status, func.count()).group_by(table.status)):
        counts[status.value] = count
    return counts


def _sums() -> tuple[Any, ...]:
    """Calls, tokens, money, how many answered calls have no price (unknown, not nothing), and how many were reused."""
    unpriced = case((Call.cost.is_(None) & (Call.status == CallStatus.ANSWERED), 1), else_=0)
    return (
        func.count(Call.id),
        func.sum(Call.prompt_tokens),
        func.sum(Call.completion_tokens),
        func.sum(Call.cost),
        func.sum(unpriced),
        func.count(Call.reused_from),
    )


def _money(
    count: int, prompt: Any, completion: Any, cost: Decimal | None, unpriced: Any, reused: int
) -> dict[str, Any]:
    return {
        "calls": count,
        "reused": reused,
        "prompt_tokens": int(prompt or 0),
        "completion_tokens": int(completion or 0),
        "cost": None if unpriced else (cost or Decimal(0)),
    }


def _calls(conn: Connection) -> dict[str, Any]:
    return {**_money(*conn.execute(select(*_sums())).one()), "by_status": _by_status(conn, Call, CallStatus)}


def _models(conn: Connection) -> list[dict[str, Any]]:
    rows = conn.execute(
        select(Call.provider, Call.model, *_sums()).group_by(Call.provider, Call.model).order_by(Call.model)
    )
    return [{"provider": provider, "model": model, **_money(*sums)} for provider, model, *sums in rows]
