"""Laws of the review, on cards and decisions drawn at random: found as shown, undone to where it began."""

from __future__ import annotations

import random

import pytest

from distiller.errors import InputError
from distiller.records import CardStatus, ResponseRecord, ReviewFilter
from distiller.review import Review
from tests.support import factories as f

TEXTS = [("Ik loop elke dag.", "tt_ik", "loop"), ("Gisteren liep hij snel.", "vt_ev", "liep"), ("Loop!", "", "Loop")]


def state_of(chance: random.Random) -> dict:
    """Any state a response can be in."""
    is_correct = chance.choice([None, True, True, True, False])
    return {
        "severity": chance.choice([None, None, "info", "warning", "error"]),
        "is_correct": is_correct,
        "committed_version": chance.choice([None, None, 1, 2]),
    }


def any_card(store, chance: random.Random) -> int:
    forms = None if chance.random() < 0.2 else f.LOPEN
    sentences = chance.sample(TEXTS, chance.randrange(len(TEXTS) + 1))
    states = [state_of(chance) for _ in sentences]
    return f.make_card(
        store, forms=forms, sentences=sentences, forms_state=state_of(chance), sentence_states=states
    ).card


@pytest.mark.parametrize("seed", range(2))
def test_a_card_is_found_by_the_status_and_findings_it_shows(store, seed):
    """Lists, counts, walking and progress agree with what each card says of itself."""
    chance, review = random.Random(seed), Review(store)
    shown = {number: review.card(number) for number in [any_card(store, chance) for _ in range(30)]}
    for status in (None, *CardStatus):
        for findings in (None, "any", "error", "none"):
            wanted = ReviewFilter(status=status, findings=findings)
            expected = [number for number, card in sorted(shown.items()) if fits(card, wanted)]
            assert [line.card_id for line in review.cards(wanted)] == expected
            assert review.count(wanted) == len(expected)
            assert walk(review, wanted, backwards=False) == expected
            assert walk(review, wanted, backwards=True) == expected[::-1]
    for line in review.cards():
        card = shown[line.card_id]
        rows = responses(card)
        assert (line.status, line.undecided) == (card.status, sum(r.is_correct is None for r in rows))
        assert (line.approved, line.rejected) == (
            sum(r.is_correct is True for r in rows),
            sum(r.is_correct is False for r in rows),
        )


def responses(card) -> list[ResponseRecord]:
    return [*([card.forms] if card.forms else []), *card.sentences]


def fits(card, wanted: ReviewFilter) -> bool:
    severities = {r.severity and r.severity.value for r in responses(card)}
    if wanted.status is not None and card.status != wanted.status:
        return False
    if wanted.findings is None:
        return True
    if not responses(card):
        return False
    heavy = severities & {"warning", "error"}
    return {"any": bool(heavy), "error": "error" in severities, "none": not heavy}[wanted.findings]


def walk(review: Review, wanted: ReviewFilter, *, backwards: bool) -> list[int]:
    found: list[int] = []
    at: int | None = None
    while (at := review.next_card(wanted, at, backwards=backwards)) is not None:
        found.append(at)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_undoing_everything_leads_back_to_where_it_began(store, seed):
    """Whatever one person decided, in whatever order: as many undos as decisions give the first state back."""
    chance, review = random.Random(seed), Review(store)
    f.make_card(store, sentences=TEXTS[:2], forms_state={"severity": "warning"})
    f.make_card(store, "werken", forms=None, sentences=[("Ik werk elke dag.", "tt_ik", "werk")])
    numbers = walk(review, ReviewFilter(), backwards=False)
    before = [essence(review.card(number)) for number in numbers]
    for _ in range(12):
        act(review, chance, review.card(chance.choice(numbers)))
    while undone(review):
        pass
    assert [essence(review.card(number)) for number in numbers] == before


def undone(review: Review) -> bool:
    try:
        review.undo("an")
    except InputError:
        return False
    return True


def act(review: Review, chance: random.Random, card) -> None:
    """One decision of any kind."""
    response = chance.choice(responses(card))
    kind = chance.choice(["approve", "reject", "edit", "card", "all", "rerun", "write"])
    if kind == "approve":
        review.approve(response.id, response.version, "an")
    elif kind == "reject":
        review.reject(response.id, response.version, "an", "because")
    elif kind == "edit" and card.forms is not None and card.forms.by_hand is False:
        changed = {**f.LOPEN, "vd": chance.choice(["geloopt", "gelopen", "gelopt"])}
        review.edit(card.forms.id, card.forms.version, changed, "an", approve=chance.random() < 0.5)
    elif kind == "card":
        review.approve_card(card.card_id, {r.id: r.version for r in responses(card)}, "an")
    elif kind == "all":
        review.approve_all(ReviewFilter(job=card.job_id), "an")
    elif kind == "rerun" and not any(i.target_response == response.id and i.status == "pending" for i in card.items):
        review.rerun(response.id, response.version, "an", "once more")
    elif kind == "write" and card.forms is None:
        failed = next(i for i in card.items if i.product == "forms")
        review.write(failed.id, f.WERKEN, "an", approve=chance.random() < 0.5)


def essence(card) -> list:
    """What a person sees of a card; versions rise, and reruns that were cancelled stay on record."""
    rows = [
        (r.id, r.current, r.edited, r.is_correct, r.reviewed_by, r.findings, r.severity, r.form_key, r.analysis)
        for r in responses(card)
    ]
    items = [(i.id, i.status, i.error_message) for i in card.items if i.target_response is None]
    return [card.status, rows, items, card.outdated]
