"""What an endpoint offers instead of a model that it does not serve, in a few words for an error's sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from distiller.errors import TeacherError
from distiller.redaction import redact

NAMED = 10
"""Models that a sentence names; of the others it says how many."""

_LONGEST_NAME = 80
_FRESH_S = 60.0


class Offers:
    """Asks an endpoint for its models once a minute at most: many calls fail at once when one is gone."""

    def __init__(self, models: Callable[[], list[str]], secrets: tuple[str, ...]) -> None:
        self._models = models
        self._secrets = secrets
        self._lock = threading.Lock()
        self._said = ""
        self._until = 0.0

    def said(self) -> str:
        """`: one, two … (+ 12)`, in any language; "" where the endpoint does not say."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._said = self._asked()
                self._until = time.monotonic() + _FRESH_S
            return self._said

    def _asked(self) -> str:
        try:
            names = [_shown(name, self._secrets) for name in self._models()]
        except TeacherError:
            return ""
        more = f" … (+ {len(names) - NAMED})" if len(names) > NAMED else ""
        return f": {', '.join(names[:NAMED])}{more}" if names else ""


def _shown(name: str, secrets: tuple[str, ...]) -> str:
    """A name as one short word of visible characters, whatever the endpoint sent."""
    printable = "".join(c for c in redact(name[:1000], secrets) if c.isprintable())
    return printable[:_LONGEST_NAME] or "?"
