"""What a check says: a finding, never an exception and never a correction.

Severity follows one rule. `error` means "this is wrong", `warning` "look at this", `info` changes nothing.
Agreement is no finding at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # this is wrong
    WARNING = "warning"  # look at this
    INFO = "info"  # good to know, changes nothing


SEVERITY_ORDER: Mapping[Severity, int] = MappingProxyType(
    {Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of a check.

    `code` is stable and kebab-case; `field` is one of the seven fields (None: the whole set or sentence);
    `expected` holds the values that would have been right, best first; `detail` the JSON-able parameters
    that `explain` puts into its sentence.
    """

    code: str
    severity: Severity
    field: str | None = None
    expected: tuple[str, ...] = ()
    detail: Mapping[str, Any] = dataclass_field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON-able data; `Finding.from_dict` gives it back."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "field": self.field,
            "expected": list(self.expected),
            "detail": dict(self.detail),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """A finding from what `to_dict` made."""
        return cls(
            code=data["code"],
            severity=Severity(data["severity"]),
            field=data.get("field"),
            expected=tuple(data.get("expected") or ()),
            detail=dict(data.get("detail") or {}),
        )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The heaviest severity among the findings, or None when there are none."""
    return max((f.severity for f in findings), key=lambda s: SEVERITY_ORDER[s], default=None)
