"""Which column or field of a source is which field of a question.

A mapping goes from ours to theirs: {"question": "prompt"}. Theirs is the name of a column, its number where there is
no header, or a path within an object (`meta.id`; in XML the same, through child elements and attributes). What a
mapping does not name is found by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from distiller.errors import InputError
from distiller.importers.questions.csv_rows import normal_name
from distiller.importers.questions.json_text import BadJson, parse
from distiller.importers.questions.source import Row
from distiller.validate.rules import shown

FIELDS = (
    "json_id",
    "category",
    "question",
    "golden_answer",
    "answer_schema",
    "system_prompt",
    "answer",
    "is_correct",
)
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "json_id": ("json_id", "id", "question_id", "qid", "external_id", "uid", "uuid", "key", "nr", "nummer"),
    "category": ("category", "categorie", "topic", "subject", "onderwerp", "domain", "tag"),
    "question": (
        "question",
        "question_text",
        "vraag",
        "prompt",
        "instruction",
        "input",
        "query",
        "problem",
        "text",
        "tekst",
        "#text",
    ),
    "golden_answer": (
        "golden_answer",
        "golden",
        "gold",
        "expected",
        "expected_answer",
        "expected_output",
        "ground_truth",
        "reference",
        "reference_answer",
        "correct_answer",
        "juist_antwoord",
        "label",
        "target",
        "solution",
    ),
    "answer_schema": ("answer_schema", "schema", "json_schema", "response_schema", "output_schema"),
    "system_prompt": ("system_prompt", "system", "system_message", "systeemprompt"),
    "answer": ("answer", "antwoord", "response", "output", "completion", "model_answer"),
    "is_correct": ("is_correct", "correct", "approved", "juist", "goed"),
}
KNOWN = frozenset(name for names in _ALIASES.values() for name in names)
_PATH_STEPS_MOST = 3
_MAPPING_BYTES_MOST = 1 << 20

Take = Callable[[Any], Sequence[Any]]
"""The values of a row, in the order of FIELDS; None for what is not there."""


def read_mapping(path: Path) -> dict[str, str]:
    """The mapping in a TOML or JSON file. Raises InputError."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAPPING_BYTES_MOST)  # what is cut off is no TOML or JSON any more
    except (OSError, ValueError) as exc:
        raise InputError("input-file-missing", name=str(path)[-200:]) from exc
    try:
        is_json = path.suffix.lower() == ".json" or data.lstrip().startswith(b"{")
        value = parse(data.removeprefix(b"\xef\xbb\xbf")) if is_json else tomllib.loads(data.decode("utf-8-sig"))
    except (BadJson, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise InputError("import-mapping", name=path.name[-200:], reason=shown(str(exc), 120)) from exc
    value = value.get("mapping", value) if isinstance(value, dict) else value
    if not isinstance(value, dict) or not all(isinstance(v, str | int) for v in value.values()):
        raise InputError("import-mapping", name=path.name[-200:], reason='{"question": "prompt"}')
    return check_mapping({name: str(theirs) for name, theirs in value.items()})


def check_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping, if it names fields of a question. Raises InputError. "" leaves a field out on purpose."""
    for name in mapping:
        if name not in FIELDS:
            raise InputError("import-no-field", field=shown(name), fields=", ".join(FIELDS))
    return {name: theirs.strip() for name, theirs in mapping.items()}


def resolve(mapping: Mapping[str, str], columns: Sequence[str], name: str, *, closed: bool) -> dict[str, str]:
    """The whole mapping: what is told, and by name what is not. Raises InputError.

    `closed`: the columns are all there are; otherwise a field with its own name may still come in a later row.
    """
    told = check_mapping(mapping)
    taken = set(told.values())
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(normal_name(column), column)
    found: dict[str, str] = {}
    for ours in FIELDS:
        if ours in told:
            if theirs := told[ours]:
                found[ours] = _exact(theirs, columns, name, required=closed or ours == "question")
            continue
        for alias in _ALIASES[ours]:
            theirs = by_name.get(alias, "")
            if theirs and theirs not in taken and columns.count(theirs) == 1:
                found[ours] = theirs
                break
        else:
            if not closed and ours not in taken:
                found[ours] = ours
    if "question" not in found or (not closed and found["question"] not in columns):
        if closed and len(columns) == 1 and "question" not in told:
            return {"question": columns[0]}
        raise InputError("import-no-question", name=name, columns=_listed(columns))
    return found


def _exact(theirs: str, columns: Sequence[str], name: str, *, required: bool) -> str:
    """The column that a mapping means: by its name, whatever case; else by its number."""
    if columns.count(theirs) == 1:
        return theirs
    alike = [column for column in columns if normal_name(column) == normal_name(theirs)]
    if len(alike) == 1:
        return alike[0]
    if len(alike) > 1:
        raise InputError("import-column-doubled", name=name, column=shown(theirs))
    if theirs.isdecimal() and 0 < int(theirs) <= len(columns):
        return columns[int(theirs) - 1]
    if required:
        raise InputError("import-no-column", name=name, column=shown(theirs), columns=_listed(columns))
    return theirs


def _listed(columns: Sequence[str]) -> str:
    return shown(", ".join(c or "–" for c in columns), 300) or "–"


def take_cells(mapping: Mapping[str, str], columns: Sequence[str]) -> Take:
    """Takes the cells of a row of columns; an empty one is not there."""
    pick = itemgetter(*(columns.index(mapping[ours]) if ours in mapping else -1 for ours in FIELDS))

    def take(cells: Sequence[Any]) -> Sequence[Any]:
        values: Sequence[Any] = pick([*cells, None])  # -1 takes the None
        return values

    return take


def take_values(mapping: Mapping[str, str]) -> Take:
    """Takes the values of an object, through its parts where the mapping gives a path."""
    paths = [mapping.get(ours, "") for ours in FIELDS]

    def take(row: Mapping[str, Any]) -> Sequence[Any]:
        return [_at_path(row, path) if path else None for path in paths]

    return take


def _at_path(row: Any, path: str) -> Any:
    if path in row:
        return row[path]
    if "." not in path:
        return None
    for step in path.split("."):
        if isinstance(row, list) and step.isdecimal() and int(step) < len(row):
            row = row[int(step)]
        elif isinstance(row, dict) and step in row:
            row = row[step]
        else:
            return None
    return row


def paths_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The fields that some objects have, nested ones by their path, in the order in which they first come."""
    found: dict[str, None] = {}
    for row in rows:
        _collect(row.values, "", 0, found)
    return tuple(found)


def _collect(value: Mapping[str, Any], before: str, depth: int, found: dict[str, None]) -> None:
    for name, part in value.items():
        path = f"{before}{name}"
        found.setdefault(path)
        if isinstance(part, dict) and depth < _PATH_STEPS_MOST:
            _collect(part, f"{path}.", depth + 1, found)
