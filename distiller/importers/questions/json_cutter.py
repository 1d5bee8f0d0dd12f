"""A JSON document cut into values, forwards only, in the memory of one value.

Nothing is parsed: only strings and brackets are looked at until a value ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from distiller.importers.questions.json_text import BadJson, parse
from distiller.importers.questions.source import ROW_BYTES_MOST
from distiller.validate.rules import shown

_PART = 1 << 18
_SPACE = re.compile(rb"[ \t\r\n]*")
_MARK = re.compile(rb'["\[\]{}]')
_STRING_END = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,:\[\]{}\"]+")
_CLOSES = {ord("}"): ord("{"), ord("]"): ord("[")}
_SEARCH_DEPTH = 4
_OPEN_MOST = 100_000  # brackets; what a row may hold is judged when it is read
_SCALAR_MOST = 10_000


class Broken(ValueError):
    """The document cannot be followed any further."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column


class Cutter:
    """A JSON document cut into values, forwards only. What is skipped is not kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._data = b""
        self._at = 0  # how far `_data` is used
        self._line = 1
        self._line_start = 0  # of the present line within `_data`; below 0 if it began earlier
        self._path: list[str] = []
        self.entered = False

    # --- finding the way ------------------------------------------------------------------------------------

    def enter(self, path: list[str]) -> bool:
        """Goes to the array at a path of keys and stands behind its bracket; False if there is none."""
        for step in path:
            if self._peek() != b"{":
                return False
            self._at += 1
            if not self._find_key(step):
                return False
        if self._peek() != b"[":
            return False
        self._at += 1
        self._path = path
        self.entered = True
        return True

    def _find_key(self, wanted: str) -> bool:
        for key in self._members():
            if key == wanted:
                return True
            self._skip()
        return False

    def _members(self, *, first: bool = True) -> Iterator[str]:
        """The keys of the object that was entered; the value of each is to be taken before the next."""
        if first and self._peek() == b"}":
            self._at += 1
            return
        while True:
            if self._peek() != b'"':
                raise self._broken("a key was expected")
            yield self._key()
            if self._peek() == b"}":
                self._at += 1
                return
            self._comma()

    def _key(self) -> str:
        raw = self._value()
        try:
            key = parse(raw or b"")
        except BadJson as exc:
            raise self._broken(str(exc)) from exc
        if self._peek() != b":":
            raise self._broken("a colon was expected")
        self._at += 1
        return str(key)

    def find_array(self) -> str | None:
        """The path of the first array of objects, "" where the document is one; None if nothing is found."""
        try:
            return self._search([])
        except Broken:
            return None

    def _search(self, path: list[str]) -> str | None:
        mark = self._peek()
        if mark == b"[":
            self._at += 1
            if self._peek() == b"{":
                return ".".join(path)
            self._run(self._container, [ord("[")], keep=False)
            return None
        if mark != b"{" or len(path) >= _SEARCH_DEPTH:
            self._skip()
            return None
        self._at += 1
        for key in self._members():
            if "." in key:  # no path can name it
                self._skip()
            elif (found := self._search([*path, key])) is not None:
                return found
        return None

    def elements(self) -> Iterator[tuple[int, bytes | None]]:
        """The elements of the array that was entered, each with its line; None for one that is too large."""
        if self._peek() == b"]":
            self._at += 1
            return
        while True:
            mark = self._peek()
            if mark in (b"", b",", b"]", b"}", b":"):
                raise self._broken("a value was expected" if mark else "the file ends here")
            line = self._line
            yield line, self._value()
            if self._peek() == b"]":
                self._at += 1
                return
            self._comma()

    def leave(self) -> None:
        """Reads to the end of the document: one that is cut off is told."""
        for step in reversed(self._path):
            if self._peek() == b",":
                self._at += 1
                for key in self._members(first=False):
                    if key == step:
                        raise self._broken(f"key given twice: {shown(step)}")
                    self._skip()
            elif self._peek() == b"}":
                self._at += 1
            else:
                raise self._broken("a comma or } was expected" if self._peek() else "the file ends here")
        if self._peek():
            raise self._broken("something follows the end of the document")

    # --- values ---------------------------------------------------------------------------------------------

    def _skip(self) -> None:
        self._value(keep=False)

    def _value(self, *, keep: bool = True) -> bytes | None:
        """The bytes of the value that comes next; None if it is too large, or not to be kept."""
        mark = self._peek()
        if mark == b'"':
            return self._run(self._string, [], keep=keep)
        if mark in (b"{", b"["):
            return self._run(self._container, [], keep=keep)
        return self._scalar()

    def _run(self, end_of: Callable[[list[int]], bool], state: list[int], *, keep: bool) -> bytes | None:
        """What lies between here and the end of a value, in parts as they come in; `state` is the value's own."""
        kept: list[bytes] = []
        size = 0
        while True:
            start = self._at
            ended = end_of(state)
            part = self._data[start : self._at]
            self._count_lines(start, self._at)
            size += len(part)
            if keep and size <= ROW_BYTES_MOST:
                kept.append(part)
            if ended:
                return b"".join(kept) if keep and size <= ROW_BYTES_MOST else None
            if not self._more():
                raise self._broken("the file ends here")

    def _string(self, state: list[int]) -> bool:
        if not state:
            self._at += 1
            state.append(ord('"'))
        return self._to_string_end()

    def _to_string_end(self) -> bool:
        """Behind the closing mark; or before the last backslash or end of what is there, and False."""
        found = _STRING_END.match(self._data, self._at)
        if found is not None:
            self._at = found.end()
            return True
        end = len(self._data)
        backslashes = end - len(self._data.rstrip(b"\\"))
        if self._at <= end - backslashes:
            self._at = end - backslashes % 2
        elif (end - self._at) % 2:
            self._at = end - 1
        else:
            self._at = end
        return False

    def _container(self, state: list[int]) -> bool:
        """`state` holds the brackets that are open, and a quotation mark while within a string."""
        data = self._data
        if state and state[-1] == ord('"'):
            if not self._to_string_end():
                return False
            state.pop()
        at = self._at
        while (found := _MARK.search(data, at)) is not None:
            at = found.end()
            mark = data[found.start()]
            if mark == ord('"'):
                string = _STRING_END.match(data, at)
                if string is None:
                    self._at = at
                    state.append(mark)
                    self._to_string_end()
                    return False
                at = string.end()
            elif mark in _CLOSES:
                if not state or state.pop() != _CLOSES[mark]:
                    self._at = at
                    raise self._broken("a bracket closes what was not opened")
                if not state:
                    self._at = at
                    return True
            else:
                state.append(mark)
                if len(state) > _OPEN_MOST:
                    self._at = at
                    raise self._broken(f"nested deeper than {_OPEN_MOST} levels")
        self._at = len(data)
        return False

    def _scalar(self) -> bytes:
        while True:
            found = _SCALAR.match(self._data, self._at)
            end = self._at if found is None else found.end()
            if end - self._at > _SCALAR_MOST:
                raise self._broken("a value is too long")
            if end < len(self._data) or not self._add():
                break
        if end == self._at:
            raise self._broken("a value was expected")
        value = self._data[self._at : end]
        self._at = end
        return value

    # --- bytes ----------------------------------------------------------------------------------------------

    def _comma(self) -> None:
        mark = self._peek()
        if mark != b",":
            raise self._broken("a comma was expected" if mark else "the file ends here")
        self._at += 1

    def _peek(self) -> bytes:
        """The next byte that is no white space, b"" at the end."""
        while True:
            end = _SPACE.match(self._data, self._at).end()  # type: ignore[union-attr]
            self._count_lines(self._at, end)
            self._at = end
            if end < len(self._data):
                return self._data[end : end + 1]
            if not self._more():
                return b""

    def _more(self) -> bool:
        part = self._file.read(_PART)
        self._line_start -= self._at
        self._data = self._data[self._at :] + part
        self._at = 0
        return bool(part)

    def _add(self) -> bool:
        part = self._file.read(_PART)
        self._data += part
        return bool(part)

    def _count_lines(self, start: int, end: int) -> None:
        found = self._data.count(b"\n", start, end)
        if found:
            self._line += found
            self._line_start = self._data.rindex(b"\n", start, end) + 1

    def _broken(self, problem: str) -> Broken:
        return Broken(problem, self._line, self._at - self._line_start + 1)
