"""An invalid reply that a person corrected, judged exactly as if the teacher had written it so.

What the list of invalid replies shows is the text without its envelope, and of a batch one part alone. Here the
envelope comes back around it, so that there is one interpretation of replies and no second, kinder one.
"""

from __future__ import annotations

from typing import Any

import orjson

from distiller.errors import RuleViolation
from distiller.records import Asked, AskedQuestion, Card, Product, QuestionRecord, Valid
from distiller.validate import interpret

_PARTS = {Product.FORMS: "results", Product.SENTENCES: "sentences"}


def rechecked(product: Product, asked: Asked, text: str) -> tuple[Valid, ...]:
    """The responses that a corrected reply holds, at least one. Raises RuleViolation (review-still-invalid)."""
    body = {"choices": [{"message": {"content": _contract(product, text)}, "finish_reason": "stop"}]}
    read = interpret(product, [asked], orjson.dumps(body).decode())
    if not read.valid:
        problem = next(iter((*read.failed.values(), *read.invalid)), None)
        kind, message = (problem.error_type, problem.message) if problem else ("", "")
        raise RuleViolation("review-still-invalid", type=kind, message=message)
    return read.valid


def asked_again(card: Card, product: Product) -> Asked:
    """What a call for a card asks, where the call itself no longer says."""
    question = card.question
    if question is None:
        count = card.asked_sentences if product == Product.SENTENCES else 1
        return Asked(card.subject, forms=card.sources, count=max(1, count))
    return Asked(card.subject, question=asked_question(question))


def asked_question(question: QuestionRecord) -> AskedQuestion:
    """What an answer to a question is judged by."""
    schema, system, golden = question.answer_schema, question.system_prompt or "", question.golden_answer
    return AskedQuestion(question.text, schema, system, golden)


def _contract(product: Product, text: str) -> str:
    """The text as the contract has it: one form set stands in a list of results, sentences in one of sentences."""
    key = _PARTS.get(product)
    if key is None:
        return text
    try:
        found: Any = orjson.loads(text)
    except ValueError:
        if product == Product.FORMS:
            return text
        found = [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(found, dict) and key in found:
        return text
    return orjson.dumps({key: found if isinstance(found, list) else [found]}).decode()
