"""The Import tab: a pasted list becomes a job. What the list comes to is shown before anything is started."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from distiller import budgets
from distiller.errors import DistillerError
from distiller.importers.list_file import FILE_BYTES_MOST, read_list_file
from distiller.records import Existing, Failover, JobOptions
from ui import import_questions
from ui.context import Context
from ui.events import ACT, READ
from ui.present import problem
from ui.present_batches import batch_label
from ui.present_import import BOTH, FORMS, LEVELS, counts, estimate, job_options, no_counts
from ui.present_money import hint
from ui.shell import Shell
from ui.texts import n, t
from ui.toasts import done, told
from ui.uploads import remove


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that are connected."""

    text: gr.Textbox
    upload: gr.UploadButton
    clear: gr.Button
    counts: gr.HTML
    make: gr.Radio
    provider: gr.Dropdown
    model: gr.Textbox
    sentences: gr.Number
    level: gr.Dropdown
    existing: gr.Radio
    again: gr.Checkbox
    fresh: gr.Checkbox
    others: gr.CheckboxGroup | None
    failover: gr.Dropdown | None
    batch: gr.Checkbox
    budget: gr.Textbox
    estimate: gr.HTML
    start: gr.Button
    check: gr.Button
    key: gr.Textbox
    started: gr.Textbox
    questions: import_questions.Parts

    @property
    def inputs(self) -> list[Any]:
        """What a check, an estimate and a start look at, in the order of `Choice`."""
        return [
            self.text, self.make, self.provider, self.model, self.sentences, self.level, self.existing, self.again,
            self.fresh,
            self.batch,
            *self.shared,
        ]  # fmt: skip

    @property
    def shared(self) -> list[Any]:
        """The choice of further providers, where there is one."""
        return [] if self.others is None else [self.others, self.failover]


def build(ctx: Context, language: str) -> Parts:
    """Lay out the tab: verbs, with the list on the left and the choices on the right, or questions."""
    kind = import_questions.build_switch(language)
    questions = import_questions.build(language, kind)
    with gr.Row(elem_id="import", equal_height=False):
        with gr.Column(scale=3, min_width=300):
            text = gr.Textbox(
                label=t(language, "import-paste"),
                info=t(language, "import-paste-info"),
                placeholder=t(language, "import-placeholder"),
                lines=14,
                max_lines=14,
                elem_id="import-text",
                html_attributes=gr.InputHTMLAttributes(spellcheck=False, autocapitalize="off", autocorrect="off"),
            )
            with gr.Row(elem_id="import-tools"):
                upload = gr.UploadButton(
                    t(language, "import-upload"), size="md", variant="secondary", elem_id="import-upload"
                )
                clear = gr.Button(t(language, "import-clear"), size="md", elem_id="import-clear")
            shown = gr.HTML(no_counts(language), elem_id="import-counts", js_on_load=None, apply_default_css=False)
        with gr.Column(scale=2, min_width=300, elem_id="import-choices"):
            return Parts(
                text=text,
                upload=upload,
                clear=clear,
                counts=shown,
                **_choices(ctx, language),
                estimate=gr.HTML(
                    estimate(None, language, offline=False),
                    elem_id="import-estimate",
                    js_on_load=None,
                    apply_default_css=False,
                ),
                start=gr.Button(t(language, "import-start"), variant="primary", size="lg", elem_id="import-start"),
                check=gr.Button("check", visible="hidden", elem_id="import-check"),
                key=gr.Textbox(visible="hidden", elem_id="import-key", label="key"),
                started=gr.Textbox(visible="hidden", elem_id="import-started", label="started"),
                questions=questions,
            )


def _choices(ctx: Context, language: str) -> dict[str, Any]:
    providers = ctx.jobs.providers()
    default = next(p for p in providers if p.name == ctx.settings.default_provider)
    names = [(t(language, "import-provider-offline", name=p.name) if p.offline else p.name, p.name) for p in providers]
    makes = [(t(language, f"import-make-{value}"), value) for value in (BOTH, FORMS)]
    existing = [(t(language, f"import-existing-{value}"), value.value) for value in Existing]
    make = gr.Radio(makes, value=BOTH, label=t(language, "import-make"), elem_id="import-make")
    with gr.Row(elem_classes="i-pair"):
        provider = gr.Dropdown(
            names, value=default.name, label=t(language, "import-provider"), elem_id="import-provider", min_width=120
        )
        model = gr.Textbox(
            default.model, label=t(language, "import-model"), interactive=not default.offline, elem_id="import-model",
            max_lines=1, min_width=120,
        )  # fmt: skip
    batch = _batch(default.name, ctx, language, elem_id="import-batch")
    others, failover = _further(ctx, language, default.name)
    with gr.Row(elem_classes="i-pair"):
        sentences = gr.Number(
            JobOptions().sentence_count, minimum=1, maximum=20, step=1, precision=0, label=t(language, "import-count"),
            elem_id="import-sentences", min_width=120,
        )  # fmt: skip
        level = gr.Dropdown(
            list(LEVELS), value=JobOptions().level, allow_custom_value=True, label=t(language, "import-level"),
            elem_id="import-level", min_width=120,
        )  # fmt: skip
    return {
        "make": make,
        "provider": provider,
        "model": model,
        "others": others,
        "failover": failover,
        "sentences": sentences,
        "level": level,
        "existing": gr.Radio(
            existing, value=Existing.SKIP.value, label=t(language, "import-existing"), elem_id="import-existing"
        ),
        "again": gr.Checkbox(False, label=t(language, "import-again"), elem_id="import-again"),
        "fresh": gr.Checkbox(False, label=t(language, "import-fresh"), elem_id="import-fresh"),
        "batch": batch,
        "budget": gr.Textbox(
            "", label=t(language, "budget-field"), placeholder=hint(ctx.settings.caps, language), max_lines=1,
            elem_id="import-budget", html_attributes=gr.InputHTMLAttributes(autocorrect="off", spellcheck=False),
        ),
    }


def _further(ctx: Context, language: str, provider: str) -> tuple[gr.CheckboxGroup | None, gr.Dropdown | None]:
    """The other teachers that may work on the job, and when: only where there is a choice."""
    network = _network(ctx)
    if len(network) < 2:
        return None, None
    names = _others_of(network, provider)
    others = gr.CheckboxGroup(
        names, value=[], label=t(language, "import-others"), elem_id="import-others", visible=bool(names)
    )
    policies = [(t(language, f"import-failover-{policy}"), policy.value) for policy in Failover]
    failover = gr.Dropdown(
        policies, value=Failover.NONE.value, label=t(language, "import-failover"), elem_id="import-failover",
        visible=False,
    )  # fmt: skip
    return others, failover


def _network(ctx: Context) -> list[str]:
    return [one.name for one in ctx.jobs.providers() if not one.offline]


def _others_of(network: list[str], provider: str) -> list[str]:
    """The offline teacher shares with nobody."""
    return [name for name in network if name != provider] if provider in network else []


def _batch(provider: str, ctx: Context, language: str, **more: Any) -> gr.Checkbox:
    """The choice of a batch, not taken; not shown for a teacher that answers at once."""
    chosen = ctx.settings.provider(provider)
    label = batch_label(chosen.batch_discount, language)
    return gr.Checkbox(False, label=label, visible=not chosen.offline, **more)


# --- handlers -----------------------------------------------------------------------------------------------


def wire(parts: Parts, ctx: Context, shell: Shell) -> None:
    """Connect: what changes the list or a choice counts again; Start makes one job per key."""
    language = shell.language
    import_questions.wire(parts.questions, ctx, shell)
    look = told(language)(_checker(ctx, language))
    seen = [parts.counts, parts.estimate]
    changes = [
        parts.make.change, parts.sentences.change, parts.level.change, parts.existing.change, parts.again.change,
        parts.model.change, parts.batch.change,
    ]  # fmt: skip
    gr.on(
        [parts.check.click, *changes],
        look, parts.inputs, seen, trigger_mode="always_last", **READ,
    )  # fmt: skip
    parts.provider.change(
        told(language)(_provider_of(ctx, language)),
        [parts.provider, *parts.shared[:1]],
        [parts.model, parts.batch, *parts.shared],
        **READ,
    ).success(look, parts.inputs, seen, trigger_mode="always_last", **READ)
    if parts.others is not None and parts.failover is not None:
        parts.others.change(
            lambda chosen: gr.Dropdown(visible=bool(chosen)), [parts.others], [parts.failover], **READ
        ).success(look, parts.inputs, seen, trigger_mode="always_last", **READ)
    loaded = parts.upload.upload(told(language)(_loader(ctx, language)), [parts.upload], [parts.text], **ACT)
    loaded.success(look, parts.inputs, seen, **READ)
    parts.clear.click(lambda: "", None, [parts.text], **READ).then(look, parts.inputs, seen, **READ)
    started = parts.start.click(
        told(language)(_starter(ctx, language)),
        [*parts.inputs, parts.budget, parts.key],
        [parts.text, *seen, parts.started],
        js="(...all) => distiller.starting(all)",
        **ACT,
    )
    started.success(None, [parts.started], None, js="(id) => distiller.started(id)")
    started.failure(None, None, None, js="() => distiller.startEnded()")
    shell.on_open("import", lambda search: gr.skip(), [parts.started])


def _checker(ctx: Context, language: str) -> Callable[..., tuple[str, str]]:
    def look(text: str, make: str, provider: str, model: str, *rest: Any) -> tuple[str, str]:
        if not (text or "").strip():
            return no_counts(language), estimate(None, language, offline=False)
        options = job_options(make, *rest)
        try:
            check = ctx.jobs.check(text, options)
            cost = ctx.jobs.estimate(check, options, provider, model) if check.selected else None
        except DistillerError as error:
            return problem(error, language), estimate(None, language, offline=False)
        return counts(check, language), estimate(cost, language, offline=ctx.settings.provider(provider).offline)

    return look


def _provider_of(ctx: Context, language: str) -> Callable[..., Any]:
    """Another provider has another model, other batches or none, and other ones beside it."""

    def provider_of(provider: str, chosen: list[str] | None = None) -> Any:
        choice = ctx.settings.provider(provider)
        model = gr.Textbox(choice.model, interactive=not choice.offline)
        batch = _batch(provider, ctx, language)
        if chosen is None:
            return model, batch
        names = _others_of(_network(ctx), provider)
        kept = [name for name in chosen if name in names]
        others = gr.CheckboxGroup(names, value=kept, visible=bool(names))
        return model, batch, others, gr.Dropdown(visible=bool(kept))

    return provider_of


def _loader(ctx: Context, language: str) -> Callable[[str], str]:
    def load(uploaded: str) -> str:
        path = Path(uploaded)
        try:
            with path.open("rb") as file:
                data = file.read(FILE_BYTES_MOST + 1)  # a byte more than a list may have: then it is refused
            text = read_list_file(path.name, data)
        finally:
            remove(ctx.settings.home, path)
        done(language, t(language, "import-loaded", name=path.name))
        return text

    return load


def _starter(ctx: Context, language: str) -> Callable[..., tuple[str, str, str, str]]:
    def start(text: str, make: str, provider: str, model: str, *rest: Any) -> tuple[str, str, str, str]:
        *choices, budget, key = rest
        amount = budgets.parse(budget)
        job = ctx.jobs.start(text, job_options(make, *choices), provider, model, ctx.who, key, budget=amount)
        done(language, n(language, "import-started", job.requested_count, id=job.id))
        return "", no_counts(language), estimate(None, language, offline=False), str(job.id)

    return start
