"""The strings of batches: the choice on the Import tab, and the batches of a job."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "import-batch-half": {
        "nl": "Als batch (halve prijs, antwoorden binnen 24 uur)",
        "en": "As a batch (half price, answers within 24 hours)",
    },
    "import-batch-cheaper": {
        "nl": "Als batch ({percent}% goedkoper, antwoorden binnen 24 uur)",
        "en": "As a batch ({percent}% cheaper, answers within 24 hours)",
    },
    "import-batch-plain": {
        "nl": "Als batch (antwoorden binnen 24 uur)",
        "en": "As a batch (answers within 24 hours)",
    },
    "import-estimate-day": {"nl": "binnen 24 uur", "en": "within 24 hours"},
    "jobs-options-batch": {"nl": "{asked}, als batch", "en": "{asked}, as a batch"},
    "batches-title": {"nl": "Batches bij de leraar", "en": "Batches at the teacher"},
    "batches-what": {"nl": "Batch", "en": "Batch"},
    "batches-status": {"nl": "Stand", "en": "Status"},
    "batches-answered": {"nl": "Beantwoord", "en": "Answered"},
    "batches-answered-value": {"nl": "{completed} van {total}", "en": "{completed} of {total}"},
    "batches-failed": {"nl": "{count} zonder antwoord", "en": "{count} without a reply"},
    "batches-submitted": {"nl": "Verstuurd", "en": "Submitted"},
    "batches-ended": {"nl": "Opgehaald", "en": "Fetched"},
    "batches-status-preparing": {"nl": "wordt klaargemaakt", "en": "being prepared"},
    "batches-status-creating": {"nl": "wordt aangemaakt", "en": "being made"},
    "batches-status-validating": {"nl": "wordt gecontroleerd", "en": "being checked"},
    "batches-status-in_progress": {"nl": "bezig", "en": "in progress"},
    "batches-status-finalizing": {"nl": "wordt afgerond", "en": "being finished"},
    "batches-status-cancelling": {"nl": "wordt geannuleerd", "en": "being cancelled"},
    "batches-status-fetching": {"nl": "wordt opgehaald", "en": "being fetched"},
    "batches-status-completed": {"nl": "klaar", "en": "done"},
    "batches-status-expired": {"nl": "verlopen", "en": "expired"},
    "batches-status-cancelled": {"nl": "geannuleerd", "en": "cancelled"},
    "batches-status-failed": {"nl": "geweigerd", "en": "refused"},
    "calls-error-CANCELLED": {"nl": "batch geannuleerd", "en": "batch cancelled"},
}
