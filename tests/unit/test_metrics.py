"""Metrics as a monitor reads them: well-formed whatever the names, complete, and nothing made up."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from distiller import metrics
from distiller.meters import Counted, Histogram
from distiller.records import Product
from distiller.records.live import CallFigures, LatencyCounts, LiveProvider, Totals
from tests.support.exposition import Metrics, parse

NONE = Counted((), (), 0, 0.0)
FORMS = {"provider": "openai", "model": "gpt", "product": "forms"}


def totals(*calls: CallFigures, latencies: tuple[LatencyCounts, ...] = ()) -> Totals:
    """What the database holds, with one item and one job."""
    return Totals(calls, latencies, {("forms", "success"): 4}, {"running": 1}, 2)


def told(found: Totals | None, *providers: LiveProvider, writes: Counted = NONE, works: bool = True) -> Metrics:
    """The metrics, read back."""
    return parse(metrics.text(found, providers, writes, works))


def test_calls_are_counted_by_what_became_of_them() -> None:
    """Each call once; those under way are no counter yet."""
    one = CallFigures(
        "openai", "gpt", Product.FORMS, 3, 10, 2, 1, {"LOST": 1, "RATE_LIMIT": 2}, 100, 50, None, Decimal("0.000001")
    )
    found = told(totals(one))
    assert found.value("distiller_calls_total", **FORMS, status="answered", error_type="") == 10
    assert found.value("distiller_calls_total", **FORMS, status="failed", error_type="RATE_LIMIT") == 2
    assert found.value("distiller_calls_total", **FORMS, status="lost", error_type="LOST") == 1
    assert found.value("distiller_calls_refused_total", **FORMS) == 2
    assert found.value("distiller_calls_in_flight", **FORMS) == 3
    assert found.value("distiller_tokens_total", **FORMS, direction="out") == 50
    assert found.value("distiller_cost_dollars_total", **FORMS) == 0.000001
    assert found.kinds["distiller_calls_total"] == "counter"


def test_what_was_answered_from_the_store_is_a_counter_of_its_own() -> None:
    """It is no reply of the teacher."""
    found = told(totals(CallFigures("openai", "gpt", Product.FORMS, answered=2, reused=5)))
    assert found.value("distiller_calls_total", **FORMS, status="answered", error_type="") == 2
    assert found.value("distiller_calls_reused_total", **FORMS) == 5


def test_latencies_are_a_cumulative_histogram_that_ends_at_infinity() -> None:
    """The last bucket holds all."""
    counts = LatencyCounts("openai", "gpt", Product.FORMS, (0.1, 1.0), (2, 5), 6, 7.5)
    found = told(totals(latencies=(counts,)))
    name = "distiller_call_latency_seconds"
    assert [found.value(f"{name}_bucket", **FORMS, le=le) for le in ("0.1", "1", "+Inf")] == [2, 5, 6]
    assert (found.value(f"{name}_count", **FORMS), found.value(f"{name}_sum", **FORMS)) == (6, 7.5)


def test_items_and_jobs_of_which_there_are_none_are_told_as_zero() -> None:
    """A graph without holes."""
    found = told(totals())
    assert found.value("distiller_items", product="forms", status="success") == 4
    assert found.value("distiller_items", product="answer", status="failed") == 0
    assert found.value("distiller_jobs", status="running") == 1
    assert found.value("distiller_jobs", status="paused") == 0
    assert found.value("distiller_engine_owners") == 2


def test_what_providers_wait_for_is_told_and_unknown_limits_are_not() -> None:
    """Unknown is absent, never 0."""
    found = told(None, LiveProvider("a", 2, 1, 3, 4.5, "requests", 0, 3000.0), LiveProvider("b", 0))
    assert found.value("distiller_engine_calls_in_flight", provider="a") == 2
    assert found.value("distiller_engine_calls_waiting", provider="a", state="delayed") == 3
    assert found.value("distiller_engine_provider_waits_seconds", provider="a", why="requests") == 4.5
    assert found.value("distiller_engine_provider_requests_per_minute", provider="a") == 3000
    assert not [labels for name, labels in found.samples if name.endswith("tokens_per_minute")]
    assert ("distiller_engine_provider_requests_per_minute", (("provider", "b"),)) not in found.samples


def test_without_a_database_the_process_speaks_for_itself() -> None:
    """And says what is missing."""
    found = told(None, works=False)
    assert (found.value("distiller_up"), found.value("distiller_database_up")) == (0, 0)
    assert "distiller_items" not in found.kinds


def test_writes_are_counted_by_their_length() -> None:
    """A value on a bound belongs to its bucket."""
    meter = Histogram((0.01, 0.1))
    for value in (0.005, 0.01, 0.05, 3.0):
        meter.add(value)
    found = told(None, writes=meter.read())
    name = "distiller_store_write_seconds"
    assert [found.value(f"{name}_bucket", le=le) for le in ("0.01", "0.1", "+Inf")] == [2, 3, 4]


@given(st.text(st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", codec="utf-8")))
def test_any_name_of_a_model_is_told_as_it_is(model: str) -> None:
    """Quotes, backslashes and line ends are escaped; nobody writes a metric of his own by naming a model."""
    found = told(totals(CallFigures("p", model, Product.ANSWER, answered=1)))
    labels = {"provider": "p", "model": model, "product": "answer"}
    assert found.value("distiller_calls_total", **labels, status="answered", error_type="") == 1
