"""Whether the program says so when it cannot do its work."""

from __future__ import annotations

from pathlib import Path

import pytest

from distiller.engine import Engine
from distiller.errors import StoreUnavailable
from distiller.live import Live
from distiller.llm import open_teachers
from distiller.records import Reason
from distiller.settings import load_settings
from distiller.store import Store
from tests.support.factories import make_store
from tests.support.running import wait_until


@pytest.fixture
def engine(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine that is not started, with the offline teacher."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DISTILLER_PROVIDERS"):
        monkeypatch.delenv(name, raising=False)
    settings = load_settings(tmp_path)
    return Engine(store, open_teachers(settings), settings)


def test_a_program_whose_dispatcher_works_is_well(engine: Engine, store: Store) -> None:
    """Before the start, while it runs and while it stops."""
    live = Live(store, engine.live, lambda: engine.trouble)
    assert live.health() is None
    engine.start()
    assert live.health() is None
    engine.stop()
    assert live.health() is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dispatcher_that_has_ended_is_told(engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing would ever be asked again, and nobody would know why."""

    def end() -> None:
        raise SystemExit

    monkeypatch.setattr(store, "active_jobs", end)
    engine.start()
    wait_until(lambda: engine.trouble is not None)
    assert Live(store, engine.live, lambda: engine.trouble).health() == Reason("engine-still", {})
    engine.stop()


def test_a_database_that_cannot_be_read_is_told_and_the_metrics_go_on(tmp_path: Path) -> None:
    """Its reason is one of ours, with a sentence for people."""
    store = make_store(tmp_path)
    live = Live(store)
    assert live.health() is None
    store.close()
    (tmp_path / "distiller.db").unlink()
    (tmp_path / "distiller.db").mkdir()
    reason = live.health()
    assert reason is not None
    assert StoreUnavailable(reason.code, **reason.params).sentence("en")
    assert "distiller_database_up 0\n" in live.metrics()
    store.close()


def test_figures_are_kept_for_a_moment_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several people look at once; a second later they see what is new."""
    store, now, asked = make_store(tmp_path), [100.0], []
    monkeypatch.setattr("distiller.live.time.monotonic", lambda: now[0])
    monkeypatch.setattr(store, "provider_figures", lambda: asked.append(1) or ())
    live = Live(store)
    for _ in range(3):
        live.providers()
    assert len(asked) == 1
    now[0] += 1.1
    live.providers()
    assert len(asked) == 2
    store.close()


def test_what_takes_long_is_asked_less_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that takes two seconds is worth forty."""
    store, now, asked = make_store(tmp_path), [100.0], []

    def slow() -> tuple[()]:
        asked.append(1)
        now[0] += 2
        return ()

    monkeypatch.setattr("distiller.live.time.monotonic", lambda: now[0])
    monkeypatch.setattr(store, "provider_figures", slow)
    live = Live(store)
    live.providers()
    now[0] += 39
    live.providers()
    assert len(asked) == 1
    now[0] += 2
    live.providers()
    assert len(asked) == 2
    store.close()
