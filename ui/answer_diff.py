"""What differs between two answers, as HTML: word by word for text, by path for JSON. No Gradio here.

`<ins>` is what only the answer has, `<del>` what only the other one has; both carry a line as well as a colour. The
work is bounded: very long texts that differ throughout are marked as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from ui.present import esc

MOST_LEAVES = 200
_MOST_WORK = 3_000_000  # pairs of words, at most a second
_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")

Leaves = dict[str, Any]
"""The scalars of a JSON value, and what is empty in it, by path."""


def marked_words(answer: str, other: str) -> tuple[str, str]:
    """Both texts as HTML: what only the first has in `<ins>`, what only the second has in `<del>`."""
    if answer == other:
        return esc(answer), esc(other)
    a, b = _WORDS.findall(answer), _WORDS.findall(other)
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(middle_a) * len(middle_b) > _MOST_WORK:
        marked = (_tagged("ins", middle_a), _tagged("del", middle_b))
    else:
        marked = _matched(middle_a, middle_b)
    before, after = esc("".join(a[:head])), esc("".join(a[len(a) - tail :]))
    return before + marked[0] + after, before + marked[1] + after


def _common(a: list[str], b: list[str]) -> int:
    length = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        length += 1
    return length


def _matched(a: list[str], b: list[str]) -> tuple[str, str]:
    ours, theirs = [], []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = kind == "equal"
        ours.append(esc("".join(a[a1:a2])) if same else _tagged("ins", a[a1:a2]))
        theirs.append(esc("".join(b[b1:b2])) if same else _tagged("del", b[b1:b2]))
    return "".join(ours), "".join(theirs)


def _tagged(tag: str, words: list[str]) -> str:
    return f"<{tag}>{esc(''.join(words))}</{tag}>" if words else ""


def leaves(value: Any) -> Leaves | None:
    """What stands at each path of a JSON value; None where there is too much of it for a table."""
    found: Leaves = {}
    for path, leaf in _walk(value, ""):
        found[path] = leaf
        if len(found) > MOST_LEAVES:
            return None
    return found


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    stack = [(path, value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and value:
            stack += [(f"{path}.{name}" if path else str(name), inner) for name, inner in reversed(value.items())]
        elif isinstance(value, list) and value:
            stack += [(f"{path}[{at}]", inner) for at, inner in reversed(list(enumerate(value)))]
        else:
            yield path, value


def written(value: Any, *, indent: int | None = None) -> str:
    """A value as a person reads it: text as it is, anything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=indent)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: 1 is 1.0 but not true, the order of keys does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
