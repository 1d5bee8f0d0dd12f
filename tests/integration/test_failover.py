"""Several providers for one job, each a real server: shares by weight, limits relieved, failures replaced."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from distiller.errors import InputError, SettingsError
from distiller.question_jobs import QuestionJobs
from distiller.records import Failover, JobOptions, JobRecord, JobStatus, QuestionFilter
from distiller.settings import ProviderSettings, Settings, load_settings
from tests.support import chat_server as say
from tests.support.answers import make_question
from tests.support.chat_server import MODEL, Answer, ChatServer, Fault, Seen
from tests.support.running import KEY, Running, running, wait_until
from tests.support.zeros import check_zeros

NONE, RATE, ALL = Failover.NONE, Failover.RATE_LIMIT_ONLY, Failover.ALL
VERBS = ("lopen", "werken", "opbellen", "vinden", "fietsen", "praten", "leven", "zoeken", "koken", "maken")


def text(seen: Seen, right: Answer) -> Answer:
    """A word as the answer."""
    body = json.loads(right.body)
    body["choices"][0]["message"] = {"role": "assistant", "content": "ja"}
    return Answer(body=json.dumps(body).encode())


class Endpoint:
    """A server and what it was asked; `bad` says which request, counted from 1, goes wrong and how."""

    def __init__(self, server: ChatServer) -> None:
        self.server = server
        self.bad: Callable[[int], Fault | None] = lambda _number: None
        self.right: Fault | None = text
        self.refused: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._number = 0
        server.script = self._script

    def _script(self, seen: Seen) -> Fault | None:
        with self._lock:
            self._number += 1
            fault = self.bad(self._number)
            if fault is not None:
                self.refused.update(seen.subjects)
        return fault or self.right

    @property
    def asked(self) -> int:
        return len(self.server.requests)


class Together:
    """Both servers as one, for `check_zeros`: what they did not answer was not paid for."""

    def __init__(self, *endpoints: Endpoint) -> None:
        self._endpoints = endpoints

    def asked(self, subject: str) -> int:
        return sum(one.server.asked(subject) - one.refused[subject] for one in self._endpoints)


@pytest.fixture
def a() -> Iterator[Endpoint]:
    with ChatServer(latency=0.01) as server:
        yield Endpoint(server)


@pytest.fixture
def b() -> Iterator[Endpoint]:
    with ChatServer(latency=0.01) as server:
        yield Endpoint(server)


def provider(name: str, endpoint: Endpoint, **more: object) -> ProviderSettings:
    """One of the providers."""
    values = {"model": f"{MODEL}-{name}", "concurrency": 8, "timeout_s": 3.0, "api_key": SecretStr(KEY), **more}
    return ProviderSettings(name=name, base_url=endpoint.server.base_url, **values)  # type: ignore[arg-type]


def settings_of(home: Path, *providers: ProviderSettings) -> Settings:
    """Settings with these and the offline teacher."""
    found = replace(load_settings(home), home=home, concurrency=8)
    return replace(found, providers=(*providers, *found.providers), default_provider=providers[0].name)


def questions(
    run: Running, count: int, failover: Failover, others: tuple[str, ...] = ("b",), asks: str = "Question"
) -> JobRecord:
    """A job of that many questions."""
    for number in range(count):
        make_question(run.store, f"{asks} {number}?")
    jobs = QuestionJobs(run.store, run.teachers, run.settings, run.engine.wake)
    options = JobOptions(questions=True, others=others, failover=failover)
    return jobs.start(QuestionFilter(), options, "a", "", "tester", f"key-{time.monotonic_ns()}")


def by_provider(run: Running, job: JobRecord) -> dict[str, tuple[int, int]]:
    """Of each provider of the job: answered and failed calls."""
    found: dict[str, tuple[int, int]] = {}
    for one in run.store.job_figures(job.id):
        answered, failed = found.get(one.provider, (0, 0))
        found[one.provider] = answered + one.answered, failed + one.failed
    return found


def done(run: Running, job: JobRecord, count: int) -> JobRecord:
    """The job when it has ended: every question has one answer, of one stored reply."""
    ended = run.finish(job.id, timeout_s=60)
    assert (ended.status, ended.answers.success, ended.reason) == (JobStatus.DONE, count, None)
    assert sum(answered for answered, _ in by_provider(run, job).values()) == count
    assert run.store.check().problems == ()
    return ended


# --- shares -------------------------------------------------------------------------------------------------------


def test_weights_share_the_work(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """Three to one, each with its own model."""
    with running(settings_of(tmp_path, provider("a", a, weight=3), provider("b", b))) as run:
        job = questions(run, 120, NONE)
        done(run, job, 120)
        assert abs(a.asked - 90) <= 8
        assert {one.model for one in run.store.job_figures(job.id)} == {f"{MODEL}-a", f"{MODEL}-b"}
    assert {seen.body["model"] for seen in b.server.requests} == {f"{MODEL}-b"}


def test_a_slow_provider_does_not_hold_the_others_up(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """Of equal weights, one takes two seconds: it holds its part of the places, and the other does most of the work."""
    b.server.latency = 2.0
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        done(run, questions(run, 120, NONE), 120)
    assert b.asked < a.asked


def test_what_was_given_to_one_stays_with_it(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """A shared job has no failover: b's item waits for b."""
    b.bad = lambda number: say.status(500, Retry_After="0") if number == 1 else None
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        job = questions(run, 20, NONE)
        ended = run.finish(job.id)
        assert (ended.status, by_provider(run, job)["b"][1]) == (JobStatus.DONE, 1)
        retried = [item for item in run.jobs.items(job.id) if len(run.jobs.calls_of_item(item.id)) > 1]
        assert [{call.provider for call in run.jobs.calls_of_item(item.id)} for item in retried] == [{"b"}]


def test_a_shared_job_pauses_when_one_refuses_the_key(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """With the sentence of the one that did."""
    b.bad = lambda _number: say.status(401)
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        ended = run.finish(questions(run, 20, NONE).id)
        assert ended.status == JobStatus.PAUSED
        assert ended.reason is not None
        assert (ended.reason.code, ended.reason.params["provider"]) == ("teacher-auth", "b")


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", [RATE, ALL])
def test_the_others_take_what_a_told_limit_makes_wait(
    tmp_path: Path, a: Endpoint, b: Endpoint, policy: Failover
) -> None:
    """Its own provider works at its limit all the time; nobody refuses anything."""
    with running(settings_of(tmp_path, provider("a", a, requests_per_minute=600), provider("b", b))) as run:
        job = questions(run, 80, policy)
        began = time.monotonic()
        done(run, job, 80)
        took = time.monotonic() - began
    allowed = 5 + 10 * took
    assert a.asked <= allowed + 2
    assert a.asked >= min(10, allowed / 2)
    assert b.asked == 80 - a.asked


def test_below_its_limit_nobody_else_is_asked(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """Also when all its places are taken: that is no limit."""
    a.server.latency = 0.05
    with running(settings_of(tmp_path, provider("a", a, concurrency=2), provider("b", b))) as run:
        done(run, questions(run, 30, RATE), 30)
    assert (a.asked, b.asked) == (30, 0)


@pytest.mark.parametrize("policy", [RATE, ALL])
def test_an_item_that_was_answered_429_goes_elsewhere_at_once(
    tmp_path: Path, a: Endpoint, b: Endpoint, policy: Failover
) -> None:
    """Although the endpoint asks for a minute; it costs no attempt, and soon nothing more is sent there."""
    a.bad = lambda _number: say.rate_limit("60")
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        job = questions(run, 60, policy)
        began = time.monotonic()
        done(run, job, 60)
        assert time.monotonic() - began < 20
        assert {item.attempts for item in run.jobs.items(job.id, limit=100)} == {0}
    assert a.asked <= 16
    assert b.asked == 60


def test_a_limit_is_all_that_rate_limit_only_goes_elsewhere_for(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """While its own fails, the job waits for it."""
    a.bad = lambda number: say.status(500, Retry_After="0") if number <= 8 else None
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        done(run, questions(run, 12, RATE), 12)
    assert b.asked == 0


# --- failures -----------------------------------------------------------------------------------------------------


def test_a_provider_that_breaks_in_the_middle_is_replaced(
    tmp_path: Path, database_url: str, a: Endpoint, b: Endpoint
) -> None:
    """On both databases: nothing lost, doubled or paid twice; soon nothing is sent to it but a probe now and then."""
    a.right = b.right = None
    a.bad = lambda number: say.status(500) if number > 6 else None
    with running(settings_of(tmp_path, provider("a", a), provider("b", b)), url=database_url) as run:
        options = JobOptions(sentence_count=2, others=("b",), failover=ALL)
        job = run.start([*VERBS], options)
        assert run.finish(job.id).status == JobStatus.DONE
        assert check_zeros(run, Together(a, b), job.id, VERBS, 2) == 0  # type: ignore[arg-type]
        assert by_provider(run, job)["a"][0] == 6
    assert a.asked <= 6 + 8 + 8 + 4


def test_a_provider_that_is_out_of_reach_is_replaced(tmp_path: Path, b: Endpoint) -> None:
    """From the first call on."""
    with ChatServer() as server:
        gone = Endpoint(server)
    with running(settings_of(tmp_path, provider("a", gone), provider("b", b))) as run:
        job = questions(run, 40, ALL)
        done(run, job, 40)
        assert by_provider(run, job)["b"][0] == 40
        assert by_provider(run, job)["a"][1] <= 8 + 8 + 4


def test_an_item_that_all_have_failed_fails_with_its_attempts(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """Four tries in all, whoever made them."""
    a.bad = b.bad = lambda _number: say.status(500, Retry_After="0")
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        job = run.finish(questions(run, 1, ALL).id)
        assert (job.status, job.answers.failed) == (JobStatus.FAILED, 1)
        assert {call.provider for call in run.jobs.calls_of_item(run.jobs.items(job.id)[0].id)} == {"a", "b"}
    assert a.asked + b.asked == 4


def test_a_refused_key_leaves_a_provider_out_of_the_job(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """The job goes on and is not paused; the engine says who is out, and why."""
    a.bad = lambda _number: say.status(401)
    b.server.latency = 0.1
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        job = questions(run, 60, ALL)
        wait_until(lambda: any(job.id in one.out for one in run.engine.live()))
        [live] = [one for one in run.engine.live() if job.id in one.out]
        assert (live.name, live.out[job.id].code) == ("a", "teacher-auth")
        done(run, job, 60)
        assert by_provider(run, job)["b"] == (60, 0)
        wait_until(lambda: not any(one.out for one in run.engine.live()))
    assert a.asked <= 8 + 4  # those that were under way, or went out at that moment


def test_when_all_refuse_the_job_pauses_with_the_sentence_of_its_own(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """And goes on with both after a resume, when the keys are right again."""
    a.bad = lambda _number: say.status(401)
    b.bad = lambda _number: say.status(402)
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        job = questions(run, 20, ALL)
        paused = run.finish(job.id)
        assert paused.status == JobStatus.PAUSED
        assert paused.reason is not None
        assert (paused.reason.code, paused.reason.params["provider"]) == ("teacher-auth", "a")
        wait_until(lambda: run.jobs.get(job.id).items.running == 0)
        a.bad = b.bad = lambda _number: None
        run.jobs.resume(job.id)
        done(run, job, 20)
        assert by_provider(run, job)["a"][0] == 20


def test_a_helper_that_refuses_the_key_does_not_stop_the_job(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """With rate_limit_only the work is its own provider's."""
    b.bad = lambda _number: say.status(401)
    with running(settings_of(tmp_path, provider("a", a, requests_per_minute=1200), provider("b", b))) as run:
        done(run, questions(run, 40, RATE), 40)
    assert b.asked <= 8 + 4


# --- settings that change -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", [NONE, RATE, ALL])
def test_a_job_goes_on_without_a_provider_that_is_not_configured_any_more(
    tmp_path: Path, a: Endpoint, b: Endpoint, policy: Failover
) -> None:
    """And says which it misses."""
    settings = settings_of(tmp_path, provider("a", a), provider("b", b))
    with running(settings, start=False) as run:
        job = questions(run, 20, policy)
    with running(settings_of(tmp_path, provider("a", a))) as run:
        ended = done(run, job, 20)
        assert run.jobs.missing_providers(ended) == ("b",)
    assert (a.asked, b.asked) == (20, 0)


def test_a_job_whose_own_provider_is_gone_pauses(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """Another one may help, but not take its place unasked."""
    with running(settings_of(tmp_path, provider("a", a), provider("b", b)), start=False) as run:
        job = questions(run, 20, ALL)
    with running(settings_of(tmp_path, provider("b", b))) as run:
        ended = run.finish(job.id)
        assert ended.status == JobStatus.PAUSED
        assert ended.reason is not None
        assert (ended.reason.code, ended.reason.params["provider"]) == ("settings-unknown-provider", "a")
    assert b.asked == 0


@pytest.mark.parametrize(
    ("own", "others", "failover", "code"),
    [
        ("a", ("c",), ALL, "settings-unknown-provider"),
        ("a", ("b", "b"), ALL, "input-provider-twice"),
        ("a", ("a",), NONE, "input-provider-twice"),
        ("a", ("offline",), ALL, "input-provider-offline"),
        ("offline", ("a",), NONE, "input-provider-offline"),
        ("a", (), ALL, "input-failover-alone"),
    ],
)
def test_providers_that_a_job_cannot_have_are_refused(
    tmp_path: Path, a: Endpoint, b: Endpoint, own: str, others: tuple[str, ...], failover: Failover, code: str
) -> None:
    """With a sentence, and no job is made; for verbs and for questions."""
    with running(settings_of(tmp_path, provider("a", a), provider("b", b)), start=False) as run:
        make_question(run.store, "Who?")
        options = JobOptions(others=others, failover=failover)
        asked = QuestionJobs(run.store, run.teachers, run.settings, run.engine.wake)
        for start in (
            lambda: run.start(["lopen"], options, own),
            lambda: asked.start(QuestionFilter(), options, own, "", "tester", "key"),
        ):
            with pytest.raises((InputError, SettingsError)) as caught:
                start()
            assert caught.value.code == code
        assert run.jobs.list() == []


def test_two_jobs_with_the_same_providers_both_end(tmp_path: Path, a: Endpoint, b: Endpoint) -> None:
    """One shared, one of a alone: neither takes all places from the other."""
    with running(settings_of(tmp_path, provider("a", a), provider("b", b))) as run:
        jobs: Sequence[JobRecord] = [questions(run, 30, NONE), questions(run, 30, NONE, (), "More")]
        for job in jobs:
            ended = run.finish(job.id)
            assert (ended.status, ended.items.failed) == (JobStatus.DONE, 0)
