"""Jobs of questions: which ones a choice means, what answering them would take, and one job out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from distiller import estimates
from distiller.errors import InputError
from distiller.estimates import CHARS_PER_TOKEN, Part
from distiller.job_providers import check_others
from distiller.jobs import check_batch
from distiller.llm import Teachers
from distiller.records import (
    Estimate,
    JobOptions,
    JobRecord,
    Measured,
    NewQuestionJob,
    Product,
    QuestionFilter,
    QuestionRecord,
)
from distiller.settings import Settings
from distiller.store import Store

PROMPT_MOST = 50_000
TEMPERATURE_MOST = 2.0
MAX_TOKENS_MOST = 1_000_000
_TOKENS_UNKNOWN = 200  # of a reply, before one has been seen: a paragraph
_SAMPLE = 200
_PLACES = 10


@dataclass(frozen=True, slots=True)
class QuestionCheck:
    """How many questions a choice means, and a sample of them with which the work is estimated."""

    selected: int
    sample: tuple[QuestionRecord, ...]


class QuestionJobs:
    """What the screen and the commands do to have questions answered. `wake` tells the engine that there is work."""

    def __init__(self, store: Store, teachers: Teachers, settings: Settings, wake: Callable[[], None]) -> None:
        self._store = store
        self._teachers = teachers
        self._settings = settings
        self._wake = wake

    def check(self, wanted: QuestionFilter) -> QuestionCheck:
        """What the choice means now."""
        return QuestionCheck(self._store.count_questions(wanted), tuple(self._sample(wanted)))

    def estimate(
        self, check: QuestionCheck, options: JobOptions, provider: str, model: str, max_tokens: int | None = None
    ) -> Estimate:
        """Calls, tokens, money and time for what was checked, if the job's own provider does all of it.

        Raises SettingsError for an unknown provider, InputError for others that the job cannot have. Tokens are those
        of the sample, counted as this model counted its newest prompts; a reply is as long as its newest, else as the
        golden answers.
        """
        teacher = self._teachers[provider]
        check_others(self._teachers, provider, options)
        model = model.strip() or teacher.model
        measured = self._store.measured(provider, model, Product.ANSWER)
        limit = self._settings.provider(provider).max_output_tokens
        reply = min(_reply_tokens(check.sample, measured), max_tokens or limit, limit)
        prompt = _mean([_chars(question, options) for question in check.sample]) / CHARS_PER_TOKEN
        if measured is not None and measured.prompt_tokens and measured.chars:
            prompt *= measured.prompt_tokens / (measured.chars / CHARS_PER_TOKEN)
        seconds = estimates.latency(teacher, self._settings, measured, reply)
        parts = [Part(check.selected, prompt, reply, seconds)]
        return estimates.total(parts, teacher, self._settings, model, batch=options.batch)

    def start(
        self,
        wanted: QuestionFilter,
        options: JobOptions,
        provider: str,
        model: str,
        who: str,
        start_key: str,
        *,
        temperature: float = 0.0,
        max_tokens: int | None = None,
        budget: Decimal | None = None,
    ) -> JobRecord:
        """One job of the questions that the choice means; the same start key again gives the same job.

        Raises InputError where it means none, a parameter is out of range or the job cannot have the other providers
        it names, and SettingsError for a provider that is not configured.
        """
        made = self._store.find_job(start_key)
        if made is not None:
            return made
        teacher = self._teachers[provider]
        check_others(self._teachers, provider, options)
        check_batch(teacher, options)
        _check_parameters(options, temperature, max_tokens)
        params: dict[str, float | int] = {"temperature": temperature}
        if max_tokens is not None:
            params["max_tokens"] = max_tokens
        estimate = self.estimate(self.check(wanted), options, provider, model, max_tokens)
        job = self._store.create_question_job(
            NewQuestionJob(
                start_key=start_key,
                created_by=who,
                provider=provider,
                model_name=model.strip() or teacher.model,
                model_params=params,
                options=replace(options, questions=True, selection=wanted.to_dict()),
                questions=wanted,
                budget=budget,
                estimate=estimate,
            )
        )
        self._wake()
        return job

    def _sample(self, wanted: QuestionFilter) -> list[QuestionRecord]:
        """Some questions of the choice, from all over it: a file is often sorted."""
        if wanted.limit is not None:
            return self._store.list_questions(wanted, limit=min(wanted.limit, _SAMPLE))
        first, last = self._store.question_span()
        found: dict[int, QuestionRecord] = {}
        for place in range(_PLACES):
            after = first - 1 + (last - first) * place // _PLACES
            page = self._store.list_questions(wanted, limit=_SAMPLE // _PLACES, after=after)
            found |= {question.id: question for question in page}
        return list(islice(found.values(), _SAMPLE))


def _reply_tokens(sample: Sequence[QuestionRecord], measured: Measured | None) -> float:
    if measured is not None and measured.completion_tokens is not None:
        return measured.completion_tokens
    golden = [len(question.golden_answer) for question in sample if question.golden_answer]
    return max(1.0, _mean(golden) / CHARS_PER_TOKEN) if golden else _TOKENS_UNKNOWN


def _chars(question: QuestionRecord, options: JobOptions) -> int:
    """Characters that are sent for one question: prompt, question and schema."""
    prompt = question.system_prompt or options.category_prompts.get(question.category) or options.system_prompt
    return len(prompt) + len(question.text) + len(question.answer_schema or "")


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def _check_parameters(options: JobOptions, temperature: float, max_tokens: int | None) -> None:
    if not 0 <= temperature <= TEMPERATURE_MOST:
        raise InputError("input-bad-value", name="temperature", value=temperature, expected=f"0–{TEMPERATURE_MOST:g}")
    if max_tokens is not None and not 1 <= max_tokens <= MAX_TOKENS_MOST:
        raise InputError("input-bad-value", name="max_tokens", value=max_tokens, expected=f"1–{MAX_TOKENS_MOST}")
    for prompt in (options.system_prompt, *options.category_prompts.values()):
        if len(prompt) > PROMPT_MOST:
            raise InputError("input-prompt-too-long", length=len(prompt), limit=PROMPT_MOST)
