"""Records to what the screen shows: amounts, lengths of time, jobs, items; all text is text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from distiller.jobs import CheckedLine, Estimate, ListCheck
from distiller.records import (
    BatchRecord,
    BatchStatus,
    CallRecord,
    CallStatus,
    Existing,
    Failover,
    InvalidRecord,
    ItemCounts,
    ItemRecord,
    ItemStatus,
    JobOptions,
    JobRecord,
    JobStatus,
    Product,
    Reason,
    Usage,
)
from ui.pages import choose_language
from ui.present import duration, money, time_tag
from ui.present_batches import batch_label, batch_section
from ui.present_import import counts, estimate, job_options
from ui.present_items import RAW_SHOWN, Replies, item_list
from ui.present_jobs import job_detail, job_list, pace, resumed_at
from ui.query import Query
from ui.question_choices import Ask
from ui.safety import host_name, same_origin

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVIL = "<script>alert(1)</script>"
JOB = JobRecord(
    id=4,
    status=JobStatus.RUNNING,
    reason=None,
    requested_count=40,
    created_by=EVIL,
    provider="openai",
    model_name=EVIL,
    model_params={"temperature": 0, "x": EVIL},
    options=JobOptions(level=EVIL),
    created_at=NOW,
    updated_at=NOW,
    forms=ItemCounts(pending=30, success=9, failed=1),
    cost=None,
    first_call_at=NOW,
    last_reply_at=NOW + timedelta(minutes=2),
)
ITEM = ItemRecord(1, 4, 1, EVIL, Product.FORMS, ItemStatus.FAILED, 4, "X", EVIL)


@pytest.mark.parametrize(
    ("amount", "english", "dutch"),
    [
        (None, "unknown", "onbekend"),
        (Decimal(0), "$0.00", "$ 0,00"),
        (Decimal("0.0123"), "$0.0123", "$ 0,0123"),
        (Decimal("0.00001"), "< $0.0001", "< $ 0,0001"),
        (Decimal("1234.5"), "$1,234.50", "$ 1.234,50"),
    ],
)
def test_money_is_never_zero_when_it_is_unknown_or_small(amount: Decimal | None, english: str, dutch: str) -> None:
    """Each amount in both languages."""
    assert (money(amount, "en"), money(amount, "nl")) == (english, dutch)


@pytest.mark.parametrize(
    ("seconds", "said"), [(None, "unknown"), (0.2, "1 s"), (89, "89 s"), (180, "3 min"), (7500, "2 h 05 min")]
)
def test_lengths_of_time_are_said_as_people_do(seconds: float | None, said: str) -> None:
    """Unknown stays unknown."""
    assert duration(seconds, "en") == said


def test_a_moment_is_told_in_utc_for_the_browser_to_turn() -> None:
    """Whatever zone it comes in."""
    assert 'datetime="2026-11-20T12:00:00Z"' in time_tag(NOW)
    assert time_tag(None) == "–"


def test_the_pace_is_measured_from_the_first_call_to_the_last_reply() -> None:
    """Ten items in two minutes: five a minute, thirty more in six minutes; nothing is said before the first reply."""
    found = pace(JOB)
    assert (found.per_minute, found.left_s, found.took_s) == (5.0, 360.0, 120.0)
    assert pace(replace(JOB, first_call_at=None)).per_minute is None
    assert pace(replace(JOB, status=JobStatus.DONE)).left_s is None


def test_the_pace_of_a_resumed_job_does_not_count_its_pause() -> None:
    """An hour's pause, then four items in one minute: four a minute, and not ten in an hour; then nothing yet."""
    resumed = replace(JOB, updated_at=NOW + timedelta(hours=1), last_reply_at=NOW + timedelta(minutes=61))
    assert resumed_at(JOB) is None
    assert resumed_at(resumed) == NOW + timedelta(hours=1)
    assert (pace(resumed, 4).per_minute, pace(resumed, 4).left_s) == (4.0, 450.0)
    assert pace(resumed, 0).per_minute is None
    assert pace(replace(resumed, last_reply_at=NOW), 0).left_s is None


def test_no_text_of_a_job_or_an_item_is_markup() -> None:
    """Names, models, parameters, messages and raw replies are escaped."""
    call = CallRecord(
        1, 4, Product.FORMS, EVIL, EVIL, {}, EVIL, CallStatus.FAILED, NOW, 1.0, Usage(1, 2), None, EVIL, EVIL, EVIL
    )
    replies = Replies(1, [call], [InvalidRecord(1, 1, 1, EVIL, EVIL, EVIL, NOW)])
    query = Query(tab="jobs", job=4, item=1, q=EVIL)
    for language in ("nl", "en"):
        html = (
            job_list([JOB], 4, language, paged=True, more=True)
            + job_detail(JOB, language)
            + item_list([ITEM], query, language, replies=replies)
        )
        assert "<script" not in html
        assert html.count("&lt;script&gt;") >= 10


def test_an_unknown_cost_is_unknown_and_the_offline_teacher_is_free() -> None:
    """Zero is for neither."""
    assert "unknown" in job_detail(JOB, "en")
    offline = job_detail(replace(JOB, provider="offline", cost=Decimal(0)), "en")
    assert "free" in offline
    assert "offline" in offline


@pytest.mark.parametrize(
    ("language", "call_words", "job_words"),
    [
        ("en", "answered from the store (call 12)", "5, of which 3 answered before (from the store, at no cost)"),
        (
            "nl",
            "beantwoord uit de database (verzoek 12)",
            "5, waarvan 3 eerder beantwoord (uit de database, kosteloos)",
        ),
    ],
)
def test_what_was_answered_from_the_store_is_shown_as_such(language: str, call_words: str, job_words: str) -> None:
    """With each call, and in the figures of its job; a job without any does not mention it."""
    usual = (1, 4, Product.FORMS, "p", "m", {}, "v", CallStatus.ANSWERED, NOW, None, Usage(), Decimal(0), None, None)
    calls = [CallRecord(*usual, "{}", reused_from=12), CallRecord(*usual, "{}")]
    html = item_list([ITEM], Query(item=1), language, replies=Replies(1, calls, []))
    assert html.count(call_words) == 1
    assert job_words in job_detail(replace(JOB, calls=5, reused=3), language)
    assert job_words[3:] not in job_detail(replace(JOB, calls=5), language)


def test_a_job_that_asked_everything_anew_says_so() -> None:
    """Beside what it asked for."""
    assert "everything asked anew" in job_detail(replace(JOB, options=JobOptions(fresh=True)), "en")
    assert "everything asked anew" not in job_detail(JOB, "en")


def test_only_an_ended_job_with_replies_can_be_checked_again() -> None:
    """While it runs its replies are judged anyway; imported answers have no replies."""
    done = replace(JOB, status=JobStatus.DONE)
    assert 'data-act="revalidate"' in job_detail(done, "en")
    assert 'data-act="revalidate"' not in job_detail(JOB, "en")
    assert 'data-act="revalidate"' not in job_detail(replace(done, provider="import"), "en")


def test_a_very_long_reply_is_cut_and_says_so() -> None:
    """Five million characters do not go into the page."""
    one = InvalidRecord(1, 1, 1, "X", "x", "y" * (RAW_SHOWN + 1234), NOW)
    html = item_list([ITEM], Query(item=1), "en", replies=Replies(1, [], [one]))
    assert "1,234 more characters" in html
    assert len(html) < RAW_SHOWN + 6000


def test_each_line_of_a_list_that_is_not_new_has_its_reason() -> None:
    """Counted by kind, with line and text, as text; of very many only the first are written out."""
    lines = tuple(CheckedLine(number, EVIL, "waiting", {"job": 3}) for number in range(1, 301))
    html = counts(ListCheck(5, 5, (), lines, (), (), ()), "en")
    assert "5 verbs will be made" in html
    assert "300 waiting in a job" in html
    assert "line 100" in html
    assert "… and 200 more" in html
    assert "<script" not in html


def test_the_estimate_says_what_it_does_not_know() -> None:
    """A price that is unknown is not zero."""
    html = estimate(Estimate(11, 9668, 2700, None, 65.0), "en", offline=False)
    assert "9,668 in, 2,700 out" in html
    assert "unknown" in html
    assert "65 s" in html


def test_choices_of_the_screen_are_taken_within_bounds() -> None:
    """What a page sends may be anything."""
    assert job_options("forms", 99, "", "nonsense", False) == JobOptions(sentences=False, sentence_count=20)
    assert job_options("both", 0, "B1", "regenerate", True).existing == Existing.REGENERATE
    assert not job_options("both", 0, "B1", "skip", False, False).fresh
    assert job_options("both", 0, "B1", "skip", False, True).fresh


@pytest.mark.parametrize(
    ("others", "failover", "expected"),
    [
        (["b", "c"], "all", (("b", "c"), Failover.ALL)),
        (["b"], "nonsense", (("b",), Failover.NONE)),
        ([], "all", ((), Failover.NONE)),  # without others there is no policy
        ("b", "all", ((), Failover.NONE)),
        (None, None, ((), Failover.NONE)),
    ],
)
def test_further_providers_are_taken_as_they_make_sense(
    others: object, failover: object, expected: tuple[tuple[str, ...], Failover]
) -> None:
    """From the verbs' and from the questions' form; they survive being stored."""
    options = job_options("both", 10, "B1", "skip", False, False, False, others, failover)
    assert (options.others, options.failover) == expected
    assert JobOptions.from_dict(options.to_dict()) == options
    if isinstance(others, list):
        ask = Ask.of({"failover": failover, "with:x": False, **{f"with:{name}": True for name in others}})
        assert (ask.options.others, ask.options.failover) == expected


def test_a_job_without_further_providers_is_read_as_before() -> None:
    """What an older version stored has neither field."""
    old = {key: value for key, value in JobOptions().to_dict().items() if key not in ("others", "failover")}
    assert JobOptions.from_dict(old) == JobOptions()


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:7860", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:7860", "[::1]"),
        ("[::1]", "[::1]"),
        ("Evil.Example:80", "evil.example"),
        ("localhost:80:80", "localhost:80"),
        ("localhost:", ""),
        ("", ""),
    ],
)
def test_the_name_in_a_host_header_is_taken_exactly(host: str, name: str) -> None:
    """With or without port; what is not well formed is no name."""
    assert host_name(host) == name


def test_an_origin_is_ours_only_with_the_same_name_and_port() -> None:
    """Scheme, name and port."""
    assert same_origin("http://127.0.0.1:7860", "127.0.0.1:7860")
    for other in ("http://127.0.0.1:7861", "http://localhost:7860", "null", "file://", "http://[x"):
        assert not same_origin(other, "127.0.0.1:7860")


def test_the_language_is_chosen_in_order() -> None:
    """Link, cookie, browser, setting, English."""
    assert choose_language("nl", "en", "en", "en") == "nl"
    assert choose_language("xx", "nl", "en", "en") == "nl"
    assert choose_language(None, None, "de, nl-BE;q=0.8, en", "en") == "nl"
    assert choose_language(None, None, "de", "nl") == "nl"
    assert choose_language(None, None, "", "") == "en"


def test_a_batch_is_named_by_what_it_saves() -> None:
    """Half, another share, or nothing."""
    said = [batch_label(Decimal(discount), "en") for discount in ("0.5", "0.25", "0")]
    assert said == [
        "As a batch (half price, answers within 24 hours)",
        "As a batch (25% cheaper, answers within 24 hours)",
        "As a batch (answers within 24 hours)",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("status", list(BatchStatus))
def test_every_state_of_a_batch_has_words(status: BatchStatus, language: str) -> None:
    """Also while what came of it is fetched; what the provider says is escaped."""
    batch = BatchRecord(
        id=1, job_id=1, provider="openai", model="m", token="t", status=status, remote_id="<b>", input_file_id=None,
        output_file_id=None, error_file_id=None, requests=3, size=10, completed=1, failed=1,
        error=Reason("batch-failed", {"provider": "openai", "reason": "<script>"}), created_at=NOW, tried_at=None,
        submitted_at=None, updated_at=NOW, ended_at=None,
    )  # fmt: skip
    html = batch_section([batch, replace(batch, id=2, ended_at=NOW, error=None)], language)
    assert "<script>" not in html
    assert "<b>" not in html.replace("<b>#", "")
    assert html.count("d-chip") >= 2
    assert batch_section([], language) == ""
