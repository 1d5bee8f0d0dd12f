"""`distiller providers`: which teachers are configured, and whether they answer."""

from __future__ import annotations

import click

from distiller.cli.shell import Shell, json_option, pass_shell, show, table


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
    from distiller.recipes import recipe_for
    from distiller.records import Asked, Product
    from distiller.validate import interpret

    chosen = name or shell.teachers.default
    teacher = shell.teachers[chosen]
    limit = shell.settings.provider(chosen).max_output_tokens
    asked = [Asked("lopen")]
    request = recipe_for(Product.FORMS).request(asked, model=teacher.model, max_output_tokens=limit)
    reply = teacher.complete(request)
    read = interpret(Product.FORMS, asked, reply.raw)
    problem = next((i.message for i in (*read.failed.values(), *read.invalid)), None)
    show(
        {"provider": chosen, "model": teacher.model, "latency_s": reply.latency_s, "problem": problem},
        as_json,
        lambda: [
            f"{chosen} ({teacher.model}) answered in {reply.latency_s:.2f} s: "
            + (problem or "the forms of lopen are valid.")
        ],
    )
    if problem:
        raise click.exceptions.Exit(1)
