"""The main job in a real browser: paste, start, wait, review, commit, download; then the file against the database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from distiller.dutch import FORM_FIELDS
from distiller.records import CARD_SPAN, Card, ReviewAction
from distiller.review import Review
from distiller.verbs import VerbDatabase
from tests.support.screen import ROOT, App, Tabs

DEMO = ROOT / "data" / "demo-verbs.txt"
VERBS = [line for line in DEMO.read_text().splitlines() if line and not line.startswith("#")]


def card(app: App, position: int) -> Card:
    with app.store() as store:
        return Review(store).card(CARD_SPAN + position)


def verb(page: Page, position: int) -> None:
    expect(page.locator("#rv-verb")).to_have_text(VERBS[position])


def test_from_a_paste_to_the_downloaded_file(fresh_app: Callable[..., App], tabs: Tabs, tmp_path: Path) -> None:
    """Forty verbs, every kind of decision, one commit; what is downloaded is what stands in the database."""
    app = fresh_app()
    page = tabs.open(app.url, locale="nl-NL")
    paste_and_start(page)
    wait_and_go_to_review(page)
    review(app, page)
    commit(app, page)
    check_download(app, download(page, tmp_path))


def paste_and_start(page: Page) -> None:
    page.locator("#import-text textarea").fill(DEMO.read_text())
    expect(page.locator("#import-counts")).to_contain_text("40 werkwoorden")
    page.locator("#import-start").click()
    page.wait_for_url(re.compile(r"tab=jobs&job=1"))


def wait_and_go_to_review(page: Page) -> None:
    expect(page.locator("#jobs")).to_contain_text("40 van 40 onderdelen klaar", timeout=60_000)
    page.get_by_role("tab", name="Nakijken", exact=True).click()
    verb(page, 0)


def review(app: App, page: Page) -> None:
    """Approve, reject, edit, rerun and undo, each seen in the database; then all that has no findings."""
    page.keyboard.press("a")
    verb(page, 1)
    page.keyboard.press("2")
    page.keyboard.press("x")
    expect(page.locator('.rv-sentence[data-n="2"]')).to_have_attribute("data-state", "rejected")
    page.keyboard.press("a")
    verb(page, 2)
    rejected = card(app, 1)
    assert [s.is_correct for s in rejected.sentences].count(False) == 1
    assert rejected.forms is not None
    assert rejected.forms.is_correct

    page.keyboard.press("1")
    page.keyboard.press("e")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Morgen leef ik anders.")
    page.keyboard.press("Enter")
    expect(page.locator('.rv-sentence[data-n="1"]')).to_have_attribute("data-state", "approved")
    assert card(app, 2).sentences[0].edited == {"sentence": "Morgen leef ik anders."}

    old = card(app, 2).sentences[2]
    page.keyboard.press("3")
    page.keyboard.press("r")
    page.keyboard.type("liever iets anders")
    page.keyboard.press("Enter")
    expect(page.locator('.rv-sentence[data-n="3"]')).not_to_contain_text(old.current["sentence"], timeout=30_000)
    assert card(app, 2).sentences[2].id != old.id

    page.keyboard.press("a")
    verb(page, 3)
    page.keyboard.press("u")
    verb(page, 2)
    assert card(app, 2).forms is not None
    assert card(app, 2).forms.is_correct is None  # type: ignore[union-attr]
    page.keyboard.press("a")
    verb(page, 3)

    page.get_by_role("button", name="Alles zonder opmerkingen").click()
    page.get_by_role("dialog").get_by_role("button", name="Goedkeuren").click()
    expect(page.locator(".rv-note")).to_contain_text("onderdelen goedgekeurd")
    with app.store() as store:
        actions = {r.action for position in range(3) for r in Review(store).history(CARD_SPAN + position)}
    assert actions == set(ReviewAction)


def commit(app: App, page: Page) -> None:
    page.get_by_role("tab", name="Werkwoorden", exact=True).click()
    page.get_by_role("button", name=re.compile(r"\d+ werkwoorden vastleggen")).click()
    expect(page.locator("#verbs-commit")).to_contain_text("Er wacht niets", timeout=20_000)
    with app.store() as store:
        committed = {v.key.subject: v for v in VerbDatabase(store).list(limit=100)}
    assert {VERBS[0], VERBS[1], VERBS[2]} <= set(committed)
    assert "Morgen leef ik anders." in {s.text for s in committed[VERBS[2]].sentences}


def download(page: Page, folder: Path) -> Path:
    page.get_by_role("tab", name="Export", exact=True).click()
    with page.expect_download() as waiting:
        page.locator("#export-result a[href*='verbs.jsonl']").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def check_download(app: App, path: Path) -> None:
    """One line per approved verb, with the forms and sentences of the database and who decided."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with app.store() as store:
        database = {v.key.subject: v for v in VerbDatabase(store).list(limit=100)}
    assert {r["infinitive"] for r in rows} == set(database)
    assert len(rows) == len(database)
    for row in rows:
        verb_record = database[row["infinitive"]]
        assert {name: row[name] for name in FORM_FIELDS} == dict(verb_record.forms)
        own = {(s.text, s.sentence_template, s.answer, s.answer_form_key) for s in verb_record.sentences}
        written = {(s["text"], s["template"], s["answer"], s["answer_form_key"]) for s in row["sentences"]}
        assert written <= own
        assert {k for *_, k in own - written} <= {"vd_hulpwerkwoord"}
        assert (row["model"], row["job"], row["reviewer"]) == ("offline-rules", 1, "local")
        assert row["reviewed_at"]
        assert row["committed"] is True
