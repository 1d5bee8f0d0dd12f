"""The work of benchmarks/engine.py: a database with one job, of questions or of verbs."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.engine_process import PROVIDER, settings_for
from distiller.db.models import Question
from distiller.jobs import Jobs
from distiller.llm import open_teachers
from distiller.records import JobOptions, NewQuestionJob, QuestionFilter
from distiller.store import Store, prepare

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"answer": {"type": "string"}, "score": {"type": "integer"}, "sure": {"type": "boolean"}},
    "required": ["answer", "score", "sure"],
    "additionalProperties": False,
}


def questions(count: int) -> list[str]:
    """As many different questions."""
    return [
        f"Question {number}: what is the {number}th word of the list, and how sure are you?" for number in range(count)
    ]


def question_job(home: Path, base_url: str, count: int, at_once: int) -> None:
    """A database with that many questions and one job that asks all of them."""
    settings = settings_for(home, base_url, at_once)
    prepare(settings.database_url, home)
    store = Store(settings.database_url)
    now = datetime.now(UTC)
    schema = json.dumps(SCHEMA, separators=(",", ":"))
    rows = [
        {
            "content_hash": hashlib.blake2b(text.encode(), digest_size=16).digest(),
            "row_hash": hashlib.blake2b(text.encode(), digest_size=16).digest(),
            "category": "",
            "question_text": text,
            "answer_schema": schema,
            "created_at": now,
            "updated_at": now,
        }
        for text in questions(count)
    ]
    with store._write() as conn:
        conn.execute(insert(Question), rows)
    store.create_question_job(
        NewQuestionJob(
            start_key="bench",
            created_by="bench",
            provider=PROVIDER,
            model_name="gpt-4o-mini",
            model_params={"temperature": 0, "max_tokens": 1024},
            options=JobOptions(questions=True),
            questions=QuestionFilter(),
        )
    )
    store.close()


def verb_job(home: Path, base_url: str, verbs: list[str], at_once: int) -> None:
    """A database with one job of these verbs, forms and ten sentences each."""
    settings = settings_for(home, base_url, at_once)
    prepare(settings.database_url, home)
    store, teachers = Store(settings.database_url), open_teachers(settings)
    Jobs(store, teachers, settings, wake=lambda: None).start(
        "\n".join(verbs), JobOptions(), PROVIDER, "", "bench", "bench"
    )
    store.close()
    teachers.close()


def known_verbs(count: int) -> list[str]:
    """Infinitives of the word list that the rules conjugate with confidence."""
    from distiller.dutch import conjugate
    from distiller.dutch.wordlist import is_word

    lines = (Path(__file__).parent.parent / "data" / "common-verbs.txt").read_text(encoding="utf-8").splitlines()
    bases = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    found: dict[str, None] = {}
    for prefix in ("", "op", "aan", "af", "mee", "uit", "be", "ver", "ont", "her", "terug", "door", "in"):
        for base in bases:
            verb = prefix + base
            if is_word(verb) and conjugate(verb).confidence != "guess":
                found[verb] = None
    return list(found)[:count]
