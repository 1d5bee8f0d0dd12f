"""What holds for every test: laws are tried on the same examples each time, and a busy machine fails none of them."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_LONGEST_FIRST = ("ui", "integration", "unit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests first: a file of them takes minutes, and at the end would leave the other workers with nothing."""
    items.sort(key=lambda item: next((n for n, tier in enumerate(_LONGEST_FIRST) if tier in item.path.parts), 0))
