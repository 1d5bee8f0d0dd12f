"""The dataset card: what a person reads first, with the front matter that the Hugging Face Hub reads.

Whatever somebody typed goes into the front matter as JSON strings, which YAML reads as they are, and into the text
as code.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from distiller.exporters.columns import Columns, card_features
from distiller.exporters.manifest import LEFT_OUT, TERMS_NOTE, Survey, filter_of
from distiller.exporters.request import DatasetRequest
from distiller.exporters.tokens import VOCABULARY

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LOADERS = {"jsonl": "json", "json": "json", "csv": "csv", "parquet": "parquet"}
_TITLES = {
    "answers": "Answers to questions",
    "training": "Training examples",
    "preferences": "Pairs of a better and a worse answer",
}
_REVIEWED = {
    "approved": "Approved by a person, and where one changed an answer, the changed one is here.",
    "undecided": "Nobody has reviewed these yet.",
    "rejected": "A person rejected all of these.",
    "all": "Not everything here was reviewed by a person.",
}


def dataset_card(request: DatasetRequest, survey: Survey, name: str, columns: Columns) -> str:
    """The card as Markdown, in English. `name` is its own file name."""
    stem = name.removesuffix(".README.md")
    return "\n".join([*_front_matter(request, survey, stem, columns), *_body(request, survey, stem), ""])


def _front_matter(request: DatasetRequest, survey: Survey, stem: str, columns: Columns) -> list[str]:
    size = next((text for most, text in _SIZES if survey.rows < most), "1M<n<10M")
    lines = [
        "---",
        f"pretty_name: {_quoted(stem)}",
        f"license: {_quoted(request.licence or 'unknown')}",
        "task_categories:",
        "- text-generation",
        "size_categories:",
        f"- {size}",
        "tags:",
        "- synthetic",
        "- human-reviewed",
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for file in survey.files:
        lines += [f"  - split: {file.part}", f"    path: {_quoted(file.name)}"]
    lines += ["dataset_info:", "  features:"]
    lines += [f"  - {json.dumps(feature)}" for feature in card_features(columns)]
    return [*lines, "---", ""]


def _body(request: DatasetRequest, survey: Survey, stem: str) -> list[str]:
    made = survey.made_at.astimezone(UTC)
    models = ", ".join(_code(m) if m else "no model (written or brought by a person)" for m in survey.rows_by("model"))
    style = f", as {request.style}" if request.shown_style else ""
    lines = [
        f"# {_TITLES[request.what]}",
        "",
        f"Shape `{request.shape}`{style}, format `{request.format}`; {survey.rows} rows, {made:%Y-%m-%d %H:%M} UTC.",
        f"Everything that can be counted is in `{stem}.manifest.json`.",
        "",
        "## Where it comes from",
        "",
        f"Written by: {models or 'nobody'}. Validated against schema or rules. {_REVIEWED[request.status]}",
        "",
        TERMS_NOTE,
        "",
    ]
    if request.source:
        lines += [f"Source of the questions: {_code(request.source)}.", ""]
    return [*lines, *_filter(request), *_parts(request, survey), *_left_out(survey), *_loading(request, survey)]


def _filter(request: DatasetRequest) -> list[str]:
    said = {name: value for name, value in filter_of(request).items() if value not in (None, [])}
    return ["## Filter", "", *(f"- {name}: {_code(_plain(value))}" for name, value in said.items()), ""]


def _parts(request: DatasetRequest, survey: Survey) -> list[str]:
    if survey.counted:
        rows = [f"| {p} | {survey.rows_by_part[p]} | {survey.tokens[p].total} |" for p in survey.parts]
        counted = ["", f"Tokens are of the texts alone, counted with `{VOCABULARY}`.", ""]
        lines = ["## Parts", "", "| part | rows | tokens |", "|---|---|---|", *rows, *counted]
    else:
        lines = ["## Parts", "", "| part | rows |", "|---|---|"]
        lines += [*(f"| {p} | {survey.rows_by_part[p]} |" for p in survey.parts), ""]
    if request.split:
        lines += [
            f"Split {request.split} by a hash of the subject, seed {request.split.seed}.",
            "All answers to one question, and all verbs of one stem, are on one side.",
            "",
        ]
    return lines


def _left_out(survey: Survey) -> list[str]:
    lines = [f"- {LEFT_OUT[why]}: {number} responses" for why, number in sorted(survey.left_out.items())]
    if survey.duplicates:
        lines.append(f"- the same example again: {survey.duplicates}")
    return ["## What is not in it", "", *lines, ""] if lines else []


def _loading(request: DatasetRequest, survey: Survey) -> list[str]:
    files = {file.part: file.name for file in survey.files}
    loader = _LOADERS[request.format]
    note = ""
    if request.format == "csv":
        note = "Cells that a spreadsheet would run as a formula have an apostrophe in front; lists are JSON."
    lines = ["## Loading", "", "```python", "from datasets import load_dataset", ""]
    lines += [f"data = load_dataset({loader!r}, data_files={files!r})", "```", ""]
    return [*lines, note, ""] if note else lines


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _code(text: str) -> str:
    """As inline code: on one line, and out of it nothing."""
    return "`" + " ".join(text.replace("`", "'").split()) + "`"
