"""Answers and invalid replies, reviewed from the shell."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from distiller.records import Card
from distiller.review import Review
from tests.support.answer_cards import answered, failed
from tests.support.answers import make_question, question_job
from tests.support.shell import Commands

SCHEMA = json.dumps({"type": "object", "properties": {"people": {"type": "integer"}}, "required": ["people"]})


@pytest.fixture
def run(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on an empty database."""
    shutil.copy(sqlite_template, tmp_path / "distiller.db")
    return Commands(tmp_path, monkeypatch)


@pytest.fixture
def made(run: Commands) -> dict[str, Any]:
    """A disputed question with JSON answers, one that is text, and one whose reply was invalid."""
    with closing(run.store()) as store:
        first, second = question_job(store), question_job(store, model="second")
        people = make_question(store, "How many people?", schema=SCHEMA, golden='{"people": 11}', category="geo")
        sky = make_question(store, "Why is the sky blue?", category="sky")
        bad = make_question(store, "How many \x1b[31mcows?", schema=SCHEMA)
        one = answered(store, people, {"people": 10}, job=first)
        answered(store, people, {"people": 11}, job=second)
        text = answered(store, sky, "Dust.", job=first)
        item = failed(store, bad, '{"people": "none"}', job=first)
    return {"people": one, "sky": text, "item": item, "job": first}


def card(run: Commands, number: int) -> Card:
    with closing(run.store()) as store:
        return Review(store).card(number)


def test_answers_are_listed_by_category_and_by_disagreement(run: Commands, made: dict[str, Any]) -> None:
    """The filters of the screen, in the list and for approving."""
    assert [c["subject"] for c in run.json("review", "list", "--category", "sky")] == ["#2"]
    assert len(run.json("review", "list", "--disagree")) == 2
    assert "#2 Why is the sky blue?" in run.good("review", "list")
    assert run.json("review", "approve", "--without-findings") == {"approved": 1}
    assert card(run, made["sky"].card).answer.is_correct is True
    assert run.json("review", "approve", "--all", "--disagree") == {"approved": 2}


def test_a_card_shows_question_golden_answer_and_others(run: Commands, made: dict[str, Any]) -> None:
    """What a reviewer needs to decide."""
    out = run.good("review", "show", made["people"].card)
    assert "How many people?" in out
    assert 'golden: {"people": 11}' in out
    assert "Differs from the golden answer." in out
    assert "differs: second" in out
    assert run.json("review", "show", made["people"].card)["question"]["category"] == "geo"


def test_an_answer_is_edited_as_text_or_json(run: Commands, made: dict[str, Any]) -> None:
    """What the schema refuses is one line on stderr."""
    run.good("review", "edit", made["people"].response, '{"people": 11}', "--approve")
    assert card(run, made["people"].card).answer.current["answer"] == {"people": 11}
    run.good("review", "edit", made["sky"].response, "-", stdin="Air.\nAnd light.")
    assert card(run, made["sky"].card).answer.current["answer"] == "Air.\nAnd light."
    for wrong, words in (("{", "not valid JSON"), ('{"people": "x"}', "people is text")):
        assert words in run.refused("review", "edit", made["people"].response, wrong)


def test_an_invalid_reply_is_listed_fixed_and_undone(run: Commands, made: dict[str, Any], tmp_path: Path) -> None:
    """Corrected text comes from a file or stdin, and is judged as the teacher's."""
    (listed,) = run.json("review", "invalid", "list")
    assert (listed["item_id"], listed["path"], listed["text"]) == (made["item"], "people", '{"people": "none"}')
    out = run.good("review", "invalid", "list", "--type", "INVALID_DATA_TYPE", "--product", "answer")
    assert "INVALID_DATA_TYPE at people" in out
    assert "\x1b" not in out
    assert run.json("review", "invalid", "list", "--job", 99) == []
    assert "people is text" in run.refused("review", "invalid", "fix", made["item"], stdin='{"people": "many"}')
    file = tmp_path / "fixed.json"
    file.write_text('{"people": 3}')
    run.good("review", "invalid", "fix", made["item"], file, "--approve")
    assert run.good("review", "invalid", "list") == "No invalid replies.\n"
    run.good("review", "undo")
    assert len(run.json("review", "invalid", "list")) == 1


def test_invalid_replies_are_asked_again_by_filter(run: Commands, made: dict[str, Any]) -> None:
    """Ids or a whole filter, never nothing by accident."""
    assert run("review", "invalid", "retry").code == 2
    assert run("review", "invalid", "retry", made["item"], "--all").code == 2
    assert run.json("review", "invalid", "retry", "--all", "--search", "no such") == {"retried": 0}
    assert run.json("review", "invalid", "retry", "--all", "--job", made["job"]) == {"retried": 1}
    assert run.json("review", "invalid", "list") == []


def test_a_failed_answer_is_written_by_hand(run: Commands, made: dict[str, Any]) -> None:
    """As JSON where the question has a schema."""
    run.good("review", "write", made["item"], '{"people": 4}', "--approve")
    assert run.json("review", "invalid", "list") == []
