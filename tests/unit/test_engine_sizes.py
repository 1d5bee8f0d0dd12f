"""How many verbs a call carries: spread over free places, more where limits are scarce, fewer after trouble."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.engine.sizes import SPARING, BatchSizes


def per_call(sizes: BatchSizes, waiting: int = 1000, places: int = 16, fits: int = 50, *, scarce: bool = False) -> int:
    return sizes.per_call("p", "m", waiting=waiting, places=places, fits=fits, scarce=scarce)


@pytest.mark.parametrize(
    ("waiting", "places", "fits", "scarce", "expected"),
    [
        (1000, 16, 50, False, 8),  # enough for all places: the usual size
        (20, 16, 50, False, 2),  # a small job: every place gets something
        (5, 16, 50, False, 1),  # fewer verbs than places: each by itself
        (20, 1, 50, False, 8),  # one place: the usual size
        (1000, 16, 3, False, 3),  # no more than the cap of a reply has room for
        (20, 16, 50, True, 16),  # requests or tokens are scarce: as few prompts as can be
        (0, 16, 50, False, 1),  # never nothing
        (10, 0, 50, False, 8),  # no place free: as for one
    ],
)
def test_the_size_of_a_batch(waiting: int, places: int, fits: int, scarce: bool, expected: int) -> None:
    """One row, one reason."""
    assert per_call(BatchSizes(), waiting, places, fits, scarce=scarce) == expected


def test_a_batch_that_was_of_no_use_halves_the_size_and_good_ones_raise_it() -> None:
    """For its provider and model only; a single verb that fails says nothing about batches."""
    sizes = BatchSizes()
    sizes.saw("p", "m", 8, useful=False)
    assert per_call(sizes) == 4
    sizes.saw("p", "m", 4, useful=False)
    sizes.saw("p", "m", 1, useful=False)
    assert per_call(sizes) == 2
    assert sizes.per_call("p", "other", waiting=1000, places=16, fits=50, scarce=False) == 8
    for _ in range(100):
        sizes.saw("p", "m", per_call(sizes), useful=True)
    assert per_call(sizes) == 8


def test_a_late_failure_of_a_large_batch_does_not_undo_what_was_learned() -> None:
    """Calls of the old size may still be under way."""
    sizes = BatchSizes()
    sizes.saw("p", "m", 8, useful=False)
    sizes.saw("p", "m", 8, useful=False)
    assert per_call(sizes) == 2
    sizes.saw("p", "m", 8, useful=True)
    assert per_call(sizes) <= 4


@given(
    st.lists(st.tuples(st.integers(1, 50), st.booleans()), max_size=60),
    st.integers(0, 10_000),
    st.integers(0, 512),
    st.integers(1, 50),
    st.booleans(),
)
def test_a_size_is_always_usable(
    history: list[tuple[int, bool]], waiting: int, places: int, fits: int, scarce: bool
) -> None:
    """Whatever went before: at least one verb, never more than fits, and places enough for all that wait."""
    sizes = BatchSizes()
    for size, useful in history:
        sizes.saw("p", "m", size, useful=useful)
    size = per_call(sizes, waiting, places, fits, scarce=scarce)
    assert 1 <= size <= min(fits, SPARING)
