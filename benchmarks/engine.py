"""The engine against what is physically possible: `python -m benchmarks.engine [SCENARIO ...]`.

A local chat-completions server (benchmarks/llm_server.py) answers 2,000 questions with a strict schema of three keys,
64 at a time, each answer validated and stored; the plain openai client, in threads and async, does the same in the
same run. Every figure stands beside the bound that is computed from the latencies the server really drew.
"""

from __future__ import annotations

import argparse
import json
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.bounds import list_schedule, two_stages, with_retries
from benchmarks.engine_fill import SCHEMA, known_verbs, question_job, questions, verb_job

LIMIT = 3000
BURST = 50


@dataclass(frozen=True)
class Scenario:
    """One row of the table. `server` and `provider` override their defaults."""

    name: str
    bounds: str
    server: dict[str, Any] = field(default_factory=dict)
    provider: dict[str, Any] = field(default_factory=dict)
    count: int = 2000
    at_once: int = 64
    plain: bool = True
    timeout: float = 120.0


_NOISY = {"error_500": 0.03, "error_429": 0.03, "cut_off": 0.02, "hang": 0.01}
_LATENCY = {"latency": "lognormal", "median": 0.4, "sigma": 0.5}
_LIMITED = {**_LATENCY, "limit_per_minute": LIMIT, "burst": BURST}

SCENARIOS = (
    Scenario("no-latency", "<= 1.2 ms CPU per call, >= 700 items/s, <= 150 MB"),
    Scenario("latency", "efficiency >= 0.985", _LATENCY),
    Scenario("limit-unknown", "efficiency >= 0.985, 429s < 0.5 %, lost 0", _LIMITED),
    Scenario("limit-told", "efficiency >= 0.985, no 429", _LIMITED, {"requests_per_minute": LIMIT}, plain=False),
    Scenario("faults", "2,000 valid, wall / ideal <= 1.03", {**_LATENCY, **_NOISY}, {"timeout_s": 5.0}, timeout=5.0),
    Scenario("kill", "stored results asked again 0, answered but lost <= 3", _LATENCY, plain=False),
    Scenario(
        "verbs", "efficiency >= 0.97, <= 1.05 of the best batch size", {"latency": "tokens"}, count=500, plain=False
    ),
    Scenario("wide", "efficiency >= 0.97", {"latency": "lognormal", "median": 2.0, "sigma": 0.5}, at_once=256),
)


class Running:
    """The server of one scenario, in a process of its own."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.llm_server", json.dumps(plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._root = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.base_url = self._root + "/v1"

    def ask(self, path: str) -> Any:
        """What the server tells about itself."""
        with urllib.request.urlopen(self._root + path, timeout=30) as reply:
            return json.loads(reply.read())

    def stop(self) -> None:
        """Ends it."""
        self._process.communicate()


@contextmanager
def server(plan: dict[str, Any]) -> Iterator[Running]:
    """A server for as long as it is needed."""
    running = Running(plan)
    try:
        yield running
    finally:
        running.stop()


def start_engine(home: Path, base_url: str, scenario: Scenario) -> subprocess.Popen[str]:
    """The engine in its own process; it prints when it is ready and when it is done."""
    asked = {"home": str(home), "base_url": base_url, "concurrency": scenario.at_once, "provider": scenario.provider}
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.engine_process", json.dumps(asked)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def result_of(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What a process printed last."""
    out, _ = process.communicate(timeout=1800)
    if process.returncode:
        raise SystemExit(f"a measured process ended with {process.returncode}")
    said: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    return said


def stored(home: Path) -> dict[str, int]:
    """What the database holds, counted without the program."""
    conn = sqlite3.connect(home / "bench.db")
    try:
        one = lambda query: int(conn.execute(query).fetchone()[0])  # noqa: E731  four short questions
        return {
            "valid": one("SELECT count(DISTINCT item_id) FROM responses"),
            "open": one("SELECT count(*) FROM items WHERE status IN ('pending', 'running')"),
            "calls": one("SELECT count(*) FROM calls"),
            "replies": one("SELECT count(*) FROM calls WHERE status = 'answered'"),
        }
    finally:
        conn.close()


def ideal_of(scenario: Scenario, drawn: list[tuple[str, float, bool]]) -> float:
    """The bound for what the server drew; a hang lasts until the time-out, a failed item goes again at once."""
    if "hang" in scenario.server:
        return with_retries(
            [(min(s, scenario.timeout), well) for _, s, well in drawn], scenario.count, scenario.at_once
        )
    latencies = [seconds for _, seconds, _ in drawn][: scenario.count]
    if "limit_per_minute" in scenario.server:
        return list_schedule(latencies, scenario.at_once, per_second=LIMIT / 60, burst=BURST)
    return list_schedule(latencies, scenario.at_once)


def measure(scenario: Scenario, *, plain: bool) -> None:
    """Runs a scenario and prints its row."""
    print(f"\n{scenario.name}: {scenario.bounds}")
    if scenario.name == "verbs":
        measure_verbs(scenario)
        return
    with tempfile.TemporaryDirectory() as folder, server(scenario.server) as running:
        home = Path(folder)
        question_job(home, running.base_url, scenario.count, scenario.at_once)
        if scenario.name == "kill":
            measure_kill(scenario, home, running)
            return
        said = result_of(start_engine(home, running.base_url, scenario))
        report("engine", scenario, said, stored(home), running)
    if scenario.plain and plain:
        for kind in ("threads", "async"):
            measure_plain(kind, scenario)


def report(name: str, scenario: Scenario, said: dict[str, Any], kept: dict[str, int], running: Running) -> None:
    """One line: what it took, and the ratio to the bound."""
    seen, drawn = running.ask("/stats"), running.ask("/draws")
    refused = seen["statuses"].get("429", 0)
    seconds, cpu = said["seconds"], 1000 * said["cpu"] / scenario.count
    line = f"  {name:<8} {kept['valid']:>5} valid  {seconds:7.2f} s  {cpu:5.2f} ms CPU"
    line += f"  {scenario.count / seconds:6.0f}/s  {said['peak_mb']:4.0f} MB"
    if "latency" in scenario.server:
        ideal = ideal_of(scenario, drawn)
        line += f"  ideal {ideal:6.2f} s  efficiency {ideal / seconds:.3f}  wall/ideal {seconds / ideal:.3f}"
    line += f"  429s {refused} ({refused / scenario.count:.2%})  lost {scenario.count - kept['valid']}"
    line += f"  most at once {seen['most_in_flight']}"
    print(line, flush=True)


def measure_plain(kind: str, scenario: Scenario) -> None:
    """The same work by the plain client."""
    with tempfile.TemporaryDirectory() as folder, server(scenario.server) as running:
        file = Path(folder) / "questions.json"
        file.write_text(json.dumps(questions(scenario.count)))
        asked = {
            "home": folder,
            "base_url": running.base_url,
            "concurrency": scenario.at_once,
            "timeout": scenario.timeout,
            "schema": SCHEMA,
            "file": str(file),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.plain_clients", kind, json.dumps(asked)],
            stdout=subprocess.PIPE,
            text=True,
        )
        said = result_of(process)
        report(kind, scenario, said, {"valid": said["valid"]}, running)


def measure_kill(scenario: Scenario, home: Path, running: Running) -> None:
    """Kill -9 at half of the answers, then once more to the end."""
    process = start_engine(home, running.base_url, scenario)
    while running.ask("/stats")["answered"] < scenario.count // 2:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    answered = running.ask("/stats")["answered"]  # what was under way at the kill is answered later, and counts not
    process.communicate()
    before = stored(home)
    said = result_of(start_engine(home, running.base_url, scenario))
    conn = sqlite3.connect(home / "bench.db")
    again = conn.execute(
        "SELECT count(*) FROM (SELECT item_id FROM call_items JOIN calls ON calls.id = call_id"
        " WHERE status = 'answered' GROUP BY item_id HAVING count(*) > 1)"
    ).fetchone()[0]
    conn.close()
    kept = stored(home)
    print(
        f"  engine   {kept['valid']:>5} valid, {kept['open']} open  killed at {before['replies']} stored replies: "
        f"answered but lost {answered - before['replies']}, "
        f"stored results asked again {again}  resumed in {said['seconds']:.1f} s",
        flush=True,
    )


def measure_verbs(scenario: Scenario) -> None:
    """500 verbs with sentences, and the bound for other sizes of batch at the same speed of the teacher."""
    verbs = known_verbs(scenario.count)
    with tempfile.TemporaryDirectory() as folder, server({**scenario.server, "verbs": verbs}) as running:
        home = Path(folder)
        verb_job(home, running.base_url, verbs, scenario.at_once)
        said = result_of(start_engine(home, running.base_url, scenario))
        drawn, kept = running.ask("/draws"), stored(home)
    forms = [seconds for kind, seconds, _ in drawn if kind == "forms"]
    sentences = [seconds for kind, seconds, _ in drawn if kind == "sentences"]
    per_batch = -(-scenario.count // len(forms))
    ideal = two_stages(forms, per_batch, sentences, scenario.at_once)
    base = 0.2
    per_verb = (sum(forms) - base * len(forms)) / scenario.count
    others = {}
    for size in range(1, 51):
        batches = -(-scenario.count // size)
        others[size] = two_stages([base + per_verb * size] * batches, size, sentences, scenario.at_once)
    best = min(others, key=lambda size: others[size])
    print(
        f"  engine   {kept['valid']} items valid  {said['seconds']:.2f} s  ideal of these {len(forms)} batches "
        f"{ideal:.2f} s: efficiency {ideal / said['seconds']:.3f}; best size {best}: {others[best]:.2f} s, "
        f"time against it {said['seconds'] / others[best]:.3f}",
        flush=True,
    )


def main() -> None:
    """Measures the scenarios that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="*", choices=[*(s.name for s in SCENARIOS), []])
    parser.add_argument("--engine-only", action="store_true", help="leave the plain clients out")
    asked = parser.parse_args()
    wanted = asked.scenario
    for scenario in SCENARIOS:
        if not wanted or scenario.name in wanted:
            measure(scenario, plain=not asked.engine_only)


if __name__ == "__main__":
    main()
