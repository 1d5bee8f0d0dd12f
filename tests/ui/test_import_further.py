"""Further teachers on the Import tab: there where two endpoints are configured, and stored with the job."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from distiller.records import Failover
from tests.support.answers import make_question
from tests.support.chat_server import Answer, ChatServer, Seen, unauthorized
from tests.support.screen import App, Tabs, start_app


def answer(seen: Seen, right: Answer) -> Answer:
    """A word to a question, the right thing about a verb."""
    body = json.loads(right.body)
    if not seen.subjects:
        body["choices"][0]["message"] = {"role": "assistant", "content": "steden"}
    return Answer(body=json.dumps(body).encode())


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        server.script = lambda seen: unauthorized() if seen.body.get("model") == "refuses" else answer
        yield server


@pytest.fixture(scope="module")
def app(server: ChatServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Three endpoints, the last of which refuses its key."""
    folder = tmp_path_factory.mktemp("further")
    models = {"first": "good", "second": "good", "third": "refuses"}
    tables = [
        f'[[provider]]\nname = "{name}"\nbase_url = "{server.base_url}"\nmodel = "{model}"\nweight = 2\n'
        for name, model in models.items()
    ]
    (folder / "providers.toml").write_text("\n".join(tables), "utf-8")
    running = start_app(folder, DISTILLER_PROVIDERS="providers.toml")
    yield running
    assert running.stop() == 0


@pytest.fixture
def page(app: App, tabs: Tabs) -> Page:
    """The tab, in English."""
    return tabs.open(f"{app.url}en/?tab=import")


def choose(page: Page, box: str, option: str) -> None:
    """Pick an option of a dropdown."""
    page.locator(f"{box} input").click()
    page.get_by_role("option", name=option).click()


def test_further_teachers_are_chosen_and_stored_with_the_job(app: App, page: Page) -> None:
    """All but the job's own; when they are asked appears with the first that is ticked."""
    others, policy = page.locator("#import-others"), page.locator("#import-failover")
    expect(others.get_by_role("checkbox")).to_have_count(2)
    expect(policy).to_have_count(0)
    others.get_by_label("second").check()
    expect(policy).to_be_visible()
    choose(page, "#import-failover", "Also when it fails")
    page.locator("#import-text textarea").fill("lopen\nfietsen")
    expect(page.locator("#import-estimate")).to_contain_text("Calls")
    page.get_by_role("button", name="Start generation").click()
    page.wait_for_url(re.compile("tab=jobs"))
    expect(page.locator("#jobs .j-facts")).to_contain_text("second – while the first is at a limit, fails or refuses")
    with app.store() as store:
        job = store.list_jobs(1, None)[0]
    assert (job.provider, job.options.others, job.options.failover) == ("first", ("second",), Failover.ALL)


def test_another_teacher_has_others_beside_it(page: Page) -> None:
    """What was ticked stays, but for the job's own; the offline teacher shares with nobody."""
    others = page.locator("#import-others")
    others.get_by_label("second").check()
    others.get_by_label("third").check()
    choose(page, "#import-provider", "second")
    expect(others.get_by_label("first")).not_to_be_checked()
    expect(others.get_by_label("third")).to_be_checked()
    expect(others.get_by_label("second")).to_have_count(0)
    choose(page, "#import-provider", "offline")
    expect(others).to_have_count(0)
    expect(page.locator("#import-failover")).to_have_count(0)


def test_questions_have_further_teachers_too(app: App, page: Page) -> None:
    """The same choice in the questions' form; a refused key is told on the Settings tab."""
    with app.store() as store:
        make_question(store, "Wat is het meervoud van stad?")
    page.get_by_role("button", name="Questions").click()
    form = page.locator("#questions-form")
    expect(form.get_by_role("checkbox", name="second")).to_be_visible()
    expect(form.locator("[data-other=first]")).to_be_hidden()
    form.locator("select[name=provider]").select_option("third")
    expect(form.get_by_role("checkbox", name="first")).to_be_visible()
    expect(form.locator("select[name=failover]")).to_be_hidden()
    form.get_by_role("checkbox", name="first").check()
    form.locator("select[name=failover]").select_option("all")
    expect(page.locator("#questions-estimate")).to_contain_text("1 question will be answered")
    page.locator("#questions-estimate").get_by_role("button", name="Answer").click()
    page.wait_for_url(re.compile("tab=jobs"))
    expect(page.locator("#jobs .j-head .d-chip").first).to_have_text("done")
    with app.store() as store:
        job = store.list_jobs(1, None)[0]
    assert (job.provider, job.options.others, job.options.failover) == ("third", ("first",), Failover.ALL)
    page.get_by_role("tab", name="Settings").click()
    third = page.locator("#teachers tbody").filter(has_text="third")
    expect(third).to_contain_text("its last call failed")
    expect(third).to_contain_text("weight 2")


def test_with_one_endpoint_there_is_nothing_to_choose(
    fresh_app: Callable[..., App], server: ChatServer, tabs: Tabs
) -> None:
    """Neither for verbs nor for questions."""
    running = fresh_app(OPENAI_BASE_URL=server.base_url)
    with running.store() as store:
        make_question(store, "Wie?")
    page = tabs.open(f"{running.url}en/?tab=import")
    expect(page.locator("#import-provider")).to_be_visible()
    expect(page.get_by_text("Further teachers")).to_have_count(0)
    page.get_by_role("button", name="Questions").click()
    expect(page.locator("#questions-form")).to_be_visible()
    expect(page.get_by_text("Further teachers")).to_have_count(0)
