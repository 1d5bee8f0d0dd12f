"""Right sentences as they are written for learners: the key of each, and no remark of weight.

The table beside this module holds one sentence per line: infinitive, key, sentence.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from distiller.dutch.conjugation import conjugate
from distiller.dutch.sentence_words import SWAPPED_AUXILIARY
from distiller.dutch.sentences import analyse_sentence

KEYS = {"1": "tt_ik", "2": "tt_jij", "3": "tt_hij", "i": "infinitive", "e": "vt_ev", "m": "vt_mv", "v": "vd", "0": None}
TABLE = Path(__file__).with_name("dutch_right_sentences.txt")
ROWS: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
for line in TABLE.read_text(encoding="utf-8").splitlines():
    verb, letter, text = line.split(";", 2)
    ROWS[letter].append((verb, text))


@pytest.mark.parametrize("letter", sorted(ROWS))
def test_right_sentences_have_their_key_and_no_remark(letter: str) -> None:
    """Every sentence with this key: the key is found and nothing in it is called wrong or suspicious."""
    wrong = []
    for infinitive, sentence in ROWS[letter]:
        analysis = analyse_sentence(sentence, infinitive, conjugate(infinitive).forms)
        remarks = [f.code for f in analysis.findings if f.severity != "info" and f.code != "no-key"]
        if analysis.answer_form_key != KEYS[letter] or remarks or not analysis.spans:
            wrong.append((infinitive, sentence, analysis.answer_form_key, remarks))
    assert wrong == []


def _swapped(infinitive: str, sentence: str) -> str | None:
    """The perfect with the other auxiliary, where the verb takes only one."""
    forms = conjugate(infinitive)
    span = analyse_sentence(sentence, infinitive, forms.forms).auxiliary_span
    if span is None or len(forms.accepted("vd_hulpwerkwoord")) != 1:
        return None
    word = sentence[slice(*span)]
    other = SWAPPED_AUXILIARY.get(word.lower())
    return other and sentence[:span[0]] + (other.capitalize() if word[0].isupper() else other) + sentence[span[1]:]


@pytest.mark.parametrize(("auxiliary", "share"), [("zijn", 1.0), ("hebben", 0.88)])
def test_swapped_auxiliary_is_noticed(auxiliary: str, share: float) -> None:
    """hebben for zijn always; zijn for hebben where the sentence does not read as a right passive."""
    caught = []
    for infinitive, sentence in ROWS["v"]:
        forms = conjugate(infinitive).forms
        wrong = _swapped(infinitive, sentence) if forms["vd_hulpwerkwoord"] == auxiliary else None
        if wrong:
            codes = [f.code for f in analyse_sentence(wrong, infinitive, forms).findings]
            caught.append("wrong-auxiliary" in codes)
    assert len(caught) > 25
    assert sum(caught) >= share * len(caught)
