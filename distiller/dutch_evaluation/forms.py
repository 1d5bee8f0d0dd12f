"""Measures of conjugation and of the form check, on gold form sets and on corrupted ones.

Only trusted fields count. `accept` holds every right value of a field, the main one first; an auxiliary is right if
it is the gold one, or gold has both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from distiller.dutch import FORM_FIELDS, VERB_FORM_FIELDS, Finding, Severity, check_forms, conjugate
from distiller.dutch.wordlist import is_word
from distiller.dutch_evaluation.measure import Measure, Target
from distiller.dutch_evaluation.reading import text_of

Row = Mapping[str, Any]

AUXILIARY = "vd_hulpwerkwoord"
_CLASSES = {
    "weak": 0.99,
    "eren": 0.99,
    "inseparable": 0.99,
    "strong": 0.98,
    "irregular": 0.98,
    "separable": 0.98,
    "english": 0.95,
}


def measure_forms(rows: Sequence[Row]) -> list[Measure]:
    """Conjugation, auxiliary, and false alarms on gold form sets."""
    return [*_conjugation(rows), *_auxiliaries(rows), *_false_alarms(rows), _variants(rows)]


def trusted(row: Row, field: str) -> bool:
    """Whether the gold value of a field may be scored; it may where nothing is said."""
    flags = row.get("trusted")
    return bool(flags.get(field, True)) if isinstance(flags, Mapping) else True


def accepted(row: Row, field: str) -> list[str]:
    """Every right value of a field, the main one first."""
    options = row.get("accept")
    values = options.get(field) if isinstance(options, Mapping) else None
    return [str(value) for value in values] if values else [text_of(row, field)]


def _conjugation(rows: Iterable[Row]) -> list[Measure]:
    everything = Measure("forms", "all six forms right")
    common = Measure("forms", "… common verbs", Target(1.0))
    classes = {name: Measure("forms", f"… {name}", Target(share)) for name, share in _CLASSES.items()}
    for row in rows:
        fields = [field for field in VERB_FORM_FIELDS if trusted(row, field)]
        if not fields:
            continue
        verb = text_of(row, "infinitive")
        forms = conjugate(verb).forms
        wrong = [field for field in fields if forms[field] not in accepted(row, field)]
        told = f"{verb}: " + ", ".join(f"{f} {forms[f]} (gold {accepted(row, f)[0]})" for f in wrong)
        for measure in (everything, common if row.get("common") else None, classes.get(text_of(row, "class"))):
            if measure is not None:
                measure.add(not wrong, told)
    return [everything, common, *classes.values()]


def _auxiliaries(rows: Iterable[Row]) -> list[Measure]:
    right = Measure("auxiliary", "auxiliary right", Target(0.99))
    found = Measure("auxiliary", "zijn found on verbs with zijn", Target(0.92))
    for row in rows:
        gold = text_of(row, AUXILIARY)
        if gold not in ("hebben", "zijn", "both") or not trusted(row, AUXILIARY):
            continue
        given = conjugate(text_of(row, "infinitive")).forms[AUXILIARY]
        told = f"{text_of(row, 'infinitive')}: {given} (gold {gold})"
        right.add(gold in (given, "both"), told)
        if gold == "zijn":
            found.add(given == "zijn", told)
    return [right, found]


def _false_alarms(rows: Iterable[Row]) -> list[Measure]:
    wrong = Measure("form check", "right form sets called wrong", Target(0.005, at_most=True))
    anything = Measure("form check", "right form sets called anything", Target(0.015, at_most=True))
    for row in rows:
        forms = {field: text_of(row, field) for field in FORM_FIELDS}
        if forms[AUXILIARY] == "both":
            forms[AUXILIARY] = "hebben"
        verb = text_of(row, "infinitive")
        alarms = [f for f in check_forms(verb, forms) if _heavy(f) and (f.field is None or trusted(row, f.field))]
        told = f"{verb}: " + ", ".join(f"{f.field} {f.code}" for f in alarms)
        wrong.add(any(f.severity is Severity.ERROR for f in alarms), told)
        anything.add(bool(alarms), told)
    return [wrong, anything]


def _variants(rows: Iterable[Row]) -> Measure:
    """Each accepted value that is not the main one, in its own field of the gold set."""
    measure = Measure("form check", "accepted variants called wrong", Target(0.02, at_most=True))
    for row in rows:
        gold = {field: text_of(row, field) for field in FORM_FIELDS}
        for field in VERB_FORM_FIELDS:
            if not trusted(row, field):
                continue
            for value in accepted(row, field)[1:]:
                findings = check_forms(text_of(row, "infinitive"), {**gold, field: value})
                wrong = any(_heavy(f) and f.field == field for f in findings)
                measure.add(wrong, f"{text_of(row, 'infinitive')}: {field} {value}")
    return measure


def _heavy(finding: Finding) -> bool:
    return finding.severity in (Severity.ERROR, Severity.WARNING)


def measure_corruptions(rows: Sequence[Row]) -> list[Measure]:
    """How many corrupted form sets are caught on a right field, and whether the expected form is the right one."""
    caught = Measure("form check", "corrupted form sets caught, on the right field", Target(0.99))
    words = Measure("form check", "… errors made of existing words", Target(0.985))
    auxiliary = Measure("form check", "… wrong auxiliary", Target(0.90))
    expected = Measure("form check", "the expected form it names is right", Target(0.985))
    kinds: dict[str, Measure] = {}
    for row in rows:
        kind, fields, forms = text_of(row, "type"), [str(f) for f in row["fields"]], _forms(row)
        findings = [f for f in check_forms(text_of(row, "infinitive"), forms) if _heavy(f) and f.field in fields]
        told = f"{kind}: {text_of(row, 'infinitive')} " + ", ".join(f"{f} {forms[f]}" for f in fields)
        own = kinds.setdefault(kind, Measure("corruptions by kind", kind))
        real = all(_words(forms[field]) for field in fields if field != AUXILIARY) and AUXILIARY not in fields
        for measure, counts in ((caught, True), (own, True), (words, real), (auxiliary, kind == "wrong_aux")):
            if counts:
                measure.add(bool(findings), told)
        for finding in findings:
            _named(expected, finding, row)
    return [caught, words, auxiliary, expected, *(kinds[kind] for kind in sorted(kinds))]


def _forms(row: Row) -> dict[str, str]:
    cells = row["forms"] if isinstance(row.get("forms"), Mapping) else {}
    return {field: text_of(cells, field) for field in FORM_FIELDS}


def _words(form: str) -> bool:
    """Whether a form consists of words of the word list, as a corruption that only the meaning gives away does."""
    return bool(form.strip()) and all(is_word(word) for word in form.split())


def _named(measure: Measure, finding: Finding, row: Row) -> None:
    """Count whether the first expected value of a finding is one of those the gold row expects."""
    gold = row["expected"].get(finding.field) if isinstance(row.get("expected"), Mapping) else None
    if gold is None or not finding.expected:
        return
    right = [str(value) for value in gold] if isinstance(gold, list) else [str(gold)]
    named = finding.expected[0]
    measure.add(named in right or "both" in right, f"{text_of(row, 'infinitive')}: {named} (gold {right[0]})")
