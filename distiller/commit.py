"""Approved work into the verb database: preview first, then exactly that in one transaction.

`VerbChange.action` is "add" (a verb that learners do not have now), "change", "retire" (its forms were rejected after
they were committed), "wait" (`waiting` says for what) or "leave" (nothing to write that a reader would see).
`VerbChange.waiting` holds values of `Waits`. Sentences are shown as `template (answer)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import orjson

from distiller.commit_plan import Waits, plan_verb
from distiller.dutch_order import dutch_order
from distiller.errors import StaleDecision
from distiller.fill_ins import variants
from distiller.records import CommitPreview, CommitRecord
from distiller.store.verbs import VerbStore
from distiller.verb_work import Material, VerbPlan

__all__ = ["Committer", "Waits", "fingerprint"]

_EXACT_UP_TO = 200  # cards: so many are planned for the number on the tab, more are only counted


class Committer:
    """What becomes of approved responses."""

    def __init__(self, store: VerbStore) -> None:
        self._store = store

    def preview(self, *, job: int | None = None) -> CommitPreview:
        """What a commit would do now, in Dutch order; of one job only if given. Changes nothing."""
        return _preview(self._store.commit_plans(_plan, job=job))

    def commit(self, who: str, *, job: int | None = None, expected: str | None = None) -> CommitRecord | None:
        """Writes what `preview` shows, in one transaction; None when there is nothing to write.

        `expected` is the fingerprint of the preview a person saw: StaleDecision, and nothing written, if something
        was decided since that changes it.
        """

        def summary(plans: Sequence[VerbPlan]) -> dict[str, int]:
            if expected is not None and fingerprint(_preview(plans)) != expected:
                raise StaleDecision("commit-changed")
            return _counts(plans)

        return self._store.commit_approved(who, _complete_plan, summary, job=job)

    def waiting_count(self) -> int:
        """How many verbs a commit would add, change or retire; counted from an index where there are many."""
        cards = self._store.waiting_cards()
        if cards > _EXACT_UP_TO:
            return cards
        preview = self.preview() if cards else CommitPreview(())
        return sum(preview.count(action) for action in ("add", "change", "retire"))

    def history(self) -> list[CommitRecord]:
        """Every commit, newest first; a change by hand has {"action", …} in its counts."""
        return self._store.commit_history()


def fingerprint(preview: CommitPreview) -> str:
    """The same for two previews that would do the same."""
    return hashlib.sha256(orjson.dumps(preview.changes)).hexdigest()


def _plan(material: Sequence[Material]) -> list[VerbPlan]:
    plans = [plan for plan in map(plan_verb, material) if plan is not None]
    return sorted(plans, key=lambda p: dutch_order(p.key.infinitive, p.key.sense))


def _complete_plan(material: Sequence[Material]) -> list[VerbPlan]:
    """With the accepted variants of the forms, which no preview shows and which take their time."""
    return [
        plan if plan.forms is None else replace(plan, variants=variants(plan.key.infinitive, plan.forms))
        for plan in _plan(material)
    ]


def _preview(plans: Sequence[VerbPlan]) -> CommitPreview:
    return CommitPreview(tuple(p.change for p in plans))


def _counts(plans: Sequence[VerbPlan]) -> dict[str, int]:
    changes = [p.change for p in plans]
    return {
        "verbs_added": sum(c.action == "add" for c in changes),
        "verbs_changed": sum(c.action == "change" for c in changes),
        "verbs_retired": sum(c.action == "retire" for c in changes),
        "sentences_added": sum(len(c.sentences_added) for c in changes),
        "sentences_changed": sum(len(c.sentences_changed) for c in changes),
        "sentences_retired": sum(len(c.sentences_retired) for c in changes),
    }
