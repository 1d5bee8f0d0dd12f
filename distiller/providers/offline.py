"""The offline teacher: forms by the rules of Dutch, sentences by frames, in this process and without a key.

It answers in the same shape as an endpoint, so that nothing behind it knows the difference, and under a model name
of its own, so that nobody mistakes it for a model. What the rules do not know well enough it refuses by name: it
never invents. For demonstrations it can be slow, and wrong on purpose in a share of its answers.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from distiller.dutch import FORM_FIELDS, VERB_FORM_FIELDS
from distiller.error_texts import ERROR_TEXTS
from distiller.errors import ErrorType, TeacherError
from distiller.presets import StructuredMode
from distiller.providers import mistakes as wrong
from distiller.records import Product, TeacherReply, TeacherRequest, Usage, VerbKey
from distiller.settings import OFFLINE_MODEL, ProviderSettings

Content = dict[str, Any]

FULL_SET = 10
"""Sentences to choose a replacement from."""

ROUNDS = 10
"""How often the frames are varied in search of sentences that are new."""


class OfflineTeacher:
    """The built-in teacher. `delay` is in seconds per call, `mistakes` the share (0 to 1) of subjects that get a
    wrong answer at the first try; which ones depends on the subject alone."""

    def __init__(self, provider: ProviderSettings, *, delay: float = 0.0, mistakes: float = 0.0) -> None:
        self._provider = provider
        self._delay = delay
        self._mistakes = mistakes
        self._closed = threading.Event()

    @property
    def name(self) -> str:
        """`offline`."""
        return self._provider.name

    @property
    def model(self) -> str:
        """`offline-rules`."""
        return self._provider.model

    @property
    def offline(self) -> bool:
        """Always."""
        return True

    @property
    def concurrency(self) -> int:
        """How many calls may be under way at once."""
        return self._provider.concurrency

    def complete(self, request: TeacherRequest) -> TeacherReply:
        """A chat completion as an endpoint would send it; waits out the delay. Costs nothing."""
        started = time.monotonic()
        if self._closed.wait(self._delay):
            raise TeacherError("teacher-closed", type=ErrorType.CONNECTION, retryable=True, provider=self.name)
        data = request.data
        if request.product == Product.FORMS:
            content = forms_content(data["verbs"], mistakes=0.0 if data.get("rerun") else self._mistakes)
        elif request.product == Product.SENTENCES:
            content = sentences_content(
                data["subject"],
                data["forms"],
                data["count"],
                existing=data.get("existing", ()),
                previous=previous_sentence(request.messages[-1]["content"]) if request.messages else "",
                variation=data.get("variation", 0),
                mistakes=self._mistakes,
            )
        else:
            raise TeacherError("teacher-offline-questions", type=ErrorType.REFUSED, retryable=False)
        raw = json.dumps(completion_body(content, self.model), ensure_ascii=False)
        return TeacherReply(raw=raw, latency_s=time.monotonic() - started, usage=Usage(0, 0, 0), cost=Decimal(0))

    def price(self, usage: Usage, model: str) -> Decimal | None:
        """Nothing, whatever the usage."""
        del usage, model
        return Decimal(0)

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        """Nothing."""
        del request
        return Decimal(0)

    def structured(self, model: str) -> StructuredMode:
        """The strictest: its answers are built, not written."""
        del model
        return StructuredMode.JSON_SCHEMA

    def models(self) -> list[str]:
        """The one there is."""
        return [OFFLINE_MODEL]

    def batches(self) -> None:
        """None: it answers at once."""
        return

    def close(self) -> None:
        """End the waits of calls under way."""
        self._closed.set()


def forms_content(subjects: Sequence[str], *, mistakes: float = 0.0) -> Content:
    """What the teacher says about the forms of `subjects`: `results` for those it knows, `refused` for the rest."""
    results, refused = [], []
    for subject in subjects:
        forms = known_forms(subject)
        if forms is None:
            refused.append({"infinitive": subject, "message": _refusal(subject)})
        else:
            results.append({"infinitive": subject, **wrong.in_forms(subject, forms, mistakes)})
    return {"results": results, "refused": refused} if refused else {"results": results}


def known_forms(subject: str) -> dict[str, str] | None:
    """The seven fields where rules or lexicon vouch for them; None for a guess.

    A spelling that is two verbs is answered by its commoner one; with a sense it is a guess, since the rules do not
    know which of the two the sense means.
    """
    from distiller.dutch.conjugation import readings  # loads its lexicon, so not before somebody asks

    key = VerbKey.from_subject(subject)
    conjugation, *others = (reading.conjugation for reading in readings(key.infinitive))
    if conjugation.confidence == "guess":
        return None
    if key.sense and any(other.forms != conjugation.forms for other in others):
        return None
    return {name: conjugation.forms[name] for name in FORM_FIELDS}


def sentences_content(
    subject: str,
    forms: Mapping[str, str],
    count: int,
    *,
    existing: Sequence[str] = (),
    previous: str = "",
    variation: int = 0,
    mistakes: float = 0.0,
) -> Content:
    """Up to `count` sentences that are not among `existing`; {"refusal": …} where no frame fits, or without forms.

    With `previous` (a second try) those with the same form of the verb come first.
    """
    if not any(forms.get(name) for name in VERB_FORM_FIELDS):
        return {"refusal": _refusal(subject)}
    infinitive = VerbKey.from_subject(subject).infinitive
    wanted = max(count, FULL_SET) if previous else count
    made = _fresh(infinitive, forms, wanted, [*existing, previous], variation)
    if not made:
        return {"refusal": _refusal(subject)}
    if previous:
        key = _form_key(previous, infinitive, forms)
        made.sort(key=lambda sentence: _form_key(sentence, infinitive, forms) != key)
    first_try = variation == 0 and not existing and not previous
    return {"sentences": wrong.in_sentences(subject, forms, made[:count], mistakes if first_try else 0.0)}


def _fresh(infinitive: str, forms: Mapping[str, str], count: int, known: Sequence[str], variation: int) -> list[str]:
    """Up to `count` sentences that are not `known`; each further round varies the frames."""
    from distiller.dutch.frames import make_sentences

    seen = {_plain(sentence) for sentence in known}
    made: list[str] = []
    for step in range(1 + min(len(known), ROUNDS)):
        for sentence in make_sentences(infinitive, forms, count, variation=variation + step):
            if _plain(sentence) not in seen:
                seen.add(_plain(sentence))
                made.append(sentence)
        if len(made) >= count:
            break
    return made


def _form_key(sentence: str, infinitive: str, forms: Mapping[str, str]) -> str | None:
    from distiller.dutch.sentences import analyse_sentence

    return analyse_sentence(sentence, infinitive, forms).answer_form_key


def previous_sentence(message: str) -> str:
    """The sentence that a user message asks to replace; "" where it is a first try."""
    try:
        note = json.loads(message).get("rerun") or {}
        previous = note.get("previous")
    except (ValueError, AttributeError):
        return ""
    text = previous.get("sentence") if isinstance(previous, dict) else previous
    return text if isinstance(text, str) else ""


def completion_body(content: Content, model: str) -> dict[str, Any]:
    """`content` as the body of a chat completion; a refusal goes where endpoints put theirs."""
    refusal = content.get("refusal")
    text = None if refusal else json.dumps(content, ensure_ascii=False)
    return {
        "id": "chatcmpl-offline",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": refusal},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


def _refusal(subject: str) -> str:
    return ERROR_TEXTS["teacher-offline-refused"]["en"].format(infinitive=subject)


def _plain(sentence: str) -> str:
    return " ".join(sentence.casefold().split())
