"""The Verb database and Export tabs as HTML: what is said of what, and that no text becomes markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from distiller.commit import Waits
from distiller.dutch.model import FORM_FIELDS
from distiller.importers.verb_database import RowError
from distiller.records import CommitPreview, CommitRecord, FillInRecord, VerbChange, VerbKey, VerbRecord
from distiller.verb_import import ImportResult
from distiller.verbs import KeyCoverage
from ui.export_choice import ExportChoice
from ui.present_commit import SHOWN, panel, said, too_many
from ui.present_export import form, lines_of, result
from ui.present_verbs import VerbsQuery, coverage, import_result, verb_detail, verb_list
from ui.texts import LANGUAGES, all_texts

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LOPEN = dict(zip(FORM_FIELDS, ("loop", "loopt", "loopt", "liep", "liepen", "gelopen", "hebben"), strict=True))
EVIL = "<img src=x onerror=alert(1)>\"'"


def verb(forms: dict[str, str] | None = None, *sentences: FillInRecord, **values: object) -> VerbRecord:
    """A verb of the database."""
    made = VerbRecord(7, VerbKey("lopen"), forms or LOPEN, {}, 3, sentences, NOW, None)
    return replace(made, **values)  # type: ignore[arg-type]


def fill_in(template: str = "Ik ___ hard.", key: str = "tt_ik", **values: object) -> FillInRecord:
    """A fill-in sentence."""
    made = FillInRecord(9, template, "loop", key, (), template.replace("___", "loop"), None, None)
    return replace(made, **values)  # type: ignore[arg-type]


def change(subject: str = "lopen", action: str = "add", **values: object) -> VerbChange:
    """One line of a preview."""
    made = VerbChange(subject, action, {}, (), (), (), (), (1,))
    return replace(made, **values)  # type: ignore[arg-type]


def shown(*changes: VerbChange, language: str = "en", sizes: dict[str, int] | None = None) -> str:
    """The commit panel of a preview."""
    return panel(CommitPreview(changes), "print", sizes or {}, (), language)


# --- missing fields -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "mark"), [("nl", "nog in te vullen"), ("en", "to be filled in")])
def test_a_missing_field_is_marked(language: str, mark: str) -> None:
    """One mark for each empty field, in the list and in the verb itself."""
    gap = verb({**LOPEN, "tt_hij": ""})
    asked = VerbsQuery.parse("")
    assert verb_list([gap], 1, asked, language).count(mark) == 1
    assert verb_detail(gap, asked, language).count(mark) == 1


@pytest.mark.parametrize(("language", "mark"), [("nl", "n.v.t."), ("en", "n/a")])
def test_a_verb_without_participle_misses_nothing(language: str, mark: str) -> None:
    """Participle and auxiliary both empty are "not applicable"; one of them empty is missing."""
    none = verb({**LOPEN, "vd": "", "vd_hulpwerkwoord": ""})
    half = verb({**LOPEN, "vd": ""})
    missing = all_texts()["verbs-missing"][language]
    listed = verb_list([none], 1, VerbsQuery.parse(""), language)
    assert (listed.count(mark), listed.count(missing)) == (2, 0)
    listed = verb_list([half], 1, VerbsQuery.parse(""), language)
    assert (listed.count(mark), listed.count(missing)) == (0, 1)


def test_coverage_of_a_verb_names_the_keys_that_have_no_sentence() -> None:
    """Eight keys; a retired sentence covers nothing."""
    html = verb_detail(verb(None, fill_in(), fill_in(key="vd", retired_at=NOW)), VerbsQuery.parse(""), "en")
    assert html.count("no sentence") == 7
    assert "1 retired fill-in sentence" in html


def test_a_retired_verb_can_be_restored_and_not_edited() -> None:
    """What is not served is not corrected either."""
    html = verb_detail(verb(None, fill_in(), retired_at=NOW), VerbsQuery.parse(""), "en")
    assert 'data-act="restore"' in html
    assert 'data-act="retire"' not in html
    assert 'data-edit="forms"' not in html


# --- links --------------------------------------------------------------------------------------------------


def test_links_keep_search_filter_and_page() -> None:
    """Into a verb and back to the same page of the same list."""
    asked = VerbsQuery.parse("?tab=verbs&q=lo&status=missing&page=3&lang=nl")
    assert asked.link(item=7) == "?tab=verbs&status=missing&q=lo&item=7&page=3"
    assert asked.link() == "?tab=verbs&status=missing&q=lo&page=3"
    assert asked.link(page=1) == "?tab=verbs&status=missing&q=lo"


@given(st.text(max_size=80))
def test_any_address_is_read(search: str) -> None:
    """Links are typed and cut off by people."""
    for text in (search, f"?page={search}", f"?status={search}&job={search}&what={search}"):
        assert VerbsQuery.parse(text).page >= 1
        assert ExportChoice.parse(text).what in ("verbs", "sentences", "database", "invalid")


# --- the commit ---------------------------------------------------------------------------------------------


def test_the_button_counts_what_is_written_and_nothing_else() -> None:
    """What waits or is left is shown, but not in the number."""
    html = shown(
        change("a"), change("b", "change"), change("c", "retire"), change("d", "wait", waiting=(Waits.OUTDATED,)),
        change("e", "leave", waiting=(Waits.DUPLICATE,)),
    )  # fmt: skip
    assert "Commit 3 verbs" in html
    assert 'data-print="print"' in html
    assert all(f'data-key="group-{name}"' in html for name in ("add", "change", "retire", "wait", "leave"))


def test_without_anything_to_write_there_is_no_button() -> None:
    """The empty state says where to begin; what waits says why."""
    assert "Nothing waits" in shown()
    waiting = shown(change("d", "wait", waiting=(Waits.FORMS_MISSING,)))
    assert 'data-act="commit"' not in waiting
    assert all_texts()["verbs-waits-forms-missing"]["en"] in waiting


def test_a_change_shows_old_and_new() -> None:
    """In words for who does not see colours."""
    html = shown(change(action="change", forms={"vd_hulpwerkwoord": ("hebben", "zijn")}))
    assert "<del>hebben</del>" in html
    assert "<ins>zijn</ins>" in html
    assert "becomes" in html


def test_a_large_group_is_folded_and_shown_in_parts() -> None:
    """The rest comes with a button."""
    many = [change(f"verb{i}") for i in range(SHOWN + 7)]
    html = shown(*many)
    assert html.count('class="v-subject"') == SHOWN
    assert "Show the next 7" in html
    assert 'data-key="group-add" open' not in html
    assert shown(*many, sizes={"add": 2 * SHOWN}).count('class="v-subject"') == SHOWN + 7


def test_very_much_is_previewed_on_request() -> None:
    """No commit without a preview: the button asks for that first."""
    html = too_many(9000, (), "en", job=3)
    assert "9,000" in html
    assert 'data-act="preview"' in html
    assert 'data-act="commit"' not in html
    assert "job 3 only" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_to_wait_has_its_sentence(language: str) -> None:
    """A new reason without a text fails here, not on the screen."""
    for reason in Waits:
        assert "v-subject" in shown(change(action="wait", waiting=(reason,)), language=language)


def test_the_history_speaks_of_commits_and_of_changes_by_hand() -> None:
    """Counts of zero are not told; an action nobody knows is no error."""
    assert said({"verbs_added": 1, "verbs_changed": 0, "sentences_added": 12}, "en") == (
        "1 verb added, 12 fill-in sentences added"
    )
    assert said({"action": "retire", "verb": 3, "subject": "lopen"}, "nl") == "lopen teruggetrokken"
    assert said({"action": "import", "verbs": 5}, "en") == "5 verbs from a file"
    assert said({"action": "import", "verbs": 1}, "nl") == "1 werkwoord uit een bestand"
    assert said({"action": "something-new"}, "en") == "nothing visible"


# --- what people and teachers wrote -------------------------------------------------------------------------


def test_no_text_becomes_markup() -> None:
    """Whatever a teacher, a file or a person wrote is shown as it is."""
    evil = verb(
        dict.fromkeys(FORM_FIELDS, EVIL), fill_in(f"___ {EVIL}", answer=EVIL, text=EVIL, accepted_answers=(EVIL,)),
        key=VerbKey(EVIL, EVIL), variants={"vd": [{"value": EVIL, "label": EVIL}]},
    )  # fmt: skip
    asked = VerbsQuery.parse("?q=%3Cimg+src%3Dx%3E")
    preview = CommitPreview(
        (
            change(EVIL, forms={"vd": (EVIL, EVIL)}, sentences_added=(EVIL,), sentences_retired=(EVIL,)),
            change(EVIL, "change", forms={"vd": (EVIL, EVIL)}, sentences_changed=((EVIL, EVIL),)),
        )
    )
    history = [CommitRecord(1, EVIL, NOW, {"action": "retire", "subject": EVIL})]  # type: ignore[dict-item]
    refused = (RowError(1, EVIL, "rule", {"nl": EVIL, "en": EVIL}),)
    rows = [{"infinitive": EVIL}]
    for html in (
        verb_list([evil], 200, asked, "nl"),
        verb_detail(evil, asked, "nl"),
        panel(preview, EVIL, {}, history, "nl"),
        import_result(EVIL, ImportResult(1, 0, 0, refused), "nl", dry_run=True),
        result(ExportChoice(q=EVIL), 1, rows, EVIL, "nl"),
        result(ExportChoice(q=EVIL), 0, [], EVIL, "nl"),
        form(ExportChoice(q=EVIL), (), "nl"),
    ):
        assert "<img" not in html
        assert EVIL not in html


# --- import and export --------------------------------------------------------------------------------------


def test_a_dry_run_says_what_would_happen_and_why_a_row_was_refused() -> None:
    """Four numbers, then each refused row with its line."""
    refused = (RowError(12, "vd_hulpwerkwoord", "rule", {"nl": "fout", "en": "The auxiliary is wrong."}),)
    html = import_result("verbs.csv", ImportResult(3, 2, 40, refused), "en", dry_run=True)
    for part in ("3</b> added", "2</b> changed", "40</b> unchanged", "line 12", "auxiliary is wrong"):
        assert part in html
    nothing = import_result("verbs.csv", ImportResult(0, 0, 40, ()), "en", dry_run=True)
    assert "nothing to import" in nothing


def test_coverage_counts_sentences_and_verbs_without() -> None:
    """One row for each key."""
    html = coverage({"vd": KeyCoverage(1234, 5)}, "nl")
    assert "1.234" in html
    assert ">5<" in html


def test_the_preview_is_what_the_file_will_hold() -> None:
    """JSONL line by line; a CSV begins with its header."""
    rows = [{"subject": "é", "product": None, "error_type": "X", "message": "=1", "raw_text": "a\nb", "model": "m",
             "job": 1, "created_at": "2026"}]  # fmt: skip
    [line] = lines_of(ExportChoice("invalid"), rows)
    assert orjson.loads(line) == rows[0]
    header, first = lines_of(ExportChoice("invalid", "csv"), rows)
    assert header.startswith("subject,product,")
    assert first == 'é,,X,\'=1,"a\nb",m,1,2026'


def test_a_restriction_that_makes_no_sense_restricts_nothing() -> None:
    """The verb database knows no jobs, invalid responses are not committed."""
    search = "?tab=export&what={}&format=csv&job=3&status=committed&q=lo"
    assert ExportChoice.parse(search.format("verbs")) == ExportChoice("verbs", "csv", 3, True, "lo")
    assert ExportChoice.parse(search.format("invalid")) == ExportChoice("invalid", "csv", 3, False, "lo")
    assert ExportChoice.parse(search.format("database")) == ExportChoice("database", "csv", None, False, "lo")


@pytest.mark.parametrize("what", ["verbs", "sentences", "database", "invalid"])
def test_nothing_to_export_says_where_to_begin(what: str) -> None:
    """And no download is offered."""
    html = result(ExportChoice(what), 0, [], "/download/x", "en")
    assert "Nothing to export yet" in html
    assert "/download/x" not in html
