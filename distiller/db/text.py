"""What a stranger said, as every database can store it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def storable(text: str) -> str:
    """The text with U+FFFD for NUL and lone surrogates: PostgreSQL refuses the one, UTF-8 the other."""
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def storable_params(params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of an error, their texts storable."""
    return {name: storable(value) if isinstance(value, str) else value for name, value in params.items()}
