"""Compile the OpenTaal word list into the file that distiller.dutch.wordlist reads.

    apt-get download wdutch && dpkg -x wdutch_*.deb wdutch
    python scripts/compile_wordlist.py wdutch/usr/share/dict/dutch

The list is one word per line in UTF-8. Kept are single words without digits, in NFC and with straight apostrophes,
sorted by their bytes. The file is gzip of blocks of words: one word per line, an empty line between blocks, so that
reading it is one split. The same list gives the same bytes. Its licence stands beside it in opentaal.LICENSE.
"""

from __future__ import annotations

import argparse
import gzip
import unicodedata
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "distiller" / "dutch" / "data" / "opentaal.txt.gz"
WORDS_PER_BLOCK = 64


def words_of(text: str) -> list[bytes]:
    """The words that are kept, encoded and sorted; each once."""
    lines = (unicodedata.normalize("NFC", line.strip()).replace("’", "'") for line in text.splitlines())
    kept = {line for line in lines if line and not any(c.isdigit() or c.isspace() for c in line)}
    return sorted(word.encode() for word in kept)


def compile_words(words: list[bytes]) -> bytes:
    """The compressed file: blocks of words with an empty line between them."""
    blocks = (words[i : i + WORDS_PER_BLOCK] for i in range(0, len(words), WORDS_PER_BLOCK))
    plain = b"\n\n".join(b"\n".join(block) for block in blocks)
    return gzip.compress(plain, compresslevel=9, mtime=0)


def main() -> None:
    """Reads the list that is named, writes the compiled file, prints what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("list", type=Path, help="the word list: one word per line, UTF-8")
    parser.add_argument("--output", type=Path, default=TARGET, help="where the compiled file goes")
    given = parser.parse_args()
    words = words_of(given.list.read_text(encoding="utf-8"))
    given.output.write_bytes(compile_words(words))
    print(f"{len(words)} words, {given.output.stat().st_size} bytes: {given.output}")


if __name__ == "__main__":
    main()
