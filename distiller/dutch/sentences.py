"""Where the form of a verb stands in a sentence, which key it has there, and what is wrong with the sentence.

The order of work: words (tokens), places (sentence_find), grammar (clause, sentence_key), remarks (the checks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from distiller.dutch.clause_auxiliary import possessive
from distiller.dutch.findings import SEVERITY_ORDER, Finding
from distiller.dutch.model import SentenceAnalysis
from distiller.dutch.sentence_agreement import PLEASES, check_agreement, shaped
from distiller.dutch.sentence_auxiliary import check_auxiliary, check_reflexive
from distiller.dutch.sentence_blank import check_blank
from distiller.dutch.sentence_find import occurrences
from distiller.dutch.sentence_forms import INVERTED, FormIndex, form_index
from distiller.dutch.sentence_key import Reading, read
from distiller.dutch.sentence_misspelt import explain_missing
from distiller.dutch.sentence_set import check_set
from distiller.dutch.sentence_surface import check_surface
from distiller.dutch.sentence_unknown import check_words
from distiller.dutch.tokens import Token, fold, tokenize

BLANK = "___"
MOST_WORDS = 200
"""Words and marks beyond this number are not looked at: no sentence to practise with, and time must stay bounded."""


def analyse_sentence(
    sentence: str, infinitive: str, forms: Mapping[str, str], *, asked_tense: str | None = None
) -> SentenceAnalysis:
    """Find the verb's form in a sentence, its answer key by the grammar of the clause, and every remark.

    `forms` are the seven fields of the verb; missing ones are taken as empty. `asked_tense` (tt, vt or vd) is what
    the teacher was asked for. Never raises; a sentence without a form has empty spans and an error among its
    findings, and a sentence that holds `___` itself has no spans (template and answer could not give it back).
    """
    tokens = tokenize(sentence)[:MOST_WORDS]
    index = form_index(infinitive, forms)
    found = [] if BLANK in sentence else occurrences(tokens, index)
    affects = index.infinitive in PLEASES and not index.reflexive
    read_all = [read(tokens, o, asked_tense, reflexive=index.reflexive, affects=affects) for o in found]
    readings = without_helpers(tokens, read_all)
    chosen = choose(readings)
    findings = [*check_surface(sentence, index.words)]
    if chosen is None:
        if BLANK not in sentence:
            findings += explain_missing(tokens, index)
    else:
        findings += _remarks(tokens, index, chosen, readings, asked_tense)
    findings += check_words(tokens, index.words | {str(f.detail.get("found")) for f in findings})
    findings.sort(key=lambda f: -SEVERITY_ORDER[f.severity])
    return _analysis(sentence, tokens, index, chosen, tuple(findings))


def check_sentence_set(sentences: Sequence[str], infinitive: str, forms: Mapping[str, str]) -> list[Finding]:
    """The remarks on the sentences of one verb together: near-duplicates, the mix of tenses, keys without a sentence.

    `detail["positions"]` holds the places (from 0) of the sentences a remark is about. Never raises.
    """
    index = form_index(infinitive, forms)
    return check_set(sentences, [analyse_sentence(s, infinitive, forms) for s in sentences], index)


def choose(readings: Sequence[Reading]) -> Reading | None:
    """The occurrence that the sentence is about: one with a key before one without, finite before infinitive,
    the first of equals."""
    return min(readings, key=lambda r: (r.key is None, -len(r.occurrence.parts)), default=None)


def without_helpers(tokens: Sequence[Token], readings: Sequence[Reading]) -> list[Reading]:
    """The readings without those that only serve another: in `ben geweest` the verb zijn stands once.

    Also without a possessive `zijn`, where the verb zijn stands elsewhere in the sentence.
    """
    helpers = {r.auxiliary.index for r in readings if r.auxiliary and r.key == "vd"}
    kept = [r for r in readings if r.occurrence.verb not in helpers]
    verbs = [r for r in kept if not possessive(tokens, r.occurrence.verb)]
    return verbs or kept


def _remarks(
    tokens: Sequence[Token], index: FormIndex, chosen: Reading, readings: Sequence[Reading], asked_tense: str | None
) -> Iterator[Finding]:
    agreement = list(check_agreement(tokens, index, chosen))
    yield from agreement
    yield from check_auxiliary(tokens, index, chosen)
    yield from check_reflexive(tokens, index, chosen)
    for finding in check_blank(tokens, index, chosen, readings, asked_tense):
        if not (agreement and finding.code in ("no-key", "ambiguous-blank")):
            yield finding


def _analysis(
    sentence: str, tokens: Sequence[Token], index: FormIndex, chosen: Reading | None, findings: tuple[Finding, ...]
) -> SentenceAnalysis:
    if chosen is None:
        return SentenceAnalysis(None, (), "", sentence, None, findings)
    spans = tuple((tokens[i].start, tokens[i].end) for i in chosen.occurrence.parts)
    answer = " ".join(sentence[a:b] for a, b in spans)
    return SentenceAnalysis(
        answer_form_key=chosen.key,
        spans=spans,
        answer=answer,
        template=_template(sentence, spans),
        tense=chosen.tense,
        findings=findings,
        auxiliary_span=_auxiliary_span(tokens, index, chosen),
        accepted_answers=_accepted(index, chosen, fold(answer)),
    )


def _auxiliary_span(tokens: Sequence[Token], index: FormIndex, chosen: Reading) -> tuple[int, int] | None:
    """The auxiliary of an active perfect: hebben, or zijn where the verb takes it."""
    auxiliary = chosen.auxiliary
    if auxiliary is None or auxiliary.lemma not in index.auxiliaries:
        return None
    return tokens[auxiliary.index].start, tokens[auxiliary.index].end


def _accepted(index: FormIndex, chosen: Reading, answer: str) -> tuple[str, ...]:
    """The other values that fit the same blank: variants of the same key in the same shape."""
    if chosen.key is None or chosen.occurrence.shape in ("te", "apart"):
        return ()
    subject = chosen.subject
    if chosen.key == "tt_jij" and subject and subject.person == "jij" and subject.inverted:
        table = index.heads if index.particle else index.single
        suffix = f" {index.particle}" if index.particle else ""
        values = tuple(word + suffix for word, keys in table.items() if INVERTED in keys)
    elif chosen.role == "infinitive":
        values = (index.infinitive,)
    else:
        values = shaped(index, chosen.occurrence, chosen.key)
    return tuple(v for v in values if v != answer) if answer in values else ()


def _template(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(sentence[at:start])
        at = end
    pieces.append(sentence[at:])
    return BLANK.join(pieces)
