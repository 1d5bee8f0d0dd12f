"""One process that runs the engine, for benchmarks/engine.py: CPU and memory are its own, not the server's.

`python -m benchmarks.engine_process JSON` opens the database, runs the engine until no job is active and prints
seconds, CPU seconds and peak memory as JSON. The clock starts with the engine; imports and the opening of the
database are not part of it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from distiller.engine import Engine
from distiller.llm import open_teachers
from distiller.records import Usage
from distiller.settings import ProviderSettings, Settings, load_settings
from distiller.store import Store

PROVIDER = "bench"
POLL_S = 0.02


def settings_for(home: Path, base_url: str, concurrency: int, **provider: Any) -> Settings:
    """Settings of one provider at `base_url`, without anything from the environment of who measures."""
    one = ProviderSettings(
        name=PROVIDER,
        base_url=base_url,
        model="gpt-4o-mini",
        api_key=SecretStr("sk-benchmark-0000000"),
        concurrency=concurrency,
        **provider,
    )
    return replace(
        load_settings(home),
        home=home,
        database_url=f"sqlite:///{home / 'bench.db'}",
        concurrency=concurrency,
        providers=(one,),
        default_provider=PROVIDER,
    )


def main(asked: dict[str, Any]) -> None:
    """Runs what is asked and prints what it took."""
    settings = settings_for(Path(asked["home"]), asked["base_url"], asked["concurrency"], **asked["provider"])
    store, teachers = Store(settings.database_url), open_teachers(settings)
    warm(teachers, settings)
    engine = Engine(store, teachers, settings)
    print(json.dumps({"ready": True}), flush=True)
    begin, cpu = time.monotonic(), time.process_time()
    engine.start()
    while store.active_jobs():
        time.sleep(POLL_S)
    seconds, used = time.monotonic() - begin, time.process_time() - cpu
    engine.stop()
    teachers.close()
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": used, "peak_mb": peak}), flush=True)


def warm(teachers: Any, settings: Settings) -> None:
    """Opens the client and the price list, whose imports take a second: a program that runs has done so long ago."""
    from distiller.errors import TeacherError

    teachers[settings.default_provider].price(Usage(1, 1), "gpt-4o-mini")
    try:
        teachers[settings.default_provider].models()
    except TeacherError:
        return


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
