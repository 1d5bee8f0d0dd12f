"""The providers file: presets, extra headers and fields, and where a key goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from distiller.errors import SettingsError
from distiller.presets import PRESETS, StructuredMode
from distiller.providers_file import OURS
from distiller.settings import ProviderSettings, Settings, load_settings

KEY = "sk-providers-0123456789"
PLAIN = '[[provider]]\nname = "x"\nbase_url = "https://h.example/v1"\nmodel = "m"\n'


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_VERB_MODEL", *(preset.key_name for preset in PRESETS.values())):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Loads the settings with a providers file of this text and these variables."""

    def loaded(text: str, **variables: str) -> Settings:
        (tmp_path / "providers.toml").write_text(text, "utf-8")
        for name, value in {"DISTILLER_PROVIDERS": "providers.toml", **variables}.items():
            monkeypatch.setenv(name, value)
        return load_settings(tmp_path)

    return loaded


def only(settings: Settings) -> ProviderSettings:
    return settings.provider("x")


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.base_url])
def test_a_preset_is_complete_with_a_model_and_its_key(load, name: str) -> None:
    """Address, name of the key, parameters."""
    preset = PRESETS[name]
    got = only(load(f'[[provider]]\nname = "x"\npreset = "{name}"\nmodel = "m"', **{preset.key_name: KEY}))
    assert (got.base_url, got.token_parameter, got.structured) == (
        preset.base_url,
        preset.token_parameter,
        preset.structured,
    )
    assert got.api_key is not None
    assert got.api_key.get_secret_value() == KEY
    assert got.key_setting == preset.key_name


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if not preset.needs_key])
def test_a_server_of_ones_own_needs_no_key(load, name: str) -> None:
    """Ollama, vLLM, llama.cpp."""
    assert only(load(f'[[provider]]\nname = "x"\npreset = "{name}"\nmodel = "m"')).api_key is None


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.needs_key and preset.base_url])
def test_a_missing_key_of_a_preset_is_told_by_its_name(load, name: str) -> None:
    """In both languages."""
    with pytest.raises(SettingsError) as caught:
        load(f'[[provider]]\nname = "x"\npreset = "{name}"\nmodel = "m"')
    for language in ("nl", "en"):
        assert PRESETS[name].key_name in caught.value.sentence(language)


def test_azure_asks_for_its_address(load) -> None:
    """Everybody has an own one."""
    with pytest.raises(SettingsError, match="base_url"):
        load('[[provider]]\nname = "x"\npreset = "azure"\nmodel = "m"', AZURE_OPENAI_API_KEY=KEY)


def test_the_usual_key_goes_to_the_usual_host_only(load) -> None:
    """Who leads a preset to another address names the key for it."""
    moved = '[[provider]]\nname = "x"\npreset = "groq"\nmodel = "m"\nbase_url = "https://elsewhere.example/v1"'
    assert only(load(moved, GROQ_API_KEY=KEY)).api_key is None
    named = only(load(moved + '\napi_key_env = "GROQ_API_KEY"', GROQ_API_KEY=KEY))
    assert named.api_key is not None


def test_a_field_of_the_table_wins_over_the_preset(load) -> None:
    """It is what somebody wrote down."""
    text = '[[provider]]\nname = "x"\npreset = "ollama"\nmodel = "m"\nbase_url = "http://gpu.example/v1"\n'
    got = only(load(text + 'token_parameter = "max_completion_tokens"\nstructured = "prompt"'))
    assert (got.base_url, got.token_parameter) == ("http://gpu.example/v1", "max_completion_tokens")
    assert got.structured == StructuredMode.PROMPT


def test_headers_and_fields_go_along(load) -> None:
    """A value that comes from the environment is a secret like a key; nothing of them is shown."""
    text = PLAIN + 'headers = { X-Title = "Distiller", X-Team = { env = "TEAM_TOKEN" } }'
    settings = load(text + "\nbody = { top_k = 5, a = [{}] }", TEAM_TOKEN=KEY)
    got = only(settings)
    assert {name: value.get_secret_value() for name, value in got.headers} == {"X-Title": "Distiller", "X-Team": KEY}
    assert got.body == {"top_k": 5, "a": [{}]}
    assert settings.secrets() == (KEY,)
    assert KEY not in repr(settings)
    hash(got)


@pytest.mark.parametrize(
    "line",
    [
        f'headers = {{ Authorization = "Bearer {KEY}" }}',
        f'headers = {{ HOST = "{KEY}" }}',
        f'headers = {{ "bad name" = "{KEY}" }}',
        f'headers = {{ "{KEY} " = "x" }}',
        f'headers = {{ X-A = "{KEY}\\nX-B: y" }}',
        f'headers = {{ X-A = "{KEY}", x-a = "2" }}',
        f'headers = {{ X-A = "é{KEY}" }}',
        'headers = { X-A = "" }',
        'headers = { X-A = { env = "NOT_SET" } }',
        f'headers = {{ X-A = {{ env = "{KEY}" }} }}',
        f'headers = {{ X-A = {{ value = "{KEY}" }} }}',
        f'headers = "{KEY}"',
        *(f'body = {{ {name} = "{KEY}" }}' for name in sorted(OURS)),
        "body = { when = 2026-01-01 }",
        "body = { a = nan }",
        f'body = "{KEY}"',
        "weight = 0",
        "weight = 1.5",
        f'structured = "{KEY}"',
        f'preset = "{KEY}"',
        f'preset = "{KEY}',
    ],
)
def test_what_cannot_be_sent_is_refused_by_its_place(load, line: str) -> None:
    """And not shown: people paste keys into the wrong line."""
    with pytest.raises(SettingsError) as caught:
        load(PLAIN + line)
    for language in ("nl", "en"):
        assert KEY not in caught.value.sentence(language)
    assert KEY not in repr(caught.value.params)
    assert caught.value.__cause__ is None


def test_the_settings_of_a_provider_are_named_where_they_stand(load) -> None:
    """What a person has to change: a variable, or a field of the file."""
    settings = load(PLAIN + '[[provider]]\nname = "openai"\nmodel = "gpt-4o"', OPENAI_API_KEY=KEY)
    openai, own = settings.provider("openai"), settings.provider("x")
    assert (openai.url_setting, openai.key_setting) == ("OPENAI_BASE_URL", "OPENAI_API_KEY")
    assert openai.model_setting == "model (openai, DISTILLER_PROVIDERS)"
    assert (own.url_setting, own.model_setting) == (
        "base_url (x, DISTILLER_PROVIDERS)",
        "model (x, DISTILLER_PROVIDERS)",
    )
