"""One training example, before it has a shape: what a model is asked, what it shall answer, and where that is from."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import orjson

from distiller.exporters.split import question_group, verb_group
from distiller.records import Product
from distiller.verb_work import Verdict


class Origin(NamedTuple):
    """Where an example comes from; None where it is not known: no teacher behind it, or not decided."""

    job: int
    call: int | None
    response: int
    provider: str | None
    model: str | None
    prompt_version: str | None
    verdict: Verdict
    reviewer: str | None
    reviewed_at: str | None


class Example(NamedTuple):
    """`rejected` is the worse answer of a pair to the same prompt; `good` is False for one that a person rejected."""

    product: str
    subject: str
    category: str
    system: str
    user: str
    completion: str
    origin: Origin
    rejected: str | None = None
    good: bool = True

    @property
    def group(self) -> str:
        """What must not be divided by a split."""
        return question_group(self.user) if self.product == Product.ANSWER else verb_group(self.subject)

    @property
    def identity(self) -> int:
        """64 bits that are the same for what a trainer would see as the same example."""
        text = "\0".join((self.system, self.user, self.completion, self.rejected or ""))
        return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def as_text(answer: object) -> str:
    """An answer as a model writes it: text as it is, anything else as compact JSON."""
    return answer if isinstance(answer, str) else orjson.dumps(answer).decode()
