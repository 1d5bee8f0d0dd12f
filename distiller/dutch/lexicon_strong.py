"""The strong, mixed and irregular verbs of Dutch that are not made of another one.

Compounds are not listed: `aflopen` and `belopen` follow `lopen` (see prefixes.py). A slash separates accepted
values, the main one first; a colon gives a value its label. A dated value never comes first.
"""

# infinitive · past singular · participle [· past plural, where spelling does not give it]
STRONG = """
# class I: ij - ee - e
bijten beet gebeten
blijken bleek gebleken
blijven bleef gebleven
drijven dreef gedreven
glijden gleed gegleden
grijpen greep gegrepen
hijsen hees gehesen hesen
kijken keek gekeken
kijven keef/kijfde gekeven/gekijfd
knijpen kneep geknepen
krijgen kreeg gekregen
krijsen krijste/krees gekrijst/gekresen krijsten/kresen
kwijten kweet gekweten
lijden leed geleden
lijken leek geleken
mijden meed gemeden
nijgen neeg genegen
nijpen neep genepen
rijden reed gereden
rijgen reeg geregen
rijten reet gereten
rijven reef/rijfde gereven/gerijfd
rijzen rees gerezen
schijnen scheen geschenen
schijten scheet gescheten
schrijden schreed geschreden
schrijven schreef geschreven
slijpen sleep geslepen
slijten sleet gesleten
smijten smeet gesmeten
snijden sneed gesneden
spijten speet gespeten
splijten spleet gespleten
stijgen steeg gestegen
stijven steef/stijfde gesteven/gestijfd
strijden streed gestreden
strijken streek gestreken
verdwijnen verdween verdwenen
vrijen vrijde/vree gevrijd/gevreeën/gevreeen:dated vrijden/vreeën
wijken week geweken
bezwijken bezweek bezweken
wijten weet geweten
wijzen wees gewezen
wrijven wreef gewreven
zeiken zeikte/zeek gezeikt/gezeken zeikten/zeken
zijgen zeeg gezegen
zwijgen zweeg gezwegen
# class II: ie, ui - oo - o
bedriegen bedroog bedrogen
bieden bood geboden
gieten goot gegoten
genieten genoot genoten
kiezen koos gekozen
liegen loog gelogen
schieten schoot geschoten
verdrieten verdroot verdroten
verliezen verloor verloren
vliegen vloog gevlogen
vlieden vlood gevloden
vlieten vloot gevloten
vriezen vroor gevroren
zieden ziedde gezoden/gezied ziedden
buigen boog gebogen
druipen droop gedropen
duiken dook gedoken
fluiten floot gefloten
kluiven kloof/kluifde gekloven/gekluifd kloven/kluifden
kruien kruide/krooi:dated gekruid/gekrooien:dated kruiden/krooien:dated
kruipen kroop gekropen
ontluiken ontlook ontloken
luiken look geloken
ruiken rook geroken
rieken rook/riekte geroken/geriekt roken/riekten
schuilen schuilde/school:dated geschuild/gescholen schuilden/scholen:dated
verschuilen verschool/verschuilde verscholen verscholen/verschuilden
schuiven schoof geschoven
sluipen sloop geslopen
sluiten sloot gesloten
snuiten snoot/snuitte gesnoten/gesnuit snoten/snuitten
snuiven snoof/snuifde gesnoven/gesnuifd snoven/snuifden
spruiten sproot gesproten
spugen spuugde/spoog gespuugd/gespogen spuugden/spogen
spuiten spoot gespoten
stuiven stoof gestoven
tijgen toog/teeg getogen/getegen togen/tegen
klieven kliefde/kloof:dated gekliefd/gekloven:dated kliefden/kloven:dated
spuwen spuwde/spoog:dated gespuwd/gespogen:dated spuwden/spogen:dated
zuigen zoog gezogen
zuipen zoop gezopen
wuiven wuifde/woof:dated gewuifd/gewoven:dated wuifden/woven:dated
# class III: i, e - o - o
beginnen begon begonnen
ontginnen ontgon ontgonnen
binden bond gebonden
blinken blonk geblonken
dingen dong gedongen
dringen drong gedrongen
drinken dronk gedronken
dwingen dwong gedwongen
glimmen glom geglommen
klimmen klom geklommen
klinken klonk geklonken
krimpen kromp gekrompen
slinken slonk geslonken
verslinden verslond verslonden
verzwinden verzwond verzwonden
spinnen spon gesponnen
springen sprong gesprongen
stinken stonk gestonken
vinden vond gevonden
winden wond gewonden
winnen won gewonnen
wringen wrong gewrongen
zingen zong gezongen
zinken zonk gezonken
zwemmen zwom gezwommen
bederven bedierf bedorven
bergen borg geborgen
delven dolf/delfde gedolven dolven/delfden
gelden gold gegolden
helpen hielp geholpen
kerven kerfde/korf gekerfd/gekorven kerfden/korven
schelden schold gescholden
schenden schond geschonden
schenken schonk geschonken
smelten smolt gesmolten
sterven stierf gestorven
treffen trof getroffen
trekken trok getrokken
vechten vocht gevochten
vlechten vlocht gevlochten
verwerven verwierf verworven
verderven verdierf verdorven
werpen wierp geworpen
werven wierf geworven
zenden zond gezonden
zwelgen zwolg gezwolgen
zwellen zwol gezwollen
zwerven zwierf gezworven
bersten borst/berstte geborsten borsten/berstten
barsten barstte/borst:dated gebarsten barstten/borsten:dated
melken molk/melkte gemolken molken/melkten
# class IV: e, o - a - o
bevelen beval bevolen
breken brak gebroken
nemen nam genomen
spreken sprak gesproken
steken stak gestoken
stelen stal gestolen
scheren schoor/scheerde geschoren schoren/scheerden
wegen woog gewogen
bewegen bewoog bewogen
wreken wreekte/wrook:dated gewroken wreekten/wroken:dated
# class V: e, i - a - e
bidden bad gebeden baden
eten at gegeten aten
genezen genas genezen
geven gaf gegeven
lezen las gelezen
liggen lag gelegen lagen
meten mat gemeten
treden trad getreden
vergeten vergat vergeten
vreten vrat gevreten
zitten zat gezeten zaten
kneden kneedde gekneed kneedden
weven weefde/woof:dated geweven weefden/woven:dated
# class VI: a, e - oe - a, o
dragen droeg gedragen
graven groef gegraven
varen voer gevaren
ervaren ervoer/ervaarde ervaren
heffen hief geheven hieven
jagen jaagde/joeg gejaagd jaagden/joegen
vragen vroeg gevraagd
waaien waaide/woei:dated gewaaid waaiden/woeien:dated
# class VII: ie, i
blazen blies geblazen
hangen hing gehangen
houden hield gehouden
houwen hieuw gehouwen
laten liet gelaten
lopen liep gelopen
roepen riep geroepen
slapen sliep geslapen
vallen viel gevallen
vangen ving gevangen
# weak past, strong participle
bakken bakte/biek:dated gebakken bakten/bieken:dated
bannen bande gebannen
braden braadde/bried:dated gebraden braadden/brieden:dated
brouwen brouwde gebrouwen
heten heette/hiet:dated geheten heetten/hieten:dated
hoeven hoefde gehoeven/gehoefd
lachen lachte/loech:dated gelachen lachten/loechen:dated
laden laadde geladen laadden
malen maalde gemalen/gemaald
raden raadde/ried:dated geraden raadden/rieden:dated
scheiden scheidde gescheiden
spannen spande gespannen
spouwen spouwde gespouwen/gespouwd
stoten stootte/stiet gestoten stootten/stieten
vouwen vouwde gevouwen
ontvouwen ontvouwde ontvouwd/ontvouwen
wassen waste/wies:dated gewassen wasten/wiesen:dated
zouten zoutte gezouten
"""

# infinitive · ik · jij · hij · past singular · past plural · participle ("-": the verb has none)
IRREGULAR = """
zijn ben bent is was waren geweest
wezen ben bent is was waren geweest
hebben heb hebt/heeft:formal heeft had hadden gehad
zullen zal zult/zal:informal zal zou zouden -
kunnen kan kunt/kan:informal kan kon konden gekund
mogen mag mag mag mocht mochten gemogen/gemoogd
willen wil wilt/wil:informal wil wilde/wou:informal wilden/wouden:informal gewild
moeten moet moet moet moest moesten gemoeten
weten weet weet weet wist wisten geweten
gaan ga gaat gaat ging gingen gegaan
staan sta staat staat stond stonden gestaan
slaan sla slaat slaat sloeg sloegen geslagen
zien zie ziet ziet zag zagen gezien
doen doe doet doet deed deden gedaan
komen kom komt komt kwam kwamen gekomen
worden word wordt wordt werd werden geworden
brengen breng brengt brengt bracht brachten gebracht
denken denk denkt denkt dacht dachten gedacht
dunken dunk dunkt dunkt dunkte/docht dunkten/dochten gedocht/gedunkt
kopen koop koopt koopt kocht kochten gekocht
zoeken zoek zoekt zoekt zocht zochten gezocht
zeggen zeg zegt zegt zei/zegde:BE/zeide:dated zeiden/zegden:BE gezegd
durven durf durft durft durfde/dorst:dated durfden/dorsten:dated gedurfd
vermogen vermag vermag vermag vermocht vermochten vermocht
douchen douche doucht doucht douchte douchten gedoucht
verwelkomen verwelkom verwelkomt verwelkomt verwelkomde verwelkomden verwelkomd
houden houd/hou:informal houdt houdt hield hielden gehouden
rijden rijd/rij:informal rijdt rijdt reed reden gereden
snijden snijd/snij:informal snijdt snijdt sneed sneden gesneden
glijden glijd/glij:informal glijdt glijdt gleed gleden gegleden
toezeggen zeg_toe zegt_toe zegt_toe zei_toe/zegde_toe zeiden_toe/zegden_toe toegezegd
opzeggen zeg_op zegt_op zegt_op zei_op/zegde_op zeiden_op/zegden_op opgezegd
afzeggen zeg_af zegt_af zegt_af zei_af/zegde_af zeiden_af/zegden_af afgezegd
aanzeggen zeg_aan zegt_aan zegt_aan zei_aan/zegde_aan zeiden_aan/zegden_aan aangezegd
aantijgen tijg_aan tijgt_aan tijgt_aan teeg_aan/tijgde_aan tegen_aan/tijgden_aan aangetegen/aangetijgd
uitscheiden scheid_uit/schei_uit scheidt_uit scheidt_uit scheidde_uit/scheed_uit scheidden_uit/scheden_uit uitgescheiden
ontzeggen ontzeg ontzegt ontzegt ontzegde/ontzei ontzegden/ontzeiden ontzegd
voorzeggen voorzeg voorzegt voorzegt voorzegde/voorzei voorzegden/voorzeiden voorzegd
"""

# One spelling, two verbs, the main one first: "past participle past-plural"; "~" is the weak verb conjugated by rule.
TWO_VERBS = """
scheppen: schiep geschapen schiepen | ~
krijten: kreet gekreten kreten | ~
schrikken: schrok geschrokken schrokken | ~
zweren: zwoer gezworen zwoeren | zwoor/zweerde gezworen/gezweerd zworen/zweerden
prijzen: prees geprezen prezen | ~
plegen: ~ | placht/plag:dated - plachten
zinnen: zon gezonnen zonnen | ~
pluizen: ~ | ploos geplozen plozen
wijken: week geweken weken | ~
"""

# Compounds of those that follow the second verb (1), or both in this order (1 0); others follow the first.
COMPOUND_READINGS = """
opscheppen 1
uitscheppen 1
afscheppen 1
leegscheppen 1
volscheppen 1
onderscheppen 1
inscheppen 1
bijscheppen 1
overscheppen 1
doorscheppen 1
aanscheppen 1
wegscheppen 1
omscheppen 0 1
afprijzen 1
beprijzen 1
inprijzen 1
afschrikken 1 0
terugschrikken 0 1
verschrikken 1
uitpluizen 1 0
napluizen 1 0
afpluizen 1 0
uitzweren 1
dichtzweren 1
verzweren 1
"""

# Compounds that are weak although the verb in them is strong.
WEAK_COMPOUNDS = "ontmoeten verstijven behoeven opstijven"
