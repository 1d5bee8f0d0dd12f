"""Weak verbs that are simply known: regular, of one stem, in daily use.

A verb that stands here is `known`; so is a compound of it. One that stands nowhere is conjugated all the same, as
`rule` or `guess`, and a disagreement with it is a warning and never an error.
"""

WEAK = """
aaien aanen aarden aarzelen achten ademen afficheren antwoorden apen appen arbeiden azen babbelen babysitten baden
bakkeleien balen balken ballen balsemen banen baren bassen baten bazelen bazuinen bedden bedelen beelden beeldhouwen
beitelen beitsen bekken bellen benen bengelen bessen betten beuken beulen beunen beuren beven bezemen bezigen
biechten biggelen bikken billijken blaffen blaken blancheren blaten blesseren blieven blikken bliksemen blinddoeken
bloeden bloeien bloggen blokken blokkeren blozen blussen boeien boeken boemelen boenen boeren boeten boetseren
bokken boksen bollen bombarderen bomen bonken bonzen bootsen borduren boren borgen borrelen borstelen boteren botsen
bottelen botten bouwen bowlen boycotten braken branden brassen breeuwen breidelen breiden breien briesen broddelen
broeden broeien brommen bruinen bruisen brullen buffelen buigelen buitelen buiten bukken bulken bundelen bungelen
bunkeren buurten casten chatten checken chillen cirkelen citeren claxonneren dagen dagvaarden dalen dammen dampen
danken dansen dartelen dauwen dealen deinen deinzen dekken delen dempen deppen deren derven deugen deuken dichten
dienen dikken dimmen dobbelen doceren doden doeken doelen doezelen dolken dollen dommelen dompelen dooien dopen
doppen dorren dorsen dorsten doven downloaden draaien draineren dralen drammen draven dreigen dreinen drenken
drentelen dreunen dreutelen dribbelen drillen drogen dromen droppen druisen drukken druppelen druppen dubbelen
dubben duelleren duiden duikelen duimen duizelen dulden dunnen duperen duren dutten duvelen duwen dwalen dwarrelen
dwarsbomen dweilen dwepen ebben echoën effenen eggen eigenen eindigen eisen enten eren erven etaleren etsen evenaren
fabelen falen faxen feesten feilen feliciteren femelen fietsen fikken filmen filosoferen fitten fixeren flaneren
flansen flappen flemen flensen flessen fleuren flikflooien flikken flippen flirten flitsen floepen floppen fluimen
foefelen foerageren fokken fonkelen foppen formuleren fotograferen frommelen fronsen frunniken fuiven fulmineren
functioneren futselen föhnen gakken galmen galopperen gapen garen geeuwen geilen geselen geuren gijzelen gillen
ginnegappen gissen gisten glanzen glimlachen gloeien glooien gloren gluren gniffelen gokken golven gonzen goochelen
gooien gorgelen graaien grabbelen grappen grauwen grazen grenzen griezelen griffen grijnslachen grijnzen grillen
grinniken groeien groenen groeperen groeten grommen gronden grondvesten gruwelen gruwen gunnen gutsen haasten haken
hakkelen hakken halen handelen happen harden haren harken haspelen haten haven heersen heien heiligen hekelen hellen
hengelen herbergen hevelen hijgen hikken hinkelen hinken hinniken hitsen hobbelen hoeden hoepelen hoesten hokken
hollen hompelen honen honoreren hopen horen horten hossen hozen huichelen huilen huisvesten huiveren huizen huldigen
hullen hunkeren huppelen hupsen huren hurken hutselen huwen hypothekeren ijken ijlen ijzen illustreren immigreren
impregneren innen irriteren isoleren janken jatten jengelen jennen jeuken jodelen joelen joggen jokken jongleren
jubelen juichen jutten kaarden kaarten kaatsen kabbelen kaften kajakken kakelen kaken kakken kalken kalmeren kammen
kampen kamperen kanaliseren kantelen kapen kappen kapseizen karnen karren kartelen kastijden katten kauwen kavelen
keffen kegelen keilen kennen keren kermen kerstenen ketelen ketenen ketsen keuren keuvelen kibbelen kiemen kienen
kiepen kieren kietelen kiften kikken kirren kissebissen kisten kittelen kitten klagen klampen klappen klaren klauwen
kleden klessebessen kletsen kleumen kleuren kleven klieren klieven klikken klingelen klissen klitten klokken klonen
klooien kloppen klossen kloten kloven kluiten klungelen klussen klutsen knabbelen knagen knakken knallen knappen
knarpen knarsen knellen knevelen knielen kniezen knikkebollen knikken knikkeren knippen knobbelen knoeien knokken
knopen knoppen knorren knotsen knotten knuffelen knuppelen knutselen koelen koeren koersen koken kokhalzen kolken
kolven kondigen konkelen konkelfoezen kooien koppelen koppen korrelen korten kosten koteren kotsen kouten kozen
kraaien krabbelen krabben kraken kransen krassen krenken kreukelen kreuken kreunen kriebelen krikken kringelen
krioelen kritiseren kroelen kroken krommen kronen kronkelen kroppen kruiden kruimelen kruisen kruisigen krukken
krullen kuchen kuilen kuipen kuisen kukelen kuren kussen kwaken kwakken kwakzalven kwalificeren kwalmen kwanselen
kwebbelen kweken kwelen kwellen kwetsen kwijlen kwijnen kwinkeleren kwispelen laaien laken lakken lallen lanceren
landen langen lappen lassen lassoën laven laveren leasen ledigen legen leggen leiden lekken lenen lengen lepelen
leppen leren lessen letten leunen leven lichten liften lijmen lijnen lijsten likken linken lippen lispelen loden
loeien loensen loeren logen logeren loggen lokken lonen lonken loochenen loodsen lossen loten loven lozen lubben
luchten luiden luisteren lukken lullen lummelen lunchen luren lurken lusten luwen maaien maken makken malsen
mangelen mankeren mannen marchanderen markeren martelen matchen matigen matten mauwen mazen mekken melden memoreren
menen mengelen mengen mennen meren mergelen merken mesten metselen meubelen meuren miauwen middelen mijnen mikken
minnen missen misten mixen mobiliseren moedigen moffelen mokken molenwieken mollen mommelen mompelen monden monkelen
moorden morrelen morren morsen motten mouten muffen muilen muiten muizen mummelen munten murmelen murmureren
musiceren naaien nagelen neigen nekken nestelen nesten netten neuken neuren neuriën neuzelen neuzen niesen nieten
niezen niksen nippen noden nodigen noemen nokken noodlanden nopen noteren notuleren nuanceren nukken nummeren
nuttigen oefenen ogen oliën onweren oogsten oordelen openen ordenen organiseren oriënteren oxideren paaien pachten
paffen pakken palmen parelen paren pareren parkeren passen peilen peinzen pekelen pelgrimeren pellen pendelen pennen
persen pesten peuren peuzelen pieken piekeren piepen piesen pijlen pijnen pijnigen pijpen pikken pimpelen pingelen
pingpongen pinken pinnen pionieren pissen pitten plaatsen plagen plakken plamuren plannen planten plassen pleiten
plengen plenzen pleuren plezieren ploegen ploffen plonzen plooien plotten pluggen pluimen plukken plussen pochen
poetsen poffen pogen poken polsen pompen poneren ponsen popelen porren porten posten poten potten praaien prakken
pralen prangen praten prediken prefereren preken prenten prepareren presenteren pressen presteren preuvelen prevelen
priemen prikkelen prikken printen proberen proesten proeven pronken proosten proppen provoceren pruilen pruimen
prutsen pruttelen puffen pulken punniken punten puren purgeren putten puzzelen raaien raaskallen racen rafelen
raffelen ragen rakelen raken ramen rammelen rammen rangeren ranken ranselen rappen raspen ratelen ravotten razen
reageren reciteren redden reden redeneren redigeren reflecteren regelen regenen regeren registreren reiken reilen
reinigen reizen rekenen rekken relativeren relaxen rellen remmen rennen renoveren rentenieren repareren repeteren
reppen reserveren respecteren resten resulteren retoucheren reutelen revolteren richten rijmen rijpen rillen
rimpelen ringen rinkelen rinkinken ritselen ritsen rochelen roddelen rodelen roeien roeren roesten roezemoezen
roffelen roken rollebollen rollen romen rommelen ronden ronken ronselen rooien roosteren rossen roteren rotten
rouwen roven rubriceren ruien ruilen ruimen ruisen rukken rullen rusten ruziën sabbelen sabelen saboteren sarren
saven savoureren scannen schaatsen schaden schaduwen schaffen schakelen schaken schallen schamen schampen schamperen
schandvlekken schansen scharen scharrelen schatten schaven schelen schellen schermen schermutselen scherpen
schertsen schetsen scheuren schiften schikken schillen schimmelen schimpen schminken schnabbelen schoeien schoffelen
schofferen schokken schommelen schoppen schoren schorsen schorten schotelen schouwen schragen schranken schransen
schranzen schrapen schrappen schreeuwen schreien schrijnen schrobben schroeien schroeven schrokken schrompelen
schroten schubben schudden schuieren schuifelen schuimen schuren schutten schuwen scoren seinen selecteren serveren
shockeren shoppen signaleren signeren sijpelen sissen sjansen sjezen sjoelen sjoemelen sjokken sjorren sjouwen
slabakken slachten slagen slaken slanken slaven slechten sleeën slempen slepen sleutelen slibben slieren slijmen
slikken slingeren slippen slissen sloffen slokken slopen sloven sluizen slurpen smachten smaden smaken smakken
smalen smeden smeken smeren smeulen smiespelen smikkelen smoezelen smoezen smoken smokkelen smoren smullen snaaien
snacken snakken snappen snauwen snavelen sneeuwen snellen sneren snerpen sneuvelen sneven snikken snipperen snoeien
snoepen snoeren snoeven snoezen snorkelen snorken snorren snuffelen snuffen snurken soebatten soezen soigneren
solderen sollen solliciteren solveren sommen soppen sorteren souperen sparen sparren spartelen spatten specialiseren
spelden spelen spellen spenen speuren spieden spiegelen spieken spijbelen spijzen spikkelen spillen spioneren
spitsen spitten splitsen spoeden spoelen spoken sporen spotten sprankelen spreiden sprenkelen sprinten sproeien
sprokkelen spuien spuwen staken stalken stallen stamelen stammen stampen stansen stapelen stappen staren starten
steggelen stellen stelpen stemmen stempelen stenigen steppen stevenen stichelen stichten stiften stikken stileren
stillen stippelen stippen stoefen stoeien stoelen stoffen stofzuigen stoken stollen stomen stommelen stompen stoppen
storen stormen storneren storten stouwen stoven straffen stralen stranden strekken strelen stremmen strengelen
streven striemen strikken strippen stroken stromen strompelen strooien stropen struikelen struinen studeren stuiten
stuken stukken stunten sturen stutten stuwen sudderen suffen suggereren suizebollen suizelen suizen sukkelen sullen
surfen sussen swingen tafelen takelen talen talmen tanden tanen tanken tappen tarten tassen tasten tatoeëren taxeren
tekenen telefoneren telen tellen temmen tennissen teren tergen testen theoretiseren tieren tijden tikken tillen
timmeren tingelen tintelen tippelen tippen tobben tochten toeren toetsen toeven tokkelen tolken tollen tonen tongen
tooien toosten toppen torenen tornen torpederen torsen tossen touwen trachten trainen trakteren trampelen
transpireren trappelen trappen treiteren treuren treuzelen trillen trippelen troeven trommelen tronen troosten
trotseren trouwen tuchtigen tuffen tuieren tuimelen tuinieren tuiten turen turnen turven tutoyeren tuttelen tutten
twijfelen twijnen twinkelen twisten typeren uiten uploaden utiliseren vaardigen vasten vatten vegen veilen veinzen
velen vellen ventelen venten ventileren vergen verifiëren vernissen verven vesten vestigen vetten vezelen vieren
vijlen vijzelen villen vinken vissen visualiseren vitten vlaggen vlakken vlammen vlassen vleien vlekken vlijen
vloeien vloeken vloeren vlooien vlotten vluchten voeden voegen voelen voeren voetballen vogelen volgen volleyballen
voltigeren vonken vonnissen vormen vrezen vrijwaren vullen vuren waarderen waarschuwen wachten wagen waggelen waken
walgen walken wallen walmen walsen wandelen wanen wanhopen wankelen wapenen warmen warrelen wasemen wauwelen waxen
wedden weiden weifelen weken wellen welven wemelen wenden wenen wenken wennen wensen wentelen weren werken wervelen
wetten wiebelen wieden wiegelen wiegen wieken wielrennen wijden wijlen wijzigen wikkelen wikken wiksen willigen
wimpelen winkelen wippen wisselen wissen witten woeden woelen wonen worgen worstelen wortelen wriemelen wrikken
wroeten wrokken wuiven wurgen zaaien zagen zakken zaligen zalven zamelen zanden zaniken zappen zegelen zegenen
zeilen zemelen zemen zengen zepen zetelen zetten zeulen zeuren zieltogen ziften zigzaggen zinderen zoemen zoenen
zoeven zogen zomen zondigen zonnen zorgen zuchten zuren zwaaien zwachtelen zwalken zwalpen zwammen zwavelen
zwendelen zwenken zwepen zwermen zweten zwetsen zweven zwichten zwiepen zwieren zwijmelen zwikken zwoegen
"""
