"""What the word list decides: verbs that no list of the lexicon names, by class, each trap with its name."""

import time

import pytest

from distiller.dutch import Severity, check_forms, conjugate
from distiller.dutch.conjugation import readings

# infinitive · past singular · participle
ATTESTED = {
    "last syllable unstressed": "liefhebberen liefhebberde geliefhebberd, blokletteren blokletterde geblokletterd, "
    "schokschouderen schokschouderde geschokschouderd, marmeren marmerde gemarmerd, slachtofferen slachtofferde "
    "geslachtofferd, bewegwijzeren bewegwijzerde bewegwijzerd, verbijzonderen verbijzonderde verbijzonderd",
    "last syllable stressed": "blonderen blondeerde geblondeerd, salderen saldeerde gesaldeerd, hoereren hoereerde "
    "gehoereerd, fiatteren fiatteerde gefiatteerd, dooraderen dooraderde dooraderd, justeren justeerde gejusteerd",
    "stressed -elen and -enen in a compound": "vierendelen vierendeelde gevierendeeld, knikkebenen knikkebeende "
    "geknikkebeend, staartdelen staartdeelde gestaartdeeld",
    "stress on the stem": "ondertunnelen ondertunnelde ondertunneld, doordesemen doordesemde doordesemd, "
    "overschitteren overschitterde overschitterd, omsnoeren omsnoerde omsnoerd",
    "no particle though it looks like one": "inverteren inverteerde geïnverteerd, plateren plateerde geplateerd, "
    "halsteren halsterde gehalsterd, roteren roteerde geroteerd",
    "one word behind a noun": "boekstaven boekstaafde geboekstaafd, brandschatten brandschatte gebrandschat, "
    "hersenspoelen hersenspoelde gehersenspoeld, bloemlezen bloemleesde gebloemleesd, stuiptrekken stuiptrekte "
    "gestuiptrekt",
    "English by sound": "moven movede gemoved, stagediven stagedivede gestagedived, roetsjen roetsjte geroetsjt",
}
APART = "botvieren actievoeren doldraaien foutparkeren bewustmaken"


def _rows():
    for kind, text in ATTESTED.items():
        for row in text.split(", "):
            infinitive, past, participle = row.split()
            yield pytest.param(infinitive, past, participle, id=f"{infinitive} ({kind})")


@pytest.mark.parametrize(("infinitive", "past", "participle"), list(_rows()))
def test_the_attested_reading_wins(infinitive, past, participle):
    """Its participle is a word, so it is known, and its past follows."""
    conjugation = conjugate(infinitive)
    assert (conjugation.forms["vt_ev"], conjugation.forms["vd"]) == (past, participle)
    assert conjugation.confidence == "known"


@pytest.mark.parametrize("infinitive", APART.split())
def test_a_part_comes_off_where_the_participle_has_ge_inside(infinitive):
    conjugation = conjugate(infinitive)
    assert conjugation.particle
    assert conjugation.forms["vd"].startswith(conjugation.particle)
    assert conjugation.forms["tt_ik"].endswith(f" {conjugation.particle}")


@pytest.mark.parametrize(
    ("infinitive", "participles"),
    [
        ("overleggen", {"overlegd", "overgelegd"}),
        ("doorbladeren", {"doorgebladerd", "doorbladerd"}),
        ("overladen", {"overladen", "overgeladen"}),
        ("legeren", {"gelegeerd", "gelegerd"}),
    ],
)
def test_a_spelling_that_is_two_verbs_keeps_both(infinitive, participles):
    """Each reading is right as a whole; half of each is not."""
    found = readings(infinitive)
    assert {reading.conjugation.forms["vd"] for reading in found} == participles
    assert all(not check_forms(infinitive, reading.conjugation.forms) for reading in found)
    mixed = {**found[0].conjugation.forms, "vd": found[1].conjugation.forms["vd"]}
    assert any(finding.severity is Severity.ERROR for finding in check_forms(infinitive, mixed))


@pytest.mark.parametrize(
    ("infinitive", "not_this"),
    [
        ("verbannen", "verband"),  # a noun
        ("behouden", "behoud"),  # a noun
        ("kannen", "gekant"),  # of kanten
        ("plonsen", "geplonsd"),  # of plonzen
        ("verkolen", "verkold"),
        ("aansteken", "aanstoken"),  # the past plural in a subordinate clause: of aanstoken
    ],
)
def test_a_word_that_is_another_word_decides_nothing(infinitive, not_this):
    assert conjugate(infinitive).forms["vd"] != not_this


@pytest.mark.parametrize("infinitive", ["blorfen", "opsnargen", "verplumfen", "trakseren", "zwoebelen"])
def test_an_unknown_verb_is_never_wrong(infinitive):
    """No list has it: whatever its forms, there are warnings and no errors."""
    forms = {**conjugate(infinitive).forms, "vt_ev": "kwiep", "vd": "gekwopen"}
    findings = check_forms(infinitive, forms)
    assert findings
    assert all(finding.severity is not Severity.ERROR for finding in findings)


AUXILIARIES = {
    "zijn": "verburgerlijken verkrommen ontvlieden leegbloeden wegdommelen uitkiemen aanstranden meeverhuizen "
    "doorroesten terugveren bezwijmen achteruitboeren",
    "hebben": "rondlopen afwentelen voordansen terugspoelen afrossen overnachten bewandelen",
}


@pytest.mark.parametrize(("auxiliary", "infinitive"), [(a, v) for a, vs in AUXILIARIES.items() for v in vs.split()])
def test_the_auxiliary_goes_by_change_of_place_or_state(auxiliary, infinitive):
    """Also where the verb inside would say otherwise."""
    assert conjugate(infinitive).forms["vd_hulpwerkwoord"] == auxiliary


@pytest.mark.parametrize("infinitive", ["ondergaan", "overdrijven", "doorlopen", "overvallen", "voorkomen"])
def test_the_two_verbs_of_one_spelling_have_each_their_auxiliary(infinitive):
    """Heeft ondergaan, is ondergegaan: what moves comes off, what is undergone or crossed stays."""
    choice = {bool(r.paradigm.particle): r.auxiliary.main for r in readings(infinitive)}
    assert choice == {True: "zijn", False: "hebben"}


@pytest.mark.parametrize(
    ("infinitive", "first_person"), [("taxiën", "taxi"), ("ruziën", "ruzie"), ("oliën", "olie"), ("skiën", "ski")]
)
def test_the_noun_shows_in_the_first_person(infinitive, first_person):
    """Of verbs in -iën: ik taxi, ik ruzie."""
    assert conjugate(infinitive).forms["tt_ik"] == first_person


@pytest.mark.parametrize(
    ("infinitive", "past", "participle"),
    [("verderven", "verdierf", "verdorven"), ("ontvlieden", "ontvlood", "ontvloden"),
     ("uitscheiden", "scheidde uit", "uitgescheiden"), ("inscheppen", "schepte in", "ingeschept")],
)
def test_strong_or_weak_behind_a_first_part(infinitive, past, participle):
    conjugation = conjugate(infinitive)
    assert (conjugation.forms["vt_ev"], conjugation.forms["vd"]) == (past, participle)


@pytest.mark.parametrize(
    ("infinitive", "confidence"),
    [("aangooien", "known"), ("overkloppen", "rule"), ("doorkloppen", "rule"), ("opafbellen", "guess"),
     ("overlopen", "known")],
)
def test_a_known_verb_behind_a_first_part_is_only_as_sure_as_the_first_part(infinitive, confidence):
    """Over- may come off or stay, and nobody joins two particles: without an attested form that is not known."""
    assert conjugate(infinitive).confidence == confidence


@pytest.mark.parametrize("part", ["op", "ver", "over", "ge", "achteruit"])
def test_a_tower_of_prefixes_is_answered_at_once(part):
    """A hundred letters of them, in milliseconds."""
    before = time.perf_counter()
    conjugate((part * 50)[:95] + "lopen")
    assert time.perf_counter() - before < 1
