"""The engine against teachers at their worst, and against people who press every button meanwhile."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from distiller.db.models import Call, Item, Response
from distiller.dutch import FORM_FIELDS
from distiller.errors import InputError
from distiller.records import ItemStatus, JobOptions, JobStatus
from tests.support import chat_server as say
from tests.support.chat_server import Answer, ChatServer, Fault, Seen
from tests.support.running import Running, running, settings_for, wait_until
from tests.support.zeros import check_zeros

VERBS = ("lopen", "werken", "opbellen", "vinden", "fietsen", "praten", "leven", "zoeken")
FORMS_ONLY = JobOptions(sentences=False)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, server: ChatServer) -> Iterator[Running]:
    with running(settings_for(tmp_path, server)) as run:
        yield run


def at_once() -> dict[str, str]:
    return {"Retry_After": "0"}


# --- limits -------------------------------------------------------------------------------------------------------


def test_a_storm_of_429s_costs_no_attempt_and_asks_for_nothing_twice(run: Running, server: ChatServer) -> None:
    """Every reply of a while is a 429: each call waits and comes back, and the job is done when it is over."""
    server.script = lambda _seen: say.rate_limit("0") if len(server.requests) < 120 else None
    job = run.finish(run.start(VERBS, JobOptions(sentence_count=2)).id, 60)
    assert job.status == JobStatus.DONE
    assert {i.attempts for i in run.jobs.items(job.id)} == {0}
    check_answered_once(run)


def check_answered_once(run: Running) -> None:
    with run.store._read() as conn:
        asked = [a["subject"] for row in conn.scalars(select(Call.asked).where(Call.status == "answered")) for a in row]
        made = conn.execute(select(func.count()).where(Item.status == ItemStatus.SUCCESS)).scalar_one()
    assert len(asked) == made


def test_a_provider_that_is_full_for_half_an_hour_pauses_the_job(tmp_path: Path, server: ChatServer) -> None:
    """Not before, not for ever; the items wait, without an attempt counted, and resuming starts a new half hour."""
    ahead = 0.0
    server.script = lambda _seen: say.rate_limit("0.01")
    with running(settings_for(tmp_path, server), clock=lambda: time.monotonic() + ahead) as run:
        job = run.start(VERBS, FORMS_ONLY)
        assert server.wait_for(5)
        ahead = 29 * 60.0
        assert server.wait_for(len(server.requests) + 5)
        assert run.jobs.get(job.id).status == JobStatus.RUNNING
        ahead = 31 * 60.0
        paused = run.finish(job.id)
        assert (paused.status, paused.reason and paused.reason.code) == (JobStatus.PAUSED, "teacher-rate-limit")
        wait_until(lambda: run.jobs.get(job.id).forms.pending == len(VERBS))
        assert {i.attempts for i in run.jobs.items(job.id)} == {0}
        server.script = None
        run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.DONE


def test_an_item_is_asked_for_four_times_and_no_more(run: Running, server: ChatServer) -> None:
    """5xx to the end: failed with its type, a sentence, and four calls that say so."""
    server.script = lambda _seen: say.status(503, **at_once())
    job = run.finish(run.start(VERBS[:2], FORMS_ONLY).id)
    assert job.status == JobStatus.FAILED
    for item in run.jobs.items(job.id):
        assert (item.attempts, item.error_type, bool(item.error_message)) == (4, "SERVER_ERROR", True)
        assert len(run.jobs.calls_of_item(item.id)) == 4
    assert len(server.requests) == 4


def test_items_of_one_batch_end_by_their_own_attempts(tmp_path: Path, server: ChatServer) -> None:
    """A batch of old and new: the one that has had its four tries fails, the others are asked again."""
    server.then(say.status(500, **at_once()))
    settings = settings_for(tmp_path, server)
    with running(settings, start=False) as run:
        job = run.start(VERBS, FORMS_ONLY)
        with run.store._write() as conn:
            conn.execute(update(Item).where(Item.subject == "vinden").values(attempts=3))
        run.engine.start()
        job = run.finish(job.id)
        assert (job.forms.success, job.forms.failed) == (7, 1)
        [failed] = run.jobs.items(job.id, status=ItemStatus.FAILED)
        assert (failed.subject, failed.attempts, server.asked("vinden")) == ("vinden", 4, 1)
        assert {server.asked(v) for v in VERBS if v != "vinden"} == {2}


def test_a_reply_that_is_always_cut_off_ends_with_single_verbs(run: Running, server: ChatServer) -> None:
    """8, 4, 2, 1: each fails as TRUNCATED, after no more than the calls that takes."""
    server.script = lambda _seen: say.cut_off(0.02)
    job = run.finish(run.start(VERBS, FORMS_ONLY).id)
    assert {i.error_type for i in run.jobs.items(job.id)} == {"TRUNCATED"}
    assert len(server.requests) == 1 + 2 + 4 + 8


def test_a_provider_that_hangs_does_not_hold_up_another(tmp_path: Path) -> None:
    """All workers could be waiting for the slow one: the other gets its share."""
    with ChatServer() as slow, ChatServer() as quick:
        slow.script = lambda _seen: say.hang()
        settings = settings_for(tmp_path, quick, concurrency=3)
        [first, *others] = settings.providers
        both = (first, replace(first, name="slow", base_url=slow.base_url, timeout_s=30.0), *others)
        with running(replace(settings, providers=both)) as run:
            run.start([f"ver{v}" for v in VERBS], JobOptions(sentences=False), provider="slow")
            quick_job = run.start(VERBS, JobOptions(sentence_count=2))
            assert run.finish(quick_job.id, 10).status == JobStatus.DONE


def test_claims_are_bounded_however_long_the_job(tmp_path: Path) -> None:
    """A provider that answers nothing yet: a few calls' worth of items is held, the rest can be taken by others."""
    with ChatServer() as server:
        server.script = lambda _seen: say.hang()
        with running(settings_for(tmp_path, server, concurrency=2)) as run:
            letters = "bcdfghjklmnprstvwz"
            job = run.start([f"{a}{v}{b}en" for a in letters for v in "aeiou" for b in letters][:1000], FORMS_ONLY)
            assert server.wait_for(2)
            wait_until(lambda: run.jobs.get(job.id).forms.running > 0)
            assert run.jobs.get(job.id).forms.running <= 2 * 2 * 8


# --- hostile replies ----------------------------------------------------------------------------------------------


def field(value: Any, name: str = "tt_ik") -> Fault:
    return say.content(lambda inner: inner["results"][3].__setitem__(name, value))


def raw_value(text: str, name: str = "tt_ik") -> Fault:
    """One field with JSON that no writer would write, as it stands."""
    marker = "@@@"

    def change(inner: dict[str, Any]) -> str:
        inner["results"][3][name] = marker
        return json.dumps(inner).replace(f'"{marker}"', text)

    return say.content(change)


def _everything_else(seen: Seen, answer: Answer) -> Answer:
    body = json.loads(answer.body)
    body |= {"id": "\x00\ud800", "model": "\x00" * 10, "usage": {"prompt_tokens": 10**30, "completion_tokens": "NaN"}}
    headers = {**answer.headers, "x-request-id": "r" * 5000}
    return Answer(answer.status, json.dumps(body).encode(), headers)


COSTS_ONE: dict[str, Fault] = {
    "NUL": field("loop\x00"),
    "lone surrogate": raw_value(r'"loop\ud800"'),
    "NUL in the name": field("vinden\x00", "infinitive"),
    "lone surrogate in the name": raw_value(r'"\udfff"', "infinitive"),
    "a megabyte": field("a" * (1 << 20)),
    "markup": field("<script>alert(1)</script>" * 9),
    "list": field(["vind"]),
    "NaN": raw_value("NaN"),
    "1e400": raw_value("1e400"),
    "doubled key": raw_value('"a", "tt_ik": "b"'),
    "null part": say.content(lambda inner: inner["results"].__setitem__(3, None)),
    "another verb": say.content(lambda inner: inner["results"][3].__setitem__("infinitive", "lopen")),
}


@pytest.mark.parametrize("fault", COSTS_ONE.values(), ids=COSTS_ONE.keys())
def test_a_hostile_part_costs_its_neighbours_nothing(
    tmp_path: Path, server: ChatServer, database_url: str, fault: Fault
) -> None:
    """On both databases: seven of eight at the first try (or six, where one poses as another), everything kept."""
    server.script = lambda seen: fault if len(seen.subjects) == 8 else None
    with running(settings_for(tmp_path, server), url=database_url) as run:
        job = run.finish(run.start(VERBS, FORMS_ONLY).id)
        assert job.forms.success == 8
        assert sum(server.asked(v) > 1 for v in VERBS) <= 2
        assert run.engine.trouble is None
        assert all(i.error_type != "INTERNAL" for i in run.jobs.items(job.id))


def deep(seen: Seen, answer: Answer) -> Answer:
    return Answer(200, b'{"a":' * 100_000)


COSTS_A_TRY: dict[str, Fault] = {
    "deep nesting": deep,
    "deep content": say.content(lambda inner: "[" * 100_000),
    "empty": say.text(""),
    "no JSON": say.invalid_json(),
    "NULs": say.text(b"\x00" * 1000),
    "not UTF-8": say.text(b"\xff\xfe\xfd"),
    "too long": say.huge(6),
    "ten megabytes": say.huge(10),
    "endless": say.endless(),
    "an error without end": say.endless(500),
    "bomb": say.gzip_bomb(16),
    "dripping": say.drip(0.05),
    "dripping headers": say.drip_headers(0.05),
    "broken off": say.break_off(),
    "hanging": say.hang(),
    "null content": say._edited(lambda body: body["choices"][0]["message"].__setitem__("content", None)),
    "no choices": say._edited(lambda body: body.__setitem__("choices", [])),
    "odd envelope": _everything_else,
}


@pytest.mark.parametrize("fault", COSTS_A_TRY.values(), ids=COSTS_A_TRY.keys())
def test_a_hostile_reply_costs_a_try(tmp_path: Path, server: ChatServer, database_url: str, fault: Fault) -> None:
    """On both databases: the batch is asked again, and every verb gets its forms."""
    server.then(fault)
    with running(settings_for(tmp_path, server), url=database_url) as run:
        job = run.finish(run.start(VERBS, FORMS_ONLY).id)
        assert job.forms.success == 8
        assert all(i.error_type is None for i in run.jobs.items(job.id))


@pytest.mark.parametrize("number", [400, 401, 404, 429, 500])
def test_a_hostile_error_message_harms_nothing(
    tmp_path: Path, server: ChatServer, database_url: str, number: int
) -> None:
    """NULs and lone surrogates in what an endpoint says about an error, on both databases."""
    server.script = lambda _seen: say.status(number, "no \x00 \ud800 " + "x" * 70_000, **at_once())
    with running(settings_for(tmp_path, server), url=database_url) as run:
        job = run.start(VERBS, FORMS_ONLY)
        wait_until(lambda: any(c.status == "failed" for c in run.jobs.calls_of_item(run.jobs.items(job.id)[0].id)))
        server.script = None
        ended = run.finish(job.id)
        if ended.status == JobStatus.PAUSED:
            assert ended.reason is not None
            run.jobs.resume(job.id)
            ended = run.finish(job.id)
        assert ended.status == (JobStatus.FAILED if number == 400 else JobStatus.DONE)
        assert all(i.error_type in (None, "BAD_REQUEST") for i in run.jobs.items(job.id))


SENSES = {
    "voorkomen (gebeuren)": ("kom voor", "komt voor", "komt voor", "kwam voor", "kwamen voor", "voorgekomen", "zijn"),
    "voorkomen (verhinderen)": ("voorkom", "voorkomt", "voorkomt", "voorkwam", "voorkwamen", "voorkomen", "hebben"),
}


def test_one_spelling_with_two_senses_goes_through_the_whole_engine(run: Running, server: ChatServer) -> None:
    """Both in one batch, each with its own forms, and sentences made with those."""

    def answer(inner: dict[str, Any]) -> None:
        fields = [{"infinitive": s, **dict(zip(FORM_FIELDS, values, strict=True))} for s, values in SENSES.items()]
        inner["results"] = fields[::-1]

    server.then(say.content(answer))
    job = run.finish(run.start(list(SENSES), JobOptions(sentence_count=2)).id)
    assert (job.status, job.items.failed) == (JobStatus.DONE, 0)
    with run.store._read() as conn:
        rows = conn.execute(select(Response.subject, Response.payload, Response.forms_hash).order_by(Response.id)).all()
    forms = {row.subject: tuple(row.payload[f] for f in FORM_FIELDS) for row in rows if "vd" in row.payload}
    assert forms == SENSES
    assert {row.subject for row in rows if "sentence" in row.payload} == set(SENSES)
    assert len({row.forms_hash for row in rows if "sentence" in row.payload}) == 2


# --- people -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, *[pytest.param(n, marks=pytest.mark.soak) for n in range(3, 20)]])
def test_any_order_of_pauses_cancels_and_retries_ends_well(tmp_path: Path, database_url: str, seed: int) -> None:
    """With replies in flight all the time, on both databases: nothing is lost, stuck, doubled or paid for twice."""
    dice = random.Random(seed)
    with (
        ChatServer(latency=lambda _seen: dice.uniform(0, 0.02)) as server,
        running(settings_for(tmp_path, server, concurrency=3), url=database_url) as run,
    ):
        job = run.start(VERBS, JobOptions(sentence_count=2))
        buttons: list[Callable[[int], object]] = [
            run.jobs.pause,
            run.jobs.resume,
            run.jobs.cancel,
            run.jobs.retry_failed,
            lambda job_id: wait_until(lambda: server.wait_for(dice.randint(1, 20), 0.02) or True),
        ]
        for _ in range(40):
            with suppress(InputError):
                dice.choice(buttons)(job.id)
        for button in (run.jobs.resume, run.jobs.retry_failed):
            with suppress(InputError):
                button(job.id)
        while run.finish(job.id).items.success < 2 * len(VERBS):
            wait_until(lambda: run.jobs.get(job.id).items.running == 0)
            with suppress(InputError):  # what was in flight when it was cancelled was the last
                run.jobs.retry_failed(job.id)
        assert check_zeros(run, server, job.id, VERBS, 2) == 0


def test_deleting_a_cancelled_job_while_its_replies_come_harms_nothing(tmp_path: Path, database_url: str) -> None:
    """The late replies stay on their calls, and the engine goes on with the next job."""
    with (
        ChatServer(latency=0.2) as server,
        running(settings_for(tmp_path, server), url=database_url) as run,
    ):
        gone = run.start(VERBS, FORMS_ONLY)
        assert server.wait_for(1)
        run.jobs.cancel(gone.id)
        run.jobs.delete(gone.id)
        job = run.start(VERBS, FORMS_ONLY)
        assert run.finish(job.id).forms.success == len(VERBS)
        with run.store._read() as conn:
            open_calls = select(func.count()).where(Call.interpreted_at.is_(None))
            wait_until(lambda: conn.execute(open_calls).scalar_one() == 0)
            assert conn.execute(select(func.count()).where(Call.job_id.is_(None))).scalar_one() == 1
