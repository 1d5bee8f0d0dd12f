"""Measures of the sentence analysis, on real sentences and on ones with an injected error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from distiller.dutch import FORM_FIELDS, SentenceAnalysis, Severity, analyse_sentence
from distiller.dutch_evaluation.measure import Measure, Target
from distiller.dutch_evaluation.reading import text_of

Row = Mapping[str, Any]

_SINGLE_KINDS = {
    "inversion_with_t": ("`Loopt jij` caught", 0.99),
    "wrong_aux_hebben_for_zijn": ("wrong auxiliary: hebben for zijn", 0.97),
    "wrong_aux_zijn_for_hebben": ("wrong auxiliary: zijn for hebben", 0.80),
}


def measure_sentences(rows: Sequence[Row]) -> list[Measure]:
    """Keys, spans and false alarms on right sentences."""
    key = Measure("sentences", "answer key", Target(0.99))
    jij = Measure("sentences", "… of these tt_jij", Target(0.99))
    span = Measure("sentences", "span exact", Target(0.995))
    wrong = Measure("sentences", "right sentences called wrong", Target(0.01, at_most=True))
    inverted = Measure("sentences", "right inversions called wrong", Target(0.01, at_most=True))
    for row in rows:
        found = _analyse(row)
        told = f"{text_of(row, 'infinitive')}: {text_of(row, 'sentence')}"
        keys = row.get("accept_keys") or [row.get("answer_form_key")]
        got = f"{told} → {found.answer_form_key} (gold {keys[0]})"
        key.add(found.answer_form_key in keys, got)
        if row.get("answer_form_key") == "tt_jij":
            jij.add(found.answer_form_key in keys, got)
        if row.get("spans"):
            span.add([list(s) for s in found.spans] == [list(s) for s in row["spans"]], f"{told} → {found.answer}")
        codes = ", ".join(finding.code for finding in found.findings if finding.severity is not Severity.INFO)
        wrong.add(_alarm(found), f"{told} → {codes}")
        if row.get("inversion"):
            inverted.add(_alarm(found), f"{told} → {codes}")
    return [key, jij, span, wrong, inverted]


def measure_sentence_errors(rows: Sequence[Row]) -> list[Measure]:
    """Errors caught: by a finding, or by a key that is not the claimed one; the mean over kinds of error."""
    kinds: dict[str, Measure] = {}
    for row in rows:
        found, kind = _analyse(row), text_of(row, "type")
        target = Target(_SINGLE_KINDS[kind][1]) if kind in _SINGLE_KINDS else None
        measure = kinds.setdefault(kind, Measure("sentence errors by kind", kind, target))
        caught = _alarm(found) or found.answer_form_key != row.get("claimed_key")
        measure.add(caught, f"{text_of(row, 'infinitive')}: {text_of(row, 'sentence')}")
    return [_macro(kinds), *_named(kinds), *(kinds[kind] for kind in sorted(kinds))]


def _macro(kinds: Mapping[str, Measure]) -> Measure:
    pairs = {kind: (measure.hits, measure.total) for kind, measure in kinds.items()}
    return Measure(
        "sentences",
        f"sentence errors caught, macro over {len(kinds)} kinds",
        Target(0.98),
        hits=sum(hits for hits, _ in pairs.values()),
        total=sum(total for _, total in pairs.values()),
        kinds=pairs,
    )


def _named(kinds: Mapping[str, Measure]) -> Iterable[Measure]:
    for kind, (name, share) in _SINGLE_KINDS.items():
        if kind in kinds:
            measure = kinds[kind]
            yield Measure("sentences", name, Target(share), measure.hits, measure.total, measure.misses)


def _analyse(row: Row) -> SentenceAnalysis:
    cells = row["forms"] if isinstance(row.get("forms"), Mapping) else {}
    forms = {field: text_of(cells, field) for field in FORM_FIELDS}
    return analyse_sentence(text_of(row, "sentence"), text_of(row, "infinitive"), forms)


def _alarm(found: SentenceAnalysis) -> bool:
    return any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in found.findings)
