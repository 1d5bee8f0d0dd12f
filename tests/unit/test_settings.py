"""Settings: found beside app.py, typed, frozen, and silent about keys."""

import dataclasses
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from distiller.errors import SettingsError
from distiller.settings import load_settings

KEY = "sk-unit-0123456789abcdef"
OWN = ("OPENAI_", "DISTILLER_", "GROQ_")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith(OWN):
            monkeypatch.delenv(name)


def env_file(root: Path, text: str, mode: int = 0o600) -> Path:
    path = root / ".env"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def providers_file(root: Path, text: str, monkeypatch) -> None:
    (root / "providers.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DISTILLER_PROVIDERS", "providers.toml")


def test_without_a_key_the_offline_teacher_is_the_default(tmp_path):
    """The program works as cloned."""
    settings = load_settings(tmp_path)
    assert settings.default_provider == "offline"
    assert [(p.name, p.model, p.offline) for p in settings.providers] == [("offline", "offline-rules", True)]
    assert settings.secrets() == ()


def test_a_key_makes_openai_the_default(tmp_path, monkeypatch):
    """One variable is enough; the offline teacher stays available."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = load_settings(tmp_path)
    openai = settings.provider("openai")
    assert settings.default_provider == "openai"
    assert (openai.model, openai.base_url) == ("gpt-4o-mini", "https://api.openai.com/v1")
    assert settings.provider("offline").offline


def test_a_base_url_without_a_key_is_a_local_provider(tmp_path, monkeypatch):
    """Local servers ask for no key."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1/")
    monkeypatch.setenv("OPENAI_VERB_MODEL", "llama3")
    local = load_settings(tmp_path).provider("openai")
    assert (local.base_url, local.model, local.api_key, local.offline) == (
        "http://127.0.0.1:11434/v1",
        "llama3",
        None,
        False,
    )


def test_the_env_file_is_found_beside_the_app_whatever_the_working_directory(tmp_path, monkeypatch):
    """Started from anywhere, the same settings; a byte-order mark of Notepad is no obstacle."""
    root, elsewhere = tmp_path / "app", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    env_file(root, "\ufeffOPENAI_VERB_MODEL=from-file\nOPENAI_API_KEY='" + KEY + "'\nDISTILLER_LANGUAGE=\n")
    env_file(elsewhere, "OPENAI_VERB_MODEL=wrong\n")
    monkeypatch.chdir(elsewhere)
    assert load_settings(root).provider("openai").model == "from-file"


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    """Also where it is empty: then the file counts."""
    env_file(tmp_path, "DISTILLER_PORT=8001\nDISTILLER_CONCURRENCY=3\n")
    monkeypatch.setenv("DISTILLER_PORT", "8002")
    monkeypatch.setenv("DISTILLER_CONCURRENCY", "")
    settings = load_settings(tmp_path)
    assert (settings.port, settings.concurrency) == (8002, 3)


def test_a_key_is_never_shown(tmp_path, monkeypatch):
    """Neither by repr nor as text; only `secrets` gives it, for redaction."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("DISTILLER_DATABASE_URL", "postgresql://me:hunter22@host/db")
    settings = load_settings(tmp_path)
    shown = repr(settings) + str(settings) + repr(settings.providers)
    assert KEY not in shown
    assert "hunter22" not in shown
    assert settings.secrets() == (KEY,)


def test_a_placeholder_of_a_local_server_is_no_secret(tmp_path, monkeypatch):
    """Replacing `none` in replies would tear holes into them."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    assert load_settings(tmp_path).secrets() == ()


@pytest.mark.parametrize(("value", "expected"), [(None, True), ("on", True), ("off", False), ("OFF", False)])
def test_asking_again_after_an_invalid_reply_can_be_switched_off(tmp_path, monkeypatch, value, expected):
    if value is not None:
        monkeypatch.setenv("DISTILLER_RETRY_INVALID", value)
    assert load_settings(tmp_path).retry_invalid is expected


def test_settings_cannot_be_changed(tmp_path):
    """They are read once."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_settings(tmp_path).port = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISTILLER_PORT", "eighty"),
        ("DISTILLER_PORT", "70000"),
        ("DISTILLER_CONCURRENCY", "0"),
        ("DISTILLER_CONCURRENCY", "2.5"),
        ("DISTILLER_OFFLINE_DELAY", "nan"),
        ("DISTILLER_OFFLINE_DELAY", "-1"),
        ("DISTILLER_OFFLINE_MISTAKES", "1.5"),
        ("DISTILLER_OFFLINE_MISTAKES", "inf"),
        ("DISTILLER_LANGUAGE", "français"),
        ("DISTILLER_RETRY_INVALID", "maybe"),
        ("DISTILLER_DATABASE_URL", "mysql://host/db"),
        ("DISTILLER_DATABASE_URL", "distiller.db"),
        ("DISTILLER_DATABASE_URL", "sqlite:///:memory:"),
        ("DISTILLER_PROVIDERS", "no-such-file.toml"),
        ("OPENAI_BASE_URL", "api.openai.com"),
        ("OPENAI_BASE_URL", "http://"),
        ("OPENAI_BASE_URL", "http://host:99999/v1"),
        ("OPENAI_BASE_URL", "https://user:sk-secret@host/v1"),
        ("OPENAI_API_KEY", "sk-one sk-two"),
        ("OPENAI_API_KEY", "“sk-curly”"),
        ("OPENAI_API_KEY", "'sk-quoted'"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_bad_value_is_named_by_its_setting_and_not_shown(tmp_path, monkeypatch, name, value, language):
    """People paste keys into the wrong line."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert name in caught.value.sentence(language)
    assert value not in map(str, caught.value.params.values())
    assert caught.value.__cause__ is None  # tracebacks show causes, and causes show values


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_in_any_setting_is_used_or_refused(tmp_path, text):
    """Never another exception than SettingsError."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DISTILLER_PORT", "DISTILLER_HOST", "OPENAI_BASE_URL", "DISTILLER_DATABASE_URL"):
            patch.setenv(name, text)
            with suppress(SettingsError):
                load_settings(tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org", "localhost.example.org"])
def test_only_loopback_until_there_are_accounts(tmp_path, monkeypatch, host):
    """Whoever reaches the port is the reviewer."""
    monkeypatch.setenv("DISTILLER_HOST", host)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.code == "settings-not-loopback"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_loopback_in_all_its_spellings(tmp_path, monkeypatch, host):
    """These stay on this computer."""
    monkeypatch.setenv("DISTILLER_HOST", host)
    assert load_settings(tmp_path).host == host


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        (None, "sqlite:///{root}/data/distiller.db"),
        ("sqlite:////tmp/a%20b.db", "sqlite:////tmp/a%20b.db"),
        ("sqlite:///work.db", "sqlite:///{root}/work.db"),  # the working directory is nobody's
        ("postgres://host/db", "postgresql+psycopg://host/db"),
        ("postgresql://host/db", "postgresql+psycopg://host/db"),
    ],
)
def test_the_database_url(tmp_path, monkeypatch, given_url, expected):
    """A file of SQLite, or PostgreSQL with the driver that is installed."""
    if given_url:
        monkeypatch.setenv("DISTILLER_DATABASE_URL", given_url)
    assert load_settings(tmp_path).database_url == expected.format(root=tmp_path)


def test_a_home_with_a_space_makes_a_url_that_can_be_opened(tmp_path, monkeypatch):
    """URLs are decoded again by who opens them."""
    monkeypatch.setenv("DISTILLER_HOME", "my data")
    settings = load_settings(tmp_path)
    assert settings.home == tmp_path / "my data"
    assert settings.database_url.endswith("/my%20data/distiller.db")


def test_a_readable_env_file_with_a_key_is_told_once(tmp_path):
    """As a warning with its parameters, not as an error."""
    path = env_file(tmp_path, f"OPENAI_API_KEY={KEY}\n", 0o644)
    assert [code for code, _ in load_settings(tmp_path).warnings] == ["settings-env-readable"]
    path.chmod(0o600)
    assert load_settings(tmp_path).warnings == ()
    env_file(tmp_path, "DISTILLER_PORT=8000\n", 0o644)
    assert load_settings(tmp_path).warnings == ()


def test_a_key_that_crosses_the_network_in_the_clear_is_told(tmp_path, monkeypatch):
    """Not for this computer, and not without a key."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://gpu.example.org/v1")
    assert load_settings(tmp_path).warnings == ()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert load_settings(tmp_path).warnings == (("settings-plain-http", {"provider": "openai"}),)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8000/v1")
    assert load_settings(tmp_path).warnings == ()


def test_a_providers_file_adds_providers(tmp_path, monkeypatch):
    """Keys come from variables that the file names; .env counts as environment."""
    env_file(tmp_path, f"GROQ_KEY={KEY}\n")
    text = """
    [[provider]]
    name = "groq"
    base_url = "https://api.groq.com/openai/v1"
    api_key_env = "GROQ_KEY"
    model = "llama-70b"
    concurrency = 4
    token_parameter = "max_completion_tokens"
    send_temperature = false
    timeout = 30
    input_price = 0.15
    output_price = 0.6

    [[provider]]
    name = "local"
    base_url = "http://localhost:8000/v1"
    model = "tiny"
    """
    providers_file(tmp_path, text, monkeypatch)
    settings = load_settings(tmp_path)
    groq = settings.provider("groq")
    assert [p.name for p in settings.providers] == ["groq", "local", "offline"]
    assert settings.default_provider == "groq"
    assert settings.secrets() == (KEY,)
    assert (groq.concurrency, groq.timeout_s, groq.send_temperature) == (4, 30.0, False)
    assert (groq.input_price, groq.output_price) == (Decimal("0.15"), Decimal("0.6"))
    assert settings.provider("local").api_key is None


def test_a_table_named_openai_completes_the_one_of_the_environment(tmp_path, monkeypatch):
    """Prices and parameters without repeating the rest."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    providers_file(tmp_path, '[[provider]]\nname = "openai"\ntimeout = 60\n', monkeypatch)
    openai = load_settings(tmp_path).provider("openai")
    assert (openai.timeout_s, openai.model) == (60.0, "gpt-4o-mini")
    assert openai.api_key.get_secret_value() == KEY


@pytest.mark.parametrize(
    "text",
    [
        "this is not toml",
        "",
        "provider = 3",
        '[[provider]]\nname = "x"',  # no address
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"',  # no model
        f'[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\napi_key = "{KEY}"',  # a key in the file
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\napi_key_env = "NOT_SET"',
        '[[provider]]\nname = "offline"\nbase_url = "http://h/v1"\nmodel = "m"',
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\ntimeout = 0',
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\ninput_price = -1',
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\n' * 2,
        '[[provider]]\nname = "x"\nbase_url = "http://h/v1"\nmodel = "m"\nconcurency = 5',  # a typing error
    ],
)
def test_a_bad_providers_file_is_refused_without_showing_a_key(tmp_path, monkeypatch, text):
    """The sentence says where."""
    providers_file(tmp_path, text, monkeypatch)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    for language in ("nl", "en"):
        assert KEY not in caught.value.sentence(language)


def test_an_unknown_provider_is_a_settings_error(tmp_path):
    """A job whose provider is gone pauses with this sentence."""
    with pytest.raises(SettingsError, match="gone is not configured"):
        load_settings(tmp_path).provider("gone")
