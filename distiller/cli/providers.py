"""`distiller providers`: which teachers are configured, and whether they answer."""

from __future__ import annotations

import click

from distiller.cli.shell import Shell, json_option, pass_shell, say, show, table


@click.group("providers")
def command() -> None:
    """List the configured teachers; test one with a real call."""


@command.command("list")
@json_option
@pass_shell
def list_providers(shell: Shell, as_json: bool) -> None:
    """The configured teachers, the default one first."""
    choices = shell.jobs.providers()
    rows = ((c.name, c.model, "offline, no model is asked" if c.offline else "") for c in choices)
    show(choices, as_json, lambda: table(("provider", "model", ""), rows))


@command.command("test")
@click.argument("name", required=False)
@json_option
@pass_shell
def test(shell: Shell, name: str | None, as_json: bool) -> None:
    """Ask one teacher for the forms of one verb; this costs one small call."""
    result = shell.jobs.test_provider(name or shell.teachers.default)
    said = "what it sent cannot be used." if result.problem else "the forms of lopen are valid."
    show(
        result,
        as_json,
        lambda: [f"{result.provider} ({result.model}) answered in {result.latency_s:.2f} s: {said}"],
    )
    if result.problem:
        say(f"Error: {result.problem}")
        raise click.exceptions.Exit(1)
