"""An existing verb database read from a file: import(export(x)) == x, and each bad row says where and why."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.dutch import ANSWER_KEYS, FORM_FIELDS
from distiller.errors import InputError
from distiller.exporters.csv_file import write_csv
from distiller.exporters.jsonl import write_jsonl
from distiller.exporters.shapes import VERB_ROW_FIELDS, fill_in, verb_row
from distiller.importers.entry_texts import reason_text
from distiller.importers.verb_database import FillIn, RowError, VerbRow, gives_back, read_verb_database
from distiller.records import VerbKey

FORMS = dict(zip(FORM_FIELDS, ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"), strict=True))
SENTENCE = fill_in("Ik loop.", "Ik ___.", "loop", "tt_ik")


def row(**changes) -> dict:
    base = verb_row(
        "lopen", "", FORMS, [SENTENCE], model=None, job=None, reviewer=None, reviewed_at=None, committed=True
    )
    return {**base, **changes}


def read(path: Path) -> list[VerbRow | RowError]:
    return list(read_verb_database(path))


def read_text(tmp_path: Path, name: str, text: str | bytes) -> list[VerbRow | RowError]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


# --- the law ------------------------------------------------------------------------------------------------

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzéëïöü")
WORD = st.text(LETTERS, min_size=2, max_size=12)
VISIBLE = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Cn", "Mn", "Lo", "Lm"))
CELL = st.one_of(
    WORD, st.text(VISIBLE, max_size=20), st.sampled_from(["'s avonds", "'t", "=1+1", "-", '"a", b', "'=x"])
)


def composed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text).strip()


@st.composite
def sentences(draw) -> dict:
    before, answer, after = draw(CELL), draw(WORD), draw(CELL)
    before, after = before.replace("_", ""), after.replace("_", "")
    key = draw(st.sampled_from(ANSWER_KEYS))
    return fill_in(f"{before} {answer} {after}", f"{before} ___ {after}", answer, key)


@st.composite
def verbs(draw) -> dict:
    forms = {name: composed(draw(CELL)) for name in FORM_FIELDS[:6]}
    forms["tt_ik"] = draw(WORD)
    forms["vd_hulpwerkwoord"] = draw(st.sampled_from(["hebben", "zijn", ""]))
    infinitive = draw(st.sampled_from(["", "zich "])) + draw(WORD) + "en"
    sense = draw(st.sampled_from(["", "gebeuren", "een misdaad", "zijn"]))
    listed = draw(st.lists(sentences(), max_size=3))
    return verb_row(infinitive, sense, forms, listed, model="m", job=1, reviewer="x", reviewed_at=None, committed=True)


def as_imported(verb: dict, line: int) -> VerbRow:
    return VerbRow(
        VerbKey(verb["infinitive"], verb["sense"]),
        {name: verb[name] for name in FORM_FIELDS},
        tuple(FillIn(**s) for s in verb["sentences"]),
        line,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(verbs(), max_size=4, unique_by=lambda v: (v["infinitive"], v["sense"])))
def test_what_was_exported_is_imported_as_it_was(rows: list[dict]):
    with tempfile.TemporaryDirectory() as folder:
        jsonl, table = Path(folder) / "x.jsonl", Path(folder) / "x.csv"
        write_jsonl(rows, jsonl)
        write_csv(rows, table, VERB_ROW_FIELDS)
        assert read(jsonl) == [as_imported(v, i) for i, v in enumerate(rows, start=1)]
        from_csv = read(table)
        assert [(r.key, r.forms, r.sentences) for r in from_csv if isinstance(r, VerbRow)] == [
            (r.key, r.forms, r.sentences) for r in (as_imported(v, 0) for v in rows)
        ]
        assert len(from_csv) == len(rows)


# --- what is wrong, and where -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"infinitive": "l0pen"}, "infinitive", "digit"),
        ({"infinitive": ""}, "infinitive", "nothing-left"),
        ({"infinitive": 3}, "infinitive", "not-text"),
        ({"sense": "<b>"}, "sense", "bracket"),
        ({"tt_ik": "x" * 101}, "tt_ik", "rule"),
        ({"vd": "ge\u0000lopen"}, "vd", "rule"),
        ({"vd_hulpwerkwoord": "worden"}, "vd_hulpwerkwoord", "rule"),
        ({"sentences": "Ik loop."}, "sentences", "not-a-list"),
        ({"sentences": ["Ik loop."]}, "sentences[0]", "not-an-object"),
        ({"sentences": [{"text": "Ik loop."}]}, "sentences[0].template", "key-missing"),
        (
            {"sentences": [SENTENCE, {**SENTENCE, "answer_form_key": "ik"}]},
            "sentences[1].answer_form_key",
            "answer-key",
        ),
        ({"sentences": [{**SENTENCE, "template": "Ik loop."}]}, "sentences[0].template", "no-blank"),
        ({"sentences": [{**SENTENCE, "answer": "loopt"}]}, "sentences[0].template", "template"),
        ({"sentences": [{**SENTENCE, "text": "x" * 501}]}, "sentences[0].text", "rule"),
    ],
)
def test_a_bad_row_is_told_with_its_column_and_the_others_are_read(
    tmp_path: Path, changes: dict, column: str, reason: str
):
    lines = [json.dumps(r) for r in (row(infinitive="fietsen"), row(**changes), row(infinitive="werken"))]
    first, bad, last = read_text(tmp_path, "x.jsonl", "\n".join(lines))
    assert isinstance(first, VerbRow)
    assert isinstance(last, VerbRow)
    assert isinstance(bad, RowError)
    assert (bad.line, bad.column, bad.reason) == (2, column, reason)
    assert reason_text(bad, "nl")
    assert reason_text(bad, "en")


@pytest.mark.parametrize(
    "line",
    [
        '{"infinitive": "lopen"',
        '{"infinitive": NaN}',
        '{"infinitive": "lopen", "infinitive": "fietsen"}',
        '{"job": 1e400}',
        "[" * 10_000,
        '{"a":' * 5000 + "1" + "}" * 5000,
        '{"infinitive": "\\ud800"}',
        '{"job": ' + "9" * 10_000 + "}",
        "[1]",
        "lopen",
    ],
)
def test_json_that_cannot_be_trusted_costs_its_line_only(tmp_path: Path, line: str):
    bad, good = read_text(tmp_path, "x.jsonl", f"{line}\n{json.dumps(row())}\n")
    assert isinstance(bad, RowError)
    assert bad.line == 1
    assert bad.reason in ("not-json", "not-an-object")
    assert isinstance(good, VerbRow)


def test_an_endless_line_costs_itself_only(tmp_path: Path):
    bad, good = read_text(tmp_path, "x.jsonl", '{"x": "' + "a" * 3_000_000 + f'"}}\n{json.dumps(row())}\n')
    assert isinstance(bad, RowError)
    assert bad.reason == "line-too-long"
    assert isinstance(good, VerbRow)
    assert good.line == 2


def test_a_verb_that_is_there_twice_is_told_with_its_first_line(tmp_path: Path):
    _, bad = read_text(tmp_path, "x.jsonl", f"{json.dumps(row())}\n{json.dumps(row(tt_ik='x'))}\n")
    assert isinstance(bad, RowError)
    assert (bad.line, bad.reason, bad.params["first"]) == (2, "doubled", 1)


HEADER = ",".join(("infinitive", *FORM_FIELDS))
CELLS = ",".join(("lopen", *FORMS.values()))


def test_a_csv_of_another_program_needs_the_infinitive_and_the_seven_fields_only(tmp_path: Path):
    text = f"{HEADER}\r\n{CELLS}\r\n".replace(",", ";")
    (verb,) = read_text(tmp_path, "x.csv", text.encode("cp1252"))
    assert verb == VerbRow(VerbKey("lopen"), FORMS, (), 2)


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        (f"{HEADER.replace('vd,', '')}\n{CELLS}", 1, "vd", "column-missing"),
        (f"{HEADER},vd\n{CELLS},x", 1, "vd", "column-doubled"),
        (f"{HEADER}\n{CELLS},x", 2, "", "cells"),
        (f"{HEADER}\n\n{CELLS.replace('hebben', 'worden')}", 3, "vd_hulpwerkwoord", "rule"),
        (f"{HEADER},sentences\n{CELLS},[NaN]", 2, "sentences", "not-json"),
        (f"{HEADER}\n{CELLS.replace('liep,', chr(34) + 'liep,')}", 2, "", "csv"),
        (f"{HEADER}\n{CELLS.replace('liep,', 'l' + chr(0) + 'iep,')}", 2, "vt_ev", "rule"),
        (f"{HEADER}\n{CELLS.replace('liep,', 'x' * 140_000 + ',')}", 2, "", "csv"),
        ("", 1, "infinitive", "column-missing"),
    ],
)
def test_a_bad_csv_says_where(tmp_path: Path, text: str, line: int, column: str, reason: str):
    (bad,) = read_text(tmp_path, "x.csv", text)
    assert isinstance(bad, RowError)
    assert (bad.line, bad.column, bad.reason) == (line, column, reason)


def test_a_file_that_is_not_there_is_told_with_its_name(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read(tmp_path / "weg.jsonl")
    assert caught.value.code == "input-file-missing"


def test_a_sentence_without_a_key_is_an_example(tmp_path: Path):
    example = fill_in("Loop door!", "Loop door!", "", None)
    (verb,) = read_text(tmp_path, "x.jsonl", json.dumps(row(sentences=[example])))
    assert isinstance(verb, VerbRow)
    assert verb.sentences == (FillIn("Loop door!", "Loop door!", "", None),)


def test_a_sentence_that_has_only_a_template_is_filled(tmp_path: Path):
    fills = [{"template": "Ik ___ je ___.", "answer": "bel op", "answer_form_key": "tt_ik"}]
    (verb,) = read_text(tmp_path, "x.jsonl", json.dumps(row(sentences=fills)))
    assert isinstance(verb, VerbRow)
    assert verb.sentences[0].text == "Ik bel je op."


@pytest.mark.parametrize(
    ("text", "template", "answer", "right"),
    [
        ("Ik bel je op.", "Ik ___ je ___.", "bel op", True),
        ("Ik bel je op.", "Ik ___ je ___.", "op bel", False),
        ("Ik bel je op.", "Ik ___ je op.", "bel", True),
        ("Ik bel je op", "Ik ___ je op.", "bel", False),
        ("Ik loop.", "Ik ___.", "", False),
        ("a" * 500, "___" * 100, "a", False),
    ],
)
def test_template_and_answer_give_back_the_sentence(text: str, template: str, answer: str, right: bool):
    assert gives_back(text, template, answer) is right
