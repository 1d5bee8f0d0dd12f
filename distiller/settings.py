"""The environment, `.env` and the providers file become one typed, frozen object; nothing else reads them.

The environment wins over `.env`, an empty value counts as absent, and both are found beside `app.py`, whatever the
working directory. A value that cannot be used is a SettingsError that names the setting and never shows the value:
people paste keys into the wrong line.
"""

from __future__ import annotations

import ipaddress
import math
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from distiller.errors import SettingsError

OPENAI_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-4o-mini"
OFFLINE = "offline"
OFFLINE_MODEL = "offline-rules"
SHORTEST_SECRET = 7
"""Shorter keys are placeholders of local servers (none, ollama): replacing them would tear holes in replies."""

_KEY_NAMES = ("OPENAI_API_KEY",)


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One endpoint. Prices are US dollars per million tokens (None: the price list decides, or unknown).

    `timeout_s` is the total deadline of one reply; `token_parameter` and `send_temperature` say what the endpoint
    understands. Without `api_key` the endpoint is a local one that asks for none.
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


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured. `warnings` holds (code, parameters) of texts to tell once, at start."""

    root: Path
    home: Path
    database_url: str = dataclass_field(repr=False)  # may carry a password
    host: str
    port: int
    concurrency: int
    language: str
    offline_delay: float
    offline_mistakes: float
    providers: tuple[ProviderSettings, ...]
    default_provider: str
    warnings: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def provider(self, name: str) -> ProviderSettings:
        """The provider of this name; SettingsError if there is none."""
        for provider in self.providers:
            if provider.name == name:
                return provider
        raise SettingsError("settings-unknown-provider", provider=name)

    def secrets(self) -> tuple[str, ...]:
        """The exact key strings, longest first: what redaction looks for."""
        keys = {p.api_key.get_secret_value() for p in self.providers if p.api_key is not None}
        return tuple(sorted((k for k in keys if len(k) >= SHORTEST_SECRET), key=len, reverse=True))


def load_settings(root: Path | None = None) -> Settings:
    """The settings of this process. `root` is the folder of `app.py` and `.env`. Raises SettingsError."""
    root = (root or Path(__file__).resolve().parent.parent).absolute()
    values = _values(root / ".env")
    home = root / Path(values.get("DISTILLER_HOME", "data")).expanduser()
    concurrency = int(_number(values, "DISTILLER_CONCURRENCY", 16, 1, 1024, whole=True))
    providers = _providers(values, root, concurrency)
    return Settings(
        root=root,
        home=home,
        database_url=_database_url(values, root, home),
        host=_host(values),
        port=int(_number(values, "DISTILLER_PORT", 7860, 0, 65535, whole=True)),
        concurrency=concurrency,
        language=_choice(values, "DISTILLER_LANGUAGE", ("nl", "en")),
        offline_delay=_number(values, "DISTILLER_OFFLINE_DELAY", 0, 0, 3600),
        offline_mistakes=_number(values, "DISTILLER_OFFLINE_MISTAKES", 0, 0, 1),
        providers=providers,
        default_provider=providers[0].name,
        warnings=_warnings(root / ".env", providers),
    )


# --- reading ------------------------------------------------------------------------------------------------


def _file_values(path: Path) -> dict[str, str]:
    """What a .env file says; a byte-order mark is tolerated, `$` is a character like any other."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            found = dotenv_values(stream=stream, interpolate=False)
    except (OSError, UnicodeDecodeError):
        raise SettingsError("settings-unreadable", name=path.name) from None
    return {name: value for name, value in found.items() if value}


def _values(path: Path) -> dict[str, str]:
    merged = _file_values(path) | {k: v for k, v in os.environ.items() if v}
    return {name: value.strip() for name, value in merged.items() if value.strip()}


def _warnings(path: Path, providers: tuple[ProviderSettings, ...]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """What is allowed but should be told: a key that others can read, in a file or on the network."""
    found: list[tuple[str, Mapping[str, Any]]] = []
    if os.name == "posix" and path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        names = _file_values(path)
        if any(name in _KEY_NAMES or name.endswith(("_KEY", "_TOKEN")) for name in names):
            found.append(("settings-env-readable", {"name": path.name}))
    for provider in providers:
        parts = urlsplit(provider.base_url)
        if provider.api_key and parts.scheme == "http" and not is_loopback(parts.hostname or ""):
            found.append(("settings-plain-http", {"provider": provider.name}))
    return tuple(found)


def _number(
    values: Mapping[str, str], name: str, default: float, low: float, high: float, *, whole: bool = False
) -> float:
    text = values.get(name)
    if text is None:
        return default
    try:
        number = float(int(text)) if whole else float(text)
    except ValueError:
        raise SettingsError("settings-not-a-number", name=name, low=low, high=high) from None
    if not (math.isfinite(number) and low <= number <= high):
        raise SettingsError("settings-not-a-number", name=name, low=low, high=high)
    return number


def _choice(values: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = values.get(name, "").lower()
    if value and value not in choices:
        raise SettingsError("settings-not-a-choice", name=name, choices=", ".join(choices))
    return value


# --- single settings ----------------------------------------------------------------------------------------


def is_loopback(host: str) -> bool:
    """Whether a name or address can only mean this computer."""
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _host(values: Mapping[str, str]) -> str:
    """Loopback only: before accounts exist, whoever reaches the port is the reviewer."""
    host = values.get("DISTILLER_HOST", "127.0.0.1")
    if not is_loopback(host):
        # An address can be shown; what else was pasted here is not repeated.
        shown = host if re.fullmatch(r"[\d.]{7,15}|[\da-f:]{2,39}", host) else "…"
        raise SettingsError("settings-not-loopback", host=shown)
    return host.strip("[]")


def _database_url(values: Mapping[str, str], root: Path, home: Path) -> str:
    """An SQLite file or PostgreSQL; a relative path belongs to `root`, since the working directory is nobody's."""
    url = values.get("DISTILLER_DATABASE_URL")
    if url is None:
        return "sqlite:///" + quote(str(home / "distiller.db"))
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg") and separator and rest:
        return "postgresql+psycopg://" + rest
    path = rest.removeprefix("/")
    if scheme not in ("sqlite", "sqlite+pysqlite") or not rest.startswith("/") or not path or path == ":memory:":
        raise SettingsError("settings-bad-database", name="DISTILLER_DATABASE_URL")
    return url if path.startswith("/") else "sqlite:///" + quote(str(root), safe="/") + "/" + path


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


# --- providers ----------------------------------------------------------------------------------------------


def _providers(values: Mapping[str, str], root: Path, concurrency: int) -> tuple[ProviderSettings, ...]:
    """The one from the environment first, then those of the file; the offline teacher closes the row."""
    found: dict[str, ProviderSettings] = {}
    if "OPENAI_API_KEY" in values or "OPENAI_BASE_URL" in values:
        found["openai"] = ProviderSettings(
            name="openai",
            base_url=check_base_url("OPENAI_BASE_URL", values.get("OPENAI_BASE_URL", OPENAI_URL)),
            model=values.get("OPENAI_VERB_MODEL", DEFAULT_MODEL),
            api_key=check_key("OPENAI_API_KEY", values.get("OPENAI_API_KEY")),
            concurrency=concurrency,
        )
    if "DISTILLER_PROVIDERS" in values:
        path = root / Path(values["DISTILLER_PROVIDERS"]).expanduser()
        for table in _tables(path):
            provider = _from_table(table, values, found.get("openai"), concurrency)
            if provider.name in found and provider.name != "openai":
                raise SettingsError("settings-double-provider", provider=provider.name)
            found[provider.name] = provider
    found[OFFLINE] = ProviderSettings(
        name=OFFLINE, base_url="", model=OFFLINE_MODEL, offline=True, concurrency=concurrency
    )
    return tuple(found.values())


class _Table(BaseModel):
    """One `[[provider]]` of the providers file. A key never stands there: `api_key_env` names its variable."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
    base_url: str | None = None
    api_key_env: str | None = None
    model: str | None = Field(None, min_length=1)
    concurrency: int | None = Field(None, ge=1, le=1024)
    max_output_tokens: int = Field(4096, ge=1)
    token_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"  # noqa: S105
    send_temperature: bool = True
    timeout: float = Field(120.0, gt=0, le=3600, allow_inf_nan=False)
    input_price: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    output_price: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    requests_per_minute: int | None = Field(None, ge=1)
    tokens_per_minute: int | None = Field(None, ge=1)


def _tables(path: Path) -> list[_Table]:
    """The tables of a providers file, each checked; SettingsError names the field, not what stands in it."""
    setting = "DISTILLER_PROVIDERS"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise SettingsError("settings-unreadable", name=setting) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("settings-bad-toml", name=setting, where=_position(error)) from None
    rows = content.get("provider")
    if not isinstance(rows, list) or not rows or set(content) != {"provider"}:
        raise SettingsError("settings-no-tables", name=setting)
    tables = []
    for number, row in enumerate(rows, 1):
        try:
            tables.append(_Table.model_validate(row))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part) for part in ("provider", number, *first["loc"]))
            raise SettingsError("settings-bad-table", name=setting, where=where, reason=first["msg"]) from None
    return tables


def _position(error: tomllib.TOMLDecodeError) -> str:
    """Where TOML broke, without the text that broke it."""
    _, found, tail = str(error).rpartition("(at ")
    return tail.rstrip(")") if found else "?"


def _from_table(
    table: _Table, values: Mapping[str, str], base: ProviderSettings | None, concurrency: int
) -> ProviderSettings:
    """A table as a provider; the one named `openai` takes from the environment what the table leaves out."""
    where = f"provider {table.name}"
    if table.name == OFFLINE:
        raise SettingsError("settings-double-provider", provider=OFFLINE)
    base = base if table.name == "openai" else None
    base_url = table.base_url or (base.base_url if base else OPENAI_URL if table.name == "openai" else None)
    model = table.model or (base.model if base else None)
    if not base_url or not model:
        raise SettingsError("settings-incomplete", provider=table.name, field="model" if base_url else "base_url")
    key = base.api_key if base and not table.api_key_env else None
    if table.api_key_env:
        if table.api_key_env not in values:
            raise SettingsError("settings-no-key", provider=table.name, name=f"{where}: api_key_env")
        key = check_key(table.api_key_env, values[table.api_key_env])
    return ProviderSettings(
        base_url=check_base_url(f"{where}: base_url", base_url),
        model=model,
        api_key=key,
        concurrency=table.concurrency or concurrency,
        timeout_s=table.timeout,
        **table.model_dump(exclude={"base_url", "model", "api_key_env", "concurrency", "timeout"}),
    )
