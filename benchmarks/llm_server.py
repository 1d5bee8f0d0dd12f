"""A chat-completions endpoint to measure with: latencies drawn from a seed, limits with proper headers, faults.

It speaks HTTP/1.1 by hand on asyncio, because a framework would take more of the machine than what is measured.
`python -m benchmarks.llm_server '{"latency": "lognormal", "median": 0.4, "sigma": 0.5}'` prints its port and serves
until its input closes. `GET /stats` tells what it has seen; `GET /draws` what it has drawn for each request, in order:
its kind, the seconds it takes, and whether it is answered well.

Answers: three keys for questions; forms and sentences by the rules of Dutch for verbs.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Plan:
    """What the server does. Shares are of requests; times in seconds.

    `latency`: "none", "lognormal" (`median`, `sigma`) or "tokens" (a fixed part and so many tokens a second).
    `limit_per_minute` 0: no limit; `burst` is how many requests pass at once before the limit bites.
    """

    latency: str = "none"
    median: float = 0.4
    sigma: float = 0.5
    base: float = 0.2
    tokens_per_second: float = 100.0
    limit_per_minute: int = 0
    burst: int = 50
    headers: bool = True
    error_500: float = 0.0
    error_429: float = 0.0
    cut_off: float = 0.0
    hang: float = 0.0
    hang_s: float = 60.0
    seed: int = 1
    verbs: tuple[str, ...] = ()


class Bucket:
    """The server's limit: refilled continuously, `burst` deep."""

    def __init__(self, plan: Plan) -> None:
        self.rate = plan.limit_per_minute / 60.0
        self.burst = float(plan.burst)
        self.level = self.burst
        self.at = time.monotonic()

    def take(self) -> bool:
        """Whether a request passes now."""
        now = time.monotonic()
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level < 1.0:
            return False
        self.level -= 1.0
        return True

    def headers(self, plan: Plan) -> str:
        """What hosted endpoints say about it."""
        reset = (self.burst - self.level) / self.rate
        return (
            f"x-ratelimit-limit-requests: {plan.limit_per_minute}\r\n"
            f"x-ratelimit-remaining-requests: {int(self.level)}\r\n"
            f"x-ratelimit-reset-requests: {max(1, round(reset * 1000))}ms\r\n"
        )


class Server:
    """Counts what it sees; one per process."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.bucket = Bucket(plan) if plan.limit_per_minute else None
        self.draws: list[tuple[str, float, bool]] = []
        self.statuses: Counter[int] = Counter()
        self.answered: Counter[str] = Counter()
        self.in_flight = self.most_in_flight = 0
        self.first = self.last = 0.0
        self._random = random.Random(plan.seed)
        # made beforehand: an answer must not hold up the others
        self._forms = {verb: _forms(verb) for verb in plan.verbs}
        self._sentences = {verb: _sentences(verb, self._forms[verb]) for verb in plan.verbs}

    def draw(self, kind: str, tokens: int, *, well: bool) -> float:
        """The latency of the next request."""
        plan = self.plan
        if plan.latency == "lognormal":
            seconds = plan.median * math.exp(plan.sigma * self._random.gauss(0.0, 1.0))
        elif plan.latency == "tokens":
            seconds = plan.base + tokens / plan.tokens_per_second
        else:
            seconds = 0.0
        self.draws.append((kind, seconds, well))
        return seconds

    async def complete(self, body: bytes) -> tuple[int, str, bytes]:
        """Status, extra headers and body for one request."""
        if not self.first:
            self.first = time.monotonic()
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._complete(body)
        finally:
            self.in_flight -= 1
            self.last = time.monotonic()

    async def _complete(self, body: bytes) -> tuple[int, str, bytes]:
        extra = ""
        if self.bucket is not None:
            passed = self.bucket.take()
            if self.plan.headers:
                extra = self.bucket.headers(self.plan)
            if not passed:
                return 429, extra + "retry-after: 1\r\n", _error("rate_limit_exceeded", "Rate limit reached")
        dice = self._random.random()
        plan = self.plan
        for share, status, wait in (
            (plan.error_500, 500, 0.0),
            (plan.error_429, 429, 0.0),
            (plan.hang, 0, plan.hang_s),
        ):
            if dice < share:
                self.draws.append(("fault", wait, False))
                if wait:
                    await asyncio.sleep(wait)
                    return 500, extra, _error("hang", "The server hung")
                return status, extra, _error("injected", "An injected fault")
            dice -= share
        request = json.loads(body)
        kind, key, text = self.answer(request)
        finish = "stop"
        if dice < plan.cut_off:
            text, finish = text[: len(text) // 2], "length"
        tokens = len(text) // 4
        seconds = self.draw(kind, tokens, well=finish == "stop")
        if seconds:
            await asyncio.sleep(seconds)
        self.answered[key] += finish == "stop"
        prompt = sum(len(m["content"]) for m in request["messages"]) // 4
        return 200, extra, _completion(request["model"], text, finish, prompt, tokens)

    def answer(self, request: dict[str, Any]) -> tuple[str, str, str]:
        """(kind, what it is counted by, content) of a request."""
        name = request.get("response_format", {}).get("json_schema", {}).get("name", "")
        user = request["messages"][-1]["content"]
        if name == "verb_forms":
            results = [self._forms[verb] for verb in json.loads(user)]
            return "forms", user, json.dumps({"results": results}, ensure_ascii=False)
        if name == "verb_sentences":
            return "sentences", user, self._sentences[json.loads(user)["infinitive"]]
        digest = hashlib.blake2b(user.encode(), digest_size=8).hexdigest()
        content = {"answer": f"Antwoord {digest}", "score": int(digest[:4], 16) % 100, "sure": digest[0] < "8"}
        return "answer", user, json.dumps(content)

    def stats(self) -> dict[str, Any]:
        """What it has seen."""
        return {
            "statuses": dict(self.statuses),
            "answered": sum(self.answered.values()),
            "twice": sum(count - 1 for count in self.answered.values() if count > 1),
            "most_in_flight": self.most_in_flight,
            "seconds": self.last - self.first,
        }


def _forms(verb: str) -> dict[str, str]:
    from distiller.providers.offline import forms_content

    result: dict[str, str] = forms_content([verb])["results"][0]
    return result


def _sentences(verb: str, forms: dict[str, str]) -> str:
    from distiller.providers.offline import sentences_content

    return json.dumps(sentences_content(verb, forms, 10), ensure_ascii=False)


def _error(code: str, message: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": message, "type": code, "param": None}}).encode()


def _completion(model: str, text: str, finish: str, prompt: int, completion: int) -> bytes:
    return json.dumps(
        {
            "id": "chatcmpl-bench",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
            "usage": {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion},
        }
    ).encode()


_REASONS = {200: "OK", 404: "Not Found", 429: "Too Many Requests", 500: "Internal Server Error"}


async def _serve(server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            line, _, rest = head.partition(b"\r\n")
            method, path, _ = line.decode().split(" ")
            length = 0
            for header in rest.split(b"\r\n"):
                if header[:15].lower() == b"content-length:":
                    length = int(header[15:])
            body = await reader.readexactly(length) if length else b""
            status, extra, reply = await _route(server, method, path, body)
            writer.write(
                f"HTTP/1.1 {status} {_REASONS[status]}\r\ncontent-type: application/json\r\n"
                f"content-length: {len(reply)}\r\n{extra}\r\n".encode()
                + reply
            )
    except (asyncio.IncompleteReadError, ConnectionError):
        return  # the client has gone
    except asyncio.CancelledError:
        return  # the server ends while a call hangs
    finally:
        writer.close()


async def _route(server: Server, method: str, path: str, body: bytes) -> tuple[int, str, bytes]:
    if method == "POST" and path.endswith("/chat/completions"):
        status, extra, reply = await server.complete(body)
        server.statuses[status] += 1
        return status, extra, reply
    if path == "/stats":
        return 200, "", json.dumps(server.stats()).encode()
    if path == "/draws":
        return 200, "", json.dumps(server.draws).encode()
    return 404, "", _error("not_found", "No such path")


async def _main(plan: Plan) -> None:
    server = Server(plan)
    listening = await asyncio.start_server(lambda r, w: _serve(server, r, w), "127.0.0.1", 0, backlog=1024)
    print(listening.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.read)  # until whoever started it has gone


if __name__ == "__main__":
    asyncio.run(_main(Plan(**json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}"))))
