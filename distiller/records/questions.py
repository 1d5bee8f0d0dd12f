"""Questions, and which of them a job is to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from distiller.records.jobs import JobOptions
from distiller.records.money import Estimate


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One question. `answer_schema` is JSON text; `golden_answer` is JSON text where there is a schema."""

    id: int
    json_id: str | None
    category: str
    text: str
    golden_answer: str | None
    answer_schema: str | None
    system_prompt: str | None
    created_at: datetime
    updated_at: datetime


class Which(StrEnum):
    """Which questions a job answers."""

    UNANSWERED = "unanswered"  # no answer that is not rejected, and no item that is still open
    ALL = "all"
    FAILED = "failed"  # an item failed, and there is no answer


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which questions: None or "" restricts nothing. `q` is part of the question or of its json_id."""

    which: Which = Which.ALL
    category: str | None = None
    q: str = ""
    limit: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, as it is kept with a job."""
        return {"which": self.which.value, "category": self.category, "q": self.q, "limit": self.limit}


@dataclass(frozen=True, slots=True)
class NewQuestionJob:
    """One "start generation" over questions, as NewJob is over verbs."""

    start_key: str
    created_by: str
    provider: str
    model_name: str
    model_params: Mapping[str, Any]
    options: JobOptions
    questions: QuestionFilter
    budget: Decimal | None = None
    estimate: Estimate | None = None
