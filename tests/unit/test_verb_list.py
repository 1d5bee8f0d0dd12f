"""The paste list: what a person has on the clipboard becomes verbs, and whatever does not says why."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.errors import InputError
from distiller.importers.entry_texts import ENTRY_TEXTS, reason_text
from distiller.importers.list_file import read_list_file
from distiller.importers.verb_list import read_verb_list
from distiller.records import VerbKey


def subjects(text: str) -> list[str]:
    return [key.subject for key in read_verb_list(text).keys]


def refusals(text: str) -> list[tuple[int, str]]:
    return [(e.line, e.reason) for e in read_verb_list(text).refused]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("lopen\nfietsen", ["lopen", "fietsen"]),
        ("lopen, fietsen;werken\twonen", ["lopen", "fietsen", "werken", "wonen"]),
        ("lopen\r\nfietsen\rwerken\x0bwonen", ["lopen", "fietsen", "werken", "wonen"]),
        ("• lopen\n- fietsen\n* werken\n– wonen\n-rennen", ["lopen", "fietsen", "werken", "wonen", "rennen"]),
        ("•\tlopen\no\tfietsen\n\uf0b7\twerken", ["lopen", "fietsen", "werken"]),
        ("1. lopen\n2) fietsen\n(3) werken\n4.wonen\n5.\tgaan", ["lopen", "fietsen", "werken", "wonen", "gaan"]),
        ("a. lopen\nb) fietsen", ["lopen", "fietsen"]),
        ("  Lopen  \nFIETSEN.", ["lopen", "fietsen"]),
        ("sms’en\ne‑mailen", ["sms'en", "e-mailen"]),
        ('‘lopen’\n"fietsen"\n“werken”', ["lopen", "fietsen", "werken"]),
        ("bĳten", ["bijten"]),
        ("beïnvloeden\nbei\u0308nvloeden\ncoöpereren", ["beïnvloeden", "coöpereren"]),
        ("lo\u200bpen\ufeff\nfiet\u00adsen", ["lopen", "fietsen"]),
        ("zich vergissen\nzich\u00a0 herinneren\nvergissen", ["zich vergissen", "zich herinneren", "vergissen"]),
        ("# een kop\nlopen", ["lopen"]),
        ("\n\n,,;\t\n  \n", []),
        ("", []),
    ],
)
def test_every_way_a_list_is_written_gives_its_verbs(text: str, verbs: list[str]):
    result = read_verb_list(text)
    assert [key.subject for key in result.keys] == verbs
    assert result.refused == ()


@pytest.mark.parametrize(
    "text",
    [
        "lopen (liep, gelopen)",
        "lopen (liep)",
        "lopen (gelopen)",
        "lopen (liep - gelopen)",
        "lopen (liep/gelopen)",
        "lopen (heeft gelopen)",
        "lopen (hij loopt)",
        "lopen – liep – gelopen",
        "lopen - liep - heeft gelopen",
        "lopen — liep, ",
        "lopen -",
        "lopen (sterk)",
        "lopen (h)",
        "lopen ()",
        "Lopen (Liep; heeft/is gelopen).",
    ],
)
def test_forms_and_notes_in_brackets_are_dropped(text: str):
    assert subjects(text) == ["lopen"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("voorkomen (gebeuren)", VerbKey("voorkomen", "gebeuren")),
        ("1. Voorkomen (Gebeuren)", VerbKey("voorkomen", "gebeuren")),
        ("plegen (een misdaad)", VerbKey("plegen", "een misdaad")),
        ("zich voordoen (zich gedragen)", VerbKey("zich voordoen", "zich gedragen")),
    ],
)
def test_one_word_or_phrase_in_brackets_is_the_sense(text: str, key: VerbKey):
    assert read_verb_list(text).keys == (key,)


def test_brackets_with_commas_and_separators_share_a_line():
    text = "lopen (liep, gelopen), voorkomen (gebeuren); fietsen"
    assert subjects(text) == ["lopen", "voorkomen (gebeuren)", "fietsen"]


def test_a_verb_with_and_without_sense_are_two_and_a_repeated_one_is_told_with_its_first_line():
    result = read_verb_list("voorkomen\nvoorkomen (gebeuren)\nlopen\nVoorkomen (gebeuren)\nlopen")
    assert [k.subject for k in result.keys] == ["voorkomen", "voorkomen (gebeuren)", "lopen"]
    assert [(e.line, e.text, e.params["first"]) for e in result.doubled] == [
        (4, "voorkomen (gebeuren)", 2),
        (5, "lopen", 3),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("l0pen", "digit"),
        ("lopen2", "digit"),
        ("lоpen", "foreign-letter"),  # Cyrillic о
        ("ｌｏｐｅｎ", "foreign-letter"),
        ("lopеn", "foreign-letter"),  # Cyrillic е
        ("vınden", "foreign-letter"),  # dotless i
        ("lo\x00pen", "control-character"),
        ("lo\x1bpen", "control-character"),
        ("naar huis gaan", "more-than-one-word"),
        ("zich zorgen maken", "more-than-one-word"),
        ("lopen - to walk", "more-than-one-word"),
        ("lopen – rennen", "more-than-one-word"),
        ("lopen/rennen", "character"),
        ("lopen!x", "character"),
        ("<b>lopen</b>", "character"),
        ("=lopen", "character"),
        ("lo--pen", "character"),
        ("•", "nothing-left"),
        ("1.", "nothing-left"),
        ("zich", "nothing-left"),
        ("...", "nothing-left"),
        ("x" * 101, "too-long"),
        ("x" * 10_000, "too-long"),
        ("é" * 101, "too-long"),
        ("lopen (liep", "bracket"),
        ("(zich) wassen", "bracket"),
        ("lopen (a (b))", "bracket"),
        ("lopen (<i>)", "bracket"),
        ("lopen (gebeuгen)", "bracket"),  # Cyrillic г in the sense
        ("lopen (" + "x" * 61 + ")", "bracket"),
    ],
)
def test_what_cannot_be_an_infinitive_is_refused_with_its_reason(text: str, reason: str):
    result = read_verb_list(f"fietsen\n{text}\nwerken")
    assert [(e.line, e.reason) for e in result.refused] == [(2, reason)]
    assert subjects(f"fietsen\n{text}\nwerken") == ["fietsen", "werken"]
    assert len(result.refused[0].text) <= 60
    for language in ("nl", "en"):
        assert reason_text(result.refused[0], language)


def test_a_word_of_a_hundred_letters_is_taken():
    assert subjects("x" * 99 + "n") == ["x" * 99 + "n"]


def test_a_word_that_does_not_end_in_n_is_taken_with_a_warning():
    result = read_verb_list("hond\nlopen")
    assert [k.infinitive for k in result.keys] == ["hond", "lopen"]
    assert [(e.line, e.text, e.reason) for e in result.warned] == [(1, "hond", "not-ending-in-n")]


def test_forms_behind_their_verb_are_taken_with_a_warning():
    """A list of principal parts would be paid for as three verbs; the person sees it before the start."""
    result = read_verb_list("lopen, liep, gelopen\nfietsen, werken\nliep")
    assert [(e.line, e.text, e.reason) for e in result.warned] == [(1, "liep", "form-of"), (1, "gelopen", "form-of")]
    assert read_verb_list("gaan, geven, geloven").warned == ()


def test_a_hundred_thousand_lines_are_read_at_once():
    letters = "abcdefghijklmnopqrst"
    lines = [f"• Ver{''.join(letters[(i // 20**k) % 20] for k in range(5))}en" for i in range(100_000)]
    started = time.perf_counter()
    result = read_verb_list("\n".join(lines))
    assert len(result.keys) == 100_000
    assert time.perf_counter() - started < 3, "meant to be below 1.5 s on an idle machine"


@pytest.mark.parametrize("text", ["lopen\n" * 100_001, "lopen," * 100_001])
def test_more_than_a_hundred_thousand_are_refused_as_a_whole(text: str):
    with pytest.raises(InputError, match="100000") as caught:
        read_verb_list(text)
    assert caught.value.code == "input-too-many-lines"


@pytest.mark.parametrize("piece", ["1.", "(", "-", "((", "a)", "lopen (", "'", "zich "])
def test_a_long_line_of_nothing_takes_no_time(piece: str):
    started = time.perf_counter()
    read_verb_list(piece * 200_000)
    assert time.perf_counter() - started < 3


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises_and_every_verb_could_be_pasted_again(text: str):
    """What comes out of a list goes into a list: the subjects are read back as they are."""
    result = read_verb_list(text)
    again = read_verb_list("\n".join(key.subject for key in result.keys))
    assert again.keys == result.keys
    for entry in (*result.doubled, *result.refused, *result.warned):
        assert reason_text(entry, "nl")
        assert reason_text(entry, "en")


def test_every_reason_has_both_languages():
    for texts in ENTRY_TEXTS.values():
        assert set(texts) == {"nl", "en"}


# --- files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(encoding: str):
    data = "beïnvloeden\r\nsms’en\r\n".encode(encoding)
    assert subjects(read_list_file("lijst.txt", data)) == ["beïnvloeden", "sms'en"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00", b"\xff\xfe\x00\xd8", bytes(range(256))]
)
def test_a_binary_file_is_refused_in_one_sentence(data: bytes):
    with pytest.raises(InputError) as caught:
        read_list_file("foto.txt", data)
    assert caught.value.code == "input-not-text"
    assert "foto.txt" in caught.value.sentence("nl")


def test_a_file_above_ten_megabytes_is_refused():
    with pytest.raises(InputError) as caught:
        read_list_file("lijst.txt", b"lopen\n" * 2_000_000)
    assert caught.value.code == "input-file-too-large"


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ('infinitive,note\nlopen,"a, b"\nfietsen,x\n', ["lopen", "fietsen"]),
        ("nr;Infinitief;nl\n1;lopen;x\n2;fietsen;y\n", ["lopen", "fietsen"]),
        ("infinitive\tsense\nvoorkomen\tgebeuren\nlopen\t\n", ["voorkomen (gebeuren)", "lopen"]),
        ("lopen;liep;gelopen\nfietsen;fietste;gefietst\n", ["lopen", "fietsen"]),
        ("lopen,fietsen,werken\n", ["lopen", "fietsen", "werken"]),
        ("lopen\n\nfietsen\n", ["lopen", "fietsen"]),
    ],
)
def test_of_a_csv_the_column_of_infinitives_is_read(text: str, verbs: list[str]):
    assert subjects(read_list_file("lijst.CSV", text.encode())) == verbs


def test_line_numbers_of_a_csv_are_those_of_the_file():
    text = read_list_file("lijst.csv", b'infinitive,note\nlopen,"two\nlines"\nl0pen,\n')
    assert refusals(text) == [(4, "digit")]
