"""The batches of an OpenAI-compatible endpoint: files of requests in, files of answers out, at a lower price.

Files of hundreds of megabytes pass through files, never through memory. Every exchange has a deadline and a cap, and
what fails becomes a TeacherError by its type and status, as for a single call.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any, BinaryIO, NoReturn

import httpx2
import openai

from distiller.completion import read_completion
from distiller.errors import ErrorType, TeacherError
from distiller.providers import costs
from distiller.providers.client import client_of, decoded, error_in
from distiller.providers.failures import failure_of, reason_of
from distiller.providers.habits import Trial
from distiller.providers.structured import body_of, encoded
from distiller.providers.transport import SIZE_LIMIT, FileTransport, proxy_for
from distiller.records import BatchAnswer, BatchStatus, RemoteBatch, TeacherReply, TeacherRequest, Usage
from distiller.redaction import redact
from distiller.settings import ProviderSettings

REQUESTS_MOST = 50_000
"""Requests in one batch."""
FILE_MOST = 190 * 1024 * 1024
"""Bytes of its file: the usual limit is 200 MB, and what a megabyte is differs."""
ANSWERS_MOST = 1024 * 1024 * 1024
"""Bytes of a file of answers: larger than any that such a batch can bring."""

TRANSFER_S = 900.0
"""What moving a whole file may take."""
TOKEN = "distiller"  # noqa: S105  the name of the metadata by which a batch is known
_URL = "/v1/chat/completions"
_PAGE, _PAGES = 100, 50
_OLDER = timedelta(days=1)  # clocks differ, by less than this
_NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE, HTTPStatus.NOT_IMPLEMENTED)
_FAILURES = (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, RuntimeError, OSError)
_TURN_NEVER_CAME = ("batch_expired", "batch_cancelled")
_ID = re.compile(rb'"custom_id"\s*:\s*"([^"\\]{1,64})"')
_SAID = 300


class BatchEndpoint:
    """Safe for many threads, one exchange at a time. `trial` says in which manner a request is sent."""

    def __init__(
        self, provider: ProviderSettings, secrets: tuple[str, ...], trial: Callable[[TeacherRequest], Trial]
    ) -> None:
        self._provider = provider
        self._secrets = secrets
        self._trial = trial
        self._closed = threading.Event()
        self._turn = threading.Lock()
        self._transport = FileTransport(proxy_for(httpx2.URL(provider.base_url)))
        timeout = httpx2.Timeout(provider.timeout_s, connect=min(5.0, provider.timeout_s))
        self._client = client_of(provider, self._transport, timeout)

    # --- what goes in -------------------------------------------------------------------------------------------

    def line(self, custom_id: str, request: TeacherRequest) -> bytes:
        """One request as a line of the file: the body that a single call would have."""
        body = body_of(request, self._trial(request).manner, self._provider.body)
        return encoded({"custom_id": custom_id, "method": "POST", "url": _URL, "body": body}) + b"\n"

    def upload(self, file: BinaryIO) -> str:
        """The id of the file at the provider. Nothing is paid for it."""
        with self._exchange(TRANSFER_S):
            answer = self._client.post(
                "/files",
                cast_to=httpx2.Response,
                body={"purpose": "batch"},
                files=[("file", ("distiller.jsonl", file, "application/jsonl"))],
                options={"headers": {"Content-Type": "multipart/form-data"}},
            )
        return str(self._object(answer.content, "id"))

    def create(self, file_id: str, token: str) -> RemoteBatch:
        """Has the file answered: the step that is paid for. Of an error that may have come after it was made
        (`retryable` and not a 429) nobody knows whether it was: see `find`."""
        body = {
            "input_file_id": file_id,
            "endpoint": _URL,
            "completion_window": "24h",
            "metadata": {TOKEN: token},
        }
        return self._batch("POST", "/batches", body)

    def find(self, token: str, since: datetime) -> list[RemoteBatch]:
        """The batches that carry this token and were made since then, or a little before; those of use first.

        Raises TeacherError also where there are too many batches to look at: then nobody knows.
        """
        found: list[RemoteBatch] = []
        after = ""
        for _ in range(_PAGES):
            rows, more = self._page(after)
            found += [self._remote(row) for row in rows if _token(row) == token]
            old = (since - _OLDER).timestamp()
            if not more or not rows or all(_made(row) < old for row in rows):
                return sorted(found, key=lambda one: one.status in (BatchStatus.FAILED, BatchStatus.CANCELLED))
            after = str(rows[-1].get("id"))
        raise self._error("batch-list-too-long", count=_PAGE * _PAGES)

    # --- what becomes of it -------------------------------------------------------------------------------------

    def retrieve(self, remote_id: str) -> RemoteBatch:
        """How it stands."""
        return self._batch("GET", f"/batches/{_part(remote_id)}")

    def cancel(self, remote_id: str) -> RemoteBatch:
        """Asks the provider to stop; what was answered until then still comes."""
        return self._batch("POST", f"/batches/{_part(remote_id)}/cancel", {})

    def download(self, file_id: str, sink: BinaryIO) -> None:
        """Writes a file of answers to `sink`, whole or with an error."""
        try:
            with self._exchange(TRANSFER_S), self._transport.into(sink, ANSWERS_MOST):
                self._client.get(f"/files/{_part(file_id)}/content", cast_to=httpx2.Response)
        except TeacherError as error:
            if error.code != "teacher-too-large":
                raise
            raise self._error("teacher-too-large", fatal=True, limit_mb=ANSWERS_MOST // (1024 * 1024)) from error

    def answers(self, file: BinaryIO, model: str) -> Iterator[BatchAnswer]:
        """What stands in a file of answers, line by line; lines that belong to no request are left out."""
        while line := file.readline(SIZE_LIMIT + 1):
            whole = line.endswith(b"\n") or len(line) <= SIZE_LIMIT
            while not line.endswith(b"\n") and not whole:
                rest = file.readline(SIZE_LIMIT)
                if not rest or rest.endswith(b"\n"):
                    break
            if not line.strip():
                continue
            read = self._answer(line, model) if whole else self._too_large(line)
            if read is not None:
                yield read

    def refused(self, request: TeacherRequest, answer: BatchAnswer) -> Callable[[], None] | None:
        """Where the request was refused for its manner: how to have it go in another one from now on."""
        if answer.error is None or answer.error.status is None:
            return None
        trial = self._trial(request)
        return trial.refused if trial.again(answer.error.status, answer.body) else None

    def price(self, usage: Usage, model: str) -> Decimal | None:
        """What this usage costs in a batch; None where price or usage is unknown."""
        return self._provider.in_batch(costs.price(self._provider, usage, model))

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        """The most that this request can cost in a batch."""
        return self._provider.in_batch(costs.worst_case(self._provider, request))

    def close(self) -> None:
        """Close the connections; an exchange under way ends with TeacherError."""
        self._closed.set()
        self._client.close()

    # --- exchanges ----------------------------------------------------------------------------------------------

    @contextmanager
    def _exchange(self, seconds: float) -> Iterator[None]:
        """One exchange within its deadline; what it raises becomes a TeacherError."""
        with self._turn:
            if self._closed.is_set():
                raise self._stopping()
            self._transport.within(seconds)
            try:
                yield
            except TeacherError:
                raise
            except _FAILURES as error:
                self._raise(error)

    def _raise(self, error: Exception) -> NoReturn:
        if self._closed.is_set():
            raise self._stopping() from None
        if isinstance(error, openai.APIStatusError) and error.status_code in _NOT_THERE:
            raise self._error(
                "batch-not-there", fatal=True, status=error.status_code, reason=reason_of(error, self._secrets)
            ) from None
        raise failure_of(error, self._provider, self._provider.model, self._secrets) from None

    def _batch(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> RemoteBatch:
        with self._exchange(self._provider.timeout_s):
            if method == "GET":
                answer = self._client.get(path, cast_to=httpx2.Response)
            else:
                answer = self._client.post(path, cast_to=httpx2.Response, content=encoded(body))
        return self._remote(self._object(answer.content))

    def _page(self, after: str) -> tuple[list[dict[str, Any]], bool]:
        query: dict[str, object] = {"limit": _PAGE} | ({"after": after} if after else {})
        with self._exchange(self._provider.timeout_s):
            answer = self._client.get("/batches", cast_to=httpx2.Response, options={"params": query})
        document = self._object(answer.content)
        rows = document.get("data")
        if not isinstance(rows, list):
            raise self._error("batch-not-understood")
        return [row for row in rows if isinstance(row, dict)], document.get("has_more") is True

    def _object(self, content: bytes, *needed: str) -> Any:
        """The JSON object of an answer, or one of its texts. Raises TeacherError."""
        try:
            document = json.loads(content)
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict) or any(not isinstance(document.get(name), str) for name in needed):
            raise self._error("batch-not-understood")
        return document[needed[0]] if needed else document

    def _remote(self, data: Mapping[str, Any]) -> RemoteBatch:
        if not isinstance(data.get("id"), str) or not data["id"]:
            raise self._error("batch-not-understood")
        counts = data.get("request_counts")
        numbers = counts if isinstance(counts, dict) else {}
        return RemoteBatch(
            id=data["id"],
            status=_status(data.get("status")),
            completed=_count(numbers.get("completed")),
            failed=_count(numbers.get("failed")),
            output_file_id=_text(data.get("output_file_id")) or None,
            error_file_id=_text(data.get("error_file_id")) or None,
            error=redact(_problems(data.get("errors")), self._secrets)[:_SAID],
        )

    def _error(self, code: str, *, fatal: bool = False, **params: Any) -> TeacherError:
        return TeacherError(
            code,
            type=ErrorType.BAD_REQUEST if fatal else ErrorType.SERVER_ERROR,
            retryable=not fatal,
            fatal=fatal,
            provider=self._provider.name,
            **params,
        )

    def _stopping(self) -> TeacherError:
        return TeacherError("teacher-closed", type=ErrorType.CONNECTION, retryable=True, provider=self._provider.name)

    # --- lines --------------------------------------------------------------------------------------------------

    def _answer(self, line: bytes, model: str) -> BatchAnswer | None:
        try:
            data = json.loads(line.decode("utf-8-sig", "replace"))
        except (ValueError, RecursionError):
            return None
        if not isinstance(data, dict) or not isinstance(data.get("custom_id"), str):
            return None
        custom_id = data["custom_id"]
        response = data.get("response")
        if not isinstance(response, dict):
            return self._without_response(custom_id, data.get("error"))
        status = response.get("status_code")
        if status == HTTPStatus.OK:
            return BatchAnswer(custom_id, reply=self._reply(line, response, model))
        body = _encoded(response.get("body"))
        known = status if isinstance(status, int) and HTTPStatus.MULTIPLE_CHOICES <= status <= 599 else 500
        http = httpx2.Response(known, content=body, request=httpx2.Request("POST", self._provider.base_url + _URL))
        error = openai.APIStatusError(f"Error code: {known}", response=http, body=error_in(http))
        failed = failure_of(error, self._provider, model, self._secrets)
        return BatchAnswer(custom_id, error=failed, body=decoded(http))

    def _reply(self, line: bytes, response: Mapping[str, Any], model: str) -> TeacherReply:
        """The body of the completion; a line whose body is none that JSON knows is kept as it is."""
        raw = _encoded(response.get("body")) or line
        text = redact(raw.decode("utf-8", "replace").replace("\x00", "\ufffd"), self._secrets)
        usage = read_completion(text).usage
        request_id = response.get("request_id")
        return TeacherReply(
            raw=text,
            latency_s=0.0,
            usage=usage,
            cost=self.price(usage, model),
            request_id=redact(request_id, self._secrets)[:200] if isinstance(request_id, str) else None,
        )

    def _without_response(self, custom_id: str, error: object) -> BatchAnswer:
        said = error if isinstance(error, dict) else {}
        if said.get("code") in _TURN_NEVER_CAME:
            return BatchAnswer(custom_id)
        reason = redact(" ".join(_text(said.get("message")).split()), self._secrets)[:_SAID] or "-"
        return BatchAnswer(custom_id, error=self._error("batch-request-failed", reason=reason))

    def _too_large(self, start: bytes) -> BatchAnswer | None:
        found = _ID.search(start)
        if found is None:
            return None
        limit = SIZE_LIMIT // (1024 * 1024)
        error = self._error("teacher-too-large", limit_mb=limit)
        return BatchAnswer(found.group(1).decode("utf-8", "replace"), error=error)


def _part(identifier: str) -> str:
    """An identifier as one part of a path: it came over the network."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", identifier)[:200] or "_"


def _status(value: object) -> BatchStatus:
    """The provider's word; one that is not known means that it is not over."""
    ours = (BatchStatus.PREPARING, BatchStatus.CREATING)
    try:
        status = BatchStatus(value)  # type: ignore[arg-type]
    except ValueError:
        return BatchStatus.CANCELLED if value == "canceled" else BatchStatus.IN_PROGRESS
    return BatchStatus.IN_PROGRESS if status in ours else status


def _problems(errors: object) -> str:
    """What the provider says is wrong with a batch, in one line."""
    rows = errors.get("data") if isinstance(errors, dict) else errors
    said = [_text(row.get("message")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return " ".join("".join(c for c in " ".join(said[:3]) if c.isprintable() or c.isspace()).split())


def _token(row: Mapping[str, Any]) -> str:
    metadata = row.get("metadata")
    return _text(metadata.get(TOKEN)) if isinstance(metadata, dict) else ""


def _made(row: Mapping[str, Any]) -> float:
    """When a batch was made; one that does not say may be new."""
    value = row.get("created_at")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("inf")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else 0


def _encoded(body: object) -> bytes:
    """A part of a line as JSON again; b"" where it is none that can be written."""
    try:
        return encoded(body)
    except (ValueError, RecursionError):
        return b""
