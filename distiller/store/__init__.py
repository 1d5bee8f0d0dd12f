"""The door to the database: one class, its verbs grouped by noun in the modules of this package."""

from __future__ import annotations

from distiller.store.base import StoreBase, prepare
from distiller.store.batches import BatchStore
from distiller.store.engine import EngineStore
from distiller.store.exports import ExportStore
from distiller.store.health import HealthStore
from distiller.store.jobs import JobStore
from distiller.store.live import LiveStore
from distiller.store.questions import QuestionStore
from distiller.store.revalidation import RevalidationStore
from distiller.store.review import ReviewStore
from distiller.store.verbs import VerbStore

__all__ = ["Store", "StoreBase", "prepare"]


class Store(
    EngineStore,
    BatchStore,
    JobStore,
    ReviewStore,
    VerbStore,
    QuestionStore,
    ExportStore,
    HealthStore,
    LiveStore,
    RevalidationStore,
):
    """All verbs of the store."""
