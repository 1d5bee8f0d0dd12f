"""The Jobs tab: what runs, how far it is, what went wrong, and what can be done about it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import update

from distiller.db.models import Call, Item, Job
from distiller.records import ItemStatus, JobOptions, JobStatus, NewCard, NewJob, Product
from distiller.store import Store
from tests.support.factories import make_call, make_item, make_job
from tests.support.screen import ROOT, App, Tabs

EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>${document.title=3}{{value}}`'


VERBS = [line for line in (ROOT / "data" / "demo-verbs.txt").read_text().splitlines() if not line.startswith("#")]


def start_job(app: App, *verbs: str, sentences: bool = False, key: str = "") -> int:
    """A job as the Import tab makes it, for the running engine to find."""
    products = (Product.FORMS, Product.SENTENCES) if sentences else (Product.FORMS,)
    with app.store() as store:
        new = NewJob(
            start_key=key or "-".join(verbs),
            created_by="local",
            provider="offline",
            model_name="offline-rules",
            model_params={"temperature": 0},
            options=JobOptions(sentences=sentences),
            input_text="\n".join(verbs),
            cards=[NewCard(verb, products) for verb in verbs],
        )
        return store.create_job(new).id


def status_of(app: App, job: int) -> JobStatus:
    """What the database says."""
    with app.store() as store:
        return store.fetch_job(job).status


def open_job(tabs: Tabs, app: App, job: int, query: str = "") -> Page:
    """The tab with this job."""
    return tabs.open(f"{app.url}en/?tab=jobs&job={job}{query}")


def test_a_job_is_watched_from_none_to_done_and_another_is_steered(fresh_app: Callable[..., App], tabs: Tabs) -> None:
    """An empty state that leads to Import; numbers that move by themselves; pause, resume and cancel.

    One test, since it takes a program with a slow teacher.
    """
    running = fresh_app(DISTILLER_OFFLINE_DELAY="0.9", DISTILLER_CONCURRENCY="2")
    page = tabs.open(f"{running.url}en/?tab=jobs")
    expect(page.get_by_text("No jobs yet")).to_be_visible()
    page.get_by_role("link", name="Go to Import").click()
    expect(page.locator("#import-text")).to_be_visible()
    see_progress(page, start_job(running, "lopen", "fietsen", "blorpxen", sentences=True))
    steer(page, running, start_job(running, *VERBS, sentences=True))


def see_progress(page: Page, job: int) -> None:
    """Nobody reloads: the numbers move, then the job is done and the list has its status."""
    page.evaluate("job => distiller.open('jobs', {job})", job)
    detail = page.locator(".j-detail")
    expect(detail.locator(".d-chip").first).to_have_text("running")
    expect(detail.locator(".d-chip").first).to_have_text("done", timeout=20_000)
    expect(detail.locator(".j-tiles")).to_contain_text("Requested")
    expect(page.locator(".j-list")).to_contain_text("done")
    expect(detail).to_contain_text("10 of 10")


def test_a_job_that_was_started_elsewhere_appears_by_itself(app: App, tabs: Tabs) -> None:
    """The shell and the screen may share a database."""
    page = tabs.open(f"{app.url}en/?tab=jobs")
    expect(page.locator("#jobs")).not_to_be_empty()
    job = start_job(app, "tekenen")
    expect(page.locator(".j-list")).to_contain_text(f"#{job} ", timeout=15_000)


def steer(page: Page, running: App, job: int) -> None:
    """Each button acts on the job and gives way to the one that fits next."""
    page.evaluate("job => distiller.open('jobs', {job})", job)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    assert status_of(running, job) == JobStatus.PAUSED
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Delete")).to_be_visible()
    assert status_of(running, job) == JobStatus.CANCELLED


def test_a_refused_action_shows_how_the_job_really_stands(app: App, tabs: Tabs) -> None:
    """Who pauses what somebody else has ended is told so, and sees it, without waiting for the next look."""
    with app.store() as store:
        job = make_job(store, status=JobStatus.PAUSED)
        make_item(store, job, "lopen", status=ItemStatus.PENDING)
    page = tabs.open(f"{app.url}en/?tab=jobs&job={job}", alone=True)
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    page.clock.install()  # the tab's own clock stands still
    with app.store() as store:
        store.cancel_job(job)
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_test_id("toast-body")).to_contain_text(f"Job {job} is cancelled: it cannot be resumed now.")
    expect(page.get_by_role("button", name="Resume")).to_be_hidden()
    expect(page.get_by_role("button", name="Retry failed")).to_be_visible()


def test_a_failed_item_says_why_and_shows_what_was_replied(app: App, tabs: Tabs) -> None:
    """The filter keeps the failed ones; the raw reply is there on request, as text."""
    with app.store() as store:
        job, item = failed_job(store)
    page = open_job(tabs, app, job)
    page.get_by_role("link", name="failed", exact=True).click()
    page.wait_for_url(re.compile("status=failed"))
    expect(page.locator(".j-items tbody tr")).to_have_count(1)
    expect(page.locator(".j-items")).to_contain_text("Missing key: vd")
    page.get_by_role("link", name=re.compile("^Replies")).click()
    page.wait_for_url(re.compile(f"item={item}"))
    expect(page.locator(".j-replies pre")).to_have_text(EVIL)
    expect(page.locator(".j-replies pre *")).to_have_count(0)
    assert page.title().startswith("Distiller")


def failed_job(store: Store) -> tuple[int, int]:
    """A job of two items, one of which failed with a hostile reply."""
    job = make_job(store)
    make_item(store, job, "lopen")
    item = make_item(store, job, "<b>werken</b>")
    call = make_call(store, job, [item])
    with store._write() as conn:
        conn.execute(update(Job).where(Job.id == job).values(requested_count=2))
        conn.execute(update(Call).where(Call.id == call).values(raw_reply=EVIL))
        failed = {"status": ItemStatus.FAILED, "error_type": "X", "error_message": "Missing key: vd", "attempts": 4}
        conn.execute(update(Item).where(Item.id == item).values(**failed))
    return job, item


def test_failed_items_are_asked_again_on_request(app: App, tabs: Tabs) -> None:
    """Retry failed reopens the job, and the engine takes it up."""
    with app.store() as store:
        job = make_job(store)
        item = make_item(store, job, "wandelen")
        with store._write() as conn:
            conn.execute(update(Item).where(Item.id == item).values(status=ItemStatus.FAILED, error_message="no"))
            conn.execute(update(Job).where(Job.id == job).values(provider="offline", model_name="offline-rules"))
    page = open_job(tabs, app, job)
    page.get_by_role("button", name="Retry failed").click()
    expect(page.locator(".j-items .d-chip")).to_have_text("succeeded")


def test_items_are_paged_by_fifty(app: App, tabs: Tabs) -> None:
    """Next and previous walk through a long job; the address keeps the job."""
    with app.store() as store:
        job = make_job(store)
        for number in range(120):
            make_item(store, job, f"verb{number:03d}en")
    page = open_job(tabs, app, job)
    rows = page.locator(".j-items tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Next").click()
    expect(rows.first).to_contain_text("verb050en")
    page.get_by_role("button", name="Next").click()
    expect(rows).to_have_count(20)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_role("button", name="Previous").click()
    expect(rows.first).to_contain_text("verb050en")


def test_deleting_asks_first(app: App, tabs: Tabs) -> None:
    """Dismissed, nothing happens; accepted, the job is gone from screen and database."""
    with app.store() as store:
        job = make_job(store)
        make_item(store, job, "lopen")
    page = open_job(tabs, app, job)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name=f"Job {job}", exact=True)).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("This job does not exist")).to_be_visible()
    with app.store() as store:
        assert job not in [found.id for found in store.list_jobs(100, None)]


def test_a_paused_job_says_why_in_the_readers_language(app: App, tabs: Tabs) -> None:
    """The reason is the sentence of its error, in Dutch on the Dutch page; times are in the reader's zone."""
    with app.store() as store:
        job = make_job(store, status=JobStatus.PAUSED)
        make_item(store, job, "lopen")
        reason = {"code": "teacher-auth", "params": {"provider": "openai", "status": 401}}
        with store._write() as conn:
            conn.execute(update(Job).where(Job.id == job).values(reason=reason))
    page = tabs.open(f"{app.url}nl/?tab=jobs&job={job}", locale="nl-NL")
    expect(page.get_by_text("openai weigert de sleutel (401)")).to_be_visible()
    expect(page.locator(".j-facts time")).to_have_text(re.compile(r"13:00"))  # 12:00 UTC, in Amsterdam


def test_the_review_link_opens_the_review_of_this_job(app: App, tabs: Tabs) -> None:
    """The filter travels in the address."""
    with app.store() as store:
        job = make_job(store)
        make_item(store, job, "lopen", status=ItemStatus.SUCCESS)
    page = open_job(tabs, app, job)
    page.get_by_role("link", name="Review", exact=True).click()
    page.wait_for_url(re.compile(rf"tab=review&job={job}"))
