"""The calls of a job on the screen: figures in the reader's words, unknown where they are, and what is waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from distiller.live import JobFigures, per_minute
from distiller.records import ItemCounts, JobOptions, JobRecord, JobStatus, Product, Reason
from distiller.records.live import CallFigures, LiveProvider
from ui.present_calls import call_section

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVIL = "<script>alert(1)</script>"
JOB = JobRecord(
    id=4,
    status=JobStatus.RUNNING,
    reason=None,
    requested_count=40,
    created_by="local",
    provider="openai",
    model_name="gpt",
    model_params={},
    options=JobOptions(),
    created_at=NOW,
    updated_at=NOW,
    forms=ItemCounts(pending=30, success=10),
    first_call_at=NOW,
    last_reply_at=NOW + timedelta(minutes=2),
)
FORMS = CallFigures(
    "openai", "gpt", Product.FORMS, 3, 1200, 2, 0, {"RATE_LIMIT": 2}, 9000, 4000, Decimal("1.5"), Decimal("1.5"), 30,
    0.412, 1.94,
)  # fmt: skip


def section(*calls: CallFigures, language: str = "en", job: JobRecord = JOB, providers: tuple = ()) -> str:
    """The section of the job."""
    return call_section(job, JobFigures(calls, providers), language, NOW)


def test_a_job_without_calls_shows_nothing() -> None:
    """No empty table."""
    assert section() == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1,200", "3 under way", "9,000 / 4,000", "$1.50", "0.41 s / 1.9 s", "2 × “slow down” (429)", ">30<"]),
        ("nl", ["1.200", "3 onderweg", "9.000 / 4.000", "$ 1,50", "0,41 s / 1,9 s", "2 × “langzamer” (429)", ">30<"]),
    ],
)
def test_the_figures_are_told_in_the_readers_words(language: str, words: list[str]) -> None:
    """Numbers as the language writes them."""
    found = section(FORMS, language=language)
    assert [word for word in words if word not in found] == []


def test_what_is_unknown_is_no_number() -> None:
    """A cost of which a part is known says which; latencies without replies are a dash."""
    partly = section(replace(FORMS, cost=None))
    assert "unknown (known: $1.50)" in partly
    none = section(replace(FORMS, cost=None, known_cost=Decimal(0), p50_s=None, p95_s=None))
    assert "unknown<" in none.replace("</span>", "<")
    assert "known:" not in none


@pytest.mark.parametrize(("language", "words"), [("en", "+ 1,300 before"), ("nl", "+ 1.300 eerder")])
def test_what_was_answered_from_the_store_stands_beside_the_replies(language: str, words: str) -> None:
    """And is not mentioned where there is none."""
    assert words in section(replace(FORMS, reused=1300), language=language)
    assert words[-6:] not in section(FORMS, language=language)


def test_teachers_are_named_where_there_are_several() -> None:
    """Else the facts above name the only one; names are text."""
    assert "gpt" not in section(FORMS, replace(FORMS, product=Product.SENTENCES))
    both = section(FORMS, replace(FORMS, provider=EVIL, model=EVIL))
    assert "gpt (openai)" in both
    assert "<script" not in both


def test_an_error_type_without_words_is_told_as_it_is() -> None:
    """And escaped."""
    assert "1 × &lt;script" in section(replace(FORMS, errors={EVIL: 1}))


@pytest.mark.parametrize("why", ["requests", "tokens", "refused", "broken"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_provider_that_waits_says_why_and_until_when(why: str, language: str) -> None:
    """To the second; a pause of the pace itself is no news, nor is what others wait for once the job has ended."""
    waiting = LiveProvider(EVIL, 0, waits_s=12.2, why=why)
    found = section(FORMS, language=language, providers=(waiting,))
    assert 'datetime="2026-11-20T12:00:12Z"' in found
    assert "<script" not in found
    assert "<time" not in section(FORMS, providers=(replace(waiting, waits_s=0.4),))
    assert "<time" not in section(FORMS, job=replace(JOB, status=JobStatus.DONE), providers=(waiting,))


def test_limits_that_are_known_are_told() -> None:
    """Told by the endpoint or learned from it."""
    found = section(FORMS, providers=(LiveProvider("openai", 3, requests_per_minute=2999.6),))
    assert "openai allows 3,000 calls per minute." in found
    assert "tokens per minute" not in found


def test_the_rate_is_of_the_last_minute_while_the_job_runs_and_of_the_whole_when_it_has_ended() -> None:
    """In its first minute it is what it would be in a whole one; before the first reply there is none."""
    assert per_minute(FORMS, JOB) == 30
    assert per_minute(FORMS, replace(JOB, last_reply_at=NOW + timedelta(seconds=15))) == 120
    ended = replace(JOB, forms=ItemCounts(success=40), status=JobStatus.DONE)
    assert per_minute(FORMS, ended) == 600
    assert per_minute(replace(FORMS, answered=0, recent=0), JOB) is None
    assert per_minute(FORMS, replace(JOB, first_call_at=None)) is None
    assert per_minute(replace(FORMS, recent=0), replace(ended, last_reply_at=NOW)) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["b is left out of this job, the others go on.", "b refuses the key"]),
        ("nl", ["b doet in deze taak niet meer mee, de andere wel.", "b weigert de sleutel"]),
    ],
)
def test_who_is_left_out_of_the_job_is_told_with_the_reason(language: str, said: list[str]) -> None:
    """Of this job only, and only while it runs."""
    reason = Reason("teacher-auth", {"provider": "b", "status": 401, "setting": "B_KEY"})
    out = LiveProvider("b", 0, out={JOB.id: reason})
    shown = section(FORMS, providers=(out,), language=language)
    assert [part for part in said if part not in shown] == []
    elsewhere = section(FORMS, providers=(LiveProvider("b", 0, out={99: reason}),), language=language)
    ended = section(FORMS, providers=(out,), language=language, job=replace(JOB, status=JobStatus.DONE))
    for text in (elsewhere, ended):
        assert said[0] not in text
