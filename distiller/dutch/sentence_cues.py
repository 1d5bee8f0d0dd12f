"""What shows the time of a sentence apart from its own verb: words, phrases, years, and the other finite verbs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from distiller.dutch.clause_auxiliary import possessive
from distiller.dutch.sentence_words import TIME_NOUNS, word_set
from distiller.dutch.tokens import Token

Time = Literal["past", "present"]
THIS_YEAR = 2026
"""A year before this one is past. Only the sense of a number in a sentence depends on it."""

_PAST_WORDS = word_set(
    "gisteren gisteravond gisterochtend gistermiddag gisternacht gistermorgen eergisteren eergisteravond toen vroeger "
    "geleden destijds indertijd voorheen aanvankelijk oorspronkelijk onlangs laatst zojuist daarnet zonet daarstraks "
    "toentertijd weleer ooit nadat oorlog middeleeuwen oudheid prehistorie jeugd overgrootvader overgrootmoeder"
)
_PRESENT_WORDS = word_set(
    "nu vandaag morgen overmorgen morgenochtend morgenmiddag morgenavond straks momenteel tegenwoordig thans elke "
    "iedere altijd vaak soms meestal dagelijks wekelijks maandelijks jaarlijks regelmatig volgende volgend komende "
    "komend aanstaande binnenkort dadelijk zometeen vanavond voortaan voorlopig zondags maandags zaterdags"
)
_PAST_VERBS = word_set(
    "was waren had hadden werd werden kwam kwamen ging gingen kon konden moest moesten mocht mochten wilde wilden wou "
    "zou zouden deed deden zag zagen bleef bleven stond stonden zat zaten lag lagen zei zeiden vond vonden kreeg "
    "kregen gaf gaven nam namen dacht dachten wist wisten hoorde hoorden vroeg vroegen vertelde vertelden bleek "
    "bleken leek leken liep liepen viel vielen werkte werkten woonde woonden regende sneeuwde scheen las lazen "
    "schreef schreven maakte maakten speelde speelden belde belden kocht kochten begon riep riepen sliep sliepen "
    "keek keken at aten dronk dronken hield hielden hoefde hoefden durfde durfden probeerde probeerden wachtte "
    "wachtten opendeed binnenkwam aankwam aankwamen thuiskwam zocht bracht brachten reed reden schrok voelde voelden"
)
_PRESENT_VERBS = word_set(
    "is zijn ben bent heb hebt heeft hebben word wordt worden kan kun kunt kunnen moet moeten mag mogen wil wilt "
    "willen zal zul zullen ga gaat gaan weet denk denkt zeg zegt vind vindt hoop hoopt geloof gelooft zie ziet hoor "
    "hoort lijkt blijkt klopt woon woont werkt staat ligt zit kom komt regent schijnt begrijp begrijpt vraag vraagt "
    "hoef hoeft durf durft blijf blijft houd houdt krijg krijgt neem neemt geef geeft doe doet loopt schrijft"
)
PAST_CUES = _PAST_WORDS | word_set("vorige vorig afgelopen verleden") | _PAST_VERBS
PRESENT_CUES = _PRESENT_WORDS | _PRESENT_VERBS
_DAY_PARTS = word_set(
    "ochtends morgens middags avonds nachts zomers winters maandags dinsdags woensdags donderdags vrijdags zaterdags "
    "zondags"
)
_ONCE = word_set("kind jongen meisje kleuter baby student leerling tiener puber")


def time_cues(tokens: Sequence[Token], own: Collection[int] = ()) -> tuple[int, int]:
    """How many cues of the past and of the present a sentence holds; `own` are the tokens of the verb in question."""
    times = [_cue(tokens, k) for k, token in enumerate(tokens) if token.word and k not in own]
    return times.count("past"), times.count("present")


def _cue(tokens: Sequence[Token], k: int) -> Time | None:
    word = tokens[k].lower
    if word == "zijn" and possessive(tokens, k):
        return None
    if word in PAST_CUES:
        return "past"
    if word in PRESENT_CUES:
        return "present"
    return _phrase(tokens, k)


def _phrase(tokens: Sequence[Token], k: int) -> Time | None:
    """`in 1990`, `in de vorige eeuw`, `als kind`, `die avond`; `deze week`, `over een uur`, `'s avonds`."""
    word, before = tokens[k].lower, tokens[k - 1].lower if k else ""
    if len(word) == 4 and word.isascii() and word.isdecimal() and before in ("in", "rond", "sinds", "tot", "jaar"):
        return "past" if int(word) < THIS_YEAR else "present"
    if word == "eeuw" and before.endswith(("de", "ste")):
        return "past"
    if word in _ONCE and before == "als":
        return "past"
    if before == "'s" and word in _DAY_PARTS:
        return "present"
    if word not in TIME_NOUNS:
        return None
    if before == "die":
        return "past"
    if before in ("deze", "dit", "over") or (k > 1 and tokens[k - 2].lower == "over"):
        return "present"
    return None
