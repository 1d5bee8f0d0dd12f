"""What somebody wants to have exported as a data set: checked once, then passed around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from distiller.errors import InputError
from distiller.exporters.split import WHOLE, Split
from distiller.exporters.training_shapes import SHAPES, STYLED, STYLES
from distiller.exporters.writers import FORMATS
from distiller.records import Product
from distiller.verb_work import Verdict, WorkFilter

DATASETS = ("answers", "training", "preferences")
"""What is exported as a data set: with shapes, splits and a manifest."""

DEFAULT_SHAPES = {"answers": "records", "training": "openai-chat", "preferences": "preferences"}
STATUSES = ("approved", "undecided", "rejected", "all")

_SHAPES_OF = {"answers": SHAPES, "training": SHAPES, "preferences": ("preferences", "records")}


@dataclass(frozen=True, slots=True)
class DatasetRequest:
    """One data set. `wanted.verdicts` follow from `status` and the shape; `make` is the way to build one.

    `distinct`: of examples that a trainer cannot tell apart only the first is written (`records` of answers are
    never left out: each has its own origin). `licence` and `source` are what the user says about the questions.
    """

    what: str
    shape: str
    format: str = "jsonl"
    style: str = "messages"
    status: str = "approved"
    products: frozenset[Product] = frozenset(Product)
    wanted: WorkFilter = field(default_factory=WorkFilter)
    split: Split | None = None
    distinct: bool = True
    licence: str | None = None
    source: str | None = None

    @classmethod
    def make(
        cls,
        what: str,
        shape: str | None = None,
        *,
        status: str = "approved",
        products: Iterable[str] = (),
        wanted: WorkFilter | None = None,
        **more: Any,
    ) -> DatasetRequest:
        """A request that makes sense. Raises InputError, naming what there is."""
        _known("what", what, DATASETS)
        shape = shape or DEFAULT_SHAPES[what]
        _known("shape", shape, _SHAPES_OF[what])
        _known("status", status, STATUSES)
        chosen = frozenset(Product(_known("product", p, tuple(Product))) for p in products)
        if what == "answers":
            _only_answers(chosen)
            chosen = frozenset({Product.ANSWER})
        made = cls(what, shape, status=status, products=chosen or frozenset(Product), **more)
        _known("format", made.format, FORMATS)
        _known("style", made.style, STYLES)
        _check_agreement(wanted)
        return replace(made, wanted=replace(wanted or WorkFilter(), verdicts=made._verdicts()))

    @property
    def pairs(self) -> bool:
        """Whether it is about pairs of a better and a worse answer."""
        return self.what == "preferences" or self.shape == "preferences"

    @property
    def full_records(self) -> bool:
        """Whether its rows are answers with all that is known about them."""
        return self.what == "answers" and self.shape == "records"

    @property
    def labelled(self) -> bool:
        """Whether rejected work is wanted too, as what not to do."""
        return self.shape == "kto"

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its files."""
        return self.split.parts if self.split else (WHOLE,)

    @property
    def shown_style(self) -> str | None:
        """The style, where the shape has two."""
        return self.style if self.shape in STYLED else None

    def _verdicts(self) -> frozenset[Verdict]:
        """A rejected answer is never an example to follow, and only decided ones make pairs and labels."""
        if self.pairs or self.labelled:
            _known("status", self.status, ("approved",))
            return frozenset({Verdict.APPROVED, Verdict.REJECTED}) if self.labelled else frozenset({Verdict.APPROVED})
        if self.full_records:
            return frozenset(Verdict) if self.status == "all" else frozenset({Verdict(self.status)})
        _known("status", self.status, ("approved", "undecided", "all"))
        if self.status == "all":
            return frozenset({Verdict.APPROVED, Verdict.UNDECIDED})
        return frozenset({Verdict(self.status)})


def _known(name: str, value: str, known: Iterable[str]) -> str:
    names = [str(one) for one in known]
    if value not in names:
        raise InputError("input-bad-value", name=name, value=str(value)[:80], expected=", ".join(names))
    return value


def _only_answers(products: frozenset[Product]) -> None:
    for product in products - {Product.ANSWER}:
        raise InputError("input-bad-value", name="product", value=product.value, expected=Product.ANSWER.value)


def _check_agreement(wanted: WorkFilter | None) -> None:
    share = None if wanted is None else wanted.min_agreement
    if share is not None and not 0 <= share <= 1:
        raise InputError("input-bad-value", name="min-agreement", value=share, expected="0-1")
