"""The word list: what counts as a word, and that nothing is read before it is asked for."""

import gzip
import subprocess
import sys
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.dutch.wordlist import attested, is_word


@pytest.mark.parametrize("word", ["fiets", "Fiets", "FIETS", "ijs", "IJs", "Amsterdam", "AMSTERDAM", "geüpdatet",
                                  "opgebeld", "sms't", "sms’t", "dát", "vóór", "één", "café", "a"])
def test_a_word_is_found_however_it_is_written(word):
    """Capitals at the start or throughout, typographic apostrophes and accents of emphasis change nothing."""
    assert is_word(word)


@pytest.mark.parametrize("word", ["", " ", "fietz", "fiETs", "amsterdam", "zwemde", "opgebelt", "fiets\n", "fiets bel",
                                  "3", "\x00", "\ud800"])
def test_what_is_no_word_is_not_found(word):
    """A name needs its capital; white space and digits are in no word."""
    assert not is_word(word)


def test_the_first_and_the_last_word_are_found():
    """No word is lost at the edge of a block."""
    packed = resources.files("distiller.dutch").joinpath("data/opentaal.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode().split()
    assert words == sorted(words, key=str.encode)
    edges = [words[0], words[-1], *words[60:70], *words[126:130]]
    assert all(attested(word) for word in edges)
    assert len(words) > 400_000


def test_the_licence_stands_beside_the_list():
    """Who redistributes the list finds its notice with it."""
    text = resources.files("distiller.dutch").joinpath("data/opentaal.LICENSE").read_text()
    assert "OpenTaal" in text
    assert "Redistributions of source code must retain the above copyright notice" in text


def test_importing_reads_nothing():
    """`import distiller.dutch` opens no list."""
    code = "import distiller.dutch, distiller.dutch.wordlist as w; raise SystemExit(w._blocks.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


@given(st.text(max_size=20))
def test_any_text_may_be_asked(text):
    """Never an exception, whatever the text."""
    assert is_word(text) in (True, False)
