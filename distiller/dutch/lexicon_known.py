"""Weak verbs that are simply known: regular, of one stem, in daily use.

A verb that stands here is `known`; so is a compound of it. One that stands nowhere is conjugated all the same, as
`rule` or `guess`, and a disagreement with it is a warning and never an error.
"""

WEAK = """
aaien aanen aarden aarzelen achten ademen afficheren apen appen arbeiden azen
babbelen babysitten baden bakkeleien balen balken ballen balsemen banen bannen baren basen bassen baten bazelen
bazuinen bedelen bedden beeldhouwen beitelen bekken bellen benen bengelen beogen bessen betten beuken beulen beuren
beunen beven bezigen biechten biggelen bikken billijken binnen bitsen blaffen blaken blancheren blaten blazoeneren
blesseren blieven blijmoeden bliksemen blinddoeken bloeden bloeien bloggen blokken blokkeren blozen blussen bobben
bocht bochten boeien boeken boemelen boenen boeren boeten boetseren bokken boksen bollen bombarderen bomen bonken
bonzen boren borduren borgen borrelen borstelen botsen botten bottelen boteren bouwen bowlen boycotten braken branden
brassen breeuwen breien breidelen brengelen brevetteren briesen broddelen broeden broeien brommen bruinen bruisen
brullen buffelen buigelen buitelen bukken bulken bundelen bungelen bunkeren buurten
casten chatten checken chillen cirkelen citeren claxonneren
dagen dagvaarden dalen dammen dampen danken dansen dartelen dauwen dealen deinen deinzen dekken delen dempen deppen
deren derven deugen deuken dichten dienen dikken dimmen doceren dobbelen doden doeken doelen doezelen dofen dollen
dommelen dompelen dopen doppen dorren dorsen dorsten doven downloaden douchen draaien draineren dralen dralen drammen
draven dreigen dreinen drenken drentelen dressen dreunen dreutelen dribbelen drijnen drogen dromen droppen drukken
druppelen druppen dubbelen dubben duelleren duiden duikelen duimen duizelen dulden dunnen duperen duren dutten
duvelen duwen dwalen dwarrelen dweilen dwepen dwarsbomen dwingelen
ebben echoën effenen eggen eigenen eindigen eisen enten eren erven etaleren etsen evenaren
faalen fabelen falen faxen feesten feliciteren femelen feilen fietsen fikken filmen filosoferen fitten fixeren
flaneren flansen flappen flemen flensen flessen fleuren flikken flippen flirten flitsen floepen floppen fluimen
foefelen foeragen föhnen fokken foppen formuleren fotograferen frasen frommelen fronsen frunniken fuiven
fulmineren functioneren futselen
gakken galmen galopperen gapen garen gebaren geeuwen gelen genaken geselen geuren gijzelen gillen ginnegappen gissen
gisten gloeien glooien gloren gluren glimlachen gniffelen gokken golven gonzen gooien goochelen gorgelen graaien
grabbelen grappen grazen grauwen grenzen griezelen griffen grijnzen grijnslachen grillen grinniken groeien groenen
groeten grommen gronden grondvesten groeperen gruwelen gruwen gummen gunnen gutsen guichelen
haasten haken hakkelen hakken halen halsen handelen hangelen happen haren harden harken harken haspelen haten
haven heersen heien heiligen hekelen hekelen hekken hellen hengelen hengsten herbergen herkauwen hevelen hijgen
hikken hinken hinkelen hinniken hobbelen hobben hoeden hoepelen hoesten hokken hollen hompelen honen honoreren hopen
horen horten hossen houwen hozen huichelen huiden huilen huisvesten huiveren huizen hullen huldigen
hunkeren huppelen hupsen huren hurken hutselen huwen hypothekeren
ijken ijlen ijzen illustreren immigreren impregneren innen irriteren isoleren
janken jagen jatten jengelen jennen jeuken jodelen joelen joggen jokken jongleren jubelen juichen jutten
kaarden kaarten kaatsen kabbelen kaften kakelen kaken kakken kalken kalmeren kammen kampen kamperen kanaliseren kantelen
kanten kapen kappen kapseizen karnen karren kartelen karwijen kastijden katten kauwen kavelen keffen kegelen keilen
kennen kepen keren kermen kerkeren kersten ketelen ketenen ketsen keuren keuvelen kezen kibbelen kiemen kienen kieren
kietelen kiften kijven kikken kilometeren kinken kirren kissebissen kisten kitten kittelen kiepen klaarkomen klagen
klampen klankleuren klappen klaren klassificeren klauwen kleden klessebessen kletsen kleumen kleuren kleven klieven
klieren klikken klinkeren klingelen klissen klitten kloeken klokken klommelen klonen klooien kloppen klossen kloten
kloven kluiten klungelen kluiven klussen klutsen knaagen knabbelen knagen knakken knallen knappen knarpen knarsen
kneden knellen knevelen kniezen knikkebollen knikkelen knikken knikkeren knielen knippen knobbelen knoeien knokken
knoppen knopen knorren knotsen knotten knuffelen knuppelen knutselen koelen koeren koersen koken kokhalzen
kolken kolven kondigen konkelen konkelfoezen kooien koppelen koppen korrelen korten kosten koteren kotsen kouten
kozen kraaien kraken krabbelen krabben kransen krassen kreken krenken kreperen kreukelen kreuken kreunen kreuren
kriebelen krieken krijten krikken krimpen kringelen krioelen kritiseren kroelen kroken krommen kronen kronkelen
kroppen krozen kruimelen kruipelen kruisen kruisigen kruiden kruien krullen kruisen kruiwagenen kubben kuchen kudden
kuilen kuipen kuisen kukelen kunnen kussen kuren kwaken kwakken kwakzalven kwalificeren kwalmen kwanselen kwebbelen
kweken kwekken kwelen kwellen kwetsen kwijlen kwijnen kwikken kwinkeleren kwispelen
laaien laden laken lakken lallen lanceren landen langen lappen lassen lassoën laven laveren leasen ledigen legen
leggen leiden leken lekken lenen lengen lepelen leppen leren lessen letten leunen leuken leven lezen lichten liegen
lieven lispelen likken linken lijden lijmen lijnen lijsten lippen liften loden loeien loensen loeren logen logeren
lokken lonen lonken loochenen loodsen loopen loven loten lossen louwen lozen lubben luchten luiden luisteren lukken
lullen lummelen lunchen luren lurken lusten luwen
maaien maken makken malen malsen mangelen mankeren mannen marchanderen markeren martelen matchen matigen matten mauwen
mazen meinen mekken melden memoreren menen mengelen mengen mennen mensen meren merken mesten meten metselen meubelen
meuren miauwen middelen mijden mijnen mijten mikken mikken minnen missen misten mixen mobiliseren moffelen mokken
molenwieken mollen mommelen mompelen monden monkelen moorden mooten morren morrelen morsen motten mouten muffen
muilen muiten muizen mummelen munten murmelen murmureren musiceren mutsen muziceren
naaien nagelen naken namen narren neigen nekken nemen nesten nestelen netten neuken neuren neuriën neuzelen neuzen
niesen niezen nieten nijpen niksen nippen noden nodigen noemen nokken nopen normen noteren notuleren nuanceren nukken
nummeren nuttigen
oefenen oliën oogsten ogen onweren openen oordelen ordenen organiseren oriënteren overwegen oxideren
paaien paffen pakken palen pallen palmen pannen paren parkeren pareren parelen passen pastelen paukeren pekelen pellen
pennen peilen peinzen pekken pelgrimeren persen pesten petsen peuren peuzelen piekeren pieken piepen piesen pijlen pijnen
pijnigen pijpen pikken pimpelen pimpen pingelen pingpongen pinken pinnen pionieren pissen pitten plaatsen plagen
plakken plamuren plannen planten plassen platten pleiten plengen plenzen pleuren plezieren plinten ploegen ploffen
ploffen plonzen plooien plotten pluggen pluimen plukken plussen poetsen poffen pogen poken polsen pompen ponsen poneren
pooten popelen poppelen porren porten posten poten potten praaien praten prakken pralen prangen preken prediken prefereren
preien prenten prepareren pressen presenteren presteren preuvelen prevelen priemen prikkelen prikken printen
proberen proeven proesten pronken proosten proppen prosten provoceren pruilen pruimen prutsen pruttelen
puffen pulken pulken punniken punten puren purgeren putten puzzelen
raaien raken raaskallen racen raffelen rafelen ragen rakelen ramen rammelen rammen rangeren ranken rappen ranselen raspen
ratelen ravotten razen reageren reciteren redden redeneren reden redigeren reflecteren regelen regenen regeren registreren
reiken reilen reinigen reizen rekken rekenen relaxen relativeren rellen remmen rennen renoveren rentenieren repareren
repeteren reppen reppen reserveren respecteren resten resulteren retoucheren reuen reutelen revolteren ribbelen richelen
richten rieken rijpen rijmen rillen rimpelen ringen rinkelen rinkinken ritsen ritselen rochelen rodelen roeien
roeren roesten roezemoezen roffelen roken rollen rollebollen romen rommelen ronddolen ronken ronselen ronden rooien
roosteren roppen rossen roteren rotten rouwen roven rozen rubriceren ruggelen ruien ruilen ruimen ruisen ruizelen
rukken rullen rusten ruziën
saboteren sabelen sabbelen samenen samplen sarren saven savoureren schaatsen schaden schaduwen schaffen schaken
schakelen schalken schallen schamen schamperen schampen schandvlekken schansen scharen scharrelen schatten schaven
schelen schellen schenken scherpen schermen schermutselen schertsen schetsen scheuken scheuren schetsen schiften
schikken schillen schimmelen schimpen schminken schnabbelen schoeien schoffelen schofferen schokken scholen
schommelen schoppen schoren schorsen schorten schotelen schouwen schragen schrapen schrappen schranken schransen
schranzen schreeuwen schreien schrijnen schrikken schrobben schroeien schroeven schrokken schrompelen schroten
schubben schudden schuimen schuifelen schuiern schuieren schuren schutten schuwen scoren seinen selecteren serveren
shockeren shoppen signaleren signeren sijpelen sissen sjansen sjezen sjoelen sjoemelen sjokken sjorren sjouwen
slaken slabakken slachten slagen slaven sleeën slechten slempen slepen sleutelen slibben slieren slikken slingeren
slippen slissen sloffen slokken slopen sloven sluizen slurpen smachten smaken smakken smalen smeden smeken smelten
smeren smeulen smeuïg smiespelen smikkelen smoezelen smoezen smoken smokkelen smoren smullen snaaien snacken snakken
snappen snauwen snavelen snedden sneeuwen snerpen snellen sneren sneuvelen sneven snijden snikken snipperen snoeien
snoepen snoeven snoeren snoezen snorkelen snorken snorren snuffelen snuffen snurken soebatten soezen soigneren solliciteren
solderen sollen solveren soppen sorteren souperen spaarzamen sparen sparren spartelen specialiseren spelden spelen
spellen spenen sperren speuren spieden spiegelen spieken spijbelen spijlen spijzen spikkelen spillen spinnen spioneren
spitsen spitten spleten splijten splitsen spoeden spoelen spoken sporen spotten sprankelen spreiden sprenkelen
sprinten sproeien sprokkelen spruiten spuien spuwen staan staken stallen stalken stamelen stammen stampen stansen
stapelen stappen staren starten steggelen steken stelen stellen stelpen stelten stemmen stempelen stenigen stenen
stevenen stichten stichelen stiften stijgen stijven stikken stileren stillen stinken stippelen stippen stoefen stoeien
stoelen stoffen stofzuigen stoken stollen stommelen stomen stompen stoppen storen stormen storneren storten stoten
stoven stouwen straffen stralen stranden stremmen strekken strelen stremmen strengelen streven striemen strijken
strikken strippen strompelen stromen strooien stropen stroken struikelen struinen studeren studeren stuiven stuiten
stuken stukken stunten sturen stuwen stutten sudderen suffen sufferen suggereren suizebollen suizelen suizen sukkelen
sullen surfen sussen swingen
taaien tafelen taken taaien takelen talen talmen tanden tanen tanken tappen tarten tasten tassen tatoeëren taxeren
tekenen telefoneren telen tellen temmen tennissen teren tergen testen theoretiseren tieren tijden tikken tilen tillen
tijgen timmeren tingelen tintelen tippelen tippen tobben tochten toeren toernooien toeven toetsen tokkelen tolken tollen
tooien tonen tongen toosten toppen torenen torsen tornen torpederen tossen touwen trachten trainen trakteren tralen
trampelen transpireren trappelen trappen trappen treiteren treuren treuzelen triesten trillen trippelen troeven
trommelen trompen tronen troosten trotseren trouwen trukken tuffen tuinen tuieren tuimelen tuinieren tuiten turen
turnen turven tutoyeren tutten tuttelen twijfelen twijnen twinkelen twisten typeren
uiten uploaden utiliseren
vakken valken vasten vechten vegen veilen veinzen vellen velen ventelen venten ventileren verven vergen verifiëren
vesten vestigen vetten vezelen viben vieren vijlen vijzelen villen vinken vissen visualiseren vitten vlaggen vlakken
vlammen vleien vlekken vlerken vlechten vlijen vloeien vloeken vloeren vlooien vlotten vluchten voegen voelen voeden
voeren voetballen vogelen voldoen volgen volleyballen vonken vonnissen voltigeren vormen vouwen vrezen vriezen vrijen
vrijwaren vullen vuren vlassen vluggen vossen
waarderen waarschuwen wagen waggelen waken walgen walken wallen walmen walsen wandelen wanen wanhopen wankelen
wapenen warmen warrelen wasemen wauwelen waxen wedden wegen weiden weifelen weken weiden welken wellen welven wemelen
wenden wenen wenken wennen wensen wentelen weren werken wervelen wetten wezen wieden wiebelen wiegelen wiegen wieken
wielen wielrennen wijden wijten wijlen wijzigen wikkelen wikken wiksen willigen wimpelen winkelen wippen wissen wisselen
witten wittebroden woeden woelen wonen worgen wortelen worstelen wouwelen wriemelen wrikken wroeten wroegen wrokken
wuiven wurgen
zaaien zagen zaken zakken zalven zalmen zanden zaniken zappen zeggen zegenen zegelen zeilen zeiken zelfstandigen zemelen
zemen zengen zepen zetelen zetten zeulen zeuren zeuren zevenen ziften zigzaggen zieltogen zinderen zoelen zoemen
zoenen zoeven zoeten zogen zomen zondigen zonnen zoogen zorgen zouten zuchten zuigelen zuinigen zuren zwaaien zwachtelen
zwaluwen zwalken zwalpen zwammen zwarten zwatelen zwavelen zwellen zwendelen zwenken zwepen zwermen zweten zweven
zwetsen zwichten zwieren zwiepen zwijmelen zwikken zwoegen zwoelen
"""
