"""On the screen: what was answered from the store, asking anew all the same, and judging stored replies again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from distiller.db.models import Item
from distiller.records import ItemStatus, JobStatus
from tests.support import chat_server as say
from tests.support.answers import make_question
from tests.support.chat_server import ChatServer
from tests.support.running import wait_until
from tests.support.screen import App, Tabs, start_app


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as server:
        yield server


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, server: ChatServer) -> Iterator[App]:
    """A program whose teacher is the server."""
    folder: Path = tmp_path_factory.mktemp("reuse")
    running = start_app(folder, OPENAI_BASE_URL=server.base_url, OPENAI_VERB_MODEL=say.MODEL)
    yield running
    assert running.stop() == 0


def make(app: App, page: Page, verb: str, *, fresh: bool = False) -> int:
    """A job of one verb's forms, started as a person does, once it has ended."""
    page.locator("#import-text textarea").fill(verb)
    page.get_by_label("Forms only").check()
    page.get_by_label("Also verbs waiting in another job").set_checked(True)
    page.get_by_label("Ask again even if answered before").first.set_checked(fresh)
    expect(page.locator("#import-counts")).to_contain_text("1 verb will be made")
    page.get_by_role("button", name="Start generation").click()
    expect(page.locator("#jobs-page h2")).to_be_visible()
    with app.store() as store:
        job = store.list_jobs(1)[0].id
        wait_until(lambda: store.fetch_job(job).status == JobStatus.DONE)
    return job


def test_a_second_job_is_answered_from_the_store_and_a_fresh_one_asks(app: App, server: ChatServer, tabs: Tabs) -> None:
    """The checkbox decides; the job and each call say where the answer came from."""
    page = tabs.open(f"{app.url}en/?tab=import")
    make(app, page, "lopen")
    page = tabs.open(f"{app.url}en/?tab=import")
    second = make(app, page, "lopen")
    assert server.asked("lopen") == 1
    page = tabs.open(f"{app.url}en/?tab=jobs&job={second}")
    expect(page.locator(".j-facts")).to_contain_text("1, of which 1 answered before (from the store, at no cost)")
    expect(page.locator(".j-calls")).to_contain_text("+ 1 before")
    page.get_by_role("link", name="Replies").click()
    expect(page.locator(".j-call")).to_contain_text("answered from the store (call 1)")
    page = tabs.open(f"{app.url}en/?tab=import")
    third = make(app, page, "lopen", fresh=True)
    assert server.asked("lopen") == 2
    page = tabs.open(f"{app.url}en/?tab=jobs&job={third}")
    expect(page.locator(".j-facts")).to_contain_text("everything asked anew")


def test_stored_replies_are_judged_again_by_a_click(app: App, server: ChatServer, tabs: Tabs) -> None:
    """As after an update: an item that failed then has its response now, and nobody was asked."""
    job = make(app, tabs.open(f"{app.url}en/?tab=import"), "werken")
    with app.store() as store:
        review_item = store.list_items(job)[0].id
        with store._write() as conn:  # as an older version with a stricter rule would have left it
            conn.execute(
                update(Item)
                .where(Item.id == review_item)
                .values(status=ItemStatus.FAILED, error_type="CONSTRAINT_VIOLATION", error_message="Too strict")
            )
            conn.exec_driver_sql(f"DELETE FROM responses WHERE item_id = {review_item}")
    asked = len(server.requests)
    page = tabs.open(f"{app.url}en/?tab=jobs&job={job}")
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".toast-wrap, .toast-body").first).to_contain_text("1 became valid, 0 still invalid")
    expect(page.locator("#jobs-page")).not_to_contain_text("Too strict")
    with app.store() as store:
        assert store.list_items(job)[0].status == ItemStatus.SUCCESS
    assert len(server.requests) == asked


def test_questions_can_be_asked_anew(app: App, server: ChatServer, tabs: Tabs) -> None:
    """The same choice stands in the form of questions."""
    with app.store() as store:
        make_question(store, "How many legs does a spider have?")
    page = tabs.open(f"{app.url}en/?tab=import")
    page.get_by_role("button", name="Questions").click()
    form = page.locator("#questions-form")
    form.get_by_label("all").first.check()
    form.get_by_label("Ask again even if answered before").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#jobs-page h2")).to_be_visible()
    with app.store() as store:
        assert store.list_jobs(1)[0].options.fresh is True
