"""What proves that `hebben` with a participle should be `zijn`, for verbs that take either.

With a destination a verb of movement takes zijn (`is naar huis gelopen`), unless something is moved (`heeft de auto
naar huis gereden`). A verb that means "become" without an object takes zijn (`is gebroken`), with one hebben.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.auxiliary_kinds import Kind, kind_of_both
from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import Auxiliary
from distiller.dutch.sentence_active import clause_range
from distiller.dutch.sentence_arguments import find_arguments
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_nouns import plural_noun
from distiller.dutch.sentence_objectless import object_pronoun, thing, without_object
from distiller.dutch.sentence_words import (
    DETERMINERS,
    PREPOSITIONS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token

_ALSO_MOVING = word_set("scheuren schuiven zwenken")
"""Verbs that move somewhere with `naar`, and are something else besides."""
_ALONE = word_set(
    "degraderen promoveren wennen gewennen verouderen kantelen verdorren uitbreken aanspoelen verslechteren verergeren "
    "hertrouwen vermageren verbleken"
)
"""Verbs that hardly ever have an object."""
_LASTING = word_set("hele heel urenlang jarenlang dagenlang wekenlang vaak lang altijd steeds uren dagen weken jaren")
_INWARD = word_set("stappen duiken kruipen klimmen sluipen tuimelen snellen stuiven klauteren glippen wankelen")
"""Verbs of movement that with in, onder or uit go there rather than are there."""
_INTO = word_set("in uit op af door over binnen")
_NO_PLACE = word_set(
    "verluidt schatting aanleiding eigen hartenlust behoren wens verhouding believen gelang waarheid mening analogie "
    "aloude oud goeddunken vermogen voorbeeld model"
)
"""What with `naar` names no place: `naar schatting`."""
_LEFT_OUT = word_set(
    "weg reis route tocht kant manier aard stap lijn spoorlijn schip trein bus boot vlucht brug tunnel pad veer rit"
)
"""Nouns that have a `naar` of their own: `op de lijn naar Zwolle`."""


def zijn_needed(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> str:
    """Why the sentence shows that a perfect with hebben is wrong: `goal` or `objectless`; empty without proof."""
    auxiliary, verb = reading.auxiliary, reading.occurrence.verb
    if auxiliary is None or auxiliary.lemma != "hebben":
        return ""
    clause = start, end = clause_range(tokens, reading)
    verbs = {verb, auxiliary.index}
    words = ["" if k in verbs else tokens[k].lower for k in range(start, end)]
    if object_pronoun(words):
        return ""
    phrases = find_arguments(tokens, start, end, verbs)
    kind = kind_of_both(index.infinitive, index.condition)
    moving = kind == "goal" or index.infinitive in _ALSO_MOVING
    if moving and _moved(tokens, start, auxiliary, verb, index.infinitive, phrases):
        return "goal"
    return "objectless" if _undergone(tokens, clause, index, reading, kind, words, phrases) else ""


def _undergone(
    tokens: Sequence[Token], clause: tuple[int, int], index: FormIndex, reading: Reading, kind: Kind,
    words: Sequence[str], phrases: Sequence[tuple[int, int]],
) -> bool:
    """Whether it happens to the subject, since nothing is there that the subject does it to."""
    auxiliary, verb, infinitive = reading.auxiliary, reading.occurrence.verb, index.infinitive
    assert auxiliary is not None
    if infinitive == "stoppen":  # de trein heeft hier gestopt
        return len(phrases) <= 1 and ("met" in words or (verb + 1 < len(tokens) and tokens[verb + 1].lower == "met"))
    if kind not in ("object", "thing"):
        return False
    relative = words[0] in ("die", "dat", "wat") and bool(phrases)
    if (infinitive in _ALONE and len(phrases) <= 1 and not relative) or (
        infinitive == "aanbreken" and not phrases and TIME_NOUNS & set(words)  # een nieuwe tijd
    ):
        return True
    if not without_object(tokens, clause, auxiliary, verb, infinitive, phrases):
        return False
    return kind == "object" or (bool(phrases) and thing(tokens, phrases[0], words))


def _moved(
    tokens: Sequence[Token], start: int, auxiliary: Auxiliary, verb: int, infinitive: str,
    phrases: Sequence[tuple[int, int]],
) -> bool:
    """Whether a way to move has a place to go, and no object that is moved there."""
    if len(phrases) <= 2 and _left_behind(tokens, start, verb, auxiliary):
        return True
    return len(phrases) == 1 and _destination(tokens, start, verb, auxiliary, infinitive)


def _destination(
    tokens: Sequence[Token], start: int, verb: int, auxiliary: Auxiliary, infinitive: str
) -> bool:
    """`naar huis`, `van de trap`; with how long or how often only naar tells (`de hele dag over de vloer gekropen`)."""
    lasting = not _LASTING.isdisjoint(t.lower for t in tokens[start:verb])
    for k in range(start, verb):
        if tokens[k].lower == "naar" and k + 1 < verb and k + 1 != auxiliary.index and not _way(tokens, start, k):
            return tokens[k + 1].lower not in _NO_PLACE
        if not lasting and _towards(tokens, k, verb, infinitive):
            return True
    return False


def _way(tokens: Sequence[Token], start: int, k: int) -> bool:
    """Whether the `naar` at `k` belongs to a noun behind a preposition: `op de weg naar Berlijn`; not `per trein`."""
    if k == start or tokens[k - 1].lower not in _LEFT_OUT:
        return False
    before = [t.lower for t in tokens[max(start, k - 4):k - 1]]
    return not before or (before[-1] != "per" and any(w in PREPOSITIONS for w in before))


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
        return infinitive in _INWARD or (infinitive, word) in (
            ("springen", "in"), ("springen", "over"), ("rollen", "onder"), ("rollen", "achter"))
    return word == "op" and infinitive in ("stappen", "klimmen", "kruipen")


def _left_behind(tokens: Sequence[Token], start: int, verb: int, auxiliary: Auxiliary) -> bool:
    """`de kamer uit geslopen`, `het podium op gelopen`."""
    if verb - 3 <= start or tokens[verb - 1].lower not in _INTO or verb < auxiliary.index:
        return False
    return tokens[verb - 3].lower in DETERMINERS and tokens[verb - 4].lower not in PREPOSITIONS
