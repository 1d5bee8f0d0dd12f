"""From a paste to a running job: `python -m benchmarks.start`.

Bounds (issue: the main job): 1,000 verbs within 1 s, 100,000 lines within 10 s, on a fresh SQLite file.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.fill import made_up_verbs
from distiller.jobs import Jobs
from distiller.llm import open_teachers
from distiller.records import JobOptions
from distiller.settings import load_settings
from distiller.store import Store, prepare

BOUNDS = {1_000: 1.0, 100_000: 10.0}


def main() -> None:
    """Prints seconds for checking, estimating and starting, and the ratio to the bound."""
    for count, bound in BOUNDS.items():
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            settings = replace(load_settings(home), home=home, database_url=f"sqlite:///{home / 'bench.db'}")
            prepare(settings.database_url, home)
            store, teachers = Store(settings.database_url), open_teachers(settings)
            jobs = Jobs(store, teachers, settings, wake=lambda: None)
            text = "\n".join(made_up_verbs(count))
            begin = time.perf_counter()
            check = jobs.check(text, JobOptions())
            checked = time.perf_counter()
            jobs.start(text, JobOptions(), teachers.default, "", "bench", "key")
            started = time.perf_counter()
            assert check.selected == count
            print(
                f"{count:>7} lines: check {checked - begin:.2f} s, start {started - checked:.2f} s "
                f"({(started - checked) / bound:.0%} of the {bound:.0f} s allowed)"
            )
            store.close()
            teachers.close()


if __name__ == "__main__":
    main()
