"""What commands receive: settings, store and use cases, each opened when it is first asked for."""

from __future__ import annotations

import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from distiller.commit import Committer
    from distiller.export import Exporter
    from distiller.jobs import Jobs
    from distiller.live import Live
    from distiller.llm import Teachers
    from distiller.question_jobs import QuestionJobs
    from distiller.records import Estimate
    from distiller.records.live import CallFigures
    from distiller.review import Review
    from distiller.settings import Settings
    from distiller.store import Store
    from distiller.verbs import VerbDatabase

ROOT = Path(__file__).resolve().parents[2]
WHO = "local-cli"

ID = click.IntRange(1, 2**63 - 1)
"""Of a job, card, response, verb or sentence: what the database can hold."""

COUNT = click.IntRange(0, 1_000_000)


def options(*each: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Several options as one decorator, in the order in which they are listed."""

    def all_of(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(each):
            function = option(function)
        return function

    return all_of


class Dollars(click.ParamType[Decimal | None]):
    """An amount of US dollars; "none" for none."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal | None:
        """Fails with a usage error, as every bad option does."""
        from distiller import budgets
        from distiller.errors import InputError

        if isinstance(value, Decimal):
            return value
        try:
            return budgets.parse(str(value))
        except InputError as exc:
            self.fail(exc.sentence("en"), param, ctx)


DOLLARS = Dollars()

budget_option = click.option(
    "--budget", type=DOLLARS, help="At most so many US dollars for this job; default: DISTILLER_BUDGET_JOB."
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


class Shell:
    """Opens things in the order they need each other; `close` in the opposite one."""

    @cached_property
    def settings(self) -> Settings:
        """From the environment and .env."""
        from distiller import logs
        from distiller.settings import load_settings

        settings = load_settings(ROOT)
        logs.start(settings)
        return settings

    @cached_property
    def store(self) -> Store:
        """The database, brought up to date first."""
        from distiller.store import Store, prepare

        prepare(self.settings.database_url, self.settings.home)
        return Store(self.settings.database_url, caps=self.settings.caps)

    @cached_property
    def teachers(self) -> Teachers:
        """The configured teachers."""
        from distiller.llm import open_teachers

        return open_teachers(self.settings)

    @cached_property
    def jobs(self) -> Jobs:
        """Starting and steering jobs; the engine that runs them may be another process."""
        from distiller.jobs import Jobs

        return Jobs(self.store, self.teachers, self.settings, wake=lambda: None)

    @cached_property
    def question_jobs(self) -> QuestionJobs:
        """Having questions answered."""
        from distiller.question_jobs import QuestionJobs

        return QuestionJobs(self.store, self.teachers, self.settings, wake=lambda: None)

    @cached_property
    def live(self) -> Live:
        """Figures of calls, from the database: what an engine waits for is known in its own process only."""
        from distiller.live import Live

        return Live(self.store)

    @cached_property
    def review(self) -> Review:
        """Decisions."""
        from distiller.review import Review

        return Review(self.store)

    @cached_property
    def committer(self) -> Committer:
        """Commits."""
        from distiller.commit import Committer

        return Committer(self.store)

    @cached_property
    def verbs(self) -> VerbDatabase:
        """The verb database."""
        from distiller.verbs import VerbDatabase

        return VerbDatabase(self.store)

    @cached_property
    def exporter(self) -> Exporter:
        """Exports."""
        from distiller.export import Exporter

        return Exporter(self.store)

    def note_fault(self, exc: Exception) -> Path:
        """Writes down where a fault of the program happened, without keys; the file. Raises OSError, SettingsError."""
        from distiller.redaction import redact

        path = self.settings.home / "logs" / "faults.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(traceback.format_exception(exc))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{redact(text, self.settings.secrets())}\n")
        return path

    def close(self) -> None:
        """Closes what was opened."""
        if "teachers" in self.__dict__:
            self.teachers.close()
        if "store" in self.__dict__:
            self.store.close()


def readable(path: Path) -> Path:
    """`path`, if it is a file that can be read. Raises InputError."""
    from distiller.errors import InputError

    try:
        with path.open("rb"):
            return path
    except (OSError, ValueError) as exc:
        raise InputError("input-file-missing", name=str(path)[-200:]) from exc


pass_shell = click.make_pass_decorator(Shell)


# --- printing ---------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """Records as JSON-able data: times in ISO 8601, money as a string, unknown as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    return value


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    import orjson

    click.echo(orjson.dumps(plain(value), option=orjson.OPT_INDENT_2).decode())


def show(value: Any, as_json: bool, text: Callable[[], Iterable[str]]) -> None:
    """The value as JSON, or the lines that `text` makes of it."""
    if as_json:
        print_json(value)
        return
    for line in text():
        click.echo(visible(line))


def visible(line: str) -> str:
    """What a teacher or a file wrote cannot steer the terminal: control characters become \ufffd."""
    if line.isprintable():
        return line
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in line)


def say(message: str) -> None:
    """One line beside the output: on stderr."""
    click.echo(visible(message), err=True)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Columns as wide as their widest cell."""
    cells = [[str(c) for c in row] for row in rows]
    widths = [max(len(h), *(len(r[i]) for r in cells), 0) for i, h in enumerate(headers)]
    for row in ([str(h) for h in headers], *cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def call_figures(figures: Sequence[CallFigures]) -> Iterable[str]:
    """The calls of a job or of all, by provider, model and product."""
    return table(_CALL_HEADERS, map(_call_row, figures))


_CALL_HEADERS = (
    "provider/model",
    "product",
    "answered",
    "from the store",
    "under way",
    "tokens in+out",
    "cost",
    "p50",
    "p95",
    "no reply",
)


def _call_row(one: CallFigures) -> tuple[object, ...]:
    errors = (f"{count} {error_type}" for error_type, count in sorted(one.errors.items()))
    return (
        f"{one.provider}/{one.model}",
        one.product.value,
        one.answered,
        one.reused,
        one.in_flight,
        f"{one.prompt_tokens}+{one.completion_tokens}",
        money(one.cost),
        _seconds(one.p50_s),
        _seconds(one.p95_s),
        ", ".join(errors) or "-",
    )


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f} s"


def money(cost: Decimal | None) -> str:
    """Dollars, or "unknown"."""
    return "unknown" if cost is None else f"${cost:.4f}"


def lasting(estimate: Estimate) -> str:
    """How long a job will take, in words."""
    return "within 24 hours" if estimate.batch else f"{estimate.seconds:.0f} seconds"


def on_terminal() -> bool:
    """Whether progress bars make sense."""
    return sys.stderr.isatty()
