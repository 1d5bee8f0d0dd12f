"""How often teachers are right, and how often they agree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """The answers of one model to the questions of one category (None: of all), against their golden answers.

    `exact` and `normalised` are right, `without_golden` have nothing to be compared with; `edited` are answers that a
    person changed, which no longer say what the teacher knew.
    """

    provider: str
    model: str
    category: str | None
    exact: int = 0
    normalised: int = 0
    differs: int = 0
    without_golden: int = 0
    edited: int = 0

    @property
    def compared(self) -> int:
        """How many have a golden answer beside them."""
        return self.exact + self.normalised + self.differs

    @property
    def share(self) -> float | None:
        """Of those, how many are right; None where there are none."""
        return (self.exact + self.normalised) / self.compared if self.compared else None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Two models: how many questions both have answered, and how many of them equally."""

    models: tuple[str, str]
    questions: int
    agree: int


@dataclass(frozen=True, slots=True)
class AccuracyReport:
    """All of it. `compared` questions were answered by two or more jobs, `agree` of them equally by all."""

    models: tuple[AccuracyRow, ...]
    categories: tuple[AccuracyRow, ...]
    compared: int
    agree: int
    pairs: tuple[AgreementRow, ...]
