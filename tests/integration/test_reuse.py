"""An identical request is answered from the store: what counts as identical, and what as answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from distiller.db.models import Call
from distiller.question_jobs import QuestionJobs
from distiller.records import (
    Admission,
    ClaimedItem,
    Existing,
    Invalid,
    ItemOutcome,
    ItemStatus,
    JobOptions,
    JobStatus,
    NewCard,
    NewJob,
    Product,
    QuestionFilter,
    TeacherReply,
    Usage,
    Valid,
    Which,
)
from distiller.review import Review
from distiller.store import Store
from distiller.store.engine import NewCall
from tests.integration.test_answers_engine import SCHEMA, answering
from tests.integration.test_engine_store import take_over
from tests.support import chat_server as say
from tests.support import factories as f
from tests.support.answers import make_question
from tests.support.chat_server import ChatServer
from tests.support.running import Running, running, settings_for

FORMS_ONLY = JobOptions(sentences=False)
AGAIN = JobOptions(sentences=False, again=True)
VERBS = ("lopen", "werken", "opbellen")
RAW = '{"choices": []}'
WRONG = Invalid("CONSTRAINT_VIOLATION", "No", "{}", "lopen")


# --- the store, on both databases ---------------------------------------------------------------------------------


class Asking:
    """One verb asked again and again, each time in a job of its own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.owner = store.register_owner()
        self.made = 0

    def items(self, subjects: Sequence[str] = ("lopen",), **options: Any) -> list[ClaimedItem]:
        """The items of a new job, in hand."""
        self.made += 1
        cards = [NewCard(subject, (Product.FORMS,)) for subject in subjects]
        job = NewJob(f"k{self.made}", "tester", "openai", "m", {}, JobOptions(**options), "", cards)
        return self.store.claim_items(self.owner, self.store.create_job(job).id, Product.FORMS, 50)

    def admit(self, items: Sequence[ClaimedItem], **call: Any) -> Admission:
        """Commit 1 of a call with these items."""
        usual = NewCall(items[0].job_id, Product.FORMS, "openai", "m", {}, "v", "hash", Decimal(1))
        return self.store.admit(self.owner, replace(usual, **call), items)

    def answered(self, items: Sequence[ClaimedItem], *invalid: Invalid, valid: int | None = None, **call: Any) -> int:
        """All three commits; the first `valid` of the items (all) get a response."""
        made = self.admit(items, **call)
        assert made.call_id is not None
        assert made.reused is None
        self.store.save_reply(made.call_id, TeacherReply(RAW, 2.0, Usage(10, 5, 0), Decimal("0.25")))
        self.outcome(made.call_id, items, *invalid, valid=valid)
        return made.call_id

    def outcome(self, call: int, items: Sequence[ClaimedItem], *invalid: Invalid, valid: int | None = None) -> None:
        """Commit 3."""
        good = len(items) if valid is None else valid
        payload = f.LOPEN
        results = [ItemOutcome(i, (Valid(i.subject, Product.FORMS, 0, payload),)) for i in items[:good]]
        results += [ItemOutcome(i, failure=replace(WRONG, subject=i.subject)) for i in items[good:] if invalid]
        assert self.store.save_outcome(call, results, invalid)


@pytest.fixture
def asking(store: Store) -> Asking:
    return Asking(store)


def row(store: Store, call: int | None) -> Any:
    with store._read() as conn:
        return conn.execute(select(Call).where(Call.id == call)).one()


def test_the_same_request_is_stored_as_answered_at_once_and_costs_nothing(asking: Asking, store: Store) -> None:
    """With the reply of the first and its number; no time, no tokens."""
    first = asking.answered(asking.items())
    again = asking.admit(asking.items())
    assert again.reused == RAW
    call = row(store, again.call_id)
    assert (call.status, call.raw_reply, call.reused_from, call.cost, call.reserved_cost) == (
        "answered", RAW, first, 0, 0,
    )  # fmt: skip
    assert (call.latency_s, call.prompt_tokens, call.completion_tokens, call.interpreted_at) == (None,) * 4
    assert row(store, first).reused_from is None


@pytest.mark.parametrize("other", [{"request_hash": "other"}, {"provider": "backup"}, {"model": "another"}])
def test_another_request_is_sent(asking: Asking, other: dict[str, Any]) -> None:
    """The same hash with another provider or model is another request."""
    asking.answered(asking.items())
    assert asking.admit(asking.items(), **other).reused is None


def test_the_offline_teacher_is_asked_each_time(asking: Asking) -> None:
    """It costs nothing, and its rules may have got better."""
    asking.answered(asking.items(), provider="offline")
    assert asking.admit(asking.items(), provider="offline").reused is None


@pytest.mark.parametrize(
    ("invalid", "valid"),
    [
        pytest.param((WRONG,), 1, id="one failed"),
        pytest.param((), 1, id="one was cut off"),
        pytest.param((replace(WRONG, subject=None),), 2, id="something nobody asked for"),
    ],
)
def test_a_reply_that_was_not_wholly_valid_answers_nobody_else(
    asking: Asking, invalid: tuple[Invalid, ...], valid: int
) -> None:
    """An invalid part, an item without a response, or more than was asked."""
    asking.answered(asking.items(("lopen", "werken")), *invalid, valid=valid)
    assert asking.admit(asking.items(("lopen", "werken"))).reused is None


def test_a_reply_that_nobody_has_looked_at_yet_answers_nobody_else(asking: Asking, store: Store) -> None:
    """Two identical calls under way at once are two calls."""
    made = asking.admit(asking.items())
    assert made.call_id is not None
    store.save_reply(made.call_id, TeacherReply(RAW, 1.0))
    assert asking.admit(asking.items()).reused is None


@pytest.mark.parametrize("options", [{"fresh": True}, {"existing": Existing.REGENERATE}])
def test_a_job_can_ask_for_new_answers(asking: Asking, options: dict[str, Any]) -> None:
    """Then the newest of them answers the next one."""
    asking.answered(asking.items())
    newest = asking.answered(asking.items(**options))
    found = asking.admit(asking.items())
    assert found.reused is not None
    assert row(asking.store, found.call_id).reused_from == newest


def test_what_is_asked_a_second_time_is_asked(asking: Asking, store: Store) -> None:
    """After a call that counted, as a rerun, and of an item that a reply has disappointed."""
    asking.answered(asking.items())
    [item] = asking.items()
    assert asking.admit([replace(item, attempts=1)]).reused is None
    assert asking.admit([replace(item, asked=replace(item.asked, rerun={"remark": "x"}))]).reused is None
    assert asking.admit([replace(item, target_response=1)]).reused is None
    [failed] = asking.items(fresh=True)
    asking.answered([failed], WRONG, valid=0)
    assert store.retry_failed(failed.job_id).forms.pending == 1
    with store._write() as conn:  # the job does not ask for new answers any more
        conn.execute(update(f.Job).where(f.Job.id == failed.job_id).values(options=JobOptions().to_dict()))
    [again] = store.claim_items(asking.owner, failed.job_id, Product.FORMS, 5)
    assert again.attempts == 0
    assert asking.admit([again]).reused is None


def test_an_answer_outlives_its_job(asking: Asking, store: Store) -> None:
    """Calls stay for the bill."""
    [item] = asking.items()
    first = asking.answered([item])
    store.delete_job(item.job_id)
    found = asking.admit(asking.items())
    assert row(store, found.call_id).reused_from == first


def test_a_reused_answer_points_at_the_call_that_was_paid(asking: Asking, store: Store) -> None:
    """Never at another that was answered so itself."""
    first = asking.answered(asking.items())
    for _ in range(2):
        items = asking.items()
        made = asking.admit(items)
        assert made.call_id is not None
        asking.outcome(made.call_id, items)
        assert (row(store, made.call_id).reused_from, row(store, made.call_id).reusable) == (first, None)


def test_an_answer_that_todays_rules_refuse_is_not_used_again(asking: Asking) -> None:
    """It is found out once; from then on the teacher is asked."""
    asking.answered(asking.items())
    items = asking.items()
    made = asking.admit(items)
    assert made.reused is not None
    assert made.call_id is not None
    asking.outcome(made.call_id, items, WRONG, valid=0)
    assert asking.admit(asking.items()).reused is None


def test_a_process_that_dies_between_leaves_a_reply_to_be_interpreted(asking: Asking, store: Store) -> None:
    """Like any stored reply: nothing is asked for it."""
    asking.answered(asking.items())
    items = asking.items()
    made = asking.admit(items)
    [stored] = take_over(store, asking.owner)
    assert (stored.call_id, stored.raw, [i.id for i in stored.items]) == (made.call_id, RAW, [i.id for i in items])


def test_no_figure_takes_a_reused_answer_for_a_reply(asking: Asking, store: Store) -> None:
    """Latency, tokens and rates are those of the teacher; the reused ones are counted beside them."""
    asking.answered(asking.items())
    items = asking.items([f"verb{n}en" for n in range(150)])  # a newest hundred is what means are taken of
    items += store.claim_items(asking.owner, items[0].job_id, Product.FORMS, 100)
    assert all(asking.admit([item]).reused is not None for item in items)
    job = store.fetch_job(items[0].job_id)
    assert (job.calls, job.reused, job.cost, job.prompt_tokens) == (150, 150, 0, 0)
    (figures,) = store.job_figures(job.id)
    assert (figures.answered, figures.reused, figures.calls, figures.recent) == (0, 150, 150, 0)
    assert (figures.p50_s, figures.cost) == (None, 0)
    (overall,) = store.provider_figures()
    assert (overall.answered, overall.recent, overall.p50_s, overall.cost) == (1, 1, 2.0, Decimal("0.25"))
    measured = store.measured("openai", "m", Product.FORMS)
    assert measured is not None
    assert (measured.calls, measured.latency_s, measured.completion_tokens) == (1, 2.0, 5.0)
    (latency,) = store.totals().latencies
    assert (latency.count, latency.total_s) == (1, 2.0)


def test_the_answer_is_looked_up_in_its_index(asking: Asking, tmp_path: Path) -> None:
    """However many calls there are; a call that could answer nobody is not in it."""
    from tests.integration.test_query_plans import plans

    store = f.make_store(tmp_path / "plans")
    other = Asking(store)
    items = other.items()
    found = [line for line in plans(store, lambda: other.admit(items)) if "calls" in line]
    assert any("ix_calls_reusable" in line for line in found), found
    assert not [line for line in found if line.startswith("SCAN calls")], found
    store.close()


# --- through the engine, with a real server -----------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, server: ChatServer, database_url: str) -> Iterator[Running]:
    with running(settings_for(tmp_path, server), url=database_url) as run:
        yield run


def test_a_second_job_of_the_same_verbs_asks_nobody(run: Running, server: ChatServer) -> None:
    """Forms and sentences come as they came the first time."""
    first = run.finish(run.start(VERBS).id)
    asked = len(server.requests)
    second = run.finish(run.start(VERBS, JobOptions(again=True)).id)
    assert (second.status, second.items.success) == (JobStatus.DONE, first.items.success)
    assert len(server.requests) == asked
    assert (second.calls, second.reused, second.cost) == (asked, asked, 0)
    [call] = run.jobs.calls_of_item(run.jobs.items(second.id)[0].id)
    assert call.reused_from is not None
    assert call.raw_reply == run.jobs.calls_of_item(run.jobs.items(first.id)[0].id)[0].raw_reply


def test_a_fresh_job_asks_all_of_it(run: Running, server: ChatServer) -> None:
    """As if nothing were there."""
    run.finish(run.start(VERBS, FORMS_ONLY).id)
    job = run.finish(run.start(VERBS, replace(AGAIN, fresh=True)).id)
    assert (job.status, job.reused) == (JobStatus.DONE, 0)
    assert {server.asked(verb) for verb in VERBS} == {2}


def test_a_rerun_is_asked(run: Running, server: ChatServer) -> None:
    """The reviewer wants another answer."""
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    review = Review(run.store)
    forms = review.card(job.id * f.CARD_SPAN).forms
    assert forms is not None
    review.rerun(forms.id, forms.version, "an")
    run.engine.wake()
    run.finish(job.id)
    assert server.asked("lopen") == 2


def test_the_same_question_is_answered_from_the_store_and_another_is_asked(run: Running, server: ChatServer) -> None:
    """Question, system prompt, temperature, cap and schema are all of the request."""
    server.script = answering(lambda question, _seen: {"n": len(question)})
    make_question(run.store, "one", schema=SCHEMA)
    jobs = QuestionJobs(run.store, run.teachers, run.settings, run.engine.wake)
    keys = iter("abcdefgh")

    def ask(options: JobOptions | None = None, **more: Any) -> int:
        before = len(server.requests)
        every = QuestionFilter(Which.ALL)
        job = jobs.start(every, options or JobOptions(), "openai", "", "me", next(keys), **more)
        assert run.finish(job.id).status == JobStatus.DONE
        return len(server.requests) - before

    assert ask() == 1
    assert ask() == 0
    assert ask(temperature=0.5) == 1
    assert ask(temperature=0.5) == 0
    assert ask(max_tokens=50) == 1
    assert ask(JobOptions(system_prompt="Be short.")) == 1
    make_question(run.store, "two", schema=SCHEMA)
    assert ask() == 1


def test_another_address_behind_the_same_name_is_another_teacher(
    tmp_path: Path, server: ChatServer, database_url: str
) -> None:
    """So is other content that goes along in each body."""
    settings = settings_for(tmp_path, server)

    def asked(change: Callable[[Any], Any], server: ChatServer) -> int:
        before = len(server.requests)
        [provider, *others] = settings.providers
        with running(replace(settings, providers=(change(provider), *others)), url=database_url) as run:
            job = run.finish(run.start(VERBS[:1], AGAIN).id)
            assert job.status == JobStatus.DONE
        return len(server.requests) - before

    assert asked(lambda p: p, server) == 1
    assert asked(lambda p: p, server) == 0
    assert asked(lambda p: replace(p, body={"seed": 7}), server) == 1
    with ChatServer() as other:
        assert asked(lambda p: replace(p, base_url=other.base_url), other) == 1


def test_an_item_that_fails_again_and_is_retried_is_asked(run: Running, server: ChatServer) -> None:
    """A bad reply is never an answer."""
    server.then(say.refusal(), say.refusal())
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    assert run.jobs.items(job.id)[0].status == ItemStatus.FAILED
    run.jobs.retry_failed(job.id)
    run.finish(job.id)
    run.jobs.retry_failed(job.id)
    assert run.finish(job.id).status == JobStatus.DONE
    assert server.asked("lopen") == 3
