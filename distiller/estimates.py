"""What a job would take, from what its provider took lately, and afterwards how far that was from the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from distiller.llm import Teacher
from distiller.records import Estimate, JobRecord, JobStatus, Measured, Usage
from distiller.settings import Settings

CHARS_PER_TOKEN = 4
TOKENS_PER_SECOND = 60  # of a reply, before this provider has been measured


@dataclass(frozen=True, slots=True)
class Part:
    """The calls of one product: how many, and what one of them takes."""

    calls: int
    prompt_tokens: float
    completion_tokens: float
    latency_s: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of an estimate beside what became of it.

    `name`: calls · prompt_tokens · completion_tokens · cost · seconds. `real` is None where it is unknown, `error` the
    percentage by which it is more (or less) than was estimated, None where that cannot be said (yet).
    """

    name: str
    estimated: float | Decimal | None
    real: float | Decimal | None
    error: float | None


def latency(teacher: Teacher, settings: Settings, measured: Measured | None, reply_tokens: float) -> float:
    """Seconds that one call takes: as measured, else by the length of its reply."""
    if measured is not None and measured.latency_s is not None:
        return measured.latency_s
    return settings.offline_delay if teacher.offline else 0.5 + reply_tokens / TOKENS_PER_SECOND


def total(
    parts: Sequence[Part], teacher: Teacher, settings: Settings, model: str, *, batch: bool = False
) -> Estimate:
    """All parts together; a batch has its own price, and is answered within a day.

    The price is that of each call, since a price may have steps by length. The time is the longest of three: as many
    at once as may be under way; one part after the other, where each waits for what the one before it made; and the
    limits of calls and tokens per minute that the provider is configured with.
    """
    there = [part for part in parts if part.calls]
    calls = sum(part.calls for part in there)
    prompt = sum(part.calls * part.prompt_tokens for part in there)
    completion = sum(part.calls * part.completion_tokens for part in there)
    at_once = max(1, min(teacher.concurrency, settings.concurrency, calls))
    limits = settings.provider(teacher.name)
    cost = _cost(there, teacher, model)
    return Estimate(
        calls=calls,
        prompt_tokens=0 if teacher.offline else round(prompt),
        completion_tokens=0 if teacher.offline else round(completion),
        cost=limits.in_batch(cost) if batch else cost,
        seconds=max(
            sum(part.calls * part.latency_s for part in there) / at_once,
            sum(part.latency_s for part in there),
            _by_limit(calls, limits.requests_per_minute),
            _by_limit(prompt + completion, limits.tokens_per_minute),
        ),
        batch=batch,
    )


def _by_limit(amount: float, per_minute: int | None) -> float:
    return 0.0 if not per_minute else amount * 60 / per_minute


def _cost(parts: Sequence[Part], teacher: Teacher, model: str) -> Decimal | None:
    found = Decimal(0)
    if teacher.offline:
        return found
    for part in parts:
        one = teacher.price(Usage(round(part.prompt_tokens), round(part.completion_tokens), 0), model)
        if one is None:
            return None
        found += part.calls * one
    return found


def compared(job: JobRecord) -> tuple[Compared, ...]:
    """The estimate of a job beside what it has taken, its errors once it has ended; empty where none was made.

    Tokens that no reply told are unknown. The time is that from the first call to the last reply, pauses included.
    """
    made = job.estimate
    if made is None:
        return ()
    took = None
    if job.first_call_at is not None and job.last_reply_at is not None:
        took = (job.last_reply_at - job.first_call_at).total_seconds()
    ended = job.status in (JobStatus.DONE, JobStatus.FAILED)
    figures: tuple[tuple[str, float | Decimal | None, float | Decimal | None], ...] = (
        ("calls", made.calls, job.calls),
        ("prompt_tokens", made.prompt_tokens, job.prompt_tokens or None),
        ("completion_tokens", made.completion_tokens, job.completion_tokens or None),
        ("cost", made.cost, job.cost),
        ("seconds", None if made.batch else made.seconds, took),
    )
    return tuple(
        Compared(name, one, real, _error(one, real) if ended else None)
        for name, one, real in figures
        if one is None or one or real  # what the offline teacher takes none of is not told
    )


def _error(estimated: float | Decimal | None, real: float | Decimal | None) -> float | None:
    """By how many percent the real figure is more than the estimated one."""
    if not estimated or real is None:
        return None
    return round(100 * (float(real) / float(estimated) - 1), 1)
