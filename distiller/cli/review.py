"""`distiller review`: the decisions of the review tab, by response or by filter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from distiller.cli.review_invalid import command as invalid
from distiller.cli.review_invalid import named, read_text
from distiller.cli.shell import COUNT, ID, WHO, Shell, json_option, options, pass_shell, show, table
from distiller.cli.verbs import assignments
from distiller.errors import InputError
from distiller.records import (
    Card,
    CardStatus,
    Product,
    ResponseRecord,
    ReviewFilter,
)

_filters = options(
    click.option("--job", type=ID, help="Of this job only."),
    click.option("--status", type=click.Choice([s.value for s in CardStatus]), help="Cards with this status."),
    click.option("--findings", type=click.Choice(["any", "error", "none"]), help="By what the checks found."),
    click.option("--search", "q", default="", help="Part of the infinitive, of a question, or of its json_id."),
    click.option("--category", help="Questions of this category only."),
    click.option("--disagree", is_flag=True, help="Only questions that were answered differently."),
)


@click.group("review")
def command() -> None:
    """List cards; approve, reject, edit or rerun responses; undo."""


@command.command("list")
@_filters
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many.")
@click.option("--offset", type=COUNT, default=0, show_default=True, help="How many to pass over first.")
@json_option
@pass_shell
def list_cards(
    shell: Shell,
    job: int | None,
    status: str | None,
    findings: str | None,
    q: str,
    category: str | None,
    disagree: bool,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """Cards in the order of the paste or the questions, with what is undecided."""
    wanted = _filter(job, status, findings, q, category, disagree=disagree)
    cards = shell.review.cards(wanted, limit=limit, offset=offset)
    rows = (
        (c.card_id, c.job_id, named(c), c.status.value, c.severity or "", c.undecided, c.approved, c.rejected)
        for c in cards
    )
    headers = ("card", "job", "subject", "status", "findings", "undecided", "approved", "rejected")
    show(cards, as_json, lambda: table(headers, rows) if cards else ["No such card."])


@command.command("show")
@click.argument("card_id", type=ID)
@json_option
@pass_shell
def show_card(shell: Shell, card_id: int, as_json: bool) -> None:
    """One card with its responses and what the checks say."""
    card = shell.review.card(card_id)
    show(card, as_json, lambda: _card_lines(shell, card))


@command.command("approve")
@click.argument("response_ids", type=ID, nargs=-1)
@click.option("--card", "card_id", type=ID, help="All undecided responses of this card.")
@_filters
@click.option("--without-findings", is_flag=True, help="All undecided responses of the filter without findings.")
@click.option("--all", "everything", is_flag=True, help="All undecided responses of the filter, findings or not.")
@json_option
@pass_shell
def approve(
    shell: Shell,
    response_ids: tuple[int, ...],
    card_id: int | None,
    job: int | None,
    status: str | None,
    findings: str | None,
    q: str,
    category: str | None,
    disagree: bool,
    without_findings: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Approve responses by id, those of a card, or all of a filter; a card or a filter is undone as one."""
    if bool(response_ids) + (card_id is not None) + without_findings + everything != 1:
        raise click.UsageError("name response ids, or --card, or --without-findings, or --all")
    if card_id is not None:
        count = _approve_card(shell, card_id)
    elif not response_ids:
        wanted = _filter(job, status, findings, q, category, disagree=disagree)
        count = shell.review.approve_all(wanted, WHO, findings_too=everything).count
    else:
        for response_id in response_ids:
            shell.review.approve(response_id, _version(shell, response_id), WHO)
        count = len(response_ids)
    show({"approved": count}, as_json, lambda: [f"{count} approved."])


@command.command("reject")
@click.argument("response_ids", type=ID, nargs=-1, required=True)
@click.option("--reason", default="", help="Why; kept with the decision.")
@json_option
@pass_shell
def reject(shell: Shell, response_ids: tuple[int, ...], reason: str, as_json: bool) -> None:
    """Reject responses by id."""
    for response_id in response_ids:
        shell.review.reject(response_id, _version(shell, response_id), WHO, reason)
    show({"rejected": len(response_ids)}, as_json, lambda: [f"{len(response_ids)} rejected."])


@command.command("edit")
@click.argument("response_id", type=ID)
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...|SENTENCE|ANSWER")
@click.option("--approve", "approved", is_flag=True, help="Approve what was written.")
@json_option
@pass_shell
def edit(shell: Shell, response_id: int, changes: tuple[str, ...], approved: bool, as_json: bool) -> None:
    """Correct a form set (vt_ev=liep vt_mv=liepen), a sentence, or an answer (the new text, or JSON; "-": stdin)."""
    response = shell.store.load_response(response_id)
    payload: dict[str, Any] = {"sentence": " ".join(changes)}
    if response.product == Product.FORMS:
        payload = {**response.current, **assignments(changes)}
    elif response.product == Product.ANSWER:
        payload = {"answer": _answer(shell.review.card(response.card_id), changes)}
    card = shell.review.edit(response_id, response.version, payload, WHO, approve=approved)
    show(card, as_json, lambda: _card_lines(shell, card))


@command.command("write")
@click.argument("item_id", type=ID)
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...|SENTENCE|ANSWER")
@click.option("--approve", "approved", is_flag=True, help="Approve what was written.")
@json_option
@pass_shell
def write(shell: Shell, item_id: int, values: tuple[str, ...], approved: bool, as_json: bool) -> None:
    """Write by hand what an item lacks: its forms, one more sentence, or an answer (text, or JSON; "-": stdin)."""
    card = shell.review.card(shell.store.card_of_item(item_id))
    payload: dict[str, Any] = {"sentence": " ".join(values)}
    if card.question is not None:
        payload = {"answer": _answer(card, values)}
    elif all("=" in value for value in values):
        payload = dict(assignments(values))
    card = shell.review.write(item_id, payload, WHO, approve=approved)
    show(card, as_json, lambda: _card_lines(shell, card))


@command.command("rerun")
@click.argument("response_id", type=ID)
@click.option("--remark", default="", help="What the teacher should mind.")
@json_option
@pass_shell
def rerun(shell: Shell, response_id: int, remark: str, as_json: bool) -> None:
    """Ask the teacher again for one response; the app does it, or: distiller run."""
    card = shell.review.rerun(response_id, _version(shell, response_id), WHO, remark)
    show(card, as_json, lambda: [f"{card.subject} is asked again."])


@command.command("undo")
@json_option
@pass_shell
def undo(shell: Shell, as_json: bool) -> None:
    """Take back the latest decision made from the shell, a batch as one."""
    card = shell.review.undo(WHO)
    show(card, as_json, lambda: [f"Undone: {card.subject}." if card else "Undone."])


def _filter(
    job: int | None, status: str | None, findings: str | None, q: str, category: str | None, *, disagree: bool
) -> ReviewFilter:
    return ReviewFilter(job, CardStatus(status) if status else None, findings, q, category, disagree)


def _answer(card: Card, words: Sequence[str]) -> Any:
    """What was written: text, or JSON where the question has a schema. Raises InputError."""
    text = read_text(Path("-")) if list(words) == ["-"] else " ".join(words)
    if card.question is None or card.question.answer_schema is None:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as exc:
        place = f"{exc.lineno}:{exc.colno}" if isinstance(exc, json.JSONDecodeError) else "1:1"
        raise InputError("review-not-json", path="answer", place=place) from exc


def _version(shell: Shell, response_id: int) -> int:
    return shell.store.load_response(response_id).version


def _approve_card(shell: Shell, card_id: int) -> int:
    card = shell.review.card(card_id)
    seen = [r for r in (card.forms, *card.sentences, card.answer) if r is not None]
    undecided = sum(r.is_correct is None for r in seen)
    if undecided:
        shell.review.approve_card(card_id, {r.id: r.version for r in seen}, WHO)
    return undecided


def _card_lines(shell: Shell, card: Card) -> Iterable[str]:
    yield f"{card.subject}  (card {card.card_id}, job {card.job_id}, {card.status.value})"
    if card.question is not None:
        yield f"? {card.question.text}"
        if card.question.golden_answer is not None:
            yield f"golden: {card.question.golden_answer}"
    for response in (card.forms, *card.sentences, card.answer):
        if response is None:
            continue
        shown = _shown(response)
        mark = {None: "?", True: "+", False: "-"}[response.is_correct]
        yield f"{mark} {response.id}: {shown}" + (f"  [{response.form_key}]" if response.form_key else "")
        for sentence in shell.review.explain(response.findings, "en"):
            yield f"      {sentence}"
        if response.id in card.outdated:
            yield "      outdated: the form in it is no longer one of the verb's"
    for other in card.others:
        how = "agrees" if other.agrees else "differs"
        model = other.model_name or other.provider
        yield f"  {how}: {model}, job {other.job_id}, response {other.response.id}: {_shown(other.response)}"
    for item in card.items:
        if item.error_message:
            yield f"! item {item.id}, {item.product.value}: {item.error_message}"


def _shown(response: ResponseRecord) -> str:
    """What a response says, on one line."""
    content = response.current
    if "answer" in content:
        answer = content["answer"]
        return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return str(content.get("sentence") or ", ".join(f"{k}={v}" for k, v in content.items()))


command.add_command(invalid)
