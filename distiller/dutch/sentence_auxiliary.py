"""Remarks on the auxiliary of a participle: `heeft vertrokken`, `is gewerkt` with an active subject, and the pronoun
of reflexive verbs.

`zijn` with a participle is a right passive too; it is called wrong only with proof in the sentence that it is active.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_active import active_with_zijn, activity_with_zijn, caused_with_zijn
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_moved import zijn_needed
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    COORDINATORS,
    NOMINATIVE,
    REFLEXIVES,
    SWAPPED_AUXILIARY,
)
from distiller.dutch.tokens import Token, segment, sentence_range


def check_auxiliary(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """`error` for the wrong auxiliary of the perfect, `warning` where the verb takes the other one too but not here;
    nothing where both are right or the passive is possible."""
    auxiliary = reading.auxiliary
    if reading.role != "participle" or auxiliary is None:
        return
    verdict: tuple[Severity, str] | None = None
    sure = Severity.ERROR if index.sure_auxiliary else Severity.WARNING
    if auxiliary.lemma == "hebben" and index.auxiliaries == {"zijn"} and not index.reflexive:
        verdict = (sure, "change")
    elif index.auxiliaries == {"hebben", "zijn"} and (why := zijn_needed(tokens, index, reading)):
        verdict = (Severity.WARNING, why)
    elif auxiliary.lemma == "zijn" and index.auxiliaries == {"hebben", "zijn"}:
        if caused_with_zijn(tokens, index, reading):
            verdict = (Severity.WARNING, "caused")
        elif activity_with_zijn(tokens, index, reading):
            verdict = (Severity.WARNING, "activity")
    elif auxiliary.lemma == "zijn" and index.auxiliaries == {"hebben"}:
        reason = active_with_zijn(tokens, index, reading)
        verdict = (sure, reason) if reason else None
    if verdict is None:
        return
    word = tokens[auxiliary.index].lower
    swapped = SWAPPED_AUXILIARY.get(word)
    yield Finding("wrong-auxiliary", verdict[0], "vd_hulpwerkwoord", (swapped,) if swapped else (),
                  {"found": word, "participle": tokens[reading.occurrence.verb].lower, "reason": verdict[1],
                   "infinitive": index.infinitive, "auxiliary": "hebben" if auxiliary.lemma == "zijn" else "zijn"})


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
