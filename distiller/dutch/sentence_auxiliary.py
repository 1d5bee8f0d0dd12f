"""Remarks on the auxiliary of a participle: `heeft vertrokken`, `is gewerkt` with an active subject, and the pronoun
of reflexive verbs.

`zijn` with a participle is a right passive too; it is called wrong only with proof in the sentence that it is active.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distiller.dutch.clause_auxiliary import opens_clause
from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_arguments import alone, count_arguments
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_nouns import PERSONS
from distiller.dutch.sentence_verb_classes import (
    GIVEN,
    INTRANSITIVE,
    NAMING,
    PERSON_OBJECT,
    THING_OBJECT,
    WITH_PREPOSITION,
)
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    COORDINATORS,
    NOMINATIVE,
    PREPOSITIONS,
    REFLEXIVES,
    SUBORDINATORS,
    SWAPPED_AUXILIARY,
    word_set,
)
from distiller.dutch.tokens import Token, segment, sentence_range

_SAYING = word_set("melden zeggen verklaren mededelen meedelen")
_DOERS = word_set("wie ik 'k jij hij zij ze wij we men jullie")
_PERSONAL = word_set("ik 'k jij jullie wij we men")


def check_auxiliary(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """`error` for the wrong auxiliary of the perfect; nothing where both are right or the passive is possible."""
    auxiliary = reading.auxiliary
    if reading.role != "participle" or auxiliary is None or len(index.auxiliaries) != 1:
        return
    verdict: tuple[Severity, str] | None = None
    if auxiliary.lemma == "hebben" and index.auxiliaries == {"zijn"} and not index.reflexive:
        verdict = (Severity.ERROR if index.sure_auxiliary else Severity.WARNING, "change")
    elif auxiliary.lemma == "zijn" and index.auxiliaries == {"hebben"}:
        verdict = _active_with_zijn(tokens, index, reading)
    if verdict is None:
        return
    word = tokens[auxiliary.index].lower
    swapped = SWAPPED_AUXILIARY.get(word)
    yield Finding("wrong-auxiliary", verdict[0], "vd_hulpwerkwoord", (swapped,) if swapped else (),
                  {"found": word, "participle": tokens[reading.occurrence.verb].lower, "reason": verdict[1],
                   "infinitive": index.infinitive, "auxiliary": "hebben" if auxiliary.lemma == "zijn" else "zijn"})


def _active_with_zijn(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> tuple[Severity, str] | None:
    """What proves that `zijn` + participle is no passive here."""
    assert reading.auxiliary is not None
    start, end = _clause(tokens, reading)
    words = [t.lower for t in tokens[start:end]]
    sure = Severity.ERROR if index.sure_auxiliary else Severity.WARNING
    if _bare(words, ("zich", "elkaar")) or index.reflexive or _own_reflexive(words):
        return sure, "reflexive"
    verbs = {*reading.occurrence.parts, reading.auxiliary.index}
    arguments = count_arguments(tokens, start, end, verbs)
    if _intransitive(index, words, arguments):
        return sure, "intransitive"
    speaks = tokens[reading.auxiliary.index].lower in ("ben", "bent")  # the subject is ik, jij or u
    dative = index.infinitive in PERSON_OBJECT
    if index.infinitive in THING_OBJECT and _a_person(words, dative=dative, speaks=speaks):
        return sure, "object"
    if index.infinitive in NAMING and not (set(words) & _PERSONAL and set(words) & {"een", "de", "het"}):
        arguments -= 1
    doer = speaks or bool(set(words) & (_PERSONAL - {"jullie"}))
    if doer and arguments >= 2 and index.infinitive not in GIVEN:
        return sure, "object"
    behind_preposition = set(words) & WITH_PREPOSITION.get(index.infinitive, frozenset())
    if behind_preposition and arguments and "er" not in words and (doer or set(words) & _DOERS or _person_noun(words)):
        return sure, "object"
    return _object_beside(tokens, (start, end), index, reading, arguments, sure)


def _object_beside(
    tokens: Sequence[Token], clause: tuple[int, int], index: FormIndex, reading: Reading, arguments: int,
    sure: Severity,
) -> tuple[Severity, str] | None:
    """Whether a second phrase stands beside the subject: the object, or what a passive of giving keeps."""
    assert reading.auxiliary is not None
    (start, end), verbs = clause, {*reading.occurrence.parts, reading.auxiliary.index}
    words, dative = [t.lower for t in tokens[start:end]], index.infinitive in PERSON_OBJECT
    if dative:
        arguments -= sum(t.lower in ("me", "mij", "hem", "'m", "hen") or alone(tokens, k, verbs)
                         for k, t in enumerate(tokens[start:end], start))
        if not (set(words) & _DOERS or index.infinitive in _SAYING):
            return None  # De man is een boete opgelegd.
    if words and words[0] == "die" and words[1:2] and words[1] in NOMINATIVE:
        return sure, "object"
    if arguments >= 2:
        return (Severity.WARNING if dative else sure), "object"
    dummy = {"het", "er", "zo", "dusdanig", "zodanig"} & set(words)
    if arguments >= 1 and _content_clause(tokens, reading.occurrence.verb) and not dummy and not dative:
        return sure, "object"
    return None


def _intransitive(index: FormIndex, words: Sequence[str], arguments: int) -> bool:
    """Whether a verb without object has a subject: then the passive is impossible."""
    if not (index.infinitive in INTRANSITIVE or index.conjugation.impersonal):
        return False
    if set(words) & (_PERSONAL | {"hij", "ze", "zij"}):
        return True
    return "er" not in words and bool(arguments or words[0] in ("je", "u", "jullie"))


def _own_reflexive(words: Sequence[str]) -> bool:
    """`ik ben me ...`, `wij zijn ons ...`: the object is the subject itself."""
    return any(subject in words and _bare(words, (own,))
               for subject, own in (("ik", "me"), ("wij", "ons"), ("we", "ons"), ("jij", "je")))


def _a_person(words: Sequence[str], *, dative: bool, speaks: bool) -> bool:
    """Whether the subject is a person, to whom the thing cannot happen: `ik ben gelezen`."""
    personal = set(words) & (_PERSONAL - {"jullie"} if dative else _PERSONAL)
    return speaks or bool(personal) or (not dative and _person_noun(words))


def _person_noun(words: Sequence[str]) -> bool:
    """Whether a person is the subject: opens the clause, or stands right behind the auxiliary."""
    for k, word in enumerate(words[:5]):
        if word in PERSONS:
            return not any(w in PREPOSITIONS or w in ("aan", "als", "en") for w in words[:k]) and "door" not in words
    return False


def _clause(tokens: Sequence[Token], reading: Reading) -> tuple[int, int]:
    """The range of the participle's clause: from its opening (or an unbroken segment) to its last verb."""
    assert reading.auxiliary is not None
    verb, auxiliary = reading.occurrence.verb, reading.auxiliary.index
    first, _ = segment(tokens, verb)
    start = first
    if auxiliary > verb or any(t.lower in ("die", "dat") for t in tokens[first:auxiliary]):
        for k in range(min(verb, auxiliary) - 1, first - 1, -1):
            if tokens[k].lower in SUBORDINATORS and (k == first or opens_clause(tokens, first, k)):
                start = k
                break
    return start, max(verb, auxiliary) + 1


def _bare(words: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return any(w in wanted and (i == 0 or words[i - 1] not in PREPOSITIONS) for i, w in enumerate(words))


def _content_clause(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a dat-clause follows the participle: `is uitgerekend dat`."""
    following = [t.lower for t in tokens[verb + 1:verb + 3]]
    if following[:1] == [","]:
        following = following[1:]
    return following[:1] == ["dat"]


def check_reflexive(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """A reflexive verb needs me, je, zich or ons, fitting its subject."""
    if not index.reflexive or reading.role not in ("finite", "participle", "infinitive"):
        return
    first, last = sentence_range(tokens, reading.occurrence.verb)
    words = [(k, tokens[k].lower) for k in range(first, last)]
    present = [w for _, w in words if w in ANY_REFLEXIVE]
    subject = reading.subject or None
    person = subject.person if subject else _person_in_clause(tokens, reading)
    wanted = REFLEXIVES.get(person or "")
    if not present:
        yield Finding("reflexive-missing", Severity.ERROR, None, _best(wanted),
                      {"infinitive": index.infinitive, "found": ""})
        return
    if wanted is None:
        return
    own = subject.index if subject else -1
    others = [w for k, w in words if w in ANY_REFLEXIVE and k != own]
    if person in ("jij", "jullie") and subject is None:
        others = present[1:] if len(present) > 1 else present
    if not set(others) & wanted:
        code = "reflexive-wrong" if others else "reflexive-missing"
        yield Finding(code, Severity.ERROR, None, _best(wanted),
                      {"infinitive": index.infinitive, "found": others[0] if others else ""})


def _best(wanted: frozenset[str] | None) -> tuple[str, ...]:
    order = ("me", "je", "zich", "ons", "u", "mij", "jou", "jullie")
    return tuple(w for w in order if wanted and w in wanted)[:1]


def _person_in_clause(tokens: Sequence[Token], reading: Reading) -> str | None:
    """The one clear pronoun subject of the clause of an infinitive or participle."""
    first, last = segment(tokens, reading.occurrence.verb)
    persons = {NOMINATIVE[t.lower] for t in tokens[first:last] if t.lower in NOMINATIVE}
    joined = any(t.lower in COORDINATORS for t in tokens[first:last])
    return persons.pop() if len(persons) == 1 and not joined else None
