"""What a reviewer can rely on: every decision is kept, and none is written over a newer one."""

from __future__ import annotations

import pytest

from distiller.errors import InputError, NotFound, RuleViolation, StaleDecision
from distiller.records import CardStatus, ItemStatus, Product, ReviewAction, ReviewFilter
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


# --- filters, lists, progress -------------------------------------------------------------------------------


def test_each_status_has_its_cards(store, review):
    """The status a card shows is the status it is found by."""
    approved, rejected = {"is_correct": True}, {"is_correct": False}
    cards = {
        CardStatus.TO_REVIEW: f.make_card(store, sentences=SENTENCES, forms_state=approved),
        CardStatus.REJECTED: f.make_card(
            store, sentences=SENTENCES[:1], forms_state=rejected, sentence_states=[approved]
        ),
        CardStatus.APPROVED: f.make_card(store, forms_state=approved),
        CardStatus.COMMITTED: f.make_card(
            store,
            sentences=[*SENTENCES[:1], ("Loop!", "", "Loop")],
            forms_state={**approved, "committed_version": 2},
            sentence_states=[{**approved, "committed_version": 2}, approved],
        ),
        CardStatus.EMPTY: f.make_card(store, forms=None),
    }
    for status, made in cards.items():
        assert review.card(made.card).status == status
        assert [c.card_id for c in review.cards(ReviewFilter(status=status))] == [made.card]
        assert [c.status for c in review.cards(ReviewFilter(status=status))] == [status]
        assert review.next_card(ReviewFilter(status=status), None) == made.card
        assert review.count(ReviewFilter(status=status)) == 1
    assert review.count(ReviewFilter()) == len(cards)


def test_sentences_without_forms_are_rejected_only_when_all_are(store, review):
    wrong, right = {"is_correct": False}, {"is_correct": True}
    mixed = f.make_card(store, forms=None, sentences=SENTENCES, sentence_states=[wrong, right])
    none = f.make_card(store, forms=None, sentences=SENTENCES, sentence_states=[wrong, wrong])
    assert review.card(mixed.card).status == CardStatus.APPROVED
    assert review.card(none.card).status == CardStatus.REJECTED
    assert review.count(ReviewFilter(status=CardStatus.REJECTED)) == 1


def test_a_committed_card_that_was_changed_since_waits_for_the_commit_again(store, review):
    made = f.make_card(store, forms_state={"is_correct": True, "committed_version": 2})
    assert review.card(made.card).status == CardStatus.COMMITTED
    card = review.approve(made.forms, 2, "bo")
    assert card.status == CardStatus.APPROVED
    assert card.forms.differs


def test_findings_filter_separates_errors_warnings_and_none(store, review):
    cards = {s: f.make_card(store, forms_state={"severity": s}).card for s in ("error", "warning", "info", None)}
    found = {name: {c.card_id for c in review.cards(ReviewFilter(findings=name))} for name in ("any", "error", "none")}
    assert found["error"] == {cards["error"]}
    assert found["any"] == {cards["error"], cards["warning"]}
    assert found["none"] == {cards["info"], cards[None]}


def test_an_unknown_findings_filter_is_refused_with_a_sentence(review):
    with pytest.raises(InputError):
        review.cards(ReviewFilter(findings="many"))


@pytest.mark.parametrize(
    ("q", "expected"),
    [("100%", {"100%en"}), ("_", {"a_ken"}), ("LOP", {"lopen", "aflopen"}), ("eén", {"vereénigen"}), ("", None)],
)
def test_search_takes_every_sign_for_itself(store, review, q, expected):
    """Percent sign and underscore are no wildcards; case does not matter; accents do."""
    words = ("lopen", "aflopen", "100%en", "a_ken", "veren", "vereénigen")
    for word in words:
        f.make_card(store, word)
    found = {c.subject for c in review.cards(ReviewFilter(q=q))}
    assert found == (set(words) if expected is None else expected)


def test_progress_counts_cards_and_responses_of_the_filter(store, review):
    f.make_card(store, sentences=SENTENCES, forms_state={"severity": "error"}, sentence_states=[{"is_correct": True}])
    done = f.make_card(store, forms_state={"is_correct": True})
    f.make_card(store, forms=None)
    progress = review.progress(ReviewFilter())
    assert (progress.cards, progress.cards_done, progress.undecided, progress.without_findings) == (2, 1, 2, 1)
    assert review.progress(ReviewFilter(job=done.job)).cards == 1
    assert review.progress(ReviewFilter(findings="any")).undecided == 2
    assert review.progress(ReviewFilter(status=CardStatus.APPROVED)).without_findings == 0


@pytest.mark.parametrize("findings", [None, "any", "error", "none"])
@pytest.mark.parametrize("status", [None, *CardStatus])
def test_what_progress_promises_is_what_approve_all_does(store, review, status, findings):
    """The number shown beside "approve all without findings" is the number approved, for every filter."""
    f.make_card(store, sentences=SENTENCES, forms_state={"severity": "warning"})
    f.make_card(store, sentences=SENTENCES, forms_state={"severity": "info", "is_correct": True})
    f.make_card(store, sentences=SENTENCES, forms_state={"severity": "error", "is_correct": False})
    f.make_card(store)
    wanted = ReviewFilter(status=status, findings=findings)
    shown = review.progress(wanted).without_findings
    assert review.approve_all(wanted, "an", expected=shown).count == shown
    assert review.progress(wanted).without_findings == 0


def test_approve_all_is_refused_when_the_count_is_another_than_shown(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    with pytest.raises(StaleDecision):
        review.approve_all(ReviewFilter(), "an", expected=2)
    assert review.card(made.card).forms.is_correct is None


def test_approve_all_leaves_what_has_findings_unless_told_otherwise(store, review):
    made = f.make_card(store, sentences=SENTENCES, sentence_states=[{"severity": "error"}, {"severity": "info"}])
    assert review.approve_all(ReviewFilter(job=made.job), "an").count == 2
    assert review.card(made.card).sentences[0].is_correct is None
    assert review.approve_all(ReviewFilter(job=made.job), "an", findings_too=True).count == 1
    assert review.undo("an").sentences[0].is_correct is None


def test_a_page_of_cards_counts_what_is_on_each(store, review):
    made = f.make_card(
        store,
        sentences=SENTENCES,
        forms_state={"severity": "warning"},
        sentence_states=[{"is_correct": True}, {"is_correct": False}],
    )
    f.make_item(store, made.job, "lopen", target=made.forms, status=ItemStatus.FAILED)
    (line,) = review.cards()
    assert (line.undecided, line.approved, line.rejected, line.failed_items) == (1, 1, 1, 1)
    assert (line.subject, line.severity, line.job_id) == ("lopen", "warning", made.job)
    assert review.cards(offset=1) == []


# --- edit ---------------------------------------------------------------------------------------------------


def test_an_edit_lies_beside_what_the_teacher_gave_and_is_undecided(store, review):
    made = f.make_card(store, forms_state={"is_correct": True})
    card = review.edit(made.forms, 2, {**f.LOPEN, "vd_hulpwerkwoord": "zijn"}, "an", approve=False)
    assert card.forms.payload["vd_hulpwerkwoord"] == "hebben"
    assert card.forms.current["vd_hulpwerkwoord"] == "zijn"
    assert card.forms.is_correct is None
    assert card.forms.version == 3


def test_save_and_approve_is_two_reviews_and_one_undo(store, review):
    made = f.make_card(store)
    card = review.edit(made.forms, 1, {**f.LOPEN, "vd_hulpwerkwoord": "zijn"}, "an", approve=True)
    assert (card.forms.is_correct, card.forms.version) == (True, 3)
    assert [r.action for r in review.history(made.card)] == [ReviewAction.EDIT, ReviewAction.APPROVE]
    card = review.undo("an")
    assert (card.forms.is_correct, card.forms.edited) == (None, None)


def test_an_edit_back_to_the_teachers_words_is_no_edit_any_more(store, review):
    made = f.make_card(store)
    card = review.edit(made.forms, 1, {**f.LOPEN, "vd": "geloopt"}, "an", approve=False)
    card = review.edit(made.forms, card.forms.version, f.LOPEN, "an", approve=False)
    assert card.forms.edited is None


def test_saving_without_a_change_decides_nothing(store, review):
    made = f.make_card(store)
    assert review.edit(made.forms, 1, f.LOPEN, "an", approve=False).forms.version == 1
    assert review.edit(made.forms, 1, f.LOPEN, "an", approve=True).forms.is_correct is True
    assert [r.action for r in review.history(made.card)] == [ReviewAction.APPROVE]


@pytest.mark.parametrize("change", [{"vd_hulpwerkwoord": "worden"}, {"vt_ev": "l" * 101}, {"vd": "ge\x07lopen"}])
def test_a_business_rule_refuses_an_edit_and_nothing_is_stored(store, review, change):
    made = f.make_card(store)
    with pytest.raises(RuleViolation):
        review.edit(made.forms, 1, {**f.LOPEN, **change}, "an", approve=True)
    assert review.card(made.card).forms.version == 1
    assert review.history(made.card) == []


def test_an_edited_sentence_is_looked_at_again(store, review):
    """Key, answer and template follow the new text."""
    made = f.make_card(store, sentences=SENTENCES)
    card = review.edit(made.sentences[0], 1, {"sentence": "Gisteren liepen wij naar huis."}, "an", approve=False)
    sentence = card.sentences[0]
    assert (sentence.form_key, sentence.analysis["answer"]) == ("vt_mv", "liepen")
    assert sentence.analysis["template"] == "Gisteren ___ wij naar huis."
    card = review.undo("an")
    assert (card.sentences[0].form_key, card.sentences[0].analysis["answer"]) == ("tt_ik", "loop")


def test_a_sentence_the_verb_has_already_is_refused(store, review):
    made = f.make_card(store, sentences=SENTENCES)
    with pytest.raises(RuleViolation):
        review.edit(made.sentences[0], 1, {"sentence": SENTENCES[1][0]}, "an", approve=False)


def test_an_edit_on_an_older_version_is_refused(store, review):
    made = f.make_card(store)
    review.edit(made.forms, 1, {**f.LOPEN, "vd_hulpwerkwoord": "zijn"}, "an", approve=False)
    with pytest.raises(StaleDecision):
        review.edit(made.forms, 1, {**f.LOPEN, "vt_ev": "loopte"}, "bo", approve=True)


def test_a_sentence_whose_answer_is_no_longer_a_form_is_outdated(store, review):
    made = f.make_card(
        store, forms={**f.LOPEN, "vt_ev": "loopte"}, sentences=[("Gisteren loopte hij.", "vt_ev", "loopte")]
    )
    assert review.card(made.card).outdated == frozenset()
    card = review.edit(made.forms, 1, f.LOPEN, "an", approve=True)
    assert card.outdated == {made.sentences[0]}
    assert review.undo("an").outdated == frozenset()


# --- sentences wait for their forms -------------------------------------------------------------------------


def test_rejected_forms_hold_the_sentences_and_approved_ones_let_them_go(store, review):
    made = f.make_card(store)
    waiting = f.make_item(store, made.job, "lopen", Product.SENTENCES, status=ItemStatus.PENDING)
    card = review.reject(made.forms, 1, "an")
    assert _item(card, waiting).error_type == "DEPENDENCY"
    card = review.approve(made.forms, card.forms.version, "an")
    assert _item(card, waiting).status == ItemStatus.PENDING


def _item(card, item_id):
    return next(item for item in card.items if item.id == item_id)


# --- what a link or a form may bring ------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, -1, 10**30])
def test_ids_that_cannot_be_are_not_found(store, review, number):
    """A link can name any number: it is told, never an error of the database."""
    made = f.make_card(store)
    for look in (review.card, review.history):
        with pytest.raises(NotFound):
            look(number)
    with pytest.raises(NotFound):
        review.approve(number, 1, "an")
    with pytest.raises(NotFound):
        review.approve_card(number, {}, "an")
    with pytest.raises(NotFound):
        review.retry_item(number, "an")
    assert review.cards(ReviewFilter(job=number)) == []
    assert review.next_card(ReviewFilter(), number) == (None if number > 0 else made.card)


def test_invisible_characters_in_search_and_remarks_do_no_harm(store, review):
    made = f.make_card(store)
    assert review.count(ReviewFilter(q="lo\x00pen\ud800")) == 1
    card = review.reject(made.forms, 1, "an", "no\x00t \ud800good\nat all")
    assert review.history(made.card)[-1].reason == "not good\nat all"
    review.rerun(made.forms, card.forms.version, "an", "use\x00 zijn" + "x" * 5000)
    assert len(review.history(made.card)[-1].reason) == 2000


@pytest.mark.parametrize("sentence", ["", " ", "Loop\x00 door.", "**Ik loop.**", "x" * 600, "Hij fietst naar huis."])
def test_a_sentence_that_breaks_a_rule_is_refused(store, review, sentence):
    made = f.make_card(store, sentences=SENTENCES)
    with pytest.raises(RuleViolation):
        review.edit(made.sentences[0], 1, {"sentence": sentence}, "an", approve=True)
    with pytest.raises(RuleViolation):
        review.write(made.sentences_item, {}, "an", approve=True)
