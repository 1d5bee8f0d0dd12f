"""Exports: whole or not at all, harmless in a spreadsheet, and read back as they were."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.dutch import FORM_FIELDS
from distiller.errors import InputError
from distiller.exporters.atomic import atomic_file
from distiller.exporters.csv_file import csv_lines, escaped, unescaped, write_csv
from distiller.exporters.jsonl import jsonl_lines, write_jsonl
from distiller.exporters.shapes import SENTENCE_ROW_FIELDS, VERB_ROW_FIELDS, fill_in, sentence_row, verb_row

FORMS = dict(zip(FORM_FIELDS, ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"), strict=True))
SENTENCE = fill_in("'s Avonds loop ik.", "'s Avonds ___ ik.", "loop", "tt_ik")
PROVENANCE = {
    "model": "gpt-4o-mini",
    "job": 7,
    "reviewer": "local",
    "reviewed_at": datetime(2026, 11, 20, 13, 0, tzinfo=timezone(timedelta(hours=1))),
    "committed": True,
}


def test_a_verb_is_one_line_with_forms_sentences_and_where_it_comes_from():
    row = verb_row("lopen", "", FORMS, [SENTENCE], **PROVENANCE)
    assert tuple(row) == VERB_ROW_FIELDS
    (line,) = jsonl_lines([row])
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line) == {
        "infinitive": "lopen",
        "sense": "",
        **FORMS,
        "sentences": [SENTENCE],
        "model": "gpt-4o-mini",
        "job": 7,
        "reviewer": "local",
        "reviewed_at": "2026-11-20T12:00:00+00:00",
        "committed": True,
    }


def test_a_sentence_is_one_line_likewise():
    row = sentence_row("lopen", "", SENTENCE, **PROVENANCE)
    assert tuple(row) == SENTENCE_ROW_FIELDS
    assert row["text"] == "'s Avonds loop ik."


def test_what_is_unknown_stays_unknown():
    row = verb_row(
        "lopen", "", {"tt_ik": "loop"}, [], model=None, job=None, reviewer=None, reviewed_at=None, committed=False
    )
    assert row["vd"] == ""
    assert row["model"] is row["reviewed_at"] is None
    cells = b"".join(csv_lines([row], VERB_ROW_FIELDS)).decode("utf-8-sig").splitlines()[1]
    assert cells == "lopen,,loop,,,,,,,[],,,,,false"


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-x", "@a", "\t=x", "\rx", "\nx", " =1", "＝1", "'=1", "''@x"])
def test_a_cell_that_a_spreadsheet_would_run_is_escaped_and_read_back(cell: str):
    assert escaped(cell) == f"'{cell}"
    assert unescaped(escaped(cell)) == cell


@pytest.mark.parametrize("cell", ["'s avonds", "'t is laat", "’s ochtends", "lopen", "", "'", "''", "a=b"])
def test_an_apostrophe_that_belongs_to_the_word_stays(cell: str):
    assert escaped(cell) == unescaped(cell) == cell


@given(st.text())
def test_no_cell_is_active_and_every_cell_comes_back(cell: str):
    written = escaped(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescaped(written) == cell


def test_a_csv_opens_in_a_spreadsheet_with_its_letters(tmp_path: Path):
    path = tmp_path / "uit.csv"
    rows = [sentence_row("beïnvloeden", "", fill_in('Hij zei: "ja", é', "x", "y", None), **PROVENANCE)]
    assert write_csv(rows, path, SENTENCE_ROW_FIELDS) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbfinfinitive,")
    (read,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert read["infinitive"] == "beïnvloeden"
    assert read["text"] == 'Hij zei: "ja", é'
    assert read["answer_form_key"] == ""


def test_rows_are_written_as_they_come_and_counted(tmp_path: Path):
    path = tmp_path / "uit.jsonl"
    assert write_jsonl(({"n": n} for n in range(1000)), path) == 1000
    assert path.read_bytes().splitlines()[999] == b'{"n":999}'
    assert write_jsonl(iter(()), path) == 0
    assert path.read_bytes() == b""


def test_a_failure_half_way_leaves_the_old_file_whole(tmp_path: Path):
    path = tmp_path / "uit.jsonl"
    path.write_text("old")

    def rows():
        yield {"n": 1}
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        write_jsonl(rows(), path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["uit.jsonl"]


def test_a_reader_never_sees_half_a_file(tmp_path: Path):
    path = tmp_path / "uit.txt"
    with atomic_file(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_a_place_that_cannot_be_written_is_told_with_its_name(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        write_jsonl([], tmp_path / "missing" / "uit.jsonl")
    assert caught.value.code == "input-file-unwritable"
    assert "uit.jsonl" in caught.value.sentence("nl")


def test_a_time_is_written_in_utc():
    row = verb_row("lopen", "", FORMS, [], **{**PROVENANCE, "reviewed_at": datetime(2026, 1, 1, tzinfo=UTC)})
    assert row["reviewed_at"] == "2026-01-01T00:00:00+00:00"
