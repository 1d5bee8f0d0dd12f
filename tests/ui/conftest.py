"""Fixtures of the tests that drive the screen; the machinery is tests/support/screen.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.screen import CHROMIUM_ARGS, App, Profiles, Tabs, chromium, start_app


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One program for all who look at what they put there themselves; whose counts are of everything has an own one."""
    running = start_app(tmp_path_factory.mktemp("app"))
    yield running
    assert running.stop() == 0


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Starts programs with settings of the test's own."""
    started: list[App] = []

    def start(**settings: str) -> App:
        folder = tmp_path / f"app-{len(started)}"
        folder.mkdir()
        started.append(start_app(folder, **settings))
        return started[-1]

    yield start
    for running in started:
        running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; a machine without one skips, except in CI."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install one or set DISTILLER_CHROMIUM")
        pytest.skip("no Chromium: install one or set DISTILLER_CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def profiles() -> Profiles:
    """The profiles that all tests share."""
    return {}


@pytest.fixture
def tabs(browser: Browser, profiles: Profiles) -> Iterator[Tabs]:
    """Opens pages; the test fails if one of them logged an error."""
    opened = Tabs(browser, profiles)
    yield opened
    opened.close()
    assert opened.errors == []
