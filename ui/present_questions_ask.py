"""Questions in the Import tab: which of them are answered, by whom, and what that would take. No Gradio here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from distiller.records import Estimate, Failover, Which
from ui.present import count, esc
from ui.present_import import estimate
from ui.present_questions import box, checkbox, field, select
from ui.question_choices import WITH
from ui.texts import n, t


def no_questions(language: str) -> str:
    """Before anything is read in."""
    return (
        f'<div class="d-card"><h2 class="q-h">{esc(t(language, "questions-ask"))}</h2><div class="d-empty">'
        f"<b>{esc(t(language, 'questions-ask-none'))}</b>{esc(t(language, 'questions-ask-none-text'))}</div></div>"
    )


def ask_form(
    *,
    counts: Mapping[Which, int],
    categories: Sequence[tuple[str, int]],
    providers: Sequence[tuple[str, str, str, bool]],
    chosen: str,
    language: str,
    batches: Mapping[str, str],
    budget: str = "",
) -> str:
    """The whole form; `providers` are (name, label, model, offline), `budget` what holds without one, `batches` what a
    batch is for each of them."""
    which = "".join(
        f'<label class="q-check"><input type="radio" name="which" value="{one}" data-key="q-which-{one}"'
        f"{' checked' if one is Which.UNANSWERED else ''}><span>{esc(t(language, f'questions-which-{one}'))} "
        f'<span class="d-muted d-num">({count(counts[one], language)})</span></span></label>'
        for one in (Which.UNANSWERED, Which.ALL, Which.FAILED)
    )
    every = ("", t(language, "questions-category-all"))
    named = [(name, f"{name} ({count(number, language)})") for name, number in categories if name]
    models = {name: model for name, _, model, _ in providers}
    fields = "".join(
        (
            field(esc(t(language, "questions-category")), select("category", [every, *named], "")) if named else "",
            field(esc(t(language, "questions-q")), box("q", kind="search", more=' maxlength="200"')),
            field(esc(t(language, "questions-limit")), _number("limit", "questions-limit-none", 1, language)),
        )
    )
    teacher = "".join(
        (
            field(
                esc(t(language, "import-provider")),
                select("provider", [(name, label) for name, label, *_ in providers], chosen, model=models),
            ),
            field(esc(t(language, "import-model")), box("model", models.get(chosen, ""), more=' maxlength="200"')),
            field(
                esc(t(language, "questions-temperature")),
                box("temperature", 0, kind="number", more=' min="0" max="2" step="0.1"'),
            ),
            field(
                esc(t(language, "questions-max-tokens")),
                _number("max_tokens", "questions-max-tokens-none", 1, language),
            ),
            field(
                esc(t(language, "budget-field")),
                box("budget", hint=budget, more=' maxlength="20" inputmode="decimal"'),
            ),
        )
    )
    return (
        f'<form class="q-form d-card" id="questions-form"><h2 class="q-h">{esc(t(language, "questions-ask"))}</h2>'
        f'<fieldset><legend>{esc(t(language, "questions-which"))}</legend><div class="q-which">{which}</div></fieldset>'
        f'<div class="q-grid">{fields}</div><div class="q-grid">{teacher}</div>'
        f"{_further([name for name, *_, offline in providers if not offline], chosen, language)}"
        f"{_batch(batches, chosen)}{_prompts(language)}"
        f"{checkbox('fresh', t(language, 'import-fresh'), checked=False)}</form>"
    )


def _batch(batches: Mapping[str, str], chosen: str) -> str:
    """The choice of a batch; the page writes what it is for the provider that is chosen."""
    texts = esc(json.dumps(batches, ensure_ascii=False))
    hidden = "" if batches.get(chosen) else " hidden"
    return (
        f'<label class="q-check" data-batches="{texts}"{hidden}><input type="checkbox" name="batch" '
        f'data-key="q-batch"><span>{esc(batches.get(chosen, ""))}</span></label>'
    )


def _number(name: str, hint: str, least: int, language: str) -> str:
    return box(name, kind="number", hint=t(language, hint), more=f' min="{least}" step="1"')


def _further(network: Sequence[str], chosen: str, language: str) -> str:
    """The other teachers that may work on the job, and when: only where there is a choice. The script shows those that
    are not the job's own, and the policy once one is ticked."""
    if len(network) < 2:
        return ""
    boxes = "".join(
        f'<span data-other="{esc(name)}"{" hidden" if name == chosen else ""}>'
        f"{checkbox(f'{WITH}{name}', name, checked=False)}</span>"
        for name in network
    )
    policies = [(policy.value, t(language, f"import-failover-{policy}")) for policy in Failover]
    policy = field(esc(t(language, "import-failover")), select("failover", policies, Failover.NONE.value))
    hidden = " hidden" if chosen not in network else ""
    return (
        f"<fieldset data-others{hidden}><legend>{esc(t(language, 'import-others'))}</legend>"
        f'<div class="q-which">{boxes}</div><div class="q-grid" data-failover hidden>{policy}</div></fieldset>'
    )


def _prompts(language: str) -> str:
    system = field(
        esc(t(language, "questions-system")),
        '<textarea name="system" data-key="q-system" rows="3" maxlength="20000"></textarea>',
        note=t(language, "questions-system-text"),
    )
    per_category = field(
        esc(t(language, "questions-category-prompts")),
        '<textarea name="prompts" data-key="q-prompts" rows="3" maxlength="100000"></textarea>',
        note=t(language, "questions-category-prompts-text"),
    )
    title = esc(t(language, "questions-system"))
    return f'<details data-key="q-prompts-fold"><summary>{title}</summary>{system}{per_category}</details>'


def estimated(selected: int, cost: Estimate | None, language: str, *, offline: bool) -> str:
    """How many questions are meant, what they would take, and the button that starts them."""
    if offline:
        said = f'<p class="d-muted q-note">{esc(t(language, "questions-offline"))}</p>'
    else:
        said = estimate(cost, language, offline=False)
    off = "" if selected and not offline else ' aria-disabled="true"'
    return (
        f'<div class="d-card q-form"><p class="i-selected" role="status">'
        f"{esc(n(language, 'questions-selected', selected))}</p>{said}"
        f'<button type="submit" form="questions-form" class="d-btn d-btn--primary" data-start data-key="q-start"{off}>'
        f"{esc(t(language, 'questions-start'))}</button></div>"
    )
