"""The closed word classes of Dutch that the sentence analysis leans on: pronouns, auxiliaries, subordinators."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how word classes are written down here."""
    return frozenset(text.split())


NOMINATIVE: Mapping[str, str] = MappingProxyType({
    "ik": "ik", "'k": "ik", "jij": "jij", "hij": "hij", "ie": "hij", "'ie": "hij", "men": "hij",
    "wij": "wij", "we": "wij", "zij": "zij", "gij": "gij", "ge": "gij",
})
"""Pronouns that can only be a subject, with their person. `zij` is singular or plural by its verb."""

DETERMINERS = word_set(
    "de het een 't 'n den deze die dit dat mijn m'n jouw je uw zijn z'n haar ons onze jullie hun elk elke ieder iedere "
    "geen welk welke zo'n alle beide sommige enkele veel weinig meer meerdere verschillende"
)
SINGULAR_DETERMINERS = word_set("een 'n het 't dit elk elke ieder iedere zo'n")
PLURAL_DETERMINERS = word_set(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd tweehonderd driehonderd "
    "vierhonderd vijfhonderd duizend tweeduizend drieduizend vijfduizend tienduizend honderden duizenden tientallen "
    "beide sommige enkele meerdere verschillende"
)
POSSESSIVES = word_set("mijn m'n jouw je uw zijn z'n haar ons onze jullie hun")

SUBORDINATORS = word_set(
    "dat omdat doordat zodat opdat voordat nadat totdat als toen wanneer terwijl hoewel ofschoon schoon indien mits "
    "tenzij zodra zolang zoals of nu aangezien sinds sedert vermits zover tot alsof eer eerdat naarmate "
    "ongeacht waardoor waarbij waarom waarin waarmee waarna waarop waarvan waaraan waartoe waarover waaruit "
    "waarvoor waartegen waarnaar waar hoe wat wie die welke hetgeen wiens wier"
)
CLEAR_SUBORDINATORS = word_set(
    "dat omdat doordat zodat opdat voordat nadat totdat als terwijl hoewel ofschoon indien mits tenzij zodra zolang "
    "zoals aangezien alsof naarmate waardoor waarbij waarin waarmee waarna waarop waarvan waaraan waarover waaruit "
    "waarvoor toen wanneer"
)
RELATIVES = word_set("die dat wie wat welke hetgeen")
QUESTION_WORDS = word_set(
    "hoe wat wie waar waarom wanneer welk welke hoeveel waarmee waarop waarin waaraan waarvan waarvoor waarheen"
)
COORDINATORS = word_set("en maar of want dus noch doch")

PREPOSITIONS = word_set(
    "aan achter af behalve beneden bij binnen boven buiten dankzij door gedurende in jegens langs met na naar naast "
    "namens omstreeks om omtrent ondanks onder op over per rond rondom sinds sedert te tegen tegenover ten ter tijdens "
    "tot tussen uit van vanaf vanuit vanwege via volgens voor voorbij wegens zonder"
)
ADVERBS = word_set(
    "niet nooit ooit altijd vaak soms nog al reeds wel ook toch even eens maar weer opnieuw zelf samen vandaag morgen "
    "gisteren nu straks vanavond vanmorgen vanmiddag vannacht eergisteren overmorgen vanochtend vroeger laatst net "
    "pas meteen direct snel langzaam graag hier daar er erg heel zeer te misschien natuurlijk eigenlijk echter dan "
    "toen dus immers inderdaad helaas gelukkig zo goed hard veel weinig meestal regelmatig dagelijks eindelijk "
    "plotseling thuis buiten binnen elkaar mij me jou je hem haar ons hen hun ze zich u het 't mee alleen allemaal "
    "vooral bijna vanmiddag gisteravond gisterochtend gistermiddag vorig vorige volgend volgende afgelopen komend "
    "komende iedere elke iets niets alles iemand niemand zelfs daarom daarna daarmee daardoor hierdoor hierbij "
    "hiermee bovendien verder intussen ondertussen inmiddels vervolgens tenslotte uiteindelijk sindsdien tevens "
    "desondanks niettemin waarschijnlijk hopelijk blijkbaar kennelijk onlangs later eerst destijds momenteel "
    "tegenwoordig telkens steeds ervan erop erin eraan erover ermee"
)

ZIJN_FORMS = word_set("ben bent is zijn was waren wees wezen geweest waart zijt")
HEBBEN_FORMS = word_set("heb hebt heeft hebben had hadden gehad hebbende")
WORDEN_FORMS = word_set("word wordt worden werd werden geworden")
AUXILIARY_LEMMA: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(ZIJN_FORMS, "zijn"), **dict.fromkeys(HEBBEN_FORMS, "hebben"),
    **dict.fromkeys(WORDEN_FORMS, "worden"),
})
RECEIVING_FORMS = word_set("krijg krijgt krijgen kreeg kregen gekregen")

MODAL_PRESENT = word_set(
    "kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zul zult zullen hoef hoeft hoeven ga gaat gaan "
    "laat laten blijf blijft blijven kom komt komen durf durft durven doe doet doen hoor hoort horen zie ziet zien "
    "leer leert leren help helpt helpen"
)
MODAL_PAST = word_set(
    "kon konden mocht mochten moest moesten wou wilde wilden zou zouden zoudt hoefde hoefden ging gingen liet lieten "
    "bleef bleven kwam kwamen durfde durfden deed deden hoorde hoorden zag zagen leerde leerden hielp hielpen"
)
MODALS = MODAL_PRESENT | MODAL_PAST
CLUSTER_VERBS = MODALS | ZIJN_FORMS | HEBBEN_FORMS | WORDEN_FORMS | word_set("te staan zitten liggen lopen")
FINITE_CLOSED = (
    word_set("ben bent is was waren heb hebt heeft had hadden word wordt werd werden kan kun kunt mag moet wil wilt")
    | word_set("zal zul zult hoef hoeft ga gaat laat blijf blijft kom komt durf durft doe doet") | MODAL_PAST
)
PLURAL_ONLY_OR_INFINITIVE = word_set(
    "zijn hebben worden kunnen mogen moeten willen zullen hoeven gaan laten blijven komen durven doen"
)

REFLEXIVES: Mapping[str, frozenset[str]] = MappingProxyType({
    "ik": word_set("me mij"), "jij": word_set("je jou"), "u": word_set("zich u"), "hij": word_set("zich"),
    "wij": word_set("ons"), "jullie": word_set("je jullie zich"), "zij": word_set("zich"), "gij": word_set("u"),
})
ANY_REFLEXIVE = word_set("me mij je zich ons u jullie jou")

SWAPPED_AUXILIARY: Mapping[str, str] = MappingProxyType({
    "heb": "ben", "hebt": "bent", "heeft": "is", "hebben": "zijn", "had": "was", "hadden": "waren",
    "ben": "heb", "bent": "hebt", "is": "heeft", "zijn": "hebben", "was": "had", "waren": "hadden",
    "geweest": "gehad", "gehad": "geweest",
})

FOREIGN = MappingProxyType({
    "en": word_set("the and every you she they with my this that his their are were have has been from what who how "
                   "to today yesterday tomorrow always never very home i your our it its because"),
    "de": word_set("der das und ich ist nicht mit eine einen wir sie haben wird auf für sind hat heute gestern immer "
                   "mein dein nach zum zur jeden"),
})
"""Words of English and German that no Dutch sentence needs."""
COMMON_DUTCH = word_set(
    "de het een ik jij je hij zij ze wij jullie u en van op niet dat die te voor naar aan er maar om ook als mijn zijn "
    "haar onze hun heb heeft hebben ben bent zijn wordt worden vandaag morgen gisteren elke"
)

FAMILY_NOUNS = word_set(
    "broer zus zusje broertje moeder vader ouders vriend vriendin vrienden kind kinderen zoon dochter man vrouw oom "
    "tante opa oma neef nicht buurman buurvrouw buren collega collega's baas leraar docent hond kat poes auto fiets "
    "telefoon computer trein hart hoofd been arm rug hand moeders vaders ex-man partner klas team leven"
)

TIME_NOUNS = word_set(
    "dag dagen week weken maand maanden jaar jaren uur uren minuut minuten seconde seconden keer ochtend middag avond "
    "nacht morgen weekend weekeinde zomer winter lente herfst tijd moment maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag eeuw etmaal"
)
