"""Stored replies judged again after a rule has changed: no call is made, and nobody's decision is touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from distiller.db.models import Call, InvalidResponse, Item, Job, Response
from distiller.errors import NotFound, RuleViolation, StoreUnavailable
from distiller.question_jobs import QuestionJobs
from distiller.records import (
    CARD_SPAN,
    ItemStatus,
    JobOptions,
    JobRecord,
    JobStatus,
    QuestionFilter,
    Valid,
    Which,
)
from distiller.records.revalidation import NowValid, Revalidation
from distiller.revalidate import revalidate
from distiller.review import Review
from distiller.store import Store
from distiller.validate import answers, forms, interpret, sentences
from tests.integration.test_answers_engine import SCHEMA, answering
from tests.support import chat_server as say
from tests.support.answers import make_question
from tests.support.chat_server import ChatServer
from tests.support.factories import LOPEN
from tests.support.running import Running, running, settings_for
from tests.support.shell import Commands

FORMS_ONLY = JobOptions(sentences=False)
VERBS = ("lopen", "werken", "opbellen")


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, server: ChatServer, database_url: str) -> Iterator[Running]:
    with running(settings_for(tmp_path, server), url=database_url) as run:
        yield run


@pytest.fixture
def past(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The rules as an older version had them, until `undo`."""
    yield monkeypatch
    monkeypatch.undo()


def refusing(past: pytest.MonkeyPatch, *first_persons: str) -> None:
    """An older rule that took these forms for wrong."""
    today = forms.form_values

    def older(values: Mapping[str, str]) -> dict[str, str]:
        if values["tt_ik"] in first_persons:
            raise RuleViolation("rule-empty", field="tt_ik")
        return dict(today(values))

    past.setattr(forms, "form_values", older)


def blind(past: pytest.MonkeyPatch) -> None:
    """An older version that found nothing to remark on forms."""
    today = forms.checked_forms

    def older(subject: str, values: Mapping[str, str]) -> Valid:
        return replace(today(subject, values), findings=())

    past.setattr(forms, "checked_forms", older)


def wrong_past() -> say.Fault:
    """A reply with a form that today's checks find wrong."""
    return say.content(lambda inner: [one.update(vt_mv="liepten") for one in inner["results"]] and None)


def dump(run: Running) -> list[Any]:
    """All that a job is made of."""
    with run.store._read() as conn:
        return [
            sorted(tuple(map(str, row)) for row in conn.execute(select(table)))
            for table in (Job, Item, Call, Response, InvalidResponse)
        ]


def statuses(run: Running, job: int) -> dict[str, str]:
    return {f"{i.subject}/{i.product}": i.status.value for i in run.jobs.items(job, limit=500)}


def test_what_had_failed_and_is_valid_now_becomes_a_response_without_a_call(
    run: Running, server: ChatServer, past: pytest.MonkeyPatch
) -> None:
    """With all that the outcome of its call would have done: its sentences are made now."""
    refusing(past, "loop")
    job = run.finish(run.start(VERBS).id)
    assert statuses(run, job.id)["lopen/forms"] == statuses(run, job.id)["lopen/sentences"] == "failed"
    past.undo()
    assert run.jobs.revalidate(job.id) == Revalidation(job.id, 1 + 2 + 2, became_valid=1)
    done = run.finish(job.id)
    assert (done.status, done.items.success, done.items.failed) == (JobStatus.DONE, 6, 0)
    assert (server.asked("lopen", "forms"), server.asked("lopen", "sentences")) == (2, 1)
    card = Review(run.store).card(job.id * CARD_SPAN)
    assert card.forms is not None
    assert (card.forms.version, card.forms.is_correct, card.forms.by_hand) == (1, None, False)
    item = next(i for i in run.jobs.items(job.id) if i.subject == "lopen")
    assert (item.error_type, item.error_message) == (None, None)
    assert len(run.jobs.invalid_of_item(item.id)) == 2  # what was said of them then stays in the history
    assert run.store.check().problems == ()


def test_a_job_of_which_nothing_had_succeeded_is_done(run: Running, past: pytest.MonkeyPatch) -> None:
    """And its answer is one that an identical request can have."""
    refusing(past, "loop")
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    assert job.status == JobStatus.FAILED
    past.undo()
    run.jobs.revalidate(job.id)
    assert run.jobs.get(job.id).status == JobStatus.DONE


def test_a_dry_run_tells_the_same_and_stores_nothing(
    run: Running, server: ChatServer, past: pytest.MonkeyPatch
) -> None:
    """Down to the last byte."""
    refusing(past, "werk")
    blind(past)
    server.then(wrong_past())
    job = run.finish(run.start(VERBS, FORMS_ONLY).id)
    past.undo()
    before = dump(run)
    told = run.jobs.revalidate(job.id, dry_run=True)
    assert (told.became_valid, told.findings_changed, told.dry_run) == (1, 2, True)
    assert dump(run) == before
    assert run.jobs.revalidate(job.id) == replace(told, dry_run=False)


def test_a_second_time_changes_nothing(run: Running, server: ChatServer, past: pytest.MonkeyPatch) -> None:
    """The law: twice is once."""
    refusing(past, "werk")
    blind(past)
    server.then(wrong_past(), say.missing_key())
    job = run.finish(run.start(VERBS, FORMS_ONLY).id)
    past.undo()
    first = run.jobs.revalidate(job.id)
    after = dump(run)
    second = run.jobs.revalidate(job.id)
    assert dump(run) == after
    assert (first.became_valid, first.findings_changed) == (1, 2)
    assert (second.became_valid, second.findings_changed, second.still_invalid) == (0, 0, first.still_invalid)


def test_what_is_still_wrong_stays_as_it_was(run: Running, server: ChatServer) -> None:
    """Item, message and invalid responses."""
    server.then(say.missing_key(), say.missing_key())
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    before = dump(run)
    assert run.jobs.revalidate(job.id) == Revalidation(job.id, 1, still_invalid=1)
    assert dump(run) == before


def test_what_brought_no_reply_is_not_looked_at(run: Running, server: ChatServer) -> None:
    """A refused request has nothing to judge."""
    server.then(say.status(400, "bad schema"))
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    assert run.jobs.revalidate(job.id) == Revalidation(job.id)


def test_findings_are_those_of_today_and_the_version_stays(
    run: Running, server: ChatServer, past: pytest.MonkeyPatch
) -> None:
    """What a person decided on or edited is left alone."""
    blind(past)
    server.script = lambda _seen: wrong_past()
    job = run.finish(run.start(VERBS, FORMS_ONLY).id)
    past.undo()
    review = Review(run.store)
    cards = [review.card(job.id * CARD_SPAN + n).forms for n in range(3)]
    first, second, third = (one for one in cards if one is not None)
    review.approve(second.id, 1, "an")
    review.edit(third.id, 1, {**third.current, "vt_ev": "belde op"} | {"tt_ik": "bel op!"}, "an", approve=False)
    kept = [run.store.load_response(one.id) for one in (second, third)]
    told = run.jobs.revalidate(job.id)
    assert (told.looked_at, told.findings_changed) == (1, 1)
    now = run.store.load_response(first.id)
    assert now.findings
    assert (now.version, now.is_correct, now.payload) == (1, None, first.payload)
    assert now.severity == "error"
    assert [run.store.load_response(one.id) for one in (second, third)] == kept
    review.approve(first.id, 1, "an")  # on the version that the person saw


def test_sentences_and_answers_are_looked_at_as_well(
    run: Running, server: ChatServer, past: pytest.MonkeyPatch
) -> None:
    """A set of sentences that had no good one, an answer that its schema refused."""

    def refused(*_: Any) -> Any:
        raise RuleViolation("rule-empty", field="sentence")

    def refused_value(*_: Any) -> Any:
        raise RuleViolation("rule-empty", field="answer")

    past.setattr(sentences, "sentence_value", refused)
    past.setattr(answers, "_json_value", refused_value)
    verbs = run.finish(run.start(VERBS[:1]).id)
    right = answering(lambda _text, _seen: {"n": 3})
    server.script = right
    make_question(run.store, "How many?", schema=SCHEMA, golden='{"n": 4}')
    jobs = QuestionJobs(run.store, run.teachers, run.settings, run.engine.wake)
    asked = run.finish(jobs.start(QuestionFilter(Which.ALL), JobOptions(), "openai", "", "me", "k").id)
    assert (verbs.sentences.failed, asked.answers.failed) == (1, 1)
    past.undo()
    assert run.jobs.revalidate(verbs.id).became_valid == 1
    assert run.jobs.revalidate(asked.id).became_valid == 1
    assert len(Review(run.store).card(verbs.id * CARD_SPAN).sentences) == 10
    card = Review(run.store).card(asked.id * CARD_SPAN)
    assert card.answer is not None
    assert (card.answer.payload["answer"], card.answer.severity) == ({"n": 3}, "warning")


def test_the_newest_good_reply_counts(run: Running, server: ChatServer, past: pytest.MonkeyPatch) -> None:
    """Of two that would be good now."""
    refusing(past, "loop")
    server.then(None, say.content(lambda inner: inner["results"][0].update(vd="geloopt") and None))
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    past.undo()
    run.jobs.revalidate(job.id)
    forms_now = Review(run.store).card(job.id * CARD_SPAN).forms
    assert forms_now is not None
    assert forms_now.current["vd"] == "geloopt"


def test_a_rerun_that_failed_replaces_what_nobody_decided_on(
    run: Running, server: ChatServer, past: pytest.MonkeyPatch
) -> None:
    """The old response gives way as it would have; one that was approved meanwhile stays."""
    job = run.finish(run.start(VERBS[:2], FORMS_ONLY).id)
    refusing(past, "loop", "werk")
    review = Review(run.store)
    for n in range(2):
        old = review.card(job.id * CARD_SPAN + n).forms
        assert old is not None
        review.rerun(old.id, old.version, "an")
    run.engine.wake()
    run.finish(job.id)
    assert [i.status for i in run.jobs.items(job.id) if i.target_response] == [ItemStatus.FAILED] * 2
    approved = review.card(job.id * CARD_SPAN + 1).forms
    assert approved is not None
    review.approve(approved.id, approved.version, "an")
    past.undo()
    told = run.jobs.revalidate(job.id)
    assert told.became_valid == 1
    first, second = (review.card(job.id * CARD_SPAN + n).forms for n in range(2))
    assert first is not None
    assert second is not None
    assert (first.version, first.is_correct) == (1, None)
    assert (second.id, second.is_correct) == (approved.id, True)


# --- beside others ------------------------------------------------------------------------------------------------


def now_valid(run: Running, job: int) -> list[NowValid]:
    """What a look at the stored replies finds."""
    page = run.store.kept_replies(job)
    assert page.replies is not None
    found = []
    for failed in page.failed:
        reply = page.replies[failed.calls[0]]
        read = interpret(reply.product, reply.asked, reply.raw)
        valid = [v for v in read.valid if v.subject == failed.item.subject]
        found.append(NowValid(failed.item, reply.call_id, valid, whole=False))
    return found


def test_what_somebody_wrote_by_hand_meanwhile_stays(run: Running, past: pytest.MonkeyPatch) -> None:
    """Between the look and the store."""
    refusing(past, "loop")
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    past.undo()
    found = now_valid(run, job.id)
    review = Review(run.store)
    review.write(run.jobs.items(job.id)[0].id, LOPEN, "an", approve=False)
    assert run.store.save_now_valid(job.id, found) == 0
    card = review.card(job.id * CARD_SPAN)
    assert card.forms is not None
    assert card.forms.by_hand


def test_what_somebody_decided_meanwhile_stays(run: Running, server: ChatServer, past: pytest.MonkeyPatch) -> None:
    """The findings of a response that was approved between the look and the store are those that were seen."""
    blind(past)
    server.then(wrong_past())
    job = run.finish(run.start(VERBS[:1], FORMS_ONLY).id)
    past.undo()
    [seen] = run.store.kept_replies(job.id).untouched
    Review(run.store).approve(seen.response.id, 1, "an")
    valid = Valid("lopen", seen.response.product, 0, seen.response.payload, findings=())
    assert run.store.save_findings([(seen.response, valid)]) == 0


def test_several_at_once_store_each_once(run: Running, past: pytest.MonkeyPatch) -> None:
    """Two people, or a person and a script."""
    refusing(past, "loop", "werk", "bel op")
    job = run.finish(run.start(VERBS, FORMS_ONLY).id)
    past.undo()
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: revalidate(run.store, job.id), range(4)))
    assert sum(one.became_valid for one in told) == 3
    with run.store._read() as conn:
        assert len(conn.execute(select(Response.id)).all()) == 3


def test_what_was_broken_off_is_completed_by_the_next(
    run: Running, past: pytest.MonkeyPatch, server: ChatServer
) -> None:
    """Page by page: what is stored is stored."""
    past.setattr(answers, "_json_value", _unwilling)
    server.script = answering(lambda _text, _seen: {"n": 3})
    for n in range(60):
        make_question(run.store, f"How many times {n}?", schema=SCHEMA)
    settings = replace(run.settings, retry_invalid=False)
    jobs = QuestionJobs(run.store, run.teachers, settings, run.engine.wake)
    job = run.finish(jobs.start(QuestionFilter(Which.ALL), JobOptions(), "openai", "", "me", "k").id)
    past.undo()
    store = _Breaking(run.store.url)
    with pytest.raises(StoreUnavailable):
        revalidate(store, job.id)
    store.close()
    assert run.jobs.get(job.id).answers.success == 50
    assert run.jobs.revalidate(job.id).became_valid == 10
    assert _count(run, job) == 60


def _unwilling(*_: Any) -> Any:
    raise RuleViolation("rule-empty", field="answer")


def _count(run: Running, job: JobRecord) -> int:
    with run.store._read() as conn:
        return len(conn.execute(select(Response.id).where(Response.job_id == job.id)).all())


class _Breaking(Store):
    """A database that goes away after the first page."""

    saved = 0

    def save_now_valid(self, job_id: int, found: Sequence[NowValid]) -> int:
        self.saved += 1
        if self.saved > 1:
            raise StoreUnavailable("store-unavailable", reason="gone")
        return super().save_now_valid(job_id, found)


# --- from the shell -----------------------------------------------------------------------------------------------


@pytest.fixture
def shell(tmp_path: Path, sqlite_template: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on an empty database, with the server as the teacher."""
    shutil.copy(sqlite_template, tmp_path / "distiller.db")
    run = Commands(tmp_path, monkeypatch)
    run.set(OPENAI_BASE_URL=server.base_url, OPENAI_VERB_MODEL=say.MODEL)
    return run


def test_the_command_says_what_it_came_to(shell: Commands, server: ChatServer) -> None:
    """In one line, or as JSON; a job that is not there is one line on stderr."""
    with pytest.MonkeyPatch.context() as past:
        refusing(past, "loop")
        assert shell("verbs", "add", "-", "--forms-only", "--wait", stdin="lopen\nwerken").code == 0
    asked = len(server.requests)
    said = shell.good("jobs", "revalidate", 1, "--dry-run")
    assert said.startswith("2 items looked at: 1 became valid, 0 still invalid, findings of 0 responses changed.")
    assert "Nothing was stored" in said
    told = shell.json("jobs", "revalidate", 1)
    assert (told["became_valid"], told["still_invalid"], told["findings_changed"], told["dry_run"]) == (1, 0, 0, False)
    assert shell.json("jobs", "show", 1)["job"]["forms"]["success"] == 2
    assert len(server.requests) == asked
    assert "99" in shell.refused("jobs", "revalidate", 99)


def test_a_job_that_is_not_there_is_told(run: Running) -> None:
    """Not an empty result."""
    with pytest.raises(NotFound):
        run.jobs.revalidate(99)


def test_the_commands_show_what_was_answered_from_the_store(shell: Commands, server: ChatServer) -> None:
    """In the job and with each call; --fresh asks."""
    add: Sequence[str] = ("verbs", "add", "-", "--forms-only", "--wait")
    shell.good(*add, stdin="lopen")
    job = shell.json(*add, "--again", stdin="lopen")["job"]
    assert (job["calls"], job["reused"], job["cost"]) == (1, 1, "0")
    assert len(server.requests) == 1
    item = shell.json("jobs", "show", job["id"])["items"][0]["id"]
    assert shell.json("jobs", "item", item)["calls"][0]["reused_from"] == 1
    assert "answered from the store (call 1)" in shell.good("jobs", "item", item)
    assert "1 calls (1 answered from the store)" in shell.good("jobs", "show", job["id"])
    fresh = shell.json(*add, "--again", "--fresh", stdin="lopen")["job"]
    assert (fresh["reused"], fresh["options"]["fresh"], len(server.requests)) == (0, True, 2)
    assert shell.json("stats")["calls"]["reused"] == 1


def test_questions_can_be_asked_anew_from_the_shell(shell: Commands, server: ChatServer, tmp_path: Path) -> None:
    """`run --fresh` makes a job like the other options."""
    server.script = answering(lambda _text, _seen: "four")
    (tmp_path / "q.csv").write_text("question\nHow many?\n", "utf-8")
    shell.good("import", "csv", tmp_path / "q.csv")
    every = ("run", "--questions", "all")
    assert [len(server.requests) for _ in range(2) if shell.json(*every)] == [1, 1]
    shell.json(*every, "--fresh")
    assert len(server.requests) == 2
