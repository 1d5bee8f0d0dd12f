"""The Export tab and the downloads: what is counted and shown is what is written."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from distiller.commit import Committer
from distiller.export import FIELDS, Exporter
from distiller.exporters.csv_file import csv_lines
from distiller.exporters.jsonl import jsonl_lines
from tests.support.approved import card
from tests.support.factories import LOPEN, WERKEN
from tests.support.screen import App, Tabs, start_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A program of its own, since everything that was approved is counted; its folder for temporary files too."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "tmp").mkdir()
    running = start_app(folder, TMPDIR=str(folder / "tmp"))
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def jobs(app: App) -> tuple[int, int]:
    """Two jobs: the first is committed, the second only approved."""
    with app.store() as store:
        first = card(store, "lopen", LOPEN)
        Committer(store).commit("test")
        second = card(store, "werken", WERKEN, ("Ik werk in een winkel.", "=Ik werk altijd hard."))
    return first.job, second.job


@pytest.mark.parametrize("what", list(FIELDS))
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_download_is_what_the_exporter_gives(app: App, jobs: tuple[int, int], what: str, ending: str) -> None:
    """Byte for byte; as an attachment that nobody keeps."""
    got = app.ask(f"/download/{what}.{ending}")
    with app.store() as store:
        rows = list(Exporter(store).rows(what))
    wanted = jsonl_lines(rows) if ending == "jsonl" else csv_lines(rows, FIELDS[what])
    assert (got.status, got.body) == (200, b"".join(wanted))
    assert got.headers["content-disposition"].startswith(f'attachment; filename="distiller-{what}-20')
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_download_is_narrowed_like_the_screen(app: App, jobs: tuple[int, int]) -> None:
    """By job, by commit, by search; what makes no sense restricts nothing."""

    def subjects(query: str) -> list[str]:
        body = app.ask(f"/download/verbs.jsonl?{query}").body
        return [json.loads(line)["infinitive"] for line in body.splitlines()]

    assert subjects("") == ["lopen", "werken"]
    assert subjects("committed=1") == ["lopen"]
    assert subjects(f"job={jobs[1]}") == ["werken"]
    assert subjects("q=LOP") == ["lopen"]
    assert subjects("q=nothing") == []
    assert subjects("job=..%2F..&committed=perhaps") == ["lopen", "werken"]


@pytest.mark.parametrize("path", ["passwords.jsonl", "verbs.exe", "..%2Fverbs.jsonl", "verbs.jsonl%00"])
def test_what_is_no_export_is_not_found(app: App, path: str) -> None:
    """Names are never paths."""
    assert app.ask(f"/download/{path}").status == 404


def test_the_refusal_of_a_download_speaks_the_readers_language(app: App) -> None:
    """One sentence that names what there is."""
    got = app.ask("/download/alles.jsonl", Accept_Language="nl")
    assert "kan niet alles.jsonl zijn" in got.body.decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_gets_no_download(app: App, host: str) -> None:
    """The same check as for everything else."""
    assert app.ask("/download/verbs.jsonl", host=host).status == 421


def test_another_page_cannot_read_a_download(app: App) -> None:
    """A script of another site is refused."""
    assert app.ask("/download/verbs.jsonl", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors").status == 403


def test_no_file_is_left_behind(app: App, jobs: tuple[int, int]) -> None:
    """What was sent is gone, and so is what a reader hung up on."""
    assert app.ask("/download/sentences.csv").status == 200
    with socket.create_connection(("127.0.0.1", app.port)) as hasty:
        hasty.sendall(f"GET /download/verbs.csv HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n\r\n".encode())
        hasty.recv(1)
    assert emptied(app.home.parent / "tmp")


def emptied(folder: Path) -> bool:
    """Whether no download is left in a folder, at the latest when the program has seen that its reader is gone."""
    until = time.monotonic() + 10
    while list(folder.glob("distiller-download-*")):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


# --- the screen ---------------------------------------------------------------------------------------------


def test_the_count_is_the_number_of_lines_that_come(
    app: App, tabs: Tabs, jobs: tuple[int, int], tmp_path: Path
) -> None:
    """Choose, see the count and the first lines, download by a click: the file has them."""
    page = tabs.open(f"{app.url}en/?tab=export")
    result = page.locator("#export-result")
    expect(result.locator(".x-count")).to_have_text("2 lines")
    page.get_by_role("radio", name=re.compile("^Sentences")).check()
    expect(result.locator(".x-count")).to_have_text("5 lines")
    page.get_by_role("radio", name="CSV").check()
    first = result.locator(".x-lines code")
    expect(first.first).to_contain_text("infinitive,sense,text")
    shown = first.all_inner_texts()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download as CSV").click()
    assert coming.value.suggested_filename.startswith("distiller-sentences-20")
    file = tmp_path / "sentences.csv"
    coming.value.save_as(file)
    text = file.read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == 5
    assert text.splitlines()[: len(shown)] == shown


def test_the_filter_is_in_the_address_and_comes_back(app: App, tabs: Tabs, jobs: tuple[int, int]) -> None:
    """A reload shows the same choice; the link of the download says it too."""
    page = tabs.open(f"{app.url}nl/?tab=export")
    page.locator("[name=job]").select_option(str(jobs[0]))
    page.get_by_label("Alleen wat vastgelegd is").check()
    page.get_by_label("Zoek werkwoord").fill("lop")
    expect(page.locator(".x-count")).to_have_text("1 regel")
    expect(page.get_by_role("link", name="Downloaden als JSONL")).to_have_attribute(
        "href", f"/download/verbs.jsonl?job={jobs[0]}&committed=1&q=lop"
    )
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("[name=job]")).to_have_value(str(jobs[0]))
    expect(page.get_by_label("Alleen wat vastgelegd is")).to_be_checked()
    expect(page.get_by_label("Zoek werkwoord")).to_have_value("lop")
    expect(page.locator(".x-count")).to_have_text("1 regel")


def test_a_choice_made_before_the_form_has_come_is_kept(app: App, tabs: Tabs, jobs: tuple[int, int]) -> None:
    """The server writes the form when the tab opens; who was faster does not lose the click."""
    page = tabs.open(f"{app.url}en/?tab=export&job={jobs[0]}")
    expect(page.locator("[name=job]")).to_have_value(str(jobs[0]))
    late = page.locator("#export-form form").evaluate("form => form.outerHTML")
    page.get_by_role("radio", name="The whole verb database").check()
    page.evaluate(
        """html => {
            document.activeElement.blur();
            document.querySelector("#export-form form").outerHTML = html;
        }""",
        late,
    )
    expect(page.get_by_role("radio", name="The whole verb database")).to_be_checked()
    expect(page.locator("[name=job]")).to_be_disabled()


def test_restrictions_that_make_no_sense_are_off(app: App, tabs: Tabs, jobs: tuple[int, int]) -> None:
    """The verb database knows no jobs; nothing invalid says so."""
    page = tabs.open(f"{app.url}en/?tab=export&job={jobs[0]}")
    page.get_by_role("radio", name="The whole verb database").check()
    expect(page.locator("[name=job]")).to_be_disabled()
    expect(page.locator(".x-count")).to_have_text("1 line")
    page.get_by_role("radio", name="Invalid responses").check()
    expect(page.locator("[name=job]")).to_be_enabled()
    expect(page.locator("#export").get_by_label("Committed only")).to_be_disabled()


def test_nothing_to_export_says_where_to_begin(app: App, tabs: Tabs, jobs: tuple[int, int]) -> None:
    """An empty choice offers no download."""
    page = tabs.open(f"{app.url}en/?tab=export&q=nothinglikethis")
    expect(page.locator("#export-result")).to_contain_text("Nothing within this restriction")
    expect(page.get_by_role("link", name="Download")).to_have_count(0)
    page.get_by_role("link", name="Without restriction").click()
    expect(page.locator(".x-count")).to_have_text("2 lines")
