"""The questions' part of the Import tab: a file is looked at, mapped and read in; then questions are answered.

What is shown is HTML from the server; assets/questions.js turns forms and clicks into events.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from distiller.errors import DistillerError, InputError
from distiller.importers.questions.report import ImportReport, Progress
from distiller.records import QuestionFilter, Which
from ui import present_questions as p
from ui.context import Context
from ui.events import ACT, READ
from ui.present import problem
from ui.present_batches import batch_label
from ui.present_money import hint
from ui.present_questions_ask import ask_form, estimated, no_questions
from ui.question_choices import Ask, mapping_of, said, source_of
from ui.shell import Shell
from ui.texts import n, t
from ui.toasts import done, told
from ui.uploads import remove, uploaded_file

PREVIEWED = 8
_TELL_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    kind: gr.HTML
    upload: gr.UploadButton
    file: gr.HTML
    result: gr.HTML
    ask: gr.HTML
    estimate: gr.HTML
    started: gr.Textbox


def build_switch(language: str) -> gr.HTML:
    """Verbs or questions."""
    return _html("import-kind", p.kind_switch(language), "kind", "shown")


def build(language: str, kind: gr.HTML) -> Parts:
    """Lay the part out: the file on the left, the answering on the right."""
    with gr.Row(elem_id="questions", equal_height=False):
        with gr.Column(scale=3, min_width=300):
            gr.HTML(p.intro(language), js_on_load=None, apply_default_css=False)
            with gr.Row(elem_id="questions-tools"):
                upload = gr.UploadButton(
                    t(language, "questions-choose"), size="md", variant="secondary", elem_id="questions-upload"
                )
            file = _html("questions-file", "", "file", "look", "act")
            result = gr.HTML("", elem_id="questions-result", js_on_load=None, apply_default_css=False)
        with gr.Column(scale=2, min_width=300):
            ask = _html("questions-ask", no_questions(language), "ask", "look", "start")
            estimate = gr.HTML("", elem_id="questions-estimate", js_on_load=None, apply_default_css=False)
            started = gr.Textbox(visible="hidden", elem_id="questions-started", label="started")
    return Parts(kind, upload, file, result, ask, estimate, started)


def _html(elem_id: str, value: str, part: str, *events: str) -> gr.HTML:
    """A piece whose clicks assets/questions.js turns into these events; that script may come later than the piece."""
    mount = (
        f"const mount = () => window.distiller && distiller.questions ? distiller.questions.{part}(element, trigger)"
        f" : setTimeout(mount, 20);  // {list(events)}\nmount();"
    )
    return gr.HTML(value, elem_id=elem_id, js_on_load=mount, apply_default_css=False)


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect the file, the reading in, and the start of a job."""
    language = shell.language
    around = told(language)
    form = around(_form(ctx, language))
    asked = [parts.ask, parts.estimate]
    parts.kind.shown(form, None, asked, **READ)
    look = around(_looker(ctx, language))
    parts.upload.upload(look, [parts.upload], [parts.file, parts.result], **ACT)
    parts.file.look(look, [parts.upload], [parts.file, parts.result], **READ | {"trigger_mode": "always_last"})
    outputs = [parts.upload, parts.file, parts.result]
    acted = parts.file.act(_actor(ctx, language), [parts.upload], outputs, **ACT)
    acted.success(form, None, asked, **READ)
    acted.failure(look, [parts.upload], [parts.file, parts.result], **READ)
    estimate = around(_estimator(ctx, language))
    parts.ask.look(estimate, None, [parts.estimate], **READ | {"trigger_mode": "always_last"})
    started = parts.ask.start(around(_starter(ctx, language)), None, [parts.started], **ACT)
    started.success(None, [parts.started], None, js="(id) => distiller.questions.started(id)")
    started.failure(None, None, None, js="() => distiller.questions.ended()")


# --- the file -------------------------------------------------------------------------------------------------


def _present(ctx: Context, uploaded: str | None, language: str) -> Path:
    path = uploaded_file(ctx.settings.home, uploaded)
    if path is None:
        raise gr.Error(t(language, "questions-again"), title=t(language, "error-title"), print_exception=False)
    return path


def _looker(ctx: Context, language: str) -> Callable[..., tuple[Any, str]]:
    def look(uploaded: str | None, event: gr.EventData) -> tuple[Any, str]:
        path = _present(ctx, uploaded, language)
        data = said(event)
        try:
            form = _form_of(ctx, path, data, language)
        except InputError as error:
            if not data:
                remove(ctx.settings.home, path)
                return "", problem(error, language)
            return gr.skip(), p.ended(problem(error, language))
        return form, ""

    return look


def _actor(ctx: Context, language: str) -> Callable[..., Iterator[tuple[Any, Any, Any]]]:
    """Not wrapped by `told`, which would end before the first step: the errors are told here."""

    def act(uploaded: str | None, event: gr.EventData) -> Iterator[tuple[Any, Any, Any]]:
        data = said(event)
        path = told(language)(_present)(ctx, uploaded, language)
        if data.get("act") == "cancel":
            remove(ctx.settings.home, path)
            yield None, "", ""
            return
        dry_run = data.get("act") != "import"
        reading = _Reading(ctx, path, data, dry_run=dry_run)
        for rows in reading.steps():
            yield gr.skip(), gr.skip(), p.busy(rows, language)
        try:
            report = reading.report()
        except DistillerError as error:  # the file stays: the same button may be pressed again
            yield gr.skip(), gr.skip(), p.ended(problem(error, language))
            return
        shown = p.ended(p.report_html(report, language))
        if dry_run or not report.stored:
            yield gr.skip(), gr.skip(), shown
            return
        remove(ctx.settings.home, path)
        done(language, t(language, "questions-imported"))
        yield None, "", shown

    return act


def _form_of(ctx: Context, path: Path, data: dict[str, Any], language: str) -> str:
    """The form for a file as it is to be read. Raises InputError."""
    source = source_of(path, data)
    preview = ctx.questions.preview(source, mapping_of(data), limit=PREVIEWED)
    return p.file_form(path.name, source, preview, language, strict=data.get("strict") is True)


class _Reading:
    """An import in a thread of its own, so that the page hears how far it is; it ends even if nobody listens."""

    def __init__(self, ctx: Context, path: Path, data: dict[str, Any], *, dry_run: bool) -> None:
        self._ctx, self._path, self._data, self._dry_run = ctx, path, data, dry_run
        self._rows = 0
        self._result: queue.Queue[ImportReport | Exception] = queue.Queue(1)
        self._thread = threading.Thread(target=self._run, name="import", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            report = self._ctx.questions.import_(
                source_of(self._path, self._data),
                mapping_of(self._data),
                who=self._ctx.who,
                dry_run=self._dry_run,
                strict=self._data.get("strict") is True,
                progress=self._told,
            )
        except Exception as error:  # noqa: BLE001  handed to whoever asked for the import
            self._result.put(error)
        else:
            self._result.put(report)

    def _told(self, progress: Progress) -> None:
        self._rows = progress.rows

    def steps(self) -> Iterator[int]:
        """How many rows are read, now and then until it has ended."""
        while self._thread.is_alive():
            self._thread.join(_TELL_EVERY_S)
            if self._thread.is_alive():
                yield self._rows

    def report(self) -> ImportReport:
        """What became of it. Raises what the import raised."""
        result = self._result.get()
        if isinstance(result, Exception):
            raise result
        return result


# --- answering ------------------------------------------------------------------------------------------------


def _form(ctx: Context, language: str) -> Callable[[], tuple[str, str]]:
    def form() -> tuple[str, str]:
        counts = {which: ctx.questions.count(QuestionFilter(which)) for which in Which}
        if not counts[Which.ALL]:
            return no_questions(language), ""
        providers = [(one.name, one.name, one.model, one.offline) for one in ctx.jobs.providers()]
        made = ask_form(
            counts=counts,
            categories=list(ctx.questions.categories().items()),
            providers=providers,
            chosen=ctx.settings.default_provider,
            budget=hint(ctx.settings.caps, language),
            language=language,
            batches={p.name: batch_label(p.batch_discount, language) for p in ctx.settings.providers if not p.offline},
        )
        first = Ask.of({"provider": ctx.settings.default_provider})
        return made, _estimate(ctx, first, language)

    return form


def _estimator(ctx: Context, language: str) -> Callable[[gr.EventData], str]:
    def look(event: gr.EventData) -> str:
        try:
            return _estimate(ctx, Ask.of(said(event)), language)
        except DistillerError as error:  # while typing: it would nag as a message
            return problem(error, language)

    return look


def _estimate(ctx: Context, ask: Ask, language: str) -> str:
    offline = ctx.settings.provider(ask.provider).offline
    check = ctx.question_jobs.check(ask.questions)
    cost = None
    if check.selected and not offline:
        cost = ctx.question_jobs.estimate(check, ask.options, ask.provider, ask.model, ask.max_tokens)
    return estimated(check.selected, cost, language, offline=offline)


def _starter(ctx: Context, language: str) -> Callable[[gr.EventData], str]:
    def start(event: gr.EventData) -> str:
        ask = Ask.of(said(event))
        job = ctx.question_jobs.start(
            ask.questions,
            ask.options,
            ask.provider,
            ask.model,
            ctx.who,
            ask.key,
            temperature=ask.temperature,
            max_tokens=ask.max_tokens,
            budget=ask.budget,
        )
        done(language, n(language, "questions-started", job.requested_count, id=job.id))
        return str(job.id)

    return start
