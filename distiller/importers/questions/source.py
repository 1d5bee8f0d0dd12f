"""Where questions come from, and what a reader gives of it: rows with their place, or what is wrong at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from distiller.importers.questions.problem_texts import PROBLEM_TEXTS, render

ROW_BYTES_MOST = 4 << 20
"""Of one row as it stands in a file: ten times what its fields may hold together."""
DEPTH_MOST = 32


class Format(StrEnum):
    """How the questions are written down."""

    CSV = "csv"
    JSON = "json"  # an array somewhere in a document, or JSON Lines
    XML = "xml"
    DB = "db"  # a SELECT


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one SELECT. What is None or "" is found out from the content.

    `at` is the path to the array (`data.items`) or to the element (`root/questions/question`); `header` says whether
    the first row of a CSV names its columns; `url` and `query` belong to a database.
    """

    format: Format
    path: Path | None = None
    at: str = ""
    delimiter: str = ""
    encoding: str = ""
    header: bool | None = None
    url: str = ""
    query: str = ""

    @property
    def name(self) -> str:
        """As messages call it: the name of the file, without folders; never a URL, which may hold a password."""
        return "the database" if self.path is None else self.path.name[-200:]


class Row(NamedTuple):
    """One row. `line` counts from 1, `at` (in the array, in the result of a query) from 0.

    `values` are the cells in the order of the columns, or one object.
    """

    line: int
    at: int
    values: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not taken, or what is to be said about it.

    `line` is 0 where there are no lines (a query); `where` is the place in the document, such as `data.items[17]`,
    or the row of a query; `column` is the column or field, "" for the row as a whole.
    """

    line: int
    where: str
    column: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """What is wrong, in "nl" or "en" (any other language: English), without the place."""
        texts = PROBLEM_TEXTS[self.reason]
        return render(texts.get(language, texts["en"]), self.params, language)

    def place(self, language: str = "en") -> str:
        """The line or the place in the document, and the column."""
        line = f"{'regel' if language == 'nl' else 'line'} {self.line}" if self.line else ""
        return ", ".join(part for part in (line, self.where, self.column) if part)


class Rows(Protocol):
    """A source that is being read, once, from its start. Close it."""

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The names of the cells of a row, in order; None where each row is an object."""
        ...

    @property
    def found(self) -> Mapping[str, Any]:
        """What was found out or told: encoding, delimiter, header, path."""
        ...

    @property
    def size(self) -> int | None:
        """In bytes; None where it cannot be said."""
        ...

    def done(self) -> int:
        """How many bytes are read."""
        ...

    def where(self, row: Row) -> str:
        """The place of a row in the document, "" where the line says it all."""
        ...

    def __iter__(self) -> Iterator[Row | Problem]:
        """The rows. Raises InputError where nothing can be read at all."""
        ...

    def close(self) -> None:
        """Lets go of the file or connection."""
        ...
