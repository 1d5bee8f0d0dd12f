"""`distiller review invalid`: replies that failed validation: looked at, corrected by hand, or asked again."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from distiller.cli.shell import COUNT, ID, WHO, Shell, json_option, options, pass_shell, readable, show
from distiller.errors import ErrorType, InputError
from distiller.records import CardSummary, InvalidFilter, InvalidReply, Product

_PAGE = 500
_filters = options(
    click.option("--job", type=ID, help="Of this job only."),
    click.option("--type", "error_type", type=click.Choice([e.value for e in ErrorType]), help="With this error only."),
    click.option("--product", type=click.Choice([p.value for p in Product]), help="Of this product only."),
    click.option("--search", "q", default="", help="Part of the infinitive, of a question, or of its json_id."),
)


@click.group("invalid")
def command() -> None:
    """Replies that failed validation: list them, correct one, or ask again."""


@command.command("list")
@_filters
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many.")
@click.option("--offset", type=COUNT, default=0, show_default=True, help="How many to pass over first.")
@json_option
@pass_shell
def list_invalid(
    shell: Shell,
    job: int | None,
    error_type: str | None,
    product: str | None,
    q: str,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """Items that failed on what a teacher replied: the last invalid reply of each, its error, and the place of it."""
    replies = shell.review.invalid(_filter(job, error_type, product, q), limit=limit, offset=offset)
    show(replies, as_json, lambda: _lines(replies) if replies else ["No invalid replies."])


@command.command("fix")
@click.argument("item_id", type=ID)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default=Path("-"))
@click.option("--approve", "approved", is_flag=True, help="Approve what was corrected.")
@json_option
@pass_shell
def fix(shell: Shell, item_id: int, file: Path, approved: bool, as_json: bool) -> None:
    """Recheck a corrected reply, from a file or stdin, as if the teacher had given it; valid, it is stored by hand."""
    card = shell.review.correct(item_id, read_text(file), WHO, approve=approved)
    show(card, as_json, lambda: [f"{card.subject}: valid and stored (card {card.card_id})."])


@command.command("retry")
@click.argument("item_ids", type=ID, nargs=-1)
@_filters
@click.option("--all", "everything", is_flag=True, help="Every item of the filter.")
@json_option
@pass_shell
def retry(
    shell: Shell,
    item_ids: tuple[int, ...],
    job: int | None,
    error_type: str | None,
    product: str | None,
    q: str,
    everything: bool,
    as_json: bool,
) -> None:
    """Ask again for items by id, or for all of a filter; the app does it, or: distiller run."""
    if bool(item_ids) == everything:
        raise click.UsageError("name item ids, or --all with a filter")
    ids = list(item_ids) or _all(shell, _filter(job, error_type, product, q))
    for item_id in ids:
        shell.review.retry_item(item_id, WHO)
    show({"retried": len(ids)}, as_json, lambda: [f"{len(ids)} asked again."])


def _filter(job: int | None, error_type: str | None, product: str | None, q: str) -> InvalidFilter:
    return InvalidFilter(job, error_type, Product(product) if product else None, q)


def _all(shell: Shell, wanted: InvalidFilter) -> list[int]:
    found: list[int] = []
    while page := shell.review.invalid(wanted, limit=_PAGE, offset=len(found)):
        found += [reply.item_id for reply in page]
    return found


def read_text(file: Path) -> str:
    """A file, or what comes on stdin for "-". Raises InputError."""
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        return readable(file).read_text("utf-8")
    except UnicodeDecodeError as exc:
        raise InputError("input-not-text", name=file.name) from exc


def named(card: CardSummary | InvalidReply) -> str:
    """What a list calls a card: a verb, or a question by its number and how it begins."""
    return f"{card.subject} {card.title}" if card.title else card.subject


def _lines(replies: Iterable[InvalidReply]) -> Iterable[str]:
    for reply in replies:
        place = f" at {reply.path}" if reply.path else ""
        yield f"item {reply.item_id}, job {reply.job_id}, {reply.product.value}: {named(reply)}"
        yield f"  {reply.error_type}{place}: {reply.message}"
        for line in reply.text[:400].splitlines():
            yield f"  | {line}"
