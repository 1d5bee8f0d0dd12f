"""Starts the program: settings, store, teachers, engine, screen; and stops them in the opposite order.

`python app.py` and `distiller serve` are the same. Everything is built here and handed down.
"""

from __future__ import annotations

import gc
import logging
import signal
import sys
from pathlib import Path
from types import FrameType

from distiller import logs
from distiller.errors import DistillerError
from distiller.events import event
from distiller.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent


def main() -> int:
    """Run until SIGINT or SIGTERM. Exit code 0, or 1 with one line on stderr if it cannot start."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _stop)
    try:
        settings = load_settings(ROOT)
        logs.start(settings, "app")
        run(settings)
    except DistillerError as error:
        print(error.sentence("en"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    except Exception as error:  # a fault of ours: one line for the person, the rest in the log
        logging.getLogger("distiller").exception("could not go on", exc_info=error)
        return 1
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """SIGTERM as Ctrl+C: what is open is closed on the way out."""
    raise KeyboardInterrupt


def run(settings: Settings) -> None:
    """Start everything, serve, stop everything. Raises DistillerError where something cannot be used."""
    from distiller.store import Store, prepare

    prepare(settings.database_url, settings.home)  # before the screen is imported: a refusal should not wait for it

    from distiller.commit import Committer
    from distiller.engine import Engine
    from distiller.export import Exporter
    from distiller.jobs import Jobs
    from distiller.live import Live
    from distiller.llm import open_teachers
    from distiller.question_jobs import QuestionJobs
    from distiller.questions import Questions
    from distiller.review import Review
    from distiller.verbs import VerbDatabase
    from ui import server

    server.prepare_environment(settings.home)
    store = Store(settings.database_url, caps=settings.caps)
    teachers = open_teachers(settings)
    engine = Engine(store, teachers, settings)
    try:
        from ui.context import Context

        ctx = Context(
            settings=settings,
            jobs=Jobs(store, teachers, settings, engine.wake),
            review=Review(store),
            committer=Committer(store),
            verbs=VerbDatabase(store),
            exporter=Exporter(store),
            questions=Questions(store, settings.home),
            question_jobs=QuestionJobs(store, teachers, settings, engine.wake),
            live=Live(store, engine.live, lambda: engine.trouble),
            trouble=lambda: engine.trouble,
        )
        app = server.create_app(ctx)
        listening = server.free_socket(settings.host, settings.port)
        # what is here now stays: to look through it for garbage would stop everybody for a seventh of a second
        gc.collect()
        gc.freeze()
        engine.start()
        print(f"Distiller runs at {server.address(settings.host, listening)}  (Ctrl+C stops it)", flush=True)
        server.serve(app, listening)
    finally:
        engine.stop()
        teachers.close()
        store.close()
        event(logging.getLogger("distiller"), "stopped", program="app")


if __name__ == "__main__":
    sys.exit(main())
