"""Many reviewers at once: whoever is first wins, the others are told, and the reviews tell the whole story."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from distiller.errors import DistillerError, InputError, StaleDecision
from distiller.records import ReviewAction, ReviewFilter
from distiller.review import Review
from tests.support import factories as f

THREADS = 16
SENTENCES = [("Ik loop elke dag.", "tt_ik", "loop"), ("Gisteren liep hij snel.", "vt_ev", "liep")]


def together(work: Callable[[int], object]) -> list[object]:
    """Runs the work in all threads at once; what each gave, or the error of ours that it got."""
    start = Barrier(THREADS)

    def run(number: int) -> object:
        start.wait()
        try:
            return work(number)
        except DistillerError as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def replay(review: Review, card: int) -> dict[int, dict]:
    """The state of each response as its reviews tell it; each follows on the one before."""
    state: dict[int, dict] = {}
    for entry in review.history(card):
        told = state.get(entry.response_id)
        if told is not None:
            assert entry.before["version"] == told["version"]
            assert entry.before["is_correct"] == told["is_correct"]
            assert entry.before["edited"] == told["edited"]
        state[entry.response_id] = entry.after
    return state


def test_one_of_many_decisions_on_the_same_version_wins(store):
    review = Review(store)
    made = f.make_card(store)
    said = together(lambda n: (review.approve if n % 2 else review.reject)(made.forms, 1, f"person-{n}"))
    assert sum(isinstance(s, StaleDecision) for s in said) == THREADS - 1
    (entry,) = review.history(made.card)
    assert review.card(made.card).forms.reviewed_by == entry.who


def test_one_of_many_reruns_is_asked(store):
    review = Review(store)
    made = f.make_card(store)
    said = together(lambda n: review.rerun(made.forms, 1, f"person-{n}"))
    assert sum(isinstance(s, StaleDecision) for s in said) == THREADS - 1
    assert sum(i.target_response is not None for i in review.card(made.card).items) == 1


def test_one_of_many_hand_written_form_sets_is_kept(store):
    review = Review(store)
    made = f.make_card(store, forms=None)
    said = together(lambda n: review.write(made.forms_item, f.LOPEN, f"person-{n}", approve=True))
    assert sum(isinstance(s, StaleDecision) for s in said) == THREADS - 1


def test_approve_all_at_once_approves_each_response_once(store):
    review = Review(store)
    cards = [f.make_card(store, sentences=SENTENCES) for _ in range(5)]
    said = together(lambda n: review.approve_all(ReviewFilter(), f"person-{n}").count)
    assert sum(s for s in said if isinstance(s, int)) == 15
    for made in cards:
        assert len(review.history(made.card)) == 3


def test_undo_of_the_same_decision_happens_once(store):
    review = Review(store)
    made = f.make_card(store)
    review.approve(made.forms, 1, "an")
    said = together(lambda _: review.undo("an"))
    assert sum(isinstance(s, DistillerError) for s in said) == THREADS - 1
    assert [r.action for r in review.history(made.card)] == [ReviewAction.APPROVE, ReviewAction.UNDO]
    assert review.card(made.card).forms.version == 3


def test_whatever_happens_at_once_the_present_state_is_what_the_reviews_tell(store):
    """Sixteen reviewers do anything to the same card; the last review of each response is its present state."""
    review = Review(store)
    made = f.make_card(store, sentences=SENTENCES)

    def work(number: int) -> None:
        choice, who = random.Random(number), f"person-{number % 4}"
        for _ in range(12):
            card = review.card(made.card)
            response = choice.choice([card.forms, *card.sentences])
            actions: list[Callable[[], object]] = [
                lambda r=response: review.approve(r.id, r.version, who),
                lambda r=response: review.reject(r.id, r.version, who, "because"),
                lambda c=card: review.approve_card(c.card_id, {r.id: r.version for r in (c.forms, *c.sentences)}, who),
                lambda c=card: review.edit(
                    c.forms.id, c.forms.version, {**f.LOPEN, "vd": f"ge{number}"}, who, approve=choice.random() < 0.5
                ),
                lambda: review.undo(who),
                lambda: review.approve_all(ReviewFilter(job=made.job), who),
            ]
            try:
                choice.choice(actions)()
            except (StaleDecision, InputError):
                continue

    assert [e for e in together(work) if isinstance(e, Exception)] == []
    card = review.card(made.card)
    told = replay(review, made.card)
    for response in (card.forms, *card.sentences):
        last = told[response.id]
        assert (response.version, response.is_correct, response.edited) == (
            last["version"],
            last["is_correct"],
            last["edited"],
        )
        assert response.reviewed_by == last["reviewed_by"]
