"""`distiller export`: approved work into a file, or into the files of a data set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from distiller.cli.shell import ID, Shell, json_option, pass_shell, show
from distiller.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distiller.exporters.manifest import Survey
    from distiller.exporters.request import DatasetRequest

_WHAT = click.Choice(["verbs", "sentences", "database", "answers", "training", "preferences", "invalid"])
_SHAPE = click.Choice(["records", "openai-chat", "sharegpt", "alpaca", "prompt-completion", "preferences", "kto"])
_PREVIEW = 5


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> datetime | None:
    return None if value is None else value.replace(tzinfo=UTC)


_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("export")
@click.argument("what", type=_WHAT)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="JSONL, JSON and Parquet for programs, CSV for people.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; default: WHAT.FORMAT here.")
@click.option("--job", type=ID, help="Of this job only.")
@click.option("--committed", is_flag=True, help="Only what is in the verb database.")
@click.option("--search", "q", default="", help="Part of the infinitive, of the question or of its json_id.")
@click.option("--shape", type=_SHAPE, help="Of a data set: what its rows look like.")
@click.option(
    "--style",
    type=click.Choice(["messages", "text"]),
    default="messages",
    show_default=True,
    help="Of prompt-completion, preferences and kto: messages, or plain text for a base model.",
)
@click.option(
    "--status",
    type=click.Choice(["approved", "undecided", "rejected", "all"]),
    default="approved",
    show_default=True,
    help="Of a data set: what reviewers said.",
)
@click.option(
    "--product",
    "products",
    type=click.Choice(["forms", "sentences", "answer"]),
    multiple=True,
    help="Of training and preferences: only this; may be given again.",
)
@click.option("--category", help="Of a data set: questions of this category only.")
@click.option("--model", help="What this model wrote.")
@click.option("--reviewer", help="What this person decided on.")
@click.option("--since", type=_DAY, callback=_day, help="Decided on this day (UTC) or later.")
@click.option("--until", type=_DAY, callback=_day, help="Decided on this day (UTC) or earlier.")
@click.option(
    "--min-agreement",
    type=click.FloatRange(0, 1),
    help="Of a data set: answers that this share of at least two teachers gave.",
)
@click.option("--split", help="Of a data set: train/validation/test, as 80/10/10 or 90/10.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="Of the split.")
@click.option("--keep-duplicates", is_flag=True, help="Write an example as often as it is there.")
@click.option("--licence", help="What the dataset card says of the licence; default: unknown.")
@click.option("--source", help="What the dataset card says of where the questions are from.")
@click.option("--dry-run", is_flag=True, help="Only count, and show the first lines.")
@json_option
@pass_shell
def command(
    shell: Shell, /, what: str, form: str, output: Path | None, dry_run: bool, as_json: bool, **given: Any
) -> None:
    """Write approved work into a file that appears when it is whole.

    answers, training and preferences are data sets: with shapes, splits, and a manifest beside the files.
    """
    from distiller.exporters.request import DATASETS

    path = output or Path(f"{what}.{form}")
    if not dry_run and path.exists() and not path.is_file():  # a device or folder must not be replaced by a file
        raise InputError("input-file-unwritable", name=str(path), reason="it is there and is no file")
    if what in DATASETS:
        _dataset(shell, _request(what, form, given), path, dry_run, as_json)
    else:
        _only_of_datasets(what, given)
        narrowed = {name: given[name] for name in ("job", "q", "model", "reviewer", "since")}
        narrowed |= {"committed_only": given["committed"], "until": _day_after(given["until"])}
        _simple(shell, what, form, path, narrowed, dry_run, as_json)


# --- one kind of row, one file


def _simple(
    shell: Shell, what: str, form: str, path: Path, narrowed: dict[str, Any], dry_run: bool, as_json: bool
) -> None:
    if dry_run:
        count = shell.exporter.count(what, **narrowed)
        first = shell.exporter.preview(what, **narrowed, limit=_PREVIEW)
        show(
            {"count": count, "first": first},
            as_json,
            lambda: [f"{count} lines would be written.", *_lines(first)],
        )
        return
    written = shell.exporter.write(what, form, path, **narrowed)
    show({"written": written, "file": str(path)}, as_json, lambda: [f"{written} lines written to {path}."])


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    import orjson

    return [orjson.dumps(row).decode() for row in rows]


_DEFAULTS = {"status": "approved", "style": "messages", "seed": 0, "products": (), "keep_duplicates": False}
_OF_DATASETS = ("shape", "category", "min_agreement", "split", "licence", "source", *_DEFAULTS)
_OF_WORK = ("model", "reviewer", "since", "until")


def _only_of_datasets(what: str, given: dict[str, Any]) -> None:
    """An option that would do nothing is a mistake of the caller."""
    for name in _OF_DATASETS:
        if given[name] != _DEFAULTS.get(name):
            option = {"products": "product"}.get(name, name).replace("_", "-")
            raise click.UsageError(f"--{option} is for answers, training and preferences.")
    for name in _OF_WORK:
        if given[name] is not None and what not in ("verbs", "sentences"):
            raise click.UsageError(f"--{name} is for work that was decided on: not for {what}.")


# --- data sets


def _request(what: str, form: str, given: dict[str, Any]) -> DatasetRequest:
    from distiller.dutch_order import plain
    from distiller.exporters.request import DatasetRequest
    from distiller.exporters.split import Split
    from distiller.verb_work import WorkFilter

    if given["committed"] and what == "answers":
        raise click.UsageError("--committed is for verbs: answers are not committed.")
    wanted = WorkFilter(
        job=given["job"],
        committed_only=given["committed"],
        q=plain(given["q"].strip()),
        model=given["model"],
        reviewer=given["reviewer"],
        since=given["since"],
        until=_day_after(given["until"]),
        category=given["category"],
        min_agreement=given["min_agreement"],
    )
    return DatasetRequest.make(
        what,
        given["shape"],
        status=given["status"],
        products=given["products"],
        wanted=wanted,
        format=form,
        style=given["style"],
        split=Split.parse(given["split"], given["seed"]) if given["split"] else None,
        distinct=not given["keep_duplicates"],
        licence=given["licence"],
        source=given["source"],
    )


def _day_after(day: datetime | None) -> datetime | None:
    """The end of a day; there is none after the last one."""
    return None if day is None or day.date() == date.max else day + timedelta(days=1)


def _dataset(shell: Shell, request: DatasetRequest, path: Path, dry_run: bool, as_json: bool) -> None:
    from distiller.training import beside

    training = shell.exporter.training
    survey = training.survey(request, first=_PREVIEW) if dry_run else training.write(request, path)
    value: dict[str, Any] = {
        "count" if dry_run else "written": survey.rows,
        "parts": survey.rows_by_part,
        "duplicates": survey.duplicates,
        "left_out": survey.left_out,
        "tokens": survey.total_tokens,
    }
    if dry_run:
        value["first"] = survey.first
    else:
        value["files"] = [str(path.with_name(file.name)) for file in survey.files]
        value["manifest"] = str(beside(path)[1])
    show(value, as_json, lambda: _told(survey, path, dry_run))


def _told(survey: Survey, path: Path, dry_run: bool) -> Iterator[str]:
    from distiller.exporters.manifest import LEFT_OUT
    from distiller.exporters.tokens import VOCABULARY
    from distiller.training import beside

    parts = ", ".join(f"{rows} {part}" for part, rows in survey.rows_by_part.items())
    split = f" ({parts})" if len(survey.parts) > 1 else ""
    if dry_run:
        yield f"{survey.rows} rows would be written{split}."
    else:
        names = ", ".join(str(path.with_name(file.name)) for file in survey.files)
        yield f"{survey.rows} rows written to {names}{split}; manifest: {beside(path)[1]}."
    if survey.total_tokens is not None:
        yield f"{survey.total_tokens} tokens ({VOCABULARY})."
    if survey.duplicates:
        yield f"Left out: {survey.duplicates}, the same example again."
    yield from (f"Left out: {number}, {LEFT_OUT[why]}." for why, number in survey.left_out.items())
    yield from _lines(survey.first)
