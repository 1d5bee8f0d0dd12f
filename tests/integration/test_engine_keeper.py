"""The thread that writes for all calls: groups that fail, stored calls that must not go, nothing sent first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from distiller.db.models import Call, CallItem, Item
from distiller.engine import told
from distiller.engine.calls import PreparedCall
from distiller.records import CallStatus, ItemStatus, JobOptions, JobStatus, TeacherReply
from distiller.store import Store
from distiller.store.engine import Outcome, Sending
from tests.support import chat_server as say
from tests.support.chat_server import ChatServer
from tests.support.faulty_store import FaultyStore, disk_full
from tests.support.running import running, settings_for, wait_until

VERBS = ("lopen", "werken", "vinden", "praten", "leven", "zoeken", "kopen", "maken", "fietsen", "wonen")
MANY = [
    line
    for line in (Path(__file__).parents[2] / "data" / "common-verbs.txt").read_text().split("\n")
    if line[:1].isalpha()
]
FORMS_ONLY = JobOptions(sentences=False)


class Picky(Store):
    """Cannot store what concerns one subject, for a reason that is no trouble of the database."""

    kind: type = Sending
    subject = "ververen"

    def write_calls(self, writes: Sequence[Any]) -> list[Any]:
        for write in writes:
            items = [r.item for r in write.results] if isinstance(write, Outcome) else getattr(write, "items", ())
            if isinstance(write, self.kind) and any(item.subject == self.subject for item in items):
                raise ValueError("this cannot be stored")
        return super().write_calls(writes)


class PickyAboutOutcomes(Picky):
    kind = Outcome


def test_a_call_that_cannot_be_stored_fails_alone(tmp_path: Path) -> None:
    """It was in one transaction with others: they are stored, it is never sent, and its items say why."""
    for store, sent in ((Picky, 0), (PickyAboutOutcomes, 1)):
        home = tmp_path / store.__name__
        home.mkdir()
        with ChatServer() as server, running(settings_for(home, server), open_store=store, start=False) as run:
            jobs = [run.start([verb], FORMS_ONLY) for verb in (*VERBS, Picky.subject)]
            run.engine.start()
            ended = [run.finish(job.id) for job in jobs]
            assert {job.status for job in ended[:-1]} == {JobStatus.DONE}
            assert ended[-1].status == JobStatus.FAILED
            [item] = run.jobs.items(ended[-1].id)
            assert (item.error_type, item.error_message) == ("INTERNAL", "Internal error: ValueError")
            assert server.asked(Picky.subject) == sent


def test_nothing_is_sent_before_it_is_stored(tmp_path: Path) -> None:
    """Whenever a request arrives, its call is in the database as sent."""
    missing: list[str] = []
    with ChatServer() as server, running(settings_for(tmp_path, server), start=False) as run:

        def look(seen: Any) -> None:
            with run.store._read() as conn:
                query = select(func.count()).select_from(CallItem).join(Item, Item.id == CallItem.item_id)
                for subject in seen.subjects:
                    if not conn.execute(query.where(Item.subject == subject)).scalar_one():
                        missing.append(subject)

        server.script = look  # type: ignore[assignment]
        job = run.start(VERBS, JobOptions(sentence_count=2))
        run.engine.start()
        assert run.finish(job.id).items.success == 2 * len(VERBS)
    assert missing == []


def test_calls_that_were_stored_and_not_sent_are_taken_back_when_the_job_stops(tmp_path: Path) -> None:
    """More are prepared than can be under way: a pause leaves none of them in the books, and the items wait."""
    with ChatServer() as server, running(settings_for(tmp_path, server, concurrency=8), start=False) as run:
        hold = threading.Event()
        server.latency = partial(_held, hold)
        job = run.start(MANY[:200], FORMS_ONLY)
        run.engine.start()
        assert server.wait_for(8)
        wait_until(lambda: _count(run, Call.status == CallStatus.SENT) == 9)
        run.jobs.pause(job.id)
        wait_until(lambda: _count(run, Call.status == CallStatus.SENT) == 8)
        hold.set()
        wait_until(lambda: _count(run, Call.status == CallStatus.SENT) == 0)
        wait_until(lambda: run.jobs.get(job.id).forms.running == 0)
        assert len(server.requests) == 8
        assert run.jobs.get(job.id).calls == 8


def test_a_stop_takes_back_what_was_not_sent(tmp_path: Path) -> None:
    """The next start finds no call that might have been made."""
    with ChatServer() as server, running(settings_for(tmp_path, server, concurrency=8), start=False) as run:
        server.latency = 0.3
        job = run.start(MANY[:200], FORMS_ONLY)
        run.engine.start()
        wait_until(lambda: _count(run, Call.status == CallStatus.SENT) == 9)
        run.engine.stop()
        assert _count(run, Call.status.in_((CallStatus.SENT, CallStatus.LOST))) == 0
        assert run.jobs.get(job.id).calls == len(server.requests)
        assert _count(run, Item.status == ItemStatus.RUNNING) == 0


def test_a_prepared_call_whose_lease_was_taken_is_not_sent(tmp_path: Path) -> None:
    """It waited for a place while this process was taken for dead: whoever has the items now makes the call."""
    with ChatServer() as server, running(settings_for(tmp_path, server, concurrency=8), start=False) as run:
        hold = threading.Event()
        server.latency = partial(_held, hold)
        verbs = MANY[:72]
        job = run.start(verbs, FORMS_ONLY)
        run.engine.start()
        assert server.wait_for(8)
        wait_until(lambda: _count(run, Call.status == CallStatus.SENT) == 9)
        with run.store._write() as conn:  # as by a process that recovered everything: other leases, call given up
            last = conn.execute(select(func.max(Call.id))).scalar_one()
            taken = list(conn.scalars(select(CallItem.item_id).where(CallItem.call_id == last)))
            conn.execute(update(Item).where(Item.id.in_(taken)).values(owner="another", lease_token="theirs"))
            conn.execute(update(Call).where(Call.id == last).values(status=CallStatus.LOST))
        threading.Event().wait(2.2)  # longer than a prepared call goes without another look
        hold.set()
        assert run.finish(job.id).forms.success == len(verbs)
        assert {server.asked(verb) for verb in verbs} == {1}


def test_a_full_disk_holds_up_what_was_prepared_too(tmp_path: Path) -> None:
    """While nothing can be written nothing new goes out; afterwards each verb has been asked for once."""
    store = partial(FaultyStore, at=6, fault=disk_full)
    with ChatServer(latency=0.01) as server, running(settings_for(tmp_path, server), open_store=store) as run:
        job = run.start(VERBS, JobOptions(sentence_count=2))
        while run.finish(job.id).status == JobStatus.PAUSED:
            run.jobs.resume(job.id)
        assert {server.asked(verb, product) for verb in VERBS for product in ("forms", "sentences")} == {1}


def _held(hold: threading.Event, _seen: Any) -> float:
    assert hold.wait(20)
    return 0.0


def _count(run: Any, *where: Any) -> int:
    with run.store._read() as conn:
        return conn.execute(select(func.count()).where(*where)).scalar_one()


def test_a_small_job_is_spread_over_the_free_places(tmp_path: Path) -> None:
    """Ten verbs and eight places: nobody waits for a long reply while others stand idle."""
    with ChatServer(latency=0.05) as server:
        settings = settings_for(tmp_path, server, concurrency=8)
        free = replace(settings, providers=(replace(settings.providers[0], batch_size=None), *settings.providers[1:]))
        with running(free) as run:
            assert run.finish(run.start(VERBS, FORMS_ONLY).id).forms.success == len(VERBS)
        assert sorted(len(seen.subjects) for seen in server.requests) == [2, 2, 2, 2, 2]


def test_batches_that_are_cut_off_become_smaller(tmp_path: Path) -> None:
    """Whatever is longer than three verbs does not fit: after the first lesson no more such batches are sent."""
    with ChatServer() as server:
        settings = settings_for(tmp_path, server, concurrency=1)
        free = replace(settings, providers=(replace(settings.providers[0], batch_size=None), *settings.providers[1:]))
        server.script = lambda seen: say.cut_off(0.5) if len(seen.subjects) > 3 else None
        with running(free) as run:
            job = run.finish(run.start(MANY[:60], FORMS_ONLY).id)
            assert job.forms.success == 60
        sizes = [len(seen.subjects) for seen in server.requests]
        assert max(sizes[len(sizes) // 2 :]) <= 4
        assert sum(size > 3 for size in sizes) <= 10  # calls that were planned before the first lesson among them


def test_a_surprise_after_a_write_holds_up_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows a stored reply goes wrong for one verb: its item fails and says so, no other one is left running."""
    answered = told.answered

    def odd(call: PreparedCall, reply: TeacherReply) -> None:
        if call.plan.items[0].subject == "ververen":
            raise ValueError("unforeseen")
        answered(call, reply)

    monkeypatch.setattr("distiller.engine.keeper.told.answered", odd)
    with ChatServer() as server, running(settings_for(tmp_path, server), start=False) as run:
        jobs = [run.start([verb], FORMS_ONLY) for verb in ("ververen", *VERBS)]
        run.engine.start()
        ended = [run.finish(job.id) for job in jobs]
        assert [job.status for job in ended] == [JobStatus.FAILED, *[JobStatus.DONE] * len(VERBS)]
        [item] = run.jobs.items(ended[0].id)
        assert item.error_message == "Internal error: ValueError"
