"""What a sentence proves about the auxiliary: of a verb that takes both, and zijn where a verb takes hebben."""

import pytest

from distiller.dutch import Severity, auxiliary_data, conjugate, explain
from distiller.dutch.auxiliary_kinds import kind_of_both
from distiller.dutch.sentences import analyse_sentence


def told(infinitive, sentence):
    findings = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms).findings
    return [f for f in findings if f.code == "wrong-auxiliary"]


def test_every_verb_with_both_auxiliaries_has_a_kind():
    """What stands in the lists of both is decided on purpose, and each kind has many."""
    verbs = (auxiliary_data.BOTH_ZIJN + auxiliary_data.BOTH_HEBBEN + auxiliary_data.MOVEMENT).split()
    kinds = [kind_of_both(verb, "") for verb in verbs]
    assert all(kinds.count(kind) > 100 for kind in ("object", "thing", "goal", "free"))


WITHOUT_OBJECT = """
genezen: Gelukkig heeft de wond na drie weken volledig genezen.
smelten: Door de warme zomer heeft de gletsjer verder gesmolten.
degraderen: Na de nederlaag heeft de club naar de eerste divisie gedegradeerd.
promoveren: Mijn oudste zus heeft vorige week gepromoveerd.
wennen: De meeste leerlingen hebben snel aan het nieuwe rooster gewend.
bevallen: De prinses heeft van een zoon bevallen.
trouwen: In 1923 heeft hij met de dochter van een bankier getrouwd.
scheiden: Haar ouders hebben gescheiden toen ze zes was.
stoppen: Na twintig jaar heeft hij gestopt met roken.
verbranden: Bij de aanslag hebben duizenden documenten verbrand.
drogen: Binnen een uur had de verf gedroogd.
veranderen: Sinds de komst van de brug heeft het dorp ingrijpend veranderd.
uitbreken: In Zeeland heeft vogelgriep uitgebroken.
aanbreken: Voor de vrouwen heeft een nieuwe tijd aangebroken.
herstellen: De minister heeft inmiddels goed hersteld van de operatie.
intrekken: In mei heeft ze bij haar vriend ingetrokken.
peddelen: Ze hebben in een kano naar het eiland gepeddeld.
schrijden: De bruid heeft langzaam naar het altaar geschreden.
"""

AN_OBJECT_MAY_HIDE = """
genezen: De kruiden die de monniken kweekten, hebben velen genezen.
genezen: De patiënten die ze genezen heeft, zijn haar dankbaar.
smelten: De kaas die we gisteren hebben gesmolten, is op.
smelten: De dieven hebben het goud gestolen en gesmolten.
drogen: In de schuur heeft de boer hooi gedroogd.
drogen: Ik heb mijn haar gewassen, geföhnd en gedroogd.
breken: Na die ruzie heeft hij met zijn familie gebroken.
breken: Velen hebben daarmee gebroken.
veranderen: Ze heeft al drie keer van studie veranderd.
veranderen: Wat heeft de nieuwe wet eigenlijk veranderd?
veranderen: Dat gesprek heeft veel veranderd.
bederven: De regen heeft gisteren het feest bedorven.
verminderen: Deze pillen hebben bij de meeste patiënten klachten verminderd.
verbranden: Tijdens de opstand hebben soldaten dorpen geplunderd en verbrand.
verzwakken: Jarenlange droogte had de bomen verzwakt.
verstikken: Algen hebben het leven in de vijver verstikt.
krommen: Ouderdom had zijn rug gekromd.
afbreken: Hier heeft de gemeente huizen afgebroken.
uitlopen: Na de finish hebben de renners tien minuten uitgelopen.
opwarmen: Ik heb er vanavond twee opgewarmd.
ontdooien: Die heb ik al ontdooid.
ontdooien: Beide heb ik ontdooid.
ontdooien: Hij heeft er een ontdooid.
ontdooien: Deze heeft mijn moeder gisteren ontdooid.
aanspoelen: De takken die de zee had aangespoeld, lagen er nog.
rijpen: De kaas heeft een jaar op planken gerijpt.
vorderen: De officier van justitie heeft twaalf jaar gevorderd.
dansen: Vanavond heeft ze naar hartenlust gedanst.
lopen: Het onderzoek heeft naar schatting een jaar gelopen.
"""

BUSY_WITH_ZIJN = """
dansen: Vroeger is mijn tante veel met hem gedanst.
vechten: In die oorlog is zijn grootvader in Vlaanderen gevochten.
voldoen: Het nieuwe model is niet aan de verwachtingen voldaan.
deelnemen: Aan het congres zijn vertegenwoordigers uit dertig landen deelgenomen.
waaien: Het is gisteren hard gewaaid.
debuteren: Als schrijver is hij in 1951 gedebuteerd.
verklaren: De getuige is verklaard dat hij niets had gezien.
smelten: Ik ben de boter gesmolten.
oplossen: Ik ben het raadsel opgelost.
"""

RIGHT_WITH_ZIJN = """
vechten: In die streek is hard gevochten.
voldoen: Aan alle voorwaarden is voldaan.
sluiten: De bakker op de hoek is gesloten.
dansen: Ze zijn lachend de zaal uit gedanst.
waaien: Het is van de tafel gewaaid.
wennen: Ik ben de drukte wel gewend.
oversteken: We zijn de grens overgestoken.
veranderen: Ik ben mijn leven lang niet veranderd.
uitslapen: Ben je al uitgeslapen?
"""


def rows(table):
    return [tuple(line.split(": ", 1)) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("infinitive", "sentence"), rows(WITHOUT_OBJECT))
def test_hebben_without_object_or_with_a_goal_is_noticed(infinitive, sentence):
    assert told(infinitive, sentence)


@pytest.mark.parametrize(("infinitive", "sentence"), rows(AN_OBJECT_MAY_HIDE))
def test_where_an_object_may_hide_hebben_is_left_alone(infinitive, sentence):
    assert told(infinitive, sentence) == []


@pytest.mark.parametrize(("infinitive", "sentence"), rows(BUSY_WITH_ZIJN))
def test_zijn_for_what_somebody_does_is_noticed(infinitive, sentence):
    assert told(infinitive, sentence)


@pytest.mark.parametrize(("infinitive", "sentence"), rows(RIGHT_WITH_ZIJN))
def test_right_passives_states_and_ways_are_left_alone(infinitive, sentence):
    assert told(infinitive, sentence) == []


WHY = """
genezen alleen hebben met een lijdend voorwerp: De wond heeft genezen.
fietsen als de beweging ergens heen gaat: Ik heb naar huis gefietst.
oplossen hier staat een lijdend voorwerp: Ik ben het raadsel opgelost.
dansen alleen zijn als iemand ergens heen gaat: Opa is met tante gedanst.
"""


@pytest.mark.parametrize(("about", "sentence"), rows(WHY))
def test_the_reason_is_what_the_sentence_shows(about, sentence):
    """Of a verb with both auxiliaries it is never said that it takes only one; and it is a warning, no error."""
    infinitive, reason = about.split(" ", 1)
    (finding,) = told(infinitive, sentence)
    assert finding.severity is Severity.WARNING
    assert reason in explain(finding, "nl")
    assert explain(finding, "en") != explain(finding, "nl")
