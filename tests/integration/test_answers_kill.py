"""`kill -9` in the middle of a job of questions: every question is answered once, nothing stored is asked for again."""

from __future__ import annotations

import random
from pathlib import Path

from sqlalchemy import func, select

from distiller.db.models import Call, CallItem, Response
from distiller.records import CallStatus, JobOptions, JobStatus, NewQuestionJob, QuestionFilter
from tests.integration.test_answers_engine import SCHEMA, answering
from tests.integration.test_kill import engine
from tests.support.answers import make_question
from tests.support.chat_server import MODEL, ChatServer
from tests.support.running import ENDED, running, settings_for, wait_until

QUESTIONS = 120


def test_a_job_of_questions_survives_three_kills(tmp_path: Path) -> None:
    """The shared transactions of many workers lose no more than single ones: only calls that were under way."""
    dice = random.Random(20261120)
    with (
        ChatServer(latency=lambda _: dice.uniform(0.001, 0.03)) as server,
        running(settings_for(tmp_path, server), start=False) as run,
    ):
        server.script = answering(lambda question, _seen: {"n": len(question)})
        for number in range(QUESTIONS):
            make_question(run.store, f"question {number}", schema=SCHEMA, golden='{"n": 10}')
        new = NewQuestionJob("k", "t", "openai", MODEL, {}, JobOptions(questions=True), QuestionFilter())
        job = run.store.create_question_job(new)
        for _ in range(3):
            with engine(tmp_path, server) as process:
                assert server.wait_for(len(server.requests) + dice.randint(1, 30), timeout=30)
                process.kill()
        with engine(tmp_path, server):
            wait_until(lambda: run.jobs.get(job.id).status in ENDED, 60)
        ended = run.jobs.get(job.id)
        assert (ended.status, ended.answers.success, ended.answers.total) == (JobStatus.DONE, QUESTIONS, QUESTIONS)
        with run.store._read() as conn:
            answers = conn.execute(select(Response.question_id, func.count()).group_by(Response.question_id)).all()
            assert [count for _, count in answers] == [1] * QUESTIONS
            replies = (
                select(CallItem.item_id, func.count())
                .join(Call, Call.id == CallItem.call_id)
                .where(Call.status == CallStatus.ANSWERED)
                .group_by(CallItem.item_id)
            )
            assert {count for _, count in conn.execute(replies)} == {1}
            lost = conn.execute(select(func.count()).where(Call.status == CallStatus.LOST)).scalar_one()
        assert len(server.requests) <= QUESTIONS + lost
        assert run.store.check().problems == ()
