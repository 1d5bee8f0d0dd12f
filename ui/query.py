"""The query of a link: one set of names for what a screen shows, the same in links, commands and code."""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import parse_qs, urlencode

from distiller.records import CardStatus, ReviewFilter

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Query:
    """`?tab=&job=&status=&findings=&q=&item=&lang=`; what is absent or makes no sense is None or "" ."""

    tab: str = ""
    job: int | None = None
    status: str = ""
    findings: str = ""
    q: str = ""
    item: int | None = None
    lang: str = ""

    @classmethod
    def parse(cls, search: str | None) -> Query:
        """The query in `location.search`; a total function: links are typed and cut off by people."""
        found = parse_qs((search or "").lstrip("?")[:2000])
        first = {name: values[0][:_LONGEST].strip() for name, values in found.items()}
        return cls(
            tab=first.get("tab", ""),
            job=_number(first.get("job")),
            status=first.get("status", ""),
            findings=first.get("findings", ""),
            q=first.get("q", ""),
            item=_number(first.get("item")),
            lang=first.get("lang", ""),
        )

    def link(self) -> str:
        """The query as a link, empty parts left out."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return "?" + urlencode({name: value for name, value in values.items() if value not in (None, "")})

    def review_filter(self) -> ReviewFilter:
        """The same restriction for the use cases; an unknown status or kind of findings restricts nothing."""
        status = CardStatus(self.status) if self.status in set(CardStatus) else None
        findings = self.findings if self.findings in ("any", "error", "none") else None
        return ReviewFilter(job=self.job, status=status, findings=findings, q=self.q)


def _number(text: str | None) -> int | None:
    if text and text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    return None
