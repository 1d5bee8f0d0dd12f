"""Whether, and when, a failed call is made again: a pure decision of the error and of what went before.

Three things can happen. The items are asked again after a while; the items fail; or the whole job pauses, because
every other call would fail in the same way (refused key, used-up credit) or the endpoint has been full too long.
Being told to slow down is nobody's failure: a 429 uses up no attempt and is bounded by time instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from distiller.errors import ErrorType, TeacherError
from distiller.records import Reason

MAX_ATTEMPTS = 4
SATURATION_S = 30 * 60.0
LONGEST_RETRY_AFTER_S = 120.0
AT_ONCE_S = 0.1
"""Most failures stand alone: the first is tried again nearly at once. An endpoint in trouble rests anyway (Pace)."""
SECOND_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0


class Action(StrEnum):
    """What to do with the items of a failed call."""

    RETRY = "retry"  # the same request again, after `after_s`
    GIVE_UP = "give_up"  # its items fail
    PAUSE = "pause"  # the job pauses with `reason`; its items stay pending


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now. `after_s` is meant for RETRY, `reason` is set for PAUSE."""

    action: Action
    after_s: float = 0.0
    reason: Reason | None = None


def counts(error: TeacherError) -> bool:
    """Whether a call that ended so is one of the item's attempts: not when it was only told to wait or cut short
    by our own stopping, nor when the job pauses for it."""
    return error.type != ErrorType.RATE_LIMIT and error.code != "teacher-closed" and not error.fatal


def decide(error: TeacherError, attempts: int, *, waited_s: float, random: float) -> Decision:
    """What follows from `error`.

    `attempts` counts the calls for this item that `counts()`, this one included. `waited_s` is how long the item
    has been waiting on 429s without a reply in between. `random` in [0, 1) spreads the waits.
    """
    if error.fatal:
        return Decision(Action.PAUSE, reason=Reason(error.code, error.params))
    if not error.retryable:
        return Decision(Action.GIVE_UP)
    if error.type == ErrorType.RATE_LIMIT:
        if waited_s >= SATURATION_S:
            return Decision(Action.PAUSE, reason=Reason(error.code, error.params))
        return Decision(Action.RETRY, _delay(error, _step(waited_s), random))
    if counts(error) and attempts >= MAX_ATTEMPTS:
        return Decision(Action.GIVE_UP)
    return Decision(Action.RETRY, _delay(error, max(attempts, 1) - 1, random))


def _step(waited_s: float) -> int:
    """How many delays have passed in a wait so long: 429s are not counted, their time is."""
    step, total = 0, _ceiling(0)
    while total <= waited_s and _ceiling(step) < LONGEST_DELAY_S:
        step += 1
        total += _ceiling(step)
    return step


def _ceiling(step: int) -> float:
    """The longest delay before try number `step` + 2."""
    return AT_ONCE_S if step == 0 else min(SECOND_DELAY_S * (1 << min(step - 1, 16)), LONGEST_DELAY_S)


def _delay(error: TeacherError, step: int, random: float) -> float:
    """What the endpoint asked for, plus up to a tenth so that not all come back at once; else exponential, of
    which the random half spreads the crowd."""
    if error.retry_after is not None and error.retry_after >= 0:
        return min(error.retry_after, LONGEST_RETRY_AFTER_S) * (1 + 0.1 * random)
    return _ceiling(step) * (0.5 + 0.5 * random)
