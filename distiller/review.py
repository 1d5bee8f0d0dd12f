"""What a person does to responses: approve, reject, edit, rerun, write by hand, undo.

Findings suggest, people decide. Each decision is stored before anything else happens, as one appended review made on
the version that the person saw; a decision on an older version is refused and told, never written over a newer one.
"""

# ruff: noqa: A002  "filter" is the word of the links, the commands and the code
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from distiller.answer_findings import GOLDEN_DIFFERS, GOLDEN_NORMALISED, TEACHERS_DISAGREE, explain_answer
from distiller.dutch import Finding, conjugate, explain
from distiller.errors import InputError, NotFound
from distiller.outdated import is_outdated
from distiller.recheck import asked_again, asked_question, rechecked
from distiller.records import (
    CARD_SPAN,
    Card,
    CardSummary,
    InvalidFilter,
    InvalidReply,
    Product,
    ResponseRecord,
    ReviewFilter,
    ReviewProgress,
    ReviewRecord,
    Valid,
    VerbKey,
)
from distiller.store.review import ReviewStore, same_content
from distiller.validate import check_answer_payload, check_form_payload, check_sentence_payload

ANSWER_CODES = frozenset((GOLDEN_DIFFERS, GOLDEN_NORMALISED, TEACHERS_DISAGREE))
EVERYTHING = ReviewFilter()
EVERY_INVALID = InvalidFilter()
_MOST_CARDS = 1000
_IMPORTED = "import"  # the provider of answers that came along with their questions
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision about many responses did: its batch, undone as one, and how many it was."""

    batch: str
    count: int


class Review:
    """Cards to look at and the decisions about them. `who` is the person; every write is one transaction.

    Writes raise StaleDecision where somebody (or a new answer) was first, NotFound for what is gone, and
    StoreUnavailable; nothing is half-written then.
    """

    def __init__(self, store: ReviewStore) -> None:
        self._store = store

    # --- looking --------------------------------------------------------------------------------------------

    def card(self, card_id: int) -> Card:
        """One card, complete. Raises NotFound."""
        card = self._store.load_card(card_id)
        infinitive = VerbKey.from_subject(card.subject).infinitive
        if card.question is not None:
            return card
        outdated = (s.id for s in card.sentences if is_outdated(s.analysis, s.form_key, card.sources, infinitive))
        return replace(card, outdated=frozenset(outdated))

    def next_card(
        self, filter: ReviewFilter = EVERYTHING, after: int | None = None, *, backwards: bool = False
    ) -> int | None:
        """The card after `after` (or before it), in paste order, oldest job first; None at the end.

        Without `after` the first (or last). Without a status every card that has something: responses, or an item
        that failed.
        """
        return self._store.next_card(filter, after, backwards=backwards)

    def cards(self, filter: ReviewFilter = EVERYTHING, *, limit: int = 50, offset: int = 0) -> list[CardSummary]:
        """A page of the cards of a filter, in paste order, oldest job first; at most 1,000."""
        limit, offset = max(0, min(limit, _MOST_CARDS)), max(0, min(offset, CARD_SPAN))
        return self._store.list_cards(filter, limit=limit, offset=offset)

    def count(self, filter: ReviewFilter = EVERYTHING) -> int:
        """How many cards a filter has."""
        return self._store.count_cards(filter)

    def progress(self, filter: ReviewFilter = EVERYTHING) -> ReviewProgress:
        """How far the review of the filter's job, findings and search is; its status only bounds `without_findings`."""
        return self._store.review_progress(filter)

    def invalid(
        self, filter: InvalidFilter = EVERY_INVALID, *, limit: int = 50, offset: int = 0
    ) -> list[InvalidReply]:
        """A page of the items that failed on what a teacher replied, at most 1,000; of each text the beginning."""
        limit, offset = max(0, min(limit, _MOST_CARDS)), max(0, min(offset, CARD_SPAN))
        return self._store.invalid_replies(filter, limit=limit, offset=offset)

    def count_invalid(self, filter: InvalidFilter = EVERY_INVALID) -> int:
        """How many items failed on what a teacher replied."""
        return self._store.count_invalid(filter)

    def invalid_of(self, item_ids: Sequence[int]) -> list[InvalidReply]:
        """The last invalid reply of each of these items that failed on one, with its whole text."""
        return self._store.invalid_of_items(item_ids)

    def categories(self) -> list[tuple[str, int]]:
        """The first 300 categories of questions by name, each with how many it has."""
        return self._store.categories()

    def has_answers(self) -> bool:
        """Whether there is any answer to a question, so that not every card is a verb's."""
        return self._store.has_answers()

    def history(self, card_id: int) -> list[ReviewRecord]:
        """Every decision on a card, oldest first, those on superseded responses included."""
        return self._store.review_history(card_id)

    def explain(self, findings: Iterable[Finding], language: str) -> list[str]:
        """One sentence per finding, in "nl" or "en"."""
        return explained(findings, language)

    # --- deciding -------------------------------------------------------------------------------------------

    def approve(self, response_id: int, version: int, who: str) -> Card:
        """Says that a response is right. The same person saying so twice is one decision."""
        return self.card(self._store.decide(response_id, version, who, is_correct=True))

    def reject(self, response_id: int, version: int, who: str, reason: str = "") -> Card:
        """Says that a response is wrong. Sentences are not made with rejected forms."""
        return self.card(self._store.decide(response_id, version, who, is_correct=False, reason=_note(reason)))

    def approve_card(self, card_id: int, versions: Mapping[int, int], who: str) -> Card:
        """Approves what is undecided on a card, one review per response, undone as one.

        `versions` maps every current response the person saw to its version. Raises StaleDecision if one of them
        moved, or one is there that the person has not seen.
        """
        self._store.decide_card(card_id, versions, who)
        return self.card(card_id)

    def approve_all(
        self, filter: ReviewFilter, who: str, expected: int | None = None, *, findings_too: bool = False
    ) -> Decided:
        """Approves every undecided response of a filter that has no warning and no error, undone as one.

        `expected` is the count that was shown (`ReviewProgress.without_findings`). Raises StaleDecision if it is
        another one by now. `findings_too`: also those with warnings and errors.
        """
        return Decided(*self._store.decide_all(filter, who, expected, findings_too=findings_too))

    # --- editing --------------------------------------------------------------------------------------------

    def edit(self, response_id: int, version: int, payload: Mapping[str, Any], who: str, *, approve: bool) -> Card:
        """Stores what a person made of a response; undecided, or approved with it (two reviews, undone as one).

        `payload`: the seven fields of a form set, {"sentence": text}, or {"answer": text or JSON value}. A payload
        that changes nothing is no edit. Raises RuleViolation, also for an answer that its schema refuses; findings
        refuse nothing.
        """
        response = self._store.load_response(response_id)
        valid = self._checked(self._store.load_card(response.card_id), response.product, payload, response)
        if same_content(valid.payload, response.current) and response.version == version:
            return self.approve(response_id, version, who) if approve else self.card(response.card_id)
        return self.card(self._store.save_edit(response_id, version, valid, who, approve=approve))

    def write(self, item_id: int, payload: Mapping[str, Any], who: str, *, approve: bool) -> Card:
        """Adds what a person wrote for an item that failed, or that gave fewer sentences than asked (one more).

        A failed item becomes a success. Raises RuleViolation, InputError if the item is open or lacks nothing.
        """
        card = self._store.load_card(self._store.card_of_item(item_id))
        product = next((item.product for item in card.items if item.id == item_id), None)
        if product is None:
            raise NotFound("not-found", what="Item", id=item_id)
        valid = self._checked(card, product, payload, None)
        return self.card(self._store.save_by_hand(item_id, valid, who, approve=approve))

    def check(self, card_id: int, payload: Mapping[str, Any]) -> Valid:
        """What an answer would be stored as; nothing is. Raises RuleViolation, NotFound."""
        question = self._store.question_of_card(card_id)
        return check_answer_payload(asked_question(question), payload, f"#{question.id}")

    def correct(self, item_id: int, text: str, who: str, *, approve: bool = False) -> Card:
        """Interprets a corrected reply of a failed item as if the teacher had given it; valid: it is by hand.

        The reply that the teacher did give stays with its call. Raises RuleViolation (review-still-invalid) with the
        type and place of what is wrong, NotFound if the item has no invalid reply to correct.
        """
        reply, asked = self._store.invalid_reply(item_id)
        if asked is None:
            asked = asked_again(self._store.load_card(reply.card_id), reply.product)
        valid = rechecked(reply.product, asked, text)
        return self.card(self._store.save_corrected(item_id, valid, who, approve=approve))

    def _checked(
        self, card: Card, product: Product, payload: Mapping[str, Any], replaced: ResponseRecord | None
    ) -> Valid:
        if product == Product.ANSWER:
            if card.question is None:
                raise NotFound("not-found", what="Question", id=card.subject)
            return check_answer_payload(asked_question(card.question), payload, card.subject)
        if product == Product.FORMS:
            return check_form_payload(card.subject, payload)
        others = [str(s.current["sentence"]) for s in card.sentences if replaced is None or s.id != replaced.id]
        return check_sentence_payload(card.subject, payload.get("sentence", ""), _forms_for(card), others)

    # --- asking again ---------------------------------------------------------------------------------------

    def rerun(self, response_id: int, version: int, who: str, remark: str = "") -> Card:
        """Asks the teacher again for one response, with its findings and the remark; it stays current until then.

        A rerun of forms does not touch the sentences. Raises InputError (review-rerun-running) while one is open, and
        for an answer that came with its question: no teacher stands behind it.
        """
        response = self._store.load_response(response_id)
        if response.product == Product.ANSWER and self._store.load_card(response.card_id).provider == _IMPORTED:
            raise InputError("review-imported")
        asked = {
            "previous": dict(response.current),
            "findings": explained(response.findings, "en"),
            "remark": _note(remark),
        }
        return self.card(self._store.save_rerun(response_id, version, who, asked))

    def retry_item(self, item_id: int, who: str) -> Card:
        """Asks again for an item that failed or was cancelled. Raises InputError for any other.

        Nothing is decided by it, so it is no review: `who` is not recorded and it cannot be undone.
        """
        del who
        return self.card(self._store.reopen_item(item_id))

    # --- undoing --------------------------------------------------------------------------------------------

    def undo(self, who: str) -> Card | None:
        """Reverts this person's latest decision that is not undone, a batch as one; the card touched last.

        Undo of a rerun cancels it, or gives the old response back. Of a batch, what somebody decided on later is left
        alone. None if the card has gone with its job. Raises InputError (review-nothing-to-undo), StaleDecision if
        somebody decided later.
        """
        card_id = self._store.undo_latest(who)
        try:
            return self.card(card_id)
        except NotFound:
            return None


def explained(findings: Iterable[Finding], language: str) -> list[str]:
    """One sentence per finding, in "nl" or "en"."""
    return [(explain_answer if f.code in ANSWER_CODES else explain)(f, language) for f in findings]


def _forms_for(card: Card) -> Mapping[str, str]:
    """The forms to look for in a sentence: those the card is judged by, else what the rules of Dutch say."""
    if card.sources is not None:
        return card.sources
    return conjugate(VerbKey.from_subject(card.subject).infinitive).forms


def _note(text: str) -> str:
    """A person's remark as it can be stored: without characters that cannot be seen, at most 2,000 long."""
    return "".join(c for c in text if c.isprintable() or c == "\n").strip()[:_LONGEST_NOTE]
