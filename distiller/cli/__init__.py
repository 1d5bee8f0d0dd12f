"""The command line: one file per command group; parse, one call, print.

Exit codes: 0 done; 1 an error, one line on stderr; 2 wrong usage. What a program would read goes to stdout, all else
to stderr. Commands are imported when they are used, so that `--help` answers at once.
"""

from __future__ import annotations

import importlib
import keyword
import logging
import os
import signal
import sys
from types import FrameType
from typing import Any, TextIO

import click

from distiller.cli.shell import Shell
from distiller.errors import DistillerError

_GROUPS = {
    "serve": "start the app, as `python app.py` does",
    "verbs": "the paste list and the verb database",
    "import": "questions from CSV, JSON, XML or a database",
    "questions": "what is stored of them",
    "run": "process what is pending, with a progress bar",
    "jobs": "list, show and steer jobs",
    "review": "approve, reject, edit, rerun, undo",
    "commit": "write approved work to the verb database",
    "export": "write approved work to a file",
    "dutch": "the language checks on a file, and how often they are right",
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
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"distiller.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_GROUPS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """The outermost boundary: an error is one line on stderr and exit code 1, never a traceback."""
        try:
            return super().invoke(ctx)
        except DistillerError as exc:
            raise OneLine(exc.sentence("en")) from exc
        except KeyboardInterrupt as exc:
            raise OneLine("stopped; what was under way is stored or asked again at the next start.") from exc
        except UnicodeEncodeError as exc:
            raise OneLine("what was typed holds bytes that are not UTF-8 text: type it again.") from exc
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as exc:  # a fault of ours: a sentence for the person, the rest for who looks for it
            raise OneLine(f"a fault of the program itself ({type(exc).__name__}). {_keep(ctx, exc)}") from exc


class OneLine(click.ClickException):
    """An error as the shell shows it."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))

    def show(self, file: Any = None) -> None:
        """One line, always on stderr."""
        click.echo(f"Error: {self.message}", err=True)


def _keep(ctx: click.Context, exc: Exception) -> str:
    try:
        shell = ctx.obj or Shell()  # there is none yet where a command could not even be loaded
        return f"Where it happened is in {shell.note_fault(exc)}: please report it."
    except (DistillerError, OSError) as second:
        return f"Where it happened could not be written down: {second}"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="distiller")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Dutch verbs through a teacher, a reviewer, and out as a verb database and training data."""
    ctx.obj = Shell()
    ctx.call_on_close(ctx.obj.close)


def main() -> None:
    """The entry point of the installed command."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        _never_fails(stream)
    try:
        cli(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exc:
        sys.exit(exc.exit_code)
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit("Stopped.")
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _never_fails(stream: TextIO) -> None:
    """A terminal that cannot show a letter shows its code."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _stop(number: int, frame: FrameType | None) -> None:
    """SIGTERM as Ctrl+C: what is open is closed on the way out."""
    raise KeyboardInterrupt
