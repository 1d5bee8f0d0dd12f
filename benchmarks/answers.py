"""50,000 questions against a local server without latency: `python -m benchmarks.answers [--count N]`.

Each question has a schema of three keys and a golden answer; each answer is validated with the full schema, compared
and stored. The server (benchmarks/llm_server.py) is a process of its own, so that CPU and memory are the engine's
alone. Memory is looked at while it runs: flat means that the second half needs no more than the first.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.engine import result_of, server
from benchmarks.engine_fill import question_job
from benchmarks.engine_process import settings_for, warm

CPU_MS_MOST = 2.5
GROWTH_MB_MOST = 10.0
_LOOK_S = 0.2


def run_engine(home: Path, base_url: str, at_once: int, count: int) -> dict[str, Any]:
    """The engine of this process until no job is active: seconds, CPU seconds, memory in MB at each tenth."""
    from distiller.engine import Engine
    from distiller.llm import open_teachers
    from distiller.store import Store

    settings = settings_for(home, base_url, at_once)
    store, teachers = Store(settings.database_url), open_teachers(settings)
    warm(teachers, settings)
    engine = Engine(store, teachers, settings)
    reading = sqlite3.connect(f"file:{home / 'bench.db'}?mode=ro", uri=True)
    begin, cpu = time.monotonic(), time.process_time()
    engine.start()
    memory: list[float] = []
    while store.active_jobs():
        (done,) = reading.execute("SELECT coalesce(max(id), 0) FROM responses").fetchone()
        if done * 10 // count > len(memory):
            memory.append(_memory_mb())
        time.sleep(_LOOK_S)
    seconds, used = time.monotonic() - begin, time.process_time() - cpu
    engine.stop()
    teachers.close()
    reading.close()
    store.close()
    return {"seconds": seconds, "cpu": used, "memory": [*memory, _memory_mb()]}


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def stored(home: Path) -> dict[str, int]:
    """What the database holds afterwards."""
    conn = sqlite3.connect(home / "bench.db")
    try:
        valid, keys, compared = conn.execute(
            "SELECT count(*), count(answer_key), count(golden) FROM responses"
        ).fetchone()
        (items,) = conn.execute("SELECT count(*) FROM items WHERE status = 'success'").fetchone()
        return {"valid": valid, "keys": keys, "compared": compared, "items": items}
    finally:
        conn.close()


def measure(count: int, at_once: int) -> None:
    """One run, and its figures beside the bounds."""
    with tempfile.TemporaryDirectory() as folder, server({}) as running:
        home = Path(folder)
        question_job(home, running.base_url, count, at_once)
        with sqlite3.connect(home / "bench.db") as conn:
            golden = json.dumps({"answer": "Antwoord", "score": 1, "sure": True})
            conn.execute("UPDATE questions SET golden_answer = ?", (golden,))
        asked = {"home": folder, "base_url": running.base_url, "at_once": at_once, "count": count}
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.answers", "--engine", json.dumps(asked)],
            stdout=subprocess.PIPE,
            text=True,
        )
        said, kept = result_of(process), stored(home)
    if not kept["valid"] == kept["keys"] == kept["compared"] == kept["items"] == count:
        raise SystemExit(f"not every question has its answer: {kept}")
    each, memory = 1000 * said["cpu"] / count, said["memory"]
    growth = memory[-1] - memory[len(memory) // 2]
    load = Path("/proc/loadavg").read_text().split()[0]
    print(
        f"{count} questions, {at_once} at a time, {said['seconds']:.1f} s, {count / said['seconds']:.0f}/s, load {load}"
    )
    print(f"  CPU per question  {each:.2f} ms  (bound {CPU_MS_MOST} ms, ratio {each / CPU_MS_MOST:.2f})")
    print(f"  memory            {' '.join(f'{m:.0f}' for m in memory)} MB at each tenth")
    print(f"  in the second half {growth:+.1f} MB  (flat: at most {GROWTH_MB_MOST:.0f})")


def main() -> None:
    """Measures, or is the measured process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        asked = json.loads(options.engine)
        print(json.dumps(run_engine(Path(asked["home"]), asked["base_url"], asked["at_once"], asked["count"])))
    else:
        measure(options.count, options.at_once)


if __name__ == "__main__":
    main()
