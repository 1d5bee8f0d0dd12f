"""Rows of an XML file: the elements at a path, their attributes and child elements as fields.

The document is read as a stream of tags, so no tree is built. A document type declaration is refused, and with it
every entity. The text of an element that has fields of its own is its field `#text`; a field that is there more than
once is a list. Prefixes and namespaces are left out of names.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError  # the error alone; what reads is defusedxml

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from distiller.errors import InputError
from distiller.importers.questions.files import OpenFile
from distiller.importers.questions.source import DEPTH_MOST, ROW_BYTES_MOST, Problem, Row, Source

TEXT = "#text"
_PART = 1 << 16
_DETECT_BYTES = 1 << 19


class XmlRows:
    """An XML file being read; see `source.Rows`."""

    columns: tuple[str, ...] | None = None

    def __init__(self, source: Source) -> None:
        assert source.path is not None
        self._file = OpenFile(source.path, source.encoding)
        self._encoding = source.encoding
        path = tuple(step for step in source.at.split("/") if step) or self._detect()
        self._path = path
        self.found: Mapping[str, Any] = {"path": "/".join(path)}
        self.size: int | None = self._file.size

    def done(self) -> int:
        """How many bytes are read."""
        return self._file.done()

    def where(self, row: Row) -> str:
        """The path of the row, such as `root/question[17]`; counted from 1, as XPath does."""
        return f"{'/'.join(self._path)}[{row.at + 1}]"

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def __iter__(self) -> Iterator[Row | Problem]:
        """The elements at the path. Raises InputError if the file is no XML, has a DTD, or has no such element."""
        target = _Rows(self._path)
        parser = self._parser(target)
        for problem in self._feed(parser, target):
            yield from target.taken()
            if problem is not None:
                if not target.seen:
                    raise InputError("import-not-xml", name=self._file.name, reason=problem)
                yield problem
        if not target.seen:
            raise InputError("import-no-element", name=self._file.name, path="/".join(self._path))

    def _parser(self, target: Any) -> DefusedXMLParser:
        parser = DefusedXMLParser(target=target, forbid_dtd=True, encoding=self._encoding or None)
        target.parser = parser.parser
        return parser

    def _feed(self, parser: DefusedXMLParser, target: _Tags) -> Iterator[Problem | None]:
        """Gives the file to the parser part by part; the last thing is a problem where it cannot go on."""
        file = self._file.plain()
        try:
            while part := file.read(_PART):
                target.unread += len(part)
                parser.feed(part)
                yield None
                if target.unread > ROW_BYTES_MOST:
                    yield Problem(target.line(), "", "", "xml-too-large", {"limit": ROW_BYTES_MOST >> 20})
                    return
            parser.close()
            yield None
        except ParseError as exc:
            line, column = exc.position
            yield Problem(line, "", "", "xml", {"problem": str(exc.msg).rpartition(": line")[0], "column": column + 1})
        except DefusedXmlException as exc:
            raise InputError("import-xml-dtd", name=self._file.name, line=target.line()) from exc
        except _TooDeep:
            yield Problem(target.line(), "", "", "xml-too-deep", {"limit": DEPTH_MOST})
        except (LookupError, ValueError) as exc:  # an encoding that expat does not know
            raise InputError("import-encoding", name=self._file.name, encoding=self._encoding or "XML") from exc

    def _detect(self) -> tuple[str, ...]:
        """The path of the elements that look like rows."""
        target = _Paths()
        read = 0
        for problem in self._feed(self._parser(target), target):
            read += _PART
            target.unread = 0
            if problem is not None or read > _DETECT_BYTES:
                break
        return target.best()


class _TooDeep(ValueError):
    """Elements are nested deeper than any row can be."""


class _Tags:
    """What hears of tags and text. `unread` counts the bytes since the last row."""

    parser: Any = None
    unread = 0

    def line(self) -> int:
        """The line the parser is at."""
        return int(self.parser.CurrentLineNumber)


class _Rows(_Tags):
    """Collects the fields of the elements at a path."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self._path = path
        self._names: list[str] = []
        self._stack: list[tuple[dict[str, Any], list[str]]] = []  # of the row under way: fields and text
        self._rows: deque[Row] = deque()
        self._line = 0
        self.seen = 0

    def taken(self) -> Iterator[Row]:
        """The rows that are complete; gone afterwards."""
        while self._rows:
            yield self._rows.popleft()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        self._names.append(name)
        if len(self._names) > DEPTH_MOST:
            raise _TooDeep
        if self._stack or tuple(self._names) == self._path:
            if not self._stack:
                self._line = self.line()
            self._stack.append(({_local(key): value for key, value in attributes.items()}, []))

    def data(self, text: str) -> None:
        """Text within an element."""
        if self._stack:
            self._stack[-1][1].append(text)

    def end(self, tag: str) -> None:
        """An element ends: a row, or a field of the element around it."""
        name = self._names.pop()
        if not self._stack:
            return
        fields, texts = self._stack.pop()
        text = "".join(texts)
        value: Any = fields
        if self._stack:
            if not fields:
                value = text
            elif text.strip():
                _add(fields, TEXT, text)
            _add(self._stack[-1][0], name, value)
            return
        if text.strip():
            _add(fields, TEXT, text)
        self._rows.append(Row(self._line, self.seen, fields))
        self.seen += 1
        self.unread = 0

    def close(self) -> None:
        """The document has ended."""


def _add(fields: dict[str, Any], name: str, value: Any) -> None:
    if name not in fields:
        fields[name] = value
    elif isinstance(fields[name], list):
        fields[name].append(value)
    else:
        fields[name] = [fields[name], value]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class _Paths(_Tags):
    """Counts the elements at each path, and which of them have fields."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._with_fields: set[tuple[str, ...]] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if len(self._names) >= DEPTH_MOST:
            raise _TooDeep
        if self._names:
            self._with_fields.add(tuple(self._names))
        self._names.append(_local(tag))
        path = tuple(self._names)
        self._counts[path] += 1
        if attributes:
            self._with_fields.add(path)

    def data(self, text: str) -> None:
        """Text says nothing about paths."""

    def end(self, tag: str) -> None:
        """An element ends."""
        self._names.pop()

    def close(self) -> None:
        """The document has ended."""

    def best(self) -> tuple[str, ...]:
        """The path below the root whose elements have fields, of those with several elements, the shortest."""
        below = [path for path in self._counts if len(path) > 1]
        return max(below, key=self._weight, default=())

    def _weight(self, path: tuple[str, ...]) -> tuple[bool, bool, int, int]:
        return path in self._with_fields, self._counts[path] > 1, -len(path), self._counts[path]
