"""Which provider of a job is asked, and whether another one is asked after a failure. Pure.

A job has its own provider and may have others. Who may be asked now is decided by the job's policy; among those the
weights share the work. A provider may be used while it is neither at a limit nor resting after failures; one that is
out for the job (it refused the key) is no candidate any more.

    none               all of them share the work; what was given to one stays with it
    rate_limit_only    its own; the others while its own is at a limit, or refused this item with 429
    all                its own; the others also while its own rests, is out, or has failed this item
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from distiller.errors import ErrorType, TeacherError
from distiller.records import Failover

AT_LIMIT = ("requests", "tokens", "refused")
"""What a provider waits for when it is at a limit; it also waits when it has not replied yet (""), or is "broken"."""

SLACK = 1.25
"""A provider may hold so many times its part of the places, and one more: without slack, chance decides who ends a
call and so who gets the next, and shares drift (36 of 600 calls at equal weights; 6 with it)."""

_FAILS_ITEM = (ErrorType.SERVER_ERROR, ErrorType.TIMEOUT, ErrorType.CONNECTION)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provider of a job as it stands now.

    `room_left` is how many more calls it may have under way, `in_flight` how many of this job it has, `had` how many
    of this job were given to it, for its weight. `waits_s` and `why` are what its pace says.
    """

    name: str
    model: str
    weight: int = 1
    room_left: int = 1
    in_flight: int = 0
    waits_s: float = 0.0
    why: str = ""
    healthy: bool = True
    own: bool = False
    had: float = 0.0

    @property
    def at_limit(self) -> bool:
        """Whether a limit makes its calls wait."""
        return self.waits_s > 0 and self.why in AT_LIMIT

    @property
    def usable(self) -> bool:
        """Whether it may be used: it is neither at a limit nor broken. It may still be full."""
        return self.healthy and not self.at_limit

    @property
    def free(self) -> bool:
        """Whether a call could go right now."""
        return self.room_left > 0 and self.waits_s <= 0


@dataclass(frozen=True, slots=True)
class After:
    """What follows from a failure, beside what `retry.decide` says.

    `elsewhere`: the items go to another provider at once; else all is as with one provider. `out`: the provider is
    left out of the job from now on. `tried` is what to avoid at the next choice.
    """

    elsewhere: bool = False
    out: bool = False
    tried: frozenset[str] = frozenset()


def choose(job_providers: Sequence[Candidate], policy: Failover, avoid: Collection[str] = ()) -> str | None:
    """Who is asked now; None while nobody may be, or those who may are full.

    `avoid` holds those that have failed this item: they are asked only while none of the others may be.
    """
    for group in _groups(job_providers, policy, avoid):
        usable = [one for one in group if one.usable]
        if usable:
            return _by_weight([one for one in usable if one.free])
    return None


def _groups(all_: Sequence[Candidate], policy: Failover, avoid: Collection[str]) -> Iterator[list[Candidate]]:
    """Whom to ask, in this order: the first group in which anybody may be used."""
    if policy is Failover.NONE:
        yield list(all_)
        return
    fresh = [one for one in all_ if one.name not in avoid]
    yield [one for one in fresh if one.own]
    if policy is Failover.RATE_LIMIT_ONLY and any(one.own and not one.at_limit for one in fresh):
        return
    yield [one for one in fresh if not one.own]
    yield [one for one in all_ if one.name in avoid]


def _by_weight(able: Sequence[Candidate]) -> str | None:
    """Whoever has had least for its weight, so that the shares come out right whatever the latencies.

    But one that is slow, or hangs, must not fill the places of all: while another is able to take a call, nobody holds
    more than its part of the places and some slack. There is always one within that.
    """
    places = sum(one.in_flight for one in able) + 1
    weights = sum(one.weight for one in able)
    within = [one for one in able if (one.in_flight - 1) * weights < places * one.weight * SLACK]
    return min(within, key=lambda one: one.had).name if within else None


def after(
    error: TeacherError, policy: Failover, tried: Collection[str], candidates: Sequence[Candidate], failed: str
) -> After:
    """What `failed` having failed a call so means for its items and for the job.

    `candidates` are those of the job that are not out, `failed` included if it was not; `tried` those that failed
    these items before. With `out` and nobody left, the job pauses.
    """
    if policy is Failover.NONE or error.code == "teacher-closed":
        return After()
    own = any(one.own and one.name == failed for one in candidates)
    if error.fatal:
        if policy is Failover.RATE_LIMIT_ONLY and own:
            return After()  # the work is its own; others only relieve it
        left = any(one.name != failed for one in candidates)
        return After(elsewhere=left, out=True, tried=frozenset(tried) - {failed})
    relieved = error.type == ErrorType.RATE_LIMIT
    replaced = policy is Failover.ALL and error.type in _FAILS_ITEM
    if not (relieved or replaced):
        return After()
    past = frozenset(tried) | {failed}
    if any(one.usable and one.name not in past for one in candidates):
        return After(elsewhere=True, tried=past)
    return After()
