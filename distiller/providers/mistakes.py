"""Deliberate mistakes, for demonstrations and for tests of findings: those that learners and models really make.

Whether a subject gets one, and which, follows from a hash of the subject: the same list gives the same mistakes.
A mistake that would change nothing in this verb (hij moet has no -t to lose) gives way to the next kind.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence

Forms = dict[str, str]

_SCALE = 1 << 32
_VOWELS = {"ie": "ee", "oo": "aa", "o": "a", "a": "o", "e": "i", "i": "e", "ee": "ie", "aa": "oo", "oe": "oo"}
_FIRST_VOWEL = re.compile(r"ie|oo|oe|aa|ee|[aeio]")


def in_forms(subject: str, forms: Mapping[str, str], share: float) -> Forms:
    """The forms, with one mistake if the subject falls into `share`."""
    if not chosen(subject, share):
        return dict(forms)
    return next((changed for make in _turned(subject, FORM_MISTAKES) if (changed := make(forms)) != forms), dict(forms))


def in_sentences(subject: str, forms: Mapping[str, str], sentences: Sequence[str], share: float) -> list[str]:
    """The sentences, with the wrong form of the verb in one of them if the subject falls into `share`."""
    made = list(sentences)
    if not chosen(subject, share):
        return made
    for right, false in (("tt_hij", "tt_ik"), ("vt_ev", "vt_mv"), ("vt_mv", "vt_ev")):
        old, new = _head(forms.get(right, "")), _head(forms.get(false, ""))
        if not old or not new or old == new:
            continue
        for number, sentence in enumerate(made):
            changed = re.sub(rf"\b{re.escape(old)}\b", new, sentence, count=1)
            if changed != sentence:
                made[number] = changed
                return made
    return made


def chosen(subject: str, share: float) -> bool:
    """Whether `subject` is one of the share that goes wrong."""
    return zlib.crc32(subject.encode("utf-8", "replace")) / _SCALE < share


def wrong_vowel(forms: Mapping[str, str]) -> Forms:
    """The vowel of the past singular: loop, lap."""
    past = _FIRST_VOWEL.sub(lambda m: _VOWELS[m[0]], forms["vt_ev"], count=1)
    return {**forms, "vt_ev": past}


def wrong_auxiliary(forms: Mapping[str, str]) -> Forms:
    """hebben for zijn and the other way round."""
    other = {"hebben": "zijn", "zijn": "hebben"}
    auxiliary = forms["vd_hulpwerkwoord"]
    return {**forms, "vd_hulpwerkwoord": other.get(auxiliary, auxiliary)}


def missing_t(forms: Mapping[str, str]) -> Forms:
    """hij word."""
    return {**forms, "tt_hij": forms["tt_ik"]}


def wrong_kofschip(forms: Mapping[str, str]) -> Forms:
    """werkde, gewerkd: d for t and the other way round, in past and participle of a weak verb."""
    turn = {"t": "d", "d": "t"}

    def past(form: str) -> str:
        return re.sub(r"([td])(en?)(?= |$)", lambda m: turn[m[1]] + m[2], form, count=1)

    participle = re.sub(r"[td]$", lambda m: turn[m[0]], forms["vd"])
    return {**forms, "vt_ev": past(forms["vt_ev"]), "vt_mv": past(forms["vt_mv"]), "vd": participle}


def swapped_fields(forms: Mapping[str, str]) -> Forms:
    """Past singular and plural in each other's place."""
    return {**forms, "vt_ev": forms["vt_mv"], "vt_mv": forms["vt_ev"]}


FORM_MISTAKES: tuple[Callable[[Mapping[str, str]], Forms], ...] = (
    wrong_vowel,
    wrong_auxiliary,
    missing_t,
    wrong_kofschip,
    swapped_fields,
)


def _turned(subject: str, kinds: Sequence[Callable[[Mapping[str, str]], Forms]]) -> list[Callable[..., Forms]]:
    """The kinds, beginning with the subject's own."""
    start = zlib.adler32(subject.encode("utf-8", "replace")) % len(kinds)
    return [*kinds[start:], *kinds[:start]]


def _head(form: str) -> str:
    return form.partition(" ")[0]
