"""Data sets for trainers: approved work as examples, in the shape a trainer reads, with a manifest beside the files.

Counting and writing are the same walk through the database, in one consistent view, so what is written is what was
counted. Memory does not grow with the answers but for some 16 to 32 bytes for each example, by which those are found
that a trainer could not tell apart; shape `records` of answers keeps every row and needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from distiller.answer_work import Agreement, AnswerWork
from distiller.exporters import answer_examples, verb_examples
from distiller.exporters.atomic import AtomicFiles, atomic_files
from distiller.exporters.columns import Columns
from distiller.exporters.dataset_card import dataset_card
from distiller.exporters.examples import Example
from distiller.exporters.manifest import File, Survey, manifest
from distiller.exporters.request import DatasetRequest
from distiller.exporters.seen import Seen
from distiller.exporters.split import WHOLE, question_group
from distiller.exporters.tokens import counter
from distiller.exporters.training_shapes import shape_of
from distiller.exporters.verb_choice import chosen
from distiller.exporters.writers import RowWriter, open_writer
from distiller.records import Product
from distiller.store.exports import ExportStore, JobSource, TrainingView
from distiller.verb_work import SubjectWork, Verdict, Work, WorkFilter

_VERDICTS = {True: Verdict.APPROVED, None: Verdict.UNDECIDED, False: Verdict.REJECTED}
_ANY = WorkFilter()
_Take = Callable[[str, dict[str, Any]], None]
"""Gets each row with the part it belongs to."""


def columns_of(request: DatasetRequest) -> Columns:
    """The fields of the rows of a data set."""
    return answer_examples.RECORD_FIELDS if request.full_records else shape_of(request.shape, request.style)[0]


class TrainingData:
    """Counts data sets, and writes them. Requests are made by `DatasetRequest.make`."""

    def __init__(self, store: ExportStore) -> None:
        self._store = store

    def survey(self, request: DatasetRequest, *, first: int = 0) -> Survey:
        """What `write` would write: rows and tokens by part, what is left out and why, and the `first` rows."""
        found: list[dict[str, Any]] = []

        def take(_part: str, row: dict[str, Any]) -> None:
            if len(found) < first:
                found.append(row)

        survey = self._walk(request, take)
        survey.first = found
        return survey

    def write(self, request: DatasetRequest, path: Path) -> Survey:
        """Writes the files of a data set: `path`, or with a split name.train.jsonl and so on beside it; a dataset
        card (name.README.md); and the manifest (name.manifest.json), last of all. All appear together, when all
        are whole. Raises InputError and StoreUnavailable; then what was there before is there still.
        """
        with atomic_files() as files:
            writers = _open(files, request, path)
            survey = self._walk(request, lambda part, row: writers[part].write(row))
            for writer in writers.values():
                writer.close()
            survey.files = [
                File(part, file_of(path, request, part).name, w.rows, w.file.size, w.file.sha256)
                for part, w in writers.items()
            ]
            card, described = beside(path)
            files.open(card).write(dataset_card(request, survey, card.name, columns_of(request)).encode())
            document = manifest(request, survey, columns_of(request))
            files.open(described).write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return survey

    def _walk(self, request: DatasetRequest, take: _Take) -> Survey:
        survey = Survey(request.parts, self._store.now(), counted=not request.full_records)
        with self._store.training_view() as view:
            walk = _Walk(request, view, survey, take)
            walk.run()
        return survey


def file_of(path: Path, request: DatasetRequest, part: str) -> Path:
    """The file of one part: name.jsonl as it is, name.train.jsonl where there is a split."""
    return path.with_name(f"{path.stem}.{part}{path.suffix}") if request.split else path


def beside(path: Path) -> tuple[Path, Path]:
    """Where dataset card and manifest go."""
    return path.with_name(f"{path.stem}.README.md"), path.with_name(f"{path.stem}.manifest.json")


def _open(files: AtomicFiles, request: DatasetRequest, path: Path) -> dict[str, RowWriter]:
    columns = columns_of(request)
    return {
        part: open_writer(request.format, files.open(file_of(path, request, part)), columns) for part in request.parts
    }


class _Walk:
    """One way through the database for one request."""

    def __init__(self, request: DatasetRequest, view: TrainingView, survey: Survey, take: _Take) -> None:
        self.request, self.view, self.survey, self.take = request, view, survey, take
        self.jobs: dict[int, JobSource] = view.jobs()
        self.left_out = survey.left_out
        self.count: Callable[[str], int] = counter() if survey.tokens else len
        self._constant = lru_cache(maxsize=256)(self.count)  # system prompts come again and again
        self._shaped = shape_of(request.shape, request.style)[1]

        self._seen = Seen()

    def run(self) -> None:
        """Everything, from the first row to the last."""
        self._count_candidates()
        request = self.request
        if request.full_records:
            self._records()
        elif request.pairs:
            self._pairs()
        else:
            self._examples()
        self._leave("filter", self.survey.candidates - self.survey.read)

    def _count_candidates(self) -> None:
        """What is not of the wanted kind to begin with, and what could be in it: the filter takes from that."""
        for product, verdict, replaced, number in self.view.verdicts():
            if product not in self.request.products:
                continue
            if replaced and not (self.request.labelled and verdict is False):
                self._leave("replaced", number)
            elif _VERDICTS[verdict] not in self.request.wanted.verdicts:
                self._leave(_VERDICTS[verdict].value, number)
            else:
                self.survey.candidates += number

    def _leave(self, why: str, number: int = 1) -> None:
        if number:
            self.left_out[why] = self.left_out.get(why, 0) + number

    # --- answers with everything

    def _records(self) -> None:
        """Nothing is counted in tokens: these rows are for reading, no trainer takes them as they are."""
        jobs, take, add, split = self.jobs, self.take, self.survey.add, self.request.split
        for work, agreement in self._answers():
            one = answer_examples.read(work, jobs)
            part = split.part(question_group(one.prompt.user)) if split else WHOLE
            add(part, (work.model, work.prompt_version, work.job))
            take(part, answer_examples.record(one, agreement, jobs))

    def _answers(self, *, replaced: bool = False) -> Iterator[tuple[AnswerWork, Agreement]]:
        least = self.request.wanted.min_agreement
        survey = self.survey
        for work, agreement in self.view.answers(self.request.wanted, replaced=replaced):
            survey.read += 1
            if least is None or ((share := agreement.share) is not None and share >= least):
                yield work, agreement
            else:
                self._leave("agreement")

    # --- examples

    def _examples(self) -> None:
        """Verbs first, then answers; what was rejected behind what was approved."""
        self._verbs()
        if Product.ANSWER in self.request.products:
            for work, _agreement in self._answers():
                self._take(answer_examples.example(answer_examples.read(work, self.jobs), self.jobs))
            if self.request.labelled:
                for work, _agreement in self._answers(replaced=True):
                    self._take(answer_examples.example(answer_examples.read(work, self.jobs), self.jobs))

    def _verbs(self) -> None:
        wanted, labelled = self.request.wanted, self.request.labelled
        rejects = wanted if labelled else None
        if Product.FORMS in self.request.products:
            for subject, rejected in self._subjects(Product.FORMS, rejects):
                found = verb_examples.forms_example(subject, self.left_out)
                if found is not None:
                    self._take(found[0])
                for example in verb_examples.rejected_forms(subject.subject, rejected):
                    self._take(example)
        if Product.SENTENCES in self.request.products:
            for subject, rejected in self._subjects(Product.SENTENCES, rejects):
                for works, forms in verb_examples.sentence_cards(subject, self.left_out):
                    self._take(verb_examples.sentences_example(works, forms, self.jobs))
                for example in verb_examples.rejected_sentences(subject, rejected, self.jobs):
                    self._take(example)

    def _subjects(self, product: Product, rejects: WorkFilter | None) -> Iterator[tuple[SubjectWork, Sequence[Work]]]:
        if self.request.wanted.category is not None or self.request.wanted.min_agreement is not None:
            return  # verbs have neither
        for subject, rejected in verb_examples.subjects(self.view, product, self.request.wanted, rejects):
            self.survey.read += sum(1 for _ in chosen(subject, product)) + (
                len(rejected) if self.request.labelled else 0
            )
            yield subject, rejected

    # --- pairs

    def _pairs(self) -> None:
        if Product.FORMS in self.request.products:
            for subject, rejected in self._subjects(Product.FORMS, _ANY):
                pairs = verb_examples.forms_pairs(subject, rejected, self.left_out)
                self._take_pairs(pairs)
        if Product.SENTENCES in self.request.products:
            for subject, rejected in self._subjects(Product.SENTENCES, _ANY):
                for works, forms in verb_examples.sentence_cards(subject, self.left_out):
                    pair = verb_examples.sentences_pair(works, forms, self.jobs, rejected)
                    self._take_pairs([pair] if pair else [])
        if Product.ANSWER in self.request.products:
            works_ = (work for work, _agreement in self._answers())
            for pairs in answer_examples.pairs(self.view, works_, self.jobs):
                self._take_pairs(pairs)

    def _take_pairs(self, pairs: Sequence[Example]) -> None:
        if not pairs:
            self._leave("no_pair")
        for pair in pairs:
            self._take(pair)

    def _take(self, example: Example) -> None:
        if self.request.distinct and not self._seen.add(example.identity):
            self.survey.duplicates += 1
            return
        prompt = self.count(example.user)
        if example.system:
            prompt += self._constant(example.system)
        completion = self.count(example.completion)
        if example.rejected is not None:
            completion += self.count(example.rejected)
        part = self.request.split.part(example.group) if self.request.split else WHOLE
        origin = example.origin
        self.survey.add(part, (origin.model, origin.prompt_version, origin.job))
        self.survey.tokens[part].add(prompt, completion)
        self.take(part, self._shaped(example))
