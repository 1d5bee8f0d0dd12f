"""What people write by hand, for benchmarks/engine.py: the openai client in a thread pool, or async with a semaphore.

`python -m benchmarks.plain_clients threads|async JSON`: asks every question of a file once, validates each answer
against the schema, stores it in SQLite with one commit, and prints seconds, CPU seconds, peak memory and how many
answers are valid. Retries are the SDK's own, as everybody leaves them.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema_rs
import openai


class Results:
    """A table of results: one commit for each."""

    def __init__(self, path: Path, schema: dict[str, Any]) -> None:
        self._conn = sqlite3.connect(path, check_same_thread=False)
        self._conn.execute("PRAGMA journal_mode=WAL")
        self._conn.execute("CREATE TABLE results (question TEXT PRIMARY KEY, answer TEXT)")
        self._lock = threading.Lock()
        self._validator = jsonschema_rs.validator_for(schema)
        self.valid = 0
        self.failed = 0

    def keep(self, question: str, text: str | None) -> None:
        """Stores a valid answer."""
        try:
            right = text is not None and self._validator.is_valid(json.loads(text))
        except ValueError:
            right = False
        with self._lock:
            if right:
                self._conn.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (question, text))
                self._conn.commit()
                self.valid += 1
            else:
                self.failed += 1


def request(question: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The same request that the engine sends."""
    return {
        "model": "gpt-4o-mini",
        "messages": [{"role": "user", "content": question}],
        "temperature": 0,
        "max_tokens": 1024,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        },
    }


def by_threads(asked: dict[str, Any], results: Results) -> None:
    """A pool of threads, one client."""
    client = openai.OpenAI(api_key="sk-benchmark-0000000", base_url=asked["base_url"], timeout=asked["timeout"])

    def ask(question: str) -> None:
        for _ in range(2):  # an answer that is not valid is asked once more
            try:
                reply = client.chat.completions.create(**request(question, asked["schema"]))
            except openai.OpenAIError:
                results.keep(question, None)
                return
            if reply.choices[0].finish_reason == "stop":
                break
        results.keep(question, reply.choices[0].message.content)

    with ThreadPoolExecutor(asked["concurrency"]) as pool:
        list(pool.map(ask, asked["questions"]))


def by_tasks(asked: dict[str, Any], results: Results) -> None:
    """Tasks behind a semaphore."""

    async def run() -> None:
        client = openai.AsyncOpenAI(
            api_key="sk-benchmark-0000000", base_url=asked["base_url"], timeout=asked["timeout"]
        )
        gate = asyncio.Semaphore(asked["concurrency"])

        async def ask(question: str) -> None:
            async with gate:
                for _ in range(2):
                    try:
                        reply = await client.chat.completions.create(**request(question, asked["schema"]))
                    except openai.OpenAIError:
                        results.keep(question, None)
                        return
                    if reply.choices[0].finish_reason == "stop":
                        break
                results.keep(question, reply.choices[0].message.content)

        await asyncio.gather(*(ask(question) for question in asked["questions"]))

    asyncio.run(run())


def main(kind: str, asked: dict[str, Any]) -> None:
    """Runs one of them."""
    results = Results(Path(asked["home"]) / "plain.db", asked["schema"])
    asked["questions"] = json.loads(Path(asked["file"]).read_text())
    begin, cpu = time.monotonic(), time.process_time()
    (by_threads if kind == "threads" else by_tasks)(asked, results)
    seconds, used = time.monotonic() - begin, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = {"seconds": seconds, "cpu": used, "peak_mb": peak, "valid": results.valid, "failed": results.failed}
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
