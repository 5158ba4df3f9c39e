"""The search engines, one package each, which do not know each other.

This module has what the engines whose whole index is in its folder share (see `dateline.search.engine.EngineKind`).
"""

from __future__ import annotations

from pathlib import Path


def announce(folder: Path) -> None:
    """Do nothing: only Dateline reads the index."""
    del folder


def drop(folder: Path) -> None:
    """Do nothing: the index is removed with its folder."""
    del folder


def bytes_outside(folder: Path) -> int:
    """Return 0: all of the index is in its folder."""
    del folder
    return 0
