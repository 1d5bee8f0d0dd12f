"""What a reply means for its items: done, failed, or asked once more, and then with what was wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from distiller.engine.calls import PlannedCall
from distiller.engine.plan import Asking, follow_up, outcomes
from distiller.records import Asked, ClaimedItem, Interpretation, Invalid, JobOptions, JobStatus, Product, Valid
from distiller.store.engine import ActiveJob

JOB = ActiveJob(1, JobStatus.RUNNING, "openai", "m", {}, JobOptions())
ON, OFF = Asking(), Asking(retry_invalid=False)


def items(*subjects: str, attempts: int = 0, correction: str | None = None) -> tuple[ClaimedItem, ...]:
    return tuple(
        ClaimedItem(n, 1, n, subject, Product.FORMS, "t", attempts, None, Asked(subject, correction=correction))
        for n, subject in enumerate(subjects, 1)
    )


def failing(kind: str, *subjects: str, message: str = "No good") -> Interpretation:
    failed = {subject: Invalid(kind, message, "", subject) for subject in subjects}
    return Interpretation((), tuple(failed.values()), failed=failed)


def cut(tokens: int | None) -> str:
    usage = None if tokens is None else {"completion_tokens": tokens}
    return json.dumps({"choices": [{"message": {"content": ""}, "finish_reason": "length"}], "usage": usage})


def again(read: Interpretation, held: tuple[ClaimedItem, ...], asking: Asking = ON) -> list[bool]:
    return [one.retry for one in outcomes(held, read, asking)]


def test_what_was_invalid_is_asked_once_more_and_not_twice() -> None:
    """What the transport did to it before does not take its second chance, unless it has had all its attempts."""
    read = failing("CONSTRAINT_VIOLATION", "lopen")
    assert again(read, items("lopen")) == [True]
    assert again(read, items("lopen", attempts=2)) == [True]
    assert again(read, items("lopen", attempts=3)) == [False]
    assert again(read, items("lopen", attempts=1, correction="No good")) == [False]
    assert again(read, items("lopen"), OFF) == [False]


def test_a_refusal_is_final() -> None:
    """The same question would end the same way."""
    assert again(failing("REFUSED", "lopen"), items("lopen")) == [False]


@pytest.mark.parametrize("asking", [Asking(), OFF])
def test_a_batch_that_could_not_be_read_is_divided_up_to_four_times(asking: Asking) -> None:
    """Also where nothing else is asked again: which verb was wrong is not known yet."""
    read = failing("JSON_PARSE_ERROR", "lopen", "werken")
    assert again(read, items("lopen", "werken", attempts=2), asking) == [True, True]
    assert again(read, items("lopen", "werken", attempts=3), asking) == [False, False]


@pytest.mark.parametrize(
    ("tokens", "cap", "expected"),
    [(499, 500, True), (500, 500, False), (501, 500, False), (None, 500, True), (9, None, True)],
)
def test_a_cut_off_reply_is_final_only_at_its_cap(tokens: int | None, cap: int | None, expected: bool) -> None:
    """One that ended before may do better, as often as there are attempts; one that does not say how long it was, once:
    it may have been paid for to the last token."""
    read, asking = failing("TRUNCATED", "lopen"), Asking(cut(tokens), cap)
    assert again(read, items("lopen"), asking) == [expected]
    assert again(read, items("lopen"), replace(asking, retry_invalid=False)) == [False]
    told = tokens is not None and cap is not None
    assert again(read, items("lopen", attempts=2), asking) == [expected and told]
    assert again(read, items("lopen", attempts=3), asking) == [False]


def planned(read: Interpretation, held: tuple[ClaimedItem, ...]) -> list[list[tuple[str, int, str | None]]]:
    call = PlannedCall(JOB, Product.FORMS, held)
    calls = follow_up(call, outcomes(held, read), read)
    return [[(i.subject, i.attempts, i.asked.correction) for i in one.items] for one in calls]


def test_what_is_asked_again_carries_what_was_wrong() -> None:
    """Each item its own message; one that was only cut off carries the one that it had."""
    held = items("lopen", "werken", "zien")
    valid = Valid("zien", Product.FORMS, 0, {})
    failed = {s: Invalid("CONSTRAINT_VIOLATION", f"{s} is wrong", "", s) for s in ("lopen", "werken")}
    read = Interpretation((valid,), tuple(failed.values()), failed=failed)
    assert planned(read, held) == [[("lopen", 1, "lopen is wrong"), ("werken", 1, "werken is wrong")]]
    assert planned(failing("TRUNCATED", "lopen"), items("lopen")) == [[("lopen", 1, None)]]
    assert planned(failing("TRUNCATED", "lopen"), items("lopen", correction="No")) == [[("lopen", 1, "No")]]


def test_the_rest_of_a_cut_off_batch_is_asked_as_it_was() -> None:
    """It was not wrong."""
    held = items("lopen", "werken")
    read = Interpretation((Valid("lopen", Product.FORMS, 0, {}),), (), ask_again=("werken",))
    assert planned(read, held) == [[("werken", 0, None)]]
