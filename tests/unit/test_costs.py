"""Money: own prices, then the list; unknown is None and never 0."""

from decimal import Decimal

import pytest

from distiller.providers.costs import price, worst_case
from distiller.records import Product, TeacherRequest, Usage
from distiller.settings import ProviderSettings


def provider(**given) -> ProviderSettings:
    return ProviderSettings(**{"name": "p", "base_url": "https://api.openai.com/v1", "model": "gpt-4o-mini", **given})


def request(**given) -> TeacherRequest:
    made = {
        "product": Product.FORMS,
        "model": "gpt-4o-mini",
        "messages": ({"role": "user", "content": "x" * 3000},),
        "schema_name": "s",
        "schema": {},
        "max_tokens": 1000,
        "prompt_version": "1",
        "data": {},
    }
    return TeacherRequest(**{**made, **given})


def test_own_prices_are_per_million_tokens():
    """What is configured goes before the list."""
    own = provider(input_price=Decimal(2), output_price=Decimal(10))
    assert price(own, Usage(500_000, 100_000), "whatever") == Decimal(2)


def test_the_list_knows_common_models_also_by_their_dated_names():
    """Offline, by base URL."""
    assert price(provider(), Usage(1_000_000, 0), "gpt-4o-mini") == Decimal("0.15")
    assert price(provider(), Usage(1_000_000, 0), "gpt-4o-mini-2024-07-18") == Decimal("0.15")


def test_cached_tokens_cost_less_and_absurd_counts_do_no_harm():
    """Some servers report more cached tokens than tokens."""
    full = price(provider(), Usage(1000, 10, 0), "gpt-4o-mini")
    cached = price(provider(), Usage(1000, 10, 1000), "gpt-4o-mini")
    assert cached < full
    assert price(provider(), Usage(1000, 10, 5000), "gpt-4o-mini") == cached


@pytest.mark.parametrize(
    ("where", "model", "usage"),
    [
        (provider(base_url="http://127.0.0.1:8000/v1"), "gpt-4o-mini", Usage(1, 1)),  # a local server has no list price
        (provider(), "my-own-model", Usage(1, 1)),
        (provider(), "gpt-4o-mini", Usage(None, 1)),
        (provider(), "gpt-4o-mini", Usage(1, None)),
        (provider(input_price=Decimal(1)), "my-own-model", Usage(1, 1)),  # half a price is none
    ],
)
def test_unknown_stays_unknown(where, model, usage):
    """None, never 0."""
    assert price(where, usage, model) is None


def test_the_offline_teacher_is_free():
    """Known to be nothing, which is not unknown."""
    assert price(provider(offline=True), Usage(None, None), "offline-rules") == Decimal(0)


def test_the_worst_case_is_above_what_the_call_can_cost():
    """Three characters to a token and a reply up to its cap."""
    own = provider(input_price=Decimal(1), output_price=Decimal(1))
    assert worst_case(own, request()) >= Decimal(1000 + 1000) / 1_000_000
    assert worst_case(provider(base_url="http://127.0.0.1/v1"), request()) is None


def test_the_worst_case_holds_the_schema_in_the_prompt_and_every_alphabet():
    """An endpoint may turn out to take the schema in words only; a sign that is three bytes is a token."""
    own = provider(input_price=Decimal(1_000_000), output_price=Decimal(0))
    plain = worst_case(own, request(schema=None))
    assert worst_case(own, request(schema={"x": "y" * 3000})) >= plain + 1000
    chinese = ({"role": "user", "content": "\u554f" * 1000},)
    assert worst_case(own, request(schema=None, messages=chinese)) >= 1000
    assert worst_case(own, request(messages=({"role": "user", "content": "\ud800"},))) > 0
