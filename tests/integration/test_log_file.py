"""The log file: rotated, bounded, shared by processes; a whole job leaves its story in it, and none of its words."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from distiller import logs
from distiller.engine import Engine
from distiller.jobs import Jobs
from distiller.llm import open_teachers
from distiller.logs import JsonLines, SharedFile
from distiller.records import ItemStatus, JobOptions, JobStatus, Reason
from distiller.settings import load_settings
from distiller.store import Store
from tests.support.factories import make_item, make_job, make_store
from tests.support.running import settings_for, wait_until


def handler(path: Path, size: int = 1_000, files: int = 2) -> SharedFile:
    """A log file of a process."""
    made = SharedFile(path, size, files)
    made.setFormatter(JsonLines())
    return made


def say(to: SharedFile, message: str) -> None:
    """One line."""
    to.emit(logging.LogRecord("x", logging.INFO, __file__, 1, message, (), None))


def lines(path: Path) -> list[dict[str, Any]]:
    """What a file holds."""
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_files_are_rotated_by_size_and_bounded_in_number(tmp_path: Path) -> None:
    """However much is logged, the folder stays small, and every file holds whole lines."""
    file = handler(tmp_path / "x.log")
    for number in range(100):
        say(file, f"line {number}")
    file.close()
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == ["x.log", "x.log.1", "x.log.2"]
    assert all(path.stat().st_size < 1_200 and lines(path) for path in tmp_path.iterdir())


def test_a_process_goes_on_in_the_new_file_when_another_has_rotated(tmp_path: Path) -> None:
    """Otherwise it would fill the old one, and rotate the new one away."""
    mine, theirs = handler(tmp_path / "x.log"), handler(tmp_path / "x.log")
    theirs.doRollover()
    say(mine, "after")
    assert [line["message"] for line in lines(tmp_path / "x.log")] == ["after"]
    assert lines(tmp_path / "x.log.1") == []
    mine.close()
    theirs.close()


def test_a_file_that_was_taken_away_comes_back(tmp_path: Path) -> None:
    """An administrator may remove it while the program runs."""
    file = handler(tmp_path / "x.log")
    say(file, "before")
    (tmp_path / "x.log").unlink()
    say(file, "after")
    assert [line["message"] for line in lines(tmp_path / "x.log")] == ["after"]
    file.close()


@pytest.fixture
def logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's log, begun; nothing of it stays behind."""
    monkeypatch.setenv("DISTILLER_HOME", str(tmp_path))
    root, ours = logging.getLogger(), logging.getLogger("distiller")
    before, level = list(root.handlers), ours.level
    path = logs.start(replace(load_settings(tmp_path), log_level="info"), "test")
    assert path is not None
    yield path
    for added in set(root.handlers) - set(before):
        root.removeHandler(added)
        added.close()
    ours.setLevel(level)


def test_what_happens_to_a_job_is_told_after_it_is_committed(logged: Path, tmp_path: Path) -> None:
    """Paused with the code of its reason, resumed, ended; and that the program and the database began."""
    store = make_store(tmp_path)
    job = make_job(store, status=JobStatus.RUNNING)
    make_item(store, job, "lopen", status=ItemStatus.PENDING)
    store.pause_job(job, Reason("teacher-auth", {"provider": "openai", "status": 401}))
    store.resume_job(job)
    store.cancel_job(job)
    store.close()
    told = [{key: line.get(key) for key in ("event", "job", "status", "reason")} for line in lines(logged)]
    assert [line["event"] for line in told[:2]] == ["started", "database-migrated"]
    assert told[2:] == [
        {"event": "job-paused", "job": job, "status": "paused", "reason": "teacher-auth"},
        {"event": "job-resumed", "job": job, "status": "queued", "reason": None},
        {"event": "job-ended", "job": job, "status": "cancelled", "reason": None},
    ]


def test_what_was_undone_is_not_told(logged: Path, tmp_path: Path) -> None:
    """Neither then, nor with what the connection does next."""
    store = make_store(tmp_path)
    job = make_job(store, status=JobStatus.RUNNING)
    before = len(lines(logged))

    def undone() -> None:
        from distiller.db.notes import note

        with store._write() as conn:
            note(conn, "job-ended", job=job)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    store.register_owner()
    assert lines(logged)[before:] == []
    store.close()


def test_a_job_leaves_its_story_and_none_of_its_words(logged: Path, tmp_path: Path) -> None:
    """Made, started, each call with what it took, ended: and not one verb of it."""
    settings = replace(settings_for(tmp_path), offline_mistakes=0.0)
    store, teachers = make_store(tmp_path), open_teachers(settings)
    engine = Engine(store, teachers, settings)
    jobs = Jobs(store, teachers, settings, engine.wake)
    engine.start()
    job = jobs.start("tekenen\nwandelen", JobOptions(sentences=False), "offline", "", "local", "key").id
    wait_until(lambda: store.fetch_job(job).status == JobStatus.DONE)
    engine.stop()
    store.close()
    text = logged.read_text("ascii")
    assert "tekenen" not in text
    assert "getekend" not in text
    found = {line["event"]: line for line in lines(logged) if line.get("job", job) == job}
    story = {"job-created", "job-started", "call-answered", "job-ended"}
    assert [name for name in found if name in story][:2] == ["job-created", "job-started"]
    assert story <= found.keys()
    assert {"engine-started", "engine-stopped"} <= found.keys()
    calls = [line for line in lines(logged) if line["event"] == "call-answered"]
    assert {(call["provider"], call["model"], call["product"]) for call in calls} == {
        ("offline", "offline-rules", "forms")
    }
    assert sum(call["items"] for call in calls) == 2
    assert min(call["latency_s"] for call in calls) >= 0
    assert found["job-ended"]["status"] == "done"


def test_a_store_measures_its_writes(tmp_path: Path) -> None:
    """For the metrics."""
    store: Store = make_store(tmp_path)
    before = store.write_seconds.read()
    store.register_owner()
    after = store.write_seconds.read()
    assert after.count == before.count + 1
    assert after.total > before.total
    store.close()
