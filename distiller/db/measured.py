"""What calls of a kind took lately: what an estimate of the next ones is made with."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from distiller.db.models import Call
from distiller.records import CallStatus, Measured, Product

_SENT = ("text", "system", "schema")  # what is sent of a question
_NEWEST = 100
_LOOKED_AT = 5_000
"""Calls among which those of a kind are looked for: a model that was last asked long ago counts as not measured."""


def measured(conn: Connection, provider: str, model: str, product: Product) -> Measured | None:
    """Means over the newest answered calls of this provider, model and product; None if there are none."""
    last = conn.scalar(select(func.max(Call.id))) or 0
    count = func.jsonb_array_length if conn.dialect.name == "postgresql" else func.json_array_length
    first = Call.asked[0]
    parts = [func.coalesce(func.length(first["question"][name].as_string()), 0) for name in _SENT]
    newest = (
        select(
            Call.prompt_tokens,
            Call.completion_tokens,
            Call.latency_s,
            count(Call.asked).label("items"),
            func.coalesce(first["count"].as_integer(), 0).label("wanted"),
            (parts[0] + parts[1] + parts[2]).label("chars"),
        )
        .where(
            Call.id > last - _LOOKED_AT,
            Call.provider == provider,
            Call.model == model,
            Call.product == product,
            Call.status == CallStatus.ANSWERED,
            Call.latency_s.is_not(None),
        )
        .order_by(Call.id.desc())
        .limit(_NEWEST)
        .subquery()
    )
    columns = newest.c
    row = conn.execute(
        select(
            func.count(),
            func.avg(columns["items"]),
            func.avg(columns.wanted),
            func.avg(columns.chars),
            func.avg(columns.prompt_tokens),
            func.avg(columns.completion_tokens),
            func.avg(columns.latency_s),
        )
    ).one()
    if not row[0]:
        return None
    items, wanted, chars, prompt, completion, latency = (None if value is None else float(value) for value in row[1:])
    return Measured(row[0], items or 0.0, wanted or 0.0, chars or 0.0, prompt, completion, latency)
