"""Answers as training examples, as pairs, and as full records.

The prompt is the one that the teacher was asked with. Where the question was changed since, that is what the call
says, not what the question says now: an answer belongs to what it answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import orjson

from distiller.answer_work import Agreement, AnswerWork
from distiller.exporters.columns import Columns, Kind
from distiller.exporters.examples import Example, Origin, as_text
from distiller.records import Product
from distiller.store.exports import JobSource, TrainingView
from distiller.verb_work import Verdict

IMPORTED = "import"
"""The provider of a job whose answers came along with their questions."""

_AT_ONCE = 500
_VERDICTS: Mapping[bool | int | None, Verdict] = {
    True: Verdict.APPROVED,
    None: Verdict.UNDECIDED,
    False: Verdict.REJECTED,
}

RECORD_FIELDS: Columns = {
    "question_id": Kind.WHOLE,
    "json_id": Kind.TEXT,
    "category": Kind.TEXT,
    "system_prompt": Kind.TEXT,
    "question": Kind.TEXT,
    "answer_schema": Kind.TEXT,
    "golden_answer": Kind.TEXT,
    "answer": Kind.TEXT,
    "reasoning": Kind.TEXT,
    "teacher_answer": Kind.TEXT,
    "status": Kind.TEXT,
    "golden": Kind.TEXT,
    "agreement": Kind.NUMBER,
    "answers": Kind.WHOLE,
    "findings": Kind.FINDINGS,
    "provider": Kind.TEXT,
    "model": Kind.TEXT,
    "prompt_version": Kind.TEXT,
    "job": Kind.WHOLE,
    "call": Kind.WHOLE,
    "response": Kind.WHOLE,
    "reviewer": Kind.TEXT,
    "reviewed_at": Kind.TEXT,
    "created_at": Kind.TEXT,
}
"""Shape `records` of answers. JSON answers are JSON text; `teacher_answer` is there where a person changed it."""


class Prompt(NamedTuple):
    """What was asked: system prompt ("" for none), question, and its schema as JSON text."""

    system: str
    user: str
    schema: str | None


class Reading(NamedTuple):
    """One answer, its JSON read."""

    work: AnswerWork
    prompt: Prompt
    answer: Any
    original: Any  # the teacher's, where a person changed it; else None
    reasoning: str | None


def read(work: AnswerWork, jobs: Mapping[int, JobSource]) -> Reading:
    """The answer that counts, and the prompt that it belongs to."""
    payload = orjson.loads(work.payload)
    if work.edited is None:
        return Reading(work, prompt_of(work, jobs), payload["answer"], None, payload.get("reasoning"))
    edited = orjson.loads(work.edited)["answer"]
    return Reading(work, prompt_of(work, jobs), edited, payload.get("answer"), payload.get("reasoning"))


def prompt_of(work: AnswerWork, jobs: Mapping[int, JobSource]) -> Prompt:
    """The question with the system prompt that applied: its own, its category's, or its job's."""
    if work.asked is not None:
        for asked in orjson.loads(work.asked):
            question = asked.get("question")
            if question:
                return Prompt(question["system"], question["text"], question["schema"])
    system = work.own_system
    if not system:
        options = jobs[work.job].options
        system = options.category_prompts.get(work.category) or options.system_prompt
    return Prompt(system, work.question, work.schema)


def example(one: Reading, jobs: Mapping[int, JobSource], rejected: str | None = None) -> Example:
    """The answer as something to learn."""
    work, prompt = one.work, one.prompt
    verdict = _VERDICTS[work.is_correct]
    return Example(
        Product.ANSWER.value,
        work.json_id or f"#{work.question_id}",
        work.category,
        prompt.system,
        prompt.user,
        as_text(one.answer),
        _origin(work, jobs),
        rejected,
        verdict is not Verdict.REJECTED,
    )


def _origin(work: AnswerWork, jobs: Mapping[int, JobSource]) -> Origin:
    return Origin(
        work.job,
        work.call,
        work.id,
        provider_of(work, jobs),
        work.model,
        work.prompt_version,
        _VERDICTS[work.is_correct],
        work.reviewer,
        work.reviewed_at,
    )


def provider_of(work: AnswerWork, jobs: Mapping[int, JobSource]) -> str | None:
    """Who was called; "import" for an answer from a file; None for one that a person wrote."""
    if work.provider is None and jobs[work.job].provider == IMPORTED:
        return IMPORTED
    return work.provider


def pairs(view: TrainingView, works: Iterable[AnswerWork], jobs: Mapping[int, JobSource]) -> Iterator[list[Example]]:
    """For each approved answer its pairs: with what the teacher had said before a person changed it, and with what
    was rejected before it on the same card. Both sides answer one and the same prompt, and are never equal.
    """
    iterator = iter(works)
    while part := list(islice(iterator, _AT_ONCE)):
        rejected: dict[int, list[AnswerWork]] = {}
        for work in view.rejected_answers(sorted({w.question_id for w in part})):
            rejected.setdefault(work.card_id, []).append(work)
        for work in part:
            yield _pairs_of(read(work, jobs), rejected.get(work.card_id, ()), jobs)


def _pairs_of(one: Reading, rejected: Iterable[AnswerWork], jobs: Mapping[int, JobSource]) -> list[Example]:
    worse = [] if one.work.edited is None else [one.original]
    for work in rejected:
        other = read(work, jobs)
        if other.prompt[:2] == one.prompt[:2]:
            worse.append(other.answer)
    return [example(one, jobs, as_text(answer)) for answer in worse if not _same(answer, one.answer)]


def _same(one: Any, other: Any) -> bool:
    """Whether two answers are no choice at all: equal text but for the space around it, or equal JSON."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return bool(one == other)


def record(one: Reading, agreement: Agreement, jobs: Mapping[int, JobSource]) -> dict[str, Any]:
    """One row with everything: question, answer, findings, and where it comes from."""
    work, prompt = one.work, one.prompt
    return {
        "question_id": work.question_id,
        "json_id": work.json_id,
        "category": work.category,
        "system_prompt": prompt.system,
        "question": prompt.user,
        "answer_schema": prompt.schema,
        "golden_answer": work.golden_answer,
        "answer": as_text(one.answer),
        "reasoning": one.reasoning,
        "teacher_answer": None if work.edited is None else as_text(one.original),
        "status": _VERDICTS[work.is_correct].value,
        "golden": work.golden,
        "agreement": agreement.share,
        "answers": agreement.answers,
        "findings": [] if work.findings == "[]" else _findings(work.findings),
        "provider": provider_of(work, jobs),
        "model": work.model,
        "prompt_version": work.prompt_version,
        "job": work.job,
        "call": work.call,
        "response": work.id,
        "reviewer": work.reviewer,
        "reviewed_at": work.reviewed_at,
        "created_at": work.created_at,
    }


def _findings(text: str) -> list[dict[str, Any]]:
    """With the same keys always; `detail`, which differs from code to code, as JSON text."""
    return [
        {
            "code": found["code"],
            "severity": found["severity"],
            "field": found.get("field"),
            "expected": [as_text(value) for value in found.get("expected") or ()],
            "detail": orjson.dumps(found.get("detail") or {}).decode(),
        }
        for found in orjson.loads(text)
    ]
