"""The page as it leaves the program: in the language of its address, with the look and the script of this program.

Gradio writes one page for everybody, marked English, and adds style sheets when it has already drawn. The page is
rewritten on its way out instead: right language from the first byte, no flash of another look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.texts import LANGUAGES

COOKIE = "distiller_lang"
ASSETS = Path(__file__).parent / "assets"


def choose_language(query: str | None, cookie: str | None, accepted: str, setting: str) -> str:
    """The language of a page: the link's, else the one chosen before, else the browser's, else the setting's."""
    for wanted in (query, cookie):
        if wanted in LANGUAGES:
            return wanted
    for part in accepted.split(",")[:20]:
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return setting if setting in LANGUAGES else "en"


def redirect(language: str, params: Mapping[str, str] | QueryParams) -> RedirectResponse:
    """To the page in this language, with the rest of the query kept."""
    kept = urlencode([(name, value) for name, value in params.items() if name != "lang"])
    return RedirectResponse(f"/{language}/" + (f"?{kept}" if kept else ""), 307)


@cache
def assets() -> dict[str, tuple[str, str]]:
    """The program's own style sheets and scripts: file name -> (fingerprint, content). base.* come first."""
    files = sorted(ASSETS.glob("*.css")) + sorted(ASSETS.glob("*.js"))
    files.sort(key=lambda file: not file.name.startswith("base."))
    found = {}
    for file in files:
        text = file.read_text(encoding="utf-8")
        found[file.name] = (hashlib.sha256(text.encode()).hexdigest()[:12], text)
    return found


_NAVIGATOR = (
    'Object.defineProperty(navigator,"language",{{get:()=>"{0}"}});'
    'Object.defineProperty(navigator,"languages",{{get:()=>["{0}"]}});'
)


def head(language: str) -> str:
    """What is put into the page's head: language, icon, style sheets, scripts."""
    lines = [
        # Gradio takes the language of its own few words from the browser; here the address decides
        f"<script>{_NAVIGATOR.format(language)}</script>",
        '<link rel="icon" href="/look/icon.svg" type="image/svg+xml">',
    ]
    for name, (fingerprint, _) in assets().items():
        address = f"/look/{name}?v={fingerprint}"
        if name.endswith(".css"):
            lines.append(f'<link rel="stylesheet" href="{address}">')
        else:
            lines.append(f'<script src="{address}" defer></script>')
    return "".join(lines)


class PageLanguage:
    """ASGI middleware around the mounted pages: rewrites the page itself, lets everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        language = scope.get("path", "").strip("/")
        if scope["type"] != "http" or scope["method"] != "GET" or language not in LANGUAGES:
            await self.app(scope, receive, send)
            return
        wanted = QueryParams(scope["query_string"]).get("lang")
        if wanted in LANGUAGES and wanted != language:
            await redirect(wanted, QueryParams(scope["query_string"]))(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewriter(language, send))


class _Rewriter:
    """Collects one HTML answer and sends it rewritten; anything else passes as it is."""

    def __init__(self, language: str, send: Send) -> None:
        self.language = language
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)
            return
        await self.send(message)

    async def _finish(self, start: Message) -> None:
        page = self.body.decode().replace('lang="en"', f'lang="{self.language}"', 1)
        page = page.replace("</head>", head(self.language) + "</head>", 1)
        body = page.encode()
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})
