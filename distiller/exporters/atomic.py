"""Files that are there whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from distiller.errors import InputError


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that becomes `path` when the block ends well; otherwise `path` stays as it was.

    A reader sees the old or the new whole file. Raises InputError `input-file-unwritable`, also for a full disk.
    """
    with atomic_files() as files:
        yield files.open(path)


class AtomicFiles:
    """Files that belong together; made by `atomic_files`."""

    def __init__(self) -> None:
        self._open: list[_Beside] = []

    def open(self, path: Path) -> BinaryIO:
        """A file to write to. Raises InputError if `path` is there and no file, or its folder cannot be written."""
        if path.exists() and not path.is_file():  # a device or a folder is never replaced by a file
            raise InputError("input-file-unwritable", name=str(path), reason="not a file")
        with _told(path):
            handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
            file = os.fdopen(handle, "wb", buffering=1 << 17)
        self._open.append(_Beside(path, Path(name), file))
        return file

    def _finish(self) -> None:
        """Everything is on the disk before anything is moved; then in the order in which they were opened."""
        for path, beside, file in self._open:
            with _told(path):
                file.flush()
                os.fsync(file.fileno())
                file.close()
                beside.chmod(_mode_for(path))
        for path, beside, _file in self._open:
            with _told(path):
                beside.replace(path)
        self._open.clear()

    def _discard(self) -> None:
        for _path, beside, file in self._open:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        self._open.clear()


@contextmanager
def atomic_files() -> Iterator[AtomicFiles]:
    """Files that take their places together when the block ends well, the one opened last at last; else none does.

    Raises InputError `input-file-unwritable`, also for a full disk.
    """
    files = AtomicFiles()
    try:
        yield files
        files._finish()
    except OSError as exc:
        name = str(files._open[-1].path) if files._open else "?"
        raise InputError("input-file-unwritable", name=name, reason=exc.strerror or "?") from exc
    finally:
        files._discard()


class _Beside(NamedTuple):
    path: Path
    beside: Path
    file: BinaryIO


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise InputError("input-file-unwritable", name=str(path), reason=exc.strerror or "?") from exc


def _mode_for(path: Path) -> int:
    """The mode of the file that is replaced, else readable and writable by its owner and readable by the group."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o640
