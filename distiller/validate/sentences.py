"""Replies of product sentences: each sentence is judged alone, a bad one costs only itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from distiller.errors import ErrorType, RuleViolation
from distiller.records import Asked, Interpretation, Invalid, Valid, VerbKey
from distiller.validate.forms import raw_of, whole_reply_failed
from distiller.validate.language import analysed, sentence_response, with_set_findings
from distiller.validate.reading import Document, ReplyProblem, kind, list_of, parse
from distiller.validate.rules import check_new, sentence_identity, sentence_value, shown
from distiller.validate.strict_json import flaw


def interpret_sentences(asked: Asked, raw: str) -> Interpretation:
    """What one raw reply says about the sentences of one verb; total on any text.

    More sentences than asked: the first good ones are kept. Fewer: those there are.
    """
    try:
        document = parse(raw, "sentences")
        parts = list_of(document, "sentences")
    except ReplyProblem as problem:
        return whole_reply_failed(problem, [asked.subject], raw)
    forms = asked.forms or {}
    known = {sentence_identity(s) for s in asked.existing}
    valid: list[Valid] = []
    invalid: list[Invalid] = []
    for index, part in enumerate(parts):
        if len(valid) == asked.count:
            break
        try:
            response = _judge(asked.subject, part, index, forms, known)
        except ReplyProblem as problem:
            invalid.append(problem.invalid(raw_of(part), asked.subject))
        else:
            valid.append(response)
            known.add(sentence_identity(response.payload["sentence"]))
    if not valid:
        return _none_valid(asked.subject, document, invalid, raw)
    return Interpretation(valid=tuple(with_set_findings(valid, forms)), invalid=tuple(invalid))


def _judge(subject: str, part: Any, index: int, forms: Mapping[str, str], known: set[str]) -> Valid:
    path = f"sentences[{index}]"
    if not isinstance(part, str):
        raise ReplyProblem(ErrorType.INVALID_DATA_TYPE, f"{path} is {kind(part)}; text is expected")
    if (problem := flaw(part)) is not None:
        raise ReplyProblem(ErrorType.JSON_PARSE_ERROR, f"{path}: {shown(problem, 120)}")
    try:
        return sentence_within_rules(subject, part, index, forms, known)
    except RuleViolation as violation:
        raise ReplyProblem(ErrorType.CONSTRAINT_VIOLATION, violation.sentence("en")) from violation


def sentence_within_rules(subject: str, text: str, position: int, forms: Mapping[str, str], known: set[str]) -> Valid:
    """A sentence as a response. Raises RuleViolation where it breaks a business rule."""
    sentence = sentence_value(text)
    check_new(sentence, known)
    analysis = analysed(subject, sentence, forms)
    if not analysis.spans:
        raise RuleViolation("rule-no-form", infinitive=VerbKey.from_subject(subject).infinitive)
    return sentence_response(subject, sentence, position, analysis)


def _none_valid(subject: str, document: Document, invalid: list[Invalid], raw: str) -> Interpretation:
    if invalid:
        first = invalid[0].message
        message = first if len(invalid) == 1 else f"None of the {len(invalid)} sentences can be used: {first}"
        reason = Invalid(invalid[0].error_type, message, "", subject)
        return Interpretation(valid=(), invalid=tuple(invalid), failed={subject: reason})
    if document.cut_off:
        problem = ReplyProblem(ErrorType.TRUNCATED, "The reply was cut off before a sentence was complete")
    else:
        problem = ReplyProblem(ErrorType.CONSTRAINT_VIOLATION, "The reply holds no sentence")
    return whole_reply_failed(problem, [subject], raw)
