"""Practice sentences for any verb that conjugates, made from frames: what the offline teacher says.

A frame is a word order (main clause, question, subordinate clause) with a time cue; the verb brings its forms, its
pronoun and what it is commonly said with. Each sentence is read back by the analysis before it is given out: one
whose key or tense is not the intended one, or that draws a remark, is left for the next frame.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from distiller.dutch.findings import Severity
from distiller.dutch.sentence_complements import Setting, setting
from distiller.dutch.sentence_forms import FormIndex, form_index
from distiller.dutch.sentence_set import bag, near, split_counts
from distiller.dutch.sentence_surface import LONGEST
from distiller.dutch.sentence_verb_classes import INTRANSITIVE
from distiller.dutch.sentence_words import ADVERBS, DETERMINERS, PREPOSITIONS, TIME_NOUNS, word_set
from distiller.dutch.sentences import analyse_sentence

MOST = 20
"""The largest number of sentences for one verb."""

TIMES: Mapping[str, tuple[str, ...]] = {
    "tt": ("vandaag", "morgen", "vanavond", "deze week", "vanmiddag", "dit weekend", "overmorgen", "nu", "deze maand"),
    "vt": ("gisteren", "vorige week", "eergisteren", "vorig weekend", "gisteravond", "vorige maand", "vorig jaar"),
    "vd": ("vanochtend", "gisteren", "vorige week", "eergisteren", "vorige maand", "gisteravond", "vorig jaar"),
}
STATES = word_set(
    "heten wonen weten kennen leven lijken betekenen geloven bezitten behoren bestaan verschillen haten houden lusten "
    "bevatten vertrouwen bewonderen respecteren samenwonen beschikken toebehoren"
)
"""Verbs of what lasts: nobody is called Jansen this afternoon."""
LASTING: Mapping[str, tuple[str, ...]] = {
    "tt": ("nu", "tegenwoordig", "op dit moment", "momenteel", "dit jaar", "al jaren"),
    "vt": ("vroeger", "vorig jaar", "destijds", "in die tijd", "jaren geleden", "vorige zomer"),
    "vd": ("jarenlang", "vroeger", "vorig jaar", "lange tijd", "vorige zomer", "een jaar lang"),
}
SINGULAR = ("hij", "mijn broer", "Anna", "de buurvrouw", "onze leraar", "mijn zus", "Karim", "de nieuwe collega")
PLURAL = ("wij", "mijn ouders", "jullie", "de kinderen", "Tom en Sara", "onze buren", "mijn vrienden")
OPENINGS: Mapping[str, tuple[str, ...]] = {
    "tt": ("Mijn tante zegt dat", "Het klopt dat", "Iedereen weet dat", "Oma schrijft dat", "Niemand ziet dat"),
    "vt": ("Mijn tante vertelde dat", "Later bleek dat", "Niemand wist dat", "Oma schreef dat", "Iedereen zag dat"),
    "vd": ("Mijn tante zegt dat", "Het klopt dat", "Iedereen weet dat", "Oma schrijft dat", "Niemand gelooft dat"),
}
AUXILIARIES: Mapping[str, Mapping[str, str]] = {
    "hebben": {"ik": "heb", "jij": "hebt", "hij": "heeft", "plural": "hebben", "inverted": "heb"},
    "zijn": {"ik": "ben", "jij": "bent", "hij": "is", "plural": "zijn", "inverted": "ben"},
}
PRONOUNS: Mapping[str, str] = {"ik": "me", "jij": "je", "wij": "ons", "jullie": "je"}

_OBJECTLESS_FAMILIES = INTRANSITIVE | word_set(
    "lopen gaan komen staan zitten liggen vallen springen rijden varen vliegen fietsen zwemmen reizen stappen blijven "
    "wandelen zijn leven sterven groeien spelen zingen doen kijken"
)

Shape = str
MAIN, FRONTED, QUESTION, WHY, CLAUSE = "main", "fronted", "question", "why", "clause"
SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "ik": (FRONTED, MAIN, CLAUSE),
    "jij": (QUESTION, WHY, FRONTED),
    "hij": (CLAUSE, FRONTED, MAIN),
    "plural": (MAIN, QUESTION, CLAUSE),
}
PERSONS: Mapping[str, tuple[str, ...]] = {
    "tt": ("ik", "jij", "hij", "plural"),
    "vt": ("hij", "plural", "ik"),
    "vd": ("ik", "plural", "hij"),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One sentence to make: its tense and person, its place in the set, and the variation asked for."""

    tense: str
    person: str
    place: int
    variation: int
    seed: int

    @property
    def wheel(self) -> int:
        """Which subject, time and complement it takes: neighbours and variations differ."""
        return self.seed + self.place + 3 * self.variation

    @property
    def key(self) -> str:
        """The answer key that the sentence must have."""
        if self.tense == "vd":
            return "vd"
        if self.tense == "vt":
            return "vt_mv" if self.person == "plural" else "vt_ev"
        return "infinitive" if self.person == "plural" else f"tt_{self.person}"


def make_sentences(infinitive: str, forms: Mapping[str, str], count: int, *, variation: int = 0) -> list[str]:
    """Up to `count` (1-20) sentences for one verb, tenses split 40/30/30; the same input gives the same sentences.

    Another `variation` gives other sentences. Fewer are given where a verb has too few forms, none where it has none
    that can be used. Raises nothing.
    """
    index = form_index(infinitive, forms)
    scene = _scene(infinitive, index)
    made: dict[str, Counter[str]] = {}
    for slot in _slots(max(0, min(count, MOST)), index, scene, variation):
        close: dict[str, Counter[str]] = {}
        for sentence in _candidates(slot, index, scene):
            words = None if sentence in made else _reads_back(sentence, slot, infinitive, forms)
            if words is None:
                continue
            if not any(near(words, other) for other in made.values()):
                made[sentence] = words
                break
            close.setdefault(sentence, words)
        else:
            made.update(list(close.items())[:1])
    return list(made)


def _scene(infinitive: str, index: FormIndex) -> Setting:
    name = f"zich {index.infinitive}" if index.reflexive else index.infinitive
    return setting(name, impersonal=index.conjugation.impersonal, object_likely=_object_likely(index))


def _object_likely(index: FormIndex) -> bool:
    """Whether an unlisted verb more likely than not takes an object: be-, ver-, ont- with hebben, and -eren."""
    if index.reflexive or index.auxiliaries != {"hebben"}:
        return False
    base = index.infinitive
    if index.conjugation.family in _OBJECTLESS_FAMILIES or base in INTRANSITIVE:
        return False
    prefixed = base.startswith(("be", "ver", "ont", "her", "over", "onder")) and len(base) > 6
    return prefixed or (base.endswith("eren") and len(base) > 7) or bool(index.particle)


def _slots(count: int, index: FormIndex, scene: Setting, variation: int) -> Iterator[Slot]:
    place = 0
    seed = zlib.crc32(index.infinitive.encode()) % 997  # verbs differ from each other in subjects and times
    perfect = bool(index.strings("vd")) and index.main_auxiliary in AUXILIARIES
    for tense, number in split_counts(count, perfect=perfect).items():
        persons = _persons(tense, scene)
        for turn in range(number):
            yield Slot(tense, persons[turn % len(persons)], place, variation, seed)
            place += 1


def _persons(tense: str, scene: Setting) -> Sequence[str]:
    if scene.singular is None:
        return PERSONS[tense]
    return ("hij", "plural") if scene.plural else ("hij",)


def _candidates(slot: Slot, index: FormIndex, scene: Setting) -> Iterator[str]:
    """Sentences for a slot, the preferred one first: other frames, subjects and times follow."""
    shapes = SHAPES[slot.person]
    rounds = len(_times(slot, index))
    for step in range(rounds * len(shapes)):
        shape = shapes[(slot.place + slot.variation + step) % len(shapes)]
        sentence = _compose(slot, shape, slot.wheel + step // len(shapes), index, scene)
        if sentence and len(sentence) <= LONGEST:
            yield sentence


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one sentence, each with its leading space or empty."""

    verb: str
    subject: str
    pronoun: str
    time: str
    complement: str
    particle: str
    final: str
    tail: str


def _compose(slot: Slot, shape: Shape, wheel: int, index: FormIndex, scene: Setting) -> str | None:
    """One sentence of a frame, or None where the verb lacks the form."""
    subject = _subject(slot, wheel, scene)
    person = "jullie" if subject == "jullie" else "wij" if subject == "wij" else slot.person
    inverted = slot.person == "jij" and shape in (FRONTED, QUESTION, WHY)
    complement, auxiliary = _complement(slot, wheel, subject, index, scene)
    verb, particle, joined = _forms(slot, index, auxiliary, inverted=inverted)
    if not verb:
        return None
    pronoun = f" {PRONOUNS.get(person, 'zich')}" if index.reflexive else ""
    times = _times(slot, index)
    time = times[wheel % len(times)]
    participle = index.strings("vd")[0] if slot.tense == "vd" else ""
    closing = f" {participle}" if participle else f" {particle}" if particle else ""
    tail = f" {scene.tail}" if scene.tail and not (participle and scene.complements) else ""
    words = _Words(verb, subject, pronoun, time, complement, closing, f" {joined}", tail)
    opening = OPENINGS[slot.tense][(wheel) % len(OPENINGS[slot.tense])]
    return _ordered(shape, words, opening, participle)


def _times(slot: Slot, index: FormIndex) -> tuple[str, ...]:
    return (LASTING if index.infinitive in STATES else TIMES)[slot.tense]


def _ordered(shape: Shape, w: _Words, opening: str, participle: str) -> str:
    """The words in the order of the frame."""
    rest = f"{w.complement}{w.particle}{w.tail}"
    if shape == MAIN:
        return _capital(f"{w.subject} {w.verb}{w.pronoun} {w.time}{rest}.")
    if shape == FRONTED:
        return _capital(f"{w.time} {w.verb} {w.subject}{w.pronoun}{rest}.")
    if shape == QUESTION:
        return _capital(f"{w.verb} {w.subject}{w.pronoun} {w.time}{rest}?")
    if shape == WHY:
        return f"Waarom {w.verb} {w.subject}{w.pronoun} {w.time}{rest}?"
    closing = f" {w.verb} {participle}" if participle else w.final
    return f"{opening} {w.subject}{w.pronoun} {w.time}{w.complement}{closing}{w.tail}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _subject(slot: Slot, turn: int, scene: Setting) -> str:
    if slot.person in ("ik", "jij"):
        return slot.person
    if slot.person == "plural":
        plurals = scene.plural or PLURAL
        return plurals[turn % len(plurals)]
    singulars = scene.singular or SINGULAR
    return singulars[turn % len(singulars)]


def _forms(slot: Slot, index: FormIndex, auxiliary: str, *, inverted: bool) -> tuple[str, str, str]:
    """The finite verb, its detached particle, and both as one word."""
    if slot.tense == "vd":
        return AUXILIARIES[auxiliary]["inverted" if inverted else slot.person], "", ""
    if slot.key == "infinitive":
        base = index.infinitive.removeprefix(index.particle)
        return base, index.particle, index.infinitive
    values = index.strings(slot.key)
    if not values:
        return "", "", ""
    head = values[0].split()[0]
    if inverted:
        head = _without_t(head, index)
    return head, index.particle, index.particle + head


def _without_t(head: str, index: FormIndex) -> str:
    """The form before jij: that of ik; kun and zul from kunt and zult."""
    if head in ("kunt", "zult"):
        return head[:-1]
    values = index.strings("tt_ik")
    return values[0].split()[0] if values else head


def _complement(slot: Slot, turn: int, subject: str, index: FormIndex, scene: Setting) -> tuple[str, str]:
    """A fitting complement with a leading space, and the auxiliary that a perfect takes with it.

    A verb with both auxiliaries takes zijn to a destination and hebben with an object; what goes with the verb's own
    auxiliary is preferred.
    """
    fitting = [c for c in scene.complements if not _repeats(c, subject)]
    if slot.tense == "vd":
        fitting = [c for c in fitting if _auxiliary(c, index) == index.main_auxiliary] or fitting
    if not fitting:
        return "", index.main_auxiliary
    complement = fitting[(turn + turn // len(fitting)) % len(fitting)]
    return f" {complement.removeprefix('>')}", _auxiliary(complement, index)


def _auxiliary(complement: str, index: FormIndex) -> str:
    if not {"hebben", "zijn"} <= index.auxiliaries:
        return index.main_auxiliary
    if complement.startswith((">", "naar ")):
        return "zijn"
    first = complement.split()[0]
    time = any(word in TIME_NOUNS for word in complement.split())
    thing = first not in PREPOSITIONS and (first in DETERMINERS or first not in ADVERBS) and " " in complement
    return "hebben" if thing and not time and first not in ("heel", "te") else index.main_auxiliary


def _repeats(complement: str, subject: str) -> bool:
    """Whether subject and complement share a word of content (de kinderen, een collega)."""
    return any(w in complement.split() for w in subject.split() if w not in DETERMINERS and w not in ("en", "nieuwe"))


def _reads_back(sentence: str, slot: Slot, infinitive: str, forms: Mapping[str, str]) -> Counter[str] | None:
    """The words around the verb, if the analysis finds the intended key and tense and has no remark of weight."""
    analysis = analyse_sentence(sentence, infinitive, forms)
    right = analysis.answer_form_key == slot.key and analysis.tense == slot.tense
    if not right or any(f.severity is not Severity.INFO for f in analysis.findings):
        return None
    return bag(sentence, analysis)
