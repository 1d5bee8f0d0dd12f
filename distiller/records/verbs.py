"""The verb database and what a commit does to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from distiller.records.words import VerbKey


@dataclass(frozen=True, slots=True)
class FillInRecord:
    """One fill-in sentence of the verb database."""

    id: int
    sentence_template: str
    answer: str
    answer_form_key: str
    accepted_answers: tuple[str, ...]
    text: str
    response_id: int | None
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerbRecord:
    """One verb of the verb database; `forms` has the seven fields, "" where one is missing."""

    id: int
    key: VerbKey
    forms: Mapping[str, str]
    variants: Mapping[str, Any]
    forms_response_id: int | None
    sentences: tuple[FillInRecord, ...]
    updated_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerbChange:
    """One line of a commit preview: what happens to a verb, and why something waits."""

    subject: str
    action: str  # "add", "change", "leave", "wait"
    forms: Mapping[str, tuple[str, str]]  # field -> (old, new); only what differs
    sentences_added: tuple[str, ...]
    sentences_changed: tuple[tuple[str, str], ...]  # (old, new)
    sentences_retired: tuple[str, ...]
    waiting: tuple[str, ...]  # reasons, as codes of ui texts
    card_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CommitPreview:
    """What a commit would do."""

    changes: tuple[VerbChange, ...]

    def count(self, action: str) -> int:
        """How many verbs have this action."""
        return sum(c.action == action for c in self.changes)


@dataclass(frozen=True, slots=True)
class CommitRecord:
    """One commit that was made."""

    id: int
    who: str
    at: datetime
    counts: Mapping[str, int]
