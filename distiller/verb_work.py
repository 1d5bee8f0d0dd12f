"""What the store and the use cases of approved work hand each other: candidates, plans, edits, rows of exports.

Plain and frozen; nothing here reads or decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from distiller.dutch.model import FORM_FIELDS
from distiller.records import Product, VerbChange, VerbKey, VerbRecord

# --- the verb database


@dataclass(frozen=True, slots=True)
class NewFillIn:
    """A fill-in sentence to be written."""

    sentence_template: str
    answer: str
    answer_form_key: str
    accepted_answers: tuple[str, ...]
    text: str
    response_id: int | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """What may exist once among the live sentences of a verb."""
        return (self.text, self.answer_form_key)


@dataclass(frozen=True, slots=True)
class VerbLine:
    """One verb without its forms and sentences: enough to sort and to page."""

    id: int
    key: VerbKey
    retired: bool


# --- commits


@dataclass(frozen=True, slots=True)
class Candidate:
    """A response as a commit looks at it. `content` is the payload that counts, edited or not."""

    id: int
    card_id: int
    subject: str
    product: Product
    content: Mapping[str, Any]
    analysis: Mapping[str, Any]
    form_key: str | None
    is_correct: bool | None
    reviewed_at: datetime | None
    version: int
    committed_version: int | None
    superseded_by: int | None

    @property
    def current(self) -> bool:
        """Not replaced by a rerun."""
        return self.superseded_by is None

    @property
    def approved(self) -> bool:
        """Current, and a person said that it is right."""
        return self.current and self.is_correct is True

    @property
    def settled(self) -> bool:
        """In the verb database, and nothing was decided since."""
        return self.committed_version == self.version


@dataclass(frozen=True, slots=True)
class Material:
    """One subject: everything that was made for it, and what the verb database has (live sentences only)."""

    subject: str
    candidates: tuple[Candidate, ...]
    verb: VerbRecord | None


@dataclass(frozen=True, slots=True)
class VerbPlan:
    """What a commit does to one verb. `change` is how a person is shown it."""

    change: VerbChange
    key: VerbKey
    verb_id: int | None
    forms: Mapping[str, str] | None = None  # to be written; None: they stay
    variants: Mapping[str, Any] | None = None
    forms_response_id: int | None = None
    retire_verb: bool = False
    restore_verb: bool = False
    add: tuple[NewFillIn, ...] = ()
    update: tuple[tuple[int, NewFillIn], ...] = ()
    retire: tuple[int, ...] = ()
    committed: tuple[tuple[int, int], ...] = ()  # response, version
    cleared: tuple[int, ...] = ()  # responses that are no longer in the verb database

    @property
    def writes(self) -> bool:
        """Whether anything is stored for it."""
        return bool(
            self.forms is not None
            or self.retire_verb
            or self.add
            or self.update
            or self.retire
            or self.committed
            or self.cleared
        )


@dataclass(frozen=True, slots=True)
class VerbEdit:
    """A change of one verb by hand or by an import. `retired`: True takes it out of use, False puts it back."""

    key: VerbKey
    verb_id: int | None  # None: a new verb
    action: str
    forms: Mapping[str, str] | None = None
    variants: Mapping[str, Any] | None = None
    retired: bool | None = None
    add: tuple[NewFillIn, ...] = ()
    update: tuple[tuple[int, NewFillIn], ...] = ()
    retire: tuple[int, ...] = ()
    restore: tuple[int, ...] = ()
    cleared: tuple[int, ...] = ()


def same_forms(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two form sets agree in all seven fields; a missing field is an empty one."""
    return all((one.get(name) or "") == (other.get(name) or "") for name in FORM_FIELDS)


# --- exports


class Verdict(StrEnum):
    """What a person said of a response, if anything."""

    APPROVED = "approved"
    UNDECIDED = "undecided"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which current responses an export is about; None or "" restricts nothing.

    `q` is part of the subject (or question), accents aside. `since` and `until` (exclusive) bound the time of the
    decision, or of the response where there is none. `category` and `min_agreement` (0 to 1) are of answers only.
    """

    job: int | None = None
    committed_only: bool = False
    q: str = ""
    verdicts: frozenset[Verdict] = frozenset({Verdict.APPROVED})
    model: str | None = None
    reviewer: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    category: str | None = None
    min_agreement: float | None = None


class Work(NamedTuple):
    """A current response with where it comes from. `model` is None for one that a person wrote.

    `chosen` says that the filter asks for it: form sets come along to judge sentences by. A tuple, since tens of
    thousands are made to count what an export would write.
    """

    id: int
    subject: str
    product: Product
    card_id: int
    content: Mapping[str, Any]
    analysis: Mapping[str, Any]
    form_key: str | None
    is_correct: bool | None
    reviewer: str | None
    reviewed_at: datetime | None
    committed: bool
    job: int
    model: str | None
    chosen: bool
    call: int | None = None
    prompt_version: str | None = None
    provider: str | None = None
    original: Mapping[str, Any] | None = None  # of an edited one: what the teacher gave
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True)
class InvalidWork:
    """A reply, or part of one, that failed validation, with where it comes from."""

    id: int
    subject: str | None
    product: Product | None
    error_type: str
    message: str
    raw_text: str
    created_at: datetime
    job: int | None
    model: str | None


@dataclass(frozen=True, slots=True)
class SubjectWork:
    """One subject: its current work, and the forms that the verb database has for it, if any."""

    subject: str
    work: Sequence[Work]
    committed_forms: Mapping[str, str] | None
