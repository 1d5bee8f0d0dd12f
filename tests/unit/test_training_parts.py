"""The parts that training data is made with: splits, duplicates, tokens, shapes, writers."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.errors import InputError
from distiller.exporters.atomic import atomic_files
from distiller.exporters.columns import Kind, arrow_schema
from distiller.exporters.examples import Example, Origin
from distiller.exporters.request import DatasetRequest
from distiller.exporters.seen import Seen
from distiller.exporters.split import Split, question_group, verb_group
from distiller.exporters.tokens import TokenTally, counter
from distiller.exporters.training_shapes import SHAPES, STYLED, shape_of
from distiller.exporters.writers import open_writer
from distiller.verb_work import Verdict, WorkFilter
from tests.support.trainers import CHECKERS

ORIGIN = Origin(1, 2, 3, "openai", "gpt-4o-mini", "answer-1", Verdict.APPROVED, "local", None)


def made(system: str = "Be brief.", rejected: str | None = "Six.", **more: Any) -> Example:
    return Example("answer", "#1", "", system, "How many legs?", "Eight.", ORIGIN, rejected, **more)


# --- splits


@given(st.text(), st.integers(0, 2**63 - 1))
def test_the_side_of_a_group_is_always_the_same(group: str, seed: int) -> None:
    """It depends on the name, the seed and the shares alone."""
    split = Split.parse("80/10/10", seed)
    assert split.part(group) == Split((80, 10, 10), seed).part(group)
    assert split.part(group) in split.parts


def test_the_shares_are_met_on_average() -> None:
    """Within two per cent of ten thousand."""
    split = Split.parse("80/10/10")
    counted = Counter(split.part(f"question:{number}") for number in range(10_000))
    assert abs(counted["train"] - 8000) < 200
    assert abs(counted["validation"] - 1000) < 100
    assert abs(counted["test"] - 1000) < 100


def test_another_seed_divides_otherwise() -> None:
    """Otherwise nobody could try a second split."""
    groups = [f"question:{number}" for number in range(200)]
    assert [Split.parse("50/50").part(g) for g in groups] != [Split.parse("50/50", 1).part(g) for g in groups]


def test_two_parts_have_no_third() -> None:
    """90/10 is train and validation; a share of nothing is no part."""
    assert Split.parse("90/10").parts == ("train", "validation")
    assert Split.parse("90/0/10").parts == ("train", "test")


@pytest.mark.parametrize(
    "text", ["", "80", "0/10", "100/0", "80/10/5/5", "80/-1", "80/x", "80/10.5", "８0/20", "9999999/1"]
)
def test_what_is_no_split_is_refused(text: str) -> None:
    """In one sentence that shows one."""
    with pytest.raises(InputError, match="80/10/10"):
        Split.parse(text)


def test_verbs_of_one_stem_belong_together() -> None:
    """Whatever stands before the stem, and whichever sense."""
    assert {verb_group(v) for v in ("lopen", "aflopen", "weglopen", "zich verlopen", "lopen (functioneren)")} == {
        "verb:lopen"
    }
    assert verb_group("werken") != verb_group("lopen")


def test_questions_with_the_same_words_belong_together() -> None:
    """Case, white space and the form of letters aside."""
    assert question_group("How  many\nlegs? ﬁve") == question_group("how many LEGS? five")
    assert question_group("How many arms?") != question_group("How many legs?")


# --- duplicates


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5) | st.sampled_from([4096 * n for n in range(9)])))
def test_a_word_is_new_once(words: list[int]) -> None:
    """As with a set; 0 and 1 are one word."""
    seen, expected = Seen(), set()
    for word in words:
        assert seen.add(word) == ((word or 1) not in expected)
        expected.add(word or 1)
    assert len(seen) == len(expected)


def test_the_table_grows_and_forgets_nothing() -> None:
    """Over several doublings."""
    seen = Seen()
    words = [number * 0x9E3779B97F4A7C15 % 2**64 for number in range(1, 20_000)]
    assert all(seen.add(word) for word in words)
    assert not any(seen.add(word) for word in words)


def test_examples_are_the_same_if_a_trainer_cannot_tell_them_apart() -> None:
    """Prompt and completion count; where it comes from does not, and neither is a border moved."""
    assert made().identity == made()._replace(origin=ORIGIN._replace(model="other")).identity
    assert made().identity != made()._replace(completion="Eight").identity
    assert made()._replace(system="a", user="bc").identity != made()._replace(system="ab", user="c").identity


# --- tokens


def test_tokens_are_counted_without_a_download() -> None:
    """The vocabulary comes with the program; special tokens in a text are text; lone surrogates are counted."""
    count = counter()
    assert count("") == 0
    assert count("hello world") == 2
    assert count("<|endoftext|>") > 1
    assert count("a\ud800") == count("a\ufffd")


def test_token_sums_and_spread() -> None:
    """Of all examples, prompt and completion together."""
    tally = TokenTally()
    for number in range(1, 101):
        tally.add(number, number)
    assert tally.summary() == {
        "prompt": 5050,
        "completion": 5050,
        "total": 10100,
        "per_example": {"mean": 101.0, "least": 2, "median": 100, "p95": 190, "most": 200},
    }
    assert TokenTally().summary()["per_example"] is None


# --- shapes


@pytest.mark.parametrize("shape", [s for s in SHAPES if s != "records"])
@pytest.mark.parametrize("style", ["messages", "text"])
@pytest.mark.parametrize("system", ["Be brief.", ""])
def test_a_row_is_what_its_trainer_documents(shape: str, style: str, system: str) -> None:
    """With and without system prompt; the same keys always, in the order of the columns."""
    columns, shaped = shape_of(shape, style)
    row = shaped(made(system))
    assert list(row) == list(columns)
    for check in CHECKERS[shape]:
        check(row)


def test_a_rejected_answer_is_labelled() -> None:
    """False is what not to do."""
    shaped = shape_of("kto")[1]
    assert shaped(made(good=False))["label"] is False
    assert shaped(made())["label"] is True


@pytest.mark.parametrize(
    ("what", "arguments"),
    [
        ("everything", {}),
        ("training", {"shape": "xml"}),
        ("training", {"status": "rejected"}),
        ("training", {"shape": "kto", "status": "all"}),
        ("preferences", {"shape": "alpaca"}),
        ("preferences", {"status": "undecided"}),
        ("answers", {"products": ["forms"]}),
        ("training", {"products": ["verses"]}),
        ("training", {"format": "xlsx"}),
        ("training", {"style": "prose"}),
        ("training", {"wanted": WorkFilter(min_agreement=2.0)}),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(what: str, arguments: dict[str, Any]) -> None:
    """Naming what there is, before anything is read."""
    with pytest.raises(InputError):
        DatasetRequest.make(what, **arguments)


def test_something_rejected_is_never_an_example_to_follow() -> None:
    """Whatever status is asked for; only records show it."""
    assert Verdict.REJECTED not in DatasetRequest.make("training", status="all").wanted.verdicts
    assert Verdict.REJECTED in DatasetRequest.make("answers", status="all").wanted.verdicts
    assert DatasetRequest.make("preferences").wanted.verdicts == {Verdict.APPROVED}


# --- writers

COLUMNS = {"name": Kind.TEXT, "number": Kind.WHOLE, "messages": Kind.MESSAGES}
ROW = {"name": "=één", "number": None, "messages": [{"role": "user", "content": "a\nb"}]}


def written(file_format: str, rows: list[dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    writer = open_writer(file_format, buffer, COLUMNS)
    for row in rows:
        writer.write(row)
    writer.close()
    assert (writer.rows, writer.file.size) == (len(rows), len(buffer.getvalue()))
    return buffer.getvalue()


@pytest.mark.parametrize("number", [0, 1, 3, 1200])
def test_json_is_one_list_of_the_rows(number: int) -> None:
    """Also of none, and of more than are held back."""
    assert json.loads(written("json", [ROW] * number)) == [ROW] * number
    assert [json.loads(line) for line in written("jsonl", [ROW] * number).splitlines()] == [ROW] * number


@pytest.mark.parametrize("number", [0, 1, 1200])
def test_csv_has_a_header_and_escaped_cells(number: int) -> None:
    """Also without rows."""
    text = written("csv", [ROW] * number).decode("utf-8-sig")
    assert text.startswith("name,number,messages\r\n")
    assert text.count("'=één") == number


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, {"name": None, "number": 2, "messages": []}] * 15_000])
def test_parquet_has_the_same_schema_whatever_the_rows(rows: list[dict[str, Any]]) -> None:
    """No column takes its type from the values that happen to be there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(written("parquet", rows)))
    assert table.schema.equals(arrow_schema(COLUMNS))
    assert table.to_pylist() == rows


def test_files_that_belong_together_appear_together(tmp_path: Path) -> None:
    """A failure in the last leaves the old ones; nothing half-written stays."""
    (tmp_path / "a").write_text("old")

    def write(*places: Path) -> None:
        with atomic_files() as files:
            for place in places:
                files.open(place).write(b"new")

    with pytest.raises(InputError):
        write(tmp_path / "a", tmp_path / "missing" / "b")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]
    with atomic_files() as files:
        files.open(tmp_path / "a").write(b"new")
        files.open(tmp_path / "b").write(b"too")
        assert (tmp_path / "a").read_text() == "old"
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a": "new", "b": "too"}


def test_styles_are_for_the_shapes_that_have_them() -> None:
    """The others look the same in both."""
    for shape in set(SHAPES) - set(STYLED):
        assert shape_of(shape, "text") == shape_of(shape, "messages")
