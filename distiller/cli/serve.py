"""`distiller serve`: the app, as `python app.py` starts it."""

from __future__ import annotations

import importlib
import sys

import click

from distiller.cli.shell import ROOT


@click.command("serve")
def command() -> None:
    """Start the app and print its address; Ctrl+C stops it."""
    sys.path.insert(0, str(ROOT))  # app.py is a root: it lies beside the packages, not in one
    code = importlib.import_module("app").main()
    raise click.exceptions.Exit(code)
