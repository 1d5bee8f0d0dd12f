"""What is remarked on answers: how they stand to the golden answer and to other teachers. Agreement is no finding."""

from __future__ import annotations

from collections.abc import Mapping

from distiller.dutch.findings import Finding, Severity
from distiller.records.words import GoldenMatch

GOLDEN_NORMALISED = "golden-normalised"
GOLDEN_DIFFERS = "golden-differs"
TEACHERS_DISAGREE = "teachers-disagree"
_GOLDEN_SHOWN = 2000

_TEXTS: Mapping[str, Mapping[str, str]] = {
    GOLDEN_NORMALISED: {
        "nl": "Gelijk aan het gouden antwoord, maar anders geschreven.",
        "en": "Equal to the golden answer, but written differently.",
    },
    GOLDEN_DIFFERS: {
        "nl": "Anders dan het gouden antwoord.",
        "en": "Differs from the golden answer.",
    },
    TEACHERS_DISAGREE: {
        "nl": "Andere leraren antwoorden anders: {differ} van {others}.",
        "en": "Other teachers answer differently: {differ} of {others}.",
    },
}


def golden_findings(match: GoldenMatch | None, golden: str | None) -> tuple[Finding, ...]:
    """The remark on an answer beside its golden answer: none where they are the same, or there is no golden one."""
    expected = () if golden is None else (golden[:_GOLDEN_SHOWN],)
    if match == GoldenMatch.NORMALISED:
        return (Finding(GOLDEN_NORMALISED, Severity.INFO, "answer", expected),)
    if match == GoldenMatch.DIFFERS:
        return (Finding(GOLDEN_DIFFERS, Severity.WARNING, "answer", expected),)
    return ()


def disagreement(differ: int, others: int) -> tuple[Finding, ...]:
    """The remark on an answer of which `differ` of the `others` to the same question are not its equal; none for 0."""
    if not differ:
        return ()
    return (Finding(TEACHERS_DISAGREE, Severity.WARNING, "answer", detail={"differ": differ, "others": others}),)


def explain_answer(finding: Finding, language: str) -> str:
    """One sentence about a finding on an answer in "nl" or "en" (any other language gives English).

    A code that is not known here is named as it is; never raises.
    """
    texts = _TEXTS.get(finding.code)
    if texts is None:
        return f"{finding.code}."
    return texts.get(language, texts["en"]).format_map({"differ": "?", "others": "?", **finding.detail})
