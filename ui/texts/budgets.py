"""The strings about money: budgets, and estimates beside what became of them."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "budget-field": {"nl": "Budget van deze taak (US$)", "en": "Budget of this job (US$)"},
    "budget-field-none": {"nl": "geen", "en": "none"},
    "budget-field-default": {"nl": "{amount} (van de beheerder)", "en": "{amount} (the administrator's)"},
    "budget-fact": {"nl": "Budget", "en": "Budget"},
    "budget-none": {"nl": "geen", "en": "none"},
    "budget-used": {
        "nl": "{cap}: {spent} uitgegeven, {reserved} gereserveerd",
        "en": "{cap}: {spent} spent, {reserved} reserved",
    },
    "budget-reserved-long": {
        "nl": "Gereserveerd is wat de verzoeken die onderweg zijn ten hoogste kosten",
        "en": "Reserved is what the calls under way can cost at most",
    },
    "budget-default": {"nl": "(van de beheerder)", "en": "(the administrator's)"},
    "budget-unknown.one": {
        "nl": "{count} verzoek van onbekende prijs niet meegeteld",
        "en": "{count} call of unknown price not counted",
    },
    "budget-unknown.other": {
        "nl": "{count} verzoeken van onbekende prijs niet meegeteld",
        "en": "{count} calls of unknown price not counted",
    },
    "budget-change": {"nl": "Budget wijzigen", "en": "Change budget"},
    "budget-ask": {
        "nl": "Wat mag taak {id} ten hoogste kosten, in US$? Laat het leeg voor geen eigen budget.",
        "en": "What may job {id} cost at most, in US$? Leave it empty for no budget of its own.",
    },
    "jobs-done-budget": {"nl": "Het budget van taak {id} is gewijzigd.", "en": "The budget of job {id} is changed."},
    "compared-title": {"nl": "Schatting en werkelijkheid", "en": "Estimate and outcome"},
    "compared-what": {"nl": "Wat", "en": "What"},
    "compared-estimated": {"nl": "Geschat", "en": "Estimated"},
    "compared-real": {"nl": "Werkelijk", "en": "Real"},
    "compared-so-far": {"nl": "Tot nu toe", "en": "So far"},
    "compared-error": {"nl": "Verschil", "en": "Difference"},
    "compared-calls": {"nl": "Verzoeken", "en": "Calls"},
    "compared-prompt_tokens": {"nl": "Tokens in", "en": "Tokens in"},
    "compared-completion_tokens": {"nl": "Tokens uit", "en": "Tokens out"},
    "compared-cost": {"nl": "Kosten", "en": "Cost"},
    "compared-seconds": {"nl": "Tijd", "en": "Time"},
    "error-name-budget": {"nl": "Het budget", "en": "The budget"},
}
