"""Check the seven fields of a verb against what the rules and lists say of it.

The verb's readings are compared with the whole set and the one that fits best is the one judged against, so that
`voorkomen` may be either verb but not half of each. A disagreement is an error only where the verb is known; the forms
of a verb that no list knows are only suspicious.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from distiller.dutch import lexicon
from distiller.dutch.auxiliary import zijn_reason
from distiller.dutch.conjugation import Reading, readings
from distiller.dutch.conjugation_weak import MAX_LETTERS, sounds_english
from distiller.dutch.findings import Finding, Severity
from distiller.dutch.model import FORM_FIELDS, VERB_FORM_FIELDS
from distiller.dutch.spelling import infinitives_of, normalise_infinitive
from distiller.dutch.spelling_mistakes import Mistake, name_mistake

_PLACEHOLDERS = frozenset(
    ["n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "none", "null", "geen", "-", "--", "—", "–", "?", "...", "…", "x", "/"]
)
_PRONOUNS = "ik|jij|je|u|hij|zij|ze|het|men|wij|we|jullie|gij|ge"
_PRONOUN_BEFORE = re.compile(rf"(?:{_PRONOUNS})(?:\s*/\s*(?:{_PRONOUNS}))*\s+(?=\S)")
_PRONOUN_AFTER = re.compile(rf"\s+(?:{_PRONOUNS}|me|mij|zich|ons)$")
_REFLEXIVE_INSIDE = re.compile(r"(?<=\S)\s+(?:me|mij|je|zich|ons)(?=\s)")
_AUXILIARY = re.compile(r"^(?:heb|hebt|heeft|hebben|had|hadden|ben|bent|is|zijn|was|waren|wordt|worden|werd)\s+(?=\S)")
_MARKS = "-–—•*_`\"'“”„‘’«»()[]{}<>.,;:!?#~|\\"
_SEPARATORS = re.compile(r"\s*(?:/|,|;|\||\bof\b|\bor\b)\s*")


_SEVERITIES = {
    "missing-form": Severity.WARNING,
    "stray-whitespace": Severity.WARNING,
    "letter-case": Severity.WARNING,
    "joined-separable": Severity.WARNING,  # `opbel` is right in a subordinate clause
    "leave-empty": Severity.INFO,
    "other-of-two": Severity.INFO,  # right by itself: prijsde, beside prees
}
"""What weighs less than an error even where the verb is known: right in itself but not as asked."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """One reading held against the given forms: the fields that disagree and the variants it accepts."""

    reading: Reading
    wrong: tuple[str, ...]
    variants: tuple[str, ...]


def check_forms(infinitive: str, forms: Mapping[str, str]) -> list[Finding]:
    """Every remark on a form set, in the order of the fields; an empty list means agreement.

    `forms` maps the seven fields to what was given; a missing field counts as empty. Errors are only given for known
    verbs. Never raises, whatever the text.
    """
    verb = normalise_infinitive(infinitive).removeprefix("zich ").strip()
    given = {name: _text(forms.get(name)) for name in FORM_FIELDS}
    judged = sorted((_judge(reading, given) for reading in readings(infinitive)), key=lambda j: len(j.wrong))
    best = judged[0]
    findings = [] if best.reading.conjugation.confidence != "guess" else [_unknown(verb, agrees=not best.wrong)]
    swapped = _swapped(best, given)
    other = _other_verb(best, given)
    for name in VERB_FORM_FIELDS:
        if name in best.wrong:
            findings.append(_wrong(name, given[name], best, judged[1:], verb, swapped, other))
        elif name in best.variants:
            findings.append(_variant(name, given[name], best.reading))
    return findings + _auxiliary(given["vd_hulpwerkwoord"], best.reading, verb)


def _text(value: object) -> str:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else ""


def _same(value: str) -> str:
    """A value as it is compared: typographic apostrophe and ligature do not make another word."""
    return value.replace("’", "'").replace("ĳ", "ij")


def _judge(reading: Reading, given: Mapping[str, str]) -> _Judged:
    wrong, variants = [], []
    for name in VERB_FORM_FIELDS:
        accepted = reading.conjugation.accepted(name)
        value = _same(given[name])
        if value not in accepted:
            wrong.append(name)
        elif value != accepted[0]:
            variants.append(name)
    return _Judged(reading, tuple(wrong), tuple(variants))


def _severity(reading: Reading) -> Severity:
    return Severity.ERROR if reading.conjugation.confidence == "known" else Severity.WARNING


def _unknown(verb: str, *, agrees: bool) -> Finding:
    """A remark where the verb has the letters of a loan and every form follows the rule; else a warning."""
    severity = Severity.INFO if agrees and sounds_english(verb) else Severity.WARNING
    return Finding("unknown-verb", severity, detail={"given": verb, "infinitive": verb})


def _variant(name: str, value: str, reading: Reading) -> Finding:
    label = next(a.label for a in reading.conjugation.alternatives[name] if a.value == _same(value))
    code = "dated-variant" if label == "dated" else "accepted-variant"
    detail = {"given": value, "label": label, "infinitive": reading.conjugation.infinitive}
    return Finding(code, Severity.INFO, name, (reading.conjugation.forms[name],), detail)


def _swapped(judged: _Judged, given: Mapping[str, str]) -> dict[str, str]:
    """Pairs of fields that hold each other's form."""
    pairs: dict[str, str] = {}
    accepted = {name: judged.reading.conjugation.accepted(name) for name in judged.wrong}
    for left in judged.wrong:
        for right in judged.wrong:
            if left != right and _same(given[left]) in accepted[right] and _same(given[right]) in accepted[left]:
                pairs[left] = right
    return pairs


def _other_verb(judged: _Judged, given: Mapping[str, str]) -> str:
    """The verb that most of the forms belong to, if a whole row is another verb's (a shifted batch); else empty."""
    if len(judged.wrong) < 4:
        return ""
    values = {name: " ".join(_same(given[name]).lower().split()) for name in VERB_FORM_FIELDS}
    head, _, particle = values["tt_ik"].partition(" ")
    for candidate in infinitives_of(head):
        forms = readings(particle + candidate)[0].conjugation
        if sum(values[name] in forms.accepted(name) for name in VERB_FORM_FIELDS) >= 4:
            return forms.infinitive
    return ""


def _wrong(
    name: str,
    value: str,
    best: _Judged,
    others: list[_Judged],
    verb: str,
    swapped: Mapping[str, str],
    other: str,
) -> Finding:
    """The finding for one field that disagrees, with the most telling reason there is."""
    reading = best.reading
    expected = tuple(form for form in reading.conjugation.accepted(name) if form)
    current = tuple(form for form in expected if not _dated(reading, name, form))
    mistake = _too_long(value) or _surface(value, expected) or _typed_apart(value, name, expected)
    if mistake is None:
        mistake = _meaning(name, value, best, others, verb, swapped, other)
    severity = _SEVERITIES.get(mistake.code) or _severity(reading)
    detail = {"given": value, "infinitive": verb, "field": name, **mistake.detail}
    return Finding(mistake.code, severity, name, current, detail)


def _dated(reading: Reading, name: str, form: str) -> bool:
    """Whether a form is accepted only as dated; such a one is right, but not what to write instead."""
    return any(a.value == form and a.label == "dated" for a in reading.conjugation.alternatives.get(name, ()))


def _meaning(
    name: str,
    value: str,
    best: _Judged,
    others: list[_Judged],
    verb: str,
    swapped: Mapping[str, str],
    other: str,
) -> Mistake:
    if name in swapped:
        return Mistake("swapped-fields", {"other_field": swapped[name]})
    fitting = [j for j in others if _same(value) in j.reading.conjugation.accepted(name)]
    if fitting:
        code = "other-of-two" if any(_one_spelling(best, judged) for judged in fitting) else "mixed-readings"
        return Mistake(code, {})
    if other:
        return Mistake("other-verb", {"other": other})
    return name_mistake(name, _same(value).lower(), best.reading, verb)


def _one_spelling(best: _Judged, judged: _Judged) -> bool:
    """Whether a reading is the other verb that a list knows in one spelling, as prijsde beside prees."""
    mine, other = best.reading.paradigm, judged.reading.paradigm
    return mine.root == other.root and mine.root in lexicon.double_verbs() and mine.particle == other.particle


def _too_long(value: str) -> Mistake | None:
    """Text far longer than any form is not looked into: comparing it letter by letter would take for ever."""
    return Mistake("wrong-form", {}) if len(value) > MAX_LETTERS else None


def _surface(value: str, expected: tuple[str, ...]) -> Mistake | None:
    """What is wrong with the text before its letters are: nothing there, no form expected, space, case, marks."""
    if not value.strip():
        return Mistake("missing-form", {})
    if not expected:
        return Mistake("leave-empty" if value.strip().lower() in _PLACEHOLDERS else "no-such-form", {})
    if value.strip().lower() in _PLACEHOLDERS:
        return Mistake("placeholder", {})
    squeezed = _same(" ".join(value.split()))
    if squeezed in expected:
        return Mistake("stray-whitespace", {})
    if squeezed.lower() in expected:
        return Mistake("letter-case", {})
    bare = " ".join("".join(c for c in squeezed if unicodedata.category(c)[0] != "C").strip(_MARKS + " ").split())
    bare_inside = " ".join(squeezed.translate({ord(mark): None for mark in _MARKS if mark != "'"}).split())
    if {bare.lower(), bare_inside.lower()} & set(expected):
        return Mistake("stray-punctuation", {})
    return None


def _typed_apart(value: str, name: str, expected: tuple[str, ...]) -> Mistake | None:
    """More than the form: a pronoun, an auxiliary, or two forms in one field."""
    text = _same(" ".join(value.lower().split())).strip(_MARKS + " ")
    parts = [part.strip(_MARKS + " ") for part in _SEPARATORS.split(text) if part.strip(_MARKS + " ")]
    if len(parts) > 1 and any(part in expected for part in parts):
        return Mistake("two-forms", {})
    for pattern in (_PRONOUN_BEFORE, _PRONOUN_AFTER, _REFLEXIVE_INSIDE):
        found = pattern.match(text) if pattern is _PRONOUN_BEFORE else pattern.search(text)
        if found:
            without = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
            return Mistake("pronoun-in-form", {"pronoun": found.group().strip(), "rest": without})
    if name == "vd" and _AUXILIARY.match(text):
        return Mistake("auxiliary-in-form", {"auxiliary": text.split(" ")[0]})
    return None


def _auxiliary(value: str, reading: Reading, verb: str) -> list[Finding]:
    """The remark on the auxiliary of the perfect, if any."""
    choice = reading.auxiliary
    expected = tuple(a for a in (choice.main, choice.other) if a)
    detail = {"given": value, "infinitive": verb, "condition": choice.condition, "main": choice.main}
    text = value.strip().lower()
    field = "vd_hulpwerkwoord"
    if value == choice.main:
        return []
    if value == choice.other and value:
        return [Finding("auxiliary-variant", Severity.INFO, field, expected, detail)]
    if not choice.main:
        code = "leave-empty" if text in _PLACEHOLDERS else "no-such-form"
        return [Finding(code, _SEVERITIES.get(code) or _severity(reading), field, (), {**detail, "field": field})]
    if not text or text in _PLACEHOLDERS:
        return [Finding("missing-form", Severity.WARNING, field, expected, {**detail, "field": field})]
    if text in ("hebben", "zijn"):
        if value != text:
            return [Finding("stray-whitespace", Severity.WARNING, field, expected, {**detail, "field": field})]
        firm = choice.firm and reading.conjugation.confidence == "known"
        severity = Severity.ERROR if firm else Severity.WARNING
        about = {"reflexive": _reflexive(reading), "participle": reading.conjugation.forms["vd"]}
        why = zijn_reason(verb, reading.paradigm.root, reading.paradigm.particle, reading.paradigm.prefix)
        return [Finding("wrong-auxiliary", severity, field, expected, {**detail, **about, "reason": why})]
    return [Finding("invalid-auxiliary", _severity(reading), field, expected, detail)]


def _reflexive(reading: Reading) -> str:
    return "yes" if reading.conjugation.reflexive else ""
