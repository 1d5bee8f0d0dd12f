"""What the remarks on the auxiliary of the perfect say: which one, and what in the meaning of the verb asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from distiller.dutch.findings import Finding

_CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "destination": "zijn hoort bij een beweging met een doel (is naar huis gegaan), hebben bij de bezigheid zelf",
        "change": "zijn past als het onderwerp van toestand verandert, hebben in de andere gevallen",
        "transitive": "hebben past met een lijdend voorwerp, zijn als het onderwerp van plaats of toestand verandert",
        "activity": "hebben past bij de bezigheid of met een lijdend voorwerp, zijn bij de beweging ergens heen",
    },
    "en": {
        "destination": "zijn goes with movement towards a goal (is naar huis gegaan), hebben with the activity itself",
        "change": "zijn fits when the subject changes state, hebben otherwise",
        "transitive": "hebben fits with a direct object, zijn when the subject changes place or state",
        "activity": "hebben fits the activity or a direct object, zijn the movement to somewhere",
    },
}

_REASONS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "place": "want het onderwerp verandert van plaats",
        "state": "want het onderwerp verandert van toestand",
        "stays": "want zijn en blijven krijgen zijn",
        "happens": "want het overkomt het onderwerp",
        "": "want het onderwerp verandert van plaats of toestand",
        "reflexive": "want het is wederkerend",
        "hebben": "want het onderwerp verandert niet van plaats of toestand",
    },
    "en": {
        "place": "because the subject changes place",
        "state": "because the subject changes state",
        "stays": "because zijn and blijven take zijn",
        "happens": "because it happens to the subject",
        "": "because the subject changes place or state",
        "reflexive": "because it is reflexive",
        "hebben": "because the subject does not change place or state",
    },
}
_FINITE = {"hebben": "heeft", "zijn": "is"}


def auxiliary_variant(language: str) -> Callable[[Finding], str]:
    """The remark that the other auxiliary is right too, and when."""

    def text(finding: Finding) -> str:
        condition = _CONDITIONS[language].get(str(finding.detail.get("condition", "")), "")
        given, main = finding.detail.get("given", ""), finding.expected[0] if finding.expected else ""
        if language == "nl":
            return f"*{given}* kan ook, meestal is het *{main}*" + (f": {condition}." if condition else ".")
        return f"*{given}* is possible, usually it is *{main}*" + (f": {condition}." if condition else ".")

    return text


def wrong_auxiliary(language: str) -> Callable[[Finding], str]:
    """The remark that only the other auxiliary is right, shown on the participle, and why."""

    def text(finding: Finding) -> str:
        detail = {name: str(value) for name, value in finding.detail.items()}
        main = finding.expected[0] if finding.expected else detail.get("main", "")
        given, participle, verb = (detail.get(name, "") for name in ("given", "participle", "infinitive"))
        kind = detail.get("reason", "") if main == "zijn" else ("reflexive" if detail.get("reflexive") else "hebben")
        reason = _REASONS[language].get(kind, _REASONS[language][""])
        wrong, right = f"{_FINITE.get(given, given)} {participle}", f"{_FINITE.get(main, main)} {participle}"
        if language == "nl":
            shown = f"*{wrong.capitalize()}* moet *{right}* zijn: {verb}" if participle else verb.capitalize()
            return f"Verwacht: *{main}*. {shown} krijgt {main}, {reason}."
        shown = f"*{wrong.capitalize()}* must be *{right}*: {verb}" if participle else verb.capitalize()
        return f"Expected: *{main}*. {shown} takes {main}, {reason}."

    return text
