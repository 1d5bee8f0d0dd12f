"""The language checks, as responses carry them: findings, and where the form stands in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from distiller.dutch import Finding, SentenceAnalysis, analyse_sentence, check_forms, check_sentence_set
from distiller.records import Product, Valid, VerbKey


def checked_forms(subject: str, forms: Mapping[str, str]) -> Valid:
    """A form set within the rules as a response with its findings."""
    infinitive = VerbKey.from_subject(subject).infinitive
    return Valid(
        subject=subject,
        product=Product.FORMS,
        position=0,
        payload={"infinitive": infinitive, **forms},
        findings=tuple(check_forms(infinitive, forms)),
    )


def analysed(subject: str, sentence: str, forms: Mapping[str, str]) -> SentenceAnalysis:
    """Where the form of the verb stands in a sentence; spans are empty if there is none."""
    return analyse_sentence(sentence, VerbKey.from_subject(subject).infinitive, forms)


def sentence_response(subject: str, sentence: str, position: int, analysis: SentenceAnalysis) -> Valid:
    """A sentence within the rules as a response with its findings, answer and template."""
    return Valid(
        subject=subject,
        product=Product.SENTENCES,
        position=position,
        payload={"sentence": sentence},
        findings=analysis.findings,
        analysis=analysis_data(analysis),
        form_key=analysis.answer_form_key,
    )


def analysis_data(analysis: SentenceAnalysis) -> dict[str, Any]:
    """An analysis as JSON-able data, without its findings and key, which a response carries beside it."""
    auxiliary = analysis.auxiliary_span
    return {
        "spans": [list(span) for span in analysis.spans],
        "answer": analysis.answer,
        "template": analysis.template,
        "tense": analysis.tense,
        "auxiliary_span": list(auxiliary) if auxiliary else None,
        "accepted_answers": list(analysis.accepted_answers),
    }


def with_set_findings(responses: Sequence[Valid], forms: Mapping[str, str]) -> list[Valid]:
    """The responses of one verb with what is said of them as a set, each remark on the sentence it is about.

    A remark that names no sentence goes to the first. A single sentence is no set.
    """
    if len(responses) < 2:
        return list(responses)
    infinitive = VerbKey.from_subject(responses[0].subject).infinitive
    result = list(responses)
    for finding in check_sentence_set([r.payload["sentence"] for r in responses], infinitive, forms):
        at = _about(finding, len(result))
        result[at] = replace(result[at], findings=(*result[at].findings, finding))
    return result


def _about(finding: Finding, count: int) -> int:
    """Where a remark belongs: the later of two sentences, the first of many."""
    positions = [p for p in finding.detail.get("positions") or () if isinstance(p, int) and 0 <= p < count]
    return max(positions, default=0) if len(positions) <= 2 else min(positions)
