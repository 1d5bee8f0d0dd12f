"""A source opened: its rows, with the fields of a question taken out of each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from distiller.errors import InputError
from distiller.importers.questions.csv_rows import CsvRows, normal_name
from distiller.importers.questions.fields import (
    FIELDS,
    KNOWN,
    check_mapping,
    paths_of,
    resolve,
    take_cells,
    take_values,
)
from distiller.importers.questions.json_rows import open_json
from distiller.importers.questions.source import Format, Problem, Row, Rows, Source
from distiller.importers.questions.sql_rows import open_query
from distiller.importers.questions.xml_rows import XmlRows

_LOOKED_AT = 200
"""Rows by which the fields of objects are found."""


def open_rows(source: Source, mapping: Mapping[str, str], own: str) -> Rows:
    """A reader for the source. Raises InputError."""
    if source.format is Format.DB:
        return open_query(source, own)
    if source.format is Format.CSV:
        return CsvRows(source, KNOWN | {normal_name(theirs) for theirs in mapping.values() if theirs})
    return XmlRows(source) if source.format is Format.XML else open_json(source)


class Questions:
    """The rows of a source as fields of questions. Close it. Raises InputError where there is nothing to be had.

    `own` identifies our own database, which no query may read.
    """

    def __init__(self, source: Source, mapping: Mapping[str, str], own: str = "") -> None:
        told = check_mapping(mapping)
        self.name = source.name
        self.rows = open_rows(source, told, own)
        try:
            self._all = iter(self.rows)
            self.beginning = list(itertools.islice(self._all, _LOOKED_AT))
            first = [row for row in self.beginning if isinstance(row, Row)]
            closed = self.rows.columns is not None
            self.columns = self.rows.columns or paths_of(first)
            self.problem: InputError | None = None
            self.mapping: Mapping[str, str] = {}
            try:
                known = self.columns if first or closed else FIELDS  # nothing but broken rows: they are told
                self.mapping = resolve(told, known, self.name, closed=closed)
            except InputError as exc:
                self.problem = exc
            self.given = {ours for ours, theirs in self.mapping.items() if theirs in self.columns}
            """The fields that the source has."""
            self.take = take_cells(self.mapping, self.columns) if closed else take_values(self.mapping)
        except BaseException:
            self.rows.close()
            raise

    def __iter__(self) -> Iterator[Row | Problem]:
        """Each row with the values of FIELDS, once. Raises InputError where there is no question in them."""
        if self.problem is not None:
            raise self.problem
        take: Any = self.take
        for row in itertools.chain(self.beginning, self._all):
            yield row if isinstance(row, Problem) else Row(row.line, row.at, take(row.values))

    def close(self) -> None:
        """Closes the source."""
        self.rows.close()
