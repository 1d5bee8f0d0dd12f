"""A page sends back the path of what it uploaded: any other path is nobody's file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ui.uploads import KEPT_S, remove, uploaded_file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a database and one uploaded file."""
    upload = tmp_path / "gradio" / "abc"
    upload.mkdir(parents=True)
    (upload / "verbs.csv").write_text("infinitive", encoding="utf-8")
    (tmp_path / "distiller.db").write_text("", encoding="utf-8")
    return tmp_path


def test_an_uploaded_file_is_found(home: Path) -> None:
    """By the path that was given out for it."""
    file = home / "gradio" / "abc" / "verbs.csv"
    assert uploaded_file(home, str(file)) == file.resolve()


def test_nothing_else_is_one(home: Path) -> None:
    """Not the database, by whatever way it is named; no folder, no link out, nothing that is gone."""
    (home / "gradio" / "link.csv").symlink_to(home / "distiller.db")
    for said in (
        str(home / "distiller.db"), str(home / "gradio" / ".." / "distiller.db"), str(home / "gradio" / "link.csv"),
        str(home / "gradio"), str(home / "gradio" / "gone.csv"), "/etc/passwd", "verbs.csv\0", "", None, 3, ["x"],
    ):  # fmt: skip
        assert uploaded_file(home, said) is None


def test_a_file_that_was_read_goes_and_so_do_those_nobody_came_back_to(home: Path) -> None:
    """What somebody may still be deciding about stays; empty folders go with the last file in them."""
    read, forgotten = home / "gradio" / "abc" / "verbs.csv", home / "gradio" / "old" / "verbs.csv"
    recent = home / "gradio" / "new" / "verbs.csv"
    for path in (forgotten, recent):
        path.parent.mkdir()
        path.write_text("infinitive", encoding="utf-8")
    long_ago = time.time() - KEPT_S - 60
    os.utime(forgotten, (long_ago, long_ago))
    remove(home, read)
    assert [path.name for path in (home / "gradio").iterdir()] == ["new"]
    assert recent.exists()
    assert (home / "distiller.db").exists()
    remove(home, read)
