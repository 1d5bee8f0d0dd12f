"""What proves that `hebben` with a participle should be `zijn`, for verbs that take either.

With a destination a verb of movement takes zijn (`is naar huis gelopen`), unless something is moved (`heeft de auto
naar huis gereden`). A verb that means "become" without an object takes zijn (`is gebroken`), with one hebben.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import Auxiliary
from distiller.dutch.sentence_active import clause_range
from distiller.dutch.sentence_arguments import find_arguments
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_nouns import plural_noun
from distiller.dutch.sentence_persons import INSTITUTIONS, person
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    CLEAR_SUBORDINATORS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token

_MOVING = word_set(
    "lopen fietsen rijden vliegen rennen zwemmen wandelen klimmen varen roeien zeilen springen reizen kruipen sluipen "
    "schaatsen skiën hollen stappen marcheren trekken draven galopperen racen zweven dwalen zwerven rollen glijden "
    "strompelen slenteren kuieren joggen huppelen hinken sjokken schuifelen wankelen stuiven snellen spurten sprinten "
    "tuimelen verhuizen waden klauteren liften carpoolen treinen scooteren steppen trippelen peddelen kanoën duiken "
    "waaien dwarrelen stromen drijven kronkelen fladderen scheuren stuiteren denderen"
)
_ALONE = word_set(
    "toenemen crashen ontploffen stranden zinken verwelken bevriezen verdrinken opstijgen barsten knappen beginnen "
    "uitbreken aanspoelen verlopen verbleken vergelen verdorren rotten exploderen kantelen verouderen"
)
"""Verbs that hardly ever have an object."""
_LASTING = word_set("hele heel urenlang jarenlang dagenlang wekenlang vaak lang altijd steeds uren dagen weken jaren")
_INWARD = word_set("stappen duiken kruipen klimmen sluipen tuimelen snellen stuiven klauteren glippen wankelen")
"""Verbs of movement that with in, onder or uit go there rather than are there."""
_OBJECTS = word_set("veel weinig iets niets alles het dat dit wat me mij hem haar ons hen hun je jou u ze zich elkaar")
_INTO = word_set("in uit op af door over binnen")
_LEFT_OUT = word_set(
    "weg reis route tocht kant manier aard stap lijn spoorlijn schip trein bus boot vlucht brug tunnel pad veer rit"
)
"""Nouns that have a `naar` of their own: `op de lijn naar Zwolle`."""


def zijn_needed(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> bool:
    """Whether the sentence itself shows that a perfect with hebben has the wrong auxiliary."""
    auxiliary, verb = reading.auxiliary, reading.occurrence.verb
    if auxiliary is None or auxiliary.lemma != "hebben":
        return False
    start, end = clause_range(tokens, reading)
    words = [t.lower for t in tokens[start:end]]
    if _object_pronoun(words):
        return False
    phrases = find_arguments(tokens, start, end, {verb, auxiliary.index})
    if index.infinitive in _MOVING:
        gone = len(phrases) <= 2 and _left_behind(tokens, start, verb, auxiliary)
        return gone or (len(phrases) == 1 and _destination(tokens, start, verb, auxiliary, index.infinitive))
    if index.infinitive == "stoppen":
        return "met" in words and len(phrases) <= 1  # de trein heeft hier gestopt
    if index.main_auxiliary != "zijn" or len(phrases) > 1:
        return False
    return index.infinitive in _ALONE or (bool(phrases) and _thing(tokens, phrases[0], words))


def _thing(tokens: Sequence[Token], phrase: tuple[int, int], words: Sequence[str]) -> bool:
    """Whether the only phrase is a thing with a determiner, in a clause without anything that may be an object."""
    head = tokens[phrase[1] - 1]
    if tokens[phrase[0]].lower not in DETERMINERS or phrase[1] - phrase[0] > 3 or head.capital or person(head.lower):
        return False
    return not set(words) & (COORDINATORS | CLEAR_SUBORDINATORS) and head.lower not in INSTITUTIONS


def _object_pronoun(words: Sequence[str]) -> bool:
    """Whether a pronoun or a quantity stands as an object: `heeft veel veranderd`, `heb het gebroken`."""
    for k, word in enumerate(words):
        if word not in _OBJECTS:
            continue
        before = words[k - 1] if k else ""
        following = words[k + 1] if k + 1 < len(words) else ""
        determiner = word in DETERMINERS and following.isalpha() and word not in ANY_REFLEXIVE
        if before not in PREPOSITIONS and not determiner:
            return True
    return False


def _destination(
    tokens: Sequence[Token], start: int, verb: int, auxiliary: Auxiliary, infinitive: str
) -> bool:
    """`naar huis`, `van de trap`; with how long or how often only naar tells (`de hele dag over de vloer gekropen`)."""
    lasting = not _LASTING.isdisjoint(t.lower for t in tokens[start:verb])
    for k in range(start, verb):
        before = tokens[k - 1].lower if k else ""
        if tokens[k].lower == "naar" and k + 1 < verb and k + 1 != auxiliary.index and before not in _LEFT_OUT:
            return True
        if not lasting and _towards(tokens, k, verb, infinitive):
            return True
    return False


def _towards(tokens: Sequence[Token], k: int, verb: int, infinitive: str) -> bool:
    """`van de trap gerold`, `tot aan de grens gelopen`, `onder het bed gekropen`: a source, a goal or a way in."""
    word, following = tokens[k].lower, tokens[k + 1].lower if k + 1 < verb else ""
    head = tokens[k + 2].lower if k + 2 < verb else ""
    if word == "tot":
        return following in ("aan", "voor", "bij") and not {t.lower for t in tokens[k:verb]} & TIME_NOUNS
    if following not in DETERMINERS or head in TIME_NOUNS:
        return False
    own = k > 0 and (tokens[k - 1].lower in FUNCTION_WORDS or not tokens[k - 1].word)
    if word == "uit" or (word == "van" and own):
        return infinitive in _INWARD or infinitive in ("rollen", "springen", "glijden", "waaien")
    if verb - k > 4 or following == "een" or plural_noun(head) or infinitive == "duiken":
        return False  # in de bergen geklommen, in het meer gedoken: where, not where to
    if word == "in" and infinitive == "klimmen" and head not in ("boom", "mast", "auto", "wagen", "bed", "cabine"):
        return False
    if word in ("in", "onder", "over", "achter"):
        return infinitive in _INWARD or (infinitive == "springen" and word in ("in", "over"))
    return word == "op" and infinitive in ("stappen", "klimmen", "kruipen")


def _left_behind(tokens: Sequence[Token], start: int, verb: int, auxiliary: Auxiliary) -> bool:
    """`de kamer uit geslopen`, `het podium op gelopen`."""
    if verb - 3 <= start or tokens[verb - 1].lower not in _INTO or verb < auxiliary.index:
        return False
    return tokens[verb - 3].lower in DETERMINERS and tokens[verb - 4].lower not in PREPOSITIONS
