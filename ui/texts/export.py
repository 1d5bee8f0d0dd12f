"""The strings of the Export tab and of the downloads."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "export-what": {"nl": "Wat", "en": "What"},
    "export-what-verbs": {"nl": "Werkwoorden", "en": "Verbs"},
    "export-what-verbs-text": {
        "nl": "goedgekeurde vormen met hun zinnen, één regel per werkwoord",
        "en": "approved forms with their sentences, one line for each verb",
    },
    "export-what-sentences": {"nl": "Zinnen", "en": "Sentences"},
    "export-what-sentences-text": {
        "nl": "goedgekeurde zinnen, één regel per zin",
        "en": "approved sentences, one line for each",
    },
    "export-what-database": {"nl": "De hele werkwoordendatabase", "en": "The whole verb database"},
    "export-what-database-text": {
        "nl": "alles wat vastgelegd is, zo dat het weer geïmporteerd kan worden",
        "en": "all that was committed, in a layout that can be imported again",
    },
    "export-what-invalid": {"nl": "Afgekeurde antwoorden", "en": "Invalid responses"},
    "export-what-invalid-text": {
        "nl": "antwoorden die de controle niet haalden, met de reden",
        "en": "replies that failed validation, with the reason",
    },
    "export-format": {"nl": "Bestand", "en": "File"},
    "export-format-jsonl": {"nl": "JSONL", "en": "JSONL"},
    "export-format-jsonl-text": {"nl": "voor programma's", "en": "for programs"},
    "export-format-csv": {"nl": "CSV", "en": "CSV"},
    "export-format-csv-text": {"nl": "voor een spreadsheet", "en": "for a spreadsheet"},
    "export-format-json": {"nl": "JSON", "en": "JSON"},
    "export-format-json-text": {"nl": "één lijst, voor programma's", "en": "one list, for programs"},
    "export-format-parquet": {"nl": "Parquet", "en": "Parquet"},
    "export-format-parquet-text": {"nl": "voor data-analyse", "en": "for data analysis"},
    "export-filter": {"nl": "Beperken", "en": "Narrow down"},
    "export-job": {"nl": "Taak", "en": "Job"},
    "export-jobs-all": {"nl": "alle taken", "en": "all jobs"},
    "export-job-option": {"nl": "taak {id} · {verbs} · {model}", "en": "job {id} · {verbs} · {model}"},
    "export-job-gone": {"nl": "taak {id}", "en": "job {id}"},
    "export-committed": {"nl": "Alleen wat vastgelegd is", "en": "Committed only"},
    "export-q": {"nl": "Zoek werkwoord", "en": "Search verb"},
    "export-note": {
        "nl": "Goedgekeurd werk gaat mee, vastgelegd of niet; het veld committed zegt het per regel. Verouderde zinnen "
        "blijven weg.",
        "en": "Approved work is written, committed or not; the field committed says which on each line. Outdated "
        "sentences are left out.",
    },
    "export-lines.one": {"nl": "{count} regel", "en": "{count} line"},
    "export-lines.other": {"nl": "{count} regels", "en": "{count} lines"},
    "export-download": {"nl": "Downloaden als {format}", "en": "Download as {format}"},
    "export-preview.one": {"nl": "De enige regel van het bestand", "en": "The only line of the file"},
    "export-preview.other": {"nl": "De eerste regels van het bestand", "en": "The first lines of the file"},
    "export-busy": {"nl": "Wordt geteld …", "en": "Counting …"},
    "export-empty": {"nl": "Nog niets te exporteren", "en": "Nothing to export yet"},
    "export-none": {"nl": "Niets met deze beperking", "en": "Nothing within this restriction"},
    "export-empty-verbs": {
        "nl": "Keur vormen goed bij Nakijken; daarna staan ze hier klaar.",
        "en": "Approve forms in Review; then they are ready here.",
    },
    "export-empty-sentences": {
        "nl": "Keur zinnen goed bij Nakijken; daarna staan ze hier klaar.",
        "en": "Approve sentences in Review; then they are ready here.",
    },
    "export-empty-database": {
        "nl": "Leg goedgekeurd werk vast bij Werkwoorden; daarna staat het hier klaar.",
        "en": "Commit approved work in Verb database; then it is ready here.",
    },
    "export-empty-invalid": {
        "nl": "Geen enkel antwoord is afgekeurd: mooi.",
        "en": "No reply failed validation: fine.",
    },
    "export-empty-filtered": {
        "nl": "Kies een andere taak, zoek iets anders of haal de beperking weg.",
        "en": "Choose another job, search for something else or lift the restriction.",
    },
    "export-go-review": {"nl": "Naar Nakijken", "en": "Go to Review"},
    "export-go-verbs": {"nl": "Naar Werkwoorden", "en": "Go to Verb database"},
    "export-all": {"nl": "Zonder beperking", "en": "Without restriction"},
}
