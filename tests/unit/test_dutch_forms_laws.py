"""Laws of the forms half: agreement with itself, no exception on any text, a sentence for every remark."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.dutch import FORM_FIELDS, Finding, check_forms, conjugate, explain
from distiller.dutch.conjugation import readings
from distiller.dutch.findings import Severity

STEMS = st.text(alphabet=string.ascii_lowercase + "ëïéü'-", min_size=1, max_size=12)
STARTS = st.sampled_from(["", "be", "ver", "ont", "ge", "her", "op", "uit", "aan", "over", "voor", "zich ", "stof"])
VERBS = st.sampled_from(["lopen", "werken", "zien", "leven", "studeren", "scheppen", "gaan", "eten", "zullen"])
INFINITIVES = st.one_of(
    st.text(max_size=30),
    st.builds("{}{}en".format, STARTS, STEMS),
    st.builds("{}{}{}".format, STARTS, STARTS, VERBS),
)
VALUES = st.one_of(st.text(max_size=20), st.sampled_from(["", "n.v.t.", "loopt", "gewerkt", "ik loop", "**ging**"]))


@settings(max_examples=300, deadline=None)
@given(INFINITIVES)
def test_any_text_is_conjugated_into_seven_fields(infinitive):
    """Never an exception, whatever the characters; a field is text, empty only without a participle."""
    conjugation = conjugate(infinitive)
    assert set(conjugation.forms) == set(FORM_FIELDS)
    assert all(isinstance(value, str) for value in conjugation.forms.values())
    assert conjugation.confidence in ("known", "rule", "guess")


@settings(max_examples=300, deadline=None)
@given(INFINITIVES)
def test_what_conjugate_gives_the_check_accepts(infinitive):
    """Each reading of a verb agrees with itself; only a guess is told to be unknown."""
    for reading in readings(infinitive):
        findings = check_forms(infinitive, reading.conjugation.forms)
        assert all(finding.code in ("unknown-verb", "missing-form") for finding in findings)
        assert not findings or reading.conjugation.confidence == "guess"


@settings(max_examples=300, deadline=None)
@given(INFINITIVES)
def test_every_alternative_is_accepted_without_a_warning(infinitive):
    conjugation = conjugate(infinitive)
    for name, others in conjugation.alternatives.items():
        for other in others:
            findings = check_forms(infinitive, {**conjugation.forms, name: other.value})
            assert all(f.severity is Severity.INFO for f in findings if f.field == name)


@settings(max_examples=300, deadline=None)
@given(INFINITIVES, st.dictionaries(st.sampled_from(FORM_FIELDS), VALUES))
def test_any_forms_are_checked_and_every_remark_is_a_sentence(infinitive, forms):
    """No exception on any text in any field; each remark explains itself; errors are for known verbs."""
    for finding in check_forms(infinitive, forms):
        assert explain(finding, "nl").strip()
        assert explain(finding, "en").strip()
        assert Finding.from_dict(finding.to_dict()) == finding
        if finding.severity is Severity.ERROR:
            assert conjugate(infinitive).confidence == "known"
