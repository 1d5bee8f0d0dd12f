"""Files that people send: every one gives its rows, or says where and why not; no row costs its neighbours."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.errors import InputError
from distiller.importers.questions import csv_rows, json_cutter, source
from distiller.importers.questions.opening import Questions
from distiller.importers.questions.source import Format, Problem, Row, Source

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def read(path: Path, form: Format, data: bytes | str, **options: Any) -> tuple[list[tuple[int, Any]], list[Problem]]:
    """The (line, question) of each row of a file, and the problems."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    opened = Questions(Source(form, path, **options), {})
    try:
        rows, problems = [], []
        for row in opened:
            if isinstance(row, Problem):
                problems.append(row)
                assert "{" not in row.sentence("nl") + row.sentence("en")
            else:
                rows.append((row.line, row.values[2]))
        return rows, problems
    finally:
        opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Where the file of a test goes."""
    return tmp_path / "file"


# --- CSV --------------------------------------------------------------------------------------------------------

HOSTILE_CSV: list[tuple[str, bytes | str, list[tuple[int, str]], list[tuple[int, str]]]] = [
    ("plain", "question,golden\na,1\nb,2\n", [(2, "a"), (3, "b")], []),
    ("BOM", codecs.BOM_UTF8 + b"question,golden\na,1\n", [(2, "a")], []),
    ("UTF-16", "question,golden\nà,1\n".encode("utf-16"), [(2, "à")], []),
    ("Latin-1", "question,golden\ncafé,1\n".encode("latin-1"), [(2, "café")], []),
    ("semicolons", "question;golden\na,b;1\nc,d;2\n", [(2, "a,b"), (3, "c,d")], []),
    ("tabs", "question\tgolden\na\t1\n", [(2, "a")], []),
    ("old Mac line ends", "question,golden\ra,1\rb,2\r", [(2, "a"), (3, "b")], []),
    ("Windows line ends", "question,golden\r\na,1\r\n\r\nb,2", [(2, "a"), (4, "b")], []),
    (
        "one column of sentences",
        "question\nWho, what?\nWhere, and when?\n",
        [(2, "Who, what?"), (3, "Where, and when?")],
        [],
    ),
    ("line ends within quotes", 'question,golden\n"a\nb",1\nc,2\n', [(2, "a\nb"), (4, "c")], []),
    ("too few cells", "question,golden\na\nb,2\n", [(3, "b")], [(2, "cells")]),
    ("too many cells", "question,golden\na,1,2\nb,2\n", [(3, "b")], [(2, "cells")]),
    ("empty cells behind", "question,golden\na,1,,\n,,\nb,2\n", [(2, "a"), (4, "b")], []),
    ("text behind a quote", 'question,golden\n"a"x,1\nb,2\n', [(3, "b")], [(2, "csv")]),
    (
        "a broken row and its rest",
        'question,golden\n"a "x" y\nz",1\nb,2\n',
        [(4, "b")],
        [(2, "csv"), (3, "csv-behind")],
    ),
    ("a quote that never ends", 'question,golden\n"a,1\nb,2\nc,3\n', [(3, "b"), (4, "c")], [(2, "csv")]),
    ("a field of 200,000", f"question,golden\n{'x' * 200_000},1\nb,2\n", [(3, "b")], [(2, "csv")]),
    ("no header", "1,Who is it?\n2,Where is it?\n", [], []),
]


@pytest.mark.parametrize(
    ("data", "rows", "problems"), [t[1:] for t in HOSTILE_CSV[:-1]], ids=[t[0] for t in HOSTILE_CSV[:-1]]
)
def test_each_row_of_a_csv_is_read_or_told_with_its_line(path: Path, data: Any, rows: Any, problems: Any) -> None:
    """Whatever program saved it."""
    found, told = read(path, Format.CSV, data)
    assert found == rows
    assert [(p.line, p.reason) for p in told] == problems


def test_a_line_without_end_is_not_held_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, and what follows is read."""
    monkeypatch.setattr(csv_rows, "ROW_BYTES_MOST", 1000)
    rows, problems = read(path, Format.CSV, f"question,golden\n{'x' * 5000},1\nb,2\n")
    assert (rows, [(p.line, p.reason) for p in problems]) == ([(3, "b")], [(2, "row-too-large")])


def test_rereading_lines_has_an_end(path: Path) -> None:
    """A file of quotation marks takes no longer than any other."""
    text = "question,golden\n" + '"a\n' * 3 + 'x"y"' * 3 + ('"b"c\n"d\n' * 2000)
    _, problems = read(path, Format.CSV, text)
    assert problems[-1].reason in ("csv-rest", "csv", "csv-behind")


def test_a_csv_without_header_has_numbered_columns(path: Path) -> None:
    """They are mapped by number."""
    path.write_text("7,Who is it?\n8,Where is it?\n")
    opened = Questions(Source(Format.CSV, path), {"question": "2", "json_id": "1"})
    assert [list(row.values[:3]) for row in opened if isinstance(row, Row)] == [
        ["7", None, "Who is it?"],
        ["8", None, "Where is it?"],
    ]
    opened.close()


@pytest.mark.parametrize(
    ("options", "data", "code"),
    [
        ({"encoding": "utf-8"}, "question\ncafé\n".encode("latin-1"), "import-encoding"),
        ({"encoding": "klingon"}, b"question\na\n", "input-bad-value"),
        ({"encoding": "zip"}, b"question\na\n", "input-bad-value"),
        ({"delimiter": "ab"}, b"question\na\n", "input-bad-value"),
        ({}, b"", "import-empty"),
        ({}, b"\n\n", "import-empty"),
        ({}, b"colour,size\nred,1\n", "import-no-question"),
        ({}, b"question,question\na,b\n", "import-no-question"),
    ],
)
def test_a_csv_that_cannot_be_read_at_all_says_why(path: Path, options: Any, data: bytes, code: str) -> None:
    """One sentence."""
    with pytest.raises(InputError) as caught:
        read(path, Format.CSV, data, **options)
    assert caught.value.code == code


@given(
    st.lists(st.tuples(TEXT.filter(str.strip), TEXT), min_size=1, max_size=8), st.sampled_from([",", ";", "\t", "|"])
)
def test_what_is_written_as_csv_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: Any, delimiter: str
) -> None:
    """Letter by letter, whatever the texts hold."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows([("question", "golden_answer"), *rows])
    path = tmp_path_factory.getbasetemp() / "law.csv"
    path.write_bytes(file.getvalue().encode())
    opened = Questions(Source(Format.CSV, path, delimiter=delimiter, header=True), {})
    found = [list(row.values[2:4]) if isinstance(row, Row) else row for row in opened]
    opened.close()
    assert found == [list(row) for row in rows]


# --- JSON -------------------------------------------------------------------------------------------------------

NEIGHBOURS = '{"question": "before"}', '{"question": "after"}'
BAD_ROWS = [
    ('{"question": "a", "question": "b"}', "not-json"),
    ('{"question": "a", "meta": {"x": 1, "x": 2}}', "not-json"),
    ('{"question": "a", "score": NaN}', "not-json"),
    ('{"question": "a", "score": Infinity}', "not-json"),
    ('{"question": "a", "score": 1e400}', "not-json"),
    (r'{"question": "\ud800"}', "not-json"),
    ('{"question": "a", "deep": ' + "[" * 100 + "]" * 100 + "}", "not-json"),
    ('"only text"', "not-an-object"),
    ("17", "not-an-object"),
    ('["a"]', "not-an-object"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS, ids=[r[0][:40] for r in BAD_ROWS])
def test_a_bad_row_of_json_costs_only_itself(path: Path, row: str, reason: str) -> None:
    """In an array and in lines."""
    for data, line in (
        ("[" + ",\n".join((NEIGHBOURS[0], row, NEIGHBOURS[1])) + "]", 2),
        ("\n".join((NEIGHBOURS[0], row, NEIGHBOURS[1])), 2),
    ):
        rows, problems = read(path, Format.JSON, data)
        assert [text for _, text in rows] == ["before", "after"]
        assert [(p.line, p.reason) for p in problems] == [(line, reason)]


@pytest.mark.parametrize(
    ("data", "read_before", "words"),
    [
        ('[{"question": "a"}, {"question": ', ["a"], "ends"),
        ('[{"question": "a"}, {"question": "b"', ["a"], "ends"),
        ('[{"question": "a"}', ["a"], "ends"),
        ('[{"question": "a"} {"question": "b"}]', ["a"], "comma"),
        ('[{"question": "a"},]', ["a"], "value"),
        ('[{"question": "a"}, {"x": [1}, {"question": "c"}]', ["a"], "bracket"),
        ('[{"question": "a"}] [1]', ["a"], "follows"),
        ('{"items": [{"question": "a"}], "items": []}', ["a"], "twice"),
        ('{"items": [{"question": "a"}]', ["a"], "ends"),
        ('{"items": [{"question": "a"}],}', ["a"], "key"),
    ],
)
def test_a_broken_document_is_told_with_line_and_column(path: Path, data: str, read_before: Any, words: str) -> None:
    """What stood before the break is read."""
    rows, problems = read(path, Format.JSON, data)
    assert [text for _, text in rows] == read_before
    (problem,) = problems
    assert problem.reason == "json-rest"
    assert problem.line == 1
    assert words in problem.sentence("en")


@pytest.mark.parametrize(
    ("data", "at", "found"),
    [
        ('{"data": {"n": [1, 2], "items": [{"question": "a"}]}}', "", "data.items"),
        ('{"data": {"n": [1, 2], "items": [{"question": "a"}]}}', "data.items", "data.items"),
        ('{"other": [{"question": "b"}], "items": [{"question": "a"}]}', "items", "items"),
        ('[{"question": "a"}]', "", ""),
        ('{"é": "[{", "items": [{"question": "a"}]}', "", "items"),
    ],
)
def test_the_array_is_found_or_named(path: Path, data: str, at: str, found: str) -> None:
    """By its path."""
    path.write_text(data, "utf-8")
    opened = Questions(Source(Format.JSON, path, at=at), {})
    assert opened.rows.found["path"] == found
    assert [row.values[2] for row in opened if isinstance(row, Row)] == ["a"]
    opened.close()


def test_no_array_is_said(path: Path) -> None:
    """With the path that was looked at."""
    with pytest.raises(InputError, match=r"data\.rows"):
        read(path, Format.JSON, '{"data": {"items": []}}', at="data.rows")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_in_other_encodings(path: Path, encoding: str) -> None:
    """With a byte-order mark."""
    assert read(path, Format.JSON, '[{"question": "à"}]'.encode(encoding))[0] == [(1, "à")]
    assert read(path, Format.JSON, '{"question": "à"}\n{"question": "b"}'.encode(encoding))[0] == [(1, "à"), (2, "b")]


def test_a_line_of_json_that_is_not_utf8_is_refused(path: Path) -> None:
    """And its neighbours are not."""
    rows, problems = read(path, Format.JSON, b'{"question": "a"}\n{"question": "\xe9"}\n{"question": "c"}\n')
    assert [text for _, text in rows] == ["a", "c"]
    assert [p.line for p in problems] == [2]


def test_long_numbers_keep_their_digits(path: Path) -> None:
    """An identifier of twenty digits is not rounded."""
    path.write_text('{"question": "a", "id": 12345678901234567891}\n{"question": "b", "id": 2}\n')
    opened = Questions(Source(Format.JSON, path), {})
    assert [row.values[0] for row in opened if isinstance(row, Row)] == [12345678901234567891, 2]
    opened.close()


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.lists(st.tuples(TEXT, JSON_VALUES), min_size=1, max_size=6),
    st.integers(1, 40),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_a_document_is_cut_the_same_wherever_its_parts_end(
    tmp_path_factory: pytest.TempPathFactory, rows: Any, size: int, indent: int | None, ascii_only: bool
) -> None:
    """Strings, escapes and numbers may lie across two parts."""
    data = [{"question": text, "meta": value} for text, value in rows]
    path = tmp_path_factory.getbasetemp() / "law.json"
    document = {"a": [1], "b": rows[0][1], "deep": {"items": data, "z": rows[0][1]}}
    path.write_text(json.dumps(document, indent=indent, ensure_ascii=ascii_only), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_cutter, "_PART", size)
        opened = Questions(Source(Format.JSON, path, at="deep.items"), {"golden_answer": "meta"})
        found = [list(row.values[2:4]) if isinstance(row, Row) else row for row in opened]
        opened.close()
    assert found == [[text, value] for text, value in rows]


def test_a_huge_row_of_json_is_not_held_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, and what follows is read."""
    monkeypatch.setattr(json_cutter, "ROW_BYTES_MOST", 1000)
    monkeypatch.setattr(json_cutter, "_PART", 100)
    big = json.dumps({"question": "x" * 5000})
    rows, problems = read(path, Format.JSON, f"[{NEIGHBOURS[0]}, {big}, {NEIGHBOURS[1]}]")
    assert [text for _, text in rows] == ["before", "after"]
    assert [p.reason for p in problems] == ["row-too-large"]


# --- XML --------------------------------------------------------------------------------------------------------


def test_xml_gives_attributes_and_children_as_fields(path: Path) -> None:
    """Of the elements at the path."""
    path.write_text(
        '<?xml version="1.0"?><x:root xmlns:x="urn:x"><n>1</n><x:questions>\n'
        '<x:question id="7"><text>Why &amp; how?</text><meta><topic>t</topic></meta></x:question>\n'
        '<x:question id="8" ><text><![CDATA[<b>]]></text></x:question></x:questions></x:root>'
    )
    opened = Questions(Source(Format.XML, path), {"category": "meta.topic"})
    rows = [row for row in opened if isinstance(row, Row)]
    assert [(row.line, *row.values[:3]) for row in rows] == [(2, "7", "t", "Why & how?"), (3, "8", None, "<b>")]
    assert [opened.rows.where(row) for row in rows] == ["root/questions/question[1]", "root/questions/question[2]"]
    opened.close()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('<!DOCTYPE r [<!ENTITY a "b">]><r><question>&a;</question></r>', "import-xml-dtd"),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><question>a</question></r>', "import-xml-dtd"),
        ("<r></r>", "import-no-element"),
        ("no xml at all", "import-not-xml"),
        ("", "import-not-xml"),
        ("<a>" * 100 + "</a>" * 100, "import-not-xml"),
        ('<?xml version="1.0" encoding="klingon"?><r><q>a</q></r>', "import-encoding"),
    ],
)
def test_xml_that_is_dangerous_or_none_is_refused(path: Path, data: str, code: str) -> None:
    """With a sentence."""
    with pytest.raises(InputError) as caught:
        read(path, Format.XML, data)
    assert caught.value.code == code, caught.value


def test_xml_that_breaks_off_gives_what_stood_before(path: Path) -> None:
    """With line and column of the break."""
    rows, problems = read(path, Format.XML, "<r>\n<q><question>a</question></q>\n<q><question>b</q></r>", at="r/q")
    assert rows == [(2, "a")]
    assert [(p.line, p.reason) for p in problems] == [(3, "xml")]


def test_an_element_without_end_is_not_held_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is what lies between rows."""
    monkeypatch.setattr("distiller.importers.questions.xml_rows.ROW_BYTES_MOST", 1 << 16)
    data = "<r><q><question>a</question></q><q><question>" + "b" * 300_000 + "</question></q></r>"
    rows, problems = read(path, Format.XML, data, at="r/q")
    assert [text for _, text in rows] == ["a"]
    assert [p.reason for p in problems] == ["xml-too-large"]


def test_the_bound_on_a_row_lets_its_fields_through() -> None:
    """Four texts of the greatest length, in the longest spelling."""
    assert source.ROW_BYTES_MOST > 5 * 100_000 * 6
