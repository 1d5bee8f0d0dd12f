"""The Import tab: a pasted list is counted, priced and started once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.screen import App, Tabs, start_app

LIST = "lopen\nfietsen, werken\n1. zwemmen\nlopen\nxyz123\n"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A program of its own, since what waits in other jobs is counted; its teacher is slow, so that long lists wait."""
    running = start_app(tmp_path_factory.mktemp("import"), DISTILLER_OFFLINE_DELAY="1")
    yield running
    assert running.stop() == 0


@pytest.fixture
def page(app: App, tabs: Tabs) -> Page:
    """The tab, in English."""
    return tabs.open(f"{app.url}en/?tab=import")


def paste(page: Page, text: str) -> None:
    """Put text into the box the way a person does, all at once."""
    page.locator("#import-text textarea").fill(text)


def paste_long(page: Page, text: str) -> None:
    """The same for a list that the browser driver would type for a minute."""
    page.locator("#import-text textarea").evaluate(
        """(box, text) => {
            box.focus();
            box.value = text;
            box.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertText"}));
        }""",
        text,
    )


def start(page: Page) -> None:
    """Click once."""
    page.get_by_role("button", name="Start generation").click()


def jobs_of(app: App) -> list[int]:
    """The jobs that really exist."""
    with app.store() as store:
        return [job.id for job in store.list_jobs(100, None)]


def test_while_typing_each_line_is_accounted_for_with_its_reason(page: Page) -> None:
    """New, doubled and unacceptable ones are counted; a line that cannot be used says where and why."""
    paste(page, LIST)
    counts = page.locator("#import-counts")
    expect(counts).to_contain_text("4 verbs will be made")
    expect(counts).to_contain_text("1 doubled")
    expect(counts.get_by_text("line 5")).to_be_visible()
    expect(counts).to_contain_text("xyz123")
    paste(page, LIST + "rennen\n")
    expect(counts).to_contain_text("5 verbs will be made")


def test_the_estimate_follows_the_choices(page: Page) -> None:
    """Forms only takes fewer calls; the offline teacher is free."""
    paste(page, "lopen\nfietsen")
    estimate = page.locator("#import-estimate")
    expect(estimate).to_contain_text("free")
    with_sentences = estimate.inner_text()
    page.get_by_label("Forms only").check()
    expect(estimate).not_to_have_text(with_sentences, use_inner_text=True)


def test_a_double_click_makes_one_job_and_shows_it(app: App, page: Page) -> None:
    """After the start the box is empty and the job is on the screen."""
    before = jobs_of(app)
    paste(page, "lopen\nfietsen")
    expect(page.locator("#import-counts")).to_contain_text("2 verbs will be made")
    page.get_by_role("button", name="Start generation").dblclick()
    page.wait_for_url(re.compile(r"tab=jobs&job=\d+"))
    expect(page.get_by_test_id("toast-body")).to_contain_text("started: 2 verbs")
    expect(page.locator("#jobs")).to_contain_text("2 verbs")
    assert len(jobs_of(app)) == len(before) + 1
    page.get_by_role("tab", name="Import", exact=True).click()
    expect(page.locator("#import-text textarea")).to_have_value("")


def test_the_same_list_can_be_started_again_on_purpose(app: App, page: Page) -> None:
    """A second start after a success is a new one: it is told that the verbs wait, and made when asked for."""
    paste(page, "koken")
    start(page)
    page.wait_for_url(re.compile("tab=jobs"))
    page.get_by_role("tab", name="Import", exact=True).click()
    paste(page, "koken")
    expect(page.locator("#import-counts")).to_contain_text("1 waiting in a job")
    start(page)
    expect(page.get_by_test_id("toast-body").last).to_contain_text("All 1 verbs are already")
    page.get_by_label("Also verbs waiting in another job").check()
    expect(page.locator("#import-counts")).to_contain_text("1 verb will be made")
    before = jobs_of(app)
    start(page)
    page.wait_for_url(re.compile("tab=jobs"))
    assert len(jobs_of(app)) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "told"), [("", "There is no verb in the box yet"), ("123\n456", "None of the 2 lines")]
)
def test_what_cannot_be_started_gets_one_sentence_and_stays_in_the_box(
    app: App, page: Page, text: str, told: str
) -> None:
    """Nothing is made and nothing is lost."""
    before = jobs_of(app)
    paste(page, text)
    start(page)
    expect(page.get_by_test_id("toast-body")).to_contain_text(told)
    expect(page.locator("#import-text textarea")).to_have_value(text)
    assert jobs_of(app) == before


def test_an_uploaded_list_fills_the_box_and_is_counted(page: Page, tmp_path: Path) -> None:
    """What a spreadsheet saved is read like a paste."""
    file = tmp_path / "lijst.csv"
    file.write_bytes("infinitief;betekenis\nlopen;\nvoorkomen;gebeuren\n".encode("utf-8-sig"))
    page.locator("#import input[type=file]").set_input_files(file)
    expect(page.locator("#import-text textarea")).to_have_value(re.compile(r"lopen\s+voorkomen \(gebeuren\)"))
    expect(page.locator("#import-counts")).to_contain_text(re.compile("[12] verbs? will be made|waiting in a job"))


def test_the_file_dialogue_offers_lists(page: Page) -> None:
    """The server decides, but nobody has to search among pictures."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a list").click()
    assert ".txt" in (chooser.value.element.get_attribute("accept") or "")


def test_a_picture_is_refused_by_name_and_leaves_the_box_and_no_file(app: App, page: Page, tmp_path: Path) -> None:
    """One sentence; the name is text, whatever it holds; the upload does not stay on the disk."""
    paste(page, "lopen")
    file = tmp_path / "<b>foto.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    page.locator("#import input[type=file]").set_input_files(file)
    expect(page.get_by_test_id("toast-body")).to_contain_text("is not a text file")
    expect(page.get_by_test_id("toast-body").locator("b")).to_have_count(0)
    expect(page.locator("#import-text textarea")).to_have_value("lopen")
    assert not [file for file in (app.home / "gradio").rglob("*") if file.is_file() and file.stat().st_size]


def test_a_very_long_list_stays_usable(app: App, page: Page) -> None:
    """It is counted when the box is left, and is a job within ten seconds of the click."""
    letters = "bcdfghjklm"
    words = ["".join(letters[int(digit)] + "a" for digit in f"{number:05d}") + "pen" for number in range(20_000)]
    paste_long(page, "\n".join(words))
    page.locator("#import-text textarea").blur()
    expect(page.locator("#import-counts")).to_contain_text("20,000 verbs will be made", timeout=30_000)
    began = time.monotonic()
    start(page)
    page.wait_for_url(re.compile("tab=jobs"), timeout=30_000)
    assert time.monotonic() - began < 10
    expect(page.locator("#jobs")).to_contain_text("20,000 verbs")
    with app.store() as store:
        store.cancel_job(jobs_of(app)[0])


def test_more_lines_than_can_be_taken_get_one_sentence(page: Page) -> None:
    """A list of more than 100,000 lines is told to be split."""
    paste_long(page, "lopen\n" * 100_001)
    page.locator("#import-text textarea").blur()
    expect(page.locator("#import-counts")).to_contain_text("more than 100000 lines", timeout=20_000)


def test_in_dutch_everything_is_dutch(app: App, tabs: Tabs) -> None:
    """Counts, reasons and messages too."""
    page = tabs.open(f"{app.url}nl/", locale="nl-NL")
    paste(page, "bakken\nbakken\n9")
    expect(page.locator("#import-counts")).to_contain_text("1 werkwoord wordt gemaakt")
    expect(page.locator("#import-counts")).to_contain_text("regel 3")
    page.get_by_role("button", name="Genereren starten").click()
    expect(page.get_by_test_id("toast-body")).to_contain_text("is gestart met 1 werkwoord")
    expect(page.get_by_test_id("toast-body")).to_contain_text("Gelukt")
    page.get_by_role("tab", name="Invoer", exact=True).click()
    paste(page, "123")
    page.get_by_role("button", name="Genereren starten").click()
    expect(page.get_by_test_id("toast-body").last).to_contain_text("Bevat een cijfer")
    expect(page.locator("#import-start")).not_to_have_attribute("aria-busy", "true")
