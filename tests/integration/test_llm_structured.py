"""The real client over real HTTP against endpoints that take structured answers in different ways, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import SecretStr

from distiller.errors import ErrorType, TeacherError
from distiller.presets import StructuredMode as Mode
from distiller.providers.offers import NAMED
from distiller.providers.openai_compatible import OpenAICompatibleTeacher
from distiller.records import Product, TeacherRequest
from distiller.settings import ProviderSettings
from tests.support import chat_server as faults
from tests.support.chat_server import ChatServer, Seen

KEY = "sk-structured-0123456789"
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def opened(server: ChatServer) -> Iterator[Callable[..., OpenAICompatibleTeacher]]:
    """Opens teachers of this server."""
    teachers: list[OpenAICompatibleTeacher] = []

    def make(secrets: tuple[str, ...] = (KEY,), **given: Any) -> OpenAICompatibleTeacher:
        made = {"name": "own", "base_url": server.base_url, "model": "test-model", "api_key": SecretStr(KEY)}
        teachers.append(OpenAICompatibleTeacher(ProviderSettings(**{**made, **given}), secrets))
        return teachers[-1]

    yield make
    for teacher in teachers:
        teacher.close()


def request(**given: Any) -> TeacherRequest:
    made = {
        "product": Product.ANSWER,
        "model": "test-model",
        "messages": ({"role": "user", "content": "What is the capital of Ghana?"},),
        "schema_name": "answer",
        "schema": SCHEMA,
        "max_tokens": 77,
        "prompt_version": "1",
        "data": {},
    }
    return TeacherRequest(**{**made, **given})


def llama_cpp_python(seen: Seen) -> faults.Fault | None:
    """Takes JSON mode only, with a schema beside it; everything else is a server error of a validation error."""
    kind = seen.body.get("response_format", {}).get("type", "text")
    if kind in ("text", "json_object"):
        return None
    message = (
        "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), "
        f"'msg': \"Input should be 'text' or 'json_object'\", 'input': '{kind}'}}]"
    )
    error = {"error": {"message": message, "type": "internal_server_error", "param": None, "code": None}}
    return faults.text(json.dumps(error), number=500)


def only_prompts(seen: Seen) -> faults.Fault | None:
    """Knows no response_format at all, and says so as FastAPI does."""
    if "response_format" not in seen.body:
        return None
    detail = [{"type": "extra_forbidden", "loc": ["body", "response_format"], "msg": "Extra inputs are not permitted"}]
    return faults.text(json.dumps({"detail": detail}), number=422)


def no_schema_beside(seen: Seen) -> faults.Fault | None:
    """JSON mode and nothing more."""
    form = seen.body.get("response_format")
    if form in (None, {"type": "json_object"}):
        return None
    return faults.status(400, "This model does not support response format `json_schema`.")


ENDPOINTS = [
    (lambda _seen: None, Mode.JSON_SCHEMA, 1),
    (llama_cpp_python, Mode.JSON_OBJECT_SCHEMA, 2),
    (no_schema_beside, Mode.JSON_OBJECT, 3),
    (only_prompts, Mode.PROMPT, 4),
]


@pytest.mark.parametrize(("script", "mode", "requests"), ENDPOINTS, ids=[mode for _, mode, _ in ENDPOINTS])
def test_what_an_endpoint_takes_is_found_out_once(server, opened, script, mode, requests) -> None:
    """The first call answers all the same; the next goes straight; another model is another matter."""
    server.script = script
    teacher = opened()
    assert teacher.structured("test-model") is None
    assert "answer" in teacher.complete(request()).raw
    assert (teacher.structured("test-model"), len(server.requests)) == (mode, requests)
    teacher.complete(request())
    assert len(server.requests) == requests + 1
    assert teacher.structured("another") is None


def test_all_threads_know_what_one_has_found_out(server, opened) -> None:
    """After the first answer nobody asks in vain."""
    server.script = llama_cpp_python
    teacher = opened()
    teacher.complete(request())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: teacher.complete(request()), range(40)))
    assert len(server.requests) == 42


def test_a_broken_server_stays_broken(server, opened) -> None:
    """One request, a server error that can be retried, and strict mode is tried again."""
    teacher = opened()
    server.then(faults.status(500, "CUDA out of memory"))
    with pytest.raises(TeacherError) as caught:
        teacher.complete(request())
    assert (caught.value.type, caught.value.retryable) == (ErrorType.SERVER_ERROR, True)
    assert len(server.requests) == 1
    teacher.complete(request())
    assert teacher.structured("test-model") == Mode.JSON_SCHEMA


def test_a_server_that_refuses_everything_teaches_nothing(server, opened) -> None:
    """A proxy that answers each request with the same words: a typed error, and nothing is believed."""
    teacher = opened()
    server.script = lambda _seen: faults.status(400, "response_format is not supported")
    with pytest.raises(TeacherError) as caught:
        teacher.complete(request())
    assert caught.value.type == ErrorType.BAD_REQUEST
    server.script = None
    teacher.complete(request())
    assert teacher.structured("test-model") == Mode.JSON_SCHEMA


def test_a_page_with_200_proves_nothing(server, opened) -> None:
    """A proxy's login page is no sign that the mode is taken."""
    teacher = opened()
    server.then(faults.html())
    teacher.complete(request())
    assert teacher.structured("test-model") is None


def test_the_whole_search_has_one_deadline(server, opened) -> None:
    """Refusals that take their time do not add up."""
    server.latency = 0.25
    server.script = only_prompts
    with pytest.raises(TeacherError) as caught:
        opened(timeout_s=0.6).complete(request())
    assert caught.value.type == ErrorType.TIMEOUT


def test_the_latency_holds_the_search(server, opened) -> None:
    """The person waited for it."""
    server.latency = 0.1
    server.script = llama_cpp_python
    assert opened().complete(request()).latency_s >= 0.2


def test_a_named_mode_is_where_it_begins(server, opened) -> None:
    """Who knows the endpoint spares it the search."""
    server.script = only_prompts
    teacher = opened(structured=Mode.PROMPT)
    teacher.complete(request())
    assert len(server.requests) == 1
    assert "JSON schema" in server.requests[0].body["messages"][0]["content"]


def test_a_model_with_other_parameters_is_asked_again_at_once(server, opened) -> None:
    """Newer models want max_completion_tokens and their own temperature."""

    def newer(seen: Seen) -> faults.Fault | None:
        def refuse(param: str, code: str) -> faults.Fault:
            said = {"message": f"Unsupported: '{param}'", "type": "invalid_request_error", "param": param, "code": code}
            return faults.text(json.dumps({"error": said}), number=400)

        if "max_tokens" in seen.body:
            return refuse("max_tokens", "unsupported_parameter")
        return refuse("temperature", "unsupported_value") if "temperature" in seen.body else None

    server.script = newer
    teacher = opened()
    teacher.complete(request())
    teacher.complete(request())
    sent = [sorted(set(seen.body) & {"max_tokens", "max_completion_tokens", "temperature"}) for seen in server.requests]
    assert sent == [
        ["max_tokens", "temperature"],
        ["max_completion_tokens", "temperature"],
        ["max_completion_tokens"],
        ["max_completion_tokens"],
    ]


def test_plain_text_asks_for_no_form(server, opened) -> None:
    """And says nothing about what the endpoint takes."""
    teacher = opened()
    teacher.complete(request(schema=None))
    assert "response_format" not in server.requests[0].body
    assert teacher.structured("test-model") is None


def test_headers_and_fields_of_the_provider_go_along(server, opened) -> None:
    """With the key, which they do not replace; what came from the environment is taken out of replies."""
    secret = "team-token-0123456789"
    teacher = opened(
        secrets=(KEY, secret), headers=(("X-Team", SecretStr(secret)),), header_secrets=(SecretStr(secret),),
        body={"top_k": 5, "provider": {"sort": "price"}},
    )  # fmt: skip
    server.then(faults.content(lambda inner: inner.update(answer=f"your header is {secret}")))
    raw = teacher.complete(request()).raw
    assert secret not in raw
    sent = server.requests[0]
    assert (sent.headers["x-team"], sent.headers["authorization"]) == (secret, f"Bearer {KEY}")
    assert (sent.body["top_k"], sent.body["provider"]) == (5, {"sort": "price"})


# --- a model that is not there ------------------------------------------------------------------------------


def serving(names: list[str]) -> Callable[[Seen], faults.Fault | None]:
    """An endpoint with these models, none of which was asked for."""

    def script(seen: Seen) -> faults.Fault:
        if seen.path.endswith("/models"):
            return faults.text(json.dumps({"data": [{"id": name} for name in names]}))
        return faults.model_not_found()

    return script


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_missing_model_names_the_setting_and_what_there_is(server, opened, language: str) -> None:
    """Ten names at most, and how many more; asked once, however many calls fail."""
    server.script = serving([f"model-{number:02d}" for number in range(NAMED + 3)])
    teacher = opened(model_setting="model (own, DISTILLER_PROVIDERS)")
    for _ in range(3):
        with pytest.raises(TeacherError) as caught:
            teacher.complete(request())
    said = caught.value.sentence(language)
    assert "model (own, DISTILLER_PROVIDERS)" in said
    assert "model-00, model-01" in said
    assert "(+ 3)" in said
    assert f"model-{NAMED}" not in said
    with server._lock:
        assert sum(seen.path.endswith("/models") for seen in server._seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        faults.status(500),
        faults.html(),
        faults.text('{"data": 3}'),
        faults.text('{"data": []}'),
        faults.status(404, "no models here"),
    ],
)
def test_a_list_that_cannot_be_had_leaves_the_setting(server, opened, answer: faults.Fault) -> None:
    """The sentence stands without it."""
    server.script = lambda seen: answer if seen.path.endswith("/models") else faults.model_not_found()
    with pytest.raises(TeacherError, match="OPENAI_VERB_MODEL to one that it offers"):
        opened().complete(request())


def test_names_of_models_are_no_way_into_a_sentence(server, opened) -> None:
    """Bounded, one line, without keys."""
    server.script = serving([f"a\n{KEY}", "b" * 5000, "\u202e{x}"])
    with pytest.raises(TeacherError) as caught:
        opened().complete(request())
    said = caught.value.sentence("en")
    assert KEY not in said
    assert "\n" not in said
    assert "\u202e" not in said
    assert len(said) < 500


def test_an_address_of_the_file_is_named_by_its_field(opened) -> None:
    """Not by the variable of another provider."""
    with ChatServer() as gone:
        address = gone.base_url
    teacher = opened(base_url=address, url_setting="base_url (own, DISTILLER_PROVIDERS)")
    with pytest.raises(TeacherError, match=r"check base_url \(own, DISTILLER_PROVIDERS\)"):
        teacher.complete(request())


def test_answers_are_bytes_of_the_endpoint(server, opened) -> None:
    """The search leaves no trace in what is stored."""
    server.script = llama_cpp_python
    first, second = opened().complete(request()), opened().complete(request())
    assert json.loads(first.raw)["choices"] == json.loads(second.raw)["choices"]
