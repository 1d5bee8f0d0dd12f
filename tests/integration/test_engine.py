"""The engine against a real HTTP server and a real database: what it promises when all goes well and when not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from distiller.db.models import Call, Item, Response
from distiller.records import ItemStatus, JobOptions, JobStatus, Product
from tests.support import chat_server as say
from tests.support.chat_server import ChatServer
from tests.support.running import KEY, Running, running, settings_for, wait_until

VERBS = ("lopen", "werken", "opbellen", "vinden", "fietsen", "praten", "leven", "zoeken", "kopen", "maken")
FORMS_ONLY = JobOptions(sentences=False)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, server: ChatServer) -> Iterator[Running]:
    with running(settings_for(tmp_path, server)) as run:
        yield run


def statuses(run: Running, job_id: int) -> dict[str, str]:
    return {f"{i.subject}/{i.product}": i.status.value for i in run.jobs.items(job_id, limit=500)}


def test_every_verb_gets_its_forms_and_ten_sentences(run: Running, server: ChatServer) -> None:
    """Forms in batches, sentences one call a verb, and each subject is asked for once."""
    job = run.finish(run.start(VERBS).id)
    assert job.status == JobStatus.DONE
    assert (job.forms.success, job.sentences.success) == (len(VERBS), len(VERBS))
    assert {server.asked(v, "forms") for v in VERBS} == {1}
    assert {server.asked(v, "sentences") for v in VERBS} == {1}
    with run.store._read() as conn:
        rows = conn.execute(select(Response.subject, Response.product, Response.is_correct)).all()
    assert len(rows) == 11 * len(VERBS)
    assert {row.is_correct for row in rows} == {None}


def test_calls_are_recorded_with_what_an_audit_needs(run: Running) -> None:
    """Model, parameters, prompt version, tokens, latency and raw reply; the price of an unknown model is unknown."""
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    [call] = run.jobs.calls_of_item(run.jobs.items(job.id)[0].id)
    assert (call.model, call.params["temperature"], call.status) == (say.MODEL, 0, "answered")
    assert call.prompt_version
    assert call.usage.prompt_tokens
    assert call.raw_reply
    assert "lopen" in call.raw_reply
    assert call.cost is None
    assert job.cost is None


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(say.rate_limit("0"), id="429 with Retry-After"),
        pytest.param(say.status(500), id="500"),
        pytest.param(say.break_off(), id="broken connection"),
        pytest.param(say.hang(), id="hang until the deadline"),
        pytest.param(say.html(), id="web page with status 200"),
        pytest.param(say.invalid_json(), id="invalid JSON"),
        pytest.param(say.error_with_200(), id="error body with status 200"),
    ],
)
def test_a_passing_fault_costs_nothing_but_time(run: Running, server: ChatServer, fault: say.Fault) -> None:
    """The call is made again and every verb gets its forms."""
    server.then(fault)
    job = run.finish(run.start(VERBS[:3], FORMS_ONLY).id)
    assert job.status == JobStatus.DONE
    assert job.forms.success == 3


def test_a_429_uses_up_no_attempt(run: Running, server: ChatServer) -> None:
    """More 429s than an item has attempts, and it still succeeds."""
    server.then(*[say.rate_limit("0")] * 6)
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    assert job.status == JobStatus.DONE
    assert run.jobs.items(job.id)[0].attempts == 0


def test_a_bad_request_is_not_repeated(run: Running, server: ChatServer) -> None:
    """400 fails the items of that call at once, with a sentence."""
    server.then(say.status(400, "bad schema"))
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    [item] = run.jobs.items(job.id)
    assert (job.status, item.status, item.error_type) == (JobStatus.FAILED, ItemStatus.FAILED, "BAD_REQUEST")
    assert item.error_message
    assert len(server.requests) == 1


def test_a_refused_key_pauses_the_job_with_its_reason(run: Running, server: ChatServer) -> None:
    """401 is asked once; the items wait, nothing is lost, the key is in no text, and resuming goes on."""
    server.then(say.unauthorized())
    job = run.finish(run.start(VERBS[:1]).id)
    assert job.status == JobStatus.PAUSED
    assert job.reason is not None
    assert job.reason.code == "teacher-auth"
    assert len(server.requests) == 1
    wait_until(lambda: run.jobs.get(job.id).forms.pending == 1)
    with run.store._read() as conn:
        assert KEY not in str(conn.execute(select(Call)).all())
    run.jobs.resume(job.id)
    assert run.finish(job.id).status == JobStatus.DONE


def test_a_model_that_is_gone_names_the_setting(run: Running, server: ChatServer) -> None:
    """The job pauses with a sentence about OPENAI_VERB_MODEL."""
    server.then(say.model_not_found())
    job = run.finish(run.start(VERBS[:1]).id)
    assert job.reason is not None
    assert job.reason.code == "teacher-model-not-found"


def test_a_verb_that_is_missing_costs_only_itself(run: Running, server: ChatServer) -> None:
    """The others are stored; the missing one is asked again by itself."""
    server.then(say.missing_verb(1))
    job = run.finish(run.start(VERBS[:4], FORMS_ONLY).id)
    assert job.forms.success == 4
    assert server.asked("werken") == 2
    assert {server.asked(v) for v in ("lopen", "opbellen", "vinden")} == {1}


def test_a_verb_with_a_missing_key_fails_alone_and_says_which(run: Running, server: ChatServer) -> None:
    """Asked once more, then failed with the message of the design and everything kept."""
    server.then(say.missing_key(number=0), say.missing_key(number=0))
    job = run.finish(run.start(VERBS[:3], FORMS_ONLY).id)
    failed = [i for i in run.jobs.items(job.id) if i.status == ItemStatus.FAILED]
    assert [i.subject for i in failed] == ["lopen"]
    assert failed[0].error_message == "Missing key: vd_hulpwerkwoord"
    assert len(run.jobs.invalid_of_item(failed[0].id)) == 2
    assert job.forms.success == 2


@pytest.mark.parametrize("fault", [say.wrong_order(), say.doubled_verb(), say.unasked_verb()])
def test_a_reply_out_of_order_is_matched_by_infinitive(run: Running, server: ChatServer, fault: say.Fault) -> None:
    """Position decides nothing."""
    server.then(fault)
    job = run.finish(run.start(VERBS[:4], FORMS_ONLY).id)
    assert job.forms.success == 4
    with run.store._read() as conn:
        rows = conn.execute(select(Response.subject, Response.payload)).all()
    assert {row.subject: row.payload["infinitive"] for row in rows} == {v: v for v in VERBS[:4]}


def test_a_cut_off_batch_keeps_what_is_complete_and_asks_the_rest_in_halves(run: Running, server: ChatServer) -> None:
    """Verbs that were complete are not paid for again, and being cut off counts no attempt."""
    server.then(say.cut_off(0.5))
    job = run.finish(run.start(VERBS[:8], FORMS_ONLY).id)
    assert job.forms.success == 8
    asked = [server.asked(v) for v in VERBS[:8]]
    assert 1 in asked
    assert max(asked) == 2
    assert {i.attempts for i in run.jobs.items(job.id)} == {0}


def test_a_single_verb_that_is_cut_off_fails_as_truncated(run: Running, server: ChatServer) -> None:
    """There is nothing to halve."""
    server.then(say.cut_off(0.5))
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    assert run.jobs.items(job.id)[0].error_type == "TRUNCATED"


def test_failed_forms_fail_their_sentences_as_dependency_and_a_retry_brings_both(
    run: Running, server: ChatServer
) -> None:
    """The sentences come back by themselves when the forms do."""
    server.then(say.status(400))
    job = run.finish(run.start(VERBS[:1]).id)
    assert job.status == JobStatus.FAILED
    assert {i.error_type for i in run.jobs.items(job.id)} == {"BAD_REQUEST", "DEPENDENCY"}
    run.jobs.retry_failed(job.id)
    job = run.finish(job.id)
    assert (job.status, job.sentences.success) == (JobStatus.DONE, 1)


def test_failed_sentences_never_touch_the_forms(run: Running, server: ChatServer) -> None:
    """A refusal of sentences leaves the form set as it is."""
    server.then(None, say.refusal())
    job = run.finish(run.start(VERBS[:1]).id)
    assert (job.forms.success, job.sentences.failed) == (1, 1)
    assert job.status == JobStatus.DONE


def test_pausing_stops_new_calls_and_keeps_what_is_under_way(tmp_path: Path) -> None:
    """What was in flight is stored; what waited is pending; resuming finishes without asking twice."""
    with ChatServer(latency=0.05) as server, running(settings_for(tmp_path, server, concurrency=2)) as run:
        job = run.start(VERBS)
        assert server.wait_for(3)
        run.jobs.pause(job.id)
        wait_until(lambda: run.jobs.get(job.id).items.running == 0)
        asked = len(server.requests)
        assert run.jobs.get(job.id).items.pending > 0
        run.jobs.resume(job.id)
        job = run.finish(job.id)
        assert job.items.success == 2 * len(VERBS)
        assert asked < len(server.requests)
        assert {server.asked(v, p) for v in VERBS for p in ("forms", "sentences")} == {1}


def test_cancelling_ends_a_job_and_keeps_what_is_there(tmp_path: Path) -> None:
    """Pending items are cancelled, replies under way are interpreted, and retrying brings the rest."""
    with ChatServer(latency=0.05) as server, running(settings_for(tmp_path, server, concurrency=2)) as run:
        job = run.start(VERBS)
        assert server.wait_for(3)
        run.jobs.cancel(job.id)
        wait_until(lambda: run.jobs.get(job.id).items.open == 0)
        job = run.jobs.get(job.id)
        assert job.status == JobStatus.CANCELLED
        assert job.items.cancelled > 0
        run.jobs.retry_failed(job.id)
        assert run.finish(job.id).items.success == 2 * len(VERBS)


def test_two_engines_share_a_job_without_overlap(tmp_path: Path) -> None:
    """Each subject is asked for once, whoever asks."""
    with ChatServer(latency=0.1) as server:
        settings = settings_for(tmp_path, server, concurrency=2)
        with running(settings) as one, running(settings) as two:
            job = one.start(VERBS)
            two.engine.wake()
            job = one.finish(job.id)
        assert job.items.success == 2 * len(VERBS)
        assert {server.asked(v, p) for v in VERBS for p in ("forms", "sentences")} == {1}
        with one.store._read() as conn:
            assert len(set(conn.scalars(select(Call.owner)))) == 2


def test_a_reply_that_was_stored_and_not_looked_at_is_not_paid_for_again(tmp_path: Path) -> None:
    """The process died between commit 2 and commit 3: the next one interprets what is in the store."""
    with ChatServer() as server:
        settings = settings_for(tmp_path, server)
        with running(settings, start=False) as dead:
            job = dead.start(VERBS[:2], FORMS_ONLY)
            owner = dead.store.register_owner()
            items = dead.store.claim_items(owner, job.id, Product.FORMS, 2)
            work_stops_after_the_reply(dead, owner, items)
            dead.store.retire_owner(owner)
        with running(settings) as run:
            job = run.finish(job.id)
        assert job.forms.success == 2
        assert {server.asked(v) for v in VERBS[:2]} == {1}


def work_stops_after_the_reply(run: Running, owner: str, items: list) -> None:
    """What a worker does up to commit 2."""
    from distiller.recipes import recipe_for, request_hash
    from distiller.store.engine import NewCall

    recipe = recipe_for(Product.FORMS)
    request = recipe.request([i.asked for i in items], model=say.MODEL, max_output_tokens=4096)
    call = NewCall(
        items[0].job_id, Product.FORMS, "openai", say.MODEL, {}, request.prompt_version, request_hash(request), None
    )
    call_id = run.store.save_call(owner, call, items)
    assert call_id is not None
    run.store.save_reply(call_id, run.teachers["openai"].complete(request))


def test_a_call_that_was_sent_and_has_no_reply_becomes_lost_and_its_items_wait_again(tmp_path: Path) -> None:
    """The only thing a kill can cost: the call under way at that instant."""
    with ChatServer() as server:
        settings = settings_for(tmp_path, server)
        with running(settings, start=False) as dead:
            job = dead.start(VERBS[:2], FORMS_ONLY)
            owner = dead.store.register_owner()
            items = dead.store.claim_items(owner, job.id, Product.FORMS, 2)
            from distiller.store.engine import NewCall

            dead.store.save_call(owner, NewCall(job.id, Product.FORMS, "openai", "m", {}, "v", "h", None), items)
            dead.store.retire_owner(owner)
        with running(settings) as run:
            assert run.finish(job.id).forms.success == 2
            with run.store._read() as conn:
                assert sorted(conn.scalars(select(Call.status))) == ["answered", "lost"]


def test_an_owner_that_wakes_after_its_lease_is_gone_stores_nothing_over_the_new_one(run: Running) -> None:
    """Its late reply is kept on its call; its outcome does not count."""
    run.engine.stop()
    job = run.start(VERBS[:1], FORMS_ONLY)
    slow = run.store.register_owner()
    items = run.store.claim_items(slow, job.id, Product.FORMS, 1)
    run.store.retire_owner(slow)
    fresh = run.store.register_owner()
    run.store.recover(run.store.beat(fresh))
    [again] = run.store.claim_items(fresh, job.id, Product.FORMS, 1)
    assert again.lease_token != items[0].lease_token
    from distiller.store.engine import NewCall

    call = NewCall(job.id, Product.FORMS, "openai", "m", {}, "v", "h", None)
    assert run.store.save_call(slow, call, items) is None
    with run.store._read() as conn:
        assert conn.execute(select(Item.status)).scalar_one() == ItemStatus.RUNNING


def test_a_provider_that_is_gone_pauses_its_job(run: Running) -> None:
    """A job keeps its provider; without it, it pauses and says so."""
    run.engine.stop()
    job = run.start(VERBS[:1], FORMS_ONLY)
    offline_only = settings_for(run.settings.home)
    with running(offline_only, url=run.settings.database_url) as later:
        job = later.finish(job.id)
        assert job.status == JobStatus.PAUSED
        assert job.reason is not None
        assert job.reason.code == "settings-unknown-provider"


def test_the_offline_teacher_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    """REFUSED at once, with a sentence; the others of its batch are fine."""
    with running(settings_for(tmp_path)) as run:
        job = run.finish(run.start(["lopen", "xqzwrtn"]).id)
        items = {f"{i.subject}/{i.product}": i for i in run.jobs.items(job.id)}
        assert items["xqzwrtn/forms"].error_type == "REFUSED"
        assert items["xqzwrtn/forms"].error_message
        assert items["xqzwrtn/sentences"].error_type == "DEPENDENCY"
        assert items["lopen/sentences"].status == ItemStatus.SUCCESS
        assert (job.model_name, job.cost) == ("offline-rules", 0)


def test_a_double_start_makes_one_job(run: Running) -> None:
    """The same start key twice, and the second time the verbs are waiting already."""
    first = run.jobs.start("lopen", JobOptions(), "openai", "", "tester", "one-key")
    second = run.jobs.start("lopen", JobOptions(), "openai", "", "tester", "one-key")
    assert first.id == second.id
    assert run.store.count_jobs() == 1
