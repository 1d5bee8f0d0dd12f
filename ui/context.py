"""What every tab receives: the use cases of layer 3, and nothing global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distiller.commit import Committer
    from distiller.export import Exporter
    from distiller.jobs import Jobs
    from distiller.live import Live
    from distiller.question_jobs import QuestionJobs
    from distiller.questions import Questions
    from distiller.records import Reason
    from distiller.review import Review
    from distiller.settings import Settings
    from distiller.verbs import VerbDatabase

PERSON = "local"
"""Who decides at this screen, as long as there are no accounts."""


def _none() -> Reason | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """The use cases by the names their modules have. `who` is written beside each decision.

    `trouble` says why the engine cannot store anything right now; None if all is well.
    """

    settings: Settings
    jobs: Jobs
    review: Review
    committer: Committer
    verbs: VerbDatabase
    exporter: Exporter
    questions: Questions
    question_jobs: QuestionJobs
    live: Live
    who: str = PERSON
    trouble: Callable[[], Reason | None] = _none
