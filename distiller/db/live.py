"""Sums over calls, items and jobs while work goes on: each from one index, so that no reply is read for them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from distiller.db.models import Call, Item, Job, Owner
from distiller.records import CallStatus, Product
from distiller.records.live import CallFigures, LatencyCounts, RecentCalls

BOUNDS_S = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
NEWEST = 2_000
"""Calls that a provider's present latency is taken from: what it was last month is no news."""

_KIND = (Call.provider, Call.model, Call.product)
Kind = tuple[str, str, Product]


def _sums(since: datetime) -> tuple[Any, ...]:
    return (
        func.count().label("calls"),
        func.sum(Call.prompt_tokens).label("prompt"),
        func.sum(Call.completion_tokens).label("completion"),
        func.sum(Call.cost).label("cost"),
        (func.count() - func.count(Call.cost)).label("unpriced"),
        func.count(case(((Call.answered_at >= since) & Call.reused_from.is_(None), 1))).label("recent"),
        func.count(Call.latency_s).label("timed"),
        func.count(Call.reused_from).label("reused"),
    )


def of_job(conn: Connection, job_id: int, since: datetime) -> list[CallFigures]:
    """The figures of one job by provider, model and product; `since` is where the last minute begins."""
    groups = (*_KIND, Call.status, Call.error_type)
    rows = conn.execute(select(*groups, *_sums(since)).where(Call.job_id == job_id).group_by(*groups)).all()
    latencies = {}
    for kind, found in _by_kind(rows).items():
        timed = sum(row.timed for row in found if row.status == CallStatus.ANSWERED)
        latencies[kind] = [_ranked(conn, job_id, kind, share, timed) for share in (0.5, 0.95)]
    return [_figures(kind, found, *latencies[kind]) for kind, found in sorted(_by_kind(rows).items())]


def _ranked(conn: Connection, job_id: int, kind: Kind, share: float, count: int) -> float | None:
    """The latency that this share of the replies did not exceed: the index holds them in order.

    It is counted off from the nearer end.
    """
    if not count:
        return None
    provider, model, product = kind
    rank = _rank(share, count)
    far = rank > count // 2
    query = (
        select(Call.latency_s)
        .where(
            Call.job_id == job_id,
            Call.provider == provider,
            Call.model == model,
            Call.product == product,
            Call.status == CallStatus.ANSWERED,
            Call.error_type.is_(None),
            Call.latency_s.is_not(None),
        )
        .order_by(Call.latency_s.desc() if far else Call.latency_s)
        .offset(count - 1 - rank if far else rank)
        .limit(1)
    )
    return conn.scalar(query)


def _rank(share: float, count: int) -> int:
    return max(math.ceil(share * count) - 1, 0)


def of_providers(conn: Connection, since: datetime) -> list[CallFigures]:
    """The figures over all jobs, removed ones included; latencies of the newest calls only."""
    by_kind = _by_kind(conn.execute(_over_jobs((*_KIND, Call.status, Call.error_type), since)))
    newest = _newest_latencies(conn)
    return [
        _figures(kind, found, _percentile(newest[kind], 0.5), _percentile(newest[kind], 0.95))
        for kind, found in sorted(by_kind.items())
    ]


def _over_jobs(groups: Sequence[Any], since: datetime) -> Select[Any]:
    """Grouped within each job, which the index does without sorting; what is left is few rows for each job."""
    return select(*groups, *_sums(since)).group_by(Call.job_id, *groups)


def _newest_latencies(conn: Connection) -> dict[Kind, list[float]]:
    newest = conn.scalar(select(func.max(Call.id))) or 0
    rows = conn.execute(
        select(*_KIND, Call.latency_s).where(
            Call.id > newest - NEWEST, Call.status == CallStatus.ANSWERED, Call.latency_s.is_not(None)
        )
    )
    found: dict[Kind, list[float]] = defaultdict(list)
    for provider, model, product, latency_s in rows:
        found[provider, model, product].append(float(latency_s or 0.0))
    return found


def _percentile(values: list[float], share: float) -> float | None:
    return sorted(values)[_rank(share, len(values))] if values else None


def _by_kind(rows: Iterable[Row[Any]]) -> dict[Kind, list[Row[Any]]]:
    found: dict[Kind, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.provider, row.model, row.product].append(row)
    return found


def _figures(kind: Kind, rows: Sequence[Row[Any]], p50_s: float | None, p95_s: float | None) -> CallFigures:
    counts: dict[CallStatus, int] = defaultdict(int)
    errors: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.status] += row.calls
        if row.status in (CallStatus.FAILED, CallStatus.LOST):
            errors[row.error_type or "UNKNOWN"] += row.calls
    known = sum(row.cost for row in rows if row.cost is not None)
    unpriced = any(row.unpriced for row in rows if row.status == CallStatus.ANSWERED)
    reused = sum(int(row.reused) for row in rows)
    provider, model, product = kind
    return CallFigures(
        provider=provider,
        model=model,
        product=product,
        in_flight=counts[CallStatus.SENT],
        answered=counts[CallStatus.ANSWERED] - reused,
        failed=counts[CallStatus.FAILED],
        lost=counts[CallStatus.LOST],
        errors=dict(sorted(errors.items())),
        prompt_tokens=sum(int(row.prompt or 0) for row in rows),
        completion_tokens=sum(int(row.completion or 0) for row in rows),
        cost=None if unpriced else Decimal(known),
        known_cost=Decimal(known),
        recent=sum(row.recent for row in rows if row.status == CallStatus.ANSWERED),
        p50_s=p50_s,
        p95_s=p95_s,
        reused=reused,
    )


def recent(conn: Connection, limit: int) -> list[RecentCalls]:
    """How the last calls of each provider ended, among the newest `limit` of all. A lost call says nothing of it."""
    newest = conn.scalar(select(func.max(Call.id))) or 0
    rows = conn.execute(
        select(Call.provider, Call.error_type, Call.answered_at, Call.sent_at)
        .where(Call.id > newest - limit, Call.status.in_((CallStatus.ANSWERED, CallStatus.FAILED)))
        .order_by(Call.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.provider].append(row)
    return [
        RecentCalls(
            provider=provider,
            ended=len(ended),
            failed=sum(row.error_type is not None for row in ended),
            error_type=ended[-1].error_type,
            last_at=ended[-1].answered_at or ended[-1].sent_at,
        )
        for provider, ended in sorted(found.items())
    ]


# --- for the metrics ----------------------------------------------------------------------------------------


def latencies(conn: Connection) -> list[LatencyCounts]:
    """How long replies took, over all jobs."""
    within = [func.sum(case((Call.latency_s <= bound, 1), else_=0)) for bound in BOUNDS_S]
    rows = conn.execute(
        select(*_KIND, func.count(), func.sum(Call.latency_s), *within)
        .where(Call.status == CallStatus.ANSWERED, Call.latency_s.is_not(None))
        .group_by(Call.job_id, *_KIND)
    )
    found: dict[Kind, list[tuple[Any, ...]]] = defaultdict(list)
    for provider, model, product, *numbers in rows:
        found[provider, model, product].append(tuple(numbers))
    return [_counts(kind, numbers) for kind, numbers in sorted(found.items())]


def _counts(kind: Kind, rows: Sequence[tuple[Any, ...]]) -> LatencyCounts:
    count, total_s, *within = (sum(column) for column in zip(*rows, strict=True))
    provider, model, product = kind
    return LatencyCounts(provider, model, product, BOUNDS_S, tuple(map(int, within)), int(count), float(total_s))


def items(conn: Connection) -> dict[tuple[str, str], int]:
    """Items by product and status; reruns are among them."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    groups = (Item.product, Item.status)
    for product, status, count in conn.execute(select(*groups, func.count()).group_by(Item.job_id, *groups)):
        found[product.value, status.value] += count
    return dict(found)


def jobs(conn: Connection) -> dict[str, int]:
    """Jobs by status."""
    rows = conn.execute(select(Job.status, func.count()).group_by(Job.status))
    return {status.value: count for status, count in rows}


def owners(conn: Connection, since: datetime) -> int:
    """Processes with an engine that have beaten since a moment."""
    return conn.scalar(select(func.count()).select_from(Owner).where(Owner.beat_at >= since)) or 0
