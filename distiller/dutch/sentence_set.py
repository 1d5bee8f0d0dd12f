"""Remarks on the sentences of one verb together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from distiller.dutch.findings import Finding, Severity
from distiller.dutch.model import SentenceAnalysis
from distiller.dutch.sentence_forms import FormIndex
from distiller.dutch.tokens import tokenize

SHARES = (("tt", 40), ("vt", 30), ("vd", 30))
NEAR = 0.75
"""Two sentences that share this part of their words (the verb left out) are near-duplicates."""


def split_counts(count: int, *, perfect: bool = True) -> dict[str, int]:
    """How many sentences per tense: 40/30/30 by largest remainder; without a perfect, 57/43 of the other two."""
    shares = [(t, s) for t, s in SHARES if perfect or t != "vd"]
    whole = sum(s for _, s in shares)
    exact = {t: count * s / whole for t, s in shares}
    counts = {t: int(e) for t, e in exact.items()}
    for tense in sorted(exact, key=lambda t: counts[t] - exact[t])[:count - sum(counts.values())]:
        counts[tense] += 1
    return {t: counts.get(t, 0) for t, _ in SHARES}


def check_set(sentences: Sequence[str], analyses: Sequence[SentenceAnalysis], index: FormIndex) -> list[Finding]:
    """Near-duplicates, then the mix of tenses, then keys that no sentence practises."""
    if not sentences:
        return []
    return [*_near_duplicates(sentences, analyses), *_mix(analyses, index), *_keys(analyses, index)]


def _near_duplicates(sentences: Sequence[str], analyses: Sequence[SentenceAnalysis]) -> list[Finding]:
    bags = [bag(s, a) for s, a in zip(sentences, analyses, strict=True)]
    findings = []
    for j, second in enumerate(bags):
        for i, first in enumerate(bags[:j]):
            if near(first, second):
                findings.append(Finding("near-duplicate", Severity.WARNING, detail={
                    "positions": [i, j], "first": i + 1, "second": j + 1, "text": sentences[i]}))
                break
    return findings


def near(first: Counter[str], second: Counter[str]) -> bool:
    """Whether two bags of words are those of near-duplicates."""
    shared = sum((first & second).values())
    return first == second or shared >= NEAR * max(sum(first.values()), sum(second.values()), 1)


def bag(sentence: str, analysis: SentenceAnalysis) -> Counter[str]:
    """The words of a sentence outside its verb form."""
    return Counter(t.lower for t in tokenize(sentence) if t.word and not any(
        a <= t.start < b for a, b in analysis.spans))


def _mix(analyses: Sequence[SentenceAnalysis], index: FormIndex) -> list[Finding]:
    """The tenses against 40/30/30; one sentence more or less is no remark."""
    found = Counter(str(a.tense) for a in analyses if a.tense)
    wanted = split_counts(len(analyses), perfect=bool(index.strings("vd")))
    if all(abs(found[t] - wanted[t]) <= 1 for t in wanted):
        return []
    return [Finding("tense-mix", Severity.WARNING, detail={
        "tt": found["tt"], "vt": found["vt"], "vd": found["vd"],
        "wanted_tt": wanted["tt"], "wanted_vt": wanted["vt"], "wanted_vd": wanted["vd"],
        "positions": list(range(len(analyses)))})]


def _keys(analyses: Sequence[SentenceAnalysis], index: FormIndex) -> list[Finding]:
    """Keys without a sentence, in a set that is large enough to hold them all."""
    present = {a.answer_form_key for a in analyses}
    wanted = [k for k in ("tt_ik", "tt_jij", "tt_hij", "infinitive", "vt_ev", "vt_mv", "vd") if index.strings(k)]
    if index.conjugation.impersonal:
        wanted = [k for k in wanted if k in ("tt_hij", "vt_ev", "vd")]
    missing = [k for k in wanted if k not in present]
    if len(analyses) < 7 or not missing:
        return []
    return [Finding("keys-missing", Severity.INFO, detail={"keys": missing, "text": ", ".join(missing)})]
