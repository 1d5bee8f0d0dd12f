"""What a pasted list comes to, as the Import tab shows it. No Gradio here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from distiller.records import Estimate, Existing, Failover, JobOptions
from ui.present import count, duration, esc, money
from ui.texts import n, t

if TYPE_CHECKING:
    from distiller.jobs import CheckedLine, ListCheck

LINES_SHOWN = 100
BOTH, FORMS = "both", "forms"
LEVELS = ("A1", "A1–A2", "A2–B1", "B1–B2", "B2–C1")

_KINDS = (
    ("refused", "bad"),
    ("warned", "warn"),
    ("doubled", ""),
    ("waiting", "info"),
    ("committed", "info"),
)


def further(others: object, failover: object) -> dict[str, Any]:
    """The choice of further providers as options: without any there is no policy."""
    names = tuple(str(name)[:40] for name in others) if isinstance(others, list | tuple) else ()
    policy = Failover(str(failover)) if failover in set(Failover) else Failover.NONE
    return {"others": names, "failover": policy if names else Failover.NONE}


def job_options(
    make: str,
    sentences: float,
    level: str,
    existing: str,
    again: bool,
    fresh: bool = False,
    batch: bool = False,
    others: object = (),
    failover: object = "",
) -> JobOptions:
    """The choices on the screen as options; values are checked again where the job is made."""
    return JobOptions(
        sentences=make != FORMS,
        sentence_count=min(20, max(1, int(sentences or 10))),
        level=(level or JobOptions().level).strip()[:40],
        existing=Existing(existing) if existing in set(Existing) else Existing.SKIP,
        again=bool(again),
        fresh=bool(fresh),
        **further(others, failover),
        batch=bool(batch),
    )


def counts(check: ListCheck, language: str) -> str:
    """How many verbs are new, doubled, waiting, in the database or not acceptable; each with its line and reason."""
    summary = n(language, "import-selected", check.selected)
    tiles = [_tile(count(check.new, language), t(language, "import-count-new"), "ok" if check.new else "")]
    lists = []
    for kind, tone in _KINDS:
        lines: Sequence[CheckedLine] = getattr(check, kind)
        if lines:
            tiles.append(_tile(count(len(lines), language), t(language, f"import-count-{kind}"), tone))
            lists.append(_lines(kind, lines, tone, language))
    return (
        f'<div class="i-counts"><p class="i-selected" role="status">{esc(summary)}</p>'
        f'<div class="i-tiles">{"".join(tiles)}</div>{"".join(lists)}</div>'
    )


def no_counts(language: str) -> str:
    """Before anything is pasted."""
    return (
        f'<div class="i-counts i-counts--empty"><p class="d-muted" role="status" '
        f'data-typing="{esc(t(language, "import-counts-typing"))}">{esc(t(language, "import-counts-empty"))}</p></div>'
    )


def _tile(value_text: str, label: str, tone: str) -> str:
    mark = f" i-tile--{tone}" if tone else ""
    return f'<span class="i-tile{mark}"><b class="d-num">{value_text}</b> {esc(label)}</span>'


def _lines(kind: str, lines: Sequence[CheckedLine], tone: str, language: str) -> str:
    rows = "".join(
        f'<li><span class="d-muted d-num">{esc(t(language, "import-line", line=line.line))}</span> '
        f'<b class="d-wrap">{esc(_short(line.text))}</b> <span>{esc(line.sentence(language))}'
        f"</span></li>"
        for line in lines[:LINES_SHOWN]
    )
    more = len(lines) - LINES_SHOWN
    if more > 0:
        rows += f"<li>{esc(t(language, 'import-lines-more', count=count(more, language)))}</li>"
    label = f"{count(len(lines), language)} {t(language, f'import-count-{kind}')}"
    # what cannot be used is open at once; the rest is there for who wonders
    opened = " open" if kind == "refused" else ""
    return (
        f'<details class="i-lines" data-key="lines-{kind}"{opened}>'
        f'<summary class="{"d-tone-" + tone if tone else ""}">{esc(label)}</summary><ul>{rows}</ul></details>'
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def estimate(found: Estimate | None, language: str, *, offline: bool) -> str:
    """What a start would cost in calls, tokens, money and time; unknown stays unknown."""
    title = f"<h3>{esc(t(language, 'import-estimate'))}</h3>"
    if found is None:
        hint = esc(t(language, "import-estimate-empty"))
        return f'<div class="i-estimate">{title}<p class="d-muted">{hint}</p></div>'
    tokens = t(
        language,
        "import-estimate-tokens-value",
        prompt=count(found.prompt_tokens, language),
        completion=count(found.completion_tokens, language),
    )
    facts = (
        ("calls", count(found.calls, language)),
        ("tokens", tokens),
        ("cost", money(found.cost, language, offline=offline)),
        ("time", t(language, "import-estimate-day") if found.batch else "± " + duration(found.seconds, language)),
    )
    rows = "".join(
        f'<dt>{esc(t(language, f"import-estimate-{name}"))}</dt><dd class="d-num">{esc(value)}</dd>'
        for name, value in facts
    )
    return f'<div class="i-estimate">{title}<dl class="d-facts">{rows}</dl></div>'
