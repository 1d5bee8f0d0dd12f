"""An existing verb database from a JSONL or CSV file, in the layout that the export writes.

Rows stream; a row with an error is not taken and says why, the rows after it are read all the same.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distiller.dutch import ANSWER_KEYS, FORM_FIELDS
from distiller.errors import InputError, RuleViolation
from distiller.exporters.csv_file import unescaped
from distiller.exporters.shapes import SENTENCE_FIELDS
from distiller.importers.decoding import encoding_of
from distiller.importers.list_file import delimiter_of
from distiller.importers.verb_brackets import is_sense
from distiller.importers.verb_list import NotAnInfinitive, read_infinitive
from distiller.records import VerbKey
from distiller.validate.rules import (
    FORM_LENGTH_MOST,
    SENTENCE_LENGTH_MOST,
    check_invisible,
    check_length,
    form_values,
    shown,
)
from distiller.validate.strict_json import StrictJsonError, flaw, read_json

LINE_BYTES_MOST = 1 << 20
BLANK = "___"
BLANKS_MOST = 4
_JSONL_SUFFIXES = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class FillIn:
    """One sentence of a row. Without an answer key it is an example, not a fill-in sentence."""

    text: str
    template: str
    answer: str
    answer_form_key: str | None


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One verb of the file; `forms` has the seven fields, "" where one is missing; `line` counts from 1."""

    key: VerbKey
    forms: Mapping[str, str]
    sentences: tuple[FillIn, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was not taken; `column` is "" where it is the row as a whole. See `entry_texts.reason_text`."""

    line: int
    column: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)


class _BadRow(Exception):
    """This row cannot be used; stays within this module, where it becomes a RowError."""

    def __init__(self, column: str, reason: str, **params: Any) -> None:
        self.column = column
        self.reason = reason
        self.params = params
        super().__init__(reason)


def read_verb_database(path: Path) -> Iterator[VerbRow | RowError]:
    """The verbs in a file, each once, and what is wrong with the rows that hold none.

    Raises InputError where the file cannot be read at all: input-file-missing, input-not-text.
    """
    first_line: dict[VerbKey, int] = {}
    try:
        rows = _jsonl_rows(path) if _is_jsonl(path) else _csv_rows(path)
        for line, row in rows:
            if isinstance(row, RowError):
                yield row
                continue
            try:
                verb = _verb(row, line)
            except _BadRow as bad:
                yield RowError(line, bad.column, bad.reason, bad.params)
                continue
            if verb.key in first_line:
                yield RowError(line, "infinitive", "doubled", {"first": first_line[verb.key]})
                continue
            first_line[verb.key] = line
            yield verb
    except OSError as exc:
        raise InputError("input-file-missing", name=path.name) from exc
    except UnicodeDecodeError as exc:
        raise InputError("input-not-text", name=path.name) from exc


def _is_jsonl(path: Path) -> bool:
    if path.suffix.lower() in (*_JSONL_SUFFIXES, ".csv"):
        return path.suffix.lower() in _JSONL_SUFFIXES
    with path.open("rb") as file:
        return file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _jsonl_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | RowError]]:
    with path.open("rb") as file:
        number = 0
        while data := file.readline(LINE_BYTES_MOST + 1):
            number += 1
            if len(data) > LINE_BYTES_MOST:
                yield number, RowError(number, "", "line-too-long", {"limit": LINE_BYTES_MOST})
                while data and not data.endswith(b"\n"):
                    data = file.readline(LINE_BYTES_MOST)
                continue
            if number == 1:
                data = data.removeprefix(b"\xef\xbb\xbf")
            if data.strip():
                yield number, _json_object(data, number)


def _json_object(data: bytes, line: int) -> Mapping[str, Any] | RowError:
    try:
        value = read_json(data.decode("utf-8"))
    except StrictJsonError as exc:
        return RowError(line, "", "not-json", {"problem": str(exc)})
    except UnicodeDecodeError as exc:
        return RowError(line, "", "not-json", {"problem": f"not UTF-8 at byte {exc.start + 1}"})
    if (problem := flaw(value)) is not None:
        return RowError(line, "", "not-json", {"problem": shown(problem, 120)})
    return value if isinstance(value, dict) else RowError(line, "", "not-an-object")


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | RowError]]:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = delimiter_of(file.readline(LINE_BYTES_MOST))
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            header = [name.strip() for name in next(reader, [])]
            if (problem := _header_problem(header)) is not None:
                yield 1, problem
                return
            line = reader.line_num + 1
            for cells in reader:
                if cells:
                    yield line, _csv_row(header, cells, line)
                line = reader.line_num + 1
        except csv.Error as exc:
            yield reader.line_num, RowError(reader.line_num, "", "csv", {"problem": str(exc)})


def _header_problem(header: list[str]) -> RowError | None:
    for name in ("infinitive", *FORM_FIELDS):
        if name not in header:
            return RowError(1, name, "column-missing")
    doubled = next((name for i, name in enumerate(header) if name and name in header[:i]), None)
    return None if doubled is None else RowError(1, shown(doubled), "column-doubled")


def _csv_row(header: list[str], cells: list[str], line: int) -> Mapping[str, Any] | RowError:
    if len(cells) != len(header):
        return RowError(line, "", "cells", {"found": len(cells), "expected": len(header)})
    row: dict[str, Any] = {name: unescaped(cell) for name, cell in zip(header, cells, strict=True)}
    sentences = row.get("sentences", "").strip()
    try:
        row["sentences"] = read_json(sentences) if sentences else []
    except StrictJsonError as exc:
        return RowError(line, "sentences", "not-json", {"problem": str(exc)})
    problem = flaw(row["sentences"])
    return row if problem is None else RowError(line, "sentences", "not-json", {"problem": shown(problem, 120)})


def _verb(row: Mapping[str, Any], line: int) -> VerbRow:
    key = _key(_text(row, "infinitive"), _text(row, "sense", required=False))
    given = {name: _text(row, name) for name in FORM_FIELDS}
    for name, value in given.items():
        _within_rules(name, value, FORM_LENGTH_MOST)
    try:
        forms = form_values(given)
    except RuleViolation as violation:
        column = "vd_hulpwerkwoord" if violation.code == "rule-auxiliary" else ""
        raise _broken(column, violation) from violation
    sentences = row.get("sentences") or []
    if not isinstance(sentences, list):
        raise _BadRow("sentences", "not-a-list")
    return VerbRow(key, forms, tuple(_fill_in(s, f"sentences[{i}]") for i, s in enumerate(sentences)), line)


def _key(infinitive: str, sense: str) -> VerbKey:
    try:
        key = read_infinitive(infinitive)
    except NotAnInfinitive as refusal:
        raise _BadRow("infinitive", refusal.reason, **refusal.params) from refusal
    sense = " ".join(sense.split())
    if not sense:
        return key
    if key.sense or not is_sense(sense):
        raise _BadRow("sense", "bracket")
    return VerbKey(key.infinitive, sense)


def _fill_in(sentence: Any, column: str) -> FillIn:
    if not isinstance(sentence, dict):
        raise _BadRow(column, "not-an-object")
    text, template, answer, key = (
        _text(sentence, name, column=f"{column}.{name}", required=name == "template") for name in SENTENCE_FIELDS
    )
    for name, value in (("text", text), ("template", template), ("answer", answer)):
        _within_rules(f"{column}.{name}", value, SENTENCE_LENGTH_MOST)
    if not key:
        return FillIn(text or template, template, answer, None)
    if key not in ANSWER_KEYS:
        raise _BadRow(f"{column}.answer_form_key", "answer-key", value=shown(key), keys=", ".join(ANSWER_KEYS))
    if BLANK not in template:
        raise _BadRow(f"{column}.template", "no-blank")
    text = text or _filled(template, answer, column)
    if not gives_back(text, template, answer):
        raise _BadRow(f"{column}.template", "template")
    return FillIn(text, template, answer, key)


def gives_back(text: str, template: str, answer: str) -> bool:
    """Whether the template's blanks, filled with the parts of the answer in order, give the text exactly."""
    pieces = template.split(BLANK)
    if not answer or not 2 <= len(pieces) <= BLANKS_MOST + 1:
        return False
    if len(pieces) == 2:
        return f"{pieces[0]}{answer}{pieces[1]}" == text
    pattern = "(.+?)".join(re.escape(piece) for piece in pieces)
    found = re.fullmatch(pattern, text, re.DOTALL)
    return found is not None and " ".join(found.groups()) == answer


def _filled(template: str, answer: str, column: str) -> str:
    """The sentence of a row that has none; its answer must have one word for each blank, or one blank."""
    parts = [answer] if template.count(BLANK) == 1 else answer.split(" ")
    pieces = template.split(BLANK)
    if len(parts) != len(pieces) - 1:
        raise _BadRow(f"{column}.answer", "template")
    return "".join(a + b for a, b in zip(pieces, [*parts, ""], strict=True))


def _text(row: Mapping[str, Any], name: str, *, column: str = "", required: bool = True) -> str:
    if name not in row:
        if required:
            raise _BadRow(column or name, "key-missing")
        return ""
    value = row[name]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadRow(column or name, "not-text")
    return value


def _within_rules(column: str, value: str, limit: int) -> None:
    try:
        check_length(column, value, limit)
        check_invisible(column, value)
    except RuleViolation as violation:
        raise _broken(column, violation) from violation


def _broken(column: str, violation: RuleViolation) -> _BadRow:
    return _BadRow(column, "rule", nl=violation.sentence("nl"), en=violation.sentence("en"))
