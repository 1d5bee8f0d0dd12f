"""What the SDK raises becomes a TeacherError: by type, status and code, never by words in a message."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx2
import openai

from distiller.errors import ErrorType, TeacherError
from distiller.providers.rates import read_rate
from distiller.providers.retry import LONGEST_RETRY_AFTER_S
from distiller.providers.transport import SIZE_LIMIT, TooLarge
from distiller.redaction import redact
from distiller.settings import ProviderSettings

_REASON_CHARS = 300
_QUOTA_CODES = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
_MODEL_CODES = ("model_not_found", "invalid_model", "unknown_model", "DeploymentNotFound")


def failure_of(
    error: Exception,
    provider: ProviderSettings,
    model: str,
    secrets: tuple[str, ...],
    offered: Callable[[], str] = str,
) -> TeacherError:
    """The TeacherError for whatever a call raised. `offered` says in a few words what there is instead of a model."""
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, provider, model, secrets, offered)
    causes = _chain(error)
    if any(isinstance(cause, TooLarge) for cause in causes):
        return TeacherError(
            "teacher-too-large",
            type=ErrorType.SERVER_ERROR,
            retryable=True,
            provider=provider.name,
            limit_mb=SIZE_LIMIT // (1024 * 1024),
        )
    if any(isinstance(cause, httpx2.TimeoutException | openai.APITimeoutError) for cause in causes):
        if any(isinstance(cause, httpx2.ConnectTimeout) for cause in causes):
            return _connection(provider)
        return TeacherError(
            "teacher-timeout",
            type=ErrorType.TIMEOUT,
            retryable=True,
            provider=provider.name,
            seconds=f"{provider.timeout_s:g}",
        )
    if any(isinstance(cause, httpx2.DecodingError) for cause in causes):
        return TeacherError(
            "teacher-bad-body",
            type=ErrorType.SERVER_ERROR,
            retryable=True,
            provider=provider.name,
            reason="content-encoding",
        )
    return _connection(provider)


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _connection(provider: ProviderSettings) -> TeacherError:
    return TeacherError(
        "teacher-connection",
        type=ErrorType.CONNECTION,
        retryable=True,
        provider=provider.name,
        base_url=provider.base_url,
        setting=provider.url_setting,
    )


def _of_status(
    error: openai.APIStatusError,
    provider: ProviderSettings,
    model: str,
    secrets: tuple[str, ...],
    offered: Callable[[], str],
) -> TeacherError:
    status, code = error.status_code, error.code
    params: dict[str, Any] = {
        "provider": provider.name,
        "status": status,
        "retry_after": retry_after(error.response.headers, time.time()),
        "request_id": redact(error.request_id, secrets)[:200] if error.request_id else None,
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        if code in _QUOTA_CODES or error.type in _QUOTA_CODES:
            return _error("teacher-quota", ErrorType.RATE_LIMIT, params, fatal=True)
        rate = read_rate(error.response.headers)
        return _error("teacher-rate-limit", ErrorType.RATE_LIMIT, params, retryable=True, rate=rate)
    if code in _MODEL_CODES or (status == HTTPStatus.NOT_FOUND and _is_about_model(error)):
        return _error(
            "teacher-model-not-found",
            ErrorType.BAD_REQUEST,
            params,
            fatal=True,
            model=model,
            setting=provider.model_setting,
            offered=offered(),
        )
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _error("teacher-auth", ErrorType.AUTH, params, fatal=True, setting=provider.key_setting)
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return _error("teacher-quota", ErrorType.RATE_LIMIT, params, fatal=True)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return _error("teacher-redirect", ErrorType.BAD_REQUEST, params, fatal=True, setting=provider.url_setting)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT):
        return _error("teacher-server-error", ErrorType.SERVER_ERROR, params, retryable=True)
    if status == HTTPStatus.NOT_FOUND:
        return _error("teacher-not-an-answer", ErrorType.BAD_REQUEST, params, fatal=True, setting=provider.url_setting)
    return _error("teacher-bad-request", ErrorType.BAD_REQUEST, params, reason=reason_of(error, secrets))


def _error(
    code: str, kind: ErrorType, params: Mapping[str, Any], *, retryable: bool = False, fatal: bool = False, **more: Any
) -> TeacherError:
    return TeacherError(code, type=kind, retryable=retryable, fatal=fatal, **params, **more)


def _is_about_model(error: openai.APIStatusError) -> bool:
    """A 404 in the API's own words (an error object) is about the model: nothing else is named in the request.
    A 404 without one is a wrong address."""
    return isinstance(error.body, dict) and ("message" in error.body or "code" in error.body)


def reason_of(error: openai.APIStatusError, secrets: tuple[str, ...]) -> str:
    """What the endpoint said, in one line."""
    said = error.body.get("message") if isinstance(error.body, dict) else error.body
    text = " ".join(said.split()) if isinstance(said, str) else ""
    printable = "".join(c for c in text if c.isprintable())
    return redact(printable, secrets)[:_REASON_CHARS] or "-"


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds to wait by `retry-after-ms` or `retry-after` (a number, or a date compared with `now` in epoch
    seconds), at most 120; None where nothing readable is said."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        if not text:
            continue
        try:
            seconds = float(text) * scale
        except ValueError:
            found = _date(text)
            if found is None:
                continue
            seconds = found - now
        if math.isfinite(seconds):
            return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_S)
    return None


def _date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
