"""Limits of a provider, kept by the engine against a real server: told, learned from headers, and of two processes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from distiller.records import JobOptions, JobRecord, JobStatus, NewQuestionJob, QuestionFilter
from distiller.settings import Settings
from tests.support import chat_server as say
from tests.support.answers import make_question
from tests.support.chat_server import Answer, ChatServer, Fault, Seen
from tests.support.running import Running, running, settings_for

PER_SECOND = 20


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


def text(seen: Seen, right: Answer) -> Answer:
    """A word as the answer."""
    body = json.loads(right.body)
    body["choices"][0]["message"] = {"role": "assistant", "content": "ja"}
    return Answer(body=json.dumps(body).encode())


def questions(run: Running, count: int, key: str = "k") -> JobRecord:
    """A job of that many questions."""
    for number in range(count):
        make_question(run.store, f"Question {number}?")
    new = NewQuestionJob(key, "t", "openai", say.MODEL, {}, JobOptions(questions=True), QuestionFilter())
    job = run.store.create_question_job(new)
    run.engine.wake()
    return job


def too_early(times: Sequence[float], began: float, at_once: float) -> list[int]:
    """Which requests came before a bucket of this depth, full at the beginning, could let them.

    Not how many come within a second: what a slow disk held up goes out together, and was waited for before.
    """
    allowed = [began + (number - at_once) / PER_SECOND for number in range(1, len(times) + 1)]
    return [number for number, (at, least) in enumerate(zip(sorted(times), allowed, strict=True)) if at < least - 0.01]


def told(tmp_path: Path, server: ChatServer, **limits: int) -> Settings:
    """Settings with limits of the provider."""
    settings = settings_for(tmp_path, server, concurrency=16)
    first, *others = settings.providers
    return replace(settings, providers=(replace(first, **limits), *others))


class Limited:
    """A server that keeps a bucket and refuses what is beyond it, with or without saying so in headers."""

    def __init__(self, server: ChatServer, per_second: float, burst: float, *, headers: bool) -> None:
        self.server, self.per_second, self.burst, self.headers = server, per_second, burst, headers
        self.level, self.at, self.refused = burst, time.monotonic(), 0
        self._lock = threading.Lock()
        server.script = self.script

    def script(self, seen: Seen) -> Fault:
        """A refusal, or an answer."""
        with self._lock:
            now = time.monotonic()
            self.level = min(self.burst, self.level + (now - self.at) * self.per_second)
            self.at = now
            passes = self.level >= 1
            self.level -= passes
            self.refused += not passes
            rate = {
                "x-ratelimit-limit-requests": str(int(60 * self.per_second)),
                "x-ratelimit-remaining-requests": str(int(self.level)),
            }
        fault = text if passes else say.rate_limit("0.1")

        def sent(seen: Seen, right: Answer) -> Answer:
            answer = fault(seen, right)
            answer.headers |= rate if self.headers else {}
            return answer

        return sent


def test_a_limit_that_was_told_is_kept_before_anything_is_refused(tmp_path: Path, server: ChatServer) -> None:
    """Half a second's worth at once, then at the pace of the limit."""
    server.script = lambda _seen: text
    with running(told(tmp_path, server, requests_per_minute=60 * PER_SECOND)) as run:
        began = time.monotonic()
        assert run.finish(questions(run, 40).id).status == JobStatus.DONE
        [live] = [one for one in run.engine.live() if one.name == "openai"]
    assert too_early([seen.started for seen in server.requests], began, PER_SECOND / 2) == []
    assert live.requests_per_minute == 60 * PER_SECOND
    assert live.refused == 0


def test_a_limit_that_was_not_told_is_learned_from_the_headers(tmp_path: Path, server: ChatServer) -> None:
    """The first replies name it; next to nothing is refused, and no item loses an attempt."""
    limited = Limited(server, 30, 20, headers=True)
    with running(told(tmp_path, server)) as run:
        job = run.finish(questions(run, 80).id)
        assert (job.status, job.answers.success) == (JobStatus.DONE, 80)
        assert {item.attempts for item in run.jobs.items(job.id, limit=100)} == {0}
        [live] = [one for one in run.engine.live() if one.name == "openai"]
    assert live.requests_per_minute == 1800
    assert limited.refused <= 8


def test_an_endpoint_without_headers_is_not_met_with_a_storm(tmp_path: Path, server: ChatServer) -> None:
    """What it lets through is taken for its limit."""
    limited = Limited(server, 30, 5, headers=False)
    with running(told(tmp_path, server)) as run:
        job = run.finish(questions(run, 80).id, timeout_s=60)
        assert (job.status, job.answers.success) == (JobStatus.DONE, 80)
    assert limited.refused <= 80


def test_tokens_are_paced_by_what_calls_really_use(tmp_path: Path, server: ChatServer) -> None:
    """The first calls are booked at their worst; once their usage is known, as many go as fit."""
    server.script = lambda _seen: text
    with running(told(tmp_path, server, tokens_per_minute=600_000)) as run:
        begin = time.monotonic()
        assert run.finish(questions(run, 60).id).status == JobStatus.DONE
        # sixty calls at their worst would be 250,000 tokens, which is half a minute
        assert time.monotonic() - begin < 15


def test_two_processes_on_one_database_share_a_limit(tmp_path: Path, server: ChatServer, database_url: str) -> None:
    """Together they send no more than one may."""
    server.script = lambda _seen: text
    server.latency = 0.05
    settings = told(tmp_path, server, requests_per_minute=60 * PER_SECOND)
    with running(settings, url=database_url) as one, running(settings, url=database_url):
        began = time.monotonic()
        assert one.finish(questions(one, 120).id, timeout_s=60).status == JobStatus.DONE
    times = [seen.started for seen in server.requests]
    assert len(times) == 120
    # each may begin with half a second's worth, and until it hears the other's beat with a second of the whole limit
    assert too_early(times, began, 2 * PER_SECOND / 2 + PER_SECOND) == []
