"""docs/verb-database.md is a promise: it names every column there is, and its query runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from distiller.commit import Committer
from distiller.db.models import FillInSentence, Verb, VerbForm
from distiller.store import Store
from distiller.verbs import VerbDatabase
from tests.support.approved import card, live

PAGE = (Path(__file__).parents[2] / "docs" / "verb-database.md").read_text("utf-8")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.mark.parametrize("table", [Verb, VerbForm, FillInSentence])
def test_every_column_is_promised_and_every_promise_is_a_column(table: Any) -> None:
    """The section of a table lists exactly its columns."""
    section = PAGE.split(f"## `{table.__tablename__}`")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", section, re.MULTILINE)
    promised = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert promised == {column.name for column in table.__table__.columns}


def test_the_example_query_gives_what_learners_get(store: Store) -> None:
    """Nothing retired, in a fixed order."""
    card(store)
    Committer(store).commit("ed")
    verbs = VerbDatabase(store)
    verbs.retire_sentence(verbs.list()[0].sentences[0].id, "ed")
    (query,) = re.findall(r"```sql\n(.+?)```", PAGE, re.DOTALL)
    with store._read() as conn:
        rows = [tuple(row[:3]) for row in conn.execute(text(query))]
    assert rows == live(store)
    assert len(rows) == 3


def test_the_example_row_can_be_imported(store: Store) -> None:
    """Copy, paste, import."""
    (row,) = re.findall(r"```json\n(.+?)\n```", PAGE, re.DOTALL)
    assert json.loads(row)
    result = VerbDatabase(store).import_rows("example.jsonl", row.encode(), "ed")
    assert (result.added, result.refused) == (1, ())
