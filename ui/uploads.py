"""Uploaded files by the path that a page sends back: only what lies in the folder for uploads is one.

Gradio checks the same; what is read and removed here is checked here once more. Each file is read and removed; what
was neither taken nor refused goes when it is an hour old.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

KEPT_S = 3600


def folder_of(home: Path) -> Path:
    """Where uploads go, in the program's own folder `home`."""
    return home / "gradio"


def uploaded_file(home: Path, said: object) -> Path | None:
    """The uploaded file behind `said`, in the program's own folder `home`; None for anything else, or if it is gone."""
    if not isinstance(said, str) or not said or "\0" in said:
        return None
    path = Path(said).resolve()
    inside = path.is_relative_to(folder_of(home).resolve())
    return path if inside and path.is_file() else None


def remove(home: Path, path: Path) -> None:
    """Remove an uploaded file that was read, and what is left of those that nobody came back to."""
    path.unlink(missing_ok=True)
    sweep(home, time.time() - KEPT_S)


def sweep(home: Path, before: float) -> None:
    """Remove the uploads older than `before` (seconds since 1970), and empty folders."""
    for path in sorted(folder_of(home).rglob("*"), reverse=True):
        with contextlib.suppress(OSError):  # another program may sweep the same folder
            if path.is_dir():
                path.rmdir()
            elif path.stat().st_mtime < before:
                path.unlink()
