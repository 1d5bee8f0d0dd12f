"""Questions in the Import tab: a file is looked at, mapped and read in, and a job answers what was chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from distiller.records import QuestionFilter
from tests.support.chat_server import Answer, ChatServer, Seen
from tests.support.screen import App, Tabs, start_app

CSV = """nr;onderwerp;tekst van de vraag;schema
a1;taal;Wat is het meervoud van stad?;
a2;rekenen;Hoeveel is 12 x 12?;"{""type"":""object"",""properties"":{""n"":{""type"":""integer""}}}"
a3;rekenen;;
a4;taal;Noem een synoniem van mooi.;
"""


def answer(seen: Seen, right: Answer) -> Answer:
    """A number where JSON is asked, else a word."""
    body = json.loads(right.body)
    schema = "response_format" in seen.body
    body["choices"][0]["message"] = {"role": "assistant", "content": '{"n": 144}' if schema else "steden"}
    return Answer(body=json.dumps(body).encode())


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        server.script = lambda _seen: answer
        yield server


@pytest.fixture(scope="module")
def app(server: ChatServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One program for all; each test has questions, and categories, of its own."""
    running = start_app(
        tmp_path_factory.mktemp("questions"), OPENAI_BASE_URL=server.base_url, OPENAI_VERB_MODEL="test-model"
    )
    yield running
    assert running.stop() == 0


@pytest.fixture
def page(app: App, tabs: Tabs) -> Page:
    """The questions' part of the tab, in English."""
    page = tabs.open(f"{app.url}en/?tab=import")
    page.get_by_role("button", name="Questions").click()
    return page


def choose(page: Page, path: Path, content: str) -> None:
    """Upload a file, as a person does."""
    path.write_text(content, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(path)
    expect(page.locator("#questions-file form")).to_be_visible()


def test_a_file_becomes_questions_and_questions_become_answers(page: Page, app: App, tmp_path: Path) -> None:
    """Mapped by hand where the names say nothing; the bad row is told with its line; one job answers the rest."""
    choose(page, tmp_path / "vragen.csv", CSV)
    form = page.locator("#questions-file")
    expect(form.get_by_role("button", name="Read in")).to_be_disabled()
    form.get_by_label("Question (required)").select_option("tekst van de vraag")
    expect(form.locator("table")).to_contain_text("Hoeveel is 12 x 12?")
    form.get_by_label("Category").select_option("onderwerp")
    expect(form.locator("table")).to_contain_text("rekenen")

    form.get_by_role("button", name="Check").click()
    result = page.locator("#questions-result")
    expect(result).to_contain_text("Checked; nothing was read in.")
    expect(result).to_contain_text("line 4")
    with app.store() as store:
        assert store.count_questions(QuestionFilter(category="taal")) == 0

    form.get_by_role("button", name="Read in").click()
    expect(result).to_contain_text("3 new")
    expect(form.locator("form")).to_have_count(0)

    category = page.locator("#questions-ask select[name=category]")
    category.select_option("rekenen")
    expect(page.locator("#questions-estimate")).to_contain_text("1 question will be answered")
    category.select_option("taal")
    expect(page.locator("#questions-estimate")).to_contain_text("2 questions will be answered")
    page.locator("#questions-estimate").get_by_role("button", name="Answer").dblclick()
    jobs = page.locator("#jobs")
    expect(jobs.get_by_role("heading", name="Job 1")).to_be_visible()
    expect(jobs.locator(".j-detail")).to_contain_text("unanswered questions, category taal")
    expect(jobs.locator(".j-items")).to_contain_text("Noem een synoniem van mooi.")
    expect(jobs.locator(".j-head .d-chip").first).to_have_text("done")
    with app.store() as store:
        (job,) = store.list_jobs(10, None)
        assert job.answers.success == 2


def test_reading_the_same_file_in_again_adds_nothing(page: Page, tmp_path: Path) -> None:
    """And a changed row is shown as changed: the same file can be chosen again and again."""
    for content, said in (("id,question\n1,Wie?\n", "1 new"), ("id,question\n1,Wie?\n2,Wat?\n", "1 unchanged")):
        choose(page, tmp_path / "vragen.csv", content)
        page.locator("#questions-file").get_by_role("button", name="Read in").click()
        expect(page.locator("#questions-result")).to_contain_text(said)
        expect(page.locator("#questions-estimate")).to_contain_text("will be answered")
    choose(page, tmp_path / "vragen.csv", "id,question\n1,Wie dan?\n")
    page.locator("#questions-file").get_by_role("button", name="Read in").click()
    expect(page.locator("#questions-result")).to_contain_text("1 changed")


def test_all_or_nothing_reads_nothing_in_if_a_row_is_bad(page: Page, app: App, tmp_path: Path) -> None:
    """The screen says so, and the file stays for another try."""
    choose(page, tmp_path / "vragen.csv", "id,question,category\n91,Wie?,strict\n92,,strict\n")
    page.get_by_label("All or nothing").check()
    page.locator("#questions-file").get_by_role("button", name="Read in").click()
    expect(page.locator("#questions-result")).to_contain_text("Nothing was read in")
    expect(page.get_by_label("All or nothing")).to_be_checked()
    with app.store() as store:
        assert store.count_questions(QuestionFilter(category="strict")) == 0


def test_json_and_xml_are_looked_at_by_their_path(page: Page, tmp_path: Path) -> None:
    """The path to the array or element is found, and can be changed."""
    choose(page, tmp_path / "q.json", json.dumps({"data": {"items": [{"id": 1, "question": "Wie is dat?"}]}}))
    expect(page.locator("#questions-file table")).to_contain_text("Wie is dat?")
    page.locator("#questions-file").get_by_role("button", name="Another file").click()
    expect(page.locator("#questions-file form")).to_have_count(0)
    choose(page, tmp_path / "two.json", json.dumps({"a": [{"question": "Eerst?"}], "b": [{"question": "Daarna?"}]}))
    page.locator("#questions-file").get_by_label("Where the questions are").fill("b")
    expect(page.locator("#questions-file table")).to_contain_text("Daarna?")
    page.locator("#questions-file").get_by_role("button", name="Another file").click()
    expect(page.locator("#questions-file form")).to_have_count(0)
    choose(page, tmp_path / "q.xml", "<root><q id='1'><question>Wat is &lt;b&gt;dat&lt;/b&gt;?</question></q></root>")
    expect(page.locator("#questions-file table")).to_contain_text("Wat is <b>dat</b>?")


def test_a_file_that_is_none_is_told_in_a_sentence(page: Page, tmp_path: Path) -> None:
    """No traceback, and nothing is left behind."""
    path = tmp_path / "q.xml"
    path.write_text("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    page.locator("#questions-tools input[type=file]").set_input_files(path)
    expect(page.locator("#questions-result [role=status]")).to_be_visible()
    expect(page.locator("#questions-file form")).to_have_count(0)


def test_the_choice_between_verbs_and_questions_is_remembered(page: Page) -> None:
    """Who answers questions does not paste verbs every time."""
    page.reload()
    expect(page.locator("#questions-tools")).to_be_visible()
    page.get_by_role("button", name="Verbs", exact=True).click()
    expect(page.locator("#import-text")).to_be_visible()
    expect(page.locator("#questions-tools")).to_be_hidden()
