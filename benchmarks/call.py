"""One call through the door to teachers, without the endpoint's own time: `python -m benchmarks.call`.

Bound: 1.1 ms of processor time for asking, reading, pricing and taking keys out, at the concurrency of a job. The
endpoint is a process of its own, so that its time is not counted; the least of several rounds is the figure, since
other programs only ever add.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from pydantic import SecretStr

from distiller.providers.openai_compatible import OpenAICompatibleTeacher
from distiller.records import Product, TeacherRequest
from distiller.settings import ProviderSettings

BOUND_MS = 1.1
KEYS = ("sk-bench-0123456789", "sk-other-0123456789")
ROUNDS, CALLS = 8, 500


class Endpoint(asyncio.Protocol):
    """Answers every request with the same completion at once."""

    content = json.dumps({"answer": "Paris is the capital of France. " * 12})
    body = json.dumps(
        {
            "id": "x", "object": "chat.completion", "created": 0, "model": "m",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 150, "completion_tokens": 100, "total_tokens": 250},
        }
    ).encode()  # fmt: skip
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: abc\r\n"
        b"x-ratelimit-limit-requests: 10000\r\nContent-Length: %d\r\n\r\n" % len(body)
    ) + body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._read = b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if len(body) >= length:
            self._read = body[length:]
            assert isinstance(self._transport, asyncio.Transport)
            self._transport.write(self.answer)


def serve(pipe: Connection) -> None:
    """The endpoint until its process is ended; says its port first."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Endpoint, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def request(number: int) -> TeacherRequest:
    """A question of usual length with a schema."""
    schema = {
        "type": "object",
        "properties": {"answer": {"type": "string"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    messages = (
        {"role": "system", "content": "You answer questions about geography in one sentence. " * 8},
        {"role": "user", "content": f"What is the capital of country {number}? " * 6},
    )
    return TeacherRequest(Product.ANSWER, "gpt-4o-mini", messages, "answer", schema, 500, "1", {})


def measure(teacher: OpenAICompatibleTeacher, threads: int) -> float:
    """Milliseconds of processor time for one call, the least of all rounds."""
    best = float("inf")
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda n: teacher.complete(request(n)), range(200)))
        for _ in range(ROUNDS):
            begin = time.process_time()
            list(pool.map(lambda n: teacher.complete(request(n)), range(CALLS)))
            best = min(best, (time.process_time() - begin) / CALLS * 1000)
    return best


def main() -> None:
    """Prints the figure for one thread and for many."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    address = f"http://127.0.0.1:{ours.recv()}/v1"
    teacher = OpenAICompatibleTeacher(ProviderSettings("bench", address, "m", SecretStr(KEYS[0])), KEYS)
    for threads in (1, 16, 64):
        took = measure(teacher, threads)
        print(f"{threads:>3} threads: {took:.2f} ms of processor time a call (bound {BOUND_MS} ms)")
    teacher.close()
    process.terminate()


if __name__ == "__main__":
    main()
