"""The real client over real HTTP against an endpoint that misbehaves: each fault is one typed error or one stored
body, and the key is nowhere."""

import dataclasses
import gzip
import json
import logging
import threading
import time
from email.utils import formatdate

import pytest
from pydantic import SecretStr

from distiller.completion import read_completion
from distiller.errors import ErrorType, TeacherError
from distiller.providers.openai_compatible import OpenAICompatibleTeacher
from distiller.records import Product, TeacherRequest
from distiller.redaction import RedactingFilter
from distiller.settings import ProviderSettings
from tests.support import chat_server as faults
from tests.support.chat_server import ChatServer

KEY = "sk-integration-0123456789"


@pytest.fixture(scope="module")
def server():
    with ChatServer() as running:
        yield running


@pytest.fixture(autouse=True)
def _clean_server(server):
    yield
    server.release.set()
    server.release = threading.Event()
    server.script = None
    server.rate_headers = {}


def provider(server: ChatServer, **given) -> ProviderSettings:
    made = {"name": "openai", "base_url": server.base_url, "model": "test-model", "api_key": SecretStr(KEY)}
    return ProviderSettings(**{**made, **given})


@pytest.fixture(scope="module")
def teacher(server):
    opened = OpenAICompatibleTeacher(provider(server), (KEY,))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def hasty(server):
    """One whose replies must be there within a second."""
    opened = OpenAICompatibleTeacher(provider(server, timeout_s=0.6), (KEY,))
    yield opened
    opened.close()


def request(**given) -> TeacherRequest:
    made = {
        "product": Product.ANSWER,
        "model": "test-model",
        "messages": ({"role": "user", "content": "What is the capital of Ghana?"},),
        "schema_name": "answer",
        "schema": {
            "type": "object",
            "properties": {"answer": {"type": "string"}},
            "required": ["answer"],
            "additionalProperties": False,
        },
        "max_tokens": 77,
        "prompt_version": "1",
        "data": {},
    }
    return TeacherRequest(**{**made, **given})


def failure(teacher, server, fault) -> TeacherError:
    server.then(fault)
    with pytest.raises(TeacherError) as caught:
        teacher.complete(request())
    error = caught.value
    for language in ("nl", "en"):
        assert KEY not in error.sentence(language)
    assert KEY not in repr(error.params)
    return error


def test_a_request_is_strict_and_capped(teacher, server):
    """Strict Structured Outputs, temperature 0, a token cap, the key as bearer: exactly what the contract says."""
    teacher.complete(request())
    sent = server.requests[-1]
    assert sent.body == {
        "model": "test-model",
        "messages": [{"role": "user", "content": "What is the capital of Ghana?"}],
        "max_tokens": 77,
        "temperature": 0.0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": request().schema},
        },
    }
    assert sent.headers["authorization"] == f"Bearer {KEY}"


def test_parameters_follow_the_provider(server):
    """Some endpoints know max_completion_tokens only and refuse a temperature."""
    own = OpenAICompatibleTeacher(
        provider(server, token_parameter="max_completion_tokens", send_temperature=False, api_key=None)
    )
    own.complete(request())
    own.close()
    body = server.requests[-1].body
    assert body["max_completion_tokens"] == 77
    assert not {"max_tokens", "temperature"} & set(body)


def test_a_reply_comes_as_received(teacher, server):
    """Body, tokens, latency, request id; the price of an unlisted endpoint is unknown."""
    reply = teacher.complete(request())
    assert json.loads(reply.raw)["choices"][0]["message"]["content"] == '{"answer": "?"}'
    assert reply.usage.prompt_tokens > 0
    assert reply.cost is None
    assert reply.request_id.startswith("req-")
    assert 0 < reply.latency_s < 5


def test_rate_headers_are_handed_on(teacher, server):
    """For pacing: numbers and seconds; nonsense is left out."""
    server.rate_headers = {
        "x-ratelimit-limit-requests": "3000",
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "1m2.5s",
        "x-ratelimit-reset-tokens": "120ms",
        "x-ratelimit-limit-tokens": "plenty",
    }
    rate = teacher.complete(request()).rate
    assert rate == {"limit-requests": 3000, "remaining-requests": 0, "reset-requests": 62.5, "reset-tokens": 0.12}


SERVER = ErrorType.SERVER_ERROR
STATUSES = [
    # fault -> code, type, retryable, fatal
    (faults.rate_limit(), "teacher-rate-limit", ErrorType.RATE_LIMIT, True, False),
    (faults.quota(), "teacher-quota", ErrorType.RATE_LIMIT, False, True),  # 429 that waiting does not heal
    (faults.status(402), "teacher-quota", ErrorType.RATE_LIMIT, False, True),
    (faults.status(500), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.status(503), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.status(529), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.status(408), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.status(409), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.unauthorized(), "teacher-auth", ErrorType.AUTH, False, True),  # it repeats the key it was given
    (faults.status(403), "teacher-auth", ErrorType.AUTH, False, True),
    (faults.model_not_found(), "teacher-model-not-found", ErrorType.BAD_REQUEST, False, True),
    (faults.status(404, "no such model"), "teacher-model-not-found", ErrorType.BAD_REQUEST, False, True),
    (faults.text("<html>", "text/html", 404), "teacher-not-an-answer", ErrorType.BAD_REQUEST, False, True),
    (faults.text('{"detail":"Not Found"}', number=404), "teacher-not-an-answer", ErrorType.BAD_REQUEST, False, True),
    (faults.status(400, f"bad: {KEY}"), "teacher-bad-request", ErrorType.BAD_REQUEST, False, False),
    (faults.status(422), "teacher-bad-request", ErrorType.BAD_REQUEST, False, False),
    (faults.status(413), "teacher-bad-request", ErrorType.BAD_REQUEST, False, False),
    (faults.text("<html>", "text/html", 502), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (
        faults.text(b"\xff" * 99, "text/plain; charset=klingon", 500),
        "teacher-server-error",
        "SERVER_ERROR",
        True,
        False,
    ),
    (faults.text("[" * 50_000, number=500), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.huge(number=500), "teacher-server-error", ErrorType.SERVER_ERROR, True, False),
    (faults.gzip_bomb(number=400), "teacher-bad-request", ErrorType.BAD_REQUEST, False, False),
    (faults.redirect(), "teacher-redirect", ErrorType.BAD_REQUEST, False, True),
    (faults.redirect(number=301), "teacher-redirect", ErrorType.BAD_REQUEST, False, True),
]


@pytest.mark.parametrize(("fault", "code", "kind", "retryable", "fatal"), STATUSES)
def test_a_status_is_a_typed_error(teacher, server, fault, code, kind, retryable, fatal):
    """By status and code, with a sentence in both languages and without the key. One request each: no retries."""
    before = len(server.requests)
    error = failure(teacher, server, fault)
    assert (error.code, error.type, error.retryable, error.fatal) == (code, kind, retryable, fatal)
    assert len(server.requests) == before + 1


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "0.5"}, 0.5),
        ({"Retry_After": "9999"}, 120.0),  # two minutes at most
        ({"Retry_After": "-3"}, 0.0),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "nan"}, None),
        ({"retry_after_ms": "250", "Retry_After": "7"}, 0.25),
        ({}, None),
    ],
)
@pytest.mark.parametrize("number", [429, 503])
def test_retry_after_is_read(teacher, server, headers, expected, number):
    """Seconds, milliseconds; capped; nonsense is no hint."""
    assert failure(teacher, server, faults.status(number, **headers)).retry_after == expected


def test_retry_after_may_be_a_date(teacher, server):
    """As HTTP allows."""
    error = failure(teacher, server, faults.rate_limit(formatdate(time.time() + 30, usegmt=True)))
    assert 25 < error.retry_after <= 31


TRANSPORT = [
    (faults.hang(), "teacher-timeout", ErrorType.TIMEOUT),
    (faults.drip(0.02), "teacher-timeout", ErrorType.TIMEOUT),  # a read time-out never fires on a drip
    (faults.drip_headers(0.02), "teacher-timeout", ErrorType.TIMEOUT),  # nor on one before the body
    (faults.break_off(), "teacher-connection", ErrorType.CONNECTION),
    (faults.huge(), "teacher-too-large", ErrorType.SERVER_ERROR),
    (faults.gzip_bomb(), "teacher-too-large", ErrorType.SERVER_ERROR),
]


@pytest.mark.parametrize(("fault", "code", "kind"), TRANSPORT)
def test_a_broken_exchange_is_a_typed_error_in_time(hasty, server, fault, code, kind):
    """The deadline counts for the whole reply, and the size for what comes out of the compression."""
    started = time.monotonic()
    error = failure(hasty, server, fault)
    assert (error.code, error.type, error.retryable, error.fatal) == (code, kind, True, False)
    assert time.monotonic() - started < 2.5


def test_a_dripping_error_ends_in_time_too(hasty, server):
    """The SDK reads error bodies without limits; the transport does not."""

    def dripping(_seen, _answer):
        return faults.Answer(500, b'{"error": {"message": "' + b"x" * 5000 + b'"}}', drip=0.02)

    assert failure(hasty, server, dripping).type == ErrorType.TIMEOUT


def test_nobody_at_the_address(server):
    """A closed port is a connection error that names the address."""
    with ChatServer() as gone:
        address = gone.base_url
    alone = OpenAICompatibleTeacher(dataclasses.replace(provider(server), base_url=address), (KEY,))
    with pytest.raises(TeacherError, match="cannot be reached") as caught:
        alone.complete(request())
    assert (caught.value.type, caught.value.retryable) == (ErrorType.CONNECTION, True)
    alone.close()


def test_false_gzip_is_a_typed_error(teacher, server):
    """A body that is not what its header says."""

    def lying(_seen, answer):
        return faults.Answer(200, answer.body, {"Content-Encoding": "gzip"})

    assert failure(teacher, server, lying).code == "teacher-bad-body"


BODIES = [
    (faults.html(), "web page"),
    (faults.error_with_200(), "upstream failed"),
    (faults.text('{"choices": null}'), "no choices"),
    (faults.text("not json at all"), "not JSON"),
    (faults.text("[" * 100_000), "nested too deeply"),
    (faults.text(""), "empty"),
    (faults.text('{"choices": NaN}'), "not JSON"),
]


@pytest.mark.parametrize(("fault", "says"), BODIES)
def test_a_strange_body_with_200_is_kept_as_it_came(teacher, server, fault, says):
    """It was paid for: it is stored, and validation says what is wrong with it."""
    server.then(fault)
    reply = teacher.complete(request())
    assert says in read_completion(reply.raw).problem
    assert reply.cost is None


def test_a_wrong_charset_does_not_spoil_dutch(teacher, server):
    """JSON is UTF-8, whatever the header claims."""

    def fault(seen, answer):
        right = faults.content(lambda inner: inner.update(answer="geüpdatet"))(seen, answer)
        return faults.wrong_charset()(seen, right)

    server.then(fault)
    assert "geüpdatet" in teacher.complete(request()).raw


def test_latin_1_is_read_where_it_is_not_utf_8(teacher, server):
    """Then the header's claim counts."""
    server.then(faults.text('{"x": "geüpdatet"}'.encode("latin-1"), "application/json; charset=latin-1"))
    assert "geüpdatet" in teacher.complete(request()).raw


def test_nul_bytes_cannot_reach_a_database(teacher, server):
    """No text column holds them."""
    server.then(faults.text(b'{"a": "b\x00c"}'))
    assert teacher.complete(request()).raw == '{"a": "b\ufffdc"}'


def test_an_honest_gzip_is_read(teacher, server):
    """Compression as such is welcome."""

    def packed(_seen, answer):
        return faults.Answer(200, gzip.compress(answer.body), {"Content-Encoding": "gzip"})

    server.then(packed)
    assert read_completion(teacher.complete(request()).raw).content == '{"answer": "?"}'


def test_a_key_in_a_reply_is_replaced_before_anybody_sees_it(teacher, server):
    """The exact bytes, and nothing else."""
    server.then(faults.content(lambda inner: inner.update(answer=f"your key is {KEY}!")))
    raw = teacher.complete(request()).raw
    assert KEY not in raw
    assert "your key is [key removed]!" in raw


def test_the_key_appears_in_no_log(server, caplog):
    """Not at the most talkative level either."""
    log = logging.getLogger()
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(RedactingFilter((KEY,)))
    own = OpenAICompatibleTeacher(provider(server), (KEY,))
    server.then(None, faults.unauthorized(), faults.html())
    own.complete(request())
    with pytest.raises(TeacherError):
        own.complete(request())
    own.complete(request())
    own.close()
    log.warning("pasted: %s", KEY)
    try:
        raise ValueError(KEY)
    except ValueError:
        log.exception("failed")
    assert "pasted: [key removed]" in caplog.text
    assert KEY not in caplog.text


def test_a_redirect_is_never_followed(teacher, server):
    """A key is sent to no other host."""
    with ChatServer() as other:
        failure(teacher, server, faults.redirect(other.base_url + "/chat/completions"))
        assert other.requests == []


def test_what_the_environment_holds_for_openai_goes_to_no_other_host(server, monkeypatch):
    """The SDK reads these variables for every base URL."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-secret")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-openai-only")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-admin-only")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer sk-custom\nX-Team: secret-team")
    local = OpenAICompatibleTeacher(provider(server, api_key=None))
    local.complete(request())
    local.close()
    sent = str(server.requests[-1].headers)
    assert not [word for word in ("org-secret", "proj-secret", "sk-", "secret-team") if word in sent]


def test_models_are_listed(teacher):
    """Sorted ids."""
    assert teacher.models() == ["another", "test-model"]


def test_a_model_list_that_is_none_is_a_typed_error(teacher, server):
    """A web page is no list."""
    server.then(faults.html())
    with pytest.raises(TeacherError) as caught:
        teacher.models()
    assert caught.value.code == "teacher-not-an-answer"


def test_closing_ends_calls_under_way(server):
    """A stop does not wait for an endpoint that hangs, and the call counts as no attempt."""
    own = OpenAICompatibleTeacher(provider(server, timeout_s=60), (KEY,))
    caught: list[TeacherError] = []

    def call():
        try:
            own.complete(request())
        except TeacherError as error:
            caught.append(error)

    server.then(faults.hang())
    before = len(server.requests)
    thread = threading.Thread(target=call)
    thread.start()
    assert server.wait_for(before + 1)
    own.close()
    thread.join(timeout=5)
    assert [error.code for error in caught] == ["teacher-closed"]
    with pytest.raises(TeacherError, match="stopping"):
        own.complete(request())


def test_one_client_serves_many_threads(server):
    """All answered; connections are kept."""
    own = OpenAICompatibleTeacher(provider(server, concurrency=32), (KEY,))
    replies: list[str] = []
    threads = [
        threading.Thread(target=lambda: replies.extend(own.complete(request()).raw for _ in range(5)))
        for _ in range(32)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own.close()
    assert len(replies) == 160
