"""How verbs with hebben take their object: what proves in a sentence that `zijn` + participle is no passive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from distiller.dutch.sentence_words import word_set

INTRANSITIVE = word_set(
    """aarzelen afspreken antwoorden appen babbelen bedragen behoren bestaan bevatten bezitten bibberen blaffen
    bliksemen bloeden bloeien blozen boffen bukken chatten chillen communiceren dansen deelnemen demonstreren
    denken dineren discussiëren donderen dooien druppelen duren durven feesten functioneren gamen gapen
    gehoorzamen genieten giechelen glanzen glimlachen golfen grijnzen grommen hagelen hebben heersen hoesten
    hoeven hopen huilen ijsberen jammeren joggen juichen kamperen kennismaken kijken klagen klinken knielen
    knipogen kosten kraaien krijgen kuchen kunnen lachen lesgeven leunen liegen liggen lijken logeren luieren
    luisteren lunchen mediteren meedoen meehelpen meespelen meewerken meezingen miauwen miezeren moeten mogen
    mopperen nadenken niezen onderhandelen ontbijten ontbreken onweren opletten opscheppen overleggen
    overnachten pauzeren picknicken piekeren plassen praten protesteren reageren regenen relaxen rillen ruziën
    samenwerken schaatsen schelden schijnen schitteren shoppen skiën slapen sneeuwen snikken snurken
    solliciteren spijbelen spijten sporten staan stemmen stinken stotteren telefoneren tennissen toekijken
    treuren trillen twijfelen uitrusten uitslapen vasten vechten vissen voetballen voldoen volharden vriezen
    waaien wachten wandelen werken weten willen winkelen wonen worstelen zeuren zitten zondigen zorgen zuchten
    zullen zwaaien zweten zwijgen babysitten bestaan blunderen bluffen boeren brommen brullen debatteren deugen
    dobbelen dutten experimenteren fantaseren figureren flirten gapen getuigen giebelen gillen
    gloeien gokken grappen grenzen grinniken haperen hengelen hinniken hunkeren improviseren kakelen kampen kibbelen
    klussen knikken knipperen knoeien knorren kreunen krioelen kwijlen kwispelen leunen liften
    lobbyen loeren lummelen mauwen mikken morren musiceren niksen oppassen optreden overwinteren paraderen
    pleiten pochen poepen poseren pronken pruilen puffen rebelleren resideren roddelen ronken rouwen rusten
    samenwonen schaken schertsen schreeuwen schuilen sidderen sjoelen slapen slenteren sluimeren smachten snakken
    snorren snotteren spieken spotten spuwen staren stoeien strijden suffen surfen tobben toeteren treuzelen
    tuinieren turnen twisten uitblinken uitkijken vergaderen verlangen vloeken vlooien volleyballen waken wedijveren
    weifelen wenen wiebelen wuiven zeiken zonnebaden zonnen zwammen zwoegen basketballen hockeyen bowlen
    gamen internetten pingpongen paardrijden stilzitten rondkijken rondhangen
    samenleven leven studeren opkijken toezien meepraten meedenken meebeslissen napraten bijklussen bijpraten
    doorwerken doorpraten overwerken thuiswerken uitzieken meeleven meelachen tegenstribbelen lesgeven"""
)
"""Verbs with hebben that a person does without an object: `hij is geslapen` is no passive."""

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
    """antwoorden bakken beloven beluisteren beslissen besluiten bestellen boeken bouwen breien downloaden
    dragen drinken eten gieten herhalen hopen huren installeren invullen kauwen koken kopen lenen lezen mailen
    maken meemaken naaien noteren openen opeten oplossen opruimen opschrijven planten printen proberen
    proeven repareren reserveren roken schilderen schrijven slikken sluiten smeren snijden spelen stofzuigen
    strijken studeren tekenen typen uitgeven uittypen uploaden verdienen verhuren verkopen vertalen verzamelen
    wegen weggooien zeggen zingen uiteenzetten accepteren afwassen afmaken afsluiten aandoen aanleggen
    aanvragen aanzetten beantwoorden bedenken begaan bereiden bespreken besteden
    bewaren bewerken bezichtigen blussen borduren brouwen componeren definiëren demonstreren
    dichtdoen dichtmaken doen draaien drukken effenen frituren gebruiken gooien graven haken halen
    harken houwen ininleveren inpakken inschenken inslikken kappen knopen klaarmaken kopiëren krabbelen
    laden leegdrinken legen lezen lijmen maaien malen mengen meten mixen monteren opbouwen opdrinken opendoen
    openmaken ophangen opstellen opvouwen opzoeken organiseren opruimen overschrijven pellen persen plaatsen
    plakken plukken poetsen posten publiceren programmeren raspen regelen repareren roeren rollen samenvatten
    scheppen schillen schoonmaken schroeven smelten sparen spellen spenderen stallen stapelen
    stichten strooien terugbetalen timmeren toepassen typen uitdoen uituitgieten uitgommen
    uitpakken uitprinten uitrekenen uitspreken uittrekken uitvinden uitvoeren uitzetten updaten veroorzaken
    verbouwen verbranden verscheuren versieren versturen verven verwijderen verzinnen voltooien vullen weven
    zaaien zagen zetten """
)
"""Verbs whose object is a thing: `ik ben gelezen` is no passive."""

WITH_PREPOSITION: Mapping[str, frozenset[str]] = MappingProxyType({
    "spreken": word_set("met over"), "geloven": word_set("in aan"), "zoeken": word_set("naar"),
    "leren": word_set("van"), "wijzen": word_set("naar"), "grijpen": word_set("naar"),
    "buigen": word_set("voor"), "betekenen": word_set("voor"), "vragen": word_set("naar"), "rekenen": word_set("op"),
    "houden": word_set("van"),
})
"""Verbs that have no passive with a subject when their object stands behind a preposition."""

NAMING = word_set(
    "noemen dopen kiezen verkiezen uitroepen benoemen betitelen verklaren aanstellen achten herdopen omdopen ombouwen"
)
"""Verbs whose passive may hold a name or title beside its subject: `De baby is Emma genoemd.`"""

GIVEN = word_set(
    "voorstellen toewijzen aanbevelen aanraden geven zenden sturen ontnemen schenken opdringen toevertrouwen "
    "overdragen brengen verkopen opleggen toesturen afnemen nalaten"
)
"""Verbs of giving whose object may be a person: `Ik ben hem voorgesteld.`"""
