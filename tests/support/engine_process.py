"""An engine alone in a process, to be killed: `python -m tests.support.engine_process HOME BASE_URL [OF_ANOTHER]`."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from distiller.engine import Engine
from distiller.llm import open_teachers
from distiller.store import Store, prepare
from tests.support.running import settings_at


def main() -> None:
    """Runs until it is told to stop, or killed."""
    settings = settings_at(Path(sys.argv[1]), *sys.argv[2:], concurrency=8)
    prepare(settings.database_url, settings.home)
    store = Store(settings.database_url, caps=settings.caps)
    teachers = open_teachers(settings)
    engine = Engine(store, teachers, settings, beat_s=0.2, dead_after_s=1.0)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine.start()
    print("running", flush=True)
    stop.wait()
    engine.stop()
    store.close()


if __name__ == "__main__":
    main()
