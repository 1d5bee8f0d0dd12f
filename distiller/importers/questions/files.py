"""An open file: how far it is read, and its content as text or as UTF-8 whatever it was saved in."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from distiller.errors import InputError
from distiller.importers.decoding import encoding_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BUFFER = 1 << 17


class OpenFile:
    """A file opened for reading. Raises InputError if it cannot be, or for an encoding that nobody knows."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.name = path.name[-200:]
        self._path = path
        self._told = _known(encoding) if encoding else ""
        self._views: list[object] = []  # one that is collected would close the file
        try:
            self._raw = io.FileIO(path)
            self.size = path.stat().st_size
        except (OSError, ValueError) as exc:
            raise InputError("input-file-missing", name=str(path)[-200:]) from exc

    def done(self) -> int:
        """How many bytes are read."""
        return self.size if self._raw.closed else self._raw.tell()

    def close(self) -> None:
        """Closes it."""
        self._raw.close()

    def text_encoding(self) -> str:
        """The encoding: as told, else by byte-order mark, else UTF-8 if the whole file is, else Windows Latin-1."""
        return self._told or self._marked() or encoding_of(self._path)

    def json_encoding(self) -> str:
        """As `text_encoding`, but without a mark JSON is UTF-8: a part that is not is bad, not in another encoding."""
        return self._told or self._marked() or "utf-8"

    def text(self, encoding: str) -> io.TextIOWrapper:
        """The file as text from its start, line ends as they are."""
        self._raw.seek(0)
        marked = "utf-8-sig" if encoding == "utf-8" else encoding  # a mark is no part of the first value
        view = io.TextIOWrapper(io.BufferedReader(self._raw, _BUFFER), encoding=marked, newline="")
        self._views.append(view)
        return view

    def utf8(self, encoding: str) -> BinaryIO:
        """The file as UTF-8 from its start, without byte-order mark."""
        mark = self._marked()
        self._raw.seek(len(codecs.BOM_UTF8) if mark == "utf-8-sig" else 0)
        if encoding in ("utf-8", "utf-8-sig"):
            view = io.BufferedReader(self._raw, _BUFFER)
        else:
            recoded = _Recoded(self._raw, codecs.getincrementaldecoder(encoding)())
            view = io.BufferedReader(recoded, _BUFFER)  # type: ignore[arg-type]  # any raw stream will do
        self._views.append(view)
        return view

    def plain(self) -> BinaryIO:
        """The file as it is, from its start."""
        self._raw.seek(0)
        view = io.BufferedReader(self._raw, _BUFFER)
        self._views.append(view)
        return view

    def _marked(self) -> str:
        self._raw.seek(0)
        start = self._raw.read(4)
        return next((encoding for bom, encoding in _BOMS if start.startswith(bom)), "")


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # refuses what is a codec but no encoding of text, such as zip
    except (LookupError, ValueError) as exc:
        expected = "utf-8, utf-16, cp1252, latin-1"
        raise InputError("input-bad-value", name="encoding", value=encoding[:40], expected=expected) from exc
    return name


class _Recoded(io.RawIOBase):
    """The bytes of another encoding as UTF-8; reading raises UnicodeDecodeError."""

    def __init__(self, raw: io.FileIO, decoder: codecs.IncrementalDecoder) -> None:
        self._source = raw
        self._decoder = decoder
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes; 0 at the end."""
        while not self._rest:
            data = self._source.read(_BUFFER)
            text = self._decoder.decode(data, final=not data)
            if not data and not text:
                return 0
            self._rest = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def lines(file: BinaryIO, most: int) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of one longer than `most` bytes no more than `most` + 1 of them."""
    number = 0
    while data := file.readline(most + 1):
        number += 1
        yield number, data
        while len(data) > most and not data.endswith(b"\n"):
            data = file.readline(most)
            if len(data) < most:
                break
