"""`distiller import`: questions from a file or a database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from distiller.cli.shell import WHO, Shell, json_option, on_terminal, options, pass_shell, say, show
from distiller.exporters.atomic import atomic_file
from distiller.importers.questions.fields import FIELDS, check_mapping, read_mapping
from distiller.importers.questions.report import Change, ImportReport, Progress
from distiller.importers.questions.source import Format, Problem, Source
from distiller.questions import Questions

_SHOWN = 20
_VALUE_SHOWN = 60


@click.group("import")
def command() -> None:
    """Questions from CSV, JSON, JSON Lines, XML or a SQL database."""


_common = options(
    click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column is which field."),
    click.option("--mapping", type=click.Path(path_type=Path), help="A TOML or JSON file of FIELD = COLUMN."),
    click.option("--dry-run", is_flag=True, help="Only say what would happen."),
    click.option("--strict", is_flag=True, help="Nothing goes in if any row is refused."),
    click.option("--errors", type=click.Path(path_type=Path), help="Write every refused row to this JSONL file."),
    json_option,
    pass_shell,
)
_FILE = click.argument("file", type=click.Path(path_type=Path))
_ENCODING = click.option("--encoding", default="", help="Of the file; found out by default.")


@command.command("csv")
@_FILE
@click.option("--delimiter", default="", help="Between cells: a character, or `tab`; found out by default.")
@_ENCODING
@click.option("--header/--no-header", default=None, help="Whether the first row names the columns.")
@_common
def from_csv(
    shell: Shell, file: Path, delimiter: str, encoding: str, header: bool | None, as_json: bool, **choices: Any
) -> None:
    """Questions from a CSV file; without header its columns are 1, 2, 3 …"""
    source = Source(Format.CSV, file, delimiter=delimiter, encoding=encoding, header=header)
    _import(shell, source, as_json=as_json, **choices)


@command.command("json")
@_FILE
@click.option("--path", "at", default="", help="To the array, such as data.items; found out by default.")
@_ENCODING
@_common
def from_json(shell: Shell, file: Path, at: str, encoding: str, as_json: bool, **choices: Any) -> None:
    """Questions from a JSON file: an array of objects, or JSON Lines."""
    _import(shell, Source(Format.JSON, file, at=at, encoding=encoding), as_json=as_json, **choices)


@command.command("xml")
@_FILE
@click.option("--path", "at", default="", help="To the element, such as root/question; found out by default.")
@_ENCODING
@_common
def from_xml(shell: Shell, file: Path, at: str, encoding: str, as_json: bool, **choices: Any) -> None:
    """Questions from an XML file: attributes and child elements are fields."""
    _import(shell, Source(Format.XML, file, at=at, encoding=encoding), as_json=as_json, **choices)


@command.command("db")
@click.option("--url", required=True, help="An SQLite file or postgresql://…; the password goes in PGPASSWORD.")
@click.option("--query", required=True, help="One SELECT.")
@_common
def from_db(shell: Shell, url: str, query: str, as_json: bool, **choices: Any) -> None:
    """Questions from a SELECT on a database, which is only read."""
    _import(shell, Source(Format.DB, url=url, query=query), as_json=as_json, **choices)


def _import(
    shell: Shell,
    source: Source,
    *,
    pairs: Sequence[str],
    mapping: Path | None,
    dry_run: bool,
    strict: bool,
    errors: Path | None,
    as_json: bool,
) -> None:
    told = {**(read_mapping(mapping) if mapping else {}), **check_mapping(_pairs(pairs))}
    questions = Questions(shell.store, shell.settings.home)
    with _written(errors) as refused, _progress(source) as progress:
        report = questions.import_(
            source, told, who=WHO, dry_run=dry_run, strict=strict, progress=progress, refused=refused
        )
    show(_plain(report), as_json, lambda: _lines(report))
    if report.refused and (strict or report.refused == report.rows):
        say(f"Error: {report.refused} of {report.rows} rows were refused, so nothing went in.")
        raise click.exceptions.Exit(1)


def _pairs(pairs: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, middle, theirs = pair.partition("=")
        if not middle:
            raise click.UsageError(f"--map is FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
        found[name.strip()] = theirs
    return found


@contextmanager
def _written(path: Path | None) -> Iterator[Callable[[Problem], None] | None]:
    """What takes refused rows: each a line of the file, which is there when the import ends."""
    import orjson

    if path is None:
        yield None
        return
    with atomic_file(path) as file:
        yield lambda problem: _write(file, orjson.dumps(_problem(problem)))


def _write(file: Any, line: bytes) -> None:
    file.write(line + b"\n")


@contextmanager
def _progress(source: Source) -> Iterator[Callable[[Progress], None] | None]:
    if not on_terminal():
        yield None
        return
    with click.progressbar(length=1, label="Rows", file=sys.stderr, show_pos=True) as bar:

        def tell(now: Progress) -> None:
            bar.length = now.size or now.rows
            bar.label = f"{now.rows} rows"
            bar.update((now.done if now.size else now.rows) - bar.pos)

        yield tell


# --- printing ---------------------------------------------------------------------------------------------------


def _lines(report: ImportReport) -> Iterable[str]:
    yield "Columns: " + ", ".join(f"{ours} = {theirs}" for ours, theirs in report.mapping.items()) + "."
    if report.found:
        yield "Read as: " + ", ".join(f"{name} {value!r}" for name, value in report.found.items()) + "."
    for problem in report.first_refused[:_SHOWN]:
        yield f"  {problem.place()}: {problem.sentence()}"
    yield from _more(report.refused)
    for problem in report.first_remarks[:_SHOWN]:
        yield f"  {problem.place()}: {problem.sentence()}"
    yield from _more(sum(report.remarks.values()))
    for change in report.first_changed[:_SHOWN]:
        yield from _change(change)
    yield from _more(report.changed)
    yield _summary(report)


def _more(count: int) -> Iterable[str]:
    if count > _SHOWN:
        yield f"  … and {count - _SHOWN} more."


def _change(change: Change) -> Iterable[str]:
    place = f"line {change.line}" if change.line else change.where
    yield f"  {place}: question {change.question_id} is changed: {change.text}"
    for name, (before, after) in change.fields.items():
        yield f"    {name}: {_short(before)} -> {_short(after)}"


def _short(value: str | None) -> str:
    text = "–" if value is None else " ".join(value.split())
    return text if len(text) <= _VALUE_SHOWN else f"{text[: _VALUE_SHOWN - 1]}…"


def _summary(report: ImportReport) -> str:
    parts = [f"{report.rows} rows: {report.added} new, {report.changed} changed, {report.unchanged} unchanged"]
    if report.doubled:
        parts.append(f"{report.doubled} doubled")
    parts.append(f"{report.refused} refused")
    if report.answers:
        decided = f", {report.verdicts} of them decided" if report.verdicts else ""
        job = f" in job {report.job_id}" if report.job_id else ""
        parts.append(f"{report.answers} answers along{job}{decided}")
    ending = "" if report.stored else " Nothing was stored." if not report.dry_run else " Nothing was stored (dry run)."
    return ", ".join(parts) + "." + ending


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line or None,
        "where": problem.where or None,
        "column": problem.column or None,
        "reason": problem.reason,
        "message": problem.sentence(),
    }


def _plain(report: ImportReport) -> dict[str, Any]:
    names = ("rows", "added", "changed", "unchanged", "doubled", "refused", "answers", "verdicts", "remarks")
    rest = ("mapping", "found", "dry_run", "stored", "job_id", "first_changed")
    return {
        **{name: getattr(report, name) for name in (*names, *rest)},
        "first_refused": [_problem(p) for p in report.first_refused],
        "first_remarks": [_problem(p) for p in report.first_remarks],
    }
