"""Checking form sets: each mistake gets its own name, its field, and the form that was expected."""

from pathlib import Path

import pytest

from distiller.dutch import FORM_FIELDS, check_forms, conjugate, explain, normalise_infinitive
from distiller.dutch.conjugation import readings
from distiller.dutch.findings import Severity
from distiller.dutch.messages_forms import MESSAGES

DATA = Path(__file__).parents[2] / "data"


def remarks(infinitive, **changes):
    """The findings on the right forms of a verb with some fields changed."""
    return check_forms(infinitive, {**conjugate(infinitive).forms, **changes})


def only(infinitive, **changes):
    findings = remarks(infinitive, **changes)
    assert len(findings) == 1, findings
    return findings[0]


MISTAKES = [
    ("worden", "tt_hij", "word", "dt-error"),
    ("worden", "tt_hij", "wort", "dt-error"),
    ("worden", "tt_ik", "wordt", "dt-error"),
    ("werken", "tt_hij", "werkdt", "dt-error"),
    ("praten", "tt_hij", "praatt", "dt-error"),
    ("werken", "tt_jij", "werk", "dt-error"),
    ("fietsen", "vd", "gefietsd", "dt-error"),
    ("gebeuren", "vd", "gebeurt", "dt-error"),
    ("leven", "vt_ev", "leefte", "kofschip"),
    ("werken", "vt_mv", "werkden", "kofschip"),
    ("faxen", "vt_ev", "faxde", "kofschip"),
    ("timen", "vt_ev", "timete", "kofschip"),
    ("leven", "vt_ev", "leevde", "final-v-z"),
    ("reizen", "tt_hij", "reizt", "final-v-z"),
    ("schrijven", "vt_mv", "schrefen", "final-v-z"),
    ("praten", "vt_ev", "prate", "past-single-dt"),
    ("lopen", "vt_ev", "loopte", "regularised"),
    ("lopen", "vd", "geloopt", "regularised"),
    ("uitzoeken", "vt_ev", "zoekte uit", "regularised"),
    ("zingen", "vd", "gezangen", "strong-vowel"),
    ("maken", "tt_ik", "mak", "syllable-spelling"),
    ("bellen", "tt_hij", "bellt", "syllable-spelling"),
    ("drinken", "vt_mv", "dronkken", "syllable-spelling"),
    ("werken", "vt_mv", "werkte", "singular-as-plural"),
    ("werken", "vt_ev", "werkten", "plural-as-singular"),
    ("werken", "vt_ev", "werkt", "present-as-past"),
    ("werken", "tt_ik", "werken", "untouched-infinitive"),
    ("opbellen", "tt_ik", "op te bellen", "untouched-infinitive"),
    ("werken", "vd", "werkt", "missing-ge"),
    ("vertellen", "vd", "geverteld", "extra-ge"),
    ("werken", "vd", "gewerkte", "participle-end"),
    ("lopen", "vd", "gelope", "participle-end"),
    ("eisen", "vd", "geeist", "missing-trema"),
    ("opbellen", "tt_ik", "bel", "missing-particle"),
    ("opbellen", "vd", "gebeld", "missing-particle"),
    ("opbellen", "tt_ik", "opbel", "joined-separable"),
    ("opbellen", "tt_ik", "opbel op", "doubled-particle"),
    ("opbellen", "tt_ik", "bel af", "wrong-particle"),
    ("opbellen", "vd", "gebeld op", "split-participle"),
    ("opbellen", "vd", "geopbeld", "misplaced-ge"),
    ("opbellen", "vd", "opbeld", "missing-ge"),
    ("werken", "tt_ik", "ik werk", "pronoun-in-form"),
    ("zich vergissen", "tt_ik", "vergis me", "pronoun-in-form"),
    ("werken", "vd", "heeft gewerkt", "auxiliary-in-form"),
    ("werken", "vt_ev", "werkte/werkten", "two-forms"),
    ("werken", "vt_ev", "**werkte**", "stray-punctuation"),
    ("werken", "vt_ev", "werkte.", "stray-punctuation"),
    ("werken", "vt_ev", "- werkte", "stray-punctuation"),
    ("werken", "vt_ev", "werkte\n", "stray-whitespace"),
    ("werken", "vt_ev", "Werkte", "letter-case"),
    ("werken", "vt_ev", "worked", "foreign-form"),
    ("slapen", "vd", "geschlafen", "foreign-form"),
    ("drinken", "vt_ev", "drank", "foreign-form"),
    ("werken", "vt_ev", "werkrte", "misspelt"),
    ("werken", "vt_ev", "", "missing-form"),
    ("werken", "vt_ev", "n.v.t.", "placeholder"),
    ("werken", "vd_hulpwerkwoord", "", "missing-form"),
    ("werken", "vd_hulpwerkwoord", "zijn", "wrong-auxiliary"),
    ("vallen", "vd_hulpwerkwoord", "hebben", "wrong-auxiliary"),
    ("zich vergissen", "vd_hulpwerkwoord", "zijn", "wrong-auxiliary"),
    ("werken", "vd_hulpwerkwoord", "heeft", "invalid-auxiliary"),
    ("e-mailen", "vd", "geëmaild", "missing-mark"),
    ("sms'en", "vd", "gesmst", "missing-mark"),
    ("stofzuigen", "vd", "stofgezogen", "one-word"),
    ("raadplegen", "vt_ev", "pleegde raad", "one-word"),
    ("zetten", "vt_ev", "zettte", "syllable-spelling"),
    ("drinken", "vd", "getrunken", "foreign-form"),
    ("beginnen", "vt_mv", "begonden", "regularised"),
    ("opbellen", "vd", "opbellen", "untouched-infinitive"),
    ("maken", "vt_mv", "maken", "untouched-infinitive"),
    ("willen", "tt_hij", "wilt", "dt-error"),
    ("zullen", "vd", "gezuld", "no-such-form"),
    ("zullen", "vd_hulpwerkwoord", "hebben", "no-such-form"),
]


@pytest.mark.parametrize(("infinitive", "field", "value", "code"), MISTAKES)
def test_each_mistake_has_its_name_its_field_and_the_expected_form(infinitive, field, value, code):
    finding = only(infinitive, **{field: value})
    assert (finding.code, finding.field) == (code, field)
    assert finding.severity in (Severity.ERROR, Severity.WARNING)
    right = conjugate(infinitive).forms[field]
    assert finding.expected[:1] == ((right,) if right else ())


VARIANTS = [
    ("willen", "vt_ev", "wou"),
    ("kunnen", "tt_jij", "kan"),
    ("willen", "tt_jij", "wil"),
    ("zullen", "tt_jij", "zal"),
    ("houden", "tt_ik", "hou"),
    ("rijden", "tt_ik", "rij"),
    ("ervaren", "vt_ev", "ervaarde"),
    ("jagen", "vt_ev", "joeg"),
    ("raden", "vt_mv", "rieden"),
    ("waaien", "vt_ev", "woei"),
    ("toezeggen", "vt_ev", "zegde toe"),
    ("opzeggen", "vt_ev", "zegde op"),
    ("fietsen", "vd_hulpwerkwoord", "zijn"),
    ("golfen", "vt_ev", "golfte"),
    ("surfen", "vd", "gesurfd"),
    ("wuiven", "vt_ev", "woof"),
    ("wassen", "vt_mv", "wiesen"),
    ("krijsen", "vd", "gekresen"),
    ("uitscheiden", "vt_ev", "scheed uit"),
    ("zeggen", "vt_mv", "zegden"),
    ("durven", "vt_ev", "dorst"),
    ("verraden", "vt_ev", "verried"),
    ("verstoten", "vt_ev", "verstiet"),
    ("scheren", "vt_ev", "scheerde"),
    ("melken", "vt_ev", "melkte"),
]


@pytest.mark.parametrize(("infinitive", "field", "value"), VARIANTS)
def test_an_accepted_variant_is_only_information(infinitive, field, value):
    assert [f.severity for f in remarks(infinitive, **{field: value})] == [Severity.INFO]


@pytest.mark.parametrize("text", ["lop" * 20_000 + "en", "zich " * 5_000, "\ud800en", "en " * 10_000, "\x00", ""])
def test_hostile_text_is_answered_with_a_guess(text):
    assert conjugate(text).confidence == "guess"
    assert all(f.severity is not Severity.ERROR for f in check_forms(text, dict.fromkeys(FORM_FIELDS, text)))


def test_not_applicable_is_no_mistake_where_a_verb_has_no_participle():
    findings = remarks("zullen", vd="n.v.t.", vd_hulpwerkwoord="n.v.t.")
    assert {(f.code, f.severity) for f in findings} == {("leave-empty", Severity.INFO)}


def test_hij_wilt_is_told_that_no_t_is_added():
    assert only("willen", tt_hij="wilt").detail["kind"] == "no-ending"


def test_a_typographic_apostrophe_is_the_same_letter():
    assert remarks("sms'en", tt_hij="sms’t") == []


def test_swapped_fields_are_named_on_both():
    findings = remarks("werken", vt_ev="gewerkt", vd="werkte")
    assert [(f.code, f.field, f.detail["other_field"]) for f in findings] == [
        ("swapped-fields", "vt_ev", "vd"),
        ("swapped-fields", "vd", "vt_ev"),
    ]


def test_the_forms_of_another_row_name_that_verb():
    findings = check_forms("werken", conjugate("lopen").forms)
    assert {f.code for f in findings if f.field != "vd_hulpwerkwoord"} == {"other-verb"}
    assert {f.detail.get("other") for f in findings} == {"lopen"}


@pytest.mark.parametrize("infinitive", ["voorkomen", "ondergaan", "overdrijven", "overleggen", "doorlopen", "prijzen"])
def test_a_spelling_of_two_verbs_accepts_either_as_a_whole(infinitive):
    for reading in readings(infinitive):
        assert check_forms(infinitive, reading.conjugation.forms) == []


@pytest.mark.parametrize(("infinitive", "field", "value"), [
    ("plegen", "vt_ev", "placht"), ("prijzen", "vt_ev", "prijsde"), ("scheppen", "vd", "geschept"),
    ("zinnen", "vt_mv", "zinden"), ("schrikken", "vd", "geschrikt"),
])  # fmt: skip
def test_the_other_of_two_verbs_is_named_and_no_mistake(infinitive, field, value):
    """Pleegde and placht are of plegen both; that the rest belongs to the other one is worth a remark."""
    finding = only(infinitive, **{field: value})
    assert (finding.code, finding.severity) == ("other-of-two", Severity.INFO)


def test_a_dated_form_is_accepted_and_never_asked_for():
    assert only("lachen", vt_ev="loech").severity is Severity.INFO
    assert only("lachen", vt_ev="lachtte").expected == ("lachte",)


def test_jij_loses_its_t_only_behind_the_verb():
    reason = "Bij jij krijgt de stam een -t; die vervalt alleen als jij of je er direct achter staat."
    assert reason in explain(only("lopen", tt_jij="loop"), "nl")


@pytest.mark.parametrize(("value", "tongue"), [("getrunken", "Duits"), ("gedrinked", "Engels")])
def test_a_foreign_form_names_the_language(value, tongue):
    assert f"het lijkt {tongue}" in explain(only("drinken", vd=value), "nl")


def test_half_of_each_reading_is_a_mistake():
    findings = remarks("voorkomen", vd="voorkomen")
    assert [(f.code, f.field, f.expected) for f in findings] == [("mixed-readings", "vd", ("voorgekomen",))]


def test_an_unknown_verb_gets_warnings_and_never_an_error():
    findings = check_forms("blarfen", dict.fromkeys(FORM_FIELDS, "onzin"))
    assert findings
    assert all(f.severity is Severity.WARNING for f in findings)


@pytest.mark.parametrize("infinitive", ["fishtailen", "facepalmen", "soulsearchen"])
def test_an_unlisted_loan_that_follows_the_rule_gets_a_remark_at_most(infinitive):
    """Recent loans are in no list; a warning on every right one would teach the reader to look past warnings."""
    assert all(f.severity is Severity.INFO for f in remarks(infinitive))
    assert any(f.severity is Severity.WARNING for f in remarks(infinitive, vd="ge" + infinitive))


def test_an_invented_verb_of_unclear_stress_is_told():
    assert [(f.code, f.severity) for f in remarks("krasteren")] == [("unknown-verb", Severity.WARNING)]


def test_text_that_is_no_verb_is_told():
    findings = check_forms("xyz123", dict.fromkeys(FORM_FIELDS, ""))
    assert findings[0].code == "unknown-verb"


def test_the_two_auxiliaries_of_a_pair_follow_their_reading():
    separable, joined = (reading.conjugation for reading in readings("voorkomen"))
    assert separable.forms["vd_hulpwerkwoord"] == "zijn"
    assert joined.forms["vd_hulpwerkwoord"] == "hebben"


@pytest.mark.parametrize(
    ("infinitive", "auxiliary"),
    [
        ("weglopen", "zijn"), ("opstaan", "zijn"), ("staan", "hebben"), ("ontstaan", "zijn"), ("bestaan", "hebben"),
        ("vertrekken", "zijn"), ("betreden", "hebben"), ("toetreden", "zijn"), ("aanvallen", "hebben"),
        ("thuiskomen", "zijn"), ("overlijden", "zijn"), ("slagen", "zijn"), ("inslapen", "zijn"), ("slapen", "hebben"),
        ("uitbreken", "zijn"), ("inbreken", "hebben"), ("ontwijken", "hebben"), ("wegzakken", "zijn"),
        ("verwelken", "zijn"), ("uitgroeien", "zijn"), ("begroeien", "hebben"), ("emigreren", "zijn"),
    ],
)  # fmt: skip
def test_compounds_do_not_simply_inherit_the_auxiliary(infinitive, auxiliary):
    assert conjugate(infinitive).forms["vd_hulpwerkwoord"] == auxiliary


@pytest.mark.parametrize("infinitive", ["fietsen", "lopen", "rijden", "zwemmen", "vliegen"])
def test_movement_takes_both_with_a_destination(infinitive):
    conjugation = conjugate(infinitive)
    assert conjugation.accepted("vd_hulpwerkwoord") == ("hebben", "zijn")
    assert conjugation.alternatives["vd_hulpwerkwoord"][0].label == "destination"


def test_a_conjugation_tells_its_structure():
    aflopen, vergissen, regenen = conjugate("aflopen"), conjugate("zich vergissen"), conjugate("regenen")
    assert (aflopen.family, aflopen.particle) == ("lopen", "af")
    assert conjugate("gebruiken").family == "gebruiken"
    assert (vergissen.reflexive, vergissen.infinitive) == (True, "zich vergissen")
    assert regenen.impersonal


def test_no_dated_form_is_ever_the_main_one():
    for infinitive in ("raden", "waaien", "durven", "lachen", "heten", "kruien", "wreken"):
        conjugation = conjugate(infinitive)
        dated = {a.value for others in conjugation.alternatives.values() for a in others if a.label == "dated"}
        assert not dated & set(conjugation.forms.values())


@pytest.mark.parametrize(("text", "infinitive"), [
    ("  Lopen ", "lopen"), ("SMS’EN", "sms'en"), ("kĳken", "kijken"), ("lo\u200bpen", "lopen"),
    ("cree\u0308ren", "creëren"), ("zich   vergissen", "zich vergissen"),
])  # fmt: skip
def test_an_infinitive_is_compared_in_one_spelling(text, infinitive):
    assert normalise_infinitive(text) == infinitive
    assert conjugate(text).infinitive == infinitive


def test_the_kofschip_is_explained_by_its_sound():
    finding = only("leven", vt_ev="leefte")
    assert explain(finding, "nl") == (
        "Verwacht: *leefde*. Leven zonder -en is *lev-*; de v zit niet in 't kofschip, dus -de."
    )
    assert explain(finding, "en") == (
        "Expected: *leefde*. Leven without -en is *lev-*; v is not in 't kofschip, so -de."
    )


def test_a_wrong_auxiliary_is_explained_by_its_meaning():
    finding = only("vertrekken", vd_hulpwerkwoord="hebben")
    assert explain(finding, "nl") == (
        "Verwacht: *zijn*. *Heeft vertrokken* moet *is vertrokken* zijn: "
        "vertrekken krijgt zijn, want het onderwerp verandert van plaats."
    )


def test_every_remark_says_what_was_expected_in_both_languages():
    for infinitive, field, value, _ in MISTAKES:
        finding = only(infinitive, **{field: value})
        for language in ("nl", "en"):
            text = explain(finding, language)
            assert text.endswith(".")
            assert "{" not in text
            assert all(form in text for form in finding.expected)


def test_every_code_has_a_text_in_both_languages():
    assert all(set(texts) == {"nl", "en"} for texts in MESSAGES.values())


@pytest.mark.parametrize(("name", "count"), [("common-verbs.txt", 200), ("demo-verbs.txt", 40)])
def test_the_shipped_word_lists_hold_only_verbs_that_are_sure(name, count):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    verbs = [line for line in lines if line and not line.startswith("#")]
    assert len(verbs) == len(set(verbs)) == count
    assert {conjugate(verb).confidence for verb in verbs} <= {"known", "rule"}
