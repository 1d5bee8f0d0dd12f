"""A file that is there whole or not at all: written beside its place, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from distiller.errors import InputError


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that becomes `path` when the block ends well; otherwise `path` stays as it was.

    A reader sees the old or the new whole file. Raises InputError `input-file-unwritable`, also for a full disk.
    """
    temporary: Path | None = None
    if path.exists() and not path.is_file():  # a device or a folder is never replaced by a file
        raise InputError("input-file-unwritable", name=str(path), reason="not a file")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb", buffering=1 << 17) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
        temporary = None
    except OSError as exc:
        raise InputError("input-file-unwritable", name=str(path), reason=exc.strerror or "?") from exc
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _mode_for(path: Path) -> int:
    """The mode of the file that is replaced, else readable and writable by its owner and readable by the group."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o640
