"""Finding the form in a sentence and its key: each trap of Dutch grammar with its name.

Brackets mark the form; a sentence in these tables is right, so it may draw no error and no warning.
"""

import re

import pytest

from distiller.dutch.conjugation import conjugate
from distiller.dutch.sentences import analyse_sentence

RIGHT = [
    # word order
    ("subject first", "lopen", "tt_ik", "Ik [loop] elke dag naar school."),
    ("subject first, jij", "lopen", "tt_jij", "Jij [loopt] altijd veel te snel."),
    ("subject first, je", "werken", "tt_jij", "Je [werkt] vandaag tot zes uur."),
    ("inversion with jij", "lopen", "tt_jij", "Waarom [loop] jij zo langzaam?"),
    ("inversion with je", "vinden", "tt_jij", "[Vind] je dit boek mooi?"),
    ("inversion after an adverb", "fietsen", "tt_jij", "Morgen [fiets] je naar je werk."),
    ("je is possessive behind the verb", "lopen", "tt_hij", "[Loopt] je broer vandaag ook mee naar huis?"),
    ("je is possessive, no family", "werken", "tt_hij", "[Werkt] je computer weer?"),
    ("word je", "worden", "tt_jij", "[Word] je morgen dertig?"),
    ("wordt je vader", "worden", "tt_hij", "[Wordt] je vader morgen zestig?"),
    ("stem in -d", "vinden", "tt_hij", "Zij [vindt] de film erg saai."),
    ("stem in -t shows nothing: ik", "eten", "tt_ik", "Ik [eet] elke dag een appel."),
    ("stem in -t shows nothing: jij", "eten", "tt_jij", "[Eet] jij vanavond met ons?"),
    ("stem in -t shows nothing: hij", "eten", "tt_hij", "Mijn zus [eet] nooit vlees."),
    ("jij in a subordinate clause", "komen", "tt_jij", "Ik vind het fijn dat jij vanavond [komt]."),
    ("je after als", "lezen", "tt_jij", "Als je dit boek [leest], leer je veel."),
    ("je object, hij subject", "zien", "tt_hij", "Ik denk dat hij je niet [ziet]."),
    ("question about a noun", "kosten", "tt_hij", "Hoeveel [kost] deze fiets?"),
    ("wie as subject", "betalen", "tt_hij", "Wie [betaalt] vandaag de koffie?"),
    ("men", "spreken", "tt_hij", "In België [spreekt] men drie talen."),
    ("het", "regenen", "tt_hij", "Het [regent] vandaag de hele dag."),
    ("u takes the key of its string", "werken", "tt_jij", "U [werkt] hier al tien jaar."),
    ("u inverted", "drinken", "tt_jij", "[Drinkt] u koffie of thee?"),
    ("u heeft", "hebben", "tt_hij", "U [heeft] een mooie tuin."),
    ("u hebt", "hebben", "tt_jij", "U [hebt] een mooie tuin."),
    ("zij is singular by the verb", "wonen", "tt_hij", "Zij [woont] sinds kort in Utrecht."),
    ("zij is plural by the verb", "wonen", "infinitive", "Zij [wonen] sinds kort in Utrecht."),
    ("ze behind the verb", "slapen", "infinitive", "[Slapen] ze nog steeds?"),
    ("wij", "koken", "infinitive", "Vanavond [koken] wij voor de buren."),
    ("jullie", "weten", "infinitive", "[Weten] jullie waar hij is?"),
    ("plural noun", "spelen", "infinitive", "De kinderen [spelen] elke middag in de tuin."),
    ("two names", "trouwen", "infinitive", "Anna en Tom [trouwen] volgende week."),
    ("relative clause", "wonen", "tt_hij", "De man die hiernaast [woont], is mijn oom."),
    ("relative clause, plural", "wonen", "infinitive", "De mensen die hiernaast [wonen], zijn aardig."),
    ("object relative", "kopen", "vt_ev", "Het brood dat ik gisteren [kocht], was oud."),
    ("coordination keeps the subject", "lezen", "tt_ik", "Ik zit op de bank en [lees] een boek."),
    ("coordination with its own subject", "lezen", "tt_hij", "Ik kook en mijn broer [leest] de krant."),
    # past
    ("past singular", "lopen", "vt_ev", "Gisteren [liep] ik naar het strand."),
    ("past plural", "lopen", "vt_mv", "Gisteren [liepen] we naar het strand."),
    ("past in a subordinate clause", "werken", "vt_ev", "Toen ik daar nog [werkte], had ik geen auto."),
    ("past equals present plural: past by time", "zetten", "vt_mv", "Gisteren [zetten] wij de stoelen buiten."),
    ("past equals present plural: present by time", "zetten", "infinitive", "Vandaag [zetten] wij de stoelen buiten."),
    ("vergat is past", "vergeten", "vt_ev", "Hij [vergat] gisteren zijn sleutels."),
    # participle
    ("perfect with hebben", "werken", "vd", "Ik heb gisteren te lang [gewerkt]."),
    ("perfect with zijn", "vertrekken", "vd", "De trein is al [vertrokken]."),
    ("participle before the auxiliary", "bellen", "vd", "Ik denk dat hij al [gebeld] heeft."),
    ("participle behind the auxiliary", "bellen", "vd", "Ik denk dat hij al heeft [gebeld]."),
    ("pluperfect", "eten", "vd", "We hadden net [gegeten] toen hij kwam."),
    ("passive with worden", "bouwen", "vd", "Het huis wordt dit jaar [gebouwd]."),
    ("passive with zijn", "bouwen", "vd", "Het huis is in 1930 [gebouwd]."),
    ("passive with a modal", "betalen", "vd", "De rekening moet vandaag worden [betaald]."),
    ("zou hebben", "doen", "vd", "Dat zou ik nooit hebben [gedaan]."),
    ("question in the perfect", "zien", "vd", "Heb je die film al [gezien]?"),
    ("participle that is also past: with auxiliary", "verkopen", "vd", "Hij heeft gisteren zijn auto [verkocht]."),
    ("participle that is also past: alone", "verkopen", "vt_ev", "Hij [verkocht] gisteren zijn auto."),
    ("participle that is also the infinitive", "vergeten", "vd", "Ik ben je naam [vergeten]."),
    ("infinitive that is also the participle", "vergeten", "infinitive", "Je moet je sleutels niet [vergeten]."),
    ("present plural that is also the participle", "vergeten", "infinitive", "Wij [vergeten] altijd iets."),
    ("participle that is also tt_hij", "ontmoeten", "vd", "Ik heb haar vorig jaar [ontmoet]."),
    ("tt_hij that is also the participle", "ontmoeten", "tt_hij", "Hij [ontmoet] vandaag zijn nieuwe baas."),
    ("ge- verb: gebruikt participle", "gebruiken", "vd", "Wie heeft mijn pen [gebruikt]?"),
    ("ge- verb: gebruikt present", "gebruiken", "tt_hij", "Zij [gebruikt] elke dag de computer."),
    ("zijn with its own auxiliary", "zijn", "vd", "Ik ben nog nooit in Parijs [geweest]."),
    ("hebben with its own auxiliary", "hebben", "vd", "Wij hebben gisteren veel geluk [gehad]."),
    ("possessive zijn is no auxiliary", "verliezen", "vd", "Hij heeft zijn sleutels [verloren]."),
    # infinitive
    ("after a modal", "zwemmen", "infinitive", "Mijn zusje kan al goed [zwemmen]."),
    ("after te", "leren", "infinitive", "Het is moeilijk om Nederlands te [leren]."),
    ("heb kunnen komen has no participle", "komen", "infinitive", "Ik heb gisteren niet kunnen [komen]."),
    ("aan het", "lezen", "infinitive", "Hij is een boek aan het [lezen]."),
    ("gaan with infinitive", "winkelen", "infinitive", "Zaterdag gaan we in de stad [winkelen]."),
    ("modal in the subordinate clause", "werken", "infinitive", "Ze zegt dat ze morgen moet [werken]."),
    # separable verbs
    ("split", "opbellen", "tt_ik", "Ik [bel] je morgen [op]."),
    ("split, inverted", "opbellen", "tt_jij", "[Bel] je mij vanavond [op]?"),
    ("split over a preposition of the same spelling", "opbellen", "tt_hij",
     "Op maandag [belt] zij haar vriendin [op]."),
    ("split with a phrase behind", "meedoen", "tt_hij", "Zij [doet] vandaag [mee] aan de wedstrijd."),
    ("split, plural", "opstaan", "infinitive", "In het weekend [staan] wij laat [op]."),
    ("split, past", "aankomen", "vt_mv", "Gisteren [kwamen] we heel laat [aan]."),
    ("joined in a subordinate clause", "opbellen", "tt_ik", "Het is beter dat ik hem nu [opbel]."),
    ("joined, plural", "opstaan", "infinitive", "Ik wil niet dat jullie zo vroeg [opstaan]."),
    ("joined past", "aankomen", "vt_ev", "Het regende toen de trein [aankwam]."),
    ("te inside", "opbellen", "infinitive", "Ik vergeet altijd mijn oma [op] te [bellen]."),
    ("joined infinitive after a modal", "uitnodigen", "infinitive", "Je moet ook de buren [uitnodigen]."),
    ("participle in one word", "opruimen", "vd", "Heb jij je kamer al [opgeruimd]?"),
    ("participle of a zijn verb", "opstaan", "vd", "Ik ben vanochtend vroeg [opgestaan]."),
    ("particle before want", "uitgaan", "tt_ik", "Vanavond [ga] ik [uit], want ik ben vrij."),
    ("particle before en", "opstaan", "tt_hij", "Hij [staat] om zes uur [op] en hij gaat naar zijn werk."),
    # reflexive verbs
    ("me", "zich vergissen", "tt_ik", "Ik [vergis] me vaak in de tijd."),
    ("je je", "zich herinneren", "tt_jij", "[Herinner] je je die vakantie nog?"),
    ("zich", "zich schamen", "tt_hij", "Mijn broer [schaamt] zich voor zijn fout."),
    ("ons", "zich haasten", "infinitive", "Wij [haasten] ons elke ochtend naar de bus."),
    ("u zich", "zich vergissen", "tt_jij", "U [vergist] zich, denk ik."),
    ("perfect of a reflexive verb", "zich vergissen", "vd", "Ik heb me gisteren in de datum [vergist]."),
    # how it is written
    ("clitic 'k", "lopen", "tt_ik", "'k [Loop] liever naar huis."),
    ("clitic -ie", "lopen", "tt_hij", "Daar [loopt]-ie weer met zijn hond."),
    ("inside quotes", "komen", "tt_ik", "Hij zei: \"Ik [kom] morgen.\""),
    ("capital at the start", "slapen", "tt_hij", "[Slaapt] de baby al?"),
    ("trema", "beïnvloeden", "tt_hij", "Het weer [beïnvloedt] mijn humeur."),
    ("curly apostrophe", "sms'en", "tt_ik", "Ik [sms] je straks het adres."),
    ("a name with a number before it", "winnen", "vt_ev", "In 1974 [won] Nederland met 2-0 van Brazilië."),
    ("je kan", "kunnen", "tt_jij", "Je [kan] hier je fiets neerzetten."),
    ("hou beside houd", "houden", "tt_ik", "Ik [hou] van lange wandelingen langs de zee."),
    ("rij je beside rijd je", "rijden", "tt_jij", "[Rij] je morgen met mij naar Utrecht?"),
    ("wou beside wilde", "willen", "vt_ev", "Hij [wou] gisteren niet met ons mee."),
    ("possessive zijn beside the verb zijn", "zijn", "tt_hij", "Zijn vader [is] al jaren bakker."),
    ("a noun that ends like a plural", "branden", "vt_ev", "De kaars [brandde] gisteravond heel lang."),
    ("je beside the object of an inverted verb", "vermijden", "tt_jij", "Zo [vermijd] je onnodige kosten, zegt men."),
    ("je abonnement", "kosten", "tt_hij", "Hoeveel [kost] je abonnement per maand?"),
    ("je vast", "eten", "tt_jij", "Als het koud is, [eet] je vast liever soep."),
    ("jij, die", "verdienen", "tt_jij", "Jij, die nooit te laat kwam, [verdient] een mooi afscheid."),
    ("je is affected, dat is the subject", "verbazen", "tt_hij", "[Verbaast] je dat nou echt?"),
    ("niemand die stelling", "bewijzen", "vd", "Tot nu toe heeft niemand die stelling [bewezen]."),
    ("ze in front", "roven", "vt_mv", "Ze [roofden] de handtas van de vrouw en liepen weg."),
    ("kun je", "kunnen", "tt_jij", "[Kun] je mij morgen helpen?"),
    ("wil je", "willen", "tt_jij", "[Wil] je een kopje thee?"),
    ("ben je", "zijn", "tt_jij", "[Ben] je vanavond thuis?"),
    ("heb jij", "hebben", "tt_jij", "[Heb] jij een fiets?"),
    ("zul je", "zullen", "tt_jij", "[Zul] je voorzichtig zijn?"),
]


def parts(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and where they stood."""
    sentence, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            spans.append((len(sentence), len(sentence) + len(piece) - 2))
            piece = piece[1:-1]
        sentence += piece
    return sentence, spans


@pytest.mark.parametrize(("infinitive", "key", "marked"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_right_sentence_has_its_key_and_no_remark(infinitive: str, key: str, marked: str) -> None:
    """The form is found where it stands, carries the key its clause gives it, and nothing is called wrong."""
    sentence, spans = parts(marked)
    analysis = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms)
    remarks = [(f.code, dict(f.detail)) for f in analysis.findings if f.severity != "info"]
    assert (analysis.answer_form_key, list(analysis.spans), remarks) == (key, spans, [])


NO_KEY = [
    ("imperative", "proberen", "imperative", "[Probeer] je gegevens opnieuw."),
    ("imperative with eens", "kijken", "imperative", "[Kijk] eens naar deze foto."),
    ("adjective before a noun", "breken", "adjective", "De [gebroken] vaas staat op tafel."),
    ("predicative with lijken", "sluiten", "adjective", "De winkel lijkt vandaag [gesloten]."),
    ("nominalised infinitive", "lezen", "noun", "Het [lezen] van boeken is leuk."),
    ("subjunctive leve", "leven", "subjunctive", "[Leve] de koningin!"),
    ("subjunctive moge", "mogen", "subjunctive", "[Moge] het nieuwe jaar geluk brengen."),
    ("imperative behind of", "maken", "imperative", "Verwijder de regel, of [maak] het bestand leeg."),
    ("nominalised at a distance", "brengen", "noun", "Er is een wet voor het in de handel [brengen] van kaas."),
    ("phrase of a participle in front", "bewonderen", "adjective", "Door iedereen [bewonderd], nam hij afscheid."),
    ("participle behind weet", "omringen", "adjective", "Zij weet zich [omringd] door vele familieleden."),
    ("er zij", "herinneren", "adjective", "Er zij aan [herinnerd] dat de kas leeg is."),
    ("gij", "lopen", "gij", "Gij [loopt] veel te snel."),
]


@pytest.mark.parametrize(("infinitive", "role", "marked"), [row[1:] for row in NO_KEY], ids=[row[0] for row in NO_KEY])
def test_form_without_a_key_is_found_and_says_why(infinitive: str, role: str, marked: str) -> None:
    """Such a sentence is an example, not a fill-in sentence: no key, and a warning that names the use."""
    sentence, spans = parts(marked)
    analysis = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms)
    roles = [f.detail["role"] for f in analysis.findings if f.code == "no-key"]
    assert (analysis.answer_form_key, list(analysis.spans), roles) == (None, spans, [role])
    assert [f.code for f in analysis.findings if f.severity == "error"] == []


@pytest.mark.parametrize("sentence", ["Het verloop was goed.", "De looptijd is een jaar.", "Wij doorlopen de school."])
def test_form_inside_another_word_is_no_form(sentence: str) -> None:
    """Whole words only: `loop` is not in `verloop`, `lopen` not in `doorlopen`."""
    analysis = analyse_sentence(sentence, "lopen", conjugate("lopen").forms)
    assert (analysis.spans, analysis.answer_form_key) == ((), None)


def test_asked_tense_settles_what_grammar_leaves_open() -> None:
    """`Wij zetten ...` without a cue is the tense that was asked for."""
    forms = conjugate("zetten").forms
    assert analyse_sentence("Wij zetten de stoelen buiten.", "zetten", forms, asked_tense="vt").tense == "vt"
    assert analyse_sentence("Wij zetten de stoelen buiten.", "zetten", forms, asked_tense="tt").tense == "tt"


def test_split_form_gives_two_blanks_and_one_answer() -> None:
    """Parts are joined by one space in the order of the blanks."""
    analysis = analyse_sentence("Bel jij hem morgen op?", "opbellen", conjugate("opbellen").forms)
    assert (analysis.template, analysis.answer) == ("___ jij hem morgen ___?", "Bel op")


def test_auxiliary_of_an_active_perfect_is_pointed_at() -> None:
    """The auxiliary's own fill-in needs its place; a passive has none."""
    active = "Gisteren heb ik te lang gewerkt."
    span = analyse_sentence(active, "werken", conjugate("werken").forms).auxiliary_span
    assert span is not None
    assert active[slice(*span)] == "heb"
    passive = analyse_sentence("Het huis wordt nu gebouwd.", "bouwen", conjugate("bouwen").forms)
    assert passive.auxiliary_span is None


def test_accepted_variant_is_found_and_offered_as_another_answer() -> None:
    """`Kan je` and `kun je` are both right; each accepts the other."""
    analysis = analyse_sentence("Kan je mij morgen helpen?", "kunnen", conjugate("kunnen").forms)
    assert analysis.answer_form_key == "tt_jij"
    assert "kun" in analysis.accepted_answers
