"""Jobs of questions as people start them: checked, estimated, started once; and from the shell."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from distiller.errors import InputError, SettingsError
from distiller.question_jobs import QuestionJobs
from distiller.records import JobOptions, QuestionFilter, Which
from tests.integration.test_answers_engine import SCHEMA, answering
from tests.support.answers import make_answer, make_question
from tests.support.chat_server import MODEL, ChatServer
from tests.support.running import Running, running, settings_for
from tests.support.shell import Commands


@pytest.fixture
def questions(tmp_path: Path, database_url: str):
    with ChatServer() as server, running(settings_for(tmp_path, server), url=database_url, start=False) as run:
        yield run


def use_case(run: Running) -> QuestionJobs:
    return QuestionJobs(run.store, run.teachers, run.settings, run.engine.wake)


def test_a_check_counts_and_samples_from_all_over_the_questions(questions: Running) -> None:
    """A sorted file must not be judged by its beginning."""
    for number in range(300):
        make_question(questions.store, "x" * (10 + number), category="a" if number % 3 else "b")
    check = use_case(questions).check(QuestionFilter())
    assert check.selected == 300
    assert len(check.sample) == 200
    mean = sum(len(q.text) for q in check.sample) / len(check.sample)
    assert 140 < mean < 180
    few = use_case(questions).check(QuestionFilter(category="b", limit=7))
    assert (few.selected, len(few.sample)) == (7, 7)
    assert use_case(questions).check(QuestionFilter(q="nothing of the kind")).sample == ()


def test_an_estimate_knows_prompts_schemas_and_golden_answers(questions: Running) -> None:
    """Characters by four; replies as long as golden answers until replies have been seen; never over the cap."""
    for number in range(10):
        make_question(questions.store, f"{number:040d}", schema=SCHEMA, golden="g" * 80)
    jobs = use_case(questions)
    check = jobs.check(QuestionFilter())
    found = jobs.estimate(check, JobOptions(system_prompt="s" * 400), "openai", "")
    assert found.calls == 10
    assert found.prompt_tokens == round(10 * (40 + 400 + len(SCHEMA)) / 4)
    assert found.completion_tokens == 200
    assert found.cost is None
    assert found.seconds > 0
    assert jobs.estimate(check, JobOptions(), "openai", "", max_tokens=5).completion_tokens == 50
    assert jobs.estimate(check, JobOptions(), "offline", "").cost == Decimal(0)
    with pytest.raises(SettingsError):
        jobs.estimate(check, JobOptions(), "nobody", "")


def test_a_start_makes_one_job_with_its_parameters(questions: Running) -> None:
    """The same key again is the same job; what it was chosen by is kept with it."""
    make_question(questions.store, "q", category="c")
    jobs = use_case(questions)
    wanted = QuestionFilter(Which.ALL, category="c", limit=5)
    start = ("openai", "", "tester", "key")
    job = jobs.start(wanted, JobOptions(system_prompt="s"), *start, temperature=0.3, max_tokens=50)
    assert (job.provider, job.model_name, job.requested_count, job.created_by) == ("openai", MODEL, 1, "tester")
    assert job.model_params == {"temperature": 0.3, "max_tokens": 50}
    assert job.options.questions
    assert job.options.selection == wanted.to_dict()
    assert jobs.start(QuestionFilter(), JobOptions(), *start).id == job.id


@pytest.mark.parametrize(
    ("options", "parameters", "code"),
    [
        (JobOptions(), {"temperature": 3.0}, "input-bad-value"),
        (JobOptions(), {"max_tokens": 0}, "input-bad-value"),
        (JobOptions(system_prompt="s" * 50_001), {}, "input-prompt-too-long"),
        (JobOptions(category_prompts={"c": "s" * 50_001}), {}, "input-prompt-too-long"),
        (JobOptions(), {}, "input-no-questions"),
    ],
)
def test_what_cannot_be_started_is_refused_and_leaves_nothing(
    questions: Running, options: JobOptions, parameters: dict[str, float], code: str
) -> None:
    """No job without questions either."""
    with pytest.raises(InputError) as caught:
        use_case(questions).start(QuestionFilter(), options, "openai", "", "tester", "key", **parameters)
    assert caught.value.code == code
    assert questions.store.count_jobs() == 0


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with ChatServer() as server:
        server.script = answering(lambda question, _seen: {"n": len(question)})
        commands = Commands(tmp_path, monkeypatch)
        commands.set(OPENAI_BASE_URL=server.base_url, OPENAI_VERB_MODEL=MODEL, OPENAI_API_KEY="sk-test-0123456789")
        commands.good("db", "upgrade")
        commands.server = server  # type: ignore[attr-defined]
        yield commands


def test_run_answers_what_is_unanswered(run: Commands) -> None:
    """With filters and parameters; then nothing is left."""
    store = run.store()
    make_answer(store, make_question(store, "old", schema=SCHEMA), {"n": 1})
    for text in ("one", "two", "three"):
        make_question(store, text, schema=SCHEMA, category="c")
    store.close()
    [job] = run.json("run", "--category", "c", "--limit", 2, "--temperature", 0.5, "--system-prompt", "Short.")
    assert (job["status"], job["requested_count"]) == ("done", 2)
    assert job["model_params"] == {"temperature": 0.5}
    bodies = [seen.body for seen in run.server.requests]  # type: ignore[attr-defined]
    assert [b["messages"][0]["content"] for b in bodies] == ["Short."] * 2
    [rest] = run.json("run", "--questions", "unanswered")
    assert rest["requested_count"] == 1
    assert "No question" in run.refused("run", "--questions", "failed")
    assert json.loads(run.good("stats", "--json"))["responses"]["answer"]["undecided"] == 4


def test_prompts_of_categories_and_files(run: Commands) -> None:
    """CATEGORY=TEXT, and a file for all others."""
    store = run.store()
    make_question(store, "q", category="c")
    make_question(store, "r", category="d")
    store.close()
    run.server.script = answering(lambda question, _seen: question)  # type: ignore[attr-defined]
    prompt = run.home / "prompt.txt"
    prompt.write_text("From a file: é", encoding="utf-8")
    run.good("run", "--questions", "all", "--category-prompt", "c=Be brief = short", "--system-prompt-file", prompt)
    told = {s.body["messages"][1]["content"]: s.body["messages"][0]["content"] for s in run.server.requests}  # type: ignore[attr-defined]
    assert told == {"q": "Be brief = short", "r": "From a file: é"}
    assert "questions" in run.good("jobs", "list")
    assert "#" in run.good("jobs", "show", 1)


@pytest.mark.parametrize(
    "options",
    [
        ("--job", 1, "--questions", "all"),
        ("--questions", "some"),
        ("--category-prompt", "no equals sign"),
        ("--system-prompt", "a", "--system-prompt-file", "b"),
        ("--temperature", 9),
        ("--limit", 0),
    ],
)
def test_wrong_use_of_run_is_told(run: Commands, options: tuple[object, ...]) -> None:
    """Exit code 2, and nothing is made."""
    assert run("run", *options).code == 2
    assert run.json("jobs", "list") == []


def test_a_prompt_file_that_cannot_be_read_is_one_line(run: Commands) -> None:
    """Not there, or no text."""
    assert "does not exist" in run.refused("run", "--system-prompt-file", run.home / "none.txt")
    (run.home / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8")
    assert "not a text file" in run.refused("run", "--system-prompt-file", run.home / "bad.txt")
