"""HTTP that cannot be drawn out or blown up: one deadline for a whole exchange, one cap for its size.

A read time-out starts anew with every byte, so an endpoint that drips never trips it, neither in its headers nor in
its body. Here every wait on the socket gets at most what is left of the exchange's deadline. Bodies are read whole,
decompressed piece by piece, and given up at the cap: also those of errors, which the SDK reads without limits.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import urllib.request
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

import httpcore2
import httpx2

from distiller.settings import is_loopback

SIZE_LIMIT = 5 * 1024 * 1024
"""Bytes of a reply after decompression."""

ERROR_LIMIT = 64 * 1024
"""Bytes of an error's body that are looked at; the rest says nothing more."""

Headers = list[tuple[bytes, bytes]]

HELD = 64 * 1024
"""Bytes of a request that wait for its end: headers and a body that fits go out together, in one packet or few."""

_LIMITS = httpx2.Limits(max_connections=2, max_keepalive_connections=2, keepalive_expiry=60)
_BENEATH = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)
_DROPPED = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})


class TooLarge(httpx2.RequestError):
    """The body passed SIZE_LIMIT; the connection was closed."""


class Deadline(threading.local):
    """When the exchange of this thread must be over, on the monotonic clock (None: never)."""

    at: float | None = None

    def left(self, timeout: float | None, late: type[Exception]) -> float | None:
        """The shorter of `timeout` and what is left; raises `late` when nothing is."""
        if self.at is None:
            return timeout
        left = self.at - time.monotonic()
        if left <= 0:
            raise late("the deadline of the exchange has passed")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection whose waits end with the deadline of the thread that uses it.

    What is written goes out when an answer is waited for: a request in two packets costs two system calls here and
    wakes the endpoint twice.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline, open_streams: set[_Stream]) -> None:
        self._inner = inner
        self._deadline = deadline
        self._open = open_streams
        self._held = b""
        open_streams.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._held:
            with suppress(httpcore2.WriteError):  # an endpoint that hung up may have answered before
                self._flush(timeout)
        return self._inner.read(max_bytes, self._deadline.left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._held += buffer
        if len(self._held) > HELD:
            self._flush(timeout)

    def _flush(self, timeout: float | None) -> None:
        held, self._held = self._held, b""
        self._inner.write(held, self._deadline.left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._open.discard(self)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout, httpcore2.ConnectTimeout)
        if self._held:
            self._flush(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        self._open.discard(self)
        return _Stream(inner, self._deadline, self._open)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def wake(self) -> None:
        """End a wait in another thread: closing a socket alone does not."""
        found = self._inner.get_extra_info("socket")
        if isinstance(found, socket.socket):
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)


class _Backend(httpcore2.NetworkBackend):
    """Opens connections that keep to the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._inner = httpcore2.SyncBackend()
        self._deadline = deadline
        self.streams: set[_Stream] = set()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout, httpcore2.ConnectTimeout)
        inner = self._inner.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(inner, self._deadline, self.streams)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class BoundedTransport(httpx2.HTTPTransport):
    """Sends requests within the deadline set by `within()` and gives back responses that are read already."""

    def __init__(self, context: ssl.SSLContext, proxy: str | None) -> None:
        super().__init__(verify=context, limits=_LIMITS, proxy=proxy)
        self._deadline = Deadline()
        self._backend = _Backend(self._deadline)
        self._pool._network_backend = self._backend  # the pool takes it at construction, which the base class does

    def within(self, seconds: float) -> None:
        """Start the clock for the next exchange of this thread."""
        self._deadline.at = time.monotonic() + seconds

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One exchange, whole; raises the usual transport errors, and TooLarge."""
        response = super().handle_request(request)
        response.request = request
        try:
            content = self._whole(response)
        finally:
            response.close()
        headers = [(k, v) for k, v in response.headers.raw if k.lower() not in _DROPPED]
        return httpx2.Response(response.status_code, headers=headers, content=content, extensions=response.extensions)

    def post(self, url: httpcore2.URL, headers: Headers, content: bytes, extensions: dict[str, Any]) -> httpx2.Response:
        """The same for a body of JSON, with half of the work: no request is built that nobody looks at."""
        request = httpcore2.Request(b"POST", url, headers=headers, content=content, extensions=extensions)
        try:
            response = self._pool.handle_request(request)
            try:
                body = response.stream
                assert isinstance(body, Iterable), "the pool is not an asynchronous one"
                if any(name.lower() == b"content-encoding" for name, _ in response.headers):
                    packed = httpx2.Response(response.status, headers=response.headers, content=iter(body))
                    whole = self._bounded(response.status, packed.iter_bytes())
                else:
                    whole = self._bounded(response.status, body)
            finally:
                response.close()
        except _BENEATH as exc:
            raise getattr(httpx2, type(exc).__name__, httpx2.TransportError)(str(exc)) from exc
        kept = [(name, value) for name, value in response.headers if name.lower() not in _DROPPED]
        return httpx2.Response(response.status, headers=kept, content=whole)

    def _whole(self, response: httpx2.Response) -> bytes:
        return self._bounded(response.status_code, response.iter_bytes())

    def _bounded(self, status: int, chunks: Iterable[bytes]) -> bytes:
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if status != httpx2.codes.OK and len(content) > ERROR_LIMIT:
                return bytes(content[:ERROR_LIMIT])
            if len(content) > SIZE_LIMIT:
                raise TooLarge("the reply is too large")
            self._check_deadline()
        return bytes(content)

    def _check_deadline(self) -> None:
        if self._deadline.at is not None and time.monotonic() > self._deadline.at:
            raise httpx2.ReadTimeout("the deadline of the exchange has passed")

    def close(self) -> None:
        """Close all connections and end what still waits on them."""
        for stream in tuple(self._backend.streams):
            stream.wake()
        super().close()


class FileTransport(BoundedTransport):
    """For one thread at a time: what an endpoint answers well can go straight into a file, up to another limit."""

    def __init__(self, proxy: str | None) -> None:
        super().__init__(httpx2.create_ssl_context(), proxy)
        self._sink: BinaryIO | None = None
        self._limit = SIZE_LIMIT

    @contextmanager
    def into(self, sink: BinaryIO, limit: int) -> Iterator[None]:
        """Bodies of answers with status 200 are written to `sink` meanwhile, `limit` bytes at most."""
        self._sink, self._limit = sink, limit
        try:
            yield
        finally:
            self._sink = None

    def _whole(self, response: httpx2.Response) -> bytes:
        if self._sink is None or response.status_code != httpx2.codes.OK:
            return super()._whole(response)
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self._limit:
                raise TooLarge("the file is too large", request=response.request)
            self._check_deadline()
            self._sink.write(chunk)
        return b""


class ThreadTransports(httpx2.BaseTransport):
    """A transport of its own for each thread, over one TLS context.

    A pool that all threads share looks through all its connections for every request: with 256 of them that is a third
    of what a call costs.
    """

    def __init__(self, proxy: str | None) -> None:
        self._context = httpx2.create_ssl_context()
        self._proxy = proxy
        self._own = threading.local()
        self._all: weakref.WeakSet[BoundedTransport] = weakref.WeakSet()  # a thread that ends lets go of its own
        self._lock = threading.Lock()
        self._closed = False

    def within(self, seconds: float) -> None:
        """Start the clock for the next exchange of this thread."""
        self._of_thread().within(seconds)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One exchange, whole; see BoundedTransport."""
        return self._of_thread().handle_request(request)

    def post(self, url: httpcore2.URL, headers: Headers, content: bytes, extensions: dict[str, Any]) -> httpx2.Response:
        """One exchange, whole; see BoundedTransport."""
        return self._of_thread().post(url, headers, content, extensions)

    def _of_thread(self) -> BoundedTransport:
        found: BoundedTransport | None = getattr(self._own, "transport", None)
        if found is None:
            found = self._own.transport = BoundedTransport(self._context, self._proxy)
            with self._lock:
                self._all.add(found)
                closed = self._closed
            if closed:
                found.close()
        return found

    def close(self) -> None:
        """Close the connections of all threads and end what still waits on them."""
        with self._lock:
            self._closed = True
            found = list(self._all)
        for transport in found:
            transport.close()


def proxy_for(url: httpx2.URL) -> str | None:
    """The HTTP proxy that the environment names for this address; none for this computer itself."""
    if is_loopback(url.host) or urllib.request.proxy_bypass(url.host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if proxy and "://" not in proxy:
        proxy = "http://" + proxy
    return proxy if proxy and proxy.startswith(("http://", "https://")) else None
