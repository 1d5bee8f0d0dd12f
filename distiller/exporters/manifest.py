"""What was exported, in numbers: kept while it is written, told beside the files.

The manifest is what somebody needs who finds the files in a year: what was asked for, what is in them and what is
not, and why; from which models and prompts; and hashes that tell whether they are still the files that were written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, NamedTuple

from distiller.exporters.columns import Columns
from distiller.exporters.request import DatasetRequest
from distiller.exporters.tokens import VOCABULARY, TokenTally

LEFT_OUT = {
    "undecided": "not decided on yet",
    "rejected": "rejected by a reviewer",
    "approved": "approved, and only others were asked for",
    "replaced": "replaced by another try",
    "filter": "outside the filter",
    "agreement": "not enough agreement between teachers, or a single answer",
    "later_one": "the verb has a form set that was approved later",
    "outdated_or_repeated": "sentences that no longer fit the forms of their verb, or that it has twice",
    "without_forms": "sentences of a verb without forms",
    "no_pair": "no worse answer to the same prompt",
}
"""Why a response is in no row; the manifest counts each."""

TERMS_NOTE = (
    "The answers were written by the models named here and reviewed by people. The terms of a model's provider may "
    "restrict what its output may be used for, training other models included; the questions keep the terms of "
    "their source. Neither is known to this program."
)


class File(NamedTuple):
    """One file that was written."""

    part: str
    name: str
    rows: int
    bytes: int
    sha256: str


class _From(NamedTuple):
    model: str | None
    prompt_version: str | None
    job: int


@dataclass(slots=True)
class Survey:
    """What a data set holds. `candidates` are the responses of the wanted kind, `read` those within the filter.

    `duplicates` are examples that were left out because a trainer could not tell them from one that is in.
    """

    parts: Sequence[str]
    made_at: datetime
    counted: bool = True  # in tokens
    candidates: int = 0
    read: int = 0
    duplicates: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, TokenTally] = field(init=False)
    rows_by_part: dict[str, int] = field(init=False)
    first: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    _sources: dict[tuple[str | None, str | None, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Every part is told, also one without rows."""
        self.tokens = {part: TokenTally() for part in self.parts} if self.counted else {}
        self.rows_by_part = dict.fromkeys(self.parts, 0)

    def add(self, part: str, source: tuple[str | None, str | None, int]) -> None:
        """One row: where it goes; its model, prompt version and job."""
        self.rows_by_part[part] += 1
        sources = self._sources
        sources[source] = sources.get(source, 0) + 1

    @property
    def rows(self) -> int:
        """Of all parts together."""
        return sum(self.rows_by_part.values())

    @property
    def total_tokens(self) -> int | None:
        """Of all parts, prompts and completions; None where they are not counted."""
        return sum(t.total for t in self.tokens.values()) if self.counted else None

    def rows_by(self, which: str) -> dict[Any, int]:
        """Rows by "model", "prompt_version" or "job"; None where no call stands behind a row."""
        found: Counter[Any] = Counter()
        for source, number in self._sources.items():
            found[getattr(_From(*source), which)] += number
        return dict(sorted(found.items(), key=lambda one: (one[0] is None, one[0] or 0)))


def manifest(request: DatasetRequest, survey: Survey, columns: Columns) -> dict[str, Any]:
    """The manifest as JSON-able data."""
    return {
        "what": request.what,
        "shape": request.shape,
        "style": request.shown_style,
        "format": request.format,
        "fields": list(columns),
        "made_at": survey.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "program": {"name": "distiller", "version": version("distiller")},
        "filter": filter_of(request),
        "split": None if request.split is None else {"shares": str(request.split), "seed": request.split.seed},
        "rows": survey.rows,
        "files": [one._asdict() | _tokens(survey, one.part) for one in survey.files],
        "tokens": _all_tokens(survey),
        "candidates": survey.candidates,
        "duplicates": survey.duplicates if request.distinct and not request.full_records else None,
        "left_out": [
            {"why": why, "responses": number, "means": LEFT_OUT[why]} for why, number in sorted(survey.left_out.items())
        ],
        "models": _listed("model", survey),
        "prompt_versions": _listed("prompt_version", survey),
        "jobs": _listed("job", survey),
        "licence": request.licence,
        "source": request.source,
        "terms": TERMS_NOTE,
        "llama_factory": llama_factory(request, survey),
    }


def filter_of(request: DatasetRequest) -> dict[str, Any]:
    """What was asked for, by the names of the command's options; what restricts nothing is None."""
    wanted = request.wanted
    return {
        "status": request.status,
        "products": sorted(p.value for p in request.products),
        "category": wanted.category,
        "model": wanted.model,
        "job": wanted.job,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "reviewer": wanted.reviewer,
        "min_agreement": wanted.min_agreement,
        "search": wanted.q or None,
    }


def _tokens(survey: Survey, part: str) -> dict[str, Any]:
    return {"tokens": survey.tokens[part].summary()} if survey.counted else {}


def _all_tokens(survey: Survey) -> dict[str, Any] | None:
    """None for `records` of answers, which are no texts to be learned."""
    if not survey.counted:
        return None
    return {"vocabulary": VOCABULARY, "total": survey.total_tokens, "of": "the texts, without a chat template"}


def _listed(which: str, survey: Survey) -> list[dict[str, Any]]:
    return [{which: name, "rows": rows} for name, rows in survey.rows_by(which).items()]


_CHAT_TAGS = {
    "role_tag": "role",
    "content_tag": "content",
    "user_tag": "user",
    "assistant_tag": "assistant",
    "system_tag": "system",
}
_TURN_TAGS = {
    "role_tag": "from",
    "content_tag": "value",
    "user_tag": "human",
    "assistant_tag": "gpt",
    "system_tag": "system",
}


def llama_factory(request: DatasetRequest, survey: Survey) -> dict[str, Any] | None:
    """Entries for LLaMA-Factory's dataset_info.json, one for each file; None for shapes that it does not read."""
    described: dict[str, dict[str, Any]] = {
        "openai-chat": {"formatting": "sharegpt", "columns": {"messages": "messages"}, "tags": _CHAT_TAGS},
        "sharegpt": {"formatting": "sharegpt", "columns": {"messages": "conversations"}, "tags": _TURN_TAGS},
        "alpaca": {
            "formatting": "alpaca",
            "columns": {"prompt": "instruction", "query": "input", "response": "output", "system": "system"},
        },
    }
    if request.style == "text":
        pair = {"prompt": "prompt", "chosen": "chosen", "rejected": "rejected"}
        described["prompt-completion"] = {"columns": {"prompt": "prompt", "response": "completion"}}
        described["preferences"] = {"ranking": True, "columns": pair}
        described["kto"] = {"columns": {"prompt": "prompt", "response": "completion", "kto_tag": "label"}}
    entry = described.get(request.shape)
    if entry is None or (request.format == "csv" and request.shape in ("openai-chat", "sharegpt")):
        return None  # a list in a cell is text to it
    return {one.name.rsplit(".", 1)[0]: {"file_name": one.name, **entry} for one in survey.files}
