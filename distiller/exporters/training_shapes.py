"""The shapes that trainers read: an example in, one row out, always the same keys.

`openai-chat` is also what TRL calls conversational language modelling; `sharegpt` and `alpaca` follow LLaMA-Factory;
`prompt-completion`, `preferences` and `kto` are those of TRL, as messages or, for base models, as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from distiller.errors import InputError
from distiller.exporters.columns import Columns, Kind
from distiller.exporters.examples import Example

Row = dict[str, Any]

EXAMPLE_FIELDS: Columns = {
    "product": Kind.TEXT,
    "subject": Kind.TEXT,
    "category": Kind.TEXT,
    "system": Kind.TEXT,
    "prompt": Kind.TEXT,
    "completion": Kind.TEXT,
    "rejected": Kind.TEXT,
    "status": Kind.TEXT,
    "provider": Kind.TEXT,
    "model": Kind.TEXT,
    "prompt_version": Kind.TEXT,
    "job": Kind.WHOLE,
    "call": Kind.WHOLE,
    "response": Kind.WHOLE,
    "reviewer": Kind.TEXT,
    "reviewed_at": Kind.TEXT,
}
"""Shape `records` of training and preferences: the parts of an example, and where it comes from."""

STYLES = ("messages", "text")


def _record(example: Example) -> Row:
    origin = example.origin
    return {
        "product": example.product,
        "subject": example.subject,
        "category": example.category,
        "system": example.system,
        "prompt": example.user,
        "completion": example.completion,
        "rejected": example.rejected,
        "status": origin.verdict.value,
        "provider": origin.provider,
        "model": origin.model,
        "prompt_version": origin.prompt_version,
        "job": origin.job,
        "call": origin.call,
        "response": origin.response,
        "reviewer": origin.reviewer,
        "reviewed_at": origin.reviewed_at,
    }


def _asked(example: Example) -> list[dict[str, str]]:
    user = {"role": "user", "content": example.user}
    return [{"role": "system", "content": example.system}, user] if example.system else [user]


def _said(text: str) -> dict[str, str]:
    return {"role": "assistant", "content": text}


def _openai_chat(example: Example) -> Row:
    return {"messages": [*_asked(example), _said(example.completion)]}


def _sharegpt(example: Example) -> Row:
    turns = [{"from": "human", "value": example.user}, {"from": "gpt", "value": example.completion}]
    return {"conversations": [{"from": "system", "value": example.system}, *turns] if example.system else turns}


def _alpaca(example: Example) -> Row:
    return {"instruction": example.user, "input": "", "output": example.completion, "system": example.system}


def _prompt_text(example: Example) -> str:
    return f"{example.system}\n\n{example.user}\n\n" if example.system else f"{example.user}\n\n"


def _prompt_completion(example: Example) -> Row:
    return {"prompt": _asked(example), "completion": [_said(example.completion)]}


def _prompt_completion_text(example: Example) -> Row:
    return {"prompt": _prompt_text(example), "completion": example.completion}


def _preferences(example: Example) -> Row:
    assert example.rejected is not None, "a pair has both"
    return {
        "prompt": _asked(example),
        "chosen": [_said(example.completion)],
        "rejected": [_said(example.rejected)],
    }


def _preferences_text(example: Example) -> Row:
    return {"prompt": _prompt_text(example), "chosen": example.completion, "rejected": example.rejected}


def _kto(example: Example) -> Row:
    return {**_prompt_completion(example), "label": example.good}


def _kto_text(example: Example) -> Row:
    return {**_prompt_completion_text(example), "label": example.good}


def _fields(kind: Kind, *names: str) -> Columns:
    return dict.fromkeys(names, kind)


_Shape = tuple[Columns, Callable[[Example], Row]]
_MESSAGES, _TEXT = Kind.MESSAGES, Kind.TEXT
_LABEL: Columns = {"label": Kind.FLAG}

_ONE_STYLE: Mapping[str, _Shape] = {
    "records": (EXAMPLE_FIELDS, _record),
    "openai-chat": (_fields(_MESSAGES, "messages"), _openai_chat),
    "sharegpt": (_fields(Kind.TURNS, "conversations"), _sharegpt),
    "alpaca": (_fields(_TEXT, "instruction", "input", "output", "system"), _alpaca),
}
_TWO_STYLES: Mapping[str, tuple[_Shape, _Shape]] = {
    "prompt-completion": (
        (_fields(_MESSAGES, "prompt", "completion"), _prompt_completion),
        (_fields(_TEXT, "prompt", "completion"), _prompt_completion_text),
    ),
    "preferences": (
        (_fields(_MESSAGES, "prompt", "chosen", "rejected"), _preferences),
        (_fields(_TEXT, "prompt", "chosen", "rejected"), _preferences_text),
    ),
    "kto": (
        ({**_fields(_MESSAGES, "prompt", "completion"), **_LABEL}, _kto),
        ({**_fields(_TEXT, "prompt", "completion"), **_LABEL}, _kto_text),
    ),
}
SHAPES = (*_ONE_STYLE, *_TWO_STYLES)
"""The names of the shapes."""

STYLED = tuple(_TWO_STYLES)
"""Those that there are as messages and as plain text."""


def shape_of(name: str, style: str = "messages") -> _Shape:
    """The columns of a shape, and the function that gives an example that shape. Raises InputError."""
    if style not in STYLES:
        raise InputError("input-bad-value", name="style", value=style, expected=", ".join(STYLES))
    if name in _ONE_STYLE:
        return _ONE_STYLE[name]
    if name in _TWO_STYLES:
        return _TWO_STYLES[name][STYLES.index(style)]
    raise InputError("input-bad-value", name="shape", value=name, expected=", ".join(SHAPES))
