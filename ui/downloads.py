"""Downloads: `GET /download/{what}.{format}` writes the file whole and sends it as an attachment.

A data set has several files and comes as an archive: `GET /download/{what}.zip`, the format in the query.

The file is written first and sent then, so that a mistake is a sentence with its status and never half a file; what is
sent has its length, so that a broken connection is noticed. The file is removed when it was sent, or was not.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from distiller.errors import DistillerError, InputError
from distiller.export import FIELDS, FORMATS
from distiller.exporters.request import DATASETS
from distiller.training import beside
from ui.context import Context
from ui.export_choice import ExportChoice
from ui.pages import COOKIE, choose_language
from ui.present_errors import told

MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}


def address(choice: ExportChoice) -> str:
    """Where the file of this choice, or the archive of a data set, is fetched."""
    if choice.is_dataset:
        return f"/download/{choice.what}.zip" + (f"?{urlencode(choice.said)}" if choice.said else "")
    values = [("job", choice.job), ("committed", 1 if choice.committed else None), ("q", choice.q)]
    query = urlencode([(name, value) for name, value in values if value not in (None, "")])
    return f"/download/{choice.what}.{choice.format}" + (f"?{query}" if query else "")


def file_name(choice: ExportChoice, at: datetime) -> str:
    """The name a browser saves it under; nothing in it was typed by anybody."""
    job = f"-job-{choice.job}" if choice.job is not None else ""
    ending = "zip" if choice.is_dataset else choice.format
    return f"distiller-{choice.what}{job}-{at:%Y-%m-%d}.{ending}"


def routes(ctx: Context) -> APIRouter:
    """The download route. What cannot be exported is 404; a database that is out of reach is 503."""
    router = APIRouter()

    @router.get("/download/{what}.{format}")
    def download(request: Request, what: str, format: str) -> Response:  # noqa: A002  the word of the commands
        params = request.query_params
        accepted = request.headers.get("accept-language", "")
        language = choose_language(None, request.cookies.get(COOKIE), accepted, ctx.settings.language)
        is_set = what in DATASETS and format == "zip"
        if not is_set and (what not in FIELDS or format not in FORMATS):
            known = ", ".join(f"{one}.{ending}" for one in FIELDS for ending in FORMATS)
            known += "".join(f", {one}.zip" for one in DATASETS)
            error = InputError("input-bad-value", name="download", value=f"{what}.{format}"[:80], expected=known)
            return PlainTextResponse(error.sentence(language), 404)
        choice = ExportChoice.of(what, params.get("format", "") if is_set else format, params)
        folder = Path(tempfile.mkdtemp(prefix="distiller-download-"))
        path = folder / f"export.{format}"
        try:
            if is_set:
                _write_archive(ctx, choice, path)
            else:
                ctx.exporter.write(what, format, path, **choice.narrowed)
        except DistillerError as failed:
            shutil.rmtree(folder, ignore_errors=True)
            return PlainTextResponse(told(failed, language), 400 if isinstance(failed, InputError) else 503)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return _Passing(path, media_type=MEDIA[format], filename=file_name(choice, datetime.now(UTC)))

    return router


def _write_archive(ctx: Context, choice: ExportChoice, path: Path) -> None:
    """All files of a data set, the manifest last; compressed, since text becomes a fifth of it."""
    folder = path.parent / "files"
    folder.mkdir()
    main = folder / f"{choice.what}.{choice.format}"
    survey = ctx.exporter.training.write(choice.request, main)
    members = [folder / file.name for file in survey.files]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for member in (*members, *beside(main)):
            archive.write(member, member.name)
            member.unlink()


class _Passing(FileResponse):
    """A file that is gone when it was sent, or the reader was."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            shutil.rmtree(Path(self.path).parent, ignore_errors=True)
