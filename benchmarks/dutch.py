"""The language checks: `python -m benchmarks.dutch`.

Bounds (issue: the Dutch language check), on one core: a form set within 0.5 ms and a sentence within 1 ms once loaded;
loading within 0.3 s and 60 MB. Each figure is processor time, so that other programs do not count; loading is measured
in a process of its own.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

FORM_SET_MS, SENTENCE_MS, LOAD_S, LOAD_MB = 0.5, 1.0, 0.3, 60
STEMS = """
bouwen werken leven zetten praten lopen nemen geven maken trekken luisteren noteren brengen houden sturen
"""
FIRSTS = "af aan op uit in mee toe door over onder om voor weg terug be ver ont her"
FRAMES = (
    "Gisteren {vt_ev} hij de hele middag met zijn collega's in de tuin.",
    "Waarom {tt_jij} jij morgen niet, als het mooi weer wordt?",
    "Ik weet niet of zij het ooit heeft {vd}, maar dat maakt weinig uit.",
)
_LOADING = """
import resource, time
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = used(), time.process_time()
from distiller.dutch import analyse_sentence, check_forms, conjugate
from distiller.dutch.wordlist import is_word
forms = conjugate("opbellen").forms
check_forms("opbellen", forms); analyse_sentence("Ik bel je morgen op.", "opbellen", forms); is_word("fiets")
print(time.process_time() - start, used() - before)
"""


def _each_ms(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Milliseconds of processor time per item."""
    start = time.process_time()
    for item in items:
        work(item)
    return (time.process_time() - start) / len(items) * 1000


def _report(what: str, figure: float, unit: str, bound: float) -> None:
    print(f"{what:<42} {figure:8.3f} {unit:<3} ({figure / bound:.0%} of the {bound:g} {unit} allowed)")


def main() -> None:
    """Prints each figure beside its bound."""
    loaded = subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
    seconds, megabytes = (float(word) for word in loaded.stdout.split())
    _report("loading, time", seconds, "s", LOAD_S)
    _report("loading, memory", megabytes, "MB", LOAD_MB)

    from distiller.dutch import analyse_sentence, check_forms, conjugate

    check_forms("opbellen", conjugate("opbellen").forms)
    verbs = [first + stem for first in ("", *FIRSTS.split()) for stem in STEMS.split()]
    fresh = _each_ms(lambda verb: check_forms(verb, {}), verbs)
    _report(f"form set, {len(verbs)} verbs not seen before", fresh, "ms", FORM_SET_MS)
    sets = [(verb, dict(conjugate(verb).forms)) for verb in verbs]
    _report("form set, right, seen before", _each_ms(lambda s: check_forms(*s), sets), "ms", FORM_SET_MS)
    shifted = [(verb, other) for (verb, _), (_, other) in itertools.pairwise(sets)]
    _report("form set, of another verb", _each_ms(lambda s: check_forms(*s), shifted), "ms", FORM_SET_MS)
    sentences = [(frame.format(**forms), verb, forms) for verb, forms in sets for frame in FRAMES]
    _report(f"sentence, {len(sentences)}", _each_ms(lambda s: analyse_sentence(*s), sentences), "ms", SENTENCE_MS)


if __name__ == "__main__":
    main()
