"""The files of a batch: what a call asks in the one that is handed over, its name in both, and where they lie here."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import BinaryIO, cast

from distiller.recipes import recipe_for, request_hash
from distiller.records import Asked, BatchRecord, Product, TeacherRequest
from distiller.settings import Settings

_PREFIX = "call-"
WIDEST = _PREFIX + "9" * 19
"""As long as the name of a call can be."""


class BatchFiles:
    """What the files of a batch say of its calls, by the settings of its provider."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def request(self, batch: BatchRecord, product: Product, asked: Sequence[Asked]) -> TeacherRequest:
        """What a call asks. Raises ValueError or TypeError where it cannot be asked."""
        limit = self._settings.provider(batch.provider).max_output_tokens
        return recipe_for(product).request(asked, model=batch.model, max_output_tokens=limit)

    def hash(self, batch: BatchRecord, request: TeacherRequest) -> str:
        """By which it is told whether a request is the one that was stored."""
        return request_hash(request, self._settings.provider(batch.provider).endpoint)

    def new(self) -> BinaryIO:
        """A file without a name, gone when it is closed."""
        self._settings.home.mkdir(parents=True, exist_ok=True)
        return cast("BinaryIO", tempfile.TemporaryFile(dir=self._settings.home))


def name_of(call_id: int) -> str:
    """The word by which the lines of both files speak of a call."""
    return f"{_PREFIX}{call_id}"


def call_named(custom_id: str) -> int | None:
    """The call that a line speaks of; None for a word that is not ours."""
    number = custom_id.removeprefix(_PREFIX)
    known = number != custom_id and number.isascii() and number.isdigit() and len(number) < len(WIDEST) - len(_PREFIX)
    return int(number) if known else None
