"""What is known beforehand of the usual endpoints, so that a table of the providers file need not repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OPENAI_URL = "https://api.openai.com/v1"


class StructuredMode(StrEnum):
    """How an endpoint is asked for an answer that keeps to a schema, the strictest way first."""

    JSON_SCHEMA = "json_schema"  # strict Structured Outputs: the endpoint holds the model to the schema
    JSON_OBJECT_SCHEMA = "json_object_schema"  # JSON mode with the schema beside it and in the prompt
    JSON_OBJECT = "json_object"  # JSON mode; the schema stands in the prompt
    PROMPT = "prompt"  # no parameter at all; the schema stands in the prompt


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of endpoint. `base_url` is None where everybody has an address of their own.

    `key_name` is the variable that usually holds the key; `needs_key` whether there is no answer without one.
    """

    base_url: str | None
    key_name: str
    needs_key: bool = True
    token_parameter: str = "max_tokens"  # noqa: S105  a parameter's name
    structured: StructuredMode = StructuredMode.JSON_SCHEMA


_COMPLETION_TOKENS = "max_completion_tokens"

PRESETS: Mapping[str, Preset] = {
    "openai": Preset(OPENAI_URL, "OPENAI_API_KEY", token_parameter=_COMPLETION_TOKENS),
    "azure": Preset(None, "AZURE_OPENAI_API_KEY", token_parameter=_COMPLETION_TOKENS),
    "ollama": Preset("http://127.0.0.1:11434/v1", "OLLAMA_API_KEY", needs_key=False),
    "vllm": Preset("http://127.0.0.1:8000/v1", "VLLM_API_KEY", needs_key=False),
    "llamacpp": Preset("http://127.0.0.1:8080/v1", "LLAMA_API_KEY", needs_key=False),
    "openrouter": Preset("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "groq": Preset("https://api.groq.com/openai/v1", "GROQ_API_KEY", token_parameter=_COMPLETION_TOKENS),
    "mistral": Preset("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "together": Preset("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
}
