"""The whole screen is built with warnings as errors, and its handlers stay thin."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from distiller.commit import Committer
from distiller.export import Exporter
from distiller.jobs import Jobs
from distiller.live import Live
from distiller.llm import open_teachers
from distiller.question_jobs import QuestionJobs
from distiller.questions import Questions
from distiller.records import Reason
from distiller.review import Review
from distiller.settings import load_settings
from distiller.verbs import VerbDatabase
from tests.support.factories import make_store
from ui.context import Context

UI = Path(__file__).resolve().parents[2] / "ui"


@pytest.fixture
def trouble() -> list[Reason]:
    """Why the engine cannot store anything; empty: it can."""
    return []


@pytest.fixture
def built(trouble: list[Reason], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """The application on an empty database."""
    from ui import server

    for name in ("GRADIO_TEMP_DIR", "GRADIO_ANALYTICS_ENABLED", "GRADIO_RUN_HISTORY"):
        monkeypatch.setenv(name, "")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DISTILLER_PROVIDERS", "DISTILLER_HOME"):
        monkeypatch.delenv(name, raising=False)
    settings = load_settings(tmp_path)
    server.prepare_environment(settings.home)
    store, teachers = make_store(tmp_path), open_teachers(settings)
    jobs = Jobs(store, teachers, settings, lambda: None)
    ctx = Context(settings, jobs, Review(store), Committer(store), VerbDatabase(store), Exporter(store),
                  Questions(store, tmp_path), QuestionJobs(store, teachers, settings, lambda: None),
                  Live(store, trouble=lambda: trouble[0] if trouble else None),
                  trouble=lambda: trouble[0] if trouble else None)  # fmt: skip
    yield server.create_app(ctx)
    teachers.close()
    store.close()


def test_the_whole_screen_is_built_without_a_warning(built: FastAPI) -> None:
    """Both languages, all tabs; a warning of any library is an error in this test run."""
    paths = {getattr(route, "path", "") for route in built.routes}
    assert {"/nl", "/en", "/healthz", "/"} <= paths


def test_trouble_of_the_engine_is_told_to_every_open_page(built: FastAPI, trouble: list[Reason]) -> None:
    """In the page's language, as long as it lasts."""
    (state,) = [route.endpoint for route in built.routes if getattr(route, "path", "") == "/state/{language}"]
    assert json.loads(state("nl").body) == {"trouble": ""}
    trouble.append(Reason("store-full", {}))
    assert "De schijf met de database is vol" in json.loads(state("nl").body)["trouble"]
    assert "The disk that holds the database is full" in json.loads(state("en").body)["trouble"]
    trouble.clear()
    assert json.loads(state("nl").body) == {"trouble": ""}


def test_an_error_for_the_screen_is_raised_and_not_only_made() -> None:
    """`gr.Error(...)` on a line of its own shows nothing to anybody."""
    for path in UI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                assert ast.unparse(node.value.func) != "gr.Error", f"{path.name}:{node.lineno}"


def test_the_parts_that_make_html_know_no_gradio() -> None:
    """Records become text in modules that can be tested without a screen."""
    for path in [*UI.glob("present*.py"), *UI.glob("texts/*.py"), UI / "query.py"]:
        assert "import gradio" not in path.read_text(encoding="utf-8"), path.name
