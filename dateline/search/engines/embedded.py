"""What is so of every engine that needs nothing but its folder (see `dateline.search.engine.EngineKind`)."""

from __future__ import annotations

from pathlib import Path


def announce(folder: Path) -> None:
    """Nobody looks at an index but through Dateline, which knows."""
    del folder


def drop(folder: Path) -> None:
    """All of it goes with its folder."""
    del folder


def bytes_outside(folder: Path) -> int:
    """All of it is in its folder."""
    del folder
    return 0
