"""Uploaded files by the path that a page sends back: only what lies in the folder for uploads is one.

Gradio checks the same; what is read and removed here is checked here once more.
"""

from __future__ import annotations

from pathlib import Path


def uploaded_file(home: Path, said: object) -> Path | None:
    """The uploaded file behind `said`, in the program's own folder `home`; None for anything else, or if it is gone."""
    if not isinstance(said, str) or not said or "\0" in said:
        return None
    path = Path(said).resolve()
    inside = path.is_relative_to((home / "gradio").resolve())
    return path if inside and path.is_file() else None
