"""Group commit: the writes of many threads in one transaction, with the results of writing one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.errors import StoreUnavailable
from distiller.store.together import MOST, Together


class Book:
    """A store of numbers: a group is committed as a whole or not at all; negative numbers are refused."""

    def __init__(self) -> None:
        self.committed: list[int] = []
        self.groups: list[int] = []
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.gate.set()

    def write(self, numbers: Sequence[int]) -> list[int]:
        self.entered.set()
        assert self.gate.wait(10)
        for number in numbers:
            if number < 0:
                raise ValueError(number)
        self.committed += numbers
        self.groups.append(len(numbers))
        return [number * 2 for number in numbers]


def in_threads(*works: Callable[[], Any]) -> list[Any]:
    """What each gave, or raised."""
    results: list[Any] = [None] * len(works)

    def run(index: int, work: Callable[[], Any]) -> None:
        try:
            results[index] = work()
        except (ValueError, StoreUnavailable) as exc:
            results[index] = exc

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    return results


@settings(max_examples=30)
@given(st.lists(st.integers(-3, 50), min_size=1, max_size=12))
def test_each_write_has_the_result_it_has_alone(numbers: list[int]) -> None:
    """Whatever comes together: the good ones are stored once, the bad ones fail alone."""
    book = Book()
    together = Together(book.write)
    found = in_threads(*[lambda n=n: together.do(n) for n in numbers])
    for number, result in zip(numbers, found, strict=True):
        assert isinstance(result, ValueError) if number < 0 else result == number * 2
    assert sorted(book.committed) == sorted(n for n in numbers if n >= 0)


def test_writes_that_come_while_one_is_under_way_are_stored_as_one_group() -> None:
    """The first goes alone, at once; nobody waits for a timer."""
    book = Book()
    together = Together(book.write)
    assert together.do(1) == 2
    book.gate.clear()
    book.entered.clear()
    first = threading.Thread(target=together.do, args=(2,))
    first.start()
    assert book.entered.wait(10)
    rest = [threading.Thread(target=together.do, args=(n,)) for n in range(3, 13)]
    for thread in rest:
        thread.start()
    while len(together._waiting) < len(rest):
        threading.Event().wait(0.001)
    book.gate.set()
    for thread in (first, *rest):
        thread.join(10)
    assert book.groups == [1, 1, 10]


def test_a_group_has_a_bound() -> None:
    """A long queue is stored in parts, so that whoever else wants to write gets a turn."""
    book = Book()
    together = Together(book.write)
    book.gate.clear()
    threads = [threading.Thread(target=together.do, args=(n,)) for n in range(MOST + 40)]
    for thread in threads:
        thread.start()
    while len(together._waiting) < MOST + 39:
        threading.Event().wait(0.001)
    book.gate.set()
    for thread in threads:
        thread.join(10)
    assert len(book.committed) == MOST + 40
    assert max(book.groups) <= MOST


def test_nothing_is_acknowledged_before_it_is_committed() -> None:
    """A result is there only after the group is."""
    book = Book()
    together = Together(book.write)
    seen: list[bool] = []
    in_threads(*[lambda n=n: seen.append(together.do(n) == 2 * n and n in book.committed) for n in range(20)])
    assert seen == [True] * 20


def test_a_database_that_is_out_of_reach_is_told_to_everyone_and_heals() -> None:
    """Each thread gets an error of its own; the next write goes through."""
    failing = True

    def write(numbers: Sequence[int]) -> list[int]:
        if failing:
            raise StoreUnavailable("store-full")
        return list(numbers)

    together = Together(write)
    errors = in_threads(*[lambda n=n: together.do(n) for n in range(8)])
    assert [e.code for e in errors] == ["store-full"] * 8
    assert len({id(e) for e in errors}) == 8
    failing = False
    assert together.do(5) == 5


def test_a_thread_that_is_ended_in_its_write_lets_the_others_go_on() -> None:
    """Whatever ends it."""
    calls = []

    def write(numbers: Sequence[int]) -> list[int]:
        calls.append(numbers)
        if len(calls) == 1:
            raise SystemExit
        return list(numbers)

    together = Together(write)
    with pytest.raises(SystemExit):
        together.do(1)
    assert together.do(2) == 2
