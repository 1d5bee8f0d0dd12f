"""The command line: one file per command group; parse, one call, print.

Exit codes: 0 done; 1 an error, one line on stderr; 2 wrong usage. Commands are imported when they are used, so that
`--help` answers at once.
"""

from __future__ import annotations

import importlib
import logging
import sys

import click

from distiller.cli.shell import Shell
from distiller.errors import DistillerError

_GROUPS = {
    "serve": "start the app, as `python app.py` does",
    "verbs": "the paste list and the verb database",
    "run": "process what is pending, with a progress bar",
    "jobs": "list, show and steer jobs",
    "review": "approve, reject, edit, rerun, undo",
    "commit": "write approved work to the verb database",
    "export": "write approved work to a file",
    "stats": "what is stored, and what it cost",
    "providers": "which teachers are configured, and whether they answer",
    "db": "bring up to date, check, back up, restore",
    "doctor": "whether everything that is needed is there",
}


class LazyGroup(click.Group):
    """Knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, in the order of the work."""
        return list(_GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, from the module of the same name."""
        if cmd_name not in _GROUPS:
            return None
        module = importlib.import_module(f"distiller.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_GROUPS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="distiller")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Dutch verbs and question sets through a teacher, a reviewer and out as training data."""
    ctx.obj = Shell()
    ctx.call_on_close(ctx.obj.close)


def main() -> None:
    """The entry point: every error of ours becomes one line and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as exc:
        sys.exit(exc.exit_code)
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit("Stopped.")
    except BrokenPipeError:
        sys.exit(0)
    except DistillerError as exc:
        sys.exit(f"Error: {exc.sentence('en')}")
