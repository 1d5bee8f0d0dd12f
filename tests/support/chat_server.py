"""A chat-completions endpoint that really listens, and misbehaves on demand.

It answers forms and sentences from the messages of the request alone, as any endpoint would, with what the offline
teacher knows. A script decides per request what goes wrong instead: a queue of faults, or a function of the
request. Every request is recorded, so that a test can count how often a subject was asked for.

    with ChatServer() as server:
        server.then(status(500), hang())           # the next two requests
        ... OPENAI_BASE_URL=server.base_url ...
        assert server.asked("lopen") == 2

Alone: `python -m tests.support.chat_server --port 8080`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from distiller.providers.offline import completion_body, forms_content, previous_sentence, sentences_content

MODEL = "test-model"


@dataclass(frozen=True)
class Seen:
    """One request as it arrived. `subjects` are the infinitives it asks about; `started` is monotonic."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    product: str | None
    subjects: tuple[str, ...]
    started: float


@dataclass
class Answer:
    """What goes back over the wire."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    hang: bool = False  # nothing is sent until the server's `release` is set
    drip: float | None = None  # seconds between bytes
    drip_headers: bool = False
    break_off: bool = False  # the connection ends in the middle of the body
    endless: bool = False  # the body is sent again and again, until somebody hangs up


Fault = Callable[[Seen, Answer], Answer]
"""Takes the request and the right answer, gives what is sent."""


class ChatServer:
    """The server in a thread of its own on a free port. `latency` in seconds may be a number or a function."""

    def __init__(self, port: int = 0, *, latency: float | Callable[[Seen], float] = 0.0) -> None:
        self.latency = latency
        self.usage = True
        self.rate_headers: dict[str, str] = {}
        self.script: Callable[[Seen], Fault | None] | None = None
        self.release = threading.Event()
        self._queue: deque[Fault | None] = deque()
        self._seen: list[Seen] = []
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.chat = self
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def requests(self) -> list[Seen]:
        """Completions asked so far, in order of arrival."""
        with self._lock:
            return self._completions()

    def asked(self, subject: str, product: str | None = None) -> int:
        """How many requests carried this subject."""
        return sum(subject in r.subjects and product in (None, r.product) for r in self.requests)

    def wait_for(self, count: int, timeout: float = 10.0) -> bool:
        """Wait until `count` completions have been asked; whether they have."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self._completions()) >= count, timeout)

    def _completions(self) -> list[Seen]:
        return [seen for seen in self._seen if seen.path.endswith("/chat/completions")]

    def then(self, *faults: Fault | None) -> None:
        """Faults for the next requests, one each; None: a right answer."""
        with self._lock:
            self._queue.extend(faults)

    def start(self) -> ChatServer:
        self._thread.start()
        return self

    def stop(self) -> None:
        self.release.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def __enter__(self) -> ChatServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answer(self, method: str, path: str, query: dict[str, str], content: bytes, kind: str) -> Answer | None:
        """What is said about other things than completions: nothing here, see batch_server.py."""
        return None

    def record(self, seen: Seen) -> Fault | None:
        """Note a request and say what is to go wrong with it."""
        with self._arrived:
            self._seen.append(seen)
            self._arrived.notify_all()
            if self._queue:
                return self._queue.popleft()
        return self.script(seen) if self.script else None


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    chat: ChatServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the play; anything else is a fault of this server and is printed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent: the tests look at `requests`."""

    def do_GET(self) -> None:
        if not self._beside(b""):
            self._respond({})

    def do_POST(self) -> None:
        content = self._content()
        if not self._beside(content):
            self._respond(json.loads(content or b"{}"))

    def _content(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def _beside(self, content: bytes) -> bool:
        """Whether it was something else than completions, and is answered."""
        path, _, query = self.path.partition("?")
        kind = self.headers.get("Content-Type") or ""
        answer = self.server.chat.answer(self.command, path, dict(parse_qsl(query)), content, kind)
        if answer is not None:
            with suppress(ConnectionError):
                self._send(answer)
        return answer is not None

    def _respond(self, body: dict[str, Any]) -> None:
        chat = self.server.chat
        product, subjects = asked_of(body)
        seen = Seen(
            self.path, {k.lower(): v for k, v in self.headers.items()}, body, product, subjects, time.monotonic()
        )
        fault = chat.record(seen)
        answer = self._right_answer(seen)
        if fault is not None:
            answer = fault(seen, answer)
        latency = chat.latency(seen) if callable(chat.latency) else chat.latency
        if latency:
            chat.release.wait(latency)
        with suppress(ConnectionError):
            self._send(answer)

    def _right_answer(self, seen: Seen) -> Answer:
        if seen.path.endswith("/models"):
            models = {
                "object": "list",
                "data": [{"id": MODEL, "object": "model"}, {"id": "another", "object": "model"}],
            }
            return Answer(body=json.dumps(models).encode())
        if not seen.path.endswith("/chat/completions"):
            return Answer(404, b'{"detail":"Not Found"}')
        body = completion_of(seen, usage=self.server.chat.usage)
        answer = Answer(body=json.dumps(body, ensure_ascii=False).encode())
        answer.headers |= {"x-request-id": f"req-{len(self.server.chat.requests)}", **self.server.chat.rate_headers}
        return answer

    def _send(self, answer: Answer) -> None:
        chat = self.server.chat
        if answer.hang:
            chat.release.wait()
            self.close_connection = True
            return
        if answer.drip_headers:
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 4096, answer.drip or 0.05)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.endless:
            self._send_on_and_on(answer.body)
            return
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.break_off:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        elif answer.drip is not None:
            self._drip(answer.body, answer.drip)
        else:
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _send_on_and_on(self, data: bytes) -> None:
        """A body without a length, which ends when whoever reads it has had enough."""
        self.close_connection = True
        self.end_headers()
        with suppress(OSError):
            while not self.server.chat.release.is_set():
                self.wfile.write(data)

    def _drip(self, data: bytes, pause: float) -> None:
        self.close_connection = True
        self.wfile.flush()
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.chat.release.wait(pause):
                return


# --- right answers ------------------------------------------------------------------------------------------


def asked_of(body: dict[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """(product, subjects) of a request, from its last user message: a list of infinitives, or one verb's object."""
    users = [m["content"] for m in body.get("messages", ()) if m.get("role") == "user"]
    if not users:
        return None, ()
    try:
        data = json.loads(users[-1])
    except ValueError:
        return None, ()
    if isinstance(data, list):
        return "forms", tuple(data)
    if isinstance(data, dict) and "infinitive" in data:
        sense = data.get("sense")
        return "sentences", (f"{data['infinitive']} ({sense})" if sense else data["infinitive"],)
    return None, ()


def content_of(seen: Seen) -> dict[str, Any]:
    """The right content: a model does not know that something may be refused, so it answers what it can."""
    if seen.product == "forms":
        return {"results": forms_content(seen.subjects)["results"]}
    if seen.product == "sentences":
        message = [m["content"] for m in seen.body["messages"] if m["role"] == "user"][-1]
        data = json.loads(message)
        return sentences_content(
            seen.subjects[0],
            data["forms"],
            data["count"],
            existing=data.get("existing", ()),
            previous=previous_sentence(message),
            variation=1 if data.get("rerun") else 0,
        )
    return {"answer": "?"}


def completion_of(seen: Seen, *, usage: bool = True) -> dict[str, Any]:
    """The right content as a chat completion with plausible token counts."""
    body = completion_body(content_of(seen), seen.body.get("model", MODEL))
    sent = sum(len(m["content"]) for m in seen.body.get("messages", ()))
    received = len(body["choices"][0]["message"]["content"] or "")
    body["usage"] = (
        {"prompt_tokens": sent // 4, "completion_tokens": received // 4, "total_tokens": (sent + received) // 4}
        if usage
        else None
    )
    return body


# --- what goes wrong ----------------------------------------------------------------------------------------


def _error(message: str, code: str | None = None, kind: str = "error") -> bytes:
    return json.dumps({"error": {"message": message, "type": kind, "param": None, "code": code}}).encode()


def status(number: int, message: str = "told to fail", code: str | None = None, **headers: str) -> Fault:
    """An error of the API; headers as keywords, `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def fault(_seen: Seen, answer: Answer) -> Answer:
        return Answer(number, _error(message, code), {"Content-Type": "application/json", **named})

    return fault


def rate_limit(retry_after: str | None = None) -> Fault:
    """429, with `Retry-After` as given."""
    return status(429, "slow down", "rate_limit_exceeded", **({"Retry_After": retry_after} if retry_after else {}))


def quota() -> Fault:
    """429 that will not heal."""
    return status(429, "You exceeded your current quota", "insufficient_quota")


def unauthorized() -> Fault:
    """401; the message repeats the key that was sent, as some endpoints do."""

    def fault(seen: Seen, answer: Answer) -> Answer:
        key = seen.headers.get("authorization", "").removeprefix("Bearer ")
        return Answer(401, _error(f"Incorrect API key provided: {key}", "invalid_api_key"))

    return fault


def model_not_found() -> Fault:
    """404 for the model."""
    return status(404, "The model does not exist", "model_not_found")


def hang() -> Fault:
    """Silence until the server's `release` is set."""
    return lambda _seen, answer: Answer(hang=True)


def drip(pause: float = 0.02) -> Fault:
    """The right answer, byte by byte."""
    return lambda _seen, answer: Answer(answer.status, answer.body, answer.headers, drip=pause)


def drip_headers(pause: float = 0.02) -> Fault:
    """Not even the headers get done."""
    return lambda _seen, answer: Answer(drip=pause, drip_headers=True)


def break_off() -> Fault:
    """The connection ends in the middle of the body."""
    return lambda _seen, answer: Answer(answer.status, answer.body, answer.headers, break_off=True)


def text(body: str | bytes, content_type: str = "application/json", number: int = 200) -> Fault:
    """Any body at all."""
    data = body.encode() if isinstance(body, str) else body
    return lambda _seen, answer: Answer(number, data, {"Content-Type": content_type})


def html() -> Fault:
    """A proxy's login page with status 200."""
    return text("<!doctype html><html><body>Please log in</body></html>", "text/html")


def error_with_200(message: str = "upstream failed") -> Fault:
    """An error body where a completion should be."""
    return text(_error(message))


def redirect(location: str = "http://127.0.0.1:9/v1/chat/completions", number: int = 307) -> Fault:
    """Somewhere else."""
    return lambda _seen, answer: Answer(number, b"", {"Location": location})


def huge(megabytes: int = 6, number: int = 200) -> Fault:
    """A body of so many megabytes."""
    return text(b'{"x":"' + b"a" * (megabytes << 20) + b'"}', number=number)


def endless(number: int = 200) -> Fault:
    """A body that never ends."""
    return lambda _seen, _answer: Answer(number, b"a" * 65_536, endless=True)


def gzip_bomb(megabytes: int = 64, number: int = 200) -> Fault:
    """A small body that unpacks to so many megabytes."""
    packed = gzip.compress(b"a" * (megabytes << 20))
    return lambda _seen, answer: Answer(
        number, packed, {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    )


def wrong_charset() -> Fault:
    """UTF-8 that says it is Latin-1."""
    return lambda _seen, answer: Answer(
        answer.status, answer.body, {**answer.headers, "Content-Type": "application/json; charset=iso-8859-1"}
    )


def _edited(change: Callable[[dict[str, Any]], None]) -> Fault:
    """The right completion with something changed in its body."""

    def fault(_seen: Seen, answer: Answer) -> Answer:
        body = json.loads(answer.body)
        change(body)
        return Answer(answer.status, json.dumps(body, ensure_ascii=False).encode(), answer.headers)

    return fault


def content(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """The right completion with its JSON content changed in place, or replaced by what `change` returns."""

    def edit(body: dict[str, Any]) -> None:
        message = body["choices"][0]["message"]
        inner = json.loads(message["content"])
        changed = change(inner)
        message["content"] = changed if isinstance(changed, str) else json.dumps(inner, ensure_ascii=False)

    return _edited(edit)


def cut_off(share: float = 0.6) -> Fault:
    """The token cap was reached: finish_reason length, as many tokens as were allowed, the first part of the JSON."""

    def fault(seen: Seen, answer: Answer) -> Answer:
        cap = seen.body.get("max_tokens") or seen.body.get("max_completion_tokens")
        return _edited(lambda body: _cut(body, share, {"prompt_tokens": 1, "completion_tokens": cap}))(seen, answer)

    return fault


def cut_short(share: float = 0.6, completion_tokens: int | None = 7) -> Fault:
    """The same before the cap: with fewer tokens than were allowed, or (None) without a word about them."""
    usage = None if completion_tokens is None else {"prompt_tokens": 1, "completion_tokens": completion_tokens}
    return _edited(lambda body: _cut(body, share, usage))


def _cut(body: dict[str, Any], share: float, usage: dict[str, Any] | None) -> None:
    choice = body["choices"][0]
    choice["finish_reason"] = "length"
    whole = choice["message"]["content"]
    choice["message"]["content"] = whole[: int(len(whole) * share)]
    body["usage"] = usage


def refusal(words: str = "I cannot help with that.") -> Fault:
    """The model declines."""

    def edit(body: dict[str, Any]) -> None:
        body["choices"][0]["message"] |= {"content": None, "refusal": words}

    return _edited(edit)


def invalid_json() -> Fault:
    """Content that is no JSON."""
    return content(lambda inner: '{"results": [}')


def missing_key(name: str = "vd_hulpwerkwoord", number: int = 0) -> Fault:
    """One result without one of its keys."""
    return content(lambda inner: inner["results"][number].pop(name) and None)


def wrong_order() -> Fault:
    """The results backwards."""
    return content(lambda inner: inner["results"].reverse())


def missing_verb(number: int = 0) -> Fault:
    """One verb left out."""
    return content(lambda inner: inner["results"].pop(number) and None)


def doubled_verb(number: int = 0) -> Fault:
    """One verb twice."""
    return content(lambda inner: inner["results"].append(dict(inner["results"][number])))


def unasked_verb(infinitive: str = "verzinnen") -> Fault:
    """A verb that nobody asked for."""
    return content(lambda inner: inner["results"].append({**inner["results"][0], "infinitive": infinitive}))


def main() -> None:
    """Serve until interrupted, e.g. to try the app by hand against an endpoint without a bill."""
    parser = argparse.ArgumentParser(description="A local chat-completions endpoint for tests.")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per request")
    options = parser.parse_args()
    with ChatServer(options.port, latency=options.latency) as server:
        print(server.base_url, flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
