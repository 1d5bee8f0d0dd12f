"""What spelling does not show about weak verbs: where the stress lies, and which words are one stem.

Everything is an infinitive.
"""

# The last syllable of the stem carries no stress: luister, not luisteer; sponsor, not sponsoor.
UNSTRESSED = """
achteren aderen akkeren anderen ankeren baggeren bakeren banjeren basteren beteren bibberen bijsteren bitteren
bladderen bladeren blikkeren bloederen blunderen bolderen bolsteren boosteren boteren broederen bufferen bulderen
bunkeren burgeren cateren cijferen clusteren computeren counteren coveren daveren denderen dobberen doctoren
dokteren donderen donkeren duisteren emmeren enteren ergeren etteren filteren fladderen flakkeren flapperen
flikkeren flodderen flonkeren fluisteren flyeren foeteren folteren gaderen gieberen glibberen glinsteren glitteren
glunderen hameren hamsteren haperen haspelen haveren helderen hinderen hongeren huiveren hunkeren ijveren inneren
jakkeren jammeren kaderen kalefateren kalveren kankeren kateren kelderen kenteren kerkeren kieperen kikkeren
kladderen klapperen klateren klauteren klaveren kledderen klepperen kletteren kliederen klodderen klonteren
kloosteren kluisteren knapperen knetteren knikkeren knipperen knisperen knisteren koesteren kokeren kommeren koperen
koteren kuieren kwetteren kwispelen lasteren lauweren lazeren lebberen lekkeren lemmeren letteren leuteren leveren
lichteren lispelen lommeren louteren luieren luisteren mageren masteren meerderen meesteren mekkeren mieteren
mijmeren minderen modderen moederen monitoren monsteren mopperen motregenen naderen nederen nuchteren nummeren
offeren opperen orberen ouderen overen palaveren pamperen pantseren partneren peigeren peperen peuteren piekeren
pieteren plaasteren pleisteren pletteren ploeteren plunderen poederen poeieren pokeren polderen polsteren pulveren
rasteren redderen ridderen roeptoeteren roosteren sabberen sakkeren schamperen schateren schemeren schetteren
schilderen schilferen schipperen schitteren schobberen schoolmeesteren schouderen schutteren sidderen sjacheren
slabberen slampamperen slechteren slenteren slibberen slidderen slingeren slobberen slodderen sluieren sluimeren
snateren snipperen snotteren soberen sodemieteren somberen spatteren spetteren spijkeren splinteren sponsoren
sputteren steigeren stekkeren stickeren stotteren stuiteren stumperen sudderen suikeren tateren tederen teisteren
temperen tetteren tijgeren timmeren toeteren toveren treiteren triggeren trompetteren twitteren vaderen veteren
vingeren vlinderen voederen vorderen waaieren wakkeren wapperen wateren wedijveren weigeren wetteren wijderen
wilderen winteren wispelen woekeren wonderen zabberen zekeren zeveren zilveren zinderen zolderen zomeren zonderen
zuiveren zwabberen zwangeren
"""

# -el and -en with stress: oordeel, krakeel, algemeen.
STRESSED_EL = "algemenen oordelen voordelen nadelen krakelen penselen"

# Compounds whose last part has another stress than it has alone: monteer, but monter op.
UNSTRESSED_COMPOUNDS = "ontmaskeren opmonteren"

# First parts that stay in front of a weak verb: stofzuigen, ik stofzuig, gestofzuigd.
NOUN_COMPOUNDS = """
basketballen beeldhouwen bekvechten beunhazen blinddoeken bolwerken brainstormen brandmerken buikdansen bungeejumpen
dagdromen dagvaarden doodverven dubbelklikken duimzuigen dwarsbomen evenaren flierefluiten gekscheren glimlachen
grasduinen grimlachen haarkloven handballen handhaven harddraven hoelahoepen hongerstaken honkballen hoonlachen
huisvesten ijsberen ijshockeyen kielhalen klappertanden klaverjassen klootschieten knarsetanden knipogen koekhappen
koorddansen korfballen kortwieken kunstschaatsen lanterfanten liefkozen likkebaarden logenstraffen luilakken
luistervinken meesmuilen mierenneuken minachten motorboten motregenen muggenziften muilkorven muilperen nachtbraken
netwerken openbaren ouwehoeren paaldansen pluimstrijken raadplegen raadslagen raaskallen radbraken rangschikken
rechtvaardigen redekavelen redetwisten reikhalzen ringeloren roerbakken rolschaatsen rotzooien ruggensteunen
schaterlachen schoolmeesteren schuimbekken sjoelbakken slaapwandelen sluikstorten sneeuwballen snelwandelen
softballen stampvoeten stijldansen stofzuigen stortregenen stroomlijnen tafeltennissen tandenknarsen trefballen
voetballen vrijbuiten vrijwaren vuurspuwen waarborgen waarmerken waarschuwen waarzeggen wantrouwen watertanden
wedijveren weeklagen weerlichten wijsneuzen wildplassen zakkenrollen zandstralen zegevieren zieltogen zinspelen
zweefvliegen
"""
