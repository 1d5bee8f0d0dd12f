"""Replies of product forms: results are matched to subjects by the echoed infinitive, and each stands alone."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from distiller.dutch import FORM_FIELDS
from distiller.errors import ErrorType, RuleViolation
from distiller.records import Asked, Interpretation, Invalid, Valid, VerbKey
from distiller.validate.language import checked_forms
from distiller.validate.reading import Document, ReplyProblem, check_form_set, list_of, parse
from distiller.validate.rules import form_values, shown

OFFLINE_MODEL = "offline-rules"
"""The only model whose word is taken that it refuses single verbs."""

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'" * 5)


def interpret_forms(asked: Sequence[Asked], raw: str) -> Interpretation:
    """What one raw reply says about the verbs asked; total on any text."""
    subjects = [a.subject for a in asked]
    try:
        document = parse(raw, "results")
        results = list_of(document, "results")
    except ReplyProblem as problem:
        return whole_reply_failed(problem, subjects, raw)
    sorted_out = _sort_out(subjects, results)
    refused = _refusals(document, subjects)
    for subject in subjects:
        parts = sorted_out.parts.get(subject, [])
        if parts:
            _judge(subject, parts, sorted_out)
        elif subject in refused:
            sorted_out.fail(refused[subject])
        elif not document.cut_off:
            message = f"The reply holds no result for {subject}"
            sorted_out.fail(Invalid(ErrorType.MISSING_REQUIRED_FIELD.value, message, "", subject))
    unheard = [s for s in subjects if s not in sorted_out.valid and s not in sorted_out.failed]
    if len(subjects) == 1 and unheard:
        cut_off = ReplyProblem(ErrorType.TRUNCATED, "The reply was cut off before the verb was complete")
        return whole_reply_failed(cut_off, subjects, raw)
    return Interpretation(
        valid=tuple(sorted_out.valid[s] for s in subjects if s in sorted_out.valid),
        invalid=tuple(sorted_out.invalid),
        ask_again=tuple(unheard),
        failed=sorted_out.failed,
    )


def whole_reply_failed(problem: ReplyProblem, subjects: Sequence[str], raw: str) -> Interpretation:
    """A reply that is of no use to any subject: one invalid response, and the reason for each subject."""
    only = subjects[0] if len(subjects) == 1 else None
    invalid = problem.invalid(raw, only)
    failed = {s: invalid if only else problem.invalid("", s) for s in subjects}
    return Interpretation(valid=(), invalid=(invalid,), failed=failed)


@dataclass(slots=True)
class _SortedOut:
    """Results by subject, and what came of them."""

    parts: dict[str, list[tuple[int, Any]]] = field(default_factory=lambda: defaultdict(list))
    valid: dict[str, Valid] = field(default_factory=dict)
    invalid: list[Invalid] = field(default_factory=list)
    failed: dict[str, Invalid] = field(default_factory=dict)

    def fail(self, invalid: Invalid) -> None:
        """This subject has no valid response, for this reason."""
        self.invalid.append(invalid)
        if invalid.subject is not None:
            self.failed[invalid.subject] = invalid


def _sort_out(subjects: Sequence[str], results: Sequence[Any]) -> _SortedOut:
    names = _names(subjects)
    outcome = _SortedOut()
    for index, part in enumerate(results):
        echoed = part.get("infinitive") if isinstance(part, dict) else None
        subject = names.get(_comparable(echoed)) if isinstance(echoed, str) else None
        if subject is None and not isinstance(echoed, str) and len(subjects) == len(results) == 1:
            subject = subjects[0]  # one question, one answer: whom else could it be about
        if subject is not None:
            outcome.parts[subject].append((index, part))
        else:
            outcome.invalid.append(_unowned(part, echoed, index))
    return outcome


def _names(subjects: Sequence[str]) -> dict[str, str]:
    """What may be echoed for each subject: itself, or its infinitive alone where only one subject has it."""
    bare: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        bare[_comparable(VerbKey.from_subject(subject).infinitive)].append(subject)
    names = {name: owners[0] for name, owners in bare.items() if len(owners) == 1}
    return names | {_comparable(subject): subject for subject in subjects}


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_APOSTROPHES).casefold().split())


def _unowned(part: Any, echoed: Any, index: int) -> Invalid:
    path = f"results[{index}]"
    if isinstance(echoed, str):
        error, message = ErrorType.CONSTRAINT_VIOLATION, f"{path}: {shown(echoed)} was not asked for"
    else:
        try:
            check_form_set(part, path)
            error, message = ErrorType.INVALID_DATA_TYPE, f"{path} names no infinitive"
        except ReplyProblem as problem:
            error, message = problem.error_type, problem.message
    return ReplyProblem(error, message).invalid(raw_of(part), None)


def _judge(subject: str, parts: Sequence[tuple[int, Any]], outcome: _SortedOut) -> None:
    index, part = parts[0]
    if any(raw_of(other) != raw_of(part) for _, other in parts[1:]):
        raw = "\n".join(raw_of(p) for _, p in parts)
        problem = ReplyProblem(ErrorType.CONSTRAINT_VIOLATION, f"The reply holds different results for {subject}")
        outcome.fail(problem.invalid(raw, subject))
        return
    try:
        check_form_set(part, f"results[{index}]")
        forms = form_values({name: part[name] for name in FORM_FIELDS})
    except ReplyProblem as problem:
        outcome.fail(problem.invalid(raw_of(part), subject))
    except RuleViolation as violation:
        message = violation.sentence("en")
        outcome.fail(ReplyProblem(ErrorType.CONSTRAINT_VIOLATION, message).invalid(raw_of(part), subject))
    else:
        outcome.valid[subject] = checked_forms(subject, forms)


def _refusals(document: Document, subjects: Sequence[str]) -> Mapping[str, Invalid]:
    """Verbs that the offline teacher says it does not know; no other teacher can refuse this way."""
    listed = document.body.get("refused") if isinstance(document.body, dict) else None
    if document.model != OFFLINE_MODEL or not isinstance(listed, list):
        return {}
    names = _names(subjects)
    refused = {}
    for entry in listed:
        if not isinstance(entry, dict) or not isinstance(entry.get("infinitive"), str):
            continue
        subject = names.get(_comparable(entry["infinitive"]))
        message = entry.get("message")
        if subject is not None and isinstance(message, str):
            problem = ReplyProblem(ErrorType.REFUSED, shown(message, 300))
            refused[subject] = problem.invalid(raw_of(entry), subject)
    return refused


def raw_of(part: Any) -> str:
    """A part of a reply as text to keep: a string as it is, anything else as JSON."""
    return part if isinstance(part, str) else json.dumps(part, ensure_ascii=False, default=str)
