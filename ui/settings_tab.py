"""The Settings tab: what the program was told, one section below the other. Settings themselves stand in files."""

from __future__ import annotations

from ui.providers_tab import build, wire

__all__ = ["build", "wire"]
