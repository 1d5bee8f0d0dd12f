"""A job as a batch, from the Import tab to the Jobs tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.batch_server import BatchServer, Play
from tests.support.chat_server import MODEL
from tests.support.screen import App, Tabs, start_app


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as server:
        yield server


@pytest.fixture
def app(tmp_path: Path, server: BatchServer) -> Iterator[App]:
    """A program with a provider that makes batches, and the offline teacher beside it."""
    running = start_app(
        tmp_path,
        OPENAI_API_KEY="sk-test-0123456789abcdef",
        OPENAI_BASE_URL=server.base_url,
        OPENAI_VERB_MODEL=MODEL,
        DISTILLER_BATCH_POLL="1",
    )
    yield running
    assert running.stop() == 0


def choose_teacher(page: Page, name: str) -> None:
    page.locator("#import-provider input").click()
    page.get_by_role("option", name=name).click()


def test_a_batch_is_chosen_at_import_and_followed_on_the_jobs_tab(app: App, server: BatchServer, tabs: Tabs) -> None:
    """The estimate says what it takes; its state and counts are there while the provider has it, and afterwards."""
    server.plan = [Play(held=True)]
    page = tabs.open(f"{app.url}en/?tab=import")
    page.locator("#import-text textarea").fill("lopen\nwerken\nvinden")
    choice = page.get_by_label("As a batch (half price, answers within 24 hours)")
    expect(choice).to_be_visible()
    choose_teacher(page, "offline (rules)")
    expect(choice).to_be_hidden()  # it answers at once
    choose_teacher(page, "openai")
    expect(choice).not_to_be_checked()
    estimate = page.locator("#import-estimate")
    expect(estimate).to_contain_text("±")
    choice.check()
    expect(estimate).to_contain_text("within 24 hours")
    page.get_by_label("Forms only").check()
    page.get_by_role("button", name="Start generation").click()
    jobs = page.locator("#jobs")
    expect(jobs).to_contain_text("as a batch", timeout=20_000)
    section = jobs.locator("section", has_text="Batches at the teacher")
    expect(section).to_contain_text("in progress", timeout=20_000)
    expect(section).to_contain_text("0 of 1")
    expect(section).to_contain_text("batch_0")
    server.go()
    expect(section).to_contain_text("1 of 1", timeout=20_000)
    expect(section.locator(".d-chip")).to_have_text("done")
    expect(jobs.get_by_role("link", name="Review")).to_be_visible()
    assert server.requests == []


def test_questions_go_as_a_batch_too(app: App, server: BatchServer, tabs: Tabs) -> None:
    """And what the provider refuses is told in its own words, in the reader's language."""
    server.plan = [Play("failed", problem="Enqueued token limit reached")]
    page = tabs.open(f"{app.url}nl/?tab=import")
    page.get_by_role("button", name="Vragen").click()
    page.locator("#questions-tools input[type=file]").set_input_files(
        {"name": "q.csv", "mimeType": "text/csv", "buffer": b"question\nHoeveel is een plus een?\n"}
    )
    page.locator("#questions-file [data-act=import]").click()
    form = page.locator("#questions-form")
    choice = form.get_by_label("Als batch (halve prijs, antwoorden binnen 24 uur)")
    expect(choice).to_be_visible(timeout=20_000)
    estimate = page.locator("#questions-estimate")
    form.locator("[name=provider]").select_option("offline")
    expect(choice).to_be_hidden()
    expect(estimate).to_contain_text("offline")
    form.locator("[name=provider]").select_option("openai")
    expect(estimate).to_contain_text("±", timeout=20_000)
    choice.check()
    expect(estimate).to_contain_text("binnen 24 uur")
    estimate.locator("[data-start]").click()
    jobs = page.locator("#jobs")
    expect(jobs).to_contain_text("openai weigert de batch: Enqueued token limit reached", timeout=20_000)
    expect(jobs.locator("section", has_text="Batches bij de leraar")).to_contain_text("geweigerd")
