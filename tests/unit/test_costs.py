"""Money: own prices, then the list; unknown is None and never 0."""

from decimal import Decimal

import genai_prices
import pytest
from genai_prices.data_snapshot import get_snapshot
from hypothesis import example, given, settings
from hypothesis import strategies as st

from distiller.providers.costs import price, worst_case
from distiller.records import Product, TeacherRequest, Usage
from distiller.settings import ProviderSettings

URLS = {
    "openai": "https://api.openai.com/v1",
    "groq": "https://api.groq.com/openai/v1",
    "mistral": "https://api.mistral.ai/v1",
    "openrouter": "https://openrouter.ai/api/v1",
    "google": "https://generativelanguage.googleapis.com/v1beta/openai",
    "deepseek": "https://api.deepseek.com/v1",
    "perplexity": "https://api.perplexity.ai",
}
LISTED = [
    (URLS[found.id], model.id) for found in get_snapshot().providers if found.id in URLS for model in found.models
]
"""Models of the price list by the addresses that people set: with one price, with tiers, by the hour, by the call."""


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


@given(st.sampled_from(LISTED), st.integers(0, 400_000), st.integers(0, 400_000), st.integers(0, 40_000))
@example(("https://api.perplexity.ai", "sonar"), 1000, 0, 10)
@settings(max_examples=150, deadline=None)
def test_what_is_remembered_of_the_price_list_is_what_it_says(listed, sent, cached, received):
    """To the last digit, for short calls and long ones, with and without cached tokens."""
    url, model = listed
    usage = genai_prices.Usage(input_tokens=sent, output_tokens=received, cache_read_tokens=min(cached, sent))
    try:
        expected = genai_prices.calc_price(usage, model, provider_api_url=url).total_price
    except LookupError:
        expected = None
    assert price(provider(base_url=url), Usage(sent, received, cached), model) == expected
