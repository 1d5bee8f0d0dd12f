"""Lines of the log: one JSON object each, complete, without keys and without what was asked or answered."""

from __future__ import annotations

import json
import logging
import sys
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from distiller.events import about, event
from distiller.logs import JsonLines
from distiller.redaction import REPLACEMENT

KEY = 'sk-se"cret\\1'


class Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def logger_and_kept(level: int = logging.INFO) -> tuple[logging.Logger, Kept]:
    """A logger that nobody else listens to."""
    logger = logging.Logger("distiller.test", level)
    kept = Kept()
    logger.addHandler(kept)
    return logger, kept


def line(record: logging.LogRecord, *secrets: str) -> dict[str, Any]:
    """The record as the file holds it."""
    text = JsonLines(secrets).format(record)
    assert text.isascii()
    assert "\n" not in text
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_an_event_is_one_object_with_its_name_time_and_fields() -> None:
    """Numbers stay numbers, money keeps its digits, what is unknown is left out."""
    logger, kept = logger_and_kept()
    event(logger, "call-answered", call=7, latency_s=0.5, cost=Decimal("0.0001"), tokens=None)
    found = line(kept.records[0])
    assert found.pop("time").endswith("+00:00")
    assert found == {
        "level": "info",
        "event": "call-answered",
        "logger": "distiller.test",
        "call": 7,
        "latency_s": 0.5,
        "cost": "0.0001",
    }


def test_the_console_gets_a_sentence() -> None:
    """The same event as people read it."""
    logger, kept = logger_and_kept()
    event(logger, "job-paused", job=3, reason="teacher-auth")
    assert kept.records[0].getMessage() == "job paused: job 3, reason teacher-auth"


def test_an_event_below_the_level_is_not_logged() -> None:
    """Calls as they are sent are told only at level debug."""
    logger, kept = logger_and_kept(logging.INFO)
    event(logger, "call-sent", level=logging.DEBUG, call=1)
    assert kept.records == []


def test_a_sentence_of_its_own_may_carry_an_event() -> None:
    """The console shows the sentence, the file the event."""
    logger, kept = logger_and_kept()
    logger.warning("the database cannot be written: %s", "full", extra=about("store-trouble", code="store-full"))
    assert kept.records[0].getMessage() == "the database cannot be written: full"
    found = line(kept.records[0])
    assert (found["event"], found["code"], found["level"]) == ("store-trouble", "store-full", "warning")
    assert "message" not in found


def test_what_is_no_event_has_its_message() -> None:
    """Other libraries log in sentences."""
    logger, kept = logger_and_kept()
    logger.warning("no log file: %s", "Permission denied")
    assert line(kept.records[0])["message"] == "no log file: Permission denied"


def test_a_field_does_not_take_the_place_of_what_every_line_has() -> None:
    """`level` and `event` mean the same on every line."""
    logger, kept = logger_and_kept()
    logger.info("x", extra=about("real", logger="other", event="false"))
    found = line(kept.records[0])
    assert (found["event"], found["logger"]) == ("real", "distiller.test")


def test_keys_are_removed_from_messages_and_fields() -> None:
    """Before anything is written, whatever characters the key has."""
    logger, kept = logger_and_kept()
    logger.warning("sent %s", KEY)
    event(logger, "odd", field=f"key {KEY}.")
    assert line(kept.records[0], KEY)["message"] == f"sent {REPLACEMENT}"
    assert line(kept.records[1], KEY)["field"] == f"key {REPLACEMENT}."


def test_an_exception_is_told_by_types_and_places_not_by_its_words() -> None:
    """A database quotes the reply it could not store: that is no matter of the log."""
    logger, kept = logger_and_kept()
    try:
        try:
            raise KeyError("the teacher said: geheim")
        except KeyError as exc:
            raise ValueError("INSERT ... geheim") from exc
    except ValueError:
        logger.exception("a call of job %s ended unexpectedly", 3, extra=about("call-unforeseen", job=3))
    found = line(kept.records[0])
    assert "geheim" not in json.dumps(found)
    assert found["error"] == "ValueError"
    assert [part for part in found["trace"] if ":" not in part] == ["KeyError", "ValueError"]
    assert any("test_logs.py" in part for part in found["trace"])


def test_an_error_that_causes_itself_ends() -> None:
    """Chains can be rings."""
    logger, kept = logger_and_kept()
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    logger.error("x", exc_info=first)
    assert line(kept.records[0])["trace"] == ["KeyError", "ValueError"]


@given(st.text(), st.text(min_size=1))
def test_whatever_is_logged_stays_one_line_of_json(message: str, key: str) -> None:
    """Line ends, control characters, lone surrogates: none breaks a line, and the key is in none of its values."""
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%s", (message,), None)
    record.__dict__.update(about("odd", field=message + key))
    found = line(record, key)
    if not set(key) & set(REPLACEMENT):
        assert key not in found["field"]


def test_a_record_without_an_exception_has_no_trace() -> None:
    """Outside of a handler `exc_info` is empty."""
    assert sys.exc_info()[0] is None
    logger, kept = logger_and_kept()
    logger.error("x", exc_info=True)
    assert "trace" not in line(kept.records[0])
