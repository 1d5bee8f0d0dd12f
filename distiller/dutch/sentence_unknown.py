"""Misspelt words: common slips by a list, and words that no list knows where a listed one is a letter away.

A word list is never complete and newspapers misspell too, so only common slips are a warning, and unknown words whose
one neighbour is a common word (`zommer`); any other unknown word is an info. Names, compounds of listed words and
words beside a name are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.tokens import Token
from distiller.dutch.wordlist import attested

_LINKS = ("", "s", "en", "e", "n", "er")
_SHORTEST, _LONGEST = 4, 24
_PARTS = 4
_TRIES = 5
"""For how many unknown words of a sentence a near one is looked for: time must stay bounded."""
_LETTERS = "etnaroidslghkpmuvbwjczf"
_SOUNDS = (
    ("ei", "ij"), ("ij", "ei"), ("ou", "au"), ("au", "ou"), ("g", "ch"), ("ch", "g"), ("d", "t"), ("t", "d"),
    ("z", "s"), ("s", "z"), ("f", "v"), ("v", "f"), ("k", "c"), ("c", "k"), ("i", "ie"), ("ie", "i"),
    ("eu", "ui"), ("ui", "eu"),
    ("a", "e"), ("e", "a"), ("o", "a"), ("a", "o"), ("e", "i"), ("i", "e"), ("u", "oe"), ("oe", "u"), ("x", "ks"),
    ("f", "ph"), ("n", "m"), ("m", "n"), ("b", "p"), ("p", "b"), ("e", "ee"), ("o", "oo"), ("a", "aa"), ("u", "uu"),
    ("sch", "sg"), ("sg", "sch"), ("e", "é"), ("e", "ë"), ("i", "ï"), ("u", "i"), ("i", "u"), ("u", "a"), ("a", "i"),
)
"""Letters that sound or look alike: what is confused in writing."""


_SLIPS = """
accomodatie:accommodatie addres:adres addresse:adres adress:adres altjid:altijd altyd:altijd appartemen:appartement
appartment:appartement autos:auto's avont:avond babys:baby's belangerijk:belangrijk belankrijk:belangrijk
bijvoorbeelt:bijvoorbeeld bijvorbeeld:bijvoorbeeld boodschapen:boodschappen bootschappen:boodschappen
burgermeester:burgemeester buurtman:buurman colega:collega collegas:collega's comissie:commissie commisie:commissie
computter:computer contakt:contact direkt:direct eigelijk:eigenlijk eigenlik:eigenlijk eindelik:eindelijk
elektriciteid:elektriciteit enigzins:enigszins fliegtuig:vliegtuig fotos:foto's freind:vriend gelukig:gelukkig
gezelig:gezellig gezzelig:gezellig gistern:gisteren gistren:gisteren hardstikke:hartstikke hartstike:hartstikke
hobbys:hobby's hygiene:hygiëne identitijd:identiteit interesant:interessant interresant:interessant
intresant:interessant intressant:interessant juffrow:juffrouw kado:cadeau kados:cadeaus kinderren:kinderen
kindren:kinderen kwaliteid:kwaliteit leeraar:leraar leerares:lerares lekkr:lekker maandaag:maandag makelijk:makkelijk
makkelik:makkelijk menssen:mensen menus:menu's midag:middag mischien:misschien misschein:misschien moeilik:moeilijk
mogren:morgen moilijk:moeilijk nagt:nacht natuurlij:natuurlijk natuurlik:natuurlijk nieuwschierig:nieuwsgierig
nieuwschierige:nieuwsgierige niewe:nieuwe niuwe:nieuwe ochtent:ochtend ogenblikelijk:ogenblikkelijk omas:oma's
omdad:omdat onderweis:onderwijs onmiddelijk:onmiddellijk onmidelijk:onmiddellijk onmidellijk:onmiddellijk
ontbeit:ontbijt opas:opa's paralel:parallel pizzas:pizza's portemonee:portemonnee portomonnee:portemonnee
probleemen:problemen problemem:problemen proffesor:professor proffessor:professor psygoloog:psycholoog raport:rapport
repititie:repetitie repitities:repetities restaurand:restaurant restaurent:restaurant resturant:restaurant
schillderij:schilderij shcool:school skool:school sowiezo:sowieso stasion:station succesvole:succesvolle taxis:taxi's
telefon:telefoon televise:televisie tenslote:tenslotte toneelstuck:toneelstuk uiteraad:uiteraard uiterraard:uiteraard
universiteid:universiteit universitiet:universiteit universitijd:universiteit vacantie:vakantie vakanse:vakantie
vanavont:vanavond vandag:vandaag vanochted:vanochtend vanoggend:vanochtend verantwoordlijk:verantwoordelijk
veranwoordelijk:verantwoordelijk verjaarsdag:verjaardag verschilende:verschillende vliegtuich:vliegtuig vreind:vriend
vreinden:vrienden vrienddin:vriendin vriendein:vriendin vriendelijkke:vriendelijke vriendelik:vriendelijk
vriending:vriendin vrijdaag:vrijdag waneer:wanneer weekent:weekend zaterdaag:zaterdag zelfts:zelfs
zenuwachtich:zenuwachtig ziekehuis:ziekenhuis ziekenhuus:ziekenhuis zoiezo:sowieso zomervakanse:zomervakantie
zondaag:zondag zowiezo:sowieso zwembat:zwembad
"""
"""Common misspellings and what is meant; some could pass for a compound."""


_COMMON = """
straat winkel school huis kamer keuken tafel stoel deur raam tuin boom bloem park station trein perron vliegtuig auto
fiets boek krant brief bericht telefoon computer muziek liedje film foto cadeau verjaardag feest vakantie reis strand
zomer winter lente herfst regen sneeuw zonnig ochtend middag avond nacht gisteren vandaag morgen vanavond vanmiddag
vanochtend maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari augustus september oktober
november december minuten seconde kinderen jongen meisje vrouw moeder vader broer zusje vriend vriendin vrienden
buurman buurvrouw collega leraar lerares leerling student dokter tandarts ziekenhuis apotheek supermarkt bakker slager
markt groente fruit appel banaan aardappel kaas brood boter melk koffie suiker water soep vlees kip ontbijt avondeten
lekker gezond mooi mooie grote kleine nieuwe oude jonge lange korte warm koud duur goedkoop makkelijk moeilijk
belangrijk interessant gezellig vriendelijk gelukkig verdrietig natuurlijk eigenlijk misschien waarschijnlijk altijd
meestal regelmatig plotseling eindelijk onmiddellijk ongeveer tegenwoordig vroeger daarna daarom omdat voordat nadat
terwijl hoewel zonder tussen tijdens volgens tegen achter naast boven onder buiten binnen kantoor vergadering afspraak
probleem vraag antwoord oefening huiswerk taal zin woord verhaal opdracht wedstrijd voetbal ploeg doelpunt museum
theater bioscoop restaurant hotel gebouw kerk brug rivier berg gebied wereld land stad dorp gemeente regering minister
burgemeester politie rechter oorlog vrede geschiedenis onderzoek universiteit bedrijf fabriek directeur werknemer
rekening prijs geld bank belasting verzekering sleutel jas schoenen broek trui jurk tas koffer paspoort kaartje hond
kat vogel paard iedereen niemand iemand alles niets anders samen alleen opnieuw vorige volgende laatste eerste tweede
derde
"""
"""Words that every learner meets: a word one letter from one of these is a slip."""


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.split())


@cache
def _slips() -> Mapping[str, str]:
    pairs = (pair.partition(":") for pair in _SLIPS.split())
    return {wrong: right for wrong, _, right in pairs}


def check_words(tokens: Sequence[Token], skip: frozenset[str]) -> Iterator[Finding]:
    """A warning for a slip in a common word; an info for the first unknown small-letter word that has a near one.

    `skip` are words that are dealt with elsewhere: the forms of the verb, and what stands for one.
    """
    tries = _TRIES
    for k, token in enumerate(tokens):
        word = token.lower
        if not _SHORTEST <= len(word) <= _LONGEST or word in skip:
            continue
        if meant := _slips().get(word):
            yield Finding("misspelt-word", Severity.WARNING, None, (meant,), {"found": word})
        elif not (tries == 0 or token.capital or not word.isalpha() or _named(tokens, k) or known(word)):
            near = nearest(word)
            tries = 0 if near else tries - 1
            if len(near) == 1 and len(word) > 4 and near[0] in _common():
                yield Finding("misspelt-word", Severity.WARNING, None, near, {"found": word})
            elif near:
                yield Finding("unknown-word", Severity.INFO, None, near, {"found": word})


def _named(tokens: Sequence[Token], k: int) -> bool:
    """Whether the word belongs to a name or a foreign phrase: a word with a capital stands beside it."""
    around = [tokens[j] for j in (k - 1, k + 1) if 0 <= j < len(tokens)]
    return any(t.lower in "-'" or (t.word and t.start > 0 and t.capital) for t in around)


@lru_cache(maxsize=8192)
def known(word: str) -> bool:
    """Whether a small-letter word is listed (as a name too) or is made of listed words."""
    return attested(word) or attested(word.capitalize()) or _compound(word, _PARTS)


def _compound(word: str, parts: int) -> bool:
    """Whether listed words, with a linking sound between them, make up the word: kaas+broodje, zon+s+ondergang."""
    if parts <= 1:
        return False
    for at in range(len(word) - 3, 2, -1):
        head, rest = word[:at], word[at:]
        if not attested(head):
            continue
        for link in _LINKS:
            tail = rest.removeprefix(link)
            if rest.startswith(link) and len(tail) >= 3 and (attested(tail) or _compound(tail, parts - 1)):
                return True
    return False


@lru_cache(maxsize=2048)
def nearest(word: str) -> tuple[str, ...]:
    """Up to three listed words that differ by one likely slip: letters swapped, doubled, dropped or confused."""
    found: dict[str, None] = {}
    for guess in _guesses(word):
        if guess != word and len(guess) >= 3 and attested(guess):
            found[guess] = None
            if len(found) == 3:
                break
    return tuple(found)


def _guesses(word: str) -> Iterator[str]:
    """The likelier slips first."""
    places = range(len(word))
    for i in places:
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2:]
    for i in places:
        yield word[:i] + word[i] + word[i:]
        yield word[:i] + word[i + 1:]
    for wrong, right in _SOUNDS:
        at = word.find(wrong)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong):]
            at = word.find(wrong, at + 1)
    for i in range(1, len(word)):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i:]
