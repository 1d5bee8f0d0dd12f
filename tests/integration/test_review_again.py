"""Asking again, writing by hand, and taking decisions back."""

from __future__ import annotations

import pytest

from distiller.errors import InputError, RuleViolation, StaleDecision
from distiller.records import CardStatus, ItemOutcome, ItemStatus, JobStatus, Product, ReviewAction, ReviewFilter, Valid
from distiller.review import Review
from distiller.store.engine import NewCall
from tests.support import factories as f

SENTENCES = [("Ik loop elke dag.", "tt_ik", "loop"), ("Gisteren liep hij snel.", "vt_ev", "liep")]
ZIJN = {**f.LOPEN, "vd_hulpwerkwoord": "zijn"}


@pytest.fixture
def review(store):
    return Review(store)


def answer(store, job, product, payload):
    """The teacher answers the one item that waits; what was asked of it."""
    owner = store.register_owner()
    (item,) = store.claim_items(owner, job, product, 5)
    call = store.save_call(owner, NewCall(job, product, "openai", "gpt-4o-mini", {}, "test-1", "0" * 64, None), [item])
    store.save_outcome(call, [ItemOutcome(item, (Valid(item.subject, product, 0, payload),))], [])
    return item.asked


def forms_payload(forms):
    return {"infinitive": "lopen", **forms}


def _item(card, item_id):
    return next(item for item in card.items if item.id == item_id)


# --- rerun --------------------------------------------------------------------------------------------------


def test_the_old_response_is_current_until_the_new_one_is_there_and_then_stays_in_the_history(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    card = review.rerun(made.forms, 1, "an", "use zijn")
    assert card.forms.id == made.forms
    assert store.fetch_job(made.job).status == JobStatus.QUEUED
    asked = answer(store, made.job, Product.FORMS, forms_payload(ZIJN))
    assert asked.rerun["remark"] == "use zijn"
    assert asked.rerun["previous"]["vd_hulpwerkwoord"] == "hebben"
    card = review.card(made.card)
    assert card.forms.id != made.forms
    assert (card.forms.current["vd_hulpwerkwoord"], card.forms.is_correct) == ("zijn", None)
    assert [s.id for s in card.sentences] == list(made.sentences)
    assert [r.action for r in review.history(made.card)] == [ReviewAction.RERUN]
    assert store.fetch_job(made.job).status == JobStatus.DONE


def test_a_rerun_tells_the_teacher_what_the_checks_found(store, review):
    made = f.make_card(store)
    card = review.edit(made.forms, 1, {**f.LOPEN, "vd": ""}, "an", approve=False)
    assert card.forms.findings
    review.rerun(made.forms, card.forms.version, "an")
    asked = answer(store, made.job, Product.FORMS, forms_payload(f.LOPEN))
    assert len(asked.rerun["findings"]) == len(card.forms.findings)
    assert all(sentence.strip() for sentence in asked.rerun["findings"])
    assert asked.rerun["previous"]["vd"] == ""


def test_a_rerun_of_a_sentence_replaces_only_that_sentence(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    review.rerun(made.sentences[0], 1, "an")
    asked = answer(store, made.job, Product.SENTENCES, {"sentence": "Ik loop naar school."})
    assert asked.count == 1
    card = review.card(made.card)
    assert [s.current["sentence"] for s in card.sentences] == ["Ik loop naar school.", SENTENCES[1][0]]


def test_a_second_rerun_is_refused_while_one_is_open(store, review):
    made = f.make_card(store)
    card = review.rerun(made.forms, 1, "an")
    with pytest.raises(InputError) as caught:
        review.rerun(made.forms, card.forms.version, "bo")
    assert caught.value.code == "review-rerun-running"


def test_a_decision_on_a_response_that_has_been_replaced_is_refused(store, review):
    made = f.make_card(store)
    card = review.rerun(made.forms, 1, "an")
    answer(store, made.job, Product.FORMS, forms_payload(ZIJN))
    with pytest.raises(StaleDecision) as caught:
        review.approve(made.forms, card.forms.version, "an")
    assert caught.value.code == "review-superseded"


def test_undo_of_a_rerun_that_waits_cancels_it(store, review):
    made = f.make_card(store)
    review.rerun(made.forms, 1, "an")
    card = review.undo("an")
    (rerun,) = [i for i in card.items if i.target_response == made.forms]
    assert rerun.status == ItemStatus.CANCELLED
    assert store.claim_items(store.register_owner(), made.job, Product.FORMS, 5) == []


def test_undo_of_a_rerun_that_is_on_its_way_lets_the_late_answer_come_to_nothing(store, review):
    made = f.make_card(store)
    review.rerun(made.forms, 1, "an")
    owner = store.register_owner()
    (item,) = store.claim_items(owner, made.job, Product.FORMS, 5)
    new = NewCall(made.job, Product.FORMS, "openai", "gpt-4o-mini", {}, "test-1", "0" * 64, None)
    call = store.save_call(owner, new, [item])
    review.undo("an")
    late = ItemOutcome(item, (Valid("lopen", Product.FORMS, 0, forms_payload(ZIJN)),))
    store.save_outcome(call, [late], [])
    assert review.card(made.card).forms.id == made.forms


def test_undo_of_a_rerun_that_came_gives_the_old_response_back_and_it_can_be_asked_once_more(store, review):
    made = f.make_card(store)
    review.rerun(made.forms, 1, "an")
    answer(store, made.job, Product.FORMS, forms_payload(ZIJN))
    card = review.undo("an")
    assert card.forms.id == made.forms
    review.rerun(made.forms, card.forms.version, "an")
    answer(store, made.job, Product.FORMS, forms_payload({**ZIJN, "vt_ev": "ging"}))
    assert review.card(made.card).forms.current["vt_ev"] == "ging"


def test_undo_of_a_rerun_is_refused_when_somebody_decided_on_the_new_response(store, review):
    made = f.make_card(store)
    review.rerun(made.forms, 1, "an")
    answer(store, made.job, Product.FORMS, forms_payload(ZIJN))
    review.approve(review.card(made.card).forms.id, 1, "bo")
    with pytest.raises(StaleDecision) as caught:
        review.undo("an")
    assert caught.value.params["who"] == "bo"
    assert review.card(made.card).forms.current["vd_hulpwerkwoord"] == "zijn"


def test_a_rerun_of_a_sentence_without_usable_forms_says_so_on_its_item(store, review):
    made = f.make_card(store, sentences=SENTENCES, forms_state={"is_correct": False})
    card = review.rerun(made.sentences[0], 1, "an")
    (rerun,) = [i for i in card.items if i.target_response]
    assert (rerun.status, rerun.error_type) == (ItemStatus.FAILED, "DEPENDENCY")
    assert store.fetch_job(made.job).status == JobStatus.DONE
    card = review.approve(made.forms, 2, "an")
    assert _item(card, rerun.id).status == ItemStatus.PENDING


# --- retry --------------------------------------------------------------------------------------------------


def test_a_failed_item_is_asked_again_with_fresh_attempts(store, review):
    made = f.make_card(store, forms=None)
    card = review.retry_item(made.forms_item, "an")
    item = _item(card, made.forms_item)
    assert (item.status, item.attempts, item.error_message) == (ItemStatus.PENDING, 0, None)
    assert store.fetch_job(made.job).status == JobStatus.QUEUED
    with pytest.raises(InputError):
        review.retry_item(made.forms_item, "an")


def test_an_item_that_succeeded_cannot_be_retried(store, review):
    made = f.make_card(store)
    with pytest.raises(InputError):
        review.retry_item(made.forms_item, "an")


# --- by hand ------------------------------------------------------------------------------------------------


def test_failed_forms_are_written_by_hand_and_the_sentences_come_by_themselves(store, review):
    made = f.make_card(store, forms=None)
    waiting = f.make_item(
        store, made.job, "lopen", Product.SENTENCES, status=ItemStatus.FAILED, error=("DEPENDENCY", "no forms")
    )
    card = review.write(made.forms_item, f.LOPEN, "an", approve=True)
    assert (card.forms.by_hand, card.forms.is_correct, card.forms.reviewed_by) == (True, True, "an")
    assert card.forms.payload["vt_ev"] == "liep"
    assert _item(card, made.forms_item).status == ItemStatus.SUCCESS
    assert _item(card, waiting).status == ItemStatus.PENDING
    assert store.fetch_job(made.job).status == JobStatus.QUEUED


def test_what_was_written_by_hand_can_be_taken_back(store, review):
    made = f.make_card(store, forms=None)
    review.write(made.forms_item, f.LOPEN, "an", approve=True)
    card = review.undo("an")
    assert card.forms is None
    assert card.status == CardStatus.EMPTY
    item = _item(card, made.forms_item)
    assert (item.status, item.error_message) == (ItemStatus.FAILED, "Missing key: vd_hulpwerkwoord")
    assert review.write(made.forms_item, ZIJN, "an", approve=False).forms.is_correct is None


def test_a_second_person_writing_the_same_forms_is_told_who_was_first(store, review):
    made = f.make_card(store, forms=None)
    review.write(made.forms_item, f.LOPEN, "an", approve=False)
    with pytest.raises(StaleDecision) as caught:
        review.write(made.forms_item, ZIJN, "bo", approve=False)
    assert caught.value.params["who"] == "an"


def test_business_rules_refuse_what_is_written_and_the_item_stays_failed(store, review):
    made = f.make_card(store, forms=None)
    with pytest.raises(RuleViolation):
        review.write(made.forms_item, {**f.LOPEN, "vd_hulpwerkwoord": "worden"}, "an", approve=True)
    assert _item(review.card(made.card), made.forms_item).status == ItemStatus.FAILED


def test_sentences_are_added_by_hand_up_to_the_number_asked(store, review):
    options = f.JobOptions(sentence_count=3)
    made = f.make_card(store, sentences=SENTENCES, options=options)
    card = review.write(made.sentences_item, {"sentence": "Wij hebben gisteren gelopen."}, "an", approve=False)
    added = card.sentences[-1]
    assert (added.by_hand, added.form_key, added.position) == (True, "vd", 2)
    with pytest.raises(InputError) as caught:
        review.write(made.sentences_item, {"sentence": "Morgen loop ik weer."}, "an", approve=False)
    assert caught.value.code == "review-enough"
    card = review.undo("an")
    assert len(card.sentences) == 2
    assert _item(card, made.sentences_item).status == ItemStatus.SUCCESS


def test_an_item_that_is_open_is_not_written_by_hand(store, review):
    job = f.make_job(store, status=JobStatus.PAUSED)
    item = f.make_item(store, job, "lopen", status=ItemStatus.PENDING)
    with pytest.raises(InputError) as caught:
        review.write(item, f.LOPEN, "an", approve=False)
    assert caught.value.code == "review-item-running"


# --- undo ---------------------------------------------------------------------------------------------------


def test_undo_goes_back_one_decision_at_a_time_until_nothing_is_left(store, review):
    made = f.make_card(store)
    review.approve(made.forms, 1, "an")
    review.reject(made.forms, 2, "an", "no")
    assert review.undo("an").forms.is_correct is True
    card = review.undo("an")
    assert (card.forms.is_correct, card.forms.reviewed_by, card.forms.reviewed_at) == (None, None, None)
    assert card.forms.version == 5
    with pytest.raises(InputError) as caught:
        review.undo("an")
    assert caught.value.code == "review-nothing-to-undo"
    assert [r.undone for r in review.history(made.card)] == [True, True, False, False]


def test_undo_is_ones_own(store, review):
    made, other = f.make_card(store), f.make_card(store)
    review.approve(made.forms, 1, "an")
    review.approve(other.forms, 1, "bo")
    assert review.undo("an").card_id == made.card
    assert review.card(other.card).forms.is_correct is True


def test_undo_is_refused_when_somebody_decided_later(store, review):
    made = f.make_card(store)
    review.approve(made.forms, 1, "an")
    review.reject(made.forms, 2, "bo")
    with pytest.raises(StaleDecision) as caught:
        review.undo("an")
    assert caught.value.params["who"] == "bo"
    assert review.card(made.card).forms.is_correct is False


def test_undo_becomes_possible_again_when_the_later_decision_is_undone(store, review):
    made = f.make_card(store)
    review.approve(made.forms, 1, "an")
    review.reject(made.forms, 2, "bo")
    review.undo("bo")
    assert review.undo("an").forms.is_correct is None


def test_approve_all_is_undone_as_one_and_leaves_later_decisions_of_others_alone(store, review):
    cards = [f.make_card(store) for _ in range(3)]
    decided = review.approve_all(ReviewFilter(), "an", expected=3)
    assert decided.count == 3
    assert {r.batch for c in cards for r in review.history(c.card)} == {decided.batch}
    review.reject(cards[1].forms, 2, "bo")
    review.undo("an")
    assert [review.card(c.card).forms.is_correct for c in cards] == [None, False, None]
    with pytest.raises(InputError):
        review.undo("an")


def test_what_is_committed_can_be_undone_and_then_differs(store, review):
    made = f.make_card(store, forms_state={"is_correct": True, "committed_version": 2})
    card = review.reject(made.forms, 2, "an")
    assert card.forms.differs
    assert review.undo("an").forms.is_correct is True


def test_hand_written_forms_that_are_committed_stay_there_undecided_when_taken_back(store, review):
    """The next commit must still find them to take them out of the verb database."""
    made = f.make_card(store, forms=None)
    card = review.write(made.forms_item, f.LOPEN, "an", approve=True)
    f.mark_committed(store, card.forms.id)
    card = review.undo("an")
    assert (card.forms.is_correct, card.forms.differs) == (None, True)


def test_undone_decisions_of_a_deleted_job_are_no_obstacle(store, review):
    gone, there = f.make_card(store), f.make_card(store)
    review.approve(there.forms, 1, "an")
    review.approve(gone.forms, 1, "an")
    store.delete_job(gone.job)
    assert review.undo("an").card_id == there.card
