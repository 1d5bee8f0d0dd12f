"""Who is dead, by this process's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from distiller.engine.watch import Watch

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def looks(watch: Watch, clock: Clock, beats: list[datetime | None], every_s: float = 2.0) -> list[bool]:
    """Whether "other" is dead at each look."""
    dead = []
    for beat in beats:
        dead.append("other" in watch.silent({"me": NOW, "other": beat}))
        clock.now += every_s
    return dead


def test_an_owner_is_dead_after_eight_seconds_without_a_new_beat() -> None:
    """Whenever its last beat was: the first look starts the watch."""
    clock = Clock()
    assert looks(Watch("me", 8.0, clock), clock, [NOW - timedelta(days=1)] * 6) == [False] * 4 + [True] * 2


def test_wall_clocks_may_jump_and_differ() -> None:
    """Beats an hour behind or ahead are beats, as long as they change."""
    clock = Clock()
    jumping = [NOW + timedelta(hours=h) for h in (0, 1, -1, 5, -5, 0, 7, 2, 3)]
    assert not any(looks(Watch("me", 8.0, clock), clock, list(jumping)))


def test_an_owner_that_is_not_registered_is_dead_at_once() -> None:
    """It said so itself."""
    clock = Clock()
    assert looks(Watch("me", 8.0, clock), clock, [None]) == [True]


def test_time_in_which_nobody_could_write_is_not_held_against_the_others() -> None:
    """This process was blocked as well: the watch starts again."""
    clock = Clock()
    watch = Watch("me", 8.0, clock)
    assert looks(watch, clock, [NOW], every_s=60.0) == [False]
    assert looks(watch, clock, [NOW] * 5) == [False] * 4 + [True]


def test_a_process_is_never_dead_to_itself() -> None:
    """However long its own beat is ago."""
    clock = Clock()
    watch = Watch("me", 8.0, clock)
    for _ in range(9):
        assert watch.silent({"me": NOW}) == {}
        clock.now += 2.0
