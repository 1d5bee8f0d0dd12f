"""The strings of the shell and those several tabs share."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "title": {"nl": "Distiller – werkwoorden maken en nakijken", "en": "Distiller – make and review verbs"},
    "tagline": {"nl": "Werkwoorden maken, nakijken, vastleggen", "en": "Make verbs, review them, commit them"},
    "tab-import": {"nl": "Invoer", "en": "Import"},
    "tab-jobs": {"nl": "Taken", "en": "Jobs"},
    "tab-review": {"nl": "Nakijken", "en": "Review"},
    "tab-verbs": {"nl": "Werkwoorden", "en": "Verb database"},
    "tab-export": {"nl": "Export", "en": "Export"},
    "language": {"nl": "Taal", "en": "Language"},
    "skip-to-content": {"nl": "Naar de inhoud", "en": "Skip to content"},
    "offline": {"nl": "offline", "en": "offline"},
    "offline-banner": {
        "nl": "Offline leraar: er wordt geen taalmodel gevraagd, de ingebouwde regels antwoorden. Met OPENAI_API_KEY "
        "in .env antwoordt een model.",
        "en": "Offline teacher: no model is asked, the built-in rules answer. With OPENAI_API_KEY in .env a model "
        "does.",
    },
    "error-title": {"nl": "Dat lukte niet", "en": "That did not work"},
    "error-unexpected": {
        "nl": "Er ging iets mis in het programma. Er is niets half opgeslagen; het logboek zegt meer.",
        "en": "Something went wrong in the program. Nothing was half-stored; the log says more.",
    },
    "warning-title": {"nl": "Let op", "en": "Note"},
    "info-title": {"nl": "Ter informatie", "en": "Note"},
    "done-title": {"nl": "Gelukt", "en": "Done"},
    "connection-lost": {
        "nl": "Geen verbinding met het programma. Draait het nog? Er is niets verloren; de pagina blijft proberen.",
        "en": "No connection to the program. Is it still running? Nothing is lost; the page keeps trying.",
    },
    "trouble": {
        "nl": "Het werk ligt stil en gaat vanzelf verder zodra het kan.",
        "en": "The work stands still and goes on by itself as soon as it can.",
    },
    "previous": {"nl": "Vorige", "en": "Previous"},
    "next": {"nl": "Volgende", "en": "Next"},
    "all": {"nl": "alle", "en": "all"},
    "unknown": {"nl": "onbekend", "en": "unknown"},
    "free": {"nl": "gratis", "en": "free"},
    "page-of": {"nl": "{first}–{last}", "en": "{first}–{last}"},
    "host-refused": {
        "nl": "Dit adres wordt niet bediend. Open het programma als http://127.0.0.1:{port}.",
        "en": "This address is not served. Open the program as http://127.0.0.1:{port}.",
    },
}
