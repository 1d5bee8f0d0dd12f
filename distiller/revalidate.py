"""Stored replies judged again by today's rules, after these have changed: no call is made.

What had failed and is valid now becomes a response, as if its reply came in today. Responses that nobody has decided
on or edited get the findings of today. Every step is a short transaction of its own, so it can be broken off, and done
again: a second time finds nothing to change.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from distiller.events import about
from distiller.records import Interpretation, ResponseRecord, Valid
from distiller.records.revalidation import FailedItem, KeptPage, KeptReply, NowValid, Revalidation, Untouched
from distiller.store.revalidation import RevalidationStore
from distiller.validate import interpret

log = logging.getLogger(__name__)

_NOTHING = Interpretation(valid=(), invalid=())


def revalidate(store: RevalidationStore, job_id: int, *, dry_run: bool = False) -> Revalidation:
    """Looks again at the replies of one job; with `dry_run` only says what that would change.

    May run beside an engine and beside reviewers. Raises NotFound.
    """
    result = Revalidation(job_id, dry_run=dry_run)
    page = store.kept_replies(job_id)
    while page.last is not None:
        result = _page(store, page, result)
        page = store.kept_replies(job_id, after=page.last)
    return result


def _page(store: RevalidationStore, page: KeptPage, result: Revalidation) -> Revalidation:
    read = {call_id: _read(reply) for call_id, reply in (page.replies or {}).items()}
    found = [_now_valid(failed, read, page.replies or {}) for failed in page.failed]
    valid = [one for one in found if one is not None]
    changed = [
        (one.response, now) for one in page.untouched if (now := _same(one, read)) and _differs(one.response, now)
    ]
    looked_at = len(page.failed) + len({one.response.item_id for one in page.untouched})
    saved = len(valid) if result.dry_run else store.save_now_valid(result.job_id, valid)
    told = len(changed) if result.dry_run else store.save_findings(changed)
    return replace(
        result,
        looked_at=result.looked_at + looked_at,
        became_valid=result.became_valid + saved,
        still_invalid=result.still_invalid + len(page.failed) - len(valid),
        findings_changed=result.findings_changed + told,
    )


def _read(reply: KeptReply) -> Interpretation:
    try:
        return interpret(reply.product, reply.asked, reply.raw)
    except Exception:  # one reply's surprise must not keep the others from being looked at
        log.exception(
            "the stored reply of call %s cannot be interpreted",
            reply.call_id,
            extra=about("reply-unforeseen", call=reply.call_id),
        )
        return _NOTHING


def _now_valid(
    failed: FailedItem, read: Mapping[int, Interpretation], replies: Mapping[int, KeptReply]
) -> NowValid | None:
    """The newest of its replies that says something valid about the item."""
    item = failed.item
    for call_id in failed.calls:
        said = read.get(call_id, _NOTHING)
        valid = [one for one in said.valid if one.subject == item.subject]
        if valid:
            asked = next(one for one in replies[call_id].asked if one.subject == item.subject)
            return NowValid(replace(item, asked=asked), call_id, valid, _whole(said, replies[call_id]))
    return None


def _whole(said: Interpretation, reply: KeptReply) -> bool:
    """Whether all of a reply is valid, to a request that others may ask as well."""
    first = all(one.rerun is None and one.correction is None for one in reply.asked)
    return first and not said.invalid and {v.subject for v in said.valid} >= {one.subject for one in reply.asked}


def _same(one: Untouched, read: Mapping[int, Interpretation]) -> Valid | None:
    """What its reply says of this response by today's rules; None where it says nothing of that any more."""
    response = one.response
    said = (v for v in read.get(one.call_id, _NOTHING).valid if v.subject == response.subject)
    same = (v for v in said if one.rerun or v.position == response.position)
    return next((v for v in same if _plain(v.payload) == _plain(response.payload)), None)


def _differs(response: ResponseRecord, valid: Valid) -> bool:
    findings = [f.to_dict() for f in response.findings], [f.to_dict() for f in valid.findings]
    now = valid.analysis, valid.form_key, valid.answer_key and valid.answer_key.hex(), valid.golden
    before = response.analysis, response.form_key, response.answer_key, response.golden
    return bool(_plain(findings[0]) != _plain(findings[1]) or _plain(before) != _plain(now))


def _plain(value: Any) -> Any:
    """As it comes back from the database: tuples are lists there."""
    return orjson.loads(orjson.dumps(value))
