"""Approved work out of the store: count, preview and file agree, and the verb database round-trips."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from distiller.commit import Committer
from distiller.db.models import InvalidResponse
from distiller.errors import InputError
from distiller.export import FIELDS, Exporter
from distiller.stats import statistics
from distiller.store import Store, prepare
from distiller.verbs import VerbDatabase
from tests.support.approved import card, decide, rerun
from tests.support.factories import LOPEN, NOW, WERKEN, make_job, make_response


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def exporter(store: Store) -> Exporter:
    return Exporter(store)


def test_a_verb_is_one_row_with_its_sentences(store: Store, exporter: Exporter) -> None:
    """Forms, fill-ins, and where it comes from."""
    made = card(store)
    (row,) = exporter.rows("verbs")
    assert tuple(row) == FIELDS["verbs"]
    assert {name: row[name] for name in LOPEN} == LOPEN
    assert [s["answer_form_key"] for s in row["sentences"]] == ["tt_ik", "vt_ev", "vd"]
    assert row["sentences"][0] == {
        "text": "Ik loop elke dag naar school.",
        "template": "Ik ___ elke dag naar school.",
        "answer": "loop",
        "answer_form_key": "tt_ik",
    }
    assert (row["model"], row["job"], row["reviewer"]) == ("gpt-4o-mini", made.job, "local")
    assert (row["reviewed_at"], row["committed"]) == ("2026-11-20T12:00:00+00:00", False)


def test_a_sentence_is_one_row(store: Store, exporter: Exporter) -> None:
    """With the verb it belongs to."""
    card(store)
    rows = list(exporter.rows("sentences"))
    assert [row["answer"] for row in rows] == ["loop", "liep", "gelopen"]
    assert tuple(rows[0]) == FIELDS["sentences"]


def test_only_what_was_approved_leaves(store: Store, exporter: Exporter) -> None:
    """Undecided, rejected and superseded work stays in the house."""
    card(store, approved=False)
    made = card(store, "werken", WERKEN, ("Ik werk hard.", "Jij werkt niet."))
    decide(store, made.sentences[1], False)
    lopen = card(store, "lopen", LOPEN, ("Ik loop snel.",))
    rerun(store, lopen, lopen.sentences[0], {"sentence": "Ik loop langzaam."})
    assert [row["text"] for row in exporter.rows("sentences")] == ["Ik werk hard."]


def test_the_edited_text_leaves_not_the_teachers(store: Store, exporter: Exporter) -> None:
    """What a person made of it is what counts."""
    made = card(store, sentences=())
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "lopen", **LOPEN, "vd_hulpwerkwoord": "zijn"})
    (row,) = exporter.rows("verbs")
    assert row["vd_hulpwerkwoord"] == "zijn"


def test_outdated_sentences_stay(store: Store, exporter: Exporter) -> None:
    """Their answer is no form of the verb as approved; they are in no row and in no count."""
    card(store, "werken", {**WERKEN, "vt_ev": "wrocht"}, ("Gisteren werkte ik thuis.",), judged_by=WERKEN)
    assert exporter.count("sentences") == 0
    assert next(iter(exporter.rows("verbs")))["sentences"] == []


def test_a_verb_of_two_jobs_is_one_row_with_the_forms_approved_last(store: Store, exporter: Exporter) -> None:
    """Its sentences come from both, each once."""
    card(store, sentences=("Ik loop snel.",))
    card(store, sentences=("Ik loop snel.", "Jij loopt hard."), later=5, forms={**LOPEN, "vd_hulpwerkwoord": "zijn"})
    (row,) = exporter.rows("verbs")
    assert row["vd_hulpwerkwoord"] == "zijn"
    assert [s["text"] for s in row["sentences"]] == ["Ik loop snel.", "Jij loopt hard."]
    assert exporter.count("sentences") == 2


def test_what_a_person_wrote_has_no_model(store: Store, exporter: Exporter) -> None:
    """Unknown is unknown: no teacher stands behind it."""
    made = card(store, forms=None, sentences=())
    assert made.forms_item is not None
    make_response(
        store, made.forms_item, {"infinitive": "lopen", **LOPEN}, job=made.job, subject="lopen", is_correct=True
    )
    (row,) = exporter.rows("verbs")
    assert row["model"] is None


def test_filters_narrow_rows_and_count_alike(store: Store, exporter: Exporter) -> None:
    """Job, search, and what is committed already."""
    job = make_job(store)
    card(store, job=job)
    card(store, "werken", WERKEN, ("Ik werk hard.",))
    Committer(store).commit("ed", job=job)
    for narrowed in ({"job": job}, {"q": "LOP"}, {"committed_only": True}):
        for what in ("verbs", "sentences"):
            rows = list(exporter.rows(what, **narrowed))  # type: ignore[arg-type]
            assert {row["infinitive"] for row in rows} == {"lopen"}
            assert exporter.count(what, **narrowed) == len(rows)  # type: ignore[arg-type]
    assert exporter.count("verbs", q="%") == 0


@pytest.mark.parametrize("q", ["beïnv", "BEINV", "beinvloeden"])
def test_a_search_does_not_mind_accents_or_capitals(store: Store, exporter: Exporter, q: str) -> None:
    """Who types beinvloeden exports beïnvloeden, whatever the kind: as the Verb database tab finds it."""
    card(store, "beïnvloeden", WERKEN, ("Ik werk hard.",))
    card(store, "werken", WERKEN, ("Ik werk hard.",))
    Committer(store).commit("ed")
    for what in ("verbs", "sentences", "database"):
        rows = list(exporter.rows(what, q=q))
        assert {row["infinitive"] for row in rows} == {"beïnvloeden"}
        assert exporter.count(what, q=q) == len(rows)


@pytest.mark.parametrize("what", list(FIELDS))
@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_count_preview_and_file_agree(
    store: Store, exporter: Exporter, tmp_path: Path, what: str, file_format: str
) -> None:
    """Exactly what was announced is what is written."""
    card(store)
    card(store, "werken", WERKEN, ("Ik werk hard.", "ik  werk hard.", "Werk jij hard?"))
    Committer(store).commit("ed")
    target = tmp_path / f"out.{file_format}"
    written = exporter.write(what, file_format, target)
    assert written == exporter.count(what)
    if file_format == "jsonl":
        rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert rows[:2] == exporter.preview(what, limit=2)
        assert len(rows) == written


def test_rows_are_in_dutch_order(store: Store, exporter: Exporter) -> None:
    """The same order as on the screen."""
    for subject in ("zijn", "ijken", "eisen", "ikken"):
        card(store, subject, WERKEN, ())
    assert [row["infinitive"] for row in exporter.rows("verbs")] == ["eisen", "ijken", "ikken", "zijn"]


def test_invalid_replies_can_be_taken_out(store: Store, exporter: Exporter) -> None:
    """With the raw text, byte for byte, and why it failed."""
    made = card(store)
    with store._write() as conn:
        conn.execute(
            insert(InvalidResponse).values(
                item_id=made.forms_item,
                error_type="JSON_PARSE_ERROR",
                validation_error="no JSON",
                raw_text="<b>'t is ë",
                created_at=NOW,
            )
        )
    (row,) = exporter.rows("invalid", job=made.job)
    assert tuple(row) == FIELDS["invalid"]
    assert (row["subject"], row["error_type"], row["raw_text"]) == ("lopen", "JSON_PARSE_ERROR", "<b>'t is ë")
    assert exporter.count("invalid", job=made.job + 1) == 0


@pytest.mark.parametrize("arguments", [("everything", "jsonl"), ("verbs", "xlsx")])
def test_an_unknown_choice_is_refused(exporter: Exporter, tmp_path: Path, arguments: tuple[str, str]) -> None:
    """In one sentence, before a file is touched."""
    with pytest.raises(InputError):
        exporter.write(*arguments, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_failed_export_leaves_the_old_file(store: Store, exporter: Exporter, tmp_path: Path) -> None:
    """A reader sees the old or the new whole file."""
    card(store)
    with pytest.raises(InputError):
        exporter.write("verbs", "jsonl", tmp_path / "nowhere" / "out.jsonl")


words = st.text("abcdefgijklmnoprstuvwzéëï", min_size=2, max_size=8)
texts = st.text("abc 'éë=+-@\",;", min_size=1, max_size=20).filter(lambda t: t.strip() == t)


@st.composite
def databases(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of a verb database as its export writes them."""
    rows = []
    for infinitive in draw(st.lists(words.map(lambda w: w + "en"), unique=True, max_size=4)):
        forms = {name: draw(words) for name in LOPEN} | {"vd_hulpwerkwoord": draw(st.sampled_from(["hebben", "zijn"]))}
        sentences = [
            {
                "text": f"Ik {forms['tt_ik']} {t}",
                "template": f"Ik ___ {t}",
                "answer": forms["tt_ik"],
                "answer_form_key": "tt_ik",
            }
            for t in draw(st.lists(texts, unique=True, max_size=3))
        ]
        rows.append(
            {
                "infinitive": infinitive,
                "sense": draw(st.sampled_from(["", "gebeuren"])),
                **forms,
                "sentences": sentences,
            }
        )
    return rows


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=databases(), file_format=st.sampled_from(["jsonl", "csv"]))
def test_the_verb_database_survives_a_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], file_format: str
) -> None:
    """Database → file → an empty database gives the same file again, and the second import finds nothing to do."""
    home = tmp_path_factory.mktemp("trip")
    (home / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    files = []
    source = home / "in.jsonl"
    for name in ("first", "second"):
        url = f"sqlite:///{home / name}.db"
        prepare(url, home)
        store = Store(url)
        try:
            result = VerbDatabase(store).import_rows(source.name, source, "ed")
            assert result.refused == ()
            assert result.added == len(rows)
            source = home / f"{name}.{file_format}"
            Exporter(store).write("database", file_format, source)
            files.append(source.read_bytes())
            assert VerbDatabase(store).import_rows(source.name, source, "ed").unchanged == len(rows)
        finally:
            store.close()
    assert files[0] == files[1]


def test_statistics_count_what_is_there(store: Store) -> None:
    """Current responses by decision; a call without a price makes the sum unknown, never lower."""
    made = card(store)
    decide(store, made.sentences[0], False)
    Committer(store).commit("ed")
    found = statistics(store)
    assert found["verb_database"] == {
        "verbs": 1,
        "verbs_retired": 0,
        "sentences": 3,
        "sentences_retired": 0,
        "commits": 1,
    }
    assert found["responses"]["sentences"] == {"undecided": 0, "approved": 2, "rejected": 1, "committed": 2}
    assert found["jobs"]["done"] == 1
    assert found["calls"]["cost"] is None
    assert found["models"][0]["model"] == "gpt-4o-mini"


def test_statistics_of_an_empty_database_are_zeros(store: Store) -> None:
    """Nothing spent is known to be nothing."""
    found = statistics(store)
    assert found["verb_database"]["verbs"] == 0
    assert found["calls"]["cost"] == 0
