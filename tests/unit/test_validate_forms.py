"""Replies of product forms: whatever comes back, each verb gets its own verdict and nothing raises."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.dutch import FORM_FIELDS
from distiller.errors import ErrorType, RuleViolation
from distiller.records import Asked, Interpretation, Product
from distiller.validate import check_form_payload, interpret

VERBS: dict[str, tuple[str, ...]] = {
    "lopen": ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"),
    "fietsen": ("fiets", "fietst", "fietst", "fietste", "fietsten", "gefietst", "hebben"),
    "opbellen": ("bel op", "belt op", "belt op", "belde op", "belden op", "opgebeld", "hebben"),
}


def result(infinitive: str, **changes: Any) -> dict[str, Any]:
    forms = VERBS.get(infinitive.split(" (")[0].lower(), VERBS["lopen"])
    return {"infinitive": infinitive, **dict(zip(FORM_FIELDS, forms, strict=True)), **changes}


def without(part: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {k: v for k, v in part.items() if k not in keys}


def body(content: str | None, *, finish: str = "stop", model: str = "gpt-4o-mini", refusal: str | None = None) -> str:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return json.dumps({"model": model, "choices": [{"index": 0, "message": message, "finish_reason": finish}]})


def reply(*results: Any, **kwargs: Any) -> str:
    return body(json.dumps({"results": list(results)}), **kwargs)


def judge(raw: str, *subjects: str) -> Interpretation:
    return interpret(Product.FORMS, [Asked(s) for s in subjects], raw)


def verdicts(read: Interpretation) -> dict[str, str]:
    """What became of each subject, in a word."""
    assert all(subject == invalid.subject for subject, invalid in read.failed.items())
    assert all(invalid.message and "\n" not in invalid.message for invalid in (*read.invalid, *read.failed.values()))
    return (
        {v.subject: "valid" for v in read.valid}
        | {s: i.error_type for s, i in read.failed.items()}
        | dict.fromkeys(read.ask_again, "again")
    )


# --- the good way -------------------------------------------------------------------------------------------


def test_a_right_reply_is_one_response_per_verb_with_exactly_the_contracts_keys():
    read = judge(reply(result("lopen", note="extra"), result("fietsen")), "lopen", "fietsen")
    assert [v.subject for v in read.valid] == ["lopen", "fietsen"]
    first = read.valid[0]
    assert first.payload == result("lopen")
    assert first.product is Product.FORMS
    assert first.position == 0
    assert not any(f.severity == "error" for f in first.findings)
    assert not read.invalid
    assert not read.failed
    assert not read.ask_again


def test_results_are_matched_by_their_infinitive_not_by_their_place():
    read = judge(reply(result("fietsen"), result("lopen")), "lopen", "fietsen")
    assert [(v.subject, v.payload["tt_ik"]) for v in read.valid] == [("lopen", "loop"), ("fietsen", "fiets")]


@pytest.mark.parametrize("echo", ["Lopen", " lopen ", "LOPEN"])
def test_an_echo_in_other_case_or_spacing_is_the_same_verb(echo: str):
    assert verdicts(judge(reply(result(echo)), "lopen")) == {"lopen": "valid"}


def test_a_sense_may_be_left_out_of_the_echo_where_only_one_verb_can_be_meant():
    read = judge(reply(result("lopen")), "lopen (te voet)", "fietsen")
    assert verdicts(read)["lopen (te voet)"] == "valid"
    assert read.valid[0].payload["infinitive"] == "lopen"
    two = judge(reply(result("lopen")), "lopen (te voet)", "lopen (werken)")
    assert verdicts(two) == {"lopen (te voet)": "MISSING_REQUIRED_FIELD", "lopen (werken)": "MISSING_REQUIRED_FIELD"}


def test_white_space_around_a_form_is_taken_off_and_letters_are_composed():
    read = judge(reply(result("lopen", tt_ik=" loop \n", vd="gei\u0308nd")), "lopen")
    assert read.valid[0].payload["tt_ik"] == "loop"
    assert read.valid[0].payload["vd"] == "geïnd"


def test_a_wrong_form_is_a_finding_on_a_valid_response():
    (valid,) = judge(reply(result("lopen", vt_ev="loopte")), "lopen").valid
    assert [f.field for f in valid.findings if f.severity == "error"] == ["vt_ev"]


def test_an_empty_field_is_kept_with_a_warning():
    (valid,) = judge(reply(result("lopen", vd="")), "lopen").valid
    assert valid.payload["vd"] == ""
    assert any(f.field == "vd" for f in valid.findings)


def test_a_verb_without_a_participle_needs_none():
    forms = ("zal", "zult", "zal", "zou", "zouden", "", "")
    zullen = {"infinitive": "zullen", **dict(zip(FORM_FIELDS, forms, strict=True))}
    (valid,) = judge(reply(zullen), "zullen").valid
    assert not [f for f in valid.findings if f.code == "missing-form"]


@pytest.mark.parametrize("frame", ["```json\n{}\n```", "```\n{}\n```", "```json {} ```", "\ufeff{}", "  \n{}\n"])
def test_a_reply_in_fences_is_read(frame: str):
    content = frame.replace("{}", json.dumps({"results": [result("lopen")]}))
    assert verdicts(judge(body(content), "lopen")) == {"lopen": "valid"}


# --- one verb's mistake -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "error", "message"),
    [
        (without(result("fietsen"), "vd_hulpwerkwoord"), "MISSING_REQUIRED_FIELD", "Missing key: vd_hulpwerkwoord"),
        (without(result("fietsen"), "vd", "tt_ik"), "MISSING_REQUIRED_FIELD", "Missing keys: tt_ik, vd"),
        (result("fietsen", tt_ik=3), "INVALID_DATA_TYPE", "results[1].tt_ik is a number; text is expected"),
        (result("fietsen", vd=None), "INVALID_DATA_TYPE", "results[1].vd is null; text is expected"),
        (result("fietsen", vd=["x"]), "INVALID_DATA_TYPE", "results[1].vd is a list; text is expected"),
        (
            result("fietsen", vd_hulpwerkwoord="worden"),
            "CONSTRAINT_VIOLATION",
            "The auxiliary is hebben or zijn, not worden.",
        ),
        (
            result("fietsen", vd="x" * 101),
            "CONSTRAINT_VIOLATION",
            "vd has 101 characters; at most 100 is possible.",
        ),
        (
            result("fietsen", vd="gefi\u0000etst"),
            "CONSTRAINT_VIOLATION",
            "vd holds an invisible control character: type it again.",
        ),
        (result("fietsen", vd="\ud800"), "JSON_PARSE_ERROR", "results[1]: broken character (a lone surrogate)"),
        (result("fietsen", x=float("nan")), "JSON_PARSE_ERROR", "results[1]: not a JSON number: NaN"),
        (
            result("fietsen", **dict.fromkeys(FORM_FIELDS, "")),
            "CONSTRAINT_VIOLATION",
            "Not a single form is filled in.",
        ),
    ],
)
def test_a_bad_result_costs_only_itself(part: dict[str, Any], error: str, message: str):
    read = judge(reply(result("lopen"), part, result("opbellen")), "lopen", "fietsen", "opbellen")
    assert verdicts(read) == {"lopen": "valid", "fietsen": error, "opbellen": "valid"}
    (invalid,) = read.invalid
    assert invalid.message == message
    assert invalid.subject == "fietsen"
    assert "fietsen" in invalid.raw
    invalid.raw.encode("utf-8")
    assert "\x00" not in invalid.raw


def test_a_key_given_twice_costs_only_its_verb():
    doubled = json.dumps(result("fietsen"))[:-1] + ', "vd": "gefietsd"}'
    read = judge(body(f'{{"results": [{json.dumps(result("lopen"))}, {doubled}]}}'), "lopen", "fietsen")
    assert verdicts(read) == {"lopen": "valid", "fietsen": "JSON_PARSE_ERROR"}
    assert read.failed["fietsen"].message == "results[1]: key given twice: vd"


def test_a_number_beyond_all_bounds_costs_only_its_verb():
    part = json.dumps(result("fietsen"))[:-1] + ', "x": 1e400}'
    read = judge(body(f'{{"results": [{json.dumps(result("lopen"))}, {part}]}}'), "lopen", "fietsen")
    assert verdicts(read) == {"lopen": "valid", "fietsen": "JSON_PARSE_ERROR"}


def test_a_verb_that_is_missing_costs_only_itself():
    read = judge(reply(result("lopen")), "lopen", "fietsen")
    assert verdicts(read) == {"lopen": "valid", "fietsen": "MISSING_REQUIRED_FIELD"}
    assert read.failed["fietsen"].message == "The reply holds no result for fietsen"
    assert read.failed["fietsen"] in read.invalid


def test_a_verb_that_was_not_asked_for_is_kept_as_nobodys():
    read = judge(reply(result("lopen"), result("werken")), "lopen")
    assert verdicts(read) == {"lopen": "valid"}
    (invalid,) = read.invalid
    assert (invalid.subject, invalid.message) == (None, "results[1]: werken was not asked for")


def test_a_verb_that_is_there_twice_is_kept_if_both_agree():
    read = judge(reply(result("lopen"), result("lopen")), "lopen")
    assert verdicts(read) == {"lopen": "valid"}
    assert read.invalid == ()
    differ = judge(reply(result("lopen"), result("lopen", vd="geloopt"), result("fietsen")), "lopen", "fietsen")
    assert verdicts(differ) == {"lopen": "CONSTRAINT_VIOLATION", "fietsen": "valid"}
    assert "geloopt" in differ.failed["lopen"].raw


@pytest.mark.parametrize("part", [None, 3, "lopen", [], {}, {"infinitive": 3}, {"infinitive": None}])
def test_a_result_that_names_nobody_is_nobodys(part: Any):
    read = judge(reply(result("lopen"), part), "lopen", "fietsen")
    assert verdicts(read) == {"lopen": "valid", "fietsen": "MISSING_REQUIRED_FIELD"}
    assert sum(i.subject is None for i in read.invalid) == 1


def test_the_one_result_for_the_one_verb_asked_is_about_that_verb():
    read = judge(reply(without(result("lopen"), "infinitive")), "lopen")
    assert verdicts(read) == {"lopen": "MISSING_REQUIRED_FIELD"}
    assert read.failed["lopen"].message == "Missing key: infinitive"


# --- the whole reply ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("", "JSON_PARSE_ERROR"),
        ("<html><body>Bad gateway</body></html>", "JSON_PARSE_ERROR"),
        ('{"error": {"message": "overloaded"}}', "JSON_PARSE_ERROR"),
        ('{"choices": null}', "JSON_PARSE_ERROR"),
        (body(None), "JSON_PARSE_ERROR"),
        (body(""), "JSON_PARSE_ERROR"),
        (body("Here are the forms!"), "JSON_PARSE_ERROR"),
        (body('{"results": [{"infinitive": "lopen"'), "JSON_PARSE_ERROR"),
        (body('{"results": [], }'), "JSON_PARSE_ERROR"),
        (body("[" * 100_000), "JSON_PARSE_ERROR"),
        (body('{"results": ' + "[" * 40 + "]" * 40 + "}"), "JSON_PARSE_ERROR"),
        (body("9" * 10_000), "INVALID_DATA_TYPE"),
        (body("[]"), "INVALID_DATA_TYPE"),
        (body('{"verbs": []}'), "MISSING_REQUIRED_FIELD"),
        (body('{"results": {}}'), "INVALID_DATA_TYPE"),
        (body('{"results": []}'), "MISSING_REQUIRED_FIELD"),
        (body(None, refusal="I cannot help with that."), "REFUSED"),
        (body("", finish="content_filter"), "REFUSED"),
    ],
)
def test_a_reply_of_no_use_fails_every_verb_with_one_line(raw: str, error: str):
    read = judge(raw, "lopen", "fietsen")
    assert verdicts(read) == {"lopen": error, "fietsen": error}
    alone = judge(raw, "lopen")
    assert verdicts(alone) == {"lopen": error}


def test_of_a_useless_reply_the_text_is_kept_once_and_shortened():
    read = judge("x" * 100_000, "lopen", "fietsen")
    (invalid,) = read.invalid
    assert len(invalid.raw) == 20_000
    assert {i.raw for i in read.failed.values()} == {""}


@pytest.mark.parametrize("cut", range(0, 700, 23))
def test_of_a_reply_that_was_cut_off_the_complete_verbs_are_kept_and_the_rest_is_asked_again(cut: int):
    content = json.dumps({"results": [result(v) for v in VERBS]})
    read = judge(body(content[:cut], finish="length"), *VERBS)
    done = [v.subject for v in read.valid]
    assert done == list(VERBS)[: content[:cut].count("}")]
    assert list(read.ask_again) == list(VERBS)[len(done) :]
    assert not read.failed


def test_a_bad_verb_in_a_cut_off_reply_fails_and_is_not_asked_again():
    content = json.dumps({"results": [result("lopen", vd=3), result("fietsen")]})
    read = judge(body(content[:-30], finish="length"), "lopen", "fietsen")
    assert verdicts(read) == {"lopen": "INVALID_DATA_TYPE", "fietsen": "again"}


def test_a_single_verb_that_is_cut_off_fails_as_truncated():
    read = judge(body('{"results": [{"infinitive": "lo', finish="length"), "lopen")
    assert verdicts(read) == {"lopen": "TRUNCATED"}
    assert "cut off" in read.failed["lopen"].message
    assert "lo" in read.failed["lopen"].raw


def test_a_single_verb_that_is_complete_before_the_cut_is_taken():
    content = json.dumps({"results": [result("lopen")]})[:-2]
    assert verdicts(judge(body(content, finish="length"), "lopen")) == {"lopen": "valid"}


def test_the_offline_teacher_may_refuse_single_verbs_and_nobody_else():
    content = json.dumps({"results": [result("lopen")], "refused": [{"infinitive": "blorpen", "message": "Unknown."}]})
    read = judge(body(content, model="offline-rules"), "lopen", "blorpen")
    assert verdicts(read) == {"lopen": "valid", "blorpen": "REFUSED"}
    assert read.failed["blorpen"].message == "Unknown."
    other = judge(body(content), "lopen", "blorpen")
    assert verdicts(other) == {"lopen": "valid", "blorpen": "MISSING_REQUIRED_FIELD"}


@pytest.mark.parametrize(
    "refused", [3, [3], [{}], [{"infinitive": "werken", "message": "x"}], [{"infinitive": "lopen"}]]
)
def test_a_strange_list_of_refusals_changes_nothing(refused: Any):
    content = json.dumps({"results": [], "refused": refused})
    read = judge(body(content, model="offline-rules"), "lopen")
    assert verdicts(read) == {"lopen": "MISSING_REQUIRED_FIELD"}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from(["lopen", "results"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["results", "refused", "infinitive", *FORM_FIELDS]), inner, max_size=9)
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), JSON.map(json.dumps)), st.sampled_from(["stop", "length"]), st.booleans())
def test_any_text_gives_each_verb_exactly_one_verdict(content: str, finish: str, wrapped: bool):
    raw = body(content, finish=finish, model="offline-rules") if wrapped else content
    read = judge(raw, "lopen", "fietsen")
    answered = [*(v.subject for v in read.valid), *read.failed, *read.ask_again]
    assert sorted(answered) == ["fietsen", "lopen"]
    for invalid in (*read.invalid, *read.failed.values()):
        assert invalid.error_type in set(ErrorType)
        (invalid.message + invalid.raw).encode("utf-8")


# --- edits --------------------------------------------------------------------------------------------------


def test_a_persons_form_set_is_judged_by_the_same_rules():
    payload = without(result("lopen", tt_ik=" loop "), "infinitive")
    valid = check_form_payload("lopen", payload)
    assert valid.payload == result("lopen")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vd_hulpwerkwoord": "worden"}, "rule-auxiliary"),
        ({"vd": "x" * 101}, "rule-too-long"),
        ({"vd": "a\x07b"}, "rule-control-character"),
        ({"vd": "a\u202eb"}, "rule-control-character"),
        ({"is_correct": "true"}, "rule-unknown-field"),
        (dict.fromkeys(FORM_FIELDS, " "), "rule-no-forms"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused_with_its_code(changes: dict[str, str], code: str):
    with pytest.raises(RuleViolation) as caught:
        check_form_payload("lopen", result("lopen", **changes))
    assert caught.value.code == code


def test_findings_never_refuse_an_edit():
    assert check_form_payload("lopen", result("lopen", vt_ev="loopte")).findings
