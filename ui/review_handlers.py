"""What happens when the script of the Review tab asks something: one call into the review, one answer as JSON.

An answer always comes: the script moves on only when it has it. An error is a part of the answer, in a sentence; a
decision on an old version brings the card as it stands now along.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from distiller.errors import DistillerError, InputError, NotFound, StaleDecision
from distiller.records import CARD_SPAN, Card, CardStatus, InvalidFilter, ItemStatus, ReviewFilter
from distiller.review import Review
from ui.context import Context
from ui.present_card import View
from ui.present_errors import told
from ui.present_history import history_html
from ui.present_invalid import invalid_lines
from ui.present_review import announcement, card_html
from ui.present_review_screen import (
    PAGE,
    category_options,
    empty_html,
    job_options,
    list_html,
    listed,
    progress_html,
    raw_html,
)
from ui.review_requests import Ask
from ui.texts import n, t

_log = logging.getLogger(__name__)
_JOBS_SHOWN = 50

Answer = dict[str, Any]
Act = Callable[[Review, Ask, str], Card | None]


def _approve(review: Review, ask: Ask, who: str) -> Card:
    return review.approve(ask.number("response"), ask.number("version"), who)


def _reject(review: Review, ask: Ask, who: str) -> Card:
    return review.reject(ask.number("response"), ask.number("version"), who, ask.text("text"))


def _edit(review: Review, ask: Ask, who: str) -> Card:
    return review.edit(ask.number("response"), ask.number("version"), ask.payload(), who, approve=ask.yes("approve"))


def _write(review: Review, ask: Ask, who: str) -> Card:
    return review.write(ask.number("item"), ask.payload(), who, approve=ask.yes("approve"))


def _rerun(review: Review, ask: Ask, who: str) -> Card:
    return review.rerun(ask.number("response"), ask.number("version"), who, ask.text("text"))


def _retry(review: Review, ask: Ask, who: str) -> Card:
    return review.retry_item(ask.number("item"), who)


def _approve_card(review: Review, ask: Ask, who: str) -> Card:
    return review.approve_card(ask.number("card"), ask.versions(), who)


def _undo(review: Review, ask: Ask, who: str) -> Card | None:
    return review.undo(who)


def _correct(review: Review, ask: Ask, who: str) -> Card:
    return review.correct(ask.number("item"), ask.long_text("reply"), who, approve=ask.yes("approve"))


ACTS: Mapping[str, Act] = {
    "approve": _approve,
    "reject": _reject,
    "edit": _edit,
    "write": _write,
    "correct": _correct,
    "rerun": _rerun,
    "retry": _retry,
    "approve_card": _approve_card,
    "undo": _undo,
}


class ReviewHandlers:
    """The handlers of one language's screen. They hold nothing but what a job was asked for, which never changes."""

    def __init__(self, ctx: Context, language: str) -> None:
        self._ctx = ctx
        self._language = language
        self._asked: dict[int, tuple[int, bool]] = {}

    # --- decisions --------------------------------------------------------------------------------------------

    def decide(self, event: gr.EventData) -> str:
        """Stores a decision; answers with the card to show next."""
        return self._answered(Ask.of(event), self._decide)

    def _decide(self, ask: Ask) -> Answer:
        action = ask.text("action")
        if action == "approve_all":
            return self._approve_all(ask)
        if action not in ACTS:
            raise InputError("input-bad-value", name="action", value=action, expected=", ".join(ACTS))
        card = ACTS[action](self._ctx.review, ask, self._ctx.who)
        if card is None:
            return {"done": t(self._language, "review-undone-gone"), **self._first(ask)}
        done = t(self._language, f"review-done-{action}", subject=_name(card))
        shown = self._go_on(ask, card.card_id) if action == "approve_card" else self._shown(card)
        return {"done": done, "action": action, **shown}

    def _approve_all(self, ask: Ask) -> Answer:
        wanted = ReviewFilter(job=ask.number("job"))
        decided = self._ctx.review.approve_all(wanted, self._ctx.who, ask.number("expected"))
        done = n(self._language, "review-done-all", decided.count)
        return {"done": done, "action": "approve_all", **self._go_on(ask, ask.number("card") - 1)}

    # --- looking ----------------------------------------------------------------------------------------------

    def show(self, event: gr.EventData) -> str:
        """Answers with a card: the one asked for, or the next or previous of the filter."""
        return self._answered(Ask.of(event), self._show)

    def _show(self, ask: Ask) -> Answer:
        action, card = ask.text("action"), ask.optional("card")
        if action == "go_on" and card is not None:
            return self._go_on(ask, card)
        if action in ("next", "previous") and card is not None:
            return self._step(ask, card, backwards=action == "previous")
        if card is not None:
            return self._card(card, ask)
        return self._first(ask)

    def look(self, event: gr.EventData) -> str:
        """Answers with what stands beside the card: progress, list, jobs to choose from, raw replies, history."""
        return self._answered(Ask.of(event), self._look)

    def _look(self, ask: Ask) -> Answer:
        parts: Mapping[str, Callable[[Ask], Answer]] = {
            "progress": self._progress,
            "list": self._list,
            "jobs": self._jobs,
            "clean": self._clean,
            "check": self._check,
            "raw": self._raw,
            "history": self._history,
        }
        answer: Answer = {}
        for name, part in parts.items():
            if ask.yes(name):
                answer.update(part(ask))
        return answer

    def _progress(self, ask: Ask) -> Answer:
        wanted = replace(ask.filter(), status=None, invalid=False)
        progress = self._ctx.review.progress(wanted)
        return {"progress": progress_html(progress, self._language, self._kind(wanted)) if progress.cards else ""}

    def _list(self, ask: Ask) -> Answer:
        wanted, offset = ask.filter(), ask.optional("offset") or 0
        if wanted.invalid:
            return self._invalid(wanted, offset)
        total = self._ctx.review.count(wanted)
        offset = min(offset, max(0, (total - 1) // PAGE * PAGE))
        cards = self._ctx.review.cards(wanted, limit=PAGE, offset=offset)
        return {"list": list_html(cards, offset, total, self._language), "offset": offset}

    def _invalid(self, wanted: ReviewFilter, offset: int) -> Answer:
        only = InvalidFilter(job=wanted.job, q=wanted.q)
        total = self._ctx.review.count_invalid(only)
        offset = min(offset, max(0, (total - 1) // PAGE * PAGE))
        replies = self._ctx.review.invalid(only, limit=PAGE, offset=offset)
        lines = invalid_lines(replies, self._language)
        return {"list": listed(lines, len(replies), offset, total, self._language), "offset": offset}

    def _jobs(self, ask: Ask) -> Answer:
        jobs, wanted = self._ctx.jobs.list(limit=_JOBS_SHOWN), ask.filter()
        categories = category_options(self._ctx.review.categories(), wanted.category, self._language)
        return {"jobs": job_options(jobs, wanted.job, self._language), "categories": categories}

    def _check(self, ask: Ask) -> Answer:
        """Whether what stands in the form of an answer would be accepted; nothing is stored."""
        told_: Answer = {"path": None, "message": ""}
        try:
            self._ctx.review.check(ask.number("form_of"), ask.payload())
        except DistillerError as error:
            told_ = self._problem(error)
        return {"checked": {**told_, "edit": ask.optional("edit")}}

    def _problem(self, error: DistillerError) -> Answer:
        path = error.params.get("path")
        return {"path": path if isinstance(path, str) else "", "message": told(error, self._language)}

    def _clean(self, ask: Ask) -> Answer:
        job = ask.number("job")
        return {"clean": self._ctx.review.progress(ReviewFilter(job=job)).without_findings, "job": job}

    def _raw(self, ask: Ask) -> Answer:
        item = ask.number("item")
        invalid, calls = self._ctx.jobs.invalid_of_item(item), self._ctx.jobs.calls_of_item(item)
        return {"raw": raw_html(invalid, calls, self._language), "item": item}

    def _history(self, ask: Ask) -> Answer:
        card = self._ctx.review.card(ask.number("card"))
        decisions = self._ctx.review.history(card.card_id)
        return {"history": history_html(card, decisions, self._language), "of": card.card_id}

    # --- answers ----------------------------------------------------------------------------------------------

    def _answered(self, ask: Ask, handle: Callable[[Ask], Answer]) -> str:
        try:
            answer = handle(ask)
        except StaleDecision as error:
            answer = {"error": told(error, self._language), "stale": True, **self._as_it_is(ask)}
        except NotFound as error:
            answer = {"error": told(error, self._language), **self._as_it_is(ask)}
        except DistillerError as error:
            answer = {"error": told(error, self._language), "path": self._problem(error)["path"]}
        except Exception:  # noqa: BLE001  the outermost boundary: whoever waits is told, the log has the rest
            _log.exception("the review could not do %s", ask.text("action"))
            answer = {"error": t(self._language, "error-unexpected")}
        return json.dumps({"seq": ask.seq, **answer}, ensure_ascii=False)

    def _as_it_is(self, ask: Ask) -> Answer:
        card = ask.optional("card")
        try:
            return self._card(card, ask) if card is not None else {}
        except DistillerError:  # the card is gone as well: the sentence says so, the script asks for the first card
            return {"gone": True}

    def _card(self, card_id: int, ask: Ask) -> Answer:
        return self._shown(self._ctx.review.card(card_id))

    def _first(self, ask: Ask) -> Answer:
        wanted = ask.filter()
        found = self._ctx.review.next_card(wanted)
        return self._empty(wanted) if found is None else self._card(found, ask)

    def _go_on(self, ask: Ask, after: int) -> Answer:
        """The next card to review, from the beginning again at the end; none left: the empty state."""
        wanted = ask.filter()
        if not wanted.invalid:
            wanted = replace(wanted, status=CardStatus.TO_REVIEW)
        found = self._ctx.review.next_card(wanted, after)
        if found is None:
            found = self._ctx.review.next_card(wanted)
        return self._empty(wanted) if found is None else self._card(found, ask)

    def _step(self, ask: Ask, card: int, *, backwards: bool) -> Answer:
        found = self._ctx.review.next_card(ask.filter(), card, backwards=backwards)
        if found is None:
            return {"note": t(self._language, "review-no-earlier" if backwards else "review-no-further")}
        return self._card(found, ask)

    def _shown(self, card: Card) -> Answer:
        place = card.card_id - card.job_id * CARD_SPAN + 1
        total = max(place, self._requested(card.job_id)[0])
        failed = [i.id for i in card.items if i.status == ItemStatus.FAILED and i.target_response is None]
        replies = {reply.item_id: reply for reply in self._ctx.review.invalid_of(failed)} if failed else {}
        view = View(card, self._language, self._ctx.review.explain, place, total, self._ctx.who, replies)
        return {"card": card_html(view), "item": card.card_id, "job": card.job_id, "announce": announcement(view)}

    def _empty(self, wanted: ReviewFilter) -> Answer:
        progress = self._ctx.review.progress(replace(wanted, status=None, invalid=False))
        shown = empty_html(wanted, progress, self._language, self._kind(wanted))
        return {"card": shown, "item": None, "announce": ""}

    def _kind(self, wanted: ReviewFilter) -> str:
        """What the cards of a filter are: "verbs", "questions", or "cards" where they may be both."""
        if wanted.category or wanted.disagree:
            return "questions"
        if wanted.job is None:
            return "cards" if self._ctx.review.has_answers() else "verbs"
        try:
            return "questions" if self._requested(wanted.job)[1] else "verbs"
        except NotFound:  # a link may name a job that is gone
            return "cards"

    def _requested(self, job: int) -> tuple[int, bool]:
        """How many cards a job was asked for, and whether they are questions; that never changes."""
        if job not in self._asked:
            record = self._ctx.jobs.get(job)
            self._asked[job] = record.requested_count, record.options.questions
        return self._asked[job]


def _name(card: Card) -> str:
    """What a message calls a card."""
    return (card.question and card.question.json_id) or card.subject
