"""What the store promises about batches, on both databases: who follows one, what is held, what can be repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, func, select, text

from distiller.db.connect import make_engine
from distiller.db.migrate import config
from distiller.db.models import Call, Item
from distiller.errors import ErrorType, TeacherError
from distiller.records import (
    BatchRecord,
    BatchStatus,
    CallStatus,
    ClaimedItem,
    ItemOutcome,
    ItemStatus,
    JobOptions,
    JobStatus,
    NewCard,
    NewJob,
    Product,
    Reason,
    RemoteBatch,
    TeacherReply,
    Usage,
    Valid,
)
from distiller.store import Store, prepare
from distiller.store.batches import FailedCall, Outcome, Sending
from distiller.store.engine import NewCall
from tests.support import factories as f
from tests.support.batch_server import BatchServer
from tests.support.running import running, settings_for
from tests.support.zeros import check_zeros

VERBS = ("lopen", "werken", "vinden")
BOTH = (Product.FORMS, Product.SENTENCES)
REPLY = TeacherReply("{}", 0.0, Usage(100, 50), Decimal("0.001"))
BROKEN = TeacherError("batch-no-answer", type=ErrorType.SERVER_ERROR, retryable=True, provider="openai")


def start(store: Store, subjects: Sequence[str] = VERBS, products: tuple[Product, ...] = BOTH) -> int:
    cards = [NewCard(subject, products) for subject in subjects]
    return store.create_job(NewJob("key", "tester", "openai", "m", {}, JobOptions(batch=True), "", cards)).id


def opened(store: Store, owner: str, job: int) -> BatchRecord:
    batch = store.open_batch(owner, job, "openai", "m")
    assert batch is not None
    return batch


def fill(store: Store, owner: str, batch: BatchRecord, product: Product = Product.FORMS) -> list[int]:
    """One call for each item that is ready; their ids."""
    assert batch.job_id is not None
    items = store.claim_items(owner, batch.job_id, product, 50)
    call = NewCall(batch.job_id, product, "openai", "m", {}, "v", "h", Decimal("0.01"), batch.id)
    said = store.add_to_batch(batch.id, [Sending(owner, call, [item]) for item in items], [10] * len(items))
    return [one.call_id for one in said if one.call_id is not None]


def made(store: Store, owner: str, job: int) -> tuple[BatchRecord, list[int]]:
    """A batch that the provider has."""
    batch = opened(store, owner, job)
    ids = fill(store, owner, batch)
    assert store.creating_batch(owner, batch, "file-1")
    assert store.made_batch(batch.id, RemoteBatch("remote-1", BatchStatus.VALIDATING))
    return store.batches_of_job(job)[0], ids


def held(store: Store) -> dict[str, str | None]:
    with store._read() as conn:
        rows = conn.execute(select(Item.subject, Item.owner).where(Item.status == ItemStatus.RUNNING))
        return {row[0]: row[1] for row in rows}


def form_set(item: ClaimedItem) -> ItemOutcome:
    return ItemOutcome(item, valid=(Valid(item.subject, Product.FORMS, 0, {"infinitive": item.subject, **f.LOPEN}),))


def take_over(store: Store, owner: str) -> str:
    """Another owner, which has seen this one not beating for long enough."""
    other = store.register_owner()
    beats = store.beat(other)
    assert store.recover({owner: beats[owner]}) == []
    return other


def test_what_is_in_a_batch_outlives_its_owner(store: Store) -> None:
    """Its calls are not lost and its items not asked again; what was claimed and not in it yet waits again."""
    owner = store.register_owner()
    job = start(store)
    batch = opened(store, owner, job)
    first = store.claim_items(owner, job, Product.FORMS, 1)
    call = NewCall(job, Product.FORMS, "openai", "m", {}, "v", "h", None, batch.id)
    store.add_to_batch(batch.id, [Sending(owner, call, first)], [10])
    store.claim_items(owner, job, Product.FORMS, 1)
    assert held(store) == {"lopen": None, "werken": owner}
    other = take_over(store, owner)
    assert held(store) == {"lopen": None}
    assert [one.id for one in store.take_batches(other)] == [batch.id]
    assert len(store.open_batch_calls(batch.id)) == 1
    assert store.check().problems == ()


def test_one_owner_follows_a_batch_and_only_it_can_have_it_made(store: Store) -> None:
    """Whoever wakes up after it was given up cannot submit what another has taken."""
    owner = store.register_owner()
    job = start(store)
    batch = opened(store, owner, job)
    fill(store, owner, batch)
    other = store.register_owner()
    assert store.take_batches(other) == []
    other = take_over(store, owner)
    assert store.take_batches(owner)  # nobody follows it: who comes first does
    store.free_batches(owner)
    assert [one.id for one in store.take_batches(other)] == [batch.id]
    assert store.take_batches(owner) == []
    assert not store.creating_batch(owner, batch, "file-1")
    store.drop_batch(owner, batch)
    assert store.creating_batch(other, batch, "file-2")
    assert store.batches_of_job(job)[0].input_file_id == "file-2"


def test_a_second_batch_of_the_provider_is_told_apart(store: Store) -> None:
    """The first that is written down is the batch; the same one again changes nothing."""
    owner = store.register_owner()
    batch, _ = made(store, owner, start(store))
    assert store.made_batch(batch.id, RemoteBatch("remote-1", BatchStatus.IN_PROGRESS))
    assert not store.made_batch(batch.id, RemoteBatch("remote-2", BatchStatus.VALIDATING))
    assert store.batches_of_job(batch.job_id or 0)[0].remote_id == "remote-1"


@pytest.mark.parametrize("how", ["pause", "cancel"])
def test_no_batch_is_made_for_a_job_that_has_stopped(store: Store, how: str) -> None:
    """Dropped, its calls are gone; the items wait, or are cancelled with the job."""
    owner = store.register_owner()
    job = start(store)
    batch = opened(store, owner, job)
    fill(store, owner, batch)
    getattr(store, f"{how}_job")(job)
    assert not store.creating_batch(owner, batch, "file-1")
    store.drop_batch(owner, batch)
    assert store.batches_of_job(job) == []
    with store._read() as conn:
        assert conn.execute(select(func.count()).select_from(Call)).scalar_one() == 0
    forms = store.fetch_job(job).forms
    assert (forms.pending, forms.cancelled) == ((3, 0) if how == "pause" else (0, 3))
    assert store.open_batch(owner, job, "openai", "m") is None
    assert store.check().problems == ()


def test_one_batch_of_a_job_is_prepared_at_a_time(store: Store) -> None:
    """Also while the answers of another are being taken in; with one under way there may be a second."""
    owner = store.register_owner()
    job = start(store, products=(Product.FORMS,))
    batch = opened(store, owner, job)
    assert store.open_batch(owner, job, "openai", "m") is None
    first = store.claim_items(owner, job, Product.FORMS, 1)
    call = NewCall(job, Product.FORMS, "openai", "m", {}, "v", "h", None, batch.id)
    store.add_to_batch(batch.id, [Sending(owner, call, first)], [10])
    store.creating_batch(owner, batch, "file-1")
    assert store.open_batch(owner, job, "openai", "m") is None
    store.made_batch(batch.id, RemoteBatch("remote-1", BatchStatus.IN_PROGRESS))
    second = opened(store, owner, job)
    store.drop_batch(owner, second)
    store.seen_batch(batch.id, RemoteBatch("remote-1", BatchStatus.COMPLETED, completed=1))
    assert store.open_batch(owner, job, "openai", "m") is None


def test_a_batch_that_is_full_or_gone_takes_no_more(store: Store) -> None:
    """A call is only stored with a batch that is being prepared, with items that are held, for a job that runs."""
    owner = store.register_owner()
    job = start(store)
    batch = opened(store, owner, job)
    items = store.claim_items(owner, job, Product.FORMS, 3)
    call = NewCall(job, Product.FORMS, "openai", "m", {}, "v", "h", None, batch.id)
    foreign = replace(items[0], lease_token="another")
    said = store.add_to_batch(batch.id, [Sending(owner, call, [one]) for one in (foreign, items[1])], [5, 7])
    assert [one.call_id is None for one in said] == [True, False]
    assert (store.batches_of_job(job)[0].requests, store.batches_of_job(job)[0].size) == (1, 7)
    store.creating_batch(owner, batch, "file-1")
    assert store.add_to_batch(batch.id, [Sending(owner, call, [items[2]])], [5])[0].call_id is None


def test_taking_in_twice_changes_nothing(store: Store) -> None:
    """The first reply stays, the first outcome counts, and sentences become ready when their forms are in."""
    owner = store.register_owner()
    job = start(store)
    batch, ids = made(store, owner, job)
    for _ in range(2):
        store.save_batch_replies(batch.id, [(one, REPLY) for one in ids])
        store.save_batch_replies(batch.id, [(ids[0], replace(REPLY, raw="another", cost=Decimal(7)))])
        calls = store.open_batch_calls(batch.id)
        store.save_batch_outcomes(
            [Outcome(one.call_id, [form_set(i) for i in one.items], []) for one in calls],
            [i for one in calls for i in one.items],
        )
    found = store.fetch_job(job)
    assert (found.forms.success, found.sentences.pending, found.cost) == (3, 3, Decimal("0.003"))
    with store._read() as conn:
        assert conn.execute(select(Call.raw_reply).where(Call.id == ids[0])).scalar_one() == "{}"
    assert store.end_batch(batch, None)
    ended = store.batches_of_job(job)[0]
    assert (ended.completed, ended.failed, ended.ended_at is not None) == (3, 0, True)
    assert len(store.claim_items(owner, job, Product.SENTENCES, 9)) == 3


def test_a_batch_does_not_end_before_its_calls(store: Store) -> None:
    """And a reply that was stored and not interpreted comes again."""
    owner = store.register_owner()
    job = start(store)
    batch, ids = made(store, owner, job)
    store.save_batch_replies(batch.id, [(ids[0], REPLY)])
    assert not store.end_batch(batch, None)
    assert [one.raw for one in store.open_batch_calls(batch.id)] == ["{}", None, None]
    assert [one.call_id for one in store.open_batch_calls(batch.id, ids=ids[1:2])] == ids[1:2]
    assert [one.call_id for one in store.open_batch_calls(batch.id, after=ids[0], limit=1)] == ids[1:2]


def test_calls_without_a_reply_count_or_end_as_told(store: Store) -> None:
    """One counts as an attempt, one ends its item, one is nobody's fault."""
    owner = store.register_owner()
    job = start(store)
    batch, ids = made(store, owner, job)
    calls = store.open_batch_calls(batch.id)
    store.fail_batch_calls(
        [
            FailedCall(ids[0], BROKEN, calls[0].items, counts=True),
            FailedCall(ids[1], BROKEN, calls[1].items, counts=True, ends=calls[1].items),
            FailedCall(ids[2], BROKEN, calls[2].items, lost=True),
        ]
    )
    items = {i.subject: i for i in store.list_items(job) if i.product == Product.FORMS}
    found = [(items[verb].status.value, items[verb].attempts) for verb in VERBS]
    assert found == [("pending", 1), ("failed", 1), ("pending", 0)]
    with store._read() as conn:
        statuses = conn.execute(select(Call.status).order_by(Call.id)).scalars().all()
    assert statuses == [CallStatus.FAILED, CallStatus.FAILED, CallStatus.LOST]
    assert store.end_batch(batch, Reason("batch-barren", {"provider": "openai", "count": 3}))
    ended = store.fetch_job(job)
    assert ended.status == JobStatus.PAUSED
    assert ended.sentences.failed == 1  # those of the verb whose forms failed
    assert store.check().problems == ()


def test_what_is_in_a_batch_is_no_owners(store: Store) -> None:
    """Tens of thousands of calls for a day: a beat looks through none of them."""
    owner = store.register_owner()
    made(store, owner, start(store))
    store.free_batches(owner)
    assert store.beat(owner) == {}


def older(url: str, home: Path) -> str:
    """An empty database of a revision before batches and budgets, of the same kind."""
    if url.startswith("sqlite"):
        address = f"sqlite:///{home / 'older.db'}"
    else:
        server, _, name = url.rpartition("/")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            conn.execute(text(f"DROP DATABASE IF EXISTS {name}_older"))
            conn.execute(text(f"CREATE DATABASE {name}_older"))
        engine.dispose()
        address = f"{server}/{name}_older"
    engine = make_engine(address, migrating=True)
    with engine.begin() as conn:
        command.upgrade(config(conn), "0003")
    engine.dispose()
    return address


def test_an_old_database_keeps_its_calls(database_url: str, tmp_path: Path) -> None:
    """Calls under way are still somebody's, and none belongs to a batch."""
    address = older(database_url, tmp_path)
    engine = make_engine(address, migrating=True)
    names = "owner, product, provider, model, params, prompt_version, request_hash, asked, status, sent_at"
    values = "'gone', 'forms', 'openai', 'm', '{}', 'v', 'h', '[]', 'sent', '2026-11-20 12:00:00'"
    with engine.begin() as conn:
        conn.execute(text(f"INSERT INTO calls ({names}) VALUES ({values})"))
    engine.dispose()
    assert prepare(address, tmp_path)
    store = Store(address)
    try:
        beats = store.beat(store.register_owner())
        assert beats == {"gone": None}
        store.recover(beats)
        with store._read() as conn:
            assert conn.execute(select(Call.status, Call.batch_id)).one() == (CallStatus.LOST, None)
        job = start(store)
        assert made(store, store.register_owner(), job)[1]
        assert store.check().problems == ()
    finally:
        store.close()


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as server:
        yield server


def test_two_engines_run_a_job_on_either_database(
    database_url: str, tmp_path: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way."""
    monkeypatch.setattr("distiller.engine.batches.LOOK_S", 0.05)
    settings = replace(settings_for(tmp_path, server), batch_poll_s=0.01)
    with running(settings, url=database_url) as run, running(settings, url=database_url):
        job = run.finish(run.start(VERBS, JobOptions(sentence_count=2, batch=True)).id)
        check_zeros(run, server, job.id, VERBS, 2)
        assert len(server.batches) == 2
