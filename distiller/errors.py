"""The one tree of errors. Each is a sentence a person can act on: what is wrong, where, what to do.

    DistillerError
    ├── InputError            what a person or a file gave cannot be used
    ├── SettingsError         the configuration cannot be used
    ├── StoreError            the database
    │   ├── StoreUnavailable      locked, full or out of reach: may heal
    │   ├── NewerDatabase         made by a newer version
    │   └── NotFound
    ├── StaleDecision         somebody decided after what this person saw
    ├── RuleViolation         an edit breaks a business rule
    └── TeacherError          a call that brought no usable reply (attributes for the engine)

An error carries a code and parameters; the texts live in `ERROR_TEXTS`, in Dutch and English.
Parameters never hold a secret: who raises passes names, never keys or whole URLs with credentials.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from distiller.error_texts import ERROR_DEFAULTS, ERROR_TEXTS


class DistillerError(Exception):
    """The root: `code` selects the sentence, `params` fill it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(self.sentence("en"))

    def sentence(self, language: str = "en") -> str:
        """The message in "nl" or "en" (any other language: English). Parameters with a sentence speak it too."""
        texts = ERROR_TEXTS[self.code]
        params = {k: v.sentence(language) if hasattr(v, "sentence") else v for k, v in self.params.items()}
        return texts.get(language, texts["en"]).format(**{**ERROR_DEFAULTS.get(self.code, {}), **params})


class InputError(DistillerError):
    """What a person or a file gave cannot be used."""


class SettingsError(DistillerError):
    """The configuration cannot be used."""


class StoreError(DistillerError):
    """The database cannot do what was asked."""


class StoreUnavailable(StoreError):
    """Locked, full or out of reach: the same call may succeed later."""


class NewerDatabase(StoreError):
    """The database was made by a newer version of the program."""


class NotFound(StoreError):
    """What was named does not exist (any more)."""


class StaleDecision(DistillerError):
    """Somebody else decided after the version this person saw."""


class RuleViolation(DistillerError):
    """An edit breaks a business rule; nothing was stored."""


class ErrorType(StrEnum):
    """Why a call, a reply or an item failed. Stored; never renamed."""

    # transport: recorded on the call
    RATE_LIMIT = "RATE_LIMIT"
    TIMEOUT = "TIMEOUT"
    SERVER_ERROR = "SERVER_ERROR"
    CONNECTION = "CONNECTION"
    AUTH = "AUTH"
    BAD_REQUEST = "BAD_REQUEST"
    # validation: recorded on the invalid response
    JSON_PARSE_ERROR = "JSON_PARSE_ERROR"
    TRUNCATED = "TRUNCATED"
    REFUSED = "REFUSED"
    MISSING_REQUIRED_FIELD = "MISSING_REQUIRED_FIELD"
    INVALID_DATA_TYPE = "INVALID_DATA_TYPE"
    SCHEMA_VALIDATION_ERROR = "SCHEMA_VALIDATION_ERROR"
    CONSTRAINT_VIOLATION = "CONSTRAINT_VIOLATION"
    # the engine's own
    DEPENDENCY = "DEPENDENCY"  # sentences whose forms failed, are rejected or incomplete
    CANCELLED = "CANCELLED"  # its batch was cancelled before its turn came
    LOST = "LOST"  # sent, and the process ended before a reply was stored
    INTERNAL = "INTERNAL"  # a fault of ours: logged, and the item can be retried


class TeacherError(DistillerError):
    """A call that brought no reply that could be stored and interpreted.

    `type` is one of the transport types (or REFUSED); `status` the HTTP status or None; `retry_after` seconds the
    endpoint asked to wait or None; `retryable` whether the same request may succeed later; `fatal` whether every
    other call of this provider will fail the same way (refused key, unknown model), so that the job must pause; `rate`
    what the headers of a 429 said about limits.
    """

    def __init__(
        self,
        code: str,
        *,
        type: ErrorType,  # noqa: A002  the word of the design's tables
        retryable: bool,
        fatal: bool = False,
        status: int | None = None,
        retry_after: float | None = None,
        request_id: str | None = None,
        rate: Mapping[str, float] | None = None,
        **params: Any,
    ) -> None:
        self.rate = rate or {}
        self.type = type
        self.retryable = retryable
        self.fatal = fatal
        self.status = status
        self.retry_after = retry_after
        self.request_id = request_id
        if status is not None:
            params["status"] = status
        super().__init__(code, **params)
