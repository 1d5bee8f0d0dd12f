"""The Settings tab: which teachers there are, and what a test of one shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.support import chat_server as faults
from tests.support.chat_server import ChatServer, Seen
from tests.support.screen import App, Tabs, start_app

KEY = "sk-settings-0123456789"
PRICES = "input_price = {}\noutput_price = {}"


def answers(seen: Seen) -> faults.Fault | None:
    """One model is gone, one server takes no schema; the others know what 17 and 25 make."""
    if seen.path.endswith("/models"):
        return None
    model, form = seen.body["model"], seen.body.get("response_format", {})
    if model == "gone":
        return faults.model_not_found()
    if model == "plain" and form and form != {"type": "json_object"}:
        return faults.status(400, "This model does not support response format `json_schema`.")
    return faults.content(lambda _inner: json.dumps({"answer": 42} if model != "odd" else {"<b>x</b>": KEY}))


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        running.script = answers
        yield running


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, server: ChatServer) -> Iterator[App]:
    """A program with teachers of every kind."""
    folder = tmp_path_factory.mktemp("settings")
    tables = [
        f'[[provider]]\nname = "{name}"\nbase_url = "{server.base_url}"\nmodel = "{model}"\n{more}\n'
        for name, model, more in (
            ("own", "good", 'api_key_env = "OWN_KEY"\nrequests_per_minute = 1200\n' + PRICES.format(0.15, 0.6)),
            ("local", "plain", "concurrency = 1\n" + PRICES.format(0, 0)),
            ("old", "gone", ""),
            ("strange", "odd", ""),
        )
    ]  # fmt: skip
    (folder / "providers.toml").write_text("\n".join(tables), "utf-8")
    running = start_app(folder, DISTILLER_PROVIDERS="providers.toml", OWN_KEY=KEY)
    yield running
    assert running.stop() == 0


def test_each_teacher_is_shown_with_its_terms(app: App, tabs: Tabs) -> None:
    """Where it is, whether there is a key, limits, price; the key itself is nowhere."""
    page = tabs.open(f"{app.url}nl/?tab=settings", locale="nl-NL")
    own = page.locator("#teachers tbody").filter(has_text="own")
    for text in ("standaard", "ingesteld", "1.200 verzoeken per minuut", "$ 0,15 gevraagd", "nog niet gevraagd"):
        expect(own).to_contain_text(text)
    offline = page.locator("#teachers tbody").last
    expect(offline).to_contain_text("ingebouwde regels, geen model")
    expect(page.locator("#teachers")).to_contain_text("DISTILLER_PROVIDERS")
    assert KEY not in page.content()


def test_a_test_says_how_it_went_and_how_json_is_asked(app: App, tabs: Tabs) -> None:
    """By a click; the button has the focus still, and the result is there after a reload too."""
    page = tabs.open(f"{app.url}en/?tab=settings")
    local = page.locator("#teachers tbody").filter(has_text="local")
    expect(local).to_contain_text("not asked yet")
    button = page.get_by_role("button", name="Test local")
    button.click()
    expect(local.get_by_role("status")).to_contain_text("plain answered well")
    expect(local).to_contain_text("answers without a JSON schema; the program checks by itself")
    expect(button).to_be_focused()
    expect(button).to_have_text("Test")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(local.get_by_role("status")).to_contain_text("plain answered well")


def test_what_goes_wrong_is_one_sentence(app: App, tabs: Tabs) -> None:
    """The setting, what there is instead; a reply that cannot be used; nothing of it is markup, and no key is shown."""
    page = tabs.open(f"{app.url}nl/?tab=settings", locale="nl-NL")
    page.get_by_role("button", name="old testen").click()
    page.get_by_role("button", name="strange testen").click()
    old = page.locator("#teachers tbody").filter(has_text="old").get_by_role("status")
    expect(old).to_contain_text("stel model (old, DISTILLER_PROVIDERS) in op een model dat er is: another, test-model")
    strange = page.locator("#teachers tbody").filter(has_text="strange").get_by_role("status")
    expect(strange).to_contain_text("maar het antwoord is niet te gebruiken")
    assert page.locator("#teachers b").filter(has_text="x").count() == 0
    assert KEY not in page.content()


def test_several_tests_at_once_each_end(app: App, tabs: Tabs, server: ChatServer) -> None:
    """A slow one stays busy while the others are done."""
    page = tabs.open(f"{app.url}en/?tab=settings")
    server.latency = lambda seen: 30.0 if seen.body.get("model") == "odd" else 0.0
    try:
        slow, quick = (page.get_by_role("button", name=f"Test {name}", exact=True) for name in ("strange", "own"))
        slow.click()
        expect(slow).to_have_text("Asking…")
        quick.click()
        expect(page.locator("#teachers tbody").filter(has_text="own").get_by_role("status")).to_contain_text("good")
        expect(quick).to_have_text("Test")
        expect(slow).to_have_text("Asking…")
    finally:
        server.latency = 0.0
        server.release.set()
    expect(slow).to_have_text("Test")


def test_without_a_model_it_says_how_to_get_one(fresh_app: Callable[..., App], tabs: Tabs) -> None:
    """Only the offline teacher, which can be tried as well."""
    page = tabs.open(f"{fresh_app().url}en/?tab=settings", width=390)
    expect(page.locator("#teachers")).to_contain_text("No model is configured yet")
    page.get_by_role("button", name="Test offline").click()
    expect(page.locator("#teachers").get_by_role("status")).to_contain_text("offline-rules answered well")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

