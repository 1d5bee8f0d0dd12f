"""Questions into the database: `python -m benchmarks.import_questions [--rows N] [--formats csv,json,…]`.

Bounds (issue: the general distiller): a million CSV rows at 20,000 rows/s or more, peak memory under 300 MB; no
transaction of an import longer than 0.3 s, because reviewers wait behind it. Each figure is of a process of its own,
on a fresh SQLite file; "again" is the same file once more, which must add nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from sqlalchemy import Connection

from distiller.importers.questions.source import Format, Source
from distiller.questions import Questions
from distiller.store import Store, prepare

ROWS = 1_000_000
ROWS_PER_S_LEAST = 20_000
PEAK_MB_MOST = 300
TRANSACTION_S_MOST = 0.3
FORMATS = ("csv", "json", "jsonl", "xml", "db")
SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"sum": {"type": "integer"}},
        "required": ["sum"],
        "additionalProperties": False,
    }
)


def main() -> None:
    """Makes the files, measures each format in a process of its own, and prints the figures beside the bounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure, Path(args.folder), args.rows)
        return
    print(f"{args.rows} rows; bounds: {ROWS_PER_S_LEAST} rows/s, {PEAK_MB_MOST} MB, {TRANSACTION_S_MOST} s")
    for form in args.formats.split(","):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(form, folder, args.rows)
            for _again in (False, True):
                command = [sys.executable, "-m", "benchmarks.import_questions", "--measure", form]
                subprocess.run([*command, "--folder", name, "--rows", str(args.rows)], check=True)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(exist_ok=True)


class TimedStore(Store):
    """Knows its longest transaction."""

    longest = 0.0

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        begun = time.perf_counter()
        with super()._write() as conn:
            yield conn
        self.longest = max(self.longest, time.perf_counter() - begun)


def measure(form: str, folder: Path, rows: int) -> None:
    """Imports a file and prints what that took."""
    url = f"sqlite:///{folder / 'bench.db'}"
    again = (folder / "bench.db").exists()
    prepare(url, folder)
    store = TimedStore(url)
    if form == "db":
        source = Source(Format.DB, url=str(folder / "rows.db"), query="SELECT * FROM rows")
    else:
        source = Source(Format.JSON if form == "jsonl" else Format(form), folder / f"rows.{form}")
    begun, used = time.perf_counter(), time.process_time()
    report = Questions(store, folder).import_(source, who="bench")
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    assert (report.added, report.unchanged) == ((0, rows) if again else (rows, 0)), report
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{form:>5} {'again' if again else 'first'}: {rows / seconds:>8,.0f} rows/s "
        f"({rows / seconds / ROWS_PER_S_LEAST:.1f} x the bound; {cpu / rows * 1e6:.0f} us CPU per row), "
        f"peak {peak:.0f} MB, longest transaction {store.longest:.2f} s",
        flush=True,
    )
    store.close()


def made_up(rows: int) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Questions as somebody has them: an identifier, a category, a text, a golden answer, for some a schema."""
    for n in range(rows):
        text = f"Question {n}: how much is {n} plus {n % 97}, and which of the two, if any, is the larger number?"
        yield f"q-{n}", f"sums-{n % 20}", text, str(n + n % 97), None


def write(form: str, folder: Path, rows: int) -> None:
    """The file of a format."""
    names = ("json_id", "category", "question", "golden_answer", "answer_schema")
    if form == "db":
        conn = sqlite3.connect(folder / "rows.db")
        conn.execute(f"CREATE TABLE rows ({', '.join(names)})")
        conn.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?)", made_up(rows))
        conn.commit()
        conn.close()
        return
    with (folder / f"rows.{form}").open("w", encoding="utf-8", newline="") as file:
        if form == "csv":
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows(made_up(rows))
        elif form == "jsonl":
            file.writelines(f"{json.dumps(dict(zip(names, row, strict=True)))}\n" for row in made_up(rows))
        elif form == "json":
            file.write('{"data": {"items": [')
            for n, row in enumerate(made_up(rows)):
                file.write(f"{',' * bool(n)}\n{json.dumps(dict(zip(names, row, strict=True)))}")
            file.write("]}}")
        else:
            file.write("<root><questions>")
            for json_id, category, text, golden, _ in made_up(rows):
                file.write(f'\n<question id="{json_id}" category="{category}"><text>{escape(text)}</text>')
                file.write(f"<golden>{golden}</golden></question>")
            file.write("</questions></root>")


if __name__ == "__main__":
    main()
