"""What a call costs, in US dollars: own prices first, then the bundled price list; unknown stays None.

The list is bundled with the package and asks no network. Prices may have tiers by length, so each call is priced
by itself, never a sum of calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from distiller.providers.structured import INSTRUCTION, encoded
from distiller.records import TeacherRequest, Usage
from distiller.settings import ProviderSettings

BYTES_PER_TOKEN = 3
"""On the safe side: Dutch in the usual tokenizers has nearly four letters to a token, and a sign of Chinese, which is
three bytes, one token or less."""

_PER_MESSAGE = 8  # tokens around each message

_MILLION = Decimal(1_000_000)


def price(provider: ProviderSettings, usage: Usage, model: str) -> Decimal | None:
    """The cost of one call; None where its tokens or the model's price are unknown."""
    sent, received = usage.prompt_tokens, usage.completion_tokens
    if provider.offline:
        return Decimal(0)
    if sent is None or received is None:
        return None
    if provider.input_price is not None and provider.output_price is not None:
        return (sent * provider.input_price + received * provider.output_price) / _MILLION
    return _listed(provider.base_url, model, sent, received, usage.cached_tokens or 0)


def worst_case(provider: ProviderSettings, request: TeacherRequest) -> Decimal | None:
    """The most that `request` can cost: what is sent, with the schema in the prompt where there is one, and a reply
    as long as the cap allows."""
    size = sum(_bytes(message["content"]) for message in request.messages)
    if request.schema is not None:
        size += len(encoded(request.schema)) + len(INSTRUCTION)
    sent = -(-size // BYTES_PER_TOKEN) + _PER_MESSAGE * (len(request.messages) + 1)
    return price(provider, Usage(sent, request.max_tokens), request.model)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _listed(base_url: str, model: str, sent: int, received: int, cached: int) -> Decimal | None:
    rates = _rates(base_url, model)
    if rates is None:
        return None
    cached = min(cached, sent)
    if rates.flat:
        tokens = (sent - cached) * rates.input + cached * rates.cached + received * rates.output
        return rates.call + tokens / _MILLION
    total: Decimal = _asked(base_url, model, sent, received, cached).total_price
    return total


@dataclass(frozen=True, slots=True)
class _Rates:
    """What a million tokens cost, and the call as such. `flat`: whatever the length of the call and the time of day."""

    flat: bool
    call: Decimal
    input: Decimal
    cached: Decimal
    output: Decimal


@lru_cache(maxsize=1024)
def _rates(base_url: str, model: str) -> _Rates | None:
    """The rates of a listed model, None for another one. To ask the list costs a good part of a call's time, twice
    for each call: once is enough."""
    from genai_prices.types import ModelPrice, TieredPrices

    million = int(_MILLION)
    try:
        asked = _asked(base_url, model, 0, 0, 0)
    except LookupError:
        return None
    tiered = any(isinstance(getattr(asked.model_price, name), TieredPrices) for name in asked.model_price.__dict__)
    call = asked.total_price
    return _Rates(
        flat=isinstance(asked.model.prices, ModelPrice) and not tiered,
        call=call,
        input=_asked(base_url, model, million, 0, 0).total_price - call,
        cached=_asked(base_url, model, million, 0, million).total_price - call,
        output=_asked(base_url, model, 0, million, 0).total_price - call,
    )


def _asked(base_url: str, model: str, sent: int, received: int, cached: int) -> Any:
    import genai_prices  # half a second to import: paid by the first call that needs it

    usage = genai_prices.Usage(input_tokens=sent, output_tokens=received, cache_read_tokens=cached)
    return genai_prices.calc_price(usage, model, provider_api_url=base_url)
