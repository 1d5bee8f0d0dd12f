"""Questions through the engine, against a real HTTP server, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from distiller.db.models import Item, Question, Response
from distiller.errors import InputError
from distiller.records import (
    CARD_SPAN,
    GoldenMatch,
    JobOptions,
    JobRecord,
    JobStatus,
    NewQuestionJob,
    Product,
    QuestionFilter,
    Which,
)
from tests.support import chat_server as say
from tests.support.answers import make_answer, make_question
from tests.support.chat_server import Answer, ChatServer, Fault, Seen, rate_limit, status
from tests.support.running import Running, running, settings_for

SCHEMA = json.dumps({"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]})


def answering(reply: Callable[[str, Seen], Any], **message: Any) -> Callable[[Seen], Fault]:
    """A script: what `reply` makes of the question is the content of every answer."""

    def fault(seen: Seen, answer: Answer) -> Answer:
        asked = [m["content"] for m in seen.body["messages"] if m["role"] == "user"]
        content = reply(asked[0], seen)
        body = json.loads(answer.body)
        body["choices"][0]["message"] = {
            "role": "assistant",
            "content": content if isinstance(content, str) else json.dumps(content),
            **message,
        }
        return Answer(body=json.dumps(body).encode())

    return lambda _seen: fault


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        server.script = answering(lambda question, _seen: {"n": len(question)})
        yield server


@pytest.fixture
def run(tmp_path: Path, server: ChatServer, database_url: str) -> Iterator[Running]:
    with running(settings_for(tmp_path, server), url=database_url) as run:
        yield run


def start(run: Running, wanted: QuestionFilter | None = None, key: str = "k", **options: Any) -> JobRecord:
    params = options.pop("params", {"temperature": 0})
    new = NewQuestionJob(
        start_key=key,
        created_by="tester",
        provider="openai",
        model_name=say.MODEL,
        model_params=params,
        options=JobOptions(questions=True, **options),
        questions=wanted or QuestionFilter(),
    )
    job = run.store.create_question_job(new)
    run.engine.wake()
    return job


def responses(run: Running) -> dict[str, Any]:
    with run.store._read() as conn:
        query = (
            select(Question.question_text, Response)
            .join(Response, Response.question_id == Question.id)
            .order_by(Question.id)
        )
        return {row.question_text: row for row in conn.execute(query)}


def test_every_question_is_asked_once_and_its_answer_stored(run: Running, server: ChatServer) -> None:
    """With reasoning apart, compared with the golden answer, under the card of its place in the job."""
    server.script = answering(lambda question, _seen: {"n": len(question)}, reasoning_content="I counted.")
    golden = {"a": None, "bb": '{"n": 2}', "ccc": '{"n": 3.0}', "dddd": '{"n": 5}'}
    ids = [make_question(run.store, text, schema=SCHEMA, golden=value) for text, value in golden.items()]
    job = run.finish(start(run).id)
    assert (job.status, job.requested_count, job.answers.success, job.subjects.total) == (JobStatus.DONE, 4, 4, 4)
    assert len(server.requests) == 4
    found = responses(run)
    assert {text: row.payload["answer"] for text, row in found.items()} == {text: {"n": len(text)} for text in golden}
    assert {row.payload["reasoning"] for row in found.values()} == {"I counted."}
    assert [found[text].golden for text in golden] == [
        None,
        GoldenMatch.EXACT,
        GoldenMatch.NORMALISED,
        GoldenMatch.DIFFERS,
    ]
    assert [found[text].severity for text in golden] == [None, None, "info", "warning"]
    assert [row.card_id for row in found.values()] == [job.id * CARD_SPAN + n for n in range(4)]
    assert [row.subject for row in found.values()] == [f"#{i}" for i in ids]
    assert {row.product for row in found.values()} == {Product.ANSWER}
    assert len({row.answer_key for row in found.values()}) == 4


def test_strict_mode_is_asked_where_the_schema_allows_it(run: Running, server: ChatServer) -> None:
    """Text goes without a schema at all."""
    make_question(run.store, "strict", schema=SCHEMA)
    make_question(run.store, "text")
    run.finish(start(run).id)
    asked = {seen.body["messages"][0]["content"]: seen.body for seen in server.requests}
    sent = asked["strict"]["response_format"]["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"]["additionalProperties"] is False
    assert asked["text"].get("response_format", {}).get("type") in (None, "text")


def test_the_most_particular_system_prompt_counts(run: Running, server: ChatServer) -> None:
    """The question's own, else its category's, else the job's; temperature and cap are the job's."""
    make_question(run.store, "own", category="history", system="Mine.")
    make_question(run.store, "category", category="history")
    make_question(run.store, "job", category="other")
    run.finish(
        start(
            run,
            system_prompt="The job's.",
            category_prompts={"history": "The category's."},
            params={"temperature": 0.5, "max_tokens": 77},
        ).id
    )
    told = {seen.body["messages"][1]["content"]: seen.body["messages"][0]["content"] for seen in server.requests}
    assert told == {"own": "Mine.", "category": "The category's.", "job": "The job's."}
    assert {seen.body["temperature"] for seen in server.requests} == {0.5}
    assert {seen.body.get("max_tokens") or seen.body.get("max_completion_tokens") for seen in server.requests} == {77}


def test_an_answer_that_fails_validation_is_asked_once_more(run: Running, server: ChatServer) -> None:
    """Then it fails with its reason; its neighbours are untouched."""
    server.script = answering(lambda question, _seen: {"n": 1} if question == "good" else {"n": "one"})
    make_question(run.store, "good", schema=SCHEMA)
    make_question(run.store, "bad", schema=SCHEMA)
    job = run.finish(start(run).id)
    assert (job.answers.success, job.answers.failed) == (1, 1)
    [failed] = [i for i in run.jobs.items(job.id) if i.status == "failed"]
    assert failed.error_type == "INVALID_DATA_TYPE"
    assert failed.error_message is not None
    assert failed.error_message.startswith("n is text")
    assert failed.title == "bad"
    assert len(run.jobs.invalid_of_item(failed.id)) == 2
    again = run.jobs.retry_failed(job.id)
    assert again.answers.failed == 0
    assert run.finish(job.id).answers.failed == 1
    assert len(server.requests) == 5


@pytest.mark.parametrize("fault", [say.refusal(), say.cut_off(0.5)])
def test_refused_and_cut_off_answers_are_not_asked_again(run: Running, server: ChatServer, fault: Fault) -> None:
    """The same question would end the same way."""
    server.script = lambda _seen: fault
    make_question(run.store, "q", schema=SCHEMA)
    job = run.finish(start(run).id)
    assert job.status == JobStatus.FAILED
    [item] = run.jobs.items(job.id)
    assert item.error_type in ("REFUSED", "TRUNCATED")
    assert len(server.requests) == 1


def test_faults_of_the_endpoint_cost_only_time(run: Running, server: ChatServer) -> None:
    """Server errors and limits are waited out, as for verbs."""
    for number in range(6):
        make_question(run.store, f"q{number}", schema=SCHEMA)
    script = server.script
    assert script is not None
    faults = {f"q{n}": iter([status(500), rate_limit("0.01"), status(503)][n % 3 :]) for n in range(6)}
    server.script = lambda seen: next(faults[seen.body["messages"][-1]["content"]], None) or script(seen)
    job = run.finish(start(run).id)
    assert (job.status, job.answers.success) == (JobStatus.DONE, 6)


def test_only_the_questions_of_the_filter_are_asked(run: Running, server: ChatServer) -> None:
    """By category, search and limit; unanswered ones leave out what is answered, and nothing left is told."""
    old = make_question(run.store, "old", category="a")
    for number in range(5):
        make_question(run.store, f"new {number}", category="a")
    make_question(run.store, "elsewhere", category="b")
    make_answer(run.store, old, "there")
    unanswered = QuestionFilter(Which.UNANSWERED, category="a", limit=3)
    first = run.finish(start(run, unanswered, "first").id)
    assert [i.title for i in run.jobs.items(first.id)] == ["new 0", "new 1", "new 2"]
    second = run.finish(start(run, unanswered, "second").id)
    assert [i.title for i in run.jobs.items(second.id)] == ["new 3", "new 4"]
    with pytest.raises(InputError, match="No question"):
        start(run, unanswered, "third")
    assert len(run.jobs.list()) == 3  # the first is the job of the old answer
    every = run.finish(start(run, QuestionFilter(Which.ALL, q="NEW"), "fourth").id)
    assert every.requested_count == 5


def test_the_same_start_key_makes_one_job(run: Running, server: ChatServer) -> None:
    """A double click, or a request that was repeated."""
    make_question(run.store, "q")
    assert start(run).id == start(run).id
    with run.store._read() as conn:
        assert len(conn.execute(select(Item.id)).all()) == 1


def test_a_second_teacher_answers_the_same_questions(run: Running, server: ChatServer) -> None:
    """Equal answers share their key, whatever their spelling; each job keeps its own."""
    make_question(run.store, "same", schema=SCHEMA)
    make_question(run.store, "other", schema=SCHEMA)
    run.finish(start(run, key="one").id)
    server.script = answering(lambda question, _seen: '{"n": 4.0}' if question == "same" else {"n": 7})
    run.finish(start(run, key="two", fresh=True).id)
    with run.store._read() as conn:
        rows = conn.execute(select(Response.question_id, Response.answer_key)).all()
    keys = {question: {key for q, key in rows if q == question} for question, _ in rows}
    assert [len(keys[q]) for q in sorted(keys)] == [1, 2]


def test_the_offline_teacher_refuses_questions_with_a_sentence(tmp_path: Path, database_url: str) -> None:
    """It knows verbs only; the job ends, and says so."""
    with running(settings_for(tmp_path), url=database_url) as run:
        make_question(run.store, "What is the capital of France?")
        job = run.store.create_question_job(
            NewQuestionJob("k", "tester", "offline", "", {}, JobOptions(questions=True), QuestionFilter())
        )
        run.engine.wake()
        ended = run.finish(job.id)
        assert ended.status == JobStatus.FAILED
        [item] = run.jobs.items(job.id)
        assert item.error_type == "REFUSED"
        assert item.error_message


def test_verbs_are_left_alone_by_questions(run: Running, server: ChatServer) -> None:
    """A job of each in one database; verbs are not known by the names of questions."""
    question = make_question(run.store, "q")
    server.script = None
    run.finish(run.start(["lopen"], JobOptions(sentences=False)).id)
    run.finish(start(run).id)
    committed, waiting = run.store.known_subjects(["lopen", "werken"])
    assert (committed, set(waiting)) == (set(), {"lopen"})
    assert [row.subject for row in responses(run).values()] == [f"#{question}"]
