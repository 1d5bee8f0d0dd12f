"""What the script of the Review tab asks, as typed values. It comes from a browser: nothing in it is taken on trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from distiller.errors import InputError
from distiller.records import ReviewFilter
from ui.answer_form import MOST_FIELDS, read_form
from ui.query import Query

_LONGEST = 2_000
_MOST = 400_000
_MOST_FIELDS = 2 * MOST_FIELDS  # with the objects that hold them


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of the script. `seq` comes back with the answer, so that the script knows what was answered."""

    data: Mapping[str, Any]

    @classmethod
    def of(cls, event: object) -> Ask:
        """What an event carries; an event from elsewhere may carry anything."""
        data = getattr(event, "_data", None)
        return cls(data if isinstance(data, dict) else {})

    @property
    def seq(self) -> int:
        """Its number in the browser; 0 if it has none."""
        return self.optional("seq") or 0

    def number(self, name: str) -> int:
        """A whole number that must be there. Raises InputError."""
        found = self.optional(name)
        if found is None:
            raise InputError("input-bad-value", name=name, value=self.data.get(name), expected="1, 2, 3 …")
        return found

    def optional(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self.data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62 else None

    def text(self, name: str) -> str:
        """A text; "" where there is none."""
        value = self.data.get(name)
        return value[:_LONGEST] if isinstance(value, str) else ""

    def yes(self, name: str) -> bool:
        """Whether something is asked for."""
        return self.data.get(name) is True

    def long_text(self, name: str) -> str:
        """A text of any length that is kept. Raises InputError beyond that."""
        value = self.data.get(name)
        found = value if isinstance(value, str) else ""
        if len(found) > _MOST:
            raise InputError("input-bad-value", name=name, value=f"{len(found)}", expected=f"≤ {_MOST}")
        return found

    def payload(self) -> dict[str, Any]:
        """What a person wrote: fields, a sentence, or an answer; everything else is left out and no text is cut here.

        Raises InputError for the form of an answer that means none.
        """
        found = self.data.get("payload")
        form = found.get("form") if isinstance(found, dict) else None
        if isinstance(form, list):
            return {"answer": read_form(form[:_MOST_FIELDS])}
        pairs = found.items() if isinstance(found, dict) else ()
        return {str(name): value for name, value in pairs if isinstance(value, str)}

    def versions(self) -> dict[int, int]:
        """What was on the screen: response -> version. Raises InputError."""
        found = self.data.get("versions")
        pairs = found.items() if isinstance(found, dict) else ()
        try:
            return {int(response): int(version) for response, version in pairs}
        except (TypeError, ValueError) as exc:
            raise InputError("input-bad-value", name="versions", value="?", expected="{response: version}") from exc

    def filter(self) -> ReviewFilter:
        """The filter on the screen; what makes no sense restricts nothing."""
        found = self.data.get("filter")
        part = Ask(found if isinstance(found, dict) else {})
        query = Query(job=part.optional("job"), status=part.text("status"), findings=part.text("findings"))
        wanted = query.review_filter()
        return ReviewFilter(
            job=wanted.job,
            status=wanted.status,
            findings=wanted.findings,
            q=part.text("q")[:200].strip(),
            category=part.text("category")[:200] or None,
            disagree=part.text("findings") == "disagree",
            invalid=part.text("status") == "invalid",
        )
