"""Pictures of every tab, in both languages, light and dark, wide and narrow, of a program that is running.

    .venv/bin/python scripts/screenshots.py http://127.0.0.1:7860/ folder [--tab jobs] [--query "&job=1"]

Needs the test packages and a Chromium (DISTILLER_CHROMIUM, or on the path).
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

TABS = ("import", "jobs", "review", "verbs", "export", "settings")
LANGUAGES = ("nl", "en")
SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
SETTLE_MS = 1200  # fonts, the tab's first look at the store
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Take them all, or those of one tab."""
    parser = argparse.ArgumentParser(description="Take pictures of every tab of a running program.")
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tab", choices=TABS, action="append")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--scheme", choices=SCHEMES, action="append")
    parser.add_argument("--query", default="", help="more of the address, such as &job=1")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("DISTILLER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        for tab, language, scheme, width in itertools.product(
            wanted.tab or TABS, wanted.language or LANGUAGES, wanted.scheme or SCHEMES, WIDTHS
        ):
            file = wanted.folder / f"{tab}-{language}-{scheme}-{width}.png"
            take(browser, f"{wanted.url.rstrip('/')}/{language}/?tab={tab}{wanted.query}", scheme, width, file)
            print(file)
        browser.close()


def take(browser: Browser, url: str, scheme: str, width: int, file: Path) -> None:
    """One picture of the part of the page that is seen first."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
