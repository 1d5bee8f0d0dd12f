"""Which verbs take zijn in the perfect, and which take both; every other verb takes hebben."""

# Zijn only.
ZIJN = """
aanbelanden aanbranden aangroeien aankomen aanlanden aansterken aanzwellen achteruitdeinzen afdalen afglijden
afhaken afkalven afknappen afstammen afstappen afsterven afstuderen aftakelen aftreden afzwaaien arriveren barsten
bekoelen belanden bersten bezinken bezwijken bijkomen binnensluipen binnenstromen binnentreden blijken blijven
creperen dalen degenereren deinzen dichtgroeien dichtslibben dichtvriezen doodbloeden doodgaan doodlopen doodvallen
doodvriezen doorbranden doorrotten emigreren escaleren evolueren exploderen flauwvallen gebeuren gelukken geraken
geschieden groeien herleven huiswaartskeren immigreren imploderen inburgeren indommelen indrogen indutten
ineenkrimpen ineenstorten inkeren inkrimpen inslapen insluimeren insluipen insneeuwen instappen instorten intreden
inzakken kapotgaan kapseizen kelderen kenteren komen krimpen leeglopen leegstromen losbarsten losbreken losraken
lukken mislukken nablijven neerdalen neerstorten omkantelen omkomen omvallen ondersneeuwen ontaarden ontbranden
ontgaan ontglippen ontgroeien ontkiemen ontkomen ontluiken ontploffen ontrollen ontschieten ontslapen ontsnappen
ontsporen ontspringen ontspruiten ontstaan ontstijgen ontvallen ontvlammen ontvluchten ontwaken ontwennen opdagen
opdrogen opduiken openbarsten opfleuren opgroeien opkikkeren opklaren opleven opraken opschrikken opspringen opstaan
opstappen opstijgen opzwellen overlijden overstappen oversteken ploffen promoveren remigreren rijzen samengroeien
samenkomen samensmelten samenvallen samenvloeien schrikken slaagsraken slaapvallen slagen slinken sneuvelen
stagneren sterven stijgen stikken stilvallen stranden tegenkomen tekortschieten terechtkomen terugdeinzen terugkeren
terugkrabbelen terugschrikken terugtreden thuisblijven toeschieten toeslibben toesnellen toestromen toetreden
uitbarsten uitbreken uitdijen uitgeraken uitglijden uitgroeien uitmonden uitraken uitstappen uitsterven uitstijgen
uittreden uitwijken uitzakken vallen vastlopen vastraken vastvriezen verbleken verbloeden verbroeden verdorsten
verdwalen verdwijnen verflauwen vergaan verglijden vergrijzen vergroeien verhongeren verjaren verkleumen verkommeren
verkwijnen verloederen vermolmen verongelukken verouderen verpauperen verpieteren verrijzen verrotten verschalen
verschieten verschijnen verschrompelen verslechteren verslonzen verstarren verstenen versterven verstijven
verstommen verstrijken versuffen vertrekken vervagen vervallen vervliegen vervloeien verwateren verwelken
verwilderen verworden verzakken verzanden verzeilen verzinken verzuren verzwinden vluchten volstromen voorblijven
voortkomen voortspruiten voortvloeien wederkeren weerkeren wegduiken wegebben wegglijden weggroeien wegkruipen
wegkwijnen weglopen wegraken wegrennen wegrotten wegsluipen wegsmelten wegspringen wegsterven wegstromen wegvallen
wegvliegen wegvluchten wegzakken wezen worden zakken zijn zinken zoekraken zwellen
"""

# Both, mainly zijn: change of state or place is the usual case.
BOTH_ZIJN = """
aanbreken aangaan aanslaan afbranden afkoelen aflopen afnemen afslaan afwaaien afwennen afwijken bederven beginnen
bekomen beschimmelen beslaan betrekken bevallen bevriezen bijdraaien bijtrekken bijvallen breken devalueren deviëren
devolueren dichtslaan doorbreken doorlopen doorslaan doortrekken druipen eindigen fuseren gaan genezen gewennen
halveren herstellen ineenschrompelen inlopen inscheuren inspringen kantelen kapotspringen keren knakken knappen
krommen kwijtraken landen losslaan mislopen muteren naderen nakomen neerzijgen omkeren omlopen omslaan omspringen
omwaaien ontdooien ontstellen opbranden opdraaien openspringen ophouden opknappen oplopen opschieten opstuiven
optrekken opvliegen opwarmen overlopen overstromen overwaaien passeren raken rijpen roesten rotten scheiden scheuren
schimmelen smelten spatten splijten stollen stoppen stuiven tegenlopen terugtrekken toenaderen toenemen trouwen
uitbranden uitdoven uitdrogen uiteenspatten uitlopen uitscheuren veranderen verarmen verbasteren verbeteren
verbranden verbreden verdampen verdikken verdorren verdrinken verdrogen verdubbelen verduisteren verdunnen
vereenzamen verengelsen verergeren verfomfaaien vergelen vergeten verharden verhelderen verhuizen verkalken
verkillen verkleuren verkoelen verkolen verkrampen verlammen verlopen vermageren verminderen vernauwen verpulveren
verschroeien verschuiven verslappen versmelten verspringen verstikken verstillen verstrakken verstuiven verteren
vervreemden verwijden verzachten verzuren verzwakken verzwaren vorderen warmlopen wegtrekken wegwaaien wennen wijken
zijgen
"""

# Both, mainly hebben: zijn when the movement has a destination, or the state changed.
BOTH_HEBBEN = """
aandikken aanvangen betrekken binnendringen dikken doordringen draaien druppelen druppen gisten gutsen huwen
indikken indraaien indringen intrekken kerven kleuren klitten knallen kolken kristalliseren kruien krullen lekken
lostornen nagaan omdraaien ontsteken ontwikkelen opfrissen optreden overslaan overtrekken rekken rimpelen smakken
socialiseren splitsen starten stijven stoven toeslaan tollen tornen transformeren tuimelen uitbuiken uitrekken
uittrekken uitwaaien verblijven vergassen vergeten verkeren verliezen verruimen verstoppen verweren volgen voorgaan
waaien wegdraaien weken zwalpen
"""

# Movement: hebben for the activity, zijn with a destination. Their compounds with a particle of direction take zijn.
MOVEMENT = """
bonzen botsen crossen cruisen dabberen dansen denderen dobberen donderen draven dribbelen drijven druppelen duikelen
duiken duvelen dwalen dwarrelen fietsen fladderen flikkeren flitsen galopperen glijden glippen golven gutsen
hinkelen hinken hobbelen hollen hompelen hoppen hossen huppelen hupsen ijlen jagen jakkeren joggen kanoën karren
kieperen klauteren klepperen kletteren klimmen klossen klunen knallen koersen krabbelen kringelen kruipen kuieren
kukelen kwakken laveren lazeren liften lopen manoeuvreren marcheren mieteren migreren motorrijden mountainbiken
navigeren paraderen patrouilleren peddelen pelgrimeren pendelen ploeteren racen razen reizen rennen rijden roeien
rollen rolschaatsen rolstoelen rossen schaatsen scheuren schieten schoollopen schrijden schuifelen schuiven sijpelen
sjezen sjokken sjouwen skaten skeeleren skiën sleeën slenteren slieren slingeren slippen sloffen sluipen smakken
snellen snorren sodemieteren spoeden spoelen springen sprinten spuiten spurten stampen stappen stiefelen stoempen
stommelen stormen stromen strompelen struinen stuiteren stuiven suizen sukkelen surfen taxiën tijgen tippelen toeren
treden trekken trippelen tuffen tuimelen varen vlieden vliegen vlinderen vloeien vluchten waaien waden waggelen
wandelen wentelen wiegelen wielrennen wippen zeilen zijpelen zoeven zwalken zwemmen zwenken zwermen zwerven zweven
zwieren
"""

# A particle that names a direction makes a movement verb take zijn (weglopen, binnenvaren).
DIRECTIONS = """
aan achter achterna achterop achterover achteruit af beneden bij bijeen binnen boven buiten door heen
huiswaarts in langs los mee na neer om omhoog omlaag onder op opzij over rond samen tegemoet tegen terug
thuis toe uit uiteen vast voorbij voorop voorover voort vooruit weg
"""
FIRM_DIRECTIONS = "weg binnen buiten terug heen neer voorbij langs uiteen thuis achteruit vooruit voort toe"

# Families whose compounds take zijn unless they are listed under HEBBEN or BOTH.
ZIJN_FAMILIES = "gaan komen vallen blijven sterven worden zijn wezen"

# Compounds of such families, or verbs of movement, that take hebben.
HEBBEN = """
aanbidden aandoen aandrijven aanjagen aanschieten aanspuiten aantrekken aanvallen achtervolgen afjakkeren afremmen
afroeien afscheuren afschieten afsnoepen afspoelen bedrijven begaan begluren bejagen beklimmen bekruipen belopen
bereizen berijden beschieten bespringen bespuiten betreden bevaren bevliegen bewandelen bezwemmen bijeendrijven
dichttrekken doodschieten dooreenschudden doorklieven doorkruisen doorspoelen doorstaan gadeslaan indrijven inhollen
inrollen inspoelen inspuiten lastigvallen lostrekken meeslepen najagen naspoelen nastreven natreden natrekken
neerschieten omspoelen omtrekken omzeilen ondergaan onderschuiven onttrekken ontwijken opdrijven openscheuren
ophollen opjagen oprollen opslingeren opsnorren opspuiten opstuwen overdrijven overrijden overrompelen overschrijden
overspoelen overtreden overvallen overvaren overvliegen samendrijven stuksmijten terugdrijven toedraaien toejuichen
toeschuiven toestoppen toetakelen uitdansen uitdrijven uiteendrijven uitjagen uitrollen uitspoelen uitspuiten
uitwuiven verdrijven verjagen verscheuren verslingeren vertoeven vertreden volspuiten voltrekken voorschieten
voortdrijven voortrekken voortstuwen wegbonjouren wegjagen wegjorissen wegstuwen wegwuiven
"""

IMPERSONAL = """
berouwen betamen betreffen bevreemden blijken bliksemen dauwen dooien dunken gebeuren gelukken
geschieden hagelen heugen ijzelen lukken miezeren mislukken misten motregenen motsneeuwen ontgaan
ontschieten onweren plaatsvinden regenen schemeren schorten sneeuwen spijten stortregenen verdrieten
voorvallen vriezen weerlichten wemelen
"""
"""Verbs without a first person: their forms are kept, sentences with ik are not asked."""
