"""A database from before calls could be reused: brought up to date with everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from distiller.db.connect import make_engine
from distiller.db.migrate import config
from distiller.records import Product
from distiller.store import Store, prepare
from tests.integration.conftest import _run

_JOB = """
INSERT INTO jobs (id, start_key, status, input_text, requested_count, created_by, provider, model_name, model_params,
                  options, created_at, updated_at)
VALUES (7, 'k', 'done', 'lopen', 1, 'local', 'openai', 'm', '{}', '{"sentences": false}', :now, :now)
"""
_CALL = """
INSERT INTO calls (id, job_id, owner, product, provider, model, params, prompt_version, request_hash, asked, status,
                   cost, prompt_tokens, completion_tokens, latency_s, raw_reply, sent_at, answered_at, interpreted_at)
VALUES (:id, 7, 'o', 'forms', 'openai', 'm', '{"max_tokens": 500}', 'forms-1', :hash, '[{"subject": "lopen"}]',
        :status, 250000, 10, 5, 2.0, :raw, :now, :now, :now)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database as it was at 0003, with a job and two calls."""
    server = None
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        server = request.getfixturevalue("postgres_url").rsplit("/", 1)[0]
        url = f"{server}/reuse_upgrade"
        _run(f"{server}/postgres", "CREATE DATABASE reuse_upgrade")
    engine = make_engine(url, migrating=True)
    with engine.begin() as conn:
        command.upgrade(config(conn), "0003")
        now = "2026-11-20 12:00:00.000000"
        conn.execute(text(_JOB), {"now": now})
        conn.execute(text(_CALL), {"id": 1, "status": "answered", "raw": "{}", "hash": "a" * 64, "now": now})
        conn.execute(text(_CALL), {"id": 2, "status": "failed", "raw": None, "hash": "b" * 64, "now": now})
    engine.dispose()
    yield url
    if server is not None:
        _run(f"{server}/postgres", "DROP DATABASE reuse_upgrade WITH (FORCE)")


def test_old_calls_keep_their_figures_and_answer_nobody(old: str, tmp_path: Path) -> None:
    """Their hashes do not tell which endpoint was asked; the job asks what it asked."""
    assert prepare(old, tmp_path) is True
    assert prepare(old, tmp_path) is False
    store = Store(old)
    job = store.fetch_job(7)
    assert (job.calls, job.reused, job.prompt_tokens, job.options.fresh) == (2, 0, 20, False)
    (figures,) = store.job_figures(7)
    assert (figures.answered, figures.failed, figures.reused, figures.p50_s) == (1, 1, 0, 2.0)
    measured = store.measured("openai", "m", Product.FORMS)
    assert measured is not None
    assert (measured.calls, measured.latency_s) == (1, 2.0)
    with store._read() as conn:
        columns = conn.execute(text("SELECT raw_reply, reused_from, reusable FROM calls ORDER BY id")).all()
        indexes = {index["name"]: index["column_names"] for index in inspect(conn).get_indexes("calls")}
    assert [tuple(row) for row in columns] == [("{}", None, None), (None, None, None)]
    assert indexes["ix_calls_job"][-1] == "reused_from"
    assert indexes["ix_calls_reusable"] == ["request_hash", "provider", "model"]
    store.close()
