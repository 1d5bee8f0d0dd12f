"""Laws of the commit: however often and whenever it is done, the verb database shows what is decided now."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distiller.commit import Committer
from distiller.errors import StaleDecision
from distiller.store import Store, prepare
from distiller.verbs import VerbDatabase
from tests.support.approved import card, decide, live, tables
from tests.support.factories import WERKEN, Made

FIRST = ("Ik werk hard.", "Gisteren werkte ik thuis.", "Wij hebben lang gewerkt.")
SECOND = ("Ik werk hard.", "Jij werkt nooit.")
PAST = ("werkte", "wrocht")

step = st.one_of(
    st.tuples(st.just("sentence"), st.integers(0, 4), st.sampled_from([True, False, None])),
    st.tuples(st.just("forms"), st.integers(0, 1), st.booleans(), st.sampled_from(PAST)),
)


def fresh(home: Path, name: str) -> tuple[Store, tuple[Made, Made]]:
    """Two jobs with the same verb; one sentence stands in both."""
    url = f"sqlite:///{home / name}.db"
    prepare(url, home)
    store = Store(url)
    made = (
        card(store, "werken", WERKEN, FIRST, approved=False),
        card(store, "werken", WERKEN, SECOND, approved=False),
    )
    return store, made


def do(store: Store, made: tuple[Made, Made], one: tuple[Any, ...]) -> None:
    """One decision."""
    if one[0] == "sentence":
        decide(store, (*made[0].sentences, *made[1].sentences)[one[1]], one[2])
    else:
        forms = made[one[1]].forms
        assert forms is not None
        decide(store, forms, one[2], edited={"infinitive": "werken", **WERKEN, "vt_ev": one[3]})


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(st.tuples(step, st.booleans()), max_size=10))
def test_many_commits_come_to_what_one_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[tuple[Any, ...], bool]]
) -> None:
    """Committing along the way, or once at the end: learners get the same. And then nothing is left to do."""
    home = tmp_path_factory.mktemp("law")
    often, made_often = fresh(home, "often")
    once, made_once = fresh(home, "once")
    try:
        for one, commits in steps:
            do(often, made_often, one)
            do(once, made_once, one)
            if commits:
                Committer(often).commit("ed")
        for store in (often, once):
            Committer(store).commit("ed")
        assert sorted(live(often, "werken")) == sorted(live(once, "werken"))
        assert [v.forms for v in VerbDatabase(often).list()] == [v.forms for v in VerbDatabase(once).list()]
        before = tables(often)
        assert Committer(often).commit("ed") is None
        assert {c.action for c in Committer(often).preview().changes} <= {"wait", "leave"}
        assert Committer(often).waiting_count() == 0
        assert tables(often) == before
    finally:
        often.close()
        once.close()


def test_two_who_commit_at_once_write_once(database_url: str) -> None:
    """One writes; the other finds nothing left, or is told that the preview changed. No verb is there twice."""
    store = Store(database_url)
    for number in range(30):
        card(store, f"werken (nummer {'abcdefghijklmnopqrstuvwxyzabcdef'[number] * (1 + number // 26)})", WERKEN, FIRST)
    records: list[Any] = []
    gate = threading.Barrier(4)

    def commit() -> None:
        gate.wait(10)
        try:
            records.append(Committer(store).commit("ed"))
        except StaleDecision as refused:
            records.append(refused)

    threads = [threading.Thread(target=commit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    wrote = [r for r in records if r is not None]
    assert len(records) == 4
    assert [r.counts["verbs_added"] for r in wrote] == [30]
    store.close()
