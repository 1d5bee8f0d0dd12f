"""The Verb database tab in a real browser; what it did is looked up in the database."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from distiller.commit import Committer
from distiller.records import VerbRecord
from distiller.verbs import VerbDatabase
from tests.support.approved import card, decide, live
from tests.support.factories import LOPEN, WERKEN
from tests.support.screen import App, Tabs

LACHEN = {**WERKEN, "tt_ik": "lach", "tt_jij": "lacht", "tt_hij": "lacht", "vt_ev": "lachte", "vt_mv": "lachten",
          "vd": "gelachen"}  # fmt: skip
ZULLEN = {"tt_ik": "zal", "tt_jij": "zult", "tt_hij": "zal", "vt_ev": "zou", "vt_mv": "zouden", "vd": "",
          "vd_hulpwerkwoord": ""}  # fmt: skip
WERKEN_SENTENCES = ("Ik werk in een winkel.", "Zij heeft gisteren hard gewerkt.")


def committed(app: App, subject: str, forms: dict[str, str], sentences: tuple[str, ...] = ()) -> int:
    """A verb in the database; returns its id."""
    with app.store() as store:
        made = card(store, subject, forms, sentences)
        Committer(store).commit("test", job=made.job)
        return next(v.id for v in VerbDatabase(store).list(subject) if v.key.subject == subject)


def verb(app: App, verb_id: int) -> VerbRecord:
    """What really stands in the database."""
    with app.store() as store:
        return VerbDatabase(store).verb(verb_id)


def toast(page: Page, text: str) -> None:
    """A message with this text comes up."""
    expect(page.get_by_test_id("toast-body").filter(has_text=text).first).to_be_visible()


def opened(app: App, tabs: Tabs, verb_id: int) -> Page:
    """The page of one verb."""
    page = tabs.open(f"{app.url}en/?tab=verbs&item={verb_id}")
    page.wait_for_selector(".v-detail")
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def choose(page: Page, file: Path) -> None:
    """As a person does: the button, then the file."""
    with page.expect_file_chooser() as dialogue:
        page.get_by_role("button", name="Choose a file").click()
    dialogue.value.set_files(file)


# --- commit -------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_is_committed(app: App, tabs: Tabs) -> None:
    """Preview, button with its count, message, history; the verb is in the database and in the list."""
    with app.store() as store:
        made = card(store, "werken", WERKEN, WERKEN_SENTENCES)
    page = tabs.open(f"{app.url}en/?tab=verbs&job={made.job}")
    groups = page.locator(".v-groups")
    expect(groups).to_contain_text("werk · werkt · werkt · werkte · werkten · gewerkt (hebben)")
    groups.get_by_text("3 new fill-in sentences").click()
    expect(groups).to_contain_text("Ik ___ in een winkel. (werk)")
    page.get_by_role("button", name="Commit 1 verb").click()
    toast(page, "Committed: 1 verb added, 3 fill-in sentences added.")
    expect(page.locator("#verbs-commit")).to_contain_text("Nothing waits")
    expect(page.locator("#verbs-commit .v-history")).to_contain_text("1 verb added")
    expect(page.get_by_role("row", name=re.compile("^werken werk"))).to_be_visible()
    with app.store() as store:
        assert live(store, "werken") == [
            ("Ik ___ in een winkel.", "werk", "tt_ik"),
            ("Zij heeft gisteren hard ___.", "gewerkt", "vd"),
            ("Zij ___ gisteren hard gewerkt.", "heeft", "vd_hulpwerkwoord"),
        ]


def test_a_decision_since_the_preview_stops_the_commit(app: App, tabs: Tabs) -> None:
    """Nothing is written, the reason is told, and the new preview is there."""
    with app.store() as store:
        made = card(store, "zagen", {**WERKEN, "vd": "gezaagd"}, ())
    page = tabs.open(f"{app.url}en/?tab=verbs&job={made.job}")
    expect(page.get_by_role("button", name="Commit 1 verb")).to_be_visible()
    with app.store() as store:
        assert made.forms is not None
        decide(store, made.forms, is_correct=None)
    page.get_by_role("button", name="Commit 1 verb").click()
    toast(page, "Something was reviewed or committed in the meantime")
    expect(page.locator("#verbs-commit")).to_contain_text("Nothing waits")
    with app.store() as store:
        assert live(store, "zagen") == []
        assert VerbDatabase(store).count("zagen") == 0


def test_a_large_preview_comes_in_parts(app: App, tabs: Tabs) -> None:
    """Forty at first, the next ones on request, and the count is that of all."""
    with app.store() as store:
        job = card(store, "schaken", WERKEN, (), position=0).job
        for number in range(1, 45):
            letters = chr(97 + number // 10) + chr(97 + number % 10)
            card(store, f"{letters}schaken", WERKEN, (), job=job, position=number)
    page = tabs.open(f"{app.url}nl/?tab=verbs&job={job}")
    expect(page.get_by_role("button", name="45 werkwoorden vastleggen")).to_be_visible()
    page.locator("[data-key=group-add] > summary").click()
    expect(page.locator(".v-changes > li")).to_have_count(40)
    page.get_by_role("button", name="Toon de volgende 5").click()
    expect(page.locator(".v-changes > li")).to_have_count(45)
    expect(page.get_by_role("button", name="45 werkwoorden vastleggen")).to_be_visible()


# --- the list -----------------------------------------------------------------------------------------------


def test_search_filter_and_marks(app: App, tabs: Tabs) -> None:
    """Missing fields are marked, a verb without participle is not missing anything; the address keeps the search."""
    committed(app, "zullen", ZULLEN)
    committed(app, "fietsen", {**WERKEN, "tt_hij": "", "vd": "gefietst"})
    page = tabs.open(f"{app.url}nl/?tab=verbs")
    box = page.get_by_role("searchbox", name="Zoek werkwoord")
    box.fill("zull")
    row = page.get_by_role("row").filter(has_text="zullen")
    expect(page.locator("#verbs-view tbody tr")).to_have_count(1)
    expect(row).to_contain_text("n.v.t.")
    expect(row).not_to_contain_text("nog in te vullen")
    page.wait_for_url(re.compile(r"q=zull"))
    box.fill("")
    page.get_by_role("button", name="met lege velden").click()
    expect(page.locator("#verbs-view tbody")).not_to_contain_text("zullen")
    expect(page.get_by_role("row").filter(has_text="fietsen")).to_contain_text("nog in te vullen")
    box.fill("bestaatniet")
    expect(page.locator("#verbs-view")).to_contain_text("Geen werkwoorden gevonden")
    page.get_by_role("link", name="Toon alle werkwoorden").click()
    expect(page.get_by_role("row").filter(has_text="zullen")).to_be_visible()
    expect(box).to_have_value("")


def test_pages_of_fifty_and_back_to_the_same_one(app: App, tabs: Tabs) -> None:
    """By the keyboard: next page, into a verb, and back with the focus where it was."""
    with app.store() as store:
        rows = [
            json.dumps({"infinitive": f"{chr(97 + i // 8)}{chr(97 + i % 8)}pagineren", **WERKEN}) for i in range(60)
        ]
        VerbDatabase(store).import_rows("pages.jsonl", "\n".join(rows).encode(), "test")
    page = tabs.open(f"{app.url}en/?tab=verbs&q=pagineren")
    expect(page.locator("#verbs-view tbody tr")).to_have_count(50)
    page.get_by_role("link", name="Next").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#verbs-view tbody tr")).to_have_count(10)
    first = page.locator("#verbs-view tbody a").first
    name = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".v-detail h2")).to_have_text(name)
    back = page.get_by_role("link", name="All verbs")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#verbs-view tbody tr")).to_have_count(10)
    expect(page.locator("#verbs-view tbody a").first).to_be_focused()


def test_coverage_of_the_whole_comes_when_it_is_unfolded(app: App, tabs: Tabs) -> None:
    """Eight keys, each with its sentences and the verbs without."""
    committed(app, "bakken", {**WERKEN, "tt_ik": "bak", "vd": "gebakken"}, ("Ik bak een taart.",))
    page = tabs.open(f"{app.url}en/?tab=verbs")
    page.get_by_text("Coverage per answer key").click()
    expect(page.locator(".v-coverage tbody tr")).to_have_count(8)


# --- one verb -----------------------------------------------------------------------------------------------


def test_forms_are_edited_by_hand(app: App, tabs: Tabs) -> None:
    """A broken rule keeps what was typed; a good value is stored, and what no longer fits is retired."""
    made = committed(app, "lopen", dict(LOPEN), ("Ik loop elke dag naar school.", "Gisteren liep hij door het bos."))
    page = opened(app, tabs, made)
    page.get_by_role("button", name="Edit forms").click()
    field = page.get_by_role("textbox", name="past sing.")
    field.fill("liep\u0007")
    field.press("Enter")
    toast(page, "control character")
    expect(field).to_have_value("liep\u0007")
    field.fill("loopte")
    page.get_by_role("button", name="Save").first.click()
    toast(page, "The forms of lopen are saved.")
    expect(page.locator(".v-forms")).to_contain_text("loopte")
    expect(page.locator(".v-gone")).to_contain_text("1 retired fill-in sentence")
    assert verb(app, made).forms["vt_ev"] == "loopte"
    with app.store() as store:
        assert [answer for _, answer, _ in live(store, "lopen")] == ["loop"]


def test_a_sentence_is_edited_retired_and_restored(app: App, tabs: Tabs) -> None:
    """The edited one is analysed anew; the old one is kept, retired."""
    made = committed(app, "lachen", LACHEN, ("Ik lach om een grap.",))
    page = opened(app, tabs, made)
    page.get_by_role("button", name=re.compile("^Edit Ik lach")).click()
    page.get_by_role("textbox", name="Sentence").fill("Ik drink koffie.")
    page.keyboard.press("Enter")
    toast(page, "The sentence holds no form of lachen.")
    page.get_by_role("textbox", name="Sentence").fill("Vandaag lacht hij om <b>alles.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Sentence")).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Edit Ik lach")).click()
    page.get_by_role("textbox", name="Sentence").fill("Vandaag lacht hij om alles.")
    page.keyboard.press("Enter")
    toast(page, "The fill-in sentence is saved.")
    expect(page.locator(".v-fill-ins").first).to_contain_text("Vandaag ___ hij om alles.")
    page.get_by_role("button", name=re.compile("^Retire Vandaag")).click()
    expect(page.locator(".v-gone")).to_contain_text("2 retired fill-in sentences")
    with app.store() as store:
        assert live(store, "lachen") == []
    page.locator(".v-gone > summary").click()
    page.get_by_role("button", name=re.compile("^Restore Vandaag")).click()
    toast(page, "The fill-in sentence is restored.")
    with app.store() as store:
        assert live(store, "lachen") == [("Vandaag ___ hij om alles.", "lacht", "tt_hij")]


def test_a_verb_is_retired_after_a_question_and_restored(app: App, tabs: Tabs) -> None:
    """A declined question changes nothing; a retired verb is under its own filter."""
    made = committed(app, "roepen", {**WERKEN, "vd": "geroepen"})
    page = tabs.open(f"{app.url}en/?tab=verbs&item={made}")
    page.wait_for_selector(".v-detail")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Retire").click()
    assert verb(app, made).retired_at is None
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Retire").click()
    toast(page, "roepen is retired.")
    assert verb(app, made).retired_at is not None
    listed = tabs.open(f"{app.url}en/?tab=verbs&status=retired&q=roepen")
    expect(listed.get_by_role("row").filter(has_text="roepen")).to_contain_text("retired")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Restore").click()
    toast(page, "roepen is restored.")
    assert verb(app, made).retired_at is None


def test_a_verb_that_is_not_there_says_so(app: App, tabs: Tabs) -> None:
    """A link to a verb of another database leads back to the list."""
    page = tabs.open(f"{app.url}en/?tab=verbs&item=999999")
    expect(page.locator("#verbs-view")).to_contain_text("This verb is not in the database.")


# --- import -------------------------------------------------------------------------------------------------


def test_an_import_is_tried_first(app: App, tabs: Tabs, tmp_path: Path) -> None:
    """The dry run writes nothing and names what it refuses; then the same is imported."""
    rows = [{"infinitive": "invoeren", **WERKEN, "vd": "ingevoerd"}, {"infinitive": "inv0eren", **WERKEN},
            {"infinitive": "uitvoeren", **WERKEN, "vd_hulpwerkwoord": "worden"}]  # fmt: skip
    file = tmp_path / "verbs.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    page = tabs.open(f"{app.url}en/?tab=verbs&q=invoeren")
    choose(page, file)
    result = page.locator("#verbs-import-result")
    expect(result).to_contain_text("this would happen")
    for said in ("1 added", "0 changed", "0 unchanged", "2 refused", "line 2", "line 3"):
        expect(result).to_contain_text(said)
    with app.store() as store:
        assert VerbDatabase(store).count("invoeren") == 0
    page.get_by_role("button", name="Import", exact=True).click()
    toast(page, "1 verb imported.")
    expect(result).to_contain_text("was imported")
    expect(page.get_by_role("row").filter(has_text="invoeren")).to_be_visible()
    with app.store() as store:
        assert VerbDatabase(store).count("invoeren") == 1
    choose(page, file)
    expect(result).to_contain_text("1 unchanged")
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_hidden()


def test_a_file_that_is_no_text_is_refused_with_a_sentence(app: App, tabs: Tabs, tmp_path: Path) -> None:
    """A picture with a good name."""
    file = tmp_path / "verbs.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 50)
    page = tabs.open(f"{app.url}en/?tab=verbs")
    choose(page, file)
    expect(page.locator("#verbs-import-result")).not_to_be_empty()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_hidden()


# --- looks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", ["verbs", "export"])
def test_nothing_is_wider_than_a_telephone(app: App, tabs: Tabs, tab: str) -> None:
    """At 390 pixels the page does not scroll sideways."""
    committed(app, "opbellen", {**WERKEN, "tt_ik": "bel op", "vd": "opgebeld"}, ())
    page = tabs.open(f"{app.url}nl/?tab={tab}", width=390)
    page.wait_for_selector("#verbs-view table" if tab == "verbs" else "#export-result .x-count")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
