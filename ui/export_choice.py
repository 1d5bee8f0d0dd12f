"""What is to be exported, as the address of the tab and that of the download say it. No Gradio here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

from distiller.dutch_order import plain
from distiller.errors import InputError
from distiller.export import FIELDS, FORMATS
from distiller.exporters.request import DATASETS, DEFAULT_SHAPES, STATUSES, DatasetRequest
from distiller.exporters.split import Split
from distiller.exporters.training_shapes import SHAPES, STYLES
from distiller.records import Product
from distiller.verb_work import WorkFilter
from ui.query import Query

WHATS = (*FIELDS, *DATASETS)
"""Everything that can be exported: rows by one click, then data sets."""

PAIRED = ("preferences", "kto")
SPLITS = ("90/10", "80/20", "80/10/10")
AGREEMENTS = ("0.5", "0.67", "0.75", "1")

_BY_JOB = ("verbs", "sentences", "invalid", *DATASETS)
_BY_COMMIT = ("verbs", "sentences")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One choice; a restriction that `what` does not know is none: the verb database has no jobs.

    From `shape` on it is about data sets alone; the days are as typed, both included, "" for no bound.
    """

    what: str = "verbs"
    format: str = "jsonl"
    job: int | None = None
    committed: bool = False
    q: str = ""
    shape: str = ""
    style: str = "messages"
    product: str = ""
    verdict: str = "approved"
    category: str = ""
    model: str = ""
    reviewer: str = ""
    since: str = ""
    until: str = ""
    agreement: str = ""
    split: str = ""
    seed: int = 0

    @classmethod
    def of(cls, what: str, format_: str, said: Mapping[str, str]) -> ExportChoice:
        """From what a query says; what makes no sense restricts nothing."""
        what = what if what in WHATS else "verbs"
        known = Query.parse(urlencode({"job": said.get("job", ""), "q": said.get("q", "")}))
        committed = said.get("committed", said.get("status", "")).lower()
        made = cls(
            what,
            format_ if format_ in FORMATS else "jsonl",
            known.job if what in _BY_JOB else None,
            what in _BY_COMMIT and committed in ("1", "true", "yes", "committed"),
            known.q,
        )
        return made._with_dataset(said) if what in DATASETS else made

    def _with_dataset(self, said: Mapping[str, str]) -> ExportChoice:
        shapes = ("preferences", "records") if self.what == "preferences" else SHAPES
        shape = _one_of(said, "shape", shapes, DEFAULT_SHAPES[self.what])
        decided = self.what == "preferences" or shape in PAIRED
        statuses = STATUSES if (self.what, shape) == ("answers", "records") else ("approved", "undecided", "all")
        products = ("",) if self.what == "answers" else ("", *(p.value for p in Product))
        return replace(
            self,
            shape=shape,
            style=_one_of(said, "style", STYLES, "messages"),
            product=_one_of(said, "product", products, ""),
            verdict="approved" if decided else _one_of(said, "verdict", statuses, "approved"),
            category=_text(said, "category"),
            model=_text(said, "model"),
            reviewer=_text(said, "reviewer"),
            since=_day(said, "since"),
            until=_day(said, "until"),
            agreement=_one_of(said, "agreement", AGREEMENTS, ""),
            split=_split(said.get("split", "")),
            seed=int(seed) if (seed := said.get("seed", "")).isascii() and seed.isdigit() and len(seed) < 16 else 0,
        )

    @classmethod
    def parse(cls, search: str | None) -> ExportChoice:
        """From `location.search` of the tab: `what`, `format`, and the filter every link has."""
        found = {name: values[0] for name, values in parse_qs((search or "").lstrip("?")[:4000]).items()}
        return cls.of(found.get("what", ""), found.get("format", ""), found)

    @property
    def is_dataset(self) -> bool:
        """Whether it has shapes and splits, and comes as an archive with its manifest."""
        return self.what in DATASETS

    @property
    def narrowed(self) -> dict[str, Any]:
        """The restrictions of an export of rows, by the names that the exporter gives them."""
        return {"job": self.job, "committed_only": self.committed, "q": self.q}

    @property
    def request(self) -> DatasetRequest:
        """The data set that is meant."""
        wanted = WorkFilter(
            job=self.job,
            q=plain(self.q),
            model=self.model or None,
            reviewer=self.reviewer or None,
            since=_begin(self.since),
            until=_end(self.until),
            category=self.category or None,
            min_agreement=float(self.agreement) if self.agreement else None,
        )
        return DatasetRequest.make(
            self.what,
            self.shape,
            status=self.verdict,
            products=[self.product] if self.product else [],
            wanted=wanted,
            format=self.format,
            style=self.style,
            split=Split.parse(self.split, self.seed) if self.split else None,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything restricts it."""
        named = ("product", "category", "model", "reviewer", "since", "until", "agreement")
        return self.job is not None or self.committed or bool(self.q) or any(getattr(self, name) for name in named)

    @property
    def said(self) -> dict[str, str]:
        """What an address says of a data set: everything that is not as it is by itself."""
        found = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name != "what" and value != one.default and value is not None:
                found[one.name] = str(value)
        return found


def _one_of(said: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    return value if (value := said.get(name, "")) in known else default


def _text(said: Mapping[str, str], name: str) -> str:
    return said.get(name, "")[:_LONGEST].strip()


def _day(said: Mapping[str, str], name: str) -> str:
    try:
        return date.fromisoformat(said.get(name, "")).isoformat()
    except ValueError:
        return ""


def _split(text: str) -> str:
    try:
        Split.parse(text)
    except InputError:
        return ""
    return text.replace(" ", "")


def _begin(day: str) -> datetime | None:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None


def _end(day: str) -> datetime | None:
    """The end of a day; there is none after the last one."""
    begin = _begin(day)
    return None if begin is None or begin.date() == date.max else begin + timedelta(days=1)
