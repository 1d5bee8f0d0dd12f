"""The strings of the Review tab that belong to questions, their answers, and invalid replies."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    # the card of a question
    "review-question": {"nl": "Vraag", "en": "Question"},
    "review-question-n": {"nl": "Vraag {number}", "en": "Question {number}"},
    "review-answer": {"nl": "Antwoord", "en": "Answer"},
    "review-golden": {"nl": "Gouden antwoord", "en": "Golden answer"},
    "review-golden-exact": {"nl": "gelijk aan het gouden antwoord", "en": "equal to the golden answer"},
    "review-system-prompt": {"nl": "Systeemprompt", "en": "System prompt"},
    "review-schema": {"nl": "Schema van het antwoord", "en": "Schema of the answer"},
    "review-reasoning": {"nl": "Redenering van de leraar", "en": "The teacher's reasoning"},
    "review-was-answer": {"nl": "Wat de leraar schreef", "en": "What the teacher wrote"},
    "review-path": {"nl": "Plaats", "en": "Path"},
    "review-absent": {"nl": "ontbreekt", "en": "absent"},
    "review-differs-here": {"nl": "verschilt:", "en": "differs:"},
    "review-others": {"nl": "Andere leraren", "en": "Other teachers"},
    "review-others-agree": {
        "nl": "{agree} van {total} antwoorden hetzelfde",
        "en": "{agree} of {total} answer the same",
    },
    "review-others-open": {"nl": "Open deze kaart", "en": "Open this card"},
    "review-agrees": {"nl": "hetzelfde", "en": "agrees"},
    "review-disagrees": {"nl": "anders", "en": "differs"},
    "review-waiting-answer": {"nl": "Het antwoord wordt nog gemaakt.", "en": "The answer is still being made."},
    "review-failed-answer": {"nl": "Geen antwoord gekregen", "en": "No answer received"},
    # the form
    "review-form-lines": {"nl": "één per regel", "en": "one per line"},
    "review-form-json": {"nl": "JSON", "en": "JSON"},
    "review-form-null": {"nl": "leeg: null", "en": "empty: null"},
    "review-form-optional": {"nl": "mag weg", "en": "optional"},
    # invalid replies
    "review-status-invalid": {"nl": "ongeldig antwoord", "en": "invalid reply"},
    "review-reply": {"nl": "Ongeldig antwoord van de leraar", "en": "Invalid reply of the teacher"},
    "review-correct": {"nl": "Verbeteren …", "en": "Correct …"},
    "review-invalid-count.one": {"nl": "{count} ongeldig antwoord", "en": "{count} invalid reply"},
    "review-invalid-count.other": {
        "nl": "de laatste van {count} ongeldige antwoorden",
        "en": "the last of {count} invalid replies",
    },
    "review-done-correct": {
        "nl": "{subject}: geldig en bewaard; nog na te kijken.",
        "en": "{subject}: valid and stored; still to be reviewed.",
    },
    "review-no-invalid": {"nl": "Geen ongeldige antwoorden", "en": "No invalid replies"},
    "review-no-invalid-text": {
        "nl": "Wat de leraar schreef, was bruikbaar of is intussen verbeterd.",
        "en": "What the teacher wrote was usable, or has been corrected.",
    },
    "review-no-invalid-go": {"nl": "Alle kaarten tonen", "en": "Show all cards"},
    # filters and counts
    "review-filter-category": {"nl": "Categorie", "en": "Category"},
    "review-categories-all": {"nl": "alle categorieën", "en": "all categories"},
    "review-findings-disagree": {"nl": "leraren verschillen", "en": "teachers differ"},
    "review-progress-questions": {
        "nl": "{done} van {total} vragen nagekeken",
        "en": "{done} of {total} questions reviewed",
    },
    "review-progress-cards": {
        "nl": "{done} van {total} kaarten nagekeken",
        "en": "{done} of {total} cards reviewed",
    },
    "review-questions.one": {"nl": "{count} vraag", "en": "{count} question"},
    "review-questions.other": {"nl": "{count} vragen", "en": "{count} questions"},
    "review-all-done-questions.one": {
        "nl": "Klaar: {count} vraag nagekeken",
        "en": "All done: {count} question reviewed",
    },
    "review-all-done-questions.other": {
        "nl": "Klaar: {count} vragen nagekeken",
        "en": "All done: {count} questions reviewed",
    },
    "review-all-done-questions-text": {
        "nl": "Wat is goedgekeurd, kan nu worden geëxporteerd.",
        "en": "What was approved can now be exported.",
    },
    "review-all-done-questions-go": {"nl": "Naar Export", "en": "Go to Export"},
}
