"""Where the log goes: warnings to stderr for people, every event to a file of JSON lines that stays small; never a key.

A line of the file has `time` (UTC), `level`, `event` and the event's own fields. What other libraries log, and whatever
of ours is no event, is the event `log` with its `message`. Of an exception the file holds the types and the places it
passed through, not its words: those of a database or a parser quote what was asked and answered.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from distiller.events import ATTRIBUTE, Event, event
from distiller.redaction import RedactingFilter, redact
from distiller.settings import Settings

FILE_BYTES = 5_000_000
FILES = 4
_TEXT = 2_000  # characters of one value: a line stays one write, and a log stays a log
_FRAMES = 40


def start(settings: Settings, program: str = "") -> Path | None:
    """Begins to log; the file it goes to, None where that cannot be written (stderr alone then).

    Every handler of the root logger loses the keys of these settings from what it writes. `program` is noted as
    started.
    """
    redacting = RedactingFilter(settings.secrets())
    root = logging.getLogger()
    logging.getLogger("distiller").setLevel(settings.log_level.upper())
    for handler in list(root.handlers):
        if isinstance(handler, SharedFile):  # begun before, for another folder
            root.removeHandler(handler)
            handler.close()
            continue
        handler.setLevel(max(handler.level, logging.WARNING))
        handler.addFilter(redacting)
    path = settings.home / "logs" / "distiller.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = SharedFile(path)
    except OSError as exc:
        root.warning("no log file: %s", exc.strerror)
        return None
    file.setFormatter(JsonLines(settings.secrets()))
    root.addHandler(file)
    if program:
        event(logging.getLogger(__name__), "started", program=program, pid=os.getpid(), version=version("distiller"))
    return path


class JsonLines(logging.Formatter):
    """One JSON object for each record, ASCII only, so that nothing in it ends a line or steers a terminal."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told: Event | None = getattr(record, ATTRIBUTE, None)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": told.name if told is not None else "log",
            "logger": record.name,
        }
        if told is None:
            line["message"] = self._clean(record.getMessage())
        else:
            line |= {key: self._clean(value) for key, value in told.fields.items() if key not in line}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__qualname__
            line["trace"] = [self._clean(place) for place in _places(record.exc_info[1])]
        return json.dumps(line)

    def _clean(self, value: Any) -> Any:
        if value is None or isinstance(value, (bool, int, float)):
            return value
        return redact(str(value), self._secrets)[:_TEXT]


def _places(error: BaseException) -> Iterator[str]:
    """The types of an error and of what caused it, innermost first, each with the lines it passed through."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    for one in reversed(chain):
        for frame in traceback.extract_tb(one.__traceback__)[-_FRAMES:]:
            yield f"{frame.filename}:{frame.lineno} in {frame.name}"
        yield type(one).__qualname__


class SharedFile(RotatingFileHandler):
    """A rotated file that several processes write: whoever finds it replaced goes on in the new one."""

    def __init__(self, path: Path, size: int = FILE_BYTES, files: int = FILES) -> None:
        super().__init__(path, maxBytes=size, backupCount=files, encoding="utf-8", delay=False)

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802  the library's name
        """Whether the file has its size; first, whether it is still the one that this process has open."""
        try:
            found = Path(self.baseFilename).stat()
        except OSError:
            found = None
        if found is None or self.stream is None or not os.path.samestat(found, os.fstat(self.stream.fileno())):
            if self.stream is not None:
                self.stream.close()
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            self.stream = self._open()
            return False
        return found.st_size >= self.maxBytes
