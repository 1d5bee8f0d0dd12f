"""The providers file: any number of `[[provider]]` tables, each checked, made into ProviderSettings.

A key never stands in it: a table names the variable that holds one, and so may a header. What cannot be used is a
SettingsError that names the field and never what stands in it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from distiller.errors import SettingsError
from distiller.presets import OPENAI_URL, PRESETS, Preset, StructuredMode
from distiller.provider_settings import ProviderSettings, check_base_url, check_header, check_key

SETTING = "DISTILLER_PROVIDERS"
OPENAI, OFFLINE = "openai", "offline"

OURS = frozenset(
    {"model", "messages", "response_format", "stream", "n", "max_tokens", "max_completion_tokens", "temperature"}
)
"""Fields of a request that a table's `body` may not set: they carry the question, its form and what it may cost."""

_HEADERS = frozenset(
    {"authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding"}
)
_DEEPEST = 20
_OTHER_KIND = Preset(None, "", needs_key=False)


class FromEnvironment(BaseModel):
    """`{ env = "NAME" }`: the value is that of a variable."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    env: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")


class ProviderTable(BaseModel):
    """One `[[provider]]`. `api_key_env` names the variable that holds the key."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
    preset: Literal[
        "openai", "azure", "ollama", "vllm", "llamacpp", "openrouter", "groq", "mistral", "together"
    ] | None = None  # fmt: skip
    base_url: str | None = None
    api_key_env: str | None = None
    model: str | None = Field(None, min_length=1)
    concurrency: int | None = Field(None, ge=1, le=1024)
    weight: int = Field(1, ge=1, le=1_000_000)
    max_output_tokens: int = Field(4096, ge=1)
    token_parameter: Literal["max_tokens", "max_completion_tokens"] | None = None
    send_temperature: bool = True
    structured: Literal["auto", "json_schema", "json_object_schema", "json_object", "prompt"] = "auto"
    timeout: float = Field(120.0, gt=0, le=3600, allow_inf_nan=False)
    headers: dict[str, str | FromEnvironment] = Field(default_factory=dict, max_length=20)
    body: dict[str, Any] = Field(default_factory=dict)
    input_price: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    output_price: Decimal | None = Field(None, ge=0, allow_inf_nan=False)
    batch_size: int | None = Field(None, ge=1, le=50)
    requests_per_minute: int | None = Field(None, ge=1)
    tokens_per_minute: int | None = Field(None, ge=1)
    batch_discount: Decimal = Field(Decimal("0.5"), ge=0, le=1, allow_inf_nan=False)

    @field_validator("body")
    @classmethod
    def _sendable(cls, body: dict[str, Any]) -> dict[str, Any]:
        """JSON that does not take the place of what the program itself sends."""
        taken = OURS & body.keys()
        if taken:
            raise ValueError(f"{sorted(taken)[0]} is set by the program itself")
        if not _is_json(body):
            raise ValueError("only text, numbers, true, false, lists and tables can be sent")
        return body


def _is_json(value: Any, depth: int = 0) -> bool:
    """TOML also knows dates, inf and nan, which JSON does not."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_is_json(inner, depth + 1) for inner in value.values())
    if isinstance(value, list):
        return all(_is_json(inner, depth + 1) for inner in value)
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def providers_of(
    path: Path, values: Mapping[str, str], base: ProviderSettings | None, concurrency: int
) -> list[ProviderSettings]:
    """The providers of a file, in its order; `values` are the variables, `base` what they say of `openai`.

    Raises SettingsError.
    """
    found: list[ProviderSettings] = []
    for table in _tables(path):
        if table.name == OFFLINE or any(provider.name == table.name for provider in found):
            raise SettingsError("settings-double-provider", provider=table.name)
        found.append(_Reader(table, values, base if table.name == OPENAI else None).provider(concurrency))
    return found


def _tables(path: Path) -> list[ProviderTable]:
    """The tables, each checked by itself."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise SettingsError("settings-unreadable", name=SETTING) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError("settings-bad-toml", name=SETTING, where=_position(error)) from None
    rows = content.get("provider")
    if not isinstance(rows, list) or not rows or set(content) != {"provider"}:
        raise SettingsError("settings-no-tables", name=SETTING)
    tables = []
    for number, row in enumerate(rows, 1):
        try:
            tables.append(ProviderTable.model_validate(row))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part) for part in ("provider", number, *first["loc"][:1]))
            reason = first["msg"].removeprefix("Value error, ")
            raise SettingsError("settings-bad-table", name=SETTING, where=where, reason=reason) from None
    return tables


def _position(error: Exception) -> str:
    """Where TOML broke, without the text that broke it."""
    _, found, tail = str(error).rpartition("(at ")
    return tail.rstrip(")") if found else "?"


class _Reader:
    """A table with its preset and its variables; `base` fills in what it leaves out."""

    def __init__(self, table: ProviderTable, values: Mapping[str, str], base: ProviderSettings | None) -> None:
        self._table = table
        self._values = values
        self._base = base
        self._preset = PRESETS[table.preset] if table.preset else _OTHER_KIND
        self._where = f"provider {table.name}"

    def provider(self, concurrency: int) -> ProviderSettings:
        """The table as a provider."""
        table, base, preset = self._table, self._base, self._preset
        base_url = table.base_url or preset.base_url or (base.base_url if base else None)
        base_url = base_url or (OPENAI_URL if table.name == OPENAI and not table.preset else None)
        model = table.model or (base.model if base else None)
        if not base_url or not model:
            raise SettingsError("settings-incomplete", provider=table.name, field="model" if base_url else "base_url")
        key, key_setting = self._key()
        headers, secrets = self._headers()
        same = {"name", "weight", "max_output_tokens", "send_temperature", "body", "input_price", "output_price"}
        same |= {"requests_per_minute", "tokens_per_minute", "batch_size", "batch_discount"}
        return ProviderSettings(
            base_url=check_base_url(f"{self._where}: base_url", base_url),
            model=model,
            api_key=key,
            concurrency=table.concurrency or concurrency,
            token_parameter=table.token_parameter or preset.token_parameter,
            timeout_s=table.timeout,
            structured=preset.structured if table.structured == "auto" else StructuredMode(table.structured),
            headers=headers,
            header_secrets=secrets,
            url_setting=f"base_url ({table.name}, {SETTING})" if table.base_url or not base else base.url_setting,
            key_setting=key_setting,
            model_setting=f"model ({table.name}, {SETTING})" if table.model or not base else base.model_setting,
            **{name: getattr(table, name) for name in same},
        )

    def _key(self) -> tuple[SecretStr | None, str]:
        """The key, and the name of its setting. A key goes to the endpoint it was set for, and to no other."""
        table, base, preset = self._table, self._base, self._preset
        if table.api_key_env:
            if table.api_key_env not in self._values:
                raise SettingsError("settings-no-key", provider=table.name, name=f"{self._where}: api_key_env")
            setting = f"api_key_env ({table.name}, {SETTING})"
            return check_key(table.api_key_env, self._values[table.api_key_env]), setting
        if base and table.preset is None:
            return base.api_key, base.key_setting
        if preset.key_name and not self._elsewhere():
            if preset.key_name in self._values:
                return check_key(preset.key_name, self._values[preset.key_name]), preset.key_name
            if preset.needs_key:
                raise SettingsError("settings-no-preset-key", provider=table.name, name=preset.key_name)
        return None, f"api_key_env ({table.name}, {SETTING})"

    def _elsewhere(self) -> bool:
        """Whether the table leads a preset of the network to another host: its usual key is not for that one."""
        return bool(self._preset.base_url and self._preset.needs_key and self._table.base_url)

    def _headers(self) -> tuple[tuple[tuple[str, SecretStr], ...], tuple[SecretStr, ...]]:
        """The headers of the table, and those of their values that came from the environment."""
        headers, secrets, seen = [], [], set(_HEADERS)
        for number, (name, value) in enumerate(self._table.headers.items(), 1):
            where = f"{self._where}: headers {number}"
            if isinstance(value, FromEnvironment):
                if value.env not in self._values:
                    raise SettingsError("settings-no-key", provider=self._table.name, name=where)
                header = check_header(where, name, self._values[value.env], frozenset(seen))
                secrets.append(header[1])
            else:
                header = check_header(where, name, value, frozenset(seen))
            seen.add(name.lower())
            headers.append(header)
        return tuple(headers), tuple(secrets)
