"""What a reviewer of answers can rely on: decisions as for verbs, other teachers beside, invalid replies put right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from distiller.commit import Committer
from distiller.errors import InputError, NotFound, RuleViolation, StaleDecision
from distiller.records import (
    CardStatus,
    GoldenMatch,
    InvalidFilter,
    ItemStatus,
    Product,
    ReviewAction,
    ReviewFilter,
)
from distiller.review import Review
from distiller.store import Store
from tests.support.answer_cards import answered, failed
from tests.support.answers import make_question, question_job
from tests.support.factories import make_card

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"capital": {"type": "string"}, "people": {"type": "integer"}},
        "required": ["capital", "people"],
        "additionalProperties": False,
    }
)
BRUSSELS: dict[str, Any] = {"capital": "Brussels", "people": 11}
ANTWERP: dict[str, Any] = {"capital": "Antwerp", "people": 11}


@pytest.fixture
def review(store: Store) -> Review:
    return Review(store)


def belgium(store: Store, **fields: Any) -> int:
    """A question with a schema and a golden answer."""
    values = {"json_id": "be", "category": "geo", "golden": json.dumps(BRUSSELS), "schema": SCHEMA} | fields
    return make_question(store, "What is Belgium?", **values)


def codes(card: Any) -> list[str]:
    return [finding.code for finding in card.answer.findings]


# --- cards ----------------------------------------------------------------------------------------------------


def test_a_card_holds_question_answer_and_what_others_answered(store: Store, review: Review) -> None:
    """Those that differ come first; the prompt is the one that applied."""
    question = belgium(store)
    job = question_job(store, category_prompts={"geo": "Be exact."}, system_prompt="Be brief.")
    made = answered(store, question, ANTWERP, job=job)
    answered(store, question, {"people": 11.0, "capital": "Antwerp"}, model="same")
    answered(store, question, BRUSSELS, model="other")
    card = review.card(made.card)
    assert (card.question.text, card.question.system_prompt) == ("What is Belgium?", "Be exact.")
    assert card.answer.golden == GoldenMatch.DIFFERS
    assert [(o.model_name, o.agrees) for o in card.others] == [("other", False), ("same", True)]
    assert codes(card) == ["golden-differs", "teachers-disagree"]
    assert card.answer.findings[-1].detail == {"differ": 1, "others": 2}


def test_a_rejected_answer_is_no_disagreement(store: Store, review: Review) -> None:
    """Neither for the others nor for itself: what is rejected says nothing about the rest."""
    question = belgium(store, golden=None)
    one, two = answered(store, question, ANTWERP), answered(store, question, BRUSSELS)
    assert codes(review.card(one.card)) == ["teachers-disagree"]
    review.reject(one.response, 1, "an")
    assert codes(review.card(one.card)) == []
    assert codes(review.card(two.card)) == []
    review.undo("an")
    assert codes(review.card(two.card)) == ["teachers-disagree"]


def test_of_many_answers_twenty_are_shown(store: Store, review: Review) -> None:
    """The count in the finding is of all."""
    question = belgium(store, golden=None)
    made = answered(store, question, ANTWERP)
    for number in range(23):
        answered(store, question, {**BRUSSELS, "people": number})
    card = review.card(made.card)
    assert len(card.others) == 20
    assert card.answer.findings[-1].detail == {"differ": 23, "others": 23}


def test_an_approved_answer_is_approved_for_good(store: Store, review: Review) -> None:
    """There is nothing to commit: approved is where it ends."""
    made = answered(store, belgium(store), BRUSSELS)
    card = review.approve_card(made.card, {made.response: 1}, "an")
    assert card.status == CardStatus.APPROVED
    assert [c.card_id for c in review.cards(ReviewFilter(status=CardStatus.APPROVED))] == [made.card]
    assert review.cards(ReviewFilter(status=CardStatus.COMMITTED)) == []
    assert review.reject(made.response, 2, "an", "no").status == CardStatus.REJECTED


def test_the_commit_never_sees_an_answer(store: Store, review: Review) -> None:
    """Neither its preview, nor its counts, nor what it writes."""
    made = answered(store, belgium(store), BRUSSELS)
    review.approve(made.response, 1, "an")
    verb = make_card(store)
    review.approve(verb.forms, 1, "an")
    committer = Committer(store)
    assert [change.subject for change in committer.preview().changes] == ["lopen"]
    committer.commit("an")
    assert committer.preview().changes == ()
    assert store.load_response(made.response).committed_version is None
    assert review.card(made.card).status == CardStatus.APPROVED


# --- filters --------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(store: Store) -> dict[str, int]:
    """Cards of every kind: one disputed question answered twice, one that agrees, one with a finding, and a verb."""
    geo = belgium(store, golden=None)
    spider = make_question(store, "How many legs has a spider?", category="bio", golden="8")
    sky = make_question(store, "Why is the sky blue?", category="bio", json_id="sky-1")
    job, second = question_job(store), question_job(store, model="second")
    return {
        "geo": answered(store, geo, ANTWERP, job=job).card,
        "geo2": answered(store, geo, BRUSSELS, job=second).card,
        "spider": answered(store, spider, "Ten.", job=job).card,
        "sky": answered(store, sky, "Scattering.", job=job).card,
        "sky2": answered(store, sky, "scattering.", job=second).card,
        "verb": make_card(store).card,
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ReviewFilter(category="geo"), {"geo", "geo2"}),
        (ReviewFilter(category="bio", q="sky"), {"sky", "sky2"}),
        (ReviewFilter(q="SKY-1"), {"sky", "sky2"}),
        (ReviewFilter(q="spider"), {"spider"}),
        (ReviewFilter(q="lop"), {"verb"}),
        (ReviewFilter(disagree=True), {"geo", "geo2"}),
        (ReviewFilter(disagree=True, status=CardStatus.TO_REVIEW), {"geo", "geo2"}),
        (ReviewFilter(disagree=True, status=CardStatus.APPROVED), set()),
        (ReviewFilter(findings="any"), {"geo", "geo2", "spider"}),
        (ReviewFilter(findings="none"), {"sky", "sky2", "verb"}),
        (ReviewFilter(findings="error"), set()),
        (ReviewFilter(findings="any", category="bio"), {"spider"}),
        (ReviewFilter(invalid=True), set()),
    ],
)
def test_filters_find_cards_in_every_way(
    review: Review, mixed: dict[str, int], wanted: ReviewFilter, found: set[str]
) -> None:
    """List, count, progress and stepping agree on what a filter means."""
    ids = sorted(mixed[name] for name in found)
    assert [card.card_id for card in review.cards(wanted)] == ids
    assert review.count(wanted) == len(ids)
    walked, at = [], review.next_card(wanted)
    while at is not None:
        walked.append(at)
        at = review.next_card(wanted, at)
    assert walked == ids
    if wanted.status is None:
        assert review.progress(wanted).cards == len(ids)


def test_a_list_names_questions_by_how_they_begin(review: Review, mixed: dict[str, int]) -> None:
    """The json_id, where there is one, and the question; a verb is its infinitive."""
    titles = {card.card_id: card.title for card in review.cards()}
    assert titles[mixed["sky"]] == "sky-1 · Why is the sky blue?"
    assert titles[mixed["spider"]] == "How many legs has a spider?"
    assert titles[mixed["verb"]] == ""
    assert review.categories() == [("bio", 2), ("geo", 1)]
    assert review.has_answers()


def test_approving_all_without_findings_leaves_what_teachers_disagree_on(
    store: Store, review: Review, mixed: dict[str, int]
) -> None:
    """Disagreement counts as a warning; the batch is undone as one."""
    shown = review.progress(ReviewFilter()).without_findings
    assert shown == 3
    assert review.approve_all(ReviewFilter(), "an", shown).count == 3
    assert review.card(mixed["geo"]).answer.is_correct is None
    assert review.card(mixed["spider"]).answer.is_correct is None
    assert review.card(mixed["sky"]).answer.is_correct is True
    review.undo("an")
    assert review.card(mixed["sky"]).answer.is_correct is None


# --- editing --------------------------------------------------------------------------------------------------


def test_an_edit_is_judged_again_and_its_undo_brings_back_what_was(store: Store, review: Review) -> None:
    """Findings, the match with the golden answer and what it is equal to follow the answer that counts."""
    question = belgium(store)
    made = answered(store, question, ANTWERP)
    answered(store, question, BRUSSELS)
    before = review.card(made.card).answer
    card = review.edit(made.response, 1, {"answer": BRUSSELS}, "an", approve=True)
    assert codes(card) == []
    assert (card.answer.golden, card.answer.is_correct) == (GoldenMatch.EXACT, True)
    assert card.others[0].agrees
    assert card.answer.payload["answer"] == ANTWERP
    assert [r.action for r in review.history(made.card)] == [ReviewAction.EDIT, ReviewAction.APPROVE]
    after = review.undo("an")
    assert after is not None
    assert after.answer is not None
    assert after.answer.edited is None
    assert (after.answer.answer_key, after.answer.golden) == (before.answer_key, GoldenMatch.DIFFERS)
    assert codes(after) == ["golden-differs", "teachers-disagree"]


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"capital": "Brussels", "people": "many"}, "people"),
        ({"capital": "Brussels"}, "people"),
        ({"capital": "Brussels", "people": True}, "people"),
        ("Brussels", ""),
    ],
)
def test_an_edit_that_the_schema_refuses_is_not_stored(store: Store, review: Review, answer: Any, path: str) -> None:
    """The refusal names the place, and so does the check while typing."""
    made = answered(store, belgium(store), ANTWERP)
    for attempt in (
        lambda: review.check(made.card, {"answer": answer}),
        lambda: review.edit(made.response, 1, {"answer": answer}, "an", approve=True),
    ):
        with pytest.raises(RuleViolation) as caught:
            attempt()
        assert caught.value.params["path"] == path
    assert review.card(made.card).answer.version == 1


def test_an_edit_that_changes_nothing_is_no_edit(store: Store, review: Review) -> None:
    """The reasoning of the teacher is no part of it, keys may stand in another order, 11.0 is 11; true is not 1."""
    made = answered(store, belgium(store), ANTWERP, reasoning="because")
    card = review.edit(made.response, 1, {"answer": {"people": 11.0, "capital": "Antwerp"}}, "an", approve=False)
    assert card.answer.version == 1
    assert card.answer.payload["reasoning"] == "because"
    free = answered(store, make_question(store, "Yes?", schema="{}"), {"a": 1})
    assert review.edit(free.response, 1, {"answer": {"a": True}}, "an", approve=False).answer.version == 2


def test_an_edit_on_an_older_version_is_refused(store: Store, review: Review) -> None:
    """Nothing is written over a newer decision."""
    made = answered(store, belgium(store), ANTWERP)
    review.reject(made.response, 1, "bo", "wrong capital")
    with pytest.raises(StaleDecision):
        review.edit(made.response, 1, {"answer": BRUSSELS}, "an", approve=True)
    assert review.history(made.card)[-1].reason == "wrong capital"


def test_a_rerun_keeps_the_answer_until_a_newer_one_has_come(store: Store, review: Review) -> None:
    """The item that asks again belongs to the question, and undo cancels it."""
    made = answered(store, belgium(store), ANTWERP)
    card = review.rerun(made.response, 1, "an", "look it up")
    again = next(i for i in card.items if i.target_response == made.response)
    assert (again.product, again.status) == (Product.ANSWER, ItemStatus.PENDING)
    assert card.answer.id == made.response
    assert review.next_card(ReviewFilter(category="geo")) == made.card
    undone = review.undo("an")
    assert next(i for i in undone.items if i.id == again.id).status == ItemStatus.CANCELLED


def test_an_answer_that_came_with_its_question_is_not_asked_again(store: Store, review: Review) -> None:
    """No teacher stands behind it; it can be edited as any other."""
    made = answered(store, belgium(store), ANTWERP, provider="import", model="", by_teacher=False)
    with pytest.raises(InputError, match="came along"):
        review.rerun(made.response, 1, "an")
    assert review.edit(made.response, 1, {"answer": BRUSSELS}, "an", approve=True).answer.is_correct is True


# --- invalid replies ------------------------------------------------------------------------------------------

BAD = '```json\n{"capital": "Brussels", "people": "11 million"}\n```'


def test_invalid_replies_have_a_list_with_type_place_and_text(store: Store, review: Review) -> None:
    """The last one of each item that failed; found by job, type, product and search."""
    question, job = belgium(store), question_job(store)
    item = failed(store, question, BAD, job=job, times=3)
    other = failed(store, make_question(store, "Other?", schema=SCHEMA), "no JSON", job=job)
    one, two = review.invalid()
    assert (one.item_id, one.error_type, one.path, one.count) == (item, "INVALID_DATA_TYPE", "people", 3)
    assert (one.text, one.title) == (BAD, "be · What is Belgium?")
    assert (two.item_id, two.error_type, two.path) == (other, "JSON_PARSE_ERROR", "")
    assert review.count_invalid() == 2
    for wanted, ids in (
        (InvalidFilter(job=job), [item, other]),
        (InvalidFilter(job=job + 1), []),
        (InvalidFilter(job=1 << 62), []),
        (InvalidFilter(error_type="JSON_PARSE_ERROR"), [other]),
        (InvalidFilter(product=Product.FORMS), []),
        (InvalidFilter(q="belgium"), [item]),
    ):
        assert [reply.item_id for reply in review.invalid(wanted)] == ids
        assert review.count_invalid(wanted) == len(ids)
    assert [c.card_id for c in review.cards(ReviewFilter(invalid=True))] == [one.card_id, two.card_id]


def test_a_corrected_reply_is_judged_as_if_the_teacher_had_given_it(store: Store, review: Review) -> None:
    """Still invalid: told with type and place, nothing stored. Valid: the answer of the item, by hand, undecided."""
    job = question_job(store)
    item = failed(store, belgium(store), BAD, job=job)
    with pytest.raises(RuleViolation) as caught:
        review.correct(item, BAD.replace("11 million", "11,5"), "an")
    assert caught.value.params["type"] == "INVALID_DATA_TYPE"
    assert "people" in caught.value.params["message"]
    card = review.correct(item, BAD.replace('"11 million"', "11"), "an")
    assert card.answer.current["answer"] == BRUSSELS
    assert (card.answer.by_hand, card.answer.is_correct, card.answer.golden) == (True, None, GoldenMatch.EXACT)
    assert card.items[0].status == ItemStatus.SUCCESS
    assert review.invalid() == []
    assert store.calls_of_item(item)
    with pytest.raises(NotFound):
        review.correct(item, BAD, "an")


def test_a_correction_is_undone_as_it_was_made(store: Store, review: Review) -> None:
    """The item has failed again, and its reply is back in the list."""
    item = failed(store, belgium(store), BAD, job=question_job(store))
    review.correct(item, json.dumps(BRUSSELS), "an", approve=True)
    card = review.undo("an")
    assert card.answer is None
    assert card.items[0].status == ItemStatus.FAILED
    assert [reply.item_id for reply in review.invalid()] == [item]


def test_an_invalid_reply_can_be_asked_again_or_written_by_hand(store: Store, review: Review) -> None:
    """Retry waits for the teacher; by hand the schema holds too."""
    question, job = belgium(store), question_job(store)
    item = failed(store, question, BAD, job=job)
    with pytest.raises(RuleViolation):
        review.write(item, {"answer": {"capital": 1}}, "an", approve=False)
    assert review.retry_item(item, "an").items[0].status == ItemStatus.PENDING
    assert review.invalid() == []
    second = failed(store, question, BAD, job=question_job(store))
    card = review.write(second, {"answer": BRUSSELS}, "an", approve=True)
    assert (card.answer.is_correct, card.answer.by_hand) == (True, True)
    with pytest.raises(InputError):
        review.retry_item(second, "an")


def test_a_reply_longer_than_what_is_kept_with_its_error_is_shown_whole(store: Store, review: Review) -> None:
    """The call has all of it."""
    text = json.dumps({"capital": "x" * 50_000, "people": "?"})
    item = failed(store, belgium(store), text, job=question_job(store))
    (reply,) = review.invalid_of([item])
    assert reply.text == text


def test_invalid_forms_and_sentences_are_corrected_the_same_way(store: Store, review: Review) -> None:
    """A part of a reply goes back into its envelope; sentences may be written one to a line."""
    from tests.support.factories import LOPEN, make_call, make_item, make_job

    job = make_job(store)
    forms = make_item(store, job, "lopen", status=ItemStatus.FAILED)
    sentences = make_item(store, job, "lopen", Product.SENTENCES, status=ItemStatus.FAILED)
    for item, raw in ((forms, json.dumps({"infinitive": "lopen", **LOPEN, "vd": 1})), (sentences, "Zonder vorm.")):
        call = make_call(store, job, [item])
        keep_invalid(store, item, call, raw)
    assert [reply.text[:12] for reply in review.invalid()] == ['{"infinitive', "Zonder vorm."]
    card = review.correct(forms, json.dumps({"infinitive": "lopen", **LOPEN}), "an")
    assert card.forms.current["vd"] == "gelopen"
    card = review.correct(sentences, "Ik loop naar huis.\nGisteren liep ik naar school.", "an")
    assert [s.form_key for s in card.sentences] == ["tt_ik", "vt_ev"]
    undone = review.undo("an")
    assert undone.sentences == ()
    assert [reply.item_id for reply in review.invalid()] == [sentences]


def test_a_batch_that_was_of_no_use_is_in_the_list_of_each_of_its_verbs(store: Store, review: Review) -> None:
    """A whole reply that failed belongs to nobody in particular, so to all that its call carried."""
    from tests.support.factories import make_call, make_item, make_job

    job = make_job(store)
    items = [
        make_item(store, job, verb, position=n, status=ItemStatus.FAILED) for n, verb in enumerate(("lopen", "eten"))
    ]
    call = make_call(store, job, items)
    keep_invalid(store, None, call, "no JSON at all")
    assert [(reply.item_id, reply.text) for reply in review.invalid()] == [(item, "no JSON at all") for item in items]


def keep_invalid(store: Store, item: int | None, call: int, raw: str) -> None:
    """An invalid reply as the engine stores it."""
    from sqlalchemy import insert

    from distiller.db.models import InvalidResponse
    from tests.support.factories import NOW

    with store._write() as conn:
        values = {"error_type": "INVALID_DATA_TYPE", "validation_error": "results[0].vd is a number; text is expected"}
        conn.execute(insert(InvalidResponse).values(item_id=item, call_id=call, raw_text=raw, created_at=NOW, **values))
