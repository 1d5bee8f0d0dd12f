"""What must hold of a job after any crash: nothing lost, nothing stuck, nothing doubled, nothing paid for twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from distiller.db.models import Call, CallItem, Item, Response
from distiller.records import CallStatus, ItemStatus, JobStatus, Product
from tests.support.chat_server import ChatServer
from tests.support.running import Running


def check_zeros(run: Running, server: ChatServer, job_id: int, verbs: Sequence[str], sentences: int) -> int:
    """Every verb has one form set and its sentences, of one stored reply each; how many calls were lost."""
    job = run.jobs.get(job_id)
    assert job.status in (JobStatus.DONE, JobStatus.CANCELLED)  # replies in flight may be the last of a cancelled one
    assert job.items.success == job.items.total == 2 * len(verbs)
    with run.store._read() as conn:
        counts = conn.execute(
            select(Item.subject, Item.product, func.count(Response.id))
            .join(Response, Response.item_id == Item.id)
            .group_by(Item.subject, Item.product)
        ).all()
        assert len(counts) == 2 * len(verbs)
        assert {(c[1], c[2]) for c in counts} == {(Product.FORMS, 1), (Product.SENTENCES, sentences)}
        answered = conn.execute(
            select(CallItem.item_id, func.count())
            .join(Call, Call.id == CallItem.call_id)
            .where(Call.status == CallStatus.ANSWERED)
            .group_by(CallItem.item_id)
        ).all()
        assert {count for _, count in answered} == {1}, "a reply that was stored was asked for again"
        in_vain = Counter(  # lost, or failed as a time-out on a busy machine
            conn.scalars(
                select(Item.subject)
                .join(CallItem, CallItem.item_id == Item.id)
                .join(Call, Call.id == CallItem.call_id)
                .where(Call.status.in_((CallStatus.LOST, CallStatus.FAILED)))
            )
        )
        lost_calls = conn.execute(select(func.count()).where(Call.status == CallStatus.LOST)).scalar_one()
        assert conn.execute(select(func.count()).where(Item.status == ItemStatus.RUNNING)).scalar_one() == 0
    for verb in verbs:
        assert server.asked(verb) <= 2 + in_vain[verb]
    assert run.store.check().problems == ()
    return lost_calls
