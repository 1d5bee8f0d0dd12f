"""Which verbs take zijn in the perfect, and which take both; every other verb takes hebben."""

# Zijn only.
ZIJN = """
aanbelanden aanbranden aaneenkoeken aanfloepen aangieren aangroeien aankakken aankoeken aankomen aanlanden aanpezen
aanrukken aanslibben aansnellen aansterken aanstevenen aanstomen aanstranden aanvriezen aanwaaien aanwassen aanzwellen
achteruitboeren achteruitdeinzen achteruitwijken achterwegeblijven afbladderen afbladeren afdalen afdolen afdonderen
afdrentelen afdruipen afglijden afkicken afknappen afkomen aflazeren afnokken afrotten afschampen afslanken afspatten
afsplinteren afstammen afstappen afsterven afstevenen afstuderen afstuiten afsukkelen aftaaien aftakelen aftreden
aftuimelen afwijken afzakken afzwaaien arriveren atrofiëren barsten beginnen bekoelen belanden benedenstorten bersten
bezinken bezwijken bezwijmen bijkomen bijvallen binnenbreken binnendringen binnendruipen binnenglippen binnenrukken
binnensluipen binnenstomen binnenstromen binnentreden blijken blijven collaberen creperen dalen defungeren deinzen
derailleren dichtgroeien dichtlopen dichtslibben dichtvriezen dichtwaaien dijen doodbloeden doodgaan doodhongeren
doodlopen doodvallen doodvriezen doordringen doordruipen doorgroeien doorroesten doorrotten doorstomen doorsukkelen
doorzakken dorren drooglopen echapperen emaneren emigreren escaleren evolueren expireren exploderen failleren
flauwvallen gaan gebeuren gelukken geraken geschieden geworden groeien heetlopen herintreden herleven heropbloeien
heropleven heropstaan herrijzen herverschijnen huiswaartskeren immigreren imploderen indommelen indrogen indutten
ineenduiken ineenkrimpen ineenlopen ineenschrompelen ineenstorten ineenzakken ineenzijgen inkakken inkankeren inkeren
inroesten inrukken inslapen inslibben insluimeren insluipen insneeuwen instappen instinken instorten insuffen intreden
introuwen involueren inwijken inwortelen inzakken inzinken kapotgaan kapotvriezen kapotwaaien kapseizen kenteren komen
kopjeondergaan krimpen krombuigen leegbloeden leeglopen leegstromen leegvloeien losbarsten losbranden losraken
losspringen lukken luwen meegroeien meeverhuizen mislukken misstappen molmen nablijven naken natregenen necrotiseren
nederstorten neerdalen neergaan neerhurken neerklateren neerkletteren neerkomen neerplenzen neerstorten neervallen
neerzijgen omdolen omdonderen omduikelen omkletteren omkomen omkukelen omlaagstorten omlazeren omvallen omverduvelen
omverlazeren omverrollen omvertuimelen omverwaaien omzwikken onderduiken ondersneeuwen onderuitglijden ontaarden
ontbranden ontdruipen ontdruppelen ontgaan ontglijden ontglippen ontgloeien ontgroeien ontkiemen ontkomen ontkruipen
ontluiken ontploffen ontrijzen ontschieten ontslapen ontslippen ontsluipen ontsnappen ontsporen ontspringen ontspruiten
ontstaan ontsterven ontstijgen ontstromen ontvallen ontvaren ontvlammen ontvlieden ontvloeien ontvluchten ontwaken
ontwassen ontwellen ontzinken opbloeien opborrelen opdagen opdoemen opdonderen opdrogen openbarsten openspringen
openvliegen openwaaien opflakkeren opflikkeren opgloeien opgroeien ophoepelen opklinken opkomen opkrabbelen opkrassen
opkrullen oplaaien oplazeren opleven opraken oprijzen oprotten oprukken opslibben opsodemieteren opspringen opstaan
opstappen opstijgen opveren opvlammen opvliegen opvriezen opwaaieren opwassen opwellen opwolken opzwellen overeindkomen
overeindspringen overkoken overkomen overlijden overschieten overstappen overwaaien perimeren ploffen reïncarneren
remigreren rijzen samendrommen samengroeien samenkomen samenkrimpen samenrotten samentroepen samenvallen samenvloeien
schrikken schrompelen slaagsraken slaapvallen slagen slanken slinken sneuvelen spaaklopen spruiten sterven stevenen
stijgen stilvallen stranden stukwaaien tegenkomen tegenlopen tekortschieten teloorgaan tenietgaan terechtkomen
terugdeinzen terugglijden teruggroeien terugkeren terugkrabbelen terugschrikken terugstuiten terugtreden terugveren
terugverhuizen terugwijken thuisblijven toenemen toeschieten toeslibben toesnellen toestromen toetreden toevriezen
transmigreren uitbarsten uitbloeden uitbloeien uitbollen uitbotten uitdijen uitdruipen uiteenspatten uitfloepen
uitgeraken uitglijden uitglippen uitgroeien uitkiemen uitlekken uitraken uitregenen uitrijpen uitrotten uitspruiten
uitstappen uitsterven uitstijgen uitteren uittreden uittrouwen uitwaaieren uitwinteren uitzakken vallen vastbakken
vastbranden vastgroeien vastkoeken vastlopen vastraken vastroesten vastslibben vastvriezen verbleken verbloeden
verbloeien verbroeden verdolen verdorsten verduffen verdwalen verdwijnen veretteren verflauwen verflensen vergaan
verglijden vergrauwen vergrijzen vergroeien verhippen verhongeren verhouten verijzen verindischen verkazen verkindsen
verkleumen verkommeren verkrimpen verkwijnen verlanden verleppen verlieven verlinksen verloederen verlopen verlorengaan
verlorenraken vermolmen vermuffen verongelukken verouwelijken verpieteren verrafelen verrechtsen verregenen verrijzen
verroomsen verrotten verschalen verscheiden verschijnen verschilferen verschimmelen verschrompelen verslensen verslibben
verslijmen verslonzen versteedsen versterven verstoffen verstommen verstrammen verstrijken versuffen versukkelen
vertrekken vervalen vervallen vervellen vervetten vervilten vervliegen vervlieten vervloeien vervriezen verwaaien
verwateren verwelken verwilderen verworden verzakken verzanden verzeilen verzinken verzwinden vlieten vlotkomen vluchten
volgroeien vollopen volschieten volstromen voorblijven vooroverstorten voortkomen voortspruiten voortvloeien wederkeren
wedervaren weerkeren weervaren wegdeemsteren wegdoezelen wegdommelen wegdromen wegduiken wegebben wegglijden wegglippen
weggroeien wegkruipen wegkwijnen weglekken weglopen wegraken wegrennen wegroesten wegrotten wegschrikken wegsluipen
wegsmelten wegspringen wegsterven wegstromen wegsuffen wegsukkelen wegteren wegvallen wegvliegen wegvluchten wegwezen
wegwijken wegzakken welken wezen worden zakken zijn zinken zoekraken zwellen
"""

# Zijn; hebben is hardly ever heard, yet no mistake to be sure of.
SOFT_ZIJN = """
aankorsten aanwoekeren aanzanden avanceren beschimmelen bezweten debarkeren deserteren glippen inkalven inregenen
inzweren kapotbarsten kapotspringen knappen kukelen kwijtraken neerstrijken omspringen openspatten opluiken opschieten
opspatten plompen rotten samenklonteren samentreffen scheeftrekken snellen stollen stuklopen stukspringen tijgen
uitkristalliseren uitvloeien uitwijken uitwoeden uitzweren verachteren verboeren verbossen verdapperen vereelten
vereenzamen vergelen vergrassen verhoornen verjaren verkalken verkorsten verliederlijken verreizen verroesten verwasemen
verzweren vlieden warmlopen wijken zwichten
"""

# Both, mainly zijn: change of state or place is the usual case.
BOTH_ZIJN = """
aanbakken aanbreken aangaan aanmeren aanschuiven aanslaan aanspoelen aanvangen acclimatiseren afbranden afbrokkelen
afbuigen afhaken afkaatsen afkalven afketsen afknakken afkoelen aflopen afnemen afrafelen afregenen afschilferen afslaan
afsmelten afstomen afwaaien afwennen afzitten afzwakken bedaren bederven bekomen betrekken bevallen bevriezen bewolken
bijdraaien bijtrekken breken brokkelen corroderen crashen deëscaleren degenereren degraderen desintegreren devalueren
deviëren devolueren dichtklappen dichtslaan diffunderen doorbranden doorbreken doorbuigen dooreenlopen doorkruipen
doorlekken doorlopen doorslaan doorslijten doorstarten doorstoten doortrekken doven drommen druipen eindigen embarkeren
eroderen evaporeren expanderen flippen floepen floppen fossiliseren fuseren gelen genaken genezen gewennen grijzen
gulpen halveren herbeginnen herstellen hertrouwen inburgeren indringen ineenschuiven inkrimpen inlopen inscheuren
inslaan inslijten inspringen instomen integreren invriezen kantelen kelderen keren klonteren knakken kristalliseren
kromtrekken landen losbreken losslaan metastaseren migreren mislopen muteren naderen nakomen neerknielen neerploffen
noodlanden omkantelen omkeren omklappen omlopen omslaan omwaaien ondertrouwen ontdooien ontlopen ontmengen ontstellen
ontwennen opbranden opbruisen opdraaien opduiken opeenvolgen openklappen openschieten openzwaaien opfleuren ophouden
opkikkeren opklaren opknappen oplopen opschrikken opstomen opstuiven optrekken opwaaien opwarmen overlopen overschakelen
oversteken overstromen passeren precipiteren promoveren radicaliseren raken regrediëren repatriëren retireren rijpen
roesten samenscholen samensmelten scheiden scheuren schiften schimmelen schralen slibben slijten smelten sneven spatten
splijten splinteren stagneren stikken stoppen struikelen stuiven stukbreken tegengaan toeklappen toenaderen treden
trouwen tuimelen uitbleken uitbranden uitbreken uitbrokkelen uitdoven uitdrogen uiteenrafelen uitgloeien uitharden
uitlopen uitmonden uitrukken uitscheuren uitslijten uitzwermen vastkleven veranderen verarmen verbasteren verbeesten
verbeteren verblikken verblozen verbranden verbroederen verbrokkelen verbureaucratiseren verburgerlijken verdampen
verdierlijken verdikken verdoffen verdonkeren verdorren verdrinken verdrogen verdubbelen verduisteren verengelsen
verengen verergeren vererven verfomfaaien verfransen vergeten vergisten verharden verharen verhelderen verhuizen
verkassen verkillen verkleuren verkleven verkoelen verkolen verkrampen verkrappen verkrommen verkruimelen verlammen
verlelijken verleren vermageren vermannelijken verminderen verouderen verpauperen verpoppen verpulveren verrekken
verrimpelen verruigen verschieten verschralen verschroeien verschuiven verslappen verslechten verslechteren verslijten
versloffen versmachten versmelten versomberen versplinteren verspringen verstarren verstedelijken verstenen verstijven
verstikken verstillen verstokken verstompen verstrakken verstuiven vertakken verteren vervagen vervlakken vervluchtigen
vervreemden vervrouwelijken vervuren verwekelijken verweken verwereldlijken verwestersen verwetenschappelijken verwijven
verzieken verzilten verzuilen verzuipen verzuren verzwageren verzwakken verzwaren vloeien vorderen wegdraaien
wegschuilen wegtrekken wegwaaien wennen zijgen zwikken
"""

# Both, mainly hebben: zijn when the movement has a destination, or the state changed.
BOTH_HEBBEN = """
aandikken aanhaken aanmonsteren aanpikken aanrijden aanvaren aanwakkeren abseilen accelereren afbreken afkalken afkoken
afmeren afmonsteren afscheuren afschuiven afslijten afsplijten afstompen afstorten aftrekken afvlakken afweken
assimileren banjeren beklijven beslaan bijspringen biken bladderen blauwen bleken boemelen bolderen bollen bouncen
bovendrijven bruinen buitelen calcificeren carpoolen cirkelen coaguleren condenseren convergeren converteren crawlen
dartelen daveren deformeren dementeren denatureren depreciëren detoneren dichtbranden dichtschroeien dichtschuiven
dikken divergeren dolen dommelen doorbloeien doordraaien doordrijven doorkachelen doorschemeren doorsteken doorwaden
draaien drentelen dringen drogen droogkoken droppelen drossen druppelen druppen dunnen ebben emanciperen evacueren
fermenteren finishen flaneren freerunnen freewheelen gaarkoken gedijen gieren gisten glibberen globaliseren grauwen
groenen gutsen harden hardlopen helen heropstarten herstarten hiken hinkepinken hippelen hippen hotsen huppen hurken
huwen inbranden inbreken inbuigen inchecken indampen indeuken indikken individualiseren indraaien industrialiseren
infiltreren inhaken inklappen inklinken inkoken inloggen inschepen interen intrappen intrekken invoegen invreten
inwateren inweken islamiseren jetskiën kaatsen kalmeren karamelliseren kazen kerven ketsen kiemen klappen klaren kleuren
klitten klotsen kloven knallen knielen kolken korrelen kreukelen kreuken kreupelen kriskrassen krommen kronkelen kruien
kruimelen krullen kwijtspelen langlaufen lekken lengen loeven losdraaien losscheuren lostornen losweken metamorfoseren
minderen misschieten mummificeren nadrogen nagaan naijlen narijpen neerklappen neerkwakken neerslaan neersmakken
normaliseren ombuigen omdraaien omkiepen omkrullen omschakelen omtrekken omzwaaien onderschuiven ontbinden ontbladeren
ontkerstenen ontkleuren ontmenselijken ontnuchteren ontrollen ontschepen ontsteken ontvolken ontvonken ontzuilen
opbollen opbreken openbreken openscheuren openschuiven openslaan opensplijten opfrissen ophelderen opkoken opkruien
oplichten oplossen oprispen opstarten opsteken opstijven optreden opvolgen opzetten opzijschuiven ossificeren overerven
overschuiven overslaan overstorten overtrekken oxideren paddelen pagaaien penetreren pezen pikkelen pletteren pleuren
plonzen polariseren polymeriseren professionaliseren proletariseren rafelen raften rechtstaan regenereren rekken resten
resteren resulteren retourneren rimpelen rodelen rondcirkelen ronddolen ronddrentelen ronddwalen roten ruien ruptureren
samenballen samenklappen samenkleven samentrekken schampen schilferen schroeien seculariseren settelen skateboarden
slaapwandelen slalommen slibberen smakken smeulen snelwandelen snowboarden socialiseren stabiliseren starten steigeren
steppen stijven stokken stomen stormlopen stoven stremmen stuiken sublimeren sullen switchen tanen terugkaatsen
terugplooien terugschakelen terugslaan terugtrekken toeschuiven toeslaan tollen tornen trammen transformeren trippen
uitbuigen uitbuiken uitchecken uitdampen uitdraaien uitdruppen uitdunnen uitklappen uitkoken uitloggen uitpraten
uitpuilen uitrafelen uitrazen uitrekken uitrusten uitscheiden uitschuiven uitslaan uitspatten uitstoelen uitstulpen
uittrekken uitvoegen uitwaaien uitzaaien uitzetten uitzieken veramerikaansen veramerikaniseren verbenen verbitteren
verblijven verbreden verderven verdichten verdriedubbelen verdrievoudigen verduitsen verdunnen verdwazen veresteren
vergassen vergeestelijken verglazen vergroten vergroven vergruizelen vergruizen verhevigen verhollandsen verinnerlijken
verjongen verkankeren verkeren verkoken verkreukelen verkreuken verlangzamen verliezen vermeerderen vermenselijken
vernauwen vernederlandsen verpappen verpolitieken verrollen verruimen verruwen verscherpen verscherven versimpelen
verslaven versmallen versmoren versnellen versnipperen versoberen versoepelen verstalen verstoppen versuikeren
vertederen vertienvoudigen vertragen vertroebelen verveelvoudigen verviervoudigen vervijfvoudigen vervlaamsen vervormen
vervrolijken vervuilen verwarmen verwassen verweren verwijden verzachten verzakelijken verzepen verzoeten vlotten volgen
voordringen voorgaan vooroverbuigen voortkabbelen voortwoekeren vooruitschuiven vrijlopen waaien waaieren wakkeren
warmdraaien warrelen waterskiën weerkaatsen weerklinken wegbranden wegbreken wegkankeren wegschuiven wegspoelen
wegzappen weken wellen wervelen wijzigen windsurfen wortelen zigzaggen zuren zwalpen zwijmen zwirrelen
"""

# Movement: hebben for the activity, zijn with a destination. Their compounds with a particle of direction take zijn.
MOVEMENT = """
bonzen botsen crossen cruisen dabberen dansen denderen dobberen donderen draven dribbelen drijven druppelen duikelen
duiken duvelen dwalen dwarrelen fietsen fladderen flikkeren flitsen galopperen glijden glippen golven gutsen hinkelen
hinken hobbelen hollen hompelen hoppen hossen huppelen hupsen ijlen jakkeren joggen kanoën karren kieperen klauteren
klepperen kletteren klimmen klossen klunen knallen koersen krabbelen kringelen kruipen kuieren kukelen kwakken laveren
lazeren liften lopen manoeuvreren marcheren mieteren migreren motorrijden mountainbiken navigeren paraderen
patrouilleren peddelen pelgrimeren pendelen ploeteren racen razen reizen rennen rijden roeien rollen rolschaatsen
rolstoelen rossen schaatsen scheuren schieten schoollopen schrijden schuifelen schuiven sijpelen sjezen sjokken sjouwen
skaten skeeleren skiën sleeën slenteren slieren slingeren slippen sloffen sluipen smakken snellen snorren sodemieteren
spoeden spoelen springen sprinten spuiten spurten stampen stappen stiefelen stoempen stommelen stormen stromen
strompelen struinen stuiteren stuiven suizen sukkelen surfen taxiën tijgen tippelen toeren treden trekken trippelen
tuffen tuimelen varen vlieden vliegen vlinderen vloeien vluchten waaien waden waggelen wandelen wentelen wiegelen
wielrennen wippen zeilen zijpelen zoeven zwalken zwemmen zwenken zwermen zwerven zweven zwieren
"""

# More ways to move: zijn with a particle of direction (wegkabbelen); alone they stand elsewhere or take hebben.
MANNER = """
banjeren benen biken boemelen bolderen buitelen cirkelen crawlen dartelen daveren dokkeren druipen floepen freewheelen
glibberen hardlopen hinkepinken hippelen hotsen huppen kabbelen kachelen klotsen kronkelen langlaufen meanderen motoren
paddelen pagaaien pezen pikkelen ploffen plonzen retireren roetsjen scooteren sjeesen skateboarden slibberen sneaken
snelwandelen snowboarden spatten spetteren sporen steppen stevenen stomen struikelen sullen suppen tjezen tjokken
trammen treinen trekkebenen trippen tuinen veren verhuizen warrelen waterskiën wervelen wieken windsurfen zigzaggen
zwalpen zweefvliegen zwirrelen
"""

# Of these, what moves may as well be moved by somebody: heeft de auto weggereden, is weggereden.
DRIVEN = """
donderen drijven duvelen lazeren manoeuvreren rijden roeien rollen scheuren schieten schuiven sodemieteren trekken varen
vliegen waaien zeilen
"""

# Ways to move that are nothing but a change of place as soon as there is a direction: is opgeklommen.
STEPS = """
dwarrelen glippen hinken hobbelen huppelen klauteren klimmen kruipen schrijden schuifelen sijpelen slenteren sloffen
sluipen snellen stappen stormen strompelen suizen sukkelen tijgen treden tuimelen vlieden vluchten waggelen zijpelen
zoeven
"""

# What is hardly ever done without an object: heeft het omgekieperd.
THROWN = """
flikkeren jakkeren kieperen krabbelen kwakken mieteren rossen sjouwen slingeren smakken spoelen spuiten stampen wentelen
"""

# A particle that names a direction makes a movement verb take zijn (weglopen, binnenvaren).
DIRECTIONS = """
aan aaneen achter achterna achterom achterop achterover achteruit af beneden bij bijeen binnen boven buiten dichter door
dooreen eraf erdoor erin ertussenuit eruit heen hogerop huiswaarts in ineen langs los mee na naar neder neer om omhoog
omlaag omver onder onderdoor onderuit op opeen opwaarts opzij over overboord overeind rond samen tegemoet tegen terug
thuis toe tussenuit uit uiteen vast verder voor voor voorbij voorop voorover voort vooruit weder weer weerom weg
"""
ALONG = "mee na voor door los voorop achterop"
"""Particles that may be about the activity all the same: heeft een eind meegeklommen."""
FIRM_DIRECTIONS = """
achteruit binnen buiten heen huiswaarts langs neder neer tegemoet terug thuis toe uiteen voorbij voort vooruit weg
"""

# Families whose compounds take zijn unless they are listed under HEBBEN or BOTH.
ZIJN_FAMILIES = """
barsten blijven dalen deinzen gaan groeien komen krimpen ontploffen ploffen raken rijzen slinken sneuvelen sterven
stijgen stranden vallen verdwijnen verschijnen wezen wijken worden zakken zijn zinken zwellen
"""

# What happens to the subject by itself: with a particle that names the result they take zijn (leegstromen).
CHANGE_FAMILIES = """
bladderen bloeden bloeien brokkelen doezelen dommelen drogen druppelen dutten groeien klappen klonteren koeken kruimelen
lekken lopen ploffen regenen rijpen roesten rotten schilferen schimmelen schrompelen slibben slijten sluimeren smelten
sneeuwen soezen splinteren springen stollen stromen stuiven suffen teren vliegen vloeien vriezen waaien zwijmelen
"""
RESULTS = "aan af dicht dood door droog in ineen kapot krom leeg los onder op open samen scheef stuk uit vast vol weg"

# Compounds of such families, or verbs of movement, that take hebben.
HEBBEN = """
aanbidden aandoen aandrijven aanjagen aanraken aanschieten aansjouwen aanspuiten aanstampen aantijgen aantrekken
aanvallen achterlopen achtervolgen afdansen afdrogen afjakkeren afknallen afkrabbelen afremmen afroeien afrossen
afschieten afslingeren afsnoepen afspoelen afspuiten afstampen afstruinen afwentelen bedrijven begaan begluren begroeien
bejagen beklimmen bekrimpen bekruipen belopen bereizen berijden beschieten bespringen bespuiten bestijgen betreden
bevaren bevliegen bewandelen bezwemmen bijeendrijven bijkrabbelen bijtreden dichttrekken doodlachen doodrijden
doodschieten dooreenschudden doorklieven doorkruisen doorspoelen doorspuiten doorstaan gadeslaan indrijven inhollen
inrollen insmelten inspoelen inspuiten instampen klemrijden lastigvallen lostrekken meesjouwen meeslepen nadruppelen
najagen nasijpelen naspoelen nastreven natreden natrekken neerknallen neerkrabbelen neerschieten neertrekken
omhoogtrekken omsmelten omspoelen omverkegelen omverlopen omverrijden omzeilen ondergaan onderspuiten ontduiken
onttrekken ontwijken opdrijven opdringen opduikelen ophollen opjagen oprollen opslingeren opsnorren opspoelen opspuiten
opstuwen overdrijven overgroeien overrijden overrompelen overschrijden overspoelen overspuiten overstijgen overtreden
overtroeven overvallen overvaren overvliegen platlopen platrijden rondlopen samendrijven stuksmijten terugdrijven
terugspoelen toedraaien toejuichen toestoppen toetakelen uitdansen uitdrijven uiteendrijven uithollen uitjagen uitroeien
uitrollen uitsmelten uitspoelen uitspuiten uitstampen uitwuiven verdrijven verjagen verscheuren verslingeren vertoeven
vertreden volspuiten voltrekken voordansen voorlopen voorschieten voortdrijven voortrekken voortstuwen voorttrekken
wegbonjouren wegjagen wegjorissen wegslingeren wegstuwen wegwuiven
"""

# One word of a spelling that is two verbs, and yet something that happens to the subject: is overstroomd, is volgroeid.
UNDERGONE = "overstromen doorweken overkomen volgroeien overerven mislopen mistasten"

# Why zijn: what happens to the subject, what is a change of place, and what is a change of state.
HAPPENING = """
bevallen blijken gebeuren gelukken geschieden lukken meevallen misgaan mislukken ontgaan ontschieten ontvallen opvallen
overkomen slagen tegenvallen voorkomen voorvallen wedervaren weervaren
"""
PLACE = """
aanbelanden arriveren belanden emigreren immigreren kapseizen ontglippen ontkomen ontsnappen ontvluchten remigreren
stevenen stijgen dalen stranden verdwalen verdwijnen verhuizen verschijnen vertrekken verzeilen
"""
PLACE_FAMILIES = """
dalen deinzen gaan keren komen landen rukken stappen stijgen stormen storten treden vallen wijken zakken zinken
"""
STATE_FAMILIES = """
barsten bleken bloeien bloeden branden dorren drogen groeien krimpen leven ontploffen rijpen roesten rotten schimmelen
schrompelen slapen slinken smelten sterven vriezen waken welken worden zwellen
"""

IMPERSONAL = """
berouwen betamen betreffen bevreemden blijken bliksemen dauwen dooien dunken gebeuren gelukken
geschieden hagelen heugen ijzelen lukken miezeren mislukken misten motregenen motsneeuwen ontgaan
ontschieten onweren plaatsvinden regenen schemeren schorten sneeuwen spijten stortregenen verdrieten
voorvallen vriezen weerlichten wemelen
"""
"""Verbs without a first person: their forms are kept, sentences with ik are not asked."""
