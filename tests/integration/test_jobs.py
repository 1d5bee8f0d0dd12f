"""Starting and steering jobs: what a list would make, one job out of it, and what a person can do to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from distiller.commit import Committer
from distiller.errors import InputError, NotFound, SettingsError
from distiller.jobs import Jobs
from distiller.llm import Teachers, open_teachers
from distiller.records import Existing, ItemStatus, JobOptions, JobStatus, Product
from distiller.settings import ProviderSettings, Settings
from distiller.store import Store
from tests.support.factories import LOPEN, make_card
from tests.support.running import settings_for

BOTH = JobOptions()
GOING = {**LOPEN, "vd_hulpwerkwoord": "zijn"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    priced = ProviderSettings("priced", "http://127.0.0.1:9/v1", "m", input_price=Decimal(1), output_price=Decimal(2))
    unpriced = ProviderSettings("unpriced", "http://127.0.0.1:9/v1", "a-model-without-a-price")
    base = settings_for(tmp_path)
    return replace(base, providers=(*base.providers, priced, unpriced))


@pytest.fixture
def teachers(settings: Settings) -> Iterator[Teachers]:
    opened = open_teachers(settings)
    yield opened
    opened.close()


@pytest.fixture
def jobs(store: Store, teachers: Teachers, settings: Settings) -> Jobs:
    return Jobs(store, teachers, settings, wake=lambda: None)


def start(jobs: Jobs, text: str, options: JobOptions = BOTH, key: str = "key") -> int:
    return jobs.start(text, options, "offline", "", "tester", key).id


def commit_lopen(store: Store) -> None:
    make_card(store, "lopen", GOING, forms_state={"is_correct": True})
    Committer(store).commit("tester")


def test_a_list_is_counted_by_what_would_become_of_each_line(jobs: Jobs, store: Store) -> None:
    """New, doubled, waiting, committed, not acceptable: each with its line and reason."""
    commit_lopen(store)
    make_card(store, "werken", None)
    start(jobs, "werken", key="first")
    check = jobs.check("zien\nlopen\nwerken\nzien\nabc1\nhuis", BOTH)
    assert (check.new, check.selected) == (2, 2)
    assert [(line.line, line.text) for line in check.committed] == [(2, "lopen")]
    assert [(line.line, line.text) for line in check.waiting] == [(3, "werken")]
    assert [(line.line, line.text) for line in check.doubled] == [(4, "zien")]
    assert [(line.line, line.text) for line in check.refused] == [(5, "abc1")]
    assert [(line.line, line.text) for line in check.warned] == [(6, "huis")]
    for lines in (check.committed, check.waiting, check.doubled, check.refused, check.warned):
        assert all(line.sentence("nl") and line.sentence("en") for line in lines)


@pytest.mark.parametrize(
    ("existing", "products"),
    [
        (Existing.SKIP, []),
        (Existing.SENTENCES, [Product.SENTENCES]),
        (Existing.REGENERATE, [Product.FORMS, Product.SENTENCES]),
    ],
)
def test_verbs_in_the_database_are_made_as_chosen(
    jobs: Jobs, store: Store, existing: Existing, products: list[Product]
) -> None:
    """Skipped by default, new sentences only, or everything again."""
    commit_lopen(store)
    job = start(jobs, "lopen, zien", JobOptions(existing=existing))
    items = jobs.items(job)
    assert [i.product for i in items if i.subject == "lopen"] == products
    assert [i.product for i in items if i.subject == "zien"] == [Product.FORMS, Product.SENTENCES]


def test_sentences_of_a_committed_verb_are_made_with_the_committed_forms(jobs: Jobs, store: Store) -> None:
    """They can be claimed at once, with the forms of the verb database."""
    commit_lopen(store)
    job = start(jobs, "lopen", JobOptions(existing=Existing.SENTENCES))
    [item] = store.claim_items(store.register_owner(), job, Product.SENTENCES, 5)
    assert item.asked.forms is not None
    assert item.asked.forms["vd_hulpwerkwoord"] == "zijn"


def test_sentences_wait_for_forms(jobs: Jobs, store: Store) -> None:
    """Nothing to claim before the forms are in."""
    job = start(jobs, "zien")
    owner = store.register_owner()
    assert store.claim_items(owner, job, Product.SENTENCES, 5) == []
    assert [i.subject for i in store.claim_items(owner, job, Product.FORMS, 5)] == ["zien"]


def test_verbs_that_wait_elsewhere_are_made_again_only_when_asked(jobs: Jobs) -> None:
    """Nothing is paid for twice by accident."""
    start(jobs, "zien", key="one")
    with pytest.raises(InputError) as refused:
        start(jobs, "zien", key="two")
    assert refused.value.code == "input-nothing-to-do"
    assert start(jobs, "zien", JobOptions(again=True), key="three")


@pytest.mark.parametrize(
    ("text", "code"), [("", "input-empty"), (" \n\n ", "input-empty"), ("a1\nb2", "input-none-acceptable")]
)
def test_a_list_without_verbs_is_refused_with_one_sentence(jobs: Jobs, store: Store, text: str, code: str) -> None:
    """And makes no job."""
    with pytest.raises(InputError) as refused:
        start(jobs, text)
    assert refused.value.code == code
    assert refused.value.sentence("nl") != refused.value.sentence("en")
    assert store.count_jobs() == 0


def test_options_out_of_range_are_refused(jobs: Jobs) -> None:
    """At most twenty sentences."""
    with pytest.raises(InputError):
        start(jobs, "zien", JobOptions(sentence_count=21))
    with pytest.raises(SettingsError):
        jobs.start("zien", BOTH, "nobody", "", "tester", "key")


def test_the_estimate_knows_what_it_does_not_know(jobs: Jobs) -> None:
    """Offline costs nothing, an own price is used, and an unknown price stays unknown."""
    check = jobs.check("zien\nlopen\nwerken", BOTH)
    offline = jobs.estimate(check, BOTH, "offline", "offline-rules")
    assert (offline.calls, offline.cost) == (6, 0)
    priced = jobs.estimate(check, BOTH, "priced", "m")
    assert priced.cost == (Decimal(priced.prompt_tokens) + 2 * Decimal(priced.completion_tokens)) / 1_000_000
    assert jobs.estimate(check, BOTH, "unpriced", "a-model-without-a-price").cost is None
    assert priced.seconds > 0
    forms_only = JobOptions(sentences=False)
    assert jobs.estimate(jobs.check("zien\nlopen", forms_only), forms_only, "priced", "m").calls == 2


def test_pause_resume_cancel_and_retry_say_when_they_cannot(jobs: Jobs) -> None:
    """One sentence that names the job and its state."""
    job = start(jobs, "zien")
    assert jobs.pause(job).status == JobStatus.PAUSED
    with pytest.raises(InputError):
        jobs.pause(job)
    assert jobs.resume(job).status == JobStatus.QUEUED
    cancelled = jobs.cancel(job)
    assert (cancelled.status, cancelled.items.cancelled) == (JobStatus.CANCELLED, 2)
    with pytest.raises(InputError):
        jobs.cancel(job)
    again = jobs.retry_failed(job)
    assert (again.status, again.items.pending) == (JobStatus.QUEUED, 2)
    with pytest.raises(InputError):
        jobs.retry_failed(job)
    with pytest.raises(NotFound):
        jobs.get(job + 1)


def test_a_job_can_be_removed_once_it_has_ended(jobs: Jobs, store: Store) -> None:
    """Not while it is open, and not when its work is in the verb database."""
    job = start(jobs, "zien")
    with pytest.raises(InputError):
        jobs.delete(job)
    jobs.cancel(job)
    jobs.delete(job)
    assert store.count_jobs() == 0
    assert store.check().problems == ()
    commit_lopen(store)
    with pytest.raises(InputError):
        jobs.delete(jobs.list()[0].id)


def test_jobs_and_items_are_paged_by_id(jobs: Jobs) -> None:
    """Newest job first; items in the order of the paste, by status."""
    first = start(jobs, "zien\nlopen\nwerken", key="one")
    second = start(jobs, "maken", key="two")
    assert [j.id for j in jobs.list()] == [second, first]
    assert [j.id for j in jobs.list(before=second)] == [first]
    page = jobs.items(first, limit=4)
    rest = jobs.items(first, after=page[-1].id)
    assert [i.subject for i in (*page, *rest)] == ["zien", "zien", "lopen", "lopen", "werken", "werken"]
    assert jobs.items(first, status=ItemStatus.FAILED) == []
