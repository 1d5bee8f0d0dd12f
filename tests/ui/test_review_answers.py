"""Answers in the Review tab through a real browser: what a reviewer does, checked against the database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from distiller.records import CARD_SPAN, InvalidFilter, ReviewAction
from distiller.review import Review
from tests.support.answer_cards import answered, failed
from tests.support.answers import make_question, question_job
from tests.support.screen import App, Tabs

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {
            "capital": {"type": "string"},
            "people": {"type": "integer", "minimum": 0},
            "union": {"type": "boolean"},
            "side": {"enum": ["left", "right"]},
            "languages": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "king": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        },
        "required": ["capital", "people", "union", "side", "languages", "king"],
    }
)
BELGIUM: dict[str, Any] = {
    "capital": "Antwerp",
    "people": 11,
    "union": False,
    "side": "left",
    "languages": ["Dutch", "French"],
    "king": {"name": "Filip"},
}
GOLDEN = json.dumps({**BELGIUM, "capital": "Brussels", "union": True, "side": "right"})
_numbers = iter(range(10_000))


def job_of(app: App, *answers: Any, golden: str | None = None, schema: str | None = None, **fields: Any) -> list[int]:
    """A job with a question for each of the answers; the job, and its cards."""
    with app.store() as store:
        job = question_job(store)
        cards = []
        for answer in answers:
            text = fields.pop("text", None) or f"Question number {next(_numbers)}?"
            question = make_question(store, text, golden=golden, schema=schema, **fields)
            cards.append(answered(store, question, answer, job=job).card)
    return [job, *cards]


def card_of(app: App, card: int) -> Any:
    with app.store() as store:
        return Review(store).card(card)


def decisions(app: App, card: int) -> list[ReviewAction]:
    with app.store() as store:
        return [r.action for r in Review(store).history(card)]


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
    expect(page.locator(f'.rv [data-job="{job}"], .rv [data-empty]')).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    return page


def shows(page: Page, card: int) -> None:
    expect(page.locator(f'.rv-card[data-card="{card}"]')).to_be_visible()


def field(page: Page, name: str) -> Any:
    return page.locator(".rv-answer-form").get_by_label(name, exact=True)


# --- one key per answer ---------------------------------------------------------------------------------------


def test_the_whole_way_with_keys(app: App, screen: Page) -> None:
    """Approve and go on, reject with a reason, undo, approve: four answers, and the screen says that all is done."""
    job, *cards = job_of(app, "One.", "Two.", "Three.", "Four.")
    page = open_job(screen, job)
    shows(page, cards[0])
    page.keyboard.press("a")
    shows(page, cards[1])
    page.keyboard.press("Shift+X")
    page.keyboard.type("not a sentence")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "rejected")
    page.keyboard.press("u")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "undecided")
    for _ in range(3):
        page.keyboard.press("a")
    expect(page.locator('[data-empty="all-done-questions"]')).to_contain_text("4 questions reviewed")
    expect(page.locator(".rv-progress")).to_contain_text("4 of 4 questions reviewed")
    assert [card_of(app, card).answer.is_correct for card in cards] == [True] * 4
    assert decisions(app, cards[1]) == [ReviewAction.REJECT, ReviewAction.UNDO, ReviewAction.APPROVE]


def test_the_golden_answer_stands_beside_with_the_difference_marked(app: App, screen: Page) -> None:
    """By path for JSON; what differs is told with an icon and a word, not by colour alone."""
    job, _ = job_of(app, BELGIUM, golden=GOLDEN, schema=SCHEMA)
    page = open_job(screen, job)
    expect(page.locator(".rv-differs th")).to_have_text(["capital", "union", "side"])
    expect(page.locator(".rv-differs").first).to_contain_text("differs: Antwerp")
    expect(page.locator(".rv-differs del").first).to_have_text("Brussels")


# --- the form -------------------------------------------------------------------------------------------------


def test_an_answer_is_edited_in_fields_of_its_schema(app: App, screen: Page) -> None:
    """Text, number, choice, lines and groups; what is typed right after the key goes into the first field."""
    job, card = job_of(app, BELGIUM, golden=GOLDEN, schema=SCHEMA)
    page = open_job(screen, job)
    page.keyboard.press("e")
    page.keyboard.type("Brussels")
    field(page, "people").fill("12")
    field(page, "union").select_option("true")
    field(page, "side").select_option("right")
    field(page, "languages").fill("Dutch\nFrench\nGerman")
    field(page, "name").fill("Filip I")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "approved")
    assert card_of(app, card).answer.current == {
        "answer": {
            "capital": "Brussels",
            "people": 12,
            "union": True,
            "side": "right",
            "languages": ["Dutch", "French", "German"],
            "king": {"name": "Filip I"},
        }
    }
    assert decisions(app, card) == [ReviewAction.EDIT, ReviewAction.APPROVE]
    expect(page.get_by_text("What the teacher wrote")).to_be_visible()


def test_what_the_schema_refuses_is_told_at_its_field_while_typing(app: App, screen: Page) -> None:
    """Nothing is decided by it; saving is refused with the same words, and what was typed stays."""
    job, card = job_of(app, BELGIUM, schema=SCHEMA)
    page = open_job(screen, job)
    page.keyboard.press("e")
    field(page, "people").fill("many")
    error = page.locator('[data-error="people"]')
    expect(error).to_contain_text("people is text; a whole number is expected")
    expect(field(page, "people")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-message")).to_contain_text("a whole number is expected")
    expect(field(page, "people")).to_have_value("many")
    field(page, "people").fill("-1")
    expect(error).to_contain_text("people")
    expect(error).to_contain_text("minimum")
    field(page, "people").fill("13")
    expect(error).to_be_hidden()
    assert card_of(app, card).answer.version == 1
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-chips, .rv-part-head").filter(has_text="edited")).to_be_visible()
    assert card_of(app, card).answer.is_correct is None


def test_an_answer_without_schema_is_edited_as_text_of_several_lines(app: App, screen: Page) -> None:
    """Enter begins a line, Alt+Enter saves and approves, Escape leaves everything as it was."""
    job, card = job_of(app, "First line")
    page = open_job(screen, job)
    page.keyboard.press("e")
    page.keyboard.type("lost")
    page.keyboard.press("Escape")
    expect(page.locator(".rv-answer-form")).to_have_count(0)
    page.keyboard.press("e")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("second line <b>")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "approved")
    assert card_of(app, card).answer.current["answer"] == "First line\nsecond line <b>"
    expect(page.locator(".rv-answer-body")).to_contain_text("second line <b>")


def test_what_was_typed_survives_a_newer_decision(app: App, screen: Page) -> None:
    """Somebody else was first: the card as it is now, with what was typed open on it again."""
    job, card = job_of(app, BELGIUM, schema=SCHEMA)
    page = open_job(screen, job)
    page.keyboard.press("e")
    field(page, "capital").fill("Brussel")
    with app.store() as store:
        review = Review(store)
        review.reject(review.card(card).answer.id, 1, "bo")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-message")).to_contain_text("bo decided on this")
    expect(field(page, "capital")).to_have_value("Brussel")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "approved")
    assert card_of(app, card).answer.current["answer"]["capital"] == "Brussel"


def test_an_answer_of_a_hundred_kilobytes_is_read_edited_and_approved(app: App, screen: Page) -> None:
    """It scrolls where it stands, and its end can be changed."""
    job, card = job_of(app, "word " * 19_000 + "end")
    page = open_job(screen, job)
    assert page.locator(".rv-answer-body .rv-scroll").evaluate("n => n.clientHeight < 700 && n.scrollHeight > 1500")
    page.keyboard.press("e")
    page.keyboard.press("Control+End")
    page.keyboard.type(" of it")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "approved")
    assert card_of(app, card).answer.current["answer"].endswith("word end of it")


# --- other teachers and filters -------------------------------------------------------------------------------


def test_other_teachers_are_compared_and_visited(app: App, screen: Page) -> None:
    """Who differs is told and filtered for; a click brings the card of the other job."""
    with app.store() as store:
        first, second = question_job(store), question_job(store, model="second-model")
        question = make_question(store, "Which is best, of these two?", category="taste")
        one = answered(store, question, "Tea.", job=first)
        two = answered(store, question, "Coffee.", job=second)
        same = make_question(store, "Which is the same?", category="taste")
        answered(store, same, "Yes.", job=first)
        answered(store, same, "yes.", job=second)
    page = open_job(screen, first, findings="disagree")
    shows(page, one.card)
    expect(page.locator(".rv-cards li")).to_have_text([re.compile("Which is best")])
    expect(page.locator(".rv-others")).to_contain_text("second-model")
    expect(page.locator(".rv-others ins")).to_have_text("Coffee")
    expect(page.locator(".rv-answer .rv-findings")).to_contain_text("Other teachers answer differently: 1 of 1.")
    page.get_by_role("button", name="Open this card").click()
    shows(page, two.card)


def test_the_category_is_chosen_and_stands_in_the_address(app: App, screen: Page, tabs: Tabs) -> None:
    """A link keeps it."""
    job, *_ = job_of(app, "Green.", category="colours & <b>")
    page = open_job(screen, job)
    page.get_by_label("Category").select_option("colours & <b>")
    expect(page.locator(".rv-progress")).to_contain_text("0 of 1 questions reviewed")
    assert "category=colours" in page.evaluate("location.search")
    again = tabs.open(page.url)
    expect(again.get_by_label("Category")).to_have_value("colours & <b>")
    expect(again.locator(".rv-meta")).to_contain_text("colours & <b>")


# --- invalid replies ------------------------------------------------------------------------------------------


def test_an_invalid_reply_is_corrected_and_rechecked_with_keys(app: App, screen: Page) -> None:
    """Its list names type and place; a correction that is still wrong says so and stays open."""
    with app.store() as store:
        job = question_job(store)
        question = make_question(store, "A country?", schema=SCHEMA, json_id="land-1")
        item = failed(store, question, json.dumps({**BELGIUM, "people": "many"}), job=job, times=2)
    page = open_job(screen, job, status="invalid")
    shows(page, job * CARD_SPAN + question)
    expect(page.locator(".rv-cards li")).to_have_count(1)
    expect(page.locator(".rv-cards li")).to_contain_text("land-1")
    expect(page.locator(".rv-cards li code")).to_have_text("people")
    expect(page.locator(".rv-reply")).to_contain_text("the last of 2 invalid replies")
    page.keyboard.press("e")
    text = page.get_by_label("The reply, corrected")
    text.fill(json.dumps({**BELGIUM, "people": "more"}))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-message")).to_contain_text("people is text; a whole number is expected")
    text.fill(json.dumps({**BELGIUM, "people": 12}))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "undecided")
    expect(page.locator(".rv-answer")).to_contain_text("by hand")
    page.keyboard.press("a")
    expect(page.locator('[data-empty="no-invalid"]')).to_be_visible()
    answer = card_of(app, job * CARD_SPAN + question).answer
    assert (answer.item_id, answer.is_correct, answer.current["answer"]["people"]) == (item, True, 12)


def test_a_failed_answer_is_written_by_hand_in_the_form(app: App, screen: Page) -> None:
    """The fields are empty; what is missing is told."""
    with app.store() as store:
        job = question_job(store)
        question = make_question(store, "Written by hand?", schema=SCHEMA)
        failed(store, question, "nothing", job=job)
    page = open_job(screen, job, status="empty")
    page.get_by_role("button", name="Write by hand").click()
    field(page, "capital").fill("Gent")
    expect(page.locator('[data-error="people"]')).to_contain_text("people")
    field(page, "people").fill("1")
    field(page, "union").select_option("false")
    field(page, "side").select_option("left")
    field(page, "languages").fill("Dutch")
    field(page, "name").fill("x")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-answer")).to_have_attribute("data-state", "approved")
    assert card_of(app, job * CARD_SPAN + question).answer.by_hand


def test_an_invalid_reply_is_asked_again(app: App, screen: Page) -> None:
    """It leaves the list; the item waits for its teacher."""
    with app.store() as store:
        job = question_job(store)
        failed(store, make_question(store, "Again?", schema=SCHEMA), "{", job=job)
    page = open_job(screen, job, status="invalid")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".rv-waiting")).to_be_visible()  # its provider is not configured here: the job pauses
    with app.store() as store:
        assert Review(store).count_invalid(InvalidFilter(job=job)) == 0


# --- safety and languages -------------------------------------------------------------------------------------


def test_what_a_file_or_a_teacher_writes_is_text_and_nothing_else(app: App, screen: Page) -> None:
    """Question, prompt, schema, answer and golden answer; also in the form."""
    evil = (
        "<img src=x onerror='document.body.dataset.hacked=1'></template><script>document.body.dataset.hacked=2</script>"
    )
    schema = json.dumps(
        {"type": "object", "title": evil, "properties": {evil: {"type": "string", "description": evil}}}
    )
    job, _ = job_of(app, {evil: evil}, golden=json.dumps({evil: "x"}), schema=schema, text=evil, system=evil)
    page = open_job(screen, job)
    page.keyboard.press("e")
    expect(page.locator(".rv-answer-form textarea")).to_have_value(evil)
    assert page.locator(".rv img, .rv script").count() == 0
    assert page.evaluate("document.body.dataset.hacked") is None
    page.keyboard.press("Escape")


@pytest.mark.parametrize(("language", "word"), [("nl", "Gouden antwoord"), ("en", "Golden answer")])
def test_the_card_of_a_question_fits_a_narrow_page(app: App, tabs: Tabs, language: str, word: str) -> None:
    """Nothing sticks out at 390 pixels, also not in the form."""
    job, _ = job_of(app, "x" * 300, golden="y" * 300)
    second, _ = job_of(app, {**BELGIUM, "capital": "z" * 300}, golden=GOLDEN, schema=SCHEMA)
    page = tabs.open(f"{app.url}{language}/?tab=review&job={job}", width=390, locale="nl-NL")
    expect(page.get_by_role("heading", name=word)).to_be_visible()
    page.evaluate("query => distiller.open('review', query)", {"job": second})
    expect(page.locator(".rv-paths")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("e")
    expect(page.locator(".rv-answer-form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
