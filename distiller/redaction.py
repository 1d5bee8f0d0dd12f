"""The exact bytes of a configured key appear nowhere: not in logs, not in what is stored of replies and errors.

Only exact keys are looked for, as they are or as JSON may spell them (`\\u002d` for a hyphen, also twice escaped, as
in the JSON inside a reply). Guessing what else might be a secret would tear holes into answers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import lru_cache

REPLACEMENT = "[key removed]"

_ESCAPED = re.compile(r"\\(?:u00[2-7]|/)")
"""What a visible ASCII character looks like where JSON escapes it: without one, a key can only stand there plainly."""


def redact(text: str, secrets: Iterable[str]) -> str:
    """`text` with each of `secrets` replaced; give the longest first where one contains another."""
    escaped = _ESCAPED.search(text) is not None
    for secret in secrets:
        if not secret:
            continue
        if escaped:
            text = _spellings(secret).sub(REPLACEMENT, text)
        if secret in text:
            text = text.replace(secret, REPLACEMENT)
    return text


@lru_cache(maxsize=64)
def _spellings(secret: str) -> re.Pattern[str]:
    """The key with each character as it is, behind backslashes, or as a JSON escape of any depth."""
    parts = (rf"\\*(?:(?<=\\)u(?i:{ord(c):04x})|{re.escape(c)})" for c in secret)
    return re.compile(r"(?<!\\)" + "".join(parts))  # from the start of a run of backslashes only: linear time


class RedactingFilter(logging.Filter):
    """Takes keys out of log records, arguments and tracebacks included. Add it to handlers, not to loggers:
    a logger's filter does not see what its children log."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, rewritten where it held a key."""
        if not self._secrets:
            return True
        message = record.getMessage()
        clean = redact(message, self._secrets)
        if clean != message:
            record.msg, record.args = clean, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text, self._secrets)
        if record.stack_info:
            record.stack_info = redact(record.stack_info, self._secrets)
        return True
