"""The Review tab through a real browser: what a reviewer does, checked against what stands in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from distiller.dutch import conjugate
from distiller.records import CARD_SPAN, Card, ItemStatus, Product, ReviewAction, ReviewFilter, Valid
from distiller.review import Review
from distiller.store import Store
from distiller.validate import check_sentence_payload
from tests.support.review_cards import answer, finish, held, items_of, put, start_job
from tests.support.screen import App, Tabs

VERBS = ("werken", "maken", "spelen", "leren", "wonen", "horen", "voelen", "kopen", "delen", "tonen", "halen", "huren")


@contextmanager
def review(app: App) -> Iterator[tuple[Store, Review]]:
    """The use case itself, on the program's own database."""
    with app.store() as store:
        yield store, Review(store)


def job_of(app: App, *verbs: str, count: int = 3, **kwargs: Any) -> int:
    """A job with these verbs answered; `kwargs` change the answer."""
    with app.store() as store:
        job = start_job(store, verbs, sentences=count)
        for verb in verbs:
            answer(store, job, verb, count=count, **kwargs)
    return job


def card_of(app: App, job: int, position: int = 0) -> Card:
    with review(app) as (_, reviewing):
        return reviewing.card(job * CARD_SPAN + position)


def decisions(app: App, job: int, position: int = 0) -> list[ReviewAction]:
    with review(app) as (_, reviewing):
        return [r.action for r in reviewing.history(job * CARD_SPAN + position)]


@pytest.fixture(scope="module")
def screen(app: App, browser: Browser) -> Iterator[Page]:
    """One page for all tests here; it must not log an error."""
    tabs = Tabs(browser)
    yield tabs.open(f"{app.url}en/?tab=review")
    tabs.close()
    assert tabs.errors == []


def open_job(page: Page, job: int, **query: str) -> Page:
    """The review of a job, opened as a link within the page does."""
    page.evaluate("query => distiller.open('review', query)", {"job": job} | query)
    expect(page.locator(f'.rv [data-job="{job}"], .rv [data-empty="no-match"]')).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    return page


def verb(page: Page, name: str) -> None:
    expect(page.locator("#rv-verb")).to_have_text(name)


def part(page: Page, number: int) -> Any:
    """The form set (0) or a sentence."""
    return page.locator(".rv-forms") if number == 0 else page.locator(f'.rv-sentence[data-n="{number}"]')


def state(page: Page, number: int, wanted: str) -> None:
    expect(part(page, number)).to_have_attribute("data-state", wanted)


# --- one key per verb -----------------------------------------------------------------------------------------


def test_one_key_approves_the_card_and_brings_the_next(app: App, screen: Page) -> None:
    """All four responses are approved as one batch, each with a review of its own."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    verb(page, "werken")
    page.keyboard.press("a")
    verb(page, "maken")
    card = card_of(app, job)
    assert [r.is_correct for r in (card.forms, *card.sentences) if r] == [True] * 4
    assert decisions(app, job) == [ReviewAction.APPROVE] * 4


def test_fast_keys_are_neither_lost_nor_applied_to_another_card(app: App, screen: Page) -> None:
    """Twelve presses without waiting: twelve cards, in their order; the screen says that all is done."""
    job = job_of(app, *VERBS, count=2)
    page = open_job(screen, job)
    verb(page, VERBS[0])
    for _ in VERBS:
        page.keyboard.press("a")
    expect(page.locator('[data-empty="all-done"]')).to_be_visible()
    with review(app) as (_, reviewing):
        firsts = [reviewing.history(job * CARD_SPAN + at)[0].id for at in range(len(VERBS))]
    assert firsts == sorted(firsts)


def test_enter_is_the_same_key_unless_a_button_has_it(app: App, screen: Page) -> None:
    """On a button Enter presses that button."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    page.get_by_role("button", name="Next card").focus()
    page.keyboard.press("Enter")
    verb(page, "maken")
    assert decisions(app, job) == []
    page.locator("#rv-verb").focus()
    page.keyboard.press("Enter")
    verb(page, "werken")
    assert decisions(app, job, 1) == [ReviewAction.APPROVE] * 4


def test_keys_work_right_after_the_tab_was_clicked(app: App, screen: Page) -> None:
    """The tab still has the keyboard then; its arrow keys stay its own."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    page.get_by_role("tab", name="Jobs").click()
    page.get_by_role("tab", name="Review").click()
    verb(page, "werken")
    page.keyboard.press("ArrowRight")
    verb(page, "werken")
    page.get_by_role("tab", name="Review").focus()
    page.keyboard.press("a")
    verb(page, "maken")


# --- single decisions -----------------------------------------------------------------------------------------


def test_parts_are_approved_and_rejected_by_key_and_by_button(app: App, screen: Page) -> None:
    """After a decision the next undecided part is selected; the verb stays on the screen."""
    job = job_of(app, "werken")
    page = open_job(screen, job)
    page.keyboard.press("f")
    state(page, 0, "approved")
    expect(part(page, 1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("2")
    page.keyboard.press("x")
    state(page, 2, "rejected")
    part(page, 3).get_by_role("button", name="Reject: Sentence 3").click()
    state(page, 3, "rejected")
    expect(part(page, 3).get_by_role("button", name="Reject: Sentence 3")).to_be_focused()
    state(page, 1, "undecided")
    card = card_of(app, job)
    assert card.forms is not None
    assert [r.is_correct for r in (card.forms, *card.sentences)] == [True, None, False, False]


def test_a_rejection_can_have_a_reason(app: App, screen: Page) -> None:
    """Shift X asks for it, Enter sends it; one without a reason can be given one later."""
    job = job_of(app, "werken")
    page = open_job(screen, job)
    page.keyboard.press("1")
    page.keyboard.press("Shift+X")
    page.keyboard.type("te moeilijk voor A2")
    page.keyboard.press("Enter")
    state(page, 1, "rejected")
    with review(app) as (_, reviewing):
        assert [r.reason for r in reviewing.history(job * CARD_SPAN)] == ["te moeilijk voor A2"]
    page.keyboard.press("2")
    page.keyboard.press("x")
    part(page, 2).get_by_role("button", name="reason").click()
    page.keyboard.type("onnatuurlijk")
    page.keyboard.press("Enter")
    expect(part(page, 2).locator("input")).to_have_count(0)
    expect(page.locator(".rv-note")).to_contain_text("rejected")
    page.wait_for_function("!document.querySelector('.rv').dataset.busy")
    with review(app) as (_, reviewing):
        assert reviewing.history(job * CARD_SPAN)[-1].reason == "onnatuurlijk"


def test_an_edit_is_saved_and_approved_with_enter(app: App, screen: Page) -> None:
    """The old value stays visible, struck through; letters typed into the field are no commands."""
    job = job_of(app, "werken", forms={"vt_ev": "werktte"})
    page = open_job(screen, job)
    page.keyboard.press("e")
    expect(page.locator('input[name="vt_ev"]')).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("werkte")
    page.keyboard.press("Enter")
    state(page, 0, "approved")
    expect(page.locator('tr[data-field="vt_ev"] del')).to_have_text("werktte")
    forms = card_of(app, job).forms
    assert forms is not None
    assert (forms.current["vt_ev"], forms.payload["vt_ev"], forms.is_correct) == ("werkte", "werktte", True)
    assert decisions(app, job) == [ReviewAction.EDIT, ReviewAction.APPROVE]


def test_the_expected_value_is_taken_over_with_one_click(app: App, screen: Page) -> None:
    """It fills the edit; nothing is stored until it is saved."""
    job = job_of(app, "werken", forms={"tt_jij": "werkd"})
    page = open_job(screen, job)
    page.locator('tr[data-field="tt_jij"]').get_by_role("button", name="Use werkt for jij").first.click()
    expect(page.locator('input[name="tt_jij"]')).to_have_value("werkt")
    assert decisions(app, job) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-forms[data-editing]")).to_have_count(0)
    forms = card_of(app, job).forms
    assert forms is not None
    assert (forms.current["tt_jij"], forms.is_correct) == ("werkt", None)


def test_a_form_expected_in_a_sentence_is_put_into_its_place(app: App, screen: Page) -> None:
    """The rest of the sentence stays as it is, the capital too."""
    job = job_of(app, "werken", sentences=["Werkt jij morgen ook?"])
    page = open_job(screen, job)
    part(page, 1).locator(".rv-use").first.click()
    expect(page.locator(".rv textarea")).to_have_value("Werk jij morgen ook?")
    page.keyboard.press("Enter")
    state(page, 1, "approved")
    assert card_of(app, job).sentences[0].current == {"sentence": "Werk jij morgen ook?"}


def test_an_edit_can_be_left_and_a_refused_one_stays_open(app: App, screen: Page) -> None:
    """Escape changes nothing; a sentence without the verb is refused with a sentence and can be corrected."""
    job = job_of(app, "werken")
    page = open_job(screen, job)
    before = card_of(app, job).sentences[0].current
    page.keyboard.press("1")
    page.keyboard.press("e")
    page.keyboard.type("weg ermee")
    page.keyboard.press("Escape")
    expect(page.locator(".rv textarea")).to_have_count(0)
    page.keyboard.press("e")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Vandaag is het mooi weer.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="no form of werken")).to_be_visible()
    assert card_of(app, job).sentences[0].current == before
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Vandaag werk ik buiten.")
    page.keyboard.press("Enter")
    state(page, 1, "approved")
    assert card_of(app, job).sentences[0].current == {"sentence": "Vandaag werk ik buiten."}


def test_a_rerun_carries_the_remark_and_is_undone(app: App, screen: Page) -> None:
    """The old response stays until the new one is there; undo calls it off."""
    job = job_of(app, "werken", forms={"vd": "gewerkd"})
    page = open_job(screen, job)
    page.keyboard.press("r")
    page.keyboard.type("voltooid deelwoord met t")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-note")).to_contain_text("asked again")
    with review(app) as (_, reviewing):
        asked = reviewing.history(job * CARD_SPAN)[0]
    assert (asked.action, asked.reason) == (ReviewAction.RERUN, "voltooid deelwoord met t")
    page.keyboard.press("u")
    expect(page.locator(".rv-note")).to_contain_text("undone")
    forms = card_of(app, job).forms
    assert forms is not None
    assert (forms.current["vd"], forms.is_correct) == ("gewerkd", None)


# --- undo and stale decisions ---------------------------------------------------------------------------------


def test_undo_brings_the_card_back_undecided(app: App, screen: Page) -> None:
    """What one key approved, one key takes back."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    page.keyboard.press("a")
    verb(page, "maken")
    page.keyboard.press("u")
    verb(page, "werken")
    state(page, 0, "undecided")
    assert [s.is_correct for s in card_of(app, job).sentences] == [None] * 3


def test_a_newer_decision_of_somebody_else_is_told_and_not_overwritten(app: App, screen: Page) -> None:
    """The screen says who was first and shows the card as it is now."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    verb(page, "werken")
    with review(app) as (_, reviewing):
        forms = reviewing.card(job * CARD_SPAN).forms
        assert forms is not None
        reviewing.reject(forms.id, forms.version, "marieke", "klopt niet")
    page.keyboard.press("a")
    expect(page.get_by_role("alert").filter(has_text="marieke")).to_be_visible()
    verb(page, "werken")
    state(page, 0, "rejected")
    card = card_of(app, job)
    assert card.forms is not None
    assert (card.forms.is_correct, [s.is_correct for s in card.sentences]) == (False, [None] * 3)


def test_what_was_typed_survives_a_newer_decision(app: App, screen: Page) -> None:
    """The edit is open again on the card as it stands now; saving it again is a decision on what is seen."""
    job = job_of(app, "werken")
    page = open_job(screen, job)
    page.keyboard.press("1")
    page.keyboard.press("e")
    page.get_by_role("textbox", name="Sentence").fill("Morgen werk ik niet.")
    with review(app) as (_, reviewing):
        sentence = reviewing.card(job * CARD_SPAN).sentences[0]
        reviewing.reject(sentence.id, sentence.version, "marieke")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="marieke")).to_contain_text("What you typed is still there")
    state(page, 1, "rejected")
    expect(page.get_by_role("textbox", name="Sentence")).to_have_value("Morgen werk ik niet.")
    page.keyboard.press("Enter")
    state(page, 1, "approved")
    assert card_of(app, job).sentences[0].edited == {"sentence": "Morgen werk ik niet."}


def test_the_history_of_a_card_is_read_on_request(app: App, screen: Page) -> None:
    """Who, what and why; it stays open and follows the decisions."""
    job = job_of(app, "werken")
    with review(app) as (_, reviewing):
        sentence = reviewing.card(job * CARD_SPAN).sentences[0]
        reviewing.reject(sentence.id, sentence.version, "marieke", "te <b>moeilijk")
    page = open_job(screen, job)
    history = page.locator(".rv-history")
    history.locator("summary").click()
    expect(history.locator("li")).to_contain_text("marieke · rejected: Sentence 1 · Reason: te <b>moeilijk")
    page.keyboard.press("f")
    state(page, 0, "approved")
    expect(history.locator("li").first).to_contain_text("local · approved: Forms")
    history.locator("summary").click()


def test_all_without_findings_is_asked_first_and_undone_as_one(app: App, screen: Page) -> None:
    """The count is shown; what has a warning or an error waits for a person."""
    job = job_of(app, "maken", "spelen")
    with app.store() as store:
        other = start_job(store, ["leren"], sentences=2)
        answer(store, other, "leren", count=2)
    page = open_job(screen, job)
    page.get_by_role("button", name="All without findings").click()
    dialog = page.get_by_role("dialog")
    with review(app) as (_, reviewing):
        clean = reviewing.progress(ReviewFilter(job=job)).without_findings
    expect(dialog).to_contain_text(f"Approve {clean} responses")
    dialog.get_by_role("button", name="Approve").click()
    expect(page.locator(".rv-note")).to_contain_text(f"{clean} responses approved")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".rv-note")).to_contain_text("undone")
    for position in range(2):
        card = card_of(app, job, position)
        assert {s.is_correct for s in card.sentences} == {None}
    assert card_of(app, other).status == "to_review"


# --- what failed ----------------------------------------------------------------------------------------------


def test_what_failed_says_why_and_can_be_written_by_hand(app: App, screen: Page) -> None:
    """Seven fields typed from nothing; Enter saves and approves."""
    with app.store() as store:
        job = start_job(store, ["opbellen"])
        for item in items_of(store, job, "opbellen").values():
            finish(store, item, failed="Missing key: vd_hulpwerkwoord")
    page = open_job(screen, job, status="all")
    expect(page.locator(".rv-failed").first).to_contain_text("Missing key: vd_hulpwerkwoord")
    page.locator(".rv-failed").first.get_by_role("button", name="Raw reply").click()
    expect(page.locator(".rv-failed").first).to_contain_text("No reply was stored")
    page.locator(".rv-failed").first.get_by_role("button", name="Write by hand").click()
    values = ("bel op", "belt op", "belt op", "belde op", "belden op", "opgebeld")
    for name, value in zip(("tt_ik", "tt_jij", "tt_hij", "vt_ev", "vt_mv", "vd"), values, strict=True):
        page.locator(f'.rv-editor input[name="{name}"]').fill(value)
    page.locator('.rv-editor select[name="vd_hulpwerkwoord"]').select_option("hebben")
    page.get_by_role("button", name="Save and approve").click()
    state(page, 0, "approved")
    forms = card_of(app, job).forms
    assert forms is not None
    assert (forms.by_hand, forms.is_correct, forms.current["vd"]) == (True, True, "opgebeld")


def test_fewer_sentences_than_asked_are_counted_and_one_can_be_added(app: App, screen: Page) -> None:
    """ "2 of 4", and a button that adds what a person writes."""
    with app.store() as store:
        job = start_job(store, ["werken"], sentences=4)
        answer(store, job, "werken", sentences=["Vandaag werk ik thuis.", "Gisteren werkte hij lang."])
    page = open_job(screen, job)
    expect(page.locator(".rv-count")).to_have_text("2 of 4")
    page.get_by_role("button", name="Write a sentence").click()
    page.keyboard.type("Morgen werken wij samen.")
    page.keyboard.press("Enter")
    state(page, 3, "approved")
    expect(part(page, 3)).to_have_attribute("aria-current", "true")
    assert card_of(app, job).sentences[2].current == {"sentence": "Morgen werken wij samen."}


def test_what_a_teacher_writes_is_text_and_nothing_else(app: App, screen: Page) -> None:
    """Markup in a sentence is shown as it was written, marks stand where they should; nothing runs."""
    hostile = '<img src=x onerror="document.title=1"> Werk jij </p><script>document.title=2</script> ${3} {{4}}?'
    with app.store() as store:
        job = start_job(store, ["werken"])
        answer(store, job, "werken", sentences=["Vandaag werk ik thuis."])
        at = hostile.index("Werk")
        analysis = {"spans": [[at, at + 4]], "answer": "Werk"}
        said = Valid("werken", Product.SENTENCES, 1, {"sentence": hostile}, (), analysis, "tt_jij")
        put(store, job, items_of(store, job, "werken")[Product.SENTENCES], 1, said)
    page = open_job(screen, job)
    expect(part(page, 2).locator(".rv-text")).to_have_text(hostile)
    expect(part(page, 2).locator("mark")).to_have_text("Werk")
    assert page.locator(".rv-card img, .rv-card script").count() == 0
    page.keyboard.press("2")
    page.keyboard.press("e")
    expect(page.locator(".rv textarea")).to_have_value(hostile)
    assert not page.title().isdigit()


# --- finding one's way ----------------------------------------------------------------------------------------


def test_the_address_keeps_filter_and_card(app: App, screen: Page, tabs: Tabs) -> None:
    """A copied link opens the same card under the same filter."""
    job = job_of(app, "werken", "maken", "spelen")
    page = open_job(screen, job)
    page.keyboard.press("j")
    verb(page, "maken")
    page.get_by_label("Status").select_option("all")
    page.get_by_label("Search verb").fill("spel")
    verb(page, "spelen")
    assert f"job={job}" in page.url
    again = tabs.open(page.url)
    verb(again, "spelen")
    expect(again.get_by_label("Search verb")).to_have_value("spel")
    expect(again.get_by_label("Status")).to_have_value("all")
    expect(again.locator('[data-filter="job"]')).to_have_value(str(job))


def test_cards_are_browsed_and_jumped_to(app: App, screen: Page) -> None:
    """J and K go one on and one back and say where they end; the list jumps."""
    job = job_of(app, "werken", "maken", "spelen")
    page = open_job(screen, job)
    page.keyboard.press("k")
    expect(page.locator(".rv-note")).to_have_text("This is the first card.")
    page.keyboard.press("ArrowRight")
    verb(page, "maken")
    page.locator(".rv-cards").get_by_role("button", name="spelen").click()
    verb(page, "spelen")
    page.keyboard.press("k")
    verb(page, "maken")
    expect(page.locator('.rv-cards [aria-current="true"]')).to_contain_text("maken")


def test_nothing_that_matches_says_so_and_offers_a_way_on(app: App, screen: Page) -> None:
    """The link under it shows all cards again."""
    job = job_of(app, "werken")
    page = open_job(screen, job, q="nergens")
    expect(page.locator('[data-empty="no-match"]')).to_be_visible()
    page.get_by_role("link", name="Show all cards").click()
    expect(page.locator(".rv-card")).to_be_visible()


def test_progress_counts_verbs_and_responses(app: App, screen: Page) -> None:
    """It follows the decisions by itself."""
    job = job_of(app, "werken", "maken", count=2)
    page = open_job(screen, job)
    expect(page.locator(".rv-progress")).to_contain_text("0 of 2 verbs reviewed")
    page.keyboard.press("a")
    expect(page.locator(".rv-progress")).to_contain_text("1 of 2 verbs reviewed")
    expect(page.locator(".rv-progress")).to_contain_text("3 responses to review")


def test_single_keys_can_be_switched_off_and_stay_off(app: App, tabs: Tabs) -> None:
    """The choice outlives the page; the buttons keep working."""
    job = job_of(app, "werken", "maken")
    page = tabs.open(f"{app.url}en/?tab=review&job={job}")
    page.keyboard.press("?")
    page.get_by_label("Use single-key commands").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    verb(page, "werken")
    page.keyboard.press("a")
    page.get_by_role("button", name="Next card").click()
    verb(page, "maken")
    assert decisions(app, job) == []


def test_letters_typed_into_the_search_are_no_commands(app: App, screen: Page) -> None:
    """Slash goes there, Escape comes back."""
    job = job_of(app, "werken", "maken")
    page = open_job(screen, job)
    page.keyboard.press("/")
    page.keyboard.type("maxa")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    verb(page, "maken")
    assert decisions(app, job) == decisions(app, job, 1) == []


@pytest.mark.parametrize(("language", "words"), [("nl", "nagekeken"), ("en", "reviewed")])
def test_the_screen_speaks_both_languages_on_a_narrow_page(app: App, tabs: Tabs, language: str, words: str) -> None:
    """Nothing is wider than a telephone."""
    job = job_of(app, "zich vergissen", forms={"vt_ev": "vergisde"})
    page = tabs.open(f"{app.url}{language}/?tab=review&job={job}", width=390)
    verb(page, "zich vergissen")
    expect(page.locator(".rv-progress")).to_contain_text(words)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_answer_that_never_comes_is_not_taken_for_stored(app: App, tabs: Tabs) -> None:
    """The card stays, the screen says that it does not know, and recovers when the program answers again."""
    job = job_of(app, "werken", "maken")
    page = tabs.open(f"{app.url}en/?tab=review&job={job}", alone=True)
    verb(page, "werken")
    page.clock.install()
    page.route("**/gradio_api/queue/join*", lambda route: None)
    page.keyboard.press("a")
    page.clock.run_for(16_000)
    expect(page.get_by_role("alert").filter(has_text="not certain")).to_be_visible()
    verb(page, "werken")
    assert decisions(app, job) == []
    page.unroute("**/gradio_api/queue/join*")
    page.clock.run_for(3_000)
    expect(page.get_by_role("alert").filter(has_text="not certain")).to_be_hidden()
    verb(page, "werken")


def test_what_a_teacher_is_still_making_appears_by_itself(app: App, screen: Page) -> None:
    """The screen looks again while something of the card is on its way, and does not disturb who is typing."""
    with app.store() as store:
        job = start_job(store, ["werken"], sentences=2)
        item = items_of(store, job, "werken")[Product.SENTENCES]
        answer(store, job, "werken", sentences=["Vandaag werk ik thuis."])
        held(store, item, ItemStatus.RUNNING)
    page = open_job(screen, job)
    expect(page.locator(".rv-sentences")).to_contain_text("still being made")
    page.keyboard.press("1")
    with app.store() as store:
        said = check_sentence_payload("werken", "Gisteren werkte zij lang.", conjugate("werken").forms, [])
        put(store, job, item, 1, said)
        finish(store, item)
    expect(part(page, 2)).to_contain_text("Gisteren werkte zij lang.")
    expect(part(page, 1)).to_have_attribute("aria-current", "true")
