"""The commands' work on files: findings for form sets, and the table of measures, on small tables made for it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.dutch import FORM_FIELDS, conjugate
from distiller.dutch_evaluation import Measure, check_file, evaluate, wilson
from distiller.dutch_evaluation.measure import Target
from distiller.errors import InputError


def _write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _gold(verb, kind="weak", **changes):
    forms = {**conjugate(verb).forms, **changes}
    return {"infinitive": verb, **forms, "class": kind, "common": True}


def _found(measures, name):
    return next(measure for measure in measures if measure.name == name)


def test_the_sets_of_a_jsonl_file_are_checked_in_order(tmp_path):
    wrong = {**conjugate("leven").forms, "vt_ev": "leefte"}
    path = _write(tmp_path / "a.jsonl", [_gold("werken"), {"infinitive": "leven", "forms": wrong}])
    first, second = check_file(path)
    assert (first.line, first.infinitive, first.findings) == (1, "werken", ())
    assert [(f.field, f.code, f.expected) for f in second.findings] == [("vt_ev", "kofschip", ("leefde",))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_read_whatever_its_delimiter(tmp_path, delimiter):
    row = [*conjugate("opbellen").forms.values()]
    text = "\n".join(delimiter.join(cells) for cells in (["infinitive", *FORM_FIELDS], ["opbellen", *row]))
    path = tmp_path / "a.csv"
    path.write_text("\ufeff" + text, encoding="utf-8")
    (only,) = check_file(path)
    assert only.infinitive == "opbellen"
    assert not only.findings


@pytest.mark.parametrize("text", ["{", '{"infinitive": 3}', '{"infinitive": ""}', "[]\n", '{"infinitive": "lopen"}',
                                  "name\nlopen\n", '{"a": 1}\n[1]'])
def test_a_row_that_cannot_be_used_is_named(tmp_path, text):
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(check_file(path))
    assert "bad.jsonl, line" in caught.value.sentence("en")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.jsonl does not exist"):
        list(check_file(tmp_path / "none.jsonl"))


def test_gold_forms_are_counted_by_class_and_only_where_trusted(tmp_path):
    rows = [
        _gold("werken"),
        _gold("maken", vt_ev="mook"),
        {**_gold("praten", vt_ev="priet"), "trusted": {"vt_ev": False}},
        {**_gold("vallen", "strong"), "vd_hulpwerkwoord": "zijn"},
    ]
    measures = evaluate([_write(tmp_path / "f.jsonl", rows)])
    assert (_found(measures, "… weak").hits, _found(measures, "… weak").total) == (2, 3)
    assert _found(measures, "… weak").misses == ["maken: vt_ev maakte (gold mook)"]
    assert _found(measures, "… strong").reached
    assert _found(measures, "zijn found on verbs with zijn").hits == 1
    alarms = _found(measures, "right form sets called wrong")
    assert (alarms.hits, alarms.total, alarms.reached) == (1, 4, False)


def test_an_accepted_variant_counts_as_right(tmp_path):
    row = {**_gold("jagen"), "accept": {"vt_ev": ["joeg", "jaagde"], "vt_mv": ["joegen", "jaagden"]}}
    measures = evaluate([_write(tmp_path / "f.jsonl", [row])])
    assert _found(measures, "all six forms right").hits == 1
    variants = _found(measures, "accepted variants called wrong")
    assert (variants.hits, variants.total) == (0, 2)


def test_a_corruption_counts_as_caught_on_its_own_field_only(tmp_path):
    right = dict(conjugate("leven").forms)
    rows = [
        {"infinitive": "leven", "type": "kofschip", "fields": ["vt_ev"], "forms": {**right, "vt_ev": "leefte"},
         "expected": {"vt_ev": ["leefde"]}},
        {"infinitive": "leven", "type": "elsewhere", "fields": ["vd"], "forms": {**right, "vt_ev": "leefte"},
         "expected": {"vd": ["geleefd"]}},
    ]
    measures = evaluate([_write(tmp_path / "c.jsonl", rows)])
    caught = _found(measures, "corrupted form sets caught, on the right field")
    assert (caught.hits, caught.total) == (1, 2)
    assert _found(measures, "the expected form it names is right").total == 1
    assert _found(measures, "… errors made of existing words").total == 1  # geleefd is a word, leefte is none


def test_sentences_are_counted_by_key_span_and_error(tmp_path):
    forms = dict(conjugate("lopen").forms)
    right = {"infinitive": "lopen", "forms": forms, "sentence": "Loop jij morgen mee naar school?",
             "answer_form_key": "tt_jij", "accept_keys": ["tt_jij"], "spans": [[0, 4]], "inversion": True}
    wrong = {"infinitive": "lopen", "forms": forms, "sentence": "Loopt jij morgen naar school?",
             "claimed_key": "tt_jij", "type": "inversion_with_t"}
    unseen = {**wrong, "sentence": "Jij loopt morgen naar school.", "type": "nothing_wrong"}
    measures = evaluate([_write(tmp_path / "g.jsonl", [right]), _write(tmp_path / "e.jsonl", [wrong, unseen])])
    assert _found(measures, "answer key").reached
    assert _found(measures, "span exact").reached
    assert _found(measures, "`Loopt jij` caught").hits == 1
    macro = _found(measures, "sentence errors caught, macro over 2 kinds")
    assert macro.share == 0.5
    assert macro.reached is False


def test_a_row_of_no_known_kind_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"x\.jsonl, line 1"):
        evaluate([_write(tmp_path / "x.jsonl", [{"infinitive": "lopen"}])])


@pytest.mark.parametrize(("hits", "total", "low", "high"), [(0, 0, 0, 1), (10, 10, 0.722, 1), (81, 263, 0.255, 0.366)])
def test_the_wilson_interval(hits, total, low, high):
    """Against published values."""
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_interval(hits, more):
    measure = Measure("g", "n", Target(0.5), hits, hits + more)
    low, high = measure.interval
    assert 0 <= low <= high <= 1
    assert math.isnan(measure.share) or low <= measure.share <= high + 1e-9


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8))
def test_a_mean_over_kinds_lies_within_its_interval(pairs):
    kinds = {str(i): (hits, hits + more) for i, (hits, more) in enumerate(pairs)}
    measure = Measure("g", "n", kinds=kinds)
    low, high = measure.interval
    assert 0 <= low <= high <= 1
    assert math.isnan(measure.share) or low <= measure.share <= high
