"""Data sets out of the store: what is in them, what is not, and that trainers can load the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from distiller.db.models import Call, Question
from distiller.dutch_order import plain
from distiller.errors import InputError
from distiller.exporters.columns import card_features
from distiller.exporters.manifest import LEFT_OUT, Survey
from distiller.exporters.request import DatasetRequest
from distiller.exporters.split import Split, question_group
from distiller.exporters.training_shapes import SHAPES
from distiller.recipes import recipe_for
from distiller.records import Asked, AskedQuestion, GoldenMatch, Product
from distiller.store import Store
from distiller.training import TrainingData, columns_of
from distiller.verb_work import WorkFilter
from tests.support.answers import make_answer, make_question, question_job
from tests.support.approved import card, decide, rerun
from tests.support.factories import LOPEN, NOW, WERKEN, make_item, make_response
from tests.support.trainers import CHECKERS, OPENAI_LEAST_EXAMPLES, llama_factory_info

Row = dict[str, Any]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def data(store: Store) -> TrainingData:
    return TrainingData(store)


def rows(data: TrainingData, what: str, shape: str | None = None, **more: Any) -> list[Row]:
    return data.survey(DatasetRequest.make(what, shape, **more), first=1000).first


def filtered(data: TrainingData, **wanted: Any) -> list[str]:
    return [row["answer"] for row in rows(data, "answers", wanted=WorkFilter(**wanted))]


def asked_again(store: Store, call: int | None, **question: Any) -> None:
    """What the call asked, as the engine stores it; the question was changed since."""
    asked = Asked("#1", question=AskedQuestion(**question)).to_dict()
    with store._write() as conn:
        conn.execute(update(Call).where(Call.id == call).values(asked=[asked]))
        conn.execute(update(Question).values(updated_at=NOW + timedelta(hours=1)))


# --- records


def test_a_record_says_everything_about_an_answer(store: Store, data: TrainingData) -> None:
    """Question, answer, what was found, and where it comes from."""
    question = make_question(
        store, "Legs?", json_id="q-1", category="animals", golden="8", schema='{"type":"integer"}', system="Be brief."
    )
    made = make_answer(
        store, question, 6, edited=8, reasoning="Insects have six.", severity="warning",
        golden=GoldenMatch.DIFFERS, is_correct=True, reviewer="ann",
    )  # fmt: skip
    (row,) = rows(data, "answers")
    assert list(row) == list(columns_of(DatasetRequest.make("answers")))
    assert {**row, "findings": [f["code"] for f in row["findings"]]} == {
        "question_id": question,
        "json_id": "q-1",
        "category": "animals",
        "system_prompt": "Be brief.",
        "question": "Legs?",
        "answer_schema": '{"type":"integer"}',
        "golden_answer": "8",
        "answer": "8",
        "reasoning": "Insects have six.",
        "teacher_answer": "6",
        "status": "approved",
        "golden": "differs",
        "agreement": None,
        "answers": 1,
        "findings": ["golden-differs"],
        "provider": "openai",
        "model": "gpt-4o-mini",
        "prompt_version": "answer-1",
        "job": made.job,
        "call": made.call,
        "response": made.response,
        "reviewer": "ann",
        "reviewed_at": "2026-11-20T12:00:00+00:00",
        "created_at": "2026-11-20T12:00:00+00:00",
    }


def test_an_answer_from_a_file_has_no_model(store: Store, data: TrainingData) -> None:
    """Unknown stays unknown; the provider is the import. One written by a person has not even that."""
    imported = make_answer(
        store, "Legs?", "8", job=question_job(store, provider="import"), by_teacher=False, is_correct=True
    )
    make_answer(store, imported.question, "Eight", by_teacher=False, is_correct=True)
    found = rows(data, "answers")
    assert [(row["provider"], row["model"], row["call"]) for row in found] == [
        ("import", None, None),
        (None, None, None),
    ]


def test_agreement_is_the_share_of_equal_answers(store: Store, data: TrainingData) -> None:
    """Rejected and replaced ones aside, undecided ones not; a single answer agrees with nobody."""
    question = make_question(store, "Legs?")
    for answer, verdict in (("8", True), ("8", True), ("6", None), ("7", False)):
        make_answer(store, question, answer, is_correct=verdict)
    make_answer(store, "Arms?", "2", is_correct=True)
    by_answer = {row["answer"]: (row["agreement"], row["answers"]) for row in rows(data, "answers", status="all")}
    assert by_answer["8"] == (0.6667, 3)
    assert by_answer["6"] == (0.3333, 3)
    assert by_answer["2"] == (None, 1)
    assert filtered(data, min_agreement=0.6) == ["8", "8"]
    assert filtered(data, min_agreement=0.7) == []
    survey = data.survey(DatasetRequest.make("answers", wanted=WorkFilter(min_agreement=0.6)))
    assert survey.left_out == {"undecided": 1, "rejected": 1, "agreement": 1}


# --- what is in it


def test_only_what_was_approved_is_to_be_learned(store: Store, data: TrainingData) -> None:
    """Undecided, rejected and replaced answers are told by number, each with its reason."""
    for answer, verdict in (("good", True), ("open", None), ("bad", False)):
        make_answer(store, f"Is it {answer}?", answer, is_correct=verdict)
    old = make_answer(store, "Which one?", "old", is_correct=True)
    make_answer(store, old.question, "new", is_correct=True, replaces=old)
    survey = data.survey(DatasetRequest.make("training"), first=9)
    assert [row["messages"][-1]["content"] for row in survey.first] == ["good", "new"]
    assert survey.left_out == {"undecided": 1, "rejected": 1, "replaced": 1}
    assert set(survey.left_out) <= set(LEFT_OUT)


def test_the_prompt_is_the_request_as_it_is_sent(store: Store, data: TrainingData) -> None:
    """The system prompt of the question, else of its category, else of the job; word for word the recipe's messages."""
    job = question_job(store, system_prompt="Of the job", category_prompts={"animals": "Of the category"})
    questions = (("A?", "", None), ("B?", "animals", None), ("C?", "animals", "Its own"))
    for text, category, system in questions:
        make_answer(store, make_question(store, text, category=category, system=system), "x", job=job, is_correct=True)
    found = [row["messages"][:-1] for row in rows(data, "training")]
    for (text, _category, _system), messages, system in zip(
        questions, found, ("Of the job", "Of the category", "Its own"), strict=True
    ):
        asked = Asked("#1", question=AskedQuestion(text, system=system))
        request = recipe_for(Product.ANSWER).request([asked], model="m", max_output_tokens=100)
        assert messages == [dict(m) for m in request.messages]


def test_an_answer_keeps_the_words_it_answered(store: Store, data: TrainingData) -> None:
    """Although the question was changed since."""
    made = make_answer(store, "The new words?", "8", is_correct=True)
    asked_again(store, made.call, text="The old words?", system="The old prompt")
    (row,) = rows(data, "training")
    assert [m["content"] for m in row["messages"]] == ["The old prompt", "The old words?", "8"]


def test_json_answers_are_compact_json(store: Store, data: TrainingData) -> None:
    """As a model writes them; letters as they are."""
    make_answer(store, "Legs?", {"legs": 8, "name": "spin · één"}, is_correct=True)
    (row,) = rows(data, "training", "prompt-completion", style="text")
    assert row == {"prompt": "Legs?\n\n", "completion": '{"legs":8,"name":"spin · één"}'}


def test_filters_narrow_answers(store: Store, data: TrainingData) -> None:
    """Each by itself: job, model, reviewer, category, search, days."""
    first = make_answer(store, make_question(store, "Hoeveel poten?", category="dieren"), "a", is_correct=True)
    make_answer(
        store, make_question(store, "Één arm?", json_id="X-1"), "b", model="big", is_correct=True, reviewer="ann",
        at=datetime(2026, 11, 22, 0, 0, tzinfo=UTC),
    )  # fmt: skip
    assert filtered(data, job=first.job) == ["a"]
    assert filtered(data, model="big") == ["b"]
    assert filtered(data, reviewer="ann") == ["b"]
    assert filtered(data, category="dieren") == ["a"]
    assert filtered(data, q=plain("één")) == ["b"]
    assert filtered(data, q=plain("X-1")) == ["b"]
    assert filtered(data, since=datetime(2026, 11, 22, tzinfo=UTC)) == ["b"]
    assert filtered(data, until=datetime(2026, 11, 22, tzinfo=UTC)) == ["a"]
    assert filtered(data, model="nobody's") == []
    survey = data.survey(DatasetRequest.make("answers", wanted=WorkFilter(model="big")))
    assert (survey.rows, survey.left_out) == (1, {"filter": 1})


def test_the_same_example_is_written_once(store: Store, data: TrainingData) -> None:
    """Two teachers said the same; records keep both, and so does who asks for it."""
    question = make_question(store, "Legs?")
    for model in ("small", "big"):
        make_answer(store, question, "8", model=model, is_correct=True)
    survey = data.survey(DatasetRequest.make("training"))
    assert (survey.rows, survey.duplicates) == (1, 1)
    assert data.survey(DatasetRequest.make("training", distinct=False)).rows == 2
    assert data.survey(DatasetRequest.make("answers")).rows == 2


# --- verbs


def test_the_example_of_a_verb_is_the_request_for_it_alone(store: Store, data: TrainingData) -> None:
    """As the recipe sends it, with the seven fields as the contract wants them; the edited ones count."""
    made = card(store, "voorkomen (gebeuren)", {**LOPEN, "vd_hulpwerkwoord": "hebben"}, ())
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "voorkomen", **LOPEN, "vd_hulpwerkwoord": "zijn"})
    (row,) = rows(data, "training", products=["forms"])
    request = recipe_for(Product.FORMS).request([Asked("voorkomen (gebeuren)")], model="m", max_output_tokens=9000)
    assert row["messages"][:-1] == [dict(m) for m in request.messages]
    assert json.loads(row["messages"][-1]["content"]) == {
        "results": [{"infinitive": "voorkomen (gebeuren)", **LOPEN, "vd_hulpwerkwoord": "zijn"}]
    }


def test_sentences_are_asked_for_as_many_as_there_are(store: Store, data: TrainingData) -> None:
    """All approved ones of a card in one reply, each with its slot in the request."""
    made = card(store)
    decide(store, made.sentences[1], False)
    (row,) = rows(data, "training", products=["sentences"])
    asked = json.loads(row["messages"][1]["content"])
    assert asked["forms"] == LOPEN
    assert asked["count"] == 2
    assert asked["slots"] == [{"tense": "present", "subject": "ik"}, {"tense": "perfect", "subject": "any"}]
    assert json.loads(row["messages"][2]["content"]) == {
        "sentences": ["Ik loop elke dag naar school.", "Wij hebben twee uur gelopen."]
    }


def test_of_a_verb_the_forms_approved_last_are_learned(store: Store, data: TrainingData) -> None:
    """Two answers to one prompt would teach both."""
    card(store, sentences=())
    card(store, forms={**LOPEN, "vd_hulpwerkwoord": "zijn"}, sentences=(), later=5)
    survey = data.survey(DatasetRequest.make("training"), first=9)
    assert [json.loads(r["messages"][-1]["content"])["results"][0]["vd_hulpwerkwoord"] for r in survey.first] == [
        "zijn"
    ]
    assert survey.left_out == {"later_one": 1}


def test_sentences_that_no_longer_fit_are_not_learned(store: Store, data: TrainingData) -> None:
    """They are told by number."""
    card(store, "werken", {**WERKEN, "vt_ev": "wrocht"}, ("Gisteren werkte ik thuis.",), judged_by=WERKEN)
    survey = data.survey(DatasetRequest.make("training", products=["sentences"]))
    assert (survey.rows, survey.left_out) == (0, {"outdated_or_repeated": 1})


# --- pairs and labels


def pairs(data: TrainingData, **more: Any) -> list[tuple[str, str, str]]:
    return [(row["prompt"], row["chosen"], row["rejected"]) for row in rows(data, "preferences", style="text", **more)]


def test_an_edit_makes_a_pair(store: Store, data: TrainingData) -> None:
    """What the teacher gave is the worse one; an edit that changes nothing makes none."""
    make_answer(store, "Legs?", "Six", edited="Eight", is_correct=True)
    make_answer(store, "Arms?", "Two", edited=" Two\n", is_correct=True)
    make_answer(store, "Eyes?", {"a": 1, "b": 2}, edited={"b": 2, "a": 1.0}, is_correct=True)
    make_answer(store, "Ears?", "None", edited="Two", is_correct=None)
    assert pairs(data) == [("Legs?\n\n", "Eight", "Six")]


def test_a_rejected_answer_and_the_one_approved_in_its_place_make_a_pair(store: Store, data: TrainingData) -> None:
    """Over several tries; one that was only replaced was never called wrong."""
    first = make_answer(store, "Legs?", "Six", is_correct=False)
    second = make_answer(store, first.question, "Seven", is_correct=False, replaces=first)
    make_answer(store, first.question, "Eight", is_correct=True, replaces=second)
    old = make_answer(store, "Arms?", "Two.")
    make_answer(store, old.question, "Two", is_correct=True, replaces=old)
    assert pairs(data) == [("Legs?\n\n", "Eight", "Six"), ("Legs?\n\n", "Eight", "Seven")]
    survey = data.survey(DatasetRequest.make("preferences"))
    assert survey.left_out == {"replaced": 3, "no_pair": 1}


def test_no_pair_goes_across_prompts(store: Store, data: TrainingData) -> None:
    """Neither across jobs with other prompts, nor across a change of the question."""
    question = make_question(store, "Legs?")
    make_answer(store, question, "Six", job=question_job(store, system_prompt="In words"), is_correct=False)
    make_answer(store, question, "8", job=question_job(store, system_prompt="In digits"), is_correct=True)
    assert pairs(data) == []
    old = make_answer(store, "Arms?", "Eight", is_correct=False)
    make_answer(store, old.question, "Two", is_correct=True, replaces=old)
    asked_again(store, old.call, text="Arms of an octopus?")
    assert pairs(data) == []


def test_verbs_make_pairs_too(store: Store, data: TrainingData) -> None:
    """An edited form set, and a card of sentences of which one was written again."""
    made = card(store)
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "lopen", **LOPEN, "vd_hulpwerkwoord": "zijn"})
    decide(store, made.sentences[0], False)
    rerun(store, made, made.sentences[0], {"sentence": "Ik loop hard."}, is_correct=True)
    forms, sentences = rows(data, "preferences")
    better, worse = (json.loads(forms[side][0]["content"])["results"][0] for side in ("chosen", "rejected"))
    assert (better["vd_hulpwerkwoord"], worse["vd_hulpwerkwoord"]) == ("zijn", "hebben")
    better, worse = (json.loads(sentences[side][0]["content"])["sentences"] for side in ("chosen", "rejected"))
    assert ("Ik loop hard." in better, "Ik loop elke dag naar school." in worse) == (True, True)
    assert len(better) == len(worse) == 3


def test_labels_are_what_people_said(store: Store, data: TrainingData) -> None:
    """Approved is true, rejected is false, replaced by another try or not; undecided has no label."""
    bad = make_answer(store, "Legs?", "Six", is_correct=False)
    make_answer(store, bad.question, "Eight", is_correct=True, replaces=bad)
    make_answer(store, "Arms?", "Three", is_correct=False)
    make_answer(store, "Eyes?", "Two")
    made = card(store, sentences=())
    assert made.forms is not None
    item = make_item(store, question_job(store), "werken")
    make_response(store, item, {"infinitive": "werken", **WERKEN}, job=made.job, subject="werken", is_correct=False)
    survey = data.survey(DatasetRequest.make("training", "kto", style="text"), first=9)
    labels = {row["completion"][:30]: row["label"] for row in survey.first}
    assert list(labels.values()) == [True, False, True, False, False]
    assert {text: label for text, label in labels.items() if text[0] != "{"} == {
        "Eight": True,
        "Three": False,
        "Six": False,
    }
    assert survey.left_out == {"undecided": 1}


# --- splits and files


@pytest.fixture
def school(store: Store) -> Store:
    """Forty questions, two with the same words, two teachers each; six verbs of two stems; edits and rejects."""
    for number in range(40):
        question = make_question(store, f"What is {number // 2} and {number % 2 + 1}?", category=f"c{number % 3}")
        make_answer(
            store,
            question,
            f"It is {number}.",
            edited=f"{number}, no more." if number % 4 == 0 else None,
            is_correct=True,
        )
        make_answer(store, question, f"Perhaps {number}?", model="big", is_correct=number % 5 > 0)
    make_answer(store, make_question(store, "what is  0 and 1?", category="other"), "One.", is_correct=True)
    for verb in ("lopen", "aflopen", "weglopen", "werken", "afwerken", "bewerken"):
        card(store, verb, LOPEN if verb.endswith("lopen") else WERKEN, ())
    return store


def in_parts(data: TrainingData, **more: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    request = DatasetRequest.make("training", "records", split=Split.parse("50/25/25", 7), **more)
    data._walk(request, lambda part, row: found.setdefault(part, []).append(row))
    return found


def test_what_belongs_together_is_on_one_side(school: Store, data: TrainingData) -> None:
    """All answers to the same words, and all verbs of one stem; the same each time."""
    found = in_parts(data)
    assert len(found) == 3
    sides: dict[str, set[str]] = {}
    for part, some in found.items():
        for row in some:
            stem = row["subject"][-5:] if row["product"] == "forms" else question_group(row["prompt"])
            sides.setdefault(stem, set()).add(part)
    assert len(sides) == 42
    assert all(len(parts) == 1 for parts in sides.values())
    assert in_parts(data) == found


def test_a_side_stays_when_data_are_added(school: Store, data: TrainingData) -> None:
    """What was test yesterday is not train tomorrow."""
    before = {row["response"]: part for part, some in in_parts(data).items() for row in some}
    for number in range(30):
        make_answer(school, f"Another one, {number}?", "Yes.", is_correct=True)
    after = {row["response"]: part for part, some in in_parts(data).items() for row in some}
    assert {response: after[response] for response in before} == before


def cases() -> Iterator[tuple[str, str, str, str]]:
    for shape in SHAPES:
        what = "preferences" if shape == "preferences" else "training"
        for file_format in ("jsonl", "json", "parquet", "csv"):
            yield what, shape, file_format, "text" if file_format == "csv" else "messages"
    yield "answers", "records", "jsonl", "messages"
    yield "answers", "records", "parquet", "messages"
    yield "preferences", "records", "parquet", "messages"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing is fetched, nothing is left in the home folder."""
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    return tmp_path / "cache"


def test_every_shape_and_format_loads(school: Store, data: TrainingData, tmp_path: Path, offline: Path) -> None:
    """With `datasets`, and every row is what the trainer documents; as many as were announced."""
    from datasets import load_dataset

    for what, shape, file_format, style in cases():
        folder = tmp_path / f"{what}-{shape}-{file_format}"
        folder.mkdir()
        request = DatasetRequest.make(what, shape, format=file_format, style=style, split=Split.parse("80/20"))
        announced = data.survey(request)
        survey = data.write(request, folder / f"school.{file_format}")
        assert (survey.rows_by_part, survey.left_out) == (announced.rows_by_part, announced.left_out)
        files = {file.part: str(folder / file.name) for file in survey.files}
        loader = {"jsonl": "json"}.get(file_format, file_format)
        loaded = load_dataset(loader, data_files=files, cache_dir=str(offline))
        assert {part: len(loaded[part]) for part in loaded} == survey.rows_by_part, folder.name
        assert all(survey.rows_by_part.values())
        assert loaded["train"].column_names == list(columns_of(request))
        if not (file_format == "csv" and shape in ("openai-chat", "sharegpt")):
            for row in (*loaded["train"], *loaded["validation"]):
                for check in CHECKERS.get(shape, ()):
                    check({name: "" if value is None else value for name, value in row.items()})
        check_manifest(folder, request, survey)


def check_manifest(folder: Path, request: DatasetRequest, survey: Survey) -> None:
    """The manifest knows the files, by their bytes; the card is there; nothing else is."""
    manifest = json.loads((folder / "school.manifest.json").read_text("utf-8"))
    assert {f.name for f in folder.iterdir()} == {
        *(file["name"] for file in manifest["files"]),
        "school.manifest.json",
        "school.README.md",
    }
    for file in manifest["files"]:
        raw = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(raw), hashlib.sha256(raw).hexdigest())
        if survey.counted:
            assert file["tokens"]["total"] == survey.tokens[file["part"]].total > 0
    assert manifest["rows"] == survey.rows == sum(file["rows"] for file in manifest["files"])
    assert sum(one["rows"] for one in manifest["models"]) == manifest["rows"]
    for entry in (manifest["llama_factory"] or {}).values():
        llama_factory_info(entry, manifest["fields"])
    card_text = (folder / "school.README.md").read_text("utf-8")
    assert card_text.startswith("---\n")
    assert all(f"path: {json.dumps(file['name'])}" in card_text for file in manifest["files"])


def test_the_types_on_the_card_are_those_of_the_file(store: Store, data: TrainingData, tmp_path: Path) -> None:
    """A loader that is told them reads a file whose first rows have no value in a field."""
    from datasets import Features

    make_answer(store, "Legs?", "8", is_correct=True)
    request = DatasetRequest.make("answers", format="parquet")
    data.write(request, tmp_path / "a.parquet")
    features = Features.from_dict(Features._from_yaml_list(card_features(columns_of(request))).to_dict())
    import pyarrow.parquet as pq

    assert features.arrow_schema.remove_metadata().equals(pq.read_schema(tmp_path / "a.parquet").remove_metadata())


def test_there_are_enough_examples_for_the_strictest_trainer(school: Store, data: TrainingData) -> None:
    """The manifest says how many there are, so that nobody uploads nine."""
    assert data.survey(DatasetRequest.make("training")).rows >= OPENAI_LEAST_EXAMPLES


def test_the_same_export_is_the_same_bytes(school: Store, data: TrainingData, tmp_path: Path) -> None:
    """Nothing in the files depends on chance or on the clock."""
    request = DatasetRequest.make("training", split=Split.parse("80/20"))
    first = data.write(request, tmp_path / "one.jsonl")
    second = data.write(request, tmp_path / "two.jsonl")
    assert [f.sha256 for f in first.files] == [f.sha256 for f in second.files]


def test_a_failure_leaves_what_was_there(school: Store, data: TrainingData, tmp_path: Path) -> None:
    """Here the manifest cannot be written; so neither is anything else."""
    request = DatasetRequest.make("training")
    data.write(request, tmp_path / "out.jsonl")
    before = {f.name: f.read_bytes() for f in tmp_path.iterdir()}
    (tmp_path / "out.manifest.json").unlink()
    (tmp_path / "out.manifest.json").mkdir()
    with pytest.raises(InputError):
        data.write(DatasetRequest.make("answers"), tmp_path / "out.jsonl")
    after = {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()}
    assert after == {name: raw for name, raw in before.items() if name != "out.manifest.json"}


def test_an_empty_data_set_says_so(data: TrainingData, tmp_path: Path) -> None:
    """Files without rows, and a manifest that counts none."""
    survey = data.write(DatasetRequest.make("training", split=Split.parse("90/10")), tmp_path / "none.jsonl")
    assert survey.rows_by_part == {"train": 0, "validation": 0}
    assert (tmp_path / "none.train.jsonl").read_bytes() == b""


def test_what_people_typed_cannot_break_the_card(store: Store, data: TrainingData, tmp_path: Path) -> None:
    """Front matter and text stay what they are."""
    make_answer(store, "Legs?", "8", is_correct=True, model="`evil`\n---\n# Title")
    request = DatasetRequest.make("answers", licence='mit"\nfoo: bar', source="`x`\n## Title")
    data.write(request, tmp_path / "a.jsonl")
    text = (tmp_path / "a.README.md").read_text("utf-8")
    assert text.count("\n---\n") == 1
    assert "\nfoo:" not in text
    assert "\n## Title" not in text
    assert "\n# Title" not in text
