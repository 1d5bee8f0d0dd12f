"""Which verbs take zijn in the perfect, and which take both; every other verb takes hebben."""

# Zijn only.
ZIJN = """
aanbelanden aanbranden aangroeien aankoeken aankomen aanlanden aanrukken aansnellen aansterken aanzwellen
achteruitdeinzen afbladderen afbrokkelen afdalen afdruipen afglijden afhaken afkalven afketsen afknappen afstammen
afstappen afsterven afstuderen aftaaien aftakelen aftreden afzakken afzwaaien arriveren barsten bekoelen belanden
bersten bezinken bezwijken bijkomen bijvallen binnendringen binnensluipen binnenstromen binnentreden blijken blijven
creperen dalen deinzen dichtgroeien dichtslibben dichtvriezen doodbloeden doodgaan doodlopen doodvallen doodvriezen
doorbranden doordringen doorrotten doorzakken emigreren escaleren evolueren exploderen flauwvallen gebeuren gelukken
geraken geschieden groeien herleven herrijzen huiswaartskeren immigreren imploderen inburgeren indommelen indrogen
indutten ineenkrimpen ineenstorten ineenzakken ineenzijgen inkeren inkrimpen inrukken inslapen insluimeren insluipen
insneeuwen instappen instorten intreden inzakken kapotgaan kapotvriezen kapseizen kelderen kenteren komen krimpen
leeglopen leegstromen losbarsten losbreken losraken lukken mislukken nablijven neerdalen neerploffen neerstorten
omkantelen omkomen omvallen ondersneeuwen ontaarden ontbranden ontgaan ontglippen ontgroeien ontkiemen ontkomen
ontluiken ontploffen ontrollen ontschieten ontslapen ontsnappen ontsporen ontspringen ontspruiten ontstaan
ontstijgen ontvallen ontvlammen ontvluchten ontwaken ontwennen ontzinken opbloeien opdagen opdoemen opdonderen
opdrogen opduiken openbarsten openklappen opflakkeren opfleuren opflikkeren opgroeien ophoepelen opkikkeren opklaren
opkrassen oplaaien oplazeren opleven opraken oprijzen oprukken opschrikken opsodemieteren opspringen opstaan
opstappen opstijgen opveren opvlammen opwellen opzwellen overkoken overlijden overstappen oversteken ploffen
remigreren rijzen samendrommen samengroeien samenkomen samenscholen samensmelten samentroepen samenvallen
samenvloeien schrikken slaagsraken slaapvallen slagen slinken sneuvelen stagneren sterven stijgen stikken stilvallen
stranden tegenkomen tekortschieten terechtkomen terugdeinzen terugkeren terugkrabbelen terugschrikken terugtreden
thuisblijven toeschieten toeslibben toesnellen toestromen toetreden uitbarsten uitbloeien uitbreken uitdijen
uitgeraken uitglijden uitgroeien uitlekken uitmonden uitraken uitrukken uitstappen uitsterven uitstijgen uittreden
uitwijken uitzakken vallen vastgroeien vastlopen vastraken vastroesten vastvriezen verbleken verbloeden verbroeden
verdorsten verdwalen verdwijnen verflauwen vergaan verglijden vergrijzen vergroeien verhongeren verjaren verkleumen
verkommeren verkruimelen verkwijnen verlanden verloederen vermolmen verongelukken verouderen verpauperen verpieteren
verpoppen verrijzen verrotten verschalen verschieten verschijnen verschimmelen verschralen verschrompelen
verslechteren versloffen verslonzen verstarren verstenen versterven verstijven verstoffen verstommen verstrijken
versuffen versukkelen vertrekken vervagen vervallen vervliegen vervloeien verwateren verweken verwelken verwilderen
verworden verzakken verzanden verzeilen verzilten verzinken verzuren verzwinden vluchten volstromen voorblijven
voortkomen voortspruiten voortvloeien wederkeren weerkeren wegduiken wegebben wegglijden weggroeien wegkruipen
wegkwijnen weglopen wegraken wegrennen wegrotten wegsluipen wegsmelten wegspringen wegsterven wegstromen wegteren
wegvallen wegvliegen wegvluchten wegwezen wegzakken wezen worden zakken zijn zinken zoekraken zwellen
"""

# Both, mainly zijn: change of state or place is the usual case.
BOTH_ZIJN = """
aanbreken aangaan aanmeren aanschuiven aanslaan afbranden afkoelen aflopen afnemen afslaan afwaaien afwennen
afwijken bedaren bederven beginnen bekomen beschimmelen beslaan betrekken bevallen bevriezen bijdraaien bijtrekken
bijvallen breken crashen degenereren devalueren deviëren devolueren dichtklappen dichtslaan doorbreken doorlopen
doorslaan doortrekken doven druipen eindigen fuseren gaan genezen gewennen halveren herbeginnen herstellen indringen
ineenschrompelen inlopen inscheuren inslaan inspringen integreren invriezen kantelen kapotspringen keren klappen
knakken knappen kristalliseren krommen kwijtraken landen losslaan metastaseren migreren mislopen muteren naderen
nakomen neerstrijken neerzijgen omkeren omklappen omlopen omslaan omspringen omwaaien ontbinden ontdooien ontstellen
opborrelen opbranden opdraaien openspringen ophouden opknappen oplopen opschieten opspatten opstuiven optrekken
opvliegen opwarmen opzetten overlopen overstromen overwaaien passeren promoveren raken rijpen roesten rotten
samenklonteren scheiden scheuren schimmelen smelten spatten splijten spruiten stollen stoppen stuiven tegenlopen
terugtrekken toenaderen toenemen trouwen uitbranden uitdoven uitdrogen uiteenspatten uitkristalliseren uitlopen
uitscheuren uitzwermen veranderen verarmen verbasteren verbeteren verbranden verbreden verbroederen verdampen
verdikken verdorren verdrinken verdrogen verdubbelen verduisteren verdunnen vereenzamen verengelsen verengen
verergeren verfomfaaien vergelen vergeten vergroten verharden verhelderen verhuizen verkalken verkassen verkillen
verkleuren verkoelen verkolen verkorsten verkrampen verlammen verlopen vermageren verminderen vernauwen verpulveren
verrekken verroesten verschroeien verschuiven verslappen verslijten versmelten versnellen verspringen verstikken
verstillen verstrakken verstuiven vertakken verteren vervreemden verwarmen verwijden verzachten verzieken verzuren
verzwakken verzwaren vorderen warmlopen wegdraaien wegtrekken wegwaaien wennen wijken zijgen zwichten
"""

# Both, mainly hebben: zijn when the movement has a destination, or the state changed.
BOTH_HEBBEN = """
aandikken aanvangen beklijven betrekken dikken draaien druppelen druppen gisten gutsen hardlopen huwen indikken
indraaien intrekken kerven kleuren klitten klonteren knallen kolken kristalliseren kruien krullen lekken lostornen
nagaan omdraaien ontsteken ontwikkelen opfrissen optreden overslaan overtrekken rekken rimpelen smakken smeulen
snelwandelen socialiseren splitsen starten stijven stoven struikelen toeslaan tollen tornen transformeren tuimelen
uitbuiken uitrekken uittrekken uitwaaien verblijven vergassen vergeten verkeren verliezen verruimen verstoppen
verweren volgen voorgaan waaien wegdraaien weken zwalpen
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

# Compounds of such families, or verbs of movement, that take hebben.
HEBBEN = """
aanbidden aandoen aandrijven aanjagen aanraken aanschieten aanspuiten aantrekken aanvallen achterlopen achtervolgen
afjakkeren afremmen afroeien afscheuren afschieten afsnoepen afspoelen bedrijven begaan begluren begroeien bejagen
beklimmen bekruipen belopen bereizen berijden beschieten bespringen bespuiten bestijgen betreden bevaren bevliegen
bewandelen bezwemmen bijeendrijven dichttrekken doodschieten dooreenschudden doorklieven doorkruisen doorspoelen
doorstaan gadeslaan indrijven inhollen inrollen inspoelen inspuiten lastigvallen lostrekken meeslepen najagen
naspoelen nastreven natreden natrekken neerschieten omspoelen omtrekken omzeilen ondergaan onderschuiven onttrekken
ontwijken opdrijven opdringen openscheuren ophollen opjagen oprollen opslingeren opsnorren opspuiten opstuwen
overdrijven overgroeien overrijden overrompelen overschrijden overspoelen overstijgen overtreden overvallen
overvaren overvliegen rondlopen samendrijven stuksmijten terugdrijven toedraaien toejuichen toeschuiven toestoppen
toetakelen uitdansen uitdrijven uiteendrijven uitjagen uitroeien uitrollen uitspoelen uitspuiten uitwuiven
verdrijven verjagen verscheuren verslingeren vertoeven vertreden volspuiten voltrekken voorlopen voorschieten
voortdrijven voortrekken voortstuwen wegbonjouren wegjagen wegjorissen wegstuwen wegwuiven
"""

IMPERSONAL = """
berouwen betamen betreffen bevreemden blijken bliksemen dauwen dooien dunken gebeuren gelukken
geschieden hagelen heugen ijzelen lukken miezeren mislukken misten motregenen motsneeuwen ontgaan
ontschieten onweren plaatsvinden regenen schemeren schorten sneeuwen spijten stortregenen verdrieten
voorvallen vriezen weerlichten wemelen
"""
"""Verbs without a first person: their forms are kept, sentences with ik are not asked."""
