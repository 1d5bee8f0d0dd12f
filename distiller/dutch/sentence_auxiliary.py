"""Remarks on the auxiliary of a participle: `heeft vertrokken`, `is gewerkt` with an active subject, and the pronoun
of reflexive verbs.

`zijn` with a participle is a right passive too; it is called wrong only with proof in the sentence that it is active.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distiller.dutch.clause import FUNCTION_WORDS
from distiller.dutch.clause_auxiliary import opens_clause
from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.sentence_key import Reading
from distiller.dutch.sentence_words import (
    ANY_REFLEXIVE,
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    REFLEXIVES,
    SUBORDINATORS,
    SWAPPED_AUXILIARY,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token, segment, sentence_range

INTRANSITIVE = word_set(
    """aarzelen afspreken antwoorden appen babbelen bedragen behoren bestaan bevatten bezitten bibberen blaffen
    bliksemen bloeden bloeien blozen boffen bukken chatten chillen communiceren dansen deelnemen demonstreren
    denken dineren discussiëren donderen dooien druppelen duren durven feesten functioneren gamen gapen
    gehoorzamen genieten giechelen glanzen glimlachen golfen grijnzen grommen hagelen hebben heersen hoesten
    hoeven hopen huilen ijsberen jammeren joggen juichen kamperen kennismaken kijken klagen klinken knielen
    knipogen kosten kraaien krijgen kuchen kunnen lachen lesgeven leunen liegen liggen lijken logeren luieren
    luisteren lunchen mediteren meedoen meehelpen meespelen meewerken meezingen miauwen miezeren moeten mogen
    mopperen nadenken niezen onderhandelen ontbijten ontbreken onweren opletten opscheppen overleggen
    overnachten pauzeren picknicken piekeren plassen praten protesteren reageren regenen relaxen rillen ruziën
    samenwerken schaatsen schelden schijnen schitteren shoppen skiën slapen sneeuwen snikken snurken
    solliciteren spijbelen spijten sporten staan stemmen stinken stotteren telefoneren tennissen toekijken
    treuren trillen twijfelen uitrusten uitslapen vasten vechten vissen voetballen voldoen volharden vriezen
    waaien wachten wandelen werken weten willen winkelen wonen worstelen zeuren zitten zondigen zorgen zuchten
    zullen zwaaien zweten zwijgen"""
)
"""Verbs with hebben that a person does without an object: `hij is geslapen` is no passive."""

PERSON_OBJECT = word_set(
    """aanbieden aanraden adviseren afnemen afraden amuseren bedroeven beletten beloven benoemen beschuldigen betalen
    bevelen bezorgen brengen choqueren doorgeven dopen dwingen ergeren geruststellen geven gunnen herinneren
    informeren inlichten interesseren irriteren kiezen laten leren mededelen meedelen melden noemen ontgoochelen
    ontnemen ontroeren ontzeggen opbellen opdragen opdringen opleggen opluchten overhandigen overtuigen schenken
    schokken sturen teleurstellen teruggeven toekennen toestaan toewijzen toezeggen tonen uitleggen uitroepen
    verbazen verbieden verbijsteren verheugen verklaren verkopen verlenen vermoeien verrassen vertellen
    verwijten verwonderen verzekeren verzoeken voorleggen voorlezen voorstellen vragen waarschuwen weigeren
    zeggen"""
)
"""Verbs whose passive may hold two noun phrases or a dat-clause beside its subject (`hij is gewaarschuwd dat ...`)."""


THING_OBJECT = word_set(
    """antwoorden bakken beloven beluisteren beslissen besluiten bestellen betalen boeken bouwen breien downloaden
    dragen drinken eten gieten herhalen hopen huren installeren invullen kauwen koken kopen lenen lezen mailen
    maken meemaken naaien noteren oefenen openen opeten oplossen opruimen opschrijven planten printen proberen
    proeven repareren reserveren roken schilderen schrijven slikken sluiten smeren snijden spelen stofzuigen
    strijken studeren tekenen typen uitgeven uittypen uploaden verdienen verhuren verkopen vertalen verzamelen
    wegen weggooien zeggen zingen"""
)
"""Verbs whose object is a thing: `ik ben gelezen` is no passive."""


_BARE_PRONOUNS = word_set("me mij hem hen ze iedereen niemand niets iets alles")


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
    if _bare(words, ("zich", "elkaar")) or index.reflexive:
        return sure, "reflexive"
    subject = next((w for w in words if w in NOMINATIVE), None)
    arguments = _arguments(tokens, start, end, reading)
    objectless = index.infinitive in INTRANSITIVE or index.conjugation.impersonal
    if objectless and "er" not in words and (arguments or "het" in words or words[0] in ("je", "u", "jullie")):
        return sure, "intransitive"
    if index.infinitive in THING_OBJECT and set(words) & {"ik", "'k", "jij", "jullie", "wij", "we", "men"}:
        return sure, "object"
    if index.infinitive in PERSON_OBJECT:
        arguments -= sum(w in ("me", "mij", "hem", "hen", "ons", "haar", "hun", "je", "u") for w in words)
    doubtful = Severity.WARNING if index.infinitive in PERSON_OBJECT else sure
    opened = tokens[start].lower if start < len(tokens) else ""
    if subject and opened == "die" and words[1:2] == [subject]:
        return sure, "object"
    if arguments >= 2:
        return doubtful, "object"
    dummy = {"het", "er", "zo", "dusdanig", "zodanig"} & set(words)
    content = _content_clause(tokens, reading.occurrence.verb)
    if arguments >= 1 and content and not dummy and index.infinitive not in PERSON_OBJECT:
        return sure, "object"
    return None


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


def _arguments(tokens: Sequence[Token], start: int, end: int, reading: Reading) -> int:
    """How many noun phrases of the clause stand without a preposition, times and measures left out."""
    assert reading.auxiliary is not None
    verbs = {*reading.occurrence.parts, reading.auxiliary.index}
    count, i = 0, start
    while i < end:
        word = tokens[i].lower
        if i in verbs:
            i += 1
        elif word in PREPOSITIONS or word in ("als", "dan", "zoals"):
            i = _phrase_end(tokens, i + 1, end, verbs)
        elif word in NOMINATIVE or word in _BARE_PRONOUNS:
            count, i = count + (tokens[i - 1].lower not in ("en", "of", "noch") or i == start), i + 1
        elif word in DETERMINERS or (tokens[i].capital and i > start and word not in FUNCTION_WORDS):
            stop = _phrase_end(tokens, i, end, verbs)
            count += _is_argument(tokens, i, stop, start)
            i = max(stop, i + 1)
        elif i == start and word in ("wie", "wat"):
            count, i = count + 1, i + 1
        elif i == start and word not in FUNCTION_WORDS and tokens[i].capital:
            count, i = count + 1, max(_phrase_end(tokens, i, end, verbs), i + 1)
        else:
            i += 1
    return count


def _is_argument(tokens: Sequence[Token], i: int, stop: int, start: int) -> bool:
    words = [t.lower for t in tokens[i:stop]]
    joined = i > start and tokens[i - 1].lower in ("en", "of", "noch")
    superlative = words[0] == "het" and len(words) > 1 and words[1].endswith("st")
    if joined or superlative or any(w in TIME_NOUNS or w in ("beetje", "stuk", "paar", "tikje") for w in words):
        return False
    if len(words) == 1:
        if words[0] in ("dat", "het", "dit", "'t"):
            return not (words[0] == "dat" and i == start and i > 0)
        if words[0] == "die" and i > start:
            return True
        return tokens[i].capital and words[0] not in FUNCTION_WORDS
    return words[0] not in ("veel", "weinig", "meer", "geen") or not set(words) & TIME_NOUNS


def _phrase_end(tokens: Sequence[Token], i: int, end: int, verbs: set[int]) -> int:
    """Behind the determiners and the run of content words that follow `i`."""
    while i < end and i not in verbs and (tokens[i].lower in DETERMINERS or tokens[i].lower in ANY_REFLEXIVE):
        i += 1
    named = False
    while i < end and i not in verbs and tokens[i].word:
        word = tokens[i].lower
        particle = named and word in ("de", "la", "van", "der", "den", "ter", "du", "le") and i + 1 < end
        if particle and (tokens[i + 1].capital or tokens[i + 1].lower in ("la", "de", "der", "den")):
            i += 1
            continue
        if word in FUNCTION_WORDS or (named and word in TIME_NOUNS):
            break
        named = named or tokens[i].capital
        i += 1
    return i


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
