"""Everything the screen does, done from the shell: a paste list becomes learners' sentences and a file."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.shell import ROOT, Commands

DEMO = ROOT / "data" / "demo-verbs.txt"


@pytest.fixture
def run(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on an empty database."""
    shutil.copy(sqlite_template, tmp_path / "distiller.db")
    return Commands(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `made.db` and `committed.db`, to be copied."""
    home = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        run = Commands(home, patch)
        run.good("verbs", "add", "-", "--sentences", 3, "--wait", stdin="werken, fietsen\nopbellen")
        run.good("db", "backup", home / "made.db")
        run.good("review", "approve", "--all")
        run.good("commit")
        run.good("db", "backup", home / "committed.db")
    return home


@pytest.fixture
def made(run: Commands, prepared: Path) -> Commands:
    """Three verbs with three sentences each, made and not reviewed."""
    shutil.copy(prepared / "made.db", run.database)
    return run


@pytest.fixture
def committed(run: Commands, prepared: Path) -> Commands:
    """The same, approved and in the verb database."""
    shutil.copy(prepared / "committed.db", run.database)
    return run


def card(run: Commands, verb: str) -> dict:
    (found,) = run.json("review", "list", "--search", verb)
    return run.json("review", "show", found["card_id"])


# --- verbs add, run -----------------------------------------------------------------------------------------


def test_a_list_from_a_file_becomes_a_job_that_the_app_may_run(run: Commands, tmp_path: Path) -> None:
    """Without --wait nothing is asked yet; `run` does it."""
    path = tmp_path / "list.txt"
    path.write_text("- lopen (liep, gelopen)\n2. werken\nwerken\nl00pen\n", "utf-8")
    added = run.json("verbs", "add", path, "--forms-only")
    assert added["job"]["status"] == "queued"
    assert added["job"]["created_by"] == "local-cli"
    assert added["job"]["options"]["sentences"] is False
    assert (added["check"]["selected"], len(added["check"]["doubled"]), len(added["check"]["refused"])) == (2, 1, 1)
    (job,) = run.json("run")
    assert (job["status"], job["forms"]["success"], job["sentences"]["success"]) == ("done", 2, 0)
    assert run.json("run") == []
    assert run.good("run") == "Nothing was pending.\n"


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(run: Commands) -> None:
    """Counts, lines that cannot be used with their reason, and an estimate."""
    said = run.good("verbs", "add", DEMO, "--dry-run")
    assert said.startswith("40 verbs to make: 40 new")
    assert "About 54 calls" in said
    assert "line 1: l00pen" in run.good("verbs", "add", "-", "--dry-run", stdin="l00pen\nlopen")
    assert run.json("jobs", "list") == []


def test_waiting_and_committed_verbs_are_left_out_unless_asked_for(committed: Commands) -> None:
    """--existing and --again say what is made again."""
    plan = committed.json("verbs", "add", "-", "--dry-run", stdin="werken\nzeggen")["check"]
    assert (plan["selected"], len(plan["committed"])) == (1, 1)
    plan = committed.json("verbs", "add", "-", "--dry-run", "--existing", "sentences", stdin="werken\nzeggen")["check"]
    assert (plan["forms"], plan["sentences"]) == (1, 2)
    plan = committed.json("verbs", "add", "-", "--dry-run", "--existing", "regenerate", stdin="werken")["check"]
    assert (plan["forms"], plan["sentences"]) == (1, 1)
    committed.good("verbs", "add", "-", stdin="zeggen")
    assert committed.json("verbs", "add", "-", "--dry-run", stdin="zeggen")["check"]["selected"] == 0
    assert committed.json("verbs", "add", "-", "--dry-run", "--again", stdin="zeggen")["check"]["selected"] == 1


def test_waiting_for_a_job_shows_how_it_ended(run: Commands) -> None:
    """One line of text, or the job as JSON; nothing on stderr where that is no terminal."""
    said = run.good("verbs", "add", "-", "--sentences", 2, "--level", "A1", "--wait", stdin="werken")
    assert "Job 1: done, 2 of 2 items succeeded, 0 failed." in said
    job = run.json("verbs", "add", "-", "--sentences", 2, "--wait", stdin="lopen")["job"]
    assert (job["status"], job["sentences"]["success"], job["cost"]) == ("done", 1, "0")


def test_a_job_of_which_nothing_succeeded_ends_with_1(run: Commands) -> None:
    """The offline teacher invents nothing; the job is on stdout, the reason to look on stderr."""
    ran = run("verbs", "add", "-", "--forms-only", "--wait", "--json", stdin="yoween")
    assert (ran.code, ran.data["job"]["status"]) == (1, "failed")
    assert ran.err == "Error: nothing of job 1 succeeded. Why: distiller jobs show 1\n"
    assert "does not know yoween" in run.good("jobs", "show", 1)


# --- jobs ---------------------------------------------------------------------------------------------------


def test_jobs_are_listed_shown_and_steered(run: Commands) -> None:
    """Pause, resume, cancel, retry and delete, each said in one line."""
    run.good("verbs", "add", "-", "--forms-only", stdin="werken\nlopen")
    assert run.good("jobs", "pause", 1) == "Job 1 is paused.\n"
    assert "distiller jobs resume 1" in run("run", "--job", 1).err
    assert run.json("jobs", "resume", 1)["status"] == "queued"
    assert run.json("jobs", "cancel", 1)["status"] == "cancelled"
    assert run.json("jobs", "retry", 1)["forms"]["pending"] == 2
    assert run.json("run", "--job", 1)[0]["status"] == "done"
    assert "1    done" in run.good("jobs", "list")
    assert len(run.json("jobs", "show", 1, "--status", "success")["items"]) == 2
    assert run.refused("jobs", "pause", 1).startswith("Job 1 is done")
    assert run.good("jobs", "delete", 1, "--yes") == "Job 1 is removed.\n"
    assert "No jobs yet" in run.good("jobs", "list")


def test_an_item_shows_its_calls_and_raw_replies(made: Commands) -> None:
    """What was paid for can be read."""
    item = made.json("jobs", "show", 1)["items"][0]
    shown = made.json("jobs", "item", item["id"])
    assert "werkte" in shown["calls"][0]["raw_reply"]
    assert made.good("jobs", "item", item["id"]).startswith("call 1: answered, offline/offline-rules")


def test_what_would_destroy_asks_first(made: Commands) -> None:
    """Without an answer nothing is removed."""
    ran = made("jobs", "delete", 1, stdin="n\n")
    assert ran.code == 1
    assert ran.out == ""
    assert len(made.json("jobs", "list")) == 1


# --- review -------------------------------------------------------------------------------------------------


def test_responses_are_approved_and_rejected_by_id_and_undone(made: Commands) -> None:
    """Each decision is stored; undo takes the latest back."""
    shown = card(made, "werken")
    first, second = shown["sentences"][:2]
    assert made.good("review", "approve", shown["forms"]["id"], first["id"]) == "2 approved.\n"
    assert made.json("review", "reject", second["id"], "--reason", "te moeilijk") == {"rejected": 1}
    assert [s["is_correct"] for s in card(made, "werken")["sentences"]] == [True, False, None]
    assert made.good("review", "undo") == "Undone: werken.\n"
    assert card(made, "werken")["sentences"][1]["is_correct"] is None


def test_a_card_and_a_whole_filter_are_each_undone_as_one(made: Commands) -> None:
    """--card, --without-findings and --all."""
    number = card(made, "fietsen")["card_id"]
    assert made.good("review", "approve", "--card", number) == "4 approved.\n"
    made.good("review", "undo")
    assert made.json("review", "approve", "--card", number) == {"approved": 4}
    assert made.json("review", "approve", "--card", number) == {"approved": 0}
    assert made.json("review", "approve", "--all", "--job", 1) == {"approved": 8}
    assert made.json("review", "list", "--status", "to_review") == []
    made.good("review", "undo")
    assert len(made.json("review", "list", "--status", "to_review")) == 2
    assert made.json("review", "approve", "--without-findings", "--search", "opbellen")["approved"] <= 4


def test_approving_without_findings_leaves_those_with_some(run: Commands) -> None:
    """Deliberate mistakes stay to be looked at."""
    run.set(DISTILLER_OFFLINE_MISTAKES="1")
    run.good("verbs", "add", "-", "--forms-only", "--wait", stdin="werken, lopen, fietsen, kiezen")
    wrong = len(run.json("review", "list", "--findings", "any"))
    assert wrong > 0
    assert run.json("review", "approve", "--without-findings") == {"approved": 4 - wrong}
    assert len(run.json("review", "list", "--status", "to_review")) == wrong


def test_forms_and_sentences_are_edited(made: Commands) -> None:
    """A form by its name, a sentence as a whole; --approve does both at once. Findings come with it."""
    shown = card(made, "werken")
    edited = made.json("review", "edit", shown["forms"]["id"], "vt_ev=werkde")
    assert edited["forms"]["edited"]["vt_ev"] == "werkde"
    assert edited["forms"]["is_correct"] is None
    assert any("werkte" in line for line in made.good("review", "show", shown["card_id"]).splitlines())
    made.good("review", "edit", shown["forms"]["id"], "vt_ev=werkte", "--approve")
    made.good("review", "edit", shown["sentences"][0]["id"], "Ik", "werk elke dag.", "--approve")
    shown = card(made, "werken")
    assert shown["forms"]["is_correct"] is True
    assert shown["sentences"][0]["edited"]["sentence"] == "Ik werk elke dag."
    assert shown["sentences"][0]["form_key"] == "tt_ik"


def test_an_edit_that_breaks_a_rule_is_refused(made: Commands) -> None:
    """One line, and nothing is stored."""
    shown = card(made, "werken")
    assert "hebben or zijn" in made.refused("review", "edit", shown["forms"]["id"], "vd_hulpwerkwoord=worden")
    assert "no form of werken" in made.refused("review", "edit", shown["sentences"][0]["id"], "Het regent.")
    assert "is not a field" in made.refused("review", "edit", shown["forms"]["id"], "bogus=1")
    assert made("review", "edit", shown["forms"]["id"], "werkte").code == 2
    assert card(made, "werken") == shown


def test_a_rerun_brings_another_answer(made: Commands) -> None:
    """Asked again with a remark, made by `run`, undecided, in the place of the old one."""
    old = card(made, "werken")["sentences"][0]
    assert made.good("review", "rerun", old["id"], "--remark", "korter") == "werken is asked again.\n"
    made.good("run")
    new = card(made, "werken")["sentences"][0]
    assert new["id"] != old["id"]
    assert new["payload"] != old["payload"]
    assert new["is_correct"] is None


def test_what_the_teacher_could_not_make_is_written_by_hand(run: Commands) -> None:
    """The forms of a failed item, then one more sentence for a verb that has too few."""
    run("verbs", "add", "-", "--sentences", 1, "--wait", stdin="yoween")
    forms, sentences = run.json("jobs", "show", 1)["items"]
    values = "tt_ik=yowee tt_jij=yoweet tt_hij=yoweet vt_ev=yoweede vt_mv=yoweeden vd=geyoweed vd_hulpwerkwoord=hebben"
    written = run.json("review", "write", forms["id"], *values.split(), "--approve")
    assert (written["forms"]["is_correct"], written["forms"]["by_hand"]) == (True, True)
    run.good("jobs", "cancel", 1)  # the sentences would be asked for now, with these forms
    written = run.json("review", "write", sentences["id"], "Ik yowee graag.")
    assert [s["form_key"] for s in written["sentences"]] == ["tt_ik"]


# --- commit, the verb database, export ----------------------------------------------------------------------


def test_a_commit_is_previewed_and_then_written(made: Commands) -> None:
    """A dry run writes nothing; a second commit has nothing to do."""
    made.good("review", "approve", "--all")
    preview = made.json("commit", "--dry-run")
    assert [c["action"] for c in preview["changes"]] == ["add"] * 3
    assert "add     werken" in made.good("commit", "--dry-run")
    assert made.json("verbs", "list") == []
    assert made.json("commit", "--job", 1)["commit"]["counts"]["verbs_added"] == 3
    assert made.json("commit") == {"commit": None}
    assert made.good("commit") == "There is nothing to commit.\n"


def test_verbs_are_listed_shown_edited_and_retired(committed: Commands) -> None:
    """A correction by hand takes effect at once; what is retired can come back."""
    verbs = committed.json("verbs", "list")
    assert [v["key"]["infinitive"] for v in verbs] == ["fietsen", "opbellen", "werken"]
    number = committed.json("verbs", "list", "--search", "werk")[0]["id"]
    assert committed.json("verbs", "edit", number, "vt_ev=wrocht")["forms"]["vt_ev"] == "wrocht"
    committed.good("verbs", "edit", number, "vt_ev=werkte")
    assert committed.good("verbs", "retire", number) == "werken is retired.\n"
    assert len(committed.json("verbs", "list")) == 2
    assert [v["id"] for v in committed.json("verbs", "list", "--only", "retired")] == [number]
    assert committed.good("verbs", "retire", number, "--restore") == "werken is back.\n"


def test_fill_in_sentences_are_edited_and_retired(committed: Commands) -> None:
    """By the number that `verbs show` prints."""
    number = committed.json("verbs", "list", "--search", "werk")[0]["id"]
    sentence = committed.json("verbs", "show", number)["sentences"][0]
    assert f"{sentence['id']}" in committed.good("verbs", "show", number)
    assert committed.good("verbs", "retire", sentence["id"], "--sentence").startswith("Sentence")
    committed.good("verbs", "retire", sentence["id"], "--sentence", "--restore")
    verb = committed.json("verbs", "edit", sentence["id"], "--sentence", "Ik werk morgen thuis.")
    live = [s for s in verb["sentences"] if s["retired_at"] is None]
    assert ("Ik ___ morgen thuis.", "werk") in [(s["sentence_template"], s["answer"]) for s in live]


def test_coverage_counts_each_answer_key(committed: Commands) -> None:
    """All eight keys, with the verbs that have none."""
    found = committed.json("verbs", "coverage")
    assert len(found) == 8
    assert sum(one["sentences"] for one in found.values()) > 0
    assert "tt_ik" in committed.good("verbs", "coverage", "--search", "werk")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("what", ["verbs", "sentences", "database", "invalid"])
def test_each_export_writes_what_its_dry_run_counts(committed: Commands, tmp_path: Path, what: str, form: str) -> None:
    """As many rows as the count, in a file that can be read back."""
    path = tmp_path / f"out.{form}"
    count = committed.json("export", what, "--format", form, "--output", path, "--dry-run")["count"]
    assert not path.exists()
    assert committed.json("export", what, "--format", form, "--output", path) == {"written": count, "file": str(path)}
    text = path.read_text("utf-8-sig")
    rows = (
        [json.loads(line) for line in text.splitlines()] if form == "jsonl" else list(csv.DictReader(text.split("\n")))
    )
    assert len(rows) == count
    assert count == {"verbs": 3, "sentences": 9, "database": 3, "invalid": 0}[what]


def test_exports_follow_their_filters(committed: Commands, tmp_path: Path) -> None:
    """Job, committed and search narrow them."""
    for extra, count in ((["--job", 1], 3), (["--job", 2], 0), (["--committed"], 3), (["--search", "werk"], 1)):
        assert committed.json("export", "verbs", "--dry-run", *extra)["count"] == count


def test_an_exported_database_is_imported_into_an_empty_one(
    committed: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way back: first counted, then taken, then nothing left to change."""
    path = tmp_path / "verbs.jsonl"
    committed.good("export", "database", "--output", path)
    other = Commands(tmp_path / "other", monkeypatch)
    assert other.json("verbs", "import", path, "--dry-run")["added"] == 3
    assert other.json("verbs", "list") == []
    path.write_text(path.read_text("utf-8") + '{"infinitive": "l00pen"}\n', "utf-8")
    said = other.good("verbs", "import", path)
    assert said.startswith("3 added, 0 changed, 0 as they were, 1 refused.\n  line 4, infinitive: ")
    assert other.json("verbs", "import", path)["unchanged"] == 3
    assert len(other.json("verbs", "list")) == 3


# --- the rest -----------------------------------------------------------------------------------------------


def test_statistics_count_what_is_stored(committed: Commands) -> None:
    """Verbs, responses, calls and money, for people and programs."""
    found = committed.json("stats")
    assert found["verb_database"]["verbs"] == 3
    assert found["responses"]["forms"]["approved"] == 3
    assert "cost: $0.0000" in committed.good("stats")


def test_the_offline_teacher_is_named_as_such_and_answers(run: Commands) -> None:
    """Never mistaken for a model."""
    (offline,) = run.json("providers", "list")
    assert (offline["name"], offline["model"], offline["offline"]) == ("offline", "offline-rules", True)
    assert "no model is asked" in run.good("providers", "list")
    assert run.json("providers", "test")["problem"] is None
    assert "the answer can be used" in run.good("providers", "test", "offline")


def test_the_database_is_checked_backed_up_and_restored(committed: Commands, tmp_path: Path) -> None:
    """What was removed after the backup is back; the database before the restore is kept."""
    assert committed.good("db", "upgrade") == "The database was up to date.\n"
    assert committed.json("db", "check")["problems"] == []
    assert "revision: " in committed.good("db", "check")
    copy = tmp_path / "copy.db"
    assert committed.json("db", "backup", copy) == {"written": str(copy)}
    number = committed.json("verbs", "list")[0]["id"]
    committed.good("verbs", "retire", number)
    kept = committed.json("db", "restore", copy, "--yes")["kept"]
    assert len(committed.json("verbs", "list")) == 3
    assert Path(kept).is_file()
    assert str(committed.home / "backups") in committed.good("db", "backup")


def test_the_doctor_says_that_all_is_well(run: Commands) -> None:
    """Facts and no problems."""
    found = run.json("doctor")
    assert found["problems"] == []
    assert "All is well." in run.good("doctor")


def test_the_walk_through_of_the_readme_works_as_written(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty verbs, a few mistakes, one of them corrected, committed and exported."""
    (script,) = re.findall(r"```sh\nexport (.+?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    first, *lines = script.splitlines()
    run.set(**dict([first.split("=")]))
    monkeypatch.chdir(run.home)
    (run.home / "data").mkdir()
    shutil.copy(DEMO, run.home / "data")
    for line in lines:
        words = shlex.split(line, comments=True)
        assert words.pop(0) == ".venv/bin/distiller"
        number = card(run, "fietsen")["forms"]["id"] if "NUMBER" in words else 0
        said = run.good(*(str(number) if word == "NUMBER" else word for word in words))
        if "show" in words:
            assert said.startswith("fietsen ")
    rows = [json.loads(line) for line in (run.home / "verbs.jsonl").read_text("utf-8").splitlines()]
    assert {row["infinitive"]: row["vt_ev"] for row in rows}["fietsen"] == "fietste"
    assert len(rows) > 30
    assert all(row["committed"] for row in rows)
