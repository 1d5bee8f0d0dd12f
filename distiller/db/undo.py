"""Undo: the latest decision of a person that is not undone is reverted, a batch as one.

A decision stands while it is the last on its response that is not undone. Of a batch, what somebody decided on
later is left alone; if nothing of the decision stands any more, the undo is refused and says who was later.
A response that was written by hand and taken back is superseded by itself: nothing newer stands in its place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row

from distiller.db import jobs, responses, review_items, reviews
from distiller.db.dependents import refresh_sentences
from distiller.errors import InputError, StaleDecision
from distiller.records import ItemStatus, Product, ResponseRecord, ReviewAction


def undo_latest(conn: Connection, who: str, now: datetime) -> int:
    """Reverts the latest decision of `who` and appends that; the id of the card touched last.

    Raises InputError (review-nothing-to-undo) and StaleDecision.
    """
    own: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for review in reviews.latest_of(conn, who):
        own[review.response_id].append(review)
    if not own:
        raise InputError("review-nothing-to-undo")
    found = responses.fetch_many(conn, list(own), lock=True)
    force = reviews.in_force(conn, list(own))
    standing = [r for r in found.values() if _stands(r, own[r.id], force)]
    if not standing:
        raise reviews.stale(conn, max(found.values(), key=lambda r: own[r.id][-1].id))
    several = sum(len(own[r.id]) for r in standing) > 1
    decision = reviews.Decision(who, now, ReviewAction.UNDO, batch=uuid4().hex if several else None)
    pairs: list[tuple[ResponseRecord, ResponseRecord]] = []
    entries: list[dict[str, Any]] = []
    for response in standing:
        after = response
        for review in reversed(own[response.id]):
            before, after = after, _reverted(conn, after, review, now)
            entries.append(reviews.entry(decision, before, after, item_id=review.item_id, undoes=review.id))
        pairs.append((response, after))
    reviews.store(conn, pairs)
    reviews.append(conn, entries)
    _put_items_back(conn, [review for r in standing for review in own[r.id]], now)
    refresh_sentences(conn, {r.card_id for r in standing if r.product == Product.FORMS}, now)
    return max(standing, key=lambda r: own[r.id][-1].id).card_id


def _stands(response: ResponseRecord, own: list[Row[Any]], force: dict[int, tuple[int, str]]) -> bool:
    last, _ = force.get(response.id, (None, ""))
    current = response.superseded_by is None or own[-1].action == ReviewAction.RERUN
    return last == own[-1].id and current


def _reverted(conn: Connection, response: ResponseRecord, review: Row[Any], now: datetime) -> ResponseRecord:
    version = response.version + 1
    if review.before["version"] == 0:  # it was written by hand: there was nothing before
        if response.committed_version is not None:  # it stays, undecided, until a commit has dealt with it
            return replace(response, version=version)
        return replace(response, version=version, superseded_by=response.id)
    if review.action == ReviewAction.RERUN:
        _withdraw_rerun(conn, response, review.item_id, now)
        return replace(response, version=version, superseded_by=None)
    return reviews.restored(response, review.before)


def _withdraw_rerun(conn: Connection, old: ResponseRecord, item_id: int, now: datetime) -> None:
    """Cancels the item that asks again; what it gave gives way to the old response, unless it was decided on."""
    gave = responses.current_of_item(conn, item_id)
    decided = reviews.in_force(conn, [r.id for r in gave])
    for who in (who for _, who in decided.values()):
        raise StaleDecision("review-stale", who=who)
    reviews.store(conn, [(r, replace(r, version=r.version + 1, superseded_by=old.id)) for r in gave])
    review_items.set_state(conn, item_id, {"status": ItemStatus.CANCELLED}, now)
    jobs.settle(conn, [old.job_id], now)


def _put_items_back(conn: Connection, undone: list[Row[Any]], now: datetime) -> None:
    """Items whose hand-written response was taken back stand as they stood before it."""
    for review in undone:
        state = review.before.get("item")
        if state is not None and not responses.current_of_item(conn, review.item_id):
            review_items.set_state(conn, review.item_id, state, now)
            refresh_sentences(conn, [review.card_id], now)
