"""Approved work into the verb database: what is written, what waits, and that nothing else moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from distiller.commit import Committer, Waits, fingerprint
from distiller.db.models import Commit, FillInSentence, Item, Response, Verb
from distiller.errors import StaleDecision
from distiller.records import CommitPreview, ItemStatus, Product, VerbChange
from distiller.review import Review
from distiller.store import Store
from distiller.verbs import VerbDatabase
from tests.support.approved import SENTENCES, analyse, card, decide, live, rerun, response, row_count, tables
from tests.support.factories import LOPEN, WERKEN, make_item, make_job

GOING = {**LOPEN, "vd_hulpwerkwoord": "zijn"}


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def committer(store: Store) -> Committer:
    return Committer(store)


def only(preview: CommitPreview) -> VerbChange:
    (change,) = preview.changes
    return change


def test_an_approved_verb_is_added_with_its_sentences_as_fill_ins(store: Store, committer: Committer) -> None:
    """Template, answer and key of each sentence; a perfect sentence also asks for its auxiliary."""
    card(store)
    record = committer.commit("ed")
    assert record is not None
    assert record.who == "ed"
    assert record.counts["verbs_added"] == 1
    assert record.counts["sentences_added"] == 4
    assert live(store) == [
        ("Ik ___ elke dag naar school.", "loop", "tt_ik"),
        ("Gisteren ___ hij door het bos.", "liep", "vt_ev"),
        ("Wij hebben twee uur ___.", "gelopen", "vd"),
        ("Wij ___ twee uur gelopen.", "hebben", "vd_hulpwerkwoord"),
    ]


def test_every_fill_in_gives_back_its_sentence_exactly(store: Store, committer: Committer) -> None:
    """The blanks filled with the answer are the text that was approved."""
    card(store)
    committer.commit("ed")
    (verb,) = VerbDatabase(store).list()
    for sentence in verb.sentences:
        assert sentence.sentence_template.replace("___", sentence.answer) == sentence.text


def test_committing_twice_changes_nothing(store: Store, committer: Committer) -> None:
    """The second commit finds nothing, writes nothing and records nothing."""
    card(store)
    committer.commit("ed")
    before = tables(store)
    assert committer.preview().changes == ()
    assert committer.commit("ed") is None
    assert tables(store) == before
    assert row_count(store, Commit) == 1


def test_what_was_committed_is_marked_at_its_version(store: Store, committer: Committer) -> None:
    """So that the card is shown as committed, and a later decision as a difference."""
    made = card(store)
    committer.commit("ed")
    for response_id in (made.forms, *made.sentences):
        assert response_id is not None
        row = response(store, response_id)
        assert row.committed_version == row.version


def test_forms_alone_are_committed(store: Store, committer: Committer) -> None:
    """A verb without sentences is a verb."""
    card(store, sentences=())
    committer.commit("ed")
    assert [v.key.subject for v in VerbDatabase(store).list()] == ["lopen"]


def test_sentences_wait_for_their_forms(store: Store, committer: Committer) -> None:
    """Approved sentences of a verb whose forms are undecided are not written, and the preview says why."""
    made = card(store)
    assert made.forms is not None
    decide(store, made.forms, None)
    change = only(committer.preview())
    assert change.action == "wait"
    assert change.waiting == (Waits.FORMS_MISSING,)
    assert committer.commit("ed") is None
    assert row_count(store, Verb) == 0


def test_what_nobody_approved_is_not_committed(store: Store, committer: Committer) -> None:
    """Undecided and rejected work never reaches a learner."""
    card(store, approved=False)
    made = card(store, "werken", WERKEN, ("Ik werk hard.",))
    decide(store, made.sentences[0], False)
    committer.commit("ed")
    assert [v.key.subject for v in VerbDatabase(store).list()] == ["werken"]
    assert live(store, "werken") == []


def test_a_sentence_without_a_key_stays_an_example(store: Store, committer: Committer) -> None:
    """Approved, kept, exported; but there is no blank to fill in."""
    made = card(store, sentences=("Ik loop elke dag naar school.", "Loop door!"))
    with store._write() as conn:
        conn.execute(update(Response).where(Response.id == made.sentences[1]).values(form_key=None))
    assert Waits.NO_KEY in only(committer.preview()).waiting
    committer.commit("ed")
    assert [template for template, _, _ in live(store)] == ["Ik ___ elke dag naar school."]
    assert committer.waiting_count() == 0


def test_an_outdated_sentence_is_not_committed(store: Store, committer: Committer) -> None:
    """Its answer is no form of the verb as approved."""
    card(
        store, "werken", {**WERKEN, "vt_ev": "wrocht"}, ("Gisteren werkte ik thuis.", "Ik werk hard."), judged_by=WERKEN
    )
    assert only(committer.preview()).waiting == (Waits.OUTDATED,)
    committer.commit("ed")
    assert [answer for _, answer, _ in live(store, "werken")] == ["werk"]


def test_the_same_sentence_twice_is_written_once(store: Store, committer: Committer) -> None:
    """Capitals and spaces aside; the second is said to be a duplicate, and waits for nothing."""
    card(store, sentences=("Ik loop elke dag naar school.", "ik loop  elke dag naar school."))
    assert Waits.DUPLICATE in only(committer.preview()).waiting
    committer.commit("ed")
    assert len(live(store)) == 1
    assert only(committer.preview()).action == "leave"
    assert committer.commit("ed") is None


def test_a_changed_form_is_shown_as_old_and_new(store: Store, committer: Committer) -> None:
    """An edit of what is committed differs until the next commit, which applies it."""
    made = card(store, sentences=())
    committer.commit("ed")
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "lopen", **GOING})
    change = only(committer.preview())
    assert change.action == "change"
    assert change.forms == {"vd_hulpwerkwoord": ("hebben", "zijn")}
    committer.commit("ed")
    assert VerbDatabase(store).list()[0].forms["vd_hulpwerkwoord"] == "zijn"


def test_forms_that_change_take_their_wrong_sentences_out(store: Store, committer: Committer) -> None:
    """No wrong form in front of a learner: a sentence that no longer fits is retired in the same commit."""
    made = card(store, "werken", WERKEN, ("Gisteren werkte ik thuis.", "Ik werk hard."))
    committer.commit("ed")
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "werken", **WERKEN, "vt_ev": "wrocht"})
    change = only(committer.preview())
    assert change.sentences_retired == ("Gisteren ___ ik thuis. (werkte)",)
    committer.commit("ed")
    assert [answer for _, answer, _ in live(store, "werken")] == ["werk"]
    assert row_count(store, FillInSentence) == 2


def test_sentences_come_back_when_the_forms_do(store: Store, committer: Committer) -> None:
    """Retired for forms that turned out to be wrong, served again when those are corrected."""
    made = card(store, "werken", WERKEN, ("Gisteren werkte ik thuis.",))
    committer.commit("ed")
    assert made.forms is not None
    decide(store, made.forms, True, edited={"infinitive": "werken", **WERKEN, "vt_ev": "wrocht"})
    committer.commit("ed")
    decide(store, made.forms, True, edited={"infinitive": "werken", **WERKEN})
    committer.commit("ed")
    assert [answer for _, answer, _ in live(store, "werken")] == ["werkte"]


@pytest.mark.parametrize("verdict", [False, None])
def test_a_sentence_rejected_or_undone_is_retired_and_kept(
    store: Store, committer: Committer, verdict: bool | None
) -> None:
    """It is no longer served; its row stays for the record, and nothing differs afterwards."""
    made = card(store)
    committer.commit("ed")
    decide(store, made.sentences[2], verdict)
    assert len(only(committer.preview()).sentences_retired) == 2
    committer.commit("ed")
    assert [key for _, _, key in live(store)] == ["tt_ik", "vt_ev"]
    assert row_count(store, FillInSentence) == 4
    assert committer.preview().changes == ()
    assert response(store, made.sentences[2]).committed_version is None


def test_an_edited_sentence_takes_the_place_of_the_old_one(store: Store, committer: Committer) -> None:
    """Shown as old → new; the old row is retired, so an id never changes its meaning."""
    made = card(store, sentences=SENTENCES[:1])
    committer.commit("ed")
    analyse(store, made.sentences[0], "lopen", "Ik loop vandaag.", LOPEN)
    decide(store, made.sentences[0], True)
    change = only(committer.preview())
    assert change.sentences_changed == (("Ik ___ elke dag naar school. (loop)", "Ik ___ vandaag. (loop)"),)
    assert change.sentences_added == ()
    assert change.sentences_retired == ()
    committer.commit("ed")
    assert live(store) == [("Ik ___ vandaag.", "loop", "tt_ik")]
    assert row_count(store, FillInSentence) == 2


def test_a_rerun_sentence_replaces_the_committed_one_once_approved(store: Store, committer: Committer) -> None:
    """The superseded sentence leaves; approved, the new one comes in its place."""
    made = card(store, sentences=SENTENCES[:1])
    committer.commit("ed")
    rerun(store, made, made.sentences[0], {"sentence": "Nu loop ik weg."}, is_correct=True)
    change = only(committer.preview())
    assert change.sentences_changed == (("Ik ___ elke dag naar school. (loop)", "Nu ___ ik weg. (loop)"),)
    committer.commit("ed")
    assert live(store) == [("Nu ___ ik weg.", "loop", "tt_ik")]
    assert committer.preview().changes == ()


def test_rejected_forms_retire_the_verb_and_approving_them_again_restores_it(
    store: Store, committer: Committer
) -> None:
    """The verb is no longer served with all it has; nothing is lost."""
    made = card(store)
    committer.commit("ed")
    served = live(store)
    assert made.forms is not None
    decide(store, made.forms, False)
    assert only(committer.preview()).action == "retire"
    committer.commit("ed")
    assert VerbDatabase(store).count() == 0
    assert committer.preview().changes == ()
    decide(store, made.forms, True)
    assert only(committer.preview()).action == "add"
    committer.commit("ed")
    assert live(store) == served


def test_undecided_forms_leave_the_verb_as_it_is_and_say_so(store: Store, committer: Committer) -> None:
    """After an undo the database keeps what it has until a person decides."""
    made = card(store)
    committer.commit("ed")
    before = tables(store)
    assert made.forms is not None
    decide(store, made.forms, None)
    change = only(committer.preview())
    assert (change.action, change.waiting) == ("wait", (Waits.FORMS_UNDECIDED,))
    assert committer.commit("ed") is None
    assert tables(store) == before


def test_the_forms_approved_last_win(store: Store, committer: Committer) -> None:
    """Of several jobs with the same verb; the older approval is left, and stays left."""
    card(store, sentences=(), later=5, forms=GOING)
    card(store, sentences=(), later=1)
    committer.commit("ed")
    assert VerbDatabase(store).list()[0].forms["vd_hulpwerkwoord"] == "zijn"
    change = only(committer.preview())
    assert (change.action, change.waiting) == ("leave", (Waits.OLDER_FORMS,))
    assert committer.commit("ed") is None
    assert committer.waiting_count() == 0


def test_newer_forms_take_the_mark_of_the_older(store: Store, committer: Committer) -> None:
    """Only what stands in the verb database is committed."""
    old = card(store, sentences=())
    committer.commit("ed")
    card(store, sentences=(), later=5, forms=GOING)
    committer.commit("ed")
    assert old.forms is not None
    assert response(store, old.forms).committed_version is None


def test_older_forms_come_back_when_the_newer_are_rejected(store: Store, committer: Committer) -> None:
    """They are still approved, and now they are the latest: no verb is lost over a second try."""
    card(store, sentences=())
    committer.commit("ed")
    newer = card(store, sentences=(), later=5, forms=GOING)
    committer.commit("ed")
    assert newer.forms is not None
    decide(store, newer.forms, False)
    assert only(committer.preview()).forms == {"vd_hulpwerkwoord": ("zijn", "hebben")}
    committer.commit("ed")
    assert VerbDatabase(store).list()[0].forms["vd_hulpwerkwoord"] == "hebben"
    assert committer.preview().changes == ()


def test_a_job_alone_can_be_committed(store: Store, committer: Committer) -> None:
    """The other jobs keep waiting."""
    first, second = make_job(store), make_job(store)
    card(store, job=first, sentences=())
    card(store, "werken", WERKEN, (), job=second)
    assert [c.subject for c in committer.preview(job=second).changes] == ["werken"]
    committer.commit("ed", job=second)
    assert [v.key.subject for v in VerbDatabase(store).list()] == ["werken"]
    assert [c.subject for c in committer.preview().changes] == ["lopen"]


def test_the_preview_is_what_the_commit_does(store: Store, committer: Committer) -> None:
    """Counts of the preview are the counts of the record, and the sentences shown are those that appear."""
    card(store)
    card(store, "werken", WERKEN, ("Ik werk hard.",))
    preview = committer.preview()
    record = committer.commit("ed", expected=fingerprint(preview))
    assert record is not None
    assert record.counts["verbs_added"] == preview.count("add")
    shown = {s for change in preview.changes for s in change.sentences_added}
    written = {f"{t} ({a})" for subject in ("lopen", "werken") for t, a, _ in live(store, subject)}
    assert shown == written


def test_a_preview_that_is_out_of_date_is_refused(store: Store, committer: Committer) -> None:
    """Somebody approved something in between: nothing is written until it was seen."""
    card(store)
    seen = fingerprint(committer.preview())
    card(store, "werken", WERKEN, ("Ik werk hard.",))
    with pytest.raises(StaleDecision) as caught:
        committer.commit("ed", expected=seen)
    assert caught.value.code == "commit-changed"
    assert row_count(store, Verb) == 0


def test_the_preview_is_in_dutch_order(store: Store, committer: Committer) -> None:
    """ij is an i and a j, accents count last."""
    for subject in ("ijken", "zijn", "één worden", "eisen", "ikken"):
        card(store, subject, WERKEN, ())
    assert [c.subject for c in committer.preview().changes] == ["één worden", "eisen", "ijken", "ikken", "zijn"]


def test_a_correction_by_hand_outlives_a_commit_of_other_work(store: Store, committer: Committer) -> None:
    """Settled approvals do not come back over it; a new approval does, and is shown as a change."""
    made = card(store, sentences=())
    committer.commit("ed")
    verbs = VerbDatabase(store)
    verbs.edit_forms(verbs.list()[0].id, GOING, "ed")
    assert committer.preview().changes == ()
    assert made.forms is not None
    decide(store, made.forms, True)
    assert only(committer.preview()).forms == {"vd_hulpwerkwoord": ("zijn", "hebben")}


def test_senses_are_verbs_of_their_own(store: Store, committer: Committer) -> None:
    """voorkomen (gebeuren) and voorkomen (beletten) stand beside each other."""
    card(store, "voorkomen (gebeuren)", WERKEN, ())
    card(store, "voorkomen (beletten)", WERKEN, ())
    committer.commit("ed")
    assert [v.key.sense for v in VerbDatabase(store).list()] == ["beletten", "gebeuren"]


def test_committed_forms_let_waiting_sentences_of_other_jobs_go(store: Store, committer: Committer) -> None:
    """A sentence item that failed for want of forms comes back by itself."""
    job = make_job(store)
    waiting = make_item(
        store, job, "lopen", Product.SENTENCES, status=ItemStatus.FAILED, error=("DEPENDENCY", "The forms are missing")
    )
    card(store, sentences=())
    committer.commit("ed")
    with store._read() as conn:
        status, ready = conn.execute(select(Item.status, Item.ready).where(Item.id == waiting)).one()
    assert (status, bool(ready)) == (ItemStatus.PENDING, True)


def test_the_review_shows_a_committed_card_as_committed(store: Store, committer: Committer) -> None:
    """The two speak of the same marks."""
    made = card(store)
    committer.commit("ed")
    assert Review(store).card(made.card).status == "committed"


def test_history_names_who_and_what(store: Store, committer: Committer) -> None:
    """Newest first, changes by hand included."""
    card(store)
    committer.commit("ed")
    verbs = VerbDatabase(store)
    verbs.retire_verb(verbs.list()[0].id, "ann")
    newest, oldest = committer.history()
    assert (newest.who, newest.counts["action"]) == ("ann", "retire")  # type: ignore[comparison-overlap]
    assert oldest.counts["verbs_added"] == 1
