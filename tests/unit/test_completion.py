"""Reading a chat completion: total on any text, nothing assumed of the endpoint."""

import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from distiller.completion import read_completion, split_reasoning
from distiller.records import Usage
from distiller.redaction import redact

GOOD = {
    "model": "m",
    "choices": [{"message": {"role": "assistant", "content": "{}"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 2}},
}


def body(**message) -> str:
    return json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]})


def test_a_completion_as_documented():
    """Content, reason, tokens, model."""
    read = read_completion(json.dumps(GOOD))
    assert (read.content, read.finish_reason, read.problem, read.model) == ("{}", "stop", None, "m")
    assert read.usage == Usage(7, 3, 2)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("", "empty"),
        ("<!doctype html><html>", "web page"),
        ("\ufeff  <html>", "web page"),
        ('data: {"choices": []}', "stream of events"),
        ("hello", "not JSON"),
        ('{"choices": [', "not JSON"),
        ('{"choices": NaN}', "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[]", "JSON list"),
        ("3", "JSON number"),
        ("null", "JSON null"),
        ("9" * 5000, "not JSON"),
        ("{}", "no choices"),
        ('{"choices": null}', "no choices"),
        ('{"choices": []}', "no choices"),
        ('{"choices": {"0": 1}}', "no choices"),
        ('{"choices": [null]}', "without a message"),
        ('{"choices": [{"text": "old"}]}', "without a message"),
        ('{"error": {"message": "upstream failed"}}', "upstream failed"),
        ('{"error": "busy"}', "busy"),
        ('{"error": {"code": 5}, "choices": null}', "reported an error"),
    ],
)
def test_what_is_no_completion_gets_one_sentence(raw, says):
    """Never an exception; the sentence says what came instead."""
    read = read_completion(raw)
    assert says in read.problem
    assert read.content is None


@given(st.text())
def test_any_text_is_answered(raw):
    """Total."""
    read = read_completion(raw)
    assert read.problem or read.content is not None or read.refusal is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["choices", "message", "content", "usage", "error", "model"]), inner)
    ),
)


@given(JSON)
def test_any_json_is_answered_with_text_that_can_be_stored(value):
    """Whatever the shape: content is text in UTF-8 or nothing."""
    read = read_completion(json.dumps(value))
    for part in (read.content, read.refusal, read.reasoning, read.problem, read.model, read.finish_reason):
        if part is not None:
            part.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "reasoning", "answer"),
    [
        ('<think>hm</think>\n{"a": 1}', "hm", '{"a": 1}'),
        ('  <think>hm\nhm</think>{"a": 1}', "hm\nhm", '{"a": 1}'),
        ('hm</think>{"a": 1}', "hm", '{"a": 1}'),  # the endpoint swallowed the opening tag
        ("<think>cut off in the mid", "cut off in the mid", ""),
        ('{"a": "</think>"}', None, '{"a": "</think>"}'),  # the answer itself speaks of tags
        ("plain", None, "plain"),
        (None, None, None),
    ],
)
def test_reasoning_is_kept_apart(content, reasoning, answer):
    """A think block is not part of the answer."""
    assert split_reasoning(content) == (reasoning, answer)


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content"])
def test_a_reasoning_field_is_read(field):
    """Two spellings are in use."""
    assert read_completion(body(content="{}", **{field: "because"})).reasoning == "because"


def test_content_in_parts_is_joined():
    """Some endpoints send a list."""
    parts = [{"type": "text", "text": "a"}, {"type": "image"}, {"type": "text", "text": "b"}]
    assert read_completion(body(content=parts)).content == "ab"


def test_a_refusal_is_no_content():
    """And an empty refusal is none."""
    refused = read_completion(body(content=None, refusal="no"))
    assert (refused.content, refused.refusal) == (None, "no")
    assert read_completion(body(content="{}", refusal="")).refusal is None


@pytest.mark.parametrize(
    "usage", [None, [], {}, {"prompt_tokens": "7"}, {"prompt_tokens": -1}, {"prompt_tokens": 1e400}]
)
def test_tokens_that_were_not_counted_are_unknown(usage):
    """Never 0 for unknown."""
    assert read_completion(json.dumps({**GOOD, "usage": usage}).replace("Infinity", "1e400")).usage == Usage()


def test_a_lone_surrogate_becomes_a_replacement_character():
    """No database could store it; a real pair stays whole."""
    read = read_completion('{"choices":[{"message":{"content":"a\\ud800b \\ud83d\\ude00"}}]}')
    assert read.content == "a\ufffdb 😀"


def test_redaction_takes_the_exact_key_and_nothing_else():
    """The longest first, so that no tail of a longer key is left."""
    keys = ("sk-abcdef-long", "sk-abcdef")
    assert redact("a sk-abcdef-long b sk-abcdef c sk-abc", keys) == "a [key removed] b [key removed] c sk-abc"


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="\"'\\"), min_size=8, max_size=30),
    st.integers(0, 3),
    st.booleans(),
)
@example("0000000u", 0, True)  # the letter that escapes begin with
def test_a_key_is_found_however_json_spells_it(key, depth, ascii_escapes):
    """Escaped once, twice, or as code points: what is parsed out of the stored text never holds it."""
    spelled = "".join(f"\\u{ord(c):04X}" for c in key) if ascii_escapes else json.dumps(key)[1:-1]
    for _ in range(depth):
        spelled = json.dumps(spelled)[1:-1]
    text = redact(f'{{"a": "x {spelled} y"}}', [key])
    for _ in range(depth + 1):
        text = str(json.loads(text)["a"]) if text.startswith("{") else json.loads(f'"{text}"')
        assert key not in text
    assert text == "x [key removed] y"


@pytest.mark.parametrize("hostile", ["\\" * 1_000_000, "sk-abcdef\\" * 100_000, "\\u0073" * 200_000])
def test_redaction_takes_linear_time(hostile):
    """A reply of megabytes of backslashes is no way to stop the program."""
    started = time.perf_counter()
    redact(hostile, ["sk-abcdefghij"])
    assert time.perf_counter() - started < 2
