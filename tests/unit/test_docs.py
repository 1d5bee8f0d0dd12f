"""What the documentation says is there, and what is there is in the documentation."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from distiller.cli import cli
from distiller.presets import PRESETS
from distiller.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
CONFIGURATION = (DOCS / "configuration.md").read_text("utf-8")
ENV_EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
SETTING = re.compile(r"\b(?:OPENAI|DISTILLER)_[A-Z_]+[A-Z]\b")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, groups included, with its words."""
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield (*path, name), command
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))


ALL = list(commands(cli))
NAMES = [" ".join(path) for path, _ in ALL]


def section(path: tuple[str, ...]) -> str:
    """The part of docs/commands.md that is about a command."""
    line = f"`distiller {' '.join(path)}"
    return next((part for part in re.split(r"^## ", COMMANDS, flags=re.MULTILINE) if line in part), "")


@pytest.mark.parametrize(("path", "command"), ALL, ids=NAMES)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    """A sentence each, which `--help` shows."""
    assert command.help, path
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{' '.join(path)} {parameter.opts[-1]}"


@pytest.mark.parametrize(
    ("path", "command"), [(p, c) for p, c in ALL if not isinstance(c, click.Group)], ids=lambda value: str(value)[:40]
)
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    """docs/commands.md names the command, and its options in the same section."""
    text = section(path)
    assert text, f"distiller {' '.join(path)}"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "as_json":
            assert f"`{parameter.opts[-1]}`" in text, f"{' '.join(path)} {parameter.opts[-1]}"


def test_every_printing_command_has_json() -> None:
    """All of them but the one that starts the app."""
    without = [
        " ".join(path)
        for path, command in ALL
        if not isinstance(command, click.Group) and "as_json" not in [p.name for p in command.params]
    ]
    assert without == ["serve"]


def test_every_documented_command_exists() -> None:
    """No page promises a command, or an option, that is not there."""
    known = {" ".join(path): {o for p in command.params for o in p.opts} for path, command in ALL}
    for page in PAGES:
        for line in re.findall(r"\bdistiller ((?:[a-z]+(?: |`|$))+[^`\n|]*)", page.read_text("utf-8"), re.MULTILINE):
            words = line.replace("`", " ").split()
            name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
            if name not in known:
                assert f"`distiller {line}" not in page.read_text("utf-8"), f"{page.name}: distiller {line}"
                continue
            for option in re.findall(r"(?<= )--[a-z-]+", line):
                assert option in known[name] | {"--help"}, f"{page.name}: distiller {line}"


def test_the_settings_of_the_example_are_those_of_the_page_and_the_program() -> None:
    """.env.example, docs/configuration.md and distiller/settings.py name the same ones."""
    program = (ROOT / "distiller" / "settings.py").read_text("utf-8")
    read = {name for name in re.findall(r'"([A-Z_]+)"', program) if SETTING.fullmatch(name)}
    tables = set(re.findall(r"^\| `([A-Z_]+)` \|", CONFIGURATION, re.MULTILINE))
    example = set(SETTING.findall(ENV_EXAMPLE))
    assert read == tables == example


def test_the_fields_of_the_providers_file_are_those_of_the_program() -> None:
    """Each with its meaning."""
    table = importlib.import_module("distiller.providers_file").ProviderTable
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", CONFIGURATION, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)} == set(table.model_fields)


def test_the_example_of_a_providers_file_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy, paste, add keys."""
    (example,) = re.findall(r"```toml\n(.+?)```", CONFIGURATION, re.DOTALL)
    (tmp_path / "providers.toml").write_text(example, "utf-8")
    monkeypatch.setenv("DISTILLER_PROVIDERS", "providers.toml")
    tables = tomllib.loads(example)["provider"]
    usual = [PRESETS[table["preset"]].key_name for table in tables if "preset" in table]
    named = [table["api_key_env"] for table in tables if "api_key_env" in table]
    for name in (*usual, *named, "TEAM_TOKEN"):
        monkeypatch.setenv(name, "a-key-of-somebody")
    names = [p.name for p in load_settings(tmp_path).providers]
    assert names == [*(table["name"] for table in tables), "offline"]
    assert {table.get("preset") for table in tables} >= set(PRESETS)


def test_the_presets_of_the_page_are_those_of_the_program() -> None:
    """Address and key of each."""
    rows = re.findall(r'^\| "([a-z]+)" \| .*?`(http\S+)` \| .*?`([A-Z_]+)` \|$', CONFIGURATION, re.MULTILINE)
    found = {name: (None if name == "azure" else url, key) for name, url, key in rows}
    assert found == {name: (preset.base_url, preset.key_name) for name, preset in PRESETS.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that is in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
            assert anchor in slugs, f"{page.name}: {target}"


def test_every_page_is_linked_from_the_readme() -> None:
    """Nothing to read stands where nobody finds it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [p.name for p in DOCS.glob("*.md") if f"(docs/{p.name})" not in readme] == []


def test_the_keys_of_the_guide_are_those_of_the_screen() -> None:
    """docs/review-guide.md explains each single-key command."""
    guide = (DOCS / "review-guide.md").read_text("utf-8")
    script = (ROOT / "ui" / "assets" / "review.js").read_text("utf-8")
    keys = {key.upper() for key in re.findall(r"^ {4}([a-z]): \(", script, re.MULTILINE)}
    assert keys, "the script's table of keys has another shape"
    explained = set(re.findall(r"`([A-Z])`", guide))
    assert keys == explained
