"""One paradigm: the six forms of one reading of a verb, and how prefixes and particles are put in front of it.

What is made here is what the caller asks for: which reading is right is decided in conjugation.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from distiller.dutch import lexicon
from distiller.dutch.conjugation_weak import is_doubtful, last_syllable_unstressed
from distiller.dutch.lexicon import LoanParts, Options, StrongParts
from distiller.dutch.model import VERB_FORM_FIELDS, Confidence
from distiller.dutch.prefixes import Split
from distiller.dutch.spelling import (
    add_participle_end,
    add_t,
    infinitive_base,
    is_voiceless,
    is_vowel,
    join_after_e,
    regular_stem,
)
from distiller.dutch.wordlist import attested

_ENGLISH_FIRST = frozenset(
    ["cross", "day", "de", "dis", "down", "e", "fast", "free", "micro", "multi", "out", "pre", "re", "self", "un", "up"]
)
"""What stands in front of English verbs and is no Dutch word, or too short to be told from a syllable."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The six forms of one reading of a verb, each with all its accepted values.

    `bare` is the participle as it stands behind an unstressed prefix (lopen: lopen, werken: werkt). `root` is the verb
    that was conjugated, `weak` whether 't kofschip made its past.
    """

    forms: dict[str, Options]
    bare: Options
    root: str
    weak: bool
    confidence: Confidence
    particle: str = ""
    prefix: str = ""
    noun_compound: bool = False

    @property
    def spoken(self) -> str:
        """The verb as 't kofschip hears it: with its unstressed prefix, without its particle (opbellen: bellen)."""
        return join_after_e(self.prefix, self.root)

    @property
    def family(self) -> str:
        """The stem verb, or the verb with its prefix where what is left is no verb of its own (gebruiken)."""
        return self.root if lexicon.is_listed(self.root) else self.spoken


def join_parts(split: Split, inner: Paradigm) -> Paradigm:
    if split.separable:
        return with_particle(split.first, inner)
    if split.first == "her" and inner.particle:
        return _with_her_and_particle(inner)
    joined = with_prefix(split.first, inner)
    if not split.ge_inside:
        return joined
    participle = each(inner.forms["vd"], lambda form: split.first + form)
    return replace(joined, forms={**joined.forms, "vd": participle})


def each(choices: Options, change: Callable[[str], str]) -> Options:
    return tuple((change(value), label) for value, label in choices)


def with_particle(particle: str, inner: Paradigm) -> Paradigm:
    forms = {n: each(inner.forms[n], lambda form: f"{form} {particle}") for n in VERB_FORM_FIELDS[:5]}
    forms["vd"] = each(inner.forms["vd"], lambda form: particle + form)
    return replace(inner, forms=forms, bare=forms["vd"], particle=particle)


def with_prefix(prefix: str, inner: Paradigm) -> Paradigm:
    forms = {n: each(inner.forms[n], lambda form: join_after_e(prefix, form)) for n in VERB_FORM_FIELDS[:5]}
    bare = each(inner.bare, lambda form: join_after_e(prefix, form))
    her_loan = prefix == "her" and inner.weak and inner.root in lexicon.stressed_verbs()
    forms["vd"] = each(bare, lambda form: "ge" + form) if her_loan else bare
    return replace(inner, forms=forms, bare=bare, prefix=prefix + inner.prefix)


def _with_her_and_particle(inner: Paradigm) -> Paradigm:
    """Herindelen: one word in the finite forms (herindeelde), ge- inside the participle (heringedeeld)."""

    def joined(form: str) -> str:
        return "her" + inner.particle + form.removesuffix(" " + inner.particle)

    forms = {n: each(inner.forms[n], joined) for n in VERB_FORM_FIELDS[:5]}
    forms["vd"] = each(inner.forms["vd"], lambda form: "her" + form)
    return replace(inner, forms=forms, bare=forms["vd"], particle="", prefix="her")


def listed(verb: str) -> tuple[Paradigm, ...]:
    """The paradigms of a verb that a list knows as one stem."""
    irregular = lexicon.irregular_verbs().get(verb)
    if irregular:
        return (_irregular(verb, irregular),)
    doubles = lexicon.double_verbs().get(verb)
    if doubles:
        weak = replace(weak_verb(verb), confidence="known")
        return tuple(_strong(verb, parts) if parts else weak for parts in doubles)
    strong = lexicon.strong_verbs().get(verb)
    return (_strong(verb, strong) if strong else weak_verb(verb),)


def _irregular(verb: str, cells: tuple[Options, ...]) -> Paradigm:
    forms = dict(zip(VERB_FORM_FIELDS, cells, strict=True))
    particle = forms["tt_ik"][0][0].partition(" ")[2]
    bare = each(forms["vd"], lambda form: form.removeprefix("ge"))
    return Paradigm(forms, bare, verb, weak=False, confidence="known", particle=particle)


def _strong(verb: str, parts: StrongParts) -> Paradigm:
    stem = regular_stem(verb)
    forms = _present(stem)
    forms |= {"vt_ev": parts.past, "vt_mv": parts.plural, "vd": parts.participle}
    has_ge = verb not in ("genezen", "genieten")
    bare = each(parts.participle, lambda form: form.removeprefix("ge") if has_ge else form)
    if verb == "eten":
        bare = (("eten", ""),)
    return Paradigm(forms, bare, verb, weak=False, confidence="known")


def _present(stem: str, ending_stem: str = "") -> dict[str, Options]:
    with_t = add_t(ending_stem or stem)
    return {"tt_ik": ((stem, ""),), "tt_jij": ((with_t, ""),), "tt_hij": ((with_t, ""),)}


def weak_verb(verb: str, unstressed: bool | None = None, loan: LoanParts | None = None) -> Paradigm:
    """A regular verb: stem, -t, -te or -de by sound, ge- and -t or -d; a loan with the stem and endings given."""
    if unstressed is None:
        unstressed = last_syllable_unstressed(verb)
    loan = loan or lexicon.loan_verbs().get(verb)
    known = verb in lexicon.loan_verbs() or verb in lexicon.known_weak()
    behind = None if loan or known else _loan_behind(verb)
    loan = loan or behind
    if loan is None and verb.endswith(("cen", "dgen")):  # English by sound: sourcen, fridgen
        loan = LoanParts(verb[:-1], ("t" if verb.endswith("cen") else "d",))
    if loan is None and verb.endswith("'en"):  # letters by their names: sms'te, cc'de
        loan = LoanParts(verb[:-3], ("t" if verb[-4:-3] in ("f", "s", "x") else "d",))
    if loan is None:
        ending = "t" if is_voiceless(infinitive_base(verb)) else "d"
        loan = LoanParts(_noun_in(verb) or regular_stem(verb, unstressed), (ending,))
    written = loan.stem + "e" if verb.endswith("iën") and loan.stem.endswith("i") else loan.stem
    if "'" in verb:
        written += "'"
    forms = _present(loan.stem, _lengthened(written))
    labels = ["", *("variant" for _ in loan.endings[1:])]
    pasts = [(written + ending + "e", label) for ending, label in zip(loan.endings, labels, strict=True)]
    forms["vt_ev"] = tuple(pasts)
    forms["vt_mv"] = tuple((past + "n", label) for past, label in pasts)
    ends = zip(loan.endings, labels, strict=True)
    bare = tuple((add_participle_end(_lengthened(written), ending), label) for ending, label in ends)
    forms["vd"] = each(bare, lambda form: join_after_e("ge", form))
    confidence: Confidence = "known" if known else "guess" if is_doubtful(verb) and not behind else "rule"
    return Paradigm(forms, bare, verb, weak=True, confidence=confidence)


def _loan_behind(verb: str) -> LoanParts | None:
    """The stem of an unknown verb that ends in a loan behind another word (disliken, partycrashen), or None."""
    for start in range(2, len(verb) - 4):
        inner = lexicon.loan_verbs().get(verb[start:])
        first = verb[:start].rstrip("-")
        if inner and (inner.stem.endswith("e") or is_doubtful(verb)) and (
            first in _ENGLISH_FIRST or (len(first) > 2 and attested(first))
        ):
            return LoanParts(verb[:start] + inner.stem, inner.endings)
    return None


def _noun_in(verb: str) -> str:
    """The noun a verb in -iën is made of where its -i is all there is (taxi, not taxie); empty for others."""
    noun = verb[:-2]
    return noun if verb.endswith("iën") and attested(noun) and not attested(noun + "e") else ""


def _lengthened(stem: str) -> str:
    """A stem before -t or -d at the end of the word: its final vowel is doubled (kanoot, gekanood, zumbaat)."""
    last = stem[-1:]
    return stem + last if last in ("a", "o", "u") and not is_vowel(stem[-2:-1]) else stem
