"""What a reviewer can rely on: every decision is kept, and none is written over a newer one."""

from __future__ import annotations

import pytest

from distiller.errors import NotFound, StaleDecision
from distiller.records import CardStatus, ReviewAction, ReviewFilter
from distiller.review import Review
from tests.support import factories as f

SENTENCES = [("Ik loop elke dag.", "tt_ik", "loop"), ("Gisteren liep hij snel.", "vt_ev", "liep")]


@pytest.fixture
def review(store):
    return Review(store)


def test_approve_is_stored_with_person_and_time(store, review):
    """An approval says who and when, and the card shows it at once."""
    made = f.make_card(store)
    card = review.approve(made.forms, 1, "an")
    assert card.forms.is_correct is True
    assert (card.forms.reviewed_by, card.forms.version) == ("an", 2)
    assert card.forms.reviewed_at is not None
    assert review.history(made.card)[-1].action == ReviewAction.APPROVE


def test_approving_forms_says_nothing_about_sentences(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    card = review.approve(made.forms, 1, "an")
    assert [s.is_correct for s in card.sentences] == [None, None]
    assert card.status == CardStatus.TO_REVIEW


def test_reject_keeps_its_reason(store, review):
    made = f.make_card(store)
    card = review.reject(made.forms, 1, "an", "wrong verb")
    assert card.status == CardStatus.REJECTED
    assert review.history(made.card)[-1].reason == "wrong verb"


def test_a_decision_on_an_older_version_is_refused_and_names_who_was_first(store, review):
    made = f.make_card(store)
    review.approve(made.forms, 1, "an")
    with pytest.raises(StaleDecision) as caught:
        review.reject(made.forms, 1, "bo")
    assert caught.value.params["who"] == "an"
    assert review.card(made.card).forms.is_correct is True
    assert len(review.history(made.card)) == 1


def test_the_same_person_saying_the_same_again_is_one_decision(store, review):
    made = f.make_card(store)
    card = review.approve(made.forms, 1, "an")
    assert review.approve(made.forms, card.forms.version, "an").forms.version == card.forms.version
    assert len(review.history(made.card)) == 1


def test_what_does_not_exist_is_not_found(review):
    with pytest.raises(NotFound):
        review.approve(999, 1, "an")
    with pytest.raises(NotFound):
        review.card(999)


def test_approve_card_approves_what_is_undecided_and_leaves_what_was_rejected(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    review.reject(made.sentences[0], 1, "an")
    card = review.card(made.card)
    seen = {r.id: r.version for r in (card.forms, *card.sentences)}
    card = review.approve_card(made.card, seen, "an")
    assert card.forms.is_correct is True
    assert [s.is_correct for s in card.sentences] == [False, True]
    assert card.status == CardStatus.APPROVED
    batches = {r.batch for r in review.history(made.card) if r.action == ReviewAction.APPROVE}
    assert len(batches) == 1
    assert None not in batches


def test_approve_card_is_refused_when_a_version_moved(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    review.approve(made.sentences[1], 1, "bo")
    seen = {made.forms: 1, made.sentences[0]: 1, made.sentences[1]: 1}
    with pytest.raises(StaleDecision):
        review.approve_card(made.card, seen, "an")
    assert review.card(made.card).forms.is_correct is None


def test_approve_card_is_refused_when_a_response_appeared_that_was_not_seen(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    with pytest.raises(StaleDecision):
        review.approve_card(made.card, {made.forms: 1, made.sentences[0]: 1}, "an")


def test_next_card_goes_through_a_job_as_pasted_and_ends(store, review):
    """Cards come in paste order, jobs oldest first; after the last there is none."""
    job = f.make_job(store)
    cards = [f.make_card(store, w, job=job, position=n).card for n, w in enumerate(["zien", "lopen", "aaien"])]
    later = f.make_card(store, "gaan").card
    walked, at = [], None
    while (at := review.next_card(ReviewFilter(), at)) is not None:
        walked.append(at)
    assert walked == [*cards, later]
    assert review.next_card(ReviewFilter(), None, backwards=True) == later
    assert review.next_card(ReviewFilter(job=job), later, backwards=True) == cards[-1]
    assert review.next_card(ReviewFilter(), cards[0], backwards=True) is None
