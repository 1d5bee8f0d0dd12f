"""What a monitor and a supervisor get over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.exposition import parse
from tests.support.factories import make_call, make_item, make_job
from tests.support.screen import App


def test_metrics_are_served_in_the_format_of_prometheus(app: App) -> None:
    """Parsed as strictly as a monitor does; what the database holds is in them."""
    with app.store() as store:
        job = make_job(store)
        make_call(store, job, [make_item(store, job, "lopen")])
    answer = app.ask("/metrics")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    found = parse(answer.body.decode())
    assert found.value("distiller_up") == 1
    assert found.value("distiller_database_up") == 1
    assert found.value("distiller_engine_owners") >= 1
    assert found.value("distiller_items", product="forms", status="success") >= 1
    calls = [value for (name, _), value in found.samples.items() if name == "distiller_calls_total"]
    assert sum(calls) >= 1
    assert found.value("distiller_store_write_seconds_count") >= 1


def test_metrics_pass_the_same_door_as_everything(app: App) -> None:
    """A foreign name gets nothing, and nothing can be posted."""
    assert app.ask("/metrics", host="evil.example").status == 421
    assert app.ask("/metrics", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors").status == 403
    assert app.ask("/metrics", method="POST", body=b"").status == 405


def test_health_is_ok_while_the_program_works(app: App) -> None:
    """For supervisors: a status and a word."""
    answer = app.ask("/healthz")
    assert (answer.status, answer.body) == (200, b"ok")


def test_health_tells_in_a_sentence_that_the_database_cannot_be_used(fresh_app: Callable[..., App]) -> None:
    """503, and the metrics say so too instead of failing."""
    running = fresh_app()
    assert running.ask("/healthz").status == 200
    for name in ("distiller.db", "distiller.db-wal", "distiller.db-shm"):
        spoil(running.home / name)
    answer = running.ask("/healthz")
    assert answer.status == 503
    assert answer.body.decode().endswith(".")
    assert b"Traceback" not in answer.body


def spoil(path: Path) -> None:
    """What lies there is no database any more."""
    if path.exists():
        path.write_bytes(b"this is no database " * 500)
