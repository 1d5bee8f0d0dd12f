"""The store's verbs about review: each decision is one transaction, guarded by the version the person saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, select

from distiller.db import card_questions as cq
from distiller.db import cards as c
from distiller.db import invalid, undo
from distiller.db import responses as r
from distiller.db import review_items as i
from distiller.db import reviews as v
from distiller.db.dependents import committed_forms, refresh_sentences
from distiller.db.jobs import set_status
from distiller.db.models import Response
from distiller.errors import StaleDecision
from distiller.records import (
    Asked,
    Card,
    CardSummary,
    InvalidFilter,
    InvalidReply,
    ItemStatus,
    JobStatus,
    Product,
    QuestionRecord,
    ResponseRecord,
    ReviewAction,
    ReviewFilter,
    ReviewProgress,
    ReviewRecord,
    Valid,
)
from distiller.store.base import StoreBase


class ReviewStore(StoreBase):
    """Cards, and what people decide about the responses on them."""

    # --- reading --------------------------------------------------------------------------------------------

    def load_card(self, card_id: int) -> Card:
        """One card with the forms its sentences are judged by; `outdated` is left empty. Raises NotFound."""
        with self._read() as conn:
            card = c.assemble(conn, card_id, r.of_card(conn, card_id))
            if card.question is not None:
                return card
            committed = committed_forms(conn, [card.subject]).get(card.subject)
            own = None if card.forms is None else dict(card.forms.current)
            return replace(card, sources=committed or own)

    def question_of_card(self, card_id: int) -> QuestionRecord:
        """The question of a card, as its job asks it. Raises NotFound, also for the card of a verb."""
        with self._read() as conn:
            return cq.of_card(conn, r.possible("Card", card_id))

    def load_response(self, response_id: int) -> ResponseRecord:
        """One response, superseded or not. Raises NotFound."""
        with self._read() as conn:
            return r.fetch(conn, response_id)

    def card_of_item(self, item_id: int) -> int:
        """The card an item belongs to. Raises NotFound."""
        with self._read() as conn:
            return int(i.fetch(conn, item_id).card_id)

    def next_card(self, wanted: ReviewFilter, after: int | None, *, backwards: bool = False) -> int | None:
        """The next (or previous) card of a filter; None at the end."""
        with self._read() as conn:
            return c.step(conn, wanted, after, backwards=backwards)

    def list_cards(self, wanted: ReviewFilter, *, limit: int, offset: int) -> list[CardSummary]:
        """A page of the cards of a filter, in order."""
        with self._read() as conn:
            return c.page(conn, wanted, limit=limit, offset=offset)

    def count_cards(self, wanted: ReviewFilter) -> int:
        """How many cards a filter has."""
        with self._read() as conn:
            return c.count(conn, wanted)

    def review_progress(self, wanted: ReviewFilter) -> ReviewProgress:
        """How far the review of a filter is."""
        with self._read() as conn:
            return c.progress(conn, wanted)

    def review_history(self, card_id: int) -> list[ReviewRecord]:
        """Every decision on a card, oldest first."""
        with self._read() as conn:
            return v.of_card(conn, r.possible("Card", card_id))

    def categories(self) -> list[tuple[str, int]]:
        """The first 300 categories of questions by name, each with how many it has."""
        with self._read() as conn:
            return cq.categories(conn)

    def has_answers(self) -> bool:
        """Whether there is any answer to a question."""
        with self._read() as conn:
            first = select(Response.id).where(Response.question_id.is_not(None), r.CURRENT).limit(1)
            return conn.execute(first).scalar() is not None

    def invalid_replies(self, wanted: InvalidFilter, *, limit: int, offset: int) -> list[InvalidReply]:
        """A page of items that failed on a reply, in the order of their cards; of each text the beginning."""
        with self._read() as conn:
            return invalid.page(conn, wanted, limit=limit, offset=offset)

    def count_invalid(self, wanted: InvalidFilter) -> int:
        """How many items failed on a reply."""
        with self._read() as conn:
            return invalid.count(conn, wanted)

    def invalid_of_items(self, item_ids: Sequence[int]) -> list[InvalidReply]:
        """The last invalid reply of each of these items that failed on one, whole."""
        with self._read() as conn:
            return invalid.of_items(conn, item_ids)

    def invalid_reply(self, item_id: int) -> tuple[InvalidReply, Asked | None]:
        """The last invalid reply of an item, and what its call asked for it. Raises NotFound."""
        with self._read() as conn:
            return invalid.fetch(conn, item_id)

    # --- deciding -------------------------------------------------------------------------------------------

    def decide(self, response_id: int, version: int, who: str, *, is_correct: bool, reason: str = "") -> int:
        """Approves or rejects one response; the id of its card. Raises StaleDecision, NotFound."""
        with self._write() as conn:
            before = v.seen(conn, response_id, version)
            said_already = before.is_correct is is_correct and before.reviewed_by == who and not reason
            self._judge(conn, [] if said_already else [before], who, is_correct=is_correct, reason=reason)
            return before.card_id

    def decide_card(self, card_id: int, versions: Mapping[int, int], who: str) -> int:
        """Approves what is undecided on a card, as one batch; how many. Raises StaleDecision.

        `versions` is what the person saw: response id -> version of every current response.
        """
        with self._write() as conn:
            current = r.of_card(conn, card_id, lock=True)
            for response in current:
                if versions.get(response.id) != response.version:
                    raise v.stale(conn, response)
            if gone := versions.keys() - {response.id for response in current}:
                raise v.stale(conn, r.fetch(conn, min(gone)))
            undecided = [response for response in current if response.is_correct is None]
            self._judge(conn, undecided, who, is_correct=True, batch=uuid4().hex)
            return len(undecided)

    def decide_all(
        self, wanted: ReviewFilter, who: str, expected: int | None = None, *, findings_too: bool = False
    ) -> tuple[str, int]:
        """Approves every undecided response of a filter (without warning or error): (batch, how many).

        Raises StaleDecision if there are not `expected` of them (None: any number).
        """
        with self._write() as conn:
            ids = list(conn.scalars(select(Response.id).where(*c.approvable(wanted, findings_too=findings_too))))
            found = r.fetch_many(conn, ids, lock=True, content=False)
            clean = [x for x in found.values() if x.is_correct is None and x.superseded_by is None]
            if expected is not None and len(clean) != expected:
                raise StaleDecision("review-count-changed", expected=expected, found=len(clean))
            batch = uuid4().hex
            self._judge(conn, clean, who, is_correct=True, batch=batch)
            return batch, len(clean)

    def _judge(
        self,
        conn: Connection,
        responses: Iterable[ResponseRecord],
        who: str,
        *,
        is_correct: bool,
        reason: str = "",
        batch: str | None = None,
    ) -> None:
        now = self.now()
        action = ReviewAction.APPROVE if is_correct else ReviewAction.REJECT
        decision = v.Decision(who, now, action, reason, batch)
        pairs = [(before, _judged(before, decision)) for before in responses]
        v.store(conn, pairs)
        v.append(conn, (v.entry(decision, before, after) for before, after in pairs))
        refresh_sentences(conn, {b.card_id for b, _ in pairs if b.product == Product.FORMS}, now)

    # --- editing --------------------------------------------------------------------------------------------

    def save_edit(self, response_id: int, version: int, valid: Valid, who: str, *, approve: bool) -> int:
        """Stores what a person made of a response, undecided or approved at once; the id of its card.

        An edit back to the teacher's own payload leaves the response untouched by edits. Raises StaleDecision.
        """
        with self._write() as conn:
            before = v.seen(conn, response_id, version)
            edited = None if same_content(valid.payload, before.payload) else dict(valid.payload)
            after = replace(
                before,
                edited=edited,
                is_correct=None,
                reviewed_by=None,
                reviewed_at=None,
                version=before.version + 1,
                **r.checked(valid),
            )
            decision = v.Decision(who, self.now(), ReviewAction.EDIT, batch=uuid4().hex if approve else None)
            v.store(conn, [(before, after)])
            v.append(conn, [v.entry(decision, before, after)])
            self._finish_edit(conn, after, decision, approve=approve)
            return before.card_id

    def save_by_hand(self, item_id: int, valid: Valid, who: str, *, approve: bool) -> int:
        """Adds a response that a person wrote for an item that failed or gave too few; the id of its card.

        Raises StaleDecision if the item has got what was missing meanwhile, InputError if its call is on the way.
        """
        return self.save_corrected(item_id, [valid], who, approve=approve)

    def save_corrected(self, item_id: int, valid: Sequence[Valid], who: str, *, approve: bool) -> int:
        """The same for all that a corrected reply holds; together they are one decision, undone as one."""
        with self._write() as conn:
            item = i.writable(conn, item_id)
            state, now = i.state(item), self.now()
            batch = uuid4().hex if approve or len(valid) > 1 else None
            decision = v.Decision(who, now, ReviewAction.EDIT, batch=batch)
            first = r.next_position(conn, item.card_id, item.product)
            i.set_state(conn, item_id, {"status": ItemStatus.SUCCESS}, now)
            for position, one in enumerate(valid, first):
                made = r.add_by_hand(conn, item, one, position, now)
                v.append(conn, [v.entry(decision, replace(made, version=0), made, extra={"item": state})])
                self._finish_edit(conn, made, decision, approve=approve)
            set_status(conn, item.job_id, JobStatus.DONE, allowed=(JobStatus.FAILED,), now=now)
            return int(item.card_id)

    def _finish_edit(self, conn: Connection, edited: ResponseRecord, decision: v.Decision, *, approve: bool) -> None:
        if approve:
            self._judge(conn, [edited], decision.who, is_correct=True, batch=decision.batch)
        elif edited.product == Product.FORMS:
            refresh_sentences(conn, [edited.card_id], decision.at)

    # --- asking again ---------------------------------------------------------------------------------------

    def save_rerun(self, response_id: int, version: int, who: str, rerun: Mapping[str, Any]) -> int:
        """Asks the teacher again for one response; the id of its card. The response stays current until then.

        Raises StaleDecision, and InputError if that is under way already.
        """
        with self._write() as conn:
            before = v.seen(conn, response_id, version)
            now = self.now()
            item_id = i.rerun(conn, before, dict(rerun), now)
            after = replace(before, version=before.version + 1)
            v.store(conn, [(before, after)])
            decision = v.Decision(who, now, ReviewAction.RERUN, str(rerun.get("remark") or ""))
            v.append(conn, [v.entry(decision, before, after, item_id=item_id)])
            i.asked_again(conn, before.job_id, before.card_id, now)
            return before.card_id

    def reopen_item(self, item_id: int) -> int:
        """Asks again for a failed or cancelled item, with fresh attempts; the id of its card. Raises InputError."""
        with self._write() as conn:
            item = i.fetch(conn, item_id)
            now = self.now()
            i.reopen(conn, item, now)
            i.asked_again(conn, item.job_id, item.card_id, now)
            return int(item.card_id)

    # --- undoing --------------------------------------------------------------------------------------------

    def undo_latest(self, who: str) -> int:
        """Reverts a person's latest decision that is not undone; the id of the card. Raises as Review.undo says."""
        with self._write() as conn:
            return undo.undo_latest(conn, who, self.now())


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two payloads say the same; an answer without its reasoning, and numbers by value (1 is 1.0, not true)."""
    if "answer" in one and "answer" in other:
        return _same_json(one["answer"], other["answer"])
    return dict(one) == dict(other)


def _same_json(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same_json(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same_json, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _judged(before: ResponseRecord, decision: v.Decision) -> ResponseRecord:
    return replace(
        before,
        is_correct=decision.action == ReviewAction.APPROVE,
        reviewed_by=decision.who,
        reviewed_at=decision.at,
        version=before.version + 1,
    )
