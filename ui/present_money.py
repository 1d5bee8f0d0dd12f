"""Money on the Jobs and Import tabs: a job's budget, and its estimate beside what became of it. No Gradio here."""

from __future__ import annotations

from decimal import Decimal

from distiller.budgets import Budget
from distiller.estimates import Compared, compared
from distiller.records import OPEN_JOB, Caps, JobRecord
from ui.present import count, duration, esc, money
from ui.texts import n, t

_COLUMNS = ("what", "estimated", "real", "error")


def hint(caps: Caps, language: str) -> str:
    """What holds where no budget is given: shown in the empty field."""
    if caps.job is None:
        return t(language, "budget-field-none")
    return t(language, "budget-field-default", amount=money(caps.job, language))


def budget_fact(job: JobRecord, budget: Budget | None, language: str) -> str:
    """What a job may cost and how far that is used up, with the button that changes it; HTML."""
    said = esc(t(language, "budget-none"))
    if budget is not None:
        used = t(
            language,
            "budget-used",
            cap=money(budget.cap, language),
            spent=money(budget.spent, language),
            reserved=money(budget.reserved, language),
        )
        whose = "" if budget.own else " " + esc(t(language, "budget-default"))
        kept = esc(used).replace("$ ", "$&nbsp;")  # an amount stays on one line
        said = f'<span title="{esc(t(language, "budget-reserved-long"))}">{kept}</span>{whose}'
        if job.spending.unknown:
            said += f" · {esc(n(language, 'budget-unknown', job.spending.unknown))}"
    own = "" if job.budget is None else f"{job.budget:f}"
    return (
        f'{said} <button type="button" class="d-btn d-btn--small" data-act="budget" '
        f'data-key="act-budget" data-job="{job.id}" data-ask="{esc(t(language, "budget-ask", id=job.id))}" '
        f'data-value="{esc(own)}">{esc(t(language, "budget-change"))}</button>'
    )


def compared_section(job: JobRecord, language: str) -> str:
    """The estimate of a job beside what it took, with the difference once it has ended; "" where none was made."""
    figures = compared(job)
    if not figures:
        return ""
    names = {"real": "compared-so-far" if job.status in OPEN_JOB else "compared-real"}
    labels = {name: esc(t(language, names.get(name, f"compared-{name}"))) for name in _COLUMNS}
    head = "".join(f'<th scope="col">{labels[name]}</th>' for name in _COLUMNS)
    rows = "".join(_row(one, language) for one in figures)
    return (
        f'<section class="j-section"><h3>{esc(t(language, "compared-title"))}</h3>'
        f'<div class="d-scroll"><table class="d-table j-compared"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
        f"</table></div></section>"
    )


def _row(one: Compared, language: str) -> str:
    estimated = _figure(one.name, one.estimated, language)
    about = estimated if one.estimated is None else f"± {estimated}"
    cells = (about, _figure(one.name, one.real, language), _percent(one.error, language))
    inner = "".join(f'<td class="d-num">{esc(cell)}</td>' for cell in cells)
    return f'<tr><th scope="row">{esc(t(language, f"compared-{one.name}"))}</th>{inner}</tr>'


def _figure(name: str, value: float | Decimal | None, language: str) -> str:
    if name == "cost":
        return money(None if value is None else Decimal(value), language)
    if name == "seconds":
        return "–" if value is None else duration(float(value), language)
    return t(language, "unknown") if value is None else count(int(value), language)


def _percent(error: float | None, language: str) -> str:
    if error is None:
        return "–"
    text = f"{error:+.0f} %" if abs(error) >= 10 or not error else f"{error:+.1f} %"
    if not error:
        text = "0 %"
    return text.replace("-", "−").replace(".", "," if language == "nl" else ".")
