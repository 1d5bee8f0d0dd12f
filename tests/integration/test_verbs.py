"""The verb database under a person's hands: browse, correct, retire, restore, import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from distiller.commit import Committer
from distiller.db.models import Commit, FillInSentence
from distiller.errors import InputError, NotFound, RuleViolation
from distiller.records import VerbRecord
from distiller.store import Store
from distiller.verbs import VerbDatabase, verb_coverage
from tests.support.approved import card, live, row_count, tables
from tests.support.factories import LOPEN, WERKEN

WALKED = {"infinitive": "wandelen", "sense": "", **WERKEN, "tt_ik": "wandel", "sentences": []}


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def verbs(store: Store) -> VerbDatabase:
    return VerbDatabase(store)


def committed(store: Store, subject: str = "lopen", **kwargs: Any) -> VerbRecord:
    card(store, subject, **kwargs)
    Committer(store).commit("ed")
    return next(v for v in VerbDatabase(store).list(limit=500) if v.key.subject == subject)


def lines(*rows: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def sentence(text: str = "Ik wandel graag.", answer: str = "wandel", key: str = "tt_ik") -> dict[str, str]:
    return {"text": text, "template": text.replace(answer, "___"), "answer": answer, "answer_form_key": key}


def test_the_list_is_in_dutch_order_and_paged(store: Store, verbs: VerbDatabase) -> None:
    """ij is an i and a j; a page begins where the one before it ended."""
    for subject in ("zijn", "ijken", "eisen", "ikken"):
        card(store, subject, WERKEN, ())
    Committer(store).commit("ed")
    pages = [v.key.infinitive for offset in (0, 2) for v in verbs.list(limit=2, offset=offset)]
    assert pages == ["eisen", "ijken", "ikken", "zijn"]
    assert verbs.count() == 4


@pytest.mark.parametrize("q", ["beïnv", "BEINV", "beinvloeden"])
def test_search_does_not_mind_accents_or_capitals(store: Store, verbs: VerbDatabase, q: str) -> None:
    """Who types beinvloeden finds beïnvloeden."""
    committed(store, "beïnvloeden", forms=WERKEN, sentences=())
    committed(store, "werken", forms=WERKEN, sentences=())
    assert [v.key.infinitive for v in verbs.list(q)] == ["beïnvloeden"]
    assert verbs.count(q) == 1


def test_a_wildcard_is_a_letter_like_any_other(store: Store, verbs: VerbDatabase) -> None:
    """No pattern language in the search box."""
    committed(store)
    assert verbs.count("%") == 0
    assert verbs.count("l_pen") == 0


def test_the_list_can_be_narrowed(store: Store, verbs: VerbDatabase) -> None:
    """Missing fields, no sentences, retired; a verb without participle misses nothing."""
    committed(store)
    committed(store, "werken", forms={**WERKEN, "vt_mv": ""}, sentences=())
    committed(store, "zullen", forms={**WERKEN, "vd": "", "vd_hulpwerkwoord": ""}, sentences=())
    verbs.retire_verb(committed(store, "bellen", forms=WERKEN, sentences=()).id, "ed")

    def names(only: str) -> list[str]:
        return [v.key.infinitive for v in verbs.list(only=only)]

    assert names("missing") == ["werken"]
    assert names("no-sentences") == ["werken", "zullen"]
    assert names("retired") == ["bellen"]
    assert names("") == ["lopen", "werken", "zullen"]
    with pytest.raises(InputError):
        verbs.list(only="all")


def test_coverage_counts_what_learners_have(store: Store, verbs: VerbDatabase) -> None:
    """Live sentences of served verbs; a verb without the form is not counted as lacking it."""
    lopen = committed(store)
    committed(store, "zullen", forms={**WERKEN, "vd": "", "vd_hulpwerkwoord": ""}, sentences=())
    coverage = verbs.coverage()
    assert (coverage["tt_ik"].sentences, coverage["tt_ik"].verbs_without) == (1, 1)
    assert (coverage["vd"].sentences, coverage["vd"].verbs_without) == (1, 0)
    assert (coverage["infinitive"].sentences, coverage["infinitive"].verbs_without) == (0, 2)
    assert verb_coverage(lopen)["vd_hulpwerkwoord"] == 1
    verbs.retire_verb(lopen.id, "ed")
    assert verbs.coverage()["tt_ik"].sentences == 0


def test_edited_forms_are_stored_and_recorded(store: Store, verbs: VerbDatabase) -> None:
    """No response stands behind them any more, and the history says who did it."""
    verb = verbs.edit_forms(committed(store).id, {**LOPEN, "vd_hulpwerkwoord": "zijn"}, "ann")
    assert verb.forms["vd_hulpwerkwoord"] == "zijn"
    assert verb.forms_response_id is None
    newest = Committer(store).history()[0]
    assert (newest.who, dict(newest.counts)["action"]) == ("ann", "edit-forms")


def test_edited_forms_take_wrong_sentences_out_and_bring_them_back(store: Store, verbs: VerbDatabase) -> None:
    """What no longer fits is not served; when the forms return, the next commit serves it again."""
    verb = committed(store, "werken", forms=WERKEN, sentences=("Gisteren werkte ik thuis.", "Ik werk hard."))
    verbs.edit_forms(verb.id, {**WERKEN, "vt_ev": "wrocht"}, "ed")
    assert [answer for _, answer, _ in live(store, "werken")] == ["werk"]
    verbs.edit_forms(verb.id, WERKEN, "ed")
    Committer(store).commit("ed")
    assert sorted(answer for _, answer, _ in live(store, "werken")) == ["werk", "werkte"]


def test_an_edit_that_changes_nothing_is_no_edit(store: Store, verbs: VerbDatabase) -> None:
    """Nothing is written and nothing recorded."""
    verb = committed(store)
    before, commits = tables(store), row_count(store, Commit)
    verbs.edit_forms(verb.id, LOPEN, "ed")
    verbs.edit_sentence(verb.sentences[0].id, verb.sentences[0].text, "ed")
    assert tables(store) == before
    assert row_count(store, Commit) == commits


def test_forms_that_break_a_rule_are_refused(store: Store, verbs: VerbDatabase) -> None:
    """The auxiliary is hebben or zijn; nothing is written."""
    verb = committed(store)
    before = tables(store)
    with pytest.raises(RuleViolation):
        verbs.edit_forms(verb.id, {**LOPEN, "vd_hulpwerkwoord": "worden"}, "ed")
    assert tables(store) == before


def test_an_edited_sentence_is_analysed_anew(store: Store, verbs: VerbDatabase) -> None:
    """Template, answer and key follow the new text; what was derived from the old one goes with it."""
    verb = committed(store)
    perfect = next(s for s in verb.sentences if s.answer_form_key == "vd")
    verbs.edit_sentence(perfect.id, "Morgen lopen wij naar huis.", "ed")
    assert live(store)[2:] == [("Morgen ___ wij naar huis.", "lopen", "infinitive")]
    assert Committer(store).preview().changes == ()


@pytest.mark.parametrize(("text", "code"), [("Ik fiets graag.", "rule-no-form"), ("", "rule-empty")])
def test_a_sentence_that_breaks_a_rule_is_refused(store: Store, verbs: VerbDatabase, text: str, code: str) -> None:
    """Nothing is written."""
    verb = committed(store)
    before = tables(store)
    with pytest.raises(RuleViolation) as caught:
        verbs.edit_sentence(verb.sentences[0].id, text, "ed")
    assert caught.value.code == code
    assert tables(store) == before


def test_retired_by_hand_stays_retired(store: Store, verbs: VerbDatabase) -> None:
    """The next commit does not bring back what a person took out; a restore does."""
    verb = committed(store)
    first = verb.sentences[0]
    verbs.retire_sentence(first.id, "ed")
    assert Committer(store).commit("ed") is None
    assert ("Ik ___ elke dag naar school.", "loop", "tt_ik") not in live(store)
    verbs.restore_sentence(first.id, "ed")
    assert ("Ik ___ elke dag naar school.", "loop", "tt_ik") in live(store)
    verbs.retire_verb(verb.id, "ed")
    assert Committer(store).commit("ed") is None
    assert verbs.count() == 0
    verbs.restore_verb(verb.id, "ed")
    assert verbs.count() == 1


def test_what_does_not_exist_is_said_so(verbs: VerbDatabase) -> None:
    """One error, with the number that was asked for."""
    with pytest.raises(NotFound):
        verbs.verb(404)
    with pytest.raises(NotFound):
        verbs.edit_forms(404, LOPEN, "ed")
    with pytest.raises(NotFound):
        verbs.retire_sentence(404, "ed")


def test_an_existing_database_is_imported(store: Store, verbs: VerbDatabase) -> None:
    """Verbs with their forms and fill-in sentences; the rows that cannot be used are reported with their line."""
    result = verbs.import_rows(
        "old.jsonl",
        lines({**WALKED, "sentences": [sentence()]}, {"infinitive": "loop3n"}, {**WALKED, "infinitive": "werken"}),
        "ed",
    )
    assert (result.added, result.changed, result.unchanged) == (2, 0, 0)
    assert [error.line for error in result.refused] == [2]
    assert live(store, "wandelen") == [("Ik ___ graag.", "wandel", "tt_ik")]


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store, verbs: VerbDatabase) -> None:
    """First look, then import."""
    data = lines({**WALKED, "sentences": [sentence()]})
    before = tables(store)
    looked = verbs.import_rows("old.jsonl", data, "ed", dry_run=True)
    assert tables(store) == before
    assert verbs.import_rows("old.jsonl", data, "ed") == looked


def test_importing_twice_changes_nothing(store: Store, verbs: VerbDatabase) -> None:
    """The second time every verb is there already."""
    data = lines({**WALKED, "sentences": [sentence(), sentence()]})
    verbs.import_rows("old.jsonl", data, "ed")
    before, commits = tables(store), row_count(store, Commit)
    again = verbs.import_rows("old.jsonl", data, "ed")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert tables(store) == before
    assert row_count(store, Commit) == commits


def test_an_import_changes_what_differs_and_keeps_the_rest(store: Store, verbs: VerbDatabase) -> None:
    """Empty fields of the file erase nothing; sentences it does not have stay."""
    committed(store, "wandelen", forms={**WERKEN, "tt_ik": "wandel"}, sentences=())
    verbs.import_rows("a.jsonl", lines({**WALKED, "sentences": [sentence()]}), "ed")
    result = verbs.import_rows("b.jsonl", lines({**WALKED, "vt_ev": "wandelde", "vt_mv": ""}), "ed")
    assert result.changed == 1
    (verb,) = verbs.list()
    assert (verb.forms["vt_ev"], verb.forms["vt_mv"]) == ("wandelde", WERKEN["vt_mv"])
    assert len(live(store, "wandelen")) == 1


def test_imported_forms_take_wrong_sentences_out_and_bring_them_back(store: Store, verbs: VerbDatabase) -> None:
    """As by hand: what no longer fits is not served, unless the file itself has it; the forms back, so is the rest."""
    committed(store, "werken", forms=WERKEN, sentences=("Gisteren werkte ik thuis.", "Ik werk hard."))
    row = {"infinitive": "werken", "sense": "", **WERKEN, "tt_ik": "werkk", "vt_ev": "wrocht"}
    named = sentence("Ik werk hard.", "werk")
    data = lines({**row, "sentences": [named]})
    looked = verbs.import_rows("other.jsonl", data, "ed", dry_run=True)
    assert verbs.import_rows("other.jsonl", data, "ed") == looked
    assert [answer for _, answer, _ in live(store, "werken")] == ["werk"]
    assert verbs.import_rows("other.jsonl", data, "ed").unchanged == 1
    verbs.import_rows("back.jsonl", lines({**row, **WERKEN, "sentences": []}), "ed")
    Committer(store).commit("ed")
    assert sorted(answer for _, answer, _ in live(store, "werken")) == ["werk", "werkte"]


def test_an_imported_verb_is_changed_only_by_approved_forms(store: Store, verbs: VerbDatabase) -> None:
    """And the change is shown as old and new."""
    verbs.import_rows("a.jsonl", lines({**WALKED, "infinitive": "werken", "tt_ik": "werkk"}), "ed")
    card(store, "werken", WERKEN, (), approved=False)
    assert Committer(store).preview().changes == ()
    card(store, "werken", WERKEN, ())
    (change,) = Committer(store).preview().changes
    assert (change.action, change.forms) == ("change", {"tt_ik": ("werkk", "werk")})


def test_an_approved_sentence_that_was_imported_before_is_adopted(store: Store, verbs: VerbDatabase) -> None:
    """The same sentence is not served twice; it now comes from the response."""
    verbs.import_rows(
        "a.jsonl",
        lines({"infinitive": "werken", "sense": "", **WERKEN, "sentences": [sentence("Ik werk hard.", "werk")]}),
        "ed",
    )
    card(store, "werken", WERKEN, ("Ik werk hard.",))
    Committer(store).commit("ed")
    assert row_count(store, FillInSentence) == 1
    assert Committer(store).preview().changes == ()


def test_a_file_that_is_no_text_is_refused_whole(store: Store, verbs: VerbDatabase) -> None:
    """One sentence, and nothing half-written."""
    with pytest.raises(InputError):
        verbs.import_rows("old.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "ed")
    assert verbs.count() == 0
