"""A database of before budgets is brought up to date: the totals, and whose money was spent, come from its calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from distiller.db import spending
from distiller.db.connect import make_engine
from distiller.db.migrate import config
from distiller.records import Spending
from distiller.store import Store, prepare

DAY = datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
NEXT = datetime(2026, 11, 21, 0, 0, 1, tzinfo=UTC)
# job, status, reserved and real cost in millionths of a dollar, when it was sent
CALLS = (
    (1, "answered", 500, 300, DAY),
    (1, "answered", 500, None, DAY),
    (1, "answered", None, None, DAY),
    (1, "sent", 500, None, NEXT),
    (2, "lost", 400, None, DAY),
    (2, "failed", 400, None, DAY),
    (None, "answered", 100, 90, NEXT),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database at the revision before, with jobs and calls in it."""
    if request.param == "sqlite":
        url, server = f"sqlite:///{tmp_path / 'old.db'}", None
    else:
        server = request.getfixturevalue("postgres_url")
        url = server.rpartition("/")[0] + "/before_budgets"
        _run(server, "CREATE DATABASE before_budgets")
    engine = make_engine(url, migrating=True)
    with engine.begin() as conn:
        command.upgrade(config(conn), "0003")
        for job, who in ((1, "ann"), (2, "bob")):
            at = _at(conn, DAY)
            _insert(
                conn, "jobs", id=job, start_key=f"k{job}", status="running", input_text="", requested_count=1,
                created_by=who, provider="p", model_name="m", model_params="{}", options="{}",
                created_at=at, updated_at=at,
            )  # fmt: skip
        for number, (job, status, reserved, cost, sent) in enumerate(CALLS, 1):
            money = {"reserved_cost": reserved and reserved * 1000, "cost": cost and cost * 1000}
            _insert(
                conn, "calls", id=number, job_id=job, owner="o", product="forms", provider="p", model="m", params="{}",
                prompt_version="v", request_hash="h", asked="[]", status=status, sent_at=_at(conn, sent), **money
            )  # fmt: skip
    engine.dispose()
    yield url
    if server is not None:
        _run(server, "DROP DATABASE before_budgets WITH (FORCE)")


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement))
    engine.dispose()


def _at(conn: Any, moment: datetime) -> Any:
    return moment if conn.dialect.name == "postgresql" else moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _insert(conn: Any, table: str, **values: Any) -> None:
    names = ", ".join(values)
    conn.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})"), values)


def test_the_totals_are_made_of_the_calls_that_are_there(old_url: str, tmp_path: Path) -> None:
    """By job, person and UTC day; a call whose job is gone counts in its day, and nobody knows whose it was."""
    assert prepare(old_url, tmp_path)
    store = Store(old_url, clock=lambda: NEXT)
    millionth = Decimal("0.000001")
    assert store.fetch_job(1).spending == Spending(800 * millionth, 500 * millionth, 1)
    assert store.fetch_job(2).spending == Spending(400 * millionth, Decimal(0), 0)
    assert store.spending_today() == Spending(90 * millionth, 500 * millionth, 0)
    assert store.spending_today("ann") == Spending(Decimal(0), 500 * millionth, 0)
    with store._read() as conn:
        assert spending.wrong(conn) == []
        assert [row[0] for row in conn.execute(text("SELECT created_by FROM calls ORDER BY id"))] == [
            *["ann"] * 4, "bob", "bob", "",
        ]  # fmt: skip
    job = store.fetch_job(1)
    assert (job.budget, job.estimate) == (None, None)
    store.close()
