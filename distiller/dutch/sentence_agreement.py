"""Remarks on the form in its clause: person and number, d and t, inversion, infinitive or participle, particle.

A pronoun that can only be the subject proves a mistake (`error`); a noun phrase makes it likely (`warning`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from distiller.dutch.clause_auxiliary import find_auxiliary, governing_verb, possessive
from distiller.dutch.findings import Finding, Severity
from distiller.dutch.sentence_arguments import find_arguments
from distiller.dutch.sentence_find import Occurrence
from distiller.dutch.sentence_finite import may_be_finite
from distiller.dutch.sentence_forms import INVERTED, FormIndex
from distiller.dutch.sentence_key import PRESENT_SINGULAR, Reading
from distiller.dutch.sentence_number_clause import clause_subject
from distiller.dutch.sentence_separable import check_separable, show
from distiller.dutch.sentence_subject import COPULAS, certain_number, likely_subject
from distiller.dutch.sentence_verb_classes import INTRANSITIVE, THING_OBJECT
from distiller.dutch.sentence_words import (
    ADVERBS,
    CLEAR_SUBORDINATORS,
    COORDINATORS,
    FINITE_CLOSED,
    MODALS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token, segment

_STRONG_MODALS = word_set(
    "kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zul zult zullen kon mocht moest wilde zou"
)
PLEASES = word_set(
    "bevallen lukken mislukken smaken passen spijten verbazen opvallen gebeuren overkomen ontgaan schelen interesseren "
    "ergeren staan kosten irriteren verrassen vervelen aanspreken lijken storen hinderen schaden deren baten toekomen "
    "toebehoren bezielen mankeren aanstaan tegenstaan meevallen tegenvallen bezighouden boeien raken aangaan bekoren "
    "behagen dunken heugen verdrieten vermoeien bevreemden ontroeren opwinden gelukken ontbreken ontschieten "
    "verwonderen amuseren bedroeven berouwen choqueren schokken verheugen verontrusten betreffen toelachen"
)
"""Verbs whose `je` behind them may be the one who is affected: `Bevalt je dat?`"""
_COPULAS = word_set(
    "lijkt lijken leek leken schijnt scheen blijkt blijken bleek bleken blijft bleef raakt raken raakte raakten voelt "
    "voelde klinkt klonk ziet zag kijkt keek zit zat staat stond ligt lag maakt maakte vindt vond houdt hield komt kwam"
)
_TE_WORDS = word_set("laat vast dicht licht recht kort zacht hard goed vet groot wijd oud koud breed rot warm vroeg")
"""Adjectives that look like a finite form behind `te`: `te laat`."""
_CHAINED = word_set("horen zien gaan laten leren helpen komen blijven durven kunnen moeten willen mogen staan zitten")
ALLOWED: Mapping[str, frozenset[str]] = {
    "ik": frozenset({"tt_ik", "vt_ev"}),
    "jij": frozenset({"tt_jij", "vt_ev"}),
    "u": frozenset({"tt_jij", "tt_hij", "vt_ev"}),
    "hij": frozenset({"tt_hij", "vt_ev"}),
    "zij": frozenset({"tt_hij", "infinitive", "vt_ev", "vt_mv"}),
    "wij": frozenset({"infinitive", "vt_mv"}),
    "jullie": frozenset({"infinitive", "vt_mv"}),
    "noun-singular": frozenset({"tt_hij", "vt_ev"}),
    "noun-plural": frozenset({"infinitive", "vt_mv"}),
}
PRESENT_KEY = {"ik": "tt_ik", "jij": "tt_jij", "u": "tt_jij", "hij": "tt_hij", "zij": "tt_hij", "wij": "infinitive",
               "jullie": "infinitive", "noun-singular": "tt_hij", "noun-plural": "infinitive"}
PLURAL = frozenset({"wij", "jullie", "noun-plural"})


def check_agreement(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """The remarks on one reading; nothing where the grammar of the clause is not clear."""
    if reading.role == "finite":
        yield from _person(tokens, index, reading)
        yield from _not_finite(tokens, index, reading)
    if reading.role in ("finite", "adjective") and (finding := _participle_for_finite(tokens, index, reading)):
        yield finding
    if reading.role == "infinitive" and reading.governor is None and (
        finding := _infinitive_for_participle(tokens, index, reading)
    ):
        yield finding
    yield from check_separable(tokens, index, reading)


def shaped(index: FormIndex, occurrence: Occurrence, key: str) -> tuple[str, ...]:
    """The accepted values of a key in the shape of the occurrence (split, joined, one word)."""
    values = index.strings(key)
    if key == "infinitive":
        base = index.infinitive.removeprefix(index.particle) if index.particle else index.infinitive
        values = (f"{base} {index.particle}",) if index.particle else (base,)
    if not index.particle or key == "vd":
        return index.strings("vd") if key == "vd" else values
    if occurrence.shape == "split":
        return values
    return tuple(index.particle + v.split()[0] for v in values if v)


def _person(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    occurrence = reading.occurrence
    subject = reading.subject or likely_subject(tokens, occurrence.verb, index.infinitive)
    if (subject is None or subject.person in ("noun", "relative")) and index.infinitive not in COPULAS:
        subject = clause_subject(tokens, occurrence.verb) or subject
    doubtful = subject is not None and not subject.sure and not subject.person.startswith("noun")
    if finding := _je_as_subject(tokens, index, reading):
        yield finding
        return
    if subject is None or doubtful or subject.person not in ALLOWED:
        yield from _stem_alone(tokens, index, reading)
        return
    if index.infinitive in PLEASES and subject.person.startswith("noun") and not subject.inverted:
        return  # De meeste mensen interesseert dat niet.
    allowed = ALLOWED[subject.person]
    if subject.person == "jij" and subject.inverted:
        allowed = frozenset({INVERTED, "vt_ev"})
    if occurrence.keys & allowed:
        return
    past = not occurrence.keys & (PRESENT_SINGULAR | {"infinitive"})
    wanted = PRESENT_KEY[subject.person]
    if past:
        wanted = "vt_mv" if subject.person in PLURAL else "vt_ev"
    inverted = subject.person == "jij" and subject.inverted and wanted == "tt_jij"
    if inverted and index.infinitive in PLEASES and tokens[subject.index].lower == "je" and not index.reflexive:
        return
    expected = _inverted_forms(index) if inverted else shaped(index, occurrence, wanted)
    code = "inversion" if inverted and occurrence.keys & {"tt_jij", "tt_hij"} else _code(occurrence, wanted)
    proved = subject.sure or certain_number(tokens, occurrence.verb, subject)
    yield Finding(code, Severity.ERROR if proved else Severity.WARNING,
                  None if wanted == "infinitive" else wanted, expected,
                  {"found": show(tokens, occurrence), "subject": tokens[subject.index].lower, "person": subject.person})


def _je_as_subject(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Finding | None:
    """`Wanneer wordt je dertig?`, `Wat leest je?`: nothing else can be the subject."""
    subject, occurrence = reading.subject, reading.occurrence
    if subject is None or subject.person != "jij" or not subject.inverted or subject.sure:
        return None
    verb = occurrence.verb
    if tokens[subject.index].lower != "je" or index.infinitive in PLEASES or index.reflexive or (
        INVERTED in occurrence.keys or not occurrence.keys & {"tt_jij", "tt_hij"}
    ):
        return None
    first, last = segment(tokens, verb)
    own = {verb, subject.index}
    behind = find_arguments(tokens, subject.index + 1, last, own)
    agent = index.infinitive in THING_OBJECT or index.infinitive in INTRANSITIVE
    if behind or (not agent and (find_arguments(tokens, first, verb, own) or _candidate(tokens, first, verb))):
        return None
    return Finding("inversion", Severity.WARNING, "tt_jij", _inverted_forms(index),
                   {"found": show(tokens, occurrence), "subject": "je", "person": "jij"})


def _candidate(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """Whether what opens the clause may be a subject: `wie`, `welke bus`, `alles`, `zoiets`."""
    opening = [t.lower for t in tokens[first:verb]]
    if not opening or opening == ["hoeveel"] or all(w in TIME_NOUNS for w in opening):
        return False
    if opening[0] in PREPOSITIONS:
        return len(opening) > 4
    return not all(w in ADVERBS - {"iets", "niets", "alles", "iemand", "niemand", "het", "er", "veel", "weinig"}
                   or w in ("hoe", "waar", "wanneer", "waarom") for w in opening)


def _inverted_forms(index: FormIndex) -> tuple[str, ...]:
    table = index.heads if index.particle else index.single
    heads = [word for word, keys in table.items() if INVERTED in keys]
    return tuple(f"{h} ... {index.particle}" if index.particle else h for h in heads)


def _code(occurrence: Occurrence, wanted: str) -> str:
    plural_form = bool(occurrence.keys & {"infinitive", "vt_mv"})
    plural_wanted = wanted in ("infinitive", "vt_mv")
    return "number-disagreement" if plural_form != plural_wanted else "person-disagreement"


def _stem_alone(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """A bare stem (`Dat beteken niets`) in a sentence without ik, jij or je."""
    keys = reading.occurrence.keys
    if reading.key != "tt_ik" or keys & {"tt_hij", "tt_jij"}:
        return
    subject, scope = reading.subject, tokens
    if subject and not subject.inverted and subject.person in ("zij", "relative"):
        scope = tokens[subject.index:reading.occurrence.verb + 2]  # dat ze morgen kom
    if any(t.lower in ("ik", "'k", "jij", "je", "gij", "ge") for t in scope):
        return
    yield Finding("person-disagreement", Severity.ERROR, "tt_hij", shaped(index, reading.occurrence, "tt_hij"),
                  {"found": show(tokens, reading.occurrence), "subject": "", "person": "hij"})


def _not_finite(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Iterator[Finding]:
    """A finite form where an infinitive (`te loopt`, `wil print`) or a participle (`is gebeurt`) should stand."""
    occurrence = reading.occurrence
    verb, first = occurrence.verb, min(occurrence.parts)
    if len(occurrence.parts) > 1 and occurrence.shape != "te":
        return
    aan_het = first > 1 and tokens[first - 1].lower == "het" and tokens[first - 2].lower == "aan"
    if aan_het and reading.key == "tt_hij" and show(tokens, occurrence).endswith("t") and _closes_cluster(tokens, verb):
        yield _should_be(tokens, index, reading, "infinitive", "infinitive-expected")
        return
    after_te = first > 0 and tokens[first - 1].lower == "te" and tokens[first].lower not in _TE_WORDS
    if after_te and reading.key != "infinitive":
        yield _should_be(tokens, index, reading, "infinitive", "finite-after-te")
        return
    if not _closes_cluster(tokens, verb):
        return
    if (finding := _participle_expected(tokens, index, reading)) or (
        finding := _infinitive_expected(tokens, index, reading)
    ):
        yield finding


def _closes_cluster(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the word stands where a participle or infinitive stands: at the end, or before a phrase that trails."""
    if verb == 0:
        return False
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return (following is None or not following.word or following.lower in PREPOSITIONS
            or following.lower in COORDINATORS or following.lower in CLEAR_SUBORDINATORS)


def _participle_expected(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Finding | None:
    """`is gebeurt`, `heeft breken`: an auxiliary without a participle."""
    verb = reading.occurrence.verb
    participles = index.strings("vd")
    if not participles or _own_subject_beside(tokens, reading):
        return None
    first, _ = segment(tokens, verb)
    auxiliary = find_auxiliary(tokens, verb)
    if auxiliary is None or not first <= auxiliary.index < verb or auxiliary.lemma == "krijgen":
        return None
    if _clause_between(tokens, auxiliary.index, verb) or governing_verb(tokens, verb) is not None:
        return None
    word = tokens[verb].lower
    twin = any(p[:-1] == word[:-1] and {p[-1:], word[-1:]} == {"d", "t"} for p in participles)
    plural = reading.key == "infinitive" and auxiliary.lemma == "hebben"
    if twin:
        return _should_be(tokens, index, reading, "vd", "participle-dt")
    main = tokens[auxiliary.index].lower != "hebben" or _opens_main_clause(tokens, first, auxiliary.index, verb)
    of_zijn = reading.key == "infinitive" and auxiliary.lemma == "zijn" and _takes_zijn(tokens, index, auxiliary.index)
    of_worden = reading.key == "infinitive" and tokens[auxiliary.index].lower in ("word", "wordt", "werd", "werden")
    if (plural and main) or of_zijn or of_worden or _second_finite(tokens, first, auxiliary.index, reading):
        return _should_be(tokens, index, reading, "vd", "participle-expected")
    return None


def _own_subject_beside(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a pronoun right beside the verb is its subject, and not that of an auxiliary before it (`ben je`)."""
    subject = reading.subject
    if subject is None or not subject.sure or abs(subject.index - reading.occurrence.verb) != 1:
        return False
    before = tokens[subject.index - 1].lower if subject.index else ""
    return subject.index > reading.occurrence.verb or before not in FINITE_CLOSED


def _second_finite(tokens: Sequence[Token], first: int, auxiliary: int, reading: Reading) -> bool:
    """`heeft een jurk koopt`: the auxiliary opens a main clause that ends in another finite form."""
    if reading.occurrence.keys & {"infinitive", "vd"} or tokens[auxiliary].lower not in FINITE_CLOSED:
        return False
    return _opens_main_clause(tokens, first, auxiliary, reading.occurrence.verb) and not any(
        t.lower in FINITE_CLOSED for t in tokens[first:auxiliary])


def _opens_main_clause(tokens: Sequence[Token], first: int, auxiliary: int, verb: int) -> bool:
    """Whether the auxiliary is that of a main clause with something between it and the verb."""
    return verb - auxiliary > 1 and not any(t.lower in SUBORDINATORS for t in tokens[first:auxiliary])


def _takes_zijn(tokens: Sequence[Token], index: FormIndex, auxiliary: int) -> bool:
    """Whether `zijn` can be the auxiliary of this verb: `is vissen` says where somebody is."""
    if possessive(tokens, auxiliary) or tokens[auxiliary].lower in ("geweest", "wezen"):
        return False
    bound = index.infinitive.startswith(("be", "ver", "ont", "her")) and len(index.infinitive) > 6
    _, last = segment(tokens, auxiliary)
    moved = "zijn" in index.auxiliaries and any(t.lower == "naar" for t in tokens[auxiliary:last])
    return index.auxiliaries == {"zijn"} or bound or moved


def _infinitive_for_participle(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Finding | None:
    """`zijn ingestort` written as `zijn instorten`; `is vissen` and `heeft laten bouwen` are right."""
    verb = reading.occurrence.verb
    if len(reading.occurrence.parts) > 1 or not index.strings("vd") or not _closes_cluster(tokens, verb):
        return None
    auxiliary = find_auxiliary(tokens, verb)
    if auxiliary is None or auxiliary.lemma not in ("hebben", "zijn", "worden"):
        return None
    first, _ = segment(tokens, verb)
    before = tokens[verb - 1].lower
    if not first <= auxiliary.index < verb or before in ("te", "het", "'t") or before in MODALS | PREPOSITIONS:
        return None
    if tokens[verb].lower in MODALS or _clause_between(tokens, auxiliary.index, verb):
        return None
    if auxiliary.lemma == "zijn" and not _takes_zijn(tokens, index, auxiliary.index):
        return None
    return _should_be(tokens, index, reading, "vd", "participle-expected")


def _infinitive_expected(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Finding | None:
    """`kan ik controleert`: a modal whose clause ends in a finite form."""
    verb = reading.occurrence.verb
    if reading.key not in ("tt_ik", "tt_jij", "tt_hij") or reading.occurrence.keys & {"infinitive", "vd"}:
        return None
    if tokens[verb].lower in FINITE_CLOSED:
        return None
    if _ends_chain(tokens, verb):
        return _should_be(tokens, index, reading, "infinitive", "infinitive-expected")
    if reading.subject and reading.subject.sure and abs(reading.subject.index - verb) == 1:
        previous = tokens[reading.subject.index - 1].lower if reading.subject.index else ""
        if previous not in FINITE_CLOSED:
            return None
    governor = governing_verb(tokens, verb)
    if governor is None or governor > verb or _clause_between(tokens, governor, verb):
        return None
    first, _ = segment(tokens, verb)
    weak = tokens[governor].lower not in _STRONG_MODALS
    if weak and (verb - governor < 2 or any(t.lower in SUBORDINATORS or t.lower in NOMINATIVE
                                            for t in tokens[first:verb] if t.lower not in ("ik", "hij"))):
        return None
    return _should_be(tokens, index, reading, "infinitive", "infinitive-expected")


def _ends_chain(tokens: Sequence[Token], verb: int) -> bool:
    """`heb haar horen zingt`, `is gaan slaapt`: a finite form right behind an infinitive that an auxiliary rules."""
    if verb < 2 or tokens[verb - 1].lower not in _CHAINED:
        return False
    auxiliary = find_auxiliary(tokens, verb - 1)
    first, _ = segment(tokens, verb)
    return auxiliary is not None and first <= auxiliary.index < verb - 1 and (
        auxiliary.lemma in ("hebben", "zijn") and not _clause_between(tokens, auxiliary.index, verb))


def _clause_between(tokens: Sequence[Token], left: int, right: int) -> bool:
    return any(t.lower in SUBORDINATORS | COORDINATORS or not t.word for t in tokens[left + 1:right])


def _should_be(tokens: Sequence[Token], index: FormIndex, reading: Reading, key: str, code: str) -> Finding:
    expected = (index.infinitive,) if key == "infinitive" else index.strings(key)
    return Finding(code, Severity.ERROR, "vd" if key == "vd" else None, expected,
                   {"found": show(tokens, reading.occurrence)})


def _participle_for_finite(tokens: Sequence[Token], index: FormIndex, reading: Reading) -> Finding | None:
    """`Wat betekend dit`: a participle without auxiliary whose present differs only in the last letter."""
    occurrence = reading.occurrence
    if occurrence.keys != {"vd"} or reading.role != "adjective" or len(occurrence.parts) > 1:
        return None
    word = tokens[occurrence.verb].lower
    twins = [v for v in index.strings("tt_hij") if " " not in v and v[:-1] == word[:-1] and v != word]
    if not twins or find_auxiliary(tokens, occurrence.verb) is not None:
        return None
    first, last = segment(tokens, occurrence.verb)
    others = [t.lower for k, t in enumerate(tokens[first:last], first) if k != occurrence.verb]
    if len(others) < 2 or others[:2] == ["er", "zij"] or any(w in _COPULAS or may_be_finite(w) for w in others):
        return None
    if _participial(tokens, first, occurrence.verb, last):
        return None
    return Finding("person-disagreement", Severity.ERROR, "tt_hij", tuple(twins),
                   {"found": word, "subject": "", "person": "hij"})


def _participial(tokens: Sequence[Token], first: int, verb: int, last: int) -> bool:
    """`Door vriend en vijand bewonderd, nam hij`, `het plein, omringd door bomen,`: a phrase without a subject."""
    opening = tokens[first].lower
    if first > 0 and tokens[first - 1].lower == ",":
        return opening not in SUBORDINATORS and opening not in NOMINATIVE and opening not in COORDINATORS
    closed_off = last < len(tokens) and tokens[last].lower == ","
    return closed_off and (verb == first or opening in PREPOSITIONS or opening in ADVERBS)
