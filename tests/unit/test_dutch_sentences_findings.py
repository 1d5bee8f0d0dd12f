"""What is wrong with a sentence: each kind of mistake a teacher makes, with the remark it must draw."""

import pytest

from distiller.dutch.conjugation import conjugate
from distiller.dutch.explain import explain
from distiller.dutch.findings import Severity
from distiller.dutch.sentences import analyse_sentence, check_sentence_set

WRONG = [
    # person, number, d and t
    ("hij word", "worden", "Hij word morgen dertig.", "person-disagreement", "wordt"),
    ("ik wordt", "worden", "Ik wordt morgen dertig.", "person-disagreement", "word"),
    ("ik loopt", "lopen", "Ik loopt elke dag naar school.", "person-disagreement", "loop"),
    ("jij loop", "lopen", "Jij loop veel te snel.", "person-disagreement", "loopt"),
    ("jij in a subordinate clause", "komen", "Het is fijn dat jij vanavond kom.", "person-disagreement", "komt"),
    ("inversion with jij", "lopen", "Loopt jij morgen mee?", "inversion", "loop"),
    ("inversion with je", "vinden", "Vindt je het een mooie film?", "inversion", "vind"),
    ("inversion after an adverb", "fietsen", "Morgen fietst jij naar je werk.", "inversion", "fiets"),
    ("inversion before a particle", "terugkomen", "Wanneer komt je terug uit Italië?", "inversion", "kom ... terug"),
    ("inversion before an adverb", "rijden", "Rijdt je voorzichtig?", "inversion", "rijd"),
    ("inversion of a separable verb", "opbellen", "Belt jij mij vanavond op?", "inversion", "bel ... op"),
    ("wij loopt", "lopen", "Wij loopt elke dag naar school.", "number-disagreement", "lopen"),
    ("hij lopen", "lopen", "Hij lopen elke dag naar school.", "number-disagreement", "loopt"),
    ("noun subject: de kinderen speelt", "spelen", "De kinderen speelt in de tuin.", "number-disagreement", "spelen"),
    ("noun subject behind the verb", "spelen", "Morgen speelt de kinderen in de tuin.", "number-disagreement",
     "spelen"),
    ("noun subject in a subordinate clause", "spelen", "Ik zie dat mijn broer buiten spelen.",
     "number-disagreement", "speelt"),
    ("a name with a plural", "trouwen", "Joanna trouwden vorig jaar in Gent.", "number-disagreement", "trouwde"),
    ("a phrase with a tail", "leven", "De rupsen van deze vlinder leeft op planten.", "number-disagreement", "leven"),
    ("a bare plural with a singular", "vallen", "Slachtoffers viel hier gelukkig niet.", "number-disagreement",
     "vielen"),
    ("dit with a plural", "betekenen", "Voor ons betekenen dit veel werk.", "number-disagreement", "betekent"),
    ("past: wij liep", "lopen", "Gisteren liep wij naar het strand.", "number-disagreement", "liepen"),
    ("past: ik liepen", "lopen", "Gisteren liepen ik naar het strand.", "number-disagreement", "liep"),
    ("stem without ik", "betekenen", "Dit woord beteken niets.", "person-disagreement", "betekent"),
    ("stem with ze beside another ik", "komen", "Ik weet dat ze morgen kom.", "person-disagreement", "komt"),
    ("stem in a relative clause", "wonen", "Ik ken een man die in Japan woon.", "person-disagreement", "woont"),
    ("participle for present", "betekenen", "Wat betekend dit woord?", "person-disagreement", "betekent"),
    ("leefd", "leven", "Hij leefd al jaren in Spanje.", "misspelt-form", "leeft"),
    ("vint", "vinden", "Zij vint de film erg saai.", "misspelt-form", "vindt"),
    ("jij vind je", "vinden", "Jij vind je werk heel leuk.", "person-disagreement", "vindt"),
    ("inversion, nothing else can be the subject", "worden", "Wanneer wordt je dertig?", "inversion", "word"),
    ("inversion, je is no object of lezen", "lezen", "Wat leest je nu?", "inversion", "lees"),
    ("number of a relative clause", "wonen", "Wij kennen de mensen die hier woont.", "number-disagreement", "wonen"),
    ("number in a subordinate clause", "stijgen", "Het nieuws zegt dat de hoge prijs weer stijgen.",
     "number-disagreement", "stijgt"),
    ("number in a question by name", "leven", "Wanneer leefden Friedrich Nietzsche?", "number-disagreement", "leefde"),
    ("number behind a clause", "slapen", "Als het regent, slapen mijn hond binnen.", "number-disagreement", "slaapt"),
    ("number with persons in front", "eisen", "De demonstranten eiste het ontslag van de minister.",
     "number-disagreement", "eisten"),
    ("numerals", "vluchten", "Twintig soldaten vluchtte naar het bos.", "number-disagreement", "vluchtten"),
    # past and participle
    ("kofschip in the past", "leven", "Hij leefte honderd jaar geleden.", "misspelt-form", "leefde"),
    ("kofschip in the past, t", "werken", "Gisteren werkde ik tot laat.", "misspelt-form", "werkte"),
    ("single t in the past", "praten", "Gisteren prate ik met hem.", "misspelt-form", "praatte"),
    ("strong verb made weak", "lopen", "Gisteren loopte ik naar huis.", "misspelt-form", "liep"),
    ("strong participle made weak", "schrijven", "Ik heb een brief geschrijfd.", "misspelt-form", "geschreven"),
    ("participle with t for d", "horen", "Ik heb het nieuws gehoort.", "misspelt-form", "gehoord"),
    ("participle with d for t", "werken", "Ik heb vandaag hard gewerkd.", "misspelt-form", "gewerkt"),
    ("is gebeurt", "gebeuren", "Het ongeluk is gisteren gebeurt.", "participle-dt", "gebeurd"),
    ("heeft verteld with t", "vertellen", "Hij heeft mij alles vertelt.", "participle-dt", "verteld"),
    ("infinitive for participle", "breken", "Hij heeft gisteren zijn been breken.", "participle-expected", "gebroken"),
    ("infinitive for participle, hebben", "betrekken", "Zij hebben ons in deze zaak betrekken.",
     "participle-expected", "betrokken"),
    ("infinitive for participle, zijn", "instorten", "De brug is gisteren instorten.", "participle-expected",
     "ingestort"),
    ("present for participle", "kopen", "Mijn zus heeft een rode jurk koopt.", "participle-expected", "gekocht"),
    ("infinitive after wordt", "bellen", "Mijn broer werd gisteren laat nog bellen.", "participle-expected", "gebeld"),
    ("infinitive beside an inverted je", "opstaan", "Hoe laat ben je opstaan?", "participle-expected", "opgestaan"),
    ("finite after te", "leren", "Het is moeilijk om Nederlands te leert.", "finite-after-te", "leren"),
    ("finite behind an infinitive", "zingen", "We hebben haar nooit horen zingt.", "infinitive-expected", "zingen"),
    ("finite after aan het", "werken", "De mannen zijn buiten aan het werkt.", "infinitive-expected", "werken"),
    ("finite after a modal", "controleren", "Hoe kan ik mijn mail controleert?", "infinitive-expected", "controleren"),
    # auxiliary
    ("heeft vertrokken", "vertrekken", "De trein heeft al vertrokken.", "wrong-auxiliary", "is"),
    ("heb gebleven", "blijven", "Ik heb gisteren thuis gebleven.", "wrong-auxiliary", "ben"),
    ("hebben opgestaan", "opstaan", "Wij hebben vroeg opgestaan.", "wrong-auxiliary", "zijn"),
    ("is gewerkt", "werken", "Ik ben gisteren te lang gewerkt.", "wrong-auxiliary", "heb"),
    ("is geslapen", "slapen", "Mijn broer is gisteren heel lang geslapen.", "wrong-auxiliary", "heeft"),
    ("with an object", "lezen", "Zij is gisteren een boek gelezen.", "wrong-auxiliary", "heeft"),
    ("with an object, noun subject", "kopen", "Mijn moeder is gisteren een nieuwe jas gekocht.",
     "wrong-auxiliary", "heeft"),
    ("with a reflexive pronoun", "zich vergissen", "Hij is zich gisteren vergist.", "wrong-auxiliary", "heeft"),
    ("with a dat-clause", "uitrekenen", "De man is uitgerekend dat het te duur is.", "wrong-auxiliary", "heeft"),
    ("weather", "regenen", "Het is gisteren de hele dag geregend.", "wrong-auxiliary", "heeft"),
    ("bare plural object", "aanvallen", "De luchtmacht is doelen in de stad aangevallen.", "wrong-auxiliary", "heeft"),
    ("bare mass noun as object", "spelen", "Zij zijn gisteren voetbal gespeeld.", "wrong-auxiliary", "hebben"),
    ("an amount as object", "drinken", "Zij is te veel wijn gedronken.", "wrong-auxiliary", "heeft"),
    ("u as subject beside an object", "horen", "Bent u het nieuws al gehoord?", "wrong-auxiliary", "hebt"),
    ("a person does it to a thing", "uiteenzetten", "Zo is de minister uiteengezet.", "wrong-auxiliary", "heeft"),
    ("er over gedacht with a subject", "denken", "Ze waren er nooit over gedacht.", "wrong-auxiliary", "hadden"),
    ("object of another number", "bieden", "De minister is maatregelen geboden.", "wrong-auxiliary", "heeft"),
    ("three phrases beside a verb of giving", "geven", "De arts is de patiënt een spuitje gegeven.", "wrong-auxiliary",
     "heeft"),
    ("his own services", "aanbieden", "De trainer is zijn diensten aangeboden.", "wrong-auxiliary", "heeft"),
    ("hij with a dat-clause", "beloven", "Hij is beloofd dat hij morgen komt.", "wrong-auxiliary", "heeft"),
    ("a clause with te as object", "besluiten", "Het kabinet is besloten de belasting te verlagen.",
     "wrong-auxiliary", "heeft"),
    ("no subject with this preposition", "leiden", "De ruzie is tot zijn vertrek geleid.", "wrong-auxiliary", "heeft"),
    ("persons with a preposition", "rekenen", "Daar was niemand op gerekend.", "wrong-auxiliary", "had"),
    ("the preposition behind the participle", "onderhandelen", "Vakbonden en bazen zijn lang onderhandeld over loon.",
     "wrong-auxiliary", "hebben"),
    ("who did it", "winnen", "Niemand weet wie gewonnen is.", "wrong-auxiliary", "heeft"),
    ("name parts before a bare object", "ontdekken", "Onderzoekers zijn in Deventer resten van een kerk ontdekt.",
     "wrong-auxiliary", "hebben"),
    ("naar with a destination", "lopen", "Ik heb gisteren naar het ziekenhuis gelopen.", "wrong-auxiliary", "ben"),
    ("the room left behind", "sluipen", "Zonder een woord had hij de kamer uit geslopen.", "wrong-auxiliary", "was"),
    ("from where", "rollen", "De bal heeft van de trap gerold.", "wrong-auxiliary", "is"),
    ("into what", "stappen", "De minister heeft om tien uur in de trein gestapt.", "wrong-auxiliary", "is"),
    ("as far as", "rijden", "De bus heeft tot aan de grens gereden.", "wrong-auxiliary", "is"),
    ("who gets it behind aan", "geven", "De stad is geld aan de club gegeven.", "wrong-auxiliary", "heeft"),
    ("nobody does it", "breken", "Door de klap heeft het glas in stukken gebroken.", "wrong-auxiliary", "is"),
    ("stoppen met", "stoppen", "Mijn vader heeft vorig jaar met roken gestopt.", "wrong-auxiliary", "is"),
    ("own pronoun as object", "wassen", "Ik ben me vanochtend gewassen.", "wrong-auxiliary", "heb"),
    ("meer dan as subject", "tekenen", "Meer dan duizend mensen zijn de brief getekend.", "wrong-auxiliary", "hebben"),
    # reflexive pronoun
    ("no pronoun", "zich vergissen", "Ik vergis vaak in de tijd.", "reflexive-missing", "me"),
    ("wrong pronoun", "zich vergissen", "Ik vergis zich vaak in de tijd.", "reflexive-wrong", "me"),
    ("wrong pronoun, wij", "zich haasten", "Wij haasten zich naar de bus.", "reflexive-wrong", "ons"),
    ("one je too few", "zich herinneren", "Herinner je die vakantie nog?", "reflexive-missing", "je"),
    # separable verbs
    ("particle missing", "opbellen", "Ik bel je morgen.", "particle-missing", "bel ... op"),
    ("particle missing in a subordinate clause", "opbellen", "Ik wil dat hij mij belt.",
     "particle-missing", "opbelt"),
    ("only a preposition of the same spelling", "opbellen", "Ik bel je op maandag.", "particle-missing", "bel ... op"),
    ("wrong particle", "opbellen", "Ik bel je morgen aan.", "particle-wrong", "bel ... op"),
    ("joined in a main clause", "opbellen", "Ik opbel je morgen.", "split-expected", "bel ... op"),
    ("joined plural and split", "schoonmaken", "Op zaterdag schoonmaken wij het huis schoon.", "particle-doubled",
     "maken ... schoon"),
    ("joined and split", "opbellen", "Ik opbel je morgen op.", "particle-doubled", "bel ... op"),
    ("apart in a subordinate clause", "opbellen", "Het is goed dat ik hem op bel.", "joined-expected", "opbel"),
    ("te before the whole", "opbellen", "Ik vergeet altijd hem te opbellen.", "te-inside", "op te bellen"),
    # the sentence as an exercise
    ("no form", "lopen", "Wij fietsen elke dag naar school.", "form-missing", None),
    ("form twice", "lopen", "Ik loop loop naar school.", "form-twice", None),
    ("two forms", "lopen", "Ik loop snel, maar gisteren liep ik langzaam.", "more-than-one-form", None),
    ("answer elsewhere", "lopen", "Ik loop graag en daarom loop ik elke dag.", "answer-elsewhere", None),
    ("a common misspelling", "lopen", "Ik loop vandag eigelijk niet graag.", "misspelt-word", "vandaag"),
    ("the other verb of one spelling", "voorkomen", "De keeper voorkwam een doelpunt.", "other-verb", "kwam ... voor"),
    # how it is written
    ("English", "lopen", "I loop to school every day with my friends.", "not-dutch", None),
    ("German", "gaan", "Ich ga heute nicht nach Hause.", "not-dutch", None),
    ("blank", "lopen", "Ik ___ naar school.", "blank-in-sentence", None),
    ("dots", "lopen", "Ik loop naar .......", "blank-in-sentence", None),
    ("bold", "lopen", "Ik **loop** naar school.", "markdown", None),
    ("list dash", "lopen", "- Ik loop naar school.", "markdown", None),
    ("html", "lopen", "Ik <b>loop</b> naar school.", "markdown", None),
    ("numbered", "lopen", "1. Ik loop naar school.", "label-in-sentence", None),
    ("label before", "lopen", "Zin 3: Ik loop naar school.", "label-in-sentence", None),
    ("key before", "lopen", "tt_ik: Ik loop naar school.", "label-in-sentence", None),
    ("key behind", "lopen", "Ik loop naar school. [tt_ik]", "label-in-sentence", None),
    ("answer behind", "lopen", "Ik loop naar school. (loop)", "answer-appended", None),
    ("one quotation mark", "lopen", "\"Ik loop naar school.", "stray-quotes", None),
    ("small letter", "lopen", "ik loop naar school.", "no-capital", None),
    ("no end mark", "lopen", "Ik loop naar school", "no-end-mark", None),
    ("too long", "lopen", "Ik loop " + "heel erg " * 14 + "ver.", "too-long", None),
]


@pytest.mark.parametrize(("infinitive", "sentence", "code", "expected"), [row[1:] for row in WRONG],
                         ids=[row[0] for row in WRONG])
def test_mistake_draws_its_remark(infinitive: str, sentence: str, code: str, expected: str | None) -> None:
    """The remark has its own code and, where there is a right form, names it first."""
    findings = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms).findings
    assert code in [f.code for f in findings]
    finding = next(f for f in findings if f.code == code)
    assert expected is None or finding.expected[:1] == (expected,)
    assert finding.severity is not Severity.INFO


RIGHT = [
    ("both auxiliaries: gefietst", "fietsen", "Ik heb gisteren de hele dag gefietst."),
    ("both auxiliaries: naar huis gefietst", "fietsen", "Ik ben gisteren naar huis gefietst."),
    ("passive of a hebben verb", "lezen", "Dit boek is door veel mensen gelezen."),
    ("passive with a time", "kopen", "De jas is vorige week in Utrecht gekocht."),
    ("passive with an indirect object", "vertellen", "Het nieuws is mij gisteren verteld."),
    ("passive with a dat-clause", "vertellen", "Mij is verteld dat het morgen regent."),
    ("impersonal passive", "dansen", "Er is gisteren tot laat gedanst."),
    ("passive of a person", "bellen", "Zij is gisteren door haar baas gebeld."),
    ("passive with om", "uitnodigen", "Wij zijn uitgenodigd om mee te eten."),
    ("passive with zo dat", "bouwen", "Het huis is zo gebouwd dat het warm blijft."),
    ("a place that lies somewhere", "liggen", "Het dorp is gelegen aan de oever van de Maas."),
    ("a thing agreed on", "afspreken", "De prijs is vooraf afgesproken."),
    ("a fish caught", "vissen", "De fiets is gisteren uit het kanaal gevist."),
    ("tired of", "uitkijken", "Ik ben op die film uitgekeken."),
    ("heel het land", "afkondigen", "In heel het land is de noodtoestand afgekondigd."),
    ("a date and a name", "oprichten", "De club is op 1 mei 1900 in café De Zwaan opgericht."),
    ("passive in a clause behind another", "aanmelden", "Ik kan niet printen sinds ik ben aangemeld bij de dienst."),
    ("passive behind maar", "vergiftigen", "Zij dronk haar glas leeg, maar de wijn bleek vergiftigd te zijn."),
    ("passive with a relative clause behind it", "instellen", "Er is een onderzoek ingesteld, dat nog voortduurt."),
    ("where, not where to", "klimmen", "Wij hebben vorige zomer in de bergen geklommen."),
    ("a line to somewhere", "rijden", "De chauffeur heeft jarenlang op de lijn naar Zwolle gereden."),
    ("a numeral in front", "neerschieten", "Twee agenten zijn bij een inval in Rotterdam neergeschoten."),
    ("how long, not where to", "kruipen", "De baby heeft de hele dag over de vloer gekropen."),
    ("refused to him", "weigeren", "Hem is geweigerd zijn advocaat te spreken."),
    ("an object moved", "rijden", "Hij heeft de auto naar de garage gereden."),
    ("persons moved", "vliegen", "De piloot heeft ons veilig naar Oslo gevlogen."),
    ("a change that somebody makes", "veranderen", "De uitvinding heeft de wereld veranderd."),
    ("a change with a quantity", "veranderen", "Dat heeft alles veranderd."),
    ("the object of a clause with ik", "veranderen", "Sinds ik het wachtwoord veranderd heb, werkt niets meer."),
    ("a relative subject with an object", "veranderen", "De vrouw die mijn leven veranderd heeft, was mijn lerares."),
    ("a name behind an inverted verb", "plaatsvinden", "Waar vonden de Olympische Spelen van 1928 plaats?"),
    ("an object pronoun in the plural", "afzetten", "De taxi zette ons voor de deur van het hotel af."),
    ("the affected in front", "interesseren", "De meeste mensen interesseert dat niet."),
    ("an infinitive as subject", "zijn", "Roken is slecht voor je gezondheid."),
    ("a relative object", "noemen", "De stad, die de Romeinen Lutetia noemden, lag aan de Seine."),
    ("a noun that is a particle", "weglopen", "Wij zien dat over de heide een brede weg loopt en dat hij wegloopt."),
    ("loop jij", "lopen", "Loop jij vandaag mee naar huis?"),
    ("passive with worden says nothing of the auxiliary", "bellen", "Zij wordt vandaag door haar baas gebeld."),
    ("passive of two", "bellen", "Mijn broer en mijn zus zijn gisteren gebeld."),
    ("passive with a superlative", "lezen", "Dit boek is het meest gelezen."),
    ("passive with a length of time", "sluiten", "Het café is de hele zomer gesloten."),
    ("where somebody is", "vissen", "Mijn opa is vissen."),
    ("an object in front", "kennen", "Deze mensen kent mijn moeder niet."),
    ("a bare object in front", "drinken", "Koffie drinken de meeste mensen graag."),
    ("dat in front as object", "weten", "Dat weten alle kinderen."),
    ("dat with a copula", "zijn", "Dat zijn mijn ouders."),
    ("a plural in -ties", "werken", "De organisaties werken goed samen."),
    ("a short plural in -s", "juichen", "De fans juichen de hele wedstrijd."),
    ("a Latin plural", "sluiten", "De musea sluiten om vijf uur."),
    ("a plural in -i", "praten", "De politici praten de hele dag."),
    ("an adjective for a plural", "komen", "De meeste komen uit Spanje."),
    ("young animals", "eten", "De jongen eten insecten."),
    ("a family by name", "wonen", "In dit huis woont de familie Jansen."),
    ("possessive zijn in front", "groeien", "Zijn planten groeien goed."),
    ("a clause with zijn in front", "verdwijnen", "Als de toeristen weg zijn verdwijnen de kraampjes."),
    ("the twenties", "bouwen", "Het huis is in de jaren '20 door mijn opa gebouwd."),
    ("passive with a pronoun that is paid", "betalen", "Wij zijn nog niet betaald."),
    ("passive with a thing that a plural gets", "geven", "De kinderen is een ijsje gegeven."),
    ("passive with a colour", "schilderen", "De muren zijn gisteren wit geschilderd."),
    ("passive with a measure", "verlagen", "De prijs is tien euro verlaagd."),
    ("passive step by step", "bespreken", "Dit onderwerp is stap voor stap besproken."),
    ("passive of a fixed phrase", "houden", "Met jouw wensen is rekening gehouden."),
    ("impersonal passive with er", "drinken", "Er is gisteren veel bier gedronken."),
    ("zijn with an object: vergeten", "vergeten", "Ik ben mijn sleutels vergeten."),
    ("zijn with an object: tegenkomen", "tegenkomen", "Zij is gisteren haar ex tegengekomen."),
    ("passive with a feeling", "verbazen", "Ik was verbaasd dat hij kwam."),
    ("dummy subject with a dat-clause", "bekendmaken", "Het is bekendgemaakt dat de school sluit."),
    ("two halves of a subject", "lopen", "Jij en ik lopen elke dag naar school."),
    ("half of the subject behind the verb", "lopen", "Gisteren liepen hij en zijn broer naar huis."),
    ("zowel als", "lopen", "Zowel jij als ik lopen te langzaam."),
    ("je is the one affected", "lukken", "Lukt je dat vandaag?"),
    ("je haar", "knippen", "Wordt je haar morgen geknipt?"),
    ("two clauses joined by en", "afwassen", "Mijn moeder kookt en mijn vader wast af."),
    ("een aantal with plural", "spelen", "Een aantal kinderen spelen op straat."),
    ("plural object of a relative clause", "kennen", "Het meisje dat mijn ouders kent, heet Anna."),
    ("posture verb as helper", "wachten", "Hij heeft een uur staan wachten."),
    ("a name that looks like a form", "werken", "Mark werkt bij een bakker."),
    ("state with getrouwd", "trouwen", "Mijn zus is getrouwd met een bakker."),
    ("particle with a preposition of the same spelling", "opbellen", "Op maandag bel ik je op."),
    ("loopt je broer", "lopen", "Loopt je broer vandaag mee naar huis?"),
    ("denkt je moeder", "denken", "Denkt je moeder dat het gaat regenen?"),
    ("capital after 's", "slapen", "'s Nachts slaap ik goed."),
    ("quotes in pairs", "zeggen", "Hij zegt altijd \"goedemorgen\" tegen de buren."),
    ("an abbreviation", "wonen", "Wij wonen o.a. met mijn oma in dit huis."),
    ("brackets in the sentence", "wonen", "Mijn oom (van moeders kant) woont in Gent."),
    ("te laat is no infinitive marker", "komen", "De bus komt vandaag te laat."),
]


@pytest.mark.parametrize(("infinitive", "sentence"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_right_sentence_is_left_alone(infinitive: str, sentence: str) -> None:
    """What looks like a mistake and is none draws neither error nor warning."""
    findings = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms).findings
    assert [f for f in findings if f.severity is not Severity.INFO] == []


def test_unknown_word_is_worth_knowing_with_the_nearest_words() -> None:
    """No list is complete: an info, never more; compounds, names and words beside names are left alone."""
    forms = conjugate("lopen").forms
    (finding,) = analyse_sentence("Vandaag loop ik om een paddestoel heen.", "lopen", forms).findings
    assert (finding.code, finding.severity, finding.expected) == ("unknown-word", "info", ("paddenstoel",))
    for known in ("langs de kaasbroodjeswinkel", "naar Kzonk", "naar Kzonk explorer"):
        assert analyse_sentence(f"Nu loop ik {known}.", "lopen", forms).findings == ()


def test_slip_in_a_common_word_is_a_warning() -> None:
    """One letter off a word that every learner meets, and no other word as near."""
    forms = conjugate("lopen").forms
    for wrong, right in (("suprmarkt", "supermarkt"), ("statoin", "station"), ("fabreik", "fabriek")):
        (finding,) = analyse_sentence(f"Vandaag loop ik naar de {wrong}.", "lopen", forms).findings
        assert (finding.code, finding.severity, finding.expected) == ("misspelt-word", "warning", (right,))


def test_wrong_tense_is_told_when_one_was_asked() -> None:
    """Asked for past, answered in present."""
    findings = analyse_sentence("Ik loop nu naar huis.", "lopen", conjugate("lopen").forms, asked_tense="vt").findings
    assert ("wrong-tense", "vt", "tt") in [(f.code, f.detail.get("asked"), f.detail.get("tense")) for f in findings]


def test_blank_that_fits_another_tense_is_only_worth_knowing() -> None:
    """Without a cue of time the other tense fits too: an info that names it, no more."""
    findings = analyse_sentence("Wij fietsen samen naar school.", "fietsen", conjugate("fietsen").forms).findings
    assert [(f.code, f.severity, f.expected) for f in findings] == [("ambiguous-blank", "info", ("fietsten",))]
    assert analyse_sentence("Vandaag fietsen wij samen.", "fietsen", conjugate("fietsen").forms).findings == ()


SET = [
    "Vandaag loop ik naar school.", "Loop jij vanavond met de hond?", "Mijn broer loopt elke dag in het park.",
    "De kinderen lopen nu naar huis.", "Gisteren liep ik naar het station.", "Vorige week liep Anna in het bos.",
    "Eergisteren liepen wij langs de zee.", "Ik heb vanochtend ver gelopen.",
    "Heb jij gisteren veel gelopen?", "Mijn ouders zijn zondag naar de kerk gelopen.",
]


def test_good_set_draws_no_remark() -> None:
    """Four present, three past, three perfect, all keys, all different."""
    assert check_sentence_set(SET, "lopen", conjugate("lopen").forms) == []


def test_set_remarks_name_their_sentences() -> None:
    """Near-duplicates by position, the tenses against 40/30/30, keys without a sentence as an info."""
    forms = conjugate("lopen").forms
    twins = [*SET[:9], "Vandaag loop ik naar de school."]
    found = check_sentence_set(twins, "lopen", forms)
    assert [f.detail["positions"] for f in found if f.code == "near-duplicate"] == [[0, 9]]
    present = check_sentence_set(SET[:4] * 2, "lopen", forms)
    assert "tense-mix" in [f.code for f in present]
    assert [f.detail["keys"] for f in present if f.code == "keys-missing"] == [["vt_ev", "vt_mv", "vd"]]
    assert check_sentence_set([], "lopen", forms) == []


@pytest.mark.parametrize(("infinitive", "sentence", "code"), [row[1:4] for row in WRONG], ids=[row[0] for row in WRONG])
def test_every_remark_says_why_in_both_languages(infinitive: str, sentence: str, code: str) -> None:
    """A sentence each, with what was expected in it, and nothing left unfilled."""
    findings = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms).findings
    for finding in findings:
        for language in ("nl", "en"):
            text = explain(finding, language)
            assert len(text) > 15
            assert "{" not in text
            assert not finding.expected or finding.expected[0].split()[0].lower() in text.lower()


def test_inversion_is_explained_as_a_teacher_would() -> None:
    """The tone of the explanations, in one example."""
    (finding,) = analyse_sentence("Loopt jij morgen naar huis?", "lopen", conjugate("lopen").forms).findings
    assert explain(finding, "nl") == (
        "*Loopt jij* moet *Loop jij* zijn: staat jij of je als onderwerp direct achter de persoonsvorm, "
        "dan vervalt de -t.")
