"""Training data on the Export tab: what is chosen is counted, shown, and downloaded with its manifest."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.answers import make_answer, make_question
from tests.support.approved import card
from tests.support.factories import LOPEN
from tests.support.screen import App, Tabs, start_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A program of its own with twenty answered questions, one edit, and a verb."""
    folder = tmp_path_factory.mktemp("training")
    (folder / "tmp").mkdir()
    running = start_app(folder, TMPDIR=str(folder / "tmp"))
    with running.store() as store:
        for number in range(20):
            question = make_question(store, f"What is {number} <b>and</b> 1?", category=f"sums & {number % 2}")
            edited = "It is one." if number == 0 else None
            make_answer(store, question, f"It is {number + 1}!", edited=edited, is_correct=number != 5)
        card(store, "lopen", LOPEN, ())
    yield running
    assert running.stop() == 0


def archive(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def emptied(folder: Path) -> bool:
    """Whether no download is left in a folder, at the latest when the program has seen that its reader has it."""
    until = time.monotonic() + 10
    while list(folder.glob("distiller-download-*")):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_a_data_set_comes_with_its_manifest(app: App) -> None:
    """In one archive, the manifest last; the rows are those it counts."""
    got = app.ask("/download/training.zip?shape=alpaca&split=80/20&product=answer&category=sums+%26+1")
    assert (got.status, got.headers["content-type"]) == (200, "application/zip")
    assert got.headers["content-disposition"].startswith('attachment; filename="distiller-training-20')
    assert got.headers["cache-control"] == "no-store"
    files = archive(got.body)
    assert list(files) == [
        "training.train.jsonl",
        "training.validation.jsonl",
        "training.README.md",
        "training.manifest.json",
    ]
    manifest = json.loads(files["training.manifest.json"])
    assert (manifest["shape"], manifest["rows"], manifest["filter"]["category"]) == ("alpaca", 9, "sums & 1")
    assert sum(files[one["name"]].count(b"\n") for one in manifest["files"]) == 9
    assert emptied(app.home.parent / "tmp")


@pytest.mark.parametrize(
    "query", ["", "format=exe&shape=..%2F..&split=9&since=never&agreement=2&seed=x&style=&verdict=rejected&job=-1"]
)
def test_what_makes_no_sense_restricts_nothing(app: App, query: str) -> None:
    """A link that somebody typed gives the plain data set."""
    files = archive(app.ask(f"/download/training.zip?{query}").body)
    manifest = json.loads(files["training.manifest.json"])
    assert (manifest["shape"], manifest["rows"], manifest["split"]) == ("openai-chat", 20, None)


@pytest.mark.parametrize("path", ["training.jsonl", "verbs.zip", "everything.zip"])
def test_only_data_sets_are_archives(app: App, path: str) -> None:
    """One address for each thing."""
    assert app.ask(f"/download/{path}").status == 404


def open_training(app: App, tabs: Tabs, query: str = "", language: str = "en") -> Page:
    page = tabs.open(f"{app.url}{language}/?tab=export&what=training{query}")
    expect(page.locator("#export-result .x-count")).to_be_visible()
    return page


def test_the_count_is_the_number_of_rows_that_come(app: App, tabs: Tabs, tmp_path: Path) -> None:
    """Choose shape and split, see rows, tokens and the first lines, download by a click."""
    page = tabs.open(f"{app.url}en/?tab=export")
    expect(page.locator(".x-count")).to_have_text("1 line")
    expect(page.get_by_label("Shape")).to_be_hidden()
    page.get_by_role("radio", name="Examples to learn from").check()
    result = page.locator("#export-result")
    expect(result.locator(".x-count")).to_have_text("20 rows")
    page.get_by_label("Of what").select_option("answer")
    page.get_by_label("Split (train/validation/test)").select_option("80/20")
    expect(result.locator(".x-count")).to_have_text("19 rows")
    expect(result.locator(".x-numbers")).to_contain_text("Validation")
    expect(result.locator(".x-numbers")).to_contain_text("vocabulary o200k_base")
    expect(result.locator(".x-numbers")).to_contain_text("1 rejected")
    page.get_by_label("Shape").select_option("sharegpt")
    expect(result.locator(".x-lines code").first).to_contain_text('{"conversations":[{"from":"human"')
    expect(result.locator(".x-lines b")).to_have_count(0)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download as JSONL (zip)").click()
    coming.value.save_as(tmp_path / "t.zip")
    files = archive((tmp_path / "t.zip").read_bytes())
    assert json.loads(files["training.manifest.json"])["rows"] == 19
    assert sum(files[f"training.{part}.jsonl"].count(b"\n") for part in ("train", "validation")) == 19


def test_the_choice_is_in_the_address_and_comes_back(app: App, tabs: Tabs) -> None:
    """A reload shows the same; a category with an ampersand survives it."""
    page = open_training(app, tabs, language="nl")
    page.get_by_label("Categorie").select_option("sums & 1")
    expect(page.locator(".x-count")).to_have_text("9 rijen")
    page.get_by_label("Nagekeken door").fill("nobody")
    expect(page.locator("#export-result")).to_contain_text("Niets met deze beperking")
    page.get_by_label("Nagekeken door").fill("local")
    expect(page.locator(".x-count")).to_have_text("9 rijen")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.get_by_label("Categorie")).to_have_value("sums & 1")
    expect(page.get_by_label("Nagekeken door")).to_have_value("local")
    expect(page.locator(".x-count")).to_have_text("9 rijen")


def test_fields_that_mean_nothing_are_not_there(app: App, tabs: Tabs) -> None:
    """A pair is approved by itself; records have no style; verbs have no shape."""
    page = open_training(app, tabs)
    expect(page.get_by_label("Text as")).to_be_hidden()
    page.get_by_label("Shape").select_option("kto")
    expect(page.get_by_label("Text as")).to_be_visible()
    expect(page.get_by_label("Decision")).to_be_hidden()
    expect(page.locator(".x-count")).to_have_text("21 rows")
    page.get_by_role("radio", name="Preferences").check()
    expect(page.get_by_label("Shape")).to_have_value("preferences")
    expect(page.locator(".x-count")).to_have_text("1 row")
    page.locator("[name=what][value=sentences]").check()
    expect(page.get_by_label("Shape")).to_be_hidden()
    assert "shape" not in page.url


def test_the_form_fits_a_phone(app: App, tabs: Tabs) -> None:
    """Nothing is wider than the screen."""
    page = open_training(app, tabs, "&split=80/10/10")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_label("Shape")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
