"""Which side of a train/validation/test split a subject falls on: by a hash of what it is, never by chance.

What belongs together has one group and so one side: all answers to a question and to every question with the same
words, all verbs of one stem. The side of a group depends on nothing but its name, the seed and the shares, so it
stays when data are added.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from distiller.dutch import conjugate
from distiller.errors import InputError
from distiller.records import VerbKey

PARTS = ("train", "validation", "test")
WHOLE = "train"
"""What everything is called where nothing is split off."""

_EXPECTED = "80/10/10, 90/10"


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of train, validation and test, in any unit, and the seed."""

    shares: tuple[int, int, int]
    seed: int = 0

    @classmethod
    def parse(cls, text: str, seed: int = 0) -> Split:
        """From "80/10/10" or "90/10". Raises InputError."""
        parts = text.replace(" ", "").split("/")
        if not (2 <= len(parts) <= 3 and all(p.isascii() and p.isdigit() and len(p) <= 6 for p in parts)):
            raise InputError("input-bad-value", name="split", value=text[:40], expected=_EXPECTED)
        numbers = [*map(int, parts), 0][:3]
        if not numbers[0] or sum(map(bool, numbers)) < 2:
            raise InputError("input-bad-value", name="split", value=text[:40], expected=_EXPECTED)
        return cls((numbers[0], numbers[1], numbers[2]), seed)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that get anything."""
        return tuple(name for name, share in zip(PARTS, self.shares, strict=True) if share)

    def part(self, group: str) -> str:
        """The side that a group is on."""
        hashed = blake2b(f"{self.seed}\0{group}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        point = int.from_bytes(hashed, "big") * sum(self.shares) >> 64
        if point < self.shares[0]:
            return PARTS[0]
        return PARTS[1] if point < self.shares[0] + self.shares[1] else PARTS[2]

    def __str__(self) -> str:
        """As `parse` reads it."""
        return "/".join(map(str, self.shares))


def question_group(text: str) -> str:
    """The group of a question: its words, without regard to case, white space and the form of letters."""
    return "question:" + " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=4096)
def verb_group(subject: str) -> str:
    """The group of a verb: its stem verb, so that aflopen stays with lopen."""
    return "verb:" + conjugate(VerbKey.from_subject(subject).infinitive).family
