"""English loan verbs: the stem keeps its English spelling, and 't kofschip goes by sound.

Of each verb: infinitive, stem, t or d of past and participle (both where both are used, the main one first).
Loans that follow Dutch spelling (shoppen, plannen, downloaden) are regular and need no entry.
"""

LOANS = """
appen app t; aquaplanen aquaplane d; back-uppen back-up t; backpacken backpack t; backuppen back-up t
barbecueën barbecue d; basen base t/d; bashen bash t; batchen batch t; beatboxen beatbox t; benchmarken benchmark t
biken bike t; bingen binge d; bingewatchen bingewatch t; blinddaten blinddate t; bluffen bluf t; boarden board d
bodyboarden bodyboard d; bodybuilden bodybuild d; bodyshamen bodyshame d; bookmarken bookmark t; boosten boost t
bordercrossen bordercross t; bouncen bounce t; bowlen bowl d; boxen box t; brainwashen brainwash t
breakdancen breakdance t; bridgen bridge d; briefen brief t; browsen browse t/d; brunchen brunch t; brushen brush t
bulldozeren bulldozer d; bullyen bully d; bungeejumpen bungeejump t; cachen cache t; callen cal d; cancelen cancel d
canvassen canvas t; capturen capture d; caren care d; carpoolen carpool d; cashen cash t; catfishen catfish t
chainsmoken chainsmoke t; challengen challenge d; chargen charge d; charteren charter d; cherrypicken cherrypick t
chillaxen chillax t; claimen claim d; clashen clash t; closen close d; coachen coach t; cocoonen cocoon d
coden code d; compilen compile d; computeren computer d; continuen continue d; copen cope t; copy-pasten copy-paste t
copypasten copypaste t; cosplayen cosplay d; couchsurfen couchsurf t/d; crashen crash t; crawlen crawl d
crossdressen crossdres t; crossen cros t; crowdfunden crowdfund d; crowdsourcen crowdsource t; cruisen cruise d/t
customizen customize d; cyberbullyen cyberbully d; cyberpesten cyberpest t; cyclen cycle d; dancen dance t
daten date t; daytraden daytrade d; deadliften deadlift t; debriefen debrief t; debuggen debug d; decoden decode d
deejayen deejay d; deepfaken deepfake t; deleten delete t; designen design d; developen develop t; disliken dislike t
displayen display d; dissen dis t; doubledaten doubledate t; downcyclen downcycle d; downgraden downgrade d
downsizen downsize d; drummen drum d; dubben dub d; duckfacen duckface t; dumpen dump t; e-biken e-bike t
e-mailen e-mail d; editen edit t; emailen email d; empoweren empower d; enablen enable d; encoden encode d
endorsen endorse t; escapen escape t; exchangen exchange d; executen execute t; exposen expose d
facebooken facebook t; facen face t; facetimen facetime d; fact-checken fact-check t; factchecken factcheck t
faden fade d; faken fake t; fastforwarden fastforward d; fatshamen fatshame d; feedbacken feedback t
filesharen fileshare d; finetunen finetune d; fingerpicken fingerpick t; finishen finish t; firen fire d; fixen fix t
flamen flame d; flashen flash t; flexen flex t; folderen folder d; fonduen fondue d; framen frame d
franchisen franchise d; freelancen freelance t; freestylen freestyle d; freezen freeze d; friendzonen friendzone d
fuelen fuel d; fundraisen fundraise d; gamblen gamble d; gamen game d; gaslighten gaslight t; geocachen geocache t
ghosten ghost t; glampen glamp t; golfen golf d/t; googelen googel d; googlen google d; grillen gril d
groomen groom d; grooven groove d; guiden guide d; hacken hack t; hairstylen hairstyle d; handlen handle d
headbangen headbang d; headlinen headline d; highfiven highfive d; highlighten highlight t; hijacken hijack t
hiken hike t; hitchhiken hitchhike t; hoaxen hoax t; hobbyen hobby d; hockeyen hockey d; homeschoolen homeschool d
hosten host t; housen house t/d; hoveren hover d; hustlen hustle d; hypen hype t; ijshockeyen ijshockey d
indexen index t; influencen influence t; injecten inject t; inlineskaten inlineskate t/d; insourcen insource t
instagrammen instagram d; interacten interact t; interfacen interface t; interrailen interrail d
interviewen interview d; introën intro d; jailbreaken jailbreak t; jammen jam d; jetlaggen jetlag d; jetskiën jetski d
jiven jive d; joinen join d; joyriden joyride d; judgen judge d; juicen juice t; jumpen jump t; jumpscaren jumpscare d
kickboksen kickboks t; kicken kick t; kitesurfen kitesurf t/d; langlaufen langlauf t; lasergamen lasergame d
laserprinten laserprint t; layouten lay-out t; leaken leak t; leasen lease t/d; levelen level d; leveragen leverage d
liken like t; lipsyncen lipsync t; livestreamen livestream d; lobbyen lobby d; longboarden longboard d; loopen loop t
loungen lounge d; lunchen lunch t; lynchen lynch t; mailen mail d; managen manage d; mansplainen mansplain d
marketen market t; matchen match t; mentoren mentor d; mergen merge d; messagen message d; microdosen microdose t
micromanagen micromanage d; mimen mime d; mindmappen mindmap t; mirroren mirror d; mocken mock t
moonwalken moonwalk t; motorcrossen motorcros t; mountainbiken mountainbike t; mountainboarden mountainboard d
moven move d; multitasken multitask t; muten mute t; netflixen netflix t; nosediven nosedive d; nuken nuke t
offshoren offshore d; onboarden onboard d; outplacen outplace t; outsourcen outsource t; rulen rule d
pacemaken pacemake t; pacen pace t; paintballen paintbal d; paragliden paraglide d; parsen parse t/d; partyen party d
photoshoppen photoshop t; piercen pierce t; pimpen pimp t; pingpongen pingpong d; pitchen pitch t
playbacken playback t; pleasen please d; podcasten podcast t; pollen pol d; poolen pool d; powerliften powerlift t
powernappen powernap t; previewen preview d; pricen price t; profilen profile d; promoten promoot t
prototypen prototype t; purchasen purchase t; pushen push t; queueën queue d; quizzen quiz t/d; racebiken racebike t
racen race t; randomizen randomize d; raven rave d; rebasen rebase t; rebooten reboot t; rebranden rebrand d
recoveren recover d; recyclen recycle d; redesignen redesign d; refactoren refactor d; reframen reframe d
rehearsen rehearse t; reissuen reissue d; relayen relay d; releasen release t/d; relocaten relocate t
remaken remake t; remasteren remaster d; remixen remix t; removen remove d; renamen rename d; replacen replace t
replayen replay d; replyen reply d; rescalen rescale d; rescuen rescue d; resetten reset t; resizen resize d
restylen restyle d; resumen resume d; retrieven retrieve d; retweeten retweet t; reviewen review d; reviven revive d
roadtrippen roadtrip t; roasten roast t; rollerbladen rollerblade d; rollerskaten rollerskate t/d
rollerskiën rollerski d; rugbyen rugby d; rushen rush t; sampelen sampel d; samplen sample d; sandboxen sandbox t
saven save d; scalen scale d; schedulen schedule d; scoopen scoop t; scoren scoor d; scrapen scrape t
scratchen scratch t; screenen screen d; screenshotten screenshot t; scrollen scrol d; scubadiven scubadive d
servicen service t; sexten sext t; shaken shake t; shamen shame d; shapen shape t; sharen share d; shaven shave d
shiften shift t; shotten shot t; showcasen showcase t; showen show d; shufflen shuffle d; sidelinen sideline d
sideloaden sideload d; skateboarden skateboard d; skaten skate t/d; skeeleren skeeler d; sketchen sketch t
skiën ski d; skydiven skydive d; skypen skype t; slacklinen slackline d; slashen slash t; slicen slice t
sliden slide d; slowcooken slowcook t; smalltalken smalltalk t; smashen smash t; smilen smile d; sms'en sms t
smurfen smurf t; snipen snipe t; snoozen snooze d; snorkelen snorkel d; snowboarden snowboard d; snowkiten snowkite t
soundchecken soundcheck t; sourcen source t; spacen space t; sparren spar d; speechen speech t
speedbooten speedboot t; speeddaten speeddate t; speedrunnen speedrun d; speedskaten speedskate t/d; spiken spike t
splashen splash t; spoilen spoil d; sprayen spray d; squashen squash t; squeezen squeeze d; stagediven stagedive d
stalken stalk t; stand-uppen stand-up t; stonewallen stonewall d; storytellen storytel d; streamen stream d
stressen stres t; stretchen stretch t; stunten stunt t; stylen style d; subscriben subscribe d; subtweeten subtweet t
suppen sup t; supporten support t; surfen surf t/d; surveyen survey d; swingen swing d; swipen swipe t
switchen switch t; syncen sync t; tackelen tackel d; tacklen tackle d; taggen tag d; tailgaten tailgate t
tapen tape t; targeten target t; tattooën tattoo d; taxiën taxi d; teambuilden teambuild d; teamen team d
teasen tease d/t; testdriven testdrive d; thaiboksen thaiboks t; ticketen ticket t; tiktokken tiktok t
timelapsen timelapse t; timen time d; tinderen tinder d; toasten toast t; touchen touch t; tracen trace t
tracken track t; traden trade d; trainen train d; transcoden transcode d; transferen transfer d; triken trike t
trollen trol d; tunen tune d; tutoren tutor d; tweeten tweet t; twerken twerk t; twitchen twitch t; typen typ t
uberen uber d; unboxen unbox t; undeleten undelete t; unfollowen unfollow d; unfrienden unfriend d; unlocken unlock t
unmuten unmute t; unsubscriben unsubscribe d; unzippen unzip t; upcyclen upcycle d; updaten update t
upgraden upgrade d; uploaden upload d; upscalen upscale d; upsizen upsize d; vapen vape t; vibecoden vibecode d
videobellen videobel d; videotapen videotape t; vloggen vlog d; voicemailen voicemail d; voicen voice t
volleyballen volleybal d; volleyen volley d; voten vote t; wakeboarden wakeboard d; wakesurfen wakesurf t/d
waterskiën waterski d; waxen wax t; webcammen webcam d; whatsappen whatsapp t; windsurfen windsurf t/d
wingsuiten wingsuit t; wipen wipe t; wireframen wireframe d; wiren wire d; wokken wok t; wrappen wrap t
wrestelen wrestel d; yellen yel d; youtuben youtube d; zappen zap t; zippen zip t; zoomen zoom d
"""
