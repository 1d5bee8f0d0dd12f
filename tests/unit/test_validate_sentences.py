"""Replies of product sentences: each sentence is judged alone, and what a learner would see is exact."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.dutch import FORM_FIELDS
from distiller.errors import RuleViolation
from distiller.records import Asked, Interpretation, Product
from distiller.validate import check_sentence_payload, interpret
from distiller.validate.rules import without_quotes

LOPEN = dict(zip(FORM_FIELDS, ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"), strict=True))
OPBELLEN = dict(
    zip(FORM_FIELDS, ("bel op", "belt op", "belt op", "belde op", "belden op", "opgebeld", "hebben"), strict=True)
)


def body(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> str:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return json.dumps({"model": "m", "choices": [{"index": 0, "message": message, "finish_reason": finish}]})


def judge(*sentences: Any, count: int = 10, existing: tuple[str, ...] = (), **kwargs: Any) -> Interpretation:
    raw = body(json.dumps({"sentences": list(sentences)}), **kwargs)
    return interpret(Product.SENTENCES, [Asked("lopen", forms=LOPEN, count=count, existing=existing)], raw)


def texts(read: Interpretation) -> list[str]:
    return [v.payload["sentence"] for v in read.valid]


def test_a_good_sentence_is_a_response_with_answer_template_and_key():
    (valid,) = judge("Elke ochtend loop ik naar mijn werk.").valid
    assert valid.payload == {"sentence": "Elke ochtend loop ik naar mijn werk."}
    assert valid.form_key == "tt_ik"
    assert valid.analysis is not None
    assert valid.analysis["answer"] == "loop"
    assert valid.analysis["template"] == "Elke ochtend ___ ik naar mijn werk."
    assert valid.analysis["spans"] == [[13, 17]]
    assert valid.analysis["tense"] == "tt"
    assert set(valid.analysis) == {"spans", "answer", "template", "tense", "auxiliary_span", "accepted_answers"}
    json.dumps(valid.analysis)


def test_a_separable_verb_is_found_in_two_parts():
    raw = body(json.dumps({"sentences": ["Ik bel je morgen op."]}))
    (valid,) = interpret(Product.SENTENCES, [Asked("opbellen", forms=OPBELLEN, count=1)], raw).valid
    assert valid.analysis is not None
    assert valid.analysis["answer"] == "bel op"


@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        (3, "INVALID_DATA_TYPE", "sentences[1] is a number; text is expected"),
        (None, "INVALID_DATA_TYPE", "sentences[1] is null; text is expected"),
        ({"sentence": "Ik loop."}, "INVALID_DATA_TYPE", "sentences[1] is an object; text is expected"),
        ("", "CONSTRAINT_VIOLATION", "sentence is empty."),
        ("Ik werk thuis.", "CONSTRAINT_VIOLATION", "The sentence holds no form of lopen."),
        ("Ik loop " + "x" * 500, "CONSTRAINT_VIOLATION", "sentence has 508 characters; at most 500 is possible."),
        ("Ik **loop** nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (**): plain text is needed."),
        ("Ik _loop_ nu __snel__.", "CONSTRAINT_VIOLATION", "The sentence holds markup (__): plain text is needed."),
        ("# Ik loop nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (#): plain text is needed."),
        ("- Ik loop nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (-): plain text is needed."),
        ("1. Ik loop nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (1.): plain text is needed."),
        ("Ik `loop` nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (`): plain text is needed."),
        ("Ik <b>loop</b> nu.", "CONSTRAINT_VIOLATION", "The sentence holds markup (<b>): plain text is needed."),
        ("Ik loop\nnu.", "CONSTRAINT_VIOLATION", "sentence holds an invisible control character: type it again."),
        ("Ik lo\u0000op.", "CONSTRAINT_VIOLATION", "sentence holds an invisible control character: type it again."),
        ("Ik loop \ud83d", "JSON_PARSE_ERROR", "sentences[1]: broken character (a lone surrogate)"),
        ("ik  LOOP naar huis.", "CONSTRAINT_VIOLATION", "This verb has this sentence already."),
        ("Hij loopt hard.", "CONSTRAINT_VIOLATION", "This verb has this sentence already."),
    ],
)
def test_a_bad_sentence_costs_only_itself(bad: Any, error: str, message: str):
    read = judge("Ik loop naar huis.", bad, "Gisteren liepen wij ver.", existing=("Hij loopt hard.",))
    assert texts(read) == ["Ik loop naar huis.", "Gisteren liepen wij ver."]
    assert [v.position for v in read.valid] == [0, 2]
    (invalid,) = read.invalid
    assert (invalid.error_type, invalid.message, invalid.subject) == (error, message, "lopen")
    invalid.raw.encode("utf-8")
    assert not read.failed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"Ik loop nu."', "Ik loop nu."),
        ("“Ik loop nu.”", "Ik loop nu."),
        ("„Ik loop nu.”", "Ik loop nu."),
        ("'Ik loop nu.'", "Ik loop nu."),
        ("‘Ik loop nu.’", "Ik loop nu."),
        ("  Ik loop nu. ", "Ik loop nu."),
        ("'s Avonds loop ik met 'm'", "'s Avonds loop ik met 'm'"),
        ("'s Avonds loop ik.", "'s Avonds loop ik."),
        ('"Ik loop," zei hij, "naar huis."', '"Ik loop," zei hij, "naar huis."'),
        ('Hij zei: "Ik loop."', 'Hij zei: "Ik loop."'),
        ('"', '"'),
        ("", ""),
    ],
)
def test_quotes_around_the_whole_sentence_go_and_all_others_stay(written: str, kept: str):
    assert without_quotes(written.strip()) == kept


def test_the_same_sentence_twice_is_kept_once():
    read = judge("Ik loop.", "ik loop.", '"Ik loop."')
    assert texts(read) == ["Ik loop."]
    assert len(read.invalid) == 2


def test_more_sentences_than_asked_are_cut_to_the_count():
    read = judge("Ik loop nu.", "Hij werkt.", "Hij loopt nu.", "Wij liepen gisteren.", count=2)
    assert texts(read) == ["Ik loop nu.", "Hij loopt nu."]


def test_fewer_sentences_than_asked_are_a_success():
    read = judge("Ik loop nu.", count=10)
    assert len(read.valid) == 1
    assert not read.failed


def test_no_valid_sentence_fails_the_verb_with_a_line_that_says_why():
    read = judge("Ik werk.", "Zij fietst.")
    assert read.valid == ()
    assert len(read.invalid) == 2
    failure = read.failed["lopen"]
    assert failure.error_type == "CONSTRAINT_VIOLATION"
    assert failure.message == "None of the 2 sentences can be used: The sentence holds no form of lopen."


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("<html>", "JSON_PARSE_ERROR"),
        (body("{"), "JSON_PARSE_ERROR"),
        (body("{}"), "MISSING_REQUIRED_FIELD"),
        (body('{"sentences": "Ik loop."}'), "INVALID_DATA_TYPE"),
        (body('{"sentences": []}'), "CONSTRAINT_VIOLATION"),
        (body(None, refusal="No."), "REFUSED"),
        (body('{"sentences": ["Ik lo', finish="length"), "TRUNCATED"),
        (body("", finish="length"), "TRUNCATED"),
    ],
)
def test_a_reply_of_no_use_fails_the_verb_with_its_type(raw: str, error: str):
    read = interpret(Product.SENTENCES, [Asked("lopen", forms=LOPEN, count=10)], raw)
    assert read.failed["lopen"].error_type == error
    assert read.invalid == (read.failed["lopen"],)


def test_of_a_cut_off_reply_the_complete_sentences_are_kept():
    raw = body('{"sentences": ["Ik loop nu.", "Hij loopt nu.", "Wij lop', finish="length")
    read = interpret(Product.SENTENCES, [Asked("lopen", forms=LOPEN, count=10)], raw)
    assert texts(read) == ["Ik loop nu.", "Hij loopt nu."]
    assert not read.ask_again


def test_a_remark_on_the_set_hangs_on_the_sentence_it_is_about():
    read = judge("Ik loop elke dag naar school.", "Gisteren liepen wij ver.", "Hij loopt elke dag naar school.")
    assert "near-duplicate" not in [f.code for f in read.valid[0].findings]
    near = judge("Ik loop elke dag naar de grote school.", "Wij liepen ver.", "Ik liep elke dag naar de grote school.")
    assert "near-duplicate" in [f.code for f in near.valid[2].findings]
    assert "near-duplicate" not in [f.code for f in near.valid[0].findings]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_template_and_answer_of_every_valid_sentence_give_it_back(tail: str):
    read = judge(f"Ik loop {tail}")
    assert len(read.valid) + len(read.invalid) == 1
    for valid in read.valid:
        assert valid.analysis is not None
        sentence, parts = valid.payload["sentence"], valid.analysis["spans"]
        blanked, at = "", 0
        for start, end in parts:
            blanked += sentence[at:start] + "___"
            at = end
        assert valid.analysis["template"] == blanked + sentence[at:]
        assert valid.analysis["answer"] == " ".join(sentence[a:b] for a, b in parts)


# --- edits --------------------------------------------------------------------------------------------------


def test_a_persons_sentence_is_judged_by_the_same_rules():
    valid = check_sentence_payload("lopen", ' "Morgen loop ik." ', LOPEN, ["Ik loop."])
    assert valid.payload == {"sentence": "Morgen loop ik."}
    assert valid.form_key == "tt_ik"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("  ", "rule-empty"),
        ("Ik werk.", "rule-no-form"),
        ("ik LOOP. ", "rule-duplicate"),
        ("Ik **loop**.", "rule-markdown"),
        ("Ik\x00loop.", "rule-control-character"),
        ("Ik loop." * 100, "rule-too-long"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused_with_its_code(sentence: str, code: str):
    with pytest.raises(RuleViolation) as caught:
        check_sentence_payload("lopen", sentence, LOPEN, ["Ik loop."])
    assert caught.value.code == code
