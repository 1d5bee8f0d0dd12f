"""The Verb database tab: what waits to be committed, the committed verbs, and the import of existing ones.

What is shown is what the address says (search, filter, page, verb). The list and one verb are one HTML, written by
the server; assets/verbs.js turns clicks into events. A commit carries the fingerprint of the preview that was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import gradio as gr

from distiller.commit import fingerprint
from distiller.errors import DistillerError, InputError, NotFound, StoreUnavailable
from distiller.records import CommitPreview
from ui.context import Context
from ui.events import ACT, READ, SEARCH
from ui.present import esc
from ui.present_commit import being_made, panel, said, too_many
from ui.present_errors import told as sentence
from ui.present_verbs import (
    PAGE,
    VerbsQuery,
    coverage,
    import_result,
    importable,
    no_verb,
    verb_detail,
    verb_list,
)
from ui.present_verbs_tools import coverage_frame, import_intro, tools
from ui.query import Query
from ui.shell import Shell
from ui.texts import n, t
from ui.toasts import done, told
from ui.uploads import remove, uploaded_file

AT_ONCE = 1_000
"""Cards that wait: up to so many the preview is made when the tab opens, above that when asked for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    commit: gr.HTML
    tools: gr.HTML
    view: gr.HTML
    coverage: gr.HTML
    upload: gr.UploadButton
    result: gr.HTML
    go: gr.Button
    cancel: gr.Button


class Previews:
    """The preview that was made last, so that looking further into it does not make it again.

    Nothing is decided by it: the commit makes its own and compares fingerprints.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._lock = Lock()
        self._last: tuple[str, CommitPreview] | None = None

    def make(self, job: int | None) -> tuple[str, CommitPreview]:
        """The preview as it is now, and its fingerprint."""
        preview = self._ctx.committer.preview(job=job)
        made = fingerprint(preview), preview
        with self._lock:
            self._last = made
        return made

    def seen(self, print_: str, job: int | None) -> tuple[str, CommitPreview]:
        """The preview with this fingerprint, made anew if it is not the last one."""
        with self._lock:
            last = self._last
        return last if last is not None and last[0] == print_ else self.make(job)


def build(ctx: Context, language: str) -> Parts:
    """Lay out the tab: the commit, the list, the import."""
    commit = _html("verbs-commit", being_made(language), "commit", "preview", "more")
    bar = _html("verbs-tools", tools(language), "look")
    view = _html("verbs-view", "", "act")
    covered = _html("verbs-coverage", coverage_frame(None, language), "look")
    with gr.Column(elem_id="verbs-import", elem_classes="d-card"):
        gr.HTML(import_intro(language), js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="verbs-import-buttons"):
            upload = gr.UploadButton(
                t(language, "verbs-import-choose"), size="md", variant="secondary", elem_id="verbs-upload"
            )
        result = gr.HTML("", elem_id="verbs-import-result", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="verbs-import-decide"):
            go = gr.Button(t(language, "verbs-import-go"), variant="primary", visible=False, elem_id="verbs-import-go")
            cancel = gr.Button(t(language, "verbs-import-cancel"), visible=False, elem_id="verbs-import-cancel")
    return Parts(commit, bar, view, covered, upload, result, go, cancel)


def _html(elem_id: str, value: str, *events: str) -> gr.HTML:
    """A piece of the tab whose clicks assets/verbs.js turns into these events."""
    name = elem_id.removeprefix("verbs-")
    mount = f"distiller.verbs.{name}(element, trigger, {list(events)});"
    return gr.HTML(value, elem_id=elem_id, js_on_load=mount, apply_default_css=False)


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect: the list follows the address, the commit panel what is waiting."""
    language = shell.language
    previews = Previews(ctx)
    look = told(language)(_looker(ctx, language))
    wait = told(language)(_waiter(ctx, previews, language))
    again: dict[str, Any] = {"js": SEARCH, **READ}
    shell.on_open("verbs", look, [parts.view])
    shell.on_open("verbs", wait, [parts.commit])
    parts.tools.look(look, [shell.search], [parts.view], **again | {"trigger_mode": "always_last"})
    parts.view.act(told(language)(_actor(ctx, language)), None, None, **ACT).success(
        look, [shell.search], [parts.view], **again
    ).then(wait, [shell.search], [parts.commit], **again)
    parts.coverage.look(told(language)(_coverer(ctx, language)), None, [parts.coverage], **READ)
    show = told(language)(_previewer(ctx, previews, language))
    for asked in (parts.commit.preview, parts.commit.more):
        asked(show, None, [parts.commit], **ACT).failure(wait, [shell.search], [parts.commit], **again)
    committed = parts.commit.commit(told(language)(_committer(ctx, language)), None, None, **ACT)
    # not `then`, which does not run after a failure: the button must not stay as it was pressed
    committed.failure(wait, [shell.search], [parts.commit], **again)
    committed.success(wait, [shell.search], [parts.commit], **again).then(look, [shell.search], [parts.view], **again)
    _wire_import(parts, ctx, shell, look, wait)


def _looker(ctx: Context, language: str) -> Callable[[str], str]:
    def look(search: str) -> str:
        asked = VerbsQuery.parse(search)
        query = asked.query
        if query.item is not None:
            try:
                return verb_detail(ctx.verbs.verb(query.item), asked, language)
            except NotFound:
                return no_verb(language)
        total = ctx.verbs.count(query.q, only=query.status)
        found = ctx.verbs.list(query.q, only=query.status, limit=PAGE, offset=(asked.page - 1) * PAGE)
        return verb_list(found, total, asked, language)

    return look


def _coverer(ctx: Context, language: str) -> Callable[[], str]:
    return lambda: coverage_frame(coverage(ctx.verbs.coverage(), language), language)


def _actor(ctx: Context, language: str) -> Callable[[gr.EventData], None]:
    verbs, who = ctx.verbs, ctx.who

    def act(event: gr.EventData) -> None:
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        name, id_ = str(data.get("act")), _whole(data.get("id"))
        values = data.get("values") if isinstance(data.get("values"), dict) else {}
        texts = {str(k): v for k, v in (values or {}).items() if isinstance(v, str)}
        actions: dict[str, Callable[[], Any]] = {
            "retire": lambda: verbs.retire_verb(id_, who),
            "restore": lambda: verbs.restore_verb(id_, who),
            "retire-sentence": lambda: verbs.retire_sentence(id_, who),
            "restore-sentence": lambda: verbs.restore_sentence(id_, who),
            "edit-forms": lambda: verbs.edit_forms(id_, texts, who),
            "edit-sentence": lambda: verbs.edit_sentence(id_, texts.get("text", ""), who),
        }
        if name not in actions:
            raise InputError("input-bad-value", name="act", value=name, expected=", ".join(actions))
        changed = actions[name]()
        done(language, t(language, f"verbs-done-{name}", subject=changed.key.subject))

    return act


# --- commit -------------------------------------------------------------------------------------------------


def _waiter(ctx: Context, previews: Previews, language: str) -> Callable[[str], Any]:
    def wait(search: str) -> Any:
        query = Query.parse(search)
        if query.item is not None:
            return gr.skip()  # a verb is open: the panel is not shown
        cards = ctx.committer.waiting_count()
        if cards > AT_ONCE:
            return too_many(cards, ctx.committer.history(), language, job=query.job)
        made, preview = previews.make(query.job)
        return panel(preview, made, {}, ctx.committer.history(), language, job=query.job)

    return wait


def _previewer(ctx: Context, previews: Previews, language: str) -> Callable[[gr.EventData], str]:
    """The preview on request, and more of one that is on the screen."""

    def show(event: gr.EventData) -> str:
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        job = Query.parse(str(data.get("search", ""))).job
        print_ = str(data.get("print", ""))
        made, preview = previews.seen(print_, job) if print_ else previews.make(job)
        wanted = data.get("shown") if isinstance(data.get("shown"), dict) else {}
        shown = {str(k): v for k, v in (wanted or {}).items() if isinstance(v, int) and 0 < v < 1 << 31}
        return panel(preview, made, shown, ctx.committer.history(), language, job=job)

    return show


def _committer(ctx: Context, language: str) -> Callable[[gr.EventData], None]:
    def commit(event: gr.EventData) -> None:
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        job = Query.parse(str(data.get("search", ""))).job
        record = ctx.committer.commit(ctx.who, job=job, expected=str(data.get("print", "")))
        if record is None:
            done(language, t(language, "verbs-commit-nothing"))
        else:
            done(language, t(language, "verbs-committed", what=said(record.counts, language)))

    return commit


# --- import -------------------------------------------------------------------------------------------------


def _wire_import(
    parts: Parts, ctx: Context, shell: Shell, look: Callable[[str], Any], wait: Callable[[str], Any]
) -> None:
    language = shell.language
    outputs = [parts.result, parts.go, parts.cancel]
    again: dict[str, Any] = {"js": SEARCH, **READ}
    parts.upload.upload(told(language)(_dry_run(ctx, language)), [parts.upload], outputs, **ACT)
    parts.go.click(told(language)(_importer(ctx, language)), [parts.upload], [parts.upload, *outputs], **ACT).success(
        look, [shell.search], [parts.view], **again
    ).then(wait, [shell.search], [parts.commit], **again)
    parts.cancel.click(told(language)(_forgetter(ctx)), [parts.upload], [parts.upload, *outputs], **ACT)


def _dry_run(ctx: Context, language: str) -> Callable[[str | None], tuple[Any, ...]]:
    def look(uploaded: str | None) -> tuple[Any, ...]:
        path = _present(ctx, uploaded, language)
        try:
            result = ctx.verbs.import_rows(path.name, path, ctx.who, dry_run=True)
        except InputError as error:
            remove(ctx.settings.home, path)
            refused = f'<p class="d-tone-bad" role="status">{esc(sentence(error, language))}</p>'
            return refused, gr.Button(visible=False), gr.Button(visible=False)
        shown = import_result(path.name, result, language, dry_run=True)
        possible = importable(result) > 0
        return shown, gr.Button(visible=possible), gr.Button(visible=possible)

    return look


def _importer(ctx: Context, language: str) -> Callable[[str | None], tuple[Any, ...]]:
    def run(uploaded: str | None) -> tuple[Any, ...]:
        path = _present(ctx, uploaded, language)
        try:
            result = ctx.verbs.import_rows(path.name, path, ctx.who)
        except StoreUnavailable:
            raise  # the file stays: the same button may be pressed again
        except DistillerError:
            remove(ctx.settings.home, path)
            raise
        remove(ctx.settings.home, path)
        done(language, n(language, "verbs-import-done", importable(result)))
        shown = import_result(path.name, result, language, dry_run=False)
        return None, shown, gr.Button(visible=False), gr.Button(visible=False)

    return run


def _forgetter(ctx: Context) -> Callable[[str | None], tuple[Any, ...]]:
    def forget(uploaded: str | None) -> tuple[Any, ...]:
        path = uploaded_file(ctx.settings.home, uploaded)
        if path is not None:
            remove(ctx.settings.home, path)
        return None, "", gr.Button(visible=False), gr.Button(visible=False)

    return forget


def _present(ctx: Context, uploaded: str | None, language: str) -> Path:
    path = uploaded_file(ctx.settings.home, uploaded)
    if path is None:
        raise gr.Error(t(language, "verbs-import-again"), title=t(language, "error-title"), print_exception=False)
    return path


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62:
        return value
    raise InputError("input-bad-value", name="id", value=value, expected="1, 2, 3 …")
