"""One configured endpoint, and what may stand in an address, a key and a header."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from distiller.errors import SettingsError
from distiller.presets import StructuredMode

SHORTEST_SECRET = 7
"""Shorter keys are placeholders of local servers (none, ollama): replacing them would tear holes in replies."""

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_LONGEST_HEADER = 4096


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One endpoint. Prices are US dollars per million tokens (None: the price list decides, or unknown).

    `timeout_s` is the total deadline of one reply; `token_parameter`, `send_temperature` and `structured` are what a
    first request is made with: what the endpoint refuses is found out. Without `api_key` the endpoint is a local one
    that asks for none. `headers` and `body` go along with each request; `header_secrets` are the values of headers
    that came from the environment. `weight` is the share of calls among several providers, `batch_size` the verbs in a
    call for forms (None: as it fits the job, the limits and what was learned), `batch_discount` what a call costs less
    in a batch of the provider (0.5: half). `url_setting`, `key_setting` and `model_setting` name the settings that a
    person changes.
    """

    name: str
    base_url: str
    model: str
    api_key: SecretStr | None = None
    offline: bool = False
    concurrency: int = 16
    max_output_tokens: int = 4096
    token_parameter: str = "max_tokens"  # noqa: S105  a parameter's name
    send_temperature: bool = True
    timeout_s: float = 120.0
    input_price: Decimal | None = None
    output_price: Decimal | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    weight: int = 1
    batch_size: int | None = None
    batch_discount: Decimal = Decimal("0.5")
    headers: tuple[tuple[str, SecretStr], ...] = ()
    header_secrets: tuple[SecretStr, ...] = ()
    body: Mapping[str, Any] = dataclass_field(default_factory=dict, hash=False)
    structured: StructuredMode = StructuredMode.JSON_SCHEMA
    url_setting: str = "OPENAI_BASE_URL"
    key_setting: str = "OPENAI_API_KEY"
    model_setting: str = "OPENAI_VERB_MODEL"

    @property
    def host(self) -> str:
        """The host, and the port where one is given; "" for the offline teacher."""
        return urlsplit(self.base_url).netloc

    @property
    def endpoint(self) -> str:
        """What is asked, whatever the provider is called: the address, with what goes along in each body."""
        if not self.body:
            return self.base_url
        return f"{self.base_url} {json.dumps(self.body, sort_keys=True, default=str)}"

    def in_batch(self, cost: Decimal | None) -> Decimal | None:
        """What a call of this price costs in a batch; None for unknown."""
        return None if cost is None else cost * (1 - self.batch_discount)

    def secrets(self) -> set[str]:
        """The exact strings that must appear nowhere: the key, and headers that came from the environment."""
        found = [*([self.api_key] if self.api_key is not None else []), *self.header_secrets]
        return {text for one in found if len(text := one.get_secret_value()) >= SHORTEST_SECRET}


def check_base_url(name: str, url: str) -> str:
    """`url` if a provider can be reached by it: http or https, a host, no credentials. Raises SettingsError."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        raise SettingsError("settings-bad-url", name=name) from None
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError("settings-bad-url", name=name)
    return url.rstrip("/")


def check_key(name: str, key: str | None) -> SecretStr | None:
    """The key as a secret; SettingsError if it holds what no key does: spaces, quotes, other alphabets."""
    if key is None:
        return None
    if not key.isascii() or not key.isprintable() or set(key) & set(" \"'\\"):
        raise SettingsError("settings-bad-key", name=name)
    return SecretStr(key)


def check_header(where: str, name: str, value: str, refused: frozenset[str]) -> tuple[str, SecretStr]:
    """A header to send along. Raises SettingsError for a name that is none or is `refused` (in small letters), and
    for a value that is empty, longer than a server takes, or no visible ASCII."""
    if not _HEADER_NAME.fullmatch(name) or name.lower() in refused:
        raise SettingsError("settings-bad-header", where=where)
    if not value or not value.isascii() or not value.isprintable() or len(value) > _LONGEST_HEADER:
        raise SettingsError("settings-bad-header", where=where)
    return name, SecretStr(value)
