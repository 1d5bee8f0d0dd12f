"""`distiller questions`: what is stored of them."""

from __future__ import annotations

from collections.abc import Iterable

import click

from distiller.cli.shell import COUNT, ID, Shell, json_option, pass_shell, show, table
from distiller.questions import Questions
from distiller.records import QuestionFilter, QuestionRecord, Which

_SHOWN = 80


@click.group("questions")
def command() -> None:
    """List and show questions, and their categories."""


@command.command("list")
@click.option(
    "--which",
    type=click.Choice([w.value for w in Which]),
    default="all",
    show_default=True,
    help="All, those without an answer that is not rejected, or those whose answer failed.",
)
@click.option("--category", help="Only of this category.")
@click.option("--search", "q", default="", help="Part of the question or of its identifier.")
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many.")
@click.option("--after", type=click.IntRange(0, 2**63 - 1), default=0, help="Only beyond the question with this ID.")
@json_option
@pass_shell
def list_questions(
    shell: Shell, which: str, category: str | None, q: str, limit: int, after: int, as_json: bool
) -> None:
    """Questions, in the order in which they came in."""
    wanted = QuestionFilter(Which(which), category, q)
    questions = Questions(shell.store, shell.settings.home)
    found = questions.list(wanted, limit=limit, after=after)
    count = questions.count(wanted)
    rows = ((r.id, r.json_id or "", r.category, _short(r.text)) for r in found)
    show(
        {"count": count, "questions": found},
        as_json,
        lambda: [*table(("id", "json_id", "category", "question"), rows), f"{len(found)} of {count}."],
    )


@command.command("show")
@click.argument("question_id", type=ID)
@json_option
@pass_shell
def show_question(shell: Shell, question_id: int, as_json: bool) -> None:
    """One question with all its fields."""
    record = Questions(shell.store, shell.settings.home).get(question_id)
    show(record, as_json, lambda: _lines(record))


@command.command("categories")
@json_option
@pass_shell
def categories(shell: Shell, as_json: bool) -> None:
    """How many questions each category has."""
    found = Questions(shell.store, shell.settings.home).categories()
    show(found, as_json, lambda: table(("category", "questions"), ((name or "–", n) for name, n in found.items())))


def _lines(record: QuestionRecord) -> Iterable[str]:
    fields = (
        ("json_id", record.json_id),
        ("category", record.category or None),
        ("golden answer", record.golden_answer),
        ("answer schema", record.answer_schema),
        ("system prompt", record.system_prompt),
    )
    yield f"Question {record.id}"
    yield from record.text.splitlines()
    for name, value in fields:
        if value is not None:
            yield f"{name}: {' '.join(value.split())}"


def _short(text: str) -> str:
    flat = " ".join(text[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"
