"""Which verbs take zijn in the perfect, and which take both; every other verb takes hebben."""

# Zijn only.
ZIJN = """
aanbelanden aanbranden aangroeien aankoeken aankomen aanlanden aanrukken aanslibben aansnellen aansterken aanstevenen
aanstranden aanvriezen aanwaaien aanwassen aanzwellen achteruitboeren achteruitdeinzen achteruitwijken afbladderen
afbladeren afbrokkelen afdalen afdolen afdonderen afdruipen afglijden afhaken afkalven afketsen afkicken afknappen
afkomen aflazeren afnokken afrotten afschampen afslanken afspatten afsplinteren afstammen afstappen afsterven
afstuderen afstuiten afsukkelen aftaaien aftakelen aftreden aftuimelen afzakken afzwaaien arriveren barsten bekoelen
belanden bersten bezinken bezwijken bezwijmen bijkomen bijvallen binnenbreken binnendringen binnendruipen binnenrukken
binnensluipen binnenstomen binnenstromen binnentreden blijken blijven creperen dalen defungeren deinzen derailleren
dichtgroeien dichtlopen dichtslibben dichtvriezen dijen doodbloeden doodgaan doodhongeren doodlopen doodvallen
doodvriezen doorbranden doordringen doorgroeien doorroesten doorrotten doorsukkelen doorzakken dorren emaneren
emigreren escaleren evolueren expireren exploderen failleren flauwvallen gebeuren gelukken geraken geschieden
geworden groeien heetlopen herintreden herleven heropleven heropstaan herrijzen herverschijnen huiswaartskeren
immigreren imploderen inburgeren indommelen indrogen indutten ineenduiken ineenkrimpen ineenlopen ineenstorten
ineenzakken ineenzijgen inkakken inkankeren inkeren inkrimpen inroesten inrukken inslapen inslibben insluimeren
insluipen insneeuwen instappen instorten insuffen intreden introuwen inwijken inwortelen inzakken inzinken kapotgaan
kapotvriezen kapseizen kelderen kenteren komen krimpen krombuigen kromtrekken leegbloeden leeglopen leegstromen
leegvloeien losbarsten losbranden losbreken losraken lukken meegroeien meeverhuizen mislukken misstappen molmen
nablijven neerdalen neergaan neerhurken neerklateren neerkletteren neerkomen neerplenzen neerploffen neerstorten
neervallen omdolen omdonderen omduikelen omkantelen omkletteren omkomen omkukelen omlazeren omvallen omzwikken
ondersneeuwen ontaarden ontbranden ontgaan ontglijden ontglippen ontgloeien ontgroeien ontkiemen ontkomen ontluiken
ontploffen ontrijzen ontrollen ontschieten ontslapen ontslippen ontsluipen ontsnappen ontsporen ontspringen
ontspruiten ontstaan ontsterven ontstijgen ontstromen ontvallen ontvaren ontvlammen ontvlieden ontvloeien ontvluchten
ontwaken ontwassen ontwennen ontzinken opbloeien opdagen opdoemen opdonderen opdrogen opduiken openbarsten openklappen
opflakkeren opfleuren opflikkeren opgroeien ophoepelen opkikkeren opklaren opkomen opkrabbelen opkrassen opkrullen
oplaaien oplazeren opleven opraken oprijzen oprotten oprukken opschrikken opslibben opsodemieteren opspringen opstaan
opstappen opstijgen opveren opvlammen opvriezen opwaaieren opwellen opwolken opzwellen overeindkomen overeindspringen
overkoken overkomen overlijden overstappen oversteken ploffen remigreren rijzen samendrommen samengroeien samenkomen
samenkrimpen samenrotten samenscholen samensmelten samentroepen samenvallen samenvloeien schrikken schrompelen
slaagsraken slaapvallen slagen slinken sneuvelen spaaklopen stagneren sterven stevenen stijgen stikken stilvallen
stranden tegenkomen tekortschieten teloorgaan tenietgaan terechtkomen terugdeinzen terugglijden teruggroeien
terugkeren terugkrabbelen terugschrikken terugstuiten terugtreden terugveren terugverhuizen terugwijken thuisblijven
toeschieten toeslibben toesnellen toestromen toetreden toevriezen uitbarsten uitbloeden uitbloeien uitbollen uitbotten
uitbreken uitdijen uitdruipen uitfloepen uitgeraken uitglijden uitglippen uitgroeien uitkiemen uitlekken uitmonden
uitraken uitregenen uitrijpen uitrotten uitrukken uitspruiten uitstappen uitsterven uitstijgen uitteren uittreden
uitwaaieren uitwijken uitzakken vallen vastbakken vastbranden vastgroeien vastkoeken vastlopen vastraken vastroesten
vastslibben vastvriezen verbleken verbloeden verbroeden verbureaucratiseren verburgerlijken verdierlijken verdoffen
verdolen verdorsten verduffen verdwalen verdwijnen vereelten veretteren verflauwen verflensen verfransen vergaan
verglijden vergrauwen vergrijzen vergroeien verhippen verhongeren verijzen verindischen verjaren verkazen verkindsen
verkleumen verkommeren verkrimpen verkrommen verkruimelen verkwijnen verlanden verleppen verlieven verlinksen
verloederen vermolmen vermuffen verongelukken verouderen verouwelijken verpauperen verpieteren verpoppen verrafelen
verrechtsen verregenen verrijzen verrimpelen verroomsen verrotten verruigen verschalen verscheiden verschieten
verschijnen verschilferen verschimmelen verschralen verschrompelen verslechteren verslensen verslibben verslijmen
versloffen verslonzen versplinteren verstarren versteedsen verstenen versterven verstijven verstoffen verstommen
verstrammen verstrijken versuffen versukkelen vertrekken vervagen vervalen vervallen vervellen vervetten vervliegen
vervlieten vervloeien vervluchtigen vervriezen verwaaien verwateren verwekelijken verweken verwelken verwestersen
verwilderen verworden verzakken verzanden verzeilen verzilten verzinken verzuilen verzuren verzwinden vlieten
vlotkomen vluchten volgroeien vollopen volschieten volstromen voorblijven voortkomen voortspruiten voortvloeien
wederkeren weerkeren wegdeemsteren wegdoezelen wegdommelen wegdromen wegduiken wegebben wegglijden weggroeien
wegkruipen wegkwijnen weglekken weglopen wegraken wegrennen wegroesten wegrotten wegschrikken wegsluipen wegsmelten
wegspringen wegsterven wegstromen wegsuffen wegsukkelen wegteren wegvallen wegvliegen wegvluchten wegwezen wegzakken
welken wezen worden zakken zijn zinken zoekraken zwellen
"""

# Both, mainly zijn: change of state or place is the usual case.
BOTH_ZIJN = """
aanbreken aangaan aankorsten aanmeren aanschuiven aanslaan aanwoekeren aanzanden acclimatiseren afbranden afknakken
afkoelen aflopen afnemen afrafelen afschilferen afslaan afsmelten afwaaien afwennen afwijken afzwakken avanceren
bedaren bederven beginnen begroeien bekomen beschimmelen beslaan betrekken bevallen bevriezen bewolken bezweten
bijdraaien bijtrekken bijvallen breken brokkelen corroderen crashen debarkeren degenereren deserteren desintegreren
devalueren deviëren devolueren dichtklappen dichtslaan dichtwaaien diffunderen doorbreken doorbuigen doorlekken
doorlopen doorslaan doorslijten doorstarten doortrekken doven drommen druipen eindigen eroderen expanderen
flippen floppen fossiliseren fuseren gaan genezen gewennen grijzen halveren herbeginnen herstellen hertrouwen
indringen ineenschrompelen ineenschuiven inkalven inlopen inregenen inscheuren inslaan inslijten inspringen integreren
invriezen inzweren kantelen kapotbarsten kapotspringen keren klappen knakken knappen kristalliseren krommen kwijtraken
landen losslaan losspringen metastaseren migreren mislopen muteren naderen nakomen neerstrijken neerzijgen noodlanden
omkeren omklappen omlopen omslaan omspringen omwaaien ontbinden ontdooien ontmengen ontstellen opborrelen opbranden
opdraaien openspatten openspringen ophouden opknappen oplopen opschieten opspatten opstuiven optrekken opvliegen
opwaaien opwarmen opzetten overlopen overschakelen overstromen overwaaien passeren promoveren radicaliseren raken
repatriëren rijpen roesten rotten samenklonteren samentreffen scheeftrekken scheiden scheuren schiften schimmelen
slijten smelten sneven spatten splijten splinteren spruiten stollen stoppen stuiven stukbreken stuklopen stukspringen
tegenlopen terugtrekken toenaderen toenemen trouwen uitbleken uitbranden uitbrokkelen uitdoven uitdrogen uiteenrafelen
uiteenspatten uitgloeien uitharden uitkristalliseren uitlopen uitscheuren uitslijten uitvloeien uitwoeden uitzetten
uitzweren uitzwermen vastkleven verachteren veranderen verarmen verbasteren verbeesten verbeteren verboeren verbossen
verbranden verbreden verbroederen verdampen verdikken verdonkeren verdorren verdrinken verdrogen verdubbelen
verduisteren verdunnen vereenzamen verengelsen verengen verergeren vererven verfomfaaien vergelen vergeten vergisten
vergrassen vergroten verharden verharen verhelderen verhoornen verhuizen verkalken verkassen verkillen verkleuren
verkleven verkoelen verkolen verkorsten verkrampen verkrappen verlammen verlopen vermageren vermannelijken verminderen
vernauwen verpulveren verreizen verrekken verroesten verschroeien verschuiven verslappen verslechten verslijten
versmachten versmelten versnellen versomberen verspringen verstedelijken verstikken verstillen verstokken verstompen
verstrakken verstuiven vertakken verteren vervlakken vervreemden vervrouwelijken verwarmen verwasemen verwereldlijken
verwetenschappelijken verwijden verzachten verzieken verzuren verzwakken verzwaren verzweren vorderen warmlopen
wegdraaien wegschuilen wegtrekken wegwaaien wennen wijken zijgen zwichten
"""

# Both, mainly hebben: zijn when the movement has a destination, or the state changed.
BOTH_HEBBEN = """
aanbakken aandikken aandrijven aanhaken aanvangen aanwakkeren accelereren afbreken afbuigen afdrogen afkalken afkoken
afmeren afscheuren afschuiven afslijten afsplijten afstompen aftrekken afvlakken afweken assimileren banjeren
beklijven betrekken bollen bruinen coaguleren condenseren convergeren converteren degraderen dementeren detoneren
dichtbranden dichtschroeien dichtschuiven dikken divergeren dolen dommelen doorbloeien doordraaien doorschemeren
draaien drentelen drogen droogkoken druppelen druppen dunnen emanciperen evaporeren fermenteren flaneren freewheelen
gedijen gisten glibberen globaliseren gutsen harden hardlopen helen heropstarten herstarten hippen hotsen huwen
inbranden inbreken inchecken indampen indeuken indikken individualiseren indraaien infiltreren inklappen inklinken
inkoken inloggen interen intrekken invreten inwateren jetskiën kaatsen kalmeren karamelliseren kerven ketsen kiemen
kleuren klitten klonteren knallen knielen kolken korrelen kreukelen kreuken kristalliseren kruien kruimelen krullen
langlaufen lekken losdraaien loslaten losscheuren lostornen losweken minderen misschieten mummificeren nagaan naijlen
narijpen neerklappen neerknielen neerkwakken neerslaan neersmakken ombuigen omdraaien omkiepen omkrullen omschakelen
omzwaaien ontbladeren ontkleuren ontlopen ontsteken ontvolken ontvonken ontwikkelen ontzuilen opbollen opbreken
opeenvolgen openbreken opensplijten opfrissen ophelderen opkruien oplichten oplossen oprispen opstarten opstijven
optreden opvolgen opzijschuiven overschuiven overslaan overtrekken oxideren paddelen pagaaien penetreren pezen
pletteren plonzen polymeriseren rafelen rekken retourneren rimpelen ronddolen ronddwalen samenballen samenkleven
samentrekken schampen schilferen skateboarden slaapwandelen slalommen smakken smeulen snelwandelen snowboarden
socialiseren splitsen starten steppen stijven stokken stoven stremmen struikelen sublimeren tanen terugkaatsen
terugplooien terugschakelen terugslaan toeslaan tollen tornen transformeren tuimelen uitbuiken uitchecken uitdampen
uitdraaien uitdunnen uitklappen uitloggen uitpuilen uitrafelen uitrazen uitrekken uitrusten uitscheiden uitschuiven
uitslaan uitstoelen uitstulpen uittrekken uitwaaien uitwasemen uitzaaien uitzieken veramerikaansen veramerikaniseren
verbenen verbitteren verblijven verbrokkelen verderven verdriedubbelen verdrievoudigen verduitsen verdwazen veresteren
vergassen vergeestelijken vergeten verglazen vergroven vergruizen verhevigen verhollandsen verjongen verkankeren
verkeren verkoken verkreukelen verkreuken verlangzamen verliezen vermeerderen vermenselijken vernederlandsen verruimen
verruwen verscherpen versimpelen verslaven versmallen versmoren versnipperen versoberen versoepelen verstalen
verstoppen versuikeren vertienvoudigen vertragen vertroebelen verveelvoudigen verviervoudigen vervijfvoudigen
vervlaamsen vervormen vervrolijken vervuilen verweren verzakelijken verzepen verzoeten verzuipen vlotten volgen
voorgaan voortwoekeren vooruitschuiven waaien waterskiën wegbranden wegbreken wegdraaien wegkankeren wegschuiven
wegspoelen wegzappen weken wijzigen windsurfen zigzaggen zwalpen zwikken
"""

# Movement: hebben for the activity, zijn with a destination. Their compounds with a particle of direction take zijn.
MOVEMENT = """
bonzen botsen crossen cruisen dabberen dansen denderen dobberen donderen draven dribbelen drijven druppelen duikelen
duiken duvelen dwalen dwarrelen fietsen fladderen flikkeren flitsen galopperen glijden glippen golven gutsen
hinkelen hinken hobbelen hollen hompelen hoppen hossen huppelen hupsen ijlen jakkeren joggen kanoën karren kieperen
klauteren klepperen kletteren klimmen klossen klunen knallen koersen krabbelen kringelen kruipen kuieren kukelen
kwakken laveren lazeren liften lopen manoeuvreren marcheren mieteren migreren motorrijden mountainbiken navigeren
paraderen patrouilleren peddelen pelgrimeren pendelen ploeteren racen razen reizen rennen rijden roeien rollen
rolschaatsen rolstoelen rossen schaatsen scheuren schieten schoollopen schrijden schuifelen schuiven sijpelen sjezen
sjokken sjouwen skaten skeeleren skiën sleeën slenteren slieren slingeren slippen sloffen sluipen smakken snellen
snorren sodemieteren spoeden spoelen springen sprinten spuiten spurten stampen stappen stiefelen stoempen stommelen
stormen stromen strompelen struinen stuiteren stuiven suizen sukkelen surfen taxiën tijgen tippelen toeren treden
trekken trippelen tuffen tuimelen varen vlieden vliegen vlinderen vloeien vluchten waaien waden waggelen wandelen
wentelen wiegelen wielrennen wippen zeilen zijpelen zoeven zwalken zwemmen zwenken zwermen zwerven zweven zwieren
"""

# A particle that names a direction makes a movement verb take zijn (weglopen, binnenvaren).
DIRECTIONS = """
voor aan achter achterna achterop achterover achteruit af beneden bij bijeen binnen boven buiten door heen
huiswaarts in langs los mee na neer om omhoog omlaag onder op opzij over rond samen tegemoet tegen terug
thuis toe uit uiteen vast voorbij voorop voorover voort vooruit weg
"""
FIRM_DIRECTIONS = "weg binnen buiten terug heen neer voorbij langs uiteen thuis achteruit vooruit voort toe"

# Families whose compounds take zijn unless they are listed under HEBBEN or BOTH.
ZIJN_FAMILIES = """
gaan komen vallen blijven sterven worden zijn wezen zakken zinken stijgen dalen groeien slinken zwellen rijzen ploffen
deinzen raken barsten
"""

# What happens to the subject by itself: with a particle that names the result they take zijn (leegstromen).
CHANGE_FAMILIES = "bloeden drogen groeien lopen roesten rotten schrompelen slibben smelten stromen vloeien vriezen"
RESULTS = "aan af dicht dood door in kapot krom leeg los onder op open samen scheef stuk uit vast vol weg"

# Compounds of such families, or verbs of movement, that take hebben.
HEBBEN = """
aanbidden aandoen aandrijven aanjagen aanraken aanschieten aansjouwen aanspuiten aanstampen aantrekken aanvallen
achterlopen achtervolgen afdrogen afjakkeren afkrabbelen afremmen afroeien afrossen afscheuren afschieten
afslingeren afsnoepen afspoelen afstampen afwentelen bedrijven begaan begluren begroeien bejagen beklimmen bekruipen
belopen bereizen berijden beschieten bespringen bespuiten bestijgen betreden bevaren bevliegen bewandelen bezwemmen
bijeendrijven bijkrabbelen dichttrekken doodschieten dooreenschudden doorklieven doorkruisen doorspoelen doorspuiten
doorstaan gadeslaan indrijven inhollen inrollen insmelten inspoelen inspuiten instampen lastigvallen lostrekken
meesjouwen meeslepen najagen naspoelen nastreven natreden natrekken neerkrabbelen neerschieten neertrekken
omhoogtrekken omsmelten omspoelen omtrekken omzeilen ondergaan onderschuiven onderspuiten ontduiken onttrekken
ontwijken opdrijven opdringen openscheuren ophollen opjagen oprollen opslingeren opsnorren opspoelen opspuiten
opstuwen overdrijven overgroeien overrijden overrompelen overschrijden overspoelen overspuiten overstijgen
overtreden overvallen overvaren overvliegen rondlopen samendrijven stuksmijten terugdrijven terugspoelen toedraaien
toejuichen toeschuiven toestoppen toetakelen uitdansen uitdrijven uiteendrijven uitjagen uitroeien uitrollen
uitsmelten uitspoelen uitspuiten uitstampen uitwuiven verdrijven verjagen verscheuren verslingeren vertoeven
vertreden volspuiten voltrekken voordansen voorlopen voorschieten voortdrijven voortrekken voortstuwen voorttrekken
wegbonjouren wegjagen wegjorissen wegslingeren wegstuwen wegwuiven
"""

# One word, of a verb of movement, and yet something that happens to the subject: is overstroomd, is doorweekt.
UNDERGONE = "overstromen doorweken"

IMPERSONAL = """
berouwen betamen betreffen bevreemden blijken bliksemen dauwen dooien dunken gebeuren gelukken
geschieden hagelen heugen ijzelen lukken miezeren mislukken misten motregenen motsneeuwen ontgaan
ontschieten onweren plaatsvinden regenen schemeren schorten sneeuwen spijten stortregenen verdrieten
voorvallen vriezen weerlichten wemelen
"""
"""Verbs without a first person: their forms are kept, sentences with ik are not asked."""
