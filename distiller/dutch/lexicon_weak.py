"""What spelling does not show about weak verbs: where the stress lies, and which words are one stem.

Everything is an infinitive.
"""

# The last syllable of the stem carries no stress: luister, not luisteer; sponsor, not sponsoor.
UNSTRESSED = """
achteren aderen akkeren anderen ankeren baggeren bakeren basteren beteren bibberen bijsteren bitteren bladderen
bladeren blikkeren bloederen blunderen bolderen bolsteren boosteren boteren broederen bufferen bulderen bunkeren
cateren cijferen clusteren computeren counteren coveren daveren denderen dobberen doctoren dokteren donderen
donkeren duisteren emmeren enteren ergeren etteren filteren fladderen flakkeren flapperen flikkeren flodderen
flonkeren fluisteren flyeren foeteren folteren gaderen gieberen glibberen glinsteren glitteren glunderen hameren
hamsteren haperen haveren helderen hinderen hongeren huiveren hunkeren ijveren inneren jakkeren jammeren kaderen
kalefateren kalveren kankeren kateren kelderen kenteren kieperen kladderen klapperen klateren klauteren klaveren
kledderen klepperen kletteren kliederen klodderen klonteren kloosteren kluisteren knapperen knetteren knikkeren
knipperen knisperen knisteren koesteren kokeren kommeren koperen kuieren kwetteren lasteren lauweren lazeren
lebberen lekkeren lemmeren letteren leuteren leveren lichteren lommeren louteren luieren luisteren mageren masteren
meerderen meesteren mekkeren mieteren mijmeren minderen modderen moederen monitoren monsteren mopperen motregenen
naderen nederen nuchteren nummeren offeren opmonteren opperen orberen ouderen overen palaveren pamperen pantseren
partneren peperen peuteren pieteren plaasteren pleisteren pletteren ploeteren plunderen poederen poeieren pokeren
polderen polsteren pulveren rasteren redderen ridderen roosteren sabberen sakkeren schateren schemeren schetteren
schilderen schilferen schipperen schitteren schobberen schoolmeesteren schouderen schutteren sidderen sjacheren
slabberen slampamperen slechteren slenteren slibberen slidderen slingeren slobberen slodderen sluieren sluimeren
snateren snipperen snotteren soberen sodemieteren somberen spatteren spetteren spijkeren splinteren sponsoren
sputteren steigeren stekkeren stickeren stotteren stuiteren stumperen suikeren tateren tederen teisteren temperen
tetteren tijgeren timmeren toeteren toveren treiteren triggeren trompetteren twitteren vaderen veteren vingeren
vlinderen voederen vorderen waaieren wakkeren wapperen wateren wedijveren weigeren wetteren wijderen wilderen
winteren woekeren wonderen zabberen zekeren zeveren zilveren zinderen zolderen zomeren zonderen zuiveren zwabberen
zwangeren
"""

# -el with stress: oordeel, krakeel.
STRESSED_EL = "oordelen voordelen nadelen krakelen penselen"

# First parts that stay in front of a weak verb: stofzuigen, ik stofzuig, gestofzuigd.
NOUN_COMPOUNDS = """
basketballen beeldhouwen bekvechten beunhazen blinddoeken bloemlezen bolwerken brainstormen brandmerken buikdansen
buikspreken bungeejumpen dagdromen dagvaarden diepvriezen doodverven dubbelklikken duimzuigen dwarsbomen evenaren
flierefluiten gekscheren glimlachen grasduinen grimlachen haarkloven handballen handhaven harddraven hoelahoepen
hongerstaken honkballen hoonlachen houtsnijden huisvesten ijsberen ijshockeyen kielhalen klappertanden klaverjassen
klootschieten knarsetanden knipogen koekhappen koorddansen korfballen kortsluiten kortwieken kunstrijden
kunstschaatsen lanterfanten liefkozen likkebaarden lofzingen logenstraffen luilakken luistervinken mierenneuken
minachten mondsnoeren motorboten motregenen muggenziften muilkorven muilperen nachtbraken nagelbijten netwerken
ouwehoeren paaldansen paragliden parelduiken plaatsvervangen pluimstrijken quizzen raadplegen raadslagen raaskallen
radbraken rangschikken redekavelen redetwisten reikhalzen ringeloren roerbakken rolschaatsen rotzooien schaterlachen
schoolmeesteren schoonspringen schuimbekken sjoelbakken slaapwandelen sluikstorten sneeuwballen snelwandelen
softballen speerwerpen spookrijden stampvoeten stijldansen stofzuigen stortregenen stroomlijnen tafeltennissen
tandenknarsen touwtjespringen touwtrekken trampolinespringen trefballen voetballen vrijwaren vuurspuwen waarborgen
waarmerken waarschuwen waarzeggen wantrouwen watertanden wedijveren weeklagen weerlichten wildplassen zakkenrollen
zandstralen zegevieren zieltogen zinspelen zweefvliegen
"""
