"""The program as a person meets it: started as its own process, looked at through a real browser.

The process starts in a folder of its own, so that no `.env` of the checkout and no key of the environment reaches it.
A test that opens a page fails when the page's console shows an error.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from distiller.store import Store

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = "import sys, pathlib, app; app.ROOT = pathlib.Path(sys.argv[1]); sys.exit(app.main())"
OURS = ("DISTILLER_", "OPENAI_", "GRADIO_")
STARTS_WITHIN_S = 60
STOPS_WITHIN_S = 10


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class App:
    """One running program."""

    process: subprocess.Popen[bytes]
    url: str
    home: Path
    log: Path

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The program's own database, to prepare it and to see what really stands in it."""
        store = Store(f"sqlite:///{self.home / 'distiller.db'}")
        try:
            yield store
        finally:
            store.close()

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, host: str | None = None, **headers: str
    ) -> Answer:
        """One request with exactly these headers (underscores become hyphens)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", host if host is not None else f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None and "Content_Length" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            got = connection.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End the program and give its exit code; fails if it takes longer than promised."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(STOPS_WITHIN_S)


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start_app(folder: Path, **settings: str) -> App:
    """The program in a fresh folder, ready to answer."""
    home = folder / "home"
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    env |= {"DISTILLER_HOME": str(home), "DISTILLER_PORT": str(free_port()), "PYTHONPATH": str(ROOT)} | settings
    log = folder / "log.txt"  # a file, since a pipe that nobody empties would stop the program
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(folder)], cwd=folder, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    deadline = time.monotonic() + STARTS_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        found = re.search(r"http://\S+/", log.read_text(errors="replace"))
        if found:
            return App(process, found[0], home, log)
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise AssertionError("the program did not start:\n" + log.read_text(errors="replace"))


def chromium() -> str | None:
    """Where the browser is: DISTILLER_CHROMIUM, else the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("DISTILLER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


Profiles = dict[tuple[object, ...], BrowserContext]
"""Browser profiles by their language and size: the files of the screen are fetched once for all tests."""


@dataclass
class Tabs:
    """Pages of one test; what their consoles complain about is collected. No test sees what another left behind."""

    browser: Browser
    profiles: Profiles = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def open(
        self, url: str, *, locale: str = "en-US", width: int = 1280, alone: bool = False, **options: object
    ) -> Page:
        """A page that has drawn itself; `alone` in a profile of its own, for who changes the profile's clock."""
        kind = (locale, width, *sorted(options.items()))
        context = None if alone else self.profiles.get(kind)
        if context is None:
            context = self.browser.new_context(
                locale=locale, viewport={"width": width, "height": 900}, timezone_id="Europe/Amsterdam", **options
            )
        if not alone:
            self.profiles[kind] = context
        page = context.new_page()
        self.pages.append(page)
        page.set_default_timeout(15_000)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        page.wait_for_selector("html[data-ready]")
        return page

    def close(self) -> None:
        """Close all pages, and forget what they kept in the browser."""
        for page in self.pages:
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.close()
            page.context.clear_cookies()
            if page.context not in self.profiles.values():
                page.context.close()
        self.pages.clear()
