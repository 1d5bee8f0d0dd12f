"""What proves that `zijn` with a participle is no passive: the perfect of an active sentence, with the wrong auxiliary.

A right passive has one bare noun phrase, its subject, and a person is not the subject of what is done to things.
"""

from __future__ import annotations

from collections.abc import Sequence

from distiller.dutch.auxiliary_kinds import kind_of_both
from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import opens_clause
from distiller.dutch.sentence_arguments import alone, cut_off_subject, find_arguments
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_nouns import bare_noun, plural_noun
from distiller.dutch.sentence_persons import person
from distiller.dutch.sentence_verb_classes import (
    ACTIVITY,
    ALWAYS_ACTIVE,
    CLAUSE_OBJECT,
    GIVEN,
    GOES_ALONG,
    GOING,
    INTRANSITIVE,
    NAMING,
    NEVER_TO_PERSONS,
    PERSON_OBJECT,
    PERSON_PATIENT,
    THING_OBJECT,
    WITH_PREPOSITION,
)
from distiller.dutch.sentence_words import (
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    word_set,
)
from distiller.dutch.tokens import Token, segment

_SAYING = word_set("melden zeggen verklaren mededelen meedelen")
_DOERS = word_set("wie ik 'k jij hij zij ze wij we men jullie")
_PRONOUNS = word_set("ik 'k jij hij zij ze wij we")
_ANYBODY = word_set("niemand iemand iedereen")
_PERSONAL = word_set("ik 'k jij jullie wij we men")
_DIRECTION = PREPOSITIONS - word_set("met zonder tijdens sinds bij na voor tot per op in te om volgens wegens aan")
"""Prepositions and particles that may name a way or a goal."""
_ONE_FINITE = word_set("is was ben bent")


def active_with_zijn(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> str | None:
    """Why the sentence must be active (reflexive, intransitive or object); None where it may be a passive."""
    assert reading.auxiliary is not None
    start, end = clause_range(tokens, reading)
    words = [t.lower for t in tokens[start:end]]
    if _bare(words, ("zich", "elkaar")) or index.reflexive or _own_reflexive(words):
        return "reflexive"
    verbs = {*reading.occurrence.parts, reading.auxiliary.index}
    phrases = find_arguments(tokens, start, end, verbs)
    arguments = len(phrases) + cut_off_subject(tokens, start, verbs)
    if _intransitive(index, words, arguments) or _person_with(tokens, index, reading, phrases):
        return "intransitive"
    if (
        _person_does(tokens, index, reading, words)
        or _with_preposition(index, [*words, *_trailing(tokens, reading)], arguments)
        or _clause_beside(tokens, index, reading, words, arguments)
        or _object_beside(tokens, (start, end), index, reading, phrases, arguments)
    ):
        return "object"
    return None


def _person_does(tokens: Sequence[Token], index: FormIndex, reading: Reading, words: Sequence[str]) -> bool:
    """Whether a person is the subject of what is only done to things: `ik ben gelezen`, `wie is gewonnen`."""
    assert reading.auxiliary is not None
    speaks = tokens[reading.auxiliary.index].lower in ("ben", "bent")  # the subject is ik, jij or u
    dative = index.infinitive in PERSON_OBJECT
    if index.infinitive == "winnen" and "voor" in words:
        return False  # voor het plan gewonnen
    if index.infinitive in ("sluiten", "openen"):
        return speaks  # de bakker is gesloten
    return index.infinitive in THING_OBJECT and _a_person(words, dative=dative, speaks=speaks)


def _trailing(tokens: Sequence[Token], reading: Reading) -> list[str]:
    """The preposition behind the participle: `is onderhandeld over een nieuwe cao`."""
    return [t.lower for t in tokens[reading.occurrence.verb + 1:reading.occurrence.verb + 2] if t.lower in PREPOSITIONS]


def _with_preposition(index: FormIndex, words: Sequence[str], arguments: int) -> bool:
    """`Hij is naar zijn sleutels gezocht`, `Daar was niemand op gerekend`."""
    if not arguments or "door" in words or ("er" in words and not set(words) & _PRONOUNS):
        return False
    if set(words) & ALWAYS_ACTIVE.get(index.infinitive, frozenset()):
        return True
    prepositions = WITH_PREPOSITION.get(index.infinitive, frozenset())
    return bool(set(words) & prepositions) and bool(
        set(words) & (_DOERS | _ANYBODY) or words[0] in ("je", "u") or _person_noun(words))


def _clause_beside(
    tokens: Sequence[Token], index: FormIndex, reading: Reading, words: Sequence[str], arguments: int
) -> bool:
    """A clause that is the object, beside a subject: `De man is uitgerekend dat`, `Het kabinet is besloten te`."""
    if {"er", "zo", "dusdanig", "zodanig"} & set(words) or _dummy(tokens, reading):
        return False
    verb, infinitive = reading.occurrence.verb, index.infinitive
    if infinitive in CLAUSE_OBJECT and arguments and _te_clause(tokens, verb):
        return not set(words) & {"hem", "mij", "me", "hen", "haar", "ons", "hun"}  # Hem is geweigerd te spreken.
    if not _content_clause(tokens, verb) or (
        tokens[verb + 1].lower == "," and set(words) & {"een", "het", "dit"}  # een onderzoek ingesteld, dat nog loopt
    ):
        return False
    if infinitive in PERSON_OBJECT:
        nominative = set(words) & (_DOERS - {"wie", "ze", "jullie"})
        testifies = infinitive == "verklaren" and _person_noun(words)
        return testifies or (bool(nominative) and infinitive not in PERSON_PATIENT and infinitive != "vragen")
    return arguments >= 1


def _dummy(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether `het`, `dat` or `dit` alone is the subject that stands for the clause: `Het is bekendgemaakt dat`."""
    assert reading.auxiliary is not None
    auxiliary = reading.auxiliary.index
    behind = tokens[auxiliary + 1].lower if auxiliary + 1 < len(tokens) else ""
    after = tokens[auxiliary + 2].lower if auxiliary + 2 < len(tokens) else ""
    pointing = ("het", "'t", "dat", "dit")
    return tokens[auxiliary - 1].lower in pointing or (
        behind in pointing and (after in FUNCTION_WORDS or auxiliary + 2 == reading.occurrence.verb))


def _object_beside(
    tokens: Sequence[Token], clause: tuple[int, int], index: FormIndex, reading: Reading,
    phrases: Sequence[tuple[int, int]], arguments: int,
) -> bool:
    """Whether a second phrase stands beside the subject: the object, or what a passive of giving keeps."""
    assert reading.auxiliary is not None
    (start, end), infinitive = clause, index.infinitive
    verbs = {*reading.occurrence.parts, reading.auxiliary.index}
    words = [t.lower for t in tokens[start:end]]
    titled = set(words) & _PERSONAL and set(words) & {"een", "de", "het"}
    if infinitive in NAMING and not titled and "tot" not in words:
        arguments -= 1
    doer = tokens[reading.auxiliary.index].lower in ("ben", "bent") or set(words) & (_PERSONAL - {"jullie"})
    if doer and arguments >= 2 and infinitive not in GIVEN:
        return True
    if infinitive in PERSON_OBJECT and infinitive not in PERSON_PATIENT:
        if arguments >= 3 or (arguments == 2 and _number_tells(tokens, reading, phrases)):
            return True
        if arguments == 2 and _receiver_named(tokens, start, end, verbs):
            return True
        arguments -= sum(t.lower in ("me", "mij", "hem", "'m", "hen") or alone(tokens, k, verbs)
                         for k, t in enumerate(tokens[start:end], start))
        if not (set(words) & _DOERS or infinitive in _SAYING):
            return False  # De man is een boete opgelegd.
    relative_object = words[:1] == ["die"] and words[1:2] and words[1] in NOMINATIVE
    return bool(relative_object) or arguments >= 2


def _receiver_named(tokens: Sequence[Token], start: int, end: int, verbs: set[int]) -> bool:
    """`De stad is geld aan de club gegeven`: who gets it stands behind aan, so neither bare phrase does."""
    for k in range(start, end):
        if tokens[k].lower == "aan" and k + 1 < end and k + 1 not in verbs:
            following = tokens[k + 1]
            return following.lower in DETERMINERS or following.capital or following.lower in PLURAL_DETERMINERS
    return False


def _number_tells(tokens: Sequence[Token], reading: Reading, phrases: Sequence[tuple[int, int]]) -> bool:
    """Whether only the first phrase can be the subject: `De minister is maatregelen aangekondigd`.

    The second has another number than the auxiliary, stands without a determiner and names no person.
    """
    assert reading.auxiliary is not None
    if len(phrases) != 2:
        return False
    i, stop = phrases[1]
    own = tokens[i].lower in ("zijn", "haar", "hun", "mijn", "onze")  # is zijn excuses aangeboden
    if (tokens[i].lower in DETERMINERS | PLURAL_DETERMINERS and not own) or tokens[i].capital:
        return False
    noun = tokens[stop - 1].lower
    if person(noun) or (stop < len(tokens) and tokens[stop].lower in ("en", "of")):
        return False
    one = tokens[reading.auxiliary.index].lower in _ONE_FINITE
    return plural_noun(noun) if one else bare_noun(noun) and not plural_noun(noun)


def _intransitive(index: FormIndex, words: Sequence[str], arguments: int) -> bool:
    """Whether a verb without object has a subject: then the passive is impossible."""
    if not (index.infinitive in INTRANSITIVE or index.conjugation.impersonal):
        return False
    if set(words) & (_PERSONAL | {"hij", "ze", "zij"}):
        return True
    if index.conjugation.impersonal and "het" in words:
        return True
    return "er" not in words and bool(arguments or words[0] in ("je", "u", "jullie"))


def _person_with(
    tokens: Sequence[Token], index: FormIndex, reading: Reading, phrases: Sequence[tuple[int, int]]
) -> bool:
    """`In die oorlog is zijn grootvader gevochten`: a person right behind the auxiliary is no fight."""
    assert reading.auxiliary is not None
    first = next((p for p in phrases if p[0] == reading.auxiliary.index + 1), None)
    if first is None or index.infinitive not in NEVER_TO_PERSONS:
        return False
    return person(tokens[first[1] - 1].lower)


def activity_with_zijn(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> bool:
    """`Opa is met alle tantes gedanst`: somebody is busy, nobody goes anywhere and nothing is danced."""
    assert reading.auxiliary is not None
    if index.infinitive not in ACTIVITY | {"waaien"}:
        return False
    start, end = clause_range(tokens, reading)
    words = {t.lower for t in tokens[start:end]}
    verbs = {*reading.occurrence.parts, reading.auxiliary.index}
    phrases = find_arguments(tokens, start, end, verbs)
    if index.infinitive == "waaien":  # het weer
        return [tokens[i].lower for i, stop in phrases if stop == i + 1] == ["het"] and words.isdisjoint(_DIRECTION)
    does = words & _PRONOUNS or any(person(tokens[stop - 1].lower) or tokens[stop - 1].capital for _, stop in phrases)
    return bool(does) and words.isdisjoint(_DIRECTION) and words.isdisjoint({"er", "door"})


def caused_with_zijn(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> bool:
    """`Ik ben de boter gesmolten`: of what becomes or is made, with the maker and the thing beside each other."""
    assert reading.auxiliary is not None
    root = index.conjugation.family
    if kind_of_both(index.infinitive, index.condition) not in ("object", "thing") or index.infinitive in GOES_ALONG:
        return False
    if root in GOING:
        return False
    start, end = clause_range(tokens, reading)
    words = {t.lower for t in tokens[start:end]}
    speaks = tokens[reading.auxiliary.index].lower in ("ben", "bent") or words & (_PERSONAL - {"jullie"})
    phrases = find_arguments(tokens, start, end, {*reading.occurrence.parts, reading.auxiliary.index})
    things = [p for p in phrases if p[1] - p[0] > 1 and tokens[p[0]].lower in DETERMINERS
              and "lang" not in (tokens[p[1] - 1].lower, tokens[p[1]].lower)]  # mijn leven lang
    return bool(speaks) and len(phrases) == 2 and len(things) == 1


def _own_reflexive(words: Sequence[str]) -> bool:
    """`ik ben me ...`, `wij zijn ons ...`: the object is the subject itself."""
    return any(subject in words and _bare(words, (own,))
               for subject, own in (("ik", "me"), ("wij", "ons"), ("we", "ons"), ("jij", "je")))


def _a_person(words: Sequence[str], *, dative: bool, speaks: bool) -> bool:
    """Whether the subject is a person, to whom the thing cannot happen: `ik ben gelezen`."""
    personal = set(words) & (_PERSONAL - {"jullie"} if dative else _PERSONAL)
    who = "wie" in words and (words.index("wie") == 0 or words[words.index("wie") - 1] not in PREPOSITIONS)
    return speaks or bool(personal) or (not dative and (who or _person_noun(words)))


def _person_noun(words: Sequence[str]) -> bool:
    """Whether a person is the subject: opens the clause, or stands right behind the auxiliary."""
    for k, word in enumerate(words[:5]):
        if person(word):
            return not any(w in PREPOSITIONS or w in ("aan", "als", "en") for w in words[:k]) and "door" not in words
    return False


def clause_range(tokens: Sequence[Token], reading: Reading) -> tuple[int, int]:
    """The range of the participle's clause: from its opening (or an unbroken segment) to its last verb."""
    assert reading.auxiliary is not None
    verb, auxiliary = reading.occurrence.verb, reading.auxiliary.index
    first, _ = segment(tokens, verb)
    behind = tokens[auxiliary + 1].lower if auxiliary + 1 < verb else ""
    for k in range(min(verb, auxiliary) - 1, first - 1, -1):
        word = tokens[k].lower
        if word in SUBORDINATORS and (k == first or opens_clause(tokens, first, k)):
            if auxiliary < verb and behind in NOMINATIVE and auxiliary - k > 1:
                return auxiliary, verb + 1  # Toen hij riep is hij ...
            if auxiliary > verb or auxiliary + 1 == verb or word in ("die", "dat") or (
                tokens[k + 1].lower in NOMINATIVE and auxiliary - k <= 3  # sinds ik ben aangemeld
            ):
                return k, max(verb, auxiliary) + 1
            break
        if word in COORDINATORS - {"of"} and k > first and (
            word != "en" or tokens[k + 1].lower in NOMINATIVE or k + 1 == auxiliary
        ):
            return k + 1, max(verb, auxiliary) + 1
    return first, max(verb, auxiliary) + 1


def _bare(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return any(w in wanted and (i == 0 or words[i - 1] not in PREPOSITIONS) for i, w in enumerate(words))


def _behind(tokens: Sequence[Token], verb: int) -> int:
    """The token behind the participle, a comma skipped."""
    return verb + 2 if verb + 1 < len(tokens) and tokens[verb + 1].lower == "," else verb + 1


def _content_clause(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a dat-clause follows the participle: `is uitgerekend dat`."""
    k = _behind(tokens, verb)
    return k < len(tokens) and tokens[k].lower == "dat"


def _te_clause(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an infinitive clause without om follows the participle: `is besloten de prijs te verlagen`."""
    k = _behind(tokens, verb)
    _, last = segment(tokens, k) if k < len(tokens) else (k, k)
    words = [t.lower for t in tokens[k:last]]
    if "te" not in words or words[0] in ("om", "door", "zonder", "en", "in", "die", "dat"):
        return False
    return words[-1].endswith("n") or words[words.index("te") + 1:][:1] != []
