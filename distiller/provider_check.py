"""The configured teachers as a person looks at them: what is set, and what one small call shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from distiller.completion import read_completion
from distiller.llm import Teacher, Teachers
from distiller.presets import StructuredMode
from distiller.recipes import recipe_for
from distiller.records import Asked, Product, TeacherReply, TeacherRequest, Usage
from distiller.settings import Settings
from distiller.validate import interpret

_SAMPLE = 1000  # tokens that a price is asked for: prices may depend on the length of a call
_MILLION = 1_000_000
_MOST_TOKENS = 2048  # room for a model that thinks before it answers
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"answer": {"type": "integer", "description": "the sum"}},
    "required": ["answer"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One configured teacher. Prices are US dollars per million tokens, None where unknown.

    `structured` is how a first request asks for JSON, `found` how its model turned out to take it (None: not tried
    yet in this process). `has_key` says whether a key is set, `key_setting` where.
    """

    name: str
    model: str
    offline: bool
    default: bool
    host: str
    has_key: bool
    key_setting: str
    concurrency: int
    weight: int
    requests_per_minute: int | None
    tokens_per_minute: int | None
    input_price: Decimal | None
    output_price: Decimal | None
    structured: StructuredMode
    found: StructuredMode | None


@dataclass(frozen=True, slots=True)
class ProviderTest:
    """What one small call to a teacher showed; `problem` is a sentence in English, None if all is well.

    `mode` is how the schema of the question was asked; tokens and cost are None where nobody says.
    """

    provider: str
    model: str
    latency_s: float
    problem: str | None
    mode: StructuredMode | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: Decimal | None = None


def provider_rows(teachers: Teachers, settings: Settings) -> list[ProviderRow]:
    """The configured teachers, the default one first. No call is made."""
    names = sorted(teachers, key=lambda name: name != teachers.default)
    return [_row(teachers[name], settings, default=name == teachers.default) for name in names]


def _row(teacher: Teacher, settings: Settings, *, default: bool) -> ProviderRow:
    provider = settings.provider(teacher.name)
    return ProviderRow(
        name=provider.name,
        model=provider.model,
        offline=provider.offline,
        default=default,
        host=provider.host,
        has_key=provider.api_key is not None,
        key_setting=provider.key_setting,
        concurrency=provider.concurrency,
        weight=provider.weight,
        requests_per_minute=provider.requests_per_minute,
        tokens_per_minute=provider.tokens_per_minute,
        input_price=_per_million(teacher, Usage(_SAMPLE, 0)),
        output_price=_per_million(teacher, Usage(0, _SAMPLE)),
        structured=provider.structured,
        found=teacher.structured(provider.model),
    )


def _per_million(teacher: Teacher, usage: Usage) -> Decimal | None:
    cost = teacher.price(usage, teacher.model)
    return None if cost is None else cost * (_MILLION // _SAMPLE)


def try_provider(teachers: Teachers, settings: Settings, name: str, model: str = "") -> ProviderTest:
    """Asks one teacher one small question: a real call, which may cost a fraction of a cent. `model`: another one
    than the provider's. Raises SettingsError, TeacherError."""
    teacher = teachers[name]
    model = model.strip() or teacher.model
    if teacher.offline:
        return _of_forms(teacher)
    limit = min(settings.provider(name).max_output_tokens, _MOST_TOKENS)
    reply = teacher.complete(question(model, limit))
    return _result(teacher, model, reply, _problem(reply.raw))


def question(model: str, max_tokens: int) -> TeacherRequest:
    """The small question: any model can answer it, and its schema is the plainest there is."""
    return TeacherRequest(
        product=Product.ANSWER,
        model=model,
        messages=(
            {"role": "system", "content": 'Reply with JSON and nothing else, such as {"answer": 3}.'},
            {"role": "user", "content": "How much is 17 plus 25?"},
        ),
        schema_name="sum",
        schema=_SCHEMA,
        max_tokens=max_tokens,
        prompt_version="provider-test-1",
        data={},
    )


def _of_forms(teacher: Teacher) -> ProviderTest:
    """The offline teacher knows verbs only."""
    asked = [Asked("lopen")]
    reply = teacher.complete(recipe_for(Product.FORMS).request(asked, model=teacher.model, max_output_tokens=4096))
    read = interpret(Product.FORMS, asked, reply.raw)
    problem = next((i.message for i in (*read.failed.values(), *read.invalid)), None)
    return _result(teacher, teacher.model, reply, problem)


def _result(teacher: Teacher, model: str, reply: TeacherReply, problem: str | None) -> ProviderTest:
    return ProviderTest(
        provider=teacher.name,
        model=model,
        latency_s=reply.latency_s,
        problem=problem,
        mode=None if teacher.offline else teacher.structured(model),
        prompt_tokens=reply.usage.prompt_tokens,
        completion_tokens=reply.usage.completion_tokens,
        cost=reply.cost,
    )


def _problem(raw: str) -> str | None:
    """Why the reply cannot be used; whether the sum is right is the model's affair."""
    read = read_completion(raw)
    if read.problem is not None:
        return read.problem
    if read.refusal is not None:
        return "The model refused to answer."
    if read.finish_reason == "length":
        return f"The reply was cut off at {_MOST_TOKENS} tokens or at max_output_tokens before it was complete."
    try:
        answer = json.loads(read.content or "")
    except (ValueError, RecursionError):
        return "The reply is not JSON: this model does not keep to a schema."
    if not isinstance(answer, dict) or set(answer) != {"answer"} or type(answer["answer"]) is not int:
        return "The reply is JSON but does not keep to the schema that was asked for."
    return None
