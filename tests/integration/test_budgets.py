"""Budgets at work: jobs that stop at a cap against a real server, go on when it is raised, and never pass it."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from distiller.db.models import Call, Spent
from distiller.estimates import compared
from distiller.records import NO_CAPS, CallStatus, Caps, JobOptions, JobRecord, JobStatus, Spending
from distiller.settings import Settings
from distiller.store import Store
from tests.support import chat_server as say
from tests.support.chat_server import Answer, ChatServer, Fault, Seen
from tests.support.running import Running, running, settings_for, wait_until

VERBS = ("lopen", "werken", "opbellen", "vinden", "fietsen", "praten", "leven", "zoeken", "kopen", "maken")
FORMS_ONLY = JobOptions(sentences=False)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(latency=0.02) as server:
        yield server


def priced(tmp_path: Path, server: ChatServer, caps: Caps = NO_CAPS, **changed: object) -> Settings:
    """Settings with a price per million tokens."""
    settings = settings_for(tmp_path, server, concurrency=8)
    first, *others = settings.providers
    prices = {"input_price": Decimal(1), "output_price": Decimal(4)} | changed
    return replace(settings, caps=caps, providers=(replace(first, **prices), *others))


@contextmanager
def at_work(settings: Settings, url: str | None = None, **options: object) -> Iterator[Running]:
    def opened(address: str) -> Store:
        return Store(address, caps=settings.caps, **options)

    with running(settings, url=url, open_store=opened) as run:
        yield run


def begin(run: Running, budget: str | None, verbs: tuple[str, ...] = VERBS, who: str = "ann") -> JobRecord:
    amount = None if budget is None else Decimal(budget)
    key, options = uuid.uuid4().hex, JobOptions(again=True, fresh=True)
    return run.jobs.start("\n".join(verbs), options, "openai", "", who, key, budget=amount)


class Watched:
    """Looks at spent and reserved again and again: at no commit may they be more than this."""

    def __init__(self, look: object, most: Decimal) -> None:
        self._look, self._most = look, most
        self._end = threading.Event()
        self.seen: list[Decimal] = []
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self._end.is_set():
            now: Spending = self._look()
            self.seen.append(now.spent + now.reserved)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        assert self.seen
        assert max(self.seen) <= self._most


def costs(run: Running) -> tuple[Decimal, Decimal]:
    """What is spent by the calls themselves, and the worst case of the largest."""
    with run.store._read() as conn:
        rows = conn.execute(select(Call.cost, Call.reserved_cost)).all()
    return sum((row.cost or Decimal(0) for row in rows), Decimal(0)), max(row.reserved_cost for row in rows)


def test_a_job_stops_at_its_budget_and_goes_on_when_it_is_raised(tmp_path: Path, server: ChatServer) -> None:
    """It pauses with a sentence, nothing under way is lost, and what is spent is what the calls cost."""
    with at_work(priced(tmp_path, server)) as run:
        job = begin(run, "0.02")
        with Watched(lambda: run.store.fetch_job(job.id).spending, Decimal("0.02")):
            job = run.finish(job.id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.code == "budget-job"
        assert job.reason.params["cap"] == "0.02"
        wait_until(lambda: run.jobs.get(job.id).spending.reserved == 0)
        job = run.jobs.get(job.id)
        spent, worst = costs(run)
        assert job.spending == Spending(spent)
        assert job.cost == spent
        assert spent + worst > Decimal("0.02")  # the budget was used as far as calls fit
        assert 0 < job.items.success < 20

        run.jobs.set_budget(job.id, Decimal(1))
        run.jobs.resume(job.id)
        job = run.finish(job.id)
        assert job.status == JobStatus.DONE
        assert job.items.success == 20
        assert len([r for r in server.requests if r.product == "sentences"]) == 10
        assert run.store.check().problems == ()


def test_a_small_budget_makes_calls_wait_for_each_other(tmp_path: Path, server: ChatServer) -> None:
    """What is reserved for those under way is no reason to pause, as long as it comes back."""
    with at_work(priced(tmp_path, server)) as run:
        first = run.finish(begin(run, None, VERBS[:1]).id)
        _, worst = costs(run)
        assert first.cost is not None
        enough = 9 * first.cost + 2 * worst  # of eight calls at once two fit
        job = begin(run, str(enough), VERBS[1:])
        with Watched(lambda: run.store.fetch_job(job.id).spending, enough):
            job = run.finish(job.id, 60)
        assert (job.status, job.items.success) == (JobStatus.DONE, 18)


def test_more_than_the_worst_case_is_counted_as_it_was_billed(tmp_path: Path, server: ChatServer) -> None:
    """A provider that counts more than it was allowed to: what was billed stands, and nothing more is sent."""

    def dear(_seen: Seen, right: Answer) -> Answer:
        body = json.loads(right.body)
        body["usage"] |= {"completion_tokens": 100_000}
        return Answer(body=json.dumps(body).encode())

    server.script = lambda _seen: dear
    with at_work(priced(tmp_path, server)) as run:
        job = run.finish(begin(run, "0.05").id)
        wait_until(lambda: run.jobs.get(job.id).spending.reserved == 0)
        job = run.jobs.get(job.id)
        assert job.reason is not None
        assert job.reason.code == "budget-job"
        sent = len(server.requests)
        assert job.spending.spent == costs(run)[0] > Decimal("0.05")
        run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.PAUSED
        assert len(server.requests) == sent


def test_what_got_no_reply_costs_nothing(tmp_path: Path, server: ChatServer) -> None:
    """Refusals and faults give back what was reserved."""
    faults: list[Fault] = [say.status(500), say.rate_limit("0"), say.break_off()]
    server.then(*faults)
    with at_work(priced(tmp_path, server)) as run:
        job = run.finish(begin(run, "0.5", VERBS[:1]).id)
        assert job.status == JobStatus.DONE
        assert job.spending == Spending(costs(run)[0])
        with run.store._read() as conn:
            assert len(conn.execute(select(Call.id).where(Call.status == CallStatus.FAILED)).all()) == 3


def test_a_price_nobody_knows_stops_a_job_with_a_budget(tmp_path: Path, server: ChatServer) -> None:
    """It cannot be bounded, so nothing is sent; without a budget it is made."""
    with at_work(priced(tmp_path, server, input_price=None, output_price=None)) as run:
        job = run.finish(begin(run, "5", VERBS[:1]).id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.code == "budget-unknown-price"
        assert server.requests == []
        run.jobs.set_budget(job.id, None)
        run.jobs.resume(job.id)
        job = run.finish(job.id)
        assert (job.status, job.cost, job.spending.unknown) == (JobStatus.DONE, None, 2)


def test_the_offline_teacher_is_free_whatever_the_budget(tmp_path: Path) -> None:
    """Nothing may be spent, and nothing is."""
    settings = replace(settings_for(tmp_path), caps=Caps(Decimal(0), Decimal(0), Decimal(0)))
    with at_work(settings) as run:
        job = run.finish(run.start(VERBS).id)
        assert (job.status, job.spending) == (JobStatus.DONE, Spending())


@pytest.mark.parametrize(("caps", "code"), [(Caps(user=Decimal("0.02")), "budget-user"),
                                            (Caps(day=Decimal("0.02")), "budget-day")])  # fmt: skip
def test_a_cap_of_the_day_frees_itself_on_the_next(tmp_path: Path, server: ChatServer, caps: Caps, code: str) -> None:
    """Who resumes after midnight UTC may spend again."""
    now = [datetime(2026, 11, 29, 23, 0, tzinfo=UTC)]
    with at_work(priced(tmp_path, server, caps), clock=lambda: now[0]) as run:
        job = run.finish(begin(run, None).id)
        assert job.reason is not None
        assert job.reason.code == code
        wait_until(lambda: run.jobs.get(job.id).spending.reserved == 0)
        before = run.jobs.get(job.id).items.success
        run.jobs.resume(job.id)
        assert run.finish(job.id).reason is not None  # not today
        now[0] += timedelta(hours=2)
        run.jobs.resume(job.id)
        assert run.finish(job.id).items.success > before


def test_the_administrators_budget_holds_for_jobs_without_one(tmp_path: Path, server: ChatServer) -> None:
    """A job's own takes its place, also where it is higher."""
    with at_work(priced(tmp_path, server, Caps(job=Decimal("0.01")))) as run:
        small = run.finish(begin(run, None, VERBS[:5]).id)
        assert small.reason is not None
        assert small.reason.params["cap"] == "0.01"
        assert run.finish(begin(run, "1", VERBS[5:]).id).status == JobStatus.DONE


def test_two_engines_and_twenty_jobs_never_pass_the_day_together(
    tmp_path: Path, server: ChatServer, database_url: str
) -> None:
    """On one database, eight calls at a time each: at no moment is more spent and reserved than the day allows."""
    caps = Caps(user=Decimal("0.03"), day=Decimal("0.05"))
    settings = priced(tmp_path, server, caps)
    with ExitStack() as stack:
        run, _ = (stack.enter_context(at_work(settings, database_url)) for _ in range(2))
        with (
            Watched(run.store.spending_today, Decimal("0.05")),
            Watched(lambda: run.store.spending_today("ann"), Decimal("0.03")),
        ):
            jobs = [begin(run, None, VERBS[n % 9 : n % 9 + 2], ("ann", "bob")[n % 2]) for n in range(20)]
            ended = [run.finish(job.id, 60) for job in jobs]
        wait_until(lambda: run.store.spending_today().reserved == 0)
        assert sum(job.reason is not None for job in ended) > 5
        paused = {job.reason.code for job in ended if job.reason}
        assert paused <= {"budget-day", "budget-user"}
        assert run.store.spending_today().spent == costs(run)[0]
        assert run.store.check().problems == ()


def test_the_estimate_is_kept_and_compared_when_the_job_has_ended(tmp_path: Path, server: ChatServer) -> None:
    """The second job is estimated from what the first one took, and comes out close."""
    with at_work(priced(tmp_path, server)) as run:
        first = run.finish(begin(run, None, VERBS[:4]).id)
        second = begin(run, None, VERBS[4:8])
        assert {one.error for one in compared(second)} == {None}
        second = run.finish(second.id)
        rows = {one.name: one for one in compared(second)}
        assert rows["calls"].error == 0
        for name in ("prompt_tokens", "completion_tokens", "cost"):
            assert rows[name].error is not None
            assert abs(rows[name].error) < 20, (name, rows[name], compared(first))
        assert rows["seconds"].real is not None


def test_a_total_that_is_wrong_is_found(store: Store) -> None:
    """By `distiller db check`, with its name."""
    with store._write() as conn:
        wrong = {"key": "day 2026-11-29", "spent": Decimal(1), "reserved": 0, "unknown": 0}
        conn.execute(Spent.__table__.insert(), wrong)
    assert store.check().problems == ("the total of day 2026-11-29 is not the sum of its calls",)
    with store._write() as conn:
        conn.execute(update(Spent).values(spent=Decimal(0)))
    assert store.check().problems == ()
