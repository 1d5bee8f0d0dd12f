"""What the store promises the engine, on both databases: leases, takeovers, ends of jobs, and many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from distiller.db.models import Call, InvalidResponse, Item
from distiller.errors import ErrorType, InputError, TeacherError
from distiller.records import (
    CallStatus,
    ClaimedItem,
    Invalid,
    ItemOutcome,
    ItemStatus,
    JobOptions,
    JobStatus,
    NewCard,
    NewJob,
    Product,
    Reason,
    StoredReply,
    TeacherReply,
    Valid,
)
from distiller.review import Review
from distiller.store import Store
from distiller.store.engine import NewCall
from tests.support import factories as f

BOTH = (Product.FORMS, Product.SENTENCES)
WRONG = Invalid(ErrorType.MISSING_REQUIRED_FIELD.value, "Missing key: vd", "{}", "lopen")


def start(store: Store, subjects: Sequence[str], products: tuple[Product, ...] = BOTH, key: str = "key") -> int:
    cards = [NewCard(subject, products) for subject in subjects]
    return store.create_job(NewJob(key, "tester", "openai", "m", {}, JobOptions(), "", cards)).id


def send(store: Store, owner: str, items: Sequence[ClaimedItem]) -> int:
    call = NewCall(items[0].job_id, items[0].product, "openai", "m", {}, "v", "h", None)
    call_id = store.save_call(owner, call, items)
    assert call_id is not None
    return call_id


def form_set(item: ClaimedItem) -> ItemOutcome:
    payload = {"infinitive": item.subject, **f.LOPEN}
    return ItemOutcome(item, valid=(Valid(item.subject, Product.FORMS, 0, payload),))


def items_of(store: Store, job: int) -> dict[str, str]:
    return {f"{i.subject}/{i.product}": i.status.value for i in store.list_items(job, limit=5000)}


def take_over(store: Store, *owners: str) -> list[StoredReply]:
    """What another owner does once it has seen these not beating for long enough."""
    beats = store.beat(store.register_owner())
    return store.recover({owner: beats[owner] for owner in owners if owner in beats})


# --- a job that ended while calls were under way ------------------------------------------------------------------


def test_what_a_dead_owner_held_of_a_cancelled_job_is_cancelled(store: Store) -> None:
    """Nobody will ever claim it: as `pending` it would be open for ever."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    send(store, owner, store.claim_items(owner, job, Product.FORMS, 8))
    store.cancel_job(job)
    assert take_over(store, owner) == []
    assert set(items_of(store, job).values()) == {"cancelled"}
    assert store.fetch_job(job).items.open == 0


def test_a_call_of_a_job_that_is_no_longer_active_is_not_made(store: Store) -> None:
    """Paused or cancelled between claim and call: nothing is sent, and the items can be given back."""
    job, owner = start(store, ["lopen", "werken"]), store.register_owner()
    first = store.claim_items(owner, job, Product.FORMS, 1)
    new = NewCall(job, Product.FORMS, "openai", "m", {}, "v", "h", None)
    store.pause_job(job)
    assert store.save_call(owner, new, first) is None
    store.resume_job(job)
    assert store.save_call(owner, new, first) is not None
    store.cancel_job(job)
    assert store.save_call(owner, new, first) is None
    store.release_items(first)
    assert items_of(store, job)["lopen/forms"] == "cancelled"


def test_a_late_reply_of_a_deleted_job_stays_on_its_call(store: Store) -> None:
    """The bill stays; what the reply says about items that are gone is no error."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    items = store.claim_items(owner, job, Product.FORMS, 8)
    call = send(store, owner, items)
    store.cancel_job(job)
    store.delete_job(job)
    store.save_reply(call, TeacherReply("{}", 0.1))
    assert store.save_outcome(call, [ItemOutcome(items[0], failure=WRONG)], [WRONG])
    with store._read() as conn:
        assert conn.execute(select(Call.status, Call.job_id)).one() == (CallStatus.ANSWERED, None)
        assert conn.execute(select(InvalidResponse.item_id)).scalars().all() == [None]


def test_a_stored_reply_of_a_deleted_job_is_nobodys_work(store: Store) -> None:
    """Its owner died before looking at it, and the job is gone: there is nothing to interpret it for."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    call = send(store, owner, store.claim_items(owner, job, Product.FORMS, 8))
    store.save_reply(call, TeacherReply("{}", 0.1))
    store.cancel_job(job)
    assert [reply.call_id for reply in take_over(store, owner)] == [call]
    store.delete_job(job)
    assert take_over(store, owner) == []


def test_a_stored_reply_comes_again_until_its_outcome_is_stored(store: Store) -> None:
    """Whoever took it up may die as well, or meet a full disk: it is neither forgotten nor asked for again."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    call = send(store, owner, store.claim_items(owner, job, Product.FORMS, 8))
    store.save_reply(call, TeacherReply("{}", 0.1))
    [first] = take_over(store, owner)
    [again] = take_over(store, owner)
    assert first == again
    assert items_of(store, job)["lopen/forms"] == "running"
    assert store.save_outcome(call, [form_set(again.items[0])], [])
    assert take_over(store, owner) == []
    assert items_of(store, job)["lopen/forms"] == "success"


def test_what_an_outcome_left_open_and_its_owner_did_not_live_to_ask_waits_again(store: Store) -> None:
    """The call has its outcome, the item was to be asked once more: it does not run for ever."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    items = store.claim_items(owner, job, Product.FORMS, 8)
    call = send(store, owner, items)
    store.save_reply(call, TeacherReply("{}", 0.1))
    store.save_outcome(call, [ItemOutcome(items[0], failure=WRONG, retry=True)], [])
    take_over(store, owner)
    assert items_of(store, job)["lopen/forms"] == "pending"


def test_an_owner_that_beats_again_is_not_taken_over(store: Store) -> None:
    """It was only slow: whoever saw it silent must look again."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    send(store, owner, store.claim_items(owner, job, Product.FORMS, 8))
    beats = store.beat(store.register_owner())
    store.beat(owner)
    assert store.recover(beats) == []
    assert items_of(store, job)["lopen/forms"] == "running"


# --- how jobs end ---------------------------------------------------------------------------------------------------


def test_a_paused_job_ends_when_its_last_waiting_sentences_fail_with_their_forms(store: Store) -> None:
    """Rejected forms end the sentences that wait for them; nothing is open then, so the job is not paused for ever."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    items = store.claim_items(owner, job, Product.FORMS, 8)
    store.save_outcome(send(store, owner, items), [form_set(items[0])], [])
    store.pause_job(job)
    review = Review(store)
    forms = review.card(items[0].card_id).forms
    assert forms is not None
    review.reject(forms.id, forms.version, "an")
    assert items_of(store, job) == {"lopen/forms": "success", "lopen/sentences": "failed"}
    assert store.fetch_job(job).status == JobStatus.DONE
    review.undo("an")
    assert items_of(store, job)["lopen/sentences"] == "pending"
    assert store.fetch_job(job).status == JobStatus.QUEUED


def test_sentences_of_a_cancelled_job_do_not_come_back_by_themselves(store: Store) -> None:
    """Their forms are written by hand after the job was cancelled: an open item would never be claimed."""
    job, owner = start(store, ["lopen", "werken"]), store.register_owner()
    [item] = store.claim_items(owner, job, Product.FORMS, 1)
    store.save_outcome(send(store, owner, [item]), [ItemOutcome(item, failure=WRONG)], [])
    assert items_of(store, job)["lopen/sentences"] == "failed"
    store.cancel_job(job)
    review = Review(store)
    review.write(item.id, f.LOPEN, "an", approve=False)
    assert store.fetch_job(job).items.open == 0
    store.retry_failed(job)
    assert items_of(store, job)["lopen/sentences"] == "pending"
    assert store.fetch_job(job).status == JobStatus.QUEUED


def test_retrying_what_failed_does_not_bring_back_a_rerun_that_was_undone(store: Store) -> None:
    """The person took it back: another retry must not replace the response they kept."""
    made = f.make_card(store)
    f.make_item(store, made.job, "werken", position=1, status=ItemStatus.FAILED)
    review = Review(store)
    review.rerun(made.forms, 1, "an", "again")
    review.undo("an")
    store.retry_failed(made.job)
    with store._read() as conn:
        rerun = conn.scalars(select(Item.status).where(Item.target_response.is_not(None))).one()
    assert rerun == ItemStatus.CANCELLED


def test_resuming_a_job_of_which_nothing_is_open_ends_it(store: Store) -> None:
    """With or without an engine to notice."""
    job = f.make_job(store, status=JobStatus.PAUSED)
    f.make_item(store, job, "lopen")
    assert store.resume_job(job).status == JobStatus.DONE


def test_a_failed_call_may_say_anything(store: Store) -> None:
    """What no database can store (NUL, lone surrogates) is replaced in messages and reasons."""
    job, owner = start(store, ["lopen"]), store.register_owner()
    items = store.claim_items(owner, job, Product.FORMS, 8)
    call = send(store, owner, items)
    hostile = "bad \x00 words \ud800 " + "x" * 100_000
    params = {"provider": "p", "detail": hostile, "message": hostile, "reason": hostile}
    error = TeacherError("teacher-bad-request", type=ErrorType.BAD_REQUEST, retryable=False, status=400, **params)
    store.save_failed_call(call, error, items, counts=True, give_up=True)
    assert items_of(store, job)["lopen/forms"] == "failed"
    other = start(store, ["werken"], key="other")
    store.pause_for(other, Reason(error.code, error.params))
    reason = store.fetch_job(other).reason
    assert reason is not None
    assert reason.params["reason"].startswith("bad \ufffd words \ufffd ")


# --- many at once ---------------------------------------------------------------------------------------------------

THREADS = 8


def together(*work: Callable[[int], object]) -> list[object]:
    """Each piece of work in a thread of its own, all at once; what each gave."""
    start_line = threading.Barrier(len(work))

    def run(numbered: tuple[int, Callable[[int], object]]) -> object:
        number, piece = numbered
        start_line.wait()
        return piece(number)

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, enumerate(work)))


def test_eight_owners_claim_each_item_once_and_no_more_than_they_asked_for(store: Store) -> None:
    """Until nothing is left."""
    subjects = [f"verb{'a' * n}en" for n in range(200)]
    job = start(store, subjects, (Product.FORMS,))
    owners = [store.register_owner() for _ in range(THREADS)]

    def claim(number: int) -> list[int]:
        mine: list[int] = []
        while items := store.claim_items(owners[number], job, Product.FORMS, 3):
            assert len(items) <= 3
            mine += [item.id for item in items]
        return mine

    claimed = [item for items in together(*[claim] * THREADS) for item in items]  # type: ignore[attr-defined]
    assert len(claimed) == len(set(claimed)) == len(subjects)


def test_the_last_outcomes_of_a_job_at_the_same_instant_end_it(store: Store) -> None:
    """Each transaction sees the others' items as open; still somebody ends the job, paused or not."""
    owner = store.register_owner()
    for round_number in range(12):
        subjects = [f"verb{'a' * n}en" for n in range(THREADS)]
        job = start(store, subjects, (Product.FORMS,), key=f"round-{round_number}")
        items = store.claim_items(owner, job, Product.FORMS, THREADS)
        calls = [send(store, owner, [item]) for item in items]
        store.pause_job(job)
        together(*[lambda n, c=calls, i=items: store.save_outcome(c[n], [form_set(i[n])], [])] * THREADS)
        assert store.fetch_job(job).status == JobStatus.DONE


def turn_of_an_engine(store: Store, owner: str, job: int, product: Product) -> None:
    """Claims, asks and stores once; forms succeed, sentences fail."""
    items = store.claim_items(owner, job, product, 4)
    call = store.save_call(owner, NewCall(job, product, "openai", "m", {}, "v", "h", None), items) if items else None
    if call is None:
        store.release_items(items)
        return
    store.save_reply(call, TeacherReply("{}", 0.1))
    forms = product == Product.FORMS
    store.save_outcome(call, [form_set(i) if forms else ItemOutcome(i, failure=WRONG) for i in items], [])


def test_nobody_waits_for_each_other_for_ever(store: Store) -> None:
    """Claims, outcomes, takeovers, cancels, retries and deletes of the same jobs: no deadlock, no other error."""
    done = threading.Event()

    def engine(number: int) -> None:
        owner = store.register_owner()
        while not done.is_set():
            for job in store.active_jobs():
                turn_of_an_engine(store, owner, job.id, Product.FORMS)
                turn_of_an_engine(store, owner, job.id, Product.SENTENCES)
            if number == 0:
                store.recover(store.beat(owner))

    def person(number: int) -> None:
        actions = (store.cancel_job, store.retry_failed, store.pause_job, store.cancel_job, store.delete_job)
        for turn in range(12):
            job = start(store, [f"verb{'a' * n}en" for n in range(6)], key=f"{number}-{turn}")
            for action in actions:
                with suppress(InputError):  # e.g. cancelled just after it ended
                    action(job)

    def people(_number: int) -> None:
        try:
            together(*[person] * 4)
        finally:
            done.set()

    together(*[engine] * 4, people)


def test_a_beat_and_a_takeover_read_no_call_that_has_ended(tmp_path: Path) -> None:
    """Ended calls carry raw replies of megabytes; every two seconds is too often to pass them all (SQLite's plan)."""
    store = f.make_store(tmp_path)
    plans: list[str] = []

    def explain(conn: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if "calls" in statement:
            rows = conn.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            plans.extend(row[3] for row in rows)

    event.listen(store._engine, "before_cursor_execute", explain)
    owner = store.register_owner()
    job = start(store, ["lopen"])
    send(store, owner, store.claim_items(owner, job, Product.FORMS, 8))
    plans.clear()
    take_over(store, owner)
    store.retire_owner(owner)
    touched = [plan for plan in plans if " calls" in plan]
    assert touched
    assert [plan for plan in touched if "ix_calls_open" not in plan and "PRIMARY KEY" not in plan] == []
    store.close()


def test_whoever_tries_again_knows_what_was_wrong(store: Store) -> None:
    """Also another process, after the one that met the invalid reply has gone; a first try knows of nothing."""
    job, owner = start(store, ["lopen", "werken"], (Product.FORMS,)), store.register_owner()
    items = store.claim_items(owner, job, Product.FORMS, 2)
    assert [item.asked.correction for item in items] == [None, None]
    call = send(store, owner, items)
    store.save_outcome(call, [ItemOutcome(items[0], failure=WRONG, retry=True)], [WRONG])
    store.release_items(items)
    again = store.claim_items(store.register_owner(), job, Product.FORMS, 2)
    assert [(item.subject, item.asked.correction) for item in again] == [("lopen", WRONG.message), ("werken", None)]
