"""The part of the Export tab that is about training data: shape, filter and split, and what would be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from distiller.exporters.csv_file import csv_lines
from distiller.exporters.jsonl import jsonl_lines
from distiller.exporters.manifest import Survey
from distiller.exporters.request import DATASETS, STATUSES
from distiller.exporters.tokens import VOCABULARY
from distiller.exporters.training_shapes import SHAPES, STYLED, STYLES
from distiller.records import Product
from distiller.training import columns_of
from ui.export_choice import AGREEMENTS, SPLITS, ExportChoice
from ui.present import empty, esc
from ui.query import Query
from ui.texts import n, number, t

_SETS = " ".join(DATASETS)
_OF_ANSWERS = " ".join(what for what in DATASETS if what != "preferences")


def options(choice: ExportChoice, categories: Sequence[str], language: str) -> str:
    """The fields of a data set; `data-for` and `data-shapes` say to the script when each of them means something."""
    shape = [(one, t(language, f"export-shape-{one}")) for one in SHAPES]
    style = [(one, t(language, f"export-style-{one}")) for one in STYLES]
    status = [(one, t(language, f"export-verdict-{one}")) for one in STATUSES]
    product = [("", t(language, "export-product-all"))]
    product += [(p.value, t(language, f"export-product-{p.value}")) for p in Product]
    category = [("", t(language, "export-category-all")), *((name, name) for name in categories if name)]
    if choice.category and choice.category not in categories:
        category.append((choice.category, choice.category))
    agreement = [("", t(language, "export-agreement-any"))]
    agreement += [(one, f"{float(one):.0%}") for one in AGREEMENTS]
    split = [("", t(language, "export-split-none")), *((one, one) for one in SPLITS)]
    if choice.split and choice.split not in SPLITS:
        split.append((choice.split, choice.split))
    fields = [
        _select("shape", shape, choice.shape, language),
        _select("style", style, choice.style, language, shapes=" ".join(STYLED)),
        _select("product", product, choice.product, language, what="training preferences"),
        _select("verdict", status, choice.verdict, language, what=_OF_ANSWERS, not_shapes="preferences kto"),
        _select("category", category, choice.category, language),
        _select("agreement", agreement, choice.agreement, language),
        _input("model", choice.model, language),
        _input("reviewer", choice.reviewer, language),
        _input("since", choice.since, language, kind="date"),
        _input("until", choice.until, language, kind="date"),
        _select("split", split, choice.split, language),
        _input("seed", str(choice.seed or ""), language, kind="number"),
    ]
    hidden = "" if choice.is_dataset else " hidden"
    title = t(language, "export-dataset")
    return (
        f'<fieldset class="x-dataset" data-for="{_SETS}"{hidden}><legend>{esc(title)}</legend>'
        f'<div class="x-grid">{"".join(fields)}</div></fieldset>'
    )


def _select(
    name: str,
    values: Iterable[tuple[str, str]],
    chosen: str,
    language: str,
    *,
    what: str = _SETS,
    shapes: str = "",
    not_shapes: str = "",
) -> str:
    inner = "".join(
        f'<option value="{esc(value)}"{" selected" if value == chosen else ""}>{esc(label)}</option>'
        for value, label in values
    )
    when = f' data-shapes="{shapes}"' if shapes else ""
    when += f' data-not-shapes="{not_shapes}"' if not_shapes else ""
    return _label(name, f'<select name="{name}" data-for="{what}"{when}>{inner}</select>', language)


def _input(name: str, value: str, language: str, *, kind: str = "text") -> str:
    more = ' min="0" max="999999999999" step="1" placeholder="0"' if kind == "number" else ' maxlength="200"'
    return _label(
        name,
        f'<input type="{kind}" name="{name}" value="{esc(value)}" data-for="{_SETS}"{more} autocomplete="off" '
        f'spellcheck="false">',
        language,
    )


def _label(name: str, inner: str, language: str) -> str:
    return f'<label class="x-field"><span>{esc(t(language, f"export-{name}"))}</span>{inner}</label>'


# --- what would be written ----------------------------------------------------------------------------------


def result(choice: ExportChoice, survey: Survey, link: str, language: str) -> str:
    """How many rows and tokens there are, what is left out and why, the first rows, and the download."""
    if not survey.rows:
        return f'<div class="x-result">{_nothing(choice, survey, language)}</div>'
    file_format = t(language, f"export-format-{choice.format}")
    lines = "".join(f"<li><code>{esc(line)}</code></li>" for line in _lines(choice, survey))
    title = t(language, "export-preview.one" if survey.rows == 1 else "export-preview.other")
    return (
        f'<div class="x-result d-card"><div class="d-row x-head"><strong class="x-count d-num" role="status">'
        f'{esc(n(language, "export-rows", survey.rows))}</strong><span class="d-spring"></span>'
        f'<a class="d-btn d-btn--primary" href="{esc(link)}" data-key="download">'
        f"{esc(t(language, 'export-download-zip', format=file_format))}</a></div>"
        f'<p class="d-muted d-small">{esc(t(language, "export-zip-note"))}</p>{_numbers(survey, language)}'
        f'<h3>{esc(title)}</h3><ol class="x-lines" tabindex="0" aria-label="{esc(title)}">{lines}</ol></div>'
    )


def _lines(choice: ExportChoice, survey: Survey) -> list[str]:
    made = (
        csv_lines(survey.first, tuple(columns_of(choice.request)))
        if choice.format == "csv"
        else jsonl_lines(survey.first)
    )
    return [line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n") for line in made]


def _numbers(survey: Survey, language: str) -> str:
    """Parts, tokens, and what is left out, as a list of terms."""
    said: list[tuple[str, str]] = []
    if len(survey.parts) > 1:
        for part, rows in survey.rows_by_part.items():
            said.append((t(language, f"export-part-{part}"), n(language, "export-rows", rows)))
    if survey.total_tokens is not None:
        longest = max(s["most"] for one in survey.tokens.values() if (s := one.summary()["per_example"]))
        text = t(
            language,
            "export-tokens-text",
            total=number(language, survey.total_tokens),
            longest=number(language, longest),
            vocabulary=VOCABULARY,
        )
        said.append((t(language, "export-tokens"), text))
    said += _left_out(survey, language)
    if not said:
        return ""
    inner = "".join(f"<dt>{esc(term)}</dt><dd>{esc(text)}</dd>" for term, text in said)
    return f'<dl class="x-numbers">{inner}</dl>'


def _left_out(survey: Survey, language: str) -> list[tuple[str, str]]:
    parts = [
        f"{number(language, count)} {t(language, f'export-left-{why}')}"
        for why, count in sorted(survey.left_out.items())
    ]
    if survey.duplicates:
        parts.append(f"{number(language, survey.duplicates)} {t(language, 'export-left-duplicates')}")
    return [(t(language, "export-left-out"), "; ".join(parts))] if parts else []


def _nothing(choice: ExportChoice, survey: Survey, language: str) -> str:
    left = "; ".join(text for _term, text in _left_out(survey, language))
    if choice.is_narrowed:
        everything = f"{Query(tab='export').link()}&what={choice.what}&format={choice.format}"
        text = f"{t(language, 'export-empty-filtered')} {left}".strip()
        return empty(t(language, "export-none"), text, (everything, t(language, "export-all")))
    text = f"{t(language, f'export-empty-{choice.what}')} {left}".strip()
    return empty(t(language, "export-empty"), text, (Query(tab="review").link(), t(language, "export-go-review")))
