"""One chat-completions endpoint, spoken to through the openai SDK.

The SDK's retries are off: they hide attempts, keep their slot while they sleep, and race each other for the limit.
It writes the headers of the first request; those after it go straight to the transport with the same headers, since
making each request anew costs as much as sending it.
Its `post` is used rather than `chat.completions.create`, which costs twice the time for a typed object that must
be validated again anyway. The body is handed on as it came; only the exact bytes of a key are replaced.
"""

from __future__ import annotations

import json
import re
import threading
import time
from decimal import Decimal
from typing import Any

import httpcore2
import httpx2
import openai

from distiller.completion import read_completion
from distiller.errors import ErrorType, TeacherError
from distiller.presets import OPENAI_URL, StructuredMode
from distiller.providers import costs
from distiller.providers.batches import BatchEndpoint
from distiller.providers.client import client_of, decoded, error_in
from distiller.providers.failures import failure_of
from distiller.providers.habits import Habits, Trial
from distiller.providers.offers import Offers
from distiller.providers.rates import read_rate
from distiller.providers.structured import body_of, encoded
from distiller.providers.transport import ThreadTransports, proxy_for
from distiller.records import TeacherReply, TeacherRequest, Usage
from distiller.redaction import redact
from distiller.settings import ProviderSettings

_REASONING_MODEL = re.compile(r"(o\d|gpt-5)")
_CHAT = "/chat/completions"
_WRITTEN_S = 1.0
_LISTED_S = 10.0  # what a list of models may take that only completes a sentence
_FAILURES = (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, RuntimeError)


_OF_ONE_REQUEST = frozenset({b"content-length", b"idempotency-key", b"x-stainless-retry-count"})


class OpenAICompatibleTeacher:
    """A teacher behind an OpenAI-compatible base URL. One client for all threads, each with connections of its own."""

    def __init__(self, provider: ProviderSettings, secrets: tuple[str, ...] = ()) -> None:
        self._provider = provider
        self._secrets = secrets
        self._closed = threading.Event()
        self._opening = threading.Lock()
        self._habits = Habits(provider.structured, provider.token_parameter, temperature=provider.send_temperature)
        self._offers = Offers(lambda: self._listed(min(provider.timeout_s, _LISTED_S)), secrets)
        self._transport = ThreadTransports(proxy_for(httpx2.URL(provider.base_url)))
        self._headers: list[tuple[bytes, bytes]] | None = None
        self._first, self._written = threading.Lock(), threading.Event()
        url = httpx2.URL(provider.base_url + _CHAT)
        self._chat_url = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeout = httpx2.Timeout(provider.timeout_s, connect=min(5.0, provider.timeout_s))
        self._timeout = {"timeout": timeout.as_dict()}
        self._client = client_of(provider, self._transport, timeout, self._remember)
        self._batches: BatchEndpoint | None = None

    @property
    def name(self) -> str:
        """The provider's name."""
        return self._provider.name

    @property
    def model(self) -> str:
        """The model of the settings."""
        return self._provider.model

    @property
    def offline(self) -> bool:
        """Never: an endpoint answers."""
        return False

    @property
    def concurrency(self) -> int:
        """How many calls may be under way at once."""
        return self._provider.concurrency

    def complete(self, request: TeacherRequest) -> TeacherReply:
        """The reply as received; raises TeacherError and nothing else.

        What the endpoint refuses about the manner of asking is asked otherwise at once, within the same deadline.
        """
        started = time.monotonic()
        trial = self._trial(request)
        self._transport.within(self._provider.timeout_s)
        response = self._asked(request, trial)
        raw = redact(decoded(response), self._secrets)
        completion = read_completion(raw)
        if completion.problem is None:
            trial.worked()
        return TeacherReply(
            raw=raw,
            latency_s=time.monotonic() - started,
            usage=completion.usage,
            cost=self.price(completion.usage, request.model),
            request_id=_redacted_header(response.headers.get("x-request-id"), self._secrets),
            rate=read_rate(response.headers),
        )

    def _trial(self, request: TeacherRequest) -> Trial:
        reasoning = self._provider.base_url == OPENAI_URL and bool(_REASONING_MODEL.match(request.model))
        return self._habits.begin(request, reasoning=reasoning)

    def _asked(self, request: TeacherRequest, trial: Trial) -> httpx2.Response:
        while True:
            try:
                return self._exchange(_CHAT, body_of(request, trial.manner, self._provider.body))
            except openai.APIStatusError as error:
                if not trial.again(error.status_code, decoded(error.response)):
                    raise self._failure(error, request.model) from None
            except _FAILURES as error:
                raise self._failure(error, request.model) from None

    def price(self, usage: Usage, model: str) -> Decimal | None:
        """What this usage costs; None if unknown."""
        return costs.price(self._provider, usage, model)

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        """The most that this request can cost; None if unknown."""
        return costs.worst_case(self._provider, request)

    def structured(self, model: str) -> StructuredMode | None:
        """How this model turned out to take a schema; None as long as no answer has shown it."""
        return self._habits.mode(model)

    def models(self) -> list[str]:
        """The ids that `/models` lists, sorted; raises TeacherError."""
        return self._listed(self._provider.timeout_s)

    def _listed(self, seconds: float) -> list[str]:
        self._transport.within(seconds)
        try:
            response = self._exchange("/models")
        except _FAILURES as error:
            raise self._failure(error) from None
        try:
            rows = json.loads(decoded(response))["data"]
            return sorted({row["id"] for row in rows if isinstance(row["id"], str)})
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise TeacherError(
                "teacher-not-an-answer",
                type=ErrorType.BAD_REQUEST,
                retryable=False,
                provider=self.name,
                setting=self._provider.url_setting,
            ) from error

    def batches(self) -> BatchEndpoint:
        """Its batches, opened when they are first asked for."""
        with self._opening:
            if self._batches is None:
                self._batches = BatchEndpoint(self._provider, self._secrets, self._trial)
                if self._closed.is_set():
                    self._batches.close()
            return self._batches

    def close(self) -> None:
        """Close the connections; calls under way end with TeacherError."""
        self._closed.set()
        self._client.close()
        with self._opening:
            if self._batches is not None:
                self._batches.close()

    def _remember(self, request: httpx2.Request) -> None:
        if request.method == "POST":
            self._headers = [(n, v) for n, v in request.headers.raw if n.lower() not in _OF_ONE_REQUEST]
            self._written.set()

    def _exchange(self, path: str, body: dict[str, Any] | None = None) -> httpx2.Response:
        """One request and its answer, within the deadline that runs; raises what the SDK raises."""
        if self._closed.is_set():
            raise self._stopping()
        if body is None:
            return self._client.get(path, cast_to=httpx2.Response)
        if self._headers is None and not self._first.acquire(blocking=False):
            self._written.wait(_WRITTEN_S)  # whoever was first has the SDK write them, before its request goes out
        if self._headers is None:
            return self._client.post(path, cast_to=httpx2.Response, content=encoded(body))
        return self._sent(encoded(body), self._headers)

    def _sent(self, content: bytes, headers: list[tuple[bytes, bytes]]) -> httpx2.Response:
        """The same exchange without the SDK: the headers it wrote before, the errors it would raise."""
        sized = [*headers, (b"content-length", b"%d" % len(content))]
        response = self._transport.post(self._chat_url, sized, content, self._timeout)
        if not response.is_success:
            response.request = httpx2.Request("POST", self._provider.base_url + _CHAT)
            raise openai.APIStatusError(
                f"Error code: {response.status_code}", response=response, body=error_in(response)
            )
        return response

    def _failure(self, error: Exception, model: str | None = None) -> TeacherError:
        """What a failed exchange means; for a model that is not there, with what the endpoint offers instead."""
        if self._closed.is_set():
            return self._stopping()
        offered = self._offers.said if model is not None else str
        return failure_of(error, self._provider, model or self.model, self._secrets, offered)

    def _stopping(self) -> TeacherError:
        return TeacherError("teacher-closed", type=ErrorType.CONNECTION, retryable=True, provider=self.name)


def _redacted_header(value: str | None, secrets: tuple[str, ...]) -> str | None:
    return None if value is None else redact(value, secrets)[:200]
