"""What the remarks on sentences say, in Dutch and English: code -> language -> text.

A text is a template that is filled with the finding's `detail` and with `expected` (its values joined by "of" or
"or"), or a function of the finding where the reason depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from distiller.dutch.findings import Finding

Text = str | Callable[[Finding], str]

_KINDS_NL = {
    "dt": "de ik-vorm plus -t is de regel bij hij, zij en het",
    "kofschip": "of het -te of -de wordt, beslist de laatste klank van de infinitief zonder -en ('t kofschip)",
    "past-doubling": "de stam houdt zijn d of t en krijgt er -de of -te bij, niet meer en niet minder",
    "over-regular": "dit werkwoord krijgt niet de regelmatige vorm op -de of -te",
    "participle-dt": "de verleden tijd zegt wat het wordt: met -de eindigt het voltooid deelwoord op -d, met -te op -t",
    "ge-place": "ge- staat tussen het voorzetsel of bijwoord en het werkwoord",
    "particle-lost": "het eerste deel van het scheidbare werkwoord ontbreekt in het voltooid deelwoord",
    "letter": "er lijkt een letter te veel, te weinig of verkeerd te zijn",
}
_KINDS_EN = {
    "dt": "with hij, zij and het the rule is the ik-form plus -t",
    "kofschip": "the last sound of the infinitive without -en decides between -te and -de ('t kofschip)",
    "past-doubling": "the stem keeps its d or t and adds -de or -te, no more and no less",
    "over-regular": "this verb does not take the regular form in -de or -te",
    "participle-dt": "the past tense tells: with -de the participle ends in -d, with -te in -t",
    "ge-place": "ge- stands between the particle and the verb",
    "particle-lost": "the first part of the separable verb is missing from the participle",
    "letter": "a letter seems to be missing, doubled or wrong",
}
_REASONS_NL = {
    "goal": "{infinitive} krijgt zijn als de beweging ergens heen gaat",
    "objectless": "{infinitive} krijgt alleen hebben met een lijdend voorwerp, en dat staat hier niet",
    "caused": "hier staat een lijdend voorwerp, en dan krijgt {infinitive} hebben",
    "activity": "{infinitive} krijgt alleen zijn als iemand ergens heen gaat",
    "change": "{infinitive} krijgt zijn, want het onderwerp verandert van plaats of toestand",
    "reflexive": "bij een wederkerend voornaamwoord hoort hebben",
    "intransitive": "{infinitive} krijgt in de voltooide tijd hebben",
    "object": "het onderwerp doet hier zelf iets, en {infinitive} krijgt dan hebben; met zijn zou het lijdend zijn",
}
_REASONS_EN = {
    "goal": "{infinitive} takes zijn when the movement goes somewhere",
    "objectless": "{infinitive} takes hebben with a direct object only, and there is none here",
    "caused": "there is a direct object here, and {infinitive} then takes hebben",
    "activity": "{infinitive} takes zijn only when somebody goes somewhere",
    "change": "{infinitive} takes zijn, because the subject changes place or state",
    "reflexive": "a reflexive pronoun goes with hebben",
    "intransitive": "{infinitive} takes hebben in the perfect",
    "object": "the subject acts here, and {infinitive} then takes hebben; with zijn it would be passive",
}
_ROLES_NL = {
    "imperative": "staat hier in de gebiedende wijs", "subjunctive": "staat hier in de aanvoegende wijs",
    "adjective": "is hier bijvoeglijk gebruikt",
    "noun": "is hier een zelfstandig naamwoord of een ander woord", "gij": "is hier de vorm bij gij",
}
_ROLES_EN = {
    "imperative": "is an imperative here", "subjunctive": "is a subjunctive here",
    "adjective": "is used as an adjective here",
    "noun": "is a noun or another word here", "gij": "is the form with gij here",
}
_PERSONS_NL = {
    "ik": "bij ik staat de stam zonder -t", "jij": "bij jij krijgt de stam een -t",
    "u": "bij u krijgt de stam een -t", "hij": "bij hij, zij en het krijgt de stam een -t",
}
_PERSONS_EN = {
    "ik": "with ik the stem stands without -t", "jij": "with jij the stem takes -t",
    "u": "with u the stem takes -t", "hij": "with hij, zij and het the stem takes -t",
}
_KEYS_NL = {"tt_ik": "ik (tegenwoordige tijd)", "tt_jij": "jij (tegenwoordige tijd)",
            "tt_hij": "hij (tegenwoordige tijd)", "infinitive": "meervoud (tegenwoordige tijd)",
            "vt_ev": "verleden tijd enkelvoud", "vt_mv": "verleden tijd meervoud", "vd": "voltooid deelwoord"}
_KEYS_EN = {"tt_ik": "present ik", "tt_jij": "present jij", "tt_hij": "present hij", "infinitive": "present plural",
            "vt_ev": "past singular", "vt_mv": "past plural", "vd": "past participle"}
_ALWAYS_ZIJN = frozenset({"zijn", "blijven", "blijken"})
_TENSES_NL = {"tt": "tegenwoordige tijd", "vt": "verleden tijd", "vd": "voltooide tijd", "infinitive": "infinitief"}
_TENSES_EN = {"tt": "present", "vt": "past", "vd": "perfect", "infinitive": "infinitive"}


def _text(finding: Finding, name: str) -> str:
    return str(finding.detail.get(name, ""))


def _any(finding: Finding, word: str) -> str:
    return f" {word} ".join(f"*{v}*" for v in finding.expected)


def _stem(finding: Finding) -> str:
    """The stem before the -t of a present form that should have been written: vind of vindt."""
    first = finding.expected[0].split(" ")[0] if finding.expected else ""
    return first[:-1] if _text(finding, "kind") == "dt" and first.endswith("t") else ""


def _misspelt_nl(finding: Finding) -> str:
    reason = _KINDS_NL.get(_text(finding, "kind"), _KINDS_NL["letter"])
    if stem := _stem(finding):
        reason = f"bij hij, zij en het staat de stam (*{stem}*) plus -t"
    return f"*{_text(finding, 'found')}* moet {_any(finding, 'of')} zijn: {reason}."


def _misspelt_en(finding: Finding) -> str:
    reason = _KINDS_EN.get(_text(finding, "kind"), _KINDS_EN["letter"])
    if stem := _stem(finding):
        reason = f"with hij, zij and het stands the stem (*{stem}*) plus -t"
    return f"*{_text(finding, 'found')}* must be {_any(finding, 'or')}: {reason}."


def _auxiliary_nl(finding: Finding) -> str:
    reason = _REASONS_NL.get(_text(finding, "reason"), _REASONS_NL["intransitive"])
    if _text(finding, "infinitive") in _ALWAYS_ZIJN:
        reason = "{infinitive} krijgt in de voltooide tijd altijd zijn"
    found, participle = _text(finding, "found"), _text(finding, "participle")
    right = finding.expected[0] if finding.expected else _text(finding, "auxiliary")
    return (f"*{found} {participle}* moet *{right} {participle}* zijn: "
            f"{reason.replace('{infinitive}', _text(finding, 'infinitive'))}.")


def _auxiliary_en(finding: Finding) -> str:
    reason = _REASONS_EN.get(_text(finding, "reason"), _REASONS_EN["intransitive"])
    if _text(finding, "infinitive") in _ALWAYS_ZIJN:
        reason = "{infinitive} always takes zijn in the perfect"
    found, participle = _text(finding, "found"), _text(finding, "participle")
    right = finding.expected[0] if finding.expected else _text(finding, "auxiliary")
    return (f"*{found} {participle}* must be *{right} {participle}*: "
            f"{reason.replace('{infinitive}', _text(finding, 'infinitive'))}.")


def _only_the_t(finding: Finding) -> bool:
    """Whether found and expected differ in a final -t only, so that the rule of the -t explains it."""
    found = _text(finding, "found").split(" ")[0]
    right = finding.expected[0].split(" ")[0] if finding.expected else ""
    return finding.code == "person-disagreement" and (found + "t" == right or found == right + "t")


def _disagreement_nl(finding: Finding) -> str:
    subject = _text(finding, "subject")
    by = f"het onderwerp is *{subject}*" if subject else "er is geen *ik* in deze zin"
    if _only_the_t(finding):
        by += "; " + _PERSONS_NL.get(_text(finding, "person"), _PERSONS_NL["hij"])
    return f"*{_text(finding, 'found')}* moet {_any(finding, 'of')} zijn: {by}."


def _disagreement_en(finding: Finding) -> str:
    subject = _text(finding, "subject")
    by = f"the subject is *{subject}*" if subject else "there is no *ik* in this sentence"
    if _only_the_t(finding):
        by += "; " + _PERSONS_EN.get(_text(finding, "person"), _PERSONS_EN["hij"])
    return f"*{_text(finding, 'found')}* must be {_any(finding, 'or')}: {by}."


def _inversion_nl(finding: Finding) -> str:
    subject, found = _text(finding, "subject"), _text(finding, "found")
    first = finding.expected[0] if finding.expected else ""
    return (f"*{_capital(found)} {subject}* moet *{_capital(first.split(' ')[0])} {subject}* zijn: staat jij of je als "
            "onderwerp direct achter de persoonsvorm, dan vervalt de -t.")


def _inversion_en(finding: Finding) -> str:
    subject, found = _text(finding, "subject"), _text(finding, "found")
    first = finding.expected[0] if finding.expected else ""
    return (f"*{_capital(found)} {subject}* must be *{_capital(first.split(' ')[0])} {subject}*: with jij or je as "
            "subject right behind the verb the -t is dropped.")


def _capital(text: str) -> str:
    word = text.split(" ")[0]
    return word[:1].upper() + word[1:]


def _no_key_nl(finding: Finding) -> str:
    role = _ROLES_NL.get(_text(finding, "role"), "heeft hier geen sleutel")
    return f"*{_text(finding, 'found')}* {role}: goed als voorbeeld, niet als invulzin."


def _no_key_en(finding: Finding) -> str:
    role = _ROLES_EN.get(_text(finding, "role"), "has no key here")
    return f"*{_text(finding, 'found')}* {role}: fine as an example, not as a fill-in sentence."


def _tense_nl(finding: Finding) -> str:
    asked, tense = _text(finding, "asked"), _text(finding, "tense")
    return f"Gevraagd was {_TENSES_NL.get(asked, asked)}, de zin staat in: {_TENSES_NL.get(tense, tense)}."


def _tense_en(finding: Finding) -> str:
    asked, tense = _text(finding, "asked"), _text(finding, "tense")
    return f"The {_TENSES_EN.get(asked, asked)} was asked for; the sentence has: {_TENSES_EN.get(tense, tense)}."


def _reflexive_nl(finding: Finding) -> str:
    wanted = _any(finding, "of") or "een wederkerend voornaamwoord"
    found = _text(finding, "found")
    if found:
        verb = _text(finding, "infinitive")
        return f"*{found}* moet {wanted} zijn: het voornaamwoord bij zich {verb} volgt het onderwerp."
    return f"Bij zich {_text(finding, 'infinitive')} hoort een voornaamwoord: hier {wanted}."


def _reflexive_en(finding: Finding) -> str:
    wanted = _any(finding, "or") or "a reflexive pronoun"
    found = _text(finding, "found")
    if found:
        return f"*{found}* must be {wanted}: the pronoun of zich {_text(finding, 'infinitive')} follows the subject."
    return f"zich {_text(finding, 'infinitive')} needs its pronoun: here {wanted}."


def _expected_nl(reason: str) -> Callable[[Finding], str]:
    return lambda f: f"*{_text(f, 'found')}* moet {_any(f, 'of')} zijn: {reason}."


def _expected_en(reason: str) -> Callable[[Finding], str]:
    return lambda f: f"*{_text(f, 'found')}* must be {_any(f, 'or')}: {reason}."


def _keys(finding: Finding, names: Mapping[str, str]) -> str:
    keys = finding.detail.get("keys")
    return ", ".join(names.get(str(k), str(k)) for k in keys) if isinstance(keys, (list, tuple)) else ""


def _particle_nl(finding: Finding) -> str:
    return (f"Bij *{_text(finding, 'head')}* ontbreekt *{_text(finding, 'particle')}*. "
            f"Verwacht: {_any(finding, 'of')}.")


def _particle_en(finding: Finding) -> str:
    return (f"*{_text(finding, 'particle')}* is missing with *{_text(finding, 'head')}*. "
            f"Expected: {_any(finding, 'or')}.")


MESSAGES: Mapping[str, Mapping[str, Text]] = {
    "form-missing": {
        "nl": "In deze zin staat geen vorm van {infinitive}.",
        "en": "This sentence holds no form of {infinitive}.",
    },
    "misspelt-form": {"nl": _misspelt_nl, "en": _misspelt_en},
    "particle-missing": {"nl": _particle_nl, "en": _particle_en},
    "particle-wrong": {
        "nl": "Bij *{head}* hoort hier *{particle}*, niet *{found}*.",
        "en": "*{head}* goes with *{particle}* here, not with *{found}*.",
    },
    "particle-doubled": {
        "nl": "*{particle}* staat er twee keer. Verwacht: {expected}.",
        "en": "*{particle}* stands here twice. Expected: {expected}.",
    },
    "split-expected": {
        "nl": _expected_nl("in een hoofdzin staan de delen van een scheidbaar werkwoord los"),
        "en": _expected_en("in a main clause the parts of a separable verb stand apart"),
    },
    "joined-expected": {
        "nl": _expected_nl("hier zijn de delen van het scheidbare werkwoord één woord"),
        "en": _expected_en("here the parts of the separable verb are one word"),
    },
    "other-verb": {
        "nl": "*{found}* is van het andere werkwoord {infinitive}, dat niet scheidbaar is. "
              "Bij deze vormen hoort {expected}.",
        "en": "*{found}* belongs to the other verb {infinitive}, which is not separable. "
              "These forms want {expected}.",
    },
    "te-inside": {
        "nl": _expected_nl("bij een scheidbaar werkwoord staat te tussen de delen"),
        "en": _expected_en("te stands between the parts of a separable verb"),
    },
    "inversion": {"nl": _inversion_nl, "en": _inversion_en},
    "person-disagreement": {"nl": _disagreement_nl, "en": _disagreement_en},
    "number-disagreement": {"nl": _disagreement_nl, "en": _disagreement_en},
    "participle-dt": {
        "nl": _expected_nl("na hebben, zijn of worden staat het voltooid deelwoord"),
        "en": _expected_en("after hebben, zijn or worden stands the past participle"),
    },
    "participle-expected": {
        "nl": _expected_nl("na hebben staat hier het voltooid deelwoord"),
        "en": _expected_en("after hebben stands the past participle here"),
    },
    "finite-after-te": {
        "nl": _expected_nl("na te staat de infinitief"),
        "en": _expected_en("after te stands the infinitive"),
    },
    "infinitive-expected": {
        "nl": _expected_nl("na kunnen, mogen, moeten, willen of zullen staat de infinitief"),
        "en": _expected_en("after kunnen, mogen, moeten, willen or zullen stands the infinitive"),
    },
    "wrong-auxiliary": {"nl": _auxiliary_nl, "en": _auxiliary_en},
    "reflexive-missing": {"nl": _reflexive_nl, "en": _reflexive_en},
    "reflexive-wrong": {"nl": _reflexive_nl, "en": _reflexive_en},
    "form-twice": {
        "nl": "*{found}* staat er twee keer achter elkaar.",
        "en": "*{found}* stands here twice in a row.",
    },
    "answer-elsewhere": {
        "nl": "Het antwoord *{found}* staat ook elders in de zin.",
        "en": "The answer *{found}* also stands elsewhere in the sentence.",
    },
    "more-than-one-form": {
        "nl": "Er staan twee vormen van het werkwoord in de zin: *{found}* en *{other}*.",
        "en": "The sentence holds two forms of the verb: *{found}* and *{other}*.",
    },
    "no-key": {"nl": _no_key_nl, "en": _no_key_en},
    "wrong-tense": {"nl": _tense_nl, "en": _tense_en},
    "ambiguous-blank": {
        "nl": "Hier past ook {expected}. Voeg een tijdsbepaling toe of toon de tijd.",
        "en": "{expected} fits here too. Add a time word or show the tense.",
    },
    "blank-in-sentence": {
        "nl": "Er staat een invulplek in de zin ({text}) in plaats van de vorm.",
        "en": "The sentence holds a blank ({text}) instead of the form.",
    },
    "markdown": {
        "nl": "Er staat opmaak in de zin: {text}",
        "en": "The sentence holds markup: {text}",
    },
    "label-in-sentence": {
        "nl": "Er staat een opschrift bij de zin dat er niet hoort: {text}",
        "en": "A label stands with the sentence that does not belong there: {text}",
    },
    "answer-appended": {
        "nl": "Het antwoord staat achter de zin: {text}",
        "en": "The answer is written behind the sentence: {text}",
    },
    "misspelt-word": {
        "nl": "*{found}* is fout gespeld. Verwacht: {expected}.",
        "en": "*{found}* is misspelt. Expected: {expected}.",
    },
    "unknown-word": {
        "nl": "*{found}* staat niet in de woordenlijst. Bedoeld: {expected}?",
        "en": "*{found}* is not in the word list. Meant: {expected}?",
    },
    "stray-quotes": {
        "nl": "Er staat een aanhalingsteken te veel of te weinig.",
        "en": "A quotation mark is missing or left over.",
    },
    "not-dutch": {
        "nl": "Deze zin lijkt geen Nederlands: {text}.",
        "en": "This sentence does not seem to be Dutch: {text}.",
    },
    "no-capital": {
        "nl": "De zin begint niet met een hoofdletter.",
        "en": "The sentence does not begin with a capital.",
    },
    "no-end-mark": {
        "nl": "De zin eindigt niet op een punt, vraagteken of uitroepteken.",
        "en": "The sentence does not end in a full stop, question mark or exclamation mark.",
    },
    "too-long": {
        "nl": "De zin telt {length} tekens; meer dan {longest} leest niet prettig in een oefening.",
        "en": "The sentence has {length} characters; more than {longest} is too much for an exercise.",
    },
    "near-duplicate": {
        "nl": "Zin {second} lijkt sterk op zin {first}.",
        "en": "Sentence {second} is much like sentence {first}.",
    },
    "tense-mix": {
        "nl": "De zinnen zijn {tt} × tegenwoordig, {vt} × verleden, {vd} × voltooid; "
              "gewenst is {wanted_tt}, {wanted_vt} en {wanted_vd}.",
        "en": "The sentences are {tt} × present, {vt} × past, {vd} × perfect; "
              "wanted are {wanted_tt}, {wanted_vt} and {wanted_vd}.",
    },
    "keys-missing": {
        "nl": lambda f: f"Voor deze vorm is er nog geen zin: {_keys(f, _KEYS_NL)}.",
        "en": lambda f: f"No sentence practises this form yet: {_keys(f, _KEYS_EN)}.",
    },
}
