"""Many calls in one transaction, on both databases: the results of one by one, and nobody hurt by a neighbour."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import StatementError

from distiller.db.models import Call, CallItem, Item, Response
from distiller.errors import InputError
from distiller.records import (
    ClaimedItem,
    Invalid,
    ItemOutcome,
    JobOptions,
    JobRecord,
    JobStatus,
    NewQuestionJob,
    Product,
    QuestionFilter,
    TeacherReply,
    Valid,
)
from distiller.store import Store
from distiller.store.engine import NewCall
from tests.support.answers import make_question
from tests.support.factories import make_store

COUNT = 24
WRONG = Invalid("JSON_PARSE_ERROR", "no JSON", "raw")


def make_job(store: Store, count: int = COUNT) -> JobRecord:
    for number in range(count):
        make_question(store, f"q{number}")
    wanted = QuestionFilter()
    return store.create_question_job(NewQuestionJob("k", "t", "openai", "m", {}, JobOptions(questions=True), wanted))


def claimed(store: Store, job: int, owner: str) -> list[ClaimedItem]:
    return store.claim_items(owner, job, Product.ANSWER, COUNT)


def new_call(job: int, **params: Any) -> NewCall:
    return NewCall(job, Product.ANSWER, "openai", "m", params, "answer-1", "h", None)


def answered(item: ClaimedItem) -> ItemOutcome:
    return ItemOutcome(
        item, valid=(Valid(item.subject, Product.ANSWER, 0, {"answer": item.subject}, answer_key=b"k" * 16),)
    )


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """All started at the same moment; what each gave or raised."""
    results: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(index: int) -> None:
        start.wait()
        try:
            results[index] = works[index]()
        except (StatementError, TypeError) as exc:
            results[index] = exc

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def count(store: Store, table: Any, *where: Any) -> int:
    with store._read() as conn:
        return conn.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def test_the_three_commits_of_many_workers_come_together(store: Store) -> None:
    """Each call belongs to its item, each answer to its call, and the last outcome ends the job."""
    job = make_job(store)
    owner = store.register_owner()
    items = claimed(store, job.id, owner)

    def work(item: ClaimedItem) -> bool:
        call = store.save_call(owner, new_call(job.id), [item])
        assert call is not None
        store.save_reply(call, TeacherReply(f'"{item.subject}"', 0.1))
        return store.save_outcome(call, [answered(item)], [])

    assert at_once([lambda i=i: work(i) for i in items]) == [True] * COUNT
    ended = store.fetch_job(job.id)
    assert (ended.status, ended.answers.success, ended.calls) == (JobStatus.DONE, COUNT, COUNT)
    with store._read() as conn:
        rows = conn.execute(
            select(Call.raw_reply, Item.subject, Response.subject)
            .join(CallItem, CallItem.call_id == Call.id)
            .join(Item, Item.id == CallItem.item_id)
            .join(Response, Response.call_id == Call.id)
        ).all()
    assert len(rows) == COUNT
    assert all(reply == f'"{subject}"' and subject == other for reply, subject, other in rows)


def test_a_write_that_fails_fails_alone(store: Store) -> None:
    """Its neighbours are stored once, with results of their own."""
    job = make_job(store)
    owner = store.register_owner()
    items = claimed(store, job.id, owner)
    works: list[Callable[[], Any]] = [lambda i=i: store.save_call(owner, new_call(job.id), [i]) for i in items[1:]]
    found = at_once([*works, lambda: store.save_call(owner, new_call(job.id, bad=object()), [items[0]])])
    assert isinstance(found[-1], (StatementError, TypeError))
    assert len({call for call in found[:-1] if isinstance(call, int)}) == COUNT - 1
    assert count(store, Call) == COUNT - 1


def test_each_of_a_group_is_judged_by_its_own_lease(store: Store) -> None:
    """One whose item was taken over is told so; the same reply counts once, whoever brings it how often."""
    job = make_job(store)
    owner = store.register_owner()
    items = claimed(store, job.id, owner)
    store.release_items(items[:1])
    calls = at_once([lambda i=i: store.save_call(owner, new_call(job.id), [i]) for i in items])
    assert calls[0] is None
    assert None not in calls[1:]
    twice = [lambda: store.save_outcome(calls[1], [answered(items[1])], [])] * 6
    assert sorted(at_once(list(twice))) == [False] * 5 + [True]
    assert count(store, Response) == 1


def test_right_wrong_and_repeated_answers_in_one_group(store: Store) -> None:
    """Each item ends as its own reply says; invalid replies stay with their item."""
    job = make_job(store)
    owner = store.register_owner()
    items = claimed(store, job.id, owner)
    calls = at_once([lambda i=i: store.save_call(owner, new_call(job.id), [i]) for i in items])

    def outcome(place: int, item: ClaimedItem) -> bool:
        if place % 3 == 0:
            return store.save_outcome(calls[place], [answered(item)], [])
        wrong = Invalid(WRONG.error_type, WRONG.message, WRONG.raw, item.subject)
        return store.save_outcome(calls[place], [ItemOutcome(item, failure=wrong, retry=place % 3 == 1)], [wrong])

    assert at_once([lambda n=n, i=i: outcome(n, i) for n, i in enumerate(items)]) == [True] * COUNT
    found = store.fetch_job(job.id)
    third = COUNT // 3
    assert (found.answers.success, found.answers.failed, found.answers.running) == (third, third, third)
    assert found.status == JobStatus.RUNNING
    for place, item in enumerate(items):
        assert len(store.invalid_of_item(item.id)) == (place % 3 != 0)
    assert count(store, Item, Item.attempts == 1) == 2 * third


def test_a_filter_without_questions_makes_no_job(store: Store) -> None:
    """The start key is free afterwards."""
    with pytest.raises(InputError):
        make_job(store, 0)
    assert store.count_jobs() == 0
    assert make_job(store, 1).requested_count == 1


def test_ready_items_are_found_in_their_index(tmp_path: Path) -> None:
    """A claim takes as long in a job of a million questions as in one of ten."""
    store = make_store(tmp_path)
    job = make_job(store)
    found: list[tuple[str, Any]] = []
    event.listen(store._engine, "before_cursor_execute", lambda c, cur, text, given, *rest: found.append((text, given)))
    claimed(store, job.id, store.register_owner())
    text, given = next((text, given) for text, given in found if text.startswith("WITH chosen"))
    with store._read() as conn:
        plan = [str(line[3]) for line in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given).all()]
    assert any("ix_items_claim (job_id=? AND product=?)" in line for line in plan), plan
    assert not any("TEMP B-TREE" in line for line in plan), plan
    store.close()
