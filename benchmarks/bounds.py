"""What is physically possible: greedy list scheduling for latencies, limit x time for rates. Seconds everywhere."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def list_schedule(latencies: Sequence[float], at_once: int, *, per_second: float = 0.0, burst: int = 0) -> float:
    """The end of the last call when each starts as soon as one of `at_once` is free, in the order given.

    With a limit, call number i starts no earlier than the bucket (`burst` deep, refilled at `per_second`) lets it.
    """
    free = [0.0] * min(at_once, max(len(latencies), 1))
    end = 0.0
    for number, latency in enumerate(latencies):
        start = heapq.heappop(free)
        if per_second:
            start = max(start, (number + 1 - burst) / per_second)
        end = max(end, start + latency)
        heapq.heappush(free, start + latency)
    return end


def with_retries(draws: Sequence[tuple[float, bool]], items: int, at_once: int) -> float:
    """The end of the last item when each call takes what was drawn for it, and a failed item goes again at once.

    Calls start as soon as one of `at_once` is free and an item waits, and take the draws in the order given.
    """
    free = [0.0] * at_once
    waiting: list[float] = [0.0] * items  # since when each item that is not done waits
    end = 0.0
    for seconds, well in draws:
        if not waiting:
            break
        start = max(heapq.heappop(free), heapq.heappop(waiting))
        heapq.heappush(free, start + seconds)
        if well:
            end = max(end, start + seconds)
        else:
            heapq.heappush(waiting, start + seconds)
    return end


def two_stages(first: Sequence[float], per_batch: int, second: Sequence[float], at_once: int) -> float:
    """The same where call k of the second stage may start when call k // per_batch of the first has ended.

    The first stage goes before the second wherever both could start.
    """
    free = [0.0] * at_once
    ready: list[tuple[float, int]] = []  # when a call of the second stage may start
    for batch, latency in enumerate(first):
        start = heapq.heappop(free)
        heapq.heappush(free, start + latency)
        members = range(batch * per_batch, min((batch + 1) * per_batch, len(second)))
        ready.extend((start + latency, member) for member in members)
    end = max(free)
    for possible, member in sorted(ready):
        start = max(heapq.heappop(free), possible)
        end = max(end, start + second[member])
        heapq.heappush(free, start + second[member])
    return end
