"""Which mistake a wrong form is: the name a teacher would give it.

`name_mistake` compares one given form with the expected ones of a reading and says what happened: a d/t error, the
wrong side of 't kofschip, a lost particle. It never decides whether the form is wrong, only why.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from distiller.dutch import lexicon
from distiller.dutch.conjugation import Reading, regular_paradigm
from distiller.dutch.model import VERB_FORM_FIELDS
from distiller.dutch.paradigm import Paradigm
from distiller.dutch.prefixes import particles
from distiller.dutch.spelling import infinitive_base, is_voiceless, without_trema

PRESENT = ("tt_ik", "tt_jij", "tt_hij")
PAST = ("vt_ev", "vt_mv")
_PARTICIPLE_OR_IK = {"vd": "participle", "tt_ik": "t-with-ik"}
_WEAK_ENDINGS = {"vt_ev": ("de", "te"), "vt_mv": ("den", "ten"), "vd": ("d", "t")}
_ENGLISH_FORMS = """
have has be been were are am do does did done go goes went gone came drank sang swam ran sat stood gave took
saw wrote spoke broke drove rode flew grew knew threw thought bought brought sought fought slept wept found
sold told
"""
_GERMAN_FORMS = """
haben hat habe bin bist sind laufen gelaufen gegangen gemacht gesagt gesehen geschrieben
"""
_GERMAN = re.compile(r"schl|schw|schm|schn|pf|tz|ß|ä|[aeiou]ung|unk|ung")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A code of the checks and what its explanation needs."""

    code: str
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """One wrong form with everything needed to name its mistake."""

    field: str
    value: str
    expected: tuple[str, ...]
    reading: Reading
    infinitive: str

    @property
    def paradigm(self) -> Paradigm:
        return self.reading.paradigm

    @property
    def particle(self) -> str:
        return self.paradigm.particle

    def accepted(self, field: str) -> tuple[str, ...]:
        return self.reading.conjugation.accepted(field)


def name_mistake(field: str, value: str, reading: Reading, infinitive: str) -> Mistake:
    """The mistake in one wrong form of a verb; `wrong-form` where nothing more can be said."""
    case = _Case(field, value, reading.conjugation.accepted(field), reading, infinitive)
    for rule in _RULES:
        mistake = rule(case)
        if mistake:
            return mistake
    return Mistake("wrong-form", {})


def _untouched(case: _Case) -> Mistake | None:
    infinitives = {case.infinitive, f"te {case.infinitive}", f"zich {case.infinitive}"}
    if case.particle:
        rest = case.infinitive.removeprefix(case.particle)
        infinitives |= {f"{case.particle} te {rest}", f"{rest} {case.particle}"}
    return Mistake("untouched-infinitive", {}) if case.value in infinitives else None


def _wrong_number(case: _Case) -> Mistake | None:
    if case.field == "vt_mv" and case.value in case.accepted("vt_ev"):
        return Mistake("singular-as-plural", {})
    if case.field == "vt_ev" and case.value in case.accepted("vt_mv"):
        return Mistake("plural-as-singular", {})
    return None


def _wrong_person(case: _Case) -> Mistake | None:
    if case.field == "tt_ik" and case.value in case.accepted("tt_jij"):
        return Mistake("dt-error", {"kind": "t-with-ik"})
    if case.field in ("tt_jij", "tt_hij") and case.value in case.accepted("tt_ik"):
        return Mistake("dt-error", {"kind": "no-t-jij" if case.field == "tt_jij" else "no-t"})
    return None


def _wrong_tense(case: _Case) -> Mistake | None:
    elsewhere = [name for name in VERB_FORM_FIELDS if name != case.field and case.value in case.accepted(name)]
    if not elsewhere:
        return None
    if case.field in PAST and elsewhere[0] in PRESENT:
        return Mistake("present-as-past", {})
    return Mistake("other-field", {"belongs": elsewhere[0]})


def _d_and_t(case: _Case) -> Mistake | None:
    """Hij word, hij wordt, hij wort; gebeurt for gebeurd: the same word but for d, t and dt at the end."""
    if case.field in PAST:
        return None
    given, tail = _head(case.value)
    for right in case.expected:
        wanted, right_tail = _head(right)
        if tail == right_tail and given != wanted and _without_dt(given) == _without_dt(wanted):
            kind = _PARTICIPLE_OR_IK.get(case.field) or _present_kind(given, wanted)
            return Mistake("dt-error", {"kind": kind, **_sound(case)})
    return None


def _present_kind(given: str, wanted: str) -> str:
    if not wanted.endswith("t"):
        return "no-ending"
    if given.endswith("dt"):
        return "dt-too-much"
    if given.endswith("tt"):
        return "double-t"
    return "d-lost" if wanted.endswith("dt") else "d-for-t"


def _head(form: str) -> tuple[str, str]:
    head, _, tail = form.partition(" ")
    return head, tail


def _without_dt(word: str) -> str:
    return re.sub(r"(?:dt|tt|td|d|t)$", "", word)


def _kofschip(case: _Case) -> Mistake | None:
    """Werkde, leefte, leevde: a weak past or participle with the wrong -de, -te."""
    if not case.paradigm.weak or case.field not in PAST:
        return None
    given, tail = _head(case.value)
    for right in case.expected:
        wanted, right_tail = _head(right)
        if tail != right_tail:
            continue
        swapped = {re.sub(r"te(n?)$", r"de\1", wanted), re.sub(r"de(n?)$", r"te\1", wanted)} - {wanted}
        if given in swapped:
            return Mistake("kofschip", _sound(case))
        if re.sub(r"v(?=de)", "f", re.sub(r"z(?=de)", "s", given)) == wanted:
            return Mistake("final-v-z", _sound(case))
        tripled = re.search(r"(.)\1\1", given)
        if re.search(r"([dt])\1en?$", wanted) and not tripled and _single(given) == _single(wanted):
            return Mistake("past-single-dt", _sound(case))
    return None


def _sound(case: _Case) -> dict[str, str]:
    """What 't kofschip looks at: the infinitive without -en, its last sound, and the ending that follows."""
    base = infinitive_base(case.paradigm.spoken)
    right = case.accepted("vt_ev")[0].partition(" ")[0]
    ending = right[-2:] if case.paradigm.weak and right[-2:] in ("te", "de") else ""
    sound = base[-2:] if base.endswith(("ch", "sh", "ij")) else base[-1:]
    heard = "yes" if is_voiceless(base) == (ending == "te") else "no"
    return {"base": base, "sound": sound, "ending": ending, "rule": heard, "verb": case.paradigm.spoken}


def _regularised(case: _Case) -> Mistake | None:
    """Loopte, geloopt: a strong or irregular verb given as if it were weak."""
    if case.paradigm.weak or case.field not in (*PAST, "vd"):
        return None
    regular = {value for value, _ in regular_paradigm(case.reading).forms[case.field]}
    endings = _WEAK_ENDINGS[case.field]
    weak_looking = [_head(form)[0].endswith(endings) for form in (case.value, *case.expected)]
    if case.value in regular or (weak_looking[0] and not any(weak_looking[1:])):
        return Mistake("regularised", {"verb": case.paradigm.root})
    return None


def _particle(case: _Case) -> Mistake | None:
    if not case.particle:
        return None
    return _participle_parts(case) if case.field == "vd" else _finite_parts(case)


def _finite_parts(case: _Case) -> Mistake | None:
    particle, detail = case.particle, {"particle": case.particle}
    heads = [right.removesuffix(" " + particle) for right in case.expected]
    if case.value in heads:
        return Mistake("missing-particle", detail)
    if case.value in [particle + head for head in heads]:
        return Mistake("joined-separable", detail)
    if case.value in [f"{particle}{head} {particle}" for head in heads] or case.value.count(particle) > 1:
        return Mistake("doubled-particle", detail)
    head, tail = _head(case.value)
    if head in heads and tail:
        return Mistake("wrong-particle", {**detail, "given_particle": tail})
    return None


def _participle_parts(case: _Case) -> Mistake | None:
    particle, detail = case.particle, {"particle": case.particle}
    cores = [right.removeprefix(particle) for right in case.expected]
    if case.value in cores:
        return Mistake("missing-particle", detail)
    if case.value in [f"{core} {particle}" for core in cores] + [f"{particle} {core}" for core in cores]:
        return Mistake("split-participle", detail)
    if any(core.startswith("ge") and case.value == "ge" + particle + core[2:] for core in cores):
        return Mistake("misplaced-ge", detail)
    if any(core.startswith("ge") and without_trema(case.value) == particle + without_trema(core[2:]) for core in cores):
        return Mistake("missing-ge", detail)
    for core in cores:
        other = case.value.removesuffix(core)
        if other != case.value and other in particles():
            return Mistake("wrong-particle", {**detail, "given_particle": other})
    return Mistake("misplaced-ge", detail) if case.value.startswith("ge" + particle) else None


def _one_word(case: _Case) -> Mistake | None:
    """Stofgezogen, zoog stof: a verb made of a noun that was taken apart."""
    if not case.paradigm.noun_compound:
        return None
    for start in range(3, len(case.infinitive) - 3):
        noun, rest = case.infinitive[:start], case.infinitive[start:]
        apart = case.value.startswith(noun + "ge") or case.value.endswith(" " + noun)
        if apart and lexicon.is_listed(rest):
            return Mistake("one-word", {"noun": noun})
    return None


def _ge(case: _Case) -> Mistake | None:
    if case.field != "vd" or case.particle:
        return None
    for right in case.expected:
        if right.startswith("ge") and without_trema(case.value) == without_trema(right[2:].removeprefix("-")):
            return Mistake("missing-ge", {})
        if case.paradigm.prefix and case.value.replace("ge", "", 1) == right:
            return Mistake("extra-ge", {"prefix": case.paradigm.prefix})
    return None


def _participle_end(case: _Case) -> Mistake | None:
    """Gebelde, gelope: a participle inflected like an adjective, or without its -n."""
    if case.field == "vd" and (case.value.removesuffix("e") in case.expected or case.value + "n" in case.expected):
        return Mistake("participle-end", {})
    return None


def _trema(case: _Case) -> Mistake | None:
    for right in case.expected:
        kept = set(_marks(right)) - set(_marks(case.value))
        if kept and _plain(case.value) == _plain(right):
            return Mistake("missing-mark", {})
        if without_trema(case.value.replace("-", "")) == without_trema(right.replace("-", "")):
            return Mistake("missing-trema" if without_trema(right) != right else "needless-mark", {})
    return None


def _marks(text: str) -> list[str]:
    """The hyphens and apostrophes of a form, counted (ge-e-maild has two)."""
    return [f"{mark}{i}" for mark in "-'" for i in range(text.count(mark))]


def _plain(text: str) -> str:
    return without_trema(text.replace("-", "").replace("'", ""))


def _stem_spelling(case: _Case) -> Mistake | None:
    for right in case.expected:
        if re.sub(r"v(?=t?\b)", "f", re.sub(r"z(?=t?\b)", "s", case.value)) == right:
            return Mistake("final-v-z", _sound(case))
        if case.value.replace("f", "v").replace("s", "z") == right.replace("f", "v").replace("s", "z"):
            return Mistake("final-v-z", _sound(case))
        if _single(case.value) == _single(right):
            return Mistake("syllable-spelling", {"verb": case.paradigm.root})
    return None


def _single(text: str) -> str:
    """The text with every doubled letter written once: what open and closed syllables change."""
    return re.sub(r"(.)\1+", r"\1", text)


def _vowel(case: _Case) -> Mistake | None:
    """Wierk for werk, spraken for sproken: the consonants are right, the vowels of a strong verb are not."""
    if case.paradigm.weak or case.field not in (*PAST, "vd"):
        return None
    if any(_consonants(case.value) == _consonants(right) for right in case.expected):
        return Mistake("strong-vowel", {"verb": case.paradigm.root})
    return None


def _consonants(text: str) -> str:
    return _single(re.sub(r"[aeiouyëïöü]+", "a", text.replace("v", "f").replace("z", "s")))


def _foreign(case: _Case) -> Mistake | None:
    head = _head(case.value)[0]
    if head in _ENGLISH_FORMS.split() or re.search(r"(?:[^aeiou]ed|ing)$", head):
        return Mistake("foreign-form", {"tongue_nl": "Engels", "tongue_en": "English"})
    sounds = case.field == "vd" and _GERMAN.search(head) and not any(_GERMAN.search(e) for e in case.expected)
    if sounds or head in _GERMAN_FORMS.split() or re.search(r"[äß]", head):
        return Mistake("foreign-form", {"tongue_nl": "Duits", "tongue_en": "German"})
    return None


def _typo(case: _Case) -> Mistake | None:
    near = any(_distance(case.value, right) <= 2 for right in case.expected if len(right) > 3)
    return Mistake("misspelt", {}) if near else None


def _distance(left: str, right: str) -> int:
    """Edits (insert, delete, replace, swap neighbours) between two words; 3 stands for many."""
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _another_verb(case: _Case) -> Mistake | None:
    """A form that shares no beginning with this verb: probably another row of the batch."""
    given = _letters(case.value.removeprefix("ge"))
    starts = {_letters(right.removeprefix(case.particle).removeprefix("ge")) for right in case.expected}
    if given and not any(given[:1] == start[:1] for start in starts):
        return Mistake("other-verb", {})
    return None


def _letters(text: str) -> str:
    return without_trema(text).lstrip("-")


_RULES: tuple[Callable[[_Case], Mistake | None], ...] = (
    _untouched,
    _wrong_number,
    _wrong_person,
    _particle,
    _one_word,
    _kofschip,
    _d_and_t,
    _ge,
    _wrong_tense,
    _participle_end,
    _foreign,
    _trema,
    _regularised,
    _stem_spelling,
    _vowel,
    _typo,
    _another_verb,
)

