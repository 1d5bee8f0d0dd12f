"""`distiller providers`: which teachers are configured, and whether they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from distiller.cli.shell import Shell, json_option, money, pass_shell, plain, say, show, table

if TYPE_CHECKING:
    from distiller.provider_check import ProviderRow, ProviderTest
    from distiller.records.live import RecentCalls

_HEADERS = (
    "provider",
    "model",
    "host",
    "key",
    "calls at once",
    "weight",
    "per minute",
    "$ per million tokens",
    "JSON",
    "last calls",
)
_MODES = {
    "json_schema": "by a strict schema",
    "json_object_schema": "in JSON mode with the schema beside it",
    "json_object": "in JSON mode, without a schema",
    "prompt": "by the prompt alone",
}


@click.group("providers")
def command() -> None:
    """List the configured teachers; test one with a real call."""


@command.command("list")
@json_option
@pass_shell
def list_providers(shell: Shell, as_json: bool) -> None:
    """The configured teachers, the default one first, and how their last calls ended; no call is made."""
    rows = shell.jobs.provider_rows()
    recent = {one.provider: one for one in shell.live.recent()}
    show(
        [plain(row) | {"recent": plain(recent.get(row.name))} for row in rows],
        as_json,
        lambda: table(_HEADERS, ((*_cells(row), _ended(recent.get(row.name))) for row in rows)),
    )


def _ended(recent: RecentCalls | None) -> str:
    """Among the newest 1,000 calls of all."""
    if recent is None:
        return "-"
    at = f"{recent.last_at:%Y-%m-%d %H:%M} UTC"
    if not recent.failed:
        return f"{recent.ended} answered, {at}"
    return f"{recent.failed} of {recent.ended} failed, the last: {recent.error_type or 'answered'}, {at}"


def _cells(row: ProviderRow) -> tuple[str, ...]:
    if row.offline:
        return (row.name, row.model, "no model is asked", "-", str(row.concurrency), "-", "-", "0", "-")
    limits = [
        *([f"{row.requests_per_minute} requests"] if row.requests_per_minute else []),
        *([f"{row.tokens_per_minute} tokens"] if row.tokens_per_minute else []),
    ]
    prices = "unknown"
    if row.input_price is not None and row.output_price is not None:
        prices = f"{row.input_price.normalize():f} in, {row.output_price.normalize():f} out"
    key = "yes" if row.has_key else "no"
    form = row.found or f"begins with {row.structured}"
    return (row.name, row.model, row.host, key, str(row.concurrency), str(row.weight), _or_none(limits), prices, form)


def _or_none(said: Sequence[str]) -> str:
    return ", ".join(said) or "-"


@command.command("test")
@click.argument("name", required=False)
@click.option("--model", default="", help="Another model than the provider's.")
@json_option
@pass_shell
def test(shell: Shell, name: str | None, model: str, as_json: bool) -> None:
    """Ask one teacher one small question; this costs one small call."""
    result = shell.jobs.test_provider(name or shell.teachers.default, model)
    show(result, as_json, lambda: _told(result))
    if result.problem:
        say(f"Error: {result.problem}")
        raise click.exceptions.Exit(1)


def _told(result: ProviderTest) -> Iterator[str]:
    said = "what it sent cannot be used." if result.problem else "the answer can be used."
    yield f"{result.provider} ({result.model}) answered in {result.latency_s:.2f} s: {said}"
    if result.mode:
        without = result.mode != "json_schema"
        yield f"Asked for JSON {_MODES[result.mode]}" + (": the program checks each answer itself." if without else ".")
    tokens = [str(n) if n is not None else "unknown" for n in (result.prompt_tokens, result.completion_tokens)]
    yield f"Tokens: {tokens[0]} sent, {tokens[1]} received; cost {money(result.cost)}."
