"""What verbs are said with: a fitting object or place for the common ones, and fitting subjects where a person is none.

One line per complement with the verbs it suits. `>` marks a destination: with it, verbs of movement take zijn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_COMPLEMENTS = """
een boek: lezen kopen lenen schrijven zoeken krijgen bestellen uitlezen vertalen kiezen pakken vinden uitkiezen
de krant: lezen halen bezorgen openslaan
een brief: schrijven ontvangen versturen sturen openen beantwoorden posten verzenden typen
het antwoord: weten geven kennen zoeken opschrijven onthouden vergeten raden noemen opzoeken
een kop koffie: drinken zetten bestellen inschenken aanbieden nemen
een glas water: drinken nemen vullen vragen
een appel: eten schillen plukken opeten wassen delen
soep: eten koken maken proeven opwarmen
een taart: bakken maken bestellen snijden versieren meebrengen aansnijden
het avondeten: koken maken bereiden klaarmaken voorbereiden verzorgen
de tafel: dekken afruimen schoonmaken verplaatsen poetsen
de kamer: opruimen schoonmaken schilderen verven stofzuigen inrichten verlaten huren verhuren luchten verwarmen dweilen
het huis: verkopen kopen bouwen verbouwen huren verlaten bekijken bezichtigen schilderen
de fiets: repareren poetsen verkopen stallen maken parkeren schoonmaken lenen stelen
de auto: wassen parkeren repareren verkopen besturen starten keuren huren
de deur: openen sluiten opendoen dichtdoen openmaken dichtmaken verven schilderen
het raam: openen sluiten opendoen dichtdoen wassen lappen openzetten breken
het licht: aandoen uitdoen aansteken uitmaken aanlaten
de radio: aanzetten uitzetten repareren horen
de computer: gebruiken uitzetten aanzetten opstarten updaten resetten installeren kopen
een jas: dragen kopen passen aantrekken uittrekken ophangen meenemen
de kleren: wassen strijken ophangen opvouwen inpakken
de afwas: doen
boodschappen: doen halen
een fout: maken ontdekken herstellen verbeteren vinden begaan zien
een foto: maken nemen tonen bewerken uploaden downloaden delen bekijken ontvangen printen
een bericht: sturen schrijven ontvangen krijgen lezen typen achterlaten plaatsen
een mail: sturen schrijven ontvangen krijgen verwijderen deleten forwarden checken
het bestand: downloaden uploaden openen verwijderen deleten bewaren opslaan kopiëren updaten
de film: zien bekijken kijken missen opnemen bespreken streamen
een liedje: zingen horen leren fluiten kiezen
muziek: maken horen opnemen draaien
piano: spelen leren studeren
Nederlands: leren spreken verstaan begrijpen studeren oefenen schrijven
de les: volgen geven voorbereiden missen herhalen beginnen afmaken verzetten annuleren
een vraag: stellen beantwoorden hebben bedenken begrijpen
het huiswerk: maken afmaken vergeten controleren nakijken inleveren bekijken
een cursus: volgen geven beginnen organiseren betalen boeken aanbieden
een toets: maken krijgen leren nakijken oefenen
een oefening: maken doen herhalen afmaken oefenen uitleggen overslaan
de woorden: herhalen oefenen leren begrijpen onthouden uitspreken opschrijven opzoeken
een verhaal: vertellen schrijven horen lezen verzinnen bedenken voorlezen beginnen geloven
de waarheid: vertellen zeggen weten horen zoeken kennen verbergen ontdekken
het nieuws: horen vertellen volgen lezen bespreken
iets leuks: zeggen doen bedenken vertellen beloven verwachten voorstellen verzinnen
een geheim: bewaren vertellen verklappen hebben verraden
een plan: maken bedenken bespreken hebben uitvoeren veranderen voorstellen presenteren wijzigen
een afspraak: maken hebben afzeggen verzetten vergeten annuleren missen
een vergadering: hebben plannen leiden organiseren missen
een feest: geven organiseren vieren plannen missen bezoeken
een cadeau: kopen geven krijgen kiezen inpakken meenemen uitpakken meebrengen beloven
de rekening: betalen krijgen sturen vragen controleren bekijken
veel geld: verdienen sparen uitgeven verliezen lenen krijgen hebben tellen besteden winnen bezitten verspillen
de trein: nemen halen missen zien
de weg: vragen wijzen kennen vinden oversteken zoeken kwijtraken blokkeren uitleggen
een kaartje: kopen boeken reserveren sturen bestellen
een hotel: boeken reserveren zoeken vinden
een reis: maken boeken plannen betalen annuleren winnen voorbereiden
een koffer: pakken dragen kopen inpakken uitpakken openen meenemen tillen
het museum: bezoeken bekijken
de stad: bezoeken bekijken kennen verlaten ontdekken verkennen
de hond: uitlaten voeren aaien wassen roepen verzorgen vasthouden
de planten: verzorgen kopen verplaatsen
de tuin: verzorgen opruimen bekijken sproeien
een boom: planten kappen omhakken snoeien
de buurman: helpen groeten kennen ontmoeten bedanken bezoeken zien roepen vertrouwen begroeten opbellen waarschuwen
mijn moeder: helpen bellen opbellen bezoeken zien missen verrassen ophalen omhelzen troosten geruststellen kussen
mijn oma: bellen bezoeken helpen verzorgen missen ophalen knuffelen opzoeken begeleiden
de dokter: bellen bezoeken opbellen vertrouwen raadplegen volgen
een vriend: ontmoeten uitnodigen meenemen bellen bezoeken helpen verliezen tegenkomen appen mailen opwachten interviewen
de kinderen van hiernaast: kennen ophalen uitnodigen begroeten wegbrengen plagen
een collega: bellen helpen ontmoeten vervangen mailen bedanken steunen opvolgen ontslaan overtuigen managen coachen
de gasten: ontvangen begroeten verwelkomen uitnodigen bedienen herkennen
het probleem: oplossen begrijpen bespreken herkennen veroorzaken vermijden negeren onderzoeken beschrijven zien
de regels: kennen uitleggen volgen begrijpen veranderen overtreden respecteren accepteren
een baan: zoeken vinden hebben krijgen aannemen weigeren verliezen aanbieden
een formulier: invullen ondertekenen inleveren downloaden printen faxen tekenen aanvragen
een rapport: schrijven lezen inleveren bespreken verwachten
het spel: spelen winnen verliezen kennen uitleggen
de wedstrijd: winnen verliezen spelen bekijken volgen missen
een doelpunt: maken scoren missen
een trui: dragen breien kopen passen aantrekken uittrekken
de sleutel: zoeken vinden verliezen vergeten pakken kwijtraken bewaren verstoppen teruggeven
de tas: dragen pakken zoeken neerzetten meenemen optillen openen vergeten vasthouden legen
een glas: breken vullen pakken wassen
een muur: bouwen verven schilderen slopen
de bal: gooien vangen pakken trappen raken schoppen
het bed: opmaken verlaten verschonen
een dutje: doen
ontslag: nemen krijgen geven vragen
afscheid: nemen
een besluit: nemen
een beslissing: nemen
hulp: vragen bieden krijgen zoeken verwachten aanbieden verlenen weigeren
bloemen: kopen geven plukken krijgen brengen bezorgen meenemen verkopen
een pakje: brengen sturen krijgen ontvangen bezorgen ophalen aannemen openmaken
een ei: bakken koken eten
brood: kopen bakken eten snijden smeren
een banaan: eten kopen
een sigaret: roken opsteken
medicijnen: nemen slikken innemen kopen
pijn: hebben voelen lijden krijgen
een lamp: kopen ophangen maken uitvinden
het verschil: zien horen begrijpen merken voelen uitleggen kennen
een naam: noemen kiezen bedenken vergeten onthouden roepen spellen
een som: maken uitrekenen berekenen begrijpen
alle details: noteren bespreken controleren beschrijven vergeten
de kosten: berekenen betalen delen vergelijken besparen
twee prijzen: vergelijken winnen noemen
de tekst: lezen vertalen verbeteren herschrijven wijzigen markeren printen kopiëren corrigeren
een groot huis: bezitten bewonen huren kopen
een website: bezoeken maken bouwen openen hacken
een bezoek: brengen
de verjaardag van oma: vieren vergeten
een prijs: winnen krijgen betalen verdienen
een paar dagen: blijven
een vrije dag: hebben krijgen nemen
een oude vriend: tegenkomen ontmoeten herkennen omhelzen
een nieuw woord: leren gebruiken opschrijven
de telefoon: opnemen pakken gebruiken uitzetten opladen
het werk: beginnen afmaken hervatten verdelen controleren
het gesprek: beginnen beëindigen volgen leiden voeren
de hele avond: lachen praten dansen zwijgen gamen studeren chatten
te lang: slapen wachten werken praten twijfelen aarzelen douchen
in het park: wandelen lopen rennen joggen spelen zitten liggen voetballen picknicken fietsen
in de tuin: werken zitten spelen liggen
op kantoor: werken lunchen
op de bank: zitten slapen liggen
thuis: werken blijven eten zijn studeren ontbijten
in een groot huis: wonen leven
in Utrecht: wonen werken studeren leven verblijven overnachten
bij de bushalte: wachten staan uitstappen instappen
voor de deur: staan wachten stoppen parkeren
in de rij: staan
in bed: liggen blijven
in zee: zwemmen
in het zwembad: zwemmen duiken springen
op vakantie: gaan zijn
>naar school: gaan fietsen lopen rennen rijden wandelen
>naar huis: gaan komen lopen fietsen rijden rennen wandelen terugkeren vluchten
>naar Spanje: reizen vliegen vertrekken verhuizen gaan emigreren
>naar de markt: gaan lopen fietsen wandelen
>op bezoek: komen gaan
>naar beneden: komen vallen springen klimmen
>van de trap: vallen
>op een stoel: klimmen springen
>in een boom: klimmen
>naar boven: klimmen lopen gaan
naar muziek: luisteren
naar de leraar: luisteren kijken
naar een film: kijken
naar de sleutel: zoeken
op de bus: wachten
op een vriend: wachten lijken rekenen
op een antwoord: hopen wachten rekenen
op de vraag: reageren antwoorden
om de grap: lachen glimlachen grinniken
om hulp: vragen roepen schreeuwen
over het weer: praten klagen spreken mopperen
over de toekomst: dromen nadenken praten
over het geld: ruziën discussiëren twijfelen beslissen
aan de vakantie: denken
aan de oefening: beginnen werken
aan de wedstrijd: meedoen deelnemen
van de film: genieten houden
van chocola: houden
met een vriend: praten spreken afspreken trouwen spelen dansen chatten schaken tennissen samenwerken winkelen
met de hond: wandelen spelen
met vakantie: gaan
voor de toets: slagen leren zakken
met roken: stoppen
met een nieuwe baan: beginnen
met de bus: reizen meerijden
tot tien: tellen
hard: werken schreeuwen rennen huilen lachen
goed: slapen opletten oefenen koken zingen
in de klas: opletten slapen
met de trein: reizen vertrekken
om zes uur: opstaan ontwaken vertrekken opstijgen
om acht uur: ontbijten vertrekken aankomen beginnen
heel vroeg: opstaan vertrekken aankomen
op tijd: komen vertrekken aankomen stoppen
te laat: komen aankomen arriveren thuiskomen terugkomen
uit het huis: ontsnappen verdwijnen
bij het station: aankomen uitstappen instappen afspreken
in een goed idee: geloven
in sprookjes: geloven
een beetje: verbeteren groeien bewegen
van baan: veranderen wisselen
van mening: veranderen verschillen
moe: worden zijn
dokter: worden
niet: kunnen
naar huis: moeten mogen willen
een ijsje: willen eten kopen lusten
in de dag: zich|vergissen
in de datum: zich|vergissen
voor de cursus: zich|aanmelden zich|inschrijven
op de reis: zich|verheugen zich|voorbereiden
op het feest: zich|vermaken zich|vervelen zich|amuseren
voor de fout: zich|verontschuldigen zich|schamen
voor het feest: zich|omkleden zich|aankleden zich|opmaken
over het cadeau: zich|verbazen zich|verwonderen
met de kinderen: zich|bemoeien zich|bezighouden
de les goed: zich|herinneren
die avond: zich|herinneren
aan de regels: zich|houden
op het werk: zich|concentreren
in de spiegel: zich|bekijken zich|zien
aan het lawaai: zich|ergeren zich|storen
om de kinderen: zich|bekommeren
met koud water: zich|wassen zich|scheren
in de douche: zich|wassen
naar de uitgang: zich|haasten
achter een boom: zich|verstoppen zich|verbergen
in de kamer: zich|opsluiten
"""

_TAILS = {
    "zullen": ("", "meer slapen"), "hoeven": ("niet", "te betalen"), "durven": ("niet", "te springen"),
    "proberen": ("", "vroeg te slapen"), "weigeren": ("", "te betalen"), "besluiten": ("", "te verhuizen"),
    "beloven": ("", "te helpen"), "hopen": ("", "op tijd te komen"), "dreigen": ("", "te vertrekken"),
    "plegen": ("", "vroeg op te staan"),
}
"""Verbs that want another verb at the end: what stands in the middle, and the end."""

_SUBJECTS = """
duren: de les; het feest; de film; de reis | de lessen; de feesten; de films; de reizen | een uur; heel lang
kosten: het kaartje; de fiets; een kilo kaas; de reis | de kaartjes; de bloemen; de boeken | tien euro; veel geld
gebeuren: het ongeluk; het wonder; iets vreemds | de ongelukken; gekke dingen; zulke dingen | op straat; bij ons; thuis
gelden: de regel; het verbod; de korting | de regels; de afspraken; de prijzen | voor iedereen; in de hele stad
ontstaan: het probleem; een file; een misverstand | de problemen; lange files; misverstanden | op het werk; in de stad
bestaan: de club; het café; de winkel | de clubs; de winkels; zulke huizen | tien jaar; niet; nog steeds
betekenen: dit gebaar; het woord; jouw steun | deze woorden; de cijfers; zulke kaarten | veel; niets; iets moois
lukken: de taart; het plan; de oefening | de taarten; de plannen; de oefeningen | goed; gelukkig; bijna
mislukken: het plan; de taart; de proef | de plannen; de taarten; de proeven | helemaal; bijna; toch
gelukken: het plan; de taart; de proef | de plannen; de taarten; de proeven | goed; gelukkig; bijna
bloeien: de roos; de boom; de tulp | de rozen; de bomen; de tulpen | in de tuin; bij de buren; in het park
verwelken: de roos; de plant; de tulp | de rozen; de planten; de tulpen | in de vaas; snel; door de zon
groeien: de plant; het gras; mijn neefje | de planten; de bomen; de kinderen | snel; heel hard; in de tuin
smaken: de soep; het brood; de taart | de appels; de koekjes; de aardappels | goed; heerlijk; naar honing
branden: de kaars; de lamp; het vuur | de kaarsen; de lampen; de kachels | de hele avond; in de kamer; fel
stromen: het water; de rivier; de regen | de rivieren; de beken; de tranen | snel; door de straat; naar beneden
schijnen: de lamp; de zon; de maan | de lampen; de sterren; de koplampen | in de kamer; door het raam; fel
lekken: de kraan; het dak; de boot | de kranen; de daken; de pijpen | de hele dag; in de keuken; een beetje
dalen: de prijs; de temperatuur; het water | de prijzen; de kosten; de cijfers | snel; een beetje; heel langzaam
stijgen: de prijs; de temperatuur; het water | de prijzen; de kosten; de huren | snel; een beetje; heel langzaam
verschijnen: het boek; de krant; het blad | de boeken; de kranten; de bladen | in Nederland; op tijd; niet
ontploffen: de ballon; de bom; het blik | de ballonnen; de bommen; de blikken | met een knal; in de tuin; bijna
kloppen: het antwoord; de rekening; het verhaal | de antwoorden; de bedragen; de cijfers | niet; precies; helemaal
smelten: het ijs; de sneeuw; de boter | de ijsjes; de kaarsen; de ijsblokjes | snel; in de zon; langzaam
bevriezen: het meer; de vijver; het water | de meren; de vijvers; de sloten | snel; in de nacht; helemaal
ontdooien: het vlees; de vijver; de soep | de meren; de vijvers; de broodjes | snel; langzaam; in de zon
roesten: het hek; de fiets; de auto | de hekken; de fietsen; de spijkers | snel; door de regen; langzaam
rotten: de appel; het blad; het hout | de appels; de bladeren; de peren | snel; in de tuin; langzaam
drogen: de jas; de was; de verf | de jassen; de handdoeken; de kleren | snel; in de zon; buiten
ontbreken: de sleutel; het bord; een stoel | de sleutels; de borden; twee stoelen | in de keuken; bij ons; nog
aflopen: de film; het verhaal; de wedstrijd | de films; de verhalen; de lessen | goed; slecht; om tien uur
doorgaan: het feest; de les; de wedstrijd | de feesten; de lessen; de plannen | toch; niet; gewoon
plaatsvinden: het feest; de les; de wedstrijd | de feesten; de lessen; de wedstrijden | in de tuin; op school
klinken: het liedje; de muziek; je stem | de liedjes; de klokken; de stemmen | mooi; vreemd; heel zacht
opvallen: de fout; de jas; het huis | de fouten; de kleuren; de verschillen | meteen; niet; in de klas
meevallen: de toets; het weer; de prijs | de toetsen; de kosten; de cijfers | gelukkig; erg; een beetje
tegenvallen: de film; het weer; het eten | de films; de cijfers; de prijzen | helaas; erg; een beetje
uitvallen: de trein; de les; de stroom | de treinen; de lessen; de lampen | door de storm; helaas; weer
hangen: de jas; de foto; de lamp | de jassen; de foto's; de lampen | aan de muur; in de gang; boven de tafel
rinkelen: de telefoon; de bel; de wekker | de telefoons; de bellen; de glazen | de hele dag; in de gang; hard
zinken: het schip; de boot; de steen | de schepen; de boten; de stenen | snel; naar de bodem; in het meer
drijven: de boot; het blad; de bal | de boten; de bladeren; de ballen | op het water; in de vijver; naar zee
knappen: de ballon; het touw; de band | de ballonnen; de touwen; de draden | met een klap; ineens; bijna
barsten: het glas; de ruit; de vaas | de glazen; de ruiten; de vazen | door de hitte; ineens; bijna
ontspringen: de rivier; de beek; de bron | de rivieren; de beken; de bronnen | in de bergen; in het bos; in Duitsland
uitsterven: de vogel; de taal; het dier | de vogels; de talen; de dieren | snel; langzaam; bijna
blaffen: de hond; het hondje; jouw hond | de honden; de hondjes; jouw honden | de hele nacht; in de tuin; heel hard
miauwen: de kat; het poesje; onze poes | de katten; de poesjes; onze poezen | de hele nacht; in de tuin; zacht
kraaien: de haan; het haantje; onze haan | de hanen; de haantjes; onze hanen | in de tuin; heel vroeg; hard
zoemen: de bij; de vlieg; de mug | de bijen; de vliegen; de muggen | in de tuin; in de kamer; zacht
landen: het vliegtuig; de ballon; de vogel | de vliegtuigen; de vogels; de ballonnen | op tijd; in het veld; veilig
opstijgen: het vliegtuig; de ballon; de raket | de vliegtuigen; de ballonnen; de raketten | op tijd; te laat; veilig
crashen: de computer; het programma; de server | de computers; de programma's; de servers | weer; ineens; op het werk
"""

_WEATHER = frozenset({"regenen", "sneeuwen", "hagelen", "waaien", "vriezen", "dooien", "onweren", "miezeren",
                      "motregenen", "stormen", "ijzelen", "bliksemen", "donderen", "misten", "plenzen", "gieten"})


class Setting(NamedTuple):
    """What a verb is said with: complements, its own subjects (None: persons; no plural: none fits), closing words."""

    complements: tuple[str, ...]
    singular: tuple[str, ...] | None = None
    plural: tuple[str, ...] = ()
    tail: str = ""


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for line in _COMPLEMENTS.strip().splitlines():
        complement, _, verbs = line.partition(": ")
        for verb in verbs.split():
            table[verb.replace("|", " ")].append(complement)
    return {verb: tuple(values) for verb, values in table.items()}


@cache
def _subjects() -> Mapping[str, Setting]:
    rows = (line.partition(": ") for line in _SUBJECTS.strip().splitlines())
    return {verb: _things(rest) for verb, _, rest in rows}


def _things(text: str) -> Setting:
    singular, plural, complements = (tuple(p.strip() for p in part.split(";")) for part in text.split("|"))
    return Setting(complements, singular, plural)


def setting(infinitive: str, *, impersonal: bool, object_likely: bool) -> Setting:
    """What to say a verb with; `object_likely` gives an unlisted verb the neutral object `alles`."""
    if infinitive in _TAILS:
        middle, tail = _TAILS[infinitive]
        return Setting((middle,) if middle else (), tail=tail)
    if things := _subjects().get(infinitive):
        return things
    if impersonal or infinitive in _WEATHER:
        return Setting(("hard", "de hele dag", "in het noorden"), ("het",))
    listed = _table().get(infinitive, ())
    if listed:
        return Setting(listed)
    return Setting(("alles",) if object_likely else ())
