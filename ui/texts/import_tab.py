"""The strings of the Import tab."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "import-paste": {"nl": "Werkwoorden", "en": "Verbs"},
    "import-paste-info": {
        "nl": "Eén infinitief per regel, of gescheiden door komma's. Opsommingstekens, nummers en vormen tussen "
        "haakjes worden overgeslagen.",
        "en": "One infinitive per line, or separated by commas. Bullets, numbers and forms in brackets are skipped.",
    },
    "import-placeholder": {
        "nl": "lopen\nfietsen\nopbellen, zich vergissen\nvoorkomen (gebeuren)",
        "en": "lopen\nfietsen\nopbellen, zich vergissen\nvoorkomen (gebeuren)",
    },
    "import-upload": {"nl": "Lijst openen (.txt, .csv)", "en": "Open a list (.txt, .csv)"},
    "import-clear": {"nl": "Leegmaken", "en": "Clear"},
    "import-make": {"nl": "Wat wordt er gemaakt?", "en": "What to make"},
    "import-make-both": {"nl": "Vormen en zinnen", "en": "Forms and sentences"},
    "import-make-forms": {"nl": "Alleen vormen", "en": "Forms only"},
    "import-provider": {"nl": "Leraar", "en": "Teacher"},
    "import-provider-offline": {"nl": "{name} (regels)", "en": "{name} (rules)"},
    "import-model": {"nl": "Model", "en": "Model"},
    "import-others": {"nl": "Andere leraren die meewerken", "en": "Further teachers"},
    "import-failover": {"nl": "Wanneer zij gevraagd worden", "en": "When they are asked"},
    "import-failover-none": {"nl": "Altijd: het werk wordt verdeeld", "en": "Always: the work is shared"},
    "import-failover-rate_limit_only": {
        "nl": "Zolang de leraar aan zijn limiet zit",
        "en": "While the teacher is at a limit",
    },
    "import-failover-all": {
        "nl": "Ook als de leraar faalt of weigert",
        "en": "Also when it fails or refuses",
    },
    "import-count": {"nl": "Zinnen per werkwoord", "en": "Sentences per verb"},
    "import-level": {"nl": "Niveau", "en": "Level"},
    "import-existing": {"nl": "Werkwoorden die al in de database staan", "en": "Verbs already in the verb database"},
    "import-existing-skip": {"nl": "Overslaan", "en": "Skip"},
    "import-existing-sentences": {"nl": "Alleen nieuwe zinnen", "en": "New sentences only"},
    "import-existing-regenerate": {"nl": "Opnieuw maken", "en": "Make again"},
    "import-again": {
        "nl": "Ook werkwoorden die al in een andere taak wachten",
        "en": "Also verbs waiting in another job",
    },
    "import-fresh": {
        "nl": "Opnieuw vragen, ook wat al eerder beantwoord is",
        "en": "Ask again even if answered before",
    },
    "import-start": {"nl": "Genereren starten", "en": "Start generation"},
    "import-counts-empty": {
        "nl": "Plak een lijst: hier verschijnt wat ermee gaat gebeuren.",
        "en": "Paste a list: what will happen to it appears here.",
    },
    "import-counts-typing": {
        "nl": "Lange lijst: hij wordt geteld zodra u het vak verlaat.",
        "en": "Long list: it is counted when you leave the box.",
    },
    "import-selected.one": {"nl": "{count} werkwoord wordt gemaakt", "en": "{count} verb will be made"},
    "import-selected.other": {"nl": "{count} werkwoorden worden gemaakt", "en": "{count} verbs will be made"},
    "import-count-new": {"nl": "nieuw", "en": "new"},
    "import-count-doubled": {"nl": "dubbel", "en": "doubled"},
    "import-count-waiting": {"nl": "wachten in een taak", "en": "waiting in a job"},
    "import-count-committed": {"nl": "in de database", "en": "in the verb database"},
    "import-count-refused": {"nl": "niet bruikbaar", "en": "not acceptable"},
    "import-count-warned": {"nl": "om na te kijken", "en": "worth a look"},
    "import-line": {"nl": "regel {line}", "en": "line {line}"},
    "import-lines-more": {"nl": "… en nog {count}", "en": "… and {count} more"},
    "import-estimate": {"nl": "Schatting", "en": "Estimate"},
    "import-estimate-calls": {"nl": "Verzoeken", "en": "Calls"},
    "import-estimate-tokens": {"nl": "Tokens", "en": "Tokens"},
    "import-estimate-tokens-value": {"nl": "± {prompt} in, {completion} uit", "en": "± {prompt} in, {completion} out"},
    "import-estimate-cost": {"nl": "Kosten", "en": "Cost"},
    "import-estimate-time": {"nl": "Tijd", "en": "Time"},
    "import-estimate-empty": {
        "nl": "Aantal verzoeken, tokens, kosten en tijd verschijnen hier.",
        "en": "Calls, tokens, money and time appear here.",
    },
    "import-started.one": {
        "nl": "Taak {id} is gestart met {count} werkwoord.",
        "en": "Job {id} started: {count} verb.",
    },
    "import-started.other": {
        "nl": "Taak {id} is gestart met {count} werkwoorden.",
        "en": "Job {id} started: {count} verbs.",
    },
    "import-loaded": {"nl": "{name} staat in het vak.", "en": "{name} is in the box."},
}
