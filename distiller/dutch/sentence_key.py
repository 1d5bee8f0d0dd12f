"""Which of its keys a form carries in the place where it stands: the grammar of the clause decides.

A string that may be several forms (`zetten`, `verkocht`, `loopt`) is settled by subject, auxiliary and governing
verb; what stays open goes to the commonest reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distiller.dutch.clause import FUNCTION_WORDS, Subject, find_subject
from distiller.dutch.clause_auxiliary import Auxiliary, find_auxiliary, governing_verb
from distiller.dutch.model import Tense
from distiller.dutch.sentence_cues import time_cues
from distiller.dutch.sentence_find import Occurrence
from distiller.dutch.sentence_forms import IMPERATIVE, INVERTED, SUBJUNCTIVE
from distiller.dutch.sentence_imperative import looks_imperative
from distiller.dutch.sentence_nouns import bare_noun, may_be_adjective, may_be_noun
from distiller.dutch.sentence_words import (
    ADVERBS,
    DETERMINERS,
    FINITE_CLOSED,
    HEBBEN_FORMS,
    MODALS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    ZIJN_FORMS,
    word_set,
)
from distiller.dutch.tokens import Token, segment
from distiller.dutch.wordlist import attested

PRESENT_SINGULAR = frozenset({"tt_ik", "tt_jij", "tt_hij", INVERTED})
_OWNERS = word_set("mijn jouw zijn onze de een deze")
TENSE_OF: dict[str, Tense] = {
    "tt_ik": "tt", "tt_jij": "tt", "tt_hij": "tt", "vt_ev": "vt", "vt_mv": "vt", "vd": "vd",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One occurrence as the grammar reads it.

    `role` tells what it is when it has no key (imperative, adjective, noun, gij) or how it is used
    (finite, infinitive, participle). `governor` is the `te` or modal of an infinitive.
    """

    occurrence: Occurrence
    key: str | None
    role: str
    tense: Tense | None
    subject: Subject | None = None
    auxiliary: Auxiliary | None = None
    governor: int | None = None


def read(
    tokens: Sequence[Token], occurrence: Occurrence, asked_tense: str | None = None, *, reflexive: bool = False,
    affects: bool = False,
) -> Reading:
    """The reading of one occurrence; `asked_tense` settles only what grammar leaves open (zetten: tt or vt).

    `reflexive` says that the verb has a pronoun of its own: `Haast je!` is an imperative. `affects` says that a person
    is rather its object than its subject: `Bevalt je dat?`
    """
    keys = occurrence.keys
    if keys in (frozenset({IMPERATIVE}), frozenset({SUBJUNCTIVE})):
        return Reading(occurrence, None, next(iter(keys)), None)
    if "vd" in keys and keys != {"vd"} and _before_noun(tokens, occurrence.verb):
        return Reading(occurrence, None, "adjective", None)
    if "vd" in keys and (reading := _as_participle(tokens, occurrence)):
        return reading
    finite = keys - {"vd"}
    if not finite:
        return Reading(occurrence, None, "adjective", None)
    if "infinitive" in finite and (reading := _as_infinitive(tokens, occurrence)):
        return reading
    subject = find_subject(tokens, occurrence.verb)
    if not (subject and subject.sure) and _as_other_word(tokens, occurrence):
        return Reading(occurrence, None, "noun", None)
    if subject and subject.person == "gij":
        return Reading(occurrence, None, "gij", None, subject)
    if reflexive and subject and _own_je(tokens, occurrence.verb, subject):
        return Reading(occurrence, None, "imperative", None)
    if affects and subject and subject.inverted and tokens[subject.index].lower == "je" and (
        "tt_hij" in finite and (INVERTED not in finite or _points_behind(tokens, subject.index))
    ):
        return Reading(occurrence, "tt_hij", "finite", "tt")
    if finite & PRESENT_SINGULAR:
        return _present_singular(tokens, occurrence, finite, subject)
    key = _plural_or_past(tokens, occurrence.verb, finite, subject, asked_tense)
    return Reading(occurrence, key, "finite", "tt" if key == "infinitive" else TENSE_OF[key], subject)


def _points_behind(tokens: Sequence[Token], k: int) -> bool:
    """`Wat kost je dat?`: a word behind je that can be the subject."""
    return k + 1 < len(tokens) and tokens[k + 1].lower in ("dat", "dit", "het", "zoiets", "alles")


def _own_je(tokens: Sequence[Token], verb: int, subject: Subject) -> bool:
    """`Haast je!`: the only je behind a stem that opens its clause is its object; a question lacks one je."""
    first, last = segment(tokens, verb)
    if verb != first or subject.index != verb + 1 or tokens[verb + 1].lower not in ("je", "u"):
        return False
    return tokens[-1].lower != "?" and not any(t.lower in ("je", "zich") for t in tokens[verb + 2:last])


def _as_participle(tokens: Sequence[Token], occurrence: Occurrence) -> Reading | None:
    """The participle reading, or None where the word must be something else."""
    verb, keys = occurrence.verb, occurrence.keys
    auxiliary = find_auxiliary(tokens, verb)
    if keys == {"vd"}:
        if auxiliary is None or _attributive(tokens, verb):
            return Reading(occurrence, None, "adjective", None)
        return Reading(occurrence, "vd", "participle", "vd", auxiliary=auxiliary)
    if auxiliary is None:
        return None
    if "infinitive" in keys and verb > 0 and tokens[verb - 1].lower == "te":
        return None
    if "infinitive" in keys and _only_modal_rules(tokens, verb, auxiliary):
        return None
    if _attributive(tokens, verb) or _rival_finite(tokens, verb, auxiliary, keys):
        return None
    return Reading(occurrence, "vd", "participle", "vd", auxiliary=auxiliary)


def _attributive(tokens: Sequence[Token], verb: int) -> bool:
    """`de gebroken vaas`, `een gekocht huis`: between a determiner and a noun."""
    if verb == 0 or verb + 1 >= len(tokens):
        return False
    following = tokens[verb + 1]
    if not following.word or following.lower in FUNCTION_WORDS:
        return False
    previous = tokens[verb - 1].lower
    return previous in DETERMINERS and previous not in ("die", "dat", "jullie", "veel", "weinig", "meer", "het", "haar")


def _before_noun(tokens: Sequence[Token], verb: int) -> bool:
    """`zijn verloren sleutels`, `de vergeten brief`: a participle that is a plural past too, before its noun."""
    if verb == 0 or verb + 1 >= len(tokens) or tokens[verb - 1].lower not in _OWNERS:
        return False
    noun = tokens[verb + 1].lower
    return not tokens[verb + 1].capital and not noun.startswith("ge") and (bare_noun(noun) or (
        tokens[verb - 1].lower != "zijn" and may_be_noun(noun)))


def _only_modal_rules(tokens: Sequence[Token], verb: int, auxiliary: Auxiliary) -> bool:
    """`heeft kunnen vergeten`, `had hem laten ontvangen`: the last verb of a chain is an infinitive."""
    governor = governing_verb(tokens, verb)
    return governor is not None and (governor == verb - 1 or governor > auxiliary.index) and auxiliary.index < verb


def _rival_finite(tokens: Sequence[Token], verb: int, auxiliary: Auxiliary, keys: frozenset[str]) -> bool:
    """Whether a word that may be finite has its own subject next to it, so that the auxiliary is another clause's."""
    first, last = segment(tokens, verb)
    beyond_segment = not first <= auxiliary.index < last
    if auxiliary.index > verb:
        return beyond_segment
    subject = find_subject(tokens, verb)
    owns = subject is not None and subject.sure and abs(subject.index - verb) <= 2
    if owns and subject is not None and subject.index < auxiliary.index:
        owns = False
    if owns and subject is not None and not subject.inverted and tokens[subject.index - 1].lower in FINITE_CLOSED:
        owns = False
    return owns or (beyond_segment and keys != {"vd"})


def _as_other_word(tokens: Sequence[Token], occurrence: Occurrence) -> bool:
    """Whether the word is no verb here: a name (`Ben`), a noun (`op mijn werk`) or an adverb (`niet meer`)."""
    if len(occurrence.parts) > 1:
        return False
    verb = occurrence.verb
    first, last = segment(tokens, verb)
    token = tokens[verb]
    if token.capital and verb > first:
        return True
    if not occurrence.keys <= {"tt_ik", INVERTED}:
        return False
    following = tokens[verb + 1].lower if verb + 1 < last else ""
    if following in NOMINATIVE or following in ("je", "u"):
        return False
    if token.lower in ADVERBS | PREPOSITIONS | {"open", "zeker", "los"} and verb > first:
        return True
    k = verb - 1
    while k > first and tokens[k].lower not in FUNCTION_WORDS and tokens[k].lower.endswith(("e", "en")):
        k -= 1
    if k < first:
        return False
    pointing = tokens[k].lower in ("dat", "dit", "die", "het") and k == verb - 1 and k == first
    if pointing:
        return following in FINITE_CLOSED
    return tokens[k].lower in DETERMINERS | PREPOSITIONS - {"te"} and tokens[k].lower not in ("jullie", "u")


def _as_infinitive(tokens: Sequence[Token], occurrence: Occurrence) -> Reading | None:
    """The infinitive reading: after te, a modal or `aan het`; as a noun it has no key."""
    verb, parts = occurrence.verb, occurrence.parts
    if occurrence.shape == "te":
        return Reading(occurrence, "infinitive", "infinitive", None, governor=verb - 1)
    if len(parts) > 1 and occurrence.shape == "split":
        return None
    if _nominalised(tokens, verb):
        return Reading(occurrence, None, "noun", None)
    if (governor := governing_verb(tokens, verb)) is not None:
        if _own_subject(tokens, verb, governor):
            return None
        return Reading(occurrence, "infinitive", "infinitive", None, governor=governor)
    before = tokens[verb - 1].lower if verb else ""
    if _replaces_participle(tokens, verb):
        return Reading(occurrence, "infinitive", "infinitive", None)
    if before == "het" and verb > 1 and tokens[verb - 2].lower == "aan":
        return Reading(occurrence, "infinitive", "infinitive", None)
    if occurrence.shape == "joined" and occurrence.keys == {"infinitive"} and not _may_close_clause(tokens, verb):
        return Reading(occurrence, "infinitive", "infinitive", None)
    return None


def _replaces_participle(tokens: Sequence[Token], verb: int) -> bool:
    """`had laten bouwen`, `zijn gaan dansen`: with an infinitive behind it, the verb itself stays one."""
    if tokens[verb].lower not in MODALS or verb + 1 >= len(tokens):
        return False
    following = tokens[verb + 1]
    if not following.lower.endswith("n") or following.lower in FUNCTION_WORDS or following.capital:
        return False
    first, _ = segment(tokens, verb)
    return any(t.lower in HEBBEN_FORMS | ZIJN_FORMS for t in tokens[first:verb])


def _own_subject(tokens: Sequence[Token], verb: int, governor: int) -> bool:
    """`Als hij komt lopen wij`: a nominative right beside the verb that the governor cannot own."""
    if governor > verb or tokens[governor].lower == "te":
        return False
    behind = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    if behind in ("wij", "we", "zij"):
        return True
    before = tokens[verb - 1].lower if verb else ""
    return before in ("wij", "we", "zij") and verb - 2 > governor and tokens[verb - 2].lower in SUBORDINATORS | {"en"}


def _may_close_clause(tokens: Sequence[Token], verb: int) -> bool:
    first, _ = segment(tokens, verb)
    return any(t.lower in SUBORDINATORS for t in tokens[:verb]) and verb > first


def _nominalised(tokens: Sequence[Token], verb: int) -> bool:
    """`het delen van`, `bij het oogsten`, `door lezen`, `Lezen is leuk`."""
    before = tokens[verb - 1].lower if verb else ""
    following = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    if _noun_of_doing(tokens, verb):
        return True
    if before in ("het", "'t", "dit", "dat", "zijn", "haar", "mijn", "hun", "ons", "je", "uw"):
        two = tokens[verb - 2].lower if verb > 1 else ""
        if two == "aan":
            return False
        if two in PREPOSITIONS and before in ("het", "'t"):
            return two not in ("om", "door") or following in ("van", "")
        return following == "van" and before in ("het", "'t", "dit", "dat")
    if following == "van" and any(
        tokens[k].lower in ("het", "'t") and tokens[k + 1].lower in PREPOSITIONS
        for k in range(max(0, verb - 5), verb - 1)
    ):
        return True  # het in de handel brengen van
    if _doing_behind_preposition(tokens, verb):
        return True
    if before in ("tijdens", "bij", "na", "tot", "van", "voor", "met", "zonder") and following not in NOMINATIVE:
        return True
    return verb == 0 and following in ("is", "was", "kan", "mag", "moet", "wordt", "helpt", "kost", "vind", "vindt")


def _doing_behind_preposition(tokens: Sequence[Token], verb: int) -> bool:
    """`door goed optreden van de politie`, `na lang aarzelen`: a preposition and an adjective before it."""
    if verb < 2 or tokens[verb - 2].lower not in ("door", "na", "wegens", "tijdens", "ondanks", "dankzij"):
        return False
    return tokens[verb - 1].lower not in FUNCTION_WORDS and may_be_adjective(tokens[verb - 1].lower)


def _noun_of_doing(tokens: Sequence[Token], verb: int) -> bool:
    """`Het eten staat op tafel`, `Het lange wachten maakte ons moe`: het, the infinitive and its finite verb."""
    start = verb - 1
    if start >= 1 and tokens[start].lower.endswith("e") and tokens[start].lower not in FUNCTION_WORDS:
        start -= 1
    first, last = segment(tokens, verb)
    if start != first or tokens[start].lower not in ("het", "'t") or verb + 1 >= last:
        return False
    following = tokens[verb + 1].lower
    if following in FINITE_CLOSED:
        return True
    return following not in FUNCTION_WORDS and following.endswith(("t", "de", "te", "k")) and attested(following)


def _present_singular(
    tokens: Sequence[Token], occurrence: Occurrence, keys: frozenset[str], subject: Subject | None
) -> Reading:
    """tt_ik, tt_jij or tt_hij by the subject; imperatives have no key."""
    imperative = looks_imperative(tokens, occurrence, keys)
    open_je = subject is not None and subject.person == "jij" and subject.inverted and not subject.sure
    if open_je and imperative:
        return Reading(occurrence, None, "imperative", None)
    key = _key_for(keys, subject)
    if key is None and INVERTED in keys and "tt_hij" not in keys and not imperative and _je_follows(tokens, occurrence):
        key = "tt_jij"  # vermijd je onnodige kosten: with another subject it would have -t
    if key is not None:
        return Reading(occurrence, key, "finite", _tense(key), subject)
    if "tt_hij" in keys and not imperative:
        return Reading(occurrence, "tt_hij", "finite", "tt", subject)
    if "tt_jij" in keys and "tt_ik" not in keys:
        return Reading(occurrence, "tt_jij", "finite", "tt", subject)
    if "tt_ik" in keys and imperative:
        return Reading(occurrence, None, "imperative", None, subject)
    key = next((k for k in ("tt_hij", "tt_ik", "tt_jij", "vt_ev", "vt_mv", "infinitive") if k in keys), "tt_jij")
    return Reading(occurrence, key, "finite", _tense(key), subject)


def _je_follows(tokens: Sequence[Token], occurrence: Occurrence) -> bool:
    verb = occurrence.verb
    return verb + 1 < len(tokens) and tokens[verb + 1].lower == "je" and not any(
        t.lower in ("ik", "'k") for t in tokens[:verb])


def _tense(key: str) -> Tense:
    return "tt" if key == "infinitive" else TENSE_OF[key]


def _key_for(keys: frozenset[str], subject: Subject | None) -> str | None:
    """The key that this subject asks for, if the string may carry it."""
    if subject is None:
        return None
    person = subject.person
    if person == "ik":
        return _first(keys, "tt_ik", "vt_ev")
    if person == "jij":
        if subject.inverted and INVERTED in keys:
            return "tt_jij"
        return _first(keys, "tt_jij", "vt_ev") if not subject.inverted or subject.sure else _first(keys, "tt_hij")
    if person == "u":
        return _first(keys, "tt_jij", "tt_hij", "vt_ev")
    if person in ("hij", "noun-singular", "relative"):
        return _first(keys, "tt_hij", "vt_ev")
    if person in ("wij", "jullie", "noun-plural"):
        return _first(keys, "infinitive", "vt_mv")
    return _first(keys, "tt_hij") if person == "zij" else None


def _first(keys: frozenset[str], *wanted: str) -> str | None:
    return next((k for k in wanted if k in keys), None)


def _plural_or_past(
    tokens: Sequence[Token], verb: int, keys: frozenset[str], subject: Subject | None, asked_tense: str | None
) -> str:
    """The key among present plural and past; where one string is both, cues of time decide."""
    past = keys & {"vt_ev", "vt_mv"}
    if "infinitive" not in keys:
        if len(past) == 2 and subject and subject.person in ("wij", "jullie", "noun-plural"):
            return "vt_mv"
        return "vt_ev" if "vt_ev" in past else "vt_mv"
    if not past:
        return "infinitive"
    if asked_tense in ("tt", "vt"):
        return "infinitive" if asked_tense == "tt" else min(past)
    past_cues, present_cues = time_cues(tokens, (verb,))
    if past_cues > present_cues:
        return "vt_mv" if "vt_mv" in past else "vt_ev"
    return "infinitive"

