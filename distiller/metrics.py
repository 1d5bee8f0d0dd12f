"""The text format of Prometheus (0.0.4): what a monitor reads every few seconds. Pure.

Counters come from the database, so they hold for all processes that share it and survive a restart; what is under way
and how long writes take is of this process. Nothing in it names a subject, a question or a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from distiller.meters import Counted
from distiller.records import ItemStatus, JobStatus, Product
from distiller.records.live import CallFigures, LiveProvider, Totals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Number = int | float | Decimal
Sample = tuple[str, Mapping[str, str], Number]


def text(totals: Totals | None, providers: Sequence[LiveProvider], writes: Counted, works: bool) -> str:
    """All metrics; without `totals` those of this process alone, and that the database cannot be read."""
    lines = [
        *_family(
            "distiller_up", "gauge", "1 if the program does its work, 0 if it is held up.", [("", {}, int(works))]
        ),
        *_family(
            "distiller_database_up",
            "gauge",
            "1 if the database can be read.",
            [("", {}, int(totals is not None))],
        ),
        *_of_process(providers, writes),
    ]
    if totals is not None:
        lines += [*_calls(totals.calls), *_latencies(totals), *_money(totals), *_work(totals)]
    return "\n".join(lines) + "\n"


def _of_process(providers: Sequence[LiveProvider], writes: Counted) -> Iterable[str]:
    """What only the process that runs the engine knows."""
    told = [({"provider": one.name}, one) for one in providers]
    yield from _family(
        "distiller_engine_calls_in_flight",
        "gauge",
        "Calls of this process under way.",
        [("", labels, one.in_flight) for labels, one in told],
    )
    waiting = [("", {**labels, "state": "ready"}, one.ready) for labels, one in told]
    waiting += [("", {**labels, "state": "delayed"}, one.delayed) for labels, one in told]
    yield from _family(
        "distiller_engine_calls_waiting", "gauge", "Planned calls of this process by what holds them.", waiting
    )
    yield from _family(
        "distiller_engine_provider_waits_seconds",
        "gauge",
        "How long nothing will be sent to this provider.",
        [("", {**labels, "why": one.why}, one.waits_s) for labels, one in told],
    )
    for name, unit in (("requests", "Calls"), ("tokens", "Tokens")):
        limits = [("", labels, getattr(one, f"{name}_per_minute")) for labels, one in told]
        yield from _family(
            f"distiller_engine_provider_{name}_per_minute",
            "gauge",
            f"{unit} per minute that the provider allows, as told or learned.",
            [sample for sample in limits if sample[2] is not None],
        )
    yield from _histogram(
        "distiller_store_write_seconds",
        "Transactions of this process that write, waiting for their turn included.",
        [({}, writes.bounds, writes.counts, writes.count, writes.total)],
    )


def _calls(figures: Sequence[CallFigures]) -> Iterable[str]:
    counted: list[Sample] = []
    for one in figures:
        labels = _labels(one)
        counted.append(("", {**labels, "status": "answered", "error_type": ""}, one.answered))
        for error_type, count in one.errors.items():
            status = "lost" if error_type == "LOST" else "failed"
            counted.append(("", {**labels, "status": status, "error_type": error_type}, count))
    yield from _family("distiller_calls_total", "counter", "Calls that have ended, by what became of them.", counted)
    yield from _family(
        "distiller_calls_refused_total",
        "counter",
        "Calls that the provider answered with 429.",
        [("", _labels(one), one.refused) for one in figures],
    )
    yield from _family(
        "distiller_calls_reused_total",
        "counter",
        "Calls that were answered from the store, without asking anybody.",
        [("", _labels(one), one.reused) for one in figures],
    )
    yield from _family(
        "distiller_calls_in_flight",
        "gauge",
        "Calls that are stored as sent and have no reply yet, of all processes.",
        [("", _labels(one), one.in_flight) for one in figures],
    )
    tokens: list[Sample] = [("", {**_labels(one), "direction": "in"}, one.prompt_tokens) for one in figures]
    tokens += [("", {**_labels(one), "direction": "out"}, one.completion_tokens) for one in figures]
    yield from _family("distiller_tokens_total", "counter", "Tokens, as the providers counted them.", tokens)
    yield from _family(
        "distiller_cost_dollars_total",
        "counter",
        "Cost of the calls whose price is known.",
        [("", _labels(one), one.known_cost) for one in figures],
    )


def _money(totals: Totals) -> Iterable[str]:
    """What this UTC day has cost so far, and what it may."""
    today: tuple[tuple[str, str, Number | None], ...] = (
        ("spent", "Cost of the calls of this UTC day; at worst, where that is unknown.", totals.today.spent),
        ("reserved", "The most that the calls under way can cost.", totals.today.reserved),
        ("budget", "What may be spent on a UTC day (DISTILLER_BUDGET_DAY).", totals.day_cap),
    )
    for name, about, value in today:
        if value is not None:
            yield from _family(f"distiller_today_{name}_dollars", "gauge", about, [("", {}, value)])


def _latencies(totals: Totals) -> Iterable[str]:
    yield from _histogram(
        "distiller_call_latency_seconds",
        "Time from a request to its whole reply.",
        [
            (
                {"provider": one.provider, "model": one.model, "product": one.product.value},
                one.bounds,
                one.counts,
                one.count,
                one.total_s,
            )
            for one in totals.latencies
        ],
    )


def _work(totals: Totals) -> Iterable[str]:
    """Items, jobs and processes; what there is none of is told as 0, so that a graph has no holes."""
    yield from _family(
        "distiller_items",
        "gauge",
        "Items by product and status.",
        [
            ("", {"product": product.value, "status": status.value}, totals.items.get((product.value, status.value), 0))
            for product in Product
            for status in ItemStatus
        ],
    )
    yield from _family(
        "distiller_jobs",
        "gauge",
        "Jobs by status.",
        [("", {"status": status.value}, totals.jobs.get(status.value, 0)) for status in JobStatus],
    )
    yield from _family(
        "distiller_engine_owners", "gauge", "Processes that run jobs and are alive.", [("", {}, totals.owners)]
    )


# --- the format ---------------------------------------------------------------------------------------------


def _labels(one: CallFigures) -> dict[str, str]:
    return {"provider": one.provider, "model": one.model, "product": one.product.value}


def _histogram(
    name: str,
    about: str,
    rows: Sequence[tuple[Mapping[str, str], Sequence[float], Sequence[int], int, float]],
) -> Iterable[str]:
    samples: list[Sample] = []
    for labels, bounds, counts, count, total in rows:
        samples += [
            ("_bucket", {**labels, "le": f"{bound:g}"}, within) for bound, within in zip(bounds, counts, strict=True)
        ]
        samples += [("_bucket", {**labels, "le": "+Inf"}, count), ("_sum", labels, total), ("_count", labels, count)]
    return _family(name, "histogram", about, samples)


def _family(name: str, kind: str, about: str, samples: Sequence[Sample]) -> Iterable[str]:
    """One metric with its samples; nothing at all where there are none."""
    if not samples:
        return
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for suffix, labels, value in samples:
        inner = ",".join(f'{key}="{_escaped(said)}"' for key, said in labels.items())
        yield f"{name}{suffix}{{{inner}}} {_number(value)}" if inner else f"{name}{suffix} {_number(value)}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _number(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else repr(value)
