"""What all exchanges with one endpoint have in common: the client, the headers that go out, bodies as text."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import openai

from distiller.presets import OPENAI_URL
from distiller.providers.transport import SIZE_LIMIT
from distiller.settings import ProviderSettings

_HEADERS = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"connection",
        b"content-length",
        b"content-type",
        b"host",
        b"transfer-encoding",
        b"user-agent",
    }
)


def client_of(
    provider: ProviderSettings,
    transport: httpx2.BaseTransport,
    timeout: httpx2.Timeout,
    then: Callable[[httpx2.Request], None] | None = None,
) -> openai.OpenAI:
    """A client of the endpoint that sends only what is ours. `then` sees each request that it writes."""
    key = provider.api_key.get_secret_value() if provider.api_key else "no-key-needed"

    def only_ours(request: httpx2.Request) -> None:
        """The SDK adds what it finds in the environment (an organisation, custom headers, perhaps with a key in
        them) to every base URL; other hosts get the key configured for them and what HTTP needs."""
        if provider.base_url != OPENAI_URL:
            kept = [(name, value) for name, value in request.headers.raw if name.lower() in _HEADERS]
            kept.append((b"authorization", f"Bearer {key}".encode()))
            request.headers = httpx2.Headers(kept)
        for name, value in provider.headers:
            request.headers[name] = value.get_secret_value()
        if then is not None:
            then(request)

    return openai.OpenAI(
        api_key=key,
        base_url=provider.base_url,
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.Client(
            transport=transport,
            follow_redirects=False,
            trust_env=False,
            event_hooks={"request": [only_ours]},
        ),
    )


def error_in(response: httpx2.Response) -> object:
    """What an error's body says, as the SDK hands it on: the error object, else the body, else its text."""
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return response.text.strip()
    return body.get("error", body) if isinstance(body, dict) else body


def decoded(response: httpx2.Response) -> str:
    """The body as text. JSON is UTF-8 whatever the header claims; the claim counts only where UTF-8 fails.
    NUL, which no text column can hold, becomes U+FFFD."""
    content = response.content[:SIZE_LIMIT]
    for charset in ("utf-8-sig", response.charset_encoding or ""):
        try:
            return content.decode(charset).replace("\x00", "\ufffd")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace").replace("\x00", "\ufffd")
