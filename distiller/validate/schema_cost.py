"""What a JSON schema can make a validator do, before it does it.

Alternatives multiply: forty definitions, each with two alternatives that name the one before, are 2^40 checks of one
value. So every schema is weighed: how often each part of it can be applied to one value at depth 0, 1, 2 … of an
answer. With the number of values at each depth that bounds the whole check.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from distiller.validate.strict_json import MAX_DEPTH

CAP = 10**12
_STEPS_MOST = 300_000
_FANCY = re.compile(r"\(\?(?:[=!>]|<[=!])|\\[1-9k]|[*+?}]\+")
_FANCY_COST = 20_000
"""A pattern that needs backtracking, at its limit, against one application of a schema (some 11 ns)."""
_PATTERN_COST = 20

_LISTS = ("anyOf", "allOf", "oneOf")
_ONES = ("not", "if", "then", "else")
_MAPS = ("dependentSchemas", "dependencies")
_REFS = ("$ref", "$dynamicRef", "$recursiveRef")
_ITEMS = ("items", "prefixItems", "additionalItems", "unevaluatedItems", "contains")
_ALL_KEYS = ("additionalProperties", "unevaluatedProperties", "propertyNames")
_AGAIN = ("unevaluatedProperties", "unevaluatedItems")


@dataclass(slots=True)
class _Node:
    """One schema: what it applies to the same value, to each key of it, and to its items."""

    cost: int = 1
    factor: int = 1  # `unevaluated…` looks at everything beside it a second time
    same: list[int] = field(default_factory=list)
    keys: dict[str, list[int]] = field(default_factory=dict)
    all_keys: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    key_cost: int = 0  # of patterns for keys


def costs(schema: Mapping[str, Any]) -> tuple[int, ...]:
    """The most that one value at each depth of an answer can cost, from depth 0 to MAX_DEPTH; at most CAP each."""
    return _Weighing(_Reader(schema).nodes).by_depth()


def values_by_depth(value: Any) -> list[int]:
    """How many values an answer holds at each depth, keys counted with theirs."""
    counts: list[int] = []
    level: list[Any] = [value]
    while level:
        counts.append(len(level))
        level = [part for one in level if isinstance(one, dict | list) for part in _parts(one)]
    return counts


def _parts(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


class _Reader:
    """The schemas of a document as numbered nodes; number 0 is the whole."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.nodes: list[_Node] = []
        self._root = root
        self._known: dict[int, int] = {}
        self._anchors: dict[str, Any] = {}
        self._find_anchors(root)
        waiting = [root]
        self._number(root, waiting)
        while waiting:
            self._read(waiting.pop(), waiting)

    def _find_anchors(self, value: Any) -> None:
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Mapping):
                for name in ("$anchor", "$dynamicAnchor"):
                    if isinstance(one.get(name), str):
                        self._anchors["#" + one[name]] = one
                for name in ("$id", "id"):
                    if isinstance(one.get(name), str):
                        self._anchors[one[name]] = one
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)

    def _number(self, schema: Any, waiting: list[Any]) -> int:
        number = self._known.get(id(schema))
        if number is None:
            number = self._known[id(schema)] = len(self.nodes)
            self.nodes.append(_Node())
            if schema is not self._root:
                waiting.append(schema)
        return number

    def _read(self, schema: Any, waiting: list[Any]) -> None:
        if not isinstance(schema, Mapping):
            return
        node = self.nodes[self._known[id(schema)]]

        def edges(values: Iterable[Any]) -> list[int]:
            return [self._number(v, waiting) for v in values if isinstance(v, Mapping)]

        node.cost += len(_list(schema.get("enum"))) // 8 + _pattern_cost(schema.get("pattern"))
        node.factor = 2 if any(name in schema for name in _AGAIN) else 1
        for name in _LISTS:
            node.same += edges(_list(schema.get(name)))
        node.same += edges(schema.get(name) for name in _ONES)
        for name in _MAPS:
            node.same += edges(_map(schema.get(name)).values())
        node.same += edges(self._target(schema.get(name)) for name in _REFS if name in schema)
        for key, part in _map(schema.get("properties")).items():
            node.keys[key] = edges([part])
        for pattern, part in _map(schema.get("patternProperties")).items():
            node.all_keys += edges([part])
            node.key_cost += _pattern_cost(pattern)
        node.all_keys += edges(schema.get(name) for name in _ALL_KEYS)
        for name in _ITEMS:
            node.items += edges(_list(schema.get(name)) or [schema.get(name)])

    def _target(self, ref: Any) -> Any:
        """What a reference names; the whole document where that cannot be said: it costs the most."""
        if not isinstance(ref, str):
            return None
        if ref in self._anchors:
            return self._anchors[ref]
        value: Any = self._root
        if ref.startswith("#/"):
            for step in ref[2:].split("/"):
                name = step.replace("~1", "/").replace("~0", "~")
                if isinstance(value, Mapping):
                    value = value.get(name)
                elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
                    value = value[int(name)]
                else:
                    return self._root
        return value if isinstance(value, Mapping) else self._root


def _list(value: Any) -> list[Any]:
    """What should be a list; nobody checks the keywords of other drafts."""
    return value if isinstance(value, list) else []


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _pattern_cost(pattern: Any) -> int:
    if not isinstance(pattern, str):
        return 0
    return _FANCY_COST if _FANCY.search(pattern) else _PATTERN_COST


def _order(nodes: list[_Node]) -> list[int]:
    """The nodes so that each comes before what it applies to the same value; circles are cut."""
    done: list[int] = []
    seen: set[int] = set()
    for start in range(len(nodes)):
        stack = [(start, iter(nodes[start].same))] if start not in seen else []
        seen.add(start)
        while stack:
            at, rest = stack[-1]
            following = next((n for n in rest if n not in seen), None)
            if following is None:
                done.append(at)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(nodes[following].same)))
    done.reverse()
    return done


class _Weighing:
    """Follows answers of any shape down: at each depth, the most that any one place gets (not a sum over places)."""

    def __init__(self, nodes: list[_Node]) -> None:
        self._nodes = nodes
        self._order = _order(nodes)
        self._place = {number: place for place, number in enumerate(self._order)}
        self._steps = 0

    def by_depth(self) -> tuple[int, ...]:
        """See `costs`. A schema that is too tangled to be weighed costs CAP."""
        applied = self._spread({0: 1})
        found = [self._cost(applied)]
        while len(found) <= MAX_DEPTH:
            below, cost = self._below(applied)
            if self._steps > _STEPS_MOST:
                return (CAP,) * (MAX_DEPTH + 1)
            found.append(cost)
            if below == applied:
                found += [cost] * (MAX_DEPTH + 1 - len(found))
            applied = below
        return tuple(found)

    def _cost(self, applied: Mapping[int, int]) -> int:
        return min(CAP, sum(times * self._nodes[n].cost for n, times in applied.items()))

    def _spread(self, entries: Mapping[int, int]) -> dict[int, int]:
        """How often each node is applied to one value, of those that are applied to it from outside."""
        applied = dict(entries)
        waiting = [self._place[number] for number in entries]
        heapq.heapify(waiting)
        seen = set(waiting)
        while waiting:
            number = self._order[heapq.heappop(waiting)]
            node = self._nodes[number]
            self._steps += 1 + len(node.same)
            for target in node.same:
                applied[target] = min(CAP, applied.get(target, 0) + applied[number] * node.factor)
                if (place := self._place[target]) not in seen:
                    seen.add(place)
                    heapq.heappush(waiting, place)
        return applied

    def _below(self, applied: Mapping[int, int]) -> tuple[dict[int, int], int]:
        """The most that a place one level deeper gets, node by node; and the most that one of them costs."""
        by_key: dict[str, Counter[int]] = {}
        every: Counter[int] = Counter()
        items: Counter[int] = Counter()
        extra = 0
        for number, times in applied.items():
            node = self._nodes[number]
            extra = min(CAP, extra + times * node.key_cost)
            for counter, targets in ((every, node.all_keys), (items, node.items)):
                counter.update(dict.fromkeys(targets, times))
            for key, targets in node.keys.items():
                by_key.setdefault(key, Counter()).update(dict.fromkeys(targets, times))
        most: dict[int, int] = {}
        cost = 0
        for place in (items, every, *(of + every for of in by_key.values())):
            there = self._spread(place)
            cost = max(cost, self._cost(there))
            for target, times in there.items():
                most[target] = max(most.get(target, 0), times)
            if self._steps > _STEPS_MOST:
                break
        return most, min(CAP, cost + extra)
