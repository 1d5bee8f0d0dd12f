"""`distiller stats`: what is stored, and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import click

from distiller.cli.shell import Shell, call_figures, json_option, money, pass_shell, plain, show


@click.command("stats")
@json_option
@pass_shell
def command(shell: Shell, as_json: bool) -> None:
    """Verbs, sentences, decisions, jobs, calls, tokens, money, latencies; how often teachers are right, and agree."""
    from distiller.stats import statistics

    found, providers = statistics(shell.store), shell.live.providers()
    show(
        {**found, "providers": providers},
        as_json,
        lambda: [*_lines(found), *(["", *call_figures(providers)] if providers else [])],
    )


def _lines(found: Mapping[str, Any], indent: str = "") -> Iterable[str]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{name}:" + ("" if value else " none")
            for one in value:
                yield f"{indent}  " + ", ".join(_words(one))
        elif isinstance(value, Decimal) or name == "cost":
            yield f"{indent}{name}: {money(value)}"
        else:
            yield f"{indent}{name}: {plain(value)}"


def _words(one: Mapping[str, Any]) -> Iterable[str]:
    for name, value in one.items():
        yield f"{name} {money(value) if name == 'cost' else plain(value)}"
