"""The parent application: both languages of the screen, health, downloads, and the safety of all of it."""

from __future__ import annotations

import logging
import os
import socket
import time
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.middleware.cors import CORSMiddleware

from distiller import metrics
from distiller.errors import DistillerError, SettingsError
from ui.context import Context
from ui.pages import ASSETS, COOKIE, PageLanguage, assets, choose_language, redirect
from ui.present import trouble
from ui.safety import FILE_LIMIT, Door
from ui.shell import TABS, build_page, tab_module
from ui.texts import LANGUAGES
from ui.theme import make_theme
from ui.uploads import KEPT_S, folder_of, sweep

PORTS_TRIED = 50
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_log = logging.getLogger(__name__)


def prepare_environment(home: Path) -> None:
    """What Gradio reads from the environment; call before anything is built. Uploads get a folder of their own."""
    folder = folder_of(home)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    sweep(home, time.time() - KEPT_S)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"


def create_app(ctx: Context) -> FastAPI:
    """The application, complete and guarded; serves nothing yet."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    _own_routes(app, ctx)
    # with a CORS middleware of ours that allows nobody, Gradio's own, which reflects every origin, stands down
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(PageLanguage)
    app.add_middleware(Door)
    for language in LANGUAGES:
        mount(app, build_page(ctx, language), f"/{language}")
    return app


def mount(app: FastAPI, blocks: gr.Blocks, path: str) -> None:
    """Put a page under `path`, with what `launch()` would guard and mounting does not.

    `has_launched` makes Gradio refuse file references in event payloads that are no uploads; `is_running` keeps it
    from taking such a reference for a picture of the program's own.
    """
    gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        theme=make_theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        max_file_size=FILE_LIMIT,
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
    )
    blocks.has_launched = True
    blocks.is_running = True


def _own_routes(app: FastAPI, ctx: Context) -> None:
    @app.get("/healthz")
    def health() -> PlainTextResponse:
        """Whether the program can do its work: what a supervisor asks."""
        reason = ctx.live.health()
        if reason is None:
            return PlainTextResponse("ok")
        return PlainTextResponse(DistillerError(reason.code, **reason.params).sentence("en"), 503)

    @app.get("/metrics")
    def measured() -> Response:
        """What a monitor reads every few seconds."""
        return Response(ctx.live.metrics(), media_type=metrics.CONTENT_TYPE)

    @app.get("/state/{language}")
    def state(language: str) -> JSONResponse:
        """What every open page asks now and then: whether the program is there and can work."""
        return JSONResponse({"trouble": trouble(ctx.trouble(), language)}, headers={"Cache-Control": "no-store"})

    @app.get("/")
    def start(request: Request) -> RedirectResponse:
        language = choose_language(
            request.query_params.get("lang"),
            request.cookies.get(COOKIE),
            request.headers.get("accept-language", ""),
            ctx.settings.language,
        )
        answer = redirect(language, request.query_params)
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=31_536_000, samesite="lax")
        return answer

    @app.get("/look/{name}")
    def look(name: str) -> Response:
        if name == "icon.svg":
            return _asset((ASSETS / name).read_text(encoding="utf-8"), name)
        return _asset(assets()[name][1], name) if name in assets() else PlainTextResponse("not found", 404)

    for tab in TABS:
        module = tab_module(tab)
        if hasattr(module, "routes"):
            app.include_router(module.routes(ctx))


def _asset(text: str, name: str) -> Response:
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(text, media_type=_TYPES[Path(name).suffix], headers=kept)


# --- serving ------------------------------------------------------------------------------------------------


def free_socket(host: str, port: int) -> socket.socket:
    """A listening socket on `port`, or on the next free one. Raises SettingsError settings-no-port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host.strip("[]"), candidate))
            found.listen(128)
        except OSError:
            found.close()
            continue
        return found
    raise SettingsError("settings-no-port", port=port)


def address(host: str, listening: socket.socket) -> str:
    """What a person types to get here."""
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def serve(app: FastAPI, listening: socket.socket) -> None:
    """Answer requests until SIGINT or SIGTERM; streams still open are broken off after a second."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1, lifespan="on"
    )
    uvicorn.Server(config).run(sockets=[listening])
