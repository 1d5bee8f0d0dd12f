"""Starting and steering jobs: what a pasted list would make, what that costs, and one job out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from distiller import estimates, provider_check
from distiller.budgets import Budget, budget_of
from distiller.engine import batch_collecting
from distiller.engine.plan import FORMS_PER_CALL
from distiller.errors import InputError
from distiller.estimates import CHARS_PER_TOKEN, Part
from distiller.importers.entry_texts import ENTRY_TEXTS
from distiller.importers.verb_list import Entry, VerbList, read_verb_list
from distiller.job_providers import check_others, missing
from distiller.llm import Teacher, Teachers
from distiller.provider_check import ProviderRow, ProviderTest
from distiller.recipes import recipe_for
from distiller.records import (
    Asked,
    BatchRecord,
    CallRecord,
    Estimate,
    Existing,
    InvalidRecord,
    ItemRecord,
    ItemStatus,
    JobOptions,
    JobRecord,
    NewCard,
    NewJob,
    Product,
    VerbKey,
)
from distiller.records.revalidation import Revalidation
from distiller.revalidate import revalidate
from distiller.settings import Settings
from distiller.store import Store

SENTENCES_MOST = 20
_TOKENS_PER_FORM_SET = 80
_TOKENS_PER_SENTENCE = 22


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line of a list that is not simply new: `code` and `params` say why."""

    line: int
    text: str
    code: str
    params: Mapping[str, Any]

    def sentence(self, language: str) -> str:
        """The reason in "nl" or "en"."""
        texts = ENTRY_TEXTS[self.code]
        return texts.get(language, texts["en"]).format(**self.params)


@dataclass(frozen=True, slots=True)
class ListCheck:
    """What a pasted list holds. `selected` verbs would be made with the options it was checked with."""

    new: int
    selected: int
    doubled: tuple[CheckedLine, ...]
    waiting: tuple[CheckedLine, ...]
    committed: tuple[CheckedLine, ...]
    refused: tuple[CheckedLine, ...]
    warned: tuple[CheckedLine, ...]
    forms: int = 0
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """A teacher that can be chosen."""

    name: str
    model: str
    offline: bool


class Jobs:
    """What the import and the jobs screens and commands do. `wake` tells the engine that there is work."""

    def __init__(self, store: Store, teachers: Teachers, settings: Settings, wake: Callable[[], None]) -> None:
        self._store = store
        self._teachers = teachers
        self._settings = settings
        self._wake = wake

    # --- before the start -----------------------------------------------------------------------------------

    def providers(self) -> list[ProviderChoice]:
        """The configured teachers, the default one first."""
        names = sorted(self._teachers, key=lambda name: name != self._teachers.default)
        return [ProviderChoice(n, self._teachers[n].model, self._teachers[n].offline) for n in names]

    def missing_providers(self, job: JobRecord) -> tuple[str, ...]:
        """The further providers of a job that are not configured any more."""
        return missing(job, self._teachers)

    def provider_rows(self) -> list[ProviderRow]:
        """The configured teachers with all that is set and known of them, the default one first."""
        return provider_check.provider_rows(self._teachers, self._settings)

    def test_provider(self, name: str, model: str = "") -> ProviderTest:
        """Asks one teacher one small question: a real call. Raises SettingsError, TeacherError."""
        return provider_check.try_provider(self._teachers, self._settings, name, model)

    def check(self, text: str, options: JobOptions) -> ListCheck:
        """What the list holds and how much of it would be made. Raises InputError for a list that is too long."""
        verbs = read_verb_list(text)
        committed, waiting = self._store.known_subjects(key.subject for key in verbs.keys)
        cards = _select(verbs.keys, committed, waiting, options)
        return ListCheck(
            new=sum(k.subject not in committed and k.subject not in waiting for k in verbs.keys),
            selected=len(cards),
            doubled=_lines(verbs.doubled),
            waiting=_known(verbs, waiting, "waiting", lambda s: {"job": waiting[s]}),
            committed=_known(verbs, committed, "committed", lambda _s: {}),
            refused=_lines(verbs.refused),
            warned=_lines(verbs.warned),
            forms=sum(Product.FORMS in c.products for c in cards),
            sentences=sum(Product.SENTENCES in c.products for c in cards),
        )

    def estimate(self, check: ListCheck, options: JobOptions, provider: str, model: str) -> Estimate:
        """Calls, tokens, money and time for what was checked, if the job's own provider does all of it.

        Raises SettingsError for an unknown provider, InputError for others that the job cannot have.
        """
        check_others(self._teachers, provider, options)
        return self._estimate(check.forms, check.sentences, options, provider, model)

    def _estimate(self, forms: int, sentences: int, options: JobOptions, provider: str, model: str) -> Estimate:
        teacher = self._teachers[provider]
        model = model.strip() or teacher.model
        parts = (
            *self._forms_parts(provider, model, forms, options),
            self._sentences_part(provider, model, sentences, options),
        )
        return estimates.total(parts, teacher, self._settings, model, batch=options.batch)

    def _forms_parts(self, provider: str, model: str, count: int, options: JobOptions) -> list[Part]:
        """The full batches, and the last one; few verbs are spread over the calls that can go at once."""
        recipe = recipe_for(Product.FORMS)
        chosen = self._settings.provider(provider)
        limit = chosen.max_output_tokens
        measured = self._store.measured(provider, model, Product.FORMS)
        places = max(1, min(self._teachers[provider].concurrency, self._settings.concurrency))
        spread = max(1, min(FORMS_PER_CALL, -(-count // places)))
        wanted = batch_collecting.FORMS_PER_CALL if options.batch else chosen.batch_size or spread
        per_call = min(wanted, recipe.batch_limit(limit))

        def prompt(verbs: int) -> float:
            asked = [Asked("opbellen")] * verbs
            return recipe.request(asked, model=model, max_output_tokens=limit).prompt_chars / CHARS_PER_TOKEN

        reply, ratio = float(_TOKENS_PER_FORM_SET), 1.0
        if measured is not None and measured.items:
            if measured.completion_tokens:
                reply = measured.completion_tokens / measured.items
            if measured.prompt_tokens:
                ratio = measured.prompt_tokens / prompt(max(1, min(round(measured.items), recipe.batch_limit(limit))))
        full, rest = divmod(count, per_call)
        return [
            Part(
                calls,
                prompt(verbs) * ratio,
                verbs * reply,
                estimates.latency(self._teachers[provider], self._settings, measured, verbs * reply),
            )
            for calls, verbs in ((full, per_call), (1, rest))
            if calls and verbs
        ]

    def _sentences_part(self, provider: str, model: str, count: int, options: JobOptions) -> Part:
        """One call for each verb."""
        recipe = recipe_for(Product.SENTENCES)
        limit = self._settings.provider(provider).max_output_tokens
        measured = self._store.measured(provider, model, Product.SENTENCES)
        asked = [Asked("opbellen", forms={}, count=options.sentence_count, level=options.level)]
        prompt = recipe.request(asked, model=model, max_output_tokens=limit).prompt_chars / CHARS_PER_TOKEN
        reply = float(_TOKENS_PER_SENTENCE * options.sentence_count)
        if measured is not None:
            prompt = measured.prompt_tokens or prompt
            if measured.completion_tokens and measured.wanted:
                reply = measured.completion_tokens / measured.wanted * options.sentence_count
        seconds = estimates.latency(self._teachers[provider], self._settings, measured, reply)
        return Part(count, prompt, reply, seconds)

    # --- the start ------------------------------------------------------------------------------------------

    def start(
        self,
        text: str,
        options: JobOptions,
        provider: str,
        model: str,
        who: str,
        start_key: str,
        *,
        budget: Decimal | None = None,
    ) -> JobRecord:
        """One job of the list, with what it is expected to take; the same start key again gives the same job.

        Raises InputError when the list is empty, holds nothing acceptable or nothing that is still to be made, or the
        job cannot have the other providers it names or go as a batch, and SettingsError for a provider that is not
        configured.
        """
        made = self._store.find_job(start_key)
        if made is not None:
            return made
        teacher = self._teachers[provider]
        check_others(self._teachers, provider, options)
        options = _checked(options)
        check_batch(teacher, options)
        verbs = read_verb_list(text)
        if not verbs.keys:
            raise _nothing_acceptable(verbs)
        committed, waiting = self._store.known_subjects(key.subject for key in verbs.keys)
        cards = _select(verbs.keys, committed, waiting, options)
        if not cards:
            raise InputError("input-nothing-to-do", count=len(verbs.keys))
        forms = sum(Product.FORMS in card.products for card in cards)
        sentences = sum(Product.SENTENCES in card.products for card in cards)
        job = self._store.create_job(
            NewJob(
                start_key=start_key,
                created_by=who,
                provider=provider,
                model_name=model.strip() or teacher.model,
                model_params={"temperature": 0},
                options=options,
                input_text=text,
                cards=cards,
                budget=budget,
                estimate=self._estimate(forms, sentences, options, provider, model),
            )
        )
        self._wake()
        return job

    # --- while it runs --------------------------------------------------------------------------------------

    def list(self, limit: int = 20, before: int | None = None) -> list[JobRecord]:
        """Jobs, newest first."""
        return self._store.list_jobs(limit, before)

    def get(self, job_id: int) -> JobRecord:
        """One job. Raises NotFound."""
        return self._store.fetch_job(job_id)

    def items(
        self, job_id: int, *, status: ItemStatus | None = None, after: int = 0, limit: int = 50
    ) -> Sequence[ItemRecord]:
        """The items of a job, paged by id."""
        return self._store.list_items(job_id, status=status, after=after, limit=limit)

    def batches(self, job_id: int) -> Sequence[BatchRecord]:
        """The batches of a job, newest first; none of one that calls by itself."""
        return self._store.batches_of_job(job_id)

    def calls_of_item(self, item_id: int) -> Sequence[CallRecord]:
        """The calls that carried an item, newest first."""
        return self._store.calls_of_item(item_id)

    def invalid_of_item(self, item_id: int) -> Sequence[InvalidRecord]:
        """What failed validation for an item, newest first."""
        return self._store.invalid_of_item(item_id)

    def ended_since(self, job_id: int, at: datetime) -> int:
        """How many items of a job succeeded or failed since a moment: what its pace is measured by after a pause."""
        return self._store.ended_since(job_id, at)

    def retry_failed(self, job_id: int) -> JobRecord:
        """Asks again for what failed or was cancelled."""
        return self._woken(self._store.retry_failed(job_id))

    def revalidate(self, job_id: int, *, dry_run: bool = False) -> Revalidation:
        """Judges the stored replies of a job by today's rules; no call is made. Raises NotFound."""
        found = revalidate(self._store, job_id, dry_run=dry_run)
        self._wake()  # sentences whose forms became valid can be asked
        return found

    def pause(self, job_id: int) -> JobRecord:
        """No new calls; those under way are stored."""
        return self._woken(self._store.pause_job(job_id))

    def resume(self, job_id: int) -> JobRecord:
        """Goes on with a paused job."""
        return self._woken(self._store.resume_job(job_id))

    def set_budget(self, job_id: int, budget: Decimal | None) -> JobRecord:
        """Changes what a job may cost; None takes its own budget away. A job that paused for it is to be resumed."""
        return self._woken(self._store.set_budget(job_id, budget))

    def budget(self, job: JobRecord) -> Budget | None:
        """What a job may cost, and how far that is used up; None where nothing limits it but the day."""
        return budget_of(job, self._settings.caps)

    def cancel(self, job_id: int) -> JobRecord:
        """Ends a job; what is there stays."""
        return self._woken(self._store.cancel_job(job_id))

    def delete(self, job_id: int) -> None:
        """Removes an ended job of which nothing is in the verb database."""
        self._store.delete_job(job_id)

    def _woken(self, job: JobRecord) -> JobRecord:
        self._wake()
        return job


def check_batch(teacher: Teacher, options: JobOptions) -> None:
    """Raises InputError for a batch of a teacher that answers at once, and for one that others are to share."""
    if options.batch and teacher.offline:
        raise InputError("batch-offline", provider=teacher.name)
    if options.batch and options.others:
        raise InputError("batch-others", provider=teacher.name)


def _checked(options: JobOptions) -> JobOptions:
    if options.sentences and not 1 <= options.sentence_count <= SENTENCES_MOST:
        raise InputError(
            "input-bad-value", name="sentences", value=options.sentence_count, expected=f"1–{SENTENCES_MOST}"
        )
    return replace(options, level=options.level.strip()[:40] or JobOptions().level)


def _select(
    keys: Sequence[VerbKey], committed: set[str], waiting: Mapping[str, int], options: JobOptions
) -> list[NewCard]:
    """The cards of a job: which verbs, and which products for each."""
    both = (Product.FORMS, Product.SENTENCES) if options.sentences else (Product.FORMS,)
    cards = []
    for key in keys:
        subject = key.subject
        if subject in waiting and not options.again:
            continue
        if subject not in committed or options.existing == Existing.REGENERATE:
            cards.append(NewCard(subject, both))
        elif options.existing == Existing.SENTENCES:
            cards.append(NewCard(subject, (Product.SENTENCES,)))
    return cards


def _nothing_acceptable(verbs: VerbList) -> InputError:
    if not verbs.refused:
        return InputError("input-empty")
    first = _lines(verbs.refused[:1])[0]
    return InputError("input-none-acceptable", count=len(verbs.refused), line=first.line, reason=first)


def _lines(entries: Sequence[Entry]) -> tuple[CheckedLine, ...]:
    return tuple(CheckedLine(e.line, e.text, e.reason, e.params) for e in entries)


def _known(
    verbs: VerbList,
    known: set[str] | Mapping[str, int],
    code: str,
    params: Callable[[str], Mapping[str, Any]],
) -> tuple[CheckedLine, ...]:
    return tuple(
        CheckedLine(verbs.lines[key], key.subject, code, params(key.subject))
        for key in verbs.keys
        if key.subject in known
    )
