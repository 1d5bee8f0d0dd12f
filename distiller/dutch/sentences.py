"""Where the form of a verb stands in a sentence, which key it has there, and what is wrong with the sentence.

The order of work: words (tokens), places (sentence_find), grammar (clause, sentence_key), remarks (the checks).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from distiller.dutch.findings import Finding
from distiller.dutch.model import SentenceAnalysis
from distiller.dutch.sentence_find import occurrences
from distiller.dutch.sentence_forms import FormIndex, form_index
from distiller.dutch.sentence_key import Reading, read
from distiller.dutch.tokens import Token, tokenize

BLANK = "___"


def analyse_sentence(
    sentence: str, infinitive: str, forms: Mapping[str, str], *, asked_tense: str | None = None
) -> SentenceAnalysis:
    """Find the verb's form in a sentence, its answer key by the grammar of the clause, and every remark.

    `forms` are the seven fields of the verb; missing ones are taken as empty. `asked_tense` (tt, vt or vd) is what
    the teacher was asked for. Never raises; a sentence without a form has empty spans and a finding.
    """
    tokens = tokenize(sentence)
    index = form_index(infinitive, forms)
    found = [] if BLANK in sentence else occurrences(tokens, index)
    readings = [read(tokens, o, asked_tense) for o in found]
    chosen = choose(readings)
    findings: tuple[Finding, ...] = ()
    return _analysis(sentence, tokens, index, chosen, findings)


def choose(readings: Sequence[Reading]) -> Reading | None:
    """The occurrence that the sentence is about: one with a key before one without, the first of equals."""
    return min(readings, key=lambda r: (r.key is None, -len(r.occurrence.parts)), default=None)


def _analysis(
    sentence: str, tokens: Sequence[Token], index: FormIndex, chosen: Reading | None, findings: tuple[Finding, ...]
) -> SentenceAnalysis:
    if chosen is None:
        return SentenceAnalysis(None, (), "", sentence, None, findings)
    spans = tuple((tokens[i].start, tokens[i].end) for i in chosen.occurrence.parts)
    return SentenceAnalysis(
        answer_form_key=chosen.key,
        spans=spans,
        answer=" ".join(sentence[a:b] for a, b in spans),
        template=_template(sentence, spans),
        tense=chosen.tense,
        findings=findings,
    )


def _template(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(sentence[at:start])
        at = end
    pieces.append(sentence[at:])
    return BLANK.join(pieces)
