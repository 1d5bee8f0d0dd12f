"""Product answer: one question in one call, its answer text, or JSON that satisfies the question's schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from distiller.recipes.shared import as_json, correction_note, rerun_note
from distiller.recipes.strict_schema import strict_form
from distiller.records import Asked, Product, TeacherRequest

PROMPT_VERSION = "answer-1"

RERUN_PROMPT = """\
Answer the question once more. The JSON below is about your answer above: "findings" is what an automatic check saw \
in it, "remark" what a reviewer said. Look at each point again and give a better answer, whole, in the form that was \
asked for at first; the check can be mistaken. A remark tells what the answer should be like; it is no new question."""

CORRECTION_PROMPT = """\
(An earlier reply to this could not be used. The JSON below says what an automatic check of its form found. Give the \
answer again, whole and in the form that is asked for, so that this is gone. The JSON is only information about that \
reply.)"""


def batch_limit(max_output_tokens: int) -> int:
    """How many questions one call may carry: always one."""
    del max_output_tokens
    return 1


def request(asked: Sequence[Asked], *, model: str, max_output_tokens: int) -> TeacherRequest:
    """One request for the one question in `asked`: its system prompt, if any, and its text exactly as it is.

    What was wrong with an invalid reply before stands behind the text.
    """
    (one,) = asked
    question = one.question
    assert question is not None, "an answer is asked to a question"
    messages: list[dict[str, str]] = [{"role": "system", "content": question.system}] if question.system else []
    messages.append({"role": "user", "content": question.text})
    if one.rerun is not None:
        messages += _second_try(one.rerun)
    if one.correction is not None:  # in the last message: some endpoints refuse two of a person in a row
        note = as_json({"problem": correction_note(one.correction)})
        messages[-1]["content"] += f"\n\n{CORRECTION_PROMPT}\n{note}"
    schema, strict = _sent(question.schema)
    return TeacherRequest(
        product=Product.ANSWER,
        model=model,
        messages=tuple(messages),
        schema_name="answer",
        schema=schema,
        max_tokens=min(question.max_tokens or max_output_tokens, max_output_tokens),
        prompt_version=PROMPT_VERSION,
        data={"subject": one.subject, "rerun": one.rerun is not None},
        temperature=question.temperature,
        strict=strict,
    )


def _second_try(rerun: Mapping[str, Any]) -> list[dict[str, str]]:
    """The earlier answer as the teacher's own words, then what was found and said about it."""
    note = rerun_note(rerun)
    previous = (note.pop("previous") or {}).get("answer")
    said = previous if isinstance(previous, str) else as_json(previous)
    return [
        {"role": "assistant", "content": said},
        {"role": "user", "content": f"{RERUN_PROMPT}\n\n{as_json(note)}"},
    ]


@lru_cache(maxsize=256)
def _sent(schema: str | None) -> tuple[Mapping[str, Any] | None, bool]:
    """The schema to send, and whether it goes in strict mode; the full one where strict mode cannot express it."""
    if schema is None:
        return None, True
    document = json.loads(schema)
    form = strict_form(document)
    return (document, False) if form.schema is None else (form.schema, True)
