"""Importing questions: what goes in, once, on both databases, and what becomes of an import that is broken off."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from distiller.db.models import Item, Job, Question, Response, Review
from distiller.errors import InputError
from distiller.importers.questions import run as import_run
from distiller.importers.questions.report import ImportReport, Progress
from distiller.importers.questions.source import Format, Problem, Source
from distiller.questions import Questions
from distiller.records import GoldenMatch, ItemStatus, QuestionFilter, ReviewAction, Which
from distiller.store import Store
from tests.support.shell import ROOT, Commands

EVERYTHING = QuestionFilter()


@pytest.fixture
def questions(store: Store, tmp_path: Path) -> Questions:
    """The questions of a fresh database."""
    return Questions(store, tmp_path / "home")


def jsonl(path: Path, *rows: dict[str, Any]) -> Source:
    """A JSON Lines file of these rows."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return Source(Format.JSON, path)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """Added, changed, unchanged, doubled, refused."""
    return report.added, report.changed, report.unchanged, report.doubled, report.refused


def test_importing_again_adds_nothing(questions: Questions, tmp_path: Path) -> None:
    """By json_id, else by content."""
    source = jsonl(
        tmp_path / "q.jsonl", {"id": 1, "question": "a"}, {"question": "b"}, {"question": "c", "category": "x"}
    )
    assert counts(questions.import_(source, who="me")) == (3, 0, 0, 0, 0)
    assert counts(questions.import_(source, who="me")) == (0, 0, 3, 0, 0)
    assert [(q.json_id, q.text) for q in questions.list(EVERYTHING, limit=9)] == [("1", "a"), (None, "b"), (None, "c")]
    assert questions.categories() == {"": 2, "x": 1}


def test_a_changed_row_is_changed_and_shown(questions: Questions, tmp_path: Path) -> None:
    """With what was there and what is there now."""
    questions.import_(jsonl(tmp_path / "a.jsonl", {"id": "1", "question": "a", "golden": "x"}), who="me")
    report = questions.import_(jsonl(tmp_path / "b.jsonl", {"id": "1", "question": "b", "golden": "y"}), who="me")
    assert counts(report) == (0, 1, 0, 0, 0)
    (change,) = report.first_changed
    assert change.fields == {"question": ("a", "b"), "golden_answer": ("x", "y")}
    assert [q.text for q in questions.list(EVERYTHING, limit=9)] == ["b"]


def test_a_field_that_a_source_does_not_have_stays(questions: Questions, tmp_path: Path) -> None:
    """A list of identifiers and questions takes no golden answer away; an empty column does."""
    questions.import_(
        jsonl(tmp_path / "a.jsonl", {"id": "1", "question": "a", "golden": "x", "system": "s", "category": "c"}),
        who="me",
    )
    assert counts(questions.import_(jsonl(tmp_path / "b.jsonl", {"id": "1", "question": "a"}), who="me"))[2] == 1
    report = questions.import_(jsonl(tmp_path / "c.jsonl", {"id": "1", "question": "b", "golden": None}), who="me")
    assert report.first_changed[0].fields == {"question": ("a", "b"), "golden_answer": ("x", None)}
    (question,) = questions.list(EVERYTHING, limit=9)
    assert (question.category, question.system_prompt, question.golden_answer) == ("c", "s", None)


def test_a_question_that_is_there_twice_goes_in_once(questions: Questions, tmp_path: Path) -> None:
    """The same is passed over, another is refused with the place of the first; within a part and across parts."""
    rows = [{"id": str(n), "question": f"q{n}"} for n in range(5000)]
    again = [{"id": "7", "question": "q7"}, {"id": "8", "question": "other"}]
    for extra in (rows[:9] + again, rows + again):
        path = tmp_path / "q.jsonl"
        report = questions.import_(jsonl(path, *extra), who="me")
        assert (report.doubled, report.refused) == (1, 1)
        (problem,) = report.first_refused
        assert problem.reason == "contradicts"
        assert "line 9" in problem.sentence("en")
        assert report.rows == sum(counts(report))
    assert counts(questions.import_(Source(Format.JSON, path), who="me")) == (0, 0, 5000, 1, 1)


def test_a_dry_run_says_what_an_import_does(questions: Questions, tmp_path: Path) -> None:
    """And stores nothing."""
    questions.import_(jsonl(tmp_path / "a.jsonl", {"id": "1", "question": "a"}, {"id": "2", "question": "b"}), who="me")
    rows = [
        {"id": "1", "question": "a"},
        {"id": "2", "question": "c"},
        {"id": "3", "question": "d", "answer": "e"},
        {"id": 4},
    ]
    source = jsonl(tmp_path / "b.jsonl", *rows)
    said = questions.import_(source, who="me", dry_run=True)
    assert questions.count(EVERYTHING) == 2
    assert not said.stored
    done = questions.import_(source, who="me")
    assert counts(said) == counts(done) == (1, 1, 1, 0, 1)
    assert said.answers == done.answers == 1


@pytest.mark.parametrize("bad", [True, False])
def test_strict_takes_all_or_nothing(questions: Questions, tmp_path: Path, bad: bool) -> None:
    """The last row of many decides; nothing stays behind in the folder."""
    rows = [{"question": f"q{n}", "answer": str(n)} for n in range(4500)] + [{"question": "" if bad else "last"}]
    report = questions.import_(jsonl(tmp_path / "q.jsonl", *rows), who="me", strict=True)
    assert report.stored is not bad
    assert questions.count(EVERYTHING) == (0 if bad else 4501)
    assert report.answers == 4500
    assert list((tmp_path / "home").iterdir()) == []


def test_every_refused_row_is_told(questions: Questions, tmp_path: Path) -> None:
    """However many; the report holds the first."""
    heard: list[Problem] = []
    seen: list[Progress] = []
    rows = [{"question": ""} for _ in range(500)] + [{"question": "a"}]
    source = jsonl(tmp_path / "q.jsonl", *rows)
    report = questions.import_(source, who="me", refused=heard.append, progress=seen.append)
    assert (report.refused, len(heard), len(report.first_refused)) == (500, 500, import_run.SHOWN_MOST)
    assert [p.line for p in heard] == list(range(1, 501))
    assert (seen[-1].done, seen[-1].size, seen[-1].rows) == (
        source.path.stat().st_size,
        source.path.stat().st_size,
        501,
    )  # type: ignore[union-attr]


def test_answers_along_are_a_job_of_their_own(store: Store, questions: Questions, tmp_path: Path) -> None:
    """Decided where the file says so, with a review; importing again adds none."""
    source = jsonl(
        tmp_path / "q.jsonl",
        {"question": "1+1", "answer": "2", "is_correct": True, "golden": "2"},
        {"question": "2+2", "answer": "5", "is_correct": "false", "golden": "4"},
        {"question": "3+3", "answer": "6"},
        {"question": "4+4"},
    )
    report = questions.import_(source, who="me")
    assert (report.answers, report.verdicts) == (3, 2)
    assert questions.import_(source, who="me").answers == 0
    with store._read() as conn:
        (job,) = conn.execute(select(Job.id, Job.provider, Job.status, Job.requested_count)).all()
        assert job == (report.job_id, "import", "done", 3)
        items = conn.execute(select(Item.subject, Item.question_id, Item.status).order_by(Item.card_id)).all()
        assert [(s, i) for s, i, _ in items] == [(f"#{i}", i) for _, i, _ in items]
        assert {status for *_, status in items} == {ItemStatus.SUCCESS}
        columns = (Response.payload, Response.is_correct, Response.version, Response.golden, Response.reviewed_by)
        assert conn.execute(select(*columns).order_by(Response.card_id)).all() == [
            ({"answer": "2"}, True, 2, GoldenMatch.EXACT, "me"),
            ({"answer": "5"}, False, 2, GoldenMatch.DIFFERS, "me"),
            ({"answer": "6"}, None, 1, None, None),
        ]
        reviews = conn.execute(select(Review.action, Review.who, Review.batch).order_by(Review.id)).all()
        assert [r[:2] for r in reviews] == [(ReviewAction.APPROVE, "me"), (ReviewAction.REJECT, "me")]
        assert len({r.batch for r in reviews}) == 1
    unanswered = questions.list(QuestionFilter(Which.UNANSWERED), limit=9)
    assert [q.text for q in unanswered] == ["2+2", "4+4"]


def test_the_verdicts_of_an_import_are_undone_as_one(store: Store, questions: Questions, tmp_path: Path) -> None:
    """As a person's own decisions are."""
    rows = [{"question": str(n), "answer": "x", "is_correct": n % 2 == 0} for n in range(4)]
    questions.import_(jsonl(tmp_path / "q.jsonl", *rows), who="me")
    store.undo_latest("me")
    with store._read() as conn:
        assert conn.execute(select(func.count()).where(Response.is_correct.is_(None))).scalar_one() == 4


def test_a_second_answer_to_a_question_is_refused(questions: Questions, tmp_path: Path) -> None:
    """One file, one answer; another file brings another."""
    first = jsonl(tmp_path / "a.jsonl", {"question": "a", "answer": "1"}, {"question": "a", "answer": "2"})
    report = questions.import_(first, who="me")
    assert (report.answers, [p.reason for p in report.first_refused]) == (1, ["answer-again"])
    assert questions.import_(jsonl(tmp_path / "b.jsonl", {"question": "a", "answer": "2"}), who="me").answers == 1


def test_filters_of_questions(store: Store, questions: Questions, tmp_path: Path) -> None:
    """Search is plain text, whatever characters it holds."""
    rows = [
        {"id": "x1", "question": "100% sure", "category": "c"},
        {"question": "a_b", "category": "d"},
        {"question": "AXB"},
    ]
    questions.import_(jsonl(tmp_path / "q.jsonl", *rows), who="me")
    found = {
        q: [r.text for r in questions.list(QuestionFilter(q=q), limit=9)]
        for q in ("0%", "%", "_", "x", "X1", "\0", "zzz")
    }
    assert found == {
        "0%": ["100% sure"],
        "%": ["100% sure"],
        "_": ["a_b"],
        "x": ["100% sure", "AXB"],
        "X1": ["100% sure"],
        "\0": ["100% sure", "a_b", "AXB"],
        "zzz": [],
    }
    assert [r.text for r in questions.list(QuestionFilter(category="d"), limit=9)] == ["a_b"]
    first, *_ = questions.list(EVERYTHING, limit=1)
    assert [r.text for r in questions.list(EVERYTHING, limit=9, after=first.id)] == ["a_b", "AXB"]
    assert questions.count(QuestionFilter(limit=2)) == 2
    assert questions.get(first.id) == first
    for number in (0, first.id + 99, 2**70):
        with pytest.raises(Exception, match="does not exist"):
            questions.get(number)


def test_a_preview_shows_rows_as_they_would_be_read(questions: Questions, tmp_path: Path) -> None:
    """With what was found out, and what is wrong; without a column for the question it says so and shows the cells."""
    path = tmp_path / "q.csv"
    path.write_text("id;vraag;gold\n1;Wat?;x\n2;;y\n")
    preview = questions.preview(Source(Format.CSV, path))
    assert preview.columns == ("id", "vraag", "gold")
    assert preview.mapping == {"json_id": "id", "question": "vraag", "golden_answer": "gold"}
    assert [row.problem and row.problem.reason for row in preview.rows] == [None, "question-missing"]
    path.write_text("colour,size\nred,1\n")
    preview = questions.preview(Source(Format.CSV, path))
    assert preview.problem.code == "import-no-question"
    assert preview.cells == ({"colour": "red", "size": "1"},)
    assert questions.preview(Source(Format.CSV, path), {"question": "colour"}).problem is None
    assert questions.count(EVERYTHING) == 0


# --- databases --------------------------------------------------------------------------------------------------


@pytest.fixture
def somebodys(tmp_path: Path) -> Path:
    """An SQLite file that is not ours."""
    path = tmp_path / "some body's?.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE faq (nr INTEGER, prompt TEXT, picture BLOB)")
    conn.executemany("INSERT INTO faq VALUES (?, ?, ?)", [(n, f"Question {n}", b"\xff") for n in range(3)])
    conn.commit()
    conn.close()
    return path


def test_questions_from_a_select(questions: Questions, somebodys: Path) -> None:
    """Of columns with their names; bytes are no text."""
    query = "SELECT nr AS id, prompt FROM faq ORDER BY nr"
    assert counts(questions.import_(Source(Format.DB, url=str(somebodys), query=query), who="me")) == (3, 0, 0, 0, 0)
    assert [q.json_id for q in questions.list(EVERYTHING, limit=9)] == ["0", "1", "2"]
    report = questions.import_(
        Source(Format.DB, url=str(somebodys), query="SELECT picture AS prompt FROM faq"), who="me"
    )
    assert [(p.where, p.reason) for p in report.first_refused] == [(f"row {n}", "not-text") for n in (1, 2, 3)]


WRITES = [
    "DELETE FROM faq",
    "SELECT 1 AS prompt; DELETE FROM faq",
    "ATTACH 'x.db' AS x",
    "PRAGMA writable_schema = 1",
    "CREATE TABLE x (y)",
    "SELECT load_extension('x') AS prompt",
    "VACUUM INTO 'x.db'",
    "not SQL",
    "",
]


@pytest.mark.parametrize("query", WRITES)
def test_only_a_select_runs_on_somebodys_database(questions: Questions, somebodys: Path, query: str) -> None:
    """Anything else is refused, and nothing is changed or made."""
    before = somebodys.read_bytes(), sorted(somebodys.parent.iterdir())
    with pytest.raises(InputError):
        questions.import_(Source(Format.DB, url=f"{somebodys}", query=query), who="me")
    assert (somebodys.read_bytes(), sorted(p for p in somebodys.parent.iterdir() if p.name != "home")) == before


def test_a_query_without_end_is_ended(questions: Questions, somebodys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock."""
    monkeypatch.setattr("distiller.importers.questions.sql_rows.SECONDS_MOST", 0.2)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS prompt FROM n WHERE x < 0"
    with pytest.raises(InputError) as caught:
        questions.import_(Source(Format.DB, url=str(somebodys), query=endless), who="me")
    assert caught.value.code == "import-query-time"


@pytest.mark.parametrize(
    "url", ["sqlite:///x.db?mode=rw", "file:x.db", "mysql://root@localhost/x", "http://x", "", "sqlite://"]
)
def test_other_databases_are_refused(questions: Questions, url: str) -> None:
    """And nothing is made of a URL's parameters."""
    with pytest.raises(InputError):
        questions.import_(Source(Format.DB, url=url, query="SELECT 1 AS prompt"), who="me")


def test_our_own_database_is_refused(store: Store, questions: Questions, tmp_path: Path) -> None:
    """By whatever name."""
    urls = [store.url]
    if store.url.startswith("sqlite"):
        (tmp_path / "link.db").symlink_to(store.identity())
        (tmp_path / "hard.db").hardlink_to(store.identity())
        urls += [store.identity(), str(tmp_path / "link.db"), str(tmp_path / "hard.db")]
    else:
        urls.append(store.url.replace("127.0.0.1", "localhost"))
    for url in urls:
        with pytest.raises(InputError) as caught:
            questions.import_(Source(Format.DB, url=url, query="SELECT question_text FROM questions"), who="me")
        assert caught.value.code == "import-own-database"


def test_questions_from_postgresql(tmp_path: Path, postgres_url: str, sqlite_template: Path) -> None:
    """One SELECT, read only, within its time."""
    store = Store(f"sqlite:///{sqlite_template}")
    questions = Questions(store, tmp_path)
    other = postgres_url.rpartition("/")[0] + "/postgres"

    def ask(query: str, url: str = other) -> ImportReport:
        return questions.import_(Source(Format.DB, url=url, query=query), who="me", dry_run=True)

    report = ask("SELECT n AS id, 'Question ' || n AS prompt, now() AS category FROM generate_series(1, 5000) n;")
    assert counts(report) == (5000, 0, 0, 0, 0)
    for query in (
        "CREATE TABLE x (y int)",
        "SELECT 1 AS prompt; CREATE TABLE x (y int)",
        "WITH x AS (DELETE FROM pg_class RETURNING 1) SELECT 'a' AS prompt FROM x",
        "SELECT set_config('transaction_read_only', 'off', false) AS prompt, lo_create(0)",
        "not SQL",
    ):
        with pytest.raises(InputError):
            ask(query)
    with pytest.raises(InputError) as caught:
        ask("SELECT 1 AS prompt", "postgresql://somebody:very-secret@127.0.0.1:1/x")
    assert caught.value.code == "import-no-connection"
    assert "very-secret" not in str(caught.value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("distiller.importers.questions.sql_rows.SECONDS_MOST", 0.2)
        for query in (
            "SELECT pg_sleep(60)::text AS prompt",
            "SELECT set_config('statement_timeout', '0', true) AS prompt, pg_sleep(60)",
        ):
            with pytest.raises(InputError) as caught:
                ask(query)
            assert caught.value.code == "import-query-time"
    store.close()


# --- broken off -------------------------------------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from pathlib import Path
from distiller.importers.questions import run
from distiller.importers.questions.source import Format, Source
from distiller.questions import Questions
from distiller.store import Store
url, home, path, strict, rows = sys.argv[1:]
run.PART = 500
def progress(now):
    if now.rows >= int(rows):
        os.kill(os.getpid(), signal.SIGKILL)
source = Source(Format.JSON, Path(path))
Questions(Store(url), Path(home)).import_(source, who="me", strict=strict == "1", progress=progress)
"""


@pytest.mark.parametrize("strict", [False, True])
def test_an_import_that_is_killed_is_completed_by_another(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strict: bool
) -> None:
    """As if there had been one; no file is left behind."""
    home = tmp_path / "home"
    rows = [{"id": n, "question": f"q{n}", "answer": str(n), "is_correct": n % 3 == 0} for n in range(2000)]
    source = jsonl(tmp_path / "q.jsonl", *rows)
    args = [database_url, home, source.path, int(strict), 1000]
    done = subprocess.run([sys.executable, "-c", _KILLED, *map(str, args)], cwd=ROOT, timeout=100, check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(home.iterdir()) == []
    store = Store(database_url)
    questions = Questions(store, home)
    there = questions.count(EVERYTHING)
    assert there == (0 if strict else 1000)
    report = questions.import_(source, who="me")
    assert counts(report) == (2000 - there, 0, there, 0, 0)
    assert report.answers == 2000 - there
    with store._read() as conn:
        for table, column in (
            (Question, Question.content_hash),
            (Response, Response.question_id),
            (Review, Review.response_id),
        ):
            assert conn.execute(select(func.count(), func.count(column.distinct())).select_from(table)).one() == (
                2000,
                2000,
            )
    store.close()


# --- the shell --------------------------------------------------------------------------------------------------


@pytest.fixture
def distiller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on a fresh database."""
    return Commands(tmp_path, monkeypatch)


def test_the_shell_imports_and_shows_questions(distiller: Commands, tmp_path: Path) -> None:
    """As the screen does."""
    path = tmp_path / "q.csv"
    path.write_text("nr,prompt,gold\n1,Why?,x\n2,How?,y\n3,,z\n")
    errors = tmp_path / "errors.jsonl"
    told = distiller.json("import", "csv", path, "--map", "question=prompt", "--errors", errors)
    assert (told["added"], told["refused"], told["stored"]) == (2, 1, True)
    assert told["first_refused"][0]["line"] == 4
    assert json.loads(errors.read_text())["reason"] == "question-missing"
    assert "2 unchanged" in distiller.good("import", "csv", path, "--dry-run")
    assert "Why?" in distiller.good("questions", "list", "--search", "wh")
    assert distiller.json("questions", "list", "--limit", "1")["count"] == 2
    assert distiller.json("questions", "show", "2")["text"] == "How?"
    assert distiller.json("questions", "categories") == {"": 2}


def test_strict_and_nothing_usable_end_with_1(distiller: Commands, tmp_path: Path) -> None:
    """And say so in one line."""
    path = tmp_path / "q.json"
    path.write_text('[{"question": "a"}, {"question": ""}]')
    ran = distiller("import", "json", path, "--strict", "--json")
    assert (ran.code, ran.data["stored"]) == (1, False)
    assert ran.err == "Error: 1 of 2 rows were refused, so nothing went in.\n"
    assert "cannot be read" in distiller.refused("import", "xml", tmp_path / "nowhere.xml")
    assert distiller("import", "csv", path, "--map", "question").code == 2
    assert "not a field" in distiller.refused("import", "csv", path, "--map", "colour=x")


def test_the_shell_reads_databases_and_mapping_files(distiller: Commands, somebodys: Path, tmp_path: Path) -> None:
    """Read only."""
    (tmp_path / "m.toml").write_text('question = "prompt"\njson_id = "nr"\n')
    select_all = ("--query", "SELECT * FROM faq", "--mapping", tmp_path / "m.toml")
    assert distiller.json("import", "db", "--url", somebodys, *select_all)["added"] == 3
    assert "program itself" in distiller.refused("import", "db", "--url", distiller.database, *select_all)
