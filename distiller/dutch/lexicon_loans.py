"""English loan verbs: the stem keeps its English spelling, and 't kofschip goes by sound.

Of each verb: infinitive, stem, t or d of past and participle (both where both are used, the main one first).
Loans that follow Dutch spelling (shoppen, plannen, downloaden) are regular and need no entry.
"""

LOANS = """
airbrushen airbrush t; airdroppen airdrop t; appen app t; aquaplanen aquaplane d; autotunen autotune d
back-uppen back-up t; backpacken backpack t; backuppen back-up t; barbecueën barbecue d; barhoppen barhop t
basen base t/d; bashen bash t; batchcooken batchcook t; batchen batch t; bbq'en bbq d; beatboxen beatbox t
beatmixen beatmix t; benchmarken benchmark t; benchpressen benchpres t; biken bike t; bingen binge d
bingereaden bingeread d; bingewatchen bingewatch t; birdwatchen birdwatch t; bitchen bitch t; blacklisten blacklist t
blenden blend d; blinddaten blinddate t; bluffen bluf t; blurren blur d; boarden board d; bodyboarden bodyboard d
bodybuilden bodybuild d; bodychecken bodycheck t; bodyshamen bodyshame d; bookmarken bookmark t; boosten boost t
bordercrossen bordercross t; boulderen boulder d; bouncen bounce t; bowlen bowl d; boxen box t
brainwashen brainwash t; brandjacken brandjack t; breadcrumben breadcrumb d; breakdancen breakdance t
bridgen bridge d; briefen brief t; broadcasten broadcast t; browsen browse t/d; brunchen brunch t; brushen brush t
buddyen buddy d; bulldozeren bulldozer d; bullshitten bullshit t; bullyen bully d; bungeejumpen bungeejump t
cachen cache t; callen cal d; cancelen cancel d; canvassen canvas t; cappen cap t; capturen capture d; caren care d
carjacken carjack t; carpoolen carpool d; cashbacken cashback t; cashen cash t; catchen catch t; catfishen catfish t
cc'en cc d; chainsmoken chainsmoke t; challengen challenge d; chargen charge d; charteren charter d; chatten chat t
cheaten cheat t; checken check t; cherrypicken cherrypick t; chillaxen chillax t; choppen chop t; claimen claim d
clashen clash t; cleanen clean d; clippen clip t; cloaken cloak t; closen close d; clusteren cluster d
coachen coach t; cocoonen cocoon d; coden code d; commenten comment t; committen commit t; compilen compile d
computeren computer d; connecten connect t; containeren container d; continuen continue d; copen cope t
copy-pasten copy-paste t; copypasten copypaste t; cosplayen cosplay d; couchsurfen couchsurf t/d; counteren counter d
coveren cover d; cranken crank t; crashen crash t; crawlen crawl d; croppen crop t; cross-sellen cross-sel d
crossdressen crossdres t; crossen cros t; crosssellen crosssel d; crowdfunden crowdfund d; crowdmanagen crowdmanage d
crowdsourcen crowdsource t; crowdsurfen crowdsurf t/d; cruisen cruise d/t; crunchen crunch t; crushen crush t
customizen customize d; cyberbullyen cyberbully d; cyberpesten cyberpest t; cybersexen cybersex t; cyclen cycle d
dancen dance t; dashboarden dashboard d; daten date t; daytraden daytrade d; deadliften deadlift t; dealen deal d
debriefen debrief t; debuggen debug d; decoden decode d; deejayen deejay d; deepfaken deepfake t
defrienden defriend d; deleten delete t; deployen deploy d; designen design d; detoxen detox t; developen develop t
dimmen dim d; disliken dislike t; displayen display d; dissen dis t; dj'en dj d; dogsitten dogsit t
doomscrollen doomscrol d; doublechecken doublecheck t; doubledaten doubledate t; downcyclen downcycle d
downgraden downgrade d; downsizen downsize d; doxen dox t; doxxen dox t; draften draft t; dripfeeden dripfeed d
dropshippen dropship t; drummen drum d; dubben dub d; duckfacen duckface t; dumpen dump t; e-biken e-bike t
e-mailen e-mail d; editen edit t; emailen email d; emoten emote t; empoweren empower d; enablen enable d
encoden encode d; endorsen endorse t; escapen escape t; exchangen exchange d; executen execute t; exposen expose d
extenden extend d; extracten extract t; facebooken facebook t; faceliften facelift t; facen face t
facetimen facetime d; fact-checken fact-check t; factchecken factcheck t; faden fade d; failen fail d; faken fake t
fastforwarden fastforward d; fatshamen fatshame d; feedbacken feedback t; feeden feed d; fetchen fetch t
filesharen fileshare d; finetunen finetune d; fingerpicken fingerpick t; finishen finish t; firen fire d
fishen fish t; fixen fix t; flamen flame d; flashen flash t; flexen flex t; flippen flip t; flushen flush t
folderen folder d; fonduen fondue d; foodpairen foodpair d; formatten format t; forwarden forward d; framen frame d
franchisen franchise d; freeclimben freeclimb d; freelancen freelance t; freeloaden freeload d; freerunnen freerun d
freestylen freestyle d; freezen freeze d; friendzonen friendzone d; fuelen fuel d; funden fund d
fundraisen fundraise d; gamblen gamble d; gamen game d; gaslighten gaslight t; gatekeepen gatekeep t
geocachen geocache t; geotaggen geotag d; ghosten ghost t; ghostwriten ghostwrite t; glampen glamp t
glitchen glitch t; glowen glow d; golfen golf d/t; googelen googel d; googlen google d; grillen gril d
groomen groom d; grooven groove d; growthhacken growthhack t; guiden guide d; hacken hack t; hairstylen hairstyle d
handlen handle d; hashen hash t; hashtaggen hashtag d; headbangen headbang d; headlinen headline d; healen heal d
heaten heat t; highfiven highfive d; highlighten highlight t; hijacken hijack t; hiken hike t; hitchhiken hitchhike t
hoaxen hoax t; hobbyen hobby d; hockeyen hockey d; homeschoolen homeschool d; hosten host t; hotdesken hotdesk t
hotlinken hotlink t; housen house t/d; housesitten housesit t; houseswappen houseswap t; hoveren hover d; huggen hug d
hustlen hustle d; hypen hype t; hyperlinken hyperlink t; ijshockeyen ijshockey d; indexen index t
influencen influence t; injecten inject t; inlineskaten inlineskate t/d; insourcen insource t
instagrammen instagram d; interacten interact t; interfacen interface t; interrailen interrail d
interviewen interview d; introën intro d; jailbreaken jailbreak t; jammen jam d; jetlaggen jetlag d; jetskiën jetski d
jiven jive d; jobhoppen jobhop t; jobshadowen jobshadow d; jobsharen jobshare d; joinen join d; joyriden joyride d
judgen judge d; juicen juice t; jumpen jump t; jumpscaren jumpscare d; jumpstarten jumpstart t; keyloggen keylog d
kickboksen kickboks t; kicken kick t; kickstarten kickstart t; kiteboarden kiteboard d; kitesurfen kitesurf t/d
laggen lag d; langlaufen langlauf t; lasergamen lasergame d; laserprinten laserprint t; lasertaggen lasertag d
launchen launch t; layouten lay-out t; leaden lead d; leaken leak t; leasen lease t/d; levelen level d
leveragen leverage d; lifehacken lifehack t; liften lift t; liken like t; linedancen linedance t; linken link t
lipsyncen lipsync t; livebloggen liveblog d; livecasten livecast t; livestreamen livestream d; loaden load d
lobbyen lobby d; lockdownen lockdown d; locken lock t; longboarden longboard d; loopen loop t; loungen lounge d
lovebomben lovebomb d; lunchen lunch t; lynchen lynch t; mailen mail d; managen manage d; mansplainen mansplain d
manspreaden manspread d; mappen map t; marketen market t; mashen mash t; matchen match t; maxen max t
mealpreppen mealprep t; mentoren mentor d; mergen merge d; messagen message d; microbloggen microblog d
microdosen microdose t; micromanagen micromanage d; mimen mime d; mindmappen mindmap t; mirroren mirror d
mms'en mms t; mocken mock t; moonwalken moonwalk t; moshen mosh t; motorcrossen motorcros t
mountainbiken mountainbike t; mountainboarden mountainboard d; moven move d; mudwrestelen mudwrestel d
multitasken multitask t; muten mute t; nearshoren nearshore d; nerden nerd d; netflixen netflix t
nosediven nosedive d; nudgen nudge d; nuken nuke t; offboarden offboard d; offroaden offroad d; offshoren offshore d
onboarden onboard d; outperformen outperform d; outplacen outplace t; outsmarten outsmart t; outsourcen outsource t
overclocken overclock t; overdraften overdraft t; pacemaken pacemake t; pacen pace t; paddleboarden paddleboard d
paintballen paintbal d; paintbrushen paintbrush t; paragliden paraglide d; parkouren parkour d; parsen parse t/d
partycrashen partycrash t; partyen party d; petsitten petsit t; phishen phish t; photoshoppen photoshop t
piercen pierce t; pimpen pimp t; pingpongen pingpong d; pitchen pitch t; playbacken playback t; playen play d
pleasen please d; podcasten podcast t; pollen pol d; poolen pool d; pop-uppen pop-up t; powerliften powerlift t
powernappen powernap t; previewen preview d; pricen price t; profilen profile d; promoten promoot t
proofreaden proofread d; prototypen prototype t; publishen publish t; punchen punch t; purchasen purchase t
pushen push t; queryen query d; queueën queue d; quilten quilt t; quizzen quiz t/d; racebiken racebike t; racen race t
raiden raid d; randomizen randomize d; rappen rap t; raven rave d; rebasen rebase t; rebooten reboot t
rebounden rebound d; rebranden rebrand d; recoveren recover d; recruiten recruit t; recyclen recycle d
redesignen redesign d; refactoren refactor d; reframen reframe d; refreshen refresh t; refunden refund d
rehearsen rehearse t; reissuen reissue d; rejecten reject t; rejoinen rejoin d; relaunchen relaunch t; relaxen relax t
relayen relay d; releasen release t/d; reloaden reload d; relocaten relocate t; remaken remake t
remasteren remaster d; remixen remix t; removen remove d; renamen rename d; replacen replace t; replayen replay d
replyen reply d; reposten repost t; rescalen rescale d; rescuen rescue d; resetten reset t; resizen resize d
reskillen reskil d; restylen restyle d; resumen resume d; retrieven retrieve d; retweeten retweet t; reviewen review d
reviven revive d; rewarden reward d; rickrollen rickrol d; roadtrippen roadtrip t; roamen roam d; roasten roast t
roleplayen roleplay d; rollerbladen rollerblade d; rollerskaten rollerskate t/d; rollerskiën rollerski d
roundtrippen roundtrip t; rugbyen rugby d; rulen rule d; runnen run d; rushen rush t; safeguarden safeguard d
sampelen sampel d; samplen sample d; sandboarden sandboard d; sandboxen sandbox t; sandwichen sandwich t; saven save d
scalen scale d; scammen scam d; schedulen schedule d; scoopen scoop t; scoren scoor d; scouten scout t
scrapbooken scrapbook t; scrapen scrape t; scratchen scratch t; screencasten screencast t; screenen screen d
screengrabben screengrab d; screensharen screenshare d; screenshotten screenshot t; scripten script t
scrollen scrol d; scubadiven scubadive d; servicen service t; sexten sext t; shadowbannen shadowban d; shaken shake t
shamen shame d; shapen shape t; sharen share d; shaven shave d; shazammen shazam d; shiften shift t
shitposten shitpost t; shocken shock t; shopliften shoplift t; shorten short t; shotten shot t; showcasen showcase t
showen show d; shufflen shuffle d; sidelinen sideline d; sideloaden sideload d; sightseeën sightsee d
skateboarden skateboard d; skaten skate t/d; skeeleren skeeler d; sketchen sketch t; skimboarden skimboard d
skimmen skim d; skippen skip t; skiën ski d; skydiven skydive d; skypen skype t; slacklinen slackline d
slammen slam d; slashen slash t; slicen slice t; sliden slide d; slowcooken slowcook t; smalltalken smalltalk t
smashen smash t; smilen smile d; sms'en sms t; smurfen smurf t; snapchatten snapchat t; snapshotten snapshot t
sneaken sneak t; snipen snipe t; snitchen snitch t; snoozen snooze d; snorkelen snorkel d; snowboarden snowboard d
snowkiten snowkite t; softlaunchen softlaunch t; soundchecken soundcheck t; sourcen source t; spacen space t
spammen spam d; sparren spar d; speechen speech t; speedbooten speedboot t; speeddaten speeddate t; speeden speed d
speedrunnen speedrun d; speedskaten speedskate t/d; speedwalken speedwalk t; spellchecken spellcheck t; spiken spike t
splashen splash t; splitscreenen splitscreen d; spoilen spoil d; spoileren spoiler d; spoofen spoof t; spoolen spool d
spotten spot t; sprayen spray d; spreadsheeten spreadsheet t; spyen spy d; squashen squash t; squatten squat t
squeezen squeeze d; stacken stack t; stagediven stagedive d; stalken stalk t; stand-uppen stand-up t
stockpilen stockpile d; stonewallen stonewall d; storyboarden storyboard d; storytellen storytel d; streamen stream d
stressen stres t; stresstesten stresstest t; stretchen stretch t; stunten stunt t; stylen style d; submitten submit t
subscriben subscribe d; subtweeten subtweet t; sucken suck t; sugarcoaten sugarcoat t; suppen sup t
supporten support t; surfen surf t/d; surveillen surveil d; surveyen survey d; swappen swap t; swatten swat t
sweaten sweat t; swingen swing d; swipen swipe t; swishen swish t; switchen switch t; syncen sync t; tackelen tackel d
tacklen tackle d; taggen tag d; tailgaten tailgate t; tapdancen tapdance t; tapen tape t; targeten target t
tattooën tattoo d; taxiën taxi d; teambuilden teambuild d; teamen team d; teasen tease d/t; testdriven testdrive d
texten text t; thaiboksen thaiboks t; throwbacken throwback t; ticketen ticket t; tiktokken tiktok t
timeboxen timebox t; timelapsen timelapse t; timen time d; timeshiften timeshift t; tinderen tinder d; toasten toast t
topspinnen topspin d; touchen touch t; tracen trace t; tracken track t; traden trade d; trailen trail d
trainen train d; trainspotten trainspot t; transcoden transcode d; transferen transfer d; trashen trash t
trashtalken trashtalk t; treaten treat t; trenden trend d; trendwatchen trendwatch t; tricken trick t
triggeren trigger d; triken trike t; trimmen trim d; trollen trol d; tunen tune d; tutoren tutor d; tweaken tweak t
tweeten tweet t; twerken twerk t; twisten twist t; twitchen twitch t; typen typ t; uberen uber d; unboxen unbox t
uncancelen uncancel d; undeleten undelete t; unfollowen unfollow d; unfrienden unfriend d; unlocken unlock t
unmuten unmute t; unsubscriben unsubscribe d; unzippen unzip t; upcyclen upcycle d; updaten update t
upgraden upgrade d; uploaden upload d; upscalen upscale d; upsellen upsel d; upsizen upsize d; upskillen upskil d
vapen vape t; vibecoden vibecode d; videobellen videobel d; videochatten videochat t; videotapen videotape t
virtue-signallen virtue-signal d; vj'en vj d; vloggen vlog d; voguen vogue d; voicemailen voicemail d; voicen voice t
volleyballen volleybal d; volleyen volley d; voten vote t; wakeboarden wakeboard d; wakesurfen wakesurf t/d
watchen watch t; waterboarden waterboard d; waterskiën waterski d; waxen wax t; webcammen webcam d
webcasten webcast t; webshoppen webshop t; whatsappen whatsapp t; whistleblowen whistleblow d; whitelisten whitelist t
windowshoppen windowshop t; windsurfen windsurf t/d; wingsuiten wingsuit t; wipen wipe t; wireframen wireframe d
wiren wire d; wokken wok t; wrappen wrap t; wrestelen wrestel d; yellen yel d; youtuben youtube d; zappen zap t
zippen zip t; zoomen zoom d; zorben zorb d
"""
