"""What the remarks on forms say, in Dutch and English: code -> language -> text.

A text is a template filled with the finding's `detail`, with `expected` (its values joined by "of" or "or"), with
`field` and `other` (the names of the fields it speaks of), or a function of the finding where the reason depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from distiller.dutch.findings import Finding
from distiller.dutch.messages_auxiliary import auxiliary_variant, wrong_auxiliary

Text = str | Callable[[Finding], str]

FIELD_NAMES: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "tt_ik": "ik-vorm",
        "tt_jij": "jij-vorm",
        "tt_hij": "hij-vorm",
        "vt_ev": "verleden tijd enkelvoud",
        "vt_mv": "verleden tijd meervoud",
        "vd": "voltooid deelwoord",
        "vd_hulpwerkwoord": "hulpwerkwoord",
    },
    "en": {
        "tt_ik": "ik form",
        "tt_jij": "jij form",
        "tt_hij": "hij form",
        "vt_ev": "past singular",
        "vt_mv": "past plural",
        "vd": "past participle",
        "vd_hulpwerkwoord": "auxiliary",
    },
}

_LABELS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "informal": "informeel", "formal": "formeel", "dated": "verouderd", "NL": "vooral in Nederland",
        "BE": "vooral in België", "variant": "een gelijkwaardige vorm",
    },
    "en": {
        "informal": "informal", "formal": "formal", "dated": "dated", "NL": "mainly Netherlands",
        "BE": "mainly Belgium", "variant": "an equal form",
    },
}

_DT: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "t-with-ik": "de ik-vorm is de stam, zonder -t",
        "no-ending": "hier komt geen -t of -d achter: dit werkwoord is onregelmatig",
        "no-t": "bij jij en hij krijgt de stam een -t",
        "no-t-jij": "bij jij krijgt de stam een -t; die vervalt alleen als jij of je er direct achter staat",
        "dt-too-much": "de stam eindigt niet op een d, dus alleen een -t",
        "double-t": "de stam eindigt al op een t, er komt geen tweede bij",
        "d-lost": "de stam eindigt op een d en daar komt een -t achter: -dt",
        "d-for-t": "de tegenwoordige tijd bij jij en hij is de stam plus -t; een -d hoort bij het voltooid deelwoord",
    },
    "en": {
        "t-with-ik": "the ik form is the bare stem, without -t",
        "no-ending": "no -t or -d is added here: this verb is irregular",
        "no-t": "with jij and hij the stem takes a -t",
        "no-t-jij": "with jij the stem takes a -t; it drops only where jij or je stands right behind it",
        "dt-too-much": "the stem does not end in d, so only a -t is added",
        "double-t": "the stem already ends in t, no second one is added",
        "d-lost": "the stem ends in d and takes a -t: -dt",
        "d-for-t": "the present with jij and hij is the stem plus -t; a -d belongs to the participle",
    },
}


def _expected(finding: Finding, language: str) -> str:
    word, head = (" of ", "Verwacht") if language == "nl" else (" or ", "Expected")
    return f"{head}: {word.join(f'*{value}*' for value in finding.expected)}." if finding.expected else ""


def _detail(finding: Finding, name: str) -> str:
    return str(finding.detail.get(name, ""))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _dt(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        kind = _detail(finding, "kind")
        reason = _participle_reason(finding, language) if kind == "participle" else _DT[language].get(kind, "")
        return " ".join(part for part in (_expected(finding, language), _sentence(reason) if reason else "") if part)

    return text


def _participle_reason(finding: Finding, language: str) -> str:
    """Why a participle ends in -d or -t: what its past has."""
    ending = _detail(finding, "ending")
    if language == "nl":
        if ending:
            return f"de verleden tijd heeft -{ending}, dus het voltooid deelwoord eindigt op -{ending[:1]}"
        return "de verleden tijd wijst de laatste letter van het voltooid deelwoord aan"
    if ending:
        return f"the past has -{ending}, so the participle ends in -{ending[:1]}"
    return "the past tells the last letter of the participle"


def _kofschip_nl(finding: Finding) -> str:
    verb, base, sound = (_detail(finding, name) for name in ("verb", "base", "sound"))
    ending = _detail(finding, "ending")
    if not (verb and base and ending):
        return f"{_expected(finding, 'nl')} 't Kofschip beslist tussen -te en -de."
    inside = ending == "te"
    if _detail(finding, "rule") == "no":
        reason = f"de uitspraak van het leenwoord beslist, dus -{ending}"
    else:
        reason = f"de {sound} zit {'' if inside else 'niet '}in 't kofschip, dus -{ending}"
    return f"{_expected(finding, 'nl')} {verb.capitalize()} zonder -en is *{base}-*; {reason}."


def _kofschip_en(finding: Finding) -> str:
    verb, base, sound = (_detail(finding, name) for name in ("verb", "base", "sound"))
    ending = _detail(finding, "ending")
    if not (verb and base and ending):
        return f"{_expected(finding, 'en')} 't Kofschip decides between -te and -de."
    if _detail(finding, "rule") == "no":
        reason = f"the loan word goes by its sound, so -{ending}"
    else:
        reason = f"{sound} is {'' if ending == 'te' else 'not '}in 't kofschip, so -{ending}"
    return f"{_expected(finding, 'en')} {verb.capitalize()} without -en is *{base}-*; {reason}."


def _final_v_z(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        if finding.field in ("vt_ev", "vt_mv") and _detail(finding, "ending"):
            return _kofschip_spelling(finding, language)
        reason = (
            "Aan het eind van een woord of voor -t schrijf je f en s; v en z staan alleen voor een klinker."
            if language == "nl"
            else "At the end of a word or before -t Dutch writes f and s; v and z stand only before a vowel."
        )
        return f"{_expected(finding, language)} {reason}"

    return text


def _kofschip_spelling(finding: Finding, language: str) -> str:
    ending = _detail(finding, "ending")
    if language == "nl":
        reason = f"De stam krijgt -{ending} en houdt zijn f of s; v en z staan alleen voor een klinker."
    else:
        reason = f"The stem takes -{ending} and keeps its f or s; v and z stand only before a vowel."
    return f"{_expected(finding, language)} {reason}"


def _swapped(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        other = FIELD_NAMES[language].get(_detail(finding, "other_field"), "")
        if language == "nl":
            return f"{_expected(finding, 'nl')} Deze vorm en die bij *{other}* zijn verwisseld."
        return f"{_expected(finding, 'en')} This form and the one of *{other}* are swapped."

    return text


def _other_field(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        belongs = FIELD_NAMES[language].get(_detail(finding, "belongs"), "")
        same = "is een andere vorm van dit werkwoord" if language == "nl" else "is another form of this verb"
        return f"{_expected(finding, language)} *{_detail(finding, 'given')}* {same}: {belongs}."

    return text


def _other_verb(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        other, given, verb = (_detail(finding, name) for name in ("other", "given", "infinitive"))
        if language == "nl":
            source = f"*{given}* hoort bij *{other}*" if other else f"*{given}* hoort bij een ander werkwoord"
            return f"{_expected(finding, 'nl')} {source}, niet bij *{verb}*; misschien is een rij verschoven."
        source = f"*{given}* belongs to *{other}*" if other else f"*{given}* belongs to another verb"
        return f"{_expected(finding, 'en')} {source}, not to *{verb}*; a row may have shifted."

    return text


def _variant(language: str) -> Callable[[Finding], str]:
    def text(finding: Finding) -> str:
        label = _LABELS[language].get(_detail(finding, "label"), _detail(finding, "label"))
        main = finding.expected[0] if finding.expected else ""
        if language == "nl":
            return f"*{_detail(finding, 'given')}* is ook goed ({label}); de gewone vorm is *{main}*."
        return f"*{_detail(finding, 'given')}* is right too ({label}); the usual form is *{main}*."

    return text


def _both(make: Callable[[str], Callable[[Finding], str]]) -> dict[str, Text]:
    return {"nl": make("nl"), "en": make("en")}


MESSAGES: dict[str, dict[str, Text]] = {
    "missing-form": {
        "nl": "Hier is nog niets ingevuld: {field}. {Expected}",
        "en": "Nothing is filled in yet: {field}. {Expected}",
    },
    "placeholder": {
        "nl": "*{given}* is geen vorm. {Expected}",
        "en": "*{given}* is not a form. {Expected}",
    },
    "no-such-form": {
        "nl": "*{given}* bestaat niet: {infinitive} heeft geen vorm voor dit veld ({field}); laat het leeg.",
        "en": "*{given}* does not exist: {infinitive} has no form for this field ({field}); leave it empty.",
    },
    "leave-empty": {
        "nl": "{Infinitive} heeft dit niet ({field}); het veld kan leeg blijven.",
        "en": "{Infinitive} has no such form ({field}); the field can stay empty.",
    },
    "stray-whitespace": {
        "nl": "{Expected} Er staat een spatie, tab of regeleinde te veel.",
        "en": "{Expected} There is a space, tab or line end too many.",
    },
    "letter-case": {
        "nl": "{Expected} Een werkwoordsvorm krijgt hier geen hoofdletter.",
        "en": "{Expected} A verb form takes no capital here.",
    },
    "stray-punctuation": {
        "nl": "{Expected} Er staan leestekens of opmaak bij die niet bij de vorm horen.",
        "en": "{Expected} There are punctuation marks or markup that are no part of the form.",
    },
    "two-forms": {
        "nl": "{Expected} Er staat meer dan één vorm in het veld.",
        "en": "{Expected} The field holds more than one form.",
    },
    "pronoun-in-form": {
        "nl": "{Expected} Alleen de vorm zelf, zonder *{pronoun}*.",
        "en": "{Expected} Only the form itself, without *{pronoun}*.",
    },
    "auxiliary-in-form": {
        "nl": "{Expected} Alleen het voltooid deelwoord; *{auxiliary}* hoort bij het hulpwerkwoord.",
        "en": "{Expected} Only the participle; *{auxiliary}* belongs to the auxiliary.",
    },
    "untouched-infinitive": {
        "nl": "{Expected} Hier staat nog de infinitief.",
        "en": "{Expected} This is still the infinitive.",
    },
    "swapped-fields": _both(_swapped),
    "other-of-two": {
        "nl": "*{given}* bestaat, maar {infinitive} is twee werkwoorden en de rest hoort bij het andere. {Expected}",
        "en": "*{given}* exists, but {infinitive} is two verbs and the other forms belong to the other one. {Expected}",
    },
    "mixed-readings": {
        "nl": "{Expected} {Infinitive} is twee werkwoorden; *{given}* hoort bij het andere dan de overige vormen.",
        "en": "{Expected} {Infinitive} is two verbs; *{given}* belongs to another one than the rest of the forms.",
    },
    "other-verb": _both(_other_verb),
    "present-as-past": {
        "nl": "{Expected} *{given}* is de tegenwoordige tijd; gevraagd is de verleden tijd.",
        "en": "{Expected} *{given}* is the present; the past is asked for.",
    },
    "other-field": _both(_other_field),
    "singular-as-plural": {
        "nl": "{Expected} *{given}* is het enkelvoud.",
        "en": "{Expected} *{given}* is the singular.",
    },
    "plural-as-singular": {
        "nl": "{Expected} *{given}* is het meervoud.",
        "en": "{Expected} *{given}* is the plural.",
    },
    "dt-error": _both(_dt),
    "kofschip": {"nl": _kofschip_nl, "en": _kofschip_en},
    "final-v-z": _both(_final_v_z),
    "past-single-dt": {
        "nl": "{Expected} De stam houdt zijn d of t en krijgt er -de of -te bij.",
        "en": "{Expected} The stem keeps its d or t and adds -de or -te.",
    },
    "regularised": {
        "nl": "{Expected} {Verb} is sterk of onregelmatig en krijgt niet de gewone uitgang.",
        "en": "{Expected} {Verb} is strong or irregular and does not take the regular ending.",
    },
    "missing-particle": {
        "nl": "{Expected} *{particle}* ontbreekt: {infinitive} is scheidbaar.",
        "en": "{Expected} *{particle}* is missing: {infinitive} is separable.",
    },
    "joined-separable": {
        "nl": "{Expected} In een hoofdzin staat *{particle}* los: {infinitive} is scheidbaar.",
        "en": "{Expected} In a main clause *{particle}* stands apart: {infinitive} is separable.",
    },
    "doubled-particle": {
        "nl": "{Expected} *{particle}* staat er dubbel.",
        "en": "{Expected} *{particle}* is there twice.",
    },
    "wrong-particle": {
        "nl": "{Expected} *{given_particle}* hoort hier niet; het werkwoord is {infinitive}.",
        "en": "{Expected} *{given_particle}* does not belong here; the verb is {infinitive}.",
    },
    "split-participle": {
        "nl": "{Expected} Het voltooid deelwoord is één woord, met *{particle}* voorop.",
        "en": "{Expected} The participle is one word, with *{particle}* in front.",
    },
    "misplaced-ge": {
        "nl": "{Expected} Ge- staat tussen *{particle}* en het werkwoord.",
        "en": "{Expected} Ge- stands between *{particle}* and the verb.",
    },
    "missing-ge": {
        "nl": "{Expected} Het voltooid deelwoord krijgt hier ge-.",
        "en": "{Expected} The participle takes ge- here.",
    },
    "extra-ge": {
        "nl": "{Expected} Na *{prefix}-* zonder klemtoon komt er geen ge-.",
        "en": "{Expected} After the unstressed *{prefix}-* there is no ge-.",
    },
    "participle-end": {
        "nl": "{Expected} Het voltooid deelwoord zelf; *{given}* heeft een uitgang te veel of te weinig.",
        "en": "{Expected} The participle itself; *{given}* has an ending too many or too few.",
    },
    "foreign-form": {
        "nl": "{Expected} *{given}* is geen Nederlandse vorm; het lijkt {tongue_nl}.",
        "en": "{Expected} *{given}* is not a Dutch form; it looks {tongue_en}.",
    },
    "missing-trema": {
        "nl": "{Expected} Zonder trema of streepje zouden de klinkers als één klank gelezen worden.",
        "en": "{Expected} Without the trema or hyphen the vowels would be read as one sound.",
    },
    "missing-mark": {
        "nl": "{Expected} Een losse letter of een afkorting houdt haar streepje en apostrof.",
        "en": "{Expected} A single letter or an abbreviation keeps its hyphen and apostrophe.",
    },
    "one-word": {
        "nl": "{Expected} {Infinitive} is één woord: *{noun}* komt niet los en ge- staat vooraan.",
        "en": "{Expected} {Infinitive} is one word: *{noun}* does not come off, and ge- stands in front.",
    },
    "needless-mark": {
        "nl": "{Expected} Hier hoort geen trema of streepje.",
        "en": "{Expected} No trema or hyphen belongs here.",
    },
    "syllable-spelling": {
        "nl": "{Expected} Een lange klinker is dubbel in een gesloten lettergreep en enkel in een open; "
              "een medeklinker is alleen dubbel na een korte klinker, tussen klinkers.",
        "en": "{Expected} A long vowel is doubled in a closed syllable and single in an open one; "
              "a consonant is doubled only after a short vowel, between vowels.",
    },
    "strong-vowel": {
        "nl": "{Expected} De klinker van dit sterke werkwoord ({verb}) klopt niet.",
        "en": "{Expected} The vowel of this strong verb ({verb}) is not right.",
    },
    "misspelt": {
        "nl": "{Expected} Er lijkt een letter te veel, te weinig of verkeerd te zijn in *{given}*.",
        "en": "{Expected} A letter seems to be missing, doubled or wrong in *{given}*.",
    },
    "wrong-form": {
        "nl": "{Expected} *{given}* is geen vorm van {infinitive} die hier past.",
        "en": "{Expected} *{given}* is no form of {infinitive} that fits here.",
    },
    "unknown-verb": {
        "nl": "*{infinitive}* is niet bekend als Nederlands werkwoord; kijk de vormen zelf na.",
        "en": "*{infinitive}* is not known as a Dutch verb; check the forms yourself.",
    },
    "accepted-variant": _both(_variant),
    "dated-variant": _both(_variant),
    "auxiliary-variant": _both(auxiliary_variant),
    "wrong-auxiliary": _both(wrong_auxiliary),
    "invalid-auxiliary": {
        "nl": "{Expected} Het hulpwerkwoord is hebben of zijn, niet *{given}*.",
        "en": "{Expected} The auxiliary is hebben or zijn, not *{given}*.",
    },
}
