"""Hebben or zijn by class: what a rule decides for verbs that stand in no list, and the reason that is given."""

import pytest

from distiller.dutch import Severity, check_forms, conjugate, explain
from distiller.dutch.conjugation import readings

HERE_AND_AWAY = ("weg", "binnen", "voorbij", "terug", "langs", "vooruit")
ON_FOOT = ("lopen", "sluipen", "kruipen", "strompelen", "huppelen", "zwemmen", "stappen", "rennen", "schuifelen")


def remarks(infinitive, **changes):
    return check_forms(infinitive, {**conjugate(infinitive).forms, **changes})


def auxiliaries(infinitive):
    return conjugate(infinitive).accepted("vd_hulpwerkwoord")


@pytest.mark.parametrize("particle", HERE_AND_AWAY)
@pytest.mark.parametrize("base", ON_FOOT)
def test_a_way_to_move_oneself_with_a_direction_takes_zijn_only(particle, base):
    """Is weggelopen, is voorbijgestrompeld: hebben gets a remark that asks for the reader's eyes."""
    assert auxiliaries(particle + base) == ("zijn",)
    (finding,) = remarks(particle + base, vd_hulpwerkwoord="hebben")
    assert finding.severity is not Severity.INFO


@pytest.mark.parametrize("infinitive", ["aantreden", "opklimmen", "inkruipen", "afschuifelen", "vergelen", "zwichten",
                                        "glippen", "knappen", "stollen", "deserteren"])
def test_where_nothing_is_done_to_an_object_hebben_is_suspicious_and_no_error(infinitive):
    """No list can be sure that it is never said, so a warning."""
    (finding,) = remarks(infinitive, vd_hulpwerkwoord="hebben")
    assert (finding.code, finding.severity) == ("wrong-auxiliary", Severity.WARNING)


@pytest.mark.parametrize("infinitive", ["wegrijden", "terugvliegen", "voorbijvaren", "binnenrollen", "terugschuiven"])
def test_what_may_as_well_be_moved_by_somebody_takes_both(infinitive):
    """Is weggereden, heeft de auto weggereden."""
    assert auxiliaries(infinitive) == ("zijn", "hebben")


@pytest.mark.parametrize("infinitive", ["wegslingeren", "omkieperen", "neersmakken", "opsjouwen", "uitkwakken"])
def test_what_is_thrown_mainly_takes_hebben(infinitive):
    assert auxiliaries(infinitive)[0] == "hebben"


@pytest.mark.parametrize("infinitive", ["ronddraven", "rondhuppelen", "rondkruipen", "rondzwieren"])
def test_moving_about_is_an_activity(infinitive):
    assert auxiliaries(infinitive) == ("hebben", "zijn")


CHANGES = {
    "zijn": "verdwalen verwelken verdorsten verbloeien ontwaken ontkiemen ontspruiten verhongeren opbloeien uitsterven "
    "instorten wegkwijnen inslapen indutten dichtvriezen vastroesten leegbloeden kapotwaaien openspringen samenvloeien "
    "afstuderen exploderen imploderen failleren arriveren kapseizen collaberen terugveren omlaagstorten "
    "onderuitglijden wedervaren slagen mislukken gebeuren overkomen verlorengaan achterwegeblijven kopje-ondergaan "
    "nederdalen heropbloeien herverschijnen omverwaaien ineenvloeien doordruipen sneuvelen binnenglippen",
    "hebben": "verbreden bloeien slapen resulteren debuteren uithollen opduikelen neerknallen afdansen beslaan "
    "ontbinden klappen vergroten versnellen aanrijden nadruppelen capituleren overtreden beklimmen doorkruisen omarmen "
    "bekrimpen wassen ontsluiten verrijken uitjagen ontwikkelen splitsen ijsberen loslaten uitwasemen backpacken",
}


@pytest.mark.parametrize(("auxiliary", "infinitive"), [(a, v) for a, verbs in CHANGES.items() for v in verbs.split()])
def test_a_change_of_the_subject_takes_zijn_and_what_it_does_takes_hebben(auxiliary, infinitive):
    assert auxiliaries(infinitive)[0] == auxiliary


BOTH = """
genezen smelten breken verouderen verslechteren drogen stikken verzuipen struikelen afbuigen uitbreken stagneren
losbreken toeklappen neerploffen opsteken degraderen peddelen schrijden verdampen verharden verdorren promoveren
fuseren trouwen landen crashen
"""


@pytest.mark.parametrize("infinitive", BOTH.split())
def test_what_happens_and_what_somebody_does_take_one_each(infinitive):
    """Het ijs is gesmolten, de zon heeft het ijs gesmolten: neither is a mistake."""
    assert set(auxiliaries(infinitive)) == {"hebben", "zijn"}


@pytest.mark.parametrize("infinitive", ["doordringen", "doorbreken", "doorsteken", "omvaren", "overvliegen", "omlopen"])
def test_the_joined_one_of_two_verbs_takes_hebben(infinitive):
    """Heeft de linie doorbroken, is doorgebroken."""
    joined = [r.auxiliary for r in readings(infinitive) if not r.paradigm.particle]
    assert [(choice.main, choice.other) for choice in joined] == [("hebben", "")]


REASONS = {
    "vertrekken": "vertrekken krijgt zijn, want het onderwerp verandert van plaats.",
    "weglopen": "weglopen krijgt zijn, want het onderwerp verandert van plaats.",
    "sterven": "sterven krijgt zijn, want het onderwerp verandert van toestand.",
    "blijven": "blijven krijgt zijn, want zijn en blijven krijgen zijn.",
    "gebeuren": "gebeuren krijgt zijn, want het overkomt het onderwerp.",
    "opstaan": "opstaan krijgt zijn, want het onderwerp verandert van plaats of toestand.",
}


@pytest.mark.parametrize(("infinitive", "reason"), REASONS.items())
def test_the_reason_for_zijn_fits_the_verb(infinitive, reason):
    (finding,) = remarks(infinitive, vd_hulpwerkwoord="hebben")
    assert reason in explain(finding, "nl")


def test_the_reason_for_hebben_shows_both():
    (finding,) = remarks("werken", vd_hulpwerkwoord="zijn")
    assert "*Is gewerkt* moet *heeft gewerkt* zijn" in explain(finding, "nl")
    assert "*Is gewerkt* must be *heeft gewerkt*" in explain(finding, "en")
