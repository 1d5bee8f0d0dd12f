"""What decides between hebben and zijn for a verb that takes both.

Four kinds. With `object` verbs hebben needs an object: het ijs is gesmolten, de zon heeft het ijs gesmolten. `thing`
verbs are the same for a thing; a person may do them without saying to what (de bank heeft geconverteerd). `goal` verbs
are ways to move: hebben for the activity, zijn with a place to go. For the rest both are heard without a difference
that a sentence shows.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from distiller.dutch import auxiliary_data

Kind = Literal["object", "thing", "goal", "free"]

FREE = """
aanmeren aanslaan afhaken afstomen afzitten crashen deviëren devolueren diffunderen doorbranden doorlekken doorlopen
doorstarten doorstoten doortrekken druipen embarkeren evaporeren expanderen flippen floppen fuseren genaken gulpen
inburgeren indringen inlopen inspringen instomen keren klonteren kristalliseren metastaseren muteren naderen
neerknielen noodlanden omkeren omlopen ontlopen ontmengen ontstellen ontwennen opbruisen opdraaien opeenvolgen
opfleuren ophouden optrekken overlopen overschakelen passeren precipiteren regrediëren retireren rijpen roesten
samenscholen schiften schimmelen schralen slibben spatten splinteren stagneren stoppen stuiven tegengaan toenaderen
uitgloeien uitharden vastkleven vererven vergeten vergisten verharen verleren verspringen vertakken verzwageren
vloeien wegschuilen zijgen zwikken landen vorderen
"""
"""Of the verbs that mainly take zijn: those that are said with hebben too where nothing is done to an object."""

AGENT = """
afbuigen corroderen devalueren breken integreren ontdooien uitlopen repatriëren raken verduisteren verteren verzuipen
verbeteren verzuilen omkantelen doven uitdoven verminderen halveren bederven fossiliseren
"""
"""Those that somebody may do without naming what is done to."""

THINGS = """
aandikken aanwakkeren afbreken afkalken afscheuren afschuiven afslijten afsplijten afstompen afvlakken afweken bruinen
condenseren deformeren depreciëren dichtbranden dichtschroeien dichtschuiven dikken drogen droogkoken dunnen gaarkoken
globaliseren helen inbuigen indampen indeuken indikken individualiseren industrialiseren inklappen inklinken inkoken
islamiseren karamelliseren krommen lengen losdraaien losscheuren lostornen losweken mummificeren neerklappen neerslaan
neersmakken normaliseren ombuigen omkiepen omkrullen ontbinden ontbladeren ontkleuren ontmenselijken ontnuchteren
ontsteken ontvolken ontzuilen opbollen opbreken openbreken openscheuren openschuiven openslaan opensplijten ophelderen
opkoken oplossen opzetten opzijschuiven overslaan overtrekken oxideren polariseren professionaliseren ruptureren
samenballen samenklappen samentrekken seculariseren stabiliseren terugkaatsen terugtrekken transformeren uitdampen
uitdraaien uitdunnen uitklappen uitrafelen uitrekken uitschuiven uitslaan uitzaaien uitzetten veramerikaansen
veramerikaniseren verbenen verbitteren verbreden verderven verdichten verdriedubbelen verdrievoudigen verduitsen
verdunnen verglazen vergroten vergroven verhevigen verinnerlijken verjongen verkankeren verkoken verkreukelen
verkreuken vermeerderen vermenselijken vernauwen vernederlandsen verruimen verruwen verscherpen verscherven
versimpelen versmallen versnipperen versoberen verstoppen versoepelen vertienvoudigen vertroebelen verveelvoudigen
verviervoudigen vervijfvoudigen vervormen vervrolijken verwassen verweren verwijden verzachten verzakelijken verzepen
verzoeten wegbranden wegbreken wegschuiven wijzigen
"""
"""Of the verbs that mainly take hebben: those that with a thing and nothing done to it take zijn."""

UNDERGOING = "huwen intrekken"
"""Of those, the ones that take zijn without an object whoever the subject is."""

NO_GOAL = """
bonzen botsen flikkeren flitsen golven gutsen klepperen kletteren knallen koersen krabbelen kringelen kwakken
manoeuvreren navigeren patrouilleren pendelen scheuren schieten schoollopen schuiven sjouwen slingeren smakken snorren
spuiten stampen wiegelen wippen zwenken benen crawlen daveren motoren ploffen plonzen spatten spetteren sporen
wervelen wieken kabbelen klotsen struikelen suppen druipen huppen retireren meanderen dokkeren
"""
"""Ways to move that may be aimed somewhere without going there: heeft naar de vijand geschoten."""


@cache
def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = dict.fromkeys(auxiliary_data.BOTH_ZIJN.split(), "object")
    kinds |= dict.fromkeys(auxiliary_data.BOTH_HEBBEN.split(), "free")
    kinds |= dict.fromkeys((*auxiliary_data.MOVEMENT.split(), *auxiliary_data.MANNER.split(), "rondreizen"), "goal")
    kinds |= dict.fromkeys(AGENT.split(), "thing")
    kinds |= dict.fromkeys(THINGS.split(), "thing")
    kinds |= dict.fromkeys(UNDERGOING.split(), "object")
    kinds |= dict.fromkeys((*FREE.split(), *NO_GOAL.split()), "free")
    return kinds | dict.fromkeys(("scheuren", "treden"), "object")


def kind_of_both(verb: str, condition: str) -> Kind:
    """What decides for a bare infinitive that takes both; `condition` is that of its other auxiliary.

    A verb in no list goes by the condition of the rule that made it both.
    """
    listed = _kinds().get(verb)
    if listed:
        return listed
    return "object" if condition == "transitive" else "free"
