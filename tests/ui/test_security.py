"""What a request gets that no page of ours sends: nothing. Measured on the running program, over plain HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.screen import Answer, App

JSON = {"Content_Type": "application/json"}
CANARY = f"canary-{uuid.uuid4()}"


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
@pytest.mark.parametrize("port", ["", ":7860", ":1"])
def test_names_of_this_computer_are_served(app: App, name: str, port: str) -> None:
    """With any port: a tunnel may have another one."""
    assert app.ask("/healthz", host=name + port).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example", "", "127.0.0.1:x"],
)
@pytest.mark.parametrize("path", ["/", "/en/", "/healthz", "/en/config", "/look/base.css"])
def test_a_foreign_host_name_gets_nothing(app: App, host: str, path: str) -> None:
    """A name that resolves to this computer (DNS rebinding) passes an Origin check; it does not pass this one."""
    answer = app.ask(path, host=host)
    assert answer.status in (400, 421)
    assert b"gradio" not in answer.body.lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://[bad"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "cors"},
    ],
)
@pytest.mark.parametrize("path", ["/en/gradio_api/queue/join", "/nl/gradio_api/run/predict", "/en/gradio_api/upload"])
def test_another_site_changes_nothing(app: App, path: str, headers: dict[str, str]) -> None:
    """Whatever it posts is refused before anything looks at it."""
    assert app.ask(path, "POST", b"{}", **JSON, **headers).status == 403


def test_another_site_reads_nothing(app: App) -> None:
    """No answer allows a foreign origin, no preflight succeeds, no picture or script of ours can be embedded."""
    evil = {"Origin": "https://evil.example"}
    assert "access-control-allow-origin" not in app.ask("/en/config", **evil).headers
    preflight = app.ask("/en/gradio_api/queue/join", "OPTIONS", **evil, Access_Control_Request_Method="POST")
    assert preflight.status in (400, 403)
    assert "access-control-allow-origin" not in preflight.headers
    embedded = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}
    assert app.ask("/en/config", **embedded).status == 403


def test_a_link_from_another_site_may_be_followed(app: App) -> None:
    """Navigating here is no change."""
    assert app.ask("/en/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize(
    "path", ["/en/", "/", "/healthz", "/en/config", "/en/theme.css", "/look/base.js", "/nothing", "/en/gradio_api/info"]
)
def test_every_answer_carries_the_safety_headers(app: App, path: str) -> None:
    """Also redirects and errors; what is not a fixed file is not kept by the browser."""
    answer = app.ask(path)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "object-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    if path not in ("/en/theme.css", "/look/base.js"):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/openapi.json", "/docs", "/redoc", "/en/openapi.json", "/nl/openapi.json", "/en/docs", "/en/monitoring",
     "/en/monitoring/summary", "/en/gradio_api/mcp/sse", "/en/gradio_api/mcp/"],
)  # fmt: skip
def test_no_description_of_the_interface_is_given(app: App, path: str) -> None:
    """No schema, no monitoring, no tools."""
    assert app.ask(path).status in (403, 404, 405)


def test_a_body_that_is_too_large_is_refused_also_when_it_lies_about_its_length(app: App) -> None:
    """By the length it tells, and by counting where it tells none."""
    assert app.ask("/en/gradio_api/queue/join", "POST", b"", Content_Length=str(10**10)).status == 413
    chunk = b"x" * 65_536
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for _ in range(400)) + b"0\r\n\r\n"
    assert chunked(app, chunks).status == 413


def chunked(app: App, body: bytes) -> Answer:
    """A request that tells no length."""
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=30)
    connection.putrequest("POST", "/en/gradio_api/run/predict")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused while still being sent
        connection.send(body)
    got = connection.getresponse()
    return Answer(got.status, dict(got.getheaders()), got.read())


def test_an_upload_that_is_too_large_is_refused(app: App) -> None:
    """Files may be larger than other requests; what is beyond that is refused before it is read."""
    size = str(300 * 1024 * 1024)
    kind = "multipart/form-data; boundary=b"
    answer = app.ask("/en/gradio_api/upload", "POST", b"", Content_Type=kind, Content_Length=size)
    assert answer.status == 413


# --- files --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def secrets(app: App) -> dict[str, str]:
    """Files of this computer that nobody may have, by path."""
    found = {}
    for name in ("secret.txt", "secret.svg", ".env", "gradio-notes.json"):
        path = app.home.parent / name
        path.write_text(f"<svg>{CANARY}</svg>")
        found[name] = str(path)
    (app.home / "logs.txt").write_text(CANARY)
    ours = {"logs": str(app.home / "logs.txt"), "database": str(app.home / "distiller.db")}
    return found | ours | {"system": "/etc/passwd"}


def leaks(app: App, answer: Answer) -> bool:
    """Whether an answer, or what lies where answers are fetched from, holds a secret."""
    kept = [file for file in (app.home / "gradio").rglob("*") if file.is_file()]
    texts = [answer.body, *(file.read_bytes() for file in kept)]
    return any(secret in text for text in texts for secret in (CANARY.encode(), b"root:x:0", b"SQLite format 3"))


ROUTES = ("/en/gradio_api/file=", "/nl/file=", "/en/static/", "/en/assets/", "/look/", "/en/gradio_api/proxy=")


def test_no_address_serves_a_file_of_this_computer(app: App, secrets: dict[str, str]) -> None:
    """Neither by its path nor by a crooked one."""
    for path in secrets.values():
        for form in (path, "/" + path, path.replace("/", "%2F"), f"../../../..{path}", f"static/../../..{path}"):
            for route in ROUTES:
                answer = app.ask(route + form)
                assert not leaks(app, answer), route + form
                assert answer.status != 200 or b"Distiller" in answer.body, route + form


def events(app: App, language: str) -> Iterator[tuple[int, list[str]]]:
    """Every event of a page that reaches the server: its number and the kinds of its inputs."""
    config = json.loads(app.ask(f"/{language}/config").body)
    kinds = {component["id"]: component["type"] for component in config["components"]}
    for event in config["dependencies"]:
        if event["backend_fn"]:
            yield event["id"], [kinds[number] for number in event["inputs"]]


def references(path: str) -> list[Any]:
    """One file in all the ways an event can name it."""
    file = {"path": path, "meta": {"_type": "gradio.FileData"}, "orig_name": "x.txt", "url": f"/gradio_api/file={path}"}
    return [file, [file], {"value": file}, {"path": path}, path, json.dumps(file), {**file, "is_stream": True}]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_event_gives_a_file_of_this_computer(app: App, secrets: dict[str, str], language: str) -> None:
    """Each event of the page is called directly with references to files in every input; none comes back.

    Of the second page, which has the same events behind a door of its own, one file in every way it can be named.
    """
    called = 0
    paths = secrets.values() if language == "en" else [secrets["database"]]
    for number, inputs in events(app, language):
        for path in paths:
            for reference in references(path):
                body = {
                    "data": [reference] * len(inputs),
                    "fn_index": number,
                    "session_hash": "abc",
                    "event_data": {"act": reference, "job": reference, "value": reference},
                }
                answer = app.ask(f"/{language}/gradio_api/run/predict", "POST", json.dumps(body).encode(), **JSON)
                assert not leaks(app, answer), (number, inputs, reference)
                called += 1
    assert called > 100


@pytest.mark.parametrize("path", ["/etc/passwd", "secret.svg", "https://evil.example/x.png"])
def test_a_file_reference_does_not_make_a_file_public(app: App, secrets: dict[str, str], path: str) -> None:
    """A picture named in an event is not served afterwards (an application that did not start by itself would)."""
    path = secrets.get(path, path)
    body = {"data": [references(path)[0]] * 9, "fn_index": 0, "session_hash": "abc"}
    app.ask("/en/gradio_api/run/predict", "POST", json.dumps(body).encode(), **JSON)
    answer = app.ask(f"/en/gradio_api/file={path}")
    assert answer.status in (403, 404)
    assert not leaks(app, answer)


def test_an_error_tells_no_traceback(app: App) -> None:
    """Nonsense as input gives an error without the insides of the program."""
    for number, inputs in events(app, "en"):
        body = {"data": [{"a": [1]}] * len(inputs), "fn_index": number, "session_hash": "abc"}
        answer = app.ask("/en/gradio_api/run/predict", "POST", json.dumps(body).encode(), **JSON)
        assert b"Traceback" not in answer.body
        assert str(app.home).encode() not in answer.body
