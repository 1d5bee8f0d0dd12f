"""What the configured teachers look like, and what one small call shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from distiller.errors import SettingsError, TeacherError
from distiller.llm import Teachers, open_teachers
from distiller.presets import StructuredMode
from distiller.provider_check import provider_rows, try_provider
from distiller.settings import Settings, load_settings
from tests.support import chat_server as faults
from tests.support.chat_server import ChatServer

KEY = "sk-check-0123456789"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def settings(server: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "providers.toml").write_text(
        f'[[provider]]\nname = "own"\nbase_url = "{server.base_url}"\nmodel = "m"\napi_key_env = "OWN_KEY"\n'
        "weight = 3\ninput_price = 0.5\noutput_price = 2\nrequests_per_minute = 60\n"
        f'[[provider]]\nname = "free"\nbase_url = "{server.base_url}"\nmodel = "m"\n',
        "utf-8",
    )
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OWN_KEY", KEY)
    monkeypatch.setenv("DISTILLER_PROVIDERS", "providers.toml")
    return load_settings(tmp_path)


@pytest.fixture
def teachers(settings: Settings) -> Iterator[Teachers]:
    opened = open_teachers(settings)
    yield opened
    opened.close()


def answering(text: str) -> faults.Fault:
    """A reply with this content."""
    return faults.content(lambda _inner: text)


def test_the_rows_say_what_is_set_and_known(teachers: Teachers, settings: Settings, server: ChatServer) -> None:
    """Host, key yes or no, limits, price or unknown; no call is made and no key is shown."""
    own, free, offline = provider_rows(teachers, settings)
    assert (own.name, own.default, own.has_key, own.weight, own.requests_per_minute) == ("own", True, True, 3, 60)
    assert (own.input_price, own.output_price) == (Decimal("0.5"), Decimal(2))
    assert own.host == server.base_url.removeprefix("http://").removesuffix("/v1")
    assert (free.has_key, free.input_price, free.output_price) == (False, None, None)
    assert (offline.offline, offline.host) == (True, "")
    assert own.found is None
    assert server.requests == []
    assert KEY not in repr([own, free, offline])


def test_a_test_shows_tokens_cost_and_mode(teachers: Teachers, settings: Settings, server: ChatServer) -> None:
    """And the row knows the mode from then on."""
    server.then(answering('{"answer": 42}'))
    result = try_provider(teachers, settings, "own")
    assert (result.provider, result.model, result.problem) == ("own", "m", None)
    assert result.mode == StructuredMode.JSON_SCHEMA
    assert result.prompt_tokens
    assert result.cost
    assert provider_rows(teachers, settings)[0].found == StructuredMode.JSON_SCHEMA
    assert len(server.requests) == 1


def test_another_model_can_be_tried(teachers: Teachers, settings: Settings, server: ChatServer) -> None:
    """Before a job is started with it."""
    server.then(answering('{"answer": 41}'))  # a wrong sum is the model's affair
    assert try_provider(teachers, settings, "own", " other ").problem is None
    assert server.requests[0].body["model"] == "other"


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (answering("forty-two"), "not JSON"),
        (answering('{"sum": 42}'), "does not keep to the schema"),
        (answering('{"answer": "42"}'), "does not keep to the schema"),
        (answering('{"answer": true}'), "does not keep to the schema"),
        (answering("[" * 100_000), "not JSON"),
        (faults.html(), "web page"),
        (faults.cut_off(), "cut off"),
    ],
)
def test_a_reply_that_cannot_be_used_is_told(
    teachers: Teachers, settings: Settings, server: ChatServer, fault: faults.Fault, says: str
) -> None:
    """One sentence, no exception."""
    server.then(fault)
    problem = try_provider(teachers, settings, "own").problem
    assert problem is not None
    assert says in problem


def test_a_missing_model_and_an_unknown_provider_are_errors(
    teachers: Teachers, settings: Settings, server: ChatServer
) -> None:
    """With what the endpoint offers, and where to set it."""
    server.then(faults.model_not_found())
    with pytest.raises(TeacherError, match=r"model \(own, DISTILLER_PROVIDERS\).*: another, test-model"):
        try_provider(teachers, settings, "own")
    with pytest.raises(SettingsError):
        try_provider(teachers, settings, "nobody")


def test_the_offline_teacher_is_tried_with_a_verb(teachers: Teachers, settings: Settings) -> None:
    """It knows nothing else, and asks no endpoint."""
    result = try_provider(teachers, settings, "offline")
    assert (result.problem, result.mode, result.cost) == (None, None, Decimal(0))
