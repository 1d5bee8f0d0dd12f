"""The strings of the calls of a job: figures, and what is waited for."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "calls-title": {"nl": "Verzoeken aan de leraar", "en": "Calls to the teacher"},
    "calls-what": {"nl": "Wat", "en": "What"},
    "calls-count": {"nl": "Beantwoord", "en": "Answered"},
    "calls-in-flight": {"nl": "{count} onderweg", "en": "{count} under way"},
    "calls-reused": {"nl": "+ {count} eerder", "en": "+ {count} before"},
    "calls-reused-long": {
        "nl": "Eerder al beantwoord: het antwoord kwam uit de database en kostte niets",
        "en": "Answered before: the reply came from the store and cost nothing",
    },
    "calls-rate": {"nl": "Per minuut", "en": "Per minute"},
    "calls-tokens": {"nl": "Tokens in / uit", "en": "Tokens in / out"},
    "calls-cost": {"nl": "Kosten", "en": "Cost"},
    "calls-cost-known": {"nl": "onbekend (bekend: {cost})", "en": "unknown (known: {cost})"},
    "calls-latency": {"nl": "Duur p50 / p95", "en": "Latency p50 / p95"},
    "calls-latency-long": {
        "nl": "De helft van de antwoorden kwam binnen de eerste tijd, 95 van de 100 binnen de tweede",
        "en": "Half of the replies came within the first time, 95 of 100 within the second",
    },
    "calls-errors": {"nl": "Zonder antwoord", "en": "Without a reply"},
    "calls-error-count": {"nl": "{count} × {what}", "en": "{count} × {what}"},
    "calls-error-RATE_LIMIT": {"nl": "“langzamer” (429)", "en": "“slow down” (429)"},
    "calls-error-TIMEOUT": {"nl": "te laat", "en": "timeout"},
    "calls-error-SERVER_ERROR": {"nl": "storing", "en": "server error"},
    "calls-error-CONNECTION": {"nl": "geen verbinding", "en": "no connection"},
    "calls-error-AUTH": {"nl": "sleutel geweigerd", "en": "key refused"},
    "calls-error-BAD_REQUEST": {"nl": "verzoek geweigerd", "en": "request refused"},
    "calls-error-LOST": {"nl": "verloren", "en": "lost"},
    "calls-limit-requests": {
        "nl": "{provider} staat {limit} verzoeken per minuut toe.",
        "en": "{provider} allows {limit} calls per minute.",
    },
    "calls-limit-tokens": {
        "nl": "{provider} staat {limit} tokens per minuut toe.",
        "en": "{provider} allows {limit} tokens per minute.",
    },
    "calls-out": {
        "nl": "{provider} doet in deze taak niet meer mee, de andere wel.",
        "en": "{provider} is left out of this job, the others go on.",
    },
    "calls-waits-requests": {
        "nl": "{provider} is verzadigd (verzoeken per minuut): wacht tot",
        "en": "{provider} is saturated (calls per minute): waiting until",
    },
    "calls-waits-tokens": {
        "nl": "{provider} is verzadigd (tokens per minuut): wacht tot",
        "en": "{provider} is saturated (tokens per minute): waiting until",
    },
    "calls-waits-refused": {
        "nl": "{provider} vroeg om langzamer te gaan: wacht tot",
        "en": "{provider} asked to slow down: waiting until",
    },
    "calls-waits-broken": {
        "nl": "{provider} werkt nu niet: wordt opnieuw geprobeerd om",
        "en": "{provider} does not work right now: it is tried again at",
    },
}
