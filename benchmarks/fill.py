"""A database as it is after months of work: jobs, calls, thousands of cards with ten sentences, most of it decided.

The verbs are made up and conjugated by the rules; their sentences are frames filled with those forms, so that what
reads them (card, commit, export) has real work to do. Rows are put there in bulk; what is committed goes through the
real commit.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import insert, update

from distiller.commit import Committer
from distiller.db.models import Call, CallItem, Item, Job, Response
from distiller.dutch import conjugate
from distiller.records import CARD_SPAN, CallStatus, ItemStatus, JobOptions, JobStatus, Product
from distiller.store import Store

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PER_CALL = 25
SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "zo")
FRAMES = (
    ("tt_ik", "Vandaag {} ik in de grote tuin van mijn buren."),
    ("tt_jij", "Waarom denkt hij dat jij morgen weer {}?"),
    ("tt_hij", "Karim {} vanavond samen met zijn oudste zus."),
    ("infinitive", "Mijn vrienden {} deze week bijna elke dag."),
    ("vt_ev", "Gisteren {} hij tot laat in de avond."),
    ("vt_mv", "Niemand wist dat mijn ouders vorige week {}."),
    ("vt_ev", "Eergisteren {} ik alleen maar in de ochtend."),
    ("vd", "Ik heb eergisteren de hele middag {}."),
    ("vd", "Mijn tante zegt dat Tom en Sara vorige maand hebben {}."),
    ("vd", "Het klopt dat mijn zus gisteravond heeft {}."),
)


def made_up_verbs(count: int, skip: int = 0) -> list[str]:
    """Words that read like infinitives, all different; at most 537,824."""
    words = ("".join(parts) + "ren" for parts in itertools.product(SYLLABLES, repeat=5))
    return list(itertools.islice(words, skip, skip + count))


@dataclass(frozen=True, slots=True)
class Filling:
    """How much: cards per job; the share of all cards that is decided, from the first on; of those, committed."""

    jobs: tuple[int, ...] = (5000, 2000, 1000, 600, 400, 200, 100)
    decided: float = 0.6
    committed: float = 0.5

    @property
    def cards(self) -> int:
        """Of all jobs together."""
        return sum(self.jobs)

    @property
    def decided_cards(self) -> int:
        """The first so many."""
        return int(self.cards * self.decided)

    @property
    def committed_cards(self) -> int:
        """The first so many, as far as they are approved."""
        return int(self.decided_cards * self.committed)


@dataclass(frozen=True, slots=True)
class Filled:
    """What is there."""

    responses: int
    verbs: int


def fill(store: Store, filling: Filling | None = None) -> Filled:
    """Fills a fresh database. One card in ten has a finding, one in fifty has failed sentences, a tenth is rejected."""
    filling = filling or Filling()
    made = 0
    for number, cards in enumerate(filling.jobs, start=1):
        made += _fill_job(store, number, cards, sum(filling.jobs[: number - 1]), filling)
    verbs = _decided_and_committed(store, filling)
    return Filled(made, verbs)


def _fill_job(store: Store, job: int, cards: int, before: int, filling: Filling) -> int:
    random_ = random.Random(job)
    items: list[dict[str, Any]] = []
    responses: list[dict[str, Any]] = []
    subjects = made_up_verbs(cards, before)
    for position, subject in enumerate(subjects):
        forms, sentences = (before + position) * 2 + 1, (before + position) * 2 + 2
        card = job * CARD_SPAN + position
        failed = position % 50 == 7
        items.append(_item(forms, job, card, subject, Product.FORMS, failed=False))
        items.append(_item(sentences, job, card, subject, Product.SENTENCES, failed=failed))
        decided = before + position < filling.decided_cards
        severity = random_.choice(["warning", "error"]) if random_.random() < 0.1 else None
        common = {"job_id": job, "card_id": card, "subject": subject, "created_at": NOW}
        rejected = random_.random()
        call = before + position // PER_CALL + 1, filling.cards + before + position + 1
        for response in _responses(subject, failed=failed):
            is_forms = response["product"] is Product.FORMS
            wrong = rejected < 0.03 if is_forms else rejected > 0.93 and response["position"] == 4
            responses.append(
                {
                    **common,
                    **response,
                    **_verdict(severity if is_forms else None, not wrong if decided else None),
                    "item_id": forms if is_forms else sentences,
                    "call_id": call[0] if is_forms else call[1],
                }
            )
    with store._write() as conn:
        conn.execute(insert(Job), [_job(job, cards)])
        _in_runs(conn, Item, items)
        _in_runs(conn, Call, _calls(job, subjects, before, filling))
        _in_runs(conn, CallItem, _carried(items, before, filling))
        _in_runs(conn, Response, responses)
    return len(responses)


def _in_runs(conn: Any, table: Any, values: Iterable[dict[str, Any]]) -> None:
    rows = iter(values)
    while run := list(itertools.islice(rows, 5000)):
        conn.execute(insert(table), run)


def _decided_and_committed(store: Store, filling: Filling) -> int:
    """Holds back what is decided beyond the committed share, commits, and puts it back."""
    last = _card_at(filling, filling.committed_cards)
    beyond = (Response.card_id >= last, Response.is_correct.is_not(None))
    with store._write() as conn:
        conn.execute(update(Response).where(*beyond).values(superseded_by=0))
    record = Committer(store).commit("local")
    with store._write() as conn:
        conn.execute(update(Response).where(*beyond).values(superseded_by=None))
    return 0 if record is None else int(record.counts["verbs_added"])


def _card_at(filling: Filling, number: int) -> int:
    for job, cards in enumerate(filling.jobs, start=1):
        if number < cards:
            return job * CARD_SPAN + number
        number -= cards
    return (len(filling.jobs) + 1) * CARD_SPAN


def _verdict(severity: str | None, is_correct: bool | None) -> dict[str, Any]:
    finding = {"code": "unknown-verb", "severity": severity, "field": None, "expected": [], "detail": {}}
    decided = is_correct is not None
    return {
        "severity": severity,
        "findings": [finding] if severity else [],
        "is_correct": is_correct,
        "reviewed_by": "local" if decided else None,
        "reviewed_at": NOW if decided else None,
        "version": 2 if decided else 1,
    }


def _responses(subject: str, *, failed: bool) -> Iterator[dict[str, Any]]:
    forms = dict(conjugate(subject).forms)
    payload = {"infinitive": subject, **forms}
    yield {"product": Product.FORMS, "position": 0, "payload": payload, "analysis": None, "form_key": None}
    for position, (key, frame) in enumerate(() if failed else FRAMES):
        answer = payload[key]
        at = frame.index("{}")
        yield {
            "product": Product.SENTENCES,
            "position": position,
            "payload": {"sentence": frame.format(answer)},
            "analysis": {
                "spans": [[at, at + len(answer)]],
                "answer": answer,
                "template": frame.format("___"),
                "tense": "tt" if key == "infinitive" else key[:2],
                "auxiliary_span": None,
                "accepted_answers": [],
            },
            "form_key": key,
        }


def _job(number: int, cards: int) -> dict[str, Any]:
    return {
        "id": number,
        "start_key": f"benchmark-{number}",
        "status": JobStatus.DONE,
        "input_text": "",
        "requested_count": cards,
        "created_by": "local",
        "provider": "openai",
        "model_name": "gpt-4o-mini",
        "model_params": {"temperature": 0},
        "options": JobOptions().to_dict(),
        "created_at": NOW - timedelta(days=20 - number),
        "updated_at": NOW - timedelta(days=20 - number),
    }


def _item(number: int, job: int, card: int, subject: str, product: Product, *, failed: bool) -> dict[str, Any]:
    return {
        "id": number,
        "job_id": job,
        "card_id": card,
        "subject": subject,
        "product": product,
        "status": ItemStatus.FAILED if failed else ItemStatus.SUCCESS,
        "ready": False,
        "error_type": "CONSTRAINT_VIOLATION" if failed else None,
        "error_message": "None of the sentences can be used" if failed else None,
        "attempts": 1,
        "updated_at": NOW,
    }


def _calls(job: int, subjects: list[str], before: int, filling: Filling) -> Iterator[dict[str, Any]]:
    """One call for each batch of forms and one for each verb's sentences, with replies of their real size."""
    for start in range(0, len(subjects), PER_CALL):
        run = subjects[start : start + PER_CALL]
        reply = {"results": [{"infinitive": verb, **conjugate(verb).forms} for verb in run]}
        yield _call(before + start // PER_CALL + 1, job, Product.FORMS, reply)
    for position, subject in enumerate(subjects):
        reply = {"sentences": [frame.format(subject) for _, frame in FRAMES]}
        yield _call(filling.cards + before + position + 1, job, Product.SENTENCES, reply)


def _call(number: int, job: int, product: Product, reply: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": number,
        "job_id": job,
        "owner": "benchmark",
        "product": product,
        "provider": "openai",
        "model": "gpt-4o-mini",
        "params": {"temperature": 0},
        "prompt_version": "benchmark",
        "request_hash": "0" * 64,
        "asked": [],
        "status": CallStatus.ANSWERED,
        "cost": Decimal("0.0004"),
        "prompt_tokens": 600,
        "completion_tokens": 220,
        "latency_s": 2.0,
        "raw_reply": orjson.dumps(reply).decode(),
        "sent_at": NOW,
        "answered_at": NOW + timedelta(seconds=2),
        "interpreted_at": NOW + timedelta(seconds=2),
    }


def _carried(items: list[dict[str, Any]], before: int, filling: Filling) -> Iterator[dict[str, Any]]:
    for item in items:
        position = item["card_id"] % CARD_SPAN
        forms, sentences = before + position // PER_CALL + 1, filling.cards + before + position + 1
        call = forms if item["product"] is Product.FORMS else sentences
        yield {"call_id": call, "item_id": item["id"], "lease_token": "benchmark"}
