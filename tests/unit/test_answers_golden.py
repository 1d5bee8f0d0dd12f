"""When two answers are the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.records import GoldenMatch
from distiller.validate.golden import answer_key, golden_match, normal_text

EXACT, NORMALISED, DIFFERS = GoldenMatch.EXACT, GoldenMatch.NORMALISED, GoldenMatch.DIFFERS

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=3), parts, max_size=3),
    max_leaves=6,
)
numbers = st.from_regex(r"[+−-]?[0-9.,]{1,12}(e[+-]?[0-9]{1,2})?", fullmatch=True)
texts = st.text(max_size=12) | numbers | st.text(alphabet="aAeEéÉıİßſ  \t\n²½ﬁ１٣.,-'", max_size=8)


@pytest.mark.parametrize(
    ("answer", "golden", "match"),
    [
        ("Paris", "Paris", EXACT),
        ("paris ", "Paris", NORMALISED),
        ("New\n  York", "new york", NORMALISED),
        ("１２", "12", NORMALISED),
        ("1,234.50", "1234.5", NORMALISED),
        ("1.234,50", "1234.5", NORMALISED),
        ("1,234,567", "1234567", NORMALISED),
        ("1.234.567", "1234567", NORMALISED),
        ("3,5", "3.5", NORMALISED),
        ("1e3", "1000", NORMALISED),
        ("1.5E-2", "0.015", NORMALISED),
        ("+5", "5", NORMALISED),
        ("−5", "-5.0", NORMALISED),
        (".5", "0.5", NORMALISED),
        ("0", "-0.00", NORMALISED),
        ("1.234", "1234", DIFFERS),
        ("1,234", "1.234", DIFFERS),
        ("1.234", "1.2340", DIFFERS),
        ("007", "7", DIFFERS),
        ("10²", "102", DIFFERS),
        ("x₂", "x2", DIFFERS),
        ("½", "1/2", DIFFERS),
        ("1.2.3", "1.2.30", DIFFERS),
        ("5", "five", DIFFERS),
        ("", "x", DIFFERS),
        ("1e999999999", "1e99999999", DIFFERS),
    ],
)
def test_texts_are_compared_by_what_they_say(answer: str, golden: str, match: GoldenMatch) -> None:
    """Numbers by value where the spelling has one meaning; case and white space never count."""
    assert golden_match(answer, golden, False) is match
    assert golden_match(golden, answer, False) is match
    assert (answer_key(answer) == answer_key(golden)) is (match is not DIFFERS)


@pytest.mark.parametrize(
    ("answer", "golden", "match"),
    [
        ({"a": 1, "b": [True]}, '{"b": [true], "a": 1}', EXACT),
        ({"a": 1.0}, '{"a": 1}', NORMALISED),
        ({"a": "Yes "}, '{"a": "yes"}', NORMALISED),
        (1000, "1e3", NORMALISED),
        ({"a": "5"}, '{"a": 5}', DIFFERS),
        ({"a": 1}, '{"a": true}', DIFFERS),
        ({"a": 0}, '{"a": false}', DIFFERS),
        ({"a": None}, "{}", DIFFERS),
        ([1, 2], "[2, 1]", DIFFERS),
        ({"A": 1}, '{"a": 1}', DIFFERS),
        ("Paris", '"Paris"', EXACT),
        ("Paris", "paris", NORMALISED),
    ],
)
def test_json_is_compared_by_value(answer: Any, golden: str, match: GoldenMatch) -> None:
    """The order of keys never counts, that of a list does; text and numbers stay apart."""
    assert golden_match(answer, golden, True) is match


@given(json_values)
def test_every_value_is_its_own_golden_answer(value: Any) -> None:
    """Reflexive, whatever the value is."""
    assert golden_match(value, json.dumps(value), True) is EXACT


@given(json_values, json_values)
def test_json_matches_are_symmetric_and_keys_say_the_same(one: Any, other: Any) -> None:
    """Two keys are equal exactly where the values match."""
    match = golden_match(one, json.dumps(other), True)
    assert golden_match(other, json.dumps(one), True) is match
    assert (answer_key(one) == answer_key(other)) is (match is not DIFFERS)


@given(texts, texts)
def test_text_matches_are_symmetric_and_keys_say_the_same(one: str, other: str) -> None:
    """The same for texts, odd letters and numbers among them."""
    match = golden_match(one, other, False)
    assert golden_match(other, one, False) is match
    assert (answer_key(one) == answer_key(other)) is (match is not DIFFERS)


@given(texts)
def test_case_and_white_space_never_count(text: str) -> None:
    """Upper case where it is only that, and white space of any kind around and between."""
    assert normal_text(f"  {text}\n") == normal_text(text)
    assert normal_text(text.replace(" ", " \t ")) == normal_text(text)
    if text.isascii():
        assert normal_text(text.upper()) == normal_text(text.lower())


@given(st.integers(), st.integers(0, 6))
def test_a_number_has_one_key_however_it_is_written(number: int, zeros: int) -> None:
    """With groups, with a fraction of zeros, as a float where that is exact."""
    plain = str(number)
    spellings = {plain, f"{plain}.{'0' * (zeros or 1)}" if zeros != 3 else plain, f"{number}e0"}
    if abs(number) >= 10**6:
        spellings |= {f"{number:,}", f"{number:,}".replace(",", ".")}
    assert len({answer_key(s) for s in spellings}) == 1
    if abs(number) < 2**53:
        assert answer_key(number) == answer_key(float(number))
