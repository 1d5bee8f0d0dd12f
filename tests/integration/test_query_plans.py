"""Questions that are asked of thousands of verbs while a person waits: answered from an index, never row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update

from distiller.db.models import Call
from distiller.store import Store
from tests.support.factories import make_call, make_card, make_item, make_job, make_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A fresh database."""
    return make_store(tmp_path)


def plans(store: Store, asked: Callable[[], Any]) -> list[str]:
    """How SQLite would answer each statement of a call."""
    statements: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        statements.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        asked()
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
    reads = [(text, given) for text, given in statements if text.startswith("SELECT")]
    with store._read() as conn:
        return [
            str(line[3])
            for text, given in reads
            for line in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given).all()
        ]


def test_what_waits_elsewhere_is_found_without_reading_every_item(store: Store) -> None:
    """Checking a pasted list takes as long on a full database as on an empty one."""
    make_card(store)
    found = plans(store, lambda: store.known_subjects(["lopen", "werken"]))
    assert any("ix_items_open" in line for line in found), found
    assert not [line for line in found if line.startswith("SCAN")], found


def test_the_figures_of_calls_are_summed_in_one_index_without_sorting(store: Store) -> None:
    """No raw reply is read for them, and percentiles are looked up where the index holds them in order."""
    job = make_job(store)
    make_call(store, job, [make_item(store, job, "lopen")])
    with store._write() as conn:
        conn.execute(update(Call).values(latency_s=1.0))
    for asked in (lambda: store.job_figures(job), store.provider_figures):
        found = plans(store, asked)
        allowed = ("USING COVERING INDEX ix_calls_job", "USING INTEGER PRIMARY KEY")  # the newest ones by their id
        assert [line for line in found if allowed[0] in line], found
        assert not [line for line in found if line != "SEARCH calls" and not any(a in line for a in allowed)], found


def test_a_beat_looks_through_no_call_of_a_batch(store: Store) -> None:
    """A batch has tens of thousands of them, open for a day."""
    make_call(store, make_job(store), [])
    owner = store.register_owner()
    found = plans(store, lambda: store.beat(owner))
    assert [line for line in found if "ix_calls_open" in line], found
    assert not [line for line in found if line.startswith("SCAN calls") and "ix_calls_open" not in line], found
    assert [line for line in found if "ix_batches_open" in line], found
