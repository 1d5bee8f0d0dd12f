"""A job as a batch, against a real HTTP server: collected, handed over, followed, fetched, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from distiller.db.models import Call, CallItem, Item
from distiller.errors import InputError
from distiller.records import BatchStatus, CallStatus, ItemStatus, JobOptions, JobRecord, JobStatus, Product
from distiller.settings import Settings
from tests.support.batch_server import BatchServer, Play, refused
from tests.support.chat_server import asked_of, break_off, cut_off, hang, html, invalid_json, status
from tests.support.running import KEY, Running, running, settings_for, wait_until
from tests.support.zeros import check_zeros

VERBS = ("lopen", "werken", "vinden", "komen", "zitten")
FORMS = JobOptions(sentences=False, batch=True)
BOTH = JobOptions(sentence_count=2, batch=True)


def settings_of(home: Path, server: BatchServer, **provider: Any) -> Settings:
    """A batch is asked after every hundredth of a second."""
    settings = replace(settings_for(home, server), batch_poll_s=0.01)
    priced = {"input_price": Decimal(1), "output_price": Decimal(2)}
    first = replace(settings.providers[0], **priced, **provider)
    return replace(settings, providers=(first, *settings.providers[1:]))


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same order of things, in less time."""
    monkeypatch.setattr("distiller.engine.batches.SETTLE_S", 0.1)
    monkeypatch.setattr("distiller.engine.batches.LOOK_S", 0.05)


@contextmanager
def batching(home: Path, server: BatchServer, **provider: Any) -> Iterator[Running]:
    with running(settings_of(home, server, **provider)) as run:
        yield run


def calls(run: Running, job: JobRecord) -> dict[CallStatus, int]:
    with run.store._read() as conn:
        rows = conn.execute(select(Call.status, func.count()).where(Call.job_id == job.id).group_by(Call.status))
        return {row[0]: row[1] for row in rows}


def healthy(run: Running) -> None:
    """Nothing is stuck: no item is held, no call is open, and the database agrees with itself."""
    with run.store._read() as conn:
        assert conn.execute(select(func.count()).where(Item.status == ItemStatus.RUNNING)).scalar_one() == 0
        assert conn.execute(select(func.count()).where(Call.interpreted_at.is_(None))).scalar_one() == 0
    assert run.store.check().problems == ()


# --- the whole way ------------------------------------------------------------------------------------------------


def test_forms_go_in_one_batch_and_their_sentences_in_the_next(tmp_path: Path) -> None:
    """The same items, responses, calls and tokens as one by one, at half the price; no call goes out by itself."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        job = run.finish(run.start(VERBS, BOTH).id)
        assert server.requests == []
        check_zeros(run, server, job.id, VERBS, 2)
        assert [len(made.lines) for made in server.batches] == [1, 5]
        batches = run.jobs.batches(job.id)
        assert [(b.status, b.requests, b.completed, b.failed) for b in batches] == [
            (BatchStatus.COMPLETED, 5, 5, 0),
            (BatchStatus.COMPLETED, 1, 1, 0),
        ]
        assert all(b.ended_at and b.remote_id for b in batches)
        full = (job.prompt_tokens * 1 + job.completion_tokens * 2) / Decimal(1_000_000)
        assert job.prompt_tokens
        assert job.cost == full / 2
        with run.store._read() as conn:
            reserved, cost = conn.execute(select(func.min(Call.reserved_cost), func.max(Call.cost))).one()
            assert reserved >= cost > 0
            assert conn.execute(select(func.count()).where(Call.latency_s.is_not(None))).scalar_one() == 0
        healthy(run)


def test_a_request_of_a_batch_is_what_a_single_call_sends(tmp_path: Path) -> None:
    """Strict schema, token cap, temperature, the provider's own fields."""
    with BatchServer() as server:
        with batching(tmp_path / "a", server, body={"top_k": 5}) as run:
            run.finish(run.start(["lopen"], FORMS).id)
            run.finish(run.start(["werken"], replace(FORMS, batch=False)).id)
        ((line,),) = [made.lines for made in server.batches]
        assert line["method"] == "POST"
        assert line["url"] == "/v1/chat/completions"
        (single,) = [seen.body for seen in server.requests]
        same = {k: v for k, v in single.items() if k != "messages"}
        assert {k: v for k, v in line["body"].items() if k != "messages"} == same
        assert line["body"]["response_format"]["json_schema"]["strict"] is True
        assert line["body"]["top_k"] == 5


def test_the_discount_is_the_providers(tmp_path: Path) -> None:
    """A fifth less, as its table says."""
    with BatchServer() as server, batching(tmp_path, server, batch_discount=Decimal("0.2")) as run:
        job = run.finish(run.start(VERBS, FORMS).id)
        assert job.cost == Decimal("0.8") * (job.prompt_tokens + 2 * job.completion_tokens) / Decimal(1_000_000)


def test_the_estimate_says_half_and_a_day(tmp_path: Path) -> None:
    """Before the start."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        text = "\n".join(VERBS)
        estimates = [
            run.jobs.estimate(run.jobs.check(text, o), o, "openai", "") for o in (replace(BOTH, batch=False), BOTH)
        ]
        assert estimates[0].cost
        assert estimates[1].cost == estimates[0].cost / 2
        assert [one.batch for one in estimates] == [False, True]


def test_the_offline_teacher_makes_no_batches(tmp_path: Path) -> None:
    """Refused before the start, with a sentence."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        with pytest.raises(InputError) as refusal:
            run.start(VERBS, FORMS, provider="offline")
        assert refusal.value.code == "batch-offline"
        assert run.store.count_jobs() == 0


# --- what comes back ----------------------------------------------------------------------------------------------


def noise(lines: list[str]) -> list[str]:
    """Doubled lines, unknown and foreign identifiers, lines that are none."""
    strange = '{"custom_id": "call-999999", "response": {"status_code": 200, "body": {}}}'
    return [lines[0], "", "no json", "[]", '{"custom_id": 7}', '{"custom_id": "theirs-1"}', strange, *lines, *lines]


def test_doubled_unknown_and_broken_lines_harm_nobody(tmp_path: Path) -> None:
    """Each call has one reply: the first."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(change=noise), Play(change=noise)]
        job = run.finish(run.start(VERBS, BOTH).id)
        check_zeros(run, server, job.id, VERBS, 2)
        healthy(run)


def test_what_an_expired_batch_did_not_answer_goes_into_the_next(tmp_path: Path) -> None:
    """The answered part counts, and no attempt is used up."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(), Play("expired", answered=2)]
        job = run.finish(run.start(VERBS, BOTH).id)
        assert job.status == JobStatus.DONE
        assert job.sentences.success == 5
        assert [len(made.lines) for made in server.batches] == [1, 5, 3]
        assert calls(run, job) == {CallStatus.ANSWERED: 6, CallStatus.FAILED: 3}
        assert {item.attempts for item in run.jobs.items(job.id)} == {0}
        assert [b.status for b in run.jobs.batches(job.id)] == [
            BatchStatus.COMPLETED,
            BatchStatus.EXPIRED,
            BatchStatus.COMPLETED,
        ]
        healthy(run)


def test_three_expired_batches_in_a_row_pause_the_job(tmp_path: Path) -> None:
    """With a sentence; resumed, it goes on."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play("expired", answered=0) for _ in range(3)]
        job = run.finish(run.start(VERBS, FORMS).id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.code == "batch-barren"
        assert job.forms.pending == 5
        assert len(server.batches) == 3
        run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.DONE


def test_a_request_that_fails_for_good_fails_alone(tmp_path: Path) -> None:
    """A 400 ends its item, a 500 is asked again and counts as an attempt."""

    def errors(number: int, line: dict[str, Any]) -> dict[str, Any] | None:
        return {0: refused(400, "bad question"), 1: refused(500)}.get(number)

    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(), Play(errors=errors)]
        job = run.finish(run.start(VERBS, BOTH).id)
        assert job.status == JobStatus.DONE
        assert (job.sentences.success, job.sentences.failed) == (4, 1)
        (failed,) = run.jobs.items(job.id, status=ItemStatus.FAILED)
        assert failed.error_type == "BAD_REQUEST"
        assert "bad question" in (failed.error_message or "")
        assert sorted(i.attempts for i in run.jobs.items(job.id) if i.product == Product.SENTENCES) == [0, 0, 0, 1, 1]
        assert [len(made.lines) for made in server.batches] == [1, 5, 1]
        healthy(run)


def test_a_request_that_fails_again_and_again_is_given_up(tmp_path: Path) -> None:
    """After the same number of attempts as a single call."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(errors=lambda number, line: refused(500)) for _ in range(2)]
        server.plan.append(Play(answered=0))  # says nothing at all: counts as well
        server.plan.append(Play(errors=lambda number, line: {"response": None, "error": {"message": "lost"}}))
        job = run.finish(run.start(["lopen"], FORMS).id)
        if job.status == JobStatus.PAUSED:  # three in a row brought nothing
            run.jobs.resume(job.id)
            job = run.finish(job.id)
        assert job.status == JobStatus.FAILED
        assert len(server.batches) == 4
        assert run.jobs.items(job.id)[0].attempts == 4
        healthy(run)


def test_invalid_and_cut_off_replies_are_asked_again_in_smaller_company(tmp_path: Path) -> None:
    """What was complete is kept; the rest comes apart until each is answered."""
    verbs = [*VERBS, "lezen", "schrijven", "nemen"]
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [
            Play(fault=lambda seen: cut_off(0.4)),
            Play(fault=lambda seen: invalid_json()),
            Play(fault=lambda seen: cut_off(0.4) if len(seen.subjects) > 1 else None),
        ]
        job = run.finish(run.start(verbs, FORMS).id)
        assert job.status == JobStatus.DONE
        assert job.forms.success == len(verbs)
        sizes = [max(len(asked_of(line["body"])[1]) for line in made.lines) for made in server.batches]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] < sizes[0] == 8
        healthy(run)


def test_a_manner_of_asking_that_is_refused_is_given_up_for_the_next_batch(tmp_path: Path) -> None:
    """An endpoint without strict schemas: one batch is lost, the next asks in JSON mode, and no attempt is used."""

    def errors(number: int, line: dict[str, Any]) -> dict[str, Any] | None:
        if line["body"].get("response_format", {}).get("type") != "json_schema":
            return None
        return refused(400, "response_format json_schema is not supported by this model")

    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(errors=errors) for _ in range(6)]
        job = run.finish(run.start(VERBS, BOTH).id)
        assert job.status == JobStatus.DONE
        assert job.items.success == 10
        kinds = [made.lines[0]["body"]["response_format"]["type"] for made in server.batches]
        assert kinds == ["json_schema", "json_object", "json_object"]
        assert {item.attempts for item in run.jobs.items(job.id)} == {0}


def test_a_key_in_a_reply_is_not_stored(tmp_path: Path) -> None:
    """Neither in a reply nor in an error of a line or of the batch."""

    def errors(number: int, line: dict[str, Any]) -> dict[str, Any] | None:
        return refused(400, f"wrong key {KEY}") if number == 1 else None

    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [
            Play(change=lambda lines: [line.replace("lopen", f"lopen {KEY}") for line in lines]),
            Play(errors=errors),
            Play("failed", problem=f"line 1: {KEY}"),
        ]
        job = run.finish(run.start(VERBS, BOTH).id)
        assert job.reason is not None
        assert job.reason.code == "batch-failed"
        kept = [*tmp_path.rglob("*.db*")]
        assert kept
        assert not any(KEY.encode() in path.read_bytes() for path in kept)


# --- what the provider refuses ------------------------------------------------------------------------------------


def test_a_batch_that_fails_validation_pauses_the_job_with_the_providers_sentence(tmp_path: Path) -> None:
    """Its items wait; resumed, they go into a new batch."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play("failed", problem="Enqueued token limit reached")]
        job = run.finish(run.start(VERBS, FORMS).id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.params["reason"] == "Enqueued token limit reached"
        assert job.forms.pending == 5
        healthy(run)
        run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.DONE


def test_a_provider_without_batches_pauses_the_job(tmp_path: Path) -> None:
    """One sentence, nothing is left behind."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.supported = False
        job = run.finish(run.start(VERBS, FORMS).id)
        assert job.reason is not None
        assert job.reason.code == "batch-not-there"
        wait_until(lambda: run.jobs.batches(job.id) == [])
        assert calls(run, job) == {}
        assert run.jobs.get(job.id).forms.pending == 5
        run.jobs.cancel(job.id)
        healthy(run)


@pytest.mark.parametrize("code", [401, 400])
def test_a_create_that_is_refused_pauses_or_waits_and_leaves_no_batch(tmp_path: Path, code: int) -> None:
    """A refused key pauses the job; a 400 is shown where the batch is, and tried again."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.faults["create"] = [status(code, "no")]
        job = run.start(VERBS, FORMS)
        if code == 401:
            assert run.finish(job.id).status == JobStatus.PAUSED
            wait_until(lambda: run.jobs.batches(job.id) == [])
            run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.DONE
        assert len(server.batches) == 1


@pytest.mark.parametrize("step", ["upload", "create", "retrieve", "download", "list"])
def test_a_passing_fault_of_an_exchange_costs_only_time(tmp_path: Path, step: str) -> None:
    """Server errors, web pages, connections that break: one batch in the end."""
    with BatchServer() as server, batching(tmp_path, server, timeout_s=0.5) as run:
        server.faults[step] = [status(500), html(), break_off(), hang(), status(429)]
        if step == "list":
            server.faults["create"] = [status(503)]
        job = run.finish(run.start(VERBS, FORMS).id, 40)
        assert job.status == JobStatus.DONE
        assert len(server.batches) == 1
        check = [item.attempts for item in run.jobs.items(job.id)]
        assert set(check) == {0}
        server.release.set()


@pytest.mark.parametrize("fault", [status(500), html(), break_off(), hang()], ids=["500", "page", "broken", "hang"])
def test_a_batch_that_was_made_although_it_looked_otherwise_is_found(tmp_path: Path, fault: Any) -> None:
    """It is looked for by its token, also on a later page, and never made a second time."""
    with BatchServer() as server, batching(tmp_path, server, timeout_s=0.5) as run:
        for number in range(45):  # others of the same account
            server.files["file-theirs"] = b""
            server._create(_body(f"other-{number}"))
        server.after["create"] = [fault]
        server.batches[:] = server.batches[:1]
        job = run.start(VERBS, FORMS)
        wait_until(lambda: "create" in server.exchanges)
        with server._books:
            ours = server.batches[1:2]
            if ours:
                server.batches[1:2] = []
                server.batches.insert(0, ours[0])  # the oldest: on the last page
                for number in range(45):
                    server._create(_body(f"newer-{number}"))
        job = run.finish(job.id)
        assert job.status == JobStatus.DONE
        assert sum("distiller" in made.metadata for made in server.batches) == 1


def _body(name: str) -> dict[str, Any]:
    return {
        "input_file_id": "file-theirs",
        "endpoint": "/v1/chat/completions",
        "completion_window": "24h",
        "metadata": {"name": name},
    }


def test_without_a_list_nothing_is_made_a_second_time(tmp_path: Path) -> None:
    """The job pauses and says where to look; cancelled, the batch is given up and its calls are lost."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.listing = False
        server.after["create"] = [status(500)]
        job = run.finish(run.start(VERBS, FORMS).id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.code == "batch-unsure"
        assert job.reason.params["token"] == server.batches[0].metadata["distiller"]
        run.jobs.resume(job.id)
        wait_until(lambda: run.jobs.get(job.id).status == JobStatus.PAUSED)
        run.jobs.cancel(job.id)
        wait_until(lambda: run.jobs.get(job.id).forms.cancelled == 5)
        assert calls(run, job) == {CallStatus.LOST: 1}
        assert len(server.batches) == 1
        wait_until(lambda: run.jobs.batches(job.id)[0].ended_at is not None)
        healthy(run)


# --- pause and cancel ---------------------------------------------------------------------------------------------


def test_cancel_asks_the_provider_and_stores_what_it_still_answers(tmp_path: Path) -> None:
    """The answered part succeeds, the rest is cancelled with its job."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(), Play(answered=2, held=True)]
        job = run.start(VERBS, BOTH)
        wait_until(lambda: len(server.batches) == 2)
        wait_until(lambda: run.jobs.batches(job.id)[0].status == BatchStatus.IN_PROGRESS)
        run.jobs.cancel(job.id)
        wait_until(lambda: run.jobs.batches(job.id)[0].ended_at is not None)
        job = run.jobs.get(job.id)
        assert job.status == JobStatus.CANCELLED
        assert (job.sentences.success, job.sentences.cancelled) == (2, 3)
        assert run.jobs.batches(job.id)[0].status == BatchStatus.CANCELLED
        assert len(server.batches) == 2
        healthy(run)
        run.jobs.retry_failed(job.id)
        assert run.finish(job.id).sentences.success == 5


def test_cancel_does_not_wait_for_the_next_look(tmp_path: Path) -> None:
    """A batch is asked after once in a while; what a person does takes effect at once."""
    with BatchServer() as server:
        settings = replace(settings_of(tmp_path, server), batch_poll_s=600.0)
        with running(settings) as run:
            server.plan = [Play(held=True)]
            job = run.start(VERBS, FORMS)
            wait_until(lambda: bool(server.batches) and run.jobs.batches(job.id)[0].remote_id is not None)
            run.jobs.cancel(job.id)
            wait_until(lambda: "cancel" in server.exchanges, 5)


def test_pause_makes_no_new_batch_and_stores_what_is_under_way(tmp_path: Path) -> None:
    """Resumed, the sentences follow."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(held=True)]
        job = run.start(VERBS, BOTH)
        wait_until(lambda: len(server.batches) == 1)
        run.jobs.pause(job.id)
        server.go()
        wait_until(lambda: run.jobs.get(job.id).forms.success == 5)
        assert len(server.batches) == 1
        run.jobs.resume(job.id)
        assert run.finish(job.id).status == JobStatus.DONE
        assert len(server.batches) == 2


def test_a_batch_that_somebody_cancels_at_the_provider_pauses_the_job(tmp_path: Path) -> None:
    """It is not simply made again."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(answered=0, held=True)]
        job = run.start(VERBS, FORMS)
        wait_until(lambda: len(server.batches) == 1)
        server._cancel(server.batches[0])
        job = run.finish(job.id)
        assert job.reason is not None
        assert job.reason.code == "batch-cancelled"
        assert {item.attempts for item in run.jobs.items(job.id)} == {0}


def test_a_removed_job_leaves_the_bill(tmp_path: Path) -> None:
    """Its batch is cancelled, and what it answered is stored on the calls."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(held=True)]
        job = run.start(VERBS, FORMS)
        wait_until(lambda: bool(server.batches))
        run.jobs.cancel(job.id)
        run.jobs.delete(job.id)
        wait_until(lambda: paid(run) > 0)
        assert server.batches[0].status == "cancelled"
        assert run.store.check().problems == ()


def paid(run: Running) -> Decimal:
    with run.store._read() as conn:
        return conn.execute(select(func.sum(Call.cost)).where(Call.job_id.is_(None))).scalar() or Decimal(0)


# --- size ---------------------------------------------------------------------------------------------------------


def test_a_full_batch_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the number of requests, and by the size of the file; several are under way at once."""
    monkeypatch.setattr("distiller.engine.batch_collecting.REQUESTS_MOST", 2)
    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(), *(Play(held=True) for _ in range(3))]
        job = run.start(VERBS, BOTH)
        wait_until(lambda: len(server.batches) == 4)
        server.go()
        job = run.finish(job.id)
        assert [len(made.lines) for made in server.batches] == [1, 2, 2, 1]
        check_zeros(run, server, job.id, VERBS, 2)
        monkeypatch.setattr("distiller.engine.batch_collecting.REQUESTS_MOST", 1000)
        one = len(server.files[server.batches[1].input_file_id]) // 2
        monkeypatch.setattr("distiller.engine.batch_collecting.FILE_MOST", 3 * one)
        before = len(server.batches)
        run.finish(run.start([*VERBS], replace(BOTH, again=True, fresh=True)).id)
        files = [len(server.files[made.input_file_id]) for made in server.batches[before:]]
        assert len(files) >= 3
        assert max(files) <= 3 * one


def test_a_line_beyond_the_limit_costs_only_itself(tmp_path: Path) -> None:
    """Six megabytes for one request: its neighbours are read, and it is asked again."""

    def swollen(lines: list[str]) -> list[str]:
        swollen = lines[1].replace('"error": null', '"error": null, "x": "' + "a" * (6 << 20) + '"')
        return [lines[0], swollen, *lines[2:]]

    with BatchServer() as server, batching(tmp_path, server) as run:
        server.plan = [Play(), Play(change=swollen)]
        job = run.finish(run.start(VERBS, BOTH).id)
        assert job.sentences.success == 5
        assert [len(made.lines) for made in server.batches] == [1, 5, 1]
        assert sorted(i.attempts for i in run.jobs.items(job.id) if i.product == Product.SENTENCES) == [0, 0, 0, 0, 1]


def test_a_file_of_answers_beyond_the_limit_pauses_the_job_and_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken for missing, and so nothing is asked again."""
    with BatchServer() as server, batching(tmp_path, server) as run:
        with monkeypatch.context() as smaller:
            smaller.setattr("distiller.providers.batches.ANSWERS_MOST", 200)
            job = run.finish(run.start(VERBS, FORMS).id)
            assert job.reason is not None
            assert job.reason.code == "teacher-too-large"
            assert job.forms.running == 5
        run.jobs.resume(job.id)
        if run.finish(job.id).status == JobStatus.PAUSED:  # a look that began while the limit was low
            run.jobs.resume(job.id)
        assert run.finish(job.id).forms.success == 5
        assert len(server.batches) == 1


# --- two engines --------------------------------------------------------------------------------------------------


def test_two_engines_make_one_batch_of_a_job_and_follow_it_once(tmp_path: Path) -> None:
    """Each on its own connection to the same database."""
    with BatchServer() as server, batching(tmp_path, server) as run, batching(tmp_path, server) as other:
        jobs = [run.start([verb], BOTH).id for verb in VERBS] + [other.start(["lezen"], BOTH).id]
        for job in jobs:
            assert run.finish(job).status == JobStatus.DONE
        assert len(server.batches) == 2 * len(jobs)
        assert {server.asked_in_batches(verb, p) for verb in (*VERBS, "lezen") for p in ("forms", "sentences")} == {1}
        with run.store._read() as conn:
            per_item = conn.execute(select(func.count()).select_from(CallItem).group_by(CallItem.item_id)).scalars()
            assert set(per_item) == {1}
        healthy(run)


def test_a_batch_is_not_shared_by_several_teachers(tmp_path: Path) -> None:
    """Refused before the start: it goes to one provider."""
    with BatchServer() as server:
        settings = settings_of(tmp_path, server)
        settings = replace(settings, providers=(replace(settings.providers[0], name="second"), *settings.providers))
        with running(settings, start=False) as run:
            with pytest.raises(InputError) as refusal:
                run.start(VERBS, replace(FORMS, others=("second",)), provider="openai")
            assert refusal.value.code == "batch-others"
