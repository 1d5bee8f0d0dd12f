"""Lists behind prefixes.py: separable parts, verbs with stress on the stem, spellings that are two verbs."""

PARTICLES = """
aan aaneen achter achteraan achterheen achterin achterlangs achterna achterom achterop achterover achteruit
achterwege adem af auto bang beet bekend belang beneden bewust bij bijeen binnen blij blind bloot boek boos
boven bovenuit braak brand brood buit buiten buitenspel daar dank deel dicht dichter dienst dood door
dooreen doorheen doormidden droog dwars eraan erachter eraf erbij erbovenop erbovenuit erdoor erin erlangs
ernaast erom eronder erop eropaf eropuit erover ertegen ertoe ertussen ertussendoor ertussenuit eruit ervan
ervandoor ervoor failliet feest fijn flauw fout gaande gaar gade gebruik gebukt geheim gehoor gek gelijk
geluk gereed gerust gevangen gewaar gezond glad goed groot hals handel hard heen heilig herop hogerop hoog
hoogte houvast huis huiswaarts huiswerk in ineen kaal kaart kapot kennis klaar klem koffie kond kopje-onder
kopjeonder kort koud krom kwaad kwalijk kwijt lam lang langs lastig leeg leiding les lief live los mank mede
mee middendoor mis mond muziek na naar nader naderbij neder neer nietig offline om omhoog omlaag omver onder
onderdoor onderlangs onderuit ongedaan ongeldig online op opeen open openbaar opwaarts opzij over overboord
overeen overeind overhoop overkop paard partij piano plaats plat prat prijs proef raad raak recht rechtdoor
rechtop rond rood rot ruzie samen schaak schaakmat schadeloos scheef scherp school schoon schrap schuil slap
snel spaak stand steek stil stop storm strak stuk teen tegemoet tegen tegenaan tegenover tekeer tekoop
tekort teleur televisie teloor teniet tenonder tentoon terecht terneer terug terzijde tevoorschijn tevreden
teweeg tewerk tezamen thee thuis toe toneel touw tussen tussendoor tussenin tussenuit uit uiteen vandoor
vaneen vast veilig verdacht verder verloren vet viraal vlak vlam vogelvrij vol voor vooraan vooraf voorbij
voorin voorlangs voorop voorover voort vooruit vreemd vrij waar wakker warm weder wee weer weerom weg wel
werk wijs wit wortel zalig zeker ziek zoek zorg zwart
"""

# Stress on the verb: one word in every form, no ge-. A verb that does not stand here is separable.
INSEPARABLE = """
aan: belangen bidden schouwen vaarden
achter: halen volgen
door: aderen bloeden boren desemen drenken flitsen geuren gloeien golven groeven gronden huiveren kerven klieven
  kneden kruipen kruisen leven lichten mengen ploegen priemen rillen schokken schouwen sidderen spekken staan
  stralen tintelen trillen vlijmen voelen vorsen waken warmen woekeren woelen worstelen zagen zeven zien zinderen
  zoeken zweten zweven
mis: achten bruiken doen dragen drijven duiden gunnen hagen handelen hopen horen kennen leiden lukken maken
  meesteren noegen peuteren plaatsen prijzen raden spreken staan tekenen tellen trouwen vallen vatten verstaan
  vormen
om: armen cirkelen dijken floersen geven glanzen gorden grenzen heinen helzen hullen kaderen kapselen klemmen
  knellen kransen lijnen lijsten lommeren mantelen muren nevelen palen pantseren perken randen ranken rasteren
  ringen schansen schrijven singelen sluieren sluiten snoeren spannen spelen spinnen spoelen stralen strengelen
  stuwen tuinen vademen vangen vatten wallen walmen wolken zeilen zomen zwachtelen zwermen zweven
onder: belichten bemannen benutten betalen bezetten bouwen breken drukken graven handelen kelderen kennen
  koelen kruipen lijnen mengen mijnen nemen ontwikkelen richten schatten scheiden scheppen schoren schragen
  schrijven spannen stellen steunen strepen stutten tekenen titelen tunnelen vangen verdelen verhuren
  vertegenwoordigen verzekeren vinden voeden vragen werpen wijzen zoeken
over: beladen belasten belichten bemesten betalen bevissen bevolken bevragen bezetten bieden bluffen bruggen
  dekken denken donderen dwarsen eten gieten groeien haasten handigen heersen horen huiven ijlen kappen
  klassen kluizen koepelen lappen leven lijden lommeren mannen meesteren moeten nachten ontwikkelen peinzen
  prikkelen reden roepen rompelen rulen schaduwen schatten schitteren schouwen schreeuwen schreien schrijden
  slapen spannen spelen spoelen stelpen stemmen stijgen stralen stromen tijgen treden treffen troeven tuigen
  vallen verhitten vermoeien vertegenwoordigen verzadigen verzekeren vleugelen voeden voeren vragen wegen
  weldigen welven wentelen werken winnen winteren woekeren wonnen zien zomeren
vol: brengen doen einden eindigen harden leren staan strekken tooien trekken voeren
voor: onderstellen spellen voelen
weder: varen
weer: galmen hallen houden kaatsen klinken leggen schallen schijnen spiegelen spreken staan streven varen
"""

# Two verbs in one spelling, the commoner first: | separable, + inseparable, * joined with ge- inside the participle.
HOMOGRAPHS = """
voor|komen voor+komen
voor+zeggen voor|zeggen
voor+zien voor|zien
door|lopen door+lopen
door|breken door+breken
door|dringen door+dringen
door|reizen door+reizen
door|snijden door+snijden
door|steken door+steken
door|stoten door+stoten
door|stromen door+stromen
door|trekken door+trekken
door|vliegen door+vliegen
door|schieten door+schieten
door|rijden door+rijden
door|varen door+varen
door|weken door+weken
door+denken door|denken
door+leven door|leven
door+staan door|staan
door+zien door|zien
door+zoeken door|zoeken
door*lichten door|lichten door+lichten
door|zagen door+zagen
onder+gaan onder|gaan
onder+houden onder|houden
onder+graven onder|graven
onder|schuiven onder+schuiven
over+drijven over|drijven
over+leggen over|leggen
over+denken over|denken
over+dekken over|dekken
over+bieden over|bieden
over+komen over|komen
over|lezen over+lezen
over+rijden over|rijden
over|schieten over+schieten
over|schrijven over+schrijven
over+spannen over|spannen
over+spelen over|spelen
over+stromen over|stromen
over|trekken over+trekken
over+varen over|varen
over|vliegen over+vliegen
over+vallen over|vallen
over+wegen over|wegen
over+werken over|werken
over+zien over|zien
over|zeilen over+zeilen
over|springen over+springen
om+kleden om|kleden
om+gorden om|gorden
om|hangen om+hangen
om|leggen om+leggen
om|trekken om+trekken
om+winden om|winden
om+wikkelen om|wikkelen
om|varen om+varen
om|vliegen om+vliegen
om|lopen om+lopen
om|bouwen om+bouwen
om+boorden om|boorden
om+cirkelen om|cirkelen
om|spitten om+spitten
om+sluiten om|sluiten
door+vlechten door|vlechten
door+weven door|weven
door+waden door|waden
over+erven over|erven
over+laden over|laden
mis|lopen mis*lopen
om+slingeren om|slingeren
door|bladeren door+bladeren
door|snuffelen door+snuffelen
door|wandelen door+wandelen
door|spoelen door+spoelen
door+winteren door|winteren
door|klinken door+klinken
door|graven door+graven
door|roken door+roken
over|schilderen over+schilderen
over|tekenen over+tekenen
over|sturen over+sturen
over+jagen over|jagen
om|spellen om+spellen
om|woelen om+woelen
vol|bouwen vol+bouwen
mis|tasten mis*tasten
mis+rekenen mis|rekenen
mis|grijpen mis+grijpen
mis|kijken mis+kijken
door|typen
door|kruipen door+kruipen
over+gieten over|gieten
door|jagen door+jagen
door|schijnen door+schijnen
mis+doen mis|doen
mis+zeggen mis|zeggen
onder*waarderen onder|waarderen
over*waarderen over|waarderen
diep*vriezen diep|vriezen
vol|maken vol+maken
vol|groeien vol+groeien
"""

# Verbs whose ge- belongs to the stem, and the few with er-.
GE_VERBS = """
gebaren gebeuren gebieden gebruiken gedenken gedijen gedogen gedragen gehoorzamen gelasten geleiden gelieven
gelijken geloven gelukken gelusten genaken genoegen geraken gerieven geschieden getroosten getuigen gevallen
gevoelen gewaardigen gewagen gewennen geworden
"""
ER_VERBS = "erbarmen erkennen erlangen ervaren"
