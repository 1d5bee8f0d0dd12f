"""What the headers of a reply say about limits."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_RATE_HEADERS = ("limit-requests", "limit-tokens", "remaining-requests", "remaining-tokens")
_RESET_HEADERS = ("reset-requests", "reset-tokens")
_LONGEST_DURATION = 32


def read_rate(headers: Mapping[str, str]) -> dict[str, float]:
    """What the x-ratelimit headers say: limits and remaining as numbers, resets as seconds."""
    rate: dict[str, float] = {}
    for name in _RATE_HEADERS:
        value = headers.get(f"x-ratelimit-{name}", "").strip()
        if value.isascii() and value.isdigit() and len(value) <= _LONGEST_DURATION:
            rate[name] = float(value)
    for name in _RESET_HEADERS:
        seconds = _seconds(headers.get(f"x-ratelimit-{name}", "").strip())
        if seconds is not None:
            rate[name] = seconds
    return rate


def _seconds(text: str) -> float | None:
    """A duration such as `120ms`, `6m0s` or `1.5`, in seconds."""
    if not text or len(text) > _LONGEST_DURATION:
        return None
    parts = _DURATION.findall(text)
    if parts and "".join(number + unit for number, unit in parts) == text:
        return float(sum(float(number) * _SECONDS[unit] for number, unit in parts))
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None
