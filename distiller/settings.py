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
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from dotenv import dotenv_values

from distiller.errors import SettingsError
from distiller.presets import OPENAI_URL
from distiller.provider_settings import ProviderSettings, check_base_url, check_key
from distiller.providers_file import OFFLINE, providers_of
from distiller.records import NO_CAPS, Caps
from distiller.records.money import AMOUNT_MOST, read_amount

__all__ = [
    "DEFAULT_MODEL",
    "OFFLINE",
    "OFFLINE_MODEL",
    "ProviderSettings",
    "Settings",
    "is_loopback",
    "load_settings",
]

DEFAULT_MODEL = "gpt-4o-mini"
OFFLINE_MODEL = "offline-rules"
_KEY_NAMES = ("OPENAI_API_KEY",)


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
    log_level: str = "info"
    retry_invalid: bool = True
    caps: Caps = NO_CAPS
    batch_poll_s: float = 30.0  # how often a batch is asked after, less often while nothing changes

    def provider(self, name: str) -> ProviderSettings:
        """The provider of this name; SettingsError if there is none."""
        for provider in self.providers:
            if provider.name == name:
                return provider
        raise SettingsError("settings-unknown-provider", provider=name)

    def secrets(self) -> tuple[str, ...]:
        """The exact key strings, longest first: what redaction looks for."""
        keys = {secret for provider in self.providers for secret in provider.secrets()}
        return tuple(sorted(keys, key=lambda key: (-len(key), key)))


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
        log_level=_choice(values, "DISTILLER_LOG_LEVEL", ("debug", "info", "warning")) or "info",
        retry_invalid=_choice(values, "DISTILLER_RETRY_INVALID", ("on", "off")) != "off",
        caps=Caps(
            job=_amount(values, "DISTILLER_BUDGET_JOB"),
            user=_amount(values, "DISTILLER_BUDGET_USER"),
            day=_amount(values, "DISTILLER_BUDGET_DAY"),
        ),
        batch_poll_s=_number(values, "DISTILLER_BATCH_POLL", 30, 1, 3600),
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
        secret = provider.api_key or provider.header_secrets
        if secret and parts.scheme == "http" and not is_loopback(parts.hostname or ""):
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


def _amount(values: Mapping[str, str], name: str) -> Decimal | None:
    """US dollars; None where nothing is set."""
    text = values.get(name)
    try:
        return None if text is None else read_amount(text)
    except ValueError:
        raise SettingsError("settings-not-a-number", name=name, low=0, high=AMOUNT_MOST) from None


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
        for provider in providers_of(path, values, found.get("openai"), concurrency):
            found[provider.name] = provider
    found[OFFLINE] = ProviderSettings(
        name=OFFLINE, base_url="", model=OFFLINE_MODEL, offline=True, concurrency=concurrency
    )
    return tuple(found.values())
