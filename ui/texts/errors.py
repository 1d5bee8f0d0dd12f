"""Names and kinds of mistakes: what the errors of the program speak about, and why an item failed."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    # what a sentence of distiller/error_texts.py names, in the words of the screen
    "error-field-tt_ik": {"nl": "Het veld ‘ik’", "en": "The field “ik”"},
    "error-field-tt_jij": {"nl": "Het veld ‘jij’", "en": "The field “jij”"},
    "error-field-tt_hij": {"nl": "Het veld ‘hij/zij/het’", "en": "The field “hij/zij/het”"},
    "error-field-vt_ev": {"nl": "Het veld ‘verleden enk.’", "en": "The field “past sing.”"},
    "error-field-vt_mv": {"nl": "Het veld ‘verleden mv.’", "en": "The field “past plur.”"},
    "error-field-vd": {"nl": "Het veld ‘voltooid deelwoord’", "en": "The field “past participle”"},
    "error-field-vd_hulpwerkwoord": {"nl": "Het veld ‘hulpwerkwoord’", "en": "The field “auxiliary”"},
    "error-field-sentence": {"nl": "De zin", "en": "The sentence"},
    "error-name-sentences": {"nl": "Het aantal zinnen per werkwoord", "en": "The number of sentences per verb"},
    "error-what-verb": {"nl": "Werkwoord", "en": "Verb"},
    "error-what-job": {"nl": "Taak", "en": "Job"},
    "error-what-item": {"nl": "Onderdeel", "en": "Item"},
    "error-what-card": {"nl": "Kaart", "en": "Card"},
    "error-what-response": {"nl": "Antwoord", "en": "Response"},
    "error-what-fill-in sentence": {"nl": "Invulzin", "en": "Fill-in sentence"},
    "error-what-live fill-in sentence": {"nl": "Invulzin", "en": "Fill-in sentence"},
    "error-action-pause": {"nl": "pauzeren", "en": "be paused"},
    "error-action-resume": {"nl": "hervatten", "en": "be resumed"},
    "error-action-cancel": {"nl": "annuleren", "en": "be cancelled"},
    "error-action-retry": {"nl": "mislukte onderdelen opnieuw vragen", "en": "ask again for failed items"},
    "error-action-delete": {"nl": "verwijderen", "en": "be deleted"},
    # why an item failed
    "error-type-RATE_LIMIT": {
        "nl": "De leraar vroeg telkens om langzamer te gaan.",
        "en": "The teacher kept asking to slow down.",
    },
    "error-type-TIMEOUT": {"nl": "De leraar antwoordde niet op tijd.", "en": "The teacher did not answer in time."},
    "error-type-SERVER_ERROR": {"nl": "De leraar had een storing.", "en": "The teacher had a failure of its own."},
    "error-type-CONNECTION": {"nl": "De leraar was niet bereikbaar.", "en": "The teacher could not be reached."},
    "error-type-AUTH": {"nl": "De leraar weigerde de sleutel.", "en": "The teacher refused the key."},
    "error-type-BAD_REQUEST": {"nl": "De leraar weigerde het verzoek.", "en": "The teacher refused the request."},
    "error-type-JSON_PARSE_ERROR": {
        "nl": "Het antwoord was niet te lezen.",
        "en": "The reply could not be read.",
    },
    "error-type-TRUNCATED": {
        "nl": "Het antwoord was te lang en brak af.",
        "en": "The reply was too long and was cut off.",
    },
    "error-type-REFUSED": {"nl": "De leraar geeft hier geen antwoord op.", "en": "The teacher gave no answer."},
    "error-type-MISSING_REQUIRED_FIELD": {
        "nl": "In het antwoord ontbrak iets.",
        "en": "Something was missing in the reply.",
    },
    "error-type-INVALID_DATA_TYPE": {
        "nl": "In het antwoord stond iets van de verkeerde soort.",
        "en": "Something in the reply was of the wrong kind.",
    },
    "error-type-SCHEMA_VALIDATION_ERROR": {
        "nl": "Het antwoord was anders opgebouwd dan gevraagd.",
        "en": "The reply was not built as asked.",
    },
    "error-type-CONSTRAINT_VIOLATION": {
        "nl": "Het antwoord voldeed niet aan de regels.",
        "en": "The reply did not keep to the rules.",
    },
    "error-type-DEPENDENCY": {
        "nl": "Zinnen kunnen pas gemaakt worden als de vormen er zijn en niet zijn afgekeurd.",
        "en": "Sentences can be made only when the forms are there and not rejected.",
    },
    "error-type-CANCELLED": {
        "nl": "De batch is geannuleerd voordat dit verzoek aan de beurt was.",
        "en": "The batch was cancelled before the turn of this request came.",
    },
    "error-type-LOST": {
        "nl": "Het programma stopte voordat het antwoord er was.",
        "en": "The program ended before the reply was there.",
    },
    "error-type-INTERNAL": {
        "nl": "Er ging iets mis in het programma; vraag het opnieuw.",
        "en": "Something went wrong in the program; ask again.",
    },
}
