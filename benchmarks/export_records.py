"""A million approved answers into files: `python -m benchmarks.export_records` (`--help` for more).

Bounds (issue: the general distiller): a million JSONL rows at 50,000 rows/s or more, in less than 300 MB. The database
is filled in a process of its own, and each export runs in one of its own, so that its peak memory is its own. The
other shapes and formats are printed beside the same bounds. The time of an export is from opening the
database to the last file in its place, manifest and token counts included.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROWS_PER_SECOND = 50_000
MEGABYTES = 300

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OTHERS = (
    ("answers", "records", "csv", None),
    ("answers", "records", "json", None),
    ("answers", "records", "parquet", None),
    ("answers", "records", "jsonl", "80/10/10"),
    ("training", "openai-chat", "jsonl", None),
    ("training", "openai-chat", "jsonl", "80/10/10"),
    ("training", "sharegpt", "jsonl", None),
    ("training", "alpaca", "jsonl", None),
    ("training", "prompt-completion", "parquet", None),
    ("training", "kto", "jsonl", None),
    ("preferences", "preferences", "jsonl", None),
)


def fill(folder: Path, rows: int) -> None:
    """Questions, each with an answer that somebody approved; every tenth answer was changed by that person."""
    from sqlalchemy import insert

    from distiller.db.models import Call, Item, Job, Question, Response
    from distiller.store import Store, prepare

    url = _url(folder)
    prepare(url, folder)
    store = Store(url)
    per_job = 1 << 20
    with store._write() as conn:
        conn.execute(insert(Job), [_job(number + 1) for number in range((rows - 1) // per_job + 1)])
    for start in range(0, rows, 20_000):
        numbers = range(start + 1, min(start + 20_000, rows) + 1)
        made = [_rows(number, (number - 1) // per_job + 1) for number in numbers]
        with store._write() as conn:
            for table, values in zip((Question, Item, Call, Response), zip(*made, strict=True), strict=True):
                conn.execute(insert(table), list(values))
    with store._write() as conn:
        conn.exec_driver_sql("ANALYZE")
    store.close()


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'bench.db'}"


def _job(number: int) -> dict[str, Any]:
    from distiller.records import JobOptions, JobStatus

    return {
        "id": number,
        "start_key": f"benchmark-{number}",
        "status": JobStatus.DONE,
        "input_text": "",
        "requested_count": 0,
        "created_by": "local",
        "provider": "openai",
        "model_name": "gpt-4o-mini",
        "model_params": {},
        "options": JobOptions(questions=True, system_prompt="Answer in one short sentence.").to_dict(),
        "created_at": NOW,
        "updated_at": NOW,
    }


def _rows(number: int, job: int) -> tuple[dict[str, Any], ...]:
    from distiller.records import CARD_SPAN, CallStatus, GoldenMatch, ItemStatus, Product

    text = (
        f"A train leaves at {number % 24}:00 with {number} passengers on board and {number % 7} carriages; at each of "
        f"{number % 11} stops half of the passengers get off. How many are left at the end?"
    )
    answer = f"At the end there are {number >> number % 11} passengers left, in {number % 7} carriages."
    key = blake2b(answer.encode(), digest_size=16).digest()
    question = {
        "id": number,
        "json_id": f"train-{number}",
        "content_hash": blake2b(text.encode(), digest_size=16).digest(),
        "row_hash": key,
        "category": f"category {number % 20}",
        "question_text": text,
        "golden_answer": str(number >> number % 11),
        "created_at": NOW,
        "updated_at": NOW,
    }
    card = {"job_id": job, "card_id": job * CARD_SPAN + number % CARD_SPAN, "subject": f"#{number}"}
    common = {**card, "question_id": number, "product": Product.ANSWER}
    item = {**common, "id": number, "status": ItemStatus.SUCCESS, "ready": False, "attempts": 1, "updated_at": NOW}
    call = {
        "id": number,
        "job_id": job,
        "owner": "benchmark",
        "product": Product.ANSWER,
        "provider": "openai",
        "model": "gpt-4o-mini",
        "params": {"temperature": 0},
        "prompt_version": "answer-1",
        "request_hash": "0" * 64,
        "asked": [{"subject": f"#{number}", "question": {"text": text, "schema": None, "system": ""}}],
        "status": CallStatus.ANSWERED,
        "raw_reply": f'{{"choices":[{{"message":{{"content":"{answer}"}},"finish_reason":"stop"}}]}}',
        "sent_at": NOW.replace(hour=13),
        "answered_at": NOW,
        "interpreted_at": NOW,
    }
    response = {
        **common,
        "id": number,
        "item_id": number,
        "call_id": number,
        "position": 0,
        "payload": {"answer": answer},
        "edited": {"answer": f"{answer} Exactly."} if number % 10 == 0 else None,
        "findings": [],
        "answer_key": key,
        "golden": GoldenMatch.NORMALISED,
        "is_correct": True,
        "reviewed_by": "local",
        "reviewed_at": NOW,
        "version": 2,
        "created_at": NOW,
    }
    return question, item, call, response


def measure(folder: Path, case: tuple[str, str, str, str | None], results: Any) -> None:
    """One export; puts rows, seconds, those of CPU, megabytes of memory at most and bytes written into `results`."""
    from distiller.export import Exporter
    from distiller.exporters.request import DatasetRequest
    from distiller.exporters.split import Split
    from distiller.store import Store

    what, shape, file_format, split = case
    begin, worked = time.perf_counter(), time.process_time()
    store = Store(_url(folder))
    request = DatasetRequest.make(what, shape, format=file_format, split=Split.parse(split) if split else None)
    survey = Exporter(store).training.write(request, folder / f"out.{file_format}")
    seconds = time.perf_counter() - begin
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.put((survey.rows, seconds, time.process_time() - worked, peak, sum(file.bytes for file in survey.files)))


def main() -> None:
    """Prints one line for each export: rows/s and peak memory, with what is allowed."""
    parser = argparse.ArgumentParser(description="Exports a million approved answers.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="approved answers in the database")
    parser.add_argument("--only", default="", help="only cases with this in their name")
    parser.add_argument("--keep", type=Path, help="a folder to keep the filled database in, or to find it in")
    chosen = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        if not (folder / "bench.db").exists():
            begin = time.perf_counter()
            filling = context.Process(target=fill, args=(folder, chosen.rows))
            filling.start()
            filling.join()
            print(f"filled with {chosen.rows:,} answers in {time.perf_counter() - begin:.0f} s")
        for case in (("answers", "records", "jsonl", None), *OTHERS):
            name = " ".join(part for part in case if part)
            if chosen.only in name:
                print(f"{name:<42} {_line(context, folder, case)}", flush=True)


def _line(context: Any, folder: Path, case: tuple[str, str, str, str | None]) -> str:
    results = context.Queue()
    process = context.Process(target=measure, args=(folder, case, results))
    process.start()
    rows, seconds, worked, peak, size = results.get()
    process.join()
    return (
        f"{rows:>9,} rows {seconds:6.1f} s {rows / seconds:>8,.0f} rows/s ({ROWS_PER_SECOND:,} wanted) "
        f"{worked / rows * 1e6:5.1f} µs of CPU/row "
        f"{peak:4.0f} MB ({MEGABYTES} allowed) {size / 1e6:6.0f} MB written"
    )


if __name__ == "__main__":
    main()
