"""Budgets on the screen: given in the Import tab, changed in the Jobs tab; estimates beside what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.answers import make_question
from tests.support.chat_server import MODEL, ChatServer
from tests.support.screen import App, Tabs, start_app

VERBS = ("lopen", "werken", "fietsen", "praten", "leven", "zoeken", "kopen", "maken")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A program whose teacher has a price."""
    folder: Path = tmp_path_factory.mktemp("budgets")
    with ChatServer() as server:
        (folder / "providers.toml").write_text(
            f'[[provider]]\nname = "dear"\nbase_url = "{server.base_url}"\nmodel = "{MODEL}"\n'
            "input_price = 1\noutput_price = 4\n"
        )
        running = start_app(folder, DISTILLER_PROVIDERS="providers.toml", DISTILLER_BUDGET_JOB="5")
        yield running
        assert running.stop() == 0


def answer_dialogs(page: Page, *answers: str | None) -> list[str]:
    """What is typed in the questions that come, None to leave one; what they were."""
    asked: list[str] = []
    left = list(answers)

    def answer(dialog) -> None:
        asked.append(dialog.message)
        said = left.pop(0)
        if said is None:
            dialog.dismiss()
        else:
            dialog.accept(said)

    page.on("dialog", answer)
    return asked


def test_a_job_stops_at_its_budget_and_goes_on_when_it_is_raised(app: App, tabs: Tabs) -> None:
    """From the paste to the end, with one change of the budget in between."""
    page = tabs.open(f"{app.url}en/?tab=import", alone=True)
    budget = page.get_by_label("Budget of this job (US$)").first
    expect(budget).to_have_attribute("placeholder", "$5.00 (the administrator's)")
    page.locator("#import-text textarea").fill("\n".join(VERBS))
    expect(page.locator("#import-counts")).to_contain_text("8 verbs will be made")
    budget.fill("1.000")
    page.get_by_role("button", name="Start generation").click()
    expect(page.get_by_test_id("toast-body")).to_contain_text("The budget cannot be 1.000")
    budget.fill("0,01")
    page.get_by_role("button", name="Start generation").click()
    detail = page.locator(".j-detail")
    expect(detail.locator(".d-chip").first).to_have_text("paused", timeout=20_000)
    expect(detail).to_contain_text("No further call fits in the budget of job 1 (US$ 0.01)")
    expect(detail).to_contain_text("So far")

    asked = answer_dialogs(page, None, "much", "2")
    change = page.get_by_role("button", name="Change budget")
    change.click()  # left as it was
    change.click()
    expect(page.get_by_test_id("toast-body").last).to_contain_text("The budget cannot be much")
    change.click()
    expect(detail).to_contain_text("$2.00: $0.00")
    assert len(asked) == 3
    assert "What may job 1 cost at most" in asked[0]
    with app.store() as store:
        assert store.fetch_job(1).budget == Decimal(2)
    page.get_by_role("button", name="Resume").click()
    expect(detail.locator(".d-chip").first).to_have_text("done", timeout=20_000)
    row = page.locator(".j-compared tr", has_text="Cost")
    expect(row).to_contain_text("%")
    expect(page.locator(".j-compared")).to_contain_text("Difference")


def test_an_empty_budget_takes_the_own_one_away(app: App, tabs: Tabs) -> None:
    """Then the administrator's holds; in Dutch."""
    with app.store() as store:
        job = store.list_jobs(1)[0].id
        store.set_budget(job, Decimal(3))
    page = tabs.open(f"{app.url}nl/?tab=jobs&job={job}", alone=True)
    detail = page.locator(".j-detail")
    expect(detail).to_contain_text("$\u00a03,00: ")
    answer_dialogs(page, "")
    page.get_by_role("button", name="Budget wijzigen").click()
    expect(detail).to_contain_text("$\u00a05,00: ")
    expect(detail).to_contain_text("(van de beheerder)")
    with app.store() as store:
        assert store.fetch_job(job).budget is None


def test_questions_are_answered_within_a_budget(app: App, tabs: Tabs) -> None:
    """The form of questions has the field, and says so where it is no amount."""
    with app.store() as store:
        make_question(store, "Wat is een werkwoord?")
    page = tabs.open(f"{app.url}en/?tab=import", alone=True)
    page.get_by_role("button", name="Questions").click()
    form = page.locator("#questions-form")
    field = form.get_by_label("Budget of this job (US$)")
    field.fill("x")
    expect(page.locator("#questions-estimate")).to_contain_text("The budget cannot be x")
    field.fill("0.000001")
    expect(page.locator("#questions-estimate")).to_contain_text("1 question will be answered")
    page.locator("#questions-estimate").get_by_role("button", name="Answer").click()
    detail = page.locator(".j-detail")
    expect(detail.locator(".d-chip").first).to_have_text("paused", timeout=20_000)
    expect(detail).to_contain_text("(US$ 0.000001)")
