"""Downloads: `GET /download/{what}.{format}` writes the file whole and sends it as an attachment.

The file is written first and sent then, so that a mistake is a sentence with its status and never half a file; what is
sent has its length, so that a broken connection is noticed. The file is removed when it was sent, or was not.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from distiller.errors import DistillerError, InputError
from distiller.export import FIELDS, FORMATS
from ui.context import Context
from ui.export_choice import ExportChoice
from ui.pages import COOKIE, choose_language
from ui.present_errors import told

MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def address(choice: ExportChoice) -> str:
    """Where the file of this choice is fetched."""
    values = [("job", choice.job), ("committed", 1 if choice.committed else None), ("q", choice.q)]
    query = urlencode([(name, value) for name, value in values if value not in (None, "")])
    return f"/download/{choice.what}.{choice.format}" + (f"?{query}" if query else "")


def file_name(choice: ExportChoice, at: datetime) -> str:
    """The name a browser saves it under; nothing in it was typed by anybody."""
    job = f"-job-{choice.job}" if choice.job is not None else ""
    return f"distiller-{choice.what}{job}-{at:%Y-%m-%d}.{choice.format}"


def routes(ctx: Context) -> APIRouter:
    """The download route. What cannot be exported is 404; a database that is out of reach is 503."""
    router = APIRouter()

    @router.get("/download/{what}.{format}")
    def download(request: Request, what: str, format: str) -> Response:  # noqa: A002  the word of the commands
        params = request.query_params
        accepted = request.headers.get("accept-language", "")
        language = choose_language(None, request.cookies.get(COOKIE), accepted, ctx.settings.language)
        if what not in FIELDS or format not in FORMATS:
            known = ", ".join(f"{one}.{ending}" for one in FIELDS for ending in FORMATS)
            error = InputError("input-bad-value", name="download", value=f"{what}.{format}"[:80], expected=known)
            return PlainTextResponse(error.sentence(language), 404)
        choice = ExportChoice.of(what, format, params.get("job"), params.get("committed"), params.get("q"))
        folder = Path(tempfile.mkdtemp(prefix="distiller-download-"))
        path = folder / f"export.{format}"
        try:
            ctx.exporter.write(what, format, path, **choice.narrowed)
        except DistillerError as failed:
            shutil.rmtree(folder, ignore_errors=True)
            return PlainTextResponse(told(failed, language), 400 if isinstance(failed, InputError) else 503)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return _Passing(path, media_type=MEDIA[format], filename=file_name(choice, datetime.now(UTC)))

    return router


class _Passing(FileResponse):
    """A file that is gone when it was sent, or the reader was."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            shutil.rmtree(Path(self.path).parent, ignore_errors=True)
