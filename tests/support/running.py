"""An engine at work on a fresh database, against a real HTTP server; waits on what the store says, never on time."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from distiller.engine import Engine
from distiller.jobs import Jobs
from distiller.llm import Teachers, open_teachers
from distiller.records import JobOptions, JobRecord, JobStatus
from distiller.settings import ProviderSettings, Settings, load_settings
from distiller.store import Store, prepare
from tests.support.chat_server import MODEL, ChatServer

ENDED = (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.PAUSED)
KEY = "sk-test-0123456789abcdef"


def settings_for(home: Path, server: ChatServer | None = None, *, concurrency: int = 4) -> Settings:
    """Settings with the server as the default provider, or offline only."""
    return settings_at(home, None if server is None else server.base_url, concurrency=concurrency)


def settings_at(home: Path, base_url: str | None, another: str | None = None, *, concurrency: int = 4) -> Settings:
    """The same for a server in another process; `another` is the address of a second provider, `other`."""
    settings = replace(load_settings(home), home=home, concurrency=concurrency)
    if base_url is None:
        return settings
    provider = ProviderSettings(
        name="openai",
        base_url=base_url,
        model=MODEL,
        api_key=SecretStr(KEY),
        concurrency=concurrency,
        timeout_s=3.0,
        batch_size=8,  # else small jobs are spread over the places that are free
    )
    providers = [provider] if another is None else [provider, replace(provider, name="other", base_url=another)]
    return replace(settings, providers=(*providers, *settings.providers), default_provider="openai")


def wait_until(true: Callable[[], bool], timeout_s: float = 20.0) -> None:
    """Until something holds; fails the test when it does not come."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not true():
        assert time.monotonic() < deadline, "what was waited for did not come"
        pause.wait(0.01)


class Running:
    """Store, teachers, engine and jobs of one test."""

    def __init__(self, store: Store, teachers: Teachers, settings: Settings, engine: Engine) -> None:
        self.store = store
        self.teachers = teachers
        self.settings = settings
        self.engine = engine
        self.jobs = Jobs(store, teachers, settings, engine.wake)

    def start(self, verbs: Sequence[str], options: JobOptions | None = None, provider: str = "") -> JobRecord:
        """A job of these verbs."""
        name = provider or self.teachers.default
        return self.jobs.start("\n".join(verbs), options or JobOptions(), name, "", "tester", uuid.uuid4().hex)

    def finish(self, job_id: int, timeout_s: float = 20.0) -> JobRecord:
        """The job once it has ended or paused."""
        wait_until(lambda: self.jobs.get(job_id).status in ENDED, timeout_s)
        return self.jobs.get(job_id)


@contextmanager
def running(
    settings: Settings,
    *,
    url: str | None = None,
    start: bool = True,
    open_store: Callable[[str], Store] = Store,
    clock: Callable[[], float] = time.monotonic,
    dead_after_s: float = 1.0,
) -> Iterator[Running]:
    """Everything built and started, and stopped in the opposite order. An owner is dead sooner than in the app: where
    nobody is to be taken for dead, on a busy machine either, give it time."""
    address = url or settings.database_url
    prepare(address, settings.home)
    store = open_store(address)
    teachers = open_teachers(settings)
    engine = Engine(store, teachers, settings, beat_s=0.2, dead_after_s=dead_after_s, clock=clock)
    try:
        if start:
            engine.start()
        yield Running(store, teachers, settings, engine)
    finally:
        engine.stop()
        teachers.close()
        store.close()
