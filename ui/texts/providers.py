"""The strings of the Settings tab: the teachers."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "tab-settings": {"nl": "Instellingen", "en": "Settings"},
    "providers-title": {"nl": "Leraren", "en": "Teachers"},
    "providers-intro": {
        "nl": "Wie er kan antwoorden, en onder welke voorwaarden. Een test stelt één kleine vraag en kost minder dan "
        "een cent.",
        "en": "Who can answer, and on what terms. A test asks one small question; it costs less than a cent.",
    },
    "providers-how": {
        "nl": "Een leraar toevoegen of wijzigen: zet OPENAI_API_KEY (en zo nodig OPENAI_BASE_URL) in .env, of noem "
        "daar met DISTILLER_PROVIDERS een bestand met meer leraren, en start het programma opnieuw. Sleutels staan "
        "alleen in .env of in de omgeving, nooit op dit scherm. Voorbeelden van elke soort: docs/configuration.md.",
        "en": "To add or change a teacher: put OPENAI_API_KEY (and OPENAI_BASE_URL where needed) into .env, or name a "
        "file with more teachers there with DISTILLER_PROVIDERS, and start the program again. Keys stand in .env or in "
        "the environment only, never on this screen. docs/configuration.md has an example of every kind.",
    },
    "providers-only-offline": {
        "nl": "Er is nog geen taalmodel ingesteld: alleen de offline leraar antwoordt, en alleen over werkwoorden.",
        "en": "No model is configured yet: only the offline teacher answers, and about verbs only.",
    },
    "providers-name": {"nl": "Leraar", "en": "Teacher"},
    "providers-model": {"nl": "Model", "en": "Model"},
    "providers-key": {"nl": "Sleutel", "en": "Key"},
    "providers-limits": {"nl": "Grenzen", "en": "Limits"},
    "providers-price": {"nl": "Prijs per miljoen tokens", "en": "Price per million tokens"},
    "providers-json": {"nl": "Antwoorden volgens een schema", "en": "Answers by a schema"},
    "providers-action": {"nl": "Test", "en": "Test"},
    "providers-test": {"nl": "Testen", "en": "Test"},
    "providers-test-of": {"nl": "{name} testen", "en": "Test {name}"},
    "providers-testing": {"nl": "Bezig…", "en": "Asking…"},
    "providers-default": {"nl": "standaard", "en": "default"},
    "providers-rules": {"nl": "ingebouwde regels, geen model", "en": "built-in rules, no model"},
    "providers-key-yes": {"nl": "ingesteld", "en": "set"},
    "providers-key-no": {"nl": "geen", "en": "none"},
    "providers-key-unneeded": {"nl": "niet nodig", "en": "not needed"},
    "providers-at-once.one": {"nl": "{count} tegelijk", "en": "{count} at once"},
    "providers-at-once.other": {"nl": "{count} tegelijk", "en": "{count} at once"},
    "providers-requests.one": {"nl": "{count} verzoek per minuut", "en": "{count} request per minute"},
    "providers-requests.other": {"nl": "{count} verzoeken per minuut", "en": "{count} requests per minute"},
    "providers-tokens.one": {"nl": "{count} token per minuut", "en": "{count} token per minute"},
    "providers-tokens.other": {"nl": "{count} tokens per minuut", "en": "{count} tokens per minute"},
    "providers-weight": {"nl": "gewicht {weight}", "en": "weight {weight}"},
    "providers-out": {"nl": "Doet niet meer mee in taak {job}: {why}", "en": "Left out of job {job}: {why}"},
    "providers-recent-good.one": {"nl": "het laatste verzoek is beantwoord", "en": "its last call was answered"},
    "providers-recent-good.other": {
        "nl": "de laatste {count} verzoeken zijn beantwoord",
        "en": "its last {count} calls were answered",
    },
    "providers-recent-failed.one": {"nl": "het laatste verzoek mislukte", "en": "its last call failed"},
    "providers-recent-failed.other": {
        "nl": "van de laatste {count} verzoeken zijn er {failed} mislukt",
        "en": "of its last {count} calls {failed} failed",
    },
    "providers-prices": {"nl": "{input} gevraagd, {output} geantwoord", "en": "{input} sent, {output} received"},
    "providers-mode-none": {"nl": "nog niet gevraagd", "en": "not asked yet"},
    "providers-mode-offline": {"nl": "alleen werkwoorden", "en": "verbs only"},
    "providers-mode-json_schema": {
        "nl": "neemt een strikt schema",
        "en": "takes a strict schema",
    },
    "providers-mode-json_object_schema": {
        "nl": "neemt het schema naast JSON; het programma controleert zelf",
        "en": "takes the schema beside JSON mode; the program checks by itself",
    },
    "providers-mode-json_object": {
        "nl": "antwoordt zonder JSON-schema; het programma controleert zelf",
        "en": "answers without a JSON schema; the program checks by itself",
    },
    "providers-mode-prompt": {
        "nl": "kent geen JSON-instelling: het schema staat in de prompt; het programma controleert zelf",
        "en": "knows no JSON setting: the schema stands in the prompt; the program checks by itself",
    },
    "providers-good": {
        "nl": "{model} antwoordde goed in {seconds} s.",
        "en": "{model} answered well in {seconds} s.",
    },
    "providers-bad": {
        "nl": "{model} antwoordde in {seconds} s, maar het antwoord is niet te gebruiken.",
        "en": "{model} answered in {seconds} s, but the answer cannot be used.",
    },
    "providers-cost": {
        "nl": "{sent} tokens gevraagd, {received} geantwoord; kosten: {cost}.",
        "en": "{sent} tokens sent, {received} received; cost: {cost}.",
    },
}
