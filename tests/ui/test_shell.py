"""The page around the tabs: languages, deep links, starting and stopping."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from distiller.store import prepare
from tests.support.screen import App, Tabs, start_app

KEY = "sk-test-0123456789abcdef"

FILLED = {
    "import": "#import-text",
    "jobs": "#jobs :is(.j-page, .d-empty)",
    "review": ".rv :is(.rv-card, [data-empty])",
    "verbs": "#verbs-view :is(table, .d-empty)",
    "export": "#export-result :is(.x-count, .d-empty)",
    "settings": "#teachers table",
}
"""What shows that a tab has its content."""

NAMES = {
    "en": ["Import", "Jobs", "Review", "Verb database", "Export", "Settings"],
    "nl": ["Invoer", "Taken", "Nakijken", "Werkwoorden", "Export", "Instellingen"],
}


@pytest.mark.parametrize(
    ("asked", "headers", "wanted"),
    [
        ("/", {}, "/en/"),
        ("/", {"Accept_Language": "nl-BE,nl;q=0.9,en;q=0.8"}, "/nl/"),
        ("/", {"Accept_Language": "de,fr;q=0.5"}, "/en/"),
        ("/", {"Accept_Language": "nl", "Cookie": "distiller_lang=en"}, "/en/"),
        ("/?lang=nl", {"Cookie": "distiller_lang=en"}, "/nl/"),
        ("/?tab=jobs&job=3", {"Accept_Language": "nl"}, "/nl/?tab=jobs&job=3"),
        ("/en/?lang=nl&tab=jobs", {}, "/nl/?tab=jobs"),
        ("/?lang=xx&tab=%2F%2Fevil.example", {}, "/en/?tab=%2F%2Fevil.example"),
    ],
)
def test_the_language_is_the_links_else_the_chosen_else_the_browsers(
    app: App, asked: str, headers: dict[str, str], wanted: str
) -> None:
    """The rest of the query survives the redirect."""
    answer = app.ask(asked, **headers)
    assert (answer.status, answer.headers["location"]) == (307, wanted)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A program with settings: a key, Dutch, and a port that is taken."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        running = start_app(
            tmp_path_factory.mktemp("other"),
            DISTILLER_LANGUAGE="nl",
            DISTILLER_PORT=str(taken.getsockname()[1]),
            OPENAI_API_KEY=KEY,
            OPENAI_BASE_URL="http://127.0.0.1:9/v1",
        )
        assert running.port > taken.getsockname()[1]
        yield running
    running.stop()


def test_the_setting_decides_where_the_browser_says_nothing(other: App) -> None:
    """DISTILLER_LANGUAGE is the last resort before English."""
    assert other.ask("/").headers["location"] == "/nl/"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_tab_is_there_in_both_languages(app: App, tabs: Tabs, language: str) -> None:
    """Each opens, marks itself selected and puts its name into the address."""
    page = tabs.open(f"{app.url}{language}/")
    assert page.evaluate("document.documentElement.lang") == language
    for name in NAMES[language]:
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    assert "tab=settings" in page.url


def test_the_switch_keeps_what_is_shown_and_is_remembered(app: App, tabs: Tabs) -> None:
    """From English to Dutch with the query kept; the next visit starts in Dutch."""
    page = tabs.open(f"{app.url}en/?tab=jobs&status=failed")
    page.get_by_role("link", name="NL").click()
    page.wait_for_url(re.compile(r"/nl/\?tab=jobs&status=failed"))
    page.goto(app.url)
    page.wait_for_url(re.compile("/nl/"))


def test_a_deep_link_opens_its_tab_and_back_goes_back(app: App, tabs: Tabs) -> None:
    """The address decides, also after the back button."""
    page = tabs.open(f"{app.url}en/?tab=jobs")
    expect(page.get_by_role("tab", name="Jobs", exact=True)).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Import", exact=True).click()
    expect(page.locator("#import-text")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("tab", name="Jobs", exact=True)).to_have_attribute("aria-selected", "true")


def test_arrow_keys_move_between_the_tabs(app: App, tabs: Tabs) -> None:
    """As a list of tabs promises; Enter opens."""
    page = tabs.open(f"{app.url}en/")
    page.get_by_role("tab", name="Import", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Jobs", exact=True)).to_have_attribute("aria-selected", "true")


def test_without_a_key_the_page_says_that_no_model_is_asked(app: App, tabs: Tabs) -> None:
    """The offline teacher is never mistaken for a model."""
    page = tabs.open(f"{app.url}en/")
    expect(page.get_by_text("Offline teacher:")).to_be_visible()


def test_with_a_key_nothing_is_called_offline_and_the_key_is_nowhere(other: App, tabs: Tabs) -> None:
    """The key is in no page, no configuration and no line of the log."""
    page = tabs.open(f"{other.url}en/")
    expect(page.get_by_text("Offline teacher:")).to_have_count(0)
    for path in ("/en/", "/en/config", "/nl/"):
        assert KEY.encode() not in other.ask(path).body
    assert KEY not in other.log.read_text()


def test_a_telephone_shows_each_tab_without_scrolling_sideways(app: App, tabs: Tabs) -> None:
    """390 pixels are enough."""
    page = tabs.open(f"{app.url}nl/?tab=import", width=390)
    for tab, name in zip(FILLED, NAMES["nl"], strict=True):
        page.evaluate("tab => distiller.open(tab)", tab)
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
        expect(page.locator(FILLED[tab]).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, tab


def test_the_page_fetches_nothing_from_elsewhere(app: App, tabs: Tabs) -> None:
    """No font, script or picture comes from another host."""
    page = tabs.open(f"{app.url}en/")
    hosts = page.evaluate(
        "[...new Set(performance.getEntriesByType('resource').map(entry => new URL(entry.name).host))]"
    )
    assert hosts == [f"127.0.0.1:{app.port}"]


def test_it_stops_cleanly_within_ten_seconds_with_a_page_open(fresh_app: Callable[..., App], tabs: Tabs) -> None:
    """Ctrl+C: exit code 0 and no traceback, although a browser still listens. (SIGTERM ends all other tests.)"""
    running = fresh_app()
    tabs.open(f"{running.url}en/?tab=jobs")
    began = time.monotonic()
    assert running.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 10
    assert "Traceback" not in running.log.read_text()
    tabs.close()
    tabs.errors.clear()  # the page may have said that its server is gone


def test_the_next_free_port_is_taken_when_the_usual_one_is_not_free(other: App) -> None:
    """A second program starts beside the first and prints where."""
    assert other.ask("/healthz").status == 200


def test_a_database_of_a_newer_version_is_one_line_and_no_start(tmp_path: Path) -> None:
    """It is not touched; the line says what to do."""
    home = tmp_path / "home"
    home.mkdir()
    url = f"sqlite:///{home / 'distiller.db'}"
    prepare(url, home)
    with closing(sqlite3.connect(home / "distiller.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (home / "distiller.db").read_bytes()
    with pytest.raises(AssertionError, match="made by a newer version of Distiller") as told:
        start_app(tmp_path)
    assert "Traceback" not in str(told.value)
    assert (home / "distiller.db").read_bytes() == before


def test_trouble_is_told_on_every_tab_while_it_lasts(app: App, tabs: Tabs) -> None:
    """The page asks by itself, and when somebody comes back to it; the sentence goes when the trouble does."""
    page = tabs.open(f"{app.url}en/?tab=export")
    banner = page.locator("#trouble")
    expect(banner).to_be_hidden()
    page.route("**/state/en", lambda route: route.fulfill(json={"trouble": "The disk is <b>full."}))
    expect(banner).to_have_text("The disk is <b>full.", timeout=10_000)
    page.get_by_role("tab", name="Jobs", exact=True).click()
    expect(banner).to_be_visible()
    page.unroute("**/state/en")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(banner).to_be_hidden(timeout=3_000)


def test_a_setting_that_cannot_be_used_is_one_line_and_no_start(fresh_app: Callable[..., App]) -> None:
    """What is wrong and where, without a traceback."""
    with pytest.raises(AssertionError, match=r"DISTILLER_HOST=0\.0\.0\.0 would open the program") as told:
        fresh_app(DISTILLER_HOST="0.0.0.0")
    assert "Traceback" not in str(told.value)
