"""Retry decisions: a table, a comment per row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.errors import ErrorType, TeacherError
from distiller.providers.retry import LONGEST_DELAY_S, MAX_ATTEMPTS, SATURATION_S, Action, counts, decide


def error(kind: ErrorType, *, retryable: bool = True, fatal: bool = False, after: float | None = None) -> TeacherError:
    return TeacherError(
        "teacher-rate-limit", type=kind, retryable=retryable, fatal=fatal, retry_after=after, provider="p"
    )


RATE, SERVER, TIMEOUT = ErrorType.RATE_LIMIT, ErrorType.SERVER_ERROR, ErrorType.TIMEOUT
CONNECTION, AUTH, BAD = ErrorType.CONNECTION, ErrorType.AUTH, ErrorType.BAD_REQUEST

TABLE = [
    # error, attempts, waited, random -> action, after
    (error(SERVER), 1, 0, 0.0, Action.RETRY, 0.05),  # a first 500: nearly at once, half of the delay at least
    (error(SERVER), 1, 0, 1.0, Action.RETRY, 0.1),  # the other half is chance
    (error(SERVER), 2, 0, 1.0, Action.RETRY, 0.5),  # the second time it may be more than chance
    (error(TIMEOUT), 3, 0, 1.0, Action.RETRY, 1.0),  # each next wait is twice as long; the last try is still to come
    (error(TIMEOUT), 4, 0, 0.0, Action.GIVE_UP, 0.0),  # the fourth failed: enough
    (error(CONNECTION), 4, 0, 0.0, Action.GIVE_UP, 0.0),  # a broken connection is an attempt like the others
    (error(SERVER, after=7), 1, 0, 0.0, Action.RETRY, 7.0),  # Retry-After wins over our own delay
    (error(SERVER, after=7), 1, 0, 1.0, Action.RETRY, 7.7),  # and is spread a little, never shortened
    (error(SERVER, after=0), 1, 0, 0.0, Action.RETRY, 0.0),  # "at once" is obeyed too
    (error(RATE), 0, 0, 1.0, Action.RETRY, 0.1),  # 429 without a hint: our own delay
    (error(RATE), 0, 0.2, 1.0, Action.RETRY, 0.5),  # again: longer
    (error(RATE, after=20), 0, 0, 0.0, Action.RETRY, 20.0),  # 429 with one
    (error(RATE, after=9999), 0, 0, 0.0, Action.RETRY, 120.0),  # nobody makes us wait longer than two minutes
    (error(RATE), 99, 0, 1.0, Action.RETRY, 0.1),  # 429s use up no attempts
    (error(RATE), 0, 60, 1.0, Action.RETRY, 30.0),  # long saturated: the longest delay
    (error(RATE), 0, SATURATION_S, 0.0, Action.PAUSE, 0.0),  # half an hour of it: the job pauses
    (error(RATE, retryable=False, fatal=True), 0, 0, 0.0, Action.PAUSE, 0.0),  # used-up credit heals by paying
    (error(AUTH, retryable=False, fatal=True), 1, 0, 0.0, Action.PAUSE, 0.0),  # a refused key
    (error(BAD, retryable=False, fatal=True), 1, 0, 0.0, Action.PAUSE, 0.0),  # an unknown model
    (error(BAD, retryable=False), 1, 0, 0.0, Action.GIVE_UP, 0.0),  # 400: the same request fails the same way
]


@pytest.mark.parametrize(("failed", "attempts", "waited", "random", "action", "after"), TABLE)
def test_the_decision(failed, attempts, waited, random, action, after):
    """One row, one promise: see the comments of the table."""
    decision = decide(failed, attempts, waited_s=waited, random=random)
    assert decision.action == action
    assert decision.after_s == pytest.approx(after)
    assert (decision.reason is not None) == (action == Action.PAUSE)


def test_a_pause_says_why():
    """The reason is the error's own code and parameters, so that it can be told in both languages."""
    decision = decide(error(AUTH, retryable=False, fatal=True), 1, waited_s=0, random=0)
    assert (decision.reason.code, decision.reason.params) == ("teacher-rate-limit", {"provider": "p"})


@pytest.mark.parametrize(("kind", "expected"), [(SERVER, True), (TIMEOUT, True), (CONNECTION, True), (RATE, False)])
def test_what_counts_as_an_attempt(kind, expected):
    """Being told to slow down is nobody's failure."""
    assert counts(error(kind)) is expected


def test_our_own_stopping_is_no_attempt():
    """A call that the program broke off is made again after the restart."""
    stopped = TeacherError("teacher-closed", type=CONNECTION, retryable=True, provider="p")
    assert not counts(stopped)
    assert decide(stopped, MAX_ATTEMPTS, waited_s=0, random=0).action == Action.RETRY


@given(
    st.sampled_from(list(ErrorType)),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 1e9)),
    st.integers(0, 10**6),
    st.floats(0, 1e7),
    st.floats(0, 1, exclude_max=True),
)
def test_every_retry_is_bounded(kind, retryable, fatal, after, attempts, waited, random):
    """No wait is negative or longer than Retry-After's cap plus a tenth; nothing is retried for ever."""
    decision = decide(
        error(kind, retryable=retryable, fatal=fatal, after=after), attempts, waited_s=waited, random=random
    )
    assert 0 <= decision.after_s <= 132
    if decision.action == Action.RETRY:
        assert retryable
        assert not fatal
        assert kind != RATE or waited < SATURATION_S
        assert kind == RATE or attempts < MAX_ATTEMPTS
        assert after is not None or decision.after_s <= LONGEST_DELAY_S
