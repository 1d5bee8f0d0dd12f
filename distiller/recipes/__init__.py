"""How each product is asked for: prompt, contract, batch size. Pure: the same question gives the same request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from distiller.recipes import answer, forms, sentences
from distiller.recipes.shared import request_hash, split_tenses
from distiller.records import Asked, Product, TeacherRequest

__all__ = ["Recipe", "recipe_for", "request_hash", "split_tenses"]


class BuildRequest(Protocol):
    """Makes one complete request out of what is asked."""

    def __call__(self, asked: Sequence[Asked], *, model: str, max_output_tokens: int) -> TeacherRequest:
        """The request for all of `asked`, with at most `max_output_tokens` tokens for the reply."""
        ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """One product's recipe. `batch_limit(max_output_tokens)` is how many subjects one request may carry."""

    product: Product
    prompt_version: str
    request: BuildRequest
    batch_limit: Callable[[int], int]


_RECIPES = {
    Product.FORMS: Recipe(Product.FORMS, forms.PROMPT_VERSION, forms.request, forms.batch_limit),
    Product.SENTENCES: Recipe(Product.SENTENCES, sentences.PROMPT_VERSION, sentences.request, sentences.batch_limit),
    Product.ANSWER: Recipe(Product.ANSWER, answer.PROMPT_VERSION, answer.request, answer.batch_limit),
}


def recipe_for(product: Product) -> Recipe:
    """The recipe of a product."""
    return _RECIPES[product]
