"""Right sentences as they are written for learners: the key of each, and no remark of weight.

The table beside this module holds one sentence per line: infinitive, key, sentence.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from distiller.dutch.conjugation import conjugate
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
