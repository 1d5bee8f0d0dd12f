"""How events are connected: measured settings, so that no tab finds its own (field guide, latency and keyboard).

`READ` for what only looks; `DECIDE` for decisions, which run one after another in the order of the key presses;
`SEARCH` is the JavaScript that hands a handler the query of the address.
"""

from __future__ import annotations

from typing import Any

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

READ: dict[str, Any] = {**_QUIET, "queue": False}
DECIDE: dict[str, Any] = {**_QUIET, "concurrency_id": "review", "concurrency_limit": 1, "trigger_mode": "multiple"}
ACT: dict[str, Any] = {**_QUIET, "concurrency_limit": 4}

SEARCH = "() => [location.search]"
