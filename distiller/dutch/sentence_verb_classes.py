"""How verbs with hebben take their object: what proves in a sentence that `zijn` + participle is no passive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from distiller.dutch.sentence_words import word_set

INTRANSITIVE = word_set(
    """aandringen aanklooien aankloppen aanmodderen aanpappen aanrotzooien aanzitten aarden aarzelen acteren ademhalen
    afdingen afzien ageren anticiperen applaudisseren arbeiden argumenteren azen babbelen babysitten backpacken
    bakkeleien balen basketballen bazelen bedragen behoren bekvechten bengelen berusten beschikken bestaan
    bevatten bezitten bibberen bijdragen bijklussen bijspringen bivakkeren blaffen blaken bliksemen
    blinken bloeden bloeien bloggen blozen bluffen blunderen boeren boffen boksen bonzen borrelen bowlen
    brainstormen brallen bridgen brommen bruisen brullen buffelen bukken bungelen buurten chatten chillen
    collaboreren concurreren confereren converseren corresponderen dagdromen dammen daten daveren debatteren
    debuteren deelhebben deelnemen delibereren deugen dineren discussiëren dobbelen doelen dollen donderen dooien
    doorpraten doorslapen doorvechten doorwerken doorzeuren dralen druppelen duelleren duimen duren durven dutten
    emmeren excelleren experimenteren falen feesten feestvieren figureren filosoferen flaneren flikflooien
    flikkeren flirten fluctueren foeteren fonkelen fröbelen fulmineren functioneren fungeren gamen gapen gebaren
    gedijen geeuwen gekscheren gelden genieten getuigen geuren giebelen giechelen gillen gissen glanzen glimlachen
    glimmen gloeien gloren glunderen gluren gniffelen golfen gonzen graaien grappen grasduinen grazen grenzen
    grienen griepen griezelen grijnzen grinniken grommen gruwen gymmen hagelen handballen haperen harmoniëren
    hebben heersen hengelen heugen hijgen hikken hinniken hockeyen hoesten hoeven hokken honkballen huilen
    huishouden huiveren hummen hunkeren ijlen ijsberen ijveren ingrijpen inhaken insisteren instaan instemmen
    interfereren internetten interveniëren inzitten jammeren janken jengelen jeremiëren jeuken jodelen joelen
    joggen jokken jubelen judoën juichen kaarten kabbelen kajakken kakelen kampen kamperen kankeren kanoën karaten
    keffen kegelen kennismaken kermen keuvelen kibbelen kiften kijken kijven klaarstaan klagen klappen klapwieken
    klaverjassen kletsen kleumen kleunen klinken klooien klungelen klussen knallen knarsetanden knerpen knetteren
    knielen knikkebollen knikken knipogen knipperen knisperen knoeien knorren koekeloeren koeren koketteren
    kokhalzen korfballen kosten kotsen kraaien krakelen kreunen kriebelen krijgen krioelen kroelen kuchen kunnen
    kwaken kwakkelen kwebbelen kwekken kwelen kwetteren kwijlen kwinkeleren kwispelen lachen lallen lanterfanten
    lesgeven leunen leuteren leven liften lijken lispelen lobbyen loeien loensen loeren logeren lonken luieren
    luisteren lummelen lunchen maffen marchanderen mauwen mediteren meebeslissen meedansen meedenken meedingen
    meedoen meedraaien meefeesten meehelpen meejuichen meekijken meelachen meeleven meeluisteren meepraten
    meespelen meetellen meewerken meezingen meezitten mekkeren miauwen miezeren mijmeren mikken moeten mogen
    mokken mopperen morren muiten murmelen musiceren nachtbraken nadenken nagenieten napraten natafelen
    navelstaren nazeuren netwerken neuzelen niezen niksen nippen omkijken onderdoen ontbijten ontbreken onweren
    oordelen oorlogen opkijken opletten oppassen optreden overnachten overwinteren paardrijden paffen paraderen
    participeren pauzeren peinzen pendelen persisteren picknicken piekeren piepen pierewaaien pimpelen pingpongen
    pitten plassen pleiten plenzen ploeteren pochen poedelen poepen pokeren polemiseren popelen poseren
    prakkiseren praten preken prevaleren prijken procederen proesten profiteren pronken protesteren pruilen
    prutsen pruttelen puffen puzzelen raaskallen rammelen ravotten reageren rebelleren redekavelen redeneren
    redetwisten regenen relaxen rellen rentenieren resideren resoneren ressorteren reutelen revalideren rillen
    rinkelen ritselen rivaliseren rochelen roddelen rollebollen rommelen rondhangen rondkijken rondlummelen
    rondneuzen rondscharrelen rondsnuffelen rondwaren ronken rotzooien rouwen ruften rugbyen ruisen rumoeren
    ruziën samenhangen samenleven samenspannen samenspelen samenwerken samenwonen samenzweren schaatsen schaken
    schateren schaterlachen schelen schemeren schertsen schijnen schitteren schnabbelen schokschouderen schommelen
    schorten schransen schreien schrijnen schuddebuiken schuilen schuimbekken schutteren scrabbelen shoppen
    sidderen sjacheren sjansen sjoelen skaten skiën slabakken slapen slenteren slijmen slissen sloven sluimeren
    smachten smeulen smikkelen smoezen smullen snakken snauwen sneeuwen snikken snorkelen snorren snotteren
    snuffelen snurken soebatten solliciteren somberen sparren spartelen speculeren spieken spijbelen spijten
    spioneren spoken sporten sputteren staan stagneren stampen stampvoeten standhouden staren starogen stechelen
    steigeren stilstaan stilzitten stinken stoeien stotteren stralen strubbelen studeren stuiptrekken stunten
    sudderen suffen suizen surfen sympathiseren tafelen talmen tateren tegenspartelen tegensputteren
    tegenstribbelen telefoneren telewerken temporiseren tennissen terugblikken terugkijken terugvechten
    terugverlangen thuiswerken tieren tijgeren tintelen toasten tobben toebehoren toekijken toeslaan toeteren
    toeven toezien tokkelen treuren treuzelen trillen triomferen tuinieren tukken turnen twijfelen twinkelen
    twisten uitblinken uithuilen uitmunten uitweiden urineren vakantievieren vasten
    vastzitten vegeteren vergaderen vertoeven verwijlen vibreren vitten vlaggen vlinderen vloeken vlooien
    voetballen volharden volleyballen volstaan voortbestaan voortduren voortleven vooruitblikken vooruitkijken
    vriezen vuren waaien wachten wadlopen waken wanhopen wapperen watertanden wauwelen wedden wedijveren weekenden
    weeklagen weerlichten wegkijken weifelen wemelen wenen werken wiebelen wiegelen willen winkelen woeden
    woekeren wonen worstelen wroeten wuiven zaniken zappen zeiken zeuren zieken zieltogen zinderen zitten zoemen
    zondigen zonnebaden zonnen zorgen zuchten zullen zwaaien zwammen zwelgen zweten zwetsen zwijgen zwijmelen
    zwoegen"""
)
"""Verbs with hebben that nobody does to anything: `hij is geslapen` is no passive, whoever the subject is."""

ACTIVITY = word_set("dansen hossen paraderen patrouilleren flaneren joggen pendelen schaatsen skiën")
"""Ways to move that take zijn with a direction only: `hij is met haar gedanst` has none."""

NEVER_TO_PERSONS = word_set("vechten strijden vissen dromen denken hopen vrezen")
"""Verbs that have things as an object (a fight, a dream) and never persons."""

GOES_ALONG = word_set(
    "wennen gewennen vervreemden bevallen bekomen mislopen oversteken aflopen naderen raken afnemen opzetten betrekken "
    "overslaan nakomen verschieten overtrekken uitlopen doorbreken promoveren degraderen trouwen huwen"
)
"""Verbs whose zijn may have a noun phrase beside it: `ik ben de stilte gewend`, `we zijn de straat overgestoken`."""
GOING = word_set(
    "lopen rijden gaan komen varen vliegen klimmen stappen trekken springen steken kruipen rennen fietsen zwemmen "
    "treden duiken schieten rollen glijden waaien drijven"
)
"""Families that have a way as such a phrase: `we zijn de berg opgeklommen`."""

PERSON_OBJECT = word_set(
    """aanbieden aanraden adviseren afnemen afraden amuseren bedroeven beletten beloven benoemen beschuldigen betalen
    bevelen bezorgen brengen choqueren doorgeven dopen dwingen ergeren geruststellen geven gunnen herinneren
    informeren inlichten interesseren irriteren kiezen laten leren mededelen meedelen melden noemen ontgoochelen
    ontnemen ontroeren ontzeggen opbellen opdragen opdringen opleggen opluchten overhandigen overtuigen schenken
    schokken sturen teleurstellen teruggeven toekennen toestaan toewijzen toezeggen tonen uitleggen uitroepen
    verbazen verbieden verbijsteren verheugen verklaren verkopen verlenen vermoeien verrassen vertellen
    verwijten verwonderen verzekeren verzoeken voorleggen voorlezen voorstellen vragen waarschuwen weigeren
    zeggen aandoen aanleren aanpraten aanrekenen aansmeren aanwrijven afhandigmaken afkopen afpakken aflezen afsnoepen
    bedelen berichten berokkenen besparen betwisten bieden bijbrengen garanderen influisteren ingeven inschenken
    kwalijknemen kwijtschelden leveren lenen meegeven nalaten nadragen onderwijzen ontfutselen ontroven ontstelen
    onthouden opgeven opsturen overdragen presenteren serveren toebedelen toebrengen toesteken toesturen
    toevertrouwen toewensen toezenden uitreiken verbergen vergeven vergoeden vergunnen verhelen verschaffen
    verstrekken verzwijgen voorhouden voorschotelen voorspellen voorspiegelen voorzetten stellen wijsmaken wijzen
    zenden""" )
"""Verbs whose passive may hold two noun phrases or a dat-clause beside its subject (`hij is gewaarschuwd dat ...`)."""

THING_OBJECT = word_set(
    """aanbrengen aandoen aandragen aanhalen aankaarten aankondigen aankopen aanleggen aanmaken aanroeren
    aanschaffen aansnijden aanstippen aantonen aanvaarden aanvechten aanvragen aanwenden aanzetten accepteren
    achterhalen afblazen afbouwen afdwingen afgelasten afhandelen afkondigen afleggen afleveren afmaken afronden
    afschaffen afsluiten afspreken afstoffen afwachten afwassen afwegen afzeggen antwoorden bakken beamen
    beantwoorden bedenken bedoelen begaan behalen bekendmaken bekennen beloven beluisteren bemerken beogen
    bepleiten bereiden berekenen beseffen beslissen besluiten bespreken besteden bestellen bestuderen betogen
    betwijfelen bevestigen bewaren beweren bewerken bewerkstelligen bezichtigen bezingen bezitten bezuinigen
    beëindigen bidden bijhouden bijwonen blussen boeken borduren bouwen breien brouwen communiceren compenseren
    componeren concluderen constateren construeren creëren dansen declameren definiëren delven demonstreren
    dempen denken dichtdoen dichten dichtmaken doen doneren doorhebben doormaken doorstaan doorvoeren downloaden
    draaien dragen drinken dromen drukken effenen eisen ervaren eten exporteren fantaseren financieren
    fluisteren formuleren frituren funderen gebruiken gedogen gieten gokken gooien graven haken halen hanteren
    harken heffen herhalen heropenen herroepen hervatten hopen houwen huren importeren improviseren incalculeren
    inkopen inlassen inleveren innen inpakken inruilen inschenken inslikken installeren instuderen interpreteren
    investeren invoeren invullen inzamelen kappen kauwen klaarmaken klussen knopen koken kopen kopiëren
    krabbelen laden lanceren leegdrinken legen lenen lezen liegen liggen lijmen lusten maaien mailen maken malen
    meemaken mengen merken meten mixen monteren morsen naaien nastreven neerschrijven noteren nuttigen
    omschrijven onderhandelen ondernemen onderstrepen ondertekenen ondervinden ontcijferen ontginnen onthullen
    ontkennen ontketenen ontvouwen ontwerpen opbiechten opbouwen opbrengen opdrinken openbaren opendoen openen
    openmaken opeten opgraven ophangen ophoesten opleveren oplossen oprakelen opruimen opscheppen opschrijven
    opsparen opsteken opstellen opstrijken optrekken opvoeren opvouwen opzeggen opzoeken organiseren overboeken
    overleggen overschrijven overwegen pellen persen plaatsen plakken plannen planten plukken poetsen poneren
    posten presteren prijsgeven printen proberen produceren proeven programmeren publiceren raspen realiseren
    recenseren recyclen regelen regisseren renoveren repareren repeteren reserveren riskeren roeren roken rollen
    samenstellen samenvatten saneren schelden scheppen schetsen schilderen schillen schoonmaken schreeuwen
    schrijven schroeven scoren sjouwen slaken slikken slopen sluiten smeden smelten smeren snijden sparen spelen
    spellen spenderen spotten staken stallen stapelen stemmen stichten stipuleren stofzuigen strijden strijken
    strooien studeren suggereren tekenen terugbetalen timmeren toelichten toepassen typen uitbaten uitbrengen
    uitdoen uiteenzetten uiten uitgeven uitgieten uitgommen uithalen uitkramen uitlenen uitoefenen uitpakken
    uitprinten uitrekenen uitspreken uitstellen uitstippelen uitstoten uitstralen uittrekken uittypen uitvinden
    uitvoeren uitzetten updaten uploaden vaststellen vechten veinzen verbouwen verbranden verdienen vereffenen
    vergaren verhelpen verhuren verkondigen verkopen vernemen veroorzaken veroveren verrichten verscheuren
    versieren verspelen verspillen versturen vertalen vertolken vervaardigen verven vervullen verwerven
    verwezenlijken verwijderen verwoorden verzamelen verzinnen vieren vissen volbrengen voleindigen voltooien
    voltrekken vooronderstellen voorschrijven vrezen vullen waarnemen wegen weggooien wensen weten weven wijten
    winnen zaaien zagen zeggen zetten zingen zweren"""
)
"""Verbs whose object is a thing: `ik ben gelezen` is no passive."""

WITH_PREPOSITION: Mapping[str, frozenset[str]] = MappingProxyType({
    "spreken": word_set("met over"), "geloven": word_set("in aan"), "zoeken": word_set("naar"),
    "leren": word_set("van"), "wijzen": word_set("naar"), "grijpen": word_set("naar"),
    "buigen": word_set("voor"), "betekenen": word_set("voor"), "vragen": word_set("naar"), "rekenen": word_set("op"),
    "houden": word_set("van"), "horen": word_set("van over"), "schrijven": word_set("over aan"),
    "lezen": word_set("over"), "zingen": word_set("over"), "weten": word_set("van"), "winnen": word_set("van"),
    "verliezen": word_set("van"), "letten": word_set("op"), "roepen": word_set("om"), "bidden": word_set("voor om"),
    "voldoen": word_set("aan"), "schieten": word_set("op"), "onderhandelen": word_set("met over"),
    "denken": word_set("aan over"), "dromen": word_set("van over"), "vechten": word_set("met tegen voor om"),
    "strijden": word_set("met tegen voor om"), "stemmen": word_set("op voor tegen"), "bouwen": word_set("aan"),
    "vissen": word_set("naar op"), "liegen": word_set("over tegen"), "antwoorden": word_set("op"),
    "spotten": word_set("met"), "vertellen": word_set("van over"), "drinken": word_set("uit op"),
})
"""Verbs that have no passive with a subject when their object stands behind a preposition."""

ALWAYS_ACTIVE: Mapping[str, frozenset[str]] = MappingProxyType({
    "leiden": word_set("tot ertoe"), "zoeken": word_set("naar"), "verlangen": word_set("naar"),
    "hopen": word_set("op"), "spreken": word_set("met"), "rekenen": word_set("op"),
    "onderhandelen": word_set("met over"), "afhangen": word_set("van"), "uitkijken": word_set("naar"),
    "voldoen": word_set("aan"), "streven": word_set("naar"), "letten": word_set("op"), "geloven": word_set("in"),
    "denken": word_set("aan"), "dromen": word_set("van"), "strijden": word_set("tegen voor om"),
    "vechten": word_set("tegen voor met"), "lijden": word_set("aan onder"), "jagen": word_set("op"),
    "vertrouwen": word_set("op"), "snakken": word_set("naar"), "spotten": word_set("met"), "tasten": word_set("naar"),
    "verwijlen": word_set("bij"), "voortbouwen": word_set("op"), "voortborduren": word_set("op"),
    "inspelen": word_set("op"), "terugvallen": word_set("op"), "opboksen": word_set("tegen"),
    "uitgaan": word_set("van"), "passen": word_set("op bij"), "aansturen": word_set("op"), "neerkijken": word_set("op"),
})
"""Verbs that with this preposition have no subject in the passive, person or thing."""

PERSON_PATIENT = word_set(
    """adviseren amuseren bedroeven benoemen beschuldigen choqueren dopen dwingen ergeren geruststellen herinneren
    informeren inlichten interesseren irriteren kiezen noemen ontgoochelen ontroeren opbellen opluchten overtuigen
    schokken teleurstellen uitroepen verbazen verbijsteren verheugen vermoeien verrassen verwonderen verzekeren
    verzoeken waarschuwen"""
)
"""Of the verbs with a personal object: those it is the direct object of, so that no second one stands beside it."""

CLAUSE_OBJECT = word_set(
    """besluiten proberen pogen trachten weigeren beweren ontkennen hopen eisen beloven dreigen zweren verklaren
    toegeven menen verzuimen overwegen zeggen melden bekennen erkennen aanvaarden beogen"""
)
"""Verbs whose object may be a clause with te: `Het kabinet is besloten de prijs te verlagen.`"""

NAMING = word_set(
    "noemen dopen kiezen verkiezen uitroepen benoemen betitelen verklaren aanstellen achten herdopen omdopen ombouwen"
)
"""Verbs whose passive may hold a name or title beside its subject: `De baby is Emma genoemd.`"""

GIVEN = word_set(
    "voorstellen toewijzen aanbevelen aanraden geven zenden sturen ontnemen schenken opdringen toevertrouwen "
    "overdragen brengen verkopen opleggen toesturen afnemen nalaten"
)
"""Verbs of giving whose object may be a person: `Ik ben hem voorgesteld.`"""
