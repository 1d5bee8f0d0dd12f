"""Verbs as training examples: the request for one verb as it is sent, and the approved result as the contract wants it.

The request for sentences names the slots that the approved sentences fill, as many as there are: a model is never
asked for ten and shown seven.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from distiller.dutch_order import dutch_order
from distiller.exporters.examples import Example, Origin, as_text
from distiller.exporters.verb_choice import chosen, fitting, form_fields, forms_by_card, latest
from distiller.recipes import forms as forms_recipe
from distiller.recipes import sentences as sentences_recipe
from distiller.recipes.shared import as_json
from distiller.records import Asked, Product, VerbKey
from distiller.store.exports import JobSource, TrainingView
from distiller.verb_work import SubjectWork, Verdict, Work, WorkFilter

_CAP = 16_000  # tokens of a reply: more than one verb needs, so that it changes nothing in the request
_AT_ONCE = 200
_VERDICTS = {True: Verdict.APPROVED, None: Verdict.UNDECIDED, False: Verdict.REJECTED}
_TENSES = {"tt": "present", "vt": "past", "vd": "perfect"}
_SUBJECTS = {
    **dict(zip(("tt_ik", "tt_jij", "tt_hij", "infinitive"), sentences_recipe.PRESENT_SUBJECTS, strict=True)),
    "vt_ev": "singular",
    "vt_mv": "plural",
}

LeftOut = dict[str, int]
"""Why responses are not in an export, and how many."""


def verb_order(key: VerbKey) -> tuple[str, str, str]:
    """The order of verbs in an export."""
    return dutch_order(key.infinitive, key.sense)


def subjects(
    view: TrainingView, product: Product, wanted: WorkFilter, rejects: WorkFilter | None
) -> Iterator[tuple[SubjectWork, Sequence[Work]]]:
    """Each verb with work that is asked for, and what of it within `rejects` was rejected, replaced or not."""
    iterator = view.work(product, wanted, verb_order)
    while part := list(islice(iterator, _AT_ONCE)):
        found: dict[str, list[Work]] = {}
        if rejects is not None:
            for work in view.rejected_work([s.subject for s in part], product, rejects):
                found.setdefault(work.subject, []).append(work)
        yield from ((subject, found.get(subject.subject, ())) for subject in part)


# --- forms


def forms_example(subject: SubjectWork, left_out: LeftOut) -> tuple[Example, Work] | None:
    """The form set that was approved last, and the work behind it."""
    works = list(chosen(subject, Product.FORMS))
    work = latest(works)
    if work is None:
        return None
    _count(left_out, "later_one", len(works) - 1)
    return _forms(subject.subject, work), work


def _forms(subject: str, work: Work, rejected: Mapping[str, Any] | None = None) -> Example:
    system, user = _forms_request(subject)
    completion = _form_set(subject, work.content)
    worse = None if rejected is None else _form_set(subject, rejected)
    return _example(subject, Product.FORMS, system, user, completion, work, worse)


def rejected_forms(subject: str, rejected: Iterable[Work]) -> Iterator[Example]:
    """Form sets that a person rejected, as what not to answer."""
    return (_forms(subject, work) for work in rejected)


def forms_pairs(subject: SubjectWork, rejected: Sequence[Work], left_out: LeftOut) -> list[Example]:
    """The approved set with what the teacher had said before, and with what was rejected on the same card."""
    found = forms_example(subject, left_out)
    if found is None:
        return []
    better, work = found
    worse = [work.original] if work.original is not None else []
    worse += [other.content for other in rejected if other.card_id == work.card_id]
    pairs = (_forms(subject.subject, work, content) for content in worse)
    return [pair for pair in pairs if pair.rejected != better.completion]


@lru_cache(maxsize=1024)
def _forms_request(subject: str) -> tuple[str, str]:
    messages = forms_recipe.request([Asked(subject)], model="", max_output_tokens=_CAP).messages
    return messages[0]["content"], messages[-1]["content"]


def _form_set(subject: str, content: Mapping[str, Any]) -> str:
    return as_text({"results": [{"infinitive": subject, **form_fields(content)}]})


# --- sentences


def sentence_cards(subject: SubjectWork, left_out: LeftOut) -> Iterator[tuple[list[Work], dict[str, str]]]:
    """The sentences of each card that are to be learned, with the forms they are made with."""
    works = fitting(subject)
    _count(left_out, "outdated_or_repeated", sum(1 for _ in chosen(subject, Product.SENTENCES)) - len(works))
    standing, by_card = forms_by_card(subject)
    cards: dict[int, list[Work]] = {}
    for work in works:
        cards.setdefault(work.card_id, []).append(work)
    for card, sentences in cards.items():
        forms = standing or by_card.get(card)
        if forms is None:
            _count(left_out, "without_forms", len(sentences))
        else:
            yield sentences, forms


def sentences_example(
    works: Sequence[Work],
    forms: Mapping[str, str],
    jobs: Mapping[int, JobSource],
    rejected: Sequence[str] | None = None,
) -> Example:
    """All of these sentences as the reply to one request, in which each has its slot."""
    first = works[0]
    level = jobs[first.job].options.level
    asked = Asked(first.subject, forms=forms, count=len(works), level=level)
    messages = sentences_recipe.request([asked], model="", max_output_tokens=_CAP).messages
    data = json.loads(messages[-1]["content"])
    data["slots"] = [_slot(work) for work in works]
    completion = as_text({"sentences": [str(w.content["sentence"]) for w in works]})
    worse = None if rejected is None else as_text({"sentences": list(rejected)})
    user = as_json(data)
    return _example(first.subject, Product.SENTENCES, messages[0]["content"], user, completion, first, worse)


def sentences_pair(
    works: Sequence[Work], forms: Mapping[str, str], jobs: Mapping[int, JobSource], rejected: Iterable[Work]
) -> Example | None:
    """The sentences with what stood in their places before: the teacher's own words, or what was rejected."""
    before = {work.superseded_by: work for work in rejected if work.superseded_by is not None}

    def worse(work: Work) -> str:
        if work.original is not None:
            return str(work.original["sentence"])
        return str(before[work.id].content["sentence"]) if work.id in before else str(work.content["sentence"])

    pair = sentences_example(works, forms, jobs, [worse(work) for work in works])
    return None if pair.rejected == pair.completion else pair


def rejected_sentences(
    subject: SubjectWork, rejected: Iterable[Work], jobs: Mapping[int, JobSource]
) -> Iterator[Example]:
    """What a person rejected of each card, as one reply not to give."""
    standing, by_card = forms_by_card(subject)
    cards: dict[int, list[Work]] = {}
    for work in rejected:
        cards.setdefault(work.card_id, []).append(work)
    for card, works in cards.items():
        if forms := standing or by_card.get(card):
            yield sentences_example(works, forms, jobs)


def _slot(work: Work) -> dict[str, str]:
    tense = str(work.analysis.get("tense") or (work.form_key or "")[:2])
    if work.form_key == "infinitive":
        tense = "tt"
    return {"tense": _TENSES.get(tense, "any"), "subject": _SUBJECTS.get(work.form_key or "", "any")}


# ---


def _example(
    subject: str, product: Product, system: str, user: str, completion: str, work: Work, rejected: str | None
) -> Example:
    origin = Origin(
        work.job,
        work.call,
        work.id,
        work.provider,
        work.model,
        work.prompt_version,
        _VERDICTS[work.is_correct],
        work.reviewer,
        _iso(work.reviewed_at),
    )
    good = work.is_correct is not False
    return Example(product.value, subject, "", system, user, completion, origin, rejected, good)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")


def _count(left_out: LeftOut, why: str, number: int) -> None:
    if number:
        left_out[why] = left_out.get(why, 0) + number
