"""Where the log goes: warnings to stderr, everything of ours to a file that stays small; never a key."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from distiller.redaction import RedactingFilter
from distiller.settings import Settings

FILE_BYTES = 2_000_000
FILES = 3
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(settings: Settings) -> Path | None:
    """Begins to log; the file it goes to, None where that cannot be written (stderr alone then).

    Every handler of the root logger loses the keys of these settings from what it writes.
    """
    redacting = RedactingFilter(settings.secrets())
    root = logging.getLogger()
    logging.getLogger("distiller").setLevel(logging.INFO)
    for handler in root.handlers:
        handler.setLevel(max(handler.level, logging.WARNING))
        handler.addFilter(redacting)
    path = settings.home / "logs" / "distiller.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8", delay=False)
    except OSError as exc:
        root.warning("no log file: %s", exc.strerror)
        return None
    file.setFormatter(logging.Formatter(_LINE))
    file.addFilter(redacting)
    root.addHandler(file)
    return path
