"""The database itself: migrations, a newer or foreign file, a full disk, locks, backups."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from distiller.db import connect
from distiller.db.connect import make_engine
from distiller.db.migrate import config, head
from distiller.db.models import Review
from distiller.errors import InputError, NewerDatabase, StoreError, StoreUnavailable
from distiller.records import JobOptions, NewCard, NewJob, Product
from distiller.store import Store, prepare
from distiller.store.backup import backup, restore
from tests.support.factories import make_card


def new_job(count: int = 1, key: str = "k") -> NewJob:
    cards = [NewCard(f"verb{n}en", (Product.FORMS,)) for n in range(count)]
    return NewJob(key, "t", "offline", "offline-rules", {}, JobOptions(), "text", cards)


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    """No table, column or index of the models is missing in a migrated database."""
    engine = make_engine(database_url, migrating=True)
    with engine.begin() as conn:
        command.check(config(conn))
    engine.dispose()


def test_bringing_up_to_date_twice_changes_nothing(database_url: str, tmp_path: Path) -> None:
    """And several processes may try at once."""
    results: list[bool] = []
    threads = [threading.Thread(target=lambda: results.append(prepare(database_url, tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [False] * 4


def test_a_fresh_sqlite_file_is_migrated_by_one_of_many(tmp_path: Path) -> None:
    """The others wait and find it done."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    results: list[bool] = []
    threads = [threading.Thread(target=lambda: results.append(prepare(url, tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]


def test_a_database_of_a_newer_version_is_left_alone(database_url: str, tmp_path: Path) -> None:
    """It is named, and nothing in it changes."""
    engine = make_engine(database_url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase) as refused:
        prepare(database_url, tmp_path)
    assert "9999" in refused.value.sentence("en")
    with engine.begin() as conn:
        conn.execute(text(f"UPDATE alembic_version SET version_num = '{head()}'"))
    engine.dispose()


@pytest.mark.parametrize("content", [b"not a database at all, but some text of some length" * 20, b""])
def test_a_file_that_is_no_database_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    """Text, or somebody else's SQLite file: never migrated."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    if not content:
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE theirs (id INTEGER)")
        other.close()
    with pytest.raises(StoreError) as refused:
        prepare(f"sqlite:///{path}", tmp_path)
    assert refused.value.code == "store-not-a-database"


def test_a_full_disk_is_one_sentence_and_nothing_is_half_written(tmp_path: Path) -> None:
    """SQLite at its page limit answers as a full disk does; with room again the same call succeeds."""
    url = f"sqlite:///{tmp_path / 'd.db'}"
    prepare(url, tmp_path)
    store = Store(url)
    limit_pages(store, 0)
    with pytest.raises(StoreUnavailable) as refused:
        store.create_job(new_job(20_000))
    assert refused.value.code == "store-full"
    assert store.count_jobs() == 0
    limit_pages(store, 1_000_000)
    assert store.create_job(new_job(20_000)).forms.pending == 20_000
    store.close()


def limit_pages(store: Store, extra: int) -> None:
    """The limit belongs to a connection: it is set on the pool's only one, and on those to come."""
    store._engine.dispose()

    from sqlalchemy import event

    @event.listens_for(store._engine, "connect")
    def _limit(dbapi: sqlite3.Connection, _record: object) -> None:
        pages = dbapi.execute("PRAGMA page_count").fetchone()[0]
        dbapi.execute(f"PRAGMA max_page_count={pages + 10 + extra}").fetchone()


def test_a_locked_database_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else holds the write lock for longer than we wait."""
    monkeypatch.setattr(connect, "BUSY_MS", 50)
    url = f"sqlite:///{tmp_path / 'd.db'}"
    prepare(url, tmp_path)
    store = Store(url)
    other = sqlite3.connect(tmp_path / "d.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as refused:
        store.create_job(new_job())
    assert refused.value.code == "store-unavailable"
    assert store.count_jobs() == 0  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    assert store.create_job(new_job()).id
    store.close()


def test_reviews_cannot_be_changed_or_removed(store: Store) -> None:
    """The database itself refuses, on both."""
    from distiller.review import Review as Desk

    made = make_card(store)
    assert made.forms is not None
    Desk(store).approve(made.forms, 1, "ed")
    for statement in (update(Review).values(who="somebody"), delete(Review)):
        with pytest.raises(DatabaseError), store._write() as conn:
            conn.execute(statement)


def test_times_come_back_as_the_same_moment_in_utc(database_url: str) -> None:
    """Whatever zone they were given in."""
    moment = datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    store = Store(database_url, clock=lambda: moment)
    job = store.create_job(new_job())
    assert job.created_at == moment
    assert job.created_at.tzinfo == UTC
    store.close()


def test_a_backup_put_back_gives_what_was_there(tmp_path: Path) -> None:
    """Made while the database is in use; the present one is kept when the old one comes back."""
    url = f"sqlite:///{tmp_path / 'd.db'}"
    prepare(url, tmp_path)
    store = Store(url)
    store.create_job(new_job(key="one"))
    copy = backup(url, tmp_path)
    store.create_job(new_job(key="two"))
    store.close()
    kept = restore(url, tmp_path, copy)
    store = Store(url)
    assert store.count_jobs() == 1
    store.close()
    assert kept is not None
    restore(url, tmp_path, kept)
    store = Store(url)
    assert store.count_jobs() == 2
    assert store.check().problems == ()
    store.close()


def test_only_a_database_of_ours_is_put_back(tmp_path: Path) -> None:
    """A missing or foreign file leaves the database as it is."""
    url = f"sqlite:///{tmp_path / 'd.db'}"
    prepare(url, tmp_path)
    other = tmp_path / "text.db"
    other.write_text("no database")
    with pytest.raises(StoreError):
        restore(url, tmp_path, other)
    with pytest.raises(InputError):
        restore(url, tmp_path, tmp_path / "missing.db")
    assert prepare(url, tmp_path) is False


def test_an_error_of_the_driver_does_not_quote_what_was_to_be_stored(store: Store) -> None:
    """It would end up on the console: replies and questions are no matter of a log."""
    with pytest.raises((DatabaseError, StoreError)) as caught, store._write() as conn:
        conn.execute(text("SELECT :reply FROM nothing_of_the_kind"), {"reply": "geheim antwoord"})
    assert "geheim" not in f"{caught.value} {caught.value.__cause__}"
