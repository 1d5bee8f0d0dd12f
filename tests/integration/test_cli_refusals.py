"""Bad input from the shell: each is one sentence on stderr and exit code 1, and nothing is half-written."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import distiller.db.connect
import distiller.stats
from distiller.store import Store
from tests.support.chat_server import ChatServer, status
from tests.support.running import wait_until
from tests.support.shell import ROOT, Commands, one_line

KEY = "sk-test-9f8e7d6c5b4a39281706"


@pytest.fixture
def run(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Commands on an empty database."""
    shutil.copy(sqlite_template, tmp_path / "distiller.db")
    return Commands(tmp_path, monkeypatch)


@pytest.fixture
def server(run: Commands) -> Iterator[ChatServer]:
    """A real endpoint that the commands have a key for."""
    with ChatServer() as listening:
        run.set(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=listening.base_url)
        yield listening


# --- lists and files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no verb"),
        (" \n\t\n, ;", "no verb"),
        ("l00pen\n123", "None of the 2 lines"),
        ("werken" * 1667, "at most 100"),
        ("lopen\n" * 100_001, "more than 100000 lines"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "not a text file"),
        (b"PK\x03\x04" + bytes(range(256)), "not a text file"),
        ("werken\n" * 1_600_000, "larger than 10 MB"),
    ],
    ids=["empty", "blank", "unacceptable", "10,000 letters", "too many lines", "binary", "zip", "too large"],
)
def test_a_list_that_cannot_be_used_makes_no_job(run: Commands, text: str | bytes, part: str) -> None:
    """From standard input and from a file alike; a 10,000-letter word is not repeated in full."""
    path = run.home / "list.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for said in (run.refused("verbs", "add", "-", stdin=text), run.refused("verbs", "add", path)):
        assert part in said
        assert len(said) < 400
    assert run.json("jobs", "list") == []


@pytest.mark.parametrize("name", ["missing.txt", ".", "x" * 5000])
def test_a_file_that_cannot_be_read_is_named(run: Commands, name: str) -> None:
    """Missing, a folder, a name too long for the file system."""
    assert "does not exist or cannot be read" in run.refused("verbs", "add", run.home / name)
    assert "does not exist or cannot be read" in run.refused("verbs", "import", run.home / name)
    assert "does not exist or cannot be read" in run.refused("db", "restore", run.home / name, "--yes")


def test_a_binary_file_is_no_verb_database(run: Commands) -> None:
    """Nothing of it is taken."""
    path = run.home / "verbs.jsonl"
    path.write_bytes(bytes(range(256)) * 40)
    ran = run("verbs", "import", path)
    assert ran.code == 1
    assert "no row of verbs.jsonl can be used" in one_line(ran.err)
    assert run.json("verbs", "list") == []


@pytest.mark.parametrize("place", ["no/such/folder/out.jsonl", "folder", "/dev/null"])
def test_an_export_that_cannot_be_written_leaves_nothing_behind(run: Commands, place: str) -> None:
    """A missing folder, a folder, a device (which must stay one)."""
    (run.home / "folder").mkdir()
    assert "cannot be written" in run.refused("export", "verbs", "--output", run.home / place)
    assert Path("/dev/null").is_char_device()
    assert [p.name for p in run.home.iterdir() if p.name.endswith(".part")] == []


def test_a_backup_never_replaces_what_is_there(run: Commands) -> None:
    """Least of all the database itself."""
    before = run.database.read_bytes()
    assert "it is there already" in run.refused("db", "backup", run.database)
    assert run.database.read_bytes() == before


def test_bytes_that_are_no_text_are_told(run: Commands) -> None:
    """An argument in another encoding is an error of one line."""
    ran = run.process("verbs", "list", "--search", b"\xff".decode("utf-8", "surrogateescape"))
    assert ran.returncode in (0, 1)  # nothing matches, or it cannot be asked
    assert b"Traceback" not in ran.stderr


# --- what does not exist ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ["jobs", "show", 99],
        ["jobs", "pause", 99],
        ["jobs", "delete", 99, "--yes"],
        ["run", "--job", 99],
        ["review", "show", 99],
        ["review", "approve", 99],
        ["review", "approve", "--card", 99],
        ["review", "reject", 99],
        ["review", "edit", 99, "x"],
        ["review", "write", 99, "x"],
        ["review", "rerun", 99],
        ["review", "undo"],
        ["verbs", "show", 99],
        ["verbs", "edit", 99, "vd=x"],
        ["verbs", "retire", 99],
        ["verbs", "retire", 99, "--sentence"],
        ["verbs", "edit", 99, "--sentence", "x"],
        ["providers", "test", "nobody"],
        ["verbs", "add", "-", "--provider", "nobody"],
        ["jobs", "show", 2**62],
    ],
    ids=lambda args: " ".join(map(str, args)),
)
def test_what_does_not_exist_is_told(run: Commands, args: list[object]) -> None:
    """In one line, with --json too."""
    assert run.refused(*args, stdin="lopen") == run.refused(*args, "--json", stdin="lopen")


# --- the database -------------------------------------------------------------------------------------------


def test_a_database_from_a_newer_version_is_left_alone(run: Commands) -> None:
    """What to do: update the program, or restore a backup."""
    with closing(sqlite3.connect(run.database)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    for args in (["jobs", "list"], ["db", "check"], ["doctor"], ["db", "upgrade"]):
        assert "newer version of Distiller (9999)" in run.refused(*args)


@pytest.mark.parametrize("content", [b"This is a text file, long enough for a header.\n" * 50, b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_left_alone(run: Commands, content: bytes) -> None:
    """Its bytes stay as they are."""
    run.database.write_bytes(content)
    assert "not a Distiller database" in run.refused("jobs", "list")
    assert run.database.read_bytes() == content


def test_a_backup_is_restored_over_a_damaged_database_which_is_kept(run: Commands) -> None:
    """What cannot be copied is moved aside, byte for byte."""
    run.good("verbs", "add", "-", stdin="lopen")
    run.good("db", "backup", run.home / "good.db")
    run.database.write_bytes(b"damaged " * 1000)
    kept = run.json("db", "restore", run.home / "good.db", "--yes")["kept"]
    assert Path(kept).read_bytes() == b"damaged " * 1000
    assert len(run.json("jobs", "list")) == 1


def test_nothing_is_restored_while_an_engine_is_at_work(run: Commands) -> None:
    """Its next write would go to a file that is gone."""
    run.good("verbs", "add", "-", stdin="lopen")
    run.good("db", "backup", run.home / "good.db")
    store = Store(f"sqlite:///{run.database}")
    owner = store.register_owner()
    assert "stop it first" in run.refused("db", "restore", run.home / "good.db", "--yes")
    store.retire_owner(owner)
    store.close()
    run.good("db", "restore", run.home / "good.db", "--yes")


def test_a_database_of_another_program_is_left_alone(run: Commands, tmp_path: Path) -> None:
    """Neither used nor restored from."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE music (title TEXT)")
        db.commit()
    assert "not a Distiller database" in run.refused("db", "restore", other, "--yes")
    run.set(DISTILLER_DATABASE_URL=f"sqlite:///{other}")
    assert "not a Distiller database" in run.refused("jobs", "list")


def test_a_database_server_that_is_down_is_told_without_its_password(run: Commands) -> None:
    """Which is in the URL."""
    run.set(DISTILLER_DATABASE_URL="postgresql://ed:geheim123@127.0.0.1:1/verbs")
    assert "geheim123" not in run.refused("jobs", "list")


def test_a_locked_database_is_told_and_nothing_is_half_written(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds it: try again in a moment."""
    monkeypatch.setattr(distiller.db.connect, "BUSY_MS", 50)
    with closing(sqlite3.connect(run.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "locked" in run.refused("verbs", "add", "-", stdin="lopen")
        other.execute("ROLLBACK")
    assert run.json("jobs", "list") == []


def test_a_full_disk_is_told_and_nothing_is_half_written(run: Commands) -> None:
    """No file may grow: the same to SQLite as a disk without room."""
    run.good("jobs", "list")
    limit = run.database.stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    words = "".join(f"werk{a}{b}en\n" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz" * 4)
    ran = run.process("verbs", "add", "-", stdin=words.encode(), preexec_fn=full)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert "disk that holds the database is full" in one_line(ran.stderr.decode())
    assert run.json("jobs", "list") == []
    assert run.json("db", "check")["problems"] == []


# --- settings and teachers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISTILLER_CONCURRENCY", "many"),
        ("DISTILLER_HOST", "0.0.0.0"),
        ("DISTILLER_DATABASE_URL", "mysql://x"),
        ("DISTILLER_PROVIDERS", "missing.toml"),
        ("OPENAI_BASE_URL", "ftp://x"),
        ("OPENAI_API_KEY", "“sk-Zz81”"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(run: Commands, name: str, value: str) -> None:
    """By its name; a key is not repeated."""
    run.set(**{name: value})
    said = run.refused("jobs", "list")
    assert name in said
    assert "Zz81" not in said


def test_a_refused_key_pauses_the_job_and_is_shown_nowhere(run: Commands, server: ChatServer) -> None:
    """One sentence that names the setting; the job waits for a better key."""
    server.script = lambda _seen: status(401)
    said = run.refused("providers", "test", "openai")
    assert "OPENAI_API_KEY" in said
    ran = run("verbs", "add", "-", "--forms-only", "--wait", "--json", stdin="lopen")
    assert (ran.code, ran.data["job"]["status"]) == (1, "paused")
    assert "refuses the key" in one_line(ran.err)
    assert "distiller jobs resume 1" in ran.err
    server.script = None
    run.good("jobs", "resume", 1)
    assert run.json("run")[0]["status"] == "done"
    seen = [ran.out, ran.err, said] + [
        run(*args).out
        for args in (["jobs", "list"], ["jobs", "show", 1], ["jobs", "item", 1], ["doctor"], ["providers", "list"])
    ]
    assert not any(KEY in text for text in seen)
    with closing(sqlite3.connect(run.database)) as db:
        assert KEY not in "\n".join(db.iterdump())


def test_an_endpoint_that_is_down_is_told(run: Commands) -> None:
    """With the address and the setting."""
    run.set(OPENAI_API_KEY=KEY, OPENAI_BASE_URL="http://127.0.0.1:1/v1")
    said = run.refused("providers", "test")
    assert "cannot be reached at http://127.0.0.1:1/v1" in said
    assert KEY not in said


def test_a_teacher_that_answers_nonsense_is_told(run: Commands, server: ChatServer) -> None:
    """A web page with status 200 is no answer."""
    server.script = lambda _seen: lambda _seen, answer: type(answer)(200, b"<html>hello</html>")
    said = run("providers", "test", "openai")
    assert said.code == 1
    assert "base URL" in one_line(said.err)


# --- faults of the program, and being stopped ---------------------------------------------------------------


def test_a_fault_of_the_program_is_one_line_and_written_down_without_keys(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says where the rest is."""

    def broken(_store: object) -> None:
        raise ValueError(f"something with {KEY}")

    run.set(OPENAI_API_KEY=KEY)
    monkeypatch.setattr(distiller.stats, "statistics", broken)
    said = run.refused("stats")
    noted = (run.home / "logs" / "faults.log").read_text("utf-8")
    assert "faults.log" in said
    assert "in broken" in noted
    assert KEY not in said + noted


def test_a_command_that_cannot_be_loaded_is_one_line(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-installed program, say."""
    monkeypatch.setitem(sys.modules, "distiller.cli.stats", None)
    assert "faults.log" in run.refused("stats")


def test_a_run_that_is_told_to_stop_gives_everything_back(run: Commands) -> None:
    """SIGTERM: one line, and the next run makes the rest, each verb once."""
    run.good("verbs", "add", "-", "--forms-only", stdin="\n".join(_VERBS))
    run.set(DISTILLER_OFFLINE_DELAY="0.3", DISTILLER_CONCURRENCY="1")
    with subprocess.Popen(run.command("run"), stderr=subprocess.PIPE, cwd=run.home) as program:
        assert program.stderr is not None
        wait_until(lambda: run.json("jobs", "list")[0]["calls"] > 0 or program.poll() is not None)
        program.terminate()
        assert "stopped" in one_line(program.stderr.read().decode())
    assert program.returncode == 1
    job = run.json("jobs", "list")[0]
    assert job["forms"]["running"] == 0
    assert job["forms"]["pending"] > 0
    run.set(DISTILLER_OFFLINE_DELAY="0")
    (job,) = run.json("run")
    assert (job["status"], job["forms"]["success"]) == ("done", len(_VERBS))


_VERBS = [
    line for line in (ROOT / "data" / "demo-verbs.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]


def test_a_reader_that_goes_away_is_no_error(run: Commands) -> None:
    """`distiller verbs list | head -1`."""
    words = "".join(f"werk{a}{b}en\n" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz")
    run.good("verbs", "add", "-", stdin=words)
    command = run.command("jobs", "show", 1, "--limit", 2000, "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=run.home) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
