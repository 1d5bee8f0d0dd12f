"""Laws of the sentence analysis, for any text at all."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.dutch.conjugation import conjugate
from distiller.dutch.findings import Severity
from distiller.dutch.messages_sentences import MESSAGES
from distiller.dutch.model import FORM_FIELDS
from distiller.dutch.sentences import analyse_sentence, check_sentence_set

VERBS = ["lopen", "opbellen", "zich vergissen", "zetten", "vergeten", "zijn", "sms'en", "zullen", "terugkomen"]
_VOCABULARY = (
    "ik jij je hij zij wij jullie u loop loopt lopen liep gelopen bel op belt opbel opgebeld bellen te heb heeft is "
    "zijn was geweest ben dat als die de het een zich me vergis vergist zetten zet vergeten vergeet sms't kom terug "
    "kwam en maar , . ? ! \" ( ) ___ ** 'k -ie LOOP Loopt ’t kan moet zou er van"
)
WORDS = st.sampled_from(_VOCABULARY.split())
SENTENCES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))


@given(SENTENCES, st.sampled_from(VERBS), st.sampled_from([None, "tt", "vt", "vd", "x"]))
def test_template_and_answer_give_back_the_sentence(sentence: str, infinitive: str, asked: str | None) -> None:
    """Exactly, for any sentence; spans are sorted, apart and within; the key is one of the eight or none."""
    analysis = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms, asked_tense=asked)
    flat = [place for span in analysis.spans for place in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(sentence) for start, end in analysis.spans)
    assert analysis.answer == " ".join(sentence[a:b] for a, b in analysis.spans)
    if analysis.spans:
        pieces, answers = analysis.template.split("___"), analysis.answer.split(" ")
        assert len(pieces) == len(answers) + 1
        rebuilt = pieces[0] + "".join(a + p for a, p in zip(answers, pieces[1:], strict=True))
        assert rebuilt == sentence
    else:
        assert analysis.answer_form_key is None
        assert analysis.template == sentence


@given(st.text(max_size=60), st.text(max_size=12), st.dictionaries(st.sampled_from(FORM_FIELDS), st.text(max_size=9)))
def test_no_text_breaks_the_analysis(sentence: str, infinitive: str, forms: dict[str, str]) -> None:
    """Any Unicode as sentence, infinitive and forms; missing fields are empty ones."""
    analyse_sentence(sentence, infinitive, forms)
    check_sentence_set([sentence, sentence[::-1]], infinitive, forms)


@given(SENTENCES, st.sampled_from(VERBS))
def test_every_remark_can_be_said_in_both_languages(sentence: str, infinitive: str) -> None:
    """Each code has a text; a sentence without a form always has an error."""
    analysis = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms)
    for finding in analysis.findings:
        assert set(MESSAGES[finding.code]) == {"nl", "en"}
    if not analysis.spans and sentence.strip():
        assert any(f.severity is Severity.ERROR for f in analysis.findings)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_found_at_their_own_place(form: str) -> None:
    """`beïnvloedt` written with a combining trema is the same word; the span is that of the given text."""
    sentence = unicodedata.normalize(form, "Het weer beïnvloedt mij.")  # type: ignore[arg-type]
    analysis = analyse_sentence(sentence, "beïnvloeden", conjugate("beïnvloeden").forms)
    assert unicodedata.normalize("NFC", analysis.answer) == "beïnvloedt"
    assert analysis.answer_form_key == "tt_hij"


def test_forms_that_are_given_count_more_than_those_that_are_known() -> None:
    """A sentence is judged by the form set it was made with, right or wrong."""
    forms = {**conjugate("lopen").forms, "vt_ev": "loopte"}
    assert analyse_sentence("Gisteren loopte ik naar huis.", "lopen", forms).answer_form_key == "vt_ev"
    assert analyse_sentence("Gisteren liep ik naar huis.", "lopen", forms).spans == ()


@pytest.mark.parametrize("text", ["ik loop ", "(", "**", "- ", "a.", "[x](", "a-", "jij en ik ", "dat "])
def test_time_stays_bounded(text: str) -> None:
    """A reply of tens of thousands of characters is answered at once, not in seconds."""
    before = time.thread_time()
    analyse_sentence(text * 20_000, "lopen", conjugate("lopen").forms)
    assert time.thread_time() - before < 2
