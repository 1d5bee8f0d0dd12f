"""`distiller dutch`: what it prints, and that only bad input is an error."""

import json

import pytest

from distiller.dutch import FORM_FIELDS, conjugate
from tests.support.shell import Commands


@pytest.fixture
def run(tmp_path, monkeypatch):
    return Commands(tmp_path, monkeypatch)


def _file(tmp_path, *rows):
    path = tmp_path / "sets.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _row(verb, **changes):
    return {"infinitive": verb, **conjugate(verb).forms, **changes}


def test_findings_are_told_in_the_language_asked_for(run, tmp_path):
    path = _file(tmp_path, _row("werken"), _row("leven", vt_ev="leefte"))
    said = run("dutch", "check", str(path), "--language", "nl")
    assert said.code == 0
    assert "leven (line 2)" in said.out
    assert "Verwacht: *leefde*" in said.out
    assert "werken" not in said.out
    assert "2 form sets checked, 1 with findings." in said.err


def test_findings_as_json_and_by_weight(run, tmp_path):
    """A variant is info; `--severity` leaves it out."""
    path = _file(tmp_path, _row("waaien", vt_ev="woei", vt_mv="woeien"))
    all_of_it = run("dutch", "check", str(path), "--json").data
    assert [f["field"] for f in all_of_it["verbs"][0]["findings"]] == ["vt_ev", "vt_mv"]
    assert all_of_it["verbs"][0]["findings"][0]["given"] == "woei"
    assert run("dutch", "check", str(path), "--json", "--severity", "error").data == {"checked": 1, "verbs": []}


def test_only_bad_input_is_an_error(run, tmp_path):
    """One line on stderr and exit code 1; wrong forms are no failure of the command."""
    bad = tmp_path / "bad.csv"
    bad.write_text("naam\nlopen\n")
    for words in (("check", str(bad)), ("check", str(tmp_path / "none")), ("evaluate", str(bad))):
        said = run("dutch", *words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert run("dutch", "check", str(_file(tmp_path, dict.fromkeys(FORM_FIELDS, "x") | {"infinitive": "y"}))).code == 0


def test_the_table_shows_share_interval_and_target(run, tmp_path):
    path = _file(tmp_path, _row("werken", **{"class": "weak"}), _row("maken", vt_ev="mook", **{"class": "weak"}))
    said = run("dutch", "evaluate", str(path), "--misses", "1")
    line = next(line for line in said.out.splitlines() if "… weak" in line)
    assert line.split()[2:] == ["1", "2", "50.0%", "9.5%-90.5%", "99.0%", "missed"]
    assert "maken: vt_ev maakte (gold mook)" in said.out
    rows = run("dutch", "evaluate", str(path), "--json").data
    assert next(row for row in rows if row["measure"] == "… weak")["reached"] is False
