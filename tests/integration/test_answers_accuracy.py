"""Accuracy per model and category, and agreement, on both databases."""

from __future__ import annotations

from distiller.accuracy import accuracy
from distiller.db.accuracy import IMPORTED
from distiller.records import AccuracyRow, AgreementRow, GoldenMatch
from distiller.stats import statistics
from distiller.store import Store
from tests.support.answers import make_answer, make_question, question_job

EXACT, NORMALISED, DIFFERS = GoldenMatch.EXACT, GoldenMatch.NORMALISED, GoldenMatch.DIFFERS


def test_accuracy_is_counted_per_model_and_category(store: Store) -> None:
    """Right are exact and normalised; what has no golden answer does not count, nor what a person wrote."""
    history = [make_question(store, f"h{n}", category="history") for n in range(3)]
    nature = [make_question(store, f"n{n}", category="nature") for n in range(3)]
    job = question_job(store, model="small")
    for question, golden in zip(history, (EXACT, NORMALISED, DIFFERS), strict=True):
        make_answer(store, question, "x", job=job, golden=golden)
    make_answer(store, nature[0], "x", job=job, golden=None)
    make_answer(store, nature[1], "x", job=job, golden=EXACT, edited="y")
    make_answer(store, nature[2], "x", job=job, golden=EXACT, by_teacher=False)
    came_along = question_job(store, provider=IMPORTED, model="")
    make_answer(store, nature[0], "x", job=came_along, golden=DIFFERS, by_teacher=False)
    found = accuracy(store)
    assert found.models == (
        AccuracyRow(IMPORTED, "", None, differs=1),
        AccuracyRow("openai", "small", None, exact=1, normalised=1, differs=1, without_golden=1, edited=1),
    )
    assert found.categories[1:] == (
        AccuracyRow("openai", "small", "history", exact=1, normalised=1, differs=1),
        AccuracyRow("openai", "small", "nature", without_golden=1, edited=1),
    )
    assert [row.share for row in found.models] == [0.0, 2 / 3]
    assert found.categories[-1].share is None


def test_an_answer_that_was_replaced_counts_no_more(store: Store) -> None:
    """Only what is current says what the teacher knows."""
    old = make_answer(store, "q", "wrong", golden=DIFFERS)
    make_answer(store, old.question, "right", golden=EXACT, replaces=old)
    [row] = accuracy(store).models
    assert (row.exact, row.differs) == (1, 0)


def test_agreement_is_counted_over_questions_answered_by_two_jobs(store: Store) -> None:
    """By value, over all jobs and for every two models; rejected answers and single ones are left out."""
    questions = [make_question(store, f"q{n}") for n in range(4)]
    jobs = {model: question_job(store, model=model) for model in ("a", "b", "c")}
    answers = {"a": "1234", "b": "1299", "c": "1 3 "}
    for model, given in answers.items():
        for question, answer in zip(questions, given, strict=True):
            if answer.strip():
                make_answer(store, question, answer, job=jobs[model])
    make_answer(store, questions[2], "9", model="d", is_correct=False)
    found = accuracy(store)
    assert (found.compared, found.agree) == (4, 2)
    assert found.pairs == (
        AgreementRow(("openai/a", "openai/b"), 4, 2),
        AgreementRow(("openai/a", "openai/c"), 2, 2),
        AgreementRow(("openai/b", "openai/c"), 2, 1),
    )


def test_statistics_tell_of_answers_only_where_there_are_some(store: Store) -> None:
    """Verbs alone look as they always did."""
    assert "accuracy" not in statistics(store)
    make_answer(store, make_question(store, "q", category="c"), "x", golden=NORMALISED)
    found = statistics(store)
    assert found["accuracy"][0]["share"] == 1.0
    assert found["accuracy_by_category"][0]["category"] == "c"
    assert found["agreement"] == {"questions_answered_twice": 0, "agree": 0, "models": []}
