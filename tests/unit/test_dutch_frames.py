"""Sentences made from frames: what the offline teacher says must pass the checks that a teacher's words must pass."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.dutch.conjugation import conjugate
from distiller.dutch.findings import Severity
from distiller.dutch.frames import make_sentences
from distiller.dutch.sentence_set import split_counts
from distiller.dutch.sentences import analyse_sentence, check_sentence_set

VERBS = (
    "lopen werken lezen eten zijn hebben worden kunnen mogen moeten willen weten doen gaan komen zien vinden vragen "
    "zetten praten wachten antwoorden houden rijden snijden leven geloven reizen verhuizen faxen racen updaten "
    "opbellen aankomen opstaan uitnodigen meedoen terugkomen schoonmaken plaatsvinden stofzuigen raadplegen "
    "begrijpen vertellen ontmoeten gebruiken herhalen organiseren proberen studeren installeren sms'en e-mailen "
    "zich|vergissen zich|herinneren zich|aanmelden zich|voorbereiden regenen sneeuwen gebeuren duren kosten "
    "vertrekken sterven vallen groeien beginnen vergeten verkopen zingen zwemmen fietsen skiën ruziën beïnvloeden"
).replace("|", " ")
NAMES = VERBS.split()
REFLEXIVE = ["zich vergissen", "zich herinneren", "zich aanmelden", "zich voorbereiden"]
ALL = [n for n in NAMES if n != "zich" and f"zich {n}" not in REFLEXIVE] + REFLEXIVE


@pytest.mark.parametrize("infinitive", ALL)
@pytest.mark.parametrize("variation", [0, 1, 5])
def test_ten_sentences_pass_every_check(infinitive: str, variation: int) -> None:
    """Ten different sentences, 4/3/3 by tense, no error and no warning in any, nor in the set."""
    forms = conjugate(infinitive).forms
    made = make_sentences(infinitive, forms, 10, variation=variation)
    analyses = [analyse_sentence(s, infinitive, forms) for s in made]
    assert len(set(made)) == 10
    assert [[f for f in a.findings if f.severity is not Severity.INFO] for a in analyses] == [[]] * 10
    counts = split_counts(10, perfect=bool(forms["vd"]))
    assert {t: sum(a.tense == t for a in analyses) for t in counts} == counts
    assert all(len(s) <= 120 for s in made)
    assert [f for f in check_sentence_set(made, infinitive, forms) if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize("infinitive", ["lopen", "opbellen", "zich vergissen", "zetten", "zijn"])
def test_all_keys_are_practised(infinitive: str) -> None:
    """ik, jij, hij and plural in the present, singular and plural in the past, and the participle."""
    forms = conjugate(infinitive).forms
    keys = {analyse_sentence(s, infinitive, forms).answer_form_key for s in make_sentences(infinitive, forms, 10)}
    assert keys == {"tt_ik", "tt_jij", "tt_hij", "infinitive", "vt_ev", "vt_mv", "vd"}


@pytest.mark.parametrize("variation", range(6))
def test_word_order_varies(variation: int) -> None:
    """At least one question or inversion and one subordinate clause in ten."""
    forms = conjugate("opbellen").forms
    made = make_sentences("opbellen", forms, 10, variation=variation)
    assert any(" dat " in s for s in made)
    assert any(s.endswith("?") or s.split()[0].lower() in ("vandaag", "gisteren", "morgen", "vorig", "vorige", "deze")
               for s in made)


def test_weather_is_said_with_het_only() -> None:
    """No ik, jij or plural for a verb without persons."""
    made = make_sentences("regenen", conjugate("regenen").forms, 10)
    assert len(made) == 10
    assert all("het" in s.lower().strip(".?").split() for s in made)


def test_verb_without_participle_has_no_perfect() -> None:
    """zullen: present and past share the ten."""
    forms = conjugate("zullen").forms
    tenses = [analyse_sentence(s, "zullen", forms).tense for s in make_sentences("zullen", forms, 10)]
    assert tenses.count("tt") == 6
    assert tenses.count("vt") == 4


def test_another_variation_says_something_else() -> None:
    """Reruns need other sentences; the same call gives the same ones."""
    forms = conjugate("lezen").forms
    assert make_sentences("lezen", forms, 10) == make_sentences("lezen", forms, 10)
    assert not set(make_sentences("lezen", forms, 10)) & set(make_sentences("lezen", forms, 10, variation=1))


@pytest.mark.parametrize(("count", "split"), [(1, (1, 0, 0)), (2, (1, 1, 0)), (3, (1, 1, 1)), (5, (2, 2, 1)),
                                              (7, (3, 2, 2)), (10, (4, 3, 3)), (20, (8, 6, 6))])
def test_counts_split_by_largest_remainder(count: int, split: tuple[int, int, int]) -> None:
    """40/30/30, whatever the count."""
    assert tuple(split_counts(count).values()) == split
    forms = conjugate("werken").forms
    made = make_sentences("werken", forms, count)
    assert len(made) == count
    tenses = [analyse_sentence(s, "werken", forms).tense for s in made]
    assert (tenses.count("tt"), tenses.count("vt"), tenses.count("vd")) == split


@given(st.text(max_size=12), st.integers(-3, 40), st.integers(-3, 200))
@settings(max_examples=60, deadline=None)
def test_nothing_breaks_it(infinitive: str, count: int, variation: int) -> None:
    """Any word, count and variation: a list of at most twenty."""
    assert len(make_sentences(infinitive, conjugate(infinitive).forms, count, variation=variation)) <= 20
    assert make_sentences(infinitive, {}, count, variation=variation) is not None


def test_shipped_lists_get_their_ten() -> None:
    """Every verb of the shipped word lists has ten sentences."""
    names = {line.strip() for name in ("common-verbs.txt", "demo-verbs.txt")
             for line in (Path(__file__).parents[2] / "data" / name).read_text(encoding="utf-8").splitlines()
             if line.strip() and not line.startswith("#")}
    short = {n: len(made) for n in names if len(made := make_sentences(n, conjugate(n).forms, 10)) < 10}
    assert short == {}
