"""What the store hands an export of answers: one answer with its question, where it comes from, who agrees.

JSON stays the text that the database has: of a million answers most is never looked into.
"""

from __future__ import annotations

from typing import NamedTuple


class AnswerWork(NamedTuple):
    """One answer. Times are ISO 8601 in UTC; `payload`, `edited`, `findings` and `asked` are JSON text.

    `own_system` is the question's own system prompt. Provider, model and prompt version are None where no call stands
    behind it; `asked` is what that call asked, and only there where the question was changed since.
    """

    id: int
    card_id: int
    question_id: int
    job: int
    call: int | None
    payload: str
    edited: str | None
    findings: str
    answer_key: bytes | None
    golden: str | None
    is_correct: bool | int | None  # SQLite has 0 and 1
    superseded_by: int | None
    reviewer: str | None
    reviewed_at: str | None
    created_at: str
    json_id: str | None
    category: str
    question: str
    golden_answer: str | None
    schema: str | None
    own_system: str | None
    provider: str | None
    model: str | None
    prompt_version: str | None
    asked: str | None


class Agreement(NamedTuple):
    """How many current answers to the same question, rejected ones aside, there are, and how many are equal to this."""

    answers: int
    agreeing: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None for a single answer, which agrees with nobody."""
        return round(self.agreeing / self.answers, 4) if self.answers > 1 else None
