"""What is to be exported, as the address of the tab and that of the download say it. No Gradio here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from distiller.export import FIELDS, FORMATS
from ui.query import Query

_BY_JOB = ("verbs", "sentences", "invalid")
_BY_COMMIT = ("verbs", "sentences")


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One choice; a restriction that `what` does not know is none: the verb database has no jobs."""

    what: str = "verbs"
    format: str = "jsonl"
    job: int | None = None
    committed: bool = False
    q: str = ""

    @classmethod
    def of(cls, what: str, format_: str, job: str | None, committed: str | None, q: str | None) -> ExportChoice:
        """From what a query says; what makes no sense restricts nothing."""
        what = what if what in FIELDS else "verbs"
        said = Query.parse(urlencode({"job": job or "", "q": q or ""}))
        return cls(
            what,
            format_ if format_ in FORMATS else "jsonl",
            said.job if what in _BY_JOB else None,
            what in _BY_COMMIT and (committed or "").lower() in ("1", "true", "yes", "committed"),
            said.q,
        )

    @classmethod
    def parse(cls, search: str | None) -> ExportChoice:
        """From `location.search` of the tab: `what`, `format`, and the filter every link has."""
        found = {name: values[0] for name, values in parse_qs((search or "").lstrip("?")[:2000]).items()}
        return cls.of(
            found.get("what", ""), found.get("format", ""), found.get("job"), found.get("status"), found.get("q")
        )

    @property
    def narrowed(self) -> dict[str, Any]:
        """The restrictions, by the names that the exporter gives them."""
        return {"job": self.job, "committed_only": self.committed, "q": self.q}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything restricts it."""
        return self.job is not None or self.committed or bool(self.q)
