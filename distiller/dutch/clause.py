"""The subject of a verb, as word order and pronouns show it.

No full parse: the closed word classes (pronouns, auxiliaries, subordinators) and word order decide. What they leave
open stays open: a subject that is not clearly seen is `None`, and nothing is called wrong because of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distiller.dutch.sentence_finite import may_be_finite
from distiller.dutch.sentence_nouns import adjective, count_noun, may_be_noun
from distiller.dutch.sentence_number import phrase_number
from distiller.dutch.sentence_persons import INSTITUTIONS, person
from distiller.dutch.sentence_words import (
    ADVERBS,
    ANY_REFLEXIVE,
    CLUSTER_VERBS,
    COORDINATORS,
    DETERMINERS,
    FAMILY_NOUNS,
    FINITE_CLOSED,
    NOMINATIVE,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBORDINATORS,
    TIME_NOUNS,
    word_set,
)
from distiller.dutch.tokens import Token, segment
from distiller.dutch.wordlist import attested

_SUBJECT_START = frozenset(NOMINATIVE) | word_set("de het een je u er ze mijn zijn haar jullie onze")
_DEFINITE = word_set("de het deze die dit mijn jouw zijn haar onze ons hun jullie uw")
_OBJECT_PRONOUNS = word_set("ik jij hij wij we ze zij me mij je jou hem haar ons hun hen zich u")
FUNCTION_WORDS = (
    ADVERBS | PREPOSITIONS | DETERMINERS | COORDINATORS | SUBORDINATORS | frozenset(NOMINATIVE) | CLUSTER_VERBS
    | ANY_REFLEXIVE
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a finite verb.

    `person`: ik, jij, u, hij, zij, wij, jullie, gij; or the number of a noun phrase, noun-singular and noun-plural.
    `inverted`: it stands right behind the verb. `sure`: a pronoun that can be nothing else.
    """

    person: str
    index: int
    inverted: bool
    sure: bool


def find_subject(tokens: Sequence[Token], verb: int) -> Subject | None:
    """The subject of the finite verb at `verb`, or None where word order and pronouns do not tell."""
    first, last = segment(tokens, verb)
    before = verb - 1 if verb > first else None
    return (
        _pronoun_before(tokens, first, before)
        or _pronoun_behind(tokens, first, verb, last)
        or _in_subordinate_clause(tokens, first, verb)
        or _opening_pronoun(tokens, first, verb)
        or _noun_phrase(tokens, first, verb, last)
    )


def _pronoun_before(tokens: Sequence[Token], first: int, before: int | None) -> Subject | None:
    """`ik loop`, `dat u loopt`, `je loopt`: a pronoun right before the verb."""
    if before is None:
        return None
    word = tokens[before].lower
    if word in NOMINATIVE and not _governed(tokens, first, before):
        return Subject(NOMINATIVE[word], before, inverted=False, sure=not _one_of_two(tokens, first, before))
    at_start = before == first or tokens[before - 1].lower in SUBORDINATORS | COORDINATORS
    if at_start and word in ("je", "u", "jullie") and not _nominative_in(tokens, first, before):
        return Subject("jij" if word == "je" else word, before, inverted=False, sure=True)
    if word == "ze" and before == first:
        return Subject("zij", before, inverted=False, sure=True)
    return None


def _one_of_two(tokens: Sequence[Token], first: int, pronoun: int) -> bool:
    """Whether the pronoun is only half of the subject: `jij en ik`, `zowel hij als zij`, `niemand behalve ik`."""
    previous = tokens[pronoun - 1].lower if pronoun > first else ""
    if previous in ("en", "noch", "behalve", "dan"):
        return True
    if previous == "of":
        return pronoun - 2 >= first and tokens[pronoun - 2].lower in NOMINATIVE
    return previous == "als" and any(t.lower in ("zowel", "evenals") for t in tokens[first:pronoun])


def _governed(tokens: Sequence[Token], first: int, pronoun: int) -> bool:
    """Whether the pronoun is the inverted subject of another finite verb (`dan wil ik`)."""
    return pronoun > first and tokens[pronoun - 1].lower in FINITE_CLOSED


def _nominative_in(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(tokens[k].lower in NOMINATIVE for k in range(first, last))


def _pronoun_behind(tokens: Sequence[Token], first: int, verb: int, last: int) -> Subject | None:
    """`loop jij`, `loop je`, `herinner je je`, `gaf ze`: a pronoun right behind the verb."""
    k = verb + 1
    if k >= last:
        return None
    word = tokens[k].lower
    if word in NOMINATIVE:
        half = k + 1 < last and tokens[k + 1].lower in ("en", "of", "noch")
        return Subject(NOMINATIVE[word], k, inverted=True, sure=not half)
    if word in ("me", "mij", "zich", "ons", "er") and k + 1 < last and tokens[k + 1].lower in NOMINATIVE:
        return Subject(NOMINATIVE[tokens[k + 1].lower], k + 1, inverted=True, sure=True)
    if _nominative_in(tokens, first, verb) or subordinator(tokens, first, verb, clear=True) is not None:
        return None
    if word == "u":
        return Subject("u", k, inverted=True, sure=_opens(tokens, first, verb))
    if word == "je":
        return _je_behind(tokens, k, last, sure=_opens(tokens, first, verb))
    if word == "jullie" and (k + 1 >= last or tokens[k + 1].lower in FUNCTION_WORDS):
        return Subject("jullie", k, inverted=True, sure=_opens(tokens, first, verb))
    if word == "ze" and _opens(tokens, first, verb):
        return Subject("zij", k, inverted=True, sure=False)
    return None


def _je_behind(tokens: Sequence[Token], k: int, last: int, *, sure: bool) -> Subject:
    """`je` behind the verb: subject, unless a noun follows that it may possess."""
    if k + 1 >= last:
        return Subject("jij", k, inverted=True, sure=sure)
    following = tokens[k + 1]
    if following.lower in FAMILY_NOUNS:
        return Subject("noun", k + 1, inverted=True, sure=False)
    behind = tokens[k + 2] if k + 2 < last else None
    hair = following.lower == "haar" and k + 2 >= last
    if (hair or count_noun(following.lower)) and tokens[k - 1].lower.endswith("t"):
        return Subject("noun", k + 1, inverted=True, sure=False)  # kost je abonnement
    if (following.lower.endswith("e") and following.lower not in FUNCTION_WORDS and behind is not None
            and behind.lower not in FUNCTION_WORDS and attested(following.lower + "r")):
        return Subject("noun", k + 1, inverted=True, sure=False)  # je nieuwe collega
    function = following.lower in FUNCTION_WORDS - {"haar"} or following.lower in ("je", "terug", "mee", "weg", "thuis")
    function = function or (k + 2 >= last and adjective(following.lower))
    return Subject("jij", k, inverted=True, sure=sure and function)


def _opens(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """Whether what stands before the verb cannot be its subject: nothing, an adverb, a question word, a preposition."""
    if verb == first:
        return True
    word = tokens[first].lower
    if word in COORDINATORS and verb - first >= 2:
        word = tokens[first + 1].lower
    if word in ("wie", "wat", "welk", "welke", "die", "dat", "niemand", "iets", "niets", "alles"):
        return False
    return word in ADVERBS or word in PREPOSITIONS or word in SUBORDINATORS or word in COORDINATORS


def subordinator(tokens: Sequence[Token], first: int, verb: int, *, clear: bool = False) -> int | None:
    """The nearest word before the verb that opens a subordinate clause which the verb may close."""
    for k in range(verb - 1, first - 1, -1):
        word = tokens[k].lower
        if word in FINITE_CLOSED and k != verb - 1:
            return None
        if word not in SUBORDINATORS or k == verb - 1:
            continue
        if word in ("die", "dat") and not relative(tokens, first, k):
            continue
        if word == "nu" and k > first:
            continue
        if word in ("of", "zoals", "als") and _between_nouns(tokens, first, k):
            continue
        if word in ("tot", "sinds", "sedert", "nu") and not (
            k + 1 < verb and tokens[k + 1].lower in frozenset(NOMINATIVE) | {"je", "u", "ze", "de", "het", "mijn"}
        ):
            continue
        if word == "tot" and tokens[k + 1].lower not in NOMINATIVE:
            continue
        if word in ("of", "nu", "toen", "tot", "waar", "hoe", "wat", "wie", "welke", "sinds", "sedert", "als"):
            if clear or (k + 1 < verb and tokens[k + 1].lower in FINITE_CLOSED):
                continue
            return k
        return k
    return None


def relative(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether `die` or `dat` opens a clause, rather than pointing (`heeft die man`, `in dat huis`)."""
    if k == first:
        return k > 0 and not tokens[k - 1].word and tokens[k - 1].lower == ","
    previous = tokens[k - 1].lower
    if tokens[k].lower == "dat" and k + 1 < len(tokens) and tokens[k + 1].lower in _SUBJECT_START:
        return True
    if previous == "al":
        return False  # al die brieven
    if previous in ("niemand", "iemand", "iedereen") and _object_of_perfect(tokens, first, k):
        return False
    if previous in NOMINATIVE and k >= 2 and tokens[k - 2].lower in SUBORDINATORS:
        return False  # zoals men die kent
    if tokens[k].lower == "dat" and previous in _OBJECT_PRONOUNS:
        return False  # Ik had me dat anders voorgesteld.
    return not (previous in PREPOSITIONS or previous in CLUSTER_VERBS or previous in DETERMINERS - {"het"}
                or previous in COORDINATORS)


def _object_of_perfect(tokens: Sequence[Token], first: int, k: int) -> bool:
    """`heeft nog niemand die stelling bewezen`: a noun and the participle of an auxiliary before close the clause."""
    if k + 2 >= len(tokens) or (k + 3 < len(tokens) and tokens[k + 3].word):
        return False
    helped = any(t.lower in ("heeft", "had", "zal", "zou", "kan", "kon", "wil", "mag") for t in tokens[first:k])
    return helped and may_be_noun(tokens[k + 1].lower) and tokens[k + 2].lower.endswith(("en", "d", "t"))


def _in_subordinate_clause(tokens: Sequence[Token], first: int, verb: int) -> Subject | None:
    """`omdat ik nooit loop`: the pronoun behind the word that opens the clause."""
    k = subordinator(tokens, first, verb)
    if k is None:
        return None
    for j in range(k + 1, verb):
        word = tokens[j].lower
        if word in NOMINATIVE and tokens[j - 1].lower not in FINITE_CLOSED:
            return Subject(NOMINATIVE[word], j, inverted=False, sure=True)
    behind = tokens[k + 1].lower if k + 1 < verb else ""
    if behind in ("je", "u", "jullie"):
        possessive = behind != "u" and k + 2 < verb and tokens[k + 2].lower in FAMILY_NOUNS
        if not possessive:
            return Subject("jij" if behind == "je" else behind, k + 1, inverted=False, sure=k + 2 >= verb or (
                tokens[k + 2].lower in FUNCTION_WORDS))
    if behind == "ze":
        return Subject("zij", k + 1, inverted=False, sure=False)
    if tokens[k].lower in RELATIVES and tokens[k].lower != "dat":
        return Subject("relative", k, inverted=False, sure=False)
    number = None if relative_to_noun(tokens, k) else phrase_number(*phrase_run(tokens, k + 1, verb))
    return Subject(number or "noun", k + 1, inverted=False, sure=False) if k + 1 < verb else None


def _between_nouns(tokens: Sequence[Token], first: int, k: int) -> bool:
    """`de brief of het pakje`, `landen zoals België`: what joins two phrases, with no verb before it."""
    following = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    if k == first or tokens[k - 1].lower in FUNCTION_WORDS or following in NOMINATIVE:
        return False
    return not any(t.lower in NOMINATIVE or may_be_finite(t.lower) for t in tokens[first:k])


def relative_to_noun(tokens: Sequence[Token], k: int) -> bool:
    """Whether a noun phrase behind the word at `k` may be the object: `het meisje dat mijn ouders kent`."""
    if tokens[k].lower == "dat":
        back = next((j for j in (2, 3) if k >= j and tokens[k - j].lower in DETERMINERS), None)
        comment = tokens[k - 1].lower.endswith("t") and (back == 3 or tokens[k - 2].lower in ("het", "dat", "dit"))
        return back is not None and not comment
    return tokens[k].lower in RELATIVES or tokens[k].lower.startswith("waar")


def phrase_run(tokens: Sequence[Token], start: int, end: int) -> tuple[list[str], bool]:
    """The words of the phrase that begins at `start`, and whether all but `en` are names."""
    stop = start
    while stop < end and tokens[stop].word and (
        stop == start or tokens[stop].lower not in FUNCTION_WORDS or tokens[stop].lower in ("en", "of")
    ):
        stop += 1
    names = all(t.capital or t.lower == "en" for t in tokens[start:stop])
    if stop < end and not tokens[stop].word:
        return [], False
    return [t.lower for t in tokens[start:stop]], names


def _opening_pronoun(tokens: Sequence[Token], first: int, verb: int) -> Subject | None:
    """`Ik echter loop`, and `Ik sta op en loop`: the pronoun that opened the clause before."""
    for k in range(verb - 1, -1, -1):
        token = tokens[k]
        if not token.word and token.lower in ".!?;:":
            return None
        if token.lower in NOMINATIVE and (k == 0 or not tokens[k - 1].word or k < first
                                          or tokens[k - 1].lower in COORDINATORS):
            near = k >= first and all(t.lower in ADVERBS for t in tokens[k + 1:verb])
            near = near or _inserted(tokens, k, first, verb)
            joined = any(t.lower in ("en", "maar", "of") for t in tokens[k + 1:verb])
            if near or joined:
                return Subject(NOMINATIVE[token.lower], k, inverted=False, sure=near)
            return None
    return None


def _inserted(tokens: Sequence[Token], pronoun: int, first: int, verb: int) -> bool:
    """`Jij, die nooit klaagt, verdient`: only a clause between commas parts the pronoun from its verb."""
    if verb != first or verb - pronoun < 3 or tokens[verb - 1].lower != "," or tokens[pronoun + 1].lower != ",":
        return False
    commas = sum(t.lower == "," for t in tokens[pronoun:verb])
    return commas == 2 and (tokens[pronoun + 2].lower in RELATIVES | PREPOSITIONS | DETERMINERS)


def _noun_phrase(tokens: Sequence[Token], first: int, verb: int, last: int) -> Subject | None:
    """A short noun phrase that opens the main clause (`De kinderen`), or stands behind an inverted verb."""
    opening = [t.lower for t in tokens[first:verb]]
    if any(w in SUBORDINATORS - QUESTION_WORDS for w in opening):
        return None
    plain = not any(w in PREPOSITIONS | CLUSTER_VERBS for w in opening)
    if opening and plain and (number := phrase_number(opening)):
        behind = phrase_number(phrase_run(tokens, verb + 1, last)[0])
        following = tokens[verb + 1].lower if verb + 1 < last else ""
        if behind not in (None, number) and following in _DEFINITE:
            return None  # Deze mensen kent mijn moeder niet.
        if number == "noun-plural" and _others_do(tokens, verb + 1, last):
            return None
        return Subject(number, first, inverted=False, sure=False)
    if (opening or first == 0 or tokens[first - 1].lower in ".?!:\"“„") and inverts(opening):
        words, names = phrase_run(tokens, verb + 1, last)
        while len(words) > 2 and words[0] in DETERMINERS and tokens[verb + len(words)].capital and any(
            not t.capital for t in tokens[verb + 2:verb + len(words)]
        ):
            words.pop()  # de familie Jansen
        followed_by_comma = last < len(tokens) and tokens[last].lower == "," and verb + 1 + len(words) == last
        if not followed_by_comma and (number := phrase_number(words, names)):
            return Subject(number, verb + 1, inverted=True, sure=False)
    return None


def _others_do(tokens: Sequence[Token], start: int, last: int) -> bool:
    """`Drie verdachten hield de politie aan`, `De daders zag niemand`: who does it stands behind the verb."""
    word = tokens[start].lower if start < last else ""
    following = tokens[start + 1].lower if start + 1 < last else ""
    return word in ("niemand", "iedereen", "iemand") or (
        word in _DEFINITE and (following in INSTITUTIONS or person(following)))


def inverts(opening: Sequence[str]) -> bool:
    """Whether what stands before the verb cannot be its subject, so that the subject follows."""
    if not opening:
        return True
    if len(opening) == 1:
        return opening[0] in ADVERBS - {"iets", "niets", "alles", "iemand", "niemand", "het", "er"} or (
            opening[0] in ("hoe", "waar", "wanneer", "waarom"))
    if len(opening) <= 3 and opening[-1] in TIME_NOUNS:
        return True
    return opening[0] in PREPOSITIONS and len(opening) <= 4 and not any(w in COORDINATORS for w in opening)
