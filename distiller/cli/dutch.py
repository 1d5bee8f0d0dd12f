"""`distiller dutch`: the language checks on a file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from distiller.cli.shell import COUNT, json_option, say, show, table

if TYPE_CHECKING:
    from distiller.dutch_evaluation import CheckedSet, Measure

_FILE = click.Path(path_type=Path)


@click.group("dutch")
def command() -> None:
    """The language checks on a file: findings for form sets, or how often the checks are right on gold data."""


@command.command("check")
@click.argument("file", type=_FILE)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="en",
    show_default=True,
    help="Language of the explanations.",
)
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    show_default=True,
    help="Leave out what weighs less.",
)
@json_option
def check(file: Path, language: str, severity: str, as_json: bool) -> None:
    """Findings for the form sets in FILE: JSONL or CSV with `infinitive` and the seven fields."""
    from distiller.dutch.findings import SEVERITY_ORDER, Severity
    from distiller.dutch_evaluation import check_file

    checked, told = 0, []
    for one in check_file(file):
        checked += 1
        kept = [f for f in one.findings if SEVERITY_ORDER[f.severity] >= SEVERITY_ORDER[Severity(severity)]]
        if kept:
            told.append({"line": one.line, "infinitive": one.infinitive, "findings": _findings(one, kept, language)})
    show({"checked": checked, "verbs": told}, as_json, lambda: _check_lines(told))
    if not as_json:
        say(f"{checked} form sets checked, {len(told)} with findings.")


def _findings(one: CheckedSet, kept: Sequence[Any], language: str) -> list[dict[str, Any]]:
    from distiller.dutch import explain

    return [
        {**finding.to_dict(), "given": one.forms.get(finding.field or "", ""), "text": explain(finding, language)}
        for finding in kept
    ]


def _check_lines(told: Iterable[dict[str, Any]]) -> Iterable[str]:
    for verb in told:
        yield f"{verb['infinitive']} (line {verb['line']})"
        for finding in verb["findings"]:
            where = f"{finding['field']}: " if finding["field"] else ""
            yield f"  {finding['severity']}  {where}{finding['code']}  {finding['text']}"


@command.command("evaluate")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--misses", type=COUNT, default=0, help="Show this many misses of each measure.")
@json_option
def evaluate(files: tuple[Path, ...], misses: int, as_json: bool) -> None:
    """How often the checks are right on the gold FILES, with 95 % intervals, beside the target of each measure.

    A file holds gold form sets, corrupted form sets, real sentences or sentences with an error, as JSONL; which of
    these is told by its rows.
    """
    from distiller.dutch_evaluation import evaluate as measure_files

    measures = measure_files(files)
    show([_plain(measure, misses) for measure in measures], as_json, lambda: _table(measures, misses))


def _plain(measure: Measure, misses: int) -> dict[str, Any]:
    low, high = measure.interval
    target = measure.target
    return {
        "group": measure.group,
        "measure": measure.name,
        "hits": measure.hits,
        "total": measure.total,
        "share": None if math.isnan(measure.share) else round(measure.share, 5),
        "low": round(low, 5),
        "high": round(high, 5),
        "target": target.share if target else None,
        "at_most": target.at_most if target else None,
        "reached": measure.reached,
        "misses": measure.misses[:misses],
    }


def _table(measures: Sequence[Measure], misses: int) -> Iterable[str]:
    for group, members in groupby(measures, key=lambda measure: measure.group):
        listed = list(members)
        yield group
        yield from ("  " + line for line in table(_HEADERS, [_cells(measure) for measure in listed]))
        for measure in listed:
            for miss in measure.misses[:misses]:
                yield f"    {measure.name}: {miss}"
        yield ""


_HEADERS = ("measure", "hits", "of", "share", "95 %", "target", "")


def _cells(measure: Measure) -> tuple[str, ...]:
    if math.isnan(measure.share):
        return (measure.name, "0", "0", "-", "-", _target(measure), "")
    low, high = measure.interval
    verdict = {True: "reached", False: "missed", None: ""}[measure.reached]
    counts = (str(measure.hits), str(measure.total))
    return (measure.name, *counts, _percent(measure.share), f"{low:.1%}-{high:.1%}", _target(measure), verdict)


def _target(measure: Measure) -> str:
    if measure.target is None:
        return ""
    return ("≤ " if measure.target.at_most else "") + _percent(measure.target.share)


def _percent(share: float) -> str:
    return f"{share:.1%}"
