"""Raw reply → responses and invalid responses, in four steps: parse, JSON schema, business rules, language checks.

Pure and total: any text gives an Interpretation, nothing raises, and one subject's mistake never touches another.

`Interpretation.invalid` is everything to be kept as an invalid response. `Interpretation.failed` says, for each
subject without a valid response, why: a type and a message for its item, nothing more to keep. `ask_again` are the
subjects that a reply cut off at the token cap did not get to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from distiller.records import Asked, Interpretation, Product, Valid
from distiller.validate.answers import check_answer_payload, interpret_answer
from distiller.validate.forms import interpret_forms
from distiller.validate.golden import answer_key, golden_match
from distiller.validate.language import checked_forms
from distiller.validate.rules import form_values, sentence_identity
from distiller.validate.schemas import check_schema, validator_for
from distiller.validate.sentences import interpret_sentences, sentence_within_rules

__all__ = [
    "answer_key",
    "check_answer_payload",
    "check_form_payload",
    "check_schema",
    "check_sentence_payload",
    "golden_match",
    "interpret",
    "validator_for",
]


def interpret(product: Product, asked: Sequence[Asked], raw: str) -> Interpretation:
    """What a raw reply says about the subjects asked. Sentences and answers are asked one subject at a time."""
    if product is Product.FORMS:
        return interpret_forms(asked, raw)
    (one,) = asked
    return interpret_sentences(one, raw) if product is Product.SENTENCES else interpret_answer(one, raw)


def check_form_payload(subject: str, payload: Mapping[str, str]) -> Valid:
    """A form set that a person wrote, with its findings. Raises RuleViolation; findings never refuse."""
    return checked_forms(subject, form_values(payload))


def check_sentence_payload(subject: str, sentence: str, forms: Mapping[str, str], existing: Sequence[str]) -> Valid:
    """A sentence that a person wrote, with its findings and answer; `existing` are the verb's other sentences.

    Raises RuleViolation; findings never refuse.
    """
    return sentence_within_rules(subject, sentence, 0, forms, {sentence_identity(s) for s in existing})
