"""Amounts as people write them, settings, and how budgets and estimates are shown. Nothing here opens a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from distiller import estimates
from distiller.budgets import budget_of, parse
from distiller.db.spending import counted, shown
from distiller.errors import DistillerError, InputError, SettingsError
from distiller.estimates import Part, compared
from distiller.llm import open_teachers
from distiller.meters import Histogram
from distiller.metrics import text
from distiller.records import CallStatus, Caps, Estimate, JobOptions, JobRecord, JobStatus, Spending
from distiller.records.live import Totals
from distiller.settings import ProviderSettings, Settings, load_settings
from ui.present_errors import told
from ui.present_jobs import job_detail
from ui.present_money import compared_section, hint

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def job(**changed: object) -> JobRecord:
    record = JobRecord(
        id=7, status=JobStatus.DONE, reason=None, requested_count=2, created_by="ann", provider="openai",
        model_name="m", model_params={}, options=JobOptions(), created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    return replace(record, **changed)


# --- amounts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("2", "2"),
        ("2.50", "2.5"),
        (" 2,50 ", "2.5"),
        ("$2.50", "2.5"),
        ("US$ 3", "3"),
        ("0", "0"),
        ("0,005", "0.005"),
        ("1.0001", "1.0001"),
        ("1000000", "1000000"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, amount: str) -> None:
    """With a comma or a point, with or without the sign."""
    assert parse(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "  ", "none", "None", "geen", None])
def test_nothing_is_no_budget(written: str | None) -> None:
    """An empty field and the word for it."""
    assert parse(written) is None


@pytest.mark.parametrize(
    "written", ["-1", "1e3", "NaN", "inf", "1.000,50", "1.000", "25,000", "abc", "1000001", "٣", "1.0000001", "2 euro"]
)
def test_what_is_no_amount_is_refused_with_a_sentence(written: str) -> None:
    """Nothing is guessed: a thousand could be one."""
    with pytest.raises(InputError) as refused:
        parse(written)
    assert refused.value.code == "input-bad-value"
    assert "budget" in told(refused.value, "nl").lower()


def test_the_settings_hold_the_administrators_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absent is no limit, zero is one, and what is no amount names its setting."""
    monkeypatch.setenv("DISTILLER_BUDGET_JOB", "12,5")
    monkeypatch.setenv("DISTILLER_BUDGET_DAY", "0")
    monkeypatch.setenv("DISTILLER_BUDGET_USER", "")
    assert load_settings(tmp_path).caps == Caps(Decimal("12.5"), None, Decimal(0))
    monkeypatch.setenv("DISTILLER_BUDGET_USER", "much")
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path)
    assert "DISTILLER_BUDGET_USER" in refused.value.sentence("en")
    assert "much" not in refused.value.sentence("en")


def test_amounts_in_sentences_have_cents_and_what_matters_of_them() -> None:
    """Never in powers of ten."""
    assert [shown(Decimal(x)) for x in ("2", "0.5", "0.0123", "0.00000049", "1234.5")] == [
        "2.00", "0.50", "0.0123", "0.00", "1234.50",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "reserved", "cost", "expected"),
    [
        ("sent", 5, None, (0, 5, 0)),
        ("sent", None, None, (0, 0, 1)),
        ("answered", 5, 3, (3, 0, 0)),
        ("answered", 5, 0, (0, 0, 0)),
        ("answered", 5, None, (5, 0, 0)),
        ("answered", None, None, (0, 0, 1)),
        ("answered", None, 3, (3, 0, 0)),
        ("lost", 5, None, (5, 0, 0)),
        ("lost", None, None, (0, 0, 1)),
        ("failed", 5, None, (0, 0, 0)),
        ("failed", None, None, (0, 0, 0)),
    ],
)
def test_what_a_call_counts_for(status: str, reserved: int | None, cost: int | None, expected: tuple) -> None:
    """Unknown is counted as a call, never as no money."""
    assert counted(CallStatus(status), reserved, cost) == expected


# --- sentences ----------------------------------------------------------------------------------------------

PARAMS = {"job": 7, "who": "ann", "cap": "2.50", "spent": "2.49", "reserved": "0.00", "worst": "0.02"}


@pytest.mark.parametrize("code", ["budget-job", "budget-user", "budget-day"])
def test_the_sentence_says_which_limit_how_much_and_what_to_do(code: str) -> None:
    """In both languages, the Dutch one with a comma."""
    error = DistillerError(code, **PARAMS)
    english, dutch = told(error, "en"), told(error, "nl")
    for amount in ("2.50", "2.49", "0.02"):
        assert f"US$ {amount}" in english
        assert f"US$ {amount.replace('.', ',')}" in dutch
    for sentence in (english, dutch):
        assert ("DISTILLER_" in sentence and "UTC" in sentence) or "7" in sentence


# --- a job --------------------------------------------------------------------------------------------------


def test_a_jobs_own_budget_comes_before_the_administrators() -> None:
    """Also where it is zero."""
    caps = Caps(job=Decimal(5))
    assert budget_of(job(), Caps()) is None
    default = budget_of(job(spending=Spending(Decimal(1), Decimal(2))), caps)
    assert default is not None
    assert (default.cap, default.own, default.left) == (5, False, 2)
    own = budget_of(job(budget=Decimal(0)), caps)
    assert own is not None
    assert (own.cap, own.own) == (0, True)


def test_the_jobs_tab_shows_what_is_spent_reserved_and_allowed() -> None:
    """With the button that changes it; an imported job has no budget."""
    one = job(budget=Decimal("2.5"), spending=Spending(Decimal("0.25"), Decimal("0.125"), 3))
    english = job_detail(one, "en", budget=budget_of(one, Caps()))
    assert "$2.50: $0.2500 spent, $0.1250 reserved" in english
    assert "3 calls of unknown price not counted" in english
    assert 'data-act="budget"' in english
    assert 'data-value="2.5"' in english
    dutch = job_detail(one, "nl", budget=budget_of(one, Caps()))
    assert "$&nbsp;2,50: $&nbsp;0,2500 uitgegeven, $&nbsp;0,1250 gereserveerd" in dutch
    assert "the administrator&#x27;s" in job_detail(job(), "en", budget=budget_of(job(), Caps(job=Decimal(4))))
    assert 'data-act="budget"' not in job_detail(job(provider="import"), "en")


def test_an_empty_field_says_what_holds_then() -> None:
    """None, or the administrator's."""
    assert hint(Caps(), "nl") == "geen"
    assert hint(Caps(job=Decimal("2.5")), "nl") == "$ 2,50 (van de beheerder)"


# --- estimates ----------------------------------------------------------------------------------------------

MADE = Estimate(10, 1000, 200, Decimal("0.50"), 20.0)
TOOK = {
    "calls": 12, "prompt_tokens": 900, "completion_tokens": 200, "cost": Decimal("0.75"), "first_call_at": NOW,
    "last_reply_at": NOW + timedelta(seconds=19),
}  # fmt: skip


def test_an_estimate_comes_back_as_it_was_kept() -> None:
    """Exact to the last digit, and unknown stays unknown."""
    for one in (MADE, replace(MADE, cost=None), replace(MADE, cost=Decimal("0.000000001"))):
        assert Estimate.from_dict(one.to_dict()) == one


def test_after_the_end_an_estimate_is_shown_with_its_error() -> None:
    """By how many percent it was more or less; while the job is open only how far it is."""
    done = job(estimate=MADE, **TOOK)
    errors = {one.name: one.error for one in compared(done)}
    assert errors == {"calls": 20.0, "prompt_tokens": -10.0, "completion_tokens": 0.0, "cost": 50.0, "seconds": -5.0}
    english = compared_section(done, "en")
    assert all(part in english for part in ("+20 %", "−10 %", ">0 %", "+50 %", "−5.0 %", "Real", "$0.7500"))
    assert "−5,0 %" in compared_section(done, "nl")
    running = compared_section(replace(done, status=JobStatus.RUNNING), "en")
    assert "So far" in running
    assert "%" not in running
    assert compared_section(job(**TOOK), "en") == ""


def test_what_is_unknown_has_no_error() -> None:
    """A price nobody knows, tokens that no reply told, a job that made no call."""
    unknown = job(estimate=replace(MADE, cost=None), **TOOK | {"cost": None, "prompt_tokens": 0})
    rows = {one.name: one for one in compared(unknown)}
    assert (rows["cost"].error, rows["prompt_tokens"].real, rows["prompt_tokens"].error) == (None, None, None)
    assert compared_section(unknown, "en").count("unknown") == 3
    assert {one.name: one.real for one in compared(job(estimate=MADE))}["seconds"] is None


def limited(tmp_path: Path, **changed: object) -> Settings:
    provider = ProviderSettings(
        "p", "http://localhost/v1", "m", concurrency=4, input_price=Decimal(1), output_price=Decimal(2), **changed
    )
    return replace(load_settings(tmp_path), providers=(provider,), default_provider="p", concurrency=16)


@pytest.mark.parametrize(
    ("limits", "parts", "seconds"),
    [
        ({}, [Part(100, 10, 10, 2.0)], 50.0),  # four at once
        ({}, [Part(1, 10, 10, 2.0), Part(2, 10, 10, 3.0)], 5.0),  # the second waits for the first
        ({"requests_per_minute": 60}, [Part(100, 10, 10, 2.0)], 100.0),
        ({"requests_per_minute": 6000, "tokens_per_minute": 600}, [Part(100, 10, 10, 2.0)], 200.0),
        ({}, [], 0.0),
    ],
)
def test_the_time_is_the_longest_of_latency_and_limits(
    tmp_path: Path, limits: dict[str, int], parts: list[Part], seconds: float
) -> None:
    """Whatever is scarce decides."""
    settings = limited(tmp_path, **limits)
    teacher = open_teachers(settings)["p"]
    found = estimates.total(parts, teacher, settings, "m")
    assert found.seconds == pytest.approx(seconds)
    assert found.cost == sum((p.calls * Decimal(30) / 1_000_000 for p in parts), Decimal(0))


def test_the_metrics_tell_what_the_day_has_cost() -> None:
    """And what it may, where that is limited."""
    totals = Totals((), (), {}, {}, 1, Spending(Decimal("1.5"), Decimal("0.25")), Decimal(9))
    found = text(totals, (), Histogram((1.0,)).read(), works=True)
    for line in ("spent_dollars 1.5", "reserved_dollars 0.25", "budget_dollars 9"):
        assert f"\ndistiller_today_{line}\n" in found
    assert "today_budget" not in text(replace(totals, day_cap=None), (), Histogram((1.0,)).read(), works=True)
