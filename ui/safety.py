"""What every request must pass, and what every answer carries: the door between a browser and this program.

There are no accounts yet: whoever reaches the port is the reviewer. So the program answers to names of this computer
only (a foreign name that resolves to 127.0.0.1 passes an Origin check, not this one), takes changes from its own pages
only, and lets no other page read or frame it.
"""

from __future__ import annotations

import contextlib
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
BODY_LIMIT = 24 * 1024 * 1024
"""Bytes of one request: a list of 100,000 verbs has 2 MB."""
FILE_LIMIT = 256 * 1024 * 1024
"""Bytes of an uploaded file, which is written to disk as it comes: 50,000 long questions have some 100 MB."""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio starts itself by inline scripts and compiles the templates of its components
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_LOOKING = frozenset({"GET", "HEAD"})
_FIXED = ("/assets/", "/static/", "/svelte/", "/theme.css", "/look/")
"""Parts of paths whose files are the program's own and the same for everybody: they may be kept by the browser."""


class TooLarge(Exception):
    """The body of a request is larger than it may be."""


class Door:
    """ASGI middleware, outermost: refuses what no page of ours sends, bounds bodies, adds the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # nothing here speaks web sockets
        with_headers = _with_headers(scope["path"], send)
        limit = body_limit(scope["path"])
        refused = refusal(scope["method"], Headers(scope=scope), limit)
        if refused is not None:
            await refused(scope, receive, with_headers)
            return
        body = _Body(receive, with_headers, limit)
        with contextlib.suppress(TooLarge):
            await self.app(scope, body.receive, body.send)
        if body.too_large and not body.started:
            await PlainTextResponse("The request is too large.", 413)(scope, receive, with_headers)


def body_limit(path: str) -> int:
    """How many bytes a request to this path may have."""
    return FILE_LIMIT if path.endswith("/gradio_api/upload") else BODY_LIMIT


def refusal(method: str, headers: Headers, limit: int) -> PlainTextResponse | None:
    """The answer to a request that no page of ours sends, or None."""
    host = headers.get("host", "")
    if host_name(host) not in LOCAL_NAMES:
        return PlainTextResponse("This address is not served: open the program by the address it printed.", 421)
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
        return PlainTextResponse("Another site may not use this program.", 403)
    origin = headers.get("origin")
    if method not in _LOOKING and origin is not None and not same_origin(origin, host):
        return PlainTextResponse("Another site may not use this program.", 403)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > limit:
        return PlainTextResponse("The request is too large.", 413)
    return None


def host_name(host: str) -> str:
    """The name in a Host header without its port, in lower case; "" if it is not well formed."""
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not colon:
        name, port = host, ""
    if colon and not (port.isascii() and port.isdigit()):
        return ""
    return name.lower()


def same_origin(origin: str, host: str) -> bool:
    """Whether `origin` is the page's own: the name and port that were asked for."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _with_headers(path: str, send: Send) -> Send:
    fixed = any(part in path for part in _FIXED)

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not fixed or message["status"] >= 400:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return sending


class _Body:
    """One exchange with its body counted: a length need not be told, and need not be true.

    Whoever reads the body may take the error for one of its own and answer; that answer is dropped.
    """

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._limit = limit
        self._receive = receive
        self._send = send
        self._total = 0
        self.too_large = False
        self.started = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._total += len(message.get("body", b""))
        if self._total > self._limit:
            self.too_large = True
            raise TooLarge
        return message

    async def send(self, message: Message) -> None:
        if self.too_large and not self.started:
            return
        self.started = True
        await self._send(message)
