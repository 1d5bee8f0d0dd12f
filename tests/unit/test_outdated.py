"""Which answers still are a form of their verb, after somebody changed the forms."""

from __future__ import annotations

import pytest

from distiller.dutch import analyse_sentence, conjugate
from distiller.outdated import is_outdated


def outdated(sentence: str, infinitive: str, **changed: str) -> bool:
    """Analyses the sentence with the right forms, then judges it by forms of which some are changed."""
    forms = dict(conjugate(infinitive).forms)
    analysis = analyse_sentence(sentence, infinitive, forms)
    assert analysis.answer_form_key is not None
    return is_outdated({"answer": analysis.answer}, analysis.answer_form_key, {**forms, **changed}, infinitive)


@pytest.mark.parametrize(
    ("sentence", "infinitive"),
    [
        ("Ik loop elke dag naar school.", "lopen"),
        ("Loop jij morgen mee naar huis?", "lopen"),
        ("Wij lopen elke dag naar school.", "lopen"),
        ("Hij belt zijn moeder elke dag op.", "opbellen"),
        ("Ik weet dat hij zijn moeder elke dag opbelt.", "opbellen"),
        ("Gisteren heeft hij zijn moeder opgebeld.", "opbellen"),
        ("Wij bellen elke dag onze moeder op.", "opbellen"),
        ("Hij vergist zich elke dag.", "zich vergissen"),
        ("Kun jij morgen komen?", "kunnen"),
    ],
)
def test_no_sentence_is_outdated_by_the_forms_it_was_made_with(sentence, infinitive):
    assert not outdated(sentence, infinitive)


@pytest.mark.parametrize(
    ("sentence", "infinitive", "changed"),
    [
        ("Gisteren liep hij naar school.", "lopen", {"vt_ev": "loopte"}),
        ("Hij belt zijn moeder elke dag op.", "opbellen", {"tt_hij": "bellt op"}),
        ("Ik weet dat hij zijn moeder elke dag opbelt.", "opbellen", {"tt_hij": "bellt op"}),
        ("Gisteren heeft hij naar school gelopen.", "lopen", {"vd": ""}),
    ],
)
def test_a_changed_form_outdates_the_sentences_of_its_key(sentence, infinitive, changed):
    assert outdated(sentence, infinitive, **changed)


def test_a_changed_form_leaves_the_sentences_of_other_keys_alone():
    assert not outdated("Ik loop elke dag naar school.", "lopen", vt_ev="loopte")


def test_a_variant_of_the_form_is_accepted():
    """Beside `waaide` stands `woei`: both stay right while either is the form."""
    forms = dict(conjugate("waaien").forms)
    variants = conjugate("waaien").accepted("vt_ev")
    assert len(variants) > 1
    for value in variants:
        assert not is_outdated({"answer": value}, "vt_ev", {**forms, "vt_ev": variants[0]}, "waaien")


def test_without_a_key_or_without_forms_nothing_is_said():
    forms = conjugate("lopen").forms
    assert not is_outdated({"answer": "lopend"}, None, forms, "lopen")
    assert not is_outdated({"answer": "loop"}, "tt_ik", None, "lopen")
    assert not is_outdated(None, "tt_ik", forms, "lopen")
