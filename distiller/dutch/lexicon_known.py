"""Weak verbs that are simply known: regular, of one stem, in daily use.

A verb that stands here is `known`; so is a compound of it. One that stands nowhere is conjugated all the same, as
`rule` or `guess`, and a disagreement with it is a warning and never an error.
"""

WEAK = """
aaien aanen aarden aarzelen achten ademen afficheren apen appen arbeiden azen babbelen babysitten baden bakkeleien
balen balken ballen balsemen banen bannen baren basen bassen baten bazelen bazuinen bedden bedelen beeldhouwen
beitelen bekken bellen benen bengelen beogen bessen betten beuken beulen beunen beuren beven bezigen biechten
biggelen bikken billijken binnen bitsen blaffen blaken blancheren blaten blazoeneren blesseren blieven blijmoeden
bliksemen blinddoeken bloeden bloeien bloggen blokken blokkeren blozen blussen bobben bocht bochten boeien boeken
boemelen boenen boeren boeten boetseren bokken boksen bollen bombarderen bomen bonken bonzen borduren boren borgen
borrelen borstelen boteren botsen bottelen botten bouwen bowlen boycotten braken branden brassen breeuwen breidelen
breien brengelen brevetteren briesen broddelen broeden broeien brommen bruinen bruisen brullen buffelen buigelen
buitelen bukken bulken bundelen bungelen bunkeren buurten casten chatten checken chillen cirkelen citeren
claxonneren dagen dagvaarden dalen dammen dampen danken dansen dartelen dauwen dealen deinen deinzen dekken delen
dempen deppen deren derven deugen deuken dichten dienen dikken dimmen dobbelen doceren doden doeken doelen doezelen
dofen dollen dommelen dompelen dopen doppen dorren dorsen dorsten douchen doven downloaden draaien draineren dralen
drammen draven dreigen dreinen drenken drentelen dressen dreunen dreutelen dribbelen drijnen drogen dromen droppen
drukken druppelen druppen dubbelen dubben duelleren duiden duikelen duimen duizelen dulden dunnen duperen duren
dutten duvelen duwen dwalen dwarrelen dwarsbomen dweilen dwepen dwingelen ebben echoën effenen eggen eigenen
eindigen eisen enten eren erven etaleren etsen evenaren faalen fabelen falen faxen feesten feilen feliciteren
femelen fietsen fikken filmen filosoferen fitten fixeren flaneren flansen flappen flemen flensen flessen fleuren
flikken flippen flirten flitsen floepen floppen fluimen foefelen foeragen fokken foppen formuleren fotograferen
frasen frommelen fronsen frunniken fuiven fulmineren functioneren futselen föhnen gakken galmen galopperen gapen
garen gebaren geeuwen gelen genaken geselen geuren gijzelen gillen ginnegappen gissen gisten glimlachen gloeien
glooien gloren gluren gniffelen gokken golven gonzen goochelen gooien gorgelen graaien grabbelen grappen grauwen
grazen grenzen griezelen griffen grijnslachen grijnzen grillen grinniken groeien groenen groeperen groeten grommen
gronden grondvesten gruwelen gruwen guichelen gummen gunnen gutsen haasten haken hakkelen hakken halen halsen
handelen hangelen happen harden haren harken haspelen haten haven heersen heien heiligen hekelen hekken hellen
hengelen hengsten herbergen herkauwen hevelen hijgen hikken hinkelen hinken hinniken hobbelen hobben hoeden hoepelen
hoesten hokken hollen hompelen honen honoreren hopen horen horten hossen houwen hozen huichelen huiden huilen
huisvesten huiveren huizen huldigen hullen hunkeren huppelen hupsen huren hurken hutselen huwen hypothekeren ijken
ijlen ijzen illustreren immigreren impregneren innen irriteren isoleren jagen janken jatten jengelen jennen jeuken
jodelen joelen joggen jokken jongleren jubelen juichen jutten kaarden kaarten kaatsen kabbelen kaften kakelen kaken
kakken kalken kalmeren kammen kampen kamperen kanaliseren kantelen kanten kapen kappen kapseizen karnen karren
kartelen karwijen kastijden katten kauwen kavelen keffen kegelen keilen kennen kepen keren kerkeren kermen kersten
ketelen ketenen ketsen keuren keuvelen kezen kibbelen kiemen kienen kiepen kieren kietelen kiften kijven kikken
kilometeren kinken kirren kissebissen kisten kittelen kitten klaarkomen klagen klampen klankleuren klappen klaren
klassificeren klauwen kleden klessebessen kletsen kleumen kleuren kleven klieren klieven klikken klingelen klinkeren
klissen klitten kloeken klokken klommelen klonen klooien kloppen klossen kloten kloven kluiten kluiven klungelen
klussen klutsen knaagen knabbelen knagen knakken knallen knappen knarpen knarsen kneden knellen knevelen knielen
kniezen knikkebollen knikkelen knikken knikkeren knippen knobbelen knoeien knokken knopen knoppen knorren knotsen
knotten knuffelen knuppelen knutselen koelen koeren koersen koken kokhalzen kolken kolven kondigen konkelen
konkelfoezen kooien koppelen koppen korrelen korten kosten koteren kotsen kouten kozen kraaien krabbelen krabben
kraken kransen krassen kreken krenken kreperen kreukelen kreuken kreunen kreuren kriebelen krieken krijten krikken
krimpen kringelen krioelen kritiseren kroelen kroken krommen kronen kronkelen kroppen krozen kruiden kruien
kruimelen kruipelen kruisen kruisigen kruiwagenen krullen kubben kuchen kudden kuilen kuipen kuisen kukelen kunnen
kuren kussen kwaken kwakken kwakzalven kwalificeren kwalmen kwanselen kwebbelen kweken kwekken kwelen kwellen
kwetsen kwijlen kwijnen kwikken kwinkeleren kwispelen laaien laden laken lakken lallen lanceren landen langen lappen
lassen lassoën laven laveren leasen ledigen legen leggen leiden leken lekken lenen lengen lepelen leppen leren
lessen letten leuken leunen leven lezen lichten liegen lieven liften lijden lijmen lijnen lijsten likken linken
lippen lispelen loden loeien loensen loeren logen logeren lokken lonen lonken loochenen loodsen loopen lossen loten
louwen loven lozen lubben luchten luiden luisteren lukken lullen lummelen lunchen luren lurken lusten luwen maaien
maken makken malen malsen mangelen mankeren mannen marchanderen markeren martelen matchen matigen matten mauwen
mazen meinen mekken melden memoreren menen mengelen mengen mennen mensen meren merken mesten meten metselen meubelen
meuren miauwen middelen mijden mijnen mijten mikken minnen missen misten mixen mobiliseren moffelen mokken
molenwieken mollen mommelen mompelen monden monkelen moorden mooten morrelen morren morsen motten mouten muffen
muilen muiten muizen mummelen munten murmelen murmureren musiceren mutsen muziceren naaien nagelen naken namen
narren neigen nekken nemen nestelen nesten netten neuken neuren neuriën neuzelen neuzen niesen nieten niezen nijpen
niksen nippen noden nodigen noemen nokken nopen normen noteren notuleren nuanceren nukken nummeren nuttigen oefenen
ogen oliën onweren oogsten oordelen openen ordenen organiseren oriënteren overwegen oxideren paaien paffen pakken
palen pallen palmen pannen parelen paren pareren parkeren passen pastelen paukeren peilen peinzen pekelen pekken
pelgrimeren pellen pennen persen pesten petsen peuren peuzelen pieken piekeren piepen piesen pijlen pijnen pijnigen
pijpen pikken pimpelen pimpen pingelen pingpongen pinken pinnen pionieren pissen pitten plaatsen plagen plakken
plamuren plannen planten plassen platten pleiten plengen plenzen pleuren plezieren plinten ploegen ploffen plonzen
plooien plotten pluggen pluimen plukken plussen poetsen poffen pogen poken polsen pompen poneren ponsen pooten
popelen poppelen porren porten posten poten potten praaien prakken pralen prangen praten prediken prefereren preien
preken prenten prepareren presenteren pressen presteren preuvelen prevelen priemen prikkelen prikken printen
proberen proesten proeven pronken proosten proppen prosten provoceren pruilen pruimen prutsen pruttelen puffen
pulken punniken punten puren purgeren putten puzzelen raaien raaskallen racen rafelen raffelen ragen rakelen raken
ramen rammelen rammen rangeren ranken ranselen rappen raspen ratelen ravotten razen reageren reciteren redden reden
redeneren redigeren reflecteren regelen regenen regeren registreren reiken reilen reinigen reizen rekenen rekken
relativeren relaxen rellen remmen rennen renoveren rentenieren repareren repeteren reppen reserveren respecteren
resten resulteren retoucheren reuen reutelen revolteren ribbelen richelen richten rieken rijmen rijpen rillen
rimpelen ringen rinkelen rinkinken ritselen ritsen rochelen rodelen roeien roeren roesten roezemoezen roffelen roken
rollebollen rollen romen rommelen ronddolen ronden ronken ronselen rooien roosteren roppen rossen roteren rotten
rouwen roven rozen rubriceren ruggelen ruien ruilen ruimen ruisen ruizelen rukken rullen rusten ruziën sabbelen
sabelen saboteren samenen samplen sarren saven savoureren schaatsen schaden schaduwen schaffen schakelen schaken
schalken schallen schamen schampen schamperen schandvlekken schansen scharen scharrelen schatten schaven schelen
schellen schenken schermen schermutselen scherpen schertsen schetsen scheuken scheuren schiften schikken schillen
schimmelen schimpen schminken schnabbelen schoeien schoffelen schofferen schokken scholen schommelen schoppen
schoren schorsen schorten schotelen schouwen schragen schranken schransen schranzen schrapen schrappen schreeuwen
schreien schrijnen schrikken schrobben schroeien schroeven schrokken schrompelen schroten schubben schudden
schuieren schuiern schuifelen schuimen schuren schutten schuwen scoren seinen selecteren serveren shockeren shoppen
signaleren signeren sijpelen sissen sjansen sjezen sjoelen sjoemelen sjokken sjorren sjouwen slabakken slachten
slagen slaken slaven slechten sleeën slempen slepen sleutelen slibben slieren slikken slingeren slippen slissen
sloffen slokken slopen sloven sluizen slurpen smachten smaken smakken smalen smeden smeken smelten smeren smeulen
smeuïg smiespelen smikkelen smoezelen smoezen smoken smokkelen smoren smullen snaaien snacken snakken snappen
snauwen snavelen snedden sneeuwen snellen sneren snerpen sneuvelen sneven snijden snikken snipperen snoeien snoepen
snoeren snoeven snoezen snorkelen snorken snorren snuffelen snuffen snurken soebatten soezen soigneren solderen
sollen solliciteren solveren soppen sorteren souperen spaarzamen sparen sparren spartelen specialiseren spelden
spelen spellen spenen sperren speuren spieden spiegelen spieken spijbelen spijlen spijzen spikkelen spillen spinnen
spioneren spitsen spitten spleten splijten splitsen spoeden spoelen spoken sporen spotten sprankelen spreiden
sprenkelen sprinten sproeien sprokkelen spruiten spuien spuwen staan staken stalken stallen stamelen stammen stampen
stansen stapelen stappen staren starten steggelen steken stelen stellen stelpen stelten stemmen stempelen stenen
stenigen stevenen stichelen stichten stiften stijgen stijven stikken stileren stillen stinken stippelen stippen
stoefen stoeien stoelen stoffen stofzuigen stoken stollen stomen stommelen stompen stoppen storen stormen storneren
storten stoten stouwen stoven straffen stralen stranden strekken strelen stremmen strengelen streven striemen
strijken strikken strippen stroken stromen strompelen strooien stropen struikelen struinen studeren stuiten stuiven
stuken stukken stunten sturen stutten stuwen sudderen suffen sufferen suggereren suizebollen suizelen suizen
sukkelen sullen surfen sussen swingen taaien tafelen takelen taken talen talmen tanden tanen tanken tappen tarten
tassen tasten tatoeëren taxeren tekenen telefoneren telen tellen temmen tennissen teren tergen testen theoretiseren
tieren tijden tijgen tikken tilen tillen timmeren tingelen tintelen tippelen tippen tobben tochten toeren toernooien
toetsen toeven tokkelen tolken tollen tonen tongen tooien toosten toppen torenen tornen torpederen torsen tossen
touwen trachten trainen trakteren tralen trampelen transpireren trappelen trappen treiteren treuren treuzelen
triesten trillen trippelen troeven trommelen trompen tronen troosten trotseren trouwen trukken tuffen tuieren
tuimelen tuinen tuinieren tuiten turen turnen turven tutoyeren tuttelen tutten twijfelen twijnen twinkelen twisten
typeren uiten uploaden utiliseren vakken valken vasten vechten vegen veilen veinzen velen vellen ventelen venten
ventileren vergen verifiëren verven vesten vestigen vetten vezelen viben vieren vijlen vijzelen villen vinken vissen
visualiseren vitten vlaggen vlakken vlammen vlassen vlechten vleien vlekken vlerken vlijen vloeien vloeken vloeren
vlooien vlotten vluchten vluggen voeden voegen voelen voeren voetballen vogelen voldoen volgen volleyballen
voltigeren vonken vonnissen vormen vossen vouwen vrezen vriezen vrijen vrijwaren vullen vuren waarderen waarschuwen
wagen waggelen waken walgen walken wallen walmen walsen wandelen wanen wanhopen wankelen wapenen warmen warrelen
wasemen wauwelen waxen wedden wegen weiden weifelen weken welken wellen welven wemelen wenden wenen wenken wennen
wensen wentelen weren werken wervelen wetten wezen wiebelen wieden wiegelen wiegen wieken wielen wielrennen wijden
wijlen wijten wijzigen wikkelen wikken wiksen willigen wimpelen winkelen wippen wisselen wissen wittebroden witten
woeden woelen wonen worgen worstelen wortelen wouwelen wriemelen wrikken wroegen wroeten wrokken wuiven wurgen
zaaien zagen zaken zakken zalmen zalven zanden zaniken zappen zegelen zegenen zeggen zeiken zeilen zelfstandigen
zemelen zemen zengen zepen zetelen zetten zeulen zeuren zevenen zieltogen ziften zigzaggen zinderen zoelen zoemen
zoenen zoeten zoeven zogen zomen zondigen zonnen zoogen zorgen zouten zuchten zuigelen zuinigen zuren zwaaien
zwachtelen zwalken zwalpen zwaluwen zwammen zwarten zwatelen zwavelen zwellen zwendelen zwenken zwepen zwermen
zweten zwetsen zweven zwichten zwiepen zwieren zwijmelen zwikken zwoegen zwoelen
"""
